"""Word pieces: how words are cut, and that each piece knows its characters."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.wordpiece import pieces

KNOWN = {word: row for row, word in enumerate(["[UNK]", "the", "harbour", "##s", "##master", ".", "'", "e", "##a", "a"])}


def cut(text: str) -> list[tuple[str, str]]:
    names = sorted(KNOWN, key=KNOWN.__getitem__)
    return [(names[piece.row], text[piece.start : piece.end]) for piece in pieces(text, KNOWN)]


def test_the_longest_piece_first() -> None:
    assert cut("The harbourmasters.") == [("the", "The"), ("harbour", "harbour"), ("##master", "master"), ("##s", "s"), (".", ".")]


def test_case_and_accents_are_not_told_apart() -> None:
    assert cut("THE É") == [("the", "THE"), ("e", "É")]


def test_what_no_piece_spells_is_unknown_as_a_whole() -> None:
    assert cut("harbourx the") == [("[UNK]", "harbourx"), ("the", "the")]
    assert cut("a" * 101) == [("[UNK]", "a" * 101)]


def test_marks_stand_alone_and_control_characters_vanish() -> None:
    assert cut("the'the\x07the") == [("the", "the"), ("'", "'"), ("[UNK]", "the\x07the")]


@given(st.text())
def test_pieces_come_in_order_and_inside_the_text(text: str) -> None:
    found = pieces(text, KNOWN)
    assert all(0 <= piece.start < piece.end <= len(text) for piece in found)
    assert all(left.start <= right.start for left, right in pairwise(found))
