"""What must hold of any page that shows texts of strangers, whichever page of sayso's it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tests.browser.looking import COPIED, without_blanks
from tests.browser.opening import Watch
from tests.hostile.as_shown import as_shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Every element with its attributes' names, and the values of those that lead somewhere or run something; in the order of the page.
# The chips that stand for hidden characters are left out: there are as many as the texts have such characters.
SKELETON = """(keep) => [...document.querySelectorAll('*')].filter((e) => !e.matches('span.ctl')).map((e) =>
  [e.namespaceURI.split('/').pop() + ' ' + e.localName,
   ...[...e.attributes].map((a) => keep.includes(a.name) ? a.name + '=' + a.value : a.name).sort()].join(' '))"""
KEPT_VALUES = ("href", "src", "action", "id", "class", "dir", "rel", "http-equiv", "type", "role")
ADDRESSES = "[...document.querySelectorAll('*')].flatMap((e) => ['href', 'src', 'action', 'formaction', 'srcset', 'poster', 'data',"
ADDRESSES += " 'xlink:href', 'background', 'ping'].map((name) => e.getAttribute(name)).filter((value) => value !== null))"
OUTSIDERS = """() => [...document.querySelectorAll('*')].filter((e) =>
  [...e.attributes].some((a) => a.name.startsWith('on') || ['style', 'srcdoc', 'is', 'slot', 'autofocus'].includes(a.name))
  || e.matches('iframe, object, embed, base, frame, template, img, picture, video, audio, math'))
  .map((e) => e.outerHTML.slice(0, 120))"""
COMMENTS = """() => { const walk = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  const found = []; while (walk.nextNode()) found.push(walk.currentNode.data); return found }"""


def skeleton(page: Page) -> list[str]:
    """What the open page is built of, in order."""
    found: list[str] = page.evaluate(SKELETON, list(KEPT_VALUES))
    return found


def check_page(page: Page, watch: Watch, *, harmless: list[str], begins: tuple[str, ...] = ("#", "data:,")) -> None:
    """The open page is built as the page of the harmless twin is (`skeleton` of it); its links begin with what we write; nothing
    ran, asked, complained, opened or called anything."""
    built, twin = Counter(skeleton(page)), Counter(harmless)
    assert built == twin, f"more: {list((built - twin).items())[:5]} fewer: {list((twin - built).items())[:5]}"
    assert skeleton(page) == harmless
    assert page.evaluate(OUTSIDERS) == []
    assert page.evaluate(COMMENTS) == [], "a comment"
    assert [address for address in page.evaluate(ADDRESSES) if not address.startswith(begins)] == []
    assert page.evaluate("window.ran") in ([], None)  # None where script is off
    assert page.evaluate("document.querySelectorAll(':not(:defined)').length") == 0
    assert page.frames == [page.main_frame]
    watch.check_quiet()


def words_shown(page: Page) -> str:
    """All text of the page's body, without labels for screen readers and the numbers that follow marks."""
    words: str = page.evaluate(f"() => {{ {COPIED} return copied(document.body) }}")
    return without_blanks(words)


def all_shown(texts: Iterable[str], page: Page) -> None:
    """Each text stands on the page as a reader must see it, hidden characters by their numbers; blanks left out. Where a text has
    ends of lines it may be parted."""
    words = words_shown(page)
    lines = [line for text in texts for line in re.split("[\r\n\f\u2028\u2029]", text)]
    assert [line for line in lines if without_blanks(as_shown(line)) not in words] == []
