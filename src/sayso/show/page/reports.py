"""The reports in full: every character of the text once, by region, with a mark for all that the page says about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from sayso.records import OWN_TEXT, Attribution, Document, Published, Region, Span, record_id
from sayso.show.dossier import Dossier, spans_of
from sayso.show.page.anchors import Anchors, ReportName
from sayso.show.page.asked import Asked
from sayso.show.page.claims import source_holder, words_of
from sayso.show.page.text import Mark, mark_text

# What an attribution's cue makes of its source, as a reader is told it.
BY = {
    "asserts": "said by",
    "denies": "denied by",
    "doubts": "doubted by",
    "asks": "asked by",
    "reports": "reported by",
}
UNFOLDED = OWN_TEXT | {"byline", "dateline", ""}
UNLABELLED = ""  # the kind of text that no region covers


@dataclass(frozen=True)
class RegionText:
    """A stretch of the text of one kind; `label` is empty where the stretch before has the same kind."""

    kind: str
    label: str
    because: str
    text: Markup
    whose: tuple[str, ...]  # who says what stands here, in the order of the text


@dataclass(frozen=True)
class RegionRun:
    """Neighbouring regions that are shown together: the report's own text, or boilerplate to be folded."""

    folded: bool
    kinds: str
    regions: tuple[RegionText, ...]


@dataclass(frozen=True)
class ReportText:
    """One report as the page shows it."""

    name: ReportName
    document: Document
    published: Published | None
    runs: tuple[RegionRun, ...]
    cut: tuple[str, ...]  # ids of marks that stand in several pieces
    characters: int


@dataclass(frozen=True)
class ReportsView:
    reports: tuple[ReportText, ...]

    @property
    def cut(self) -> tuple[str, ...]:
        """Ids of the marks that stand in several pieces: the style sheet has a rule for each."""
        return tuple(key for report in self.reports for key in report.cut)


def reports_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> ReportsView:
    """The reports that were asked for, or all of them, in the dossier's order."""
    return ReportsView(
        tuple(
            report
            for number, report in enumerate(report_texts(dossier, anchors, asked), 1)
            if not asked.reports or number in asked.reports
        )
    )


def report_texts(dossier: Dossier, anchors: Anchors, asked: Asked) -> tuple[ReportText, ...]:
    marks = marks_by_report(dossier, anchors, asked)
    published = {date.doc: date for date in dossier.published}
    regions: dict[str, list[Region]] = {}
    for region in dossier.regions:
        regions.setdefault(region.span.doc, []).append(region)
    return tuple(
        report_text(anchors, document, published.get(document.id), regions.get(document.id, []), marks.get(document.id, []))
        for document in dossier.documents
    )


def report_text(
    anchors: Anchors, document: Document, published: Published | None, regions: Sequence[Region], marks: Sequence[Mark]
) -> ReportText:
    stretches = list(stretches_of(document, regions))
    marked = mark_text(document.text, [(start, end) for start, end, _, _ in stretches], marks)
    shown: list[RegionText] = []
    for (start, end, kind, because), text in zip(stretches, marked.pieces, strict=True):
        whose = tuple(dict.fromkeys(mark.title for mark in marks if mark.title and start <= mark.start < end))
        label = kind if not shown or kind != shown[-1].kind else ""
        shown.append(RegionText(kind, label, because, text, whose))
    runs = tuple(region_runs(shown))
    return ReportText(anchors.reports[document.id], document, published, runs, marked.cut, len(document.text))


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


# ── which spans are marked ───────────────────────────────────────────────────────────────────────────────────────────


def marks_by_report(dossier: Dossier, anchors: Anchors, asked: Asked) -> dict[str, list[Mark]]:
    """One mark for each span that the page shows or links to, with all that is said about it."""
    claims, said = claims_at(dossier, anchors), said_at(dossier)
    shared = shared_claims(dossier)
    found: dict[str, list[Mark]] = {}
    for span in sorted({*linked_spans(dossier), *claims, *said, *asked_spans(dossier, asked)}):
        if dossier.cut(span).strip():
            kinds = claim_kinds(claims.get(span, ()), shared) + (("said",) if span in said else ())
            title = "; ".join(said.get(span, ()))
            found.setdefault(span.doc, []).append(
                Mark(span.start, span.end, anchors.words(span), kinds, title, numbered(anchors, claims.get(span, ())))
            )
    return found


def numbered(anchors: Anchors, claims: tuple[int, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((number, anchors.places.claim(number)) for number in claims)


def shared_claims(dossier: Dossier) -> frozenset[int]:
    """The numbers of the claims that stand in more than one report."""
    docs = [{member.span.doc for member in claim.members} for claim in dossier.claims]
    return frozenset(number for number, those in enumerate(docs, 1) if len(those) > 1)


def claim_kinds(numbers: tuple[int, ...], shared: frozenset[int]) -> tuple[str, ...]:
    """The first claim stands out, then those of several reports; a claim of one report has its number only."""
    if 1 in numbers:
        return ("claim", "first")
    return ("claim",) if shared & set(numbers) else ("lone",) if numbers else ()


def asked_spans(dossier: Dossier, asked: Asked) -> Iterator[Span]:
    """The place that was found in the report that is shown."""
    for number in asked.reports if asked.at else ():
        document = dossier.documents[number - 1]
        start, end = asked.at or (0, 0)
        if start < end <= len(document.text):
            yield Span(document.id, start, end)


def linked_spans(dossier: Dossier) -> Iterator[Span]:
    """Places that other parts of the page point at."""
    for records in (dossier.utterances, dossier.passages, dossier.claims, dossier.changes, dossier.lineages, dossier.origins):
        yield from spans_of(records)
    for more in (dossier.conflicts, dossier.timeline, dossier.published):
        yield from spans_of(more)


def claims_at(dossier: Dossier, anchors: Anchors) -> dict[Span, tuple[int, ...]]:
    """The numbers of the claims that stand at each span: the words of the proposition, without holder and cue."""
    found: dict[Span, dict[int, None]] = {}
    for claim in dossier.claims:
        for span in (claim.wording, *(words_of(dossier, member) for member in claim.members)):
            found.setdefault(span, {})[anchors.claim_number[record_id(claim)]] = None
    return {span: tuple(numbers) for span, numbers in found.items()}


def said_at(dossier: Dossier) -> dict[Span, list[str]]:
    """At the content of each attribution that carries claims, in words: who is said to have said it."""
    holders: dict[str, dict[str, None]] = {}
    for source in dossier.sources:
        holders.setdefault(source.attribution, {})[source_holder(dossier, source).name] = None
    found: dict[Span, list[str]] = {}
    for key, attribution in dossier.attribution.items():
        for span in attribution.content if attribution.carries_claims else ():
            said = told(attribution, tuple(holders.get(key, ())))
            if said not in found.setdefault(span, []):
                found[span].append(said)
    return found


def told(attribution: Attribution, holders: tuple[str, ...]) -> str:
    return f"{BY.get(attribution.force, attribution.force + ' by')} {', '.join(holders) or 'a source that is not named'}"
