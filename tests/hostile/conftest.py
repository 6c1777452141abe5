"""The hostile story, read once, and its twin with every text made harmless."""

from __future__ import annotations

import pytest
from tests.hostile.rewriting import disarmed, rewritten
from tests.hostile.story import write_story

from sayso import read_story
from sayso.show.dossier import Dossier


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("hostile")
    write_story(folder)
    return read_story([folder])


@pytest.fixture(scope="session")
def harmless(hostile: Dossier) -> Dossier:
    return rewritten(hostile, disarmed, texts=True)
