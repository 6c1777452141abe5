"""Who denies or doubts a claim."""

from __future__ import annotations

from collections import defaultdict

from sayso import records as r
from sayso.records import Span
from sayso.show.dossier import Dossier
from sayso.show.items import holder_of

AGAINST = frozenset({"denies", "doubts"})


def opponents(dossier: Dossier, claim: r.Claim) -> dict[tuple[str | None, str, str], list[Span]]:
    """(party id, name, position) -> spans of the members that deny or doubt a claim. Without a party the name tells apart."""
    found: dict[tuple[str | None, str, str], list[Span]] = defaultdict(list)
    for member in claim.members:
        if member.value in AGAINST:
            source = dossier.source.get(member.source) if member.source else None
            party = holder_of(dossier, source) if source else dossier.author_of.get(member.span.doc)
            found[party, _name_of(dossier, party, source, member.span.doc), member.value].append(member.span)
    return dict(found)


def _name_of(dossier: Dossier, party: str | None, source: r.Source | None, doc: str) -> str:
    if party in dossier.party:
        return dossier.party[party].name
    return source.chain[-1].name if source and source.chain else dossier.report(doc)
