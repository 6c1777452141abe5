"""A person corrects the story in the app: every kind by its dialog, kept, said, listed, and taken back."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.app.serving import Server
from tests.browser.app import app_page, check_app, path_of
from tests.browser.looking import SIDEWAYS, without_blanks
from tests.browser.opening import NARROW, Watch
from tests.browser.test_axe import violations
from tests.cases.corrections import FILTERS, claim_at

from sayso.project import read_story
from sayso.records import record_id
from sayso.show.dossier import Dossier
from sayso.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

BY, BECAUSE = "Ada Lund", "I asked the guild, and have the letter"
UNFOLD = "(e) => { for (let fold = e.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true }"
NONE_OF_IT = "() => document.querySelector('main').innerHTML"


def button_of(page: Page, kind: str, within: str = "main") -> Locator:
    """The first button for a kind of decision, with what it is folded into opened."""
    button = page.locator(within).locator(f"button.correct[data-kind='{kind}']").first
    button.evaluate(UNFOLD)
    return button


def asked(page: Page, kind: str, within: str = "main") -> Locator:
    """The dialog that the button opens."""
    button_of(page, kind, within).click()
    dialog = page.locator("dialog.decide")
    assert dialog.evaluate("(e) => e.matches(':modal')")
    return dialog


def filled(dialog: Locator, *, other: str = "", value: str = "", by: str = BY, because: str = BECAUSE) -> None:
    """Everything said in a dialog; `other` stands in the label of what is chosen beside."""
    if other:
        option = dialog.locator("#decide-other option", has_text=other).first
        option.wait_for(state="attached")
        dialog.locator("#decide-other").select_option(value=option.get_attribute("value"))
    if value:
        field = dialog.locator("#decide-value")
        if field.evaluate("(e) => e.localName") == "select":
            field.select_option(value)
        else:
            field.fill(value)
    dialog.get_by_label("Your name").fill(by)
    dialog.get_by_label("Why").fill(because)


def decided(page: Page, dialog: Locator) -> str:
    """The dialog sent off; what the page that follows says of it."""
    dialog.get_by_role("button", name="Decide").click()
    told = page.locator("div.live", has_text="The decision is kept.")
    told.wait_for()
    assert page.locator("dialog[open]").count() == 0
    return told.inner_text()


def listed(server: Server) -> list[dict[str, object]]:
    """What `sayso decisions` tells, as a program of its own."""
    command = [sys.executable, "-m", "sayso", "decisions", str(server.project), "--json"]
    said = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    items: list[dict[str, object]] = json.loads(said)["items"]
    return items


def claim_path(dossier: Dossier, words: str) -> str:
    return f"/claims/{dossier.claims.index(claim_at(dossier, words)) + 1}"


class Case(NamedTuple):
    """One decision: on which page, within which part, what is chosen, what is told, and what the page then shows for good."""

    path: Callable[[Dossier], str]
    within: str = "main"
    other: str = ""
    value: str = ""
    told: str = ""
    shown: str = ""


FILTERS_CLAIM: Callable[[Dossier], str] = lambda dossier: claim_path(dossier, FILTERS)  # noqa: E731
CASES = {
    "merge claims": Case(
        FILTERS_CLAIM,
        other="informed of the disconnection by 30 September",
        told=r"CLAIMS claims → CLAIM-1",
        shown="merge claims · Ada",
    ),
    "split claim": Case(
        FILTERS_CLAIM, "#places", told=r"parted from the claim.*CLAIMS claims → CLAIM+1", shown="split claim · Ada"
    ),
    "not a claim": Case(FILTERS_CLAIM, told=r"left out as no claim.*CLAIMS claims → CLAIM-1"),
    "position": Case(FILTERS_CLAIM, "#places", value="denies", told=r"denies \(before: asserts\)", shown="position: denies · Ada"),
    "merge parties": Case(
        FILTERS_CLAIM,
        "#places",
        other="Inga Thorsby",
        told=r"joined into one party.*PARTIES parties → PARTY-1",
        shown="merge parties · Ada",
    ),
    "split party": Case(
        lambda _: "/claims/1",
        "#places td:has-text('the contractor that maintains the control room')",
        told=r"parted from.*PARTIES parties → PARTY+1",
        shown="split party · Ada",
    ),
    "same source": Case(FILTERS_CLAIM, other="Tamarley Water", told=r"2 origins → 1", shown="same source · Ada"),
    "not a copy": Case(lambda _: "/lineage", told=r"left out as no copy.*2 lineages → 1"),
    "date": Case(lambda _: "/timeline", value="2031-10-05", told=r"dated 2031-10-05", shown="2031-10-05"),
}


def counted(told: str, before: Dossier) -> str:
    """What is to be told, with the counts of the story as it was."""
    claims, parties = len(before.claims), len(before.parties)
    counts = {"CLAIM-1": claims - 1, "CLAIM+1": claims + 1, "PARTY-1": parties - 1, "PARTY+1": parties + 1}
    for name, count in {**counts, "CLAIMS": claims, "PARTIES": parties}.items():
        told = told.replace(name, str(count))
    return told


@pytest.mark.parametrize("kind", CASES)
def test_a_decision_is_made_told_shown_listed_and_taken_back(page: Page, server: Server, kind: str) -> None:
    case = CASES[kind]
    before = read_story([server.project])
    log = len(before.decisions)
    path = case.path(before)
    page.goto(server.home + path)
    main = page.evaluate(NONE_OF_IT)
    dialog = asked(page, kind, case.within)
    filled(dialog, other=case.other, value=case.value)
    told = decided(page, dialog)
    assert re.search(counted(case.told, before), told, re.DOTALL), told
    assert f"by {BY}" in told and BECAUSE in told
    after = read_story([server.project])
    shown = without_blanks(page.locator("main").evaluate("(e) => e.textContent"))
    if case.shown:
        assert without_blanks(case.shown) in shown and without_blanks(BECAUSE) in shown
    if path.startswith("/claims/") and kind != "not a claim":
        assert after.cut(after.claims[int(path_of(page, server).rpartition("/")[2]) - 1].wording) in page.locator("h1").inner_text()
    made = listed(server)[log:]
    assert [(one["kind"], one["by"], one["because"], one["in_force"]) for one in made] == [(kind, BY, BECAUSE, True)]

    page.goto(f"{server.home}/")
    assert "Some judgements here are a person’s" in page.locator("main").inner_text()
    page.get_by_role("link", name="who decided what, and why").click()
    entry = page.locator(".decisions > li").nth(log)
    assert kind.lower() in entry.inner_text().lower() and BECAUSE in entry.inner_text()
    dialog = asked(page, "undo", f".decisions > li:nth-child({log + 1})")
    filled(dialog, because="I was mistaken")
    assert f"undone: {kind} by {BY}" in decided(page, dialog)
    assert "undone by Ada Lund" in page.locator(".decisions > li").nth(log).inner_text()
    assert f"“{kind}” of {BY}" in page.locator(".decisions > li").nth(log + 1).inner_text()
    page.goto(server.home + path)
    assert page.evaluate(NONE_OF_IT) == main
    page.goto(f"{server.home}/")
    assert "a person’s" not in page.locator("main").inner_text()


def test_the_dialog_is_for_everybody(chromium: Browser, server: Server) -> None:
    """axe finds nothing serious in it, in the dark and on a telephone; it has a name, and fits."""
    path = FILTERS_CLAIM(read_story([server.project]))
    with app_page(chromium, server, path, size=NARROW, scheme="dark") as (page, watch):
        for kind, within in (("merge claims", "main"), ("position", "#places")):
            dialog = asked(page, kind, within)
            assert dialog.evaluate("(e) => document.getElementById(e.getAttribute('aria-labelledby')).textContent")
            assert violations(page) == [] and page.evaluate(SIDEWAYS) == []
            page.keyboard.press("Escape")
        check_app(watch, server)


def test_escape_and_cancel_close_it_and_the_focus_returns(page: Page, server: Server) -> None:
    page.goto(f"{server.home}/claims/1")
    button = button_of(page, "merge claims")
    for close in (lambda: page.keyboard.press("Escape"), lambda: page.get_by_role("button", name="Cancel").click()):
        button.focus()
        page.keyboard.press("Enter")
        dialog = page.locator("dialog.decide")
        assert dialog.evaluate("(e) => e.contains(document.activeElement)")
        dialog.get_by_label("Your name").fill("x")
        page.keyboard.press("Control+a")
        page.keyboard.type("jk?d/")  # letters, not keys
        close()
        dialog.wait_for(state="detached")
        assert button.evaluate("(e) => e === document.activeElement")
    assert path_of(page, server) == "/claims/1"


def test_what_is_so_already_cannot_be_chosen(page: Page, server: Server) -> None:
    dossier = read_story([server.project])
    claim = claim_at(dossier, FILTERS)
    page.goto(server.home + claim_path(dossier, FILTERS))
    dialog = asked(page, "merge claims")
    dialog.locator("#decide-other option").nth(1).wait_for(state="attached")
    offered = dialog.locator("#decide-other option").evaluate_all("(all) => all.map((one) => one.value)")
    assert set(offered) == {"", *map(record_id, dossier.claims)} - {record_id(claim)}
    page.keyboard.press("Escape")
    button = button_of(page, "position", "#places")
    now = button.get_attribute("data-now")
    button.click()
    offered = page.locator("#decide-value option").all_inner_texts()
    assert now and now not in offered and len(offered) == 5 and page.locator("#decide-value").input_value() == ""
    page.keyboard.press("Escape")
    page.goto(f"{server.home}/claims/1")
    button = button_of(page, "merge parties", "#places td:has-text('Inga Thorsby')")
    own = dossier.party[button.get_attribute("data-now") or ""]
    button.click()
    page.locator("#decide-other option").nth(1).wait_for(state="attached")
    ids = page.locator("#decide-other option").evaluate_all("(all) => all.map((one) => one.value)")
    assert record_id(own) not in ids and {dossier.party[id_].kind for id_ in ids if id_}.isdisjoint({"report"})


def test_nothing_is_sent_before_everything_is_said(page: Page, server: Server) -> None:
    page.goto(f"{server.home}/timeline")
    dialog = asked(page, "date")
    dialog.get_by_role("button", name="Decide").click()
    filled(dialog, value="5 October")
    dialog.get_by_role("button", name="Decide").click()
    assert dialog.is_visible() and dialog.locator("input:invalid").count() == 1
    assert read_story([server.project]).decisions[-1].because != BECAUSE


def refused(page: Page, watch: Watch, dialog: Locator, status: int) -> str:
    """Why the app does not take it, as the dialog says; the browser's own note of the status is taken off the watch."""
    dialog.get_by_role("button", name="Decide").click()
    told = dialog.get_by_role("alert")
    page.locator("dialog .wrong:not(:empty)").wait_for()
    assert len(watch.complaints) == 1 and f"status of {status}" in watch.complaints.pop()
    return told.inner_text()


