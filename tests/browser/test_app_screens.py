"""The app's screens: each is whole, fits, and is reached by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.app.serving import Server
from tests.browser.app import app_page, check_app, path_of
from tests.browser.looking import SIDEWAYS, unfold, without_blanks
from tests.browser.opening import NARROW, WIDE, Watch
from tests.browser.test_axe import violations

from sayso.show.dossier import Dossier
from sayso.show.page import SCREENS
from sayso.show.sentence import funnel_sentence

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATHS = {
    "story": "/",
    "story of another claim": "/?claim=3",
    "claims": "/claims",
    "some claims": "/claims?contested=1&report=2",
    "no claims": "/claims?contested=1&unnamed=1&report=8",
    "claim": "/claims/1",
    "quotes": "/quotes",
    "conflicts": "/conflicts",
    "lineage": "/lineage",
    "timeline": "/timeline",
    "reports": "/reports",
    "report": "/reports/8",
    "side by side": "/reports?reports=1&reports=2&reports=3",
    "search": "/search?q=alarm",
    "nothing found": "/search?q=zeppelin",
    "method": "/method",
}


# The page's own letters and numbers at marked words are no words of the report.
WITHOUT_SIGNS = "(e) => [...e.querySelectorAll('b, a')].forEach((sign) => sign.remove()) || e.textContent"
WITHOUT_BUTTONS = "(e) => [...e.querySelectorAll('button')].forEach((b) => b.remove()) || e.textContent"


@pytest.fixture(scope="module", params=[(WIDE, "light"), (NARROW, "dark")], ids=["wide light", "narrow dark"])
def screen(request: pytest.FixtureRequest, chromium: Browser, server: Server) -> Iterator[tuple[Page, Watch, str]]:
    """A page that goes from screen to screen."""
    size, scheme = request.param
    with app_page(chromium, server, size=size, scheme=scheme) as (page, watch):
        yield page, watch, f"{size[0]}-{scheme}"


@pytest.mark.parametrize("name", PATHS)
def test_each_screen_fits_and_axe_finds_nothing_serious(
    screen: tuple[Page, Watch, str], server: Server, name: str, pictures: Path
) -> None:
    page, watch, how = screen
    answer = page.goto(server.home + PATHS[name])
    assert answer is not None and answer.ok
    assert page.locator("h1").count() == 1 and page.locator("h1").is_visible()
    page.screenshot(path=pictures / f"app-{name.replace(' ', '-')}-{how}.png", full_page=True)
    assert page.evaluate(SIDEWAYS) == []
    unfold(page)
    assert page.evaluate(SIDEWAYS) == []
    assert violations(page) == []
    check_app(watch, server)


def test_the_answer_stands_on_the_first_screen(page: Page, example: Dossier) -> None:
    sentence = page.locator(".sentence").first
    assert "".join(sentence.inner_text().split()) == "".join(funnel_sentence(example, example.claims[0]).split())
    box = sentence.bounding_box()
    assert box is not None and 0 <= box["y"] < box["y"] + box["height"] <= WIDE[1]


# ── by mouse ──


def test_every_screen_is_one_click_away_and_says_where_one_is(page: Page, server: Server) -> None:
    for wanted in [*SCREENS[1:], SCREENS[0]]:
        page.get_by_role("navigation", name="Screens").get_by_role("link", name=wanted.name, exact=True).click()
        assert path_of(page, server) == ("/" if wanted.key == "story" else f"/{wanted.key}")
        assert page.locator("nav [aria-current=page]").all_inner_texts() == [wanted.name]
        assert page.get_by_role("heading", level=1).is_visible()


def test_from_the_answer_to_the_exact_words_in_two_clicks(page: Page, server: Server, example: Dossier) -> None:
    link = page.locator(".funnel a.exact:visible").first
    address = link.get_attribute("href") or ""
    assert address.startswith("/reports/")
    link.click()
    assert path_of(page, server) == address
    target = page.locator(":target")
    number, start, end = map(int, address.partition("#w")[2].split("-"))
    assert target.evaluate("(e) => getComputedStyle(e).outlineStyle") != "none"
    box = target.bounding_box()
    assert box is not None and 0 <= box["y"] <= WIDE[1]
    words = without_blanks(example.documents[number - 1].text[start:end])
    assert without_blanks(target.evaluate(WITHOUT_SIGNS)) in words
    page.go_back()
    assert path_of(page, server) == "/"


def test_a_claim_is_opened_from_the_grid_and_the_next_one_from_there(page: Page, server: Server, example: Dossier) -> None:
    page.goto(f"{server.home}/claims")
    page.locator(".claim-row th a.nr").nth(2).click()
    assert path_of(page, server) == "/claims/3"
    assert example.cut(example.claims[2].wording) in page.locator("h1").inner_text()
    page.locator("a[rel=next]").click()
    assert path_of(page, server) == "/claims/4"
    page.locator("a[rel=prev]").click()
    page.get_by_role("link", name="all claims").click()
    assert path_of(page, server) == "/claims"


def test_the_claims_are_filtered_and_all_of_them_come_back(page: Page, server: Server, example: Dossier) -> None:
    page.goto(f"{server.home}/claims")
    everything = page.locator(".claim-row").count()
    assert everything == len(example.claims)
    page.get_by_label("contested only").check()
    page.locator("select[name=report]").select_option(index=2)
    page.get_by_role("button", name="Show").click()
    some = page.locator(".claim-row").count()
    assert 0 < some < everything and f"{some} of {everything} claims" in page.locator("main").inner_text()
    assert page.get_by_label("contested only").is_checked()
    page.get_by_role("link", name="all of them").click()
    assert page.locator(".claim-row").count() == everything


def test_a_search_leads_to_the_words_marked_in_the_report(page: Page, server: Server) -> None:
    field = page.get_by_role("searchbox")
    field.fill('"the alarm"')
    field.press("Enter")
    page.wait_for_url("**/search?*")
    assert "the alarm" in page.locator("h1").inner_text()
    found = page.locator("ol.found > li")
    assert found.count() > 5
    link = found.nth(3).locator("a.place")
    address = link.get_attribute("href") or ""
    link.click()
    page.locator(".text mark.found").first.wait_for(state="attached")
    assert path_of(page, server) == address
    marked = [words.lower() for words in page.locator(".text mark.found").all_inner_texts()]
    assert marked and set(marked) <= {"the alarm", "the", "alarm"}
    assert field.input_value() == '"the alarm"'


def test_reports_are_chosen_and_read_side_by_side(page: Page, server: Server) -> None:
    page.goto(f"{server.home}/reports")
    for number in (2, 3):
        page.get_by_role("checkbox", name=f"read report {number} side by side").check()
    page.get_by_role("button", name="Read side by side").click()
    assert path_of(page, server) == "/reports?reports=2&reports=3"
    assert page.locator("table.columns thead th").count() == 2
    assert page.locator("table.columns td.joined").count() > 0


def test_without_script_it_is_whole(chromium: Browser, server: Server) -> None:
    for path in ("/", "/claims/2", "/reports/1"):
        said: list[str] = []
        for script in (True, False):
            with app_page(chromium, server, path, script=script) as (page, watch):
                said.append(without_blanks(page.locator("main").evaluate(WITHOUT_BUTTONS)))
                check_app(watch, server)
        assert len(said[0]) > 1000 and said[0] == said[1]


def test_a_citation_is_copied(chromium: Browser, server: Server) -> None:
    with app_page(chromium, server, "/claims/1") as (page, watch):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.home)
        page.get_by_text("Cite this claim").click()
        page.get_by_role("button", name="Copy").first.click()
        page.get_by_role("button", name="Copied").wait_for()
        copied = page.evaluate("() => navigator.clipboard.readText()")
        assert copied == page.locator("[data-copy]").first.inner_text().strip() and "sha256" in copied
        check_app(watch, server)


# ── by keyboard ──


def focused(page: Page) -> int:
    """Which row of the grid has the focus, from 1; 0 where none has."""
    place: int = page.evaluate("() => [...document.querySelectorAll('.claim-row')].indexOf(document.activeElement) + 1")
    return place


def test_keys_go_through_the_claims_and_to_the_screens(page: Page, server: Server) -> None:
    page.keyboard.press("j")
    page.wait_for_url("**/claims")
    places = []
    for key in "jjjk":
        page.keyboard.press(key)
        places.append(focused(page))
    assert places == [1, 2, 3, 2]
    page.keyboard.press("o")
    page.wait_for_url("**/claims/2")
    page.keyboard.press("j")
    page.wait_for_url("**/claims/3")
    page.keyboard.press("k")
    page.wait_for_url("**/claims/2")
    page.keyboard.press("d")  # of this claim
    page.wait_for_function("() => document.querySelector('#claim-words').getBoundingClientRect().top < innerHeight")
    assert path_of(page, server) == "/claims/2"
    page.goto(server.home)
    page.keyboard.press("d")
    page.wait_for_url("**/quotes")
    page.keyboard.press("s")
    page.wait_for_url("**/reports")


def test_escape_shows_all_claims_again(page: Page, server: Server) -> None:
    page.goto(f"{server.home}/claims?contested=on")
    page.keyboard.press("Escape")
    page.wait_for_url(f"{server.home}/claims")


def test_x_unfolds_what_is_not_the_reports_own_text(page: Page, server: Server) -> None:
    page.goto(f"{server.home}/reports/8")
    folds = page.locator("details.boilerplate")
    assert folds.count() > 0 and page.locator("details.boilerplate[open]").count() == 0
    page.keyboard.press("x")
    assert page.locator("details.boilerplate[open]").count() == folds.count()
    page.keyboard.press("x")
    assert page.locator("details.boilerplate[open]").count() == 0


def test_slash_goes_to_the_search_where_letters_are_letters(page: Page, server: Server) -> None:
    page.keyboard.press("/")
    page.keyboard.type("josdx?")
    assert page.get_by_role("searchbox").input_value() == "josdx?" and path_of(page, server) == "/"
    page.keyboard.press("Escape")
    assert not page.get_by_role("searchbox").evaluate("(e) => e === document.activeElement")
    page.keyboard.press("d")
    page.wait_for_url("**/quotes")


def test_the_keys_are_listed_and_can_be_turned_off(page: Page, server: Server) -> None:
    listed = page.get_by_role("dialog", name="Keys")
    for closing in ("Escape", "?"):
        page.keyboard.press("?")
        assert listed.is_visible()
        page.keyboard.press(closing)
        assert not listed.is_visible()
    page.keyboard.press("?")
    page.get_by_role("button", name="Turn the keys off").click()
    page.keyboard.press("Escape")
    assert not listed.is_visible()
    page.keyboard.press("d")
    page.wait_for_timeout(100)
    assert path_of(page, server) == "/"


def test_by_tab_and_enter_to_a_claim(page: Page, server: Server) -> None:
    page.goto(f"{server.home}/claims")
    page.keyboard.press("Tab")
    assert "Skip" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('.claim-row a.nr')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/1")
