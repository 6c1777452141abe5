"""Which sources of a claim are one, where a person says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.decisions import Placed, decided, problem, signed
from sayso.measure.origins import verdict_among
from sayso.records import (
    STANDINGS,
    Attribution,
    Claim,
    Corrected,
    Decision,
    Document,
    Lineage,
    Origin,
    Party,
    Passage,
    Problem,
    Sentence,
    Source,
    Span,
    by_id,
    record_id,
)


def correct_origins(
    made: Sequence[Origin],
    decisions: Sequence[Placed],
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    parties: Sequence[Party],
    claims: Sequence[Claim],
    lineages: Sequence[Lineage],
    passages: Sequence[Passage],
) -> Iterator[Origin | Corrected | Problem]:
    """The origins with those joined that people say are one source: in each claim for which several of them stand at the words."""
    known = by_id(sources)
    at = {span: record_id(party) for party in parties if party.kind != "report" for span in party.mentions}
    origins: dict[str, list[Origin]] = {}
    for origin in made:
        origins.setdefault(origin.claim, []).append(origin)
    told: list[tuple[Decision, str, Span]] = []
    for decision, spans in decisions:
        before = len(told)
        for claim in claims:
            id_ = record_id(claim)
            held = [_holders(span, claim, origins.get(id_, ()), known, at) for span in spans]
            several = list(dict.fromkeys(origin for holders in held for origin in holders))
            if len(several) > 1:
                origins[id_] = _joined(origins[id_], several, decision)
                told.append((decision, id_, several[0].members[0]))
        if len(told) == before:
            yield problem(decision, "in no claim do two sources stand at its words")
    for found in origins.values():
        yield from found
    for decision, id_, span in told:
        one = next(origin for origin in origins[id_] if span in origin.members and signed(decision) in origin.because)
        yield Corrected(span, record_id(decision), record_id(one), f"{one.name}: counted once {signed(decision)}")


def _holders(span: Span, claim: Claim, origins: Sequence[Origin], known: dict[str, Source], at: dict[Span, str]) -> list[Origin]:
    """The origins of a claim that an anchor means: by whose words it holds, else by the words that carry the claim."""
    found: list[Origin] = []
    for member in claim.members:
        source = known.get(member.source or "")
        if source is not None and source.span == span:
            here = [origin for origin in origins if member.span in origin.members]
            last = source.chain[-1] if source.chain else None
            ids = {at[place] for place in ((last.surface, last.antecedent) if last else ()) if place in at}
            found += [origin for origin in here if len(here) == 1 or ids.intersection(origin.parties)]
    return found or [origin for origin in origins if any(place.overlaps(span) for place in origin.members)]


def _joined(origins: Sequence[Origin], several: Sequence[Origin], decision: Decision) -> list[Origin]:
    best = min(several, key=lambda origin: STANDINGS.index(origin.standing))
    one = replace(
        best,
        parties=tuple(dict.fromkeys(party for origin in several for party in origin.parties)),
        via=tuple(dict.fromkeys(party for origin in several for party in origin.via)),
        members=tuple(sorted({span for origin in several for span in origin.members})),
        verdict="same",
        because=decided(
            f"{' and '.join(dict.fromkeys(origin.name for origin in several))}: one source",
            decision,
            "; ".join(f"{origin.name}: {origin.because}" for origin in several),
        ),
    )
    left = [one if origin is best else origin for origin in origins if origin is best or origin not in several]
    counted = [origin for origin in left if origin.standing == "counted"]
    return [_beside(origin, counted) for origin in left]


def _beside(origin: Origin, counted: Sequence[Origin]) -> Origin:
    """What stands beside the joined one, judged anew; what is joined stays the same."""
    judged = origin.standing == "counted" and origin.verdict != "same" and len(counted) > 1
    return replace(origin, verdict=verdict_among(origin, counted)) if judged else origin
