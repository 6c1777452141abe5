"""What is dated: in lanes by whose word it is, to scale; the same as a table; and the dates of the reports themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.calendar import Point
from sayso.records import Published, TimelineEntry
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, Quote, ReportName, shortened
from sayso.show.page.asked import Asked
from sayso.show.page.axis import BOX, COLUMNS, Axis, label, make_axis, pack
from sayso.show.page.claims import Holder
from sayso.show.page.said_by import holder_of_statement, holder_of_words, said_in
from sayso.show.page.touched import order

EXACTNESS = {"year": len("2020"), "month": len("2020-07")}  # characters of an ISO date
STATUSES = ("conflicting", "agreed", "single", "inferred")  # the first ones stand on top in their lane
MOST_PARTIES = 5  # with a lane of their own; with the events, the others and the reports that makes eight
MOST_ROWS = 8  # in one lane, by eye; what has no room stands in the table
SHORT = 80  # code points of the words in a box: two lines
EVENTS, OTHERS, REPORTS = "the reports’ own voice", "others", "the reports themselves"
PUBLISHED, PAGE = "publication", "page"
OTHER_DATE = "the other date told for it"


@dataclass(frozen=True)
class TimelineRow:
    """One line of the table."""

    record: TimelineEntry
    when: str
    who: str  # whose word it is; empty where it is the report's own
    what: Quote
    others: tuple[Quote, ...]


@dataclass(frozen=True)
class DatedReport:
    report: ReportName
    doc: str
    value: str  # empty where it is not established
    because: str


@dataclass(frozen=True)
class TimeBox:
    """One thing at its place in a lane: an entry with its words, or the reports of one day."""

    column: int  # where its box begins, from 1
    row: int  # from 1
    ends: bool  # its date is at the end of the box, because there is no room after it
    kind: str
    when: str
    status: str
    who: str  # named in the lane of the others
    words: str
    report: ReportName | None
    href: str
    reports: tuple[ReportName, ...] = ()


@dataclass(frozen=True)
class Lane:
    name: str
    kind: str  # "events", "party", "reports"
    rows: int
    boxes: tuple[TimeBox, ...]
    joins: tuple[str, ...]  # paths that join two dates of one thing; a unit is a column and a row
    left_out: int


@dataclass(frozen=True)
class TimelineView:
    axis: Axis
    lanes: tuple[Lane, ...]
    undated: tuple[ReportName, ...]
    rows: tuple[TimelineRow, ...]
    reports: tuple[DatedReport, ...]


@dataclass(frozen=True)
class Placed:
    """Something to be drawn: its day, its second day where dates conflict, and its box without a place."""

    lane: str
    first: date
    last: date | None
    rank: int
    box: TimeBox


def timeline_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> TimelineView:
    """Everything that is dated."""
    whose = holders(dossier)
    rows = tuple(timeline_rows(dossier, anchors, whose))
    reports = tuple(dated_report(anchors, published) for published in dossier.published)
    placed = [*placed_entries(dossier, rows, whose), *placed_reports(reports)]
    axis = make_axis([day for one in placed for day in (one.first, one.last) if day])
    return TimelineView(
        axis=axis,
        lanes=tuple(lanes_of(placed, axis)),
        undated=tuple(one.report for one in reports if not one.value),
        rows=rows,
        reports=reports,
    )


# ── the table ────────────────────────────────────────────────────────────────────────────────────────────────────────


def holders(dossier: Dossier) -> dict[TimelineEntry, Holder]:
    """Whose word each entry is, where a report puts it in somebody's mouth."""
    said = said_in(dossier)
    found = {
        entry: holder_of_statement(said, entry.what) if entry.kind == "statement" else holder_of_words(said, entry.what)
        for entry in dossier.timeline
        if entry.kind not in (PUBLISHED, PAGE)
    }
    return {entry: holder for entry, holder in found.items() if holder}


def timeline_rows(dossier: Dossier, anchors: Anchors, whose: Mapping[TimelineEntry, Holder]) -> Iterator[TimelineRow]:
    for entry in dossier.timeline:
        others = tuple(anchors.quote(span) for span in entry.spans if not entry.what.contains(span))
        who = whose[entry].name if entry in whose else ""
        yield TimelineRow(entry, when(entry), who, anchors.quote(entry.what), others)


