"""Average link over a sparse graph: groups of reports merged by their mean likeness, most alike first.

The mean likeness of two groups is the product of the sums of their rows over the number of pairs, so it is exact although most
pairs were never listed. Groups that are each other's best partner are merged together in one round, which makes the same groups
as one merge after the other (Murtagh 1983: average link is reducible).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.link.word_rows import Floats, Ints, Neighbours, Row, joined, products

Doubles = NDArray[np.float64]

DIGITS = 6  # of a likeness that are compared: sums in another order differ behind them
# Rounds after which a small group may join its best partner although that one has a better partner itself: a large story takes in
# its last reports together, not one a round. By then the rounds merge a few groups each (Fake News Challenge, Reuters).
PATIENT_ROUNDS = 30
NO_WORDS: Row = (np.empty(0, np.int64), np.empty(0, np.float32))
SMALL = 16  # times smaller than its partner


class Merge(NamedTuple):
    """Two groups, each by the number of its first report, became one at this mean likeness."""

    into: int
    gone: int
    alike: float


class _Edges(NamedTuple):
    """Pairs of groups, left < right: likeness summed over the pairs of their reports that are known, and how many these are."""

    left: Ints
    right: Ints
    total: Doubles
    known: Doubles

    def only(self, chosen: NDArray[np.bool_]) -> _Edges:
        return _Edges(self.left[chosen], self.right[chosen], self.total[chosen], self.known[chosen])


def merge_groups(rows: Sequence[Row], words: int, near: Neighbours, least: float) -> list[Merge]:
    """Every merge at `least` or above, in an order in which each merges groups that exist."""
    groups = list(rows)
    size, unlisted = np.ones(len(rows)), near.unlisted.astype(np.float64)
    reached = np.full(len(rows), np.inf)  # the least alike merge in each group
    edges = _Edges(near.left, near.right, near.alike.astype(np.float64), np.ones(len(near.left)))
    scratch = np.zeros(words, dtype=np.float32)
    made: list[Merge] = []
    rounds = 0
    while len(edges.left):
        rounds += 1
        edges, mean = _means(edges, groups, size, unlisted, scratch, least)
        now = np.arange(len(rows))
        for edge in _chosen(edges, mean, size, patient=rounds <= PATIENT_ROUNDS).tolist():
            into, gone = sorted((_last(now, int(edges.left[edge])), _last(now, int(edges.right[edge]))))
            reached[into] = min(float(mean[edge]), reached[into], reached[gone])
            made.append(Merge(into, gone, float(reached[into])))
            groups[into], groups[gone] = _summed(groups[into], groups[gone]), NO_WORDS
            size[into] += size[gone]
            unlisted[into] = max(unlisted[into], unlisted[gone])
            now[gone] = into
        while (now[now] != now).any():
            now = now[now]
        edges = _renamed(edges, now, len(rows))
    return made


def _last(now: Ints, group: int) -> int:
    """What a group has become."""
    while now[group] != group:
        group = int(now[group])
    return group


def _means(
    edges: _Edges, groups: Sequence[Row], size: Doubles, unlisted: Doubles, scratch: Floats, least: float
) -> tuple[_Edges, Doubles]:
    """The edges that can merge now, with their exact means. The others go, and `unlisted` learns how alike they may be."""
    pairs = size[edges.left] * size[edges.right]
    most = edges.total + (pairs - edges.known) * np.minimum(unlisted[edges.left], unlisted[edges.right])
    asked = np.flatnonzero((edges.known < pairs) & (most >= least * pairs))
    if len(asked):
        most[asked] = edges.total[asked] = _sums(edges.left[asked], edges.right[asked], groups, size, scratch)
        edges.known[asked] = pairs[asked]
    mean = np.round(most / pairs, DIGITS)
    kept = mean >= least
    for groups_of_gone in (edges.left[~kept], edges.right[~kept]):
        np.maximum.at(unlisted, groups_of_gone, mean[~kept])
    return edges.only(kept), mean[kept]


def _sums(left: Ints, right: Ints, groups: Sequence[Row], size: Doubles, scratch: Floats) -> Doubles:
    """The product of the rows of each pair of groups; the larger of the two is laid out once for all its partners."""
    swapped = size[right] > size[left]
    large, small = np.where(swapped, right, left), np.where(swapped, left, right)
    order = np.argsort(large, kind="stable")
    found = np.empty(len(left))
    firsts = np.flatnonzero(np.diff(large[order], prepend=-1))
    for first, last in zip(firsts.tolist(), [*firsts[1:].tolist(), len(order)], strict=True):
        places = order[first:last]
        held, weights = groups[int(large[places[0]])]
        scratch[held] = weights
        found[places] = products(scratch, joined([groups[k] for k in small[places].tolist()]))
        scratch[held] = 0
    return found


def _chosen(edges: _Edges, mean: Doubles, size: Doubles, *, patient: bool) -> Ints:
    """Which edges merge in this round: those that are the best of both their groups, in the end also of a small one alone."""
    order = np.lexsort((edges.right, edges.left, -mean))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    best = np.full(len(size), len(order), dtype=np.int64)
    np.minimum.at(best, edges.left, rank)
    np.minimum.at(best, edges.right, rank)
    of_left, of_right = best[edges.left] == rank, best[edges.right] == rank
    merging = of_left & of_right
    if not patient:
        merging |= of_right & (size[edges.left] >= SMALL * size[edges.right])
        merging |= of_left & (size[edges.right] >= SMALL * size[edges.left])
    chosen: Ints = order[merging[order]]
    return chosen


def _summed(one: Row, other: Row) -> Row:
    held, which = np.unique(np.concatenate([one[0], other[0]]), return_inverse=True)
    weights = np.bincount(which, weights=np.concatenate([one[1], other[1]]), minlength=len(held))
    return held, weights.astype(np.float32)


def _renamed(edges: _Edges, now: Ints, reports: int) -> _Edges:
    """The edges between the groups that are left, those that have become one added up."""
    left, right = now[edges.left], now[edges.right]
    keys = np.minimum(left, right) * reports + np.maximum(left, right)
    keys, which = np.unique(keys, return_inverse=True)
    left, right = np.divmod(keys, reports)
    total: Doubles = np.bincount(which, weights=edges.total, minlength=len(keys)).astype(np.float64)
    known: Doubles = np.bincount(which, weights=edges.known, minlength=len(keys)).astype(np.float64)
    return _Edges(left, right, total, known).only(left < right)
