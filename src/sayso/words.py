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
    return alikeness_between(words, words)


def alikeness_between(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float32]:
    """The same for the words of two lists, shape (left, right)."""
    if not left or not right:
        return np.zeros((len(left), len(right)), dtype=np.float32)
    alike = _vectors_of(left) @ _vectors_of(right).T
    alike[alike < ALIKE] = 0.0
    stems: dict[str, list[int]] = {}
    for j, word in enumerate(right):
        stems.setdefault(word[:SHARED_STEM], []).append(j)
    for i, word in enumerate(left):
        for j in stems.get(word[:SHARED_STEM], ()):
            if word == right[j] or _one_stem(*sorted((word, right[j]), key=len)):
                alike[i, j] = 1.0
    result: NDArray[np.float32] = np.minimum(alike, 1.0)
    return result


def _vectors_of(words: Sequence[str]) -> NDArray[np.float32]:
    """Shape (words, dimensions); 0 for a word that has none."""
    row, vectors = word_table()
    known = np.array([row.get(word, -1) for word in words])
    found = np.zeros((len(words), vectors.shape[1]), dtype=np.float32)
    found[known >= 0] = vectors[known[known >= 0]]
    return found


def _one_stem(shorter: str, longer: str) -> bool:
    return len(shorter) >= SHARED_STEM and longer.startswith(shorter[:-1]) and len(longer) - len(shorter) <= 3
