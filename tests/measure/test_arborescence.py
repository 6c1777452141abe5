"""The best forest and the likelihoods, against every forest there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
import pytest

from sayso.measure.arborescence import ROOT, Table, best_parents, likelihoods

Forest = tuple[int, ...]


def forests(size: int) -> Iterator[Forest]:
    """Every way to give each node a parent or none without a circle."""
    for parents in product(range(-1, size), repeat=size):
        if all(_reaches_the_root(node, parents) for node in range(size)):
            yield parents


def _reaches_the_root(node: int, parents: Sequence[int]) -> bool:
    for _ in parents:
        node = parents[node]
        if node == ROOT:
            return True
    return False


def worth(scores: Table, forest: Forest) -> float:
    return float(sum(scores[node, node if parent == ROOT else parent] for node, parent in enumerate(forest)))


def tables(size: int) -> Iterator[Table]:
    random = np.random.default_rng(size)
    for _ in range(20):
        scores = random.normal(size=(size, size)) * 3
        scores[random.random((size, size)) < 0.2] = -np.inf
        scores[np.diag_indices(size)] = random.normal(size=size) - 2
        yield scores


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_no_forest_is_better_and_none_has_a_circle(size: int) -> None:
    every = list(forests(size))
    for scores in tables(size):
        best = tuple(best_parents(scores))
        assert best in every
        assert worth(scores, best) == pytest.approx(max(worth(scores, forest) for forest in every))


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_likelihoods_are_those_over_all_forests(size: int) -> None:
    every = list(forests(size))
    for scores in tables(size):
        weights = np.exp([worth(scores, forest) for forest in every])
        expected = np.zeros((size, size))
        for weight, forest in zip(weights / weights.sum(), every, strict=True):
            for node, parent in enumerate(forest):
                expected[node, node if parent == ROOT else parent] += weight
        assert likelihoods(scores) == pytest.approx(expected, abs=1e-6)


def test_two_that_each_want_the_other_do_not_both_get_it() -> None:
    assert best_parents(np.array([[-5.0, 3.0], [4.0, -5.0]])) == [ROOT, 0]
