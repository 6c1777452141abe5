"""Full-text search: exact places, whatever is asked for, by the index and by reading through."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.show.fixture_dossier import make_dossier

from sayso.records import Document, Region, Span
from sayso.show import search
from sayso.show.app.live import EMPTY
from sayso.show.search import TOGETHER, find, index_texts, terms


def told(*texts: str):
    """A dossier of reports with one region each."""
    documents = tuple(
        Document(f"d{n}", f"{n}.txt", f"file:{n}.txt", None, None, None, text, (), (), "text/1", "0" * 64)
        for n, text in enumerate(texts)
    )
    regions = tuple(Region(document.at, "body", "by hand") for document in documents)
    return replace(EMPTY, documents=documents, regions=regions)


def found(dossier, query, *, plain=False):
    """The words that were found, in the order of the reports."""
    index = index_texts(dossier)
    hits = find(replace(index, db=None) if plain else index, query)
    return [dossier.cut(span) for hit in sorted(hits) for span in hit.spans]


CASES = (
    ("The pump failed. The pumps failed.", "pump", ["pump"]),
    ("The pump failed. The pumps failed.", "pump*", ["pump", "pumps"]),
    ("A failed engine test; an engine, then a test.", '"engine test"', ["engine test"]),
    ("A failed engine test; an engine, then a test.", "“engine test”", ["engine test"]),
    ("A failed engine\n test, they said", '"engine test"', ["engine\n test"]),
    ("The captain's order", '"captain\'s order"', ["captain's order"]),
    ("A failed engine testing", '"engine test"*', ["engine testing"]),
    ("Élodie était à Genève", "elodie geneve", ["Élodie", "Genève"]),
    ("Elodie was in Geneva", "ÉLODIE", ["Elodie"]),
    ("The harbour opened; no word of it in the radio", "harbour radio", ["harbour", "radio"]),
    ("The harbour opened", "harbour radio", []),
    ("東京都知事は会見で述べた", "知事", ["知事"]),
    ("東京都知事は会見で述べた。 radio", "知事 RADIO", ["知事", "radio"]),
    ("ผู้ว่าการกล่าวว่า", "กล่าว", ["กล่าว"]),
    ("Он сказал: «Нет»", "НЕТ", ["Нет"]),
    ("قال الوزير إن", "الوزير", ["الوزير"]),
    ("100 % — of it…", "…", ["…"]),
    ("a\x00b pump", "pump", ["pump"]),
    ("a\ud800b pump", "pump", ["pump"]),
    ("one \ue000 two \ue001 pump", "pump", ["pump"]),
    ("𝔸 pump 🚢 pump", "pump", ["pump", "pump"]),
    ("x AND y OR z", "AND OR", ["AND", "OR"]),
)


@pytest.mark.parametrize("plain", [False, True], ids=["by the index", "by reading through"])
@pytest.mark.parametrize(("text", "query", "words"), CASES)
def test_words_are_found_where_they_stand(text, query, words, plain):
    assert found(told(text), query, plain=plain) == words


def test_all_words_stand_in_one_region():
    dossier = told("The harbour opened. The radio told it.")
    text = dossier.documents[0].text
    parts = (Region(Span("d0", 0, 19), "body", ""), Region(Span("d0", 20, len(text)), "body", ""))
    assert found(replace(dossier, regions=parts), "harbour radio") == []
    assert found(replace(dossier, regions=parts), "harbour") == ["harbour"]


def test_what_is_asked_for_is_read_as_words_phrases_and_beginnings():
    assert [(term.words, term.prefix) for term in terms('a "b  c" d* "e f"* "g')] == [
        ("a", False),
        ("b c", False),
        ("d", True),
        ("e f", True),
        ("g", False),
    ]
    assert terms("") == terms('"" *') == terms("   ") == []


def test_words_far_from_each_other_are_shown_apart_and_each_once():
    dossier = told("pump " * 200)
    hits = find(index_texts(dossier), "pump")
    spans = [span for hit in hits for span in hit.spans]
    assert len(spans) == len(set(spans)) == 200 and len(hits) > 1
    assert all(hit.spans[-1].end - hit.spans[0].start <= TOGETHER for hit in hits)


def test_what_stands_around_begins_and_ends_with_whole_words():
    dossier = told("alpha " * 40 + "pump" + " omega" * 40)
    (hit,) = find(index_texts(dossier), "pump")
    assert set(dossier.cut(hit.around).split()) == {"alpha", "pump", "omega"} and len(dossier.cut(hit.around)) < 200


def test_a_rare_word_is_met_before_a_report_that_only_repeats_the_others():
    dossier = told("ferry and pump and harbour and radio and so on and on", "ferry pump")
    assert [hit.around.doc for hit in find(index_texts(dossier), "ferry pump")] == ["d1", "d0"]


def test_more_words_than_the_index_takes_at_once_are_found_all_the_same():
    words = [f"w{number}x" for number in range(3000)]
    assert len(found(told(" ".join(words)), " ".join(words))) == 3000


TEXTS = st.text(st.characters(codec=None) | st.sampled_from(list("ab \"*'…-éß東京\u0301\u200d\x00\ue000\ue001")), max_size=60)


@given(st.lists(TEXTS, max_size=4), TEXTS)
@settings(max_examples=300, deadline=None)
def test_whatever_is_asked_of_whatever_text_every_place_lies_in_it(texts, query):
    dossier = told(*texts)
    for hit in find(index_texts(dossier), query):
        assert hit.spans and all(hit.around.contains(span) and span.start < span.end for span in hit.spans)
        assert hit.around.end <= len(dossier.document[hit.around.doc].text)
        assert list(hit.spans) == sorted(hit.spans)


WORDS = st.lists(st.sampled_from("pump pumps Pumpe étage etage ferry sea-ferry O’Neil 12 1st".split()), max_size=12).map(" ".join)


@given(
    st.lists(WORDS, min_size=1, max_size=4),
    st.lists(st.sampled_from('pump pump* ferry etage* 12 "sea ferry" o\'neil'.split(" ")), min_size=1).map(" ".join),
)
@example(["pump pump pump"], '"pump pump"')  # places that overlap
@settings(max_examples=200, deadline=None)
def test_reading_through_finds_what_the_index_finds(texts, query):
    dossier = told(*texts)
    assert found(dossier, query) == found(dossier, query, plain=True)


def test_the_same_in_a_real_story_by_both_ways():
    dossier = make_dossier()
    for query in ("gannet", "engine test", '"engine test"', "capt*", "the", "61"):
        assert found(dossier, query) == found(dossier, query, plain=True) != []


def test_without_fts5_reading_through_takes_its_place(monkeypatch):
    class Without:
        def __init__(self, *_, **__):
            raise search.sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(search.sqlite3, "connect", Without)
    index = index_texts(told("The pump failed"))
    assert index.db is None and [hit.spans for hit in find(index, "PUMP")] == [(Span("d0", 4, 8),)]
