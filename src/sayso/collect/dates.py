"""When a report was published: every candidate date with where it stands, then one sober answer.

Whatever extracts it, about one publication date in ten is wrong (htmldate's authors print .91 on theirs): so all candidates are
kept, and a disagreement is told. A page's clock says when the page was saved, never when the report was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from sayso.calendar import Expression, nearest_year, read_dates
from sayso.records import OWN_TEXT, DateCandidate, Document, Published, Region, Span

PLAUSIBLE_YEARS = range(1990, 2100)  # the web's lifetime and room to spare: an address holds other eight-digit numbers
TOP_LINES = 6  # a date line stands under the headline: within the first six lines of the report's own text; by eye
LINE_LENGTH = 160  # a line that publishes a date is short; longer ones are sentences; by eye
SHORT_RESIDUE = 60  # what a date line may hold beside its dates: a name, a section, "Filed under: …"
FEW_WORDS = 1  # words in lower case beside the date; a line with more is a heading that speaks of a date; by eye
QUOTED_FROM = re.compile(r"\s*(?:via|source|from|photo|image)\b", re.IGNORECASE)  # the date of what the report quotes
ISO_STAMP = re.compile(
    r"\s*(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:[T\s]?(\d\d):?(\d\d)(?::?\d\d(?:\.\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d|UTC|GMT)?)?)?)?\s*"
)
EPOCH = re.compile(r"\s*(1\d{9})(?:\d{3})?\s*")  # seconds or milliseconds since 1970: tables of crawled news hold them
URL_DATE = re.compile(
    r"(?<![\d/])/((?:19|20)\d\d)/(\d{1,2}|[a-z]{3,9})(?:/(\d{1,2}))?(?=/|$)|(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?([0-2]\d|3[01])(?!\d)",
    re.IGNORECASE,
)
ARCHIVE_STAMP = re.compile(r"/web/((?:19|20)\d{6})\d{0,6}[a-z_]{0,4}/")
PUBLISHED_WORD = re.compile(
    r"\b(?:first\s)?(?:published|posted|filed|issued|released)\b|(?<!modified\s)(?<!updated\s)\bdate\s?:|\bdateline\b",
    re.IGNORECASE,
)
UPDATED_WORD = re.compile(r"\b(?:last\s)?(?:updated?|modified|revised|edited|changed)\b", re.IGNORECASE)
EMBEDDED = re.compile(r"\(@\w|\s@\w|pic\.twitter\.com|t\.co/")  # a social post shown in the report: its date is not the report's
DATELINE = re.compile(r"\s*(?:[A-Z][A-Z.'’-]+[ ,]{1,2}){1,5}(?:[A-Z][a-z.]+,? ){0,2}\(?(?=[A-Z]?[a-z]*\.? ?\d|[A-Z][a-z]+day)")
FUTURE_WORD = re.compile(
    r"\b(?:will|would|shall|due|next|plans?|planned|scheduled|until|by|expires?|ahead|upcoming|going to|set to|before)\b"
)
DAY_LENGTHS = {4: "year", 7: "month", 10: "day"}


class Rank(NamedTuple):
    """A kind of origin: how it is told, and whether it can establish a date by itself."""

    place: int  # lower is better
    name: str
    establishes: bool


PUBLISHED = Rank(0, "metadata", True)
DATE_LINE = Rank(1, "date line", True)
ADDRESS = Rank(2, "URL", True)
FILE_NAME = Rank(3, "file name", True)
UPDATE = Rank(4, "update", True)
NOTE = Rank(5, "correction note", False)
CLOCK = Rank(6, "page furniture", False)
ARCHIVE = Rank(7, "archive address", False)


# ── candidates ───────────────────────────────────────────────────────────────────────────────────────────────────────


def find_dates(documents: Sequence[Document], regions: Sequence[Region]) -> Iterator[DateCandidate]:
    """Every date the report could have been published on, with its origin."""
    (document,) = documents
    found = [*declared_dates(document), *address_dates(document), *text_dates(document, regions)]
    yield from sorted(set(found), key=lambda candidate: (candidate.at, candidate.origin, candidate.value))


def declared_dates(document: Document) -> Iterator[DateCandidate]:
    for declared in document.declared:
        if declared.what == "date" and (value := iso_value(declared.value)):
            yield DateCandidate(document.id, value, granularity(value), declared.origin, None)


def iso_value(text: str) -> str | None:
    """A declared date as ISO 8601, as exact as it came.

    >>> iso_value("2024-11-02T09:15:00+00:00"), iso_value("Sat, 02 Nov 2024 09:15:00 GMT"), iso_value("November 2024")
    ('2024-11-02T09:15Z', '2024-11-02T09:15Z', '2024-11')
    >>> iso_value("yesterday") is None
    True
    """
    stamp = ISO_STAMP.fullmatch(text)
    if stamp and int(stamp[1]) in PLAUSIBLE_YEARS:
        return _iso_of(stamp)
    if epoch := EPOCH.fullmatch(text):
        return (date(1970, 1, 1) + timedelta(seconds=int(epoch[1]))).isoformat()
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return next((value for expression in read_dates(text[:LINE_LENGTH]) if (value := value_of(expression))), None)
    offset = moment.strftime("%z")
    return moment.strftime("%Y-%m-%dT%H:%M") + ("Z" if offset in ("+0000", "") else f"{offset[:3]}:{offset[3:]}")


def _iso_of(stamp: re.Match[str]) -> str | None:
    year, month, day, hour, minute, zone = stamp.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    value = "-".join(part for part in (year, month, day) if part)
    if hour is None or int(hour) > 23 or int(minute) > 59:
        return value
    zone = "Z" if zone in ("UTC", "GMT", "Z", "+00:00", "+0000") else zone or ""
    return f"{value}T{hour}:{minute}{zone}"


def granularity(value: str) -> str:
    """
    >>> [granularity(value) for value in ("2020", "2020-07", "2020-07-01", "2020-07-01T07:00Z")]
    ['year', 'month', 'day', 'minute']
    """
    return DAY_LENGTHS.get(len(value), "minute")


def value_of(expression: Expression, year: int | None = None) -> str | None:
    """The ISO value of a date expression that names a day, month or year; a day without a year takes the one given."""
    point = expression.first
    year = point.year or year
    if year is None or expression.which or expression.granularity not in ("day", "month", "year"):
        return None
    value = "-".join([f"{year:04}"] + [f"{part:02}" for part in (point.month, point.day) if part])
    return value + (f"T{expression.clock}" if expression.clock and point.day else "")


def address_dates(document: Document) -> Iterator[DateCandidate]:
    """Dates in the web address and in the file's name.

    >>> address = "https://news.example/2025/may/02/mayor"
    >>> one = Document("a", "saved/2025-05-03-mayor.txt", address, None, None, None, "", (), (), "r", "")
    >>> [(candidate.value, candidate.origin) for candidate in address_dates(one)]
    [('2025-05-02', 'URL'), ('2025-05-03', 'file name')]
    """
    addresses = [document.uri, *(declared.value for declared in document.declared if declared.what == "url")]
    for address in dict.fromkeys(addresses):
        if address.startswith(("http://", "https://")):
            for stamp in ARCHIVE_STAMP.finditer(address):
                yield from _candidate(document, "-".join((stamp[1][:4], stamp[1][4:6], stamp[1][6:8])), ARCHIVE.name)
            yield from _path_dates(document, ARCHIVE_STAMP.sub("/", address), ADDRESS.name)
    yield from _path_dates(document, document.name.rsplit("/", 1)[-1], FILE_NAME.name)


def _path_dates(document: Document, path: str, origin: str) -> Iterator[DateCandidate]:
    for match in URL_DATE.finditer(path):
        year, month, day = match.groups()[:3] if match[1] else match.groups()[3:]
        if not month.isdigit():
            named = read_dates(f"in {month.capitalize()} {year}")
            month = str(named[0].first.month) if named and named[0].first.month else "0"
        yield from _candidate(document, "-".join([year, f"{int(month):02}"] + ([f"{int(day):02}"] if day else [])), origin)


def _candidate(document: Document, value: str, origin: str) -> Iterator[DateCandidate]:
    stamp = ISO_STAMP.fullmatch(value)
    if stamp and int(stamp[1]) in PLAUSIBLE_YEARS and _iso_of(stamp):
        yield DateCandidate(document.id, value, granularity(value), origin, None)


class Line(NamedTuple):
    """One line of the text, in which region it stands, and whether it is near the top of the report's own text."""

    start: int
    end: int
    kind: str
    top: bool


