"""Where two reports run side by side: shared content words that lie close together in both, whatever their order within a sentence.

Each content word of one report that stands in the other is a point; points that lie close together in both reports support each
other, and of the points of one word only the best supported one stays. Where they lie densely they are one stretch (density
clustering after Ester et al. 1996); it ends where the balance of shared over other words is highest on each side. An edited,
shuffled or translated passage stays one stretch; texts that only share a topic share words, but not in the same places.

Words inside quotations may lie in a stretch, and carry it over its quotations, but say nothing for it; nor do words that both
reports use elsewhere, too: those are the topic's. A word without a counterpart speaks against a stretch, unless one of about the
same meaning stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.link.near_words import further, row_of, standing_for
from sayso.link.own_words import Flags, OwnWords
from sayso.packed import Ints
from sayso.records import Span
from sayso.wording import is_content

REACH = 12  # content words, in both reports, within which shared words support each other: a long sentence
DENSE = 3.5  # other shared words in reach, each worth 1 beside the point and less further away
REPEATED = 400  # a word that stands in the two reports so often (the product) says nothing about a place
GAP = 24  # content words, in both reports, that two stretches of one passage may be apart
OTHER_WORD = 0.6  # what a word without a counterpart costs a stretch at its ends; a shared word is worth 1
NEAR_BORDER = 4  # content words from the end of a stretch to the border of its sentence that still belong to it …
PART = 0.4  # … or that share of the sentence
EXACT = 5  # words at an end of a stretch that are the same on both sides: it ends where they stop being the same
SUFFIX = re.compile(r"(?:'s?|ing|ed|es|s|ly|e|ies|y)$")
LEAST_STEM = 4

Reals = NDArray[np.float64]
Box = tuple[int, int, int, int]  # first and last term on the left, first and last on the right


class Text(NamedTuple):
    """The words of one report, those in quotations too, and its content words, called terms."""

    report: str
    forms: tuple[str, ...]
    starts: Ints  # first character of each word
    ends: Ints
    own: Flags  # outside quotations
    sentence: Ints  # which sentence of the report
    stems: Ints  # of the terms: number of the stem in the story
    terms: Ints  # which words the terms are
    rows: Ints  # of the terms: row in the table of word vectors

    def span(self, at: tuple[int, int]) -> Span:
        return Span(self.report, int(self.starts[at[0]]), int(self.ends[at[1] - 1]))


class Stretch(NamedTuple):
    """Words of the left report that run beside words of the right one (half open), and the terms they share."""

    left: tuple[int, int]
    right: tuple[int, int]
    shared: int  # telling terms in both: outside quotations, and not words that both reports use elsewhere, too
    alike: int  # … and those for which another word of about the same meaning stands on the other side
    share: float  # both, of all telling terms of the stretch, on the side that has more of them


def text_of(report: OwnWords, numbers: dict[str, int]) -> Text:
    """`numbers`: of the stems, filled as they are met."""
    every = report.every
    forms = every.forms
    terms = [k for k, form in enumerate(forms) if is_content(form)]
    stems = [numbers.setdefault(stem(forms[k]), len(numbers)) for k in terms]
    known = [row_of(forms[k]) for k in terms]
    arrays = np.array(stems, dtype=np.int64), np.array(terms, dtype=np.int64), np.array(known, dtype=np.int64)
    return Text(report.doc, forms, every.starts, every.ends, every.own, every.sentence, *arrays)


@lru_cache(maxsize=100_000)
def stem(form: str) -> str:
    """A word without its ending, roughly: "inspected" and "inspects" are one, "the inspection" is not.

    >>> stem("inspected"), stem("inspects"), stem("bus")
    ('inspect', 'inspect', 'bus')
    """
    bare = SUFFIX.sub("", form)
    return bare if len(bare) >= LEAST_STEM else form


def stretches(mine: Text, theirs: Text) -> Iterator[Stretch]:
    """The stretches that run side by side, in the left report's order."""
    x, y, weight = _points(mine.stems, theirs.stems)
    for _ in range(2):
        support = _support(x, y, weight)[0]
        keep = _best(x, support) & _best(y, support) & (support > 0)
        x, y, weight = x[keep], y[keep], np.ones(int(keep.sum()))
    support, edges = _support(x, y, weight)
    for member in _merged(_clusters(support >= DENSE, edges), x, y):
        xs, ys = _trimmed(x[member], y[member])
        if len(xs):
            yield _stretch(mine, theirs, xs, ys)


