# ruff: noqa: E501 - a paragraph of a report is one line
"""Whole reports in which one thing is told in two ways that do not go together, and reports in which it is not."""

from __future__ import annotations

import pytest
from tests.cases.laid import Row, conflicts

TOLD = "Two members of the crew told the Bay Herald that the owners ordered the alarm on the Gannet to be disconnected on 3 May."


def of_kind(kind: str, *texts: str) -> list[Row]:
    return [row for row in conflicts(*texts) if row[0] == kind]


# ── denials ──


def test_a_denial_in_words_of_its_own() -> None:
    report = (
        f"{TOLD}\n\n“No owner of this line has ever ordered an alarm to be switched off,” said Marit Vole of Selkie Holdings.\n"
    )
    ((_, severity, left, right),) = of_kind("claim vs denial", report)
    assert severity == "high"
    assert "ordered the alarm" in left
    assert right == "No owner of this line has ever ordered an alarm to be switched off"


def test_a_denial_answers_the_deed_under_another_name() -> None:
    report = f"{TOLD}\n\n“We never disabled the alarm,” Marit Vole of Selkie Holdings said.\n"
    told = "Two members of the crew told the Bay Herald that the owners switched off the alarm on 3 May.\n"
    assert len(of_kind("claim vs denial", told + report)) == 1


def test_words_behind_a_bare_denial() -> None:
    report = (
        "Two members of the crew told the Bay Herald that the mayor, Ada Lund, was informed of the leak by 3 May.\n\n"
        "Lund denied that on Sunday. “I read of it in the paper, like everybody else,” she said.\n"
    )
    ((_, _, left, right),) = of_kind("claim vs denial", report)
    assert "was informed of the leak" in left
    assert right == "I read of it in the paper, like everybody else"


def test_no_record_of_what_was_handed_over() -> None:
    reports = (
        "The Harbour Office was given a copy of the log in May, according to Selkie Holdings.\n",
        "The Harbour Office said it had no record of the log.\n",
    )
    assert [row[0] for row in conflicts(*reports)] == ["claim vs denial"]


@pytest.mark.parametrize(
    "words",
    [
        "There is no evidence that the owners ordered the alarm to be disconnected",
        "I do not know who ordered the alarm to be disconnected",
        "No captain has ever ordered a second boat for the harbour",
        "We will not order an alarm",
    ],
)
def test_words_that_deny_nothing_of_it(words: str) -> None:
    assert of_kind("claim vs denial", f"{TOLD}\n\n“{words},” said Marit Vole of Selkie Holdings.\n") == []


# ── positions ──


def test_a_headline_that_denies_above_a_body_that_has_seen_no_evidence() -> None:
    report = (
        "Regulator denies that alarm was cut off on ferry\n\n"
        "In a statement on Monday the Harbour Office said it had found no evidence that the alarm on the Gannet was cut off.\n"
    )
    ((_, severity, left, right),) = of_kind("headline vs body", report)
    assert severity == "high"
    assert left.startswith("Regulator denies")
    assert "no evidence" in right


def test_a_headline_that_clears_above_an_inspector_who_has_seen_no_proof() -> None:
    report = (
        "Watchdog clears ferry line over alarm\n\n"
        "Ada Lund, chief inspector at the Harbour Office, writes that her team has found “no proof so far that the alarm was cut off”.\n"
    )
    assert len(of_kind("headline vs body", report)) == 1


def test_a_headline_that_says_what_the_body_says() -> None:
    report = (
        "Selkie Holdings denies that alarm was cut off\n\n"
        "Selkie Holdings denied on Monday that the alarm was cut off. “The story is false,” a spokeswoman said.\n"
    )
    assert of_kind("headline vs body", report) == []


def test_one_speaker_who_calls_it_invented_and_weak() -> None:
    report = f"{TOLD}\n\nThe mayor, Ada Lund, called the report a “hoax” while also claiming that the information was not credible enough.\n"
    assert [row[1] for row in of_kind("inconsistent positions", report)] == ["medium"]


def test_a_denial_told_of_one_who_only_found_no_evidence() -> None:
    report = (
        f"{TOLD} Since then the Harbour Office has denied the allegations.\n\n"
        "The Harbour Office said it had found no evidence to support the allegations.\n"
    )
    assert [row[1] for row in of_kind("position strength", report)] == ["medium"]


# ── chains and sources ──


def test_an_outlet_for_the_people_who_told_it() -> None:
    report = f"{TOLD}\n\nThe Harbour Office said that it was looking into the allegations of a cut alarm made by the Bay Herald.\n"
    assert [row[2:] for row in of_kind("chain cut short", report)] == [("Two members of the crew told", "made by the Bay Herald")]


def test_an_outlet_alone_in_another_report() -> None:
    alone = "The Bay Herald claimed last week that the owners ordered the alarm to be disconnected.\n"
    rows = of_kind("chain cut short", TOLD + "\n", alone)
    assert [row[2:] for row in rows] in (
        [("Two members of the crew told", "The Bay Herald claimed")],
        [("The Bay Herald claimed", "Two members of the crew told")],
    )


