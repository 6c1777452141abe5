"""Reports that come one at a time: each joins a story or opens a new one, and stays there."""

from __future__ import annotations

import pytest
from tests.link.test_stories import COURT, FIELD, SEA, counted

from sayso.link import arriving
from sayso.link.arriving import place_reports

REPORTS = [
    counted("a", SEA),
    counted("b", FIELD),
    counted("c", SEA, "storm"),
    counted("d", COURT),
    counted("e", FIELD, "rain"),
    counted("f", SEA, "gale"),
]


def test_a_report_joins_the_story_it_is_like_or_opens_the_next() -> None:
    assert list(place_reports(REPORTS)) == [0, 1, 0, 2, 1, 0]


def test_who_is_placed_does_not_hang_on_who_comes_later() -> None:
    for count in range(len(REPORTS) + 1):
        assert list(place_reports(REPORTS[:count])) == list(place_reports(REPORTS))[:count]


def test_each_is_answered_as_it_comes() -> None:
    placed = place_reports(iter(REPORTS))
    assert [next(placed), next(placed), next(placed)] == [0, 1, 0]


def test_a_report_without_words_is_a_story_of_its_own() -> None:
    assert list(place_reports([counted("a"), counted("b"), counted("c", SEA)])) == [0, 1, 2]


def test_of_a_common_word_the_latest_reports_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "MOST", 1)
    assert list(place_reports([counted(f"{k}", SEA) for k in range(4)])) == [0, 0, 0, 0]
    assert list(place_reports([])) == []


def test_between_two_stories_a_report_opens_a_third() -> None:
    """It is as like the one as a report that joins it, but as like the other too."""
    of_sea, of_field = " ".join(SEA.split()[:2]), " ".join(FIELD.split()[:2])
    own = "own1 own2 own3 own4 own5 own6"
    assert list(place_reports([counted("a", SEA), counted("b", FIELD), counted("c", of_sea, own)])) == [0, 1, 0]
    assert list(place_reports([counted("a", SEA), counted("b", FIELD), counted("c", of_sea, of_field, own)])) == [0, 1, 2]
