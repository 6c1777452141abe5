"""The clustering against a slow oracle that follows the definition and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from sayso.link.clusters import average_link, best_match_link

Matrix = NDArray[np.float32]
Likeness = Callable[[Matrix, list[int], list[int]], float]


def best_matches(similar: Matrix, left: list[int], right: list[int]) -> float:
    """Each member's nearest in the other group, averaged; the mean of both directions."""
    there = np.mean([max(similar[a, b] for b in right) for a in left], dtype=np.float64)
    back = np.mean([max(similar[a, b] for a in left) for b in right], dtype=np.float64)
    return float(there + back) / 2


def slowly(similar: Matrix, threshold: float, likeness: Likeness) -> list[list[int]]:
    """Merge the most alike pair of groups while it is alike enough; every likeness is computed anew each time."""
    groups = [[i] for i in range(len(similar))]
    while len(groups) > 1:
        left, right = max(combinations(range(len(groups)), 2), key=lambda pair: likeness(similar, groups[pair[0]], groups[pair[1]]))
        if likeness(similar, groups[left], groups[right]) < threshold:
            break
        groups[left] = sorted(groups[left] + groups.pop(right))
    return sorted(groups)


def some_matrix(n: int, seed: int) -> Matrix:
    """Symmetric, no two pairs equally alike: at a tie every order is right, and the oracle knows only one."""
    upper = np.triu(np.random.default_rng(seed).random((n, n), dtype=np.float32), 1)
    return upper + upper.T + np.eye(n, dtype=np.float32)


@pytest.mark.parametrize("threshold", [0.2, 0.5, 0.7, 0.9])
def test_groups_equal_those_of_the_definition(threshold: float) -> None:
    for seed in range(60):
        similar = some_matrix(2 + seed % 8, seed)
        assert best_match_link(similar, threshold) == slowly(similar, threshold, best_matches), (threshold, seed)


def test_groups_do_not_hang_on_the_order_of_what_is_grouped() -> None:
    for seed in range(40):
        similar = some_matrix(8, seed)
        order = np.random.default_rng(seed).permutation(8)
        there = sorted(sorted(int(order[i]) for i in group) for group in best_match_link(similar[np.ix_(order, order)], 0.5))
        assert there == best_match_link(similar, 0.5)


def test_edges() -> None:
    assert best_match_link(np.zeros((0, 0), dtype=np.float32), 0.5) == []
    assert best_match_link(np.ones((1, 1), dtype=np.float32), 0.5) == [[0]]
    assert best_match_link(np.ones((4, 4), dtype=np.float32), 0.5) == [[0, 1, 2, 3]]
    assert best_match_link(np.zeros((3, 3), dtype=np.float32), 0.5) == [[0], [1], [2]]
    exact = np.full((2, 2), 0.5, dtype=np.float32)
    assert best_match_link(exact, 0.5) == [[0, 1]], "the threshold itself is alike enough"


def test_what_is_given_stays_as_it_is() -> None:
    similar = some_matrix(6, 1)
    before = similar.copy()
    best_match_link(similar, 0.3)
    assert np.array_equal(similar, before)


def test_best_matches_keep_variants_together_that_are_not_all_alike() -> None:
    """A chain of four variants, each near the next: as a group each has a near relative, though the ends differ."""
    similar = np.eye(4, dtype=np.float32)
    for i in range(3):
        similar[i, i + 1] = similar[i + 1, i] = 0.8
    assert best_match_link(similar, 0.39) == [[0, 1, 2, 3]]


def test_one_loose_pair_does_not_join_two_firm_groups() -> None:
    similar = np.full((6, 6), 0.1, dtype=np.float32)
    similar[:3, :3] = similar[3:, 3:] = 0.9
    similar[2, 3] = similar[3, 2] = 0.7
    np.fill_diagonal(similar, 1.0)
    assert best_match_link(similar, 0.44) == [[0, 1, 2], [3, 4, 5]]


# ── average link ──


def average(similar: Matrix, left: list[int], right: list[int]) -> float:
    return float(np.mean([[similar[a, b] for b in right] for a in left], dtype=np.float64))


@pytest.mark.parametrize("threshold", [0.2, 0.5, 0.7])
def test_average_link_equals_the_definition(threshold: float) -> None:
    for seed in range(60):
        similar = some_matrix(2 + seed % 8, seed)
        found = sorted(average_link(similar, threshold, [[i] for i in range(len(similar))]))
        assert found == slowly(similar, threshold, average), (threshold, seed)


def test_average_link_goes_on_with_what_was_begun() -> None:
    similar = np.full((4, 4), 0.1, dtype=np.float32)
    similar[0, 2] = similar[2, 0] = 0.9
    assert average_link(similar, 0.4, [[0, 1], [2], [3]]) == [[0, 1, 2], [3]], "(.9 + .1) / 2"
    assert average_link(similar, 0.6, [[0, 1], [2], [3]]) == [[0, 1], [2], [3]]
    assert average_link(similar, 0.6, []) == []