def lines_of(document: Document, regions: Sequence[Region]) -> Iterator[Line]:
    """The lines of every region, in order."""
    own = 0
    for region in regions:
        start = region.span.start
        for piece in region.span.cut(document.text).splitlines(keepends=True):
            if piece.strip():
                own += region.kind in OWN_TEXT or region.kind in ("byline", "dateline")
                yield Line(start, start + len(piece.rstrip()), region.kind, own <= TOP_LINES)
            start += len(piece)


def text_dates(document: Document, regions: Sequence[Region]) -> Iterator[DateCandidate]:
    """Dates of date lines, bylines, datelines, correction notes and page furniture."""
    lines = list(lines_of(document, regions))
    for number, line in enumerate(lines):
        text = document.text[line.start : line.end]
        if line.kind in ("related", "comments", "footnote", "author note"):
            continue
        dated = [expression for expression in read_dates(text[:LINE_LENGTH]) if expression.granularity == "day"]
        for expression in dated:
            origin = line_origin(text, expression, line, clock_on_top(lines, number, text))
            value = value_of(expression, _missing_year(document, expression, dated)) if origin else None
            if origin and value and int(value[:4]) in PLAUSIBLE_YEARS:
                span = Span(document.id, line.start + expression.core, line.start + expression.end)
                yield DateCandidate(document.id, value, granularity(value), origin, span)


