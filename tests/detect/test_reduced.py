"""Reading without a parser: what is found is right or left open, and every span cuts what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases import stories
from tests.cases.reading import Reading, bare, read

from sayso.detect.french import CUE_FORMS, NOUNS
from sayso.detect.plain_words import SURE_VERBS, cues_of, cut_words
from sayso.detect.proposals import CUES
from sayso.detect.reduced import shallow
from sayso.lexicon import DOCUMENTS, SOCIAL_POSTS, SPEAKER_NOUNS, WORD_NOUNS
from sayso.names import INSTITUTION_NOUNS, OUTLET_NOUNS, TITLES


def said(reading: Reading) -> list[tuple[str, str, str]]:
    """Speaker, cue and words of each attribution."""
    return [(bare(reading.cut(*a.source)), reading.cut(*a.cue), bare(reading.cut(*a.content))) for a in reading.attributions]


ENGLISH = [
    ("Ada Lund said that the bridge was safe.", [("Ada Lund", "said", "the bridge was safe")]),
    ("Yesterday Ada Lund said the bridge was safe.", [("Ada Lund", "said", "the bridge was safe")]),
    ("According to the auditors, the money is gone.", [("the auditors", "According to", "the money is gone")]),
    ("The money is gone, according to Ada Lund.", [("Ada Lund", "according to", "The money is gone")]),
    ("“The bridge is safe,” said the mayor, Ada Lund.", [("the mayor", "said", "The bridge is safe")]),
    ("“The bridge is safe,” Ada Lund said. “It will stay open.”", [("Ada Lund", "said", "The bridge is safe … It will stay open")]),
    ("The bridge is safe and open, Ada Lund said.", [("Ada Lund", "said", "The bridge is safe and open")]),
    ("Selkie Holdings denied the allegations.", [("Selkie Holdings", "denied", "the allegations")]),
    ("Ada Lund, the mayor of the town, warned that ice was on its way.", [("Ada Lund", "warned", "ice was on its way")]),
]
OPEN = [
    "The crew was told that the engine had failed.",  # by whom, a parse must say
    "Ada Lund met Marit Vole and asked for her claims.",
    "They call the tower “the needle”.",
    "He is said to be ill.",
]
FRENCH = [
    ("Le préfet, Marc Huet, a déclaré que le pont était sûr.", [("Le préfet", "déclaré", "que le pont était sûr")]),
    ("Selon la préfecture, le pont est sûr.", [("la préfecture", "Selon", "le pont est sûr")]),
    ("«\u00a0Le pont est très sûr\u00a0», a assuré Odile Tarnec.", [("Odile Tarnec", "assuré", "Le pont est très sûr")]),
    ("«\u00a0Le pont est très sûr\u00a0», a-t-elle assuré.", [("elle", "assuré", "Le pont est très sûr")]),
    ("La société Pontélis dément ces accusations.", [("La société Pontélis", "dément", "ces accusations")]),
]
OTHERS = [
    ("de", "„Wir gehen kein Risiko ein“, sagte Hanna Vogt.", [("Hanna Vogt", "sagte", "Wir gehen kein Risiko ein")]),
    ("de", "»Uns lag keine Warnung vor«, erklärte Jens Torwald.", [("Jens Torwald", "erklärte", "Uns lag keine Warnung vor")]),
    ("es", "Marcos Rey respondió: «Nadie nos avisó de nada».", [("Marcos Rey", "respondió", "Nadie nos avisó de nada")]),
    ("es", "El pueblo lo llama «el viejo».", []),
    ("ja", "町長は「橋は安全だと確認した」と述べた。", [("", "町長は", "橋は安全だと確認した")]),
]


@pytest.mark.parametrize(("text", "wanted"), ENGLISH, ids=[text for text, _ in ENGLISH])
def test_english(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert said(read(text + "\n", reduced=True)) == wanted


@pytest.mark.parametrize("text", OPEN)
def test_what_no_pattern_is_sure_of_is_nobodys(text: str) -> None:
    assert said(read(text + "\n", reduced=True)) == []


@pytest.mark.parametrize(("text", "wanted"), FRENCH, ids=[text for text, _ in FRENCH])
def test_french(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert said(read(text + "\n", code="fr", reduced=True)) == wanted


@pytest.mark.parametrize(("code", "text", "wanted"), OTHERS, ids=[text for _, text, _ in OTHERS])
def test_a_language_without_cue_words(code: str, text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert said(read(text + "\n", code=code)) == wanted


def test_a_denial_keeps_its_force_and_a_negated_cue_hands_nothing_on() -> None:
    (denial,) = read("Selkie Holdings denied the allegations.\n", reduced=True).attributions
    (kept,) = read("Ada Lund has not confirmed that the ferry sank.\n", reduced=True).attributions
    assert (denial.force, kept.force) == ("denies", "reports")


def test_the_authors_own_sentences_are_claims_as_well() -> None:
    reading = read("The old ferry sank in the harbour on Sunday night.\n", reduced=True)
    assert [reading.cut(m.span) for m in reading.mentions] == ["The old ferry sank in the harbour on Sunday night"]


def test_sentences_know_whether_they_were_parsed() -> None:
    text = "Ada Lund said that the bridge was safe.\n"
    assert [s.parsed for s in read(text, reduced=True).sentences] == [False]
    assert [s.parsed for s in read(text).sentences] == [True]


@given(stories.reports(1), st.sampled_from(["en", "fr", "de", "ja"]))
def test_nothing_breaks_and_every_span_cuts_words(given: dict[str, str], code: str) -> None:
    (text,) = given.values()
    reading = read(text, code=code, reduced=True)
    for attribution in reading.attributions:
        for span in (*attribution.content, *attribution.cue, *attribution.source):
            words = span.cut(reading.document.text)
            assert words == words.strip() and words


@given(st.lists(st.sampled_from("Ada Lund said that according to “ ” , . the mayor denied selon le préfet a dit que not".split())))
def test_no_word_hangs_below_itself(words: list[str]) -> None:
    text = " ".join(words)
    for code in ("en", "fr", "de"):
        tokens = shallow(cut_words(text, code), code, [], frozenset())
        for i in range(len(tokens)):
            above = {i}
            while tokens[i].head != i:
                i = tokens[i].head
                assert i not in above
                above.add(i)


def test_every_word_of_a_table_is_one_that_the_rules_know() -> None:
    nouns = WORD_NOUNS | SPEAKER_NOUNS | DOCUMENTS | SOCIAL_POSTS | OUTLET_NOUNS | INSTITUTION_NOUNS | TITLES | {"lie"}
    assert set(CUE_FORMS.values()) <= CUES, set(CUE_FORMS.values()) - CUES
    assert set(NOUNS.values()) <= nouns, set(NOUNS.values()) - nouns
    assert SURE_VERBS <= CUES
    assert cues_of("de") is None
