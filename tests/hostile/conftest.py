"""The hostile story, read once, and its twin with every text made harmless."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.hostile.rewriting import disarmed, rewritten
from tests.hostile.story import write_story

from sayso.project import read_into, read_story
from sayso.show.dossier import Dossier


@pytest.fixture(scope="session")
def hostile_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story read into a project file, which nobody may change."""
    folder = tmp_path_factory.mktemp("hostile")
    write_story(folder)
    project = tmp_path_factory.mktemp("project") / "hostile.sayso"
    read_into(project, [folder])
    return project


@pytest.fixture(scope="session")
def hostile(hostile_project: Path) -> Dossier:
    return read_story([hostile_project])


@pytest.fixture(scope="session")
def harmless(hostile: Dossier) -> Dossier:
    return rewritten(hostile, disarmed, texts=True)
