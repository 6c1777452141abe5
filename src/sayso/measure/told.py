"""What every comparison of two reports looks up: the reports' sentences as trees, who is made to say them, and who that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.detect.trees import Tree, overlapping, tree_of
from sayso.names import name_key, plain_name
from sayso.records import Attribution, ChainLink, Conflict, Document, Party, Sentence, Source, Span, record_id

LONG = 160  # characters of a span that a reason repeats; more are cut with "…" (by eye)


class Holder(NamedTuple):
    """Who is made to say something: the last link of a chain, as far as a party."""

    name: str
    sourcing_class: str
    key: str  # equal for one party; empty where the text names nobody
    chain: tuple[str, ...]  # the keys of all links, from the report outward


class Told(NamedTuple):
    """The reports of one story, ready to be looked up."""

    texts: Mapping[str, str]
    names: Mapping[str, str]
    trees: Mapping[str, Sequence[Tree]]  # of each report's own text, parsed sentences only, in its order
    attributions: Mapping[str, Sequence[Attribution]]  # those that carry claims, in each report's order
    sources: Mapping[str, Sequence[Source]]  # by attribution
    holder_at: Mapping[str, Holder]  # by source
    party_at: Mapping[Span, int]
    parties: Sequence[Party]


def told_by(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    parties: Sequence[Party],
) -> Told:
    texts = {document.id: document.text for document in documents}
    trees: dict[str, list[Tree]] = defaultdict(list)
    for sentence in sentences:
        if sentence.parsed:
            trees[sentence.span.doc].append(tree_of(sentence, texts[sentence.span.doc]))
    said: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        if attribution.carries_claims:
            said[attribution.at.doc].append(attribution)
    held: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        held[source.attribution].append(source)
    party_at = {span: k for k, party in enumerate(parties) if party.kind != "report" for span in party.mentions}
    names = {document.id: document.name for document in documents}
    holder_at = {record_id(source): _holder(source, party_at) for source in sources}
    return Told(texts, names, trees, said, held, holder_at, party_at, parties)


def trees_at(told: Told, span: Span) -> Sequence[Tree]:
    return overlapping(told.trees.get(span.doc, ()), span)


def neighbour(told: Told, tree: Tree, step: int) -> Tree | None:
    """The sentence so many places further on in the same report."""
    own = told.trees[tree.sentence.span.doc]
    at = next(k for k, other in enumerate(own) if other is tree) + step
    return own[at] if 0 <= at < len(own) else None


def holders_of(told: Told, attribution: Attribution) -> list[Holder]:
    return [told.holder_at[record_id(source)] for source in told.sources.get(record_id(attribution), ())]


def _holder(source: Source, party_at: Mapping[Span, int]) -> Holder:
    keys = tuple(key for link in source.chain[1:] if (key := _key(link, party_at)))
    last = source.chain[-1]
    return Holder(last.name, source.sourcing_class, _key(last, party_at) if len(source.chain) > 1 else "", keys)


def _key(link: ChainLink, party_at: Mapping[Span, int]) -> str:
    if link.kind == "unattributed" or not plain_name(link.name):
        return ""
    known = next((party_at[span] for span in (link.surface, link.antecedent) if span is not None and span in party_at), None)
    return f"party {known}" if known is not None else name_key(link.name)


def inside(told: Told, tree: Tree) -> list[Attribution]:
    """The attributions whose content or cue stands in a sentence."""
    at = tree.sentence.span
    return [
        attribution
        for attribution in told.attributions.get(at.doc, ())
        if any(span.overlaps(at) for span in (*attribution.content, *attribution.cue))
    ]


def words_at(told: Told, span: Span) -> str:
    """The words of a span for a reason, blanks as one.

    >>> from sayso.records import Document
    >>> told = told_by([Document("a", "a.txt", "a", None, None, None, "The pump  failed.", (), (), "", "")], [], [], [], [])
    >>> words_at(told, Span("a", 0, 16)), named(told, Span("a", 4, 8))
    ('The pump failed', '“pump” (a.txt)')
    """
    said = " ".join(span.cut(told.texts[span.doc]).split())
    return said if len(said) <= LONG else said[:LONG].rsplit(" ", 1)[0] + " …"


def named(told: Told, span: Span) -> str:
    """The same with the report's name."""
    return f"“{words_at(told, span)}” ({told.names[span.doc]})"


def set_against(kind: str, severity: str, one: Span, other: Span, because: str) -> Conflict:
    """A conflict with its sides in the order of the reports."""
    left, right = sorted((one, other))
    return Conflict(kind, severity, left, right, because)


def whole(tree: Tree) -> Span:
    """A sentence without loose signs at its ends."""
    return tree.span(tree.trim(range(len(tree))) or range(len(tree)))


def clause_span(tree: Tree, verb: int, most: int = 30) -> Span:
    """A verb with what hangs on it; of a long clause without the clauses below it, and at most so many words."""
    return tree.span(clause_tokens(tree, verb, most))


def clause_tokens(tree: Tree, verb: int, most: int = 30) -> Sequence[int]:
    """The words that `clause_span` covers."""
    tokens = tree.subtree(verb)
    if len(tokens) > most:
        tokens = tree.subtree(verb, without=tree.all_children(verb, "advcl", "parataxis", "conj", "ccomp"))
    tokens = tree.trim([k for k in tokens if abs(k - verb) <= most // 2])
    while len(tokens) > 1 and tree.dep(tokens[0]) in ("mark", "cc"):
        tokens = tree.trim(tokens[1:])
    return tokens or [verb]
