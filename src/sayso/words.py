"""Which words mean about the same: static word vectors distilled from a sentence encoder (training/distil_words.md)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

ALIKE = 0.42  # cosine above which two words count as alike; the data card gives precision and recall at 0.40 and 0.50
UNIT = 127.0  # the vectors are stored as int8 with this scale
SHARED_STEM = 5  # characters two words must share from the start to count as one word ("russia", "russian")


@lru_cache(maxsize=1)
def word_table() -> tuple[dict[str, int], NDArray[np.float32]]:
    """The row of each word, and the vectors, shape (words, 96)."""
    with files("sayso").joinpath("words.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        words = bytes(stored["words"]).decode().split("\n")
        vectors = stored["vectors"].astype(np.float32) / UNIT
    return {word: row for row, word in enumerate(words)}, vectors


def alikeness(words: Sequence[str]) -> NDArray[np.float32]:
    """How alike each pair of words is, shape (n, n): 1 for the same word or stem, the cosine if above ALIKE, else 0.

    >>> bool(alikeness(["soldiers", "troops", "tuesday"])[0, 1] > 0.5), float(alikeness(["soldiers", "tuesday"])[0, 1])
    (True, 0.0)
    """
    if not words:
        return np.zeros((0, 0), dtype=np.float32)
    row, vectors = word_table()
    known = np.array([row.get(word, -1) for word in words])
    found = np.zeros((len(words), vectors.shape[1]), dtype=np.float32)
    found[known >= 0] = vectors[known[known >= 0]]
    alike = found @ found.T
    alike[alike < ALIKE] = 0.0
    stems: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        if len(word) >= SHARED_STEM:
            stems.setdefault(word[:SHARED_STEM], []).append(i)
    for members in stems.values():
        for i in members:
            for j in members:
                shorter, longer = sorted((words[i], words[j]), key=len)
                if longer.startswith(shorter[:-1]) and len(longer) - len(shorter) <= 3:
                    alike[i, j] = 1.0
    np.fill_diagonal(alike, 1.0)
    result: NDArray[np.float32] = np.minimum(alike, 1.0)
    return result