def test_what_was_told_becomes_a_fact() -> None:
    revealed = "The Bay Herald revealed that the owners ordered the alarm on the Gannet to be disconnected. Members of the crew told the paper that they were afraid.\n\nThe owners denied the claim.\n"
    assert len(of_kind("made a fact", TOLD + "\n", revealed)) == 1


# ── quotations ──

FULL = "“It is likely that the storm contributed to the loss of the boat,” said the engineer Ada Lund.\n"


def test_a_quotation_cut_off_behind_its_hedge() -> None:
    cut = "The engineer Ada Lund found that the storm “contributed to the loss of the boat”.\n"
    assert [row[1] for row in of_kind("hedge dropped", FULL, cut)] == ["high"]


def test_a_quotation_cut_off_behind_its_condition() -> None:
    full = "“If it turns out that the log was forged, the owners responsible cannot stay,” said the mayor, Ada Lund.\n"
    cut = "The mayor, Ada Lund, said the owners responsible “cannot stay”.\n"
    assert [row[1] for row in of_kind("conditional lost", full, cut)] == ["high"]


def test_a_quotation_cut_off_with_its_hedge_kept() -> None:
    cut = "The engineer Ada Lund said the storm probably “contributed to the loss of the boat”.\n"
    assert of_kind("hedge dropped", FULL, cut) == []


def test_words_changed_inside_the_marks() -> None:
    reports = (
        "“We do not turn off alarms on any of our boats,” said Marit Vole.\n",
        "“We will not turn off alarms on any of our boats,” said Marit Vole.\n",
    )
    assert [row[1] for row in of_kind("altered quotation", *reports)] == ["high"]


# ── numbers, law, deals, documents ──


def test_a_number_that_a_speaker_corrects() -> None:
    report = (
        "Two doctors told the Bay Herald that 19 passengers had fallen ill on the Gannet.\n\n"
        "Marit Vole of Selkie Holdings said the line knew of 14 ill passengers, not 19.\n"
    )
    assert [row[1:] for row in of_kind("number", report)] == [("high", "19 passengers", "14 ill passengers, not 19")]


def test_the_age_of_one_person() -> None:
    reports = ("Ada Lund, 71, was on the bridge when it fell.\n", "The bridge fell under Ada Lund, 72, on Sunday.\n")
    assert [row[1] for row in of_kind("number", *reports)] == ["low"]
    assert of_kind("number", reports[0], "The bridge fell under Ida Lund, 72, on Sunday.\n") == []


def test_digits_that_changed_places() -> None:
    reports = (
        "Nurses filed 23 warnings about the pumps, the guild said.\n",
        "Nurses filed 32 warnings about the pumps, the guild said.\n",
    )
    assert of_kind("number", *reports)


def test_one_person_and_one_year_before_the_law() -> None:
    reports = (
        "Rollo Vance was reported to the police in 2019 over a boat.\n",
        "Rollo Vance, the old harbour master, was convicted in 2019.\n",
    )
    assert [row[1] for row in of_kind("legal force", *reports)] == ["high"]
    assert of_kind("legal force", reports[0], "Rollo Vance, the old harbour master, was convicted in 2024.\n") == []


def test_a_name_with_a_letter_lost() -> None:
    reports = (
        "“The pier is closed,” said Katarzyna Mirembo, a spokeswoman for the port.\n",
        "“The pier is closed,” said Katarzyna Mirenbo, a spokeswoman for the port.\n",
    )
    assert [row[1:] for row in of_kind("name variant", *reports)] in (
        [("low", "Katarzyna Mirembo", "Katarzyna Mirenbo")],
        [("low", "Katarzyna Mirenbo", "Katarzyna Mirembo")],
    )


@pytest.mark.parametrize(
    ("kind", "left", "right"),
    [
        (
            "number",
            "The pier at Harwick was closed for four hours on Monday night.",
            "Harwick closed its pier for two hours on Monday night.",
        ),
        (
            "date",
            "The boats were seen on 3 May 2031 over the reef, the port said.",
            "The boats were first seen on 5 May 2031 over the reef, the port said.",
        ),
    ],
)
def test_hours_and_days_of_one_claim(kind: str, left: str, right: str) -> None:
    assert len(of_kind(kind, left + "\n", right + "\n")) == 1


def test_hours_of_two_things() -> None:
    reports = (
        "The pier at Harwick was closed for four hours on Monday.\n",
        "The pier at Harwick was swept for two hours by Ada Lund.\n",
    )
    assert of_kind("number", *reports) == []


