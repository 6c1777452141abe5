"""What is put forward, and what the one who hands it on does with it."""

import pytest
from tests.cases.reading import read

from sayso.records import record_id


def test_a_paper_that_reports_a_denial_does_not_deny() -> None:
    reading = read("The club was sold.\nThe harbour official denied the claims and left, the Harwick Echo reported on Monday.\n")
    names = {record_id(source): source.chain[-1].name for source in reading.sources}
    denying = {names[position.source] for position in reading.positions if position.value == "denies" and position.source}
    assert denying == {"The harbour official"}


@pytest.mark.parametrize(
    ("text", "about", "value"),
    [
        ("The mill called the claim that boys of twelve worked at night untrue.\n", "boys of twelve worked at night", "denies"),
        ("The mayor branded the suggestion that she had sold the pier absurd.\n", "she had sold the pier", "denies"),
        ("The guild told the Echo that it was not true that the bell had been sold.\n", "the bell had been sold", "denies"),
        ("The firm disputed that the wall was wet: “The wall was dry.”\n", "the wall was wet", "denies"),
        ("She had seen nothing to show that the bell had been sold, she said.\n", "the bell had been sold", "doubts"),
        ("“If it is true that the bell was sold, he must go,” said Ana Brill.\n", "he must go", "asserts"),
        ("The Echo has it from Ana Brill, a baker, that the bell was sold in May.\n", "the bell was sold in May", "asserts"),
        ("The firm denied it. “The gates stood open all day,” came the reply.\n", "The gates stood open all day", "asserts"),
    ],
)
def test_what_is_denied_doubted_or_said(text: str, about: str, value: str) -> None:
    reading = read(text)
    found = {
        (reading.cut(mention.about).removeprefix("that "), position.value)
        for mention in reading.mentions
        for position in reading.positions
        if position.mention == record_id(mention)
    }
    assert (about, value) in found


def test_a_denial_with_its_claim_is_no_claim_of_its_own() -> None:
    reading = read("The guild told the Echo that it was not true that the bell had been sold.\n")
    assert [position.value for position in reading.positions] == ["denies"]


@pytest.mark.parametrize(
    "text", ["‘Boys Worked at Night in Mill’, Says Seamstress\n", "Says Seamstress: ‘Boys worked at night in the mill’\n"]
)
def test_the_capital_verb_of_a_headline_is_no_first_name(text: str) -> None:
    reading = read(text)
    assert [reading.cut(*attribution.source) for attribution in reading.attributions] == ["Seamstress"]
