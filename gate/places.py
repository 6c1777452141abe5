"""A place in a report, as golds and listings write it: the report's name and two offsets in code points, half open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

SAME_SHARE = 0.5  # of the shorter span: the share from which two spans count as one place (a convention of these scores)


class Place(NamedTuple):
    report: str
    start: int
    end: int

    def shared(self, other: Place) -> int:
        """How many characters both places hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start)) if self.report == other.report else 0

    def same(self, other: Place) -> bool:
        """They share at least half of the shorter one.

        >>> Place("a", 0, 10).same(Place("a", 6, 40)), Place("a", 0, 10).same(Place("a", 5, 40))
        (False, True)
        """
        shared = self.shared(other)
        return shared > 0 and shared >= SAME_SHARE * min(self.end - self.start, other.end - other.start)

    def touches_any(self, others: Iterable[Place]) -> bool:
        return any(self.shared(other) for other in others)


def place_of(span: Any) -> Place:
    """From a span of a listing ("report") or of a gold ("file")."""
    return Place(str(span["report"] if "report" in span else span["file"]), int(span["start"]), int(span["end"]))


def places_of(spans: Iterable[Any]) -> tuple[Place, ...]:
    return tuple(place_of(span) for span in spans)
