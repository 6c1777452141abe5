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
from math import log1p

import numpy as np

from sayso.measure.alignment import Changed, aligned, worded
from sayso.measure.arborescence import ROOT, Table, best_parents, likelihoods
from sayso.measure.shared_text import Report, Shared
from sayso.measure.steps import STEP_FEATURES, Features, Pairs, Two, credits, from_others, order_of, step_features

# Of the features that tell a direction: what is the same seen from the other report, and how it is told to the reader.
TOLD: Mapping[str, tuple[str, str]] = {
    "odd words": ("odd words of the parent", "it has other words where the other report's stand elsewhere in both"),
    "misspelt": ("misspelt in the parent", "it misspells words that the other has right"),
    "less usual": ("less usual", "it has rarer words in the place of common ones"),
    "less fluent": ("less fluent", "its wording fits the words around it less"),
    "ill joined": ("ill joined in the parent", "words of its own do not fit the ones before them"),
    "dropped tail": ("new tail", "it ends before the other does"),
    "dropped head": ("new head", "it lacks the other's beginning"),
    "new head": ("dropped head", "it begins with text of its own"),
    "dropped middle": ("new middle", "it leaves out text in between"),
    "new blocks foreign": ("dropped blocks foreign", "what only it has does not belong to what both have"),
    "unintroduced names": ("unintroduced names in the parent", "it uses names that only the other introduces"),
    "later": ("earlier", "it is dated later"),
}
AGAIN = STEP_FEATURES[-2:]  # known only after a first look
LONGEST = 5  # steps of a line of descent that are followed
SPEAKS = 0.3  # weight, in the log of odds, from which a sign is worth telling (by eye)
ROOT_FEATURES = ("first", "not first", "related", "covered", "credits the absent", "is credited")
NAMES = (*STEP_FEATURES, *(f"alone: {name}" for name in ROOT_FEATURES))
# At the first look, and at the second.
WEIGHTS: Mapping[str, tuple[float, float]] = {
    "step": (1.21, 1.09),
    "closest": (6.85, 6.49),
    "new blocks": (-0.13, -0.13),
    "new words": (-0.10, -0.15),
    "blocks from others": (-0.11, 0.01),
    "words from others": (-0.94, -0.49),
    "dropped blocks": (-0.03, -0.05),
    "dropped words": (-0.23, -0.17),
    "dropped blocks others have": (-0.18, -0.17),
    "dropped words others have": (-0.80, -0.69),
    "new head": (0.02, 0.05),
    "new middle": (-0.40, -0.36),
    "new tail": (-0.27, -0.24),
    "dropped head": (-0.21, -0.19),
    "dropped middle": (-0.13, -0.08),
    "dropped tail": (-0.03, -0.01),
    "new blocks at home": (-0.36, -0.48),
    "new blocks foreign": (0.60, 0.66),
    "dropped blocks at home": (-0.10, -0.11),
    "dropped blocks foreign": (-1.16, -1.19),
    "odd words": (-0.31, -0.19),
    "odd words of the parent": (-0.48, -0.48),
    "misspelt": (-0.05, 0.14),
    "misspelt in the parent": (-0.97, -1.05),
    "ill joined": (0.68, 0.84),
    "ill joined in the parent": (0.34, 0.40),
    "less usual": (0.30, 0.35),
    "less fluent": (0.37, 0.36),
    "changed both ways": (-0.30, -0.30),
    "unintroduced names": (-0.27, -0.27),
    "unintroduced names in the parent": (-1.00, -1.08),
    "later": (0.05, 0.03),
    "earlier": (-0.65, -0.63),
    "later, all dated alike": (0.47, 0.34),
    "earlier, all dated alike": (-2.46, -2.37),
    "credits": (4.09, 3.94),
    "is credited": (-4.07, -4.03),
    "credits others": (0.93, 0.90),
    "credit handed on": (-2.65, -2.43),
    "blocks from others not made from it": (0.00, -0.18),
    "words from others not made from it": (0.00, -0.84),
    "alone: first": (0.30, 0.34),
    "alone: not first": (-0.55, -0.56),
    "alone: related": (-1.99, -1.88),
    "alone: covered": (-3.00, -2.68),
    "alone: credits the absent": (2.67, 2.36),
    "alone: is credited": (-0.23, 0.16),
}


