"""What the benchmarks run on, and that their clock adds up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import detect
from material import folder_of_reports
from whole_run import own_texts, run_all


def test_texts_are_repeated_until_there_are_enough(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in ("one", "two")))
    with folder_of_reports(file, 3) as folder:
        assert [report.read_text() for report in sorted(folder.iterdir())] == ["one", "two", "one"]
    assert not folder.exists()


def test_a_folder_is_taken_as_it_is(tmp_path: Path) -> None:
    with folder_of_reports(tmp_path, 3) as folder:
        assert folder == tmp_path


def test_an_absent_path_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="is absent"), folder_of_reports(tmp_path / "none", 3):
        pass


def test_the_parts_add_up_to_the_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Pump fails\n\nThe mayor of Quay said the pump had failed.\n")
    done = run_all([tmp_path], tmp_path / "story.sayso")
    assert sum(done.parts.values()) == pytest.approx(done.seconds, rel=0.05, abs=0.02)
    assert min(done.parts.values()) >= 0
    assert own_texts(done.dossier) == ["Pump fails\n\nThe mayor of Quay said the pump had failed."]


def test_the_stages_within_a_report_are_measured_beside_the_parse(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Pump fails\n\nThe mayor of Quay said the pump had failed.\n")
    costs = detect.measure(tmp_path, 1, 1)
    assert {"split sentences", "find attributions", "find times"} <= set(costs.stages)
    assert costs.sum == pytest.approx(sum(costs.stages.values())) and costs.ratio == pytest.approx(costs.sum / costs.bare)
    assert (costs.reports, costs.words) == (1, 11)