def when(entry: TimelineEntry) -> str:
    """The entry's dates, no more exact than the text: a day, a month, a year, a stretch, or the words that say there is none."""
    if entry.start is None:
        return "not fixed" if entry.end is None else f"until {entry.end}"
    exact = EXACTNESS.get(entry.granularity, len(entry.start))
    start = entry.start[:exact]
    if entry.end is None:
        return f"from {start}"
    if entry.end[:exact] == start:
        return start
    if entry.status == "conflicting":
        return f"{entry.start} or {entry.end}"
    return whole_period(entry.start, entry.end) or f"{entry.start} to {entry.end}"


def whole_period(start: str, end: str) -> str:
    """The year or the month of which these are the first and the last day; empty where they are of none.

    >>> whole_period("2031-01-01", "2031-12-31"), whole_period("2031-04-01", "2031-04-30"), whole_period("2031-04-01", "2031-05-31")
    ('2031', '2031-04', '')
    """
    first, last = day_of(start), day_of(end)
    if first and (first, last) == Point(first.year).bounds():
        return start[:4]
    return start[:7] if first and (first, last) == Point(first.year, first.month).bounds() else ""


def dated_report(anchors: Anchors, published: Published) -> DatedReport:
    return DatedReport(anchors.reports[published.doc], published.doc, published.value or "", published.because)


# ── the lanes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def placed_entries(dossier: Dossier, rows: Sequence[TimelineRow], whose: Mapping[TimelineEntry, Holder]) -> Iterator[Placed]:
    """Entries that have a day, each in the lane of its holder, of the events or of the reports; the lanes' keys begin so."""
    own = {(published.doc, published.because) for published in dossier.published}
    names = lane_names(entry_holders(dossier.timeline, whose))
    for row in rows:
        entry, first = row.record, day_of(row.record.start or row.record.end)
        of_a_report = entry.kind == PUBLISHED and (entry.what.doc, entry.because) in own  # these come from `published`
        if first is None or of_a_report:
            continue
        last = day_of(entry.end) if entry.status == "conflicting" and entry.end != entry.start else None
        lane = REPORTS if entry.kind == PAGE else names[whose[entry].key] if entry in whose else EVENTS
        who = row.who if lane == OTHERS else ""
        box = TimeBox(
            0, 0, False, entry.kind, row.when, entry.status, who, shortened(row.what.words, SHORT), row.what.report, row.what.href
        )
        yield Placed(lane, first, last, order(STATUSES, entry.status), box)


def entry_holders(entries: Iterable[TimelineEntry], whose: Mapping[TimelineEntry, Holder]) -> list[Holder]:
    """The holders of the entries that have a day, one for each."""
    return [whose[entry] for entry in entries if entry in whose and day_of(entry.start or entry.end)]


def lane_names(found: Sequence[Holder]) -> dict[str, str]:
    """For each holder (by key) the name of the lane: their own for those with most entries, else that of the others."""
    counts = Counter(holder.key for holder in found)
    named = {holder.key: holder.name for holder in reversed(found)}
    first = {key: place for place, key in reversed(list(enumerate(holder.key for holder in found)))}
    ordered = sorted(counts, key=lambda key: (-counts[key], first[key]))
    few = len(ordered) <= MOST_PARTIES + 1  # one other alone may have its own lane as well
    return {key: named[key] if few or place < MOST_PARTIES else OTHERS for place, key in enumerate(ordered)}


def placed_reports(reports: Sequence[DatedReport]) -> Iterator[Placed]:
    """The reports of each day together."""
    by_day: dict[date, list[DatedReport]] = {}
    for one in reports:
        day = day_of(one.value)
        if day:
            by_day.setdefault(day, []).append(one)
    for day, those in sorted(by_day.items()):
        told = ", ".join(dict.fromkeys(one.value[:10] for one in those))
        box = TimeBox(0, 0, False, PUBLISHED, told, "", "", "", None, "", tuple(one.report for one in those))
        yield Placed(REPORTS, day, None, 0, box)


