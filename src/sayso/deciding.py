"""From what a person points at to a decision: ids of the listings, or places, become words that are found again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sayso import records as r
from sayso.decisions import UNDO, WHOLE_REPORTS, anchor_of, checked
from sayso.errors import SettingsError
from sayso.records import Record, Span, record_id
from sayso.show.dossier import Dossier
from sayso.show.explain import KINDS, all_records, find_id
from sayso.show.items import Item
from sayso.show.listings import decisions as listed
from sayso.show.sentence import count_words, origins_of, standing_of
from sayso.show.side_by_side import find_report

PLACE = re.compile(r"(\d{1,9})-(\d{1,9})@(.+)", re.DOTALL)
# What each kind takes, in words; START-END@REPORT is taken everywhere.
TAKES = {
    "merge parties": "ids of two or more parties (sayso parties STORY), or of the holders of attributions",
    "split party": "mentions that are another party's: ids of holders (sayso attributions STORY --json), or places",
    "merge claims": "ids of two or more claims (sayso claims STORY)",
    "split claim": "ids of mentions of one claim (sayso claims STORY --json)",
    "not a copy": "the id of a copy (sayso copies STORY) or of a lineage between two reports, or two reports",
    "same source": "ids of two or more origins of one claim (sayso claims STORY --json)",
    "not a claim": "the id of a claim (sayso claims STORY)",
    "position": "the id of a position, or of a mention, of a claim (sayso claims STORY --json)",
    "date": "a report, by its name or id (sayso reports STORY)",
    UNDO: "the id of a decision (sayso decisions STORY)",
}


def decide(
    dossier: Dossier, kind: str, ids: Sequence[str], *, value: str | None = None, by: str, because: str, when: str
) -> r.Decision:
    """A decision about the records with these ids (the beginning of an id is enough, a report may be named by its name), or about
    places as START-END@REPORT, in code points.

    `when` is UTC, "2026-11-22T18:21:57Z". Nothing is written. SettingsError says what the kind takes where something else is given.
    """
    if kind == UNDO:
        undone = [_undone(dossier, wanted) for wanted in ids]
        if len(undone) != 1:
            raise SettingsError(f"“{UNDO}” takes {TAKES[UNDO]}; {len(undone)} were given")
        return checked(r.Decision(kind, (), undone[0], by, because, when))
    known = all_records(dossier)
    spans = [span for wanted in ids for span in _spans(dossier, known, kind, wanted)]
    anchors = tuple(anchor_of(span, dossier.document[span.doc], whole=kind in WHOLE_REPORTS) for span in spans)
    return checked(r.Decision(kind, anchors, value, by, because, when))


def _undone(dossier: Dossier, wanted: str) -> str:
    known: dict[str, Record] = {record_id(decision): decision for decision in dossier.decisions}
    found = [id_ for id_ in known if wanted and id_.startswith(wanted.lower())]
    if len(found) != 1:
        raise SettingsError(
            f"{count_words(len(found), 'decision has an id', 'decisions have ids')} that begins with {wanted!r}; "
            "see: sayso decisions STORY"
        )
    if found[0] in dossier.undone:
        raise SettingsError(
            f"the decision {found[0]} is undone already, by {record_id(dossier.undone[found[0]])}; to have it back, undo that one"
        )
    return found[0]


def _spans(dossier: Dossier, known: dict[str, Record], kind: str, wanted: str) -> list[Span]:
    place = PLACE.fullmatch(wanted)
    if place is not None:
        return [_place(dossier, int(place[1]), int(place[2]), place[3])]
    if kind not in TAKES:
        raise SettingsError(f"{kind!r} is no kind of decision; choose from: {', '.join(r.DECISION_KINDS)}")
    record = known[find_id(dossier, known, wanted)]
    found = list(_spans_of(dossier, kind, record))
    if not found:
        what = KINDS[type(record)]
        raise SettingsError(f"“{kind}” takes {TAKES[kind]}, or START-END@REPORT; {wanted} is a {what} of another kind or use")
    return found


def _place(dossier: Dossier, start: int, end: int, name: str) -> Span:
    document = find_report(dossier, name)
    if not start < end <= len(document.text):
        raise SettingsError(f"{start}-{end}@{document.name} is no place: the report has {len(document.text)} characters")
    return Span(document.id, start, end)


def _spans_of(dossier: Dossier, kind: str, record: Record) -> Iterable[Span]:
    """The words by which a record is meant in a decision of this kind; none where the kind is not about such records."""
    match kind, record:
        case "merge parties", r.Party() if record.kind != "report":
            return [record.mentions[0]]
        case (("merge parties" | "split party"), r.Source()) if record.chain and record.chain[-1].surface:
            return [record.chain[-1].surface]
        case (("merge claims" | "not a claim"), r.Claim()):
            return [record.wording]
        case (("merge claims" | "split claim" | "not a claim" | "position"), r.ClaimMention()):
            return [record.about]
        case (("split claim" | "position"), r.Position()):
            source = dossier.source.get(record.source or "")
            holder = [source.span] if source is not None and kind == "position" else []
            return [dossier.mention[record.mention].about, *holder]
        case "not a copy", r.Passage():
            return (
                [dossier.document[s.doc].at for s in (record.left, record.right)] if record.whole else [record.left, record.right]
            )
        case "not a copy", r.Lineage() if len({*record.parents, *record.children}) == 2:
            return [dossier.document[doc].at for doc in (*record.children, *record.parents)]
        case _, r.Document() if kind in WHOLE_REPORTS:
            return [record.at]
        case "same source", r.Origin():
            return [_words_of(dossier, record)]
    return []


def _words_of(dossier: Dossier, origin: r.Origin) -> Span:
    """Words that mean this origin and no other of its claim: a place of its own, else the holder's words at one it shares."""
    others = {span for other in dossier.origins_of[origin.claim] if other is not origin for span in other.members}
    own = [span for span in origin.members if not any(span.overlaps(other) for other in others)]
    return next(iter([*own, *_holders(dossier, origin)]), origin.members[0])


