"""Marks in the text of a report: they nest, they cross, and no character is lost or moved."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from sayso.show.page.text import Mark, Said, attribute, mark_text, shown

TEXT = "The firm denied that the pump was off, the paper said."


def marks(*ends: tuple[int, int]) -> list[Mark]:
    return [Mark(start, end, f"w1-{start}-{end}", ("claim",)) for start, end in dict.fromkeys(ends)]


def plain(markup: str) -> str:
    return html.fragment_fromstring(f"<div>{markup}</div>").text_content()


def test_marks_nest() -> None:
    (piece,) = mark_text("abcdef", [(0, 6)], marks((0, 6), (2, 4))).pieces
    assert piece.text == '<mark id="w1-0-6" class="claim">ab<mark id="w1-2-4" class="claim">cd</mark>ef</mark>'


def test_marks_that_cross_are_cut() -> None:
    marked = mark_text("abcdef", [(0, 6)], marks((0, 4), (2, 6)))
    assert marked.pieces[0].text == (
        '<mark id="w1-0-4" class="claim">ab<mark id="w1-2-6" class="claim">cd</mark></mark><mark class="claim w1-2-6">ef</mark>'
    )
    assert marked.cut == ("w1-2-6",)


def test_a_mark_over_two_ranges_has_its_id_once() -> None:
    marked = mark_text("abc\n\ndef", [(0, 3), (5, 8)], marks((1, 7)))
    texts = [piece.text for piece in marked.pieces]
    assert texts == ['a<mark id="w1-1-7" class="claim">bc</mark>', '<mark class="claim w1-1-7">de</mark>f']
    assert marked.cut == ("w1-1-7",)


def test_claim_numbers_follow_the_last_piece() -> None:
    (piece,) = mark_text("abcd", [(0, 4)], [Mark(0, 2, "k", ("claim",), (), ((3, "#claim-3"),))]).pieces
    assert piece.text == '<mark id="k" class="claim">ab</mark><a href="#claim-3">3</a>cd'


def test_a_place_to_link_to_is_no_mark() -> None:
    (piece,) = mark_text("ab", [(0, 2)], [Mark(0, 1, "k", ())]).pieces
    assert piece.text == '<span id="k">a</span>b'


def test_a_mark_that_nothing_leads_to_has_no_id() -> None:
    marked = mark_text("abcdef", [(0, 6)], [Mark(0, 3, "k", ("claim",)), Mark(2, 5, "", ("found",))])
    assert marked.pieces[0].text == (
        '<mark id="k" class="claim">ab<mark class="found">c</mark></mark><mark class="found">de</mark>f'
    )
    assert marked.cut == ()


def test_a_letter_stands_for_the_same_holder_in_one_range() -> None:
    ada, ben = (Said("named", "said by", "Ada"),), (Said("unnamed", "denied by", "a guard"),)
    marks = [Mark(0, 2, "", ("said",), ada), Mark(2, 4, "", ("said",), ben), Mark(4, 8, "", ("said",), ada)]
    first, second = mark_text("aabbcc\nd", [(0, 6), (7, 8)], marks).pieces
    assert first.said == (("a", ada), ("b", ben))
    assert first.text.count("<b>a</b>") == 2
    assert second == ('<mark class="said"><b>a</b>d</mark>', (("a", ada),))


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
    assert "".join(plain(piece.text) for piece in marked.pieces) == TEXT
    assert sum("".join(piece.text for piece in marked.pieces).count(f'id="{mark.key}"') for mark in marks(*ends)) == len(set(ends))


@given(st.lists(st.tuples(st.integers(0, 54), st.integers(0, 54)).filter(lambda pair: pair[0] < pair[1]), max_size=8))
def test_the_pieces_of_a_mark_are_its_words(ends: list[tuple[int, int]]) -> None:
    tree = html.fragment_fromstring(mark_text(TEXT, [(0, len(TEXT))], marks(*ends)).pieces[0].text, create_parent="div")
    for start, end in ends:
        key = f"w1-{start}-{end}"
        assert (
            "".join(part.text_content() for part in tree.xpath(f"//mark[@id='{key}' or contains(concat(@class, ' '), ' {key} ')]"))
            == TEXT[start:end]
        )


@given(st.text())
def test_any_text_becomes_well_formed_html(text: str) -> None:
    tree = html.fragment_fromstring(shown(text), create_parent="div")
    assert {element.tag for element in tree.iter()} <= {"div", "span"}
    assert "<" not in attribute(text)
    assert '"' not in attribute(text)
