"""Whole numbers as bytes, for the project file: as few bytes for each as the largest of them needs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

WIDTHS = (1, 2, 4, 8)  # bytes


def packed(numbers: Ints | Sequence[int]) -> bytes:
    """None below 0. The first byte tells how many bytes each has, the lowest of them first.

    >>> packed([3, 70]), packed([3, 700]), packed([])
    (b'\\x01\\x03F', b'\\x02\\x03\\x00\\xbc\\x02', b'\\x01')
    """
    values = np.asarray(numbers, dtype=np.int64)
    width = next(width for width in WIDTHS if int(values.max(initial=0)) < 1 << (8 * width))
    return bytes((width,)) + values.astype(f"<u{width}").tobytes()


def unpacked(kept: bytes) -> Ints:
    """
    >>> unpacked(packed([3, 700])).tolist()
    [3, 700]
    """
    return np.frombuffer(kept, f"<u{kept[0]}", offset=1).astype(np.int64)
