"""How usual a word is in news, and two words after each other.

Counted in some thousand articles; kept as levels in a hashed table (a Bloom filter of counts), from which no text can be read
back. Made by `training/count_usage.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SIZE = 1 << 21  # places of the table; a twentieth of them is taken, so one unknown pair in twenty looks known
STEPS = 2  # levels for each doubling of the count


def place_of(*words: str) -> int:
    return crc32(" ".join(words).encode()) % SIZE


@lru_cache(maxsize=1)
def _levels() -> NDArray[np.uint8]:
    with files("sayso.measure").joinpath("usage.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        found: NDArray[np.uint8] = stored["levels"]
    return found


@lru_cache(maxsize=200_000)
def level(*words: str) -> int:
    """Of a word, or of two after each other: 0 is (next to) unseen, and each 2 more are twice as often.

    >>> level("the", "government") > level("the", "police") > level("police", "the")
    True
    """
    return int(_levels()[place_of(*words)])


def fluency(words: Sequence[str]) -> float:
    """The mean level of every two words after each other."""
    pairs = list(pairwise(words))
    return sum(level(before, after) for before, after in pairs) / max(1, len(pairs))