def test_what_the_app_refuses_is_told_in_the_dialog_and_can_be_mended(chromium: Browser, server: Server) -> None:
    log = read_story([server.project]).decisions
    with app_page(chromium, server, "/timeline") as (page, watch):
        dialog = asked(page, "date")
        filled(dialog, value="2031-02-30")
        assert "needs an ISO date" in refused(page, watch, dialog, 422)
        assert read_story([server.project]).decisions == log
        dialog.locator("#decide-value").fill("2031-02-28")
        assert "dated 2031-02-28" in decided(page, dialog)
        page.goto(f"{server.home}/method")
        dialog = asked(page, "undo", f".decisions > li:nth-child({len(log) + 1})")
        assert dialog.get_by_label("Your name").input_value() == BY, "who decided before is not asked for a name again"
        filled(dialog, because="the calendar was right")
        decided(page, dialog)
        check_app(watch, server)


def test_while_another_run_writes_it_is_told_and_nothing_is_kept(chromium: Browser, server: Server) -> None:
    log = read_story([server.project]).decisions
    with app_page(chromium, server, "/claims/1") as (page, watch):
        dialog = asked(page, "not a claim")
        filled(dialog)
        with Store(server.project, create=True):
            assert "is being written by another run" in refused(page, watch, dialog, 409)
        assert dialog.is_visible() and dialog.get_by_label("Why").input_value() == BECAUSE, "what was written is not lost"
        check_app(watch, server)
    assert read_story([server.project]).decisions == log


def test_a_server_that_does_not_answer_is_told(chromium: Browser, server: Server) -> None:
    with app_page(chromium, server, "/timeline") as (page, _):
        dialog = asked(page, "date")
        filled(dialog, value="2031-10-05")
        page.context.set_offline(True)
        dialog.get_by_role("button", name="Decide").click()
        page.locator("dialog .wrong:not(:empty)").wait_for()
        assert "is sayso serve still running?" in dialog.get_by_role("alert").inner_text()
