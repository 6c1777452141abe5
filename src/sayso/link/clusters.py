"""Grouping mentions of a claim. (Reports of a story: merging.py.)"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def best_match_link(similar: NDArray[np.float32], threshold: float) -> list[list[int]]:
    """Agglomerative clustering by best matches: two groups are as similar as each member is, on average, to its nearest
    member of the other group (the modified Hausdorff similarity of Dubuisson & Jain 1994, mean of both directions).

    Between single and average link: variants of one claim may differ among themselves as long as each has a near
    relative. O(n²) memory, O(n²) for each level of merging.
    """
    n = len(similar)
    nearest = similar.astype(np.float64).copy()  # nearest[g, i]: the best similarity of member i to group g
    np.fill_diagonal(nearest, 0.0)
    groups: dict[int, list[int]] = {i: [i] for i in range(n)}
    score = nearest.copy()
    np.fill_diagonal(score, -1.0)
    alive = np.ones(n, dtype=bool)
    best = score.argmax(axis=1) if n else np.zeros(0, dtype=int)
    group_of = np.arange(n)
    while alive.sum() > 1:
        tops = np.where(alive, score[np.arange(n), best], -2.0)
        g = int(tops.argmax())
        if tops[g] < threshold:
            break
        g, h = sorted((g, int(best[g])))
        groups[g] += groups.pop(h)
        nearest[g] = np.maximum(nearest[g], nearest[h])
        alive[h] = False
        score[h, :] = score[:, h] = -1.0
        group_of[groups[g]] = g
        sizes = np.maximum(np.bincount(group_of, minlength=n), 1)
        mine = nearest[:, groups[g]].mean(axis=1)
        theirs = np.bincount(group_of, weights=nearest[g], minlength=n) / sizes
        score[g, :] = score[:, g] = np.where(alive, (mine + theirs) / 2, -1.0)
        score[g, g] = -1.0
        stale = alive & ((best == g) | (best == h))
        best[stale] = score[stale].argmax(axis=1)
        better = alive & (score[:, g] > score[np.arange(n), best])
        best[better] = g
        best[g] = int(score[g].argmax())
    return [sorted(group) for _, group in sorted(groups.items())]


def average_link(similar: NDArray[np.float32], threshold: float, begun: Sequence[Sequence[int]]) -> list[list[int]]:
    """Goes on with groups that were begun: two are as similar as their members are on average (UPGMA: Sokal and Michener 1958).

    O(n²) memory; each merger looks at one row and at those whose nearest group it was.
    """
    n = len(begun)
    belongs = np.zeros((n, len(similar)))
    for k, group in enumerate(begun):
        belongs[k, list(group)] = 1 / len(group)
    score = belongs @ similar @ belongs.T
    np.fill_diagonal(score, -1.0)
    sizes = np.array([len(group) for group in begun], dtype=float)
    groups = {k: list(group) for k, group in enumerate(begun)}
    best = score.argmax(axis=1) if n else np.zeros(0, dtype=int)
    while len(groups) > 1:
        tops = score[np.arange(n), best]
        g = int(tops.argmax())
        if tops[g] < threshold:
            break
        g, h = sorted((g, int(best[g])))
        groups[g] += groups.pop(h)
        merged = (sizes[g] * score[g] + sizes[h] * score[h]) / (sizes[g] + sizes[h])
        merged[[g, h]] = -1.0
        sizes[g] += sizes[h]
        merged[score[g] == -1.0] = -1.0  # groups that are no more
        score[g], score[:, g] = merged, merged
        score[h], score[:, h] = -1.0, -1.0
        stale = (best == g) | (best == h)
        best[stale] = score[stale].argmax(axis=1)
        better = score[:, g] > score[np.arange(n), best]
        best[better] = g
        best[g] = int(score[g].argmax())
    return [sorted(group) for _, group in sorted(groups.items())]
