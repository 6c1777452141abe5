"""A Dossier as plain JSON values: one function for each listing of the command line, and the whole story.

The shapes are fixed for version 1 (see schema.json); fields may be added beside them, none is renamed or removed.
A span always carries the words it cuts, so that `sayso verify` can check every one against the inputs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from sayso import records as r
from sayso.decisions import UNDO, as_plain, find_anchor
from sayso.measure.wordings import Sign, signs_of
from sayso.records import Span, record_id
from sayso.show.against import opponents
from sayso.show.dossier import Dossier
from sayso.show.items import JSON, Item, chain_json, decided_json, grouped, holder_of, span_json, span_or_null, spans_json
from sayso.show.sentence import carrying_reports, is_not_established, likely_reports

# What JSON may hold as it is, but not a UTF-8 file (halves of surrogate pairs), nor a terminal that obeys C1 controls.
ESCAPED = re.compile("[\x7f-\x9f\ud800-\udfff]")


# ── envelopes ──


def envelope(command: str, dossier: Dossier, items: Sequence[Item]) -> Item:
    """What every command prints: which shape, which version, which story, the items, and what could not be done."""
    return {**_head(command, dossier), "items": items, "problems": problems(dossier)}


def listing(command: str, dossier: Dossier) -> Item:
    return envelope(command, dossier, LISTINGS[command](dossier))


def story(dossier: Dossier) -> Item:
    """The whole dossier: the union of all listings."""
    lists: Item = {command: make(dossier) for command, make in LISTINGS.items()}
    return {**_head("dossier", dossier), **lists, "problems": problems(dossier)}


def as_text(value: JSON) -> str:
    """One JSON text, the same in every run; lone surrogates (possible in a damaged input) and controls are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=False) + "\n"
    return ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _head(command: str, dossier: Dossier) -> Item:
    return {"schema": f"sayso.{command}/1", "sayso": dossier.sayso, "story": dossier.story}


# ── the listings ──


def reports(dossier: Dossier) -> list[Item]:
    """Each report: where it came from, its language and dates, and which of its text is its own."""
    language = {found.at.doc: found.code for found in dossier.languages}
    dates = grouped(dossier.date_candidates, lambda found: found.doc)
    regions = grouped(dossier.regions, lambda region: region.span.doc)
    return [
        {
            "id": document.id,
            "report": document.name,
            "uri": document.uri,
            "title": document.title,
            "outlet": document.outlet,
            "byline": document.byline,
            "language": language.get(document.id),
            "chars": len(document.text),
            "sha256": document.sha256,
            "reader": document.reader,
            "published": _published(dossier, dossier.published_of.get(document.id)),
            "published_because": dossier.published_of[document.id].because if document.id in dossier.published_of else None,
            **decided_json(dossier, dossier.published_of.get(document.id)),
            "dates": [
                {
                    "value": found.value,
                    "from": found.origin,
                    "granularity": found.granularity,
                    "span": span_or_null(dossier, found.span),
                }
                for found in dates[document.id]
            ],
            "regions": [
                {"span": span_json(dossier, region.span), "kind": region.kind, "because": region.because}
                for region in regions[document.id]
            ],
            "links": _links(dossier, document, regions[document.id]),
        }
        for document in dossier.documents
    ]


def _links(dossier: Dossier, document: r.Document, regions: Sequence[r.Region]) -> list[Item]:
    """The links of the report's own text; those of menus and lists of other reports are left out."""
    places = [region.span for region in regions if region.kind in r.OWN_TEXT]
    spans = ((Span(document.id, link.start, link.end), link.url) for link in document.links)
    own = ((span, url) for span, url in spans if any(place.overlaps(span) for place in places))
    return [{"span": span_json(dossier, span), "url": url} for span, url in own]


def _published(dossier: Dossier, found: r.Published | None) -> Item | None:
    if found is None or found.value is None:
        return None
    return {
        "value": found.value,
        "granularity": found.granularity,
        "because": found.because,
        "spans": spans_json(dossier, found.spans),
    }


def attributions(dossier: Dossier) -> list[Item]:
    """Words that a report puts in somebody's mouth. `speaker`, `class` and `chain` are those of the first holder."""
    holders = grouped(dossier.sources, lambda source: source.attribution)
    return [_attribution(dossier, id_, said, holders[id_]) for id_, said in dossier.attribution.items()]


