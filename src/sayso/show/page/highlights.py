"""What a report's text is marked with: places that the page points at, claims, words in somebody's mouth, copies, words found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from sayso.records import Attribution, Source, Span
from sayso.show.dossier import Dossier, spans_of
from sayso.show.page.anchors import Anchors
from sayso.show.page.claims import source_holder, words_of
from sayso.show.page.text import Mark, Said

# What an attribution's cue makes of its source, as a reader is told it.
BY = {
    "asserts": "said by",
    "denies": "denied by",
    "doubts": "doubted by",
    "asks": "asked by",
    "reports": "reported by",
}
UNNAMED = frozenset({"anonymous", "unattributed"})
NOBODY = "a source that is not named"


class Copied(NamedTuple):
    """A stretch of a report that stands in another one too."""

    span: Span
    other: Span
    kind: str  # "verbatim", "edited", "reworded"
    words: str  # the same in words, and whether it is known who copied


def marks_in(dossier: Dossier, anchors: Anchors, docs: Collection[str]) -> dict[str, list[Mark]]:
    """For each of these reports one mark for each span that the page shows or links to, with all that is said about it."""
    claims, said = claims_at(dossier, anchors, docs), said_at(dossier, docs)
    shared = shared_claims(dossier)
    found: dict[str, list[Mark]] = {}
    for span in sorted({*(span for span in linked_spans(dossier) if span.doc in docs), *claims, *said}):
        if dossier.cut(span).strip():
            numbers, whose = claims.get(span, ()), said.get(span, ())
            kinds = claim_kinds(numbers, shared) + (("said", *unnamed_kind(whose)) if whose else ())
            links = tuple((number, anchors.places.claim(number)) for number in numbers)
            found.setdefault(span.doc, []).append(Mark(span.start, span.end, anchors.words(span), kinds, tuple(whose), links))
    return found


def unnamed_kind(those: Sequence[Said]) -> tuple[str, ...]:
    return ("unnamed",) if all(said.kind == "unnamed" for said in those) else ()


def shared_claims(dossier: Dossier) -> frozenset[int]:
    """The numbers of the claims that stand in more than one report."""
    docs = [{member.span.doc for member in claim.members} for claim in dossier.claims]
    return frozenset(number for number, those in enumerate(docs, 1) if len(those) > 1)


def claim_kinds(numbers: tuple[int, ...], shared: frozenset[int]) -> tuple[str, ...]:
    """The first claim stands out, then those of several reports; a claim of one report has its number only."""
    if 1 in numbers:
        return ("claim", "first")
    return ("claim",) if shared & set(numbers) else ()


def linked_spans(dossier: Dossier) -> Iterator[Span]:
    """Places that other parts of the page point at."""
    for records in (dossier.utterances, dossier.changes, dossier.passages, dossier.claims, dossier.lineages, dossier.origins):
        yield from spans_of(records)
    for more in (dossier.conflicts, dossier.published):
        yield from spans_of(more)
    for entry in dossier.timeline:
        yield entry.what
        yield from (span for span in entry.spans if not entry.what.contains(span))


def claims_at(dossier: Dossier, anchors: Anchors, docs: Collection[str]) -> dict[Span, tuple[int, ...]]:
    """The numbers of the claims that stand at each span: the words of the proposition, without holder and cue."""
    found: dict[Span, dict[int, None]] = {}
    for number, claim in enumerate(dossier.claims, 1):
        spans = [span for span in (words_of(dossier, member) for member in claim.members) if span.doc in docs]
        if claim.wording.doc in docs and not any(span.overlaps(claim.wording) for span in spans):
            spans.append(claim.wording)
        for span in spans:
            found.setdefault(span, {})[number] = None
    # words within others that end where these do have the number after both: once is enough
    widest: dict[tuple[str, int, int], int] = {}
    for span, numbers in found.items():
        for number in numbers:
            key = (span.doc, span.end, number)
            widest[key] = min(span.start, widest.get(key, span.start))
    return {span: tuple(n for n in numbers if widest[span.doc, span.end, n] == span.start) for span, numbers in found.items()}


def said_at(dossier: Dossier, docs: Collection[str]) -> dict[Span, list[Said]]:
    """At the content of each attribution that carries claims: who is said to have said it."""
    sources: dict[str, list[Source]] = {}
    for source in dossier.sources:
        if source.at.doc in docs:
            sources.setdefault(source.attribution, []).append(source)
    found: dict[Span, list[Said]] = {}
    for key, attribution in dossier.attribution.items():
        if attribution.at.doc in docs and attribution.carries_claims:
            said = told(dossier, attribution, sources.get(key, ()))
            for span in attribution.content:
                if said not in found.setdefault(span, []):
                    found[span].append(said)
    return found


def told(dossier: Dossier, attribution: Attribution, sources: Sequence[Source]) -> Said:
    """Who holds it, with those through whom the report has it."""
    words = BY.get(attribution.force, attribution.force + " by")
    names: dict[str, None] = {}
    for source in sources:
        holder = source_holder(dossier, source)
        names[holder.name + (f" (via {', '.join(holder.via)})" if holder.via else "")] = None
    unnamed = all(source.sourcing_class in UNNAMED for source in sources)
    return Said("unnamed" if unnamed else "named", words, ", ".join(names) or NOBODY)


def copied_at(dossier: Dossier, docs: Collection[str]) -> dict[str, list[Copied]]:
    """For each of these reports the stretches that stand in others too, in the order of the text."""
    sure = [lineage for lineage in dossier.lineages if lineage.direction == "established"]
    made = {(child, parent) for lineage in sure for child in lineage.children for parent in lineage.parents}
    found: dict[str, list[Copied]] = {}
    for passage in dossier.passages:
        for span, other in ((passage.left, passage.right), (passage.right, passage.left)):
            if span.doc in docs:
                found.setdefault(span.doc, []).append(Copied(span, other, passage.kind, whence(passage.kind, span, other, made)))
    return {doc: sorted(copied) for doc, copied in found.items()}


def whence(kind: str, span: Span, other: Span, made: Collection[tuple[str, str]]) -> str:
    """What to say before the other report's number; `made`: which report was made from which, where that is established.

    >>> here, there = Span("a", 0, 4), Span("b", 0, 4)
    >>> whence("verbatim", here, there, {("a", "b")}), whence("edited", here, there, {("b", "a")})
    ('copied from', 'edited by')
    >>> whence("reworded", here, there, ())
    'also, reworded, in'
    """
    done = "copied" if kind == "verbatim" else kind
    if (span.doc, other.doc) in made:
        return f"{done} from"
    if (other.doc, span.doc) in made:
        return f"{done} by"
    return "also in" if kind == "verbatim" else f"also, {kind}, in"
