"""Contradictions as the page shows them: both sides in their sentences, who says each, and what claim they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from sayso.records import SEVERITIES, Conflict, Span
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, Quote, even
from sayso.show.page.asked import Asked
from sayso.show.page.claims import OWN_VOICE
from sayso.show.page.context import sentence_around
from sayso.show.page.said_by import holder_of_words, said_in
from sayso.show.page.touched import gravity, numbers_at, places


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
    again: tuple[tuple[Quote, Quote], ...] = ()  # further contradictions in the same words, left and right as here


@dataclass(frozen=True)
class ConflictsView:
    pairs: tuple[ConflictPair, ...]
    count: int  # with those in the same words
    severities: tuple[tuple[str, int], ...]  # how many of each, the gravest first


def conflicts_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> ConflictsView:
    """All contradictions of the story."""
    counts = [(severity, sum(one.severity == severity for one in dossier.conflicts)) for severity in SEVERITIES]
    severities = tuple((severity, count) for severity, count in counts if count)
    return ConflictsView(conflict_pairs(dossier, anchors), len(dossier.conflicts), severities)


def conflict_pairs(dossier: Dossier, anchors: Anchors) -> tuple[ConflictPair, ...]:
    """The gravest first, else in the dossier's order; those of the same words together."""
    return in_the_same_words(map(pairing(dossier, anchors), sorted(dossier.conflicts, key=gravity)))


def in_the_same_words(pairs: Iterable[ConflictPair]) -> tuple[ConflictPair, ...]:
    """Reports that took over each other's words contradict a third one each: one of the pairs, with the places of the others."""
    found: dict[tuple[str, ...], list[ConflictPair]] = {}
    for pair in pairs:
        sides = sorted((even(pair.left.quote.words), even(pair.right.quote.words)))
        found.setdefault((pair.record.kind, pair.record.severity, *sides), []).append(pair)
    return tuple(
        replace(first, again=tuple(sorted((beside(first, one) for one in more), key=reports_of))) for first, *more in found.values()
    )


def reports_of(sides: tuple[Quote, Quote]) -> tuple[int, int]:
    return sides[0].report.number, sides[1].report.number


def beside(first: ConflictPair, other: ConflictPair) -> tuple[Quote, Quote]:
    """The sides of another pair in the same words, that on the left which has the first one's words."""
    turned = even(other.left.quote.words) != even(first.left.quote.words)
    return (other.right.quote, other.left.quote) if turned else (other.left.quote, other.right.quote)


def pairing(dossier: Dossier, anchors: Anchors) -> Callable[[Conflict], ConflictPair]:
    """What puts a contradiction as it is shown; what it needs to know of the dossier is looked up once."""
    said, claims = said_in(dossier), places(dossier, lambda _, member: member.span)

    def side(span: Span) -> Side:
        holder = holder_of_words(said, span)
        quote = anchors.quote(span, sentence_around(dossier.document[span.doc].text, span))
        return Side(quote, holder.name if holder else OWN_VOICE)

    def pair(conflict: Conflict) -> ConflictPair:
        both = set(numbers_at([conflict.left], claims)) & set(numbers_at([conflict.right], claims))
        left, right = side(conflict.left), side(conflict.right)
        return ConflictPair(conflict, left, right, between(conflict, left, right), tuple(sorted(both)))

    return pair


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
