"""The gate on stories: the gold as the tables tell it, and both ways of splitting, on reports of a few lines."""

from __future__ import annotations

from pathlib import Path

from tests.cases.stories import BAKERY, FERRY

import stories

STANCES = """Headline,Body_ID,Stance
Ferry fails its test,1,0
Ferry fails its test,2,2
Ferry fails its test,3,3
Bakery burns,3,1
Bakery burns,4,0
No ferry today,2,0
No ferry today,5,1
"""


def test_reports_that_share_a_headline_they_are_related_to_are_one_story(tmp_path: Path) -> None:
    (tmp_path / "stances.csv").write_text(STANCES, encoding="utf-8")
    found = stories.read_stories(tmp_path / "stances.csv")
    assert found["1"] == found["2"] == found["5"] != found["3"] == found["4"]
    assert len(found) == 5


def test_both_ways_are_scored_by_name() -> None:
    texts = {name: text for name, text in {**FERRY, **BAKERY}.items() if not name.endswith(".html")}
    reports = {name: stories.told(name, text, 0, reduced=True) for name, text in texts.items()}
    right = {name: "bakery" if name in BAKERY else "ferry" for name in texts}
    assert stories.at_once(right, reports).f1 == 1.0
    assert stories.one_at_a_time(right, reports, 0).f1 == 1.0
    wrong = dict.fromkeys(texts, "one")
    assert stories.at_once(wrong, reports).recall < 1.0 and stories.one_at_a_time(wrong, reports, 0).recall < 1.0


def test_only_so_many_words_are_read() -> None:
    text = "The ferry failed its test. The captain said so. Nobody was hurt in the harbour.\n"
    _, all_of_it = stories.told("a", text, 0, reduced=True)
    _, beginning = stories.told("a", text, 4, reduced=True)
    assert "harbour" in all_of_it.words and "captain" not in beginning.words and "ferry" in beginning.words
