"""Whole stories, from text to counted origins."""

from __future__ import annotations

import pytest
from tests.cases.stories import TOLD, counted_origins, dossier


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
