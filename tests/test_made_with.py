"""What a run works with is kept in the project file: the same for equal runs, and other for other settings and other bytes."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest

from sayso import made_with as module
from sayso.made_with import WEIGHTS, made_with
from sayso.model import Model, official
from sayso.pipeline import STAGES, stages_for
from sayso.project import read_into
from sayso.records import Used
from sayso.store import Store

REPORT = 'The ferry was late, said Oona Brask. "Nobody told us," she said.\n'


def kept(folder: Path, name: str, **options: bool) -> tuple[Used, ...]:
    source = folder / "reports"
    source.mkdir(exist_ok=True)
    (source / "one.txt").write_text(REPORT, encoding="utf-8")
    dossier = read_into(folder / name, [source], workers=1, **options)
    with Store(folder / name) as store:
        assert store.used() == dossier.used
    return dossier.used


def test_equal_runs_keep_the_same_and_other_settings_another(tmp_path: Path) -> None:
    first = kept(tmp_path, "a.sayso", reduced=True)
    assert first == kept(tmp_path, "b.sayso", reduced=True)
    assert first == tuple(made_with(stages_for(reduced=True)))
    again = kept(tmp_path, "a.sayso", reduced=True, tagger=False)
    assert [one.note for one in again if one.name == "find attributions"] == ["tagger=False"]
    assert [one.note for one in first if one.name == "find attributions"] == [""]


def test_every_step_and_every_file_of_numbers_is_named() -> None:
    used = made_with(STAGES)
    assert [(one.name, one.version) for one in used if one.kind == "step"] == [(stage.name, str(stage.version)) for stage in STAGES]
    root = Path(str(files("sayso")))
    assert {one.name for one in used if one.kind == "weights"} == {file.name for file in root.rglob("*.npz")}
    for one, (package, name) in zip([one for one in used if one.kind == "weights"], WEIGHTS, strict=True):
        read = files(package).joinpath(name).read_bytes()
        assert one.note == f"SHA-256 {hashlib.sha256(read).hexdigest()}"


@pytest.mark.parametrize(
    ("altered", "note"),
    [((), f"SHA-256 of the list of its files {official('en')[1]}"), (("parser/model",), "altered: parser/model")],
)
def test_a_model_is_told_by_the_hash_of_its_files_unless_they_are_not_the_official_ones(
    altered: tuple[str, ...], note: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Model, "altered", altered)
    monkeypatch.setattr(module, "find_model", lambda language: Model("somewhere", "3.8.0", tmp_path, "MIT", language))
    assert module.model("en") == Used("model", official("en")[0], "3.8.0", note)


def test_a_file_of_before_says_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "old.sayso", create=True) as store:
        assert store.used() == ()