def clock_on_top(lines: Sequence[Line], number: int, text: str) -> bool:
    """A line of a time and a date before any headline: a page's clock. A report's own date stands below its headline."""
    return number == 0 and len(lines) > 1 and re.match(r"\s*\d{1,2}[:.]\d\d", text) is not None


def line_origin(text: str, expression: Expression, line: Line, clock: bool) -> str | None:
    """As what the line gives the date; None where it only mentions it."""
    before = text[: expression.start]
    residue = len(text) - (expression.end - expression.start)
    if EMBEDDED.search(text):
        return None
    if line.kind == "correction":
        return NOTE.name if residue - len(before) > 0 and len(before) < SHORT_RESIDUE else None
    words = before[-SHORT_RESIDUE:]
    if residue < LINE_LENGTH // 2 or line.kind in ("byline", "dateline"):
        updated, published = _last(UPDATED_WORD, words), _last(PUBLISHED_WORD, words)
        if updated > published and not _is_clause(text):
            return "updated line"
        if published >= 0 and not _is_clause(text):
            return "published line"
    if clock or line.kind not in OWN_TEXT | {"byline", "dateline"}:
        return CLOCK.name if expression.first.year else None
    if line.kind in ("byline", "dateline"):
        return line.kind if line.kind == "byline" else "date line"
    if line.top and (dateline := DATELINE.match(text)) and dateline.end() >= expression.start:
        return "dateline"
    bare = residue <= SHORT_RESIDUE and len(re.findall(r"\b[a-z]{2,}", before + text[expression.end :])) <= FEW_WORDS
    body = line.kind == "body" and expression.first.year is not None and not QUOTED_FROM.match(text)
    return "date line" if line.top and bare and body and not _is_clause(text) else None


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _is_clause(text: str) -> bool:
    """A sentence, not a line of data: it ends in a full stop after lower-case words."""
    return text.rstrip().endswith((".", "!", "?", ":", "”", '"')) and len(re.findall(r"\b[a-z]{2,}", text)) > 2


def _missing_year(document: Document, expression: Expression, dated: Sequence[Expression]) -> int | None:
    """The year for "LONDON, May 3 -": from the same line, the metadata or the address, else from the only year in the text."""
    if expression.first.year:
        return None
    outside = [*declared_dates(document), *address_dates(document)]
    known = [int(candidate.value[:4]) for candidate in outside if candidate.origin != ARCHIVE.name]
    known = known or [other.first.year for other in dated if other.first.year]
    if not known:
        years = {int(year) for year in re.findall(r"(?<![\d,.£$€])((?:19|20)\d\d)(?![\d%]|,\d)", document.text)}
        known = list(years) if len(years) == 1 else []
    if not known or not expression.first.month or not expression.first.day:
        return None
    return nearest_year(expression.first.month, expression.first.day, date(known[0], 7, 1), weekday=expression.weekday, years=known)


# ── the answer ───────────────────────────────────────────────────────────────────────────────────────────────────────


def rank(candidate: DateCandidate) -> Rank:
    """What kind of origin a candidate has.

    >>> rank(DateCandidate("a", "2020", "year", "JSON-LD dateModified", None)).name
    'update'
    """
    named = {known.name: known for known in (ADDRESS, FILE_NAME, NOTE, CLOCK, ARCHIVE)}
    if candidate.origin in named:
        return named[candidate.origin]
    if re.search(r"modif|updat|revis|changed", candidate.origin, re.IGNORECASE):
        return UPDATE
    if re.search(r"crawl|fetch|download|accessed|WARC", candidate.origin, re.IGNORECASE):
        return ARCHIVE
    return PUBLISHED if candidate.span is None and not candidate.origin.startswith("<time") else DATE_LINE


