"""Time expressions: each sentence with the words that must be found, and what they fix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _parser as sre_parse  # what a pattern is made of; only this module tells
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.work import calls_of

from sayso.calendar import NEEDS, READERS, read_dates
from sayso.detect.times import find_times
from sayso.records import Document, Sentence, Span, TimeMention, Token

FOUND = [
    ("The quay closed on 3 May 2025.", [("on 3 May 2025", "2025-05-03", "2025-05-03", "day")]),
    ("On May 3, 2025 the quay closed.", [("On May 3, 2025", "2025-05-03", "2025-05-03", "day")]),
    ("It closed on the 3rd of May 2025.", [("on the 3rd of May 2025", "2025-05-03", "2025-05-03", "day")]),
    ("It closed on June 29th.", [("on June 29th", None, None, "day")]),
    ("On Wednesday July 1st it opened.", [("On Wednesday July 1st", None, None, "day")]),
    ("It opens Tuesday morning.", [("Tuesday morning", None, None, "weekday")]),
    ("In March the pumps failed.", [("In March", None, None, "month")]),
    ("It failed in early March 2024.", [("in early March 2024", "2024-03-01", "2024-03-31", "month")]),
    ("As of February, the pumps ran.", [("As of February", None, None, "month")]),
    ("It has leaked since 2003.", [("since 2003", "2003-01-01", None, "year")]),
    ("The inquiry ended in 2019.", [("in 2019", "2019-01-01", "2019-12-31", "year")]),
    ("Until 2019 it ran.", [("Until 2019", None, "2019-12-31", "year")]),
    (
        "Between December 2019 and May 2020 it rained.",
        [("Between December 2019 and May 2020", "2019-12-01", "2020-05-31", "range")],
    ),
    ("It covers the months from January to August 2024.", [("from January to August 2024", "2024-01-01", "2024-08-31", "range")]),
    ("The fair runs 26-28 June 2020.", [("26-28 June 2020", "2020-06-26", "2020-06-28", "range")]),
    ("Fares rose in the 1990s.", [("in the 1990s", "1990-01-01", "1999-12-31", "range")]),
    ("It closed last year.", [("last year", None, None, "relative")]),
    ("It closed three days ago.", [("three days ago", None, None, "relative")]),
    ("A few days later it reopened.", [("A few days later", None, None, "relative")]),
    ("She left months ago.", [("months ago", None, None, "relative")]),
    ("Rates doubled over the past 20 years.", [("over the past 20 years", None, None, "relative")]),
    ("Doors open at 7.30 pm.", [("at 7.30 pm", None, None, "relative")]),
    ("It was dated 2025-05-03.", [("dated 2025-05-03", "2025-05-03", "2025-05-03", "day")]),
    ("The form says 03/05/2025.", [("03/05/2025", None, None, "day")]),
    ("The form says 30/05/2025.", [("30/05/2025", "2025-05-30", "2025-05-30", "day")]),
]
NOTHING = [
    "They may march on the harbour.",
    "We march at the head.",
    "I am the one who sold 2000 eels.",
    "The Sunday Herald bought 1,900 copies.",
    "She read it in Quay Today.",
    "A 27-year-old man and his dog got 3 of 14 prizes.",
    "It sank on Black Friday.",
]


def plain_sentence(text: str, tags: dict[str, str] | None = None) -> tuple[Document, Sentence]:
    """A sentence without a real parse: words with the tag given, else NN."""
    document = Document("d", "a.txt", "a.txt", None, None, None, text, (), (), "r", "")
    tokens, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        bare = word.strip(".,")
        tokens.append(Token(start, start + len(bare), (tags or {}).get(bare, "NN"), "dep", 0, bare.lower()))
        start += len(word)
    return document, Sentence(Span("d", 0, len(text)), "body", tuple(tokens), "en")


def times_of(text: str, tags: dict[str, str] | None = None) -> list[TimeMention]:
    document, sentence = plain_sentence(text, tags)
    return list(find_times([document], [sentence]))


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found(text: str, expected: list[tuple[str, str | None, str | None, str]]) -> None:
    made = [(time.span.cut(text), time.start, time.end, time.granularity) for time in times_of(text)]
    assert made == expected
    assert all(time.because for time in times_of(text))


@pytest.mark.parametrize("text", NOTHING)
def test_not_found(text: str) -> None:
    assert [time.span.cut(text) for time in times_of(text)] == []


def test_may_the_verb_after_a_number() -> None:
    assert times_of("May 3 boats leave?", {"May": "MD"}) == []


def test_that_the_conjunction() -> None:
    text = "They said that evening boats run late."
    assert times_of(text, {"that": "IN"}) == []
    assert [time.span.cut(text) for time in times_of(text, {"that": "DT"})] == ["that evening"]


def test_a_round_number_before_a_plural() -> None:
    assert times_of("It leaked in 2000 homes.", {"homes": "NNS"}) == []


@given(st.text(alphabet="19 /-.:,aMyJunTed0ths–", max_size=200))
def test_spans_lie_inside_and_never_overlap(text: str) -> None:
    end = 0
    for expression in read_dates(text):
        assert end <= expression.start <= expression.core < expression.end <= len(text)
        end = expression.end


@pytest.mark.parametrize(
    "piece", ["May 1 ", "1 ", "the ", "in the early ", "2020-", "10:10 ", "Monday, ", "two days ", "1.1.", "from 2019 to "]
)
def test_work_grows_with_length(piece: str) -> None:
    assert calls_of(read_dates, piece * 1000) <= 25 * calls_of(read_dates, piece * 50)  # for a text 20 times as long


@pytest.mark.parametrize("pattern", [pattern for _, pattern, _ in READERS] + [pattern for _, pattern in NEEDS])
def test_a_pattern_never_looks_far(pattern: re.Pattern[str]) -> None:
    """No repeated group holds another repetition and all runs are bounded: no text makes a pattern try many ways."""
    assert list(repetitions(sre_parse.parse(pattern.pattern))) == []


def repetitions(tree: Any, *, inside: bool = False) -> Iterator[str]:
    """What could make a pattern slow, in words."""
    for name, what in tree:
        repeats = str(name) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and what[1] > 1
        if repeats and inside:
            yield f"a repetition in another: {what[2]}"
        if repeats and what[1] is sre_parse.MAXREPEAT:
            yield f"a run without bound: {what[2]}"
        for part in parts_of(what):
            yield from repetitions(part, inside=inside or repeats)


def parts_of(what: Any) -> Iterator[Any]:
    """The patterns inside what the parser of `re` gives with an operation, however deep in its tuples and lists."""
    if isinstance(what, sre_parse.SubPattern):
        yield what
    elif isinstance(what, (tuple, list)):
        for part in what:
            yield from parts_of(part)
