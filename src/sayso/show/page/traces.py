"""What links the reports: contradictions, lineage and copies, and the timeline, as rows for the page."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Conflict, Lineage, Passage, TimelineEntry
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, Quote, ReportName
from sayso.show.page.asked import Asked

EXACTNESS = {"year": len("2020"), "month": len("2020-07")}  # characters of an ISO date
SEVERITIES = ("high", "medium", "low")


@dataclass(frozen=True)
class ConflictPair:
    record: Conflict
    left: Quote
    right: Quote


@dataclass(frozen=True)
class LineageGroup:
    record: Lineage
    children: tuple[ReportName, ...]
    parents: tuple[ReportName, ...]
    evidence: tuple[Quote, ...]


@dataclass(frozen=True)
class PassagePair:
    record: Passage
    left: Quote
    right: Quote


@dataclass(frozen=True)
class TimelineRow:
    record: TimelineEntry
    when: str
    what: Quote
    others: tuple[Quote, ...]


@dataclass(frozen=True)
class ConflictsView:
    pairs: tuple[ConflictPair, ...]


@dataclass(frozen=True)
class LineageView:
    groups: tuple[LineageGroup, ...]
    passages: tuple[PassagePair, ...]


@dataclass(frozen=True)
class TimelineView:
    rows: tuple[TimelineRow, ...]


def conflicts_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> ConflictsView:
    return ConflictsView(conflict_pairs(dossier, anchors))


def lineage_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> LineageView:
    return LineageView(lineage_groups(dossier, anchors), copied_passages(dossier, anchors))


def timeline_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> TimelineView:
    return TimelineView(timeline_rows(dossier, anchors))


def conflict_pairs(dossier: Dossier, anchors: Anchors) -> tuple[ConflictPair, ...]:
    """The gravest first, else in the dossier's order."""
    ordered = sorted(dossier.conflicts, key=lambda c: SEVERITIES.index(c.severity) if c.severity in SEVERITIES else len(SEVERITIES))
    return tuple(ConflictPair(conflict, anchors.quote(conflict.left), anchors.quote(conflict.right)) for conflict in ordered)


def lineage_groups(dossier: Dossier, anchors: Anchors) -> tuple[LineageGroup, ...]:
    return tuple(
        LineageGroup(
            lineage,
            tuple(anchors.reports[doc] for doc in lineage.children),
            tuple(anchors.reports[doc] for doc in lineage.parents),
            tuple(anchors.quote(span) for span in lineage.evidence),
        )
        for lineage in dossier.lineages
    )


def copied_passages(dossier: Dossier, anchors: Anchors) -> tuple[PassagePair, ...]:
    """Whole near-duplicates first, then the highest score."""
    ordered = sorted(dossier.passages, key=lambda passage: (not passage.whole, -passage.score))
    return tuple(PassagePair(passage, anchors.quote(passage.left), anchors.quote(passage.right)) for passage in ordered)


def timeline_rows(dossier: Dossier, anchors: Anchors) -> tuple[TimelineRow, ...]:
    return tuple(
        TimelineRow(
            entry,
            when(entry),
            anchors.quote(entry.what),
            tuple(anchors.quote(span) for span in entry.spans if not entry.what.contains(span)),
        )
        for entry in dossier.timeline
    )


def when(entry: TimelineEntry) -> str:
    """The entry's dates, no more exact than the text: a day, a month, a year, a stretch, or the words that say there is none."""
    if entry.start is None:
        return "not fixed" if entry.end is None else f"until {entry.end}"
    exact = EXACTNESS.get(entry.granularity, len(entry.start))
    start = entry.start[:exact]
    if entry.end is None:
        return f"from {start}"
    return start if entry.end[:exact] == start else f"{entry.start} to {entry.end}"
