"""Whose voice each mention of a claim is: the party at the end of its chain, for whom it speaks, and the outlets on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.measure.publishers import Body
from sayso.names import name_key
from sayso.records import ChainLink, Claim, Member, Party, Source, Span, record_id

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
    taken_up: bool = False  # nothing in its words shows that it has this from itself; counts only where nobody else does
    denies: bool = False  # in the same report: where it "called the claim that … untrue", the words are not its own


@dataclass(frozen=True)
class Speakers:
    """Who can stand behind a mention: the sources, the parties at their places, for whom people speak, and whose report it is."""

    known: dict[str, Source]
    party_at: dict[Span, Party]
    speaks_for: dict[str, Body]  # by party id
    newspapers: dict[str, Body]  # under whose name other reports are out, by document id
    bodies: dict[str, Body]  # who speaks in a report's own voice, by document id, where a body put it out


def voices_of(claim: Claim, speakers: Speakers) -> Iterator[Voice]:
    """The voices that put a claim forward, marked where the same party denies it in the same report."""
    against = {(member.span.doc, voice_of(member, speakers).key) for member in claim.members if member.value == "denies"}
    for member in claim.members:
        if _carries(member, speakers.known):
            voice = voice_of(member, speakers)
            yield replace(voice, denies=voice.key != NOBODY and (member.span.doc, voice.key) in against)


def denier(member: Member, speakers: Speakers) -> str | None:
    """The party that denies or doubts it here, if it is known."""
    return voice_of(member, speakers).party if member.value in ("denies", "doubts") else None


def _carries(member: Member, known: dict[str, Source]) -> bool:
    """Who asserts it, and outlets and documents that relay it; not people who only did not say, or have not confirmed."""
    source = known.get(member.source or "")
    relays = source is not None and source.sourcing_class in ("outlet", "document", "unattributed")
    return member.value == "asserts" or (member.value == "reports" and relays)


def voice_of(member: Member, speakers: Speakers) -> Voice:
    """Who stands behind a mention, under the party's name; nobody where it is the report's own voice, or its own outlet's."""
    voice = _as_told(member, speakers)
    own = speakers.newspapers.get(member.span.doc)
    if own is not None and voice.key != NOBODY and (voice.party == own.party or name_key(voice.name) == name_key(own.name)):
        return Voice(member, NOBODY, NOBODY, "author", None, (), voice.pointing)  # "the Echo has learned", in the Echo
    return voice


def _as_told(member: Member, speakers: Speakers) -> Voice:
    party_at, speaks_for = speakers.party_at, speakers.speaks_for
    source = _as_far_as_named(speakers.known.get(member.source or ""))
    pointing = member.pointing
    behind = _outlets(source, party_at)
    body = speakers.bodies.get(member.span.doc)
    if body is not None and (source is None or source.sourcing_class == "author"):
        return Voice(member, body.party, body.name, "organisation", body.party, (), pointing, taken_up=True)
    if source is not None and behind and (source.sourcing_class == "unattributed" or _reports_for_outlet(source)):
        return Voice(member, behind[-1][0], behind[-1][1], "outlet", behind[-1][0], behind[:-1], pointing)
    if source is None or source.sourcing_class in ("author", "unattributed"):
        return Voice(member, NOBODY, NOBODY, "unattributed" if source else "author", None, _outlets(source, party_at), pointing)
    last = source.chain[-1]
    party = _party(last, party_at)
    name = last.name
    if party is not None and record_id(party) in speaks_for:
        behind_it = speaks_for[record_id(party)]
        return Voice(member, behind_it.party, behind_it.name, "organisation", behind_it.party, behind, pointing)
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
