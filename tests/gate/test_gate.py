"""The gate itself: floors, a story that is absent, and the golds that come with the project."""

from __future__ import annotations

import doctest
import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gate import judge, raised, write_floors
from measures import Measure, share
from story_gold import Pair, read_gold

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "wrenport-water"


@pytest.mark.parametrize(("floors", "verdict"), [({}, "no floor"), ({"rows": 0.75}, "ok"), ({"rows": 0.76}, "BELOW FLOOR")])
def test_verdicts(floors: dict[str, float], verdict: str) -> None:
    assert [entry.verdict for entry in judge([share("rows", 3, 4)], floors)] == [verdict]


def test_a_floor_without_its_measure_is_below() -> None:
    assert [entry.verdict for entry in judge([], {"rows": 0.0})] == ["BELOW FLOOR"]


def test_floors_only_rise() -> None:
    measures = [Measure("whole", 1.0), Measure("part", 0.579), Measure("fallen", 0.4), Measure("zero", 0.0)]
    assert raised({"fallen": 0.5, "gone": 0.3}, measures) == {"whole": 1.0, "part": 0.56, "fallen": 0.5, "gone": 0.3}


def test_floors_of_other_stories_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    write_floors(file, "one", {"rows": 0.5})
    write_floors(file, "two", {"rows": 0.6})
    assert json.loads(file.read_text()) == {"one": {"rows": 0.5}, "two": {"rows": 0.6}}


def test_nothing_to_find_is_nothing_missing() -> None:
    assert share("rows", 0, 0).value == 1.0


def test_an_absent_story_is_not_run(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "gate" / "gate.py"), str(tmp_path / "none"), str(tmp_path / "gold.json"), "--name", "x"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=False)
    assert (done.returncode, done.stdout) == (0, f"gate: x: not run: {tmp_path / 'none'} is absent\n")


def test_the_example_gold_reads() -> None:
    gold = read_gold(EXAMPLE / "gold.json")
    assert (len(gold.claims), len(gold.reports)) == (16, 8)
    assert gold.siblings == {Pair("2-saltlines-blog.txt", "3-newsbrook.txt")}
    assert gold.copies == {Pair("4-inlet-examiner.txt", "1-coastwire.txt")}
    assert (gold.claims[0].origins, gold.claims[0].claimed, gold.claims[0].carried) == (1, 1, 8)
    assert len(gold.claims[0].on_pages) == 6


def test_every_floor_is_a_share() -> None:
    floors = json.loads((ROOT / "gate" / "floors.json").read_text(encoding="utf-8"))
    assert all(0 <= floor <= 1 for story in floors.values() for floor in story.values())


@pytest.mark.parametrize("module", ["alignment_score", "attribution_score", "cluster_score", "measures", "places", "story_checks"])
def test_examples_in_docstrings(module: str) -> None:
    tried = doctest.testmod(importlib.import_module(module))
    assert tried.attempted > 0
    assert tried.failed == 0