@dataclass(frozen=True, slots=True)
class Kin:
    """Reports that share text, in the order of their ids, and what is known of every two of them."""

    reports: tuple[Report, ...]
    steps: Mapping[tuple[int, int], Features]  # (child, parent) → one number for each of STEP_FEATURES
    alone: tuple[Features, ...]  # for each report one number for each of ROOT_FEATURES
    pairs: Pairs

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
            signed = name == mirror  # such a sign is turned round, seen from the other report
            more = features[name] if signed else features[name] - features[mirror]
            weight = (WEIGHTS[name][1] if signed else WEIGHTS[name][1] - WEIGHTS[mirror][1]) * more
            if weight >= SPEAKS and more > 0:
                found.append((-weight, words))
        return [words for _, words in sorted(found)]


def descent_of(related: Sequence[Shared]) -> Descent:
    kin = kin_of(related)
    first, second = ([WEIGHTS[name][turn] for name in NAMES] for turn in (0, 1))
    kin = looked_at_again(kin, likelihoods(kin.scores(first)))
    scores = kin.scores(second)
    return Descent(kin, tuple(best_parents(scores)), likelihoods(scores))


def kin_of(related: Sequence[Shared]) -> Kin:
    known = {report.document.id: report for shared in related for report in (shared.left, shared.right)}
    reports = tuple(known[name] for name in sorted(known))
    place = {report.document.id: k for k, report in enumerate(reports)}
    words = [worded(report) for report in reports]
    pairs: dict[int, dict[int, Two]] = {place: {} for place in range(len(reports))}
    for shared in related:
        i, j = place[shared.left.document.id], place[shared.right.document.id]
        found = aligned(shared, words[i], words[j])
        pairs[i][j] = Two(found.left, found.right, found.replaced, found.changed)
        pairs[j][i] = Two(
            found.right,
            found.left,
            tuple((theirs, mine) for mine, theirs in found.replaced),
            tuple(Changed(right, left) for left, right in found.changed),
        )
    every = [(child, parent) for child in pairs for parent in sorted(pairs[child])]
    steps = {(child, parent): step_features(child, parent, reports, pairs) for child, parent in every}
    return Kin(reports, steps, tuple(_alone(k, reports, pairs) for k in range(len(reports))), pairs)


def looked_at_again(kin: Kin, found: Table) -> Kin:
    """With what is known after a first look: which third reports are likely made from the child themselves."""
    made_from = descends(found)
    steps = {
        (child, parent): np.concatenate([features[: -len(AGAIN)], from_others(child, parent, kin.pairs, made_from)])
        for (child, parent), features in kin.steps.items()
    }
    return Kin(kin.reports, steps, kin.alone, kin.pairs)


def descends(found: Table) -> Table:
    """How likely each report comes from each other, by any number of steps (at most 1)."""
    steps = found.copy()
    np.fill_diagonal(steps, 0.0)
    total, reached = np.zeros_like(steps), np.eye(len(steps))
    for _ in range(min(LONGEST, len(steps))):
        reached = reached @ steps
        total += reached
    result: Table = np.minimum(total, 1.0)
    return result


# ── what speaks for having no parent ────────────────────────────────────────────────────────────


def _alone(one: int, reports: Sequence[Report], pairs: Pairs) -> Features:
    others = sorted(pairs[one])
    orders = [order_of(reports[one], reports[other]) for other in others]
    known = {name for report in reports for name in report.known_as}
    covered = max((float(pairs[one][other].mine.shared.mean()) for other in others), default=0.0)
    return np.array(
        [
            float(min(orders, default=0) < 0 and max(orders, default=0) <= 0),
            float(max(orders, default=0) > 0),
            log1p(len(others)),
            covered,
            float(any(name.casefold() not in known for name in reports[one].credits)),
            float(any(credits(reports[other], reports[one]) for other in others)),
        ]
    )
