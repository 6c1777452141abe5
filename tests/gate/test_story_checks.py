"""Each check of a story on a listing of a few lines."""

from __future__ import annotations

from typing import Any

import pytest

from main_claim import main_claim_measures
from measures import Measure
from own_text import own_text_measures
from places import Place
from story_checks import (
    conflict_measures,
    days_of,
    find_words,
    lineage_measures,
    page_measures,
    quotation_measures,
    timeline_measures,
)
from story_gold import Contradiction, GoldClaim, GoldMention, PageMention, Pair, Row, StoryGold
from story_score import FoundClaim, FoundMention


def span(report: str, start: int, end: int, text: str = "") -> dict[str, Any]:
    return {"report": report, "start": start, "end": end, "text": text}


def values(measures: list[Measure]) -> dict[str, float]:
    return {measure.name.split(": ")[1]: measure.value for measure in measures}


def story(**parts: Any) -> StoryGold:
    empty: dict[str, Any] = {
        "reports": ("a", "b", "c"),
        "claims": (),
        "boilerplate": (),
        "quotations": (),
        "contradictions": (),
        "timeline": (),
    }
    return StoryGold(**{**empty, "siblings": frozenset(), "copies": frozenset(), **parts})


# ── own text ──

TEXT = "Pump fails\r\n\r\nBy Ida Holm\r\n\r\nPump fails\r\n\r\nThe pump failed. Nobody knew.\r\n\r\nShare this page\r\n"
REGIONS = [
    ("headline", "Pump fails"),
    ("byline", "By Ida Holm"),
    ("body", "The pump failed. Nobody knew."),
    ("navigation", "Share this page"),
]


def own_text(regions: list[tuple[str, str]], boilerplate: str = "Share this page") -> dict[str, float]:
    found = [{"kind": kind, "span": span("a", TEXT.index(words), TEXT.index(words) + len(words))} for kind, words in regions]
    foreign = Place("a", TEXT.index(boilerplate), TEXT.index(boilerplate) + len(boilerplate))
    return values(own_text_measures([{"report": "a", "regions": found}], {"a": TEXT}, [foreign]))


def test_all_lines_right_with_headline_printed_twice_and_byline_left_out() -> None:
    assert own_text(REGIONS) == {"lines right": 1.0, "sentences kept": 1.0}


def test_a_body_line_called_navigation_is_wrong_and_its_sentences_are_lost() -> None:
    assert own_text([*REGIONS[:2], ("navigation", REGIONS[2][1]), REGIONS[3]]) == {"lines right": 2 / 3, "sentences kept": 0.0}


def test_one_of_two_sentences_lost() -> None:
    assert own_text([*REGIONS[:2], ("body", "Nobody knew."), REGIONS[3]])["sentences kept"] == 0.5


def test_a_body_line_called_byline_counts_neither_way_but_its_sentences_do() -> None:
    assert own_text([*REGIONS[:2], ("byline", REGIONS[2][1]), REGIONS[3]]) == {"lines right": 1.0, "sentences kept": 0.0}


def test_boilerplate_called_body_is_wrong() -> None:
    assert own_text([*REGIONS[:3], ("body", "Share this page")])["lines right"] == 2 / 3


# ── main claim ──

CLAIM = GoldClaim("1", (GoldMention(Place("a", 0, 20), "asserts"), GoldMention(Place("b", 0, 20), "denies")), (), 1, 0, 2)
EXPECTED = {"denies": {"the company": "Pump Co"}, "doubts": {"the office": "Office"}, "denies not": {"the office": "Office"}}


def listed_claim(against: list[tuple[str, str, str | None]]) -> dict[str, Any]:
    return {
        "mentions": [{"span": span("a", 0, 25)}],
        "reports": 2,
        "origins": {"count": 1, "claimed": 1},
        "against": [{"name": name, "position": position, "party": party} for name, position, party in against],
    }


