"""One party under all its names: what is joined, and above all what is not."""

from __future__ import annotations

import pytest
from tests.cases.reading import Reading, read

from sayso.link.descriptions import office_holders
from sayso.link.parties import link_parties
from sayso.records import Party, in_order


def parties_of(*texts: str) -> tuple[list[Party], list[Reading]]:
    made = [read(text, f"{i}.txt") for i, text in enumerate(texts)]
    found = link_parties(
        [one.document for one in made],
        in_order(s for one in made for s in one.sentences),
        in_order(a for one in made for a in one.attributions),
        in_order(s for one in made for s in one.sources),
    )
    return list(found), made


def named(*texts: str) -> list[tuple[str, ...]]:
    """All names of each party but the reports' authors."""
    return sorted(party.names for party in parties_of(*texts)[0] if party.kind != "report")


def says(who: str, what: str = "the bridge was safe", cue: str = "said") -> str:
    return f"The council met on Tuesday.\n{who} {cue} that {what}.\n"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mayor Ada Lund", "Ada Lund"),
        ("The Harwick Echo", "The Echo"),
        ("The Harbour Office", "the Harbour Office"),
        ("The Kremlin", "Moscow"),
        ("The Pentagon", "The Department of Defense"),
        ("Zabiullah Mujahid", "Zabihullah Mujahid"),
        ("The Tollgate Bridge Authority", "TBA"),
        ("Hannah Carter", "Carter"),
        ("The UN", "The United Nations"),
        ("Iñaky Orbea", "Inaky Orbea Salas"),
        ("Safi al-Masri", "Al-Masri"),
        ("The Harwick Guild of Dockers", "HGD"),
        ("The Harwick Ministry of Defence", "The Harwick defense ministry"),
        ("Catherine Vance", "Katherine Vance"),
    ],
)
def test_two_names_of_one_party_are_one(left: str, right: str) -> None:
    found, _ = parties_of(says(left), says(right))
    voices = [party for party in found if party.kind != "report"]
    assert len(voices) == 1, [party.names for party in voices]
    assert len(voices[0].mentions) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ada Lund", "Rollo Vance"),
        ("Ada Lund", "Per Lund"),
        ("The Harwick Echo", "The Tollgate Echo"),
        ("The Harbour Office", "The Drinking Water Office"),
        ("Selkie Holdings", "Fernhall Systems"),
        ("Donald Trump", "The Trump administration"),
        ("Two officials", "Two engineers"),
        ("The Department of Defense", "The Department of Justice"),
        ("The University of Harwick", "The University of Tollgate"),
        ("The Bank of England", "The Bank of Japan"),
        ("The ministry of health", "The ministry of defence"),
        ("Iran", "Iraq"),
        ("Ada Lund's lawyer", "Rollo Vance's lawyer"),
        ("Maria Lopez", "Mario Lopez"),
        ("Robert Allen", "Roberta Allen"),
        ("Martin Quill", "Marvin Quill"),
        ("Ada Lund, an engineer,", "An engineer"),
    ],
)
def test_two_parties_stay_two(left: str, right: str) -> None:
    assert len(named(says(left), says(right))) == 2


def test_a_surname_that_two_people_share_is_nobodys() -> None:
    assert len(named(says("Ada Lund"), says("Per Lund"), says("Lund"))) == 3


def test_unnamed_people_through_one_outlet_are_one_party() -> None:
    (party,) = [p for p in parties_of(
        says("Two officials", cue="told the Harwick Echo"), says("People close to the mayor", cue="told the Harwick Echo")
    )[0] if p.kind == "anonymous"]  # fmt: skip
    assert party.because.startswith("unnamed, all through one outlet")
    assert party.names == ("People close to the mayor", "Two officials")


def test_unnamed_people_through_two_outlets_are_not_joined() -> None:
    texts = says("Two officials", cue="told the Harwick Echo"), says("Two officials", cue="told Quay Radio")
    assert sum(party.kind == "anonymous" for party in parties_of(*texts)[0]) == 2


def test_unnamed_people_of_two_reports_are_not_joined() -> None:
    texts = says("An official"), says("An official", "the bridge was rotten")
    assert sum(party.kind == "anonymous" for party in parties_of(*texts)[0]) == 2


