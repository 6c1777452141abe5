"""What several folders of tests share: a real browser, a folder for its pictures, the example story read once.

The browser is Debian's Chromium, driven by Playwright; nothing is downloaded. Where one of the two is missing, tests that need them
are skipped; with SAYSO_BROWSER=required (as in .ci/run) they fail instead. Pictures lie in $SAYSO_SCREENSHOTS, else in a folder
that the run names at its end.

A property is not timed: how long an example takes says more about the machine than about the code.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from sayso import read_story
from sayso.show.dossier import Dossier

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest.register_assert_rewrite("tests.browser.looking", "tests.browser.opening", "tests.hostile.checks")  # what they find is told

EXAMPLE = Path(__file__).parents[1] / "examples" / "wrenport-water" / "reports"
PICTURES = pytest.StashKey[Path]()

settings.register_profile("sayso", deadline=None)
settings.load_profile("sayso")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a file, and no longer: while it lives, Playwright's event loop holds the main thread."""
    command = shutil.which("chromium") or shutil.which("chromium-browser")
    if command is None:
        not_there("there is no chromium here (apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        not_there("Playwright is not installed (pip install -e '.[dev]')")
    # Chromium refuses to sandbox what root runs; a container is root's.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=command, chromium_sandbox=os.geteuid() != 0)
        yield browser
        browser.close()


def not_there(why: str) -> None:
    if os.environ.get("SAYSO_BROWSER") == "required":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def pictures(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that pictures of pages are put into."""
    asked = os.environ.get("SAYSO_SCREENSHOTS")
    folder = Path(asked) if asked else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    request.config.stash[PICTURES] = folder
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if PICTURES in config.stash:
        terminalreporter.write_line(f"pictures of the pages: {config.stash[PICTURES]}")


@pytest.fixture(scope="session")
def example() -> Dossier:
    """The example story, read."""
    return read_story([EXAMPLE])
