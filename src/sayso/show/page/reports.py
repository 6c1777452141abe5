"""The reports in full: every character of the text once, by region, with a mark for all that the page says about it.

In the one file they stand one after the other. In the app there is a list of them, one report alone, or a few side by side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from sayso.records import OWN_TEXT, Document, Published, Region, Span
from sayso.show.dossier import Dossier
from sayso.show.items import grouped
from sayso.show.page.anchors import Anchors, ReportName
from sayso.show.page.asked import Asked
from sayso.show.page.highlights import Copied, copied_at, marks_in
from sayso.show.page.reader import Beside, aligned, tied
from sayso.show.page.text import Mark, Piece, mark_text
from sayso.show.search import Hit
from sayso.wording import WORD

UNFOLDED = OWN_TEXT | {"byline", "dateline", ""}
UNLABELLED = ""  # the kind of text that no region covers
MOST_BESIDE = 4  # columns; of more none is wide enough to be read on a screen of 1440 pixels (by eye)
MOST_COPIES = 6  # reports named beside a paragraph that many have; the others stand under Lineage (by eye)


class Note(NamedTuple):
    """One line of the margin: whose words stand in the paragraph."""

    kind: str  # "author", "named", "unnamed", "copied" (word for word), "near" (edited or reworded)
    letter: str  # the one that stands before the words; empty: all of the paragraph
    words: str
    name: str = ""
    links: tuple[tuple[int, str], ...] = ()  # reports that have the same words, and where
    more: int = 0  # … and how many others


@dataclass(frozen=True)
class RegionText:
    """A stretch of the text of one kind; `label` is empty where the stretch before has the same kind."""

    kind: str
    label: str
    because: str
    text: Markup
    notes: tuple[Note, ...]  # whose words these are, in the order of the text


@dataclass(frozen=True)
class RegionRun:
    """Neighbouring regions that are shown together: the report's own text, or boilerplate to be folded."""

    folded: bool
    kinds: str
    regions: tuple[RegionText, ...]


class Made(NamedTuple):
    """What a report was made from: other reports, or a text that is not in the files; with neither it shares text and no more."""

    reports: tuple[ReportName, ...]
    lost: bool
    sure: bool  # the direction is established; else it is only likely


@dataclass(frozen=True)
class ReportLine:
    """What tells a report from the others."""

    name: ReportName
    document: Document
    headline: str
    published: Published | None
    words: int  # of its own text
    made: tuple[Made, ...]


@dataclass(frozen=True)
class ReportText:
    """One report as the page shows it."""

    line: ReportLine
    runs: tuple[RegionRun, ...]
    cut: tuple[str, ...]  # ids of marks that stand in several pieces

    @property
    def name(self) -> ReportName:
        return self.line.name


