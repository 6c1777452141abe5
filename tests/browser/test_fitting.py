"""The dossier on a small screen, enlarged and in the dark: nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browser.looking import fits, unfold
from tests.browser.opening import NARROW, WIDE, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = {"wide": WIDE, "narrow": NARROW, "narrowest": (320, 600), "zoomed to 200 %": (720, 450)}
FILES = ("example_file", "full_file", "right_to_left_file")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("file", FILES)
def test_nothing_sticks_out(chromium: Browser, file: str, size: str, request: pytest.FixtureRequest) -> None:
    density = 2 if "zoomed" in size else 1
    with opened(chromium, request.getfixturevalue(file), size=SIZES[size], density=density) as (page, watch):
        fits(page)
        unfold(page)
        fits(page)
        watch.check_file()


def test_letters_of_twice_the_size_fit(chromium: Browser, full_file: str) -> None:
    """WCAG 2.2, 1.4.4: text alone at 200 %."""
    with opened(chromium, full_file, size=(1280, 800)) as (page, watch):
        before = page.locator("h1").evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.locator("h1").evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)") > 1.4 * before
        unfold(page)
        fits(page)
        watch.check_file()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("file", FILES)
def test_light_and_dark(
    chromium: Browser, file: str, size: str, scheme: str, pictures: Path, request: pytest.FixtureRequest
) -> None:
    with opened(chromium, request.getfixturevalue(file), size=SIZES[size], scheme=scheme) as (page, watch):
        ground, ink = brightness(page, "backgroundColor"), brightness(page, "color")
        assert (ground > 200 and ink < 60) if scheme == "light" else (ground < 60 and ink > 200)
        page.screenshot(path=pictures / f"{file.removesuffix('_file')}-{size}-{scheme}.png", full_page=True)
        watch.check_file()


def brightness(page: Page, what: str) -> float:
    """Of the body's colour, from 0 to 255."""
    value: float = page.evaluate(
        "(what) => { const c = getComputedStyle(document.body)[what].match(/[\\d.]+/g).slice(0, 3).map(Number);"
        " return (c[0] + c[1] + c[2]) / 3 }",
        what,
    )
    return value
