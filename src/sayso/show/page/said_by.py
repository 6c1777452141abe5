"""Who says what stands at a place of a report, as the page names people: read off the attributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.records import Span, record_id
from sayso.show.dossier import Dossier
from sayso.show.page.claims import Holder, source_holder


@dataclass(frozen=True)
class Said:
    """One attribution that carries claims: its words, the words that tell of the saying, and its first named holder."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    holder: Holder


def said_in(dossier: Dossier) -> dict[str, tuple[Said, ...]]:
    """For each report (by id) what it puts in somebody's mouth, in the order of the text."""
    holders: dict[str, Holder] = {}
    for source in dossier.sources:
        if source.sourcing_class not in ("author", "unattributed"):
            holders.setdefault(source.attribution, source_holder(dossier, source))
    found: dict[str, list[Said]] = {}
    for attribution in dossier.attributions:
        holder = holders.get(record_id(attribution))
        if holder and attribution.carries_claims:
            found.setdefault(attribution.at.doc, []).append(Said(attribution.content, attribution.cue, holder))
    return {doc: tuple(those) for doc, those in found.items()}


def holder_of_words(said: Mapping[str, Sequence[Said]], span: Span) -> Holder | None:
    """Whose words these are: of the smallest content that holds most of them; None where it is the report's own voice."""
    around = [
        (content.end - content.start, content, one.holder)
        for one in said.get(span.doc, ())
        for content in one.content
        if 2 * content.shared(span) > span.end - span.start
    ]
    return min(around, key=lambda found: found[:2])[2] if around else None


def holder_of_statement(said: Mapping[str, Sequence[Said]], span: Span) -> Holder | None:
    """Who makes the statement that these words tell of: the holder of the first cue in them, else whose words they are."""
    cues = [(cue, one.holder) for one in said.get(span.doc, ()) for cue in one.cue if span.contains(cue)]
    return min(cues, key=lambda found: found[0])[1] if cues else holder_of_words(said, span)
