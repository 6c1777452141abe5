"""The dossier on paper: a memo of what several reports carry, each place told by its characters, and the reports after it."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from pypdf import PdfReader
from tests.browser.opening import opened

from sayso.records import OWN_TEXT, Span
from sayso.show.dossier import Dossier
from sayso.show.page.claims import words_of
from sayso.show.sentence import carrying_reports, funnel_sentence

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MOST_PAGES = 25  # of the memo for the example
PAGE_NUMBER = re.compile(r"\A\d+ / \d+\s")


class Printed(NamedTuple):
    """Letters and digits of the pages before the reports, and of the reports' pages."""

    memo: str
    appendix: str
    pages: int  # of the memo


@pytest.fixture(scope="module")
def printed(chromium: Browser, example_file: str, pictures: Path) -> Iterator[Printed]:
    """The example as its reader prints it, in a dark room; for the comparison once more without the letters between the words."""
    with opened(chromium, example_file, scheme="dark") as (page, watch):
        page.pdf(format="A4", path=pictures / "example.pdf")
        hide_letters(page)
        texts = [PAGE_NUMBER.sub("", one.extract_text()) for one in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
        watch.check_file()
    first = next(number for number, text in enumerate(texts) if text.startswith("The reports ("))
    yield Printed(letters("".join(texts[:first])), letters("".join(texts[first:])), first)


def hide_letters(page: Page) -> None:
    """Take the letters that tell whose words follow out of the reports' texts."""
    taken = page.evaluate("[...document.querySelectorAll('.said-text b')].map((letter) => letter.remove()).length")
    assert taken > 50


def letters(text: str) -> str:
    """Letters and digits alone: a PDF tells ligatures by one sign and some signs by none."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def missing(spans: list[Span], dossier: Dossier, said: str) -> list[str]:
    """The words of these places that do not stand there."""
    return [words for span in spans if letters(words := dossier.cut(span)) not in said]


def test_paper_is_white_and_has_nothing_to_click(chromium: Browser, example_file: str) -> None:
    with opened(chromium, example_file, scheme="dark") as (page, watch):
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.get_by_role("navigation").count() == 0
        shown = "[...document.querySelectorAll('button, input, select, form, dialog')].filter((e) => e.checkVisibility()).length"
        assert page.evaluate(shown) == 0
        watch.check_file()


def test_the_memo_is_short(printed: Printed) -> None:
    assert printed.pages <= MOST_PAGES


def test_the_memo_begins_with_the_answer(printed: Printed, example: Dossier) -> None:
    assert printed.memo.index(letters(funnel_sentence(example, example.claims[0]))) < 300


def test_the_memo_has_each_place_of_the_claims_that_several_reports_carry(printed: Printed, example: Dossier) -> None:
    """The words, and in the list of places the characters at which they stand."""
    repeated = [claim for claim in example.claims if len(carrying_reports(claim)) > 1]
    assert len(repeated) > 20
    places = [words_of(example, member) for claim in repeated for member in claim.members]
    assert missing([claim.wording for claim in repeated] + places, example, printed.memo) == []
    numbers = {document.id: number for number, document in enumerate(example.documents, 1)}
    listed = printed.memo[printed.memo.rindex(letters("Where the words stand")) :]
    assert [span for span in places if letters(f"report {numbers[span.doc]}, {span.start}–{span.end}") not in listed] == []


def test_the_memo_tells_what_it_leaves_out(printed: Printed, example: Dossier) -> None:
    repeated = sum(len(carrying_reports(claim)) > 1 for claim in example.claims)
    assert letters(f"the claims that more than one report carries, {repeated} of {len(example.claims)}") in printed.memo
    alone = [claim.wording for claim in example.claims if len(carrying_reports(claim)) < 2]
    assert len(missing(alone, example, printed.memo)) > len(alone) / 2  # the others are said elsewhere: in a quotation, with a date
    assert printed.memo.count(letters("not on paper")) >= 4


def test_the_memo_has_contradictions_changes_and_dates(printed: Printed, example: Dossier) -> None:
    sides = [span for conflict in example.conflicts for span in (conflict.left, conflict.right)]
    assert len(sides) > 30
    assert missing([*sides, *(entry.what for entry in example.timeline)], example, printed.memo) == []
    grave = [change.because for change in example.changes if change.kind == "meaning changed"]
    reasons = [*grave, *(entry.because for entry in example.timeline), *(one.because for one in example.lineages)]
    assert len(grave) > 1
    assert [why for why in reasons if letters(why) not in printed.memo] == []


def test_after_the_memo_stand_the_reports(printed: Printed, example: Dossier) -> None:
    """All of their own text; what is not their own is named there and left in the file."""
    own = [region.span for region in example.regions if region.kind in OWN_TEXT]
    assert len(own) > 50
    assert missing(own, example, printed.appendix) == []
    folded = [region.span for region in example.regions if region.kind in ("navigation", "promotion", "related")]
    assert len(folded) > 20
    assert len(missing(folded, example, printed.appendix)) > 0.9 * len(folded)  # a few words of it are said in a text as well
