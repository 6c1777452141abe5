"""What speaks for and against a step from one report to another: a number for each of STEP_FEATURES."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.measure.alignment import Changed, Joined, Marks, Replaced, Side
from sayso.measure.arborescence import Table
from sayso.measure.shared_text import Report
from sayso.measure.usage import fluency, level
from sayso.wording import is_content
from sayso.words import word_table

Features = NDArray[np.float64]
STEM = 5  # letters by which two forms of one word are known
RARE = 16  # level of usage below which a word says what a text is about (seen less than 256 times)
AT_HOME = 0.12  # share of a block's rare words that the shared text has: half-way between left out (.24) and put in (.01), medians
MOST_CHANGE = 4.0  # levels of usage that one changed place counts at most

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
    "new blocks foreign",
    "dropped blocks at home",
    "dropped blocks foreign",
    "odd words",
    "odd words of the parent",
    "misspelt",
    "misspelt in the parent",
    "ill joined",
    "ill joined in the parent",
    "less usual",
    "less fluent",
    "changed both ways",
    "unintroduced names",
    "unintroduced names in the parent",
    "later",
    "earlier",
    "later, all dated alike",
    "earlier, all dated alike",
    "credits",
    "is credited",
    "credits others",
    "credit handed on",
    "blocks from others not made from it",
    "words from others not made from it",
)


class Two(NamedTuple):
    """Two reports side by side, as seen from the child."""

    mine: Side
    theirs: Side
    replaced: Sequence[Replaced]  # the child's word and the parent's
    changed: Sequence[Changed]  # left: the child's


Pairs = Mapping[int, Mapping[int, Two]]  # child → parent → both


def step_features(child: int, parent: int, reports: Sequence[Report], pairs: Pairs, made_from: Table | None = None) -> Features:
    mine, theirs, replaced, changed = pairs[child][parent]
    most = max(int(two.mine.shared.sum()) for two in pairs[child].values())
    my_blocks, their_blocks = mine.blocks(), theirs.blocks()
    order = order_of(reports[child], reports[parent])
    alike = order if _dated_alike(reports) else 0
    found = [
        1.0,
        (int(mine.shared.sum()) - most) / max(1, len(mine.same)),
        *_amounts(mine, my_blocks, _third(child, parent, pairs)),
        *_amounts(theirs, their_blocks, _third(parent, child, pairs)),
        *_where(mine, my_blocks),
        *_where(theirs, their_blocks),
        *_at_home(mine, my_blocks),
        *_at_home(theirs, their_blocks),
        *_odd(replaced, mine, theirs),
        *_known(replaced),
        *_ill_joined(replaced),
        _less_usual(replaced),
        _less_fluent(changed),
        _both_ways(changed),
        log1p(_unintroduced(mine, theirs, reports[child], reports[parent])),
        log1p(_unintroduced(theirs, mine, reports[parent], reports[child])),
        float(order > 0),
        float(order < 0),
        float(alike > 0),
        float(alike < 0),
        float(credits(reports[child], reports[parent])),
        float(credits(reports[parent], reports[child])),
        float(bool(reports[child].credits) and not credits(reports[child], reports[parent])),
        float(_handed_on(child, parent, reports, pairs)),
        *(from_others(child, parent, pairs, made_from) if made_from is not None else (0.0, 0.0)),
    ]
    return np.array(found)


def from_others(child: int, parent: int, pairs: Pairs, made_from: Table) -> list[float]:
    """Words of the child that the parent lacks and a third report has, unless that is made from the child: in blocks, and singly.

    `made_from[report, other]`: how likely the one comes from the other, by whatever steps.
    """
    side = pairs[child][parent].mine
    held = np.zeros(len(side.same))
    for third, two in pairs[child].items():
        if third != parent:
            held = np.maximum(held, two.mine.shared * (1 - made_from[third, child]))
    held[side.shared] = 0.0
    block = np.zeros(len(side.same), dtype=bool)
    for start, end in side.blocks():
        block[start:end] = True
    return [log1p(float(held[block].sum())), log1p(float(held[~block].sum()))]


def _third(one: int, other: int, pairs: Pairs) -> Marks:
    """The words that the one shares with any third report."""
    found = np.zeros(len(pairs[one][other].mine.same), dtype=bool)
    for whom, two in pairs[one].items():
        if whom != other:
            found |= two.mine.shared
    return found


def _amounts(side: Side, blocks: Sequence[tuple[int, int]], third: Marks) -> list[float]:
    """Words that the other lacks and nobody has: in blocks, and singly; then those that a third report has."""
    block = np.zeros(len(side.same), dtype=bool)
    for start, end in blocks:
        block[start:end] = True
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


def _at_home(side: Side, blocks: Sequence[tuple[int, int]]) -> list[float]:
    """How much of a report's own blocks speaks of what the shared text speaks of, and how much does not."""
    common = {form[:STEM] for form in common_words(side) if level(form) < RARE}
    home = foreign = 0.0
    for start, end in blocks:
        forms = [word.form for word in side.worded.words[start:end] if is_content(word.form)]
        weights = [RARE - level(form) for form in forms if level(form) < RARE]
        held = sum(
            weight for weight, form in zip(weights, [f for f in forms if level(f) < RARE], strict=True) if form[:STEM] in common
        )
        share = (held + AT_HOME * 2 * RARE) / (sum(weights) + 2 * RARE)
        home += max(0.0, share - AT_HOME) * log1p(end - start)
        foreign += max(0.0, AT_HOME - share) * log1p(end - start)
    return [home, foreign]


