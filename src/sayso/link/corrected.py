"""Who is who, and what is copied, where a person says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.decisions import Placed, best_at, decided, problem, signed
from sayso.link.parties import is_proper
from sayso.records import (
    Attribution,
    Corrected,
    Decision,
    Document,
    Party,
    Passage,
    Problem,
    Sentence,
    Source,
    Span,
    WordList,
    in_order,
    record_id,
)

# ── parties ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def correct_parties(
    made: Sequence[Party],
    decisions: Sequence[Placed],
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
) -> Iterator[Party | Corrected | Problem]:
    """The parties with those joined and those parted that people say are one, or are not; one decision after the other."""
    texts = {document.id: document.text for document in documents}
    parties = list(made)
    told: list[tuple[Decision, Span, str]] = []  # of a decision: where the party it made stands, and what it did
    for decision, spans in decisions:
        done = _joined(parties, decision, spans) if decision.kind == "merge parties" else _parted(parties, decision, spans, texts)
        if isinstance(done, str):
            yield problem(decision, done)
            continue
        parties, changed, what = done
        told += [(decision, span, f"{what} {signed(decision)}") for span in changed]
    yield from parties
    for decision, span, what in told:
        party = next(party for party in parties if span in party.mentions and party.kind != "report")
        yield Corrected(span, record_id(decision), record_id(party), what)


Done = tuple[list[Party], tuple[Span, ...], str]  # all parties, one mention of each that was changed, and what was done


def _holding(parties: Sequence[Party], span: Span) -> Party | None:
    """The party with a mention of these words, else with the shortest that holds them ("Reed" in "Bo Reed, the pilot")."""
    others = {party: party.mentions for party in parties if party.kind != "report"}
    around = [(m.end - m.start, k, party) for k, party in enumerate(others) for m in party.mentions if m.contains(span)]
    return best_at(span, others) or (min(around, key=lambda one: one[:2])[2] if around else None)


def _joined(parties: Sequence[Party], decision: Decision, spans: Sequence[Span]) -> Done | str:
    found = [party for span in spans if (party := _holding(parties, span))]
    several = list(dict.fromkeys(found))
    if len(several) < 2:
        return f"its words stand for one party already: {several[0].name}" if several else "no party has a mention at its words"
    first = several[0]
    machine = "; ".join(f"{party.name}: {party.because}" for party in several)
    named = next((party for party in several if party.kind == "person" and is_proper(party.name)), first)
    one = replace(
        first,
        name=named.name,
        kind=named.kind,
        names=tuple(sorted({name for party in several for name in party.names})),
        mentions=tuple(in_order(dict.fromkeys(span for party in several for span in party.mentions))),
        because=decided("joined", decision, machine),
    )
    what = f"{' and '.join(f'“{party.name}”' for party in several)} joined into one party"
    return [one if party is first else party for party in parties if party is first or party not in several], one.mentions[:1], what


def _parted(parties: Sequence[Party], decision: Decision, spans: Sequence[Span], texts: dict[str, str]) -> Done | str:
    party = _holding(parties, spans[0])
    if party is None:
        return "no party has a mention at its words"
    worded = {_form(span.cut(texts[span.doc])) for span in spans}
    leaving = tuple(span for span in party.mentions if _form(span.cut(texts[span.doc])) in worded)
    staying = tuple(span for span in party.mentions if span not in leaving)
    if not leaving or not staying:
        return f"{'none' if not leaving else 'all'} of the mentions of {party.name} are worded so; a part of them must stay"
    own = [name for name in party.names if _form(name) in worded]
    others = tuple(name for name in party.names if name not in own)
    first = leaving[0].cut(texts[leaving[0].doc])
    left = " ".join(staying[0].cut(texts[staying[0].doc]).split())
    named = party.name if party.name not in own else max(others, key=lambda name: (len(name.split()), name), default=left)
    because = decided("parted", decision, party.because)
    name = own[0] if own else " ".join(first.split())
    rest = replace(party, name=named, names=others or (named,), mentions=staying, because=because)
    new = replace(party, name=name, names=tuple(own) or (name,), mentions=leaving, because=because)
    what = f"“{new.name}” parted from “{rest.name}”"
    return [*(rest if other is party else other for other in parties), new], (rest.mentions[0], new.mentions[0]), what


def _form(words: str) -> str:
    """
    >>> _form("The  LANTERN") == _form("the lantern")
    True
    """
    return " ".join(words.split()).casefold()


# ── passages ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def correct_passages(
    made: Sequence[Passage], decisions: Sequence[Placed], documents: Sequence[Document], words: Sequence[WordList]
) -> Iterator[Passage | Corrected | Problem]:
    """The passages without those that people say are no copies. That two reports as wholes are alike is left out only where
    the decision is about the two as wholes."""
    names = {document.id: document.name for document in documents}
    wholes = {document.at for document in documents}
    left_out: set[Passage] = set()
    for decision, spans in decisions:
        found = [passage for passage in made if passage not in left_out and len(spans) == 2 and _is_meant(passage, spans, wholes)]
        if not found:
            yield problem(decision, "no copied passage is found at its places")
            continue
        left_out.update(found)
        here, there = (names[span.doc] for span in spans)
        what = f"{len(found)} passage{'s' if len(found) > 1 else ''} of {here} and {there} left out as no copy {signed(decision)}"
        for span in (found[0].left, found[0].right):
            yield Corrected(span, record_id(decision), None, what)
    yield from (passage for passage in made if passage not in left_out)


def _is_meant(passage: Passage, spans: Sequence[Span], wholes: set[Span]) -> bool:
    if passage.whole and not wholes.issuperset(spans):
        return False
    left, right = passage.left, passage.right
    return any(left.overlaps(one) and right.overlaps(other) for one, other in (spans, spans[::-1]))
