"""The words of whole batches of texts as hashes, without a Python object for any of them.

All texts of a batch are one row of bytes; where words begin and end is found by comparing neighbours, and each word is read as
numbers of eight bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.link.postings import GRAM, Hashes, Ints, Postings, postings, run_hashes

BATCH = 1 << 17  # characters hashed at once: what fits the processor's cache
BYTES = 8  # of a word that are read as one number
LONGEST = 64  # bytes of a word that are read; longer ones differ in their length or their end, or count as the same
SPARSEST = 8  # of a long text's runs at least one in so many is asked, so that a short one is found inside it
MARKS = "“”‘’„‚«»…–—―\u00a0\u2009\u202f"  # that part words, beside those of ASCII
FIRST_BYTES = np.array([(1 << (8 * n)) - 1 for n in range(BYTES)] + [2**64 - 1], dtype=np.uint64)
FIRST, LAST = np.uint64(0x9FB21C651E98DF25), np.uint64(0xA0761D6478BD642F)  # odd and without a pattern
ALL = 2**32 - 1  # the limit that all but one in 2^32 stay below
TURN = np.uint32(0x9E3779B1)  # so that two words count differently as the first and as the last


def text_postings(texts: Sequence[str], asked: int = 0) -> Postings:
    """The runs of many texts, words in small letters, quotations not masked: for collections too large to be read first.

    Of each text about as many runs as are asked, those with the lowest hashes, so that two texts choose alike; 0 asks all.
    """
    runs, owners, shares = [np.empty(0, np.uint64)], [np.empty(0, np.int64)], [np.empty(0, np.float64)]
    for first, last in _batches(texts):
        words, sizes = word_hashes(texts[first:last])
        share = np.clip(asked / np.maximum(sizes - GRAM + 1, 1), 1 / SPARSEST, 1.0) if asked else np.ones(last - first)
        places = _chosen(words, sizes, share)
        runs.append(run_hashes(words, places))
        held = np.diff(np.searchsorted(places, np.cumsum(sizes)), prepend=0)
        owners.append(np.repeat(np.arange(first, last), held))
        shares.append(share)
    return postings(np.concatenate(runs), np.concatenate(owners), len(texts), np.concatenate(shares))


def word_hashes(texts: Sequence[str]) -> tuple[Hashes, Ints]:
    """The hash of each word, one after the other, and how many words each text has."""
    raw, ends = _bytes_of(texts)
    edges = np.flatnonzero(_changes(np.frombuffer(raw, np.uint8)))  # begins and ends in turn, a byte too early
    start, end = edges[::2], edges[1::2]
    size = end - start
    pieces = np.ndarray(len(raw) - BYTES, "<u8", raw, offset=1, strides=1)  # from each byte after an edge on, overlapping
    found: Hashes = pieces[start]
    found &= FIRST_BYTES.take(size, mode="clip")
    found *= FIRST
    more = np.flatnonzero(size > BYTES)
    found[more] += pieces[end[more] - BYTES] * LAST + size[more].astype(np.uint64)
    for read in range(BYTES, LONGEST, BYTES):  # what lies between the first and the last eight bytes
        more = more[size[more] > read + BYTES]
        if not len(more):
            break
        found[more] = _folded(found[more]) * FIRST + pieces[start[more] + read]
    return _folded(found), np.diff(np.searchsorted(start, ends), prepend=0)


def _folded(values: Hashes) -> Hashes:
    return values ^ (values >> np.uint64(32))


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(texts):
        last, size = first, 0
        while last < len(texts) and (last == first or size + len(texts[last]) <= BATCH):
            size += len(texts[last])
            last += 1
        yield first, last
        first = last


def _chosen(words: Hashes, sizes: Ints, share: NDArray[np.float64]) -> Ints:
    """Where a run begins that lies within one text and is asked there: its first and its last word decide."""
    inside = np.maximum(sizes - GRAM + 1, 0)
    limits = np.stack([(share * ALL).astype(np.uint32), np.zeros(len(share), np.uint32)], axis=1)
    limit = np.repeat(limits.ravel(), np.stack([inside, sizes - inside], axis=1).ravel())
    short = words.astype(np.uint32)
    ahead = GRAM - 1
    return np.flatnonzero(short[:-ahead] * TURN + short[ahead:] < limit[:-ahead])


def _bytes_of(texts: Sequence[str]) -> tuple[bytes, Ints]:
    """All texts in small letters, and where each ends; blanks around, so that eight bytes can be read anywhere."""
    parts = [text if text.isascii() else _without_marks(text) for text in texts]
    raw = " ".join(["", *parts, " " * BYTES]).encode("latin-1").lower()
    return raw, np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)) + 1)


def _without_marks(text: str) -> str:
    """Without MARKS, in small letters; what is beyond ASCII as one character for each of its bytes, which joins faster."""
    for mark in MARKS:
        if mark in text:
            text = text.replace(mark, " ")
    return text if text.isascii() else text.lower().encode("utf-8", "replace").decode("latin-1")


def _changes(raw: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Whether of a byte and the next one only one belongs to a word: to a letter, a digit, or anything beyond ASCII."""
    solid = (raw - np.uint8(ord("a"))) < np.uint8(26)
    solid |= (raw - np.uint8(ord("0"))) < np.uint8(10)
    solid |= raw >= np.uint8(128)
    changes: NDArray[np.bool_] = solid[1:] != solid[:-1]
    return changes
