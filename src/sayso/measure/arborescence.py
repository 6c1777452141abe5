"""The best way to give every node one parent or none, and how likely each parent is over all ways there are.

The best: Chu & Liu (1965), Edmonds (1967), over a root that stands above all. The likelihoods: the matrix-tree theorem for directed
trees (Tutte 1948; Koo, Globerson, Carreras & Collins 2007), where a forest weighs the product of its steps' exponentials.
Scores come as a square table: `scores[child][parent]`, on the diagonal the score of having no parent; minus infinity: impossible.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]
ROOT = -1
RIDGE = 1e-12  # on the diagonal, so that certain forests can still be inverted


def best_parents(scores: Table) -> list[int]:
    """For each node its parent, or ROOT, so that no node is its own ancestor and the sum of the scores is the highest there is.
    Of equal parents the first is taken.

    >>> best_parents(np.array([[0.0, 3.0, -np.inf], [2.0, -9.0, -np.inf], [-np.inf, 1.0, 0.0]]))
    [-1, 0, 1]
    """
    size = len(scores)
    arcs = np.full((size + 1, size + 1), -np.inf)
    arcs[1:, 1:] = scores
    arcs[1:, 0] = np.diag(scores)
    np.fill_diagonal(arcs, -np.inf)
    return [parent - 1 for parent in _solved(arcs)[1:]]


def _solved(arcs: Table) -> list[int]:
    """The parents of all nodes below node 0: every node takes its best; a circle is drawn together to one node, and broken up."""
    chosen = [0, *(int(row.argmax()) for row in arcs[1:])]
    circle = _circle(chosen)
    if not circle:
        return chosen
    outside = [node for node in range(len(arcs)) if node not in circle]
    inner = {node: arcs[node, chosen[node]] for node in circle}
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = arcs[np.ix_(outside, outside)]
    entering = arcs[np.ix_(circle, outside)] - np.array([[inner[node]] for node in circle])  # what it gains to break in here
    small[-1, :-1] = entering.max(axis=0)
    small[:-1, -1] = arcs[np.ix_(outside, circle)].max(axis=1)
    solved = _solved(small)
    parents = list(chosen)
    for place, node in enumerate(outside):
        inside = solved[place] == len(outside)
        parents[node] = circle[int(arcs[node, circle].argmax())] if inside else outside[solved[place]]
    broken = circle[int(entering[:, solved[-1]].argmax())]
    parents[broken] = outside[solved[-1]]
    return parents


def _circle(parents: Sequence[int]) -> list[int]:
    """The nodes of the first circle there is, in order of number; empty if there is none."""
    for start in range(1, len(parents)):
        path, node = [start], parents[start]
        while node and node not in path:
            path.append(node)
            node = parents[node]
        if node:
            return sorted(path[path.index(node) :])
    return []


def likelihoods(scores: Table) -> Table:
    """In the shape of the scores: how likely each parent is (on the diagonal: none), over all forests. Rows add up to 1.

    >>> likelihoods(np.zeros((2, 2))).round(2).tolist()  # neither from the other, or one from the other: three forests
    [[0.67, 0.33], [0.33, 0.67]]
    """
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    alone = np.diag(weights).copy()
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1) + alone + RIDGE) - weights
    inverse = np.linalg.inv(laplacian)
    found = weights * (np.diag(inverse)[:, None] - inverse.T)
    np.fill_diagonal(found, alone * np.diag(inverse))
    total = found.sum(axis=1, keepdims=True)
    result: Table = np.clip(found / np.where(total > 0, total, 1.0), 0.0, 1.0)
    return result
