"""How surely the same thing is told in the members of one claim."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sayso.measure.certainty import OFFERING, PAYING, hedges, in_doubt, offer_conflict
from sayso.measure.propositions import Proposition, shares
from sayso.measure.side_by_side import alike
from sayso.measure.told import Told, named, set_against
from sayso.records import HEADLINES, Claim, Conflict

SAME_VERB = 0.5  # likeness of two verbs that say the same
SAME_STATEMENT = 0.65  # harmonic mean of the shares of two statements' words that the other holds (by eye)

Placed = Mapping[str, list[Proposition]]


def offers_of_claims(
    told: Told, claims: Sequence[Claim], stated: Sequence[Proposition], reworked: frozenset[tuple[str, str]]
) -> Iterator[Conflict]:
    """Of one claim, what is offered in one report and paid in another: those nearest to the source, one row a claim."""
    placed = placed_of(stated)
    for claim in claims:
        members = _members(claim, placed)
        offered = [p for p in members if p.tree.lemma(p.verb) in OFFERING and p.tree.sentence.kind not in HEADLINES]
        paid = [p for p in members if p.tree.lemma(p.verb) in PAYING and not OFFERING & {*p.tree.lemmas}]
        pairs = [(a, b) for a in offered for b in paid if a.doc != b.doc and b.tree.sentence.kind not in HEADLINES]
        if pairs:
            one, other = min(pairs, key=lambda pair: _fitness(pair[0], pair[1], reworked))
            yield offer_conflict(told, one.span, other.span, one.tree.words[one.verb], other.tree.words[other.verb])
        for head in paid:
            body = [p for p in offered if p.doc == head.doc]
            if head.tree.sentence.kind in HEADLINES and body and not any(p.doc == head.doc and p is not head for p in paid):
                why = f"the headline {named(told, head.span)} against the body {named(told, body[0].span)}: an offer is no payment"
                yield set_against("headline vs body", "medium", head.span, body[0].span, why)


def _fitness(one: Proposition, other: Proposition, reworked: frozenset[tuple[str, str]]) -> tuple[bool, int, object, object]:
    chains = sum(len(p.holder.chain) for p in (one, other) if p.holder is not None)
    left, right = sorted((one.doc, other.doc))
    return (left, right) not in reworked, -chains, one.span, other.span


def _members(claim: Claim, placed: Placed) -> list[Proposition]:
    """The statements that a claim's members make, not those they only point at."""
    found = []
    for member in claim.members:
        if member.value in ("asserts", "denies") and not member.pointing:
            own = placed.get(member.span.doc, [])
            first = bisect_left(own, member.span.start, key=lambda p: p.tree.tokens[p.verb].start)
            last = bisect_left(own, member.span.end, key=lambda p: p.tree.tokens[p.verb].start)
            found += own[first:last]
    return list(dict.fromkeys(found))


def placed_of(stated: Sequence[Proposition]) -> Placed:
    """The statements of each report in the order of their verbs."""
    placed: dict[str, list[Proposition]] = defaultdict(list)
    for p in sorted(stated, key=lambda p: (p.doc, p.tree.tokens[p.verb].start)):
        placed[p.doc].append(p)
    return placed


def lost_in_claims(
    told: Told, claims: Sequence[Claim], stated: Sequence[Proposition], weights: Mapping[str, float]
) -> Iterator[Conflict]:
    """ "May have died of it" in one member of a claim, "were killed by it" in another report's."""
    placed = placed_of(stated)
    for claim in claims:
        members = _members(claim, placed)
        unsure = [p for p in members if not p.negated and _marks(p)]
        sure = [p for p in members if not p.negated and not in_doubt(p.tree) and p.tree.sentence.kind not in HEADLINES]
        pairs = [(a, b) for a in unsure for b in sure if a.doc != b.doc and _says_the_same(a, b, weights)]
        if pairs:
            one, other = pairs[0]
            mark = one.tree.words[_marks(one)[0]]
            why = f"“{mark}” stands in {named(told, one.span)}, nothing like it in {named(told, other.span)}"
            yield set_against("hedge dropped", "high", one.span, other.span, why)


def _marks(p: Proposition) -> list[int]:
    """What makes it a maybe; "could be heard" says what was possible, not how sure it is."""
    return [k for k in hedges(p.tree, p.verb) if p.tree.lower[k] != "could"]


def _says_the_same(one: Proposition, other: Proposition, weights: Mapping[str, float]) -> bool:
    attributed = other.holder is not None and other.holder.key and (one.holder is None or one.holder.key != other.holder.key)
    if attributed or _numbers(one) ^ _numbers(other):
        return False  # on somebody else's word, or of another number
    verbs = float(alike([one.tree.lemma(one.verb)], [other.tree.lemma(other.verb)])[0, 0])
    a, b = shares(one, other, weights)
    return verbs >= SAME_VERB and a + b > 0 and 2 * a * b / (a + b) >= SAME_STATEMENT


def _numbers(p: Proposition) -> set[str]:
    return {p.tree.lower[i] for i in p.tokens if p.tree.tag(i) == "CD"}
