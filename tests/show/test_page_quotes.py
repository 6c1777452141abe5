"""The quotes screen: versions of an utterance as a table whose rows are whole and whose columns agree."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tests.show.fixture_dossier import make_dossier

from sayso.records import Change, Span, Utterance, Version, record_id
from sayso.show.dossier import Dossier
from sayso.show.page import render_page, render_screen
from sayso.show.page.alignment_table import BAND, LONGEST_GONE, WIDEST, Column, align, bands, witness_of
from sayso.show.page.anchors import Anchors
from sayso.show.page.asked import EVERYTHING
from sayso.show.page.quotes import MOST_ROWS, QuotesView, quotes_view

WORDS = st.sampled_from(
    ["the", "don’t", "not", "pump", "Pump", "per cent", "percent", "[old]", "failed,", "U.S.", "US", "“left”", "💧", "no."]
)
SAID = st.lists(st.lists(WORDS, min_size=1, max_size=7).map(" ".join), min_size=1, max_size=3)


def table(*versions: str | list[str]) -> tuple[Column, ...]:
    """The table of these versions; one that is split is given in parts, each followed by "/" in its report."""
    return align([witness_of(*made(number, version)) for number, version in enumerate(versions)])


def made(number: int, version: str | list[str]) -> tuple[Version, dict[str, str]]:
    parts = [version] if isinstance(version, str) else version
    text, spans = "", []
    for part in parts:
        spans.append(Span(str(number), len(text), len(text) + len(part)))
        text += part + " / "
    return Version(tuple(spans), None), {str(number): text}


def test_words_without_blanks_that_are_gone_are_told_as_far_as_they_fit() -> None:
    long = "水泵停了两次" * 20
    assert table(long, "x")[0][1].gone == long[:LONGEST_GONE] + " …"


def told(columns: tuple[Column, ...], row: int) -> list[tuple[str, str]]:
    return [(column[row].kind, column[row].words.strip()) for column in columns]


@given(st.lists(SAID, min_size=1, max_size=4))
def test_the_cells_of_a_row_are_the_version(versions: list[list[str]]) -> None:
    columns = table(*versions)
    for row, parts in enumerate(versions):
        assert "".join(column[row].words for column in columns) == " […] ".join(parts)


@given(st.lists(SAID, min_size=2, max_size=4))
def test_a_cell_that_says_the_same_has_the_words_of_the_first_row(versions: list[list[str]]) -> None:
    for column in table(*versions):
        for cell in column[1:]:
            assert cell.kind != "same" or cell.words.split() == column[0].words.split() or _ends(column[0].words, cell.words)
            assert cell.kind != "missing" or (column[0].words.strip() and not any(c.isalnum() for c in cell.words))
            assert (cell.kind in ("altered", "missing")) == bool(cell.gone)


def _ends(one: str, other: str) -> bool:
    """They differ in stops before the end, which are no difference."""
    return [word.rstrip(".,;:!?") for word in one.split()] == [word.rstrip(".,;:!?") for word in other.split()]


@given(SAID, SAID)
def test_two_rows_agree_and_part_in_turn(one: list[str], other: list[str]) -> None:
    agree = [column[1].kind in ("", "same", "cosmetic") for column in table(one, other)]
    assert all(before != after for before, after in pairwise(agree))


def test_words_changed_missing_and_added_stand_in_columns_of_their_own() -> None:
    columns = table("Close both iron old gates by noon", "Shut both iron gates by noon today")
    assert told(columns, 0) == [("same", "Close"), ("same", "both iron"), ("same", "old"), ("same", "gates by noon"), ("", "")]
    assert told(columns, 1) == [
        ("altered", "Shut"),
        ("same", "both iron"),
        ("missing", ""),
        ("same", "gates by noon"),
        ("added", "today"),
    ]
    assert [column[1].gone for column in columns] == ["Close", "", "old", "", ""]


def test_spelling_is_cosmetic_and_only_its_words_are_marked() -> None:
    ((_, cell),) = table("ten per cent of the U.S. fleet.", "ten percent of the US fleet")
    assert cell.kind == "cosmetic"
    assert [run.words.strip() for run in cell.runs if run.differs] == ["percent", "US"]


def test_three_rows_share_the_columns() -> None:
    columns = table("the gate was shut at noon", "the gate was shut", "the big gate was shut at noon")
    assert told(columns, 1) == [("same", "the"), ("", ""), ("same", "gate was shut"), ("missing", "")]
    assert told(columns, 2) == [("same", "the"), ("added", "big"), ("same", "gate was shut"), ("same", "at noon")]


def test_a_bracket_stands_with_the_word_it_opens() -> None:
    columns = table("the pump failed", "the pump [of Unit 2] failed")
    assert told(columns, 1)[1] == ("added", "[of Unit 2]")


def test_a_version_in_two_spans_shows_where_it_leaves_off() -> None:
    columns = table("we shut it and left", ["we shut it", "and left"])
    assert "".join(column[1].words for column in columns) == "we shut it […] and left"


@given(st.lists(st.integers(1, 300), max_size=12))
def test_lines_of_columns_fit_the_page_and_keep_their_order(widths: list[int]) -> None:
    columns = [align([witness_of(*made(0, "x" * width))])[0] for width in widths]
    lines = bands(columns)
    assert [column for line in lines for column in line] == columns
    assert all(sum(min(WIDEST, len(column[0].words)) for column in line) <= BAND for line in lines)


# ── the screen ──


def view(dossier: Dossier) -> QuotesView:
    return quotes_view(dossier, Anchors(dossier), EVERYTHING)


def test_the_gravest_stands_first_and_the_same_words_are_folded() -> None:
    shown = view(make_dossier())
    assert [(card.speaker, card.worst) for card in shown.changed] == [("two crew members", "altered")]
    assert [(card.speaker, card.worst) for card in shown.kept] == [("Marit Vole", "identical")]
    assert [chip.chip for chip in shown.changed[0].chips] == ["reworded"]


def test_reports_with_the_same_words_share_a_row_and_keep_their_own_name_for_the_speaker() -> None:
    (card,) = view(make_dossier()).kept
    assert not card.bands
    (row,) = card.rows
    assert [(held.quote.report.number, held.holder) for held in row.held] == [(1, "Marit Vole"), (2, "a spokeswoman")]


def test_the_cells_carry_sign_and_word_and_lead_to_the_place() -> None:
    (section,) = html.document_fromstring(render_page(make_dossier())).xpath("//section[@id='quotes']")
    rows = section.xpath("./article//tr")
    assert [cell.text_content() for cell in rows[1].xpath("./td[@class='altered']")] == [
        "≠ altered cast throw ",
        "≠ altered later, afterwards,",
    ]
    assert [cell.text_content() for cell in rows[1].xpath("./td[@class='added']")] == ["+ added bed "]
    assert all(row.xpath("./th//a[@class='place']/@href") for row in rows)


def test_words_in_another_mouth_stand_in_one_card() -> None:
    dossier = make_dossier()
    same, edited = dossier.utterances
    left, right = same.versions[0].spans[0], edited.versions[0].spans[0]
    moved = replace(dossier, changes=(Change(record_id(same), left, right, "speaker changed", "given to two"),))
    card = view(moved).changed[0]
    assert card.worst == "speaker changed"
    assert [row.held[0].quote.report.number for row in card.rows] == [1, 3]
    assert [told.because for told in card.rows[1].told] == ["given to two"]


def test_many_wordings_are_listed_each_beside_the_first() -> None:
    dossier = make_dossier()
    text = "\n".join(f"the gate was shut {'very ' * number}early" for number in range(MOST_ROWS + 1))
    document = replace(dossier.documents[0], text=text)
    spans, start = [], 0
    for line in text.splitlines():
        spans.append(Span(document.id, start, start + len(line)))
        start += len(line) + 1
    utterance = Utterance(None, tuple(Version((span,), None) for span in spans), "by hand")
    many = replace(dossier, documents=(document, *dossier.documents[1:]), utterances=(utterance,), changes=())
    (card,) = view(many).changed
    assert not card.bands
    assert len(card.rows) == MOST_ROWS + 1
    assert "".join(cell.words for cell in card.rows[1].cells) == card.rows[1].held[0].quote.words
    assert [cell.kind for cell in card.rows[1].cells] == ["same", "missing", "same"]


def test_the_screen_stands_alone() -> None:
    tree = html.document_fromstring(render_screen(make_dossier(), "quotes").html)
    assert tree.xpath("//h1/text()") == ["What happened to the words"]
    links = tree.xpath("//table[@class='alignment']//a/@href")
    assert [link.partition("#")[0] for link in links] == ["/reports/3", "/reports/4"]
