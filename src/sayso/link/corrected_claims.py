"""Which words say one claim, which say none, and who takes which position, where a person says otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sayso.decisions import Placed, best_at, decided, problem, signed
from sayso.link.claims import CARRYING, SAME_CLAIM, Grouping, best_wording, claims_of, group_mentions, met_first, rank_of
from sayso.link.propositions import Wording
from sayso.link.sides import usual
from sayso.records import Claim, Corrected, Decision, Member, Problem, Source, Span, record_id

NOTHING_THERE = "no claim stands at its words"
SHOWN_SO = "the claim is shown in such words since a person decided about the others"
SHOWN = 60  # code points of a wording in a sentence about it; by eye
Told = tuple[Decision, str]  # a decision, and what it did


@dataclass
class Group:
    """Mentions that say one claim, while they are joined and parted."""

    wordings: list[Wording]
    at_issue: bool  # what the story turns on
    told: list[Told] = field(default_factory=list)

    @property
    def says(self) -> bool:
        """Whether one of them says the claim itself; others only point at it."""
        return any(wording.mention.pointer is None for wording in self.wordings)


def correct_claims(
    made: Sequence[Claim], decisions: Sequence[Placed], *read: Sequence[Any]
) -> Iterator[Claim | Corrected | Problem]:
    """The claims made anew from the mentions that people joined and parted, in turn; then without what is none; then with the
    positions that people gave. `read` is what `link_claims` reads."""
    grouping = group_mentions(*read)
    shaping = [placed for placed in decisions if placed.decision.kind in ("merge claims", "split claim")]
    leaving = [placed for placed in decisions if placed.decision.kind == "not a claim"]
    placing = [placed for placed in decisions if placed.decision.kind == "position"]
    groups = [Group(list(group), grouping.at_issue and number == 0) for number, group in enumerate(grouping.groups)]
    for decision, spans in shaping:
        shape = _joined if decision.kind == "merge claims" else _parted
        done = shape(groups, decision, spans, grouping)
        if isinstance(done, str):
            yield problem(decision, done)
        else:
            groups = done
    claims = list(claims_of(replace(grouping, groups=tuple(tuple(group.wordings) for group in groups))))
    at_issue = any(group.at_issue for group in groups)
    told = {claim: group.told for claim, group in zip(claims, groups, strict=True)}
    claims = [_because(claim, told.pop(claim), told) for claim in claims]
    for decision, spans in leaving:
        claim = best_at(spans[0], {claim: _places(claim, grouping) for claim in claims})
        if claim is None:
            yield problem(decision, NOTHING_THERE)
            continue
        at_issue = at_issue and claim is not claims[0]
        claims.remove(claim)
        what = f"“{_short(claim.wording, grouping)}” left out as no claim {signed(decision)}"
        yield Corrected(claim.wording, record_id(decision), None, what)
    meant = [_meant(claims, spans, grouping) for _, spans in placing]
    latest = {member: decision for (decision, _), (_, members) in zip(placing, meant, strict=True) for member in members}
    for (decision, spans), (number, members) in zip(placing, meant, strict=True):
        left = [member for member in members if latest[member] is decision]
        if number is None or not left:
            later = " and ".join(dict.fromkeys(str(latest[member].value) for member in members))
            held = f"a later decision says {later}" if later else "nobody stands behind its words there"
            yield problem(decision, NOTHING_THERE if number is None else held)
            continue
        old = claims[number]
        claims[number], what = _placed(old, decision, spans[0], left, grouping)
        told[claims[number]] = [*told.pop(old), (decision, what)]
    for claim, first in zip(claims, met_first(claims, at_issue), strict=True):
        yield first
        for decision, what in told[claim]:
            yield Corrected(first.wording, record_id(decision), record_id(first), f"{what} {signed(decision)}")


def _because(claim: Claim, by: list[Told], told: dict[Claim, list[Told]]) -> Claim:
    for decision, what in by:
        claim = replace(claim, because=decided(what, decision, claim.because))
    told[claim] = by
    return claim


# ── joined and parted ────────────────────────────────────────────────────────────────────────────────────────────────


def _at(groups: Sequence[Group], span: Span) -> tuple[Group, Wording] | None:
    """The mention at a place that belongs to a claim, and its group; a mention that says something comes before one that points."""
    owner = {wording: group for group in groups for wording in group.wordings}
    places = {wording: (wording.mention.about,) for wording in owner}
    best = best_at(span, places, rank=lambda wording: wording.mention.pointer is None)
    return (owner[best], best) if best is not None else None


def _joined(groups: list[Group], decision: Decision, spans: Sequence[Span], grouping: Grouping) -> list[Group] | str:
    found = [at[0] for span in spans if (at := _at(groups, span))]
    several = [group for group in groups if any(group is other for other in found)]
    if len(several) < 2:
        return "its words stand in one claim already" if several else NOTHING_THERE
    first, *others = several
    what = f"claims joined: {' and '.join(f'“{_short(span, grouping)}”' for span in spans)},"
    wordings = sorted((w for group in several for w in group.wordings), key=lambda w: w.mention.span)
    told = [entry for group in several for entry in group.told]
    one = Group(wordings, first.at_issue, [*told, (decision, what)])
    return [one if group is first else group for group in groups if not any(group is other for other in others)]


def _parted(groups: list[Group], decision: Decision, spans: Sequence[Span], grouping: Grouping) -> list[Group] | str:
    found = [at for span in spans if (at := _at(groups, span))]
    if not found:
        return NOTHING_THERE
    whole = found[0][0]
    words = {wording.mention.about for group, wording in found if group is whole}
    leaving = {wording for wording in whole.wordings if wording.mention.about in words}
    what = f"“{_short(spans[0], grouping)}” parted from the claim"
    rest = Group([w for w in whole.wordings if w not in leaving], whole.at_issue, [*whole.told, (decision, what)])
    new = Group([w for w in whole.wordings if w in leaving], False, [(decision, what)])
    if not rest.says or not new.says:
        return "nothing would be left that says the claim itself" if new.says else "its words only point at a claim"
    return [*(rest if group is whole else group for group in groups), new]


# ── positions ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _meant(claims: Sequence[Claim], spans: Sequence[Span], grouping: Grouping) -> tuple[int | None, list[Member]]:
    """Which claim, and those of its members whose position a decision says; of several holders of the words the second place
    says which."""
    claim = best_at(spans[0], {claim: _places(claim, grouping) for claim in claims})
    if claim is None:
        return None, []
    about = {member: grouping.about[member.mention] for member in claim.members}
    at = best_at(spans[0], {member: (words,) for member, words in about.items()})
    members = [member for member, words in about.items() if at is not None and words == about[at]]
    if len(spans) > 1:
        sources = {source: (source.span,) for member in members if (source := _source(member, grouping))}
        holder = best_at(spans[1], sources)
        members = [member for member in members if holder is not None and member.source == record_id(holder)]
    return claims.index(claim), members


def _placed(claim: Claim, decision: Decision, at: Span, members: Collection[Member], grouping: Grouping) -> tuple[Claim, str]:
    """The claim with the position that a person gave to some members, and what was done to it."""
    value = decision.value or ""
    before = " and ".join(dict.fromkeys(member.value for member in members))
    changed = {
        member: replace(member, value=value, because=decided(f"“{value}”", decision, f"{member.value}; {member.because}"))
        for member in members
    }
    after = tuple(changed.get(member, member) for member in claim.members)
    shown = replace(claim, members=after)
    if _is_put_forward(claim, grouping) and not _is_put_forward(shown, grouping):
        shown = _shown_otherwise(shown, grouping)
    return replace(shown, rank=rank_of(shown.members)), f"“{_short(at, grouping)}”: {value} (before: {before})"


def _is_put_forward(claim: Claim, grouping: Grouping) -> bool:
    """Whether somebody asserts or reports the very words by which the claim is shown."""
    return any(member.value in CARRYING and grouping.about[member.mention] == claim.wording for member in claim.members)


def _shown_otherwise(claim: Claim, grouping: Grouping) -> Claim:
    """By words that somebody puts forward, as far as there are any: those that surely say the claim before those that most likely
    do. What is worded like these says it as surely from now on."""
    wording = {record_id(w.mention): w for group in grouping.groups for w in group}
    carrying = [member for member in claim.members if member.value in CARRYING and wording[member.mention].mention.pointer is None]
    carrying = [member for member in carrying if not member.inferred] or carrying
    if not carrying:
        return claim
    said = list(dict.fromkeys(wording[member.mention] for member in carrying))
    best = best_wording(said, grouping, False, usual(said, grouping.positions))
    alike = grouping.alike[grouping.place[best.mention]]

    def sure(member: Member) -> bool:
        row = grouping.place.get(wording[member.mention].mention)
        return row is not None and (wording[member.mention] is best or alike[row] >= SAME_CLAIM)

    members = tuple(
        replace(m, inferred=False, because=f"{m.because}; {SHOWN_SO}") if m.inferred and sure(m) else m for m in claim.members
    )
    return replace(claim, wording=best.mention.about, members=members)


def _source(member: Member, grouping: Grouping) -> Source | None:
    return grouping.source.get(member.source) if member.source else None


def _places(claim: Claim, grouping: Grouping) -> list[Span]:
    return [grouping.about[member.mention] for member in claim.members]


def _short(span: Span, grouping: Grouping) -> str:
    words = " ".join(span.cut(grouping.texts[span.doc]).split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rstrip()}…"