def _points(left: Ints, right: Ints) -> tuple[Ints, Ints, Reals]:
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


def _support(x: Ints, y: Ints, weight: Reals) -> tuple[Reals, tuple[Ints, Ints]]:
    """How much the points within reach weigh, less where they lie off the diagonal, and which points support each other."""
    support = np.zeros(len(x))
    lefts, rights = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for step in range(1, len(x)):
        dx, dy = x[step:] - x[:-step], y[step:] - y[:-step]
        within = dx <= REACH
        if not within.any():
            break
        near = np.flatnonzero(within & (np.abs(dy) <= REACH) & (dx > 0) & (dy != 0))
        close = 1.0 - np.abs(dx[near] - dy[near]) / (2.0 * REACH)
        support += np.bincount(near, weights=weight[near + step] * close, minlength=len(x))
        support += np.bincount(near + step, weights=weight[near] * close, minlength=len(x))
        lefts.append(near)
        rights.append(near + step)
    return support, (np.concatenate(lefts), np.concatenate(rights))


def _best(places: Ints, support: Reals) -> Flags:
    """Which points are the best supported ones of their word."""
    highest = np.zeros(int(places.max(initial=0)) + 1)
    np.maximum.at(highest, places, support)
    best: Flags = support == highest[places]
    return best


def _clusters(dense: Flags, edges: tuple[Ints, Ints]) -> list[Ints]:
    """Points that support each other, directly or over others; a point that is not dense joins its first dense neighbour."""
    a, b = edges
    size = len(dense)
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
    found = np.where(dense, label, size)
    for inner, outer in ((a, b), (b, a)):
        edge = dense[inner] & ~dense[outer]
        np.minimum.at(found, outer[edge], label[inner[edge]])
    members = np.flatnonzero(found < size)
    order = members[np.argsort(found[members], kind="stable")]
    return np.split(order, np.flatnonzero(np.diff(found[order])) + 1) if len(order) else []


def _merged(clusters: Sequence[Ints], x: Ints, y: Ints) -> list[Ints]:
    """Clusters that follow each other in both reports with little between them are one; so are those that have grown together."""
    groups = [((int(x[c].min()), int(x[c].max()), int(y[c].min()), int(y[c].max())), [c]) for c in clusters]
    before = 0
    while len(groups) != before:
        before, grown = len(groups), groups
        groups = []
        for box, members in sorted(grown, key=lambda group: group[0]):
            k = next((k for k, (other, _) in enumerate(groups) if _follows(box, other)), -1)
            if k < 0:
                groups.append((box, members))
                continue
            other, others = groups[k]
            joined = min(box[0], other[0]), max(box[1], other[1]), min(box[2], other[2]), max(box[3], other[3])
            groups[k] = joined, [*others, *members]
    return [np.concatenate(members) for _, members in groups]


def _follows(box: Box, other: Box) -> bool:
    """Whether a cluster follows one that starts before it, and neither is shorter than what lies between them."""
    apart = max(box[0] - other[1], box[2] - other[3], other[2] - box[3])
    return apart <= GAP and min(box[1] - box[0], other[1] - other[0]) >= apart


def _trimmed(x: Ints, y: Ints) -> tuple[Ints, Ints]:
    """The points between the ends of the stretch: where on each side shared words outweigh the others most."""
    for _ in range(2):
        for side in (0, 1):
            first, last = _heaviest(np.unique((x, y)[side]))
            keep = ((x, y)[side] >= first) & ((x, y)[side] <= last)
            x, y = x[keep], y[keep]
    return x, y


def _heaviest(places: Ints) -> tuple[int, int]:
    """The first and last of the sorted places between which shared words outweigh the others most."""
    gains = 1.0 + OTHER_WORD
    level = np.arange(1, len(places) + 1) * gains - OTHER_WORD * places  # balance after each place, up to a constant
    before = level - gains + OTHER_WORD  # … before it
    last = int((level - np.minimum.accumulate(before)).argmax())
    first = int(before[: last + 1].argmin())
    return int(places[first]), int(places[last])


