"""What the words around a proposition do with it: asked, left open, a condition, alleged, dismissed, or only named."""

from __future__ import annotations

import pytest
from tests.cases.reading import read

from sayso.detect.framed import frames
from sayso.detect.trees import trees_of


def framed(sentence: str) -> dict[str, str]:
    """What is done with which words of a sentence."""
    one = read(sentence + "\n", "one.txt")
    text = one.document.text
    return {tree.span(f.words).cut(text): f.value for tree in trees_of(one.sentences, text) for f in frames(tree)}


def position(report: str, words: str) -> str:
    """The position on the mention that is about these words, in a report of some lines."""
    one = read("The council met on Tuesday.\n" + report + "\n", "one.txt")
    about = {m.about.cut(one.document.text): m for m in one.mentions}
    assert words in about, sorted(about)
    return next(p.value for p in one.positions if p.span == about[words].span)


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("Did the clerk burn the ledgers?", "Did the clerk burn the ledgers", "asks"),
        ("And who paid the clerk?", "And who paid the clerk", "asks"),
        ("The inquiry will examine whether the clerk burned them.", "whether the clerk burned them", "asks"),
        ("Nobody knows who burned the ledgers.", "who burned the ledgers", "asks"),
        ("If the clerk burned the ledgers, he must go.", "the clerk burned the ledgers", "reports"),
        ("The harbour firm was accused of dumping sludge.", "dumping sludge", "reports"),
        ("As for the burned ledgers, she said nothing.", "the burned ledgers", "reports"),
        ("Nor would she discuss the secret payments.", "the secret payments", "reports"),
        ("The allegation that the clerk burned them is false.", "the clerk burned them", "denies"),
        ("Any suggestion that the drivers were drunk is an insult.", "the drivers were drunk", "denies"),
        ("It is untrue that the clerk burned the ledgers.", "the clerk burned the ledgers", "denies"),
        ("To speak of concealment is mistaken.", "concealment", "denies"),
        ("There is no truth in the claim that the clerk was paid.", "the clerk was paid", "denies"),
        ("He called the alleged silence an invention.", "the alleged silence", "denies"),
    ],
)
def test_what_a_sentence_does_with_some_of_its_words(sentence: str, words: str, value: str) -> None:
    assert framed(sentence).get(words) == value


@pytest.mark.parametrize(
    "sentence",
    [
        "She knows who burned the ledgers.",
        "It looks as if the clerk burned the ledgers.",
        "The allegation that the clerk burned the ledgers is not false.",
        "The ledgers were burned, and he knew about the fire.",
        "The clerk burned the ledgers in May.",
    ],
)
def test_what_is_put_forward_stands_in_no_frame(sentence: str) -> None:
    assert framed(sentence) == {}


def test_a_dismissed_allegation_is_denied_and_asserted_by_nobody() -> None:
    assert position("The allegation that the clerk burned the ledgers is false.", "the clerk burned the ledgers") == "denies"


def test_who_claims_it_by_name_asserts_it_even_where_another_dismisses_it() -> None:
    said = "The firm's claim that the bridge was safe is false."
    assert position(said, "the bridge was safe") == "asserts"


def test_what_is_asked_for_is_wanted_and_not_asked() -> None:
    one = read("The council met on Tuesday.\nThe widow asked a judge to declare the sale of the mill void.\n", "one.txt")
    values = {p.value for p in one.positions if "judge" in p.span.cut(one.document.text)}
    assert values == {"asserts"}


def test_a_quotation_asserts_whatever_its_speaker_does_meanwhile() -> None:
    said = "“They pressed him against the wall of the yard,” sobbed Ada Lund."
    assert position(said, "They pressed him against the wall of the yard") == "asserts"


def test_a_denial_that_the_tagger_alone_hears_is_a_position() -> None:
    one = read("The council met on Tuesday.\nCarter again denied having been warned about the wall.\n", "one.txt")
    assert {p.value for p in one.positions if "warned" in p.span.cut(one.document.text)} == {"denies"}


CLAIM = "The ferry will be sold in May, Ada Finch said.\n"


def stand_of(report: str) -> set[str]:
    """What the last sentence of a report does with the claim that it points at."""
    one = read(CLAIM + report + "\n", "one.txt")
    pointing = {m.span for m in one.mentions if m.pointer is not None}
    return {p.value for p in one.positions if p.span in pointing}


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Mayor Tilde Marsh called the report “a distraction”.", "reports"),
        ("The union described the allegation as a stunt.", "reports"),
        ("Lund described these claims as worrying.", "reports"),
        ("Mayor Tilde Marsh called the reports “guesswork”.", "doubts"),
        ("The owner described the story as hearsay.", "doubts"),
        ("Mayor Tilde Marsh called the report a fabrication.", "denies"),
        ("Mayor Tilde Marsh called the report accurate.", "asserts"),
        ("The clerk described these reports as accurate.", "asserts"),
    ],
)
def test_who_only_gives_a_claim_a_name_neither_affirms_nor_denies_it(sentence: str, value: str) -> None:
    assert stand_of(sentence) == {value}
