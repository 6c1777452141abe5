"""The dossier opened and read: the answer comes first, and every statement leads to its exact words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import html5lib
import pytest
from tests.browser.looking import (
    COPIED,
    WORDS_ADDRESS,
    copied_words,
    follow,
    height_of_words,
    lead_nowhere,
    links_within,
    without_blanks,
)
from tests.browser.opening import NARROW, WIDE, opened

from sayso.records import Span
from sayso.show.dossier import Dossier
from sayso.show.page import render_page
from sayso.show.sentence import funnel_sentence

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_answer_stands_on_the_first_screen(
    chromium: Browser, example_file: str, example: Dossier, size: tuple[int, int]
) -> None:
    with opened(chromium, example_file, size=size) as (page, watch):
        top, bottom = height_of_words(page, funnel_sentence(example, example.claims[0]))
        assert 0 <= top < bottom <= size[1]
        assert page.get_by_role("heading", level=1).count() == 1
        watch.check_file()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_every_link_leads_to_something_that_shows(chromium: Browser, full_file: str, example_file: str, script: bool) -> None:
    for file, least in ((full_file, 30), (example_file, 100))[: 2 if script else 1]:  # the example has 411: half a minute
        with opened(chromium, file, script=script) as (page, watch):
            addresses = links_within(page)
            assert len(addresses) >= least
            assert lead_nowhere(page, addresses) == {}
            watch.check_file()


def test_links_lead_to_the_exact_words(example_page: Page, example: Dossier) -> None:
    """What stands at the address is what the record's span cuts from the report, character by character."""
    found = 0
    for address in links_within(example_page):
        place = WORDS_ADDRESS.match(address)
        if place:
            number, start, end = map(int, place.groups())
            words = example.cut(Span(example.documents[number - 1].id, start, end))
            assert copied_words(example_page, address) == without_blanks(words)
            found += 1
    assert found >= 60


def test_a_quotation_is_what_its_link_leads_to(example_page: Page) -> None:
    """Words in quotation marks with a link behind them, as the page pairs them for the reader."""
    pairs: list[tuple[str, str]] = example_page.evaluate(
        """() => [...document.links].filter((a) => /^#w/.test(a.getAttribute('href'))).flatMap((a) => {
          let before = a.previousElementSibling;
          while (before && before.localName !== 'q') before = before.localName === 'a' ? null : before.previousElementSibling;
          return before ? [[before.textContent, a.getAttribute('href')]] : [];
        })"""
    )
    assert len(pairs) >= 60
    for quotation, address in pairs:
        words, shown = copied_words(example_page, address), without_blanks(quotation)
        assert words in shown or words.startswith(shown)  # a long one is cut short, and the page says so


def test_the_parts_are_reached_by_mouse(example_page: Page) -> None:
    names = example_page.get_by_role("navigation").first.get_by_role("link").all_inner_texts()
    assert len(names) >= 5
    for name in names:
        link = example_page.get_by_role("navigation").first.get_by_role("link", name=name, exact=True)
        address = link.get_attribute("href") or ""
        link.click()
        assert example_page.evaluate("location.hash") == address
        assert example_page.locator(":target").get_by_role("heading").first.is_visible()


def test_exact_words_are_reached_by_mouse(example_page: Page) -> None:
    """The first visible link to words in each part: one click, and the words are lit up on the screen."""
    clicked = 0
    for part in example_page.get_by_role("region").all():
        link = part.locator("a[href^='#w']:visible").first
        if link.count():
            address = link.get_attribute("href") or ""
            link.click()
            assert example_page.locator(f"[id='{address[1:]}']:target").count() == 1
            assert follow(example_page, address) == ""
            ground = example_page.locator(":target").evaluate("(e) => getComputedStyle(e).outlineStyle")
            assert ground != "none"
            clicked += 1
    assert clicked >= 4


# Each text of the page in order, whether it can be seen, and whether it stands in something to be operated.
TEXTS = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (walk.currentNode.data.trim() && e.localName !== 'script')
      found.push([walk.currentNode.data.trim(), e.checkVisibility(), e.closest('form, button, dialog') !== null]);
  }
  return found;
}"""


def test_without_script_nothing_is_missing(chromium: Browser, example_file: str) -> None:
    """Script adds what is operated by it, and nothing to be read: without it there are the same texts, as visible."""
    texts: list[list[tuple[str, bool, bool]]] = []
    for script in (True, False):
        with opened(chromium, example_file, script=script) as (page, watch):
            texts.append(list(map(tuple, page.evaluate(TEXTS))))
            watch.check_file()
    with_script, without = texts
    assert len(without) > 3_000
    assert not any(operated for _, _, operated in without), "without script there is nothing to be operated by it"
    assert [text for text in with_script if not text[2]] == without


def test_right_to_left_reports_stay_right_to_left(chromium: Browser, right_to_left_file: str, right_to_left: Dossier) -> None:
    codes = {language.span.doc: language.code for language in right_to_left.languages}
    with opened(chromium, right_to_left_file) as (page, watch):
        for document in right_to_left.documents:
            told: list[list[str]] = page.evaluate(
                f"""(words) => {{ {COPIED}
                  const holds = (e) => copied(e).replace(/\\s/g, '').includes(words);
                  return [...document.querySelectorAll('main *')].filter((e) => holds(e) && ![...e.children].some(holds))
                    .map((e) => [e.closest('[lang]').lang, getComputedStyle(e).direction]) }}""",
                without_blanks(document.text.strip().splitlines()[-1]),
            )
            code = codes[document.id]
            assert [code, "rtl" if code in ("he", "ar") else "ltr"] in told
        for code, direction in (("he", "rtl"), ("ar", "rtl"), ("en", "ltr")):
            quotations = page.locator(f"q[lang='{code}']")
            assert quotations.count() > 0
            assert set(quotations.evaluate_all("(all) => all.map((e) => getComputedStyle(e).direction)")) == {direction}
        assert page.locator("html").get_attribute("lang") == "en"
        watch.check_file()


def test_the_file_is_valid_html(example: Dossier, right_to_left: Dossier) -> None:
    for dossier in (example, right_to_left):
        parser = html5lib.HTMLParser()
        parser.parse(render_page(dossier))
        assert parser.errors == []