def _stretch(mine: Text, theirs: Text, x: Ints, y: Ints) -> Stretch:
    shared, alike, share = _telling(mine, theirs, x, y)
    left, right = ([int(text.terms[at.min()]), int(text.terms[at.max()]) + 1] for text, at in ((mine, x), (theirs, y)))
    if _exact(mine, theirs, left[0], right[0], 1):
        left[0], right[0] = _while_same(mine, theirs, left[0], right[0], -1)
    else:
        back = _beyond(mine, theirs, (slice(0, x.min()), slice(0, y.min())), -1)
        left[0], right[0] = (
            _to_start(mine, int(mine.terms[x.min() - back[0]])),
            _to_start(theirs, int(theirs.terms[y.min() - back[1]])),
        )
    if _exact(mine, theirs, left[1] - 1, right[1] - 1, -1):
        last = _while_same(mine, theirs, left[1] - 1, right[1] - 1, 1)
        left[1], right[1] = last[0] + 1, last[1] + 1
    else:
        after = _beyond(mine, theirs, (slice(x.max() + 1, None), slice(y.max() + 1, None)), 1)
        left[1] = _to_end(mine, int(mine.terms[x.max() + after[0]]) + 1)
        right[1] = _to_end(theirs, int(theirs.terms[y.max() + after[1]]) + 1)
    return Stretch((left[0], left[1]), (right[0], right[1]), shared, alike, share)


def _beyond(mine: Text, theirs: Text, parts: tuple[slice, slice], step: int) -> tuple[int, int]:
    """How many terms of these parts, outwards from an end of a stretch, still belong to it on each side."""
    here, there = (np.arange(len(text.terms))[part][::step][:GAP] for text, part in zip((mine, theirs), parts, strict=True))
    return further(mine.stems[here], mine.rows[here], theirs.stems[there], theirs.rows[there], REACH)


def _telling(mine: Text, theirs: Text, x: Ints, y: Ints) -> tuple[int, int, float]:
    """What the points say for a stretch, as in Stretch. A word that only one of the reports quotes says nothing either way."""
    topic = np.intersect1d(_outside(mine, x), _outside(theirs, y))
    here, there = (text.own[text.terms] & ~np.isin(text.stems, topic) for text in (mine, theirs))
    both, quoted = here[x] & there[y], here[x] != there[y]
    here[x[quoted]] = there[y[quoted]] = False
    sizes = [int(flags[at.min() : at.max() + 1].sum()) for flags, at in ((here, x), (there, y))]
    left, right = _unpaired(here, x), _unpaired(there, y)
    order = np.argsort(x, kind="stable")
    expected = np.interp(left, x[order], y[order])
    alike = standing_for(mine.rows[left], theirs.rows[right], expected, right, REACH)
    shared = int(both.sum())
    return shared, alike, (shared + alike) / max(1, *sizes)


def _unpaired(telling: Flags, at: Ints) -> Ints:
    """The telling terms of a stretch that are no points."""
    within = telling.copy()
    within[: at.min()] = within[at.max() + 1 :] = within[at] = False
    return np.flatnonzero(within)


def _outside(text: Text, at: Ints) -> Ints:
    """The stems that the report also uses outside this stretch."""
    return np.unique(np.concatenate([text.stems[: at.min()], text.stems[at.max() + 1 :]]))


def _exact(mine: Text, theirs: Text, k: int, m: int, step: int) -> bool:
    """Whether EXACT words from these on are the same on both sides."""
    return mine.forms[k] == theirs.forms[m] and abs(_while_same(mine, theirs, k, m, step, EXACT)[0] - k) + 1 >= EXACT


def _while_same(mine: Text, theirs: Text, k: int, m: int, step: int, most: int = 1 << 30) -> tuple[int, int]:
    """The furthest words in this direction up to which all are the same; the words given are taken to be."""
    for _ in range(most):
        i, j = k + step, m + step
        if not (0 <= i < len(mine.forms) and 0 <= j < len(theirs.forms)) or mine.forms[i] != theirs.forms[j]:
            break
        k, m = i, j
    return k, m


def _to_start(text: Text, start: int) -> int:
    """The border of the sentence, if it is all but reached."""
    low, high = np.searchsorted(text.sentence, [text.sentence[start], text.sentence[start] + 1]).tolist()
    return low if _all_but_reached(text, low, start, high - low) else start


def _to_end(text: Text, end: int) -> int:
    low, high = np.searchsorted(text.sentence, [text.sentence[end - 1], text.sentence[end - 1] + 1]).tolist()
    return high if _all_but_reached(text, end, high, high - low) else end


def _all_but_reached(text: Text, first: int, last: int, size: int) -> bool:
    return last - first <= PART * size or sum(map(is_content, text.forms[first:last])) <= NEAR_BORDER
