"""Average link over a sparse graph against a slow oracle on the full matrix, and what may be left out of the graph."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from sayso.link import merging, word_rows
from sayso.link.merging import Merge, merge_groups
from sayso.link.word_rows import Neighbours, Row, neighbours

WORDS = 40


def some_rows(count: int, seed: int) -> list[Row]:
    """Rows of length one with a third of the words each; no two pairs are equally alike."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        held = np.flatnonzero(rng.random(WORDS) < 0.33)
        weights = rng.random(len(held)) + 0.05
        found.append((held, (weights / np.sqrt((weights**2).sum())).astype(np.float32)))
    return found


def alike(rows: list[Row]) -> np.ndarray:
    laid = np.zeros((len(rows), WORDS))
    for number, (held, weights) in enumerate(rows):
        laid[number, held] = weights
    return laid @ laid.T


def all_pairs(rows: list[Row]) -> Neighbours:
    left, right = np.triu_indices(len(rows), 1)
    return Neighbours(left, right, alike(rows)[left, right].astype(np.float32), np.zeros(len(rows), np.float32), 0)


def slowly(rows: list[Row], least: float) -> list[list[int]]:
    """Merge the most alike two groups while they are alike enough; every mean is computed anew."""
    similar = alike(rows)
    groups = [[number] for number in range(len(rows))]

    def mean(pair: tuple[int, int]) -> float:
        return float(similar[np.ix_(groups[pair[0]], groups[pair[1]])].mean())

    while len(groups) > 1:
        left, right = max(combinations(range(len(groups)), 2), key=mean)
        if mean((left, right)) < least:
            break
        groups[left] = sorted(groups[left] + groups.pop(right))
    return sorted(groups)


def groups(merges: list[Merge], count: int, least: float) -> list[list[int]]:
    held = {number: [number] for number in range(count)}
    for merge in merges:
        if merge.alike >= least:
            held[merge.into] = sorted(held[merge.into] + held.pop(merge.gone))
    return sorted(held.values())


@pytest.mark.parametrize("least", [0.2, 0.35, 0.5, 0.7])
def test_groups_equal_those_of_the_definition(least: float) -> None:
    for seed in range(40):
        rows = some_rows(2 + seed % 14, seed)
        assert groups(merge_groups(rows, WORDS, all_pairs(rows), 0.2), len(rows), least) == slowly(rows, least), seed


@pytest.mark.parametrize("share", [0.5, 0.8])
def test_pairs_that_were_not_listed_are_reckoned_in(share: float) -> None:
    """Half of the pairs, or most, are left out of the graph, the least alike: groups are the same."""
    for seed in range(40):
        rows = some_rows(12, seed)
        near = all_pairs(rows)
        border = np.quantile(near.alike, 1 - share)
        kept = near.alike > border
        listed = Neighbours(near.left[kept], near.right[kept], near.alike[kept], np.full(12, border, np.float32), 0)
        least = float(border) + 0.01
        assert groups(merge_groups(rows, WORDS, listed, least), 12, least) == slowly(rows, least), seed


def test_a_large_group_takes_in_its_last_reports_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first round on, as after many: who belongs together is the same, since nothing else is near."""
    rng = np.random.default_rng(3)
    rows = []
    for story in range(2):
        for _ in range(60):
            weights = np.append(1.0, 0.2 * rng.random(9))
            rows.append((np.arange(10) + 10 * story, (weights / np.sqrt((weights**2).sum())).astype(np.float32)))
    patient = groups(merge_groups(rows, WORDS, all_pairs(rows), 0.2), 120, 0.2)
    monkeypatch.setattr(merging, "PATIENT_ROUNDS", 0)
    monkeypatch.setattr(merging, "SMALL", 2)
    assert groups(merge_groups(rows, WORDS, all_pairs(rows), 0.2), 120, 0.2) == patient == [[*range(60)], [*range(60, 120)]]


def test_nothing_to_merge() -> None:
    none = Neighbours(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32), np.zeros(2, np.float32), 0)
    assert merge_groups([], 0, none, 0.2) == []
    assert merge_groups(some_rows(2, 1), WORDS, none, 0.2) == []


def test_up_to_a_few_dozen_reports_every_pair_is_compared() -> None:
    rows = some_rows(word_rows.KEPT + 1, 2)
    near, pairs = neighbours(rows, WORDS), all_pairs(rows)
    kept = pairs.alike >= word_rows.LEAST
    assert near.left.tolist() == pairs.left[kept].tolist() and near.right.tolist() == pairs.right[kept].tolist()
    assert np.allclose(near.alike, pairs.alike[kept], atol=1e-6)


def test_in_a_larger_collection_each_keeps_its_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_rows, "KEPT", 5)
    rows = some_rows(60, 4)
    similar = alike(rows)
    np.fill_diagonal(similar, -1)
    near = neighbours(rows, WORDS)
    listed = set(zip(near.left.tolist(), near.right.tolist(), strict=True))
    for report in range(60):
        nearest = np.argsort(-similar[report])[:5].tolist()
        assert {(min(report, other), max(report, other)) for other in nearest} <= listed
        left_out = [similar[report, k] for k in range(60) if (min(report, k), max(report, k)) not in listed and k != report]
        assert max(left_out) <= near.unlisted[report] + 1e-6
    assert near.cut == 0


def test_a_word_of_many_reports_leads_only_to_the_first_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty copies, five tried for each word: all are still linked to those."""
    monkeypatch.setattr(word_rows, "KEPT", 3)
    monkeypatch.setattr(word_rows, "MOST", 5)
    rows = [(np.arange(4), np.full(4, 0.5, np.float32))] * 40
    near = neighbours(rows, WORDS)
    assert near.cut == 4
    assert max(near.left.tolist()) <= 5 and len(near.left) < 40 * 5
    assert groups(merge_groups(rows, WORDS, near, 0.2), 40, 0.2) == [[*range(40)]]
