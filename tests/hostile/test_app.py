"""The hostile story in the app: every screen, the search, the dialogs, and decisions whose names and reasons are vectors."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest
from tests.app.serving import Server, served
from tests.browser.app import app_page, check_app
from tests.browser.opening import Watch, opened
from tests.hostile.checks import all_shown, check_page, skeleton
from tests.hostile.rewriting import disarmed, rewritten
from tests.hostile.vectors import Vector, vectors

from sayso.decisions import LONGEST_REASON
from sayso.project import read_story
from sayso.records import record_id
from sayso.show.dossier import Dossier
from sayso.show.page import Asked, render_screen
from sayso.show.search import find, index_texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

# What is asked for: the address, and the screen that answers it.
ASKED = (
    ("/", "story", Asked()),
    ("/?claim=3", "story", Asked(claim=3)),
    ("/claims", "claims", Asked()),
    ("/claims?contested=1", "claims", Asked(contested=True)),
    ("/claims/1", "claim", Asked(claim=1)),
    ("/claims/7", "claim", Asked(claim=7)),
    ("/quotes", "quotes", Asked()),
    ("/conflicts", "conflicts", Asked()),
    ("/lineage", "lineage", Asked()),
    ("/timeline", "timeline", Asked()),
    ("/reports", "reports", Asked()),
    *((f"/reports/{number}", "reports", Asked(reports=(number,))) for number in (1, 5, 16, 40, 54)),
    ("/reports?reports=1&reports=46", "reports", Asked(reports=(1, 46))),
    ("/search?q=ninety", "search", Asked(q="ninety")),
    ("/method", "method", Asked()),
)
CELL = re.compile(r"xhtml (td|span|del)\b")
OWN_CELL = re.compile(r"xhtml (td|span|del)( (class=[a-z -]+|dir=(ltr|rtl|auto)|lang))*")
LINKS = ("#", "data:,", "/")
OF_A_DIALOG = frozenset("dialog form h2 blockquote p label select option input textarea button".split())
UNFOLD = "(e) => { for (let one = e.closest('details'); one; one = one.parentElement.closest('details')) one.open = true }"
FIELDS = "(e) => [...e.querySelectorAll('*')].map((one) => one.localName)"


@pytest.fixture(scope="module")
def server(hostile_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    project = tmp_path_factory.mktemp("served") / "hostile.sayso"
    shutil.copy(hostile_project, project)
    with served(project) as server:
        yield server


@pytest.fixture(scope="module")
def open_page(chromium: Browser, server: Server) -> Iterator[tuple[Page, Watch]]:
    with app_page(chromium, server) as (page, watch):
        yield page, watch


@pytest.fixture(scope="module")
def twin(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Path]]:
    """A page to build harmless pages in, and a file to put them into."""
    file = tmp_path_factory.mktemp("twin") / "harmless.html"
    file.write_text("", encoding="utf-8")
    with opened(chromium, file.as_uri()) as (page, _):
        yield page, file


def built(page: Page) -> list[str]:
    """What the page is built of, but for the list of keys, which is the script's."""
    page.evaluate("() => document.querySelector('dialog.help').remove()")
    return skeleton(page)


def check_screen(open_page: tuple[Page, Watch], server: Server, address: str, html: str, twin: tuple[Page, Path]) -> None:
    """The screen is built as that of the harmless twin; nothing ran, and nothing was asked of anybody but the app."""
    page, watch = open_page
    answer = page.goto(server.home + address)
    assert answer is not None and answer.ok, address
    other, file = twin
    file.write_text(html, encoding="utf-8", errors="backslashreplace")
    other.goto(file.as_uri())
    expected = built(other)
    built(page)
    page_built = skeleton(page)
    if address == "/quotes":  # where wordings differ is told by their signs: the cells are as the texts are, the rest is not
        assert [line for line in page_built if not CELL.match(line)] == [line for line in expected if not CELL.match(line)]
        assert [line for line in page_built if CELL.match(line) and not OWN_CELL.fullmatch(line)] == []
        expected = page_built
    if address.startswith("/search"):  # what is found is the same, in an order that depends on how many words the texts have
        assert sorted(page_built) == sorted(expected)
        expected = page_built
    check_page(page, watch, harmless=expected, begins=LINKS)
    assert page.locator("[href^='//'], [action^='//'], [src]").count() == 0
    check_app(watch, server)


@pytest.mark.parametrize(("address", "key", "asked"), ASKED, ids=[address for address, _, _ in ASKED])
def test_nothing_of_the_story_becomes_part_of_a_screen(
    open_page: tuple[Page, Watch], server: Server, harmless: Dossier, twin: tuple[Page, Path], address: str, key: str, asked: Asked
) -> None:
    hits = tuple(find(index_texts(harmless), asked.q)) if asked.q else ()  # as the app does
    check_screen(open_page, server, address, render_screen(harmless, key, replace(asked, hits=hits)).html, twin)