def _attribution(dossier: Dossier, id_: str, said: r.Attribution, holders: Sequence[r.Source]) -> Item:
    first = holders[0] if holders else None
    return {
        "id": id_,
        "content": spans_json(dossier, said.content),
        "source": spans_json(dossier, said.source),
        "cue": spans_json(dossier, said.cue),
        "kind": said.kind,
        "force": said.force,
        "scope": said.scope,
        "voice": said.voice,
        "carries_claims": said.carries_claims,
        "inside": said.inside,
        "speaker": holder_of(dossier, first) if first else None,
        "class": first.sourcing_class if first else "unattributed",
        "descriptor": first.descriptor if first else None,
        "chain": chain_json(dossier, said.at.doc, first),
        "because": said.because,
        "holders": [
            {
                "id": record_id(holder),
                "span": span_json(dossier, holder.span),
                "speaker": holder_of(dossier, holder),
                "class": holder.sourcing_class,
                "descriptor": holder.descriptor,
                "chain": chain_json(dossier, holder.span.doc, holder),
                "because": holder.because,
            }
            for holder in holders
        ],
    }


def parties(dossier: Dossier) -> list[Item]:
    """Persons, organisations, outlets and documents, each under all its names."""
    return [
        {
            "id": id_,
            "name": party.name,
            "names": list(party.names),
            "kind": party.kind,
            "mentions": spans_json(dossier, party.mentions),
            "because": party.because,
            **decided_json(dossier, party),
        }
        for id_, party in dossier.party.items()
    ]


def claims(dossier: Dossier) -> list[Item]:
    """Each claim by its best wording, who takes which position on it, and how many origins are left."""
    origins = grouped(dossier.origins, lambda origin: origin.claim)
    return [
        {
            "id": record_id(claim),
            "wording": span_json(dossier, claim.wording),
            "mentions": [_member(dossier, member) for member in claim.members],
            "reports": len(carrying_reports(claim)),
            "likely_reports": len(likely_reports(claim)),
            "origins": _origins(dossier, origins[record_id(claim)]),
            "against": _against(dossier, claim),
            "because": claim.because,
            **decided_json(dossier, claim),
        }
        for claim in dossier.claims
    ]


def _member(dossier: Dossier, member: r.Member) -> Item:
    source = dossier.source.get(member.source) if member.source else None
    mention = dossier.mention.get(member.mention)
    position = dossier.position.get(member.position)
    said = dossier.attribution.get(mention.attribution or "") if mention else None
    return {
        "span": span_json(dossier, member.span),
        "position": member.value,
        "scope": said.scope if said else None,
        "holder": holder_of(dossier, source) if source else dossier.author_of.get(member.span.doc),
        "presentation": mention.presentation if mention else "reports",
        "factuality": position.factuality if position else "Uu",
        "class": source.sourcing_class if source else "author",
        "chain": chain_json(dossier, member.span.doc, source),
        "hedges": spans_json(dossier, position.hedges if position else ()),
        "about": span_json(dossier, mention.about if mention else member.span),
        "pointer": mention.pointer if mention else None,
        "because": member.because,
        "tied_by": "likely meaning" if member.inferred else "words",
        "ids": {"mention": member.mention, "position": member.position},
    }


def _origins(dossier: Dossier, origins: Sequence[r.Origin]) -> Item:
    return {
        "count": sum(origin.standing == "counted" for origin in origins),
        "claimed": sum(origin.standing == "claimed" for origin in origins),
        "not_established": sum(is_not_established(origin) for origin in origins),
        "items": [
            {
                "id": record_id(origin),
                "name": origin.name,
                "class": origin.sourcing_class,
                "parties": list(origin.parties),
                "via": list(origin.via),
                "mentions": spans_json(dossier, origin.members),
                "verdict": origin.verdict,
                "standing": origin.standing,
                "because": origin.because,
                **decided_json(dossier, origin),
            }
            for origin in origins
        ],
    }


def _against(dossier: Dossier, claim: r.Claim) -> list[Item]:
    return [
        {"party": party, "name": name, "position": position, "spans": spans_json(dossier, spans)}
        for (party, name, position), spans in opponents(dossier, claim).items()
    ]


def quotes(dossier: Dossier) -> list[Item]:
    """The same words as several places quote them, and what happened to them on the way.

    A version's own `report`, `start`, `end` and `text` are those of its longest stretch; `spans` holds all of them, and
    `marks`, where there are any, what the report itself marks as an editor's words or as left out.
    """
    texts = {document.id: document.text for document in dossier.documents}
    changes = grouped(dossier.changes, lambda change: change.utterance)
    return [
        {
            "id": record_id(utterance),
            "speaker": utterance.speaker,
            "versions": [
                {
                    **span_json(dossier, max(version.spans, key=lambda span: span.end - span.start)),
                    "attribution": version.attribution,
                    "spans": spans_json(dossier, version.spans),
                    **_marks(dossier, signs_of(version, texts)),
                }
                for version in utterance.versions
            ],
            "changes": [
                {
                    "from": span_json(dossier, change.left),
                    "to": span_json(dossier, change.right),
                    "kind": change.kind,
                    "because": change.because,
                }
                for change in changes[record_id(utterance)]
            ],
            "because": utterance.because,
        }
        for utterance in dossier.utterances
    ]


