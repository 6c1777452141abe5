"""The listings, and the answers of explain, verify and doctor, for reading in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from sayso import records as r
from sayso.decisions import UNDO
from sayso.doctor import Finding
from sayso.measure.wordings import signs_of
from sayso.records import OWN_TEXT, record_id
from sayso.show.against import opponents
from sayso.show.dossier import Dossier, speaker_of
from sayso.show.items import JSON, Item, grouped
from sayso.show.lines import Cell, columns, one_line, paint, paragraph, short
from sayso.show.listings import places
from sayso.show.search import Hit, pieces
from sayso.show.sentence import count_words, reports_count
from sayso.show.terminal import (
    CLASS_STYLES,
    MOST_WORDS,
    NARROW,
    change_kind,
    conflict_lines,
    does,
    lineage_lines,
    origin_count,
    place,
    quoted,
)
from sayso.verify import Verdict

SHORT_ID = 8  # hexadecimal digits of an id in a listing: enough for `sayso explain` in any story of a sensible size
MOST_FAILURES = 20  # spans that do not hold, printed one by one
Row = list[Cell]


def render_listing(command: str, dossier: Dossier, width: int, colour: bool) -> str:
    """One listing as text: what there is, how much of it, item by item."""
    lines = RENDERERS[command](dossier, width, colour)
    nothing = f"no {command} found in {count_words(len(dossier.documents), 'report', 'reports')}"
    return "\n".join(lines or paragraph(nothing, width)) + "\n"


def render_hits(dossier: Dossier, hits: Sequence[Hit], width: int, colour: bool) -> str:
    """What a search found, report by report as it comes, the words that were asked for in brackets."""
    rows: list[Row] = [
        [Cell(dossier.report(hit.around.doc), "strong"), Cell(hit.kind), Cell(_bracketed(dossier, hit))] for hit in hits
    ]
    return "\n".join(_table(("report", "in", "words"), rows, width, colour) or ["nothing found"]) + "\n"


def _bracketed(dossier: Dossier, hit: Hit) -> str:
    return "".join(f"[{text}]" if asked else text for text, asked in pieces(dossier, hit))


def _id(record: r.Record) -> Cell:
    return Cell(record_id(record)[:SHORT_ID], "faint")


def _table(head: Sequence[str], rows: Sequence[Row], width: int, colour: bool) -> list[str]:
    return columns([[Cell(name, "faint") for name in head], *rows], width, indent=0, colour=colour) if rows else []


def _reports(dossier: Dossier, width: int, colour: bool) -> list[str]:
    language = {found.at.doc: found.code for found in dossier.languages}
    own = grouped((region for region in dossier.regions if region.kind in OWN_TEXT), lambda region: region.span.doc)
    rows = [
        [
            Cell(document.name, "strong"),
            Cell((dossier.published_of[document.id].value if document.id in dossier.published_of else None) or "not established"),
            Cell(language.get(document.id, "")),
            Cell(_share(sum(region.span.end - region.span.start for region in own[document.id]), len(document.text))),
            Cell(" · ".join(part for part in (document.outlet, document.title or _headline(dossier, own[document.id])) if part)),
        ]
        for document in dossier.documents
    ]
    return _table(("report", "published", "language", "own text", "outlet and headline"), rows, width, colour)


def _share(part: int, whole: int) -> str:
    return f"{100 * part // whole}%" if whole else ""


def _headline(dossier: Dossier, regions: Sequence[r.Region]) -> str:
    return next((dossier.cut(region.span) for region in regions if region.kind == "headline"), "")


def _attributions(dossier: Dossier, width: int, colour: bool) -> list[str]:
    holders = grouped(dossier.sources, lambda source: source.attribution)
    rows = {document.id: list[Row]() for document in dossier.documents}
    for id_, said in dossier.attribution.items():
        rows[said.at.doc].append(
            [_id(said), *_said_by(dossier, holders[id_]), Cell(does(said)), Cell(said.kind), _content(dossier, said)]
        )
    lines: list[str] = []
    for document in dossier.documents:
        if rows[document.id]:
            lines += [
                paint(one_line(document.name), "head", colour=colour),
                *columns(rows[document.id], width, colour=colour, widest=NARROW),
                "",
            ]
    return lines[:-1]


def _said_by(dossier: Dossier, holders: Sequence[r.Source]) -> Row:
    """Who says it, and through whom the report has it."""
    if not holders:
        return [Cell("nobody named", CLASS_STYLES["unattributed"])]
    who = " and ".join(holder.chain[-1].name if holder.chain else dossier.cut(holder.span) for holder in holders)
    via = ", ".join(link.name for link in reversed(holders[0].chain[1:-1]))
    return [Cell(f"{who}{f' (via {via})' if via else ''}", CLASS_STYLES[holders[0].sourcing_class])]


def _content(dossier: Dossier, said: r.Attribution) -> Cell:
    return Cell(" … ".join(quoted(dossier, span) for span in said.content))


def _parties(dossier: Dossier, width: int, colour: bool) -> list[str]:
    rows = [
        [
            _id(party),
            Cell(party.name, "strong"),
            Cell(party.kind),
            Cell(f"{len(party.mentions)} in {len({span.doc for span in party.mentions})}"),
            Cell(" · ".join(name for name in party.names if name != party.name)),
        ]
        for party in dossier.parties
        if party.kind != "report"
    ]
    return _table(("id", "party", "kind", "mentions in reports", "also called"), rows, width, colour)


def _claims(dossier: Dossier, width: int, colour: bool) -> list[str]:
    rows = [
        [
            _id(claim),
            Cell(reports_count(claim)),
            Cell(origin_count(dossier, claim)),
            Cell(str(len(opponents(dossier, claim)) or "")),
            Cell(f"{quoted(dossier, claim.wording)} ({place(dossier, claim.wording)})"),
        ]
        for claim in dossier.claims
    ]
    return _table(("id", "reports", "origins", "against", "best existing wording"), rows, width, colour)


def _quotes(dossier: Dossier, width: int, colour: bool) -> list[str]:
    """Quotations that stand in several reports first, each with its changes; then those that stand in one."""
    changed = grouped((change for change in dossier.changes if change.kind != "identical"), lambda change: change.utterance)
    several = [(id_, utterance) for id_, utterance in dossier.utterance.items() if len(utterance.versions) > 1]
    lines: list[str] = []
    for id_, utterance in several:
        said = f"{speaker_of(dossier, utterance)} · {len(utterance.versions)} versions · {id_[:SHORT_ID]} · {utterance.because}"
        lines += [
            *paragraph(said, width, style="head", colour=colour),
            *columns(_versions(dossier, utterance), width, colour=colour),
        ]
        lines += [*_changes(dossier, changed[id_], width, colour), ""]
    once = [(id_, utterance) for id_, utterance in dossier.utterance.items() if len(utterance.versions) == 1]
    rows = [[Cell(id_[:SHORT_ID], "faint"), Cell(speaker_of(dossier, said)), *_versions(dossier, said)[0]] for id_, said in once]
    title = [paint("quoted by one report only", "head", colour=colour)] if rows else []
    return [*lines, *title, *columns(rows, width, colour=colour, widest=NARROW)]


def _changes(dossier: Dossier, changes: Sequence[r.Change], width: int, colour: bool) -> list[str]:
    """What differs from the version that the others are laid beside; the same difference in several reports is one row."""
    if not changes:
        return []
    bases = Counter(change.left.doc for change in changes if change.kind != "speaker changed")
    base = min(bases, key=lambda doc: (-bases[doc], dossier.report(doc))) if bases else ""
    told: dict[tuple[str, str, str], list[r.Change]] = {}
    for change in changes:
        told.setdefault((change.kind, change.left.doc, change.because), []).append(change)
    rows = []
    for (_, left, because), alike in told.items():
        reports = ", ".join(dict.fromkeys(dossier.report(change.right.doc) for change in alike))
        between = reports if left == base and alike[0].right.doc != base else f"{dossier.report(left)} → {reports}"
        rows.append([change_kind(alike[0]), Cell(between), Cell(because)])
    head = f"beside {dossier.report(base)} (“the first”; which is the original is not established):" if base else ""
    return [
        *(paragraph(head, width, indent=4, style="faint", colour=colour) if head else ()),
        *columns(rows, width, indent=4, colour=colour),
    ]


def _versions(dossier: Dossier, utterance: r.Utterance) -> list[Row]:
    texts = {document.id: document.text for document in dossier.documents}
    rows = []
    for version in utterance.versions:
        edited = [dossier.cut(sign.span) for sign in signs_of(version, texts) if sign.kind == "editor's words"]
        said = f" (an editor's words: {', '.join(edited)})" if edited else ""
        rows.append(
            [Cell(_places(dossier, version.spans)), Cell(" … ".join(quoted(dossier, span) for span in version.spans) + said)]
        )
    return rows


def _places(dossier: Dossier, spans: Sequence[r.Span]) -> str:
    return ", ".join([place(dossier, spans[0]), *(f"{span.start}-{span.end}" for span in spans[1:])])


def _copies(dossier: Dossier, width: int, colour: bool) -> list[str]:
    rows = [
        [
            _id(passage),
            Cell(place(dossier, passage.left)),
            Cell(place(dossier, passage.right)),
            Cell(f"{passage.kind}{', whole report' if passage.whole else ''}"),
            Cell(quoted(dossier, passage.left)),
        ]
        for passage in dossier.passages
    ]
    return _table(("id", "left", "right", "kind", "words on the left"), rows, width, colour)


def _lineage(dossier: Dossier, width: int, colour: bool) -> list[str]:
    return [line for found in dossier.lineages for line in lineage_lines(dossier, found, width, colour)]


def _conflicts(dossier: Dossier, width: int, colour: bool) -> list[str]:
    lines: list[str] = []
    for conflict in dossier.conflicts:
        lines.append(paint(f"{conflict.severity} · {record_id(conflict)[:SHORT_ID]}", "head", colour=colour))
        lines += conflict_lines(dossier, conflict, width, colour)
    return lines


def _timeline(dossier: Dossier, width: int, colour: bool) -> list[str]:
    rows = [
        [
            Cell(_when(entry), "strong"),
            Cell(entry.kind),
            Cell(entry.status, "bad" if entry.status == "conflicting" else ""),
            Cell(f"{quoted(dossier, entry.what)} ({place(dossier, entry.what)})"),
        ]
        for entry in dossier.timeline
    ]
    return _table(("when", "kind", "status", "what"), rows, width, colour)


DIGITS = {"year": 4, "month": 7}  # of an ISO date, for what is known no better than that


def _when(entry: r.TimelineEntry) -> str:
    digits = DIGITS.get(entry.granularity, 10)
    start, end = (entry.start or "")[:digits], (entry.end or "")[:digits]
    if not start and not end:
        return "not established"
    return start if not end or start == end else f"until {end}" if not start else f"{start} to {end}"


def _decisions(dossier: Dossier, width: int, colour: bool) -> list[str]:
    lines: list[str] = []
    for decision in dossier.decisions:
        id_ = record_id(decision)
        undone = dossier.undone.get(id_)
        state = f" · undone by {record_id(undone)[:SHORT_ID]}, {undone.by}" if undone else ""
        value = f": {decision.value[:SHORT_ID] if decision.kind == UNDO else decision.value}" if decision.value else ""
        head = f"{decision.when} · {decision.kind}{value} · {decision.by} · {id_[:SHORT_ID]}{state}"
        found = zip(decision.anchors, places(dossier, decision), strict=True)
        rows = [
            [Cell(_anchored(dossier, anchor, span)), Cell(f"“{anchor.exact}”" if anchor.exact else "")] for anchor, span in found
        ]
        lines += paragraph(head, width, style="faint" if undone else "head", colour=colour)
        lines += [*paragraph(f"because {decision.because}", width, indent=2, colour=colour), *columns(rows, width, colour=colour)]
    return lines


def _anchored(dossier: Dossier, anchor: r.Anchor, span: r.Span | None) -> str:
    return f"{anchor.report} (not found)" if span is None else place(dossier, span) if anchor.exact else dossier.report(span.doc)


RENDERERS: dict[str, Callable[[Dossier, int, bool], list[str]]] = {
    "reports": _reports,
    "attributions": _attributions,
    "parties": _parties,
    "claims": _claims,
    "quotes": _quotes,
    "copies": _copies,
    "lineage": _lineage,
    "conflicts": _conflicts,
    "timeline": _timeline,
    "decisions": _decisions,
}


# ── one record, verify, doctor ──


def render_explanation(item: Item, width: int, colour: bool) -> str:
    """What `explain` found, as text."""
    lines = [paint(one_line(f"{item['kind']} {item['id']}"), "head", colour=colour)]
    says = item["says"] if isinstance(item["says"], dict) else {}
    lines += columns(
        [[Cell(name.replace("_", " "), "faint"), Cell(_plain(value))] for name, value in says.items()], width, colour=colour
    )
    if item["because"]:
        lines += ["", *paragraph(f"because {item['because']}", width)]
    for title, key in (("WHERE IT STANDS", "spans"), ("IT RESTS ON", "rests_on"), ("ON IT REST", "rests_on_it")):
        found = [part for part in _listed(item[key]) if isinstance(part, dict)]
        if found:
            lines += ["", paint(title, "head", colour=colour), *columns([_explained(part) for part in found], width, colour=colour)]
    return "\n".join(lines) + "\n"


def _explained(part: Item) -> Row:
    if "report" in part:
        return [Cell(f"{part['report']} {part['start']}-{part['end']}"), Cell(f"“{short(str(part['text']), MOST_WORDS)}”")]
    return [Cell(f"{part['kind']} {str(part['id'])[:SHORT_ID]}"), Cell(short(str(part["text"]), MOST_WORDS))]


def _plain(value: JSON) -> str:
    return " · ".join(map(str, value)) if isinstance(value, list) else str(value)


def _listed(value: JSON) -> list[JSON]:
    return list(value) if isinstance(value, list) else []


def render_verdict(verdict: Verdict, width: int, colour: bool) -> str:
    """How many hold; then those that do not, with what stands there instead."""
    failures = (*verdict.report_failures, *verdict.span_failures)
    lines = [
        f"{verdict.spans - len(verdict.span_failures)} of {verdict.spans} spans hold",
        *([f"{verdict.reports - len(verdict.report_failures)} of {verdict.reports} reports hold"] if verdict.reports else []),
        *columns([[Cell(failed.what, "bad"), Cell(failed.because)] for failed in failures[:MOST_FAILURES]], width, colour=colour),
    ]
    if len(failures) > MOST_FAILURES:
        lines.append(f"  … and {len(failures) - MOST_FAILURES} more; --json lists all")
    return (
        "\n".join([*lines, *paragraph(f"checked against {', '.join(verdict.against)}", width, style="faint", colour=colour)]) + "\n"
    )


def render_findings(findings: Sequence[Finding], width: int, colour: bool) -> str:
    """What doctor found."""
    rows = [
        [
            Cell("ok" if found.ok else "--" if found.kind == "extra" else "NO", "good" if found.ok else "bad"),
            Cell(found.name),
            Cell(found.version or ""),
            Cell(found.note),
        ]
        for found in findings
    ]
    return "\n".join(columns(rows, width, indent=0, colour=colour)) + "\n"
