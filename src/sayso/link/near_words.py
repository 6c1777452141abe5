"""Which words of a stretch stand for others on the other side: words that mean about the same, at about the same place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.link.own_words import Ints
from sayso.words import word_table

ALIKE = 0.5  # cosine from which one word may stand for another; below, separate reports of one event gain as much as reworked text
UNKNOWN = -1


def row_of(form: str) -> int:
    """The row of a word in the table of vectors, UNKNOWN if it has none."""
    return word_table()[0].get(form, UNKNOWN)


def standing_for(left: Ints, right: Ints, expected: NDArray[np.float64], places: Ints, reach: int) -> int:
    """How many words on the left have one on the right that stands for them, each word taken once.

    `left`, `right`: rows of the words; `expected`: where on the right each left word should stand by the words around it;
    `places`: where the right words stand; further away than `reach` nothing is taken.
    """
    if not len(left) or not len(right):
        return 0
    vectors = word_table()[1]
    alike = np.where((left[:, None] >= 0) & (right >= 0), vectors[left] @ vectors[right].T, 0.0)
    alike[np.abs(expected[:, None] - places) > reach] = 0.0
    best_there, best_here = alike.argmax(axis=1), alike.argmax(axis=0)
    rows = np.arange(len(left))
    return int(((best_here[best_there] == rows) & (alike[rows, best_there] >= ALIKE)).sum())
