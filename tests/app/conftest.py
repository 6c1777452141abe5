"""The app over the hand-made story, asked in this process: no port is opened."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from tests.show.fixture_dossier import make_dossier

from sayso.show.app import make_app
from sayso.show.app.live import Live
from sayso.show.dossier import build_dossier
from sayso.store import TABLES, Memo, Store

PORT = 8765
TOKEN = "the-key-of-this-start"  # noqa: S105 - made up
HERE = f"http://127.0.0.1:{PORT}"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


def store_story(path: Path, dossier) -> Path:
    """A project file that holds a dossier made by hand."""
    with Store(path, create=True) as store:
        for document in dossier.documents:
            store.add_document(document, document.text.encode())
        found = [
            record
            for name in dossier.__dataclass_fields__
            if isinstance(getattr(dossier, name), tuple)
            for record in getattr(dossier, name)
            if type(record) in TABLES and record not in dossier.documents
        ]
        store.save([(Memo(f"of {document.id}", "by hand", (document.id,)), []) for document in dossier.documents])
        store.save([(Memo("made", "by hand", ()), found)])
    return path


@pytest.fixture(scope="session")
def dossier(project):
    """The same story as the project file gives it."""
    with Store(project) as store:
        return build_dossier(store)


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    return store_story(tmp_path_factory.mktemp("ferry") / "ferry.sayso", make_dossier())


def client_of(project: Path, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient

    return TestClient(make_app(Live(project), token=TOKEN, port=PORT), base_url=HERE, follow_redirects=False, **options)


@pytest.fixture
def stranger(project):
    """Somebody who has not shown the key."""
    return client_of(project)


@pytest.fixture
def client(project):
    """Somebody who shows the key with every request."""
    return client_of(project, headers=BEARER)


@pytest.fixture
def browser(project):
    """Somebody who opened the address with the key, and has the cookie."""
    client = client_of(project)
    client.get(f"/?token={TOKEN}")
    return client
