"""Every place where somebody is named as a link of a chain: under what name, through which outlet, and under what key.

Unnamed sources have one key where they speak through the same outlet; a statement, post or letter is its owner speaking.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.names import HOST, name_key, plain_name
from sayso.records import ChainLink, Source, Span

KIND_OF_CLASS = {
    "named": "person",
    "organisation": "organisation",
    "outlet": "outlet",
    "document": "document",
    "social post": "social post",
    "anonymous": "anonymous",
    "unattributed": "unknown",
}
STATEMENTS = frozenset(
    """
    statement tweet post thread letter assessment announcement email e-mail memo release press-release communique
    video
    """.split()
)
# Descriptors so general that, through one outlet, nothing shows them to be different people.
ANY_INSIDER = frozenset(
    "source sources official officials insider insiders people person persons individuals officers aides employees staff".split()
)


@dataclass(frozen=True)
class Naming:
    """One link of one chain: who, under what name, where, and through which outlet."""

    key: str
    name: str
    kind: str
    spans: tuple[Span, ...]
    via: str
    doc: str
    said: frozenset[tuple[str, ...]]  # for documents: runs of the words quoted from them


def namings_of(source: Source, runs: set[tuple[str, ...]], texts: dict[str, str]) -> Iterator[Naming]:
    outlet = ""
    for link in source.chain:
        if link.kind == "outlet":
            outlet = name_key(link.name)
        spans = tuple(dict.fromkeys(span for span in (link.surface, link.antecedent) if span is not None))
        if link.kind == "author" or not spans:
            continue
        key = _key(link, outlet, source.span.doc)
        owned = speaks_for_its_owner(link)
        account = link.kind == "social post" and _is_account(link.name, [span.cut(texts[span.doc]) for span in spans])
        kind = "organisation" if owned or account else KIND_OF_CLASS[link.kind]
        name = link.name.rsplit(" ", 1)[0] if owned else link.name
        said = frozenset(runs) if link is source.chain[-1] and link.kind in ("document", "social post") else frozenset()
        yield Naming(key, name or spans[0].doc, kind, spans, outlet, source.span.doc, said)


def _key(link: ChainLink, outlet: str, doc: str) -> str:
    if link.kind == "anonymous":
        # Unnamed people are the same origin only as far as the text lets us see: through one outlet they are one.
        noun = plain_name(link.name).lower().split()
        if outlet and not set(noun) & ANY_INSIDER:
            return f"unnamed {_descriptor(link.name)} via {outlet}"
        return f"unnamed via {outlet}" if outlet else f"unnamed {_descriptor(link.name)} in {doc}"
    if link.kind == "unattributed" or not name_key(link.name):
        return f"nobody in {doc}"
    if speaks_for_its_owner(link):
        return name_key(link.name.rsplit(" ", 1)[0])
    return name_key(link.name)


def speaks_for_its_owner(link: ChainLink) -> bool:
    """A statement, post or letter is its owner speaking; a report or study is a document with a life of its own."""
    words = link.name.lower().split()
    return link.kind in ("document", "social post") and len(words) > 1 and words[-1] in STATEMENTS


def _is_account(name: str, words: Sequence[str]) -> bool:
    """The name of a post that its words do not hold is that of the account behind a link: whoever posts there speaks."""
    return " " not in name and not HOST.fullmatch(name) and not any(name.lower() in said.lower() for said in words)


def _descriptor(name: str) -> str:
    words = plain_name(name).lower().split()
    return words[-1] if len(words) <= 4 else " ".join(words[:4])
