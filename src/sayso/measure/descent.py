"""How likely each report is the source of another, weighed over all reports that share text.

A forest of reports is scored by its steps, and a step by what speaks for and against it (steps.py): what a copy shares with anyone
must come from its source (Dong, Berti-Équille & Srivastava 2009), so words of the child that stand in a third report but not in the
parent are evidence against that parent, unless that third report is made from the child. Which ones are is known only after a
first look; a second one weighs again. Wording that fits less, text that belongs to something else, what is left out and where,
misspellings, names without their introduction, dates and credits tell the direction. The weights are those of a log-linear model
over all forests, fitted to simulated diffusion: `training/fit_lineage.py PATH… --families 80`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np

from sayso.measure.alignment import Changed, aligned, worded
from sayso.measure.arborescence import ROOT, Table, best_parents, likelihoods
from sayso.measure.merging import Second, second_parents
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
MERGED = 0.7  # likelihood from which a second parent counts; on simulated diffusion
LONGEST = 5  # steps of a line of descent that are followed
SPEAKS = 0.3  # weight, in the log of odds, from which a sign is worth telling (by eye)
ROOT_FEATURES = ("first", "not first", "related", "covered", "credits the absent", "is credited")
NAMES = (*STEP_FEATURES, *(f"alone: {name}" for name in ROOT_FEATURES))
# At the first look, and at the second.
WEIGHTS: Mapping[str, tuple[float, float]] = {
    "step": (0.49, 0.37),
    "closest": (8.71, 8.66),
    "new blocks": (-0.22, -0.21),
    "new words": (0.07, 0.02),
    "blocks from others": (0.10, 0.18),
    "words from others": (-1.00, -0.33),
    "dropped blocks": (-0.06, -0.07),
    "dropped words": (-0.14, -0.08),
    "dropped blocks others have": (-0.14, -0.11),
    "dropped words others have": (-0.66, -0.57),
    "new head": (-0.02, -0.01),
    "new middle": (-0.45, -0.40),
    "new tail": (-0.23, -0.21),
    "dropped head": (-0.13, -0.11),
    "dropped middle": (-0.09, -0.05),
    "dropped tail": (-0.04, -0.03),
    "new blocks at home": (-0.56, -0.54),
    "new blocks foreign": (1.39, 1.63),
    "dropped blocks at home": (-0.02, -0.01),
    "dropped blocks foreign": (-5.24, -5.22),
    "odd words": (0.21, 0.31),
    "odd words of the parent": (-0.24, -0.28),
    "misspelt": (-0.29, -0.24),
    "misspelt in the parent": (-5.40, -6.47),
    "ill joined": (-0.18, -0.21),
    "ill joined in the parent": (-0.06, -0.14),
    "less usual": (0.31, 0.33),
    "less fluent": (0.37, 0.36),
    "changed both ways": (-0.25, -0.26),
    "unintroduced names": (-0.64, -0.68),
    "unintroduced names in the parent": (-0.71, -0.75),
    "later": (0.38, 0.37),
    "earlier": (-0.56, -0.50),
    "later, all dated alike": (0.15, 0.08),
    "earlier, all dated alike": (-2.62, -2.54),
    "credits": (4.36, 4.25),
    "is credited": (-4.56, -4.26),
    "credits others": (1.26, 1.30),
    "credit handed on": (-2.30, -2.06),
    "blocks from others not made from it": (0.00, -0.12),
    "words from others not made from it": (0.00, -0.95),
    "alone: first": (-0.29, -0.24),
    "alone: not first": (-0.96, -0.96),
    "alone: related": (-2.80, -2.66),
    "alone: covered": (-1.34, -0.95),
    "alone: credits the absent": (3.35, 3.14),
    "alone: is credited": (-0.44, 0.02),
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
    second: Mapping[int, Second]

    def likelihood(self, child: Report, parent: Report) -> float:
        return float(self.likelihoods[self.kin.place(child), self.kin.place(parent)])

    def support(self, child: Report, parent: Report) -> float:
        """The likelihood of this parent, and of those that share nothing with it: a merge has two parents, a tree shows one."""
        here, there = self.kin.place(child), self.kin.place(parent)
        strangers = [k for k in range(len(self.parents)) if k not in (here, there) and (k, there) not in self.kin.steps]
        return float(self.likelihoods[here, [there, *strangers]].sum())

    def second_of(self, child: Report, first: Report) -> Report | None:
        """Of a child with two parents the one that is not given."""
        second = self.second.get(self.kin.place(child))
        if second is None or second.likelihood < MERGED:
            return None
        both, here = (second.first, second.parent), self.kin.place(first)
        return self.kin.reports[both[1 - both.index(here)]] if here in both else None

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
    parents, found = best_parents(scores), likelihoods(scores)
    merged = second_parents(kin.reports, kin.pairs, parents, scores, descends(found), second[: len(STEP_FEATURES)])
    for child, other in merged.items():
        if other.likelihood >= MERGED:
            scores[other.parent, child] = -np.inf
    return Descent(kin, tuple(best_parents(scores)), likelihoods(scores), merged)


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
