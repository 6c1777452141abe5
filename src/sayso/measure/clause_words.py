"""The words of one clause, and how alike two clauses are by the words they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sayso.records import Token

EMPTY = frozenset((
    "be", "have", "do", "will", "would", "can", "could", "may", "might", "shall", "should", "must", "get", "go", "make", "take",
    "say", "tell", "report", "accord", "number", "year", "month", "week", "day", "time", "mr", "mrs", "ms", "other", "more",
    "most", "many", "this", "that", "there", "one", "also",
))  # fmt: skip


class Likeness(NamedTuple):
    """How alike two clauses are, and how many telling words they share."""

    score: float
    shared: int


def clause_of(tokens: Sequence[Token], at: int) -> tuple[range, str]:
    """The smallest clause around a word, and its verb: the nearest verb and what hangs on it, clauses below it left out."""
    here, seen = at, set[int]()
    while here not in seen and not (tokens[here].tag.startswith("VB") and tokens[here].dep not in ("aux", "auxpass", "amod")):
        seen.add(here)
        here = tokens[here].head
    first, last = here, here
    for i in range(len(tokens)):
        if hangs_on(tokens, i, here):
            first, last = min(first, i), max(last, i)
    return range(first, last + 1), tokens[here].lemma


def hangs_on(tokens: Sequence[Token], i: int, root: int, *, through: bool = False) -> bool:
    """Whether a word hangs on another; `through` clauses between them or not."""
    steps = 0
    while i != root and steps < len(tokens):
        if tokens[i].head == i or (not through and tokens[i].dep in ("ccomp", "advcl", "parataxis")):
            return False
        i, steps = tokens[i].head, steps + 1
    return i == root


def content_words(tokens: Iterable[Token]) -> list[str]:
    """Nouns, verbs and adjectives as lemmas, without the commonest."""
    return [token.lemma for token in tokens if token.tag[:2] in ("NN", "VB", "JJ") and token.lemma not in EMPTY]


def word_weights(groups: Iterable[frozenset[str]]) -> dict[str, float]:
    """Rare words tell more (inverse document frequency over clauses)."""
    held = list(groups)
    counts = Counter(word for words in held for word in words)
    return {word: math.log(1 + len(held) / count) for word, count in counts.items()}


def likeness(left: frozenset[str], right: frozenset[str], weights: Mapping[str, float]) -> Likeness:
    """Weighted Dice coefficient, and the number of shared words."""
    shared = left & right
    whole = sum(weights[word] for word in sorted(left)) + sum(weights[word] for word in sorted(right))
    return Likeness(2 * sum(weights[word] for word in sorted(shared)) / whole if whole else 0.0, len(shared))