def test_a_statement_is_its_owner_speaking() -> None:
    assert named(says("Selkie Holdings"), says("A statement by Selkie Holdings")) == [("Selkie Holdings",)]


def test_a_report_of_an_office_is_a_document_of_its_own() -> None:
    kinds = {party.name: party.kind for party in parties_of(says("The Harbour Office"), says("A report by the Harbour Office"))[0]}
    assert kinds["Harbour Office"] == "organisation"
    assert kinds["Harbour Office report"] == "document"


def test_a_report_and_its_study_by_one_office_are_one_document() -> None:
    texts = says("A report by the Harbour Office"), says("A study by the Harbour Office")
    assert sum(party.kind == "document" for party in parties_of(*texts)[0]) == 1


def test_documents_that_are_quoted_with_the_same_words_are_one() -> None:
    words = "the planks of the eastern pier had been rotten since the autumn storm"
    assert len(named(says("A report by the Harbour Office", words), says("A newly released study", words))) == 1
    assert len(named(says("A report by the Harbour Office", words), says("A newly released study", "it rained"))) == 2


def test_the_mayor_is_the_one_the_story_names() -> None:
    texts = "The council met on Tuesday.\nMayor Ada Lund said that the bridge was safe.\n", says("The mayor")
    assert [party.name for party in parties_of(*texts)[0] if party.kind != "report"] == ["Ada Lund"]


def test_the_mayor_is_nobody_in_particular_where_the_story_names_two() -> None:
    text = "Mayor Ada Lund met Mayor Rollo Vance. The mayor left."
    assert office_holders([read(text).document]) == {}


def test_a_company_spokeswoman_speaks_for_the_company_of_the_story() -> None:
    first = "Selkie Holdings took its ferry out of service.\nSelkie Holdings, the ferry company, said that the bridge was safe.\n"
    assert len(named(first, says("A company spokeswoman"))) == 1


BESIDE_A_NAME = [
    ("Chief executive Ada Lund was at sea.", "The trust's chief executive"),
    ("The chair of the trust, Ada Lund, was at sea.", "Its chair"),
    ("The chairwoman, Ada Lund, was at sea.", "Its chair"),
    ("Ada Lund, who chairs the trust, was at sea.", "The trust's chairwoman"),
    ("Ada Lund, the harbour inspector, was at sea.", "The harbour inspector"),
]


@pytest.mark.parametrize(("told", "who"), BESIDE_A_NAME)
def test_a_role_is_who_has_it_beside_her_name(told: str, who: str) -> None:
    assert ("Ada Lund" in named(f"{told}\n" + says("Ada Lund"), says(who))[0]) and len(
        named(says("Ada Lund") + told, says(who))
    ) == 1


@pytest.mark.parametrize(("told", "who"), BESIDE_A_NAME)
def test_a_role_that_two_have_is_neither(told: str, who: str) -> None:
    text = f"{told}\n{told.replace('Ada Lund', 'Rollo Vance')}\n"
    assert len(named(text + says("Ada Lund") + says("Rollo Vance", "it rained"), says(who, "it snowed"))) == 3


def test_a_role_with_another_place_before_it_is_somebody_else() -> None:
    first = "The harbour inspector, Ada Lund, was at sea.\n" + says("Ada Lund")
    assert len(named(first, says("The school inspector"))) == 2


def test_the_watchdog_is_the_body_a_report_calls_so() -> None:
    first = "The watchdog, the Harbour Office, was silent.\n" + says("The Harbour Office")
    assert len(named(first, says("The regulator"))) == 1


def test_a_first_name_is_who_bears_it_where_the_report_has_the_surname() -> None:
    first = says("Gordon Tarn")
    assert len(named(first, "Maud Tarn fell ill in May.\n" + says("Her husband Gordon"))) == 1
    assert len(named(first, "Maud Lund fell ill in May.\n" + says("Her husband Gordon"))) == 2


def test_a_first_name_that_two_people_share_is_nobodys() -> None:
    assert len(named(says("Gordon Tarn"), says("Gordon Vance"), "Maud Tarn fell ill.\n" + says("Her husband Gordon"))) == 3


