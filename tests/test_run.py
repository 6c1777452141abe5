"""What the runner promises: only what is new is made, nothing stops the others, and the end is as if all were new."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import wraps
from pathlib import Path

import pytest
from tests.cases.small_stages import SMALL, Calls, choke, problems, report, stop, tables, with_stage

from sayso import run as run_module
from sayso.errors import ModelError
from sayso.pipeline import STAGES, Stage, fingerprints
from sayso.records import Document, Language, Passage, Region, Span, Story
from sayso.run import run
from sayso.show.dossier import build_dossier
from sayso.store import Memo, Store

REPORTS = (
    ("harbour-1.txt", "Harbour: the ferry is late"),
    ("harbour-2.txt", "Harbour: the ferry is on time"),
    ("bakery.txt", "Bakery: bread is late"),
)
LATE = ("harbour-3.txt", "Harbour: the ferry sank")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:", create=True) as opened:
        yield opened


def add(store: Store, reports: Sequence[tuple[str, str]]) -> None:
    for name, text in reports:
        store.add_document(*report(name, text))


def fresh(reports: Sequence[tuple[str, str]], stages: tuple[Stage, ...] = SMALL) -> dict[str, object]:
    with Store(":memory:", create=True) as other:
        add(other, reports)
        run(other, stages)
        return {**tables(other), "memos": other.memos()}


def state(store: Store) -> dict[str, object]:
    return {**tables(store), "memos": store.memos()}


def test_every_stage_runs_once_for_each_of_its_groups(store: Store) -> None:
    """Three reports of two stories: the stages of a report run three times, those of a story twice."""
    add(store, REPORTS)
    calls = Calls(SMALL)
    run(store, calls.stages)
    assert calls.per_stage == {"words": 3, "how many": 3, "stories": 1, "pairs": 2}
    assert {story.because for story in store.read(Story)} == {"Harbour", "Bakery"}
    assert sorted(passage.because for passage in store.read(Passage)) == ["“Harbour”", "“ferry”", "“is”", "“the”"]


def test_a_second_run_does_no_work(store: Store) -> None:
    add(store, REPORTS)
    run(store, SMALL)
    before = state(store)
    calls = Calls(SMALL)
    run(store, calls.stages)
    assert calls.made == []
    assert state(store) == before


def test_a_new_report_is_looked_at_alone_and_only_its_story_again(store: Store) -> None:
    add(store, REPORTS)
    run(store, SMALL)
    add(store, [LATE])
    calls = Calls(SMALL)
    run(store, calls.stages)
    assert calls.made == [
        ("words", ("harbour-3.txt",)),
        ("how many", ("harbour-3.txt",)),
        ("stories", ("bakery.txt", "harbour-1.txt", "harbour-2.txt", "harbour-3.txt")),
        ("pairs", ("harbour-1.txt", "harbour-2.txt", "harbour-3.txt")),
    ]
    assert state(store) == fresh([*REPORTS, LATE])


def test_a_changed_report_replaces_the_one_of_its_name(store: Store) -> None:
    add(store, REPORTS)
    run(store, SMALL)
    add(store, [("bakery.txt", "Bakery: bread is sold out")])
    calls = Calls(SMALL)
    run(store, calls.stages)
    assert calls.per_stage == {"words": 1, "how many": 1, "stories": 1, "pairs": 1}
    assert state(store) == fresh([*REPORTS[:2], ("bakery.txt", "Bakery: bread is sold out")])


def test_a_changed_report_and_a_raised_version_at_once_do_not_stop_the_run(store: Store) -> None:
    add(store, REPORTS)
    run(store, SMALL)
    add(store, [("bakery.txt", "Bakery: bread is sold out")])
    run(store, with_stage(SMALL, "words", version=2))
    assert problems(store) == []


def test_a_changed_report_can_be_shown(store: Store) -> None:
    add(
        store,
        [("a.txt", "The council met.\nAda Lund said that the bridge was safe."), ("b.txt", "Ada Lund said the bridge was safe.")],
    )
    run(store, workers=1)
    add(store, [("b.txt", "Mayor Ada Lund said the bridge was safe.")])
    run(store, workers=1)
    assert len(build_dossier(store).stories) == 1


@pytest.mark.parametrize("seed", range(4))
def test_the_order_in_which_reports_come_never_matters(seed: int) -> None:
    shuffled = random.Random(seed).sample([*REPORTS, LATE], 4)
    assert fresh(shuffled) == fresh([*REPORTS, LATE])


def test_one_and_two_workers_make_equal_tables(tmp_path: Path) -> None:
    made = []
    reports = [(f"{i}.txt", f"{'Harbour' if i % 3 else 'Bakery'}: report {i} on the ferry") for i in range(30)]
    for workers in (1, 2):
        with Store(tmp_path / f"{workers}.sayso", create=True) as store:
            add(store, reports)
            run(store, SMALL, workers=workers)
            made.append(state(store))
    assert made[0] == made[1]
    assert len(made[0]["languages"]) == 30  # type: ignore[arg-type]


def test_a_report_on_which_a_stage_fails_becomes_a_problem_and_the_others_go_on(store: Store) -> None:
    add(store, [*REPORTS, ("bad.txt", "Harbour poison")])
    run(store, with_stage(SMALL, "words", run=choke))
    assert [(p.stage, p.key, p.message) for p in problems(store)] == [("words", "bad.txt", "ValueError: cannot swallow this")]
    whole = {document.id: document.name for document in store.read(Document)}
    assert {whole[region.span.doc] for region in store.read(Region)} == {name for name, _ in REPORTS}, "half a result is no result"
    counted = {whole[found.span.doc]: found.score for found in store.read(Language)}
    assert counted["bad.txt"] == 0, "the stages behind see what there is"
    assert len(store.read(Story)) == 2


def test_a_failure_is_kept_and_not_tried_again_until_the_stage_changes(store: Store) -> None:
    add(store, [*REPORTS, ("bad.txt", "Harbour poison")])
    failing = with_stage(SMALL, "words", run=choke)
    run(store, failing)
    calls = Calls(failing)
    run(store, calls.stages)
    assert calls.made == []
    assert len(problems(store)) == 1
    run(store, with_stage(SMALL, "words", version=2))
    assert problems(store) == []


def test_a_failure_in_one_story_leaves_the_other_alone(store: Store) -> None:
    def fragile(documents: Sequence[Document], regions: Sequence[Region]) -> Iterator[Passage]:
        if any("bread" in document.text for document in documents):
            raise KeyError("bread")
        return SMALL[3].run(documents, regions)  # type: ignore[return-value]

    add(store, REPORTS)
    run(store, with_stage(SMALL, "pairs", run=fragile))
    assert [(p.stage, p.key, p.message) for p in problems(store)] == [("pairs", "bakery.txt", "KeyError: 'bread'")]
    assert len(store.read(Passage)) == 4


def test_a_group_above_most_is_refused_visibly(store: Store) -> None:
    add(store, REPORTS)
    run(store, with_stage(SMALL, "pairs", most=1))
    assert [(p.stage, p.key) for p in problems(store)] == [("pairs", "harbour-1.txt, harbour-2.txt")]
    assert "2 reports are more than this step takes at once (1)" in problems(store)[0].message
    assert store.read(Passage) == []


@pytest.mark.parametrize(
    ("raised", "again"),
    [
        ("words", {"words": 3, "how many": 3, "stories": 1, "pairs": 2}),
        ("how many", {"how many": 3}),
        ("stories", {"stories": 1}),
        ("pairs", {"pairs": 2}),
    ],
)
def test_a_raised_version_runs_the_stage_and_what_builds_on_it_and_nothing_else(
    store: Store, raised: str, again: dict[str, int]
) -> None:
    add(store, REPORTS)
    run(store, SMALL)
    calls = Calls(with_stage(SMALL, raised, version=2))
    run(store, calls.stages)
    assert calls.per_stage == again
    assert tables(store) == {k: v for k, v in fresh(REPORTS).items() if k != "memos"}


def test_another_option_runs_the_stage_again_and_its_old_results_are_gone(store: Store) -> None:
    add(store, REPORTS)
    run(store, SMALL)
    changed = with_stage(SMALL, "how many", options={"unit": "WORDS"})
    calls = Calls(changed)
    run(store, calls.stages)
    assert calls.per_stage == {"how many": 3}
    assert {found.code for found in store.read(Language)} == {"WORDS"}
    assert state(store) == fresh(REPORTS, changed)


def test_a_missing_model_stops_the_run_and_the_next_run_goes_on_from_there(store: Store) -> None:
    """What stops the run is no property of one report, so it is no Problem; reports done before it are kept."""
    many = [(f"{i:02}.txt", f"Harbour {i}") for i in range(20)]
    add(store, [*many, ("zz.txt", "poison")])
    (words,) = [stage for stage in SMALL if stage.name == "words"]
    with pytest.raises(ModelError):
        run(store, with_stage(SMALL, "words", run=wraps(words.run)(lambda documents: stop(documents))))  # the model is away
    assert problems(store) == []
    done = len(store.read(Language))
    assert 0 < done < 21
    calls = Calls(SMALL)
    run(store, calls.stages)
    assert calls.per_stage["words"] == 21 - done
    assert state(store) == fresh([*many, ("zz.txt", "poison")])


def test_ctrl_c_is_no_problem_of_a_report(store: Store) -> None:
    def interrupted(documents: Sequence[Document]) -> Iterator[Region]:
        raise KeyboardInterrupt

    add(store, REPORTS)
    with pytest.raises(KeyboardInterrupt):
        run(store, with_stage(SMALL, "words", run=interrupted))
    assert problems(store) == []


def test_an_error_in_a_worker_stops_the_run_in_the_same_words(tmp_path: Path) -> None:
    with Store(tmp_path / "a.sayso", create=True) as store:
        add(store, [("a.txt", "Harbour"), ("b.txt", "poison")])
        with pytest.raises(ModelError, match="the model is gone"):
            run(store, with_stage(SMALL, "words", run=stop), workers=2)


def test_stages_are_given_records_in_one_order_whatever_the_stage_before_yields(store: Store) -> None:
    def backwards(documents: Sequence[Document]) -> list[Region]:
        return list(SMALL[0].run(documents))[::-1]  # type: ignore[arg-type]

    seen: list[list[int]] = []

    def watch(documents: Sequence[Document], regions: Sequence[Region]) -> Iterator[Passage]:
        seen.extend([r.span.start for r in regions if r.span.doc == d.id] for d in documents)
        return iter(())

    add(store, REPORTS)
    run(store, with_stage(with_stage(SMALL, "words", run=backwards), "pairs", run=watch))
    assert len(seen) == 3
    assert all(starts == sorted(starts) for starts in seen)


def test_nothing_is_run_on_an_empty_project(store: Store) -> None:
    calls = Calls(SMALL)
    run(store, calls.stages)
    assert calls.made == []


def test_progress_is_told_for_reports_and_for_every_wider_stage(store: Store) -> None:
    add(store, REPORTS)
    told: list[tuple[str, int, int]] = []
    run(store, SMALL, progress=lambda *said: told.append(said))
    assert told == [("reading reports", 3, 3), ("stories", 0, 2), ("pairs", 1, 2), ("done", 2, 2)]


def test_what_another_version_left_behind_is_forgotten(store: Store) -> None:
    """A memo that no stage of this run would make, and its records, are gone afterwards."""
    add(store, REPORTS)
    old = Memo("0123456789abcdef", "a stage of old", ())
    store.save([(old, [Passage(Span("x", 0, 1), Span("y", 0, 1), "verbatim", 1.0, False, "of old")])])
    run(store, SMALL)
    assert old.id not in store.memos()
    assert "of old" not in {passage.because for passage in store.read(Passage)}


def test_a_group_that_was_refused_is_made_once_most_is_raised(store: Store) -> None:
    for name in ("a", "b"):
        store.add_document(*report(name, "Harbour: the ferry is late"))
    run(store, with_stage(SMALL, "pairs", most=1))
    assert len(problems(store)) == 1
    run(store, with_stage(SMALL, "pairs", most=5))
    assert problems(store) == []


def test_another_function_in_a_stages_place_marks_it() -> None:
    changed = with_stage(STAGES, "find times", run=SMALL[0].run)
    assert fingerprints(changed)["find times"] != fingerprints(STAGES)["find times"]


def test_stories_are_worked_on_in_batches_with_the_same_result(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """At most two reports in memory together: a story of three is a batch of its own, and nothing else changes."""
    reports = [*REPORTS, LATE, ("mill.txt", "Mill: the mill is for sale"), ("mill-2.txt", "Mill: the mill was sold")]
    expected = fresh(reports)
    monkeypatch.setattr(run_module, "KEPT_IN_MEMORY", 2)
    assert fresh(reports) == expected
    add(store, reports)
    run(store, SMALL)
    read: list[Sequence[str] | None] = []
    inner = Store.read

    def noted(self: Store, kind: type, *, memo: str | None = None, documents: Sequence[str] | None = None) -> list:
        read.append(documents)
        return inner(self, kind, memo=memo, documents=documents)

    monkeypatch.setattr(Store, "read", noted)
    add(store, [("mill-3.txt", "Mill: the mill burned down")])
    read.clear()
    run(store, SMALL)
    asked = [documents for documents in read if documents is not None]
    assert {len(documents) for documents in asked} == {7, 3}, "the collection, then the one story that changed"
    assert state(store) == fresh([*reports, ("mill-3.txt", "Mill: the mill burned down")])


def test_a_batch_holds_whole_groups_and_no_more_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "KEPT_IN_MEMORY", 3)
    groups = [("a", "b"), ("c",), ("d", "e", "f", "g"), ("h",), ("i",)]
    assert run_module._batches(groups) == [[("a", "b"), ("c",)], [("d", "e", "f", "g")], [("h",), ("i",)]]
    assert run_module._batches([]) == []
