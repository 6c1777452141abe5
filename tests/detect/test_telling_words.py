"""What a report is about, in words and counts."""

from __future__ import annotations

from dataclasses import replace

from tests.cases.reading import Reading, read

from sayso.detect.telling_words import count_words
from sayso.records import TellingWords

REPORT = """The Lanterns of Ruding are lit at dusk.

The council has said that the lanterns cost 1,400 crowns.

A wind rose.

A lantern fell in the wind.
"""


def told(reading: Reading) -> dict[str, int]:
    (made,) = count_words([reading.document], reading.sentences)
    assert list(made.words) == sorted(made.words)
    return dict(zip(made.words, made.counts, strict=True))


def test_nouns_verbs_names_and_numbers_count_and_the_first_sentences_double() -> None:
    counts = told(read(REPORT))
    assert counts["lantern"] == 5, "twice in the first sentences, singular and plural, once later"
    assert counts["ruding"] == 2 and counts["1,400"] == 2 and counts["fell"] == 1 and counts["wind"] == 3
    assert not {"the", "has", "said", "that", "in", "a"} & set(counts)


def test_without_a_parser_nearly_the_same_words_are_counted() -> None:
    parsed, plain = told(read(REPORT)), told(read(REPORT, reduced=True))
    assert set(parsed) <= set(plain)


def test_the_title_of_a_table_counts_unless_the_text_holds_it() -> None:
    reading = read("A wind rose over the quay.\n")
    titled = replace(reading, document=replace(reading.document, title="Storms over Ruding"))
    assert told(titled)["ruding"] == told(titled)["storm"] == 2
    held = replace(reading, document=replace(reading.document, title="A wind rose"))
    assert told(held) == told(reading)


def test_a_report_without_a_sentence_has_a_record_without_words() -> None:
    reading = read("A wind rose.\n")
    assert list(count_words([reading.document], [])) == [TellingWords(reading.document.id, (), ())]
