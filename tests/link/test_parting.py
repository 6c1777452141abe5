"""The tree of merges is parted where its parts are worth more than the whole: against all ways of parting it, and one by one."""

from __future__ import annotations

import random
from itertools import product

import pytest

from sayso.link import parting
from sayso.link.merging import Merge
from sayso.link.parting import ALONE, APART, COPIES, ONE_THING, part


def some_tree(reports: int, seed: int) -> list[Merge]:
    """Merges of ever less alike groups; now and then a group is left that nothing joins."""
    rng = random.Random(seed)
    groups, alike, made = list(range(reports)), 0.9, []
    while len(groups) > 1 and rng.random() > 0.03:
        into, gone = sorted(rng.sample(groups, 2))
        alike = max(APART, round(alike * rng.uniform(0.6, 1.0), 6))
        made.append(Merge(into, gone, alike))
        groups.remove(gone)
    return made


def ways(merges: list[Merge], reports: int) -> list[tuple[float, list[list[int]]]]:
    """Every way of parting the tree, with its worth reckoned pair by pair."""
    pairs: dict[frozenset[int], float] = {}
    held = {k: [k] for k in range(reports)}
    found: dict[int, list[list[list[int]]]] = {k: [[[k]]] for k in held}
    beside: dict[frozenset[int], float] = {}
    for merge in merges:
        one, two = held[merge.into], held.pop(merge.gone)
        beside[frozenset(one)] = beside[frozenset(two)] = merge.alike
        pairs.update({frozenset((x, y)): merge.alike for x, y in product(one, two)})
        parted = [left + right for left, right in product(found[merge.into], found.pop(merge.gone))]
        held[merge.into] = one + two
        found[merge.into] = [[one + two], *parted]

    def worth(group: list[int]) -> float:
        alike = [pairs[frozenset((x, y))] for k, x in enumerate(group) for y in group[k + 1 :]]
        own = min(COPIES, sum(alike) / len(alike)) if alike else ALONE
        return len(group) * (own - beside.get(frozenset(group), APART) + ONE_THING * len(group) / reports)

    whole = [[group for groups in way for group in groups] for way in product(*found.values())]
    return [(sum(map(worth, way)), sorted(map(sorted, way))) for way in whole]


def parted(merges: list[Merge], reports: int) -> list[list[int]]:
    number = part(merges, reports).tolist()
    return sorted([k for k in range(reports) if number[k] == one] for one in set(number))


@pytest.mark.parametrize("seed", range(40))
def test_no_other_way_of_parting_the_tree_is_worth_more(seed: int) -> None:
    reports = 2 + seed % 8
    merges = some_tree(reports, seed)
    best, _ = max(ways(merges, reports))
    assert parted(merges, reports) in [way for worth, way in ways(merges, reports) if worth >= best - 1e-6]


def test_a_dense_topic_is_parted_high_up_and_a_loose_story_kept_low_down() -> None:
    """Two stories at .6 that are alike by their topic; beside them four reports at .12 that nothing parts; nobody else."""
    dense = [Merge(0, 1, 0.6), Merge(0, 2, 0.6), Merge(3, 4, 0.6), Merge(3, 5, 0.6), Merge(0, 3, 0.12)]
    loose = [Merge(6, 7, 0.14), Merge(6, 8, 0.13), Merge(6, 9, 0.13)]
    assert parted([*dense, *loose], 10) == [[0, 1, 2], [3, 4, 5], [6, 7, 8, 9]]


def test_two_copies_are_not_parted_from_their_story(monkeypatch: pytest.MonkeyPatch) -> None:
    story = [Merge(0, 1, 1.0), *(Merge(2, k, 0.25) for k in range(3, 6)), Merge(0, 2, 0.2)]
    assert parted(story, 6) == [[0, 1, 2, 3, 4, 5]]
    monkeypatch.setattr(parting, "COPIES", 1.0)
    assert parted(story, 6) == [[0, 1], [2, 3, 4, 5]]


def test_a_small_share_of_a_folder_must_be_more_alike_than_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five loosely alike reports: alone in a folder they are one story, among a hundred others they are not."""
    loose = [Merge(0, k, 0.085) for k in range(1, 5)]
    assert parted(loose, 5) == [[0, 1, 2, 3, 4]]
    assert len(parted(loose, 100)) == 100
    monkeypatch.setattr(parting, "ONE_THING", 0.0)
    assert len(parted(loose, 5)) == 5


def test_no_reports_and_nothing_merged() -> None:
    assert part([], 0).tolist() == []
    assert part([], 3).tolist() == [0, 1, 2]
