"""French: the parse in the terms of the rules, and what the rules then find."""

from __future__ import annotations

import pytest
from tests.cases.reading import Reading, bare, read

from sayso import model
from sayso.detect.french import CUE_FORMS
from sayso.detect.french_parses import Word, as_clear

WITH_THE_MODEL = pytest.mark.skipif(bool(model.missing("fr")), reason=f"not run: {model.missing('fr')}")


def found(text: str) -> list[tuple[str, str, str, str]]:
    """Speaker, cue, words and force of each attribution."""
    reading = read(text + "\n", code="fr")
    return [
        (bare(reading.cut(*a.source)), reading.cut(*a.cue), bare(reading.cut(*a.content)), a.force) for a in reading.attributions
    ]


# ── the scheme, without the model ──


def test_a_preposition_heads_its_noun_and_an_agent_is_one() -> None:
    said = [
        Word("Elle", "PRON", "", "nsubj:pass", 2, "elle"),
        Word("est", "AUX", "Tense=Pres|VerbForm=Fin", "aux:pass", 2, "être"),
        Word("accusée", "VERB", "Tense=Past|VerbForm=Part", "ROOT", 2, "accuser"),
        Word("par", "ADP", "", "case", 5, "par"),
        Word("le", "DET", "", "det", 5, "le"),
        Word("maire", "NOUN", "Number=Sing", "obl:agent", 2, "maire"),
    ]
    shapes = as_clear(said)
    assert [shape.dep for shape in shapes] == ["nsubjpass", "auxpass", "ROOT", "agent", "det", "pobj"]
    assert [shape.head for shape in shapes] == [2, 2, 2, 2, 5, 3]
    assert [shape.tag for shape in shapes] == ["PRP", "VBZ", "VBN", "IN", "DT", "NN"]


def test_a_copula_heads_its_clause() -> None:
    said = [
        Word("Le", "DET", "", "det", 1, "le"),
        Word("pont", "NOUN", "Number=Sing", "nsubj", 3, "pont"),
        Word("est", "AUX", "Tense=Pres|VerbForm=Fin", "cop", 3, "être"),
        Word("sûr", "ADJ", "", "ROOT", 3, "sûr"),
    ]
    assert [(shape.dep, shape.head) for shape in as_clear(said)] == [("det", 1), ("nsubj", 2), ("ROOT", 2), ("acomp", 2)]


def test_the_hyphen_of_an_inverted_pronoun_is_no_part_of_it() -> None:
    said = [
        Word("dit", "VERB", "Tense=Pres|VerbForm=Fin", "ROOT", 0, "dire"),
        Word("-elle", "PRON", "", "nsubj", 0, "elle"),
    ]
    assert [(shape.skip, shape.lemma) for shape in as_clear(said)] == [(0, "say"), (1, "elle")]


def test_forms_with_changed_stems() -> None:
    for form, word in {"révèle": "reveal", "annonçait": "announce", "jugeait": "consider", "rappelle": "recall"}.items():
        assert CUE_FORMS[form] == word


# ── with the model ──

CASES = [
    ("Le préfet a déclaré que le pont était sûr.", ("Le préfet", "déclaré", "que le pont était sûr", "asserts")),
    ("Le ministère a démenti ces accusations.", ("Le ministère", "démenti", "ces accusations", "denies")),
    ("L’entreprise nie avoir versé de l’argent.", ("L’entreprise", "nie", "avoir versé de l’argent", "denies")),
    ("«\u00a0Le pont est sûr\u00a0», a-t-elle assuré.", ("elle", "assuré", "Le pont est sûr", "asserts")),
    ("«\u00a0Le pont est sûr\u00a0», dit-il.", ("il", "dit", "Le pont est sûr", "asserts")),
    ("L’usine doit fermer en mai, a indiqué le syndicat.", ("le syndicat", "indiqué", "L’usine doit fermer en mai", "asserts")),
    ("Selon le rapport, l’eau contenait du plomb.", ("le rapport", "Selon", "l’eau contenait du plomb", "asserts")),
    ("D’après deux témoins, le train roulait vite.", ("deux témoins", "D’après", "le train roulait vite", "asserts")),
]


@WITH_THE_MODEL
@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_a_sentence(text: str, wanted: tuple[str, str, str, str]) -> None:
    assert found(text) == [wanted]


@WITH_THE_MODEL
def test_the_conditional_of_the_press_is_hearsay_of_nobody() -> None:
    (heard,) = found("L’adjoint aurait reçu une enveloppe en avril.")
    assert (heard[0], heard[1], heard[3]) == ("", "aurait", "asserts")
    assert found("Il aurait dû partir plus tôt.") == []
    assert [cue for _, cue, _, _ in found("Selon deux sources, l’adjoint aurait reçu une enveloppe.")] == ["Selon"]


@WITH_THE_MODEL
def test_who_would_not_say_commits_to_nothing() -> None:
    (withheld,) = found("La préfecture n’a pas voulu dire qui l’avait commandé.")
    assert withheld == ("La préfecture", "dire", "qui l’avait commandé", "reports")


def chain(reading: Reading, cue: str) -> list[str]:
    (attribution,) = reading.by_cue(cue)
    (source,) = reading.sources_of(attribution)
    return [link.name for link in source.chain[1:]]


@WITH_THE_MODEL
def test_a_pronoun_is_who_spoke_before_only_where_the_gender_agrees() -> None:
    agrees = read("Le préfet a déclaré que le pont était sûr. Il a ajouté que les câbles tenaient.\n", code="fr")
    differs = read("Le préfet a déclaré que le pont était sûr. Elle a ajouté que les câbles tenaient.\n", code="fr")
    assert chain(agrees, "ajouté") == ["Le préfet"]
    (left_open,) = differs.sources_of(differs.by_cue("ajouté")[0])
    assert left_open.sourcing_class == "unattributed" and "does not decide" in left_open.because


@WITH_THE_MODEL
def test_a_pronoun_stays_open_where_somebody_else_was_the_subject_since() -> None:
    said = "Le préfet a déclaré que le pont était sûr. Le maire de Lannec est arrivé jeudi. Il a ajouté que les câbles tenaient.\n"
    assert chain(read(said, code="fr"), "ajouté") == ["Il"]


@WITH_THE_MODEL
def test_a_possessive_does_not_tell_whose() -> None:
    said = read("Marc Huet est arrivé jeudi. Sa porte-parole affirme que le pont est sûr.\n", code="fr")
    (source,) = said.sources_of(said.by_cue("affirme")[0])
    assert source.sourcing_class == "anonymous"


@WITH_THE_MODEL
@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("La maire de Brévigny, Odile Tarnec, affirme n’avoir jamais reçu ce rapport.", "affirme", "Odile Tarnec"),
        (
            "« C’est faux, rien n’est signé », a rétorqué la présidente de l’association, Claire Monnet.",
            "rétorqué",
            "Claire Monnet",
        ),
        ("La société Pontélis, qui gère l’ouvrage, dément ces accusations.", "dément", "Pontélis"),
    ],
)
def test_a_name_behind_an_office_and_behind_a_body(text: str, cue: str, name: str) -> None:
    assert chain(read(text + "\n", code="fr"), cue) == [name]


@WITH_THE_MODEL
def test_the_model_is_the_official_one() -> None:
    found_model = model.find_model("fr")
    assert found_model.verified and found_model.licence == "LGPL-LR"
    assert "ner" not in model.load_model("fr").pipe_names
