"""The list of steps, and the fingerprints by which results are known."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import get_args, get_type_hints

import pytest
from tests.cases.small_stages import SMALL, with_stage

from sayso import records
from sayso.pipeline import STAGES, Stage, fingerprints
from sayso.store import TABLES


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_takes_one_sequence_for_each_type_it_reads_and_yields_what_it_writes(stage: Stage) -> None:
    hints = get_type_hints(stage.run)
    given = [get_args(hints[name])[0] for name, p in inspect.signature(stage.run).parameters.items() if p.kind != p.KEYWORD_ONLY]
    assert given == list(stage.reads)
    yielded = get_args(hints["return"])[0]
    assert set(get_args(yielded) or (yielded,)) - {records.Problem} == {stage.writes}, "a stage may yield Problems as well"
    assert stage.reads[0] is records.Document, "a stage may always look at the text"


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_every_option_of_a_stage_is_a_keyword_of_its_function(stage: Stage) -> None:
    keywords = {name for name, p in inspect.signature(stage.run).parameters.items() if p.kind == p.KEYWORD_ONLY}
    assert set(stage.options) <= keywords


def test_everything_that_is_written_has_a_table_and_everything_that_has_a_table_is_written() -> None:
    assert {stage.writes for stage in STAGES} | {records.Document, records.Corrected, records.Problem} == set(TABLES)


def test_steps_go_from_the_report_to_the_collection_to_the_story() -> None:
    keys = [stage.key for stage in STAGES]
    assert keys == sorted(keys, key=["document", "collection", "story"].index)


def changed(before: Sequence[Stage], after: Sequence[Stage]) -> set[str]:
    old, new = fingerprints(tuple(before)), fingerprints(tuple(after))
    return {name for name in new if old.get(name) != new[name]}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("words", {"words", "how many", "stories", "pairs"}),
        ("how many", {"how many"}),
        ("pairs", {"pairs"}),
    ],
)
def test_a_version_marks_the_stage_and_what_builds_on_it(name: str, expected: set[str]) -> None:
    assert changed(SMALL, with_stage(SMALL, name, version=2)) == expected
    assert changed(SMALL, with_stage(SMALL, name, options={"unit": "x"})) == expected


def test_the_version_of_a_late_stage_marks_nothing_before_it() -> None:
    assert changed(STAGES, with_stage(STAGES, "lay timeline", version=99)) == {"lay timeline"}
    after = changed(STAGES, with_stage(STAGES, "link claims", version=99))
    assert after == {"link claims", "count origins", "find conflicts"}
    assert changed(STAGES, with_stage(STAGES, "label regions", version=99)) == {stage.name for stage in STAGES}


def test_fingerprints_are_the_same_in_every_run() -> None:
    assert fingerprints(STAGES) == fingerprints(STAGES)
    assert len(set(fingerprints(STAGES).values())) == len(STAGES)


def test_a_change_of_the_stories_marks_what_is_grouped_by_them() -> None:
    """By way of its documents alone: a story of the same documents is the same group, whatever stage found it."""
    assert changed(SMALL, with_stage(SMALL, "stories", version=2)) == {"stories"}


def test_what_is_looked_up_for_a_whole_collection_reads_no_parses() -> None:
    """Parses are the largest part of a project: the split into stories and the search for passages read words that are kept."""
    assert {
        stage.name for stage in STAGES if stage.name in ("find stories", "find passages") and records.Sentence in stage.reads
    } == set()
    assert {"find stories", "find passages"} <= {stage.name for stage in STAGES}
