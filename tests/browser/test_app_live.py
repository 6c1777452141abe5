"""A story that is being read while the app shows it: the page follows, tells how far it is, and ends as the story."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.app.serving import Server, served
from tests.browser.app import app_page, check_app
from tests.browser.opening import Watch
from tests.cases.corrections import made_by, wrenport
from tests.cases.stories import FERRY

from sayso.project import add_decisions, read_story
from sayso.show.app.live import Live

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COPIES = 8
SLOW = 20_000  # milliseconds that a change may take to be seen on a busy machine; the page asks every 5 seconds at least


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Many reports: copies of a little story in which words are changed."""
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(COPIES):
        for name, text in FERRY.items():
            changed = text.replace("Gannet", f"Gannet {number + 2}").replace("28 April", f"{number + 3} April")
            (made / f"{number} {name}").write_text(changed, encoding="utf-8")
    return made


def test_a_story_that_is_read_meanwhile(chromium: Browser, folder: Path, tmp_path: Path, pictures: Path) -> None:
    project, reports = tmp_path / "ferry.sayso", COPIES * len(FERRY)
    with served(project) as server, app_page(chromium, server) as (page, watch):
        heading = page.get_by_role("heading", level=1)
        live = page.locator("p.live")
        assert heading.inner_text() == "No report was read"
        page.locator("p.live", has_text="there is no ferry.sayso yet").wait_for()
        reader = subprocess.Popen([sys.executable, "-m", "sayso", "read", str(folder), "-o", str(project), "-q", "--workers", "1"])
        try:
            halt_in_the_middle(reader, project, reports)
            page.locator("p.live", has_text=f"of {reports} reports").wait_for(timeout=SLOW)
            told = re.fullmatch(r"sayso is reading: (\d+) of (\d+) reports\.", live.inner_text())
            assert told and int(told[1]) < int(told[2]) == reports
            page.get_by_role("heading", name=f"{reports} reports so far").wait_for(timeout=SLOW)
            page.screenshot(path=pictures / "app-while-it-is-read.png")
            with app_page(chromium, server, "/reports") as (other, other_watch):
                assert other.locator(".listing tbody tr").count() == reports
                other.locator("p.live:not(:empty)").wait_for()
                check_app(other_watch, server)
            reader.send_signal(signal.SIGCONT)
            assert reader.wait(timeout=120) == 0
        finally:
            reader.kill()
        claim = read_story([project]).claims[0]
        page.get_by_role("heading", level=1, name=read_story([project]).cut(claim.wording)).wait_for(timeout=SLOW)
        assert page.locator(".sentence").is_visible() and page.locator(".funnel").is_visible()
        page.locator("p.live:empty").wait_for(state="attached")
        check_app(watch, server)


def halt_in_the_middle(reader: subprocess.Popen[bytes], project: Path, reports: int) -> None:
    """Stop the reading process where all reports are taken in and not all are read, as if the machine were slow."""
    live = Live(project)
    while (status := live.status()).reports < reports or status.state != "running":
        assert reader.poll() is None, "it was too quick for this test"
    reader.send_signal(signal.SIGSTOP)
    assert live.status().state == "running" and live.status().read < reports


def test_a_run_that_was_killed_is_told(chromium: Browser, folder: Path, tmp_path: Path) -> None:
    project, reports = tmp_path / "ferry.sayso", COPIES * len(FERRY)
    reader = subprocess.Popen([sys.executable, "-m", "sayso", "read", str(folder), "-o", str(project), "-q", "--workers", "1"])
    halt_in_the_middle(reader, project, reports)
    reader.kill()
    reader.wait()
    with served(project) as server, app_page(chromium, server) as (page, watch):
        page.locator("p.live", has_text="run the same sayso read again").wait_for()
        assert page.get_by_role("heading", level=1).inner_text().startswith(f"{reports} reports so far")
        check_app(watch, server)


def changed_by_somebody_else(server: Server) -> None:
    dossier = read_story([server.project])
    add_decisions(server.project, [made_by(dossier, "date", ["1-coastwire.txt"], "2031-10-05")], workers=1)


def test_what_another_desk_changes_is_shown_unless_somebody_is_writing(chromium: Browser, tmp_path: Path) -> None:
    with (
        served(wrenport(tmp_path)) as server,
        app_page(chromium, server, "/timeline") as (page, watch),
        app_page(chromium, server, "/timeline") as (busy, busy_watch),
    ):
        busy.get_by_role("searchbox").fill("half a quest")
        changed_by_somebody_else(server)
        shown(page, watch, server)
        busy.get_by_role("button", name="Show it").wait_for(timeout=SLOW)
        assert busy.get_by_role("searchbox").input_value() == "half a quest"
        assert "2031-10-05" not in busy.locator(".dates").first.inner_text()
        busy.get_by_role("button", name="Show it").click()
        shown(busy, busy_watch, server)


def shown(page: Page, watch: Watch, server: Server) -> None:
    page.locator(".dates", has_text="2031-10-05").first.wait_for(timeout=SLOW)
    assert page.locator("p.live:empty").count() == 1
    check_app(watch, server)
