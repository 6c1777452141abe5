"""A mixed folder split into its stories.

Reports are compared by the words that tell them apart (tf-idf, cosine), joined by average link as far as anything joins them
(merging.py), and the tree of merges is parted where the parts are more like themselves than like each other (parting.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sayso.link.merging import merge_groups
from sayso.link.parting import APART, part
from sayso.link.word_rows import MOST, Ints, Row, joined, neighbours, word_rows
from sayso.records import Document, Problem, Story, TellingWords

STAGE = "find stories"
NAMED = 3  # words that are given as the reason


def find_stories(documents: Sequence[Document], words: Sequence[TellingWords]) -> Iterator[Story | Problem]:
    """Every document is in exactly one Story; a collection of one is one. A Problem says what was not compared."""
    told = {report.doc: report for report in words}
    order = sorted(document.id for document in documents)
    if not order:
        return
    rows, vocabulary = word_rows([told.get(doc, TellingWords(doc, (), ())) for doc in order])
    near = neighbours(rows, len(vocabulary))
    group = part(merge_groups(rows, len(vocabulary), near, APART), len(order))
    by_group = np.argsort(group, kind="stable")
    for members in np.split(by_group, np.flatnonzero(np.diff(group[by_group])) + 1):
        yield Story(tuple(order[k] for k in members.tolist()), _because([rows[k] for k in members.tolist()], vocabulary))
    if near.cut:
        message = (
            f"{near.cut} words stand in more than {MOST} of the {len(order)} reports: for these words reports were compared only"
            f" with the first {MOST} that hold them"
        )
        yield Problem(STAGE, ", ".join(sorted(document.name for document in documents)[:3]), message)


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
