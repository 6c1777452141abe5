"""The geometry of lineage: which boxes stand in which generation, and the lines between neighbouring generations. Pure functions.

A family is drawn in layers (Sugiyama, Tagawa & Toda 1981): every report one generation after its latest parent, a line that skips
generations passes through empty places, and the order within a generation is by barycentre, kept where it crosses least. As in the
funnel each generation is a column of equal rows, so box `i` of `n` has its centre at `(i + ½) / n` of the height.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

from sayso.show.page.funnel import centre, curve

SWEEPS = 8  # passes forth and back; more changed nothing on made-up families of 30
PASSING = 10**6  # keys of places that a line passes through start here

K = TypeVar("K", bound=Any)  # numbers or ids: they can be sorted


@dataclass(frozen=True, order=True)
class Tie:
    """One made from another; keys are numbers: the order in which boxes are met where nothing else decides."""

    parent: int
    child: int
    kind: str
    sure: bool


@dataclass(frozen=True)
class Slot:
    """One place in a generation: a box, or where `tie` is given, a place that its line passes through."""

    key: int
    tie: Tie | None = None


@dataclass(frozen=True)
class TieLine:
    """A line over the gap between two generations, from centre to centre, in a square of 100 by 100."""

    path: str
    kind: str
    sure: bool
    tip: float | None  # height of the arrow's tip: where the line ends at a child and the direction is established


@dataclass(frozen=True)
class Family:
    """The generations of one family, the first first, and the lines in each gap between two of them."""

    generations: tuple[tuple[Slot, ...], ...]
    lines: tuple[tuple[TieLine, ...], ...]


def alike(ties: Iterable[Tie], least: int) -> dict[int, tuple[int, ...]]:
    """Children that nothing was made from and that have the same parents in the same way, `least` of them or more, by the first.

    >>> alike([Tie(1, child, "edited", True) for child in (2, 3, 4)], 3)
    {2: (2, 3, 4)}
    >>> alike([Tie(1, 2, "edited", True), Tie(2, 3, "edited", True)], 1)
    {3: (3,)}
    """
    ordered = sorted(set(ties))
    parents = {tie.parent for tie in ordered}
    ways: dict[int, list[tuple[int, str, bool]]] = {}
    for tie in ordered:
        ways.setdefault(tie.child, []).append((tie.parent, tie.kind, tie.sure))
    found: dict[tuple[tuple[int, str, bool], ...], list[int]] = {}
    for child in sorted(ways.keys() - parents):
        found.setdefault(tuple(ways[child]), []).append(child)
    return {those[0]: tuple(those) for those in found.values() if len(those) >= least}


Link = tuple[int, int, Tie]  # keys of two slots in neighbouring columns, and the tie between them


def families_of(ties: Iterable[Tie]) -> tuple[tuple[Tie, ...], ...]:
    """Ties that hang together, each family and all families in the order of their keys."""
    ordered = sorted(set(ties))
    first = hanging_together((tie.parent, tie.child) for tie in ordered)
    families: dict[int, list[Tie]] = {}
    for tie in ordered:
        families.setdefault(first[tie.parent], []).append(tie)
    return tuple(sorted(map(tuple, families.values()), key=lambda those: min(map(abs, keys_of(those)))))


def keys_of(ties: Iterable[Tie]) -> frozenset[int]:
    """The keys of the boxes that these ties join."""
    return frozenset(key for tie in ties for key in (tie.parent, tie.child))


def hanging_together(groups: Iterable[Collection[K]]) -> dict[K, K]:
    """For each member of a group the least of all that hang together with it through any of the groups.

    >>> hanging_together([(3, 4), (7, 8), (4, 1)])
    {3: 1, 4: 1, 7: 7, 8: 7, 1: 1}
    """
    together: dict[K, set[K]] = {}
    for group in groups:
        known = [together.setdefault(one, {one}) for one in group]
        if any(those is not known[0] for those in known):
            everything = set[K]().union(*known)
            together.update(dict.fromkeys(everything, everything))
    return {one: min(those) for one, those in together.items()}


def draw_family(ties: Sequence[Tie]) -> Family:
    """The picture of one family; the same for every order of its ties. A tie that would close a circle is left out."""
    columns, links = layered(ties)
    columns = least_crossing(columns, links)
    return Family(tuple(map(tuple, columns)), tuple(lines(left, right, links) for left, right in pairwise(columns)))


def layered(ties: Sequence[Tie]) -> tuple[list[list[Slot]], list[Link]]:
    """The columns before they are sorted, and the links between neighbouring ones."""
    straight = without_circles(sorted(set(ties)))
    level = generations(straight)
    columns: list[list[Slot]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for key in sorted(level):
        columns[level[key]].append(Slot(key))
    return columns, list(stepwise(straight, level, columns))


def without_circles(ties: Sequence[Tie]) -> tuple[Tie, ...]:
    kept: list[Tie] = []
    for tie in ties:
        if tie.parent not in descendants(tie.child, kept):
            kept.append(tie)
    return tuple(kept)


def descendants(key: int, ties: Sequence[Tie]) -> set[int]:
    """The key itself and all that is made from it."""
    found, waiting = {key}, [key]
    while waiting:
        parent = waiting.pop()
        new = {tie.child for tie in ties if tie.parent == parent} - found
        found |= new
        waiting += sorted(new)
    return found


def generations(ties: Sequence[Tie]) -> dict[int, int]:
    """For each key its column: one after its latest parent."""
    level = dict.fromkeys((key for tie in ties for key in (tie.parent, tie.child)), 0)
    for _ in level:
        for tie in ties:
            level[tie.child] = max(level[tie.child], level[tie.parent] + 1)
    return level


def stepwise(ties: Sequence[Tie], level: dict[int, int], columns: list[list[Slot]]) -> Iterator[Link]:
    """Each tie as links between neighbouring columns; where it skips some, a slot to pass through is added to each."""
    free = PASSING
    for tie in ties:
        here = tie.parent
        for column in range(level[tie.parent] + 1, level[tie.child]):
            columns[column].append(Slot(free, tie))
            yield here, free, tie
            here, free = free, free + 1
        yield here, tie.child, tie


def least_crossing(columns: Sequence[Sequence[Slot]], links: Sequence[Link]) -> list[list[Slot]]:
    """The columns, each sorted by the mean place of its neighbours in turn; of all passes the one that crosses least."""
    now = [list(column) for column in columns]
    best, least = [list(column) for column in now], crossings(now, links)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        order = range(1, len(now)) if forth else range(len(now) - 2, -1, -1)
        for number in order:
            beside = now[number - 1 if forth else number + 1]
            now[number] = by_barycentre(now[number], beside, links, forth=forth)
        if (crossed := crossings(now, links)) < least:
            best, least = [list(column) for column in now], crossed
    return best


def by_barycentre(column: Sequence[Slot], beside: Sequence[Slot], links: Sequence[Link], *, forth: bool) -> list[Slot]:
    """Sorted by the mean height of the neighbours on one side; a slot without any stays at its own height."""
    height = {slot.key: (place + 0.5) / len(beside) for place, slot in enumerate(beside)}
    near: dict[int, list[float]] = {}
    for left, right, _ in links:
        here, there = (right, left) if forth else (left, right)
        if there in height:
            near.setdefault(here, []).append(height[there])
    own = {slot.key: [(place + 0.5) / len(column)] for place, slot in enumerate(column)}
    mean = {key: sum(near.get(key, at)) / len(near.get(key, at)) for key, at in own.items()}
    return sorted(column, key=lambda slot: mean[slot.key])


def crossings(columns: Sequence[Sequence[Slot]], links: Sequence[Link]) -> int:
    """How many pairs of lines cross in all gaps."""
    found = 0
    for left, right in pairwise(columns):
        at_left, at_right = places(left), places(right)
        ends = [(at_left[one], at_right[other]) for one, other, _ in links if one in at_left and other in at_right]
        found += sum((a - c) * (b - d) < 0 for n, (a, b) in enumerate(ends) for c, d in ends[n + 1 :])
    return found


def places(column: Sequence[Slot]) -> dict[int, int]:
    return {slot.key: place for place, slot in enumerate(column)}


def lines(left: Sequence[Slot], right: Sequence[Slot], links: Sequence[Link]) -> tuple[TieLine, ...]:
    """The lines over one gap, from the height of one centre to that of the other."""
    at_left, at_right = places(left), places(right)
    found = []
    for one, other, tie in links:
        if one in at_left and other in at_right:
            end = centre(at_right[other], len(right))
            tip = end if tie.sure and other == tie.child else None
            found.append(TieLine(curve(centre(at_left[one], len(left)), end), tie.kind, tie.sure, tip))
    return tuple(found)
