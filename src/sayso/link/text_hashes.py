"""The words of whole batches of texts as hashes, without a Python object for any of them.

All texts of a batch are one row of bytes; where words begin and end is found by comparing neighbours, and each word is read as
numbers of eight bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sayso.link.postings import Hashes, Postings, mixed, postings, runs_of

BATCH = 1 << 17  # characters hashed at once: what fits the processor's cache
BYTES = 8  # of a word that are read as one number
LONGEST = 64  # bytes of a word that are read; longer ones differ in their length, or count as the same
BORDER = "\0"  # between two texts
MARKS = "“”‘’„‚«»…–—―\u00a0\u2009\u202f"  # that part words, beside those of ASCII
LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789" + bytes(range(128, 256))
FIRST_BYTES = np.array([(1 << (8 * n)) - 1 for n in range(BYTES)] + [2**64 - 1], dtype=np.uint64)
STEP = np.uint64(0x9FB21C651E98DF25)


def text_postings(texts: Sequence[str], sample: int = 1) -> Postings:
    """The runs of many texts, words in small letters, quotations not masked: for collections too large to be read first."""
    runs, owners, first = [], [], 0
    while first < len(texts):
        last, size = first, 0
        while last < len(texts) and (last == first or size + len(texts[last]) <= BATCH):
            size += len(texts[last])
            last += 1
        words, border = word_hashes(texts[first:last])
        found, places = runs_of(words, border, sample)
        runs.append(found)
        owners.append(np.searchsorted(np.flatnonzero(border), places) + first)
        first = last
    if not runs:
        return postings(np.empty(0, np.uint64), np.empty(0, np.int64), 0)
    return postings(np.concatenate(runs), np.concatenate(owners), len(texts))


def word_hashes(texts: Sequence[str]) -> tuple[Hashes, NDArray[np.bool_]]:
    """The hash of each word, one after the other, and which of them is no word but the end of a text."""
    raw = _bytes_of(texts)
    solid = np.frombuffer(raw.translate(_solid()), dtype=np.bool_)
    edges = np.flatnonzero(solid[1:] != solid[:-1]) + 1  # begins and ends in turn: the bytes begin and end with a blank
    start, size = edges[::2], edges[1::2] - edges[::2]
    pieces = np.ndarray(len(raw) - BYTES + 1, "<u8", raw, strides=1)  # from each byte on, overlapping
    first = _numbers(pieces, start, size)
    found = mixed(first * STEP)
    more = np.flatnonzero(size > BYTES)
    for read in range(BYTES, LONGEST, BYTES):
        found[more] = mixed(found[more] * STEP + _numbers(pieces, start[more] + read, size[more] - read))
        more = more[size[more] > read + BYTES]
        if not len(more):
            break
    found[more] += size[more].astype(np.uint64)
    return found, first == ord(BORDER)


def _numbers(pieces: Hashes, start: NDArray[np.int64], size: NDArray[np.int64]) -> Hashes:
    """The first eight bytes from each start, or as many as belong to the word, as one number."""
    found: Hashes = pieces[start] & FIRST_BYTES[np.minimum(size, BYTES)]
    return found


def _bytes_of(texts: Sequence[str]) -> bytes:
    """All texts in small letters, each with a border behind it; blanks around, so that eight bytes can be read anywhere."""
    ends = f" {BORDER} "
    joined = ends.join([text if text.isascii() else _without_marks(text) for text in texts])
    if joined.count(BORDER) != len(texts) - 1:
        return _bytes_of([text.replace(BORDER, " ") for text in texts])
    return f" {joined}{ends}{' ' * BYTES}".encode("utf-8", "replace").lower()


def _without_marks(text: str) -> str:
    for mark in MARKS:
        text = text.replace(mark, " ")
    return text.lower()


@cache
def _solid() -> bytes:
    """For each byte 1 where it belongs to a word or is a border."""
    return bytes(byte in LETTERS or byte == ord(BORDER) for byte in range(256))