# ── numbers, charges, outlets ──


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The blast in Wexholm killed 12 people.", "In Wexholm 15 people died when the silo went up."),
        ("The market fire in Dunmore destroyed 40 stalls.", "At Dunmore the flames destroyed 65 stalls in the market."),
    ],
)
def test_numbers_of_one_deed_in_one_place(left: str, right: str) -> None:
    assert [row[0] for row in conflicts(f"{left}\n", f"{right}\n")] == ["number"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The blast in Wexholm killed 12 people.", "The blast in Lowmoor killed 15 people."),
        ("The blast in Wexholm killed 12 people.", "The blast in Wexholm killed about 12 people."),
        ("The blast in Wexholm killed 12 people.", "The fair in Wexholm was visited by 900 people."),
    ],
)
def test_numbers_of_two_deeds(left: str, right: str) -> None:
    assert of_kind("number", f"{left}\n", f"{right}\n") == []


@pytest.mark.parametrize(
    ("no", "yes"),
    [
        (
            "Police in Wexholm are looking at the Lund Mill. Nobody has been charged.",
            "Police in Wexholm charged two clerks of the Lund Mill.",
        ),
        ("No one was arrested at the Gannet Inn in Arden.", "Two sailors were arrested at the Gannet Inn in Arden."),
    ],
)
def test_nobody_was_charged_and_somebody_was(no: str, yes: str) -> None:
    assert [row[:2] for row in conflicts(f"{no}\n", f"{yes}\n")] == [("legal force", "high")]


@pytest.mark.parametrize(
    "yes",
    [
        "Police in Wexholm may charge two clerks of the Lund Mill.",
        "Police in Arden charged two clerks of a bakery.",
        "Two clerks of the Lund Mill in Wexholm will be charged.",
    ],
)
def test_nobody_was_charged_and_nobody_is_said_to_be(yes: str) -> None:
    assert of_kind("legal force", "Police in Wexholm are looking at the Lund Mill. Nobody has been charged.\n", f"{yes}\n") == []


def test_two_reports_that_name_each_other() -> None:
    reports = (
        "THE ARDEN POST | News\n\nThe papers on the mill were passed to a lawyer, according to the Lowe Herald.\n",
        "LOWE HERALD\n\nThe papers on the mill were handed to a lawyer, as the Arden Post has written.\n",
    )
    assert [row[:2] for row in conflicts(*reports)] == [("circular reporting", "high")]


def test_two_reports_that_name_each_other_by_their_sites() -> None:
    reports = (
        "The ferry is to be sold to a bank in May, the Gull Courier has found out.\n\nWrite to desk@bayweekly.example\n",
        "The Bay Weekly reports that the ferry is to be sold to a bank.\n\nMore on www.gullcourier.example\n",
    )
    assert len(of_kind("circular reporting", *reports)) == 1


@pytest.mark.parametrize(
    "other",
    [
        "LOWE HERALD\n\nThe papers on the mill were handed to a lawyer in May.\n",
        "LOWE HERALD\n\nThe choir sang on Sunday, as the Arden Post has written.\n",
    ],
)
def test_a_report_named_by_one_side_or_for_something_else(other: str) -> None:
    told = "THE ARDEN POST | News\n\nThe papers on the mill were passed to a lawyer, according to the Lowe Herald.\n"
    assert of_kind("circular reporting", told, other) == []


@pytest.mark.parametrize(
    ("weak", "strong"),
    [
        (
            "The harbour ministry said on Monday it had no evidence that the customs rules had been broken at the pier.",
            "“No customs rules were broken,” the ministry said in a statement to the Lowe Times.",
        ),
        (
            "The Ferry Office said it had no proof that the pilot had been paid by the owners.",
            "Asked by the Lowe Times, the Ferry Office said that the pilot was not paid by the owners. It sent no names.",
        ),
    ],
)
def test_not_shown_in_one_report_and_not_so_in_another(weak: str, strong: str) -> None:
    reports = f"{weak} A trader told the Bay Herald that crates went round the scales.\n", f"In Arden the choir sang. {strong}\n"
    assert {row[0] for row in conflicts(*reports)} & {"position strength", "hedge dropped"}


def test_a_denial_of_one_who_speaks_of_himself() -> None:
    report = (
        "Two members of the crew told the Bay Herald that the mayor, Ada Lund, was told of the leak in May.\n\n"
        "“Nobody warned me,” Lund said.\n"
    )
    ((_, severity, left, right),) = of_kind("claim vs denial", report)
    assert (severity, right) == ("high", "Nobody warned me")
    assert "was told of the leak" in left


@pytest.mark.parametrize(
    "denial",
    ["“We have not hired sailors who had the fever,” said Marit Vole.", "“The captain was not hired,” said Marit Vole."],
)
def test_a_denial_of_less_than_was_said(denial: str) -> None:
    assert of_kind("claim vs denial", f"Selkie Holdings has hired seven captains and sailors.\n\n{denial}\n") == []


def test_sums_whose_digits_changed_places() -> None:
    reports = ("Merle Bank stopped a transfer of £7,300 in March.\n", "A lender, Merle Bank, held back £3,700 from the shop.\n")
    assert len(of_kind("number", *reports)) == 1
