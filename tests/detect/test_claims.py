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


def values(text: str) -> set[str]:
    return {position.value for position in read(text).positions}


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank. It is unclear when the crew left the harbour.\n",
        "Ana Brill said the ferry sank. It was uncertain how many sheep the flood had taken.\n",
        "Ana Brill said the ferry sank. Crews chased confusing and unconfirmed reports of smoke near the pier.\n",
        "Ana Brill said the ferry sank. The pictures, which nobody verified, were taken that week.\n",
        "Ana Brill said the ferry sank. This would be a brave step, if true.\n",
        "The video does not show what happened on the pier before the fire.\n",
    ],
)
def test_what_is_no_doubt_about_a_claim(text: str) -> None:
    assert "doubts" not in values(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Office could not confirm the truth of the report.\n",
        "There is no evidence to back these claims.\n",
        "The office has no corroborating evidence to support the allegations.\n",
        "If the report turns out to be true, the pier must close.\n",
        "The report has not been confirmed.\n",
        "The tale may be a hoax.\n",
    ],
)
def test_what_is_a_doubt_about_a_claim(text: str) -> None:
    assert "doubts" in values(text)
    assert "denies" not in values(text)


@pytest.mark.parametrize(
    "text",
    [
        "We know from the audit report that the first figure is false.\n",
        "The bank account of the guild was bogus, said Ana Brill.\n",
        "The minister condemned the raid on the mill.\n",
        "The bishop denounced the army as cruel.\n",
        "From the story one learns that the coin is fake.\n",
    ],
)
def test_what_is_no_denial_of_a_claim(text: str) -> None:
    assert "denies" not in values(text)


@pytest.mark.parametrize(
    "text",
    [
        "The newspaper report is false.\n",
        "There is no truth whatsoever to these claims.\n",
        "It is a lie, this story of the ferry.\n",
        "The minister condemned the story as a smear.\n",
        "The whole tale is rubbish, said Ana Brill.\n",
        "“This statement is incorrect,” said Ana Brill.\n",
    ],
)
def test_what_is_a_denial_of_a_claim(text: str) -> None:
    assert "denies" in values(text)
