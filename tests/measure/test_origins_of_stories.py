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


def test_a_paper_that_cites_officials_is_not_the_ultimate_source() -> None:
    made = dossier("The Harwick Echo reported on Friday that the bridge would be closed in May, citing two unnamed officials.\n")
    assert counted_origins(made, "the bridge would be closed") == ["two unnamed officials"]
