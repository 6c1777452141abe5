"""The trained tagger, and what it adds to the rules, on reports of our own."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.collect.regions import label_regions
from sayso.collect.text import read_text
from sayso.detect.attributions import find_attributions
from sayso.detect.features import MARKS, paragraphs_of
from sayso.detect.sentences import split_sentences
from sayso.detect.tagger import LABELS, load_network, reach_bucket, spans_of, tag
from sayso.records import Attribution, Document, Language, Sentence, record_id

REPORT = """The harbour board backs the new ferry line.

The mayor urged the council to close the old pier, and the anglers were furious about the plan.

“We shall not pay for it,” Ada Lund told the Quay Herald. The board expects a decision in May.

According to two engineers, the pier is rotten.
"""


def analysed(text: str, code: str = "en") -> tuple[Document, list[Sentence]]:
    document = read_text(text.encode(), "report.txt")
    language = Language(document.at, code, 1.0, "given")
    sentences = split_sentences([document], list(label_regions([document])), [language])
    return document, [sentence for sentence in sentences if isinstance(sentence, Sentence)]


def found(text: str, *, tagger: bool = True) -> tuple[Document, list[Attribution]]:
    document, sentences = analysed(text)
    return document, list(find_attributions([document], sentences, tagger=tagger))


def cues(text: str, *, tagger: bool = True) -> set[str]:
    document, attributions = found(text, tagger=tagger)
    return {span.cut(document.text) for attribution in attributions for span in attribution.cue}


def test_the_tagger_hears_plans_and_acts_and_no_rule_is_lost() -> None:
    by_rules, both = cues(REPORT, tagger=False), cues(REPORT)
    assert {"told", "According to"} <= by_rules <= both
    assert "backs" in both - by_rules


def test_an_attribution_tells_which_voice_it_has_and_claims_rest_on_no_attitude_that_the_tagger_alone_heard() -> None:
    document, attributions = found(REPORT)
    heard = {attribution.cue[0].cut(document.text): attribution for attribution in attributions}
    assert heard["told"].voice == "both" and heard["told"].carries_claims
    assert heard["backs"].voice == "tagger" and heard["backs"].scope == "wants" and not heard["backs"].carries_claims
    assert {attribution.voice for attribution in found(REPORT, tagger=False)[1]} == {"rules"}


def test_a_quotation_with_a_speaker_carries_claims_even_if_no_rule_knows_the_word_between_them() -> None:
    document, attributions = found("“The bridge is rotten and everybody in town knows it,” quipped Ada Lund.\n")
    (quipped,) = attributions
    assert quipped.source[0].cut(document.text) == "Ada Lund" and quipped.carries_claims


def test_what_carries_claims_stands_inside_nothing_that_does_not() -> None:
    _, attributions = found(REPORT)
    known = {record_id(attribution): attribution for attribution in attributions}
    for attribution in attributions:
        assert not (attribution.carries_claims and attribution.inside) or known[attribution.inside].carries_claims


def test_what_the_tagger_heard_says_so_and_how_sure_it_was() -> None:
    _, attributions = found(REPORT)
    heard = [attribution for attribution in attributions if attribution.voice != "rules"]
    assert heard
    for attribution in heard:
        assert 0 < float(attribution.because.split("tagger ")[1][:4]) < 1


def test_plans_are_told_from_words_by_their_scope() -> None:
    document, attributions = found(REPORT)
    scopes = {attribution.cue[0].cut(document.text): attribution.scope for attribution in attributions}
    assert scopes["urged"] == "wants" and scopes["told"] == "says"


@pytest.mark.parametrize("text", ["", "Ferry.", "?!", "“", "word " * 400])
def test_odd_texts_are_read(text: str) -> None:
    document, attributions = found(f"{text}\n") if text.strip() else (None, [])
    assert all(document is not None and span.cut(document.text) for attribution in attributions for span in attribution.content)


def test_a_paragraph_is_read_the_same_alone_and_among_others() -> None:
    document, sentences = analysed(REPORT)
    network = load_network()
    paragraphs = paragraphs_of(document, sentences, [], [], network.vocabulary.cues)
    assert len(paragraphs) > 2
    together = tag(network, paragraphs)
    for paragraph, among_others in zip(paragraphs, together, strict=True):
        (alone,) = tag(network, [paragraph])
        assert [tagged[:3] for tagged in alone] == [tagged[:3] for tagged in among_others]


def test_every_mark_of_a_word_has_a_row_in_the_tables() -> None:
    document, sentences = analysed(REPORT)
    network = load_network()
    for paragraph in paragraphs_of(document, sentences, [], [], network.vocabulary.cues):
        for column, (name, size) in enumerate(MARKS.items()):
            assert paragraph.marks[:, column].min() >= 0 and paragraph.marks[:, column].max() < size
            assert len(network.tables[name]) == size


def test_labels_become_stretches() -> None:
    assert len(LABELS) == 7
    assert spans_of([1, 2, 2, 5, 3, 0, 1]) == {"content": [(0, 3), (6, 7)], "source": [(4, 5)], "cue": [(3, 4)]}


def test_distances_are_told_apart_near_and_lumped_far_away() -> None:
    buckets = reach_bucket(np.array([50]), 101)[0]
    assert len(set(buckets[47:54].tolist())) == 7
    assert buckets[0] == buckets[2] and buckets[100] == buckets[98]
    assert buckets.min() >= 0 and buckets.max() < 32
