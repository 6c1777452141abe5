"""Sentences as records: against a plain reading of spaCy's own result, token by token."""

from itertools import pairwise

import pytest

from sayso.detect.sentences import lemma, sentence_spans, split_sentences, true_case
from sayso.detect.trees import tree_of
from sayso.model import find_model, load_model, on_one_thread
from sayso.records import Document, Language, Region, Span

TEXTS = [
    "The pump failed. The mayor of Quay, Ada Lund, said it had failed twice.",
    "Mayor Denies Report That Council Paid Ferry Firm",
    "  Two  blanks,\ta tab \n and a break.The next one is glued!   ",
    "💧 Water 水 rose… “We left,” she said. “Nobody called.”  ",
    " \t ",
    "No.",
    "A\xa0hard blank; “quoted",
]


def report(*paragraphs, kinds=None):
    text = "\n\n".join(paragraphs)
    places = [(start, start + len(words)) for start, words in zip(_starts(paragraphs), paragraphs, strict=True)]
    document = Document("d", "a.txt", "a.txt", None, None, None, text, (), (), "test", "")
    kinds = kinds or ["body"] * len(paragraphs)
    return document, [Region(Span("d", *place), kind, "") for place, kind in zip(places, kinds, strict=True)]


def _starts(paragraphs):
    at = 0
    for words in paragraphs:
        yield at
        at += len(words) + 2


def plainly(document, region, names):
    """What a sentence is, told slowly: (tokens, tag, dep, head's place, lemma) from spaCy's objects, one region at a time."""
    words = region.span.cut(document.text)
    doc = load_model().make_doc(true_case(words, names) if region.kind == "headline" else words)
    borders = [start for start, _ in sentence_spans(words)]
    last = None
    for token in doc:
        if not token.is_space:
            sentence = sum(border < token.idx + len(token) for border in borders)
            token.is_sent_start = sentence != last
            last = sentence
        else:
            token.is_sent_start = False
    with on_one_thread():
        (doc,) = load_model().pipe([doc])
    starts = [token.i for token in doc if token.is_sent_start or token.i == 0]
    for first, end in pairwise([*starts, len(doc)]):
        kept = [token for token in doc[first:end] if not token.is_space]
        if kept:
            yield [
                (
                    region.span.start + token.idx,
                    region.span.start + token.idx + len(token),
                    token.tag_,
                    token.dep_,
                    kept.index(token.head) if token.head in kept else number,
                    lemma(token.text, token.tag_),
                )
                for number, token in enumerate(kept)
            ]


@pytest.mark.parametrize("kind", ["body", "headline"])
@pytest.mark.parametrize("text", TEXTS)
def test_one_region_is_read_as_spacy_says(text, kind):
    document, regions = report(text, kinds=[kind])
    found = list(split_sentences([document], regions, [Language(document.at, "en", 1.0, "")]))
    assert [list(map(tuple, sentence.tokens)) for sentence in found] == list(plainly(document, regions[0], frozenset()))


def test_regions_do_not_touch_each_other():
    """Each keeps its own offsets, borders and kind, also beside an empty one."""
    document, regions = report(*TEXTS, kinds=["headline", *["body"] * (len(TEXTS) - 1)])
    found = list(split_sentences([document], regions, [Language(document.at, "en", 1.0, "")]))
    expected = [(region.kind, tokens) for region in regions for tokens in plainly(document, region, frozenset())]
    assert [(sentence.kind, list(map(tuple, sentence.tokens))) for sentence in found] == expected
    assert all(sentence.span == Span("d", sentence.tokens[0].start, sentence.tokens[-1].end) for sentence in found)


def test_a_report_of_blanks_has_no_sentences():
    document, regions = report(" ", "\t")
    assert list(split_sentences([document], regions, [Language(document.at, "en", 1.0, "")])) == []


def test_our_matrix_products_change_no_tag_and_no_head():
    """Decision 0008: the same parse as spaCy's own."""
    import spacy

    bare = spacy.load(find_model().path, exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    for ours, theirs in zip(load_model().pipe(TEXTS), bare.pipe(TEXTS), strict=True):
        told = [[(token.text, token.tag_, token.dep_, token.head.i) for token in doc] for doc in (ours, theirs)]
        assert told[0] == told[1]


def test_stages_share_a_tree_and_other_words_have_another():
    document, regions = report(TEXTS[0])
    one, two = split_sentences([document], regions, [Language(document.at, "en", 1.0, "")])
    assert tree_of(one, document.text) is tree_of(one, document.text)
    assert tree_of(one, document.text) is not tree_of(two, document.text)
    assert tree_of(one, document.text.upper()).words == [word.upper() for word in tree_of(one, document.text).words]
