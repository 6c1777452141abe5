"""Words that mean about the same, at about the same place: they stand for each other in a stretch, and carry its ends further."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.packed import Ints
from sayso.words import word_table

ALIKE = 0.5  # cosine from which one word may stand for another; below, separate reports of one event gain as much as reworked text
UNKNOWN = -1
OTHER_WORD = 0.6  # what a word without a counterpart costs beyond the end of a stretch; one with a counterpart is worth 1 …
LEAST_GAIN = (
    2.0  # … and so much must be gained there on both sides; what follows by chance gains a word (planted pairs, tuning half)
)


def row_of(form: str) -> int:
    """The row of a word in the table of vectors, UNKNOWN if it has none."""
    return word_table()[0].get(form, UNKNOWN)


def standing_for(left: Ints, right: Ints, expected: NDArray[np.float64], places: Ints, reach: int) -> int:
    """How many words on the left have one on the right that stands for them, each word taken once.

    `left`, `right`: rows of the words; `expected`: where on the right each left word should stand by the words around it;
    `places`: where the right words stand; further away than `reach` nothing is taken.
    """
    return len(_partners(_alike(left, right), np.abs(expected[:, None] - places) <= reach)[0])


def further(left_stems: Ints, left: Ints, right_stems: Ints, right: Ints, reach: int) -> tuple[int, int]:
    """How many of the words beyond an end, given from the end outwards as stems and rows, still belong to the stretch on each side.

    Of the same stem or of about the same meaning, no further apart than `reach`, each word taken once.
    """
    alike = _alike(left, right)
    alike[left_stems[:, None] == right_stems] = 1.0
    x, y = _partners(alike, np.abs(np.arange(len(left))[:, None] - np.arange(len(right))) <= reach)
    for _ in range(2):
        first = _outwards(np.sort(x))
        x, y = x[x < first], y[x < first]
        second = _outwards(np.sort(y))
        x, y = x[y < second], y[y < second]
    return (int(x.max()) + 1, int(y.max()) + 1) if len(x) and first and second else (0, 0)


def _outwards(places: Ints) -> int:
    """The number of words from the end on at which those with a counterpart outweigh the others most."""
    gains = np.arange(1, len(places) + 1) * (1.0 + OTHER_WORD) - OTHER_WORD * (places + 1)
    best = int(gains.argmax()) if len(places) else 0
    return int(places[best]) + 1 if len(places) and gains[best] >= LEAST_GAIN else 0


def _alike(left: Ints, right: Ints) -> NDArray[np.float32]:
    vectors = word_table()[1]
    alike: NDArray[np.float32] = np.where((left[:, None] >= 0) & (right >= 0), vectors[left] @ vectors[right].T, np.float32(0.0))
    return alike


def _partners(alike: NDArray[np.float32], near: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """The pairs of words that are each other's most alike, and alike enough."""
    if not alike.size:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    alike = np.where(near, alike, np.float32(0.0))
    best_there, best_here = alike.argmax(axis=1), alike.argmax(axis=0)
    rows = np.arange(len(alike))
    x = np.flatnonzero((best_here[best_there] == rows) & (alike[rows, best_there] >= ALIKE))
    return x, best_there[x]