def test_what_is_searched_for_is_text(
    open_page: tuple[Page, Watch], server: Server, harmless: Dossier, twin: tuple[Page, Path]
) -> None:
    html = render_screen(harmless, "search", Asked(q="zeppelin")).html
    for vector in vectors()[::24]:
        check_screen(open_page, server, f"/search?q={quote_plus('zeppelin ' + vector.text)}", html, twin)
        assert open_page[0].locator("mark").count() == 0


def test_every_report_is_shown_as_it_is(open_page: tuple[Page, Watch], server: Server, hostile: Dossier) -> None:
    page, watch = open_page
    for number in (2, 5, 16, 20):
        page.goto(f"{server.home}/reports/{number}")
        own = [vector.text for vector in vectors() if vector.text in hostile.documents[number - 1].text]
        assert len(own) > 5
        all_shown(own, page)
    check_app(watch, server)


# ── decisions ──


def asked_of(page: Page, kind: str, place: int = 0) -> Locator:
    button = page.locator(f"button.correct[data-kind='{kind}']").nth(place)
    button.evaluate(UNFOLD)
    button.click()
    return page.locator("dialog.decide")


def check_dialog(dialog: Locator, page: Page) -> None:
    assert set(dialog.evaluate(FIELDS)) <= OF_A_DIALOG
    shown: str = dialog.evaluate("(e) => e.textContent")
    assert re.findall("[\u202a-\u202e\u2066-\u2069\u200b\x00-\x08\x0e-\x1f]", shown) == [], "what turns or hides text is told"
    assert page.evaluate("window.ran") == []


@pytest.mark.parametrize(
    ("address", "kind"), [("/claims/1", "merge claims"), ("/claims/2", "merge parties"), ("/lineage", "not a copy")]
)
def test_the_dialogs_show_names_and_words_as_text(chromium: Browser, server: Server, address: str, kind: str) -> None:
    with app_page(chromium, server, address) as (page, watch):
        dialog = asked_of(page, kind)
        if kind.startswith("merge"):
            dialog.locator("#decide-other option").nth(1).wait_for(state="attached")
        check_dialog(dialog, page)
        check_app(watch, server)


def reasons(texts: Sequence[Vector]) -> Iterator[str]:
    """All the texts, in as few reasons as they fit into."""
    said = ""
    for vector in texts:
        if len(said) + len(vector.text) + 1 > LONGEST_REASON:
            yield said
            said = ""
        said += vector.text + "\n"
    yield said


def test_names_and_reasons_of_decisions_are_text(chromium: Browser, server: Server, twin: tuple[Page, Path]) -> None:
    """Every second vector in a reason, some as names. Reports whose names are vectors, with blanks in them, are dated."""
    own = vectors()
    with app_page(chromium, server, "/timeline") as (page, watch):
        for number, reason in enumerate(reasons(own[::2])):
            page.goto(f"{server.home}/timeline")
            dialog = asked_of(page, "date", number)
            dialog.locator("#decide-value").fill(f"2031-05-{number + 1:02}")
            dialog.get_by_label("Your name").fill(own[number * 31].text)
            dialog.get_by_label("Why").fill(reason)
            check_dialog(dialog, page)
            dialog.get_by_role("button", name="Decide").click()
            page.locator("div.live", has_text="The decision is kept.").wait_for()
            assert set(page.locator("div.live").evaluate(FIELDS)) == {"p", "ul", "li"}
        check_app(watch, server)
        after = read_story([server.project])
        assert len(after.decisions) == number + 1 >= 3
        dated = {done.record for done in after.corrected}
        assert {after.published_of[document.id].value for document in after.documents[: number + 1]} >= {"2031-05-01", "2031-05-02"}
        assert len(dated) == number + 1
        harmless = rewritten(after, disarmed, texts=True)
        for address, key in (("/timeline", "timeline"), ("/method", "method"), ("/", "story"), ("/reports", "reports")):
            check_screen((page, watch), server, address, render_screen(harmless, key, Asked()).html, twin)
        page.goto(f"{server.home}/method")
        texts = [text for decision in after.decisions for text in (decision.by, decision.because)]
        assert sum(len(text) for text in texts) > 8_000
        all_shown(texts, page)
        dialog = asked_of(page, "undo", 1)
        check_dialog(dialog, page)
        assert record_id(after.decisions[1]) in str(page.locator("button.correct").nth(1).get_attribute("data-ids"))