def test_unnamed_people_through_the_short_name_of_an_outlet_are_the_same_people() -> None:
    texts = says("Two officials", cue="told the Harwick Echo"), says("Two officials", cue="told the Echo")
    assert sum(party.kind == "anonymous" for party in parties_of(*texts)[0]) == 1


@pytest.mark.parametrize(
    "how", ["in an interview with Quay Matters.", "as a sailor told Quay Matters.", "a sailor is quoted in Quay Matters as saying."]
)
def test_what_people_speak_to_is_an_outlet(how: str) -> None:
    (party,) = [p for p in parties_of(says("Quay Matters"), f"It rained on Monday, {how}\n")[0] if p.name == "Quay Matters"]
    assert party.kind == "outlet"


@pytest.mark.parametrize("who", ["Hannah Carter", "Selkie Council", "The Harbour Office", "Dr Brask"])
def test_a_person_or_a_body_that_is_told_something_is_no_outlet(who: str) -> None:
    found, _ = parties_of(says(who), f"A sailor told {who} that it rained. In an interview with {who} he smiled.\n")
    assert "outlet" not in {party.kind for party in found}


def test_the_agency_of_a_dateline_is_an_outlet() -> None:
    found, _ = parties_of(says("Saltpan"), "HARWICK, 3 May (Saltpan) - The council met.\n" + says("Ada Lund"))
    assert {party.name: party.kind for party in found}["Saltpan"] == "outlet"


def test_a_clerk_of_the_lead_is_whom_the_report_calls_so_beside_a_name() -> None:
    lead = "Lights failed, a polling clerk said.\n\n"
    assert len(named(lead + "It rained.\n\nAda Lund, 65, a polling clerk, said that the lights had failed.\n")) == 1
    two = "Ada Lund, a polling clerk, said that it rained. Rollo Vance, a polling clerk, said that it snowed.\n"
    assert len(named(lead + two)) == 3


def test_each_report_has_its_author_as_a_party() -> None:
    found, made = parties_of(says("Ada Lund"), says("Ada Lund"))
    authors = [party for party in found if party.kind == "report"]
    assert [(party.name, party.because) for party in authors] == [
        ("0.txt", "the author of this report"),
        ("1.txt", "the author of this report"),
    ]
    assert {party.mentions[0].doc for party in authors} == {one.document.id for one in made}


def test_a_report_without_a_word_has_an_author_too() -> None:
    assert [party.kind for party in parties_of("")[0]] == ["report"]


def test_the_best_name_of_a_person_is_the_fullest_and_all_are_kept() -> None:
    (party,) = [p for p in parties_of(says("Hannah Carter"), says("Carter"), says("Carter"))[0] if p.kind != "report"]
    assert party.name == "Hannah Carter"
    assert party.names == ("Carter", "Hannah Carter")
    assert party.because == "names that share a key: Carter, Hannah Carter"


def test_mentions_are_in_order_and_cut_the_names() -> None:
    found, made = parties_of(says("Hannah Carter"), says("Carter"))
    texts = {one.document.id: one.document.text for one in made}
    (party,) = [p for p in found if p.kind != "report"]
    assert list(party.mentions) == sorted(party.mentions)
    assert {span.cut(texts[span.doc]) for span in party.mentions} == {"Hannah Carter", "Carter"}


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (
            (
                "Ada Lund, chief executive of the Harwick Ferry Company, said the bridge was safe.\n",
                "The chief executive of the Harwick Ferry Company denied that the bridge was unsafe. Ada Lund said it was dry.\n",
            ),
            "Ada Lund",
        ),
        (
            (
                "Tom Reed, the head of the harbour office, said the pier was closed.\n",
                "The head of the harbour office said the pier was closed. “It was wet,” Tom Reed said.\n",
            ),
            "Tom Reed",
        ),
    ],
)
def test_a_person_is_called_by_name_and_not_by_an_office(texts: tuple[str, ...], name: str) -> None:
    (person,) = (party for party in parties_of(*texts)[0] if name in party.names)
    assert (person.name, person.kind) == (name, "person")
    assert len(person.names) > 1
