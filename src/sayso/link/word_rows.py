"""Reports as rows of weighted words, and for each the reports most like it, without comparing all with all.

A row holds one weight for each word of the report (tf-idf, length one); likeness is the product of two rows. Rows are kept
sparse: the words of each, and beside them their weights. How telling a word is, the collection and news in general say together,
as if OTHERS reports about other things lay beside it: in a folder of five reports the name of the place, which stands in all of
them, still tells more than a word that any report may hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log, pow
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.records import TellingWords
from sayso.usual_words import usual_words

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Row = tuple[Ints, Floats]  # the numbers of its words, ascending, and their weights

# Both by the Fake News Challenge's train set, whole and in small folders of one story, several stories or unrelated reports; 1,000
# to 4,000 and 1 to 1.25 do nearly as well.
OTHERS = 2_000
SHARPER = 1.25  # power of what a word tells: a rare name counts for more than several words of a topic
ASKED = 48  # of a report's words, the heaviest, by which reports like it are looked for
MOST = 400  # reports that are tried for one word; of a word that more hold, the first by id are tried
TRIED = 96  # reports that are compared in full
TINY = 1e-9
KEPT = 32  # neighbours kept for each report; up to so many reports, all are compared with all
LEAST = 0.02  # likeness of neighbours worth keeping: unrelated reports have .01 on average (Fake News Challenge, train)


class Joined(NamedTuple):
    """Rows one behind the other."""

    held: Ints
    weights: Floats
    sizes: Ints


class Neighbours(NamedTuple):
    """Pairs of reports by their numbers, left < right and in order, with their likeness."""

    left: Ints
    right: Ints
    alike: Floats
    unlisted: Floats  # for each report: no pair that is not listed is more alike than this
    cut: int  # words in more than MOST reports, for which not all of these were tried


def word_rows(reports: Sequence[TellingWords]) -> tuple[list[Row], list[str]]:
    """The row of each report, and the words by their numbers: those in two reports at least."""
    frequency = Counter(word for report in reports for word in report.words)
    shared = sorted(word for word, reports_with_it in frequency.items() if reports_with_it > 1)
    number = {word: k for k, word in enumerate(shared)}
    tells = {word: telling(held, len(reports), usual_words().get(word, 0.0)) for word, held in frequency.items()}
    rows = []
    for report in reports:
        weights = np.sqrt(np.array(report.counts, dtype=np.float64)) * [tells[word] for word in report.words]
        weights /= max(float(np.sqrt((weights**2).sum())), TINY)
        places = np.array([number.get(word, -1) for word in report.words], dtype=np.int64)
        held = places >= 0
        rows.append((places[held], weights[held].astype(np.float32)))
    return rows, shared


def telling(held: int, reports: int, usual: float) -> float:
    """How much a word tells that `held` of the reports hold, and in news in general this share.

    >>> telling(5, 5, 0.0) > telling(1, 5, 0.1) > telling(5, 5, 0.1)
    True
    """
    return pow(log((reports + OTHERS + 1) / (held + OTHERS * usual + 1)), SHARPER)


def neighbours(rows: Sequence[Row], words: int) -> Neighbours:
    """Of each report those most like it, and whose neighbour it is; `words` is how many words the rows know."""
    lists = _lists(rows, words)
    scratch = np.zeros(words, dtype=np.float32)
    pairs, unlisted = [], np.full(len(rows), LEAST, dtype=np.float32)
    for report, (held, weights) in enumerate(rows):
        others = np.arange(len(rows)) if len(rows) <= KEPT + 1 else _tried(report, rows, lists)
        others = others[others != report]
        scratch[held] = weights
        alike = products(scratch, joined([rows[other] for other in others.tolist()]))
        scratch[held] = 0
        best = np.lexsort((others, -alike))[:KEPT]
        if len(best) == KEPT < len(rows) - 1:
            unlisted[report] = max(LEAST, float(alike[best[-1]]))
        best = best[alike[best] >= LEAST]
        low, high = np.minimum(others[best], report), np.maximum(others[best], report)
        pairs.append((low * len(rows) + high, alike[best]))
    keys = np.concatenate([keys for keys, _ in pairs]) if pairs else np.empty(0, np.int64)
    values = np.concatenate([values for _, values in pairs]) if pairs else np.empty(0, np.float32)
    keys, first = np.unique(keys, return_index=True)
    left, right = np.divmod(keys, max(len(rows), 1))
    return Neighbours(left, right, values[first], unlisted, lists.cut)


def joined(rows: Sequence[Row]) -> Joined:
    sizes = np.array([len(held) for held, _ in rows], dtype=np.int64)
    if not len(rows):
        return Joined(np.empty(0, np.int64), np.empty(0, np.float32), sizes)
    return Joined(np.concatenate([held for held, _ in rows]), np.concatenate([weights for _, weights in rows]), sizes)


def products(scratch: Floats, rows: Joined) -> Floats:
    """The likeness of one row, laid out by word, with each of some others."""
    sums = np.append(0.0, np.cumsum(scratch[rows.held] * rows.weights, dtype=np.float64))
    ends = np.cumsum(rows.sizes)
    found: Floats = (sums[ends] - sums[ends - rows.sizes]).astype(np.float32)
    return found


class _Lists(NamedTuple):
    """For each word the reports that hold it."""

    starts: Ints
    sizes: Ints
    reports: Ints
    weights: Floats
    cut: int


def _lists(rows: Sequence[Row], words: int) -> _Lists:
    held, weights, lengths = joined(rows)
    owner = np.repeat(np.arange(len(rows)), lengths)
    order = np.argsort(held, kind="stable")
    sizes = np.bincount(held, minlength=words)
    return _Lists(np.cumsum(sizes) - sizes, np.minimum(sizes, MOST), owner[order], weights[order], int((sizes > MOST).sum()))


def _tried(report: int, rows: Sequence[Row], lists: _Lists) -> Ints:
    """The reports that share most with one, by its heaviest words alone."""
    held, weights = rows[report]
    asked = np.lexsort((held, -weights))[:ASKED]
    held, weights = held[asked], weights[asked]
    size = lists.sizes[held]
    place = np.repeat(lists.starts[held] - np.cumsum(size) + size, size) + np.arange(int(size.sum()))
    shared = np.bincount(lists.reports[place], weights=np.repeat(weights, size) * lists.weights[place])
    others = np.flatnonzero(shared)
    if len(others) > TRIED + 1:
        others = others[np.argpartition(-shared[others], TRIED)[: TRIED + 1]]
    return np.sort(others)
