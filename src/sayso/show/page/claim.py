"""One claim with all that is known of it: the app's page, and its card in the one file."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Change, Claim, Conflict, TimelineEntry
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, Quote
from sayso.show.page.asked import Asked
from sayso.show.page.claims import ClaimCard, claim_card
from sayso.show.page.context import sentence_around
from sayso.show.page.funnel import Funnel, draw_funnel
from sayso.show.page.timeline import when
from sayso.show.page.touched import NOTHING, Touched, touched


@dataclass(frozen=True)
class Sides:
    """Two places in their sentences, and what is between them: a contradiction or a change."""

    kind: str
    severity: str  # of a contradiction
    left: Quote
    right: Quote
    because: str
    record: Conflict | Change


@dataclass(frozen=True)
class Changed:
    """One utterance whose words did not come through whole."""

    speaker: str
    changes: tuple[Sides, ...]


@dataclass(frozen=True)
class Dated:
    when: str
    what: Quote
    record: TimelineEntry


@dataclass(frozen=True)
class ClaimView:
    """A claim's card, what touches it, and on its own page its funnel."""

    card: ClaimCard
    conflicts: tuple[Sides, ...]
    changed: tuple[Changed, ...]
    dated: tuple[Dated, ...]
    funnel: Funnel | None = None


def claim_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> ClaimView:
    """One claim by itself; IndexError where there is none of that number."""
    if not 0 < asked.claim <= len(dossier.claims):
        raise IndexError(f"there is no claim {asked.claim}; the story has {len(dossier.claims)}")
    claim = dossier.claims[asked.claim - 1]
    touching = touched(dossier).get(asked.claim, NOTHING)
    return whole_claim(dossier, anchors, asked.claim, claim, touching, draw_funnel(dossier, claim))


def whole_claim(
    dossier: Dossier, anchors: Anchors, number: int, claim: Claim, touching: Touched, funnel: Funnel | None = None
) -> ClaimView:
    return ClaimView(
        claim_card(dossier, anchors, number, claim),
        tuple(sides(dossier, anchors, conflict) for conflict in touching.conflicts),
        changed(dossier, anchors, touching.changes),
        tuple(Dated(when(entry), anchors.quote(entry.what), entry) for entry in touching.dated),
        funnel,
    )


def sides(dossier: Dossier, anchors: Anchors, record: Conflict | Change) -> Sides:
    left, right = (
        anchors.quote(span, sentence_around(dossier.document[span.doc].text, span)) for span in (record.left, record.right)
    )
    return Sides(record.kind, record.severity if isinstance(record, Conflict) else "", left, right, record.because, record)


def changed(dossier: Dossier, anchors: Anchors, changes: tuple[Change, ...]) -> tuple[Changed, ...]:
    """The changes by utterance, in the order in which each is met first."""
    found: dict[str, list[Sides]] = {}
    for change in changes:
        found.setdefault(change.utterance, []).append(sides(dossier, anchors, change))
    return tuple(Changed(speaker(dossier, utterance), tuple(those)) for utterance, those in found.items())


def speaker(dossier: Dossier, utterance: str) -> str:
    said = dossier.utterance.get(utterance)
    party = dossier.party.get(said.speaker) if said and said.speaker else None
    return party.name if party else "speaker not established"
