"""A second parent: where a report was made from two that share nothing, and a forest has room for one.

The text that the first parent explains is taken out of the child. What is left is weighed again, over the reports that share text
with the child and none with the first parent: is it from one of them, or is it the child's own and they have it from there?
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.measure.alignment import Marks, Side, Worded
from sayso.measure.arborescence import ROOT, Table, likelihoods
from sayso.measure.shared_text import Report
from sayso.measure.steps import Pairs, Two, step_features

LEFT = 40  # words that the first parent leaves unexplained and the second has, from which it is one (as COPIED, in words)


class Second(NamedTuple):
    first: int
    parent: int
    likelihood: float
    words: int  # of the child that it has and the first parent lacks


def second_parents(
    reports: Sequence[Report], pairs: Pairs, parents: Sequence[int], scores: Table, made_from: Table, weights: Sequence[float]
) -> dict[int, Second]:
    """For each child that has a first parent: the likeliest second one, if any report has enough of what the first leaves.

    `scores` as in arborescence.py; `made_from[report, other]`: how likely the one comes from the other, by whatever steps.
    """
    found = {}
    for child, first in enumerate(parents):
        if first == ROOT:
            continue
        explained = pairs[child][first].mine.shared
        held = {
            other: int((two.mine.shared & ~explained).sum())
            for other, two in pairs[child].items()
            if other != first and other not in pairs[first]
        }
        strangers = sorted(other for other, words in held.items() if words >= LEFT)
        if strangers:
            inside = _of_the_rest(child, strangers, explained, pairs)
            table = scores[np.ix_([child, *strangers], [child, *strangers])].copy()
            for place, other in enumerate(strangers, 1):
                table[0, place] = step_features(child, other, reports, inside, made_from) @ np.asarray(weights)
            likely = likelihoods(table)[0, 1:]
            best = int(likely.argmax())
            found[child] = Second(first, strangers[best], float(likely[best]), held[strangers[best]])
    return found


def _of_the_rest(child: int, strangers: Sequence[int], explained: Marks, pairs: Pairs) -> Pairs:
    """The pairs as they were if the child had only the words that its first parent does not explain."""
    rest = {other: _without(pairs[child][other], ~explained) for other in strangers}
    return {child: rest, **{other: {**pairs[other], child: _turned(two)} for other, two in rest.items()}}


def _without(two: Two, kept: Marks) -> Two:
    words = [word for word, keep in zip(two.mine.worded.words, kept.tolist(), strict=True) if keep]
    mine = Side(Worded(tuple(words), tuple(word.start for word in words)), two.mine.same[kept])
    places = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1)  # the last: of words that have no partner
    same: NDArray[np.int64] = places[two.theirs.same]
    return Two(mine, Side(two.theirs.worded, same), two.replaced, two.changed)


def _turned(two: Two) -> Two:
    return Two(two.theirs, two.mine, [(theirs, mine) for mine, theirs in two.replaced], two.changed)
