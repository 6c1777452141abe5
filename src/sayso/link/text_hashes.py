"""The words of whole batches of texts as hashes, without a Python object for any of them.

A word's hash is a sum over its bytes, each byte's own number times a power of an odd base (mod 2^64): sums over any stretch are
differences of one running sum (Karp & Rabin 1987).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.link.postings import Hashes, Postings, mixed, postings, runs_of

BATCH = 1 << 18  # characters hashed at once: what fits the processor's cache
BASE = 0x5851F42D4C957F2D  # odd, so that it has an inverse mod 2^64
BORDER = "\0"  # between two texts
MARKS = "“”‘’„‚«»…–—―\u00a0\u2009\u202f"  # that part words, beside those of ASCII
LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789" + bytes(range(128, 256))


def text_postings(texts: Sequence[str], sample: int = 1) -> Postings:
    """The runs of many texts, words in small letters, quotations not masked: for collections too large to be read first."""
    runs, owners, first = [], [], 0
    while first < len(texts):
        last, size = first, 0
        while last < len(texts) and (last == first or size + len(texts[last]) <= BATCH):
            size += len(texts[last])
            last += 1
        words, border = word_hashes(texts[first:last])
        found, places = runs_of(words, border)
        if sample > 1:
            kept = np.flatnonzero(found % np.uint64(sample) == 0)
            found, places = found[kept], places[kept]
        runs.append(found)
        owners.append(np.searchsorted(np.flatnonzero(border), places) + first)
        first = last
    if not runs:
        return postings(np.empty(0, np.uint64), np.empty(0, np.int64), 0)
    return postings(np.concatenate(runs), np.concatenate(owners), len(texts))


def word_hashes(texts: Sequence[str]) -> tuple[Hashes, NDArray[np.bool_]]:
    """The hash of each word, one after the other, and which of them is no word but the end of a text."""
    raw = _bytes_of(texts)
    kinds = np.frombuffer(raw.translate(_kinds()), dtype=np.uint8)  # 0 between words, 1 in a word, 2 the end of a text
    change = np.flatnonzero(kinds[1:] != kinds[:-1]) + 1
    edges = np.concatenate((np.zeros(1, np.int64), change, np.full(1, len(kinds))))
    kind = kinds[edges[:-1]]
    solid = np.flatnonzero(kind)
    start, end = edges[:-1][solid], edges[1:][solid]
    numbers, powers, inverse = _tables(len(kinds))
    running = np.zeros(len(kinds) + 1, dtype=np.uint64)
    np.cumsum(numbers[np.frombuffer(raw, dtype=np.uint8)] * powers[: len(kinds)], out=running[1:])
    return mixed((running[end] - running[start]) * inverse[start]), kind[solid] == 2


def _bytes_of(texts: Sequence[str]) -> bytes:
    """All texts in small letters, each with a border behind it and blanks around that."""
    ends = f" {BORDER} "
    joined = ends.join(texts) + ends
    if joined.count(BORDER) != len(texts):
        joined = ends.join(text.replace(BORDER, " ") for text in texts) + ends
    if not joined.isascii():
        for mark in MARKS:
            joined = joined.replace(mark, " ")
    return joined.lower().encode("utf-8", "replace")


@lru_cache(maxsize=1)
def _kinds() -> bytes:
    return bytes(2 if byte == ord(BORDER) else byte in LETTERS for byte in range(256))


_Tables = tuple[Hashes, Hashes, Hashes]


def _tables(size: int) -> _Tables:
    """A number for each byte, and at least `size` powers of the base and of its inverse; made once for each power of two."""
    return _tables_of(1 << max(size, BATCH).bit_length())


@lru_cache(maxsize=2)
def _tables_of(size: int) -> _Tables:
    numbers = mixed(np.arange(1, 257, dtype=np.uint64) * np.uint64(BASE))
    powers, inverse = np.full(size, BASE, np.uint64), np.full(size, pow(BASE, -1, 1 << 64), np.uint64)
    powers[0] = inverse[0] = 1
    return numbers, np.cumprod(powers), np.cumprod(inverse)