def day_of(value: str | None) -> date | None:
    """The first day of an ISO date that may stop at the year or the month; None where there is none in the calendar.

    >>> day_of("2031-05"), day_of("2031-05-04T07:00Z"), day_of("31 May"), day_of(None)
    (datetime.date(2031, 5, 1), datetime.date(2031, 5, 4), None, None)
    """
    try:
        return date.fromisoformat(((value or "")[:10] + "-01-01")[:10])
    except ValueError:
        return None


def lanes_of(placed: Sequence[Placed], axis: Axis) -> Iterator[Lane]:
    """The events first, then the parties by their first day, then the others, and the reports last."""
    by_lane: dict[str, list[Placed]] = {}
    for one in placed:
        by_lane.setdefault(one.lane, []).append(one)
    last = {EVENTS: 0, OTHERS: 2, REPORTS: 3}
    for name in sorted(by_lane, key=lambda name: (last.get(name, 1), min(one.first for one in by_lane[name]), name)):
        kind = {EVENTS: "events", REPORTS: "reports"}.get(name, "party")
        yield lane(name, kind, by_lane[name], axis)


def lane(name: str, kind: str, placed: Sequence[Placed], axis: Axis) -> Lane:
    """Each box at its day in the first free row; what needs more rows than a lane has is counted."""
    drawn = fitting(placed, axis)
    boxes: list[TimeBox] = []
    joins: list[str] = []
    for one, row in drawn:
        first, second = axis.column(one.first), axis.column(one.last) if one.last else None
        boxes.append(at(replace(one.box, when=short_when(one, axis)), first, row, ends=ends(second or first)))
        if one.last and second:
            other = replace(one.box, words=OTHER_DATE, who="", when=short_when(replace(one, first=one.last), axis))
            boxes.append(at(other, second, row + 1, ends=ends(second)))
            joins.append(join(first, second, row))
    boxes.sort(key=lambda box: (box.column, box.row))
    return Lane(name, kind, max(box.row for box in boxes), tuple(boxes), tuple(joins), len(placed) - len(drawn))


def fitting(placed: Sequence[Placed], axis: Axis) -> list[tuple[Placed, int]]:
    """The things for which a lane has rows, each with its row: by date; where not all fit, what several agree or disagree on
    before what a single report tells or what is inferred."""
    by_date = in_rows(sorted(placed, key=lambda one: (one.first, one.rank, one.box.href)), axis)
    if len(by_date) == len(placed):
        return by_date
    return in_rows(sorted(placed, key=lambda one: (one.rank, one.first, one.box.href)), axis)


def in_rows(ordered: Sequence[Placed], axis: Axis) -> list[tuple[Placed, int]]:
    ways = [taken(axis.column(one.first), axis.column(one.last) if one.last else None) for one in ordered]
    return [(one, row) for one, row in zip(ordered, pack(ways, MOST_ROWS), strict=True) if row is not None]


def short_when(one: Placed, axis: Axis) -> str:
    """The date as a box has room for it: a day by its name, with the year where the axis does not tell it; else as in the table."""
    if one.last is None and one.box.when != one.first.isoformat():
        return one.box.when
    return label(one.first, "day" if axis.one_year and axis.scaled(one.first) else "first")


def ends(column: int) -> bool:
    """Whether a box must end at its date, because there is no room for it after."""
    return column + BOX - 1 > COLUMNS


def at(box: TimeBox, column: int, row: int, *, ends: bool) -> TimeBox:
    return replace(box, column=column - BOX + 1 if ends else column, row=row, ends=ends)


def taken(first: int, second: int | None) -> tuple[int, int, int]:
    """The columns and rows that a thing takes; two dates take two rows, and a column beside them for the line that joins them."""
    if second is None:
        return (first - BOX + 1, first, 1) if ends(first) else (first, first + BOX - 1, 1)
    return (first - BOX + 1, second + 1, 2) if ends(second) else (first - 1, second + BOX - 1, 2)


def join(first: int, second: int, row: int) -> str:
    """From one date to the other, one row below, beside the boxes.

    >>> join(10, 13, 1)
    'M9 0.5H8.5V1.5H12'
    """
    if ends(second):
        return f"M{second} {row + 0.5:g}H{second + 0.5:g}V{row - 0.5:g}H{first}"
    return f"M{first - 1} {row - 0.5:g}H{first - 1.5:g}V{row + 0.5:g}H{second - 1}"
