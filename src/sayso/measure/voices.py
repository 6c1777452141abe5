"""Whose voice each mention of a claim is: the party at the end of its chain, for whom it speaks, and the outlets on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.names import name_key, plain_name
from sayso.records import ChainLink, Claim, Member, Party, Source, Span, record_id

SPEAKS_FOR = re.compile(
    r"\b(?:spokes\w+|speaks for|chief|president|minister|director|head|chair\w*|secretary|ambassador|leader|boss|manager|"
    r"owner|founder)\b",
    re.I,
)
NOBODY = "nobody named"


@dataclass(frozen=True)
class Voice:
    """One member of a claim with the party that stands behind it at the end of its chain."""

    member: Member
    key: str
    name: str
    sourcing_class: str
    party: str | None
    outlets: tuple[tuple[str, str], ...]  # (party id, name) of the outlets on the way
    pointing: bool  # the words only point at the claim ("this was also reported by …")
    denies: bool = False  # in the same report: where it "called the claim that … untrue", the words are not its own


def voices_of(claim: Claim, known: dict[str, Source], party_at: dict[Span, Party], speaks_for: dict[str, Party]) -> Iterator[Voice]:
    """The voices that put a claim forward, marked where the same party denies it in the same report."""
    against = {
        (member.span.doc, _voice(member, known, party_at, speaks_for).key) for member in claim.members if member.value == "denies"
    }
    for member in claim.members:
        if _carries(member, known):
            voice = _voice(member, known, party_at, speaks_for)
            yield replace(voice, denies=voice.key != NOBODY and (member.span.doc, voice.key) in against)


def _carries(member: Member, known: dict[str, Source]) -> bool:
    """Who asserts it, and outlets and documents that relay it; not people who only did not say, or have not confirmed."""
    source = known.get(member.source or "")
    relays = source is not None and source.sourcing_class in ("outlet", "document", "unattributed")
    return member.value == "asserts" or (member.value == "reports" and relays)


def affiliations(parties: Sequence[Party], texts: dict[str, str]) -> dict[str, Party]:
    """For people who speak for a body, the body: "Inga Thorsby, a spokeswoman for Tamarley Water" (party ids)."""
    bodies = [party for party in parties if party.kind == "organisation"]
    found: dict[str, Party] = {}
    for person in parties:
        if person.kind != "person":
            continue
        for span in person.mentions:
            words = span.cut(texts[span.doc])
            if SPEAKS_FOR.search(words):
                body = next(
                    (
                        b
                        for b in bodies
                        if any(re.search(rf"\b{re.escape(plain_name(n))}\b", words) for n in b.names if len(plain_name(n)) > 2)
                    ),
                    None,
                )
                if body is not None:
                    found.setdefault(record_id(person), body)
    return found


def _voice(member: Member, known: dict[str, Source], party_at: dict[Span, Party], speaks_for: dict[str, Party]) -> Voice:
    source = _as_far_as_named(known.get(member.source or ""))
    pointing = member.pointing
    behind = _outlets(source, party_at)
    if source is not None and behind and (source.sourcing_class == "unattributed" or _reports_for_outlet(source)):
        return Voice(member, behind[-1][0], behind[-1][1], "outlet", behind[-1][0], behind[:-1], pointing)
    if source is None or source.sourcing_class in ("author", "unattributed"):
        return Voice(member, NOBODY, NOBODY, "unattributed" if source else "author", None, _outlets(source, party_at), pointing)
    last = source.chain[-1]
    party = _party(last, party_at)
    name = last.name
    if party is not None and record_id(party) in speaks_for:
        party = speaks_for[record_id(party)]
        name = party.name
    if party is not None and party.kind == "outlet" and last.kind in ("named", "organisation"):
        return Voice(member, record_id(party), party.name, "outlet", record_id(party), _outlets(source, party_at), pointing)
    key = record_id(party) if party is not None else f"{last.kind}:{name_key(last.name)}"
    named = party.name if party is not None and last.kind != "anonymous" else name
    return Voice(member, key, named, last.kind, record_id(party) if party else None, _outlets(source, party_at), pointing)


def _as_far_as_named(source: Source | None) -> Source | None:
    """A chain that ends in an open pronoun ("they told us", says Reed) rests on the last one it names, if there is one."""
    if source is None or source.sourcing_class != "unattributed" or source.chain[-1].surface is None:
        return source
    named = [k for k, link in enumerate(source.chain) if link.kind not in ("unattributed", "author")]
    if not named:
        return source
    return replace(source, chain=source.chain[: named[-1] + 1], sourcing_class=source.chain[named[-1]].kind)


def _reports_for_outlet(source: Source) -> bool:
    """ "Lantern Television's Petra Lindquist": the outlet's own reporter is the outlet speaking, no source of its own."""
    outlets = [link.surface for link in source.chain[1:-1] if link.kind == "outlet" and link.surface is not None]
    return source.sourcing_class == "named" and any(source.span.contains(surface) for surface in outlets)


def _party(link: ChainLink, party_at: dict[Span, Party]) -> Party | None:
    return next((party_at[span] for span in (link.surface, link.antecedent) if span is not None and span in party_at), None)


def _outlets(source: Source | None, party_at: dict[Span, Party]) -> tuple[tuple[str, str], ...]:
    """Outlets on the way, the last link left out."""
    found = []
    for link in source.chain[1:-1] if source else ():
        party = _party(link, party_at)
        if link.kind == "outlet" and party is not None:
            found.append((record_id(party), party.name))
    return tuple(dict.fromkeys(found))
