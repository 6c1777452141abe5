"""Which claims a reader asked to see."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.records import Claim
from sayso.show.dossier import Dossier
from sayso.show.listings import holder_of
from sayso.show.sentence import origins_of

CONTESTING = frozenset({"denies", "doubts", "asks"})


def chosen_claims(
    dossier: Dossier,
    *,
    party: str | None = None,
    report: str | None = None,
    unnamed: bool | None = None,
    contested: bool | None = None,
) -> Iterator[int]:
    """The places in `dossier.claims` of those that fit all that was asked; None asks for nothing.

    `party` (id) takes a position on it; it stands in `report` (id of the document); it rests, or does not rest, on unnamed
    sources alone; somebody, or nobody, denies, doubts or asks about it.
    """
    for place, claim in enumerate(dossier.claims):
        if (
            (party is None or party in holders(dossier, claim))
            and (report is None or any(member.span.doc == report for member in claim.members))
            and (unnamed is None or unnamed == rests_on_unnamed(dossier, claim))
            and (contested is None or contested == any(member.value in CONTESTING for member in claim.members))
        ):
            yield place


def holders(dossier: Dossier, claim: Claim) -> set[str | None]:
    """The parties (ids) that take a position on a claim; a report's author where it speaks for itself."""
    sources = ((member.span.doc, dossier.source.get(member.source or "")) for member in claim.members)
    return {holder_of(dossier, source) if source else dossier.author_of.get(doc) for doc, source in sources}


def rests_on_unnamed(dossier: Dossier, claim: Claim) -> bool:
    """Whether there is an origin, counted or claimed, and each of them is without a name."""
    standing = [origin for origin in origins_of(dossier, claim) if origin.standing != "not counted"]
    return bool(standing) and all(origin.sourcing_class == "anonymous" for origin in standing)