@dataclass(frozen=True)
class BesideRow:
    """What stands beside each other: for each column its paragraphs, and how they are joined to the first column's."""

    cells: tuple[tuple[RegionRun, ...], ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class ReportsView:
    count: int  # of all reports
    lines: tuple[ReportLine, ...] = ()  # the list of them
    reports: tuple[ReportText, ...] = ()
    beside: tuple[BesideRow, ...] = ()  # the same reports side by side; empty: one after the other
    left_out: tuple[ReportName, ...] = ()  # asked for, but more than fit side by side
    near: tuple[ReportName, ...] = ()  # to be read beside the one that the app shows

    @property
    def cut(self) -> tuple[str, ...]:
        """Ids of the marks that stand in several pieces: the style sheet has a rule for each."""
        return tuple(key for report in self.reports for key in report.cut)


def reports_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> ReportsView:
    """The reports that were asked for; the app lists them where none was, the one file has them all.

    IndexError if there is no such report.
    """
    numbers = tuple(dict.fromkeys(asked.reports))
    if any(not 1 <= number <= len(dossier.documents) for number in numbers):
        raise IndexError(f"there is no such report; there are {len(dossier.documents)}")
    count = len(dossier.documents)
    if not numbers and anchors.places.app:
        return ReportsView(count, lines=tuple(report_lines(dossier, anchors, dossier.documents)))
    documents = tuple(dossier.documents[number - 1] for number in numbers[:MOST_BESIDE]) or dossier.documents
    left_out = tuple(anchors.reports[dossier.documents[number - 1].id] for number in numbers[MOST_BESIDE:])
    if len(numbers) > 1:
        reports, rows = side_by_side_texts(dossier, anchors, documents, asked.hits)
        return ReportsView(count, reports=reports, beside=rows, left_out=left_out)
    near = near_reports(dossier, anchors, documents[0].id) if anchors.places.app else ()
    reports = report_texts(dossier, anchors, documents, found_marks(anchors, documents, asked.hits))
    return ReportsView(count, reports=reports, near=near)


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def report_lines(dossier: Dossier, anchors: Anchors, documents: Sequence[Document]) -> Iterator[ReportLine]:
    regions = regions_of(dossier, {document.id for document in documents})
    made: dict[str, dict[Made, None]] = {}  # of many lost parents, or many reports that share text, it is said once
    for lineage in dossier.lineages:
        parents = tuple(anchors.reports[doc] for doc in lineage.parents)
        for child in lineage.children:
            told = Made(parents, lineage.lost is not None, lineage.direction == "established")
            made.setdefault(child, {})[told] = None
    for document in documents:
        own = [region.span.cut(document.text) for region in regions.get(document.id, ()) if region.kind in OWN_TEXT]
        heads = [region.span.cut(document.text) for region in regions.get(document.id, ()) if region.kind == "headline"]
        words = sum(len(WORD.findall(text)) for text in own or [document.text])
        headline = heads[0] if heads else document.title or ""
        name, date = anchors.reports[document.id], dossier.published_of.get(document.id)
        yield ReportLine(name, document, headline, date, words, tuple(made.get(document.id, ())))


def regions_of(dossier: Dossier, docs: Collection[str]) -> dict[str, list[Region]]:
    return grouped((region for region in dossier.regions if region.span.doc in docs), lambda region: region.span.doc)


# ── one after the other ──────────────────────────────────────────────────────────────────────────────────────────────


def found_marks(anchors: Anchors, documents: Sequence[Document], hits: Sequence[Hit]) -> dict[str, list[Mark]]:
    """The words that were searched for, where the search found them."""
    marks: dict[str, list[Mark]] = {document.id: [] for document in documents}
    for span in (span for hit in hits if hit.around.doc in marks for span in hit.spans):
        marks[span.doc].append(Mark(span.start, span.end, anchors.words(span), ("found",)))
    return marks


def marked_once(marks: Iterable[Mark]) -> list[Mark]:
    """An id leads to one place: of marks with the same one the first has it."""
    known: set[str] = set()
    found = []
    for mark in marks:
        found.append(replace(mark, key="") if mark.key in known else mark)
        known.add(mark.key)
    return found


def report_texts(
    dossier: Dossier, anchors: Anchors, documents: Sequence[Document], more: Mapping[str, Sequence[Mark]]
) -> tuple[ReportText, ...]:
    """`more`: marks besides those that every report has."""
    docs = {document.id for document in documents}
    marks, regions, copied = marks_in(dossier, anchors, docs), regions_of(dossier, docs), copied_at(dossier, docs)
    return tuple(
        report_text(
            anchors,
            line,
            regions.get(line.document.id, []),
            marked_once([*marks.get(line.document.id, ()), *more.get(line.document.id, ())]),
            copied.get(line.document.id, []),
        )
        for line in report_lines(dossier, anchors, documents)
    )


def report_text(
    anchors: Anchors,
    line: ReportLine,
    regions: Sequence[Region],
    marks: Sequence[Mark],
    copied: Sequence[Copied],
) -> ReportText:
    document = line.document
    stretches = list(stretches_of(document, regions))
    marked = mark_text(document.text, [(start, end) for start, end, _, _ in stretches], marks)
    shown: list[RegionText] = []
    above: dict[bool, frozenset[Note]] = {}  # what the margin says beside the paragraph before, folded or not
    for (start, end, kind, because), piece in zip(stretches, marked.pieces, strict=True):
        span, folded = Span(document.id, start, end), kind not in UNFOLDED
        label = kind if not shown or kind != shown[-1].kind else ""
        told = tuple(notes(anchors, span, kind, piece, copied))
        brief = tuple(the_same(note) if note.links and note in above.get(folded, ()) else note for note in told)
        above[folded] = frozenset(told)
        shown.append(RegionText(kind, label, because, piece.text, brief))
    return ReportText(line, tuple(region_runs(shown)), marked.cut)


def notes(anchors: Anchors, span: Span, kind: str, piece: Piece, copied: Iterable[Copied]) -> Iterator[Note]:
    """Who is said to have said what, then which other reports have the same words; else they are the author's own."""
    for letter, those in piece.said:
        for said in those:
            yield Note(said.kind, letter, said.words, said.name)
    here: dict[tuple[str, str], dict[str, Span]] = {}
    for copy in copied:
        if copy.span.overlaps(span):
            sign = "copied" if copy.kind == "verbatim" else "near"
            here.setdefault((sign, copy.words), {}).setdefault(copy.other.doc, copy.other)
    for (sign, words), others in here.items():
        links = sorted((anchors.reports[doc].number, anchors.href(other)) for doc, other in others.items())
        yield Note(sign, "", words, "", tuple(links[:MOST_COPIES]), max(0, len(links) - MOST_COPIES))
    if kind in OWN_TEXT and not piece.said and not here:
        yield Note("author", "", "the author’s words")


def the_same(note: Note) -> Note:
    """The note for a paragraph of a stretch that other reports have, too: the paragraph above names them, and where.

    >>> the_same(Note("near", "", "also, edited, in", "", ((4, "#w4-0-90"), (9, "#w9-0-90")))).words
    'also, edited, in the same reports as above'
    """
    return Note(note.kind, "", f"{note.words} the same report{'' if len(note.links) == 1 else 's'} as above")


def near_reports(dossier: Dossier, anchors: Anchors, doc: str) -> tuple[ReportName, ...]:
    """Those that share most passages and quotations with the report, the nearest first."""
    shared: Counter[str] = Counter()
    for passage in dossier.passages:
        for span, other in ((passage.left, passage.right), (passage.right, passage.left)):
            if span.doc == doc:
                shared[other.doc] += span.end - span.start
    for utterance in dossier.utterances:
        docs = {version.spans[0].doc for version in utterance.versions}
        shared.update(docs - {doc} if doc in docs else ())
    nearest = sorted(shared, key=lambda other: (-shared[other], anchors.reports[other].number))
    return tuple(anchors.reports[other] for other in nearest[:MOST_COPIES])


def region_runs(regions: Iterable[RegionText]) -> Iterator[RegionRun]:
    for folded, those in groupby(regions, key=lambda region: region.kind not in UNFOLDED):
        run = tuple(those)
        yield RegionRun(folded, ", ".join(dict.fromkeys(region.kind for region in run)), run)


def stretches_of(document: Document, regions: Iterable[Region]) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, kind, because) from the first to the last character; only blank text between regions is left out."""
    done = 0
    for region in sorted(regions, key=lambda region: region.span):
        start, end = max(region.span.start, done), region.span.end
        if end > start:
            yield from unlabelled(document.text, done, start)
            yield start, end, region.kind, region.because
            done = end
    yield from unlabelled(document.text, done, len(document.text))


def unlabelled(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    if text[start:end].strip():
        yield start, end, UNLABELLED, ""


# ── side by side ─────────────────────────────────────────────────────────────────────────────────────────────────────


def side_by_side_texts(
    dossier: Dossier, anchors: Anchors, documents: Sequence[Document], hits: Sequence[Hit]
) -> tuple[tuple[ReportText, ...], tuple[BesideRow, ...]]:
    """The reports, and their paragraphs in rows: each column beside the first one; words in which joined ones part are marked."""
    regions = regions_of(dossier, {document.id for document in documents})
    spans = {document.id: list(block_spans(document, regions.get(document.id, []))) for document in documents}
    first = documents[0]
    ties = [tied(dossier, first, other, spans) for other in documents[1:]]
    more = found_marks(anchors, documents, hits)
    for span in sorted({span for tie in ties for span in tie.differing if len(documents) == 2 or span.doc != first.id}):
        more[span.doc].append(Mark(span.start, span.end, "", ("differs",)))
    reports = report_texts(dossier, anchors, documents, more)
    columns = [blocks_of(report) for report in reports]
    rows = aligned([len(column) for column in columns], [tie.joins for tie in ties])
    return reports, tuple(beside_row(row, columns) for row in rows)


def block_spans(document: Document, regions: Iterable[Region]) -> Iterator[Span]:
    """Where the blocks of a column will stand: paragraphs, and stretches of boilerplate that are folded together."""
    for folded, those in groupby(stretches_of(document, regions), key=lambda stretch: stretch[2] not in UNFOLDED):
        run = [Span(document.id, start, end) for start, end, _, _ in those]
        yield from [Span(document.id, run[0].start, run[-1].end)] if folded else run


def blocks_of(report: ReportText) -> list[RegionRun]:
    """The same blocks with their text."""
    return [
        block
        for run in report.runs
        for block in ([run] if run.folded else [RegionRun(False, region.kind, (region,)) for region in run.regions])
    ]


def beside_row(row: Beside, columns: Sequence[Sequence[RegionRun]]) -> BesideRow:
    cells = tuple(tuple(column[n] for n in numbers) for column, numbers in zip(columns, row.columns, strict=True))
    return BesideRow(cells, row.kinds)