def _marks(dossier: Dossier, signs: Sequence[Sign]) -> Item:
    marks: Sequence[JSON] = [{"span": span_json(dossier, sign.span), "kind": sign.kind, "because": sign.because} for sign in signs]
    return {"marks": marks} if marks else {}


def copies(dossier: Dossier) -> list[Item]:
    """Stretches of one report that stand again in another."""
    return [_copy(dossier, passage) for passage in dossier.passages]


def _copy(dossier: Dossier, passage: r.Passage) -> Item:
    item: Item = {
        "id": record_id(passage),
        "left": span_json(dossier, passage.left),
        "right": span_json(dossier, passage.right),
        "kind": passage.kind,
        "score": passage.score,
        "because": passage.because,
    }
    return {**item, "near_duplicate": True} if passage.whole else item


def lineage(dossier: Dossier) -> list[Item]:
    """Which report was made from which: one item for each child. Children of one lost parent share an `id`."""
    return [
        {
            "id": record_id(found),
            "child": dossier.report(child),
            "parents": _parents(dossier, found),
            "direction": found.direction,
            "because": found.because,
            "evidence": spans_json(dossier, found.evidence),
            "children": [dossier.report(other) for other in found.children],
        }
        for found in dossier.lineages
        for child in found.children
    ]


def _parents(dossier: Dossier, found: r.Lineage) -> list[JSON]:
    known: list[JSON] = [dossier.report(parent) for parent in found.parents]
    return known + ([{"lost": found.lost}] if found.lost is not None else [])


def conflicts(dossier: Dossier) -> list[Item]:
    """Two places that cannot both be right as they stand."""
    return [
        {
            "id": record_id(conflict),
            "kind": conflict.kind,
            "severity": conflict.severity,
            "left": span_json(dossier, conflict.left),
            "right": span_json(dossier, conflict.right),
            "because": conflict.because,
        }
        for conflict in dossier.conflicts
    ]


def timeline(dossier: Dossier) -> list[Item]:
    """What is dated: events, statements, publications, page clocks. `what` is text; `what_span` says where it stands."""
    return [
        {
            "id": record_id(entry),
            "when": {"from": entry.start, "to": entry.end, "granularity": entry.granularity},
            "what": dossier.cut(entry.what),
            "kind": entry.kind,
            "spans": spans_json(dossier, entry.spans),
            "status": entry.status,
            "because": entry.because,
            "what_span": span_json(dossier, entry.what),
        }
        for entry in dossier.timeline
    ]


def decisions(dossier: Dossier) -> list[Item]:
    """The log of what people decided, undone ones as well, where each stands now, and what it did."""
    did = grouped(dossier.corrected, lambda done: done.decision)
    return [
        {
            "id": id_,
            **as_plain(decision),
            "in_force": decision.kind != UNDO and id_ not in dossier.undone,
            "undone_by": record_id(dossier.undone[id_]) if id_ in dossier.undone else None,
            "places": [span_or_null(dossier, span) for span in places(dossier, decision)],
            "did": [{"span": span_json(dossier, done.span), "record": done.record, "because": done.because} for done in did[id_]],
        }
        for id_, decision in ((record_id(decision), decision) for decision in dossier.decisions)
    ]


def places(dossier: Dossier, decision: r.Decision) -> list[Span | None]:
    """Where the anchors of a decision are now; None where one is not found. A whole report is told by its beginning."""
    found = [find_anchor(anchor, dossier.documents) for anchor in decision.anchors]
    return [
        Span(span.doc, 0, 0) if span and not anchor.exact else span for anchor, span in zip(decision.anchors, found, strict=True)
    ]


def problems(dossier: Dossier) -> list[Item]:
    """What could not be done."""
    return [{"stage": problem.stage, "key": problem.key, "message": problem.message} for problem in dossier.problems]


LISTINGS: dict[str, Callable[[Dossier], list[Item]]] = {
    "reports": reports,
    "attributions": attributions,
    "parties": parties,
    "claims": claims,
    "quotes": quotes,
    "copies": copies,
    "lineage": lineage,
    "conflicts": conflicts,
    "timeline": timeline,
    "decisions": decisions,
}
