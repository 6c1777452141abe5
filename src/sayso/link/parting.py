"""Which of the merged groups are stories: each is kept whole, or parted into the two it was made from.

A group is worth what its reports are more like each other than like the group beside it, the one it was merged with next. The tree
of merges is read from the leaves up, and a group is parted where its parts are worth more: so a dense topic is parted high up and a
loose story low down, with no one cut for both (the idea: Campello, Moulavi & Sander 2013, on another tree and another measure).
A folder is more often about one thing than about many: that counts for a group by its share of the folder. In a large collection
it says nothing, in a folder of seven reports about one thing and one stray a lot.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.link.merging import Merge
from sayso.link.word_rows import Ints

# All four were chosen on the Fake News Challenge's train set: whole, one and three reports of each story, the first sixty words,
# and small folders drawn from it, of one story, of one and a stray, of several, and of unrelated reports.
APART = 0.02  # likeness to the next group of one that was merged with none; also the least at which groups are merged
ALONE = 0.18  # likeness to its own story of a report that stands alone: less joins strangers, more tears loose stories
COPIES = 0.5  # likeness that counts at most, so that two copies are not parted from their story
ONE_THING = 0.1  # what a report gains in a group that is the whole folder
SLIGHT = 1e-9


def part(merges: Sequence[Merge], reports: int) -> Ints:
    """For each report the number of its group; a group is whole where parting gains nothing.

    >>> part([Merge(0, 1, 0.4), Merge(2, 3, 0.4), Merge(0, 2, 0.04)], 4).tolist()
    [0, 0, 1, 1]
    >>> part([Merge(0, 1, 0.4), Merge(2, 3, 0.4), Merge(0, 2, 0.3)], 4).tolist()
    [0, 0, 0, 0]
    """
    size, alike, beside, parts = _tree(merges, reports)
    best: list[float] = []
    whole: list[bool] = []
    for group, two in enumerate(parts):
        pairs = size[group] * (size[group] - 1) / 2
        own = min(COPIES, alike[group] / pairs) if pairs else ALONE
        worth = size[group] * (own - beside[group] + ONE_THING * size[group] / reports)
        parted = sum(best[one] for one in two) if two else worth
        whole.append(worth >= parted - SLIGHT)
        best.append(max(worth, parted))
    story = [-1] * len(parts)
    for group in reversed(range(len(parts))):  # the larger first
        if story[group] < 0 and whole[group]:
            story[group] = group
        for one in parts[group]:
            story[one] = story[group]
    numbers: Ints = np.unique(story[:reports], return_inverse=True)[1].astype(np.int64)
    return numbers


def _tree(merges: Sequence[Merge], reports: int) -> tuple[list[int], list[float], list[float], list[tuple[int, ...]]]:
    """Every group there ever was, parts before the whole: its reports, the likeness of all its pairs, that to the group it was
    merged with, and its two parts."""
    size, alike, beside = [1] * reports, [0.0] * reports, [APART] * reports
    parts: list[tuple[int, ...]] = [()] * reports
    now = list(range(reports))
    for merge in merges:
        two = now[merge.into], now[merge.gone]
        now[merge.into] = len(parts)
        for one in two:
            beside[one] = merge.alike
        alike.append(sum(alike[one] for one in two) + size[two[0]] * size[two[1]] * merge.alike)
        size.append(sum(size[one] for one in two))
        beside.append(APART)
        parts.append(two)
    return size, alike, beside, parts
