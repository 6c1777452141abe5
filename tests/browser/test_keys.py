"""The dossier without a mouse: everything is reached by Tab, and where one is can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.opening import NARROW, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# What Tab should stop at, in the order of the page, and where it stands now; numbered once, so that both can be compared.
STOPS = """() => {
  const shown = (e) => e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true});
  const all = [...document.querySelectorAll('a[href], summary, button, input, select, textarea, [tabindex]')]
    .filter((e) => e.tabIndex >= 0 && !e.disabled && shown(e));
  window.stops = all;
  const label = (e) => [...(e.labels || [])].map((l) => l.innerText.trim()).join(' ');
  return all.map((e) => label(e) || e.innerText.trim() || e.getAttribute('aria-label') || '');
}"""
HERE = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
  const seen = box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [window.stops.indexOf(e), e.matches(':focus-visible') && ring, seen];
}"""


def test_tab_reaches_everything_in_order_and_shows_where_it_is(full_page: Page) -> None:
    names: list[str] = full_page.evaluate(STOPS)
    assert len(names) >= 60
    assert all(names), "something that takes the focus has no name"
    for number in range(len(names)):
        full_page.keyboard.press("Tab")
        place, ring, seen = full_page.evaluate(HERE)
        assert place == number, f"Tab came to {place} instead of {names[number]!r}"
        assert ring, f"the focus cannot be seen on {names[number]!r}"
        assert seen, f"{names[number]!r} has the focus and is not on the screen"


def test_tab_goes_back_the_same_way(full_page: Page) -> None:
    full_page.evaluate(STOPS)
    for _ in range(8):
        full_page.keyboard.press("Tab")
    places = []
    for _ in range(7):
        full_page.keyboard.press("Shift+Tab")
        places.append(full_page.evaluate(HERE)[0])
    assert places == [6, 5, 4, 3, 2, 1, 0]


def test_the_first_stop_skips_to_the_findings(chromium: Browser, example_file: str) -> None:
    with opened(chromium, example_file, size=NARROW) as (page, watch):
        skip = page.get_by_role("link", name="Skip to")
        assert not within_window(page, skip.bounding_box())
        page.keyboard.press("Tab")
        assert skip.evaluate("(e) => e === document.activeElement")
        assert within_window(page, skip.bounding_box())
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
        watch.check_file()


def within_window(page: Page, box: dict[str, float] | None) -> bool:
    size = page.viewport_size
    assert size
    return box is not None and box["x"] >= 0 <= box["y"] and box["x"] + box["width"] <= size["width"]


def test_enter_and_space_open_what_is_folded(full_page: Page) -> None:
    folded = full_page.locator("details:not([open]) > summary")
    assert folded.count() >= 2
    for key in ("Enter", "Space"):
        summary = full_page.locator("details:not([open]) > summary:visible").first
        details = summary.locator("xpath=..").element_handle()
        summary.focus()
        full_page.keyboard.press(key)
        assert details.evaluate("(e) => e.open")


def test_enter_follows_a_link_to_the_exact_words(full_page: Page) -> None:
    link = full_page.locator("a[href^='#w']:visible").first
    address = link.get_attribute("href") or ""
    link.focus()
    full_page.keyboard.press("Enter")
    assert full_page.locator(":target").evaluate("(e) => e.checkVisibility()")
    assert full_page.evaluate("location.hash") == address