def _holders(dossier: Dossier, origin: r.Origin) -> Iterator[Span]:
    claim = next(claim for claim in dossier.claims if record_id(claim) == origin.claim)
    for member in claim.members:
        source = dossier.source.get(member.source or "")
        if source is None or not source.chain or member.span not in origin.members:
            continue
        if dossier.link_party(source.span.doc, source.chain[-1]) in origin.parties:
            yield source.span


# ── what a decision changed ──────────────────────────────────────────────────────────────────────────────────────────


def changed(before: Dossier, after: Dossier, decisions: Sequence[r.Decision]) -> list[str]:
    """What is other than before, in sentences: what the decisions did, what they could not do, and what followed from it."""
    ids = {record_id(decision) for decision in decisions}
    said = [done.because for done in after.corrected if done.decision in ids]
    said += [problem.message for problem in after.problems if problem.key in ids]
    said += [f"undone: {entry.kind} by {entry.by}" for entry in before.decisions if _is_undone_by(entry, after, ids)]
    counts = (
        ("party", "parties", before.parties, after.parties),
        ("copied passage", "copied passages", before.passages, after.passages),
        ("lineage", "lineages", before.lineages, after.lineages),
        ("claim", "claims", before.claims, after.claims),
        ("conflict", "conflicts", before.conflicts, after.conflicts),
    )
    said += [f"{count_words(len(old), one, many)} → {len(new)}" for one, many, old, new in counts if len(old) != len(new)]
    was = {claim.wording: _origins(before, claim) for claim in before.claims}
    for claim in after.claims:
        count = _origins(after, claim)
        if was.get(claim.wording, count) != count:
            said.append(f"{count_words(was[claim.wording], 'origin', 'origins')} → {count}: “{after.cut(claim.wording)}”")
    return list(dict.fromkeys(said))


def decided_item(before: Dossier, after: Dossier, decision: r.Decision) -> Item:
    """A decision of the log as it is listed, and what it changed."""
    (item,) = [item for item in listed(after) if item["id"] == record_id(decision)]
    return {**item, "changed": changed(before, after, [decision])}


def _is_undone_by(entry: r.Decision, after: Dossier, ids: set[str]) -> bool:
    undoing = after.undone.get(record_id(entry))
    return undoing is not None and record_id(undoing) in ids


def _origins(dossier: Dossier, claim: r.Claim) -> int:
    return len(standing_of(origins_of(dossier, claim), "counted"))
