"""Who says what, in the reports of tests/cases/attributions, and in those that are known to be read wrongly."""

from pathlib import Path

import pytest
from tests.cases.reading import Case, differences, load_all, read

TESTS = Path(__file__).parents[1]
CASES = load_all(TESTS / "cases" / "attributions")
KNOWN_FAILURES = load_all(TESTS / "known_failures" / "attributions")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_report_is_read_as_its_case_says(case: Case) -> None:
    wrong = differences(case)
    assert not wrong, f"{case.about}\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.name, marks=pytest.mark.xfail(strict=True, reason=case.why)) for case in KNOWN_FAILURES]
)
def test_a_report_is_known_to_be_read_wrongly(case: Case) -> None:
    wrong = differences(case)
    assert not wrong, "\n".join(wrong)


def test_each_case_says_what_it_is_about_and_each_known_failure_what_goes_wrong() -> None:
    assert [case.name for case in (*CASES, *KNOWN_FAILURES) if not case.about] == []
    assert [case.name for case in KNOWN_FAILURES if not case.why] == []
    assert [case.name for case in CASES if case.why] == [], "a known failure that lies among the cases"


def test_no_case_is_written_twice() -> None:
    names = [case.name for case in (*CASES, *KNOWN_FAILURES)]
    assert len(set(names)) == len(names)
    said = [(case.report, case.expected) for case in (*CASES, *KNOWN_FAILURES)]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("case", [*CASES, *KNOWN_FAILURES], ids=lambda case: case.name)
def test_every_span_of_a_case_cuts_words_of_its_report(case: Case) -> None:
    """Also where the reading is wrong: nothing is shown that the report does not hold."""
    reading = read(case.report)
    for attribution in reading.attributions:
        for span in (*attribution.content, *attribution.cue, *attribution.source):
            assert 0 <= span.start < span.end <= len(case.report)
            words = span.cut(case.report)
            mark_for_cue = span in attribution.cue and words in (":", "–", "—", "-")  # "Ada Lund: …"
            assert words == words.strip() and (mark_for_cue or any(letter.isalnum() for letter in words)), words
    for mention in reading.mentions:
        assert mention.span.cut(case.report).strip() and mention.about.cut(case.report).strip()
