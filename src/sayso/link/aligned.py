"""Where two reports run side by side: shared content words that lie close together in both, whatever their order within a sentence.

Each content word of one report that stands in the other is a point; its weight falls with the number of times it stands in either.
Points that lie densely in both reports at once are one stretch (density clustering after Ester et al. 1996); its ends are where the
balance of shared over other words is highest on each side. An edited, shuffled or translated passage stays one stretch; texts that
only share a topic share words, but not the same ones in the same places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.link.own_words import MASKED, Ints, OwnWords
from sayso.wording import is_content

REACH = 12  # content words, in both reports, within which shared words support each other: a long sentence
DENSE = 3.0  # weight of the other shared words in reach from which a shared word stands in a stretch
REPEATED = 64  # a word that stands in the two reports so often (the product) says nothing about a place
GAP = 24  # content words, in both reports, that two stretches of one passage may be apart
OTHER_WORD = 0.6  # what a word without a counterpart costs a stretch at its ends; a shared word is worth 1
NEAR_BORDER = 4  # content words from the end of a stretch to the border of its sentence that still belong to it …
PART = 0.4  # … or that share of the sentence
SUFFIX = re.compile(r"(?:'s?|ing|ed|es|s|ly|e|ies|y)$")
LEAST_STEM = 4


class Terms(NamedTuple):
    """The content words of one report: the numbers of their stems, and which of the report's words they are."""

    stems: Ints
    places: Ints


class Stretch(NamedTuple):
    """Words of the left report that run beside words of the right one (half open), and how many stems they share."""

    left: tuple[int, int]
    right: tuple[int, int]
    shared: int  # content words with a counterpart, on the side that has fewer
    share: float  # … of the content words of the stretch, on the side where that is less


def terms_of(reports: Sequence[OwnWords]) -> list[Terms]:
    numbers: dict[str, int] = {}
    found = []
    for report in reports:
        places = [k for k, form in enumerate(report.forms) if form and is_content(form)]
        stems = [numbers.setdefault(stem(report.forms[k]), len(numbers)) for k in places]
        found.append(Terms(np.array(stems, dtype=np.int64), np.array(places, dtype=np.int64)))
    return found


@lru_cache(maxsize=100_000)
def stem(form: str) -> str:
    """A word without its ending, roughly: "inspected" and "inspects" are one, "the inspection" is not.

    >>> stem("inspected"), stem("inspects"), stem("bus")
    ('inspect', 'inspect', 'bus')
    """
    bare = SUFFIX.sub("", form)
    return bare if len(bare) >= LEAST_STEM else form


def stretches(left: OwnWords, right: OwnWords, mine: Terms, theirs: Terms) -> Iterator[Stretch]:
    """The stretches that run side by side, in the left report's order."""
    x, y, weight = _points(mine.stems, theirs.stems)
    if not len(x):
        return
    for member in _merged(_clusters(x, y, weight), x, y):
        found = _bounds(x[member], y[member])
        if found is None:
            continue
        (x1, x2), (y1, y2), shared_left, shared_right = found
        share = min(shared_left / (x2 - x1), shared_right / (y2 - y1))
        yield Stretch(
            _in_words(left, mine, x1, x2), _in_words(right, theirs, y1, y2), min(shared_left, shared_right), share
        )


