"""A mixed folder split into its stories.

Reports are compared by the words that tell them apart (tf-idf, cosine) and joined by average link. The frequencies are smoothed
as if more reports about other things lay beside them (`word_rows.PRIOR`), so that five reports of one story are not pulled apart
over the words in which they differ. How alike two groups must be is read off the collection itself, within narrow bounds: the cut
is taken at which the reports are most like their own story and least like the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sayso.link.merging import Merge, cut, merge_groups
from sayso.link.word_rows import MOST, Floats, Ints, Neighbours, Row, joined, neighbours, products, word_rows
from sayso.records import Document, Problem, Story, TellingWords

STAGE = "find stories"
# Mean likeness at which two groups of reports are one story. On the Fake News Challenge's train set (one story = bodies linked by
# shared headlines) the best single cut is .15 on all bodies, .20 where each story has three, .13 on the first sixty words of each.
CUTS = (0.13, 0.14, 0.15, 0.16, 0.17, 0.18, 0.19, 0.20, 0.21)
OTHERS = 0.9  # how much likeness to the next story weighs against likeness to the own one (same set, seven views of it)
ALONE = 0.35  # what a report that stands alone counts as its likeness to its own story (same set)
SAMPLE = 2_000  # reports by which the cut is chosen, evenly spread; in a large collection fewer …
LEAST_SAMPLE, LOOK_UPS = 300, 400_000_000  # … down to so many, so that no more weights than these are looked up
# Reports in a dense neighbourhood are alike by their topic alone: a likeness is divided by that to the nearest CLOSEST reports of
# either, over USUAL, to the power DENSITY (local scaling, Zelnik-Manor & Perona 2004; numbers as above).
CLOSEST, USUAL, SPARSE, DENSITY = 3, 0.3, 0.1, 0.3
NAMED = 3  # words that are given as the reason


def find_stories(documents: Sequence[Document], words: Sequence[TellingWords]) -> Iterator[Story | Problem]:
    """Every document is in exactly one Story; a collection of one is one. A Problem says what was not compared."""
    told = {report.doc: report for report in words}
    order = sorted(document.id for document in documents)
    if not order:
        return
    rows, vocabulary = word_rows([told.get(doc, TellingWords(doc, (), ())) for doc in order])
    near = neighbours(rows, len(vocabulary))
    rows, near = by_density(rows, near)
    group = best_cut(rows, len(vocabulary), merge_groups(rows, len(vocabulary), near, min(CUTS)))
    by_group = np.argsort(group, kind="stable")
    for members in np.split(by_group, np.flatnonzero(np.diff(group[by_group])) + 1):
        yield Story(tuple(order[k] for k in members.tolist()), _because([rows[k] for k in members.tolist()], vocabulary))
    if near.cut:
        message = (
            f"{near.cut} words stand in more than {MOST} of the {len(order)} reports: for these words reports were compared only"
            f" with the first {MOST} that hold them"
        )
        yield Problem(STAGE, ", ".join(sorted(document.name for document in documents)[:3]), message)


def by_density(rows: Sequence[Row], near: Neighbours) -> tuple[list[Row], Neighbours]:
    """Rows and likenesses scaled by how near the nearest reports are."""
    report = np.concatenate([near.left, near.right])
    alike = np.concatenate([near.alike, near.alike])
    order = np.lexsort((-alike, report))
    report, alike = report[order], alike[order]
    place = np.arange(len(report)) - np.searchsorted(report, report)
    top = place < min(CLOSEST, max(len(rows) - 1, 1))
    closest = np.bincount(report[top], weights=alike[top], minlength=len(rows)) / min(CLOSEST, max(len(rows) - 1, 1))
    scale = (np.maximum(closest, SPARSE) / USUAL) ** -DENSITY
    scaled = [(held, (weights * by).astype(np.float32)) for (held, weights), by in zip(rows, scale.tolist(), strict=True)]
    likeness = (near.alike * scale[near.left] * scale[near.right]).astype(np.float32)
    unlisted = (near.unlisted * scale * scale.max(initial=1.0)).astype(np.float32)
    return scaled, near._replace(alike=likeness, unlisted=unlisted)


def best_cut(rows: Sequence[Row], words: int, merges: Sequence[Merge]) -> Ints:
    """For each report the number of its group, at the cut that parts the stories best; of equals the highest."""
    groups = {at: cut(merges, len(rows), at) for at in CUTS}
    finest = groups[max(CUTS)]
    if (groups[min(CUTS)] == groups[min(CUTS)][0]).all():  # one story by any measure: a folder is not torn apart
        return groups[min(CUTS)]
    numbers, of_report = np.unique(finest, return_inverse=True)
    sums = joined(_added_up(rows, of_report, len(numbers)))
    size = np.bincount(of_report)
    sample = min(SAMPLE, max(LEAST_SAMPLE, LOOK_UPS // max(len(sums.held), 1)))
    asked = np.unique(np.linspace(0, len(rows) - 1, sample).astype(np.int64))
    gaps = dict.fromkeys(CUTS, 0.0)
    scratch = np.zeros(words, dtype=np.float32)
    for report in asked.tolist():
        held, weights = rows[report]
        scratch[held] = weights
        alike = products(scratch, sums)
        scratch[held] = 0
        for at in CUTS:
            gaps[at] += _gap(alike, size, groups[at][numbers], int(groups[at][report]), float((weights**2).sum()))
    return groups[max(CUTS, key=lambda at: (round(gaps[at] / len(asked), 6), at))]


def _gap(alike: Floats, size: Ints, group: Ints, mine: int, itself: float) -> float:
    """How much more a report is like its own story than like the next."""
    total, count = np.bincount(group, weights=alike), np.bincount(group, weights=size)
    own = (total[mine] - itself) / (count[mine] - 1) if count[mine] > 1 else ALONE
    total[mine] = 0
    return float(own - OTHERS * (total / np.maximum(count, 1)).max())


def _added_up(rows: Sequence[Row], group: Ints, groups: int) -> list[Row]:
    """The sum of the rows of each group."""
    held, weights, lengths = joined(rows)
    owner = np.repeat(group, lengths)
    order = np.lexsort((held, owner))
    owner, held, weights = owner[order], held[order], weights[order]
    if not len(held):
        return [(held, weights)] * groups
    firsts = np.flatnonzero(np.concatenate(([True], (owner[1:] != owner[:-1]) | (held[1:] != held[:-1]))))
    weights = np.add.reduceat(weights.astype(np.float64), firsts).astype(np.float32)
    borders = np.searchsorted(owner[firsts], np.arange(1, groups))
    return list(zip(np.split(held[firsts], borders), np.split(weights, borders), strict=True))


def _because(rows: Sequence[Row], vocabulary: Sequence[str]) -> str:
    if len(rows) == 1:
        return "no other report shares enough of its words"
    ((held, weights),) = _added_up(rows, np.zeros(len(rows), dtype=np.int64), 1)
    itself = sum(float((own.astype(np.float64) ** 2).sum()) for _, own in rows)
    mean = (float((weights.astype(np.float64) ** 2).sum()) - itself) / (len(rows) * (len(rows) - 1))
    named = [vocabulary[int(held[k])] for k in np.lexsort((held, -np.round(weights, 4)))[:NAMED]]
    return f"{len(rows)} reports that share telling words, most of all {', '.join(named)} (mean likeness {mean:.2f})"
