"""Stretches of one report that stand again in another of the same story: word for word, edited, or reworded.

Quotations are masked first: two reports that quote one document share its words without having read each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sayso.link.copied import copied, seeds_of, shared_grams, whole_copy
from sayso.link.own_words import OwnWords, own_words
from sayso.link.reworded import reworded
from sayso.records import Document, Passage, Sentence, in_order

SHARED_GRAMS = 4  # distinct runs two reports must share to be looked at: one stretch of seven words


def find_passages(documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[Passage]:
    """Passages between every two reports of a story, left report first in the order of ids."""
    reports = own_words(documents, sentences)
    if len(reports) < 2:
        return
    seeds = seeds_of(reports)
    shared = shared_grams(seeds)
    found: list[Passage] = []
    much: set[tuple[int, int]] = set()
    for i, j in np.argwhere(np.triu(shared, 1) >= SHARED_GRAMS).tolist():
        passages = list(copied(reports[i], reports[j], seeds[i], seeds[j]))
        whole = whole_copy(reports[i], reports[j], int(shared[i, j]), len(seeds[i].grams), len(seeds[j].grams))
        found += [*passages, *([whole] if whole else [])]
        if whole or _much(passages, reports[i], reports[j]):
            much.add((i, j))
    found += (passage for pair, passages in reworded(reports) if pair not in much for passage in passages)
    yield from in_order(found)


def _much(passages: Sequence[Passage], left: OwnWords, right: OwnWords) -> bool:
    """Whether the copied stretches make up half of either report: what is left needs no second look for rewording."""
    sizes = [int((report.ends - report.starts).sum()) for report in (left, right)]
    shared = [sum(p.left.end - p.left.start for p in passages), sum(p.right.end - p.right.start for p in passages)]
    return any(part >= size / 2 for part, size in zip(shared, sizes, strict=True))