def date_report(
    documents: Sequence[Document], regions: Sequence[Region], candidates: Sequence[DateCandidate]
) -> Iterator[Published]:
    """When the report was published, as far as anything establishes it; exactly one record."""
    (document,) = documents
    ordered = sorted(
        candidates, key=lambda candidate: (rank(candidate).place, -len(candidate.value), candidate.at, candidate.value)
    )
    standing = [candidate for candidate in ordered if rank(candidate).establishes]
    if not standing:
        yield Published(document.id, None, None, why_not(document, ordered), _spans(ordered))
        return
    best = standing[0]
    agreeing = [candidate for candidate in standing if same_day(candidate, best)]
    said = [f"{best.origin} says {spoken(document, best)}"]
    if others := dict.fromkeys(candidate.origin for candidate in agreeing if candidate.origin != best.origin):
        said.append(f"{_listed(others)} {'agree' if len(others) > 1 else 'agrees'}")
    said += [_disagreement(document, candidate) for candidate in ordered if not same_day(candidate, best)]
    later = spoken_of_as_past(document, regions, best)
    if later:
        said.append(f'the text speaks of "{later[0].cut(document.text)}" as past, which is later')
    yield Published(document.id, best.value, best.granularity, "; ".join(dict.fromkeys(said)), (*_spans(agreeing), *later))


def _spans(candidates: Iterable[DateCandidate]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(candidate.span for candidate in candidates if candidate.span))


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def spoken(document: Document, candidate: DateCandidate) -> str:
    """The date as the text writes it, or as the metadata does."""
    return " ".join(candidate.span.cut(document.text).split()) if candidate.span else candidate.value


def same_day(one: DateCandidate, other: DateCandidate) -> bool:
    """Equal as far as both are exact.

    >>> byline = DateCandidate("a", "2020-07-01T07:00Z", "minute", "byline", None)
    >>> same_day(DateCandidate("a", "2020-07", "month", "URL", None), byline)
    True
    """
    length = min(len(one.value), len(other.value), 10)
    return one.value[:length] == other.value[:length]


def _disagreement(document: Document, candidate: DateCandidate) -> str:
    kind = rank(candidate)
    if kind is CLOCK:
        return f"{spoken(document, candidate)} is a page clock and does not count"
    if kind is ARCHIVE:
        return f"{candidate.value} is when the page was saved and does not count"
    if kind is NOTE:
        return f"a correction is dated {spoken(document, candidate)}"
    return f"{candidate.origin} says {spoken(document, candidate)}" + (" instead" if kind is not UPDATE else "")


def why_not(document: Document, candidates: Sequence[DateCandidate]) -> str:
    """Why no date is established: what was found, and why it does not count."""
    nothing = "nothing in the text says when the report was published"
    if not candidates:
        return "no date stands in the metadata, the address, the file's name or a date line; " + nothing
    told = []
    for candidate in candidates:
        kind = rank(candidate)
        what = "a page clock" if kind is CLOCK else "the date of a correction" if kind is NOTE else "when the page was saved"
        told.append(f"{spoken(document, candidate)}, is {what}")
    first = "the only date, " if len(told) == 1 else "the dates found do not count: "
    return first + "; ".join(told) + "; " + nothing


def spoken_of_as_past(document: Document, regions: Sequence[Region], best: DateCandidate) -> tuple[Span, ...]:
    """Full dates in the report's own text that lie after the candidate and are not told as future."""
    if len(best.value) < 10:
        return ()
    published = date.fromisoformat(best.value[:10])
    found = []
    for region in regions:
        if region.kind in OWN_TEXT and region.kind != "correction":
            text = region.span.cut(document.text)
            for expression in read_dates(text):
                first, _ = expression.bounds()
                if first and expression.granularity == "day" and first > published + timedelta(days=1):
                    sentence = text[text.rfind(". ", 0, expression.start) + 1 : expression.start]
                    if not FUTURE_WORD.search(sentence) and expression.lead not in ("until", "by", "before"):
                        found.append(Span(document.id, region.span.start + expression.start, region.span.start + expression.end))
    return tuple(found)
