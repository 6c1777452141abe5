"""Whole stories, from text to counted origins."""

from __future__ import annotations

import pytest
from tests.cases.stories import CARRIED, TOLD, counted_origins, dossier


def test_who_did_not_say_it_is_no_origin() -> None:
    made = dossier(
        "The council met on Tuesday.\nNeither Hannah Carter nor Rollo Vance said that the bridge was safe for lorries.\n"
    )
    assert [origin.name for origin in made.origins if origin.standing == "counted"] == []


@pytest.mark.parametrize("how", ["refused to confirm", "has yet to confirm"])
def test_who_did_not_confirm_is_no_origin(how: str) -> None:
    made = dossier(
        "The Harwick Echo reported on Friday that the bridge would be closed in May.\n",
        f"The Harwick Echo reported on Friday that the bridge would be closed in May. The council {how} the report.\n",
    )
    assert counted_origins(made, "the bridge would be closed in May") == ["Harwick Echo"]


def test_media_reports_are_nobody() -> None:
    made = dossier("The council met on Tuesday.\nMedia reports claim the bridge will be closed in May.\n")
    assert [origin.name for origin in made.origins if origin.standing == "counted"] == []


def test_a_judgement_on_a_claim_is_no_claim_of_its_own() -> None:
    made = dossier(TOLD + "\n“The story is false,” said Marit Vole.\n")
    assert [made.cut(claim.wording) for claim in made.claims if "false" in made.cut(claim.wording)] == []


@pytest.mark.parametrize("words", ["We categorically deny these allegations", "I reject the claim", "I deny it"])
def test_a_speaker_who_says_that_they_deny_it_denies_it(words: str) -> None:
    made = dossier(TOLD + f"\n“{words},” said Marit Vole, who owns the Gannet.\n")
    (claim,) = [claim for claim in made.claims if "denies" in {member.value for member in claim.members}]
    assert "ordered to sail" in made.cut(claim.wording)
    assert not [claim for claim in made.claims if words in made.cut(claim.wording)]


@pytest.mark.parametrize("words", ["We do not deny these allegations", "We rejected the offer"])
def test_no_denial_is_read_into_other_words(words: str) -> None:
    made = dossier(TOLD + f"\n“{words},” said Marit Vole, who owns the Gannet.\n")
    assert [record for record in made.positions if record.value == "denies"] == []


def test_a_paper_that_cites_officials_is_not_the_ultimate_source() -> None:
    made = dossier("The Harwick Echo reported on Friday that the bridge would be closed in May, citing two unnamed officials.\n")
    assert counted_origins(made, "the bridge would be closed") == ["two unnamed officials"]


def test_one_sentence_in_two_reports_has_its_source_once() -> None:
    made = dossier(TOLD, CARRIED)
    assert counted_origins(made, "captain of the Gannet") == ["Two members of the crew"]
    (relay,) = [origin for origin in made.origins if origin.name == "Bay Lantern"]
    assert (relay.verdict, relay.standing) == ("dependent", "not counted")


LEAD = "A pilot from Harwick says the harbour chain had rusted through by March.\n\nThe storm came on Monday.\n\n"


def test_whom_the_lead_leaves_unnamed_is_whom_the_report_names() -> None:
    made = dossier(LEAD + "It rained for a week.\n\nAda Lund said that the harbour chain had rusted through by March.\n")
    assert counted_origins(made, "rusted through") == ["Ada Lund"]


def test_whom_the_lead_leaves_unnamed_stays_somebody_else_where_two_are_named() -> None:
    body = "It rained for a week.\n\nAda Lund said that the harbour chain had rusted through by March.\n\n"
    made = dossier(LEAD + body + "The harbour chain had rusted through by March, Rollo Vance said.\n")
    assert len(counted_origins(made, "rusted through")) > 1


def test_an_outlet_with_an_unusual_name_is_a_carrier_and_no_second_origin() -> None:
    """Unnamed people told it: that makes it an outlet, whatever its name."""
    carried = "According to the Bay Lantern, the captain of the ferry Gannet was ordered out in spite of a failed engine test.\n"
    made = dossier(TOLD, carried)
    assert counted_origins(made, "captain of the Gannet") == ["Two members of the crew"]


def test_who_denies_it_in_the_same_report_does_not_put_it_forward() -> None:
    made = dossier("Ada Lund said that the bridge was safe. Ada Lund denied that the bridge was safe.\n")
    assert counted_origins(made, "the bridge was safe") == []
    assert counted_origins(dossier("Ada Lund said that the bridge was safe.\n"), "the bridge was safe") == ["Ada Lund"]
