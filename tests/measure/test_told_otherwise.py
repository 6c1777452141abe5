"""Denials under other words, figures put at another number, and pairs that only look like a conflict."""

from __future__ import annotations

import pytest
from tests.cases.laid import Row, conflicts


def of_kind(kind: str, *texts: str) -> list[Row]:
    return [row for row in conflicts(*texts) if row[0] == kind]


# ── who knew, and who did it ──


@pytest.mark.parametrize(
    "yes,no",
    [
        (
            "Two clerks told the Bay Herald that Ada Lund had been briefed on the leak in March.",
            "“I was not told in March,” Ada Lund said.",
        ),
        (
            "According to an internal letter, Pieter Holm was warned of the cracks.",
            "Pieter Holm told the Lowe Courier that he had not known of any cracks.",
        ),
    ],
)
def test_who_was_told_and_who_was_not(yes: str, no: str) -> None:
    assert len(of_kind("claim vs denial", f"{yes}\n", f"{no}\n")) == 1


@pytest.mark.parametrize(
    "no",
    [
        "“I don't know what to say,” Ada Lund said.",
        "“I did not know the harbour as a child,” Ada Lund said.",
        "“I was not told of the fire,” Ada Lund said.",
    ],
)
def test_who_does_not_know_something_else(no: str) -> None:
    yes = "Two clerks told the Bay Herald that Ada Lund had been briefed on the leak in March.\n"
    assert of_kind("claim vs denial", yes, f"{no}\n") == []


@pytest.mark.parametrize(
    "yes,no",
    [
        (
            "Selkie Holdings bribed two inspectors, a former clerk told the Bay Herald.",
            "“Selkie Holdings has never bribed anybody,” said Marit Vole, its spokeswoman.",
        ),
        (
            "Nordmark paid for its two divers, officials told the Lowe Courier.",
            "“Nordmark does not pay,” said a spokesman for the government.",
        ),
    ],
)
def test_who_has_never_done_it_to_anybody(yes: str, no: str) -> None:
    assert len(of_kind("claim vs denial", f"{yes}\n", f"{no}\n")) == 1


def test_what_nobody_can_do_is_not_denied() -> None:
    yes = "Nordmark paid for its two divers, officials told the Lowe Courier.\n"
    assert of_kind("claim vs denial", yes, "“Nordmark cannot pay,” said a spokesman for the government.\n") == []


# ── an act as a noun ──


@pytest.mark.parametrize(
    "yes,no",
    [
        (
            "According to a stoker, the order came from the manager, Dag Torvik, in person.",
            "Dag Torvik told the Bay Herald that he had given no instruction of the kind.",
        ),
        (
            "“The ministry promised us new boats,” the fishermen's leader, Olle Brand, said.",
            "The ministry said it had made no such promise.",
        ),
    ],
)
def test_an_act_as_a_noun_and_as_a_verb(yes: str, no: str) -> None:
    assert len(of_kind("claim vs denial", f"{yes}\n", f"{no}\n")) == 1


def test_an_act_of_somebody_else() -> None:
    yes = "According to a stoker, the order came from the mate, Ivo Kranz, in person.\n"
    assert of_kind("claim vs denial", yes, "Dag Torvik told the Bay Herald that he had given no order.\n") == []


# ── figures ──


@pytest.mark.parametrize(
    "told,right,wrong",
    [
        (
            "The agency wrote that 61 cottages were flooded. The council puts the number at 16.",
            "The council puts the number at 16",
            "61 cottages",
        ),
        ("Five divers fell ill, and their lawyer believes the real tally is twelve.", "the real tally is twelve", "Five divers"),
    ],
)
def test_a_figure_put_at_another_number(told: str, right: str, wrong: str) -> None:
    ((_, _, left, other),) = of_kind("number", f"{told}\n")
    assert {left, other} == {right, wrong}


@pytest.mark.parametrize(
    "told",
    [
        "The agency wrote that 61 cottages were flooded. The council puts the number of lorries at 16.",
        "The agency wrote that 61 cottages were flooded. The council puts the figure at about 16 percent.",
        "The agency wrote that 61 cottages were flooded. The council puts the number at 61.",
    ],
)
def test_a_figure_of_something_else(told: str) -> None:
    assert of_kind("number", f"{told}\n") == []


def test_a_number_that_is_a_date_corrects_nothing() -> None:
    reports = "The divers found the wreck on 9 November.\n", "“I counted six divers. Six, not nine,” said Olle Brand.\n"
    assert of_kind("number", *reports) == []


def test_a_section_number_counts_nothing() -> None:
    told = "There was one belt left in the bus, the driver said.\n"
    assert of_kind("number", told, "3.2 Belts were left in the bus. 3.3 The driver was awake.\n") == []


# ── one speaker ──


def test_one_speaker_under_two_spellings() -> None:
    said = "“People saw the boats go out four times from the harbour and come back empty,”"
    reports = f"{said} said Rami Torvald of the pilots' office.\n", f"{said} said Rami Torwald.\n"
    assert of_kind("who said it", *reports) == []


def test_a_headline_word_is_no_compass() -> None:
    text = "North Alder officials denied it. South Alder officials confirmed it, and North Alder officials denied it again.\n"
    assert of_kind("name variant", text) == []
