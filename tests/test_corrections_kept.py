"""Decisions go from desk to desk and stay through added and edited reports; what does not follow from them is not made again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cases.corrections import (
    EACH,
    WRENPORT,
    Asked,
    everything,
    made_by,
    wrenport,
)
from tests.cases.small_stages import Calls, problems, tables
from tests.cases.stories import BAKERY, FERRY, made_of, put
from tests.test_laws import check_everything

from sayso import records as r
from sayso.decisions import as_lines, read_lines
from sayso.pipeline import STAGES
from sayso.project import DECIDING, RUN, UNFINISHED, add_decisions, read_into, read_story
from sayso.records import record_id
from sayso.run import run
from sayso.show.dossier import build_dossier
from sayso.show.listings import as_text, story
from sayso.store import Store
from sayso.verify import verify_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return wrenport(tmp_path)


# ── between two desks ──


def test_all_kinds_together_exported_and_imported_into_a_fresh_run_give_the_same(project: Path, tmp_path: Path) -> None:
    log = everything(read_story([project]))
    log.append(made_by(add_decisions(project, log, workers=1)[1], "undo", [record_id(log[7])], when="2026-11-30T00:00:00Z"))
    _, ours = add_decisions(project, log, workers=1)
    with Store(project) as store:
        check_everything(store)
    assert verify_project(project).holds
    fresh = tmp_path / "fresh.sayso"
    read_into(fresh, [WRENPORT], workers=1)
    added, theirs = add_decisions(fresh, read_lines(as_lines(ours.decisions)), workers=1)
    assert len(added) == len(EACH) + 1 and as_text(story(theirs)) == as_text(story(ours))
    assert add_decisions(fresh, read_lines(as_lines(ours.decisions)), workers=1)[0] == []


def test_two_desks_logs_give_the_same_bytes_in_either_order(project: Path, tmp_path: Path) -> None:
    log = everything(read_story([project]))
    other = Path(shutil.copy(project, tmp_path / "other.sayso"))
    for path, desks in ((project, (log[::2], log[1::2])), (other, (log[1::2], log[::2]))):
        for desk in desks:
            add_decisions(path, desk, workers=1)
    assert as_text(story(read_story([project]))) == as_text(story(read_story([other])))


# ── added and edited reports, other runs ──


def test_decisions_survive_another_reading_and_an_added_report(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    shutil.copytree(WRENPORT, folder)
    project = tmp_path / "w.sayso"
    log = everything(read_into(project, [folder], workers=1))
    _, decided_ = add_decisions(project, log, workers=1)
    assert as_text(story(read_into(project, [folder], workers=1))) == as_text(story(decided_))
    late = "Council to inspect pumps\n\nThe council said on Friday that it would inspect the pumps at Hollowbeck again.\n"
    (folder / "9-late.txt").write_text(late, encoding="utf-8")
    grown = read_into(project, [folder], workers=1)
    fresh = tmp_path / "fresh.sayso"
    read_into(fresh, [folder], workers=1)
    assert as_text(story(add_decisions(fresh, log, workers=1)[1])) == as_text(story(grown))
    assert grown.problems == decided_.problems
    done, without = {one.decision for one in grown.corrected}, {problem.key for problem in grown.problems}
    assert done | without == {record_id(decision) for decision in log} and done & without == set() and len(done) > len(without)


def put_again(store: Store, name: str, text: str) -> None:
    put(store, {name: text})
    run(store, workers=1)


def test_a_decision_holds_on_to_its_words_when_a_report_is_edited_and_lets_go_when_they_are_gone() -> None:
    with made_of(FERRY) as store:
        before = build_dossier(store)
        harbour = next(claim for claim in before.claims if "the captain" in before.cut(claim.wording))
        decision = made_by(before, "not a claim", [record_id(harbour)])
        store.add_decisions([decision])
        run(store, workers=1)
        words, name = before.cut(harbour.wording), before.report(harbour.wording.doc)
        assert words not in {before.cut(claim.wording) for claim in build_dossier(store).claims}
        put_again(
            store,
            name,
            f"Read again at noon.\n\n{FERRY[name]}" if name.endswith("txt") else FERRY[name].replace("<h1>", "<h1>Noon: "),
        )
        edited = build_dossier(store)
        assert [done.decision for done in edited.corrected] == [record_id(decision)] and problems(store) == []
        assert words not in {edited.cut(claim.wording) for claim in edited.claims}
        put_again(store, name, "Nothing of it is left.\n")
        (problem,) = problems(store)
        assert problem.stage == "decisions" and f"are not found in {name} any more" in problem.message
        assert build_dossier(store).corrected == () and len(store.decisions()) == 1
        put_again(store, name, FERRY[name])
        assert [done.decision for done in build_dossier(store).corrected] == [record_id(decision)] and problems(store) == []


@pytest.mark.parametrize(
    ("kind", "again"),
    [
        ("date", {"date report": 1, "lay timeline": 1}),
        ("position", {"count origins": 1, "find conflicts": 1}),  # “link claims” is done by its correction, once
        (
            "merge parties",
            {"link parties": 1, "link quotes": 1, "link claims": 1, "measure drift": 1, "count origins": 1, "find conflicts": 1},
        ),
        ("same source", {"count origins": 1}),
    ],
)
def test_a_correction_redoes_only_what_follows_from_it_in_its_own_story(kind: str, again: dict[str, int]) -> None:
    with made_of(FERRY | BAKERY) as store:
        before = build_dossier(store)
        bread = next(claim for claim in before.claims if "bread" in before.cut(claim.wording))
        people = [record_id(party) for party in before.parties if party.kind != "report" and party.at.doc == before.documents[0].id]
        asked: dict[str, Asked] = {
            "date": ("date", ["bakery-1.txt"], "2031"),
            "position": ("position", [bread.members[0].position], "doubts"),
            "merge parties": ("merge parties", people[:2], None),
            "same source": (
                "same source",
                [f"{s.start}-{s.end}@{before.report(s.doc)}" for s in (before.parties[0].at, before.parties[1].at)],
                None,
            ),
        }
        state = tables(store), store.memos()
        store.add_decisions([made_by(before, *asked[kind])])
        calls = Calls(STAGES)
        run(store, calls.stages, workers=1)
        assert calls.per_stage == again
        assert {name for _, reports in calls.made for name in reports} <= set(BAKERY)
        (decision,) = store.decisions()
        store.add_decisions([made_by(build_dossier(store), "undo", [record_id(decision)], when="2026-11-23T00:00:00Z")])
        run(store, calls.stages, workers=1)
        assert (tables(store), store.memos()) == state
        calls.made.clear()
        run(store, calls.stages, workers=1)
        assert calls.made == []


def test_a_project_is_corrected_as_it_was_read(tmp_path: Path) -> None:
    project = tmp_path / "w.sayso"
    before = read_into(project, [WRENPORT], workers=1, reduced=True)
    with Store(project) as store:
        memos = store.memos()
    _, after = add_decisions(project, [made_by(before, "date", ["1-coastwire.txt"], "2031")], workers=1)
    with Store(project) as store:
        assert len(store.memos() & memos) == len(memos) - 2, "the date of one report, and the timeline"
    assert after.sources == before.sources


def test_a_correction_that_fails_leaves_what_the_program_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from sayso.pipeline import Correction

    def broken(*_: object) -> list[r.Record]:
        raise ValueError("out of ink")

    with made_of(BAKERY) as store:
        before = build_dossier(store)
        store.add_decisions([made_by(before, "date", ["bakery-1.txt"], "2031")])
        stages = tuple(
            replace(stage, corrected=Correction(("date",), broken)) if stage.name == "date report" else stage for stage in STAGES
        )
        run(store, stages, workers=1)
        assert [(problem.stage, problem.message) for problem in problems(store)] == [("decisions", "ValueError: out of ink")]
        assert build_dossier(store).published == before.published


# ── stopped on the way ──


def unfinished(project: Path) -> list[r.Problem]:
    return [problem for problem in read_story([project]).problems if problem.stage == RUN]


@pytest.mark.parametrize("before", [[], [UNFINISHED]])
def test_what_a_stopped_decision_leaves_undone_the_next_one_does(
    project: Path, monkeypatch: pytest.MonkeyPatch, before: list[r.Problem]
) -> None:
    """A reading that was stopped is not finished by deciding; only reading again finishes it."""
    with Store(project, create=True) as store:
        store.replace_problems(RUN, before)
    first, second = (made_by(read_story([project]), "date", ["1-coastwire.txt"], value) for value in ("2030", "2031"))

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for _ in range(2):
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr("sayso.run.run", stopped)
            add_decisions(project, [first], workers=1)
        assert sorted(map(record_id, unfinished(project))) == sorted(map(record_id, [*before, DECIDING]))
    add_decisions(project, [second], workers=1)
    assert unfinished(project) == before and len(read_story([project]).decisions) == 2
    read_into(project, [WRENPORT], workers=1)
    assert unfinished(project) == []
