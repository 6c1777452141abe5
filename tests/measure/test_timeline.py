"""Timelines of tiny stories, parsed by the project's own pipeline steps."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from tests.cases.work import calls_of

from sayso.collect.dates import date_report, find_dates
from sayso.detect.sentences import split_sentences
from sayso.detect.times import find_times
from sayso.measure.timeline import lay_timeline
from sayso.records import (
    DateCandidate,
    Document,
    Published,
    Region,
    Sentence,
    Span,
    TimelineEntry,
    TimeMention,
    in_order,
)

Parsed = tuple[list[Document], list[Sentence], list[Published], list[DateCandidate], list[TimeMention]]


def parsed(reports: dict[str, list[tuple[str, str]]]) -> Parsed:
    """Reports as lists of (kind, words), through the steps that lay_timeline builds on."""
    documents: list[Document] = []
    sentences: list[Sentence] = []
    published: list[Published] = []
    candidates: list[DateCandidate] = []
    times: list[TimeMention] = []
    for name, rows in reports.items():
        text = "\n".join(words for _, words in rows)
        document = Document(name, name, name, None, None, None, text, (), (), "r", "")
        regions, start = [], 0
        for kind, words in rows:
            regions.append(Region(Span(name, start, start + len(words)), kind, "by hand"))
            start += len(words) + 1
        split = in_order(split_sentences([document], regions, []))
        found = in_order(find_dates([document], regions))
        documents.append(document)
        sentences += split
        candidates += found
        published += date_report([document], regions, found)
        times += find_times([document], split)
    return in_order(documents), in_order(sentences), in_order(published), in_order(candidates), in_order(times)


def entries(story: Parsed) -> list[TimelineEntry]:
    return list(lay_timeline(*story))


def words(story: Parsed, entry: TimelineEntry) -> list[str]:
    texts = {document.id: document.text for document in story[0]}
    return [span.cut(texts[span.doc]) for span in entry.spans]


def with_words(story: Parsed, part: str) -> TimelineEntry:
    """The one entry that holds a mention with these words."""
    (found,) = [entry for entry in entries(story) if part in words(story, entry)]
    return found


FERRY = {
    "a.txt": [
        ("body", "On 12 June the Ellery Gazette published an article that accused the ferry company of hiding cracks in the hull."),
        ("body", "On Thursday June 19th the harbour office released a report about the hull. The ferry must be sold before 2026."),
        ("body", "The company issued a statement on June 16th saying there was no reliable proof to support the charges."),
    ],
    "b.txt": [
        ("body", "On Thursday, the harbour office released a report about the hull of the ferry."),
        ("body", "It follows a statement by the company on Tuesday that it saw no reliable proof to support the charges."),
        ("body", "The hull had been painted last year."),
    ],
}


@pytest.fixture(scope="module")
def ferry() -> Parsed:
    return parsed(FERRY)


def test_a_weekday_fixes_the_year(ferry: Parsed) -> None:
    entry = with_words(ferry, "On Thursday June 19th")
    assert (entry.start, entry.end, entry.granularity) == ("2025-06-19", "2025-06-19", "day")
    assert "2025 is the year" in entry.because


def test_a_weekday_and_a_date_of_one_event_agree(ferry: Parsed) -> None:
    entry = with_words(ferry, "On Thursday,".rstrip(","))
    assert set(words(ferry, entry)) == {"On Thursday", "On Thursday June 19th"}
    assert (entry.status, entry.kind) == ("agreed", "publication")


def test_a_weekday_against_a_date_of_one_event_conflicts(ferry: Parsed) -> None:
    entry = with_words(ferry, "on Tuesday")
    assert set(words(ferry, entry)) == {"on June 16th", "on Tuesday"}
    assert (entry.start, entry.end, entry.status) == ("2025-06-16", "2025-06-17", "conflicting")
    assert '16 June (Monday): "on June 16th" (a.txt) against 17 June (Tuesday): "on Tuesday" (b.txt)' in entry.because


def test_last_year_counts_from_the_story(ferry: Parsed) -> None:
    entry = with_words(ferry, "last year")
    assert (entry.start, entry.end, entry.status) == ("2024-01-01", "2024-12-31", "inferred")


def test_every_entry_has_reason_and_spans_inside(ferry: Parsed) -> None:
    lengths = {document.id: len(document.text) for document in ferry[0]}
    for entry in entries(ferry):
        assert entry.because
        for span in (entry.what, *entry.spans):
            assert 0 <= span.start < span.end <= lengths[span.doc]


def test_the_order_of_reports_never_matters(ferry: Parsed) -> None:
    documents, sentences, published, candidates, times = ferry
    turned = lay_timeline(documents[::-1], sentences[::-1], published[::-1], candidates[::-1], times[::-1])
    assert list(turned) == entries(ferry)


def test_relative_to_the_report() -> None:
    story = parsed(
        {
            "a.txt": [
                ("byline", "3 May 2025"),
                ("body", "The ferry company dismissed its captain on Thursday."),
                ("body", "A new captain will start work in September."),
            ]
        }
    )
    dismissed, starts = with_words(story, "on Thursday"), with_words(story, "in September")
    assert (dismissed.start, dismissed.status) == ("2025-05-01", "single")
    assert (starts.start, starts.end) == ("2025-09-01", "2025-09-30")


def test_two_days_later_counts_from_the_sentence_before() -> None:
    story = parsed(
        {"a.txt": [("body", "The hull cracked on 12 June 2025. Two days later the harbour office closed the quay to all ships.")]}
    )
    assert with_words(story, "Two days later").start == "2025-06-14"


def test_a_weekday_that_does_not_fit_its_date() -> None:
    story = parsed({"a.txt": [("body", "The hull of the ferry cracked on Friday 12 June 2025.")]})
    entry = with_words(story, "on Friday 12 June 2025")
    assert entry.status == "conflicting"
    assert "12 June 2025 is a Thursday, not a Friday" in entry.because


def test_a_page_clock_dates_the_page_only() -> None:
    story = parsed(
        {
            "a.txt": [
                ("navigation", "06:15 9 January 2031"),
                ("headline", "Ferry company loses its licence"),
                ("body", "The harbour office withdrew the licence on Tuesday."),
            ]
        }
    )
    assert [(entry.start, entry.kind) for entry in entries(story)] == [("2031-01-09", "page"), (None, "event")]
    assert "nothing in the story says which date that is" in entries(story)[1].because


def test_one_old_date_does_not_place_a_story() -> None:
    story = parsed(
        {"a.txt": [("body", "The ferry was launched on 12 June 1987. The harbour office withdrew its licence on Tuesday.")]}
    )
    assert with_words(story, "on Tuesday").start is None


def test_work_grows_with_the_reports_of_a_story() -> None:
    one = [
        ("body", "The harbour office withdrew the licence of the ferry company on 12 June 2025."),
        ("body", "On Friday the company said it would appeal, and in July the court ruled. The hull was painted last year."),
    ]
    story = parsed({"a.txt": one})
    few, many = copied(story, 50), copied(story, 200)
    assert max(len(entry.spans) for entry in entries(many)) == 200
    assert calls_of(entries, many) <= 6 * calls_of(entries, few)  # for four times as many reports


def copied(story: Parsed, count: int) -> Parsed:
    """A story of so many reports that all say the same."""
    names = [f"{number:03}.txt" for number in range(count)]
    documents, sentences, published, candidates, times = story
    return (
        [moved(record, name) for name in names for record in documents],
        [moved(record, name) for name in names for record in sentences],
        [moved(record, name) for name in names for record in published],
        [moved(record, name) for name in names for record in candidates],
        [moved(record, name) for name in names for record in times],
    )


def moved(record: Any, name: str) -> Any:
    """The same record in a report of another name."""
    changes: dict[str, object] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, Span):
            changes[field.name] = Span(name, value.start, value.end)
        elif field.name in ("doc", "id", "name", "uri"):
            changes[field.name] = name
    return replace(record, **changes)
