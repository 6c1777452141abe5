"""The score of single changes: shown where they stand, and called what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from change_score import GoldChange, change_measures, read_changes
from places import Place

GATE = Path(__file__).parents[2] / "gate"


def span(report: str, start: int, end: int) -> dict[str, Any]:
    return {"report": report, "start": start, "end": end, "text": ""}


def quotes(kind: str, because: str = "", marks: bool = False) -> list[Any]:
    marked = [{"span": span("a.txt", 20, 26), "kind": "editor's words", "because": "in square brackets"}] if marks else []
    change = {"from": span("a.txt", 4, 9), "to": span("b.txt", 6, 9), "kind": kind, "because": because}
    return [{"versions": [{**span("a.txt", 0, 30), "marks": marked}], "changes": [change]}]


ALTERED = GoldChange("Q1", "one noun for another", ("altered",), (Place("a.txt", 5, 8), Place("b.txt", 8, 12)), "")


@pytest.mark.parametrize(
    ("wanted", "found", "value"),
    [
        (ALTERED, quotes("altered"), 1.0),
        (ALTERED, quotes("omission"), 0.0),
        (ALTERED._replace(kinds=("boundary", "altered")), quotes("altered"), 1.0),
        (ALTERED._replace(places=(Place("b.txt", 8, 12), Place("a.txt", 5, 8))), quotes("altered"), 1.0),  # in either direction
        (ALTERED._replace(places=(Place("a.txt", 5, 8), Place("b.txt", 9, 12))), quotes("altered"), 0.0),  # another place
        (ALTERED._replace(says="commas"), quotes("altered", "the same words; commas"), 1.0),
        (ALTERED._replace(says="commas"), quotes("altered", "spelled differently"), 0.0),
        (GoldChange("Q2", "brackets", ("editor's words",), (Place("a.txt", 21, 25),), ""), quotes("altered", marks=True), 1.0),
        (GoldChange("Q2", "brackets", ("editor's words",), (Place("a.txt", 21, 25),), ""), quotes("altered"), 0.0),
    ],
)
def test_a_change_is_right_where_it_stands_and_has_its_kind(wanted: GoldChange, found: list[Any], value: float) -> None:
    every, of_its_kind = change_measures([wanted], found)
    assert (every.value, of_its_kind.value) == (value, value)
    assert of_its_kind.name == f"changes: {wanted.kinds[0]}"
    assert (wanted.what in every.said) == (value == 0)


def test_the_rows_of_the_example_story_stand_in_its_quotations() -> None:
    story = GATE.parent / "examples" / "wrenport-water"
    gold = json.loads((story / "gold.json").read_text(encoding="utf-8"))
    versions: dict[str, list[Place]] = {
        group["id"]: [Place(v["file"], v["start"], v["end"]) for v in group["versions"]] for group in gold["quote_groups"]
    }
    rows = read_changes(json.loads((GATE / "changes.json").read_text(encoding="utf-8"))["wrenport-water"], gold["docs"])
    assert len(rows) == 21
    assert all(place.touches_any(versions[row.quotation]) for row in rows for place in row.places)