def test_main_claim() -> None:
    first = listed_claim([("its director", "denies", "p1"), ("Water Office", "doubts", None)])
    parties = [{"id": "p1", "name": "Pump Company", "names": ["Pump Co", "the firm"]}]
    found = values(main_claim_measures(CLAIM, [first], parties, EXPECTED))
    assert found == {
        "met first": 1.0,
        "assertions covered": 1.0,
        "reports that carry it": 1.0,
        "origins counted right": 1.0,
        "origins claimed right": 0.0,
        "deniers found": 1.0,
        "doubters found": 1.0,
        "doubt is no denial": 1.0,
    }


def test_a_doubter_called_denier() -> None:
    found = values(main_claim_measures(CLAIM, [listed_claim([("Water Office", "denies", None)])], [], EXPECTED))
    assert (found["deniers found"], found["doubters found"], found["doubt is no denial"]) == (0.0, 0.0, 0.0)


def test_no_claims_at_all() -> None:
    assert values(main_claim_measures(CLAIM, [], [], {}))["met first"] == 0.0


# ── pages ──


def test_page_mentions_are_found_by_their_words() -> None:
    claim = GoldClaim("1", (GoldMention(Place("a", 0, 20), "asserts"),), (PageMention("p", "pump failed", "asserts"),), 1, 0, None)
    mentions = (FoundMention(Place("a", 0, 20), "asserts"), FoundMention(Place("p", 4, 16), "denies"))
    found = values(page_measures(story(claims=(claim,)), [FoundClaim("x", mentions, 1, 0, 2)], {"p": "The pump\n failed."}))
    assert found == {"found": 1.0, "position right": 0.0}


def test_find_words() -> None:
    assert find_words("p", "The pump\n failed.", "pump failed") == Place("p", 4, 16)
    assert find_words("p", "The ferry sank.", "pump failed") is None


# ── quotations ──


def test_quotations_that_one_report_has_do_not_count() -> None:
    assert values(quotation_measures([[Place("a", 0, 10)]], [])) == {"groups joined": 1.0, "versions joined": 1.0}


@pytest.mark.parametrize(
    ("versions", "joined", "together"),
    [([("a", 0, 9), ("b", 0, 9)], 1.0, 1.0), ([("a", 0, 9)], 0.0, 0.5), ([("a", 8, 30), ("b", 0, 9)], 0.0, 0.5)],
)
def test_quotation_groups(versions: list[tuple[str, int, int]], joined: float, together: float) -> None:
    items = [{"versions": [{"spans": [span(*version)]} for version in versions]}]
    found = values(quotation_measures([[Place("a", 0, 10), Place("b", 0, 10)]], items))
    assert found == {"groups joined": joined, "versions joined": together}


# ── lineage ──


def test_a_lost_parent() -> None:
    listed = [{"child": "a", "children": ["a", "b"], "parents": [{"lost": "a text"}]}]
    assert values(lineage_measures(story(siblings=frozenset({Pair("a", "b")})), listed, [])) == {
        "lost parents right": 1.0,
        "unrelated pairs left alone": 1.0,
    }


def test_a_sibling_called_a_copy_is_wrong() -> None:
    listed = [{"child": "b", "children": ["b"], "parents": ["a"]}]
    assert values(lineage_measures(story(siblings=frozenset({Pair("a", "b")})), listed, []))["lost parents right"] == 0.0


def test_copies_have_a_direction() -> None:
    listed = [{"child": "b", "children": ["b"], "parents": ["a"]}]
    assert values(lineage_measures(story(copies=frozenset({Pair("b", "a")})), listed, []))["copies right"] == 1.0
    assert values(lineage_measures(story(copies=frozenset({Pair("a", "b")})), listed, []))["copies right"] == 0.0


def test_a_passage_between_unrelated_reports_is_false() -> None:
    copies = [{"left": span("a", 0, 9), "right": span("c", 0, 9)}]
    assert values(lineage_measures(story(), [], copies))["unrelated pairs left alone"] == pytest.approx(2 / 3)


