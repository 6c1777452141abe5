"""Who shares runs of words, and what a stretch that runs side by side in two reports is called: verbatim, edited, reworded.

Postings of word runs over all reports at once, and containment (Broder 1997, Brin, Davis & García-Molina 1995).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import Indel

from sayso.link.aligned import Stretch, Text, stretches
from sayso.link.own_words import MASKED, OwnWords
from sayso.link.postings import GRAM, Hashes, Pairs, Setting, near_pairs, number_hashes, postings, runs_of
from sayso.packed import Ints
from sayso.records import Passage
from sayso.wording import is_content

LARGE = 250  # reports: up to here every two are compared; beyond, what stands in more than 60 links only through the first few
GAP = 12  # words that may be replaced between two shared runs of one stretch; by eye: a clause
LEAST_WORDS = 12  # words of a stretch that are the same; names with titles and stock phrases stay below
LEAST_CONTENT = 6  # content words among them
COPIED = 0.75  # share of the stretch that is the same, in the same order, on both sides
LEAST_SHARED = 10.5  # telling words of a stretch that stand on both sides, in whatever order and among whatever others, times …
LEAST_SHARE = 0.6  # … their share of its telling words; by .57 lists of the same names meet (bench/dependency.py, tuning half)
LONG, LONG_SHARE = 25.0, 0.45  # the same for a long stretch: chance does not go on for two paragraphs
REWORK_SHARE = 0.35  # the same where the reports as wholes are reworks of one text
EDITED = 0.6  # share that is the same in the same order from which such a stretch is called edited rather than reworded
WHOLE = 0.6  # of each report's own runs stand in the other: near-duplicates; unrelated reports of one event stay below .1
WHOLE_GRAMS = 10  # fewer runs are too short a text to be called a copy of another


class Seeds(NamedTuple):
    """The distinct runs of one report: their hashes, sorted, and where each starts first."""

    grams: Hashes
    places: Ints


class Judged(NamedTuple):
    kind: str  # as in Passage
    score: float
    because: str


def seeds_of(reports: Sequence[OwnWords]) -> list[Seeds]:
    """For each report its distinct runs of GRAM words without a quotation inside."""
    found = []
    for report in reports:
        runs, places = runs_of(number_hashes(report.ids), report.ids == MASKED)
        grams, first = np.unique(runs, return_index=True)
        found.append(Seeds(grams, places[first]))
    return found


def shared_grams(seeds: Sequence[Seeds], least: int) -> Pairs:
    """The pairs of reports that share at least so many distinct runs; in a large story not all of them, see LARGE."""
    sizes = [len(seed.grams) for seed in seeds]
    runs = np.concatenate([seed.grams for seed in seeds]) if seeds else np.empty(0, np.uint64)
    found = postings(runs, np.repeat(np.arange(len(seeds)), sizes), len(seeds))
    setting = Setting(least=least) if len(seeds) > LARGE else Setting(least=least, cap=LARGE)
    return near_pairs(found, setting._replace(crowded=0.0))


def copied(mine: Text, theirs: Text, least_share: float = LEAST_SHARE) -> Iterator[Passage]:
    """Stretches that run side by side in two reports, called after what the words outside quotations have in common."""
    for stretch in stretches(mine, theirs):
        here, there = _own_forms(mine, stretch.left), _own_forms(theirs, stretch.right)
        judged = _judged(here, there, stretch, least_share)
        if judged:
            spans = mine.span(stretch.left), theirs.span(stretch.right)
            yield Passage(*spans, judged.kind, round(judged.score, 3), False, judged.because)


def _own_forms(text: Text, at: tuple[int, int]) -> list[str]:
    return [form for form, own in zip(text.forms[at[0] : at[1]], text.own[at[0] : at[1]].tolist(), strict=True) if own]


def _judged(here: Sequence[str], there: Sequence[str], stretch: Stretch, least_share: float) -> Judged | None:
    """A copy where the same words stand in the same order, or where enough telling words stand close together on both sides."""
    alike = 1.0 if here == there else float(Indel.normalized_similarity(here, there))
    same = round(alike * (len(here) + len(there)) / 2)
    common = {form for form in here if is_content(form)} & {form for form in there if is_content(form)}
    copied = alike >= COPIED and same >= LEAST_WORDS and len(common) >= LEAST_CONTENT
    evidence = stretch.shared * stretch.share
    retold = evidence >= LEAST_SHARED and stretch.share >= (least_share if evidence < LONG else min(least_share, LONG_SHARE))
    if not copied and not retold:
        return None
    if here == there:
        return Judged("verbatim", 1.0, f"{same} words in a row are the same, quotations left out")
    if alike >= EDITED:
        changed = max(len(here), len(there)) - same
        return Judged("edited", alike, f"{same} words in the same order, about {changed} of them changed, added or left out")
    words = f"{stretch.shared} words that the reports use nowhere else stand close together in both"
    others = f", and {stretch.alike} with another of about the same meaning in their place" if stretch.alike else ""
    because = f"{words}{others}, {stretch.share:.0%} of those of this stretch"
    return Judged("reworded", stretch.share, because)


def runs(left: OwnWords, right: OwnWords, left_seeds: Seeds, right_seeds: Seeds) -> Iterator[Passage]:
    """Stretches that grow from shared runs with at most GAP words replaced between them, in the same order on both sides."""
    _, a, b = np.intersect1d(left_seeds.grams, right_seeds.grams, assume_unique=True, return_indices=True)
    if not len(a):
        return
    x, y = left_seeds.places[a], right_seeds.places[b]
    order = np.argsort(x, kind="stable")
    x, y = x[order], y[order]
    dx, dy = np.diff(x), np.diff(y)
    breaks = np.flatnonzero((dx > GAP + GRAM) | (dy < 1) | (dy > GAP + GRAM)) + 1
    for xs, ys in zip(np.split(x, breaks), np.split(y, breaks), strict=True):
        xs, ys = _trimmed(xs, ys)
        i1, i2, j1, j2 = int(xs[0]), int(xs[-1]) + GRAM, int(ys[0]), int(ys[-1]) + GRAM
        same = int(np.minimum(np.diff(xs), GRAM).sum()) + GRAM
        if same < LEAST_WORDS:
            continue
        passage = _stretch(left, right, (i1, i2), (j1, j2))
        if passage:
            yield passage


def _trimmed(xs: Ints, ys: Ints) -> tuple[Ints, Ints]:
    """Without outer pieces that are shorter than what separates them from the rest: such a piece was met by chance."""
    gaps = np.maximum(np.diff(xs), np.diff(ys)) - GRAM  # words between two seeds that are not the same; below 1: none
    first, last = 0, len(xs) - 1
    splits = np.flatnonzero(gaps > 0).tolist()
    for split in splits:
        if split - first + GRAM < gaps[split]:
            first = split + 1
        else:
            break
    for split in reversed([split for split in splits if split >= first]):
        if last - split - 1 + GRAM < gaps[split]:
            last = split
        else:
            break
    return xs[first : last + 1], ys[first : last + 1]


def _stretch(left: OwnWords, right: OwnWords, at: tuple[int, int], to: tuple[int, int]) -> Passage | None:
    mine, theirs = left.forms[at[0] : at[1]], right.forms[to[0] : to[1]]
    score = 1.0 if mine == theirs else float(Indel.normalized_similarity(mine, theirs))
    if score < COPIED or len({form for form in mine if form and is_content(form)}) < LEAST_CONTENT:
        return None
    words = sum(map(bool, mine))
    if mine == theirs:
        kind, because = "verbatim", f"{words} words in a row are the same, quotations left out"
    else:
        changed = max(len(mine), len(theirs)) - round(score * (len(mine) + len(theirs)) / 2)
        kind, because = "edited", f"{words} words in the same order, about {changed} of them changed, added or left out"
    return Passage(left.span(*at), right.span(*to), kind, round(score, 3), False, because)


def whole_copy(left: OwnWords, right: OwnWords, shared: int, left_size: int, right_size: int) -> Passage | None:
    if shared < WHOLE_GRAMS or shared < WHOLE * max(left_size, right_size):
        return None
    score = shared / min(left_size, right_size)
    identical = left.forms == right.forms
    shares = f"{shared / left_size:.0%} of the one report's runs of four words stand in the other"
    because = f"{shares}, {shared / right_size:.0%} the other way"
    spans = left.span(0, len(left.forms)), right.span(0, len(right.forms))
    return Passage(*spans, "verbatim" if identical else "edited", round(score, 3), True, because)
