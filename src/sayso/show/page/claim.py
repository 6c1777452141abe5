"""One claim with all that is known of it: the app's page, and its card in the one file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sayso.records import Change, Claim, Conflict, TimelineEntry
from sayso.show.dossier import Dossier, speaker_of
from sayso.show.page.anchors import Anchors, Quote, ReportName
from sayso.show.page.asked import Asked
from sayso.show.page.claims import ClaimCard, ReportPlaces, claim_card
from sayso.show.page.conflicts import ConflictPair, in_the_same_words, pairing
from sayso.show.page.funnel import Funnel, draw_funnel
from sayso.show.page.timeline import when
from sayso.show.page.touched import NOTHING, Touched, touched

MOST_PLACES = 200  # of one claim, by eye: what is longer nobody reads; the reports mark the others


@dataclass(frozen=True)
class Sides:
    """A change, and the two places between which it happened."""

    record: Change
    left: Quote
    right: Quote


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
    conflicts: tuple[ConflictPair, ...]
    changed: tuple[Changed, ...]
    dated: tuple[Dated, ...]
    funnel: Funnel | None = None
    left_out: tuple[tuple[ReportName, int], ...] = ()  # reports with places for which there is no room, and how many


def claim_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> ClaimView:
    """One claim by itself; IndexError where there is none of that number."""
    if not 0 < asked.claim <= len(dossier.claims):
        raise IndexError(f"there is no claim {asked.claim}; the story has {len(dossier.claims)}")
    claim = dossier.claims[asked.claim - 1]
    touching, pair = touched(dossier).get(asked.claim, NOTHING), pairing(dossier, anchors)
    return whole_claim(dossier, anchors, asked.claim, claim, touching, pair, draw_funnel(dossier, claim))


def with_room(groups: tuple[ReportPlaces, ...]) -> tuple[ReportPlaces, ...]:
    """The first places of each report, of all as many as fit, but one at least."""
    longest = max((len(group.places) for group in groups), default=0)
    most = next((n for n in range(longest, 1, -1) if sum(min(n, len(group.places)) for group in groups) <= MOST_PLACES), 1)
    return tuple(replace(group, places=group.places[:most]) for group in groups)


def whole_claim(
    dossier: Dossier,
    anchors: Anchors,
    number: int,
    claim: Claim,
    touching: Touched,
    pair: Callable[[Conflict], ConflictPair],
    funnel: Funnel | None = None,
) -> ClaimView:
    card = claim_card(dossier, anchors, number, claim)
    shown = with_room(card.by_report)
    left_out = [(group.report, len(group.places) - len(some.places)) for group, some in zip(card.by_report, shown, strict=True)]
    return ClaimView(
        replace(card, by_report=shown),
        in_the_same_words(map(pair, touching.conflicts)),
        changed(dossier, anchors, touching.changes),
        tuple(Dated(when(entry), anchors.quote(entry.what), entry) for entry in touching.dated),
        funnel,
        tuple((report, count) for report, count in left_out if count),
    )


def changed(dossier: Dossier, anchors: Anchors, changes: tuple[Change, ...]) -> tuple[Changed, ...]:
    """The changes by utterance, in the order in which each is met first."""
    found: dict[str, list[Sides]] = {}
    for change in changes:
        sides = Sides(change, anchors.quote(change.left), anchors.quote(change.right))
        found.setdefault(change.utterance, []).append(sides)
    return tuple(Changed(speaker_of(dossier, dossier.utterance.get(said)), tuple(those)) for said, those in found.items())
