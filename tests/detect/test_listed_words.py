"""The words of a report as reports are compared by them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.reading import read

from sayso.detect.listed_words import list_words
from sayso.packed import packed, unpacked
from sayso.records import Document, Sentence, Span, WordList
from sayso.wording import words_of

MARSH = """The marsh at Low Ferring was drained twice, said the warden.

“The geese come back, whatever we do. They always have.” Nobody disagreed, and Petra Vaum can’t recall a year without them.

Low Ferring Geese Count Reaches Record
"""


def report(text: str) -> Document:
    return Document("a", "a", "a", None, None, None, text, (), (), "test", "")


def listed(text: str, kind: str = "body") -> WordList:
    document = report(text)
    sentences = [Sentence(Span("a", *place.span()), kind, (), "") for place in re.finditer(r"[^\n.]+", text)]
    (made,) = list_words([document], sentences)
    return made


def marked(made: WordList, mark: str) -> list[str]:
    return [form for form, found in zip(made.forms.split(" "), made.marks, strict=True) if found == mark]


def test_each_word_stands_where_the_text_has_it() -> None:
    reading = read(MARSH)
    (made,) = list_words([reading.document], reading.sentences)
    text, starts, lengths = reading.document.text, unpacked(made.starts).tolist(), unpacked(made.lengths).tolist()
    forms = [word.form for sentence in reading.sentences for word in words_of(text, sentence.span.start, sentence.span.end)]
    assert made.forms.split(" ") == forms and len(made.marks) == len(forms) == sum(unpacked(made.words))
    assert [text[start : start + length] for start, length in zip(starts[:6], lengths[:6], strict=True)] == MARSH.split()[:6]
    borders = unpacked(made.borders).reshape(-1, 2).tolist()
    assert borders == [[sentence.span.start, sentence.span.end] for sentence in reading.sentences]


def test_a_quotation_is_another_s_words_over_all_its_sentences() -> None:
    made = listed(MARSH)
    assert marked(made, "q") == ["the"], "one quotation begins, though it has two sentences"
    assert marked(made, "-") == "geese come back whatever we do they always have".split()
    assert {"nobody", "disagreed", "warden"} <= set(marked(made, "o"))


def test_two_quotations_side_by_side_are_two() -> None:
    assert marked(listed("She wrote “mud” “reeds and rain” there."), "q") == ["mud", "reeds"]


def test_a_name_has_a_capital_inside_a_sentence_but_not_in_a_title() -> None:
    assert marked(listed(MARSH), "n") == ["low", "ferring", "petra", "vaum"]
    assert marked(listed("The old mill of Ada Lund burned.", kind="headline"), "n") == []


def test_both_halves_of_a_contraction_stand_in_one_place() -> None:
    made = listed("Petra can’t swim.")
    assert made.forms == "petra can not swim"
    assert unpacked(made.starts).tolist() == [0, 6, 6, 12] and unpacked(made.lengths).tolist() == [5, 5, 5, 4]


def test_a_report_without_a_sentence_has_no_list_and_one_without_a_word_has_an_empty_one() -> None:
    assert list(list_words([report("")], [])) == []
    made = listed("—")
    assert (made.forms, made.marks, unpacked(made.words).tolist()) == ("", "", [0])


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_come_out_as_they_went_in(numbers: list[int]) -> None:
    assert unpacked(packed(numbers)).tolist() == numbers


@pytest.mark.parametrize(("largest", "size"), [(255, 1), (256, 2), (65535, 2), (65536, 4), (2**32, 8)])
def test_numbers_take_as_few_bytes_as_the_largest_needs(largest: int, size: int) -> None:
    assert len(packed([0, largest])) == 1 + 2 * size
