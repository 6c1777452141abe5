"""Grouping by mean similarity, used wherever several things are one: reports of a story, mentions of a claim."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def average_link(similar: NDArray[np.float32], threshold: float) -> list[list[int]]:
    """Agglomerative clustering, mean similarity between groups, best pair first while at least `threshold`.

    Lance-Williams update on the full matrix: O(n²) memory, O(n³) worst, O(n²) usual.
    """
    n = len(similar)
    work = similar.astype(np.float64).copy()
    np.fill_diagonal(work, -1.0)
    sizes = np.ones(n)
    groups: dict[int, list[int]] = {i: [i] for i in range(n)}
    best = work.argmax(axis=1) if n else np.zeros(0, dtype=int)
    alive = np.ones(n, dtype=bool)
    while alive.sum() > 1:
        scores = np.where(alive, work[np.arange(n), best], -2.0)
        i = int(scores.argmax())
        if scores[i] < threshold:
            break
        j = int(best[i])
        i, j = min(i, j), max(i, j)
        merged = (sizes[i] * work[i] + sizes[j] * work[j]) / (sizes[i] + sizes[j])
        merged[i] = merged[j] = -1.0
        merged[~alive] = -1.0
        work[i, :] = work[:, i] = merged
        work[j, :] = work[:, j] = -1.0
        sizes[i] += sizes[j]
        alive[j] = False
        groups[i] += groups.pop(j)
        stale = alive & ((best == i) | (best == j))
        best[stale] = work[stale].argmax(axis=1)
        best[i] = int(work[i].argmax())
        better = alive & (work[:, i] > work[np.arange(n), best])
        best[better] = i
    return [sorted(group) for _, group in sorted(groups.items())]
