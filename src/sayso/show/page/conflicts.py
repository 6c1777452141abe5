"""Contradictions as the page shows them: both sides in their sentences, who says each, and what claim they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.records import Conflict, Region, Span
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import LONGEST_EXCERPT, Anchors, Quote
from sayso.show.page.asked import Asked
from sayso.show.page.said_by import holder_of_words, said_in

SEVERITIES = ("high", "medium", "low")
SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*\s+(?=\S)|\n")
OWN_VOICE = "the report itself"


@dataclass(frozen=True)
class Side:
    """Exact words in their sentence, and who says them there."""

    quote: Quote
    who: str


@dataclass(frozen=True)
class ConflictPair:
    record: Conflict
    left: Side
    right: Side
    between: str  # in words: which reports, or which parts of one
    claims: tuple[int, ...]  # numbers of the claims of which both sides are members


@dataclass(frozen=True)
class ConflictsView:
    pairs: tuple[ConflictPair, ...]
    severities: tuple[tuple[str, int], ...]  # how many of each, the gravest first


def conflicts_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> ConflictsView:
    """All contradictions of the story."""
    pairs = conflict_pairs(dossier, anchors)
    counts = [(severity, sum(pair.record.severity == severity for pair in pairs)) for severity in SEVERITIES]
    return ConflictsView(pairs, tuple((severity, count) for severity, count in counts if count))


def conflict_pairs(dossier: Dossier, anchors: Anchors) -> tuple[ConflictPair, ...]:
    """The gravest first, else in the dossier's order."""
    said, claims = said_in(dossier), claims_by_report(dossier)
    regions: dict[str, list[Region]] = {}
    for region in dossier.regions:
        regions.setdefault(region.span.doc, []).append(region)

    def side(span: Span) -> Side:
        holder = holder_of_words(said, span)
        around = sentence_around(dossier.document[span.doc].text, span, regions.get(span.doc, ()))
        return Side(anchors.quote(span, around), holder.name if holder else OWN_VOICE)

    def pair(conflict: Conflict) -> ConflictPair:
        both = claims_at(claims, conflict.left) & claims_at(claims, conflict.right)
        left, right = side(conflict.left), side(conflict.right)
        return ConflictPair(conflict, left, right, between(conflict, left, right), tuple(sorted(both)))

    return tuple(pair(conflict) for conflict in sorted(dossier.conflicts, key=gravity))


def gravity(conflict: Conflict) -> int:
    return SEVERITIES.index(conflict.severity) if conflict.severity in SEVERITIES else len(SEVERITIES)


def between(conflict: Conflict, left: Side, right: Side) -> str:
    """Which reports contradict each other, in words; a report that contradicts itself is said to."""
    one, other = left.quote.report, right.quote.report
    if one is not other:
        return f"report {one.number} against report {other.number}"
    if conflict.kind == "headline vs body":
        return f"report {one.number}: its headline against its own text"
    if left.who != right.who:
        return f"two voices in report {one.number}"
    return f"report {one.number} against itself" if left.who == OWN_VOICE else f"one voice in report {one.number}"


def claims_by_report(dossier: Dossier) -> dict[str, list[tuple[Span, int]]]:
    """For each report the places of its claims, with their numbers."""
    found: dict[str, list[tuple[Span, int]]] = {}
    for number, claim in enumerate(dossier.claims, 1):
        for member in claim.members:
            found.setdefault(member.span.doc, []).append((member.span, number))
    return found


def claims_at(claims: dict[str, list[tuple[Span, int]]], span: Span) -> set[int]:
    return {number for place, number in claims.get(span.doc, ()) if place.overlaps(span)}


def sentence_around(text: str, span: Span, regions: Sequence[Region]) -> Span:
    """The sentence in which the words stand, as far as a full stop tells: for the eye alone, nothing is counted on it.

    It stays inside the words' region; where it is longer than an excerpt may be, the words stand by themselves.
    """
    home = next((region.span for region in regions if region.span.contains(span)), Span(span.doc, 0, len(text)))
    from_, until = max(home.start, span.start - LONGEST_EXCERPT), min(home.end, span.end + LONGEST_EXCERPT)
    start = max((end.end() for end in SENTENCE_END.finditer(text, from_, span.start)), default=from_)
    last = SENTENCE_END.search(text, max(span.end - 1, span.start), until)
    end = max(span.end, last.end() if last else until)
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(span.doc, start, end)
