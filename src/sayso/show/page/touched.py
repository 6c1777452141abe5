"""What touches a claim: contradictions, changed quotations and dates whose words are words of the claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from sayso.records import SEVERITIES, Change, Conflict, Member, Span, TimelineEntry
from sayso.show.dossier import Dossier
from sayso.show.page.claims import around, words_of

# Changes that a reader must know of, the gravest first; the others leave the words what they are.
GRAVE = ("meaning changed", "speaker changed", "altered")
T = TypeVar("T")


@dataclass(frozen=True)
class Touched:
    """The records that touch one claim, the gravest first, dates in the order of the timeline."""

    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[Change, ...] = ()  # of the kinds in GRAVE
    dated: tuple[TimelineEntry, ...] = ()


NOTHING = Touched()


def touched(dossier: Dossier) -> dict[int, Touched]:
    """For each claim that is touched by anything, by its number.

    A contradiction or a change touches a claim where one of its sides overlaps the words of a member, a date where it stands
    in what a member's attribution says: holder, cue and content.
    """
    words, said = places(dossier, words_of), places(dossier, around)
    conflicts = sorted(dossier.conflicts, key=gravity)
    changes = sorted((c for c in dossier.changes if c.kind in GRAVE), key=lambda change: order(GRAVE, change.kind))
    by_conflict = gathered(conflicts, lambda conflict: (conflict.left, conflict.right), words)
    by_change = gathered(changes, lambda change: (change.left, change.right), words)
    by_date = gathered(dossier.timeline, lambda entry: (entry.what,), said)
    return {
        number: Touched(by_conflict.get(number, ()), by_change.get(number, ()), by_date.get(number, ()))
        for number in by_conflict | by_change | by_date
    }


def places(dossier: Dossier, span_of: Callable[[Dossier, Member], Span]) -> dict[str, list[tuple[Span, int]]]:
    """For each report the places of its claims, with their numbers."""
    found: dict[str, list[tuple[Span, int]]] = {}
    for number, claim in enumerate(dossier.claims, 1):
        for member in claim.members:
            span = span_of(dossier, member)
            found.setdefault(span.doc, []).append((span, number))
    return found


def gathered(
    records: Iterable[T], spans_of: Callable[[T], tuple[Span, ...]], claims: dict[str, list[tuple[Span, int]]]
) -> dict[int, tuple[T, ...]]:
    """The records at the places of each claim, in their order."""
    found: dict[int, tuple[T, ...]] = {}
    for record in records:
        for number in dict.fromkeys(numbers_at(spans_of(record), claims)):
            found[number] = (*found.get(number, ()), record)
    return found


def numbers_at(spans: Iterable[Span], claims: dict[str, list[tuple[Span, int]]]) -> Iterator[int]:
    for span in spans:
        for place, number in claims.get(span.doc, ()):
            if place.overlaps(span):
                yield number


def gravity(conflict: Conflict) -> int:
    return order(SEVERITIES, conflict.severity)


def order(kinds: tuple[str, ...], kind: str) -> int:
    return kinds.index(kind) if kind in kinds else len(kinds)
