"""What happens to a text on its way: cut, reordered, put into a longer one, words swapped for others. Seeded, so repeatable.

Every edit is a function of a text and a `random.Random`; the same seed gives the same text on every machine. Words are swapped
for others that mean about the same (the nearest of sayso's own word vectors), or for any words of a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from random import Random

import numpy as np
from numpy.typing import NDArray

from sayso.words import word_table

Edit = Callable[[str, Random], str]

WORD = re.compile(r"[A-Za-z][a-z]{3,}")
SENTENCE = re.compile(r"(?<=[.!?][\"”’)\s])\s*(?=[A-Z“\"‘'])")
NEIGHBOURS = 5  # of a word, from which one is drawn
BOILERPLATE = (
    "Sign up for our morning letter and never miss a story.",
    "Follow us for more news from the region.",
    "This page was brought to you with the help of our readers.",
    "Terms of use and our privacy notice apply.",
    "More on this topic can be found in our archive.",
)


def sentences_of(text: str) -> list[str]:
    """Pieces that end in a stop, with their blanks, in order; joined they are the text."""
    borders = [0, *(match.end() for match in SENTENCE.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(borders) if start < end]


def substituted(rate: float, words: Sequence[str] = ()) -> Edit:
    """That share of the longer words swapped: for a word that means about the same, or for any of `words`."""

    def edit(text: str, random: Random) -> str:
        def swap(match: re.Match[str]) -> str:
            if random.random() >= rate:
                return match[0]
            choice = words or neighbours(match[0].lower())
            if not choice:
                return match[0]
            new = random.choice(choice)
            return new.capitalize() if match[0][0].isupper() else new

        return WORD.sub(swap, text)

    return edit


def without_sentences(share: float) -> Edit:
    def edit(text: str, random: Random) -> str:
        kept = [piece for piece in sentences_of(text) if random.random() >= share]
        return "".join(kept) or text

    return edit


def truncated(share: float) -> Edit:
    """Only that share of the sentences, from the beginning."""

    def edit(text: str, random: Random) -> str:
        pieces = sentences_of(text)
        return "".join(pieces[: max(1, round(share * len(pieces)))])

    return edit


def reordered(text: str, random: Random) -> str:
    pieces = [piece.strip() for piece in sentences_of(text)]
    random.shuffle(pieces)
    return " ".join(pieces)


def with_boilerplate(text: str, random: Random) -> str:
    return "\n\n".join([random.choice(BOILERPLATE), text, *random.sample(BOILERPLATE, 2)])


def embedded(others: Sequence[str]) -> Edit:
    """In the middle of another text."""

    def edit(text: str, random: Random) -> str:
        pieces = sentences_of(random.choice(others))
        at = len(pieces) // 2
        return "".join(pieces[:at]).rstrip() + "\n\n" + text + "\n\n" + "".join(pieces[at:])

    return edit


def combined(*edits: Edit) -> Edit:
    def edit(text: str, random: Random) -> str:
        for one in edits:
            text = one(text, random)
        return text

    return edit


@cache
def neighbours(word: str) -> tuple[str, ...]:
    """The nearest of sayso's vectors that are no other form of the word (the first five letters differ); none if it is unknown."""
    words, row, table = _table()
    if word not in row:
        return ()
    likeness = table @ table[row[word]]
    best = np.argpartition(-likeness, 4 * NEIGHBOURS)[: 4 * NEIGHBOURS].tolist()
    near = sorted(best, key=lambda column: (-float(likeness[column]), words[column]))
    return tuple(words[column] for column in near if words[column][:5] != word[:5] and words[column].isalpha())[:NEIGHBOURS]


@lru_cache(maxsize=1)
def _table() -> tuple[list[str], dict[str, int], NDArray[np.float32]]:
    row, vectors = word_table()
    return list(row), row, vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
