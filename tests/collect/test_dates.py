"""Publication dates: small reports whose regions are what the case says."""

from __future__ import annotations

import pytest

from sayso.collect.dates import date_report, find_dates, iso_value
from sayso.records import DateCandidate, Declared, Document, Published, Region, Span

BODY = "body | The ferry to Skerry stopped running when its engine flooded."


def report(
    *lines: str, name: str = "a.txt", uri: str = "a.txt", declared: tuple[Declared, ...] = ()
) -> tuple[Document, list[Region]]:
    """A document from lines `kind | words` and its regions."""
    rows = [line.split(" | ", 1) for line in lines]
    text = "\n".join(words for _, words in rows)
    document = Document("d", name, uri, None, None, None, text, (), declared, "r", "")
    regions, start = [], 0
    for kind, words in rows:
        regions.append(Region(Span("d", start, start + len(words)), kind, "by hand"))
        start += len(words) + 1
    return document, regions


def dated(
    *lines: str, name: str = "a.txt", uri: str = "a.txt", declared: tuple[Declared, ...] = ()
) -> tuple[list[DateCandidate], Published]:
    document, regions = report(*lines, name=name, uri=uri, declared=declared)
    candidates = list(find_dates([document], regions))
    (published,) = date_report([document], regions, candidates)
    for candidate in candidates:
        if candidate.span:
            assert candidate.span.cut(document.text).strip() == candidate.span.cut(document.text)
    return candidates, published


@pytest.mark.parametrize(
    ("line", "value", "origin"),
    [
        ("byline | By Una Marsh, Monday 5 May 2025", "2025-05-05", "byline"),
        ("body | Published 3 May 2025", "2025-05-03", "published line"),
        ("body | Posted by Corvin on 3 May 2025 | Filed under: boats", "2025-05-03", "published line"),
        ("byline | 3 May 2025, 09:15 GMT", "2025-05-03T09:15Z", "byline"),
        ("body | PORT ELLERY, 3 May 2025 (Quaywire) - The ferry stopped on Friday.", "2025-05-03", "dateline"),
        ("body | Updated: May 3, 2025", "2025-05-03", "updated line"),
        ("body | Modified Date: May 3, 2025 10:42 AM", "2025-05-03T10:42", "updated line"),
        ("body | 3 May 2025", "2025-05-03", "date line"),
    ],
)
def test_date_lines(line: str, value: str, origin: str) -> None:
    candidates, published = dated("headline | Ferry stops", line, BODY)
    assert [(candidate.value, candidate.origin) for candidate in candidates] == [(value, origin)]
    assert published.value == value


@pytest.mark.parametrize(
    "line",
    [
        "body | The inquiry opened on 3 May 2025 and is still going on, as the harbour office told this paper in a letter.",
        "body | — Una Marsh (@unaquay) May 3, 2025",
        "body | A photo posted by Una (@unaquay) on May 3, 2025 at 6:01am",
        "subheading | Ferry launch set for 9 March 2025",
        "body | Engine trials set for 9 March 2025",
        "body | Via harbour.example, May 3, 2025:",
        "body | Update: the office now says that its letter dates from 3 May 2025.",
        "related | Ferry to get a new engine, 3 May 2025",
    ],
)
def test_other_dates_are_no_candidates(line: str) -> None:
    candidates, published = dated("headline | Ferry stops", line, BODY)
    assert (candidates, published.value) == ([], None)


def test_a_page_clock_never_wins() -> None:
    candidates, published = dated(
        "navigation | 06:15 GMT 9 January 2031", "navigation | Listen live", "headline | Ferry stops", BODY
    )
    assert [(candidate.value, candidate.origin) for candidate in candidates] == [("2031-01-09T06:15Z", "page furniture")]
    assert published.value is None
    assert published.because == (
        "the only date, 06:15 GMT 9 January 2031, is a page clock; nothing in the text says when the report was published"
    )


def test_a_clock_on_top_is_a_clock_whatever_its_region() -> None:
    candidates, published = dated("dateline | 06:15 9 January 2031", "headline | Ferry stops", BODY)
    assert ([candidate.origin for candidate in candidates], published.value) == (["page furniture"], None)


def test_a_page_clock_beside_a_date_line_is_told() -> None:
    _, published = dated("navigation | 06:15 9 January 2031", "headline | Ferry stops", "byline | 3 May 2025", BODY)
    assert published.value == "2025-05-03"
    assert "06:15 9 January 2031 is a page clock and does not count" in published.because


def test_metadata_win_and_disagreement_is_told() -> None:
    declared = (Declared("date", "2025-05-03T09:15:00+00:00", "JSON-LD datePublished"), Declared("title", "2024", "meta og:title"))
    _, published = dated("headline | Ferry stops", "byline | 4 May 2025", BODY, declared=declared)
    assert (published.value, published.granularity) == ("2025-05-03T09:15Z", "minute")
    assert "byline says 4 May 2025 instead" in published.because


def test_agreement_is_told_with_its_span() -> None:
    _, published = dated("headline | Ferry stops", "byline | 3 May 2025", BODY, uri="https://quay.example/2025/05/03/ferry")
    assert published.value == "2025-05-03"
    assert "byline says 3 May 2025; URL agrees" in published.because
    assert len(published.spans) == 1


def test_granularity_is_kept() -> None:
    _, published = dated("headline | Ferry stops", BODY, uri="https://quay.example/2025/05/ferry")
    assert (published.value, published.granularity) == ("2025-05", "month")


def test_an_archive_address_says_when_the_page_was_saved() -> None:
    uri = "https://archive.example/web/20310109061500/https://quay.example/ferry"
    candidates, published = dated("headline | Ferry stops", BODY, uri=uri)
    assert ([candidate.origin for candidate in candidates], published.value) == (["archive address"], None)


def test_a_date_without_a_year_takes_it_from_the_address() -> None:
    _, published = dated(
        "headline | Ferry stops", "body | PORT ELLERY, May 3 - It stopped.", uri="https://quay.example/2025/ferry-05"
    )
    assert published.value is None or published.value.startswith("2025")


def test_later_dates_told_as_past_are_told() -> None:
    declared = (Declared("date", "2025-05-03", "column date"),)
    _, published = dated(
        "headline | Ferry stops", "body | The engine was replaced on 9 May 2025. It will sail on 1 June 2025.", declared=declared
    )
    assert 'the text speaks of "on 9 May 2025" as past, which is later' in published.because
    assert "June" not in published.because


def test_a_correction_is_no_publication() -> None:
    candidates, published = dated("headline | Ferry stops", BODY, "correction | Correction, 9 May 2025: the ferry has one engine.")
    assert ([candidate.origin for candidate in candidates], published.value) == (["correction note"], None)


@pytest.mark.parametrize("junk", ["", "soon", "2025-13-40", "99999999", "0000-00-00", "Mon, 99 Foo", "1" * 400])
def test_junk_is_no_date(junk: str) -> None:
    assert iso_value(junk) is None
