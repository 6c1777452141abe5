"""What one record is, why it is there, what it rests on and what rests on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sayso import records as r
from sayso.decisions import signed
from sayso.errors import SettingsError
from sayso.records import Record, Span, record_id
from sayso.show.dossier import Dossier, spans_of
from sayso.show.items import JSON, Item, spans_json
from sayso.show.listings import places

MOST_CHOICES = 5  # how many records an ambiguous prefix is answered with; by eye
KINDS: dict[type, str] = {
    r.Document: "report",
    r.Region: "region",
    r.Language: "language",
    r.DateCandidate: "date candidate",
    r.Published: "publication date",
    r.Attribution: "attribution",
    r.Source: "source",
    r.ClaimMention: "claim mention",
    r.Position: "position",
    r.Story: "story",
    r.Party: "party",
    r.Utterance: "quote",
    r.Passage: "copy",
    r.Claim: "claim",
    r.Change: "change",
    r.Lineage: "lineage",
    r.Origin: "origin",
    r.Conflict: "conflict",
    r.TimelineEntry: "timeline entry",
    r.Decision: "decision",
    r.Corrected: "correction",
    r.Problem: "problem",
}


def explain(dossier: Dossier, wanted: str) -> Item:
    """The record with this id, or with the only id that begins so; a report may also be named by its name."""
    known = all_records(dossier)
    id_ = find_id(dossier, known, wanted)
    record = known[id_]
    below = [other for other in references(dossier, known, record) if other != id_]
    return {
        "id": id_,
        "kind": KINDS[type(record)],
        "says": _says(record),
        "spans": spans_json(dossier, dict.fromkeys(_places(dossier, record))),
        "because": getattr(record, "because", None),
        "rests_on": [_reference(dossier, known, other) for other in dict.fromkeys(below)],
        "rests_on_it": _rests_on_it(dossier, known, id_),
    }


def _places(dossier: Dossier, record: Record) -> Iterator[Span]:
    """Where it stands; a decision stands where its anchors are found now."""
    if isinstance(record, r.Decision):
        yield from (span for span in places(dossier, record) if span is not None)
    elif not isinstance(record, r.Document):
        yield from spans_of(record)


def find_id(dossier: Dossier, known: dict[str, Record], wanted: str) -> str:
    named = [document.id for document in dossier.documents if document.name == wanted]
    found = named or ([wanted] if wanted in known else sorted(id_ for id_ in known if wanted and id_.startswith(wanted.lower())))
    if not found:
        raise SettingsError(
            f"nothing here has an id that begins with {wanted!r}; ids stand in the listings, e.g. sayso claims STORY"
        )
    if len(found) > 1:
        choices = "".join(f"\n  {id_}  {KINDS[type(known[id_])]}" for id_ in found[:MOST_CHOICES])
        raise SettingsError(f"{len(found)} ids begin with {wanted!r}; give more of it:{choices}")
    return found[0]


def all_records(dossier: Dossier) -> dict[str, Record]:
    """Every record of the dossier by its id."""
    lists = (getattr(dossier, name) for name in dossier.__dataclass_fields__)
    found = (record for those in lists if isinstance(those, tuple) for record in those)
    return {record_id(record): record for record in found if not isinstance(record, r.Used)}


def references(dossier: Dossier, known: dict[str, Record], record: Record) -> Iterator[str]:
    """The ids of what people decided about it, those it names, however deep, and the parties its chain leads to; its reports come
    last."""
    if isinstance(record, r.Document):
        return
    yield from (record_id(decision) for decision in dossier.corrections_of.get(record_id(record), ()))
    yield from (text for text in _strings(record) if text in known and not isinstance(known[text], r.Document))
    if isinstance(record, r.Source):
        for link in record.chain:
            party = dossier.link_party(record.span.doc, link)
            if party is not None:
                yield party
    documents = {span.doc for span in spans_of(record)} | {text for text in _strings(record) if text in dossier.document}
    yield from (document.id for document in dossier.documents if document.id in documents)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _strings(getattr(value, name))


def _rests_on_it(dossier: Dossier, known: dict[str, Record], wanted: str) -> list[JSON]:
    """The records that name this one; for a report, how many of each kind were found in it."""
    above = [id_ for id_, record in known.items() if id_ != wanted and wanted in set(references(dossier, known, record))]
    if not isinstance(known[wanted], r.Document):
        return [_reference(dossier, known, id_) for id_ in above]
    counts: Counter[str] = Counter(KINDS[type(known[id_])] for id_ in above)
    return [{"id": "", "kind": kind, "text": f"{count} in this report"} for kind, count in counts.items()]


def _reference(dossier: Dossier, known: dict[str, Record], id_: str) -> Item:
    return {"id": id_, "kind": KINDS[type(known[id_])], "text": _in_short(dossier, known[id_])}


def _in_short(dossier: Dossier, record: Record) -> str:
    """A record in a few words, taken from the report wherever it has words of its own."""
    match record:
        case r.Document():
            return record.name
        case r.Party() | r.Origin():
            return record.name
        case r.Source():
            return " > ".join(link.name for link in record.chain) or dossier.cut(record.span)
        case r.Position():
            return f"{_holder(dossier, record)} {record.value}: {dossier.cut(record.span)}"
        case r.Change() | r.Conflict():
            return f"{record.kind}: {dossier.cut(record.left)} ≠ {dossier.cut(record.right)}"
        case r.Attribution():
            return " … ".join(map(dossier.cut, (*record.source, *record.cue, *record.content)))
        case r.Lineage():
            return " and ".join(dossier.report(child) for child in record.children if child in dossier.document)
        case r.Problem():
            return record.message
        case r.Decision():
            return f"{record.kind} {signed(record)}"
        case r.Corrected():
            return record.because
        case r.Published():
            return record.value or "not established"
        case r.DateCandidate():
            return record.value
        case r.Story():
            return f"{len(record.documents)} reports"
        case _:
            return dossier.cut(record.at)


def _holder(dossier: Dossier, position: r.Position) -> str:
    source = dossier.source.get(position.source) if position.source else None
    return source.chain[-1].name if source and source.chain else f"the author of {dossier.report(position.span.doc)}"


def _says(record: Record) -> Item:
    """The record's plain fields, those that are neither spans nor ids nor the text of a report."""
    said: Item = {}
    for name in record.__dataclass_fields__:  # type: ignore[attr-defined]
        value = getattr(record, name)
        if name not in ("text", "because", "id") and isinstance(value, str | int | float | bool) and not _looks_like_an_id(value):
            said[name] = value
        elif (
            isinstance(value, tuple)
            and value
            and all(isinstance(part, str) for part in value)
            and not any(map(_looks_like_an_id, value))
        ):
            said[name] = list(value)
    return said


def _looks_like_an_id(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch("[0-9a-f]{16}", value))
