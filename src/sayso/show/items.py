"""What listings are made of: JSON values, spans with their words, chains, and what people decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, TypeVar

from sayso import records as r
from sayso.records import Span, record_id
from sayso.show.dossier import Dossier

JSON: TypeAlias = "str | int | float | bool | Sequence[JSON] | dict[str, JSON] | None"
Item: TypeAlias = dict[str, JSON]
T = TypeVar("T")


def span_json(dossier: Dossier, span: Span) -> Item:
    """Place and words: what `sayso verify` cuts again."""
    return {"report": dossier.report(span.doc), "start": span.start, "end": span.end, "text": dossier.cut(span)}


def spans_json(dossier: Dossier, spans: Iterable[Span]) -> list[Item]:
    return [span_json(dossier, span) for span in spans]


def span_or_null(dossier: Dossier, span: Span | None) -> Item | None:
    return span_json(dossier, span) if span is not None else None


def decided_json(dossier: Dossier, record: r.Record | None) -> Item:
    """The decisions (ids) by which people made a record what it is; nothing where nobody did."""
    found = dossier.corrections_of.get(record_id(record), ()) if record is not None else ()
    return {"decided": [record_id(decision) for decision in found]} if found else {}


def holder_of(dossier: Dossier, source: r.Source) -> str | None:
    """The party at the end of a source's chain."""
    return dossier.link_party(source.span.doc, source.chain[-1]) if source.chain else None


def chain_json(dossier: Dossier, doc: str, source: r.Source | None) -> list[Item]:
    """From the report's author outward; the author alone where nobody else is named."""
    author: Item = {"party": dossier.author_of.get(doc), "surface": None, "name": dossier.report(doc), "kind": "author"}
    links = source.chain if source else ()
    return [author] + [
        {
            "party": dossier.link_party(doc, link),
            "surface": span_or_null(dossier, link.surface),
            "name": link.name,
            "kind": link.kind,
            "because": link.because,
        }
        for link in (links[1:] if links and links[0].kind == "author" else links)
    ]


def grouped(records: Iterable[T], key: Callable[[T], str]) -> defaultdict[str, list[T]]:
    """The records by a key, in their order."""
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return groups
