"""How surely the same thing is told in the members of one claim, and by one source in its own words and in a paraphrase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.measure.certainty import OFFERING, PAYING, hedges, in_doubt, offer_conflict
from sayso.measure.propositions import Proposition, shares
from sayso.measure.side_by_side import alike
from sayso.measure.told import Told, named, set_against
from sayso.names import name_key
from sayso.records import HEADLINES, Claim, Conflict

SAME_VERB = 0.5  # likeness of two verbs that say the same
SAME_THING = 0.4  # harmonic mean of the shares of two statements' words that the other holds (by eye)
NAMES = 3  # names that two statements of one source must have in common
SAME_STATEMENT = 0.5  # the same within one claim, with verbs that say the same (by eye)


def offers_of_claims(
    told: Told, claims: Sequence[Claim], stated: Sequence[Proposition], reworked: frozenset[tuple[str, str]]
) -> Iterator[Conflict]:
    """Of one claim, what is offered in one report and paid in another: those nearest to the source, one row a claim."""
    for claim in claims:
        members = _members(claim, stated)
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


def _members(claim: Claim, stated: Sequence[Proposition]) -> list[Proposition]:
    """The statements that a claim's members make, not those they only point at."""
    spans = [m.span for m in claim.members if m.value in ("asserts", "denies") and not m.pointing]
    by_doc = {span.doc for span in spans}
    near = [p for p in stated if p.doc in by_doc]
    return [p for p in near if any(span.contains(p.tree.span([p.verb])) for span in spans)]


def lost_in_claims(
    told: Told, claims: Sequence[Claim], stated: Sequence[Proposition], weights: Mapping[str, float]
) -> Iterator[Conflict]:
    """ "May have died of it" in one member of a claim, "were killed by it" in another report's."""
    for claim in claims:
        members = _members(claim, stated)
        unsure = [p for p in members if not p.negated and hedges(p.tree, p.verb)]
        sure = [p for p in members if not p.negated and not in_doubt(p.tree)]
        pairs = [(a, b) for a in unsure for b in sure if a.doc != b.doc and _says_the_same(a, b, weights)]
        if pairs:
            one, other = pairs[0]
            mark = one.tree.words[hedges(one.tree, one.verb)[0]]
            why = f"“{mark}” stands in {named(told, one.span)}, nothing like it in {named(told, other.span)}"
            yield set_against("hedge dropped", "high", one.span, other.span, why)


def _says_the_same(one: Proposition, other: Proposition, weights: Mapping[str, float]) -> bool:
    verbs = float(alike([one.tree.lemma(one.verb)], [other.tree.lemma(other.verb)])[0, 0])
    a, b = shares(one, other, weights)
    return verbs >= SAME_VERB and a + b > 0 and 2 * a * b / (a + b) >= SAME_STATEMENT


def lost_by_paraphrase(told: Told, stated: Sequence[Proposition], weights: Mapping[str, float]) -> Iterator[Conflict]:
    """ "It very likely supports the talks", quoted; "it is interested in peace", paraphrased from the same source elsewhere."""
    unsure = [p for p in stated if p.quoted and not p.negated and hedges(p.tree, p.verb)]
    plain = [p for p in stated if p.holder is not None and not p.quoted and not p.negated and not in_doubt(p.tree)]
    for one in unsure:
        found = [(_likeness(one, p, weights), p) for p in plain if p.doc != one.doc and _one_source(one, p)]
        score, best = max(found, key=lambda row: (row[0], row[1].span), default=(0.0, None))
        if best is not None and score >= SAME_THING:
            mark = one.tree.words[hedges(one.tree, one.verb)[0]]
            why = f"“{mark}” stands in the quotation {named(told, one.span)}, not in the paraphrase {named(told, best.span)}"
            yield set_against("hedge dropped", "medium", one.span, best.span, why)


def _one_source(one: Proposition, other: Proposition) -> bool:
    """One party, or a body and its document."""
    if one.holder is None or other.holder is None or not one.holder.key:
        return False
    left, right = ({name_key(word) for word in p.holder.name.split()} for p in (one, other) if p.holder)
    return one.holder.key == other.holder.key or left <= right or right <= left


def _likeness(one: Proposition, other: Proposition, weights: Mapping[str, float]) -> float:
    """How much of each statement the other holds; 0 without names in common."""
    names = [{form for i, form in p.words if p.tree.tag(i).startswith("NNP")} for p in (one, other)]
    if len(names[0] & names[1]) < NAMES:
        return 0.0
    a, b = shares(one, other, weights)
    return 2 * a * b / (a + b) if a + b else 0.0
