"""Which claims a reader asked for: one answer for the pages and for programs."""

from __future__ import annotations

from sayso.records import Claim
from sayso.show.dossier import Dossier
from sayso.show.page.asked import Asked
from sayso.show.page.claims import AGAINST, holder_of
from sayso.show.sentence import origins_of, standing_of


def wanted(dossier: Dossier, asked: Asked) -> tuple[tuple[int, Claim], ...]:
    """The claims for which all that was asked holds, with their numbers, in the dossier's order. Pages are not looked at."""
    return tuple((number, claim) for number, claim in enumerate(dossier.claims, 1) if is_wanted(dossier, asked, claim))


def is_wanted(dossier: Dossier, asked: Asked, claim: Claim) -> bool:
    return (
        (not asked.contested or is_contested(claim))
        and (not asked.report or stands_in(dossier, claim, asked.report))
        and (not asked.unnamed or is_unnamed(dossier, claim))
        and (not asked.party or asked.party in parties_on(dossier, claim))
    )


def is_contested(claim: Claim) -> bool:
    """Whether somebody denies it, doubts it or asks about it."""
    return any(member.value in AGAINST for member in claim.members)


def is_unnamed(dossier: Dossier, claim: Claim) -> bool:
    """Whether origins count for it, and all of them are unnamed."""
    counted = standing_of(origins_of(dossier, claim), "counted")
    return bool(counted) and all(origin.sourcing_class == "anonymous" for origin in counted)


def stands_in(dossier: Dossier, claim: Claim, number: int) -> bool:
    """Whether the report of this number (from 1) has the claim; no claim stands in a report that there is not."""
    if not 0 < number <= len(dossier.documents):
        return False
    return any(member.span.doc == dossier.documents[number - 1].id for member in claim.members)


def parties_on(dossier: Dossier, claim: Claim) -> frozenset[str]:
    """Ids of the parties that take a position on it; a report in its own voice is the party that wrote it."""
    return frozenset(holder_of(dossier, member).key for member in claim.members) & dossier.party.keys()
