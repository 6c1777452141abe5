"""Stretches of one report that stand again in another of the same story: word for word, edited, or reworded.

Quotations are masked first: two reports that quote one document share its words without having read each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.link.copied import LARGE, copied, seeds_of, shared_grams, whole_copy
from sayso.link.own_words import OwnWords, own_words
from sayso.link.postings import HUBS, Pairs, Setting
from sayso.link.reworded import LARGE as LARGE_FOR_REWORDING
from sayso.link.reworded import PARTNERS, reworded
from sayso.records import Document, Passage, Problem, Sentence, in_order

STAGE = "find passages"
SHARED_GRAMS = 4  # distinct runs two reports must share to be looked at: one stretch of seven words


def find_passages(documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[Passage | Problem]:
    """Passages between every two reports of a story, left report first in the order of ids.

    In a large story not every two are compared, and a Problem says which were not.
    """
    reports = own_words(documents, sentences)
    if len(reports) < 2:
        return
    seeds = seeds_of(reports)
    pairs = shared_grams(seeds, SHARED_GRAMS)
    found: list[Passage] = []
    much: set[tuple[int, int]] = set()
    for i, j, shared in zip(pairs.left.tolist(), pairs.right.tolist(), pairs.shared.tolist(), strict=True):
        passages = list(copied(reports[i], reports[j], seeds[i], seeds[j]))
        whole = whole_copy(reports[i], reports[j], shared, len(seeds[i].grams), len(seeds[j].grams))
        found += [*passages, *([whole] if whole else [])]
        if whole or _much(passages, reports[i], reports[j]):
            much.add((i, j))
    found += (passage for pair, passages in reworded(reports) if pair not in much for passage in passages)
    yield from in_order(found)
    yield from _not_compared(documents, reports, pairs)


def _not_compared(documents: Sequence[Document], reports: Sequence[OwnWords], pairs: Pairs) -> Iterator[Problem]:
    key = ", ".join(sorted(document.name for document in documents)[:3])
    if len(reports) > LARGE and pairs.over_cap:
        message = (
            f"{pairs.over_cap} runs of four words stand in more than {Setting().cap} of the {len(reports)} reports: for these runs"
            f" every report was compared with the first {HUBS} that hold them, not with all"
        )
        yield Problem(STAGE, key, message)
    if len(reports) > LARGE_FOR_REWORDING:
        message = (
            f"of {len(reports)} reports each was searched for rewording only in the {PARTNERS} that share most rare words with it"
        )
        yield Problem(STAGE, key, message)


def _much(passages: Sequence[Passage], left: OwnWords, right: OwnWords) -> bool:
    """Whether the copied stretches make up half of either report: what is left needs no second look for rewording."""
    sizes = [int((report.ends - report.starts).sum()) for report in (left, right)]
    shared = [sum(p.left.end - p.left.start for p in passages), sum(p.right.end - p.right.start for p in passages)]
    return any(part >= size / 2 for part, size in zip(shared, sizes, strict=True))
