"""Meanings: the same claim in other words is nearer than another claim of the same story; what is not read has none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from tests.cases.reading import Reading, read

from sayso.detect.meanings import tell_meanings
from sayso.records import record_id

ONE = read(
    "The company dumped its waste in the river, a former foreman said. The mayor said that the bridge will close in May.", "1.txt"
)
OTHER = read("Residents said that the firm had been tipping rubbish into the stream.", "2.txt")


def vector(report: Reading, words: str) -> NDArray[np.float32]:
    meanings = {m.mention: m for m in tell_meanings([report.document], report.sentences, report.mentions)}
    mention = next(m for m in report.mentions if words in m.about.cut(report.document.text))
    found = np.frombuffer(meanings[record_id(mention)].vector, dtype=np.int8).astype(np.float32)
    return found / np.float32(np.linalg.norm(found))


def test_the_same_claim_in_other_words_is_nearer_than_another_claim() -> None:
    other = vector(OTHER, "tipping rubbish")
    assert other @ vector(ONE, "dumped") > other @ vector(ONE, "bridge will close") + 0.2


def test_each_mention_has_one_and_each_is_where_its_mention_is() -> None:
    meanings = list(tell_meanings([ONE.document], ONE.sentences, ONE.mentions))
    assert [m.span for m in meanings] == [m.about for m in ONE.mentions]
    assert meanings == list(tell_meanings([ONE.document], ONE.sentences, ONE.mentions)), "the same every time"


def test_what_no_english_parser_read_has_none() -> None:
    sentences = [replace(sentence, parser="fr") for sentence in ONE.sentences]
    assert list(tell_meanings([ONE.document], sentences, ONE.mentions)) == []
