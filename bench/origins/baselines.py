"""What is counted in place of origins elsewhere: reports, outlets, clusters of like titles; and always "one".

Each is told which reports carry the claim, which it would have to find out by itself: the figures flatter it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from truth import Report

SAME_TITLE = 0.55  # Jaccard over the words, as the title rules in use have it (measures.md, "Origins")


def count_reports(carrying: Sequence[Report]) -> int:
    return len(carrying)


def count_outlets(carrying: Sequence[Report]) -> int:
    return len({report.outlet for report in carrying})


def count_titles(carrying: Sequence[Report]) -> int:
    """Clusters of titles, each joined to all that are like it (single link)."""
    clusters: list[list[frozenset[str]]] = []
    for report in carrying:
        words = frozenset(re.findall(r"\w+", report.title.lower()))
        near = [cluster for cluster in clusters if any(_like(words, other) for other in cluster)]
        clusters = [cluster for cluster in clusters if cluster not in near] + [[words, *(w for cluster in near for w in cluster)]]
    return len(clusters)


def _like(one: frozenset[str], other: frozenset[str]) -> bool:
    return one == other or len(one & other) >= SAME_TITLE * len(one | other)


def always_one(carrying: Sequence[Report]) -> int:
    return 1


BASELINES: Final[Mapping[str, Callable[[Sequence[Report]], int]]] = MappingProxyType(
    {"count reports": count_reports, "count outlets": count_outlets, "count title clusters": count_titles, "always one": always_one}
)
