"""Stretches of one report that stand again in another of the same story: word for word, edited, or reworded.

Quotations are masked first: two reports that quote one document share its words without having read each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.link.aligned import text_of
from sayso.link.close_words import close_words
from sayso.link.copied import LARGE, LEAST_SHARE, REWORK_SHARE, copied, runs, seeds_of, shared_grams, whole_copy
from sayso.link.own_words import OwnWords, own_words
from sayso.link.postings import HUBS, Pairs, Setting
from sayso.link.reworded import LARGE as LARGE_FOR_REWORDING
from sayso.link.reworded import PARTNERS, reworded
from sayso.records import Document, Passage, Problem, WordList, in_order

STAGE = "find passages"
SHARED_GRAMS = 4  # distinct runs two reports must share to be looked at: one stretch of seven words

SHARED_CLOSE = 8  # … or pairs of words close to each other, in any order: one reworked sentence or two


def find_passages(documents: Sequence[Document], words: Sequence[WordList]) -> Iterator[Passage | Problem]:
    """Passages between every two reports of a story, left report first in the order of ids.

    In a large story not every two are compared, and a Problem says which were not.
    """
    if len(words) < 2:
        return
    reports = own_words(words)
    seeds, close = seeds_of(reports), close_words(reports)
    pairs = shared_grams(seeds, SHARED_GRAMS)
    shared = {(i, j): n for i, j, n in zip(pairs.left.tolist(), pairs.right.tolist(), pairs.shared.tolist(), strict=True)}
    nearby = shared_grams(close, SHARED_CLOSE)
    reworks = dict(reworded(reports))
    looked_at = sorted({*shared, *zip(nearby.left.tolist(), nearby.right.tolist(), strict=True), *reworks})
    numbers: dict[str, int] = {}
    texts = {k: text_of(reports[k], numbers) for k in sorted({k for pair in looked_at for k in pair})}
    found: list[Passage] = []
    for i, j in looked_at:
        known = list(copied(texts[i], texts[j], REWORK_SHARE if (i, j) in reworks else LEAST_SHARE))
        exact = runs(reports[i], reports[j], seeds[i], seeds[j])  # a copied sentence in a stretch that is too loose as a whole
        known += [passage for passage in exact if not any(_meet(passage, other) for other in tuple(known))]
        whole = whole_copy(reports[i], reports[j], shared.get((i, j), 0), len(seeds[i].grams), len(seeds[j].grams))
        if not whole and not _much(known, reports[i], reports[j]):
            stretches = tuple(known)
            known += [passage for passage in reworks.get((i, j), ()) if not any(_meet(passage, other) for other in stretches)]
        found += [*known, *([whole] if whole else [])]
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


def _meet(passage: Passage, other: Passage) -> bool:
    """Whether two passages of one pair of reports overlap on either side: the sentence is told by the longer stretch already."""
    sides = ((passage.left, other.left), (passage.right, other.right))
    return any(mine.start < theirs.end and theirs.start < mine.end for mine, theirs in sides)


def _much(passages: Sequence[Passage], left: OwnWords, right: OwnWords) -> bool:
    """Whether the copied stretches make up half of either report: what is left needs no second look for rewording."""
    sizes = [int((report.ends - report.starts).sum()) for report in (left, right)]
    shared = [sum(p.left.end - p.left.start for p in passages), sum(p.right.end - p.right.start for p in passages)]
    return any(part >= size / 2 for part, size in zip(shared, sizes, strict=True))
