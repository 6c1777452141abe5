"""Reports made to break the page: in a real browser it is built as if their texts were harmless, and shows them as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html
from tests.browser.looking import fits, unfold
from tests.browser.opening import NARROW, TRAP, Watch, opened
from tests.hostile.checks import all_shown, check_page, skeleton
from tests.hostile.rewriting import disarmed, rewritten
from tests.hostile.vectors import HALVES, naughty, vectors
from tests.show.fixture_dossier import make_dossier

from sayso.show.dossier import Dossier
from sayso.show.page import render_page
from sayso.show.page.file import write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def hostile_page(chromium: Browser, hostile: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Watch]]:
    """The hostile story's page, open on a small screen."""
    file = tmp_path_factory.mktemp("page") / "hostile.html"
    write_page(hostile, file)
    with opened(chromium, file.as_uri(), size=NARROW) as (page, watch):
        yield page, watch


def test_the_vectors_reach_every_part(hostile: Dossier) -> None:
    """Else the tests below would show nothing: vectors stand in texts, and in all that is made of them."""
    texts = "\n".join(document.text for document in hostile.documents)
    own = vectors()
    assert len(own) >= 400
    assert len(naughty()) >= 450
    assert [vector for vector in own if vector.text.strip(" \t") not in texts] == []
    spans = {
        "said": [span for said in hostile.attributions for span in said.content],
        "claims": [claim.wording for claim in hostile.claims],
        "quotes": [span for each in hostile.utterances for version in each.versions for span in version.spans],
        "timeline": [entry.what for entry in hostile.timeline],
        "contradictions": [span for conflict in hostile.conflicts for span in (conflict.left, conflict.right)],
        "copies": [passage.left for passage in hostile.passages],
    }
    numbers = re.compile(r"1[0-4]\d\d")  # each vector's own
    reached = {part: len({n for span in those for n in numbers.findall(hostile.cut(span))}) for part, those in spans.items()}
    names = {"names": len({n for party in hostile.parties for n in numbers.findall(party.name)})}
    files = {"files": sum(bool(numbers.search(document.name)) for document in hostile.documents)}
    least = {"said": 150, "claims": 10, "quotes": 40, "timeline": 20, "contradictions": 10, "copies": 5, "names": 5, "files": 10}
    assert {part: count for part, count in (reached | names | files).items() if count < least[part]} == {}


def test_nothing_of_the_story_becomes_part_of_the_page(
    chromium: Browser, hostile_page: tuple[Page, Watch], harmless: Dossier, tmp_path: Path
) -> None:
    page, watch = hostile_page
    check_page(page, watch, harmless=built(chromium, harmless, tmp_path))
    watch.check_file()


def built(browser: Browser, dossier: Dossier, folder: Path) -> list[str]:
    file = folder / "harmless.html"
    write_page(dossier, file)
    with opened(browser, file.as_uri()) as (page, _):
        return skeleton(page)


def test_the_texts_are_shown_as_they_are(hostile: Dossier, hostile_page: tuple[Page, Watch]) -> None:
    own = [vector.text for vector in vectors()]
    told = [line for document in hostile.documents for line in (document.name, document.title or "", document.outlet or "")]
    all_shown([*own, *told], hostile_page[0])


def test_overlong_words_stay_on_a_small_screen(hostile_page: tuple[Page, Watch]) -> None:
    page, watch = hostile_page
    unfold(page)
    fits(page)
    watch.check_file()


def test_every_field_of_every_record_can_be_hostile(chromium: Browser, tmp_path: Path) -> None:
    """What no report can bring about today: each text that a record holds, beside the reports' own, is a vector; round after round
    until all have had their turn."""
    texts = [*(vector.text for vector in (*vectors(), *naughty())), *HALVES]
    file, rounds = tmp_path / "poisoned.html", 0
    while texts:
        change = handed_out(texts)
        poisoned = rewritten(make_dossier(), change, texts=False)
        expected = built(chromium, rewritten(poisoned, disarmed, texts=True), tmp_path)
        write_page(poisoned, file)
        with opened(chromium, file.as_uri()) as (page, watch):
            check_page(page, watch, harmless=expected)
            all_shown(shown_fields(poisoned), page)
            watch.check_file()
        rounds += 1
    assert rounds >= 8


def handed_out(texts: list[str]) -> Callable[[str], str]:
    """A change that puts the next text, taken off the list, in the place of each new one; the same always for the same."""
    given: dict[str, str] = {}

    def change(text: str) -> str:
        if text.strip() and text not in given:
            given[text] = texts.pop(0) if texts else f"nothing more {len(given)}"
        return given.get(text, text)

    return change


def shown_fields(dossier: Dossier) -> Iterator[str]:
    for document in dossier.documents:
        yield from (document.name, document.title or "", document.outlet or "")
    changes = [change for change in dossier.changes if change.kind != "identical"]  # what is identical is one line, without a word
    for records in (dossier.claims, changes, dossier.conflicts, dossier.lineages, dossier.timeline):
        yield from (record.because for record in records)
    for problem in dossier.problems:
        yield from (problem.key, problem.message)


def test_another_parser_reads_the_same(hostile: Dossier, harmless: Dossier) -> None:
    """lxml has its own mind about broken markup: there is none for it to mind."""
    assert list(read(render_page(hostile))) == list(read(render_page(harmless)))


def read(page: str) -> Iterator[tuple[str, ...]]:
    for element in html.document_fromstring(page).iter():
        assert isinstance(element.tag, str), "a comment or an instruction"
        if element.get("class") != "ctl":
            yield (
                element.tag,
                *sorted(element.attrib),
                *(element.get(name, "") for name in ("href", "id", "class", "lang", "dir")),
            )


def test_the_trap_works(chromium: Browser, tmp_path: Path) -> None:
    """The checks themselves: a page that lets vectors through as markup is found out by each of them."""
    assert "window.owned" in TRAP
    raw = "<!doctype html><html lang=en><title>x</title><main><p>{}</p></main>"
    expected = raw_built(chromium, raw.format("words"), tmp_path)
    for text, told in (
        ("<img src=x onerror=owned(1)>", "more"),
        ("<b id=top>x</b>", "more"),
        ("<!-- x -->", "a comment"),
        ("<script>owned(2)</script>", "more"),
        ("<a href=javascript:owned(3)>x</a>", "more"),
    ):
        (tmp_path / "raw.html").write_text(raw.format(text), encoding="utf-8")
        with opened(chromium, (tmp_path / "raw.html").as_uri()) as (page, watch):
            page.wait_for_timeout(50)
            with pytest.raises(AssertionError, match=told):
                check_page(page, watch, harmless=expected)
            if "owned(1)" in text or "owned(2)" in text:
                assert page.evaluate("window.ran") == [text[text.index("(") + 1]]


def raw_built(browser: Browser, source: str, folder: Path) -> list[str]:
    (folder / "plain.html").write_text(source, encoding="utf-8")
    with opened(browser, (folder / "plain.html").as_uri()) as (page, _):
        return skeleton(page)
