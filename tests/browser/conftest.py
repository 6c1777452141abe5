"""Stories as dossier files that a browser can open: the example, one that has every part, one written from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.app.serving import Server, served
from tests.browser.app import app_page, check_app
from tests.browser.opening import Watch, opened
from tests.cases.corrections import wrenport
from tests.show.fixture_dossier import make_dossier

from sayso import read_story
from sayso.show.dossier import Dossier
from sayso.show.page.file import write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def example_file(example: Dossier, tmp_path_factory: pytest.TempPathFactory) -> str:
    return address(example, tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small dossier that has a record of every kind."""
    return address(make_dossier(), tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="session")
def right_to_left() -> Dossier:
    """A little story that two of its three reports tell from right to left."""
    return read_story([Path(__file__).parent / "right-to-left"])


@pytest.fixture(scope="session")
def right_to_left_file(right_to_left: Dossier, tmp_path_factory: pytest.TempPathFactory) -> str:
    return address(right_to_left, tmp_path_factory.mktemp("right-to-left-page"))


def address(dossier: Dossier, folder: Path) -> str:
    file = folder / "story.html"
    write_page(dossier, file)
    return file.as_uri()


@pytest.fixture
def example_page(chromium: Browser, example_file: str) -> Iterator[Page]:
    """The example story on a wide screen; afterwards it must have asked for nothing and complained of nothing."""
    yield from watched(chromium, example_file)


@pytest.fixture
def full_page(chromium: Browser, full_file: str) -> Iterator[Page]:
    yield from watched(chromium, full_file)


def watched(browser: Browser, file: str) -> Iterator[Page]:
    page: Page
    watch: Watch
    with opened(browser, file) as (page, watch):
        yield page
        watch.check_file()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The example in the app; each file of tests has one of its own, which it may correct."""
    with served(wrenport(tmp_path_factory.mktemp("app"))) as server:
        yield server


@pytest.fixture
def page(chromium: Browser, server: Server) -> Iterator[Page]:
    """The story, on a wide screen; afterwards it must have asked for nothing but the app."""
    with app_page(chromium, server) as (page, watch):
        yield page
        check_app(watch, server)
