"""Bytes to text and back: nothing is lost but the byte order mark."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.collect.document import MOST_BYTES
from sayso.collect.text import decode, encoding_of, find_blocks, read_text, wrap_width
from sayso.errors import InputError

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=80)
TEXTS = st.lists(WORDS, max_size=8).map("\r\n".join)


@given(TEXTS)
def test_utf8_comes_back_as_it_was(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(b"\xef\xbb\xbf" + text.encode())[0] == text
        assert decode(text.encode(), "utf-8")[0] == text


@given(TEXTS)
def test_utf16_with_a_mark_comes_back_as_it_was(text: str) -> None:
    assert decode(b"\xff\xfe" + text.encode("utf-16-le"))[0] == text
    assert decode(b"\xfe\xff" + text.encode("utf-16-be"))[0] == text


def test_line_ends_blanks_and_astral_characters_stay() -> None:
    text = "Tide\u00a0table\r\nTwo seals 🦭 and a cafe\u0301\rEnd\x00."
    assert decode(text.encode()) == (text, "utf-8", None)


@pytest.mark.parametrize(
    ("raw", "declared", "text", "encoding"),
    [
        (b"caf\xe9 \x80 12", "latin-1", "café € 12", "windows-1252"),
        (b"caf\xe9 \x80 12", None, "café € 12", "windows-1252"),
        (b"caf\xc3\xa9", "no-such-charset", "café", "utf-8"),
        ("Паром стоит".encode("koi8-r"), "koi8-r", "Паром стоит", "koi8-r"),
        (b"a\x81b", "windows-1252", "a\x81b", "windows-1252"),
    ],
)
def test_charsets(raw: bytes, declared: str | None, text: str, encoding: str) -> None:
    assert decode(raw, declared)[:2] == (text, encoding)


def test_a_long_text_without_charset_is_guessed_and_said_so() -> None:
    text = "Паром снова опоздал, сказали в порту. Пассажиры ждали на причале до вечера. " * 5
    found, encoding, warning = decode(text.encode("cp1251"))
    assert (found, encoding) == (text, "cp1251")
    assert warning is not None


def test_a_wrong_declaration_is_noticed() -> None:
    text, encoding, warning = decode("Fährschiff".encode() + b" \xfc", "utf-8")
    assert encoding == "windows-1252"
    assert warning is not None
    assert text.endswith("ü")


def test_utf8_with_one_bad_byte_stays_utf8() -> None:
    text, encoding, warning = decode("Fähre über Ösel, äußerst müde Gäste, große Körbe. ".encode() * 3 + b"\xff")
    assert (encoding, text[-1]) == ("utf-8", "\ufffd")
    assert warning is not None


def test_utf16_without_a_mark() -> None:
    assert decode("The ferry was late.".encode("utf-16-le"))[:2] == ("The ferry was late.", "utf-16-le")


@pytest.mark.parametrize(
    "raw", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"PK\x03\x04abc", b"MZ\x90\x00\x03\x00\x00\x00\x04", b"\x00" * 64]
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        decode(raw)


def test_a_file_above_the_limit_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"big\.txt.*table"):
        read_text(b"a" * (MOST_BYTES + 1), "big.txt")


@pytest.mark.parametrize("label", ["idna", "undefined", "base64", "", "utf-8\x00", "punycode"])
def test_labels_that_are_no_charset(label: str) -> None:
    assert encoding_of(label) is None


# ── blocks ──


@given(st.text(max_size=400))
def test_blocks_lie_in_order_and_hold_everything_that_is_not_blank(text: str) -> None:
    blocks = find_blocks(text)
    place = 0
    for block in blocks:
        assert text[place : block.start].strip() == ""
        assert text[block.start : block.end].strip() == text[block.start : block.end] != ""
        place = block.end
    assert text[place:].strip() == ""


WRAPPED = """
Ferries between the two islands will be cancelled until Thursday because a
gearbox on the older of the two ships has failed, the harbour office said in
a note that was pinned to the door of its ticket hall on Monday morning.

The newer ship is being painted. "We have two ships and no ferry," said the
harbour master, who has asked the council for a third one every year since he
took up his post, without receiving a written answer to any of his letters.

- Tickets stay valid
- Buses are not affected
"""


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    blocks = find_blocks(WRAPPED)
    assert len(blocks) == 4
    assert WRAPPED[blocks[0].start : blocks[0].end].endswith("Monday morning.")


def test_paragraphs_on_one_line_each_are_not_joined() -> None:
    text = " ".join(WRAPPED.split())
    lines = "\n".join([text, "Short line", text, "Another short line", text])
    assert len(find_blocks(lines)) == 5


def test_short_lines_are_no_wrapping() -> None:
    assert wrap_width(["Ferry late", "Gearbox failed on Monday, says office", "Ship painted", "No third ship"]) is None


@given(st.integers(60, 90))
def test_any_wrapping_is_undone(width: int) -> None:
    paragraphs = [" ".join(part.split()) for part in WRAPPED.split("\n\n")[:2]]
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    blocks = find_blocks(text)
    assert [" ".join(text[block.start : block.end].split()) for block in blocks] == paragraphs