def common_words(side: Side) -> frozenset[str]:
    return frozenset(form for form in side.worded.forms(np.flatnonzero(side.shared).tolist()) if is_content(form))


def _odd(replaced: Sequence[Replaced], mine: Side, theirs: Side) -> list[float]:
    """Replaced words where only the parent's, or only the child's, stands elsewhere in what both share."""
    common = {form[:STEM] for form in common_words(mine)}
    stems = [(new.form[:STEM], old.form[:STEM]) for new, old in replaced]
    odd = sum(new not in common and old in common for new, old in stems)
    odd_there = sum(new in common and old not in common for new, old in stems)
    return [log1p(odd), log1p(odd_there)]


def _known(replaced: Sequence[Replaced]) -> list[float]:
    """Words that no list knows in the place of one that is known, on each side."""
    vectors = word_table()[0]
    pairs = [(mine.form, theirs.form) for mine, theirs in replaced if mine.form.isalpha() and theirs.form.isalpha()]
    unknown = [tuple(form not in vectors and level(form) == 0 for form in pair) for pair in pairs]
    return [log1p(sum(here and not there for here, there in unknown)), log1p(sum(there and not here for here, there in unknown))]


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


def _less_usual(replaced: Sequence[Replaced]) -> float:
    """How much rarer the child's words are than the parent's in their place, in levels of usage."""
    pairs = [(mine.form, theirs.form) for mine, theirs in replaced if mine.form.isalpha() and theirs.form.isalpha()]
    return _damped(sum(_clipped(level(theirs) - level(mine)) for mine, theirs in pairs))


def _less_fluent(changed: Sequence[Changed]) -> float:
    """How much less usual the child's words are next to the words around them than what the parent has there."""
    return _damped(sum(_clipped(fluency(theirs) - fluency(mine)) for mine, theirs in changed))


def _both_ways(changed: Sequence[Changed]) -> float:
    """What reads worse in the one report here and in the other there: neither has it from the other, but both from a third."""
    found = [_clipped(fluency(theirs) - fluency(mine)) for mine, theirs in changed]
    return log1p(min(sum(max(0.0, value) for value in found), sum(max(0.0, -value) for value in found)))


def _clipped(value: float) -> float:
    return max(-MOST_CHANGE, min(MOST_CHANGE, value))


def _damped(value: float) -> float:
    return float(np.sign(value)) * log1p(abs(value))


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


def order_of(child: Report, parent: Report) -> int:
    """1 where the child is dated later, -1 where it is dated earlier, as exactly as both dates are."""
    if not child.date or not parent.date:
        return 0
    exact = min(len(child.date), len(parent.date))
    return (child.date[:exact] > parent.date[:exact]) - (child.date[:exact] < parent.date[:exact])


def _dated_alike(reports: Sequence[Report]) -> bool:
    """All are dated, and equally exactly: one careful source rather than what each page says of itself."""
    return len({len(report.date or "") for report in reports}) == 1 and bool(reports[0].date)


def _handed_on(child: int, parent: int, reports: Sequence[Report], pairs: Pairs) -> bool:
    """A third report that shares more with the child credits the same one: the credit line came with the text."""
    if not credits(reports[child], reports[parent]):
        return False
    here = int(pairs[child][parent].mine.shared.sum())
    third = [other for other, two in pairs[child].items() if other != parent and int(two.mine.shared.sum()) > here]
    return any(credits(reports[other], reports[parent]) for other in third)


def credits(child: Report, parent: Report) -> bool:
    return any(name.casefold() in parent.known_as for name in child.credits)
