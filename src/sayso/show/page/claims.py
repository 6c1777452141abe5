"""The claims as the page shows them: who says what in which report, who is against it, and where it comes from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sayso.records import POSITIONS, STANDINGS, Attribution, Claim, Member, Origin, Source, Span, record_id
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, Quote, ReportName, Worded, worded
from sayso.show.page.context import citation, sentence_around
from sayso.show.sentence import (
    Step,
    called,
    carried_words,
    carrying_reports,
    count_words,
    funnel_steps,
    likely_reports,
    origins_of,
    standing_of,
    unnamed,
)

AGAINST = ("denies", "doubts", "asks")
STANDING_WORDS = {"counted": "counted", "claimed": "claimed · not in your files", "not counted": "not counted"}
VERDICT_WORDS = {
    "same": "the same origin each time",
    "dependent": "depends on another origin",
    "independent": "independence established",
    "not established": "independence not established",
}
OWN_VOICE = "the report itself"


@dataclass(frozen=True)
class Holder:
    """Who holds a position, and through whom the report has it."""

    key: str  # the party's id; for whom no party is known the report and the name
    name: str
    sourcing_class: str
    via: tuple[str, ...]


@dataclass(frozen=True)
class Voice:
    """One position in one report."""

    holder: Holder
    value: str  # one of POSITIONS
    quote: Quote
    words: Span
    presentation: str
    because: str
    likely: bool  # nothing but a likely meaning ties the words to the claim
    position: str  # ids of the records by which a person corrects what is said of it; "" where there is none
    source: str


@dataclass(frozen=True)
class Place:
    """The same words of one report, with all who take a position by them."""

    quote: Quote
    cite: Step
    presentations: tuple[str, ...]  # what the report's author does with them, where it is more than handing on
    voices: tuple[Voice, ...]


@dataclass(frozen=True)
class ReportPlaces:
    """All places of a claim in one report."""

    report: ReportName
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Opponent:
    """One holder who denies, doubts or asks, with all the words for it."""

    holder: Holder
    value: str
    words: tuple[Worded, ...]


@dataclass(frozen=True)
class OriginCard:
    """One origin of a claim with the reason for its standing."""

    name: str
    sourcing_class: str
    standing: str  # one of STANDINGS
    standing_words: str
    verdict: str
    via: tuple[str, ...]
    because: str
    mentions: int  # that were merged into it …
    words: tuple[Worded, ...]  # … and how they are worded
    record: str


@dataclass(frozen=True)
class ClaimCard:
    """One claim with everything that is shown of it."""

    number: int
    wording: Quote
    steps: tuple[Step, ...]
    reports: str  # "2 reports carry it"
    repeated: bool  # more than one report carries it: paper shows it
    origins_count: str  # "1 origin"
    positions: tuple[tuple[str, int], ...]
    against: tuple[Opponent, ...]
    by_report: tuple[ReportPlaces, ...]
    origins: tuple[OriginCard, ...]
    because: str
    cite: Step
    record: str


def claim_card(dossier: Dossier, anchors: Anchors, number: int, claim: Claim) -> ClaimCard:
    origins = origins_of(dossier, claim)
    voices = [
        voice_of(dossier, anchors, member)
        for member in sorted(claim.members, key=lambda m: (anchors.reports[m.span.doc].number, m.span))
    ]
    counts = Counter(voice.value for voice in voices)
    return ClaimCard(
        number=number,
        wording=anchors.quote(claim.wording),
        steps=funnel_steps(dossier, claim),
        reports=carried_words(len(carrying_reports(claim)), len(likely_reports(claim))),
        repeated=len(carrying_reports(claim)) > 1,
        origins_count=count_words(len(standing_of(origins, "counted")), "origin", "origins"),
        positions=tuple((value, counts[value]) for value in POSITIONS if counts[value]),
        against=opponents(voices),
        by_report=by_report(dossier, voices),
        origins=tuple(origin_card(dossier, anchors, origin) for origin in sorted(origins, key=by_standing)),
        because=claim.because,
        cite=citation(dossier, claim.wording),
        record=record_id(claim),
    )


def by_report(dossier: Dossier, voices: list[Voice]) -> tuple[ReportPlaces, ...]:
    found: dict[int, dict[Quote, list[Voice]]] = {}
    for voice in voices:
        found.setdefault(voice.quote.report.number, {}).setdefault(voice.quote, []).append(voice)
    return tuple(
        ReportPlaces(next(iter(places)).report, tuple(place(dossier, quote, those) for quote, those in places.items()))
        for places in found.values()
    )


def place(dossier: Dossier, quote: Quote, voices: list[Voice]) -> Place:
    told = dict.fromkeys(voice.presentation for voice in voices if voice.presentation not in ("", "reports"))
    return Place(quote, citation(dossier, voices[0].words), tuple(told), tuple(voices))


def opponents(voices: list[Voice]) -> tuple[Opponent, ...]:
    """Holders against the claim: denials first, then doubts, then questions; in the order of the reports."""
    found: dict[tuple[str, str], list[Voice]] = {}
    for voice in voices:
        if voice.value in AGAINST:
            found.setdefault((voice.value, voice.holder.key), []).append(voice)
    ordered = sorted(found.items(), key=lambda item: AGAINST.index(item[0][0]))
    return tuple(Opponent(those[0].holder, value, worded(voice.quote for voice in those)) for (value, _), those in ordered)


def voice_of(dossier: Dossier, anchors: Anchors, member: Member) -> Voice:
    mention, words, said = dossier.mention.get(member.mention), words_of(dossier, member), around(dossier, member)
    text = dossier.document[words.doc].text
    return Voice(
        holder=holder_of(dossier, member),
        value=member.value,
        quote=anchors.quote(words, sentence_around(text, said), said, sentence_around(text, words), member.span),
        words=words,
        presentation=mention.presentation if mention else "",
        because=member.because,
        likely=member.inferred,
        position=member.position,
        source=member.source or "",
    )


def holder_of(dossier: Dossier, member: Member) -> Holder:
    """The party at the end of the chain, else the words the report has for it, else the report itself."""
    source = dossier.source.get(member.source) if member.source else None
    if source is None or source.sourcing_class == "author":
        doc = member.span.doc
        return Holder(dossier.author_of.get(doc, doc), OWN_VOICE, "author", ())
    return source_holder(dossier, source)


def source_holder(dossier: Dossier, source: Source) -> Holder:
    doc, last = source.span.doc, source.chain[-1] if source.chain else None
    party = dossier.link_party(doc, last) if last else None
    if party is not None and party in dossier.party:
        name = dossier.party[party].name
    else:
        name = source.descriptor or (last.name if last else "") or "source not named"
    if source.sourcing_class == "anonymous":
        name = unnamed(source.descriptor or name)
    via = tuple(link.name for link in reversed(source.chain[1:-1]))
    return Holder(party or f"{doc}:{name}", name, source.sourcing_class, via)


def words_of(dossier: Dossier, member: Member) -> Span:
    """The words that say the proposition; the member's span may hold the holder and the cue as well."""
    mention = dossier.mention.get(member.mention)
    return mention.about if mention else member.span