# ── conflicts ──

HOMES = Contradiction("number conflict", Place("a", 0, 20), Place("b", 0, 20), "about 430 homes", "340 homes", "high")


def conflict(left: dict[str, Any], right: dict[str, Any], kind: str = "number") -> dict[str, Any]:
    return {"kind": kind, "left": left, "right": right}


@pytest.mark.parametrize(
    ("item", "found", "right", "shown"),
    [
        (conflict(span("b", 5, 8, "340"), span("a", 5, 8, "430")), 1.0, 1.0, 1.0),
        (conflict(span("c", 5, 8, "430"), span("d", 5, 8, "340")), 1.0, 1.0, 0.0),
        (conflict(span("c", 5, 8, "430"), span("d", 5, 8, "341")), 0.0, 0.0, 0.0),
        (conflict(span("a", 5, 8, "430"), span("b", 5, 8, "340"), "negation"), 0.0, 1.0, 1.0),
    ],
)
def test_conflicts(item: dict[str, Any], found: float, right: float, shown: float) -> None:
    assert values(conflict_measures([HOMES], [item], [])) == {
        "numbers and dates found": found,
        "numbers and dates right": right,
        "contradictions shown": shown,
        "found": shown,
        "high found": shown,
        "in the gold": shown,
    }


def test_only_grave_contradictions_are_counted_as_such() -> None:
    light = HOMES._replace(left=Place("a", 30, 40), right=Place("b", 30, 40), severity="low")
    there = conflict(span("a", 5, 8, "430"), span("b", 5, 8, "340"))
    found = values(conflict_measures([HOMES, light], [there], []))
    assert (found["found"], found["high found"]) == (0.5, 1.0)


def test_altered_quotations_do_not_count_among_our_conflicts() -> None:
    quoted = conflict(span("c", 0, 5), span("d", 0, 5), "altered quotation")
    there = conflict(span("a", 5, 8, "430"), span("b", 5, 8, "340"))
    assert values(conflict_measures([HOMES], [quoted, there], []))["in the gold"] == 1.0
    assert values(conflict_measures([HOMES], [{**quoted, "kind": "polarity"}, there], []))["in the gold"] == 0.5


def test_a_change_of_a_quotation_shows_a_contradiction() -> None:
    quotes = [{"changes": [{"from": span("a", 0, 5), "to": span("b", 0, 5)}]}]
    assert values(conflict_measures([HOMES], [], quotes))["contradictions shown"] == 1.0
    assert values(conflict_measures([HOMES], [], quotes))["found"] == 0.0


# ── timeline ──


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2024", [("2024-01-01", "2024-12-31")]),
        ("2024-02", [("2024-02-01", "2024-02-29")]),
        ("2024-02-03T08:30", [("2024-02-03", "2024-02-03")]),
        ("1991/..", [("1991-01-01", None)]),
        ("2019-12/2020-05", [("2019-12-01", "2020-05-31")]),
        ("2020-06-29|2020-06-30", [("2020-06-29", "2020-06-29"), ("2020-06-30", "2020-06-30")]),
    ],
)
def test_days_of(when: str, days: list[tuple[str | None, str | None]]) -> None:
    assert days_of(when) == days


@pytest.mark.parametrize(
    ("start", "end", "right"), [("2024-02-01", "2024-02-29", 1.0), ("2023-02-01", "2023-02-28", 0.0), (None, None, 0.0)]
)
def test_timeline(start: str | None, end: str | None, right: float) -> None:
    items = [{"spans": [span("a", 3, 8)], "when": {"from": start, "to": end}}]
    rows = [Row("2024-02", (Place("a", 0, 9),)), Row(None, (Place("b", 0, 9),)), Row("2024", ())]
    assert values(timeline_measures(rows, items)) == {"rows found": 0.5, "rows dated right": right}
