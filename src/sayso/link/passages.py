"""Stretches of one report that stand again in another of the same story: word for word, edited, or reworded.

Quotations are masked first: two reports that quote one document share its words without having read each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sayso.link.aligned import text_of
from sayso.link.close_words import close_words
from sayso.link.copied import LEAST_SHARE, REWORK_SHARE, copied, runs, seeds_of, shared_grams, whole_copy
from sayso.link.own_words import OwnWords, own_words
from sayso.link.reworded import reworded
from sayso.records import Document, Passage, Sentence, in_order

SHARED_GRAMS = 4  # distinct runs two reports must share to be looked at: one stretch of seven words

SHARED_CLOSE = 8  # … or pairs of words close to each other, in any order: one reworked sentence or two


def find_passages(documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[Passage]:
    """Passages between every two reports of a story, left report first in the order of ids."""
    reports = own_words(documents, sentences)
    if len(reports) < 2:
        return
    seeds, close = seeds_of(reports), close_words(reports)
    shared = shared_grams(seeds)
    near = np.argwhere(np.triu((shared >= SHARED_GRAMS) | (shared_grams(close) >= SHARED_CLOSE), 1)).tolist()
    reworks = dict(reworded(reports))
    pairs = sorted({(i, j) for i, j in near} | set(reworks))
    by_id = {document.id: document for document in documents}
    numbers: dict[str, int] = {}
    texts = {k: text_of(by_id[reports[k].doc], reports[k], numbers) for k in sorted({k for pair in pairs for k in pair})}
    found: list[Passage] = []
    for i, j in pairs:
        known = list(copied(texts[i], texts[j], REWORK_SHARE if (i, j) in reworks else LEAST_SHARE))
        exact = runs(reports[i], reports[j], seeds[i], seeds[j])  # a copied sentence in a stretch that is too loose as a whole
        known += [passage for passage in exact if not any(_meet(passage, other) for other in tuple(known))]
        whole = whole_copy(reports[i], reports[j], int(shared[i, j]), len(seeds[i].grams), len(seeds[j].grams))
        if not whole and not _much(known, reports[i], reports[j]):
            stretches = tuple(known)
            known += [passage for passage in reworks.get((i, j), ()) if not any(_meet(passage, other) for other in stretches)]
        found += [*known, *([whole] if whole else [])]
    yield from in_order(found)


def _meet(passage: Passage, other: Passage) -> bool:
    """Whether two passages of one pair of reports overlap on either side: the sentence is told by the longer stretch already."""
    sides = ((passage.left, other.left), (passage.right, other.right))
    return any(mine.start < theirs.end and theirs.start < mine.end for mine, theirs in sides)


def _much(passages: Sequence[Passage], left: OwnWords, right: OwnWords) -> bool:
    """Whether the copied stretches make up half of either report: what is left needs no second look for rewording."""
    sizes = [int((report.ends - report.starts).sum()) for report in (left, right)]
    shared = [sum(p.left.end - p.left.start for p in passages), sum(p.right.end - p.right.start for p in passages)]
    return any(part >= size / 2 for part, size in zip(shared, sizes, strict=True))