def around(dossier: Dossier, member: Member) -> Span:
    """The stretch from the first to the last word of the member's attribution: holder, cue and content."""
    mention, position = dossier.mention.get(member.mention), dossier.position.get(member.position)
    attribution = dossier.attribution.get(mention.attribution) if mention and mention.attribution else None
    source = dossier.source.get(member.source) if member.source else None
    spans = [
        member.span,
        words_of(dossier, member),
        *((position.span,) if position else ()),
        *((source.span,) if source else ()),
        *spans_of(attribution),
    ]
    near = [span for span in spans if span.doc == member.span.doc]
    return Span(member.span.doc, min(span.start for span in near), max(span.end for span in near))


def spans_of(attribution: Attribution | None) -> tuple[Span, ...]:
    return (*attribution.source, *attribution.cue, *attribution.content) if attribution else ()


def by_standing(origin: Origin) -> int:
    return STANDINGS.index(origin.standing)


def origin_card(dossier: Dossier, anchors: Anchors, origin: Origin) -> OriginCard:
    return OriginCard(
        name=called(origin),
        sourcing_class=origin.sourcing_class,
        standing=origin.standing,
        standing_words=STANDING_WORDS.get(origin.standing, origin.standing),
        verdict=VERDICT_WORDS.get(origin.verdict, origin.verdict),
        via=tuple(dossier.party[party].name for party in origin.via if party in dossier.party),
        because=origin.because,
        mentions=len(origin.members),
        words=worded(anchors.quote(span) for span in origin.members),
        record=record_id(origin),
    )
