"""The language of a report, from its own words."""

from __future__ import annotations

import pytest

from sayso.collect.language import tell_language
from sayso.collect.regions import label_regions
from sayso.collect.text import read_text
from sayso.records import Language


def language(text: str) -> Language:
    document = read_text(text.encode(), "a.txt")
    (told,) = tell_language([document], list(label_regions([document])))
    return told


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The ferry to the island was late again on Tuesday, the harbour office said in a note to its passengers."),
        ("de", "Die Fähre zur Insel kam am Dienstag wieder zu spät, wie das Hafenamt den wartenden Fahrgästen mitteilte."),
        ("fr", "Le bateau pour l’île était encore en retard mardi, a indiqué le bureau du port aux passagers qui attendaient."),
    ],
)
def test_sentences(code: str, text: str) -> None:
    told = language(text)
    assert told.code == code
    assert "unsure" not in told.because


def test_a_few_words_are_not_enough() -> None:
    assert "unsure" in language("Tide late").because


def test_no_letters_at_all() -> None:
    told = language("12345 67890")
    assert (told.code, told.score) == ("und", 0.0)
    assert "unsure" in told.because


def test_furniture_does_not_count() -> None:
    menu = "Share this article\nAdvertisement\nMost popular\nSkip to content\n" * 20
    assert (
        language(menu + "Die Fähre zur Insel kam am Dienstag wieder zu spät, wie das Hafenamt den Fahrgästen mitteilte.").code
        == "de"
    )
