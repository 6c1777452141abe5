"""Marks in the text of a report: they nest, they cross, and no character is lost or moved."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from sayso.show.page.text import Mark, attribute, mark_text, shown

TEXT = "The firm denied that the pump was off, the paper said."


def marks(*ends: tuple[int, int]) -> list[Mark]:
    return [Mark(start, end, f"w1-{start}-{end}", ("claim",)) for start, end in dict.fromkeys(ends)]


def plain(markup: str) -> str:
    return html.fragment_fromstring(f"<div>{markup}</div>").text_content()


def test_marks_nest() -> None:
    (piece,) = mark_text("abcdef", [(0, 6)], marks((0, 6), (2, 4))).pieces
    assert piece == '<mark id="w1-0-6" class="claim w1-0-6">ab<mark id="w1-2-4" class="claim w1-2-4">cd</mark>ef</mark>'


def test_marks_that_cross_are_cut() -> None:
    marked = mark_text("abcdef", [(0, 6)], marks((0, 4), (2, 6)))
    assert marked.pieces == (
        '<mark id="w1-0-4" class="claim w1-0-4">ab<mark id="w1-2-6" class="claim w1-2-6">cd</mark></mark>'
        '<mark class="claim w1-2-6">ef</mark>',
    )
    assert marked.cut == ("w1-2-6",)


def test_a_mark_over_two_ranges_has_its_id_once() -> None:
    marked = mark_text("abc\n\ndef", [(0, 3), (5, 8)], marks((1, 7)))
    assert marked.pieces == ('a<mark id="w1-1-7" class="claim w1-1-7">bc</mark>', '<mark class="claim w1-1-7">de</mark>f')
    assert marked.cut == ("w1-1-7",)


def test_claim_numbers_follow_the_last_piece() -> None:
    (piece,) = mark_text("abcd", [(0, 4)], [Mark(0, 2, "k", ("claim",), "", (3,))]).pieces
    assert piece == '<mark id="k" class="claim k">ab</mark><a class="ref" href="#claim-3" aria-label="claim 3">3</a>cd'


def test_a_place_to_link_to_is_no_mark() -> None:
    (piece,) = mark_text("ab", [(0, 2)], [Mark(0, 1, "k", ())]).pieces
    assert piece == '<span id="k" class="k">a</span>b'


def test_a_title_cannot_leave_its_attribute() -> None:
    (piece,) = mark_text("ab", [(0, 2)], [Mark(0, 1, "k", ("said",), 'said by "><script>\u202e')]).pieces
    assert html.fragment_fromstring(piece, create_parent="div")[0].get("title") == 'said by "><script>[U+202E]'
    assert "<script" not in piece


def test_joiners_that_shape_writing_stay() -> None:
    assert shown("می\u200cخواهم") == "می\u200cخواهم"
    assert "U+200C" in shown("pay\u200cpal")


def test_selectors_stay_where_there_are_variants() -> None:
    assert shown("\u2764\ufe0f 1\ufe0f\u20e3") == "\u2764\ufe0f 1\ufe0f\u20e3"
    assert re.findall(">(U.FE..)<", shown("a\ufe01\ufe02 \u2764\ufe0f\ufe03")) == ["U+FE01", "U+FE02", "U+FE03"]


def test_blanks_that_push_text_out_of_sight_are_shown() -> None:
    assert shown("\u3000" * 8 + "far") == "\u3000" * 8 + "far"
    assert str(shown("\u3000" * 10 + "far")).count(">U+3000<") == 2


def test_line_ends_are_no_chips() -> None:
    assert shown("one\r\ntwo\tthree") == "one\ntwo\tthree"
    assert "U+000D" in shown("one\rtwo")


@given(st.lists(st.tuples(st.integers(0, 54), st.integers(0, 54)).filter(lambda pair: pair[0] < pair[1]), max_size=12))
def test_no_mark_changes_the_text(ends: list[tuple[int, int]]) -> None:
    marked = mark_text(TEXT, [(0, 20), (20, len(TEXT))], marks(*ends))
    assert "".join(plain(piece) for piece in marked.pieces) == TEXT
    assert sum("".join(marked.pieces).count(f'id="{mark.key}"') for mark in marks(*ends)) == len(set(ends))


@given(st.lists(st.tuples(st.integers(0, 54), st.integers(0, 54)).filter(lambda pair: pair[0] < pair[1]), max_size=8))
def test_the_pieces_of_a_mark_are_its_words(ends: list[tuple[int, int]]) -> None:
    tree = html.fragment_fromstring(mark_text(TEXT, [(0, len(TEXT))], marks(*ends)).pieces[0], create_parent="div")
    for start, end in ends:
        key = f"w1-{start}-{end}"
        assert (
            "".join(part.text_content() for part in tree.xpath(f"//mark[contains(concat(@class, ' '), ' {key} ')]"))
            == TEXT[start:end]
        )


@given(st.text())
def test_any_text_becomes_well_formed_html(text: str) -> None:
    tree = html.fragment_fromstring(shown(text), create_parent="div")
    assert {element.tag for element in tree.iter()} <= {"div", "span"}
    assert "<" not in attribute(text)
    assert '"' not in attribute(text)
