"""What is shown of long words, and of what stands around them."""

from __future__ import annotations

from dataclasses import replace

from tests.show.fixture_dossier import document, empty_dossier

from sayso.records import Span
from sayso.show.page.anchors import MOST_WORDS, Anchors
from sayso.show.page.context import citation, sentence_around, sentence_ends

WITHOUT_BLANKS = "“水泵在星期一停了两次，工人们说。" + "没有人来看过它，也没有人写下来。" * 45 + "”"


def test_long_words_of_a_script_without_blanks_are_shown_as_far_as_they_fit() -> None:
    report = document("report.txt", None, WITHOUT_BLANKS + "\n")
    dossier = replace(empty_dossier(), documents=(report,))
    span = Span(report.id, 0, len(WITHOUT_BLANKS))
    quote = Anchors(dossier).quote(span)
    assert quote.short
    assert quote.words == WITHOUT_BLANKS[:MOST_WORDS]
    assert citation(dossier, span)[1].text == WITHOUT_BLANKS[:MOST_WORDS] + " […]"


def test_one_early_blank_does_not_cut_all_the_rest_away() -> None:
    report = document("report.txt", None, "李说 " + WITHOUT_BLANKS + "\n")
    dossier = replace(empty_dossier(), documents=(report,))
    assert len(Anchors(dossier).quote(Span(report.id, 0, len(report.text))).words) == MOST_WORDS


def test_the_sentences_of_a_report_on_one_line_are_looked_for_once() -> None:
    """However many places of it are shown; and each place has its own sentence around it."""
    sentences = [f"On day {number} the lock keeper wrote that gate {number} had stuck." for number in range(1_500)]
    text = " ".join(sentences)
    sentence_ends.cache_clear()
    for sentence in sentences:
        start = text.index(sentence)
        words = Span("a", start + len("On day "), start + len(sentence) - len(" stuck."))
        assert sentence_around(text, words).cut(text) == sentence
    assert sentence_ends.cache_info().misses == 1
