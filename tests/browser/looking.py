"""What a reader sees of an open page, asked of the browser. Nothing here knows how the page is built."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORDS_ADDRESS = re.compile(r"#w(\d+)-(\d+)-(\d+)\Z")  # report, start and end of exact words

# An element's text as it would be copied: without what is there for screen readers alone, without the claims' numbers and the
# letters that tell whose words follow.
COPIED = """
const copied = (node) => node.nodeType === Node.TEXT_NODE ? node.data
  : node.nodeType !== Node.ELEMENT_NODE || getComputedStyle(node).userSelect === 'none' ? ''
  : [...node.childNodes].map(copied).join('');
"""
GO_TO = """(address) => {
  if (location.hash !== address) location.replace(address);
  const found = document.getElementById(address.slice(1));
  if (!found) return 'is not there';
  const box = found.getBoundingClientRect();
  if (!found.checkVisibility({contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true})) return 'is not shown';
  if (!box.height && !found.innerText.trim()) return 'is empty';
  return box.bottom < 0 || box.top > innerHeight ? 'is not on the screen' : '';
}"""
SIDEWAYS = """() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1)
    .map((e) => e.tagName + ' ' + e.textContent.trim().slice(0, 40)).concat('the page is ' + root.scrollWidth + ' wide');
}"""
CUT = """() => [...document.querySelectorAll('body *')].filter((e) => {
  const style = getComputedStyle(e);
  return style.overflowX === 'hidden' && style.clipPath === 'none' && e.scrollWidth > e.clientWidth + 1;
}).map((e) => e.tagName + ' ' + e.textContent.trim().slice(0, 40))"""


def links_within(page: Page) -> list[str]:
    """Each address within the page that a link of it leads to, once, in order."""
    found: list[str] = page.evaluate("[...new Set([...document.links].map((a) => a.getAttribute('href')))]")
    return [address for address in found if address.startswith("#")]


def follow(page: Page, address: str) -> str:
    """Go to an address within the page; say what is wrong with what it leads to, "" if nothing."""
    wrong: str = page.evaluate(GO_TO, address)
    return wrong


def lead_nowhere(page: Page, addresses: list[str]) -> dict[str, str]:
    """What is wrong with each address that leads to nothing that shows. All are followed in one go, which saves most of the time;
    one that fails is tried again by itself, for a script may show it a moment later."""
    doubtful: list[str] = page.evaluate(f"(all) => all.filter({GO_TO})", addresses)
    return {address: wrong for address in doubtful if follow(page, address) and (wrong := follow(page, address))}


def copied_words(page: Page, address: str) -> str:
    """The words that an address leads to, all pieces of them, as a reader would copy them; blanks left out."""
    words: str = page.evaluate(
        f"""(key) => {{ {COPIED}
        return [...document.querySelectorAll(`[id="${{key}}"], [class~="${{key}}"]`)].map(copied).join('') }}""",
        address[1:],
    )
    return without_blanks(words)


def without_blanks(text: str) -> str:
    """Blank lines between paragraphs are set as space, not written."""
    return "".join(text.split())


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")


def fits(page: Page) -> None:
    """Nothing sticks out to the side, and no text is cut off."""
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(CUT) == []


def height_of_words(page: Page, words: str) -> tuple[float, float]:
    """Top and bottom of the innermost thing shown that holds the words, the first of them, in CSS pixels of the window."""
    found: list[float] = page.evaluate(
        """(words) => {
          const holds = (e) => e.textContent.replace(/\\s+/g, ' ').includes(words);
          const found = [...document.querySelectorAll('body *')]
            .find((e) => holds(e) && ![...e.children].some(holds) && e.checkVisibility());
          return found ? [found.getBoundingClientRect().top, found.getBoundingClientRect().bottom] : [];
        }""",
        words,
    )
    assert found, f"nothing on the page says: {words}"
    return found[0], found[1]