def _points(left: Ints, right: Ints) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Every place of a stem on the left with every place of it on the right, in the left's order, with its weight."""
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    first = np.searchsorted(ordered, left, side="left")
    times_right = np.searchsorted(ordered, left, side="right") - first
    _, inverse, counts = np.unique(left, return_inverse=True, return_counts=True)
    times = counts[inverse.ravel()] * times_right
    keep = np.flatnonzero((times > 0) & (times <= REPEATED))
    repeats = times_right[keep]
    x = np.repeat(keep, repeats)
    offset = np.arange(len(x)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    y = order[np.repeat(first[keep], repeats) + offset]
    return x.astype(np.int64), y.astype(np.int64), 1.0 / np.sqrt(np.repeat(times[keep], repeats).astype(np.float64))


def _clusters(x: Ints, y: Ints, weight: NDArray[np.float64]) -> list[Ints]:
    """Points that support each other, directly or over others: the members of each cluster."""
    support = np.zeros(len(x))
    edges: list[tuple[Ints, Ints]] = []
    for step in range(1, len(x)):
        dx, dy = x[step:] - x[:-step], y[step:] - y[:-step]
        within = dx <= REACH
        if not within.any():
            break
        near = np.flatnonzero(within & (np.abs(dy) <= REACH) & (dx > 0) & (dy != 0))
        if len(near):
            edges.append((near, near + step))
            support += np.bincount(near, weights=weight[near + step], minlength=len(x))
            support += np.bincount(near + step, weights=weight[near], minlength=len(x))
    dense = support >= DENSE
    if not dense.any():
        return []
    a, b = np.concatenate([edge[0] for edge in edges]), np.concatenate([edge[1] for edge in edges])
    label = _components(a, b, dense, len(x))
    members = np.flatnonzero(label >= 0)
    order = members[np.argsort(label[members], kind="stable")]
    return np.split(order, np.flatnonzero(np.diff(label[order])) + 1)


def _components(a: Ints, b: Ints, dense: NDArray[np.bool_], size: int) -> Ints:
    """The number of the cluster of each point, −1 outside; a point that is not dense itself joins its first dense neighbour."""
    label = np.arange(size, dtype=np.int64)
    both = dense[a] & dense[b]
    while True:
        before = label.copy()
        low = np.minimum(label[a[both]], label[b[both]])
        np.minimum.at(label, a[both], low)
        np.minimum.at(label, b[both], low)
        label = label[label]
        if (label == before).all():
            break
    result = np.where(dense, label, size)
    for inner, outer in ((a, b), (b, a)):
        edge = dense[inner] & ~dense[outer]
        np.minimum.at(result, outer[edge], label[inner[edge]])
    return np.where(result == size, -1, result)


def _merged(clusters: Sequence[Ints], x: Ints, y: Ints) -> list[Ints]:
    """Clusters that follow each other in both reports with little between them are one."""
    boxes = sorted(
        (int(x[c].min()), int(x[c].max()), int(y[c].min()), int(y[c].max()), k) for k, c in enumerate(clusters)
    )
    groups: list[tuple[list[int], list[Ints]]] = []
    for x1, x2, y1, y2, k in boxes:
        for box, members in groups:
            apart_x, apart_y = x1 - box[1], max(y1 - box[3], box[2] - y2)
            if apart_x <= GAP and apart_y <= GAP and min(x2 - x1, box[1] - box[0]) >= max(apart_x, apart_y):
                box[:] = [min(box[0], x1), max(box[1], x2), min(box[2], y1), max(box[3], y2)]
                members.append(clusters[k])
                break
        else:
            groups.append(([x1, x2, y1, y2], [clusters[k]]))
    return [np.concatenate(members) for _, members in groups]


def _bounds(x: Ints, y: Ints) -> tuple[tuple[int, int], tuple[int, int], int, int] | None:
    """From where to where the points are dense on each side, and how many words have a counterpart there."""
    for _ in range(2):
        for this in (0, 1):
            side = (x, y)[this]
            first, last = _densest(np.unique(side))
            keep = (side >= first) & (side <= last)
            x, y = x[keep], y[keep]
    if not len(x):
        return None
    shared_left, shared_right = len(np.unique(x)), len(np.unique(y))
    return (int(x.min()), int(x.max()) + 1), (int(y.min()), int(y.max()) + 1), shared_left, shared_right


def _densest(places: Ints) -> tuple[int, int]:
    """The first and last of the sorted places between which shared words outweigh the others most."""
    gains = 1.0 + OTHER_WORD
    level = np.arange(1, len(places) + 1) * gains - OTHER_WORD * places  # balance after each place, up to a constant
    before = level - gains + OTHER_WORD  # … before it
    lowest = np.minimum.accumulate(before)
    last = int((level - lowest).argmax())
    first = int(before[: last + 1].argmin())
    return int(places[first]), int(places[last])


def _in_words(report: OwnWords, terms: Terms, first: int, last: int) -> tuple[int, int]:
    """Content words first to before last as words of the report, out to the border of a sentence that is all but reached."""
    start, end = int(terms.places[first]), int(terms.places[last - 1]) + 1
    low, high = np.searchsorted(report.sentence, [report.sentence[start], report.sentence[start] + 1]).tolist()
    if _all_but_reached(report, low, start, high - low):
        start = low
    low, high = np.searchsorted(report.sentence, [report.sentence[end - 1], report.sentence[end - 1] + 1]).tolist()
    if _all_but_reached(report, end, high, high - low):
        end = high
    return start, end


def _all_but_reached(report: OwnWords, first: int, last: int, size: int) -> bool:
    missing = sum(1 for form in report.forms[first:last] if form and is_content(form))
    return missing <= NEAR_BORDER or (last - first) <= PART * size


__all__ = ["MASKED", "Stretch", "Terms", "stretches", "terms_of"]
