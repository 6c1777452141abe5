"""How likely each report is the source of another, weighed over all reports that share text.

A forest of reports is scored by its steps, and a step by what speaks for and against it: what a copy shares with anyone must come
from its source (Dong, Berti-Équille & Srivastava 2009), so words of the child that stand in a third report but not in the parent
are evidence against that parent; text dropped at the end, a beginning of its own, words put in the place of words that both use
elsewhere, misspellings, names used without their introduction, dates and credits tell the direction. The weights are those of a
log-linear model over all forests, fitted to simulated diffusion: `training/fit_lineage.py PATH… --families 50`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import log1p

import numpy as np
from numpy.typing import NDArray

from sayso.measure.alignment import Alignment, Joined, Replaced, Side, aligned, worded
from sayso.measure.arborescence import ROOT, Table, best_parents, likelihoods
from sayso.measure.shared_text import Report, Shared
from sayso.wording import is_content
from sayso.words import word_table

Features = NDArray[np.float64]
STEM = 5  # letters by which two forms of one word are known
STEP_FEATURES = (
    "step",
    "closest",
    "new blocks",
    "new words",
    "blocks from others",
    "words from others",
    "dropped blocks",
    "dropped words",
    "dropped blocks others have",
    "dropped words others have",
    "new head",
    "new middle",
    "new tail",
    "dropped head",
    "dropped middle",
    "dropped tail",
    "new blocks at home",
    "dropped blocks at home",
    "odd words",
    "odd words of the parent",
    "misspelt",
    "misspelt in the parent",
    "uncommon words",
    "uncommon words of the parent",
    "ill joined",
    "ill joined in the parent",
    "unintroduced names",
    "unintroduced names in the parent",
    "later",
    "earlier",
    "credits",
    "is credited",
    "credits others",
    "credit handed on",
)
# Of the features that tell a direction: what is the same seen from the other report, and how it is told to the reader.
TOLD: Mapping[str, tuple[str, str]] = {
    "odd words": ("odd words of the parent", "it has other words where the other report's stand elsewhere in both"),
    "misspelt": ("misspelt in the parent", "it misspells words that the other has right"),
    "uncommon words": ("uncommon words of the parent", "it has rarer words in the place of common ones"),
    "ill joined": ("ill joined in the parent", "words of its own do not fit the ones before them"),
    "dropped tail": ("new tail", "it ends before the other does"),
    "dropped head": ("new head", "it lacks the other's beginning"),
    "new head": ("dropped head", "it begins with text of its own"),
    "dropped middle": ("new middle", "it leaves out text in between"),
    "dropped blocks at home": ("new blocks at home", "what it lacks belongs to what both have"),
    "unintroduced names": ("unintroduced names in the parent", "it uses names that only the other introduces"),
    "later": ("earlier", "it is dated later"),
}
SPEAKS = 0.3  # weight, in the log of odds, from which a sign is worth telling (by eye)
ROOT_FEATURES = ("first", "not first", "related", "covered", "credits the absent", "is credited")
WEIGHTS: Mapping[str, float] = {
    "step": 0.78,
    "closest": 5.57,
    "new blocks": -0.16,
    "new words": -0.13,
    "blocks from others": 0.08,
    "words from others": -1.28,
    "dropped blocks": -0.16,
    "dropped words": 0.04,
    "dropped blocks others have": -0.28,
    "dropped words others have": -0.33,
    "new head": -0.17,
    "new middle": -0.29,
    "new tail": -0.18,
    "dropped head": -0.74,
    "dropped middle": -0.03,
    "dropped tail": -0.08,
    "new blocks at home": -0.63,
    "dropped blocks at home": -0.08,
    "odd words": 0.66,
    "odd words of the parent": -0.86,
    "misspelt": -0.69,
    "misspelt in the parent": -0.20,
    "uncommon words": 0.98,
    "uncommon words of the parent": -1.54,
    "ill joined": 0.65,
    "ill joined in the parent": -0.64,
    "unintroduced names": 0.26,
    "unintroduced names in the parent": 0.12,
    "later": -0.13,
    "earlier": -2.06,
    "credits": 6.21,
    "is credited": -3.62,
    "credits others": 1.64,
    "credit handed on": -3.56,
    "alone: first": 0.50,
    "alone: not first": -1.11,
    "alone: related": -3.10,
    "alone: covered": -1.17,
    "alone: credits the absent": 1.97,
    "alone: is credited": -0.13,
}


@dataclass(frozen=True, slots=True)
class Kin:
    """Reports that share text, in the order of their ids, and what is known of every two of them."""

    reports: tuple[Report, ...]
    steps: Mapping[tuple[int, int], Features]  # (child, parent) → one number for each of STEP_FEATURES
    alone: tuple[Features, ...]  # for each report one number for each of ROOT_FEATURES

    def place(self, report: Report) -> int:
        return [other.document.id for other in self.reports].index(report.document.id)

    def scores(self, weights: Sequence[float]) -> Table:
        told = np.asarray(weights)
        table = np.full((len(self.reports), len(self.reports)), -np.inf)
        for (child, parent), features in self.steps.items():
            table[child, parent] = features @ told[: len(STEP_FEATURES)]
        for place, features in enumerate(self.alone):
            table[place, place] = features @ told[len(STEP_FEATURES) :]
        return table


@dataclass(frozen=True, slots=True)
class Descent:
    """The likeliest parent of each report (ROOT: none), and how likely every parent is; on the diagonal: none."""

    kin: Kin
    parents: tuple[int, ...]
    likelihoods: Table

    def likelihood(self, child: Report, parent: Report) -> float:
        return float(self.likelihoods[self.kin.place(child), self.kin.place(parent)])

    def support(self, child: Report, parent: Report) -> float:
        """The likelihood of this parent, and of those that share nothing with it: a merge has two parents, a tree shows one."""
        here, there = self.kin.place(child), self.kin.place(parent)
        strangers = [k for k in range(len(self.parents)) if k not in (here, there) and (k, there) not in self.kin.steps]
        return float(self.likelihoods[here, [there, *strangers]].sum())

    def likeliest(self) -> dict[str, str | None]:
        """By id; a report that shares no text is not in it."""
        ids = [report.document.id for report in self.kin.reports]
        return {ids[child]: None if parent == ROOT else ids[parent] for child, parent in enumerate(self.parents)}

    def signs(self, child: Report, parent: Report) -> list[str]:
        """What speaks for this direction and against the other, the weightiest first."""
        here, there = self.kin.place(child), self.kin.place(parent)
        features = dict(zip(STEP_FEATURES, self.kin.steps[here, there].tolist(), strict=True))
        found = []
        for name, (mirror, words) in TOLD.items():
            weight = (WEIGHTS[name] - WEIGHTS[mirror]) * (features[name] - features[mirror])
            if weight >= SPEAKS and features[name] > features[mirror]:
                found.append((-weight, words))
        return [words for _, words in sorted(found)]


def descent_of(related: Sequence[Shared]) -> Descent:
    kin = kin_of(related)
    scores = kin.scores([WEIGHTS[name] for name in (*STEP_FEATURES, *(f"alone: {name}" for name in ROOT_FEATURES))])
    return Descent(kin, tuple(best_parents(scores)), likelihoods(scores))


def kin_of(related: Sequence[Shared]) -> Kin:
    known = {report.document.id: report for shared in related for report in (shared.left, shared.right)}
    reports = tuple(known[name] for name in sorted(known))
    place = {report.document.id: k for k, report in enumerate(reports)}
    words = [worded(report) for report in reports]
    sides: dict[tuple[int, int], Side] = {}
    replaced: dict[tuple[int, int], tuple[Replaced, ...]] = {}
    for shared in related:
        i, j = place[shared.left.document.id], place[shared.right.document.id]
        found: Alignment = aligned(shared, words[i], words[j])
        sides[i, j], sides[j, i] = found.left, found.right
        replaced[i, j] = found.replaced
        replaced[j, i] = tuple((theirs, mine) for mine, theirs in found.replaced)
    steps = {(child, parent): _step(child, parent, reports, sides, replaced[child, parent]) for child, parent in sorted(sides)}
    return Kin(reports, steps, tuple(_alone(k, reports, sides) for k in range(len(reports))))


# ── what speaks for a step ───────────────────────────────────────────────────────────────────────────────────────────


def _step(
    child: int,
    parent: int,
    reports: Sequence[Report],
    sides: Mapping[tuple[int, int], Side],
    replaced: Sequence[Replaced],
) -> Features:
    mine, theirs = sides[child, parent], sides[parent, child]
    most = max(int(side.shared.sum()) for (one, _), side in sides.items() if one == child)
    there = {(one, other): side.shared for (one, other), side in sides.items()}
    my_blocks, their_blocks = mine.blocks(), theirs.blocks()
    elsewhere = _common(mine)
    order = _order(reports[child], reports[parent])
    return np.array(
        [
            1.0,
            (int(mine.shared.sum()) - most) / max(1, len(mine.same)),
            *_amounts(child, parent, mine, my_blocks, there),
            *_amounts(parent, child, theirs, their_blocks, there),
            *_where(mine, my_blocks),
            *_where(theirs, their_blocks),
            _at_home(mine, my_blocks, elsewhere),
            _at_home(theirs, their_blocks, elsewhere),
            *_odd(replaced, mine, theirs),
            *_known(replaced),
            *_ill_joined(replaced),
            log1p(_unintroduced(mine, theirs, reports[child], reports[parent])),
            log1p(_unintroduced(theirs, mine, reports[parent], reports[child])),
            float(order > 0),
            float(order < 0),
            float(_credits(reports[child], reports[parent])),
            float(_credits(reports[parent], reports[child])),
            float(bool(reports[child].credits) and not _credits(reports[child], reports[parent])),
            float(_handed_on(child, parent, reports, sides)),
        ]
    )


def _amounts(
    one: int, other: int, side: Side, blocks: Sequence[tuple[int, int]], shared: Mapping[tuple[int, int], NDArray[np.bool_]]
) -> list[float]:
    """Words that the other lacks and nobody has: in blocks, and singly; then those that a third report has."""
    block = np.zeros(len(side.same), dtype=bool)
    for start, end in blocks:
        block[start:end] = True
    third = np.zeros(len(side.same), dtype=bool)
    for (name, whom), marks in shared.items():
        if name == one and whom != other:
            third |= marks
    alone = ~side.shared
    masks = (alone & block & ~third, alone & ~block & ~third, alone & block & third, alone & ~block & third)
    return [log1p(int(mask.sum())) for mask in masks]


def _where(side: Side, blocks: Sequence[tuple[int, int]]) -> list[float]:
    """Words before the first shared one, blocks in between, words after the last."""
    places = np.flatnonzero(side.shared)
    if not len(places):
        return [0.0, 0.0, 0.0]
    first, last = int(places[0]), int(places[-1])
    between = sum(first < start and end <= last for start, end in blocks)
    return [log1p(first), float(min(between, 4)), log1p(len(side.same) - 1 - last)]


def _common(side: Side) -> frozenset[str]:
    return frozenset(form for form in side.worded.forms(np.flatnonzero(side.shared).tolist()) if is_content(form))


def _at_home(side: Side, blocks: Sequence[tuple[int, int]], common: frozenset[str]) -> float:
    """The share of a report's own blocks' content words that the shared text has as well, weighed by their length."""
    forms = [word.form for start, end in blocks for word in side.worded.words[start:end] if is_content(word.form)]
    return sum(form in common for form in forms) / len(forms) * log1p(len(forms)) if forms else 0.0


def _odd(replaced: Sequence[Replaced], mine: Side, theirs: Side) -> list[float]:
    """Replaced words where only the parent's, or only the child's, stands elsewhere in what both share."""
    common = {form[:STEM] for form in _common(mine)}
    stems = [(new.form[:STEM], old.form[:STEM]) for new, old in replaced]
    odd = sum(new not in common and old in common for new, old in stems)
    odd_there = sum(new in common and old not in common for new, old in stems)
    return [log1p(odd), log1p(odd_there)]


def _known(replaced: Sequence[Replaced]) -> list[float]:
    """Words that no list knows in the place of one that is known, on each side; then words that news does not use."""
    vectors, news = word_table()[0], news_words()
    pairs = [(new.form, old.form) for new, old in replaced if new.form.isalpha() and old.form.isalpha()]
    misspelt = [(new not in vectors and new not in news, old not in vectors and old not in news) for new, old in pairs]
    uncommon = [(new not in news, old not in news) for new, old in pairs]
    found = []
    for marks in (misspelt, uncommon):
        found += [log1p(sum(here and not there for here, there in marks)), log1p(sum(there and not here for here, there in marks))]
    return found


@lru_cache(maxsize=1)
def news_words() -> frozenset[str]:
    """The words that the trained tagger met in news often enough to remember them."""
    with files("sayso.detect").joinpath("tagger.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return frozenset(bytes(stored["words"]).decode().split("\n"))


def _ill_joined(replaced: Sequence[Replaced]) -> list[float]:
    """Words that do not fit the small word before them ("an government", "will raises"), on each side."""
    return [log1p(sum(_is_ill_joined(pair[side]) for pair in replaced)) for side in (0, 1)]


def _is_ill_joined(word: Joined) -> bool:
    form, before = word
    match before:
        case "a":
            return form[0] in "aeio" or (form.endswith("s") and not form.endswith(("ss", "us", "is")))
        case "an":
            return form[0] not in "aeiouh8" or (form.endswith("s") and not form.endswith(("ss", "us", "is")))
        case "the" | "its" | "their" | "his" | "her" | "of" | "in":
            return form.endswith("ly") and len(form) > 6
        case "will" | "would" | "can" | "could" | "may" | "might" | "should" | "must":
            return form.endswith(("ing", "ed", "s")) and not form.endswith(("ss", "need", "feed", "bring"))
        case "has" | "have" | "had" | "been":
            return form.endswith(("ing", "s")) and not form.endswith("ss")
        case "to":
            return form.endswith(("ed", "ly")) and len(form) > 5
    return False


def _unintroduced(side: Side, other: Side, report: Report, whole: Report) -> int:
    """Names that a report uses once in the shared text, and that the other has more fully, in text that this one lacks."""
    mine = {form for form in side.worded.forms(np.flatnonzero(side.shared).tolist()) if form in report.details and form.isalpha()}
    elsewhere = {word.form for place, word in enumerate(side.worded.words) if side.same[place] < 0}
    introduced = set()
    for start, end in other.blocks():
        for before, word in zip(other.worded.words[start:end], other.worded.words[start + 1 : end], strict=False):
            if word.form in mine and before.form in whole.details and before.form.isalpha() and before.form not in mine:
                introduced.add(word.form)
    return len(introduced - elsewhere)


def _order(child: Report, parent: Report) -> int:
    """1 where the child is dated later, -1 where it is dated earlier, as exactly as both dates are."""
    if not child.date or not parent.date:
        return 0
    exact = min(len(child.date), len(parent.date))
    return (child.date[:exact] > parent.date[:exact]) - (child.date[:exact] < parent.date[:exact])


def _handed_on(child: int, parent: int, reports: Sequence[Report], sides: Mapping[tuple[int, int], Side]) -> bool:
    """A third report that shares more with the child credits the same one: the credit line came with the text."""
    if not _credits(reports[child], reports[parent]):
        return False
    here = int(sides[child, parent].shared.sum())
    third = [other for one, other in sides if one == child and other != parent and int(sides[child, other].shared.sum()) > here]
    return any(_credits(reports[other], reports[parent]) for other in third)


def _credits(child: Report, parent: Report) -> bool:
    return any(name.casefold() in parent.known_as for name in child.credits)


def _alone(one: int, reports: Sequence[Report], sides: Mapping[tuple[int, int], Side]) -> Features:
    others = sorted(other for child, other in sides if child == one)
    orders = [_order(reports[one], reports[other]) for other in others]
    known = {name for report in reports for name in report.known_as}
    covered = max((float(sides[one, other].shared.mean()) for other in others), default=0.0)
    return np.array(
        [
            float(min(orders, default=0) < 0 and max(orders, default=0) <= 0),
            float(max(orders, default=0) > 0),
            log1p(len(others)),
            covered,
            float(any(name.casefold() not in known for name in reports[one].credits)),
            float(any(_credits(reports[other], reports[one]) for other in others)),
        ]
    )
