"""axe-core looks at the dossier: nothing serious, nothing critical, in either colour scheme, wide and narrow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest
from tests.browser.looking import unfold
from tests.browser.opening import NARROW, WIDE, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# target-size (24 CSS pixels, WCAG 2.2) is off in axe-core unless it is asked for.
RUN = """(only) => axe.run({
  runOnly: {type: only.length ? 'rule' : 'tag', values: only.length ? only
    : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']},
  resultTypes: ['violations'],
}).then((found) => found.violations)"""


def violations(page: Page, *only: str) -> list[tuple[str, str, list[str]]]:
    """Rule, impact and places of everything axe-core finds serious or critical; of these rules alone where some are named.

    It comes in through the debugger, beside the page's policy: the page itself stays as it is.
    """
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN, list(only))
    return [
        (rule["id"], rule["impact"], [f"{node['html'][:120]} {node['failureSummary'][:200]}" for node in rule["nodes"][:5]])
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("file", ["example_file", "full_file", "right_to_left_file"])
def test_axe_finds_nothing_serious(chromium: Browser, file: str, request: pytest.FixtureRequest) -> None:
    with opened(chromium, request.getfixturevalue(file)) as (page, watch):
        unfold(page)
        assert violations(page) == []
        watch.check_file()


@pytest.mark.parametrize(
    ("size", "scheme"), [(NARROW, "light"), (NARROW, "dark"), (WIDE, "dark")], ids=["narrow", "narrow dark", "wide dark"]
)
def test_axe_finds_nothing_serious_on_other_screens(chromium: Browser, full_file: str, size: tuple[int, int], scheme: str) -> None:
    with opened(chromium, full_file, size=size, scheme=scheme) as (page, watch):
        unfold(page)
        assert violations(page) == []
        watch.check_file()


def test_axe_would_say_so(chromium: Browser, full_file: str) -> None:
    """The check itself: a page with faults put into it is found out."""
    with opened(chromium, full_file) as (page, _):
        page.evaluate("document.documentElement.removeAttribute('lang'); document.querySelector('nav a').textContent = ''")
        assert {rule for rule, _, _ in violations(page)} == {"html-has-lang", "link-name"}
