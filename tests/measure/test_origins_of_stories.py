"""Whole stories, from text to counted origins."""

from __future__ import annotations

import pytest
from tests.cases.stories import made_of

from sayso.records import record_id
from sayso.show.dossier import Dossier, build_dossier


def dossier(*texts: str) -> Dossier:
    with made_of({f"{i}.txt": text for i, text in enumerate(texts)}) as store:
        return build_dossier(store)


def counted(made: Dossier, words: str) -> list[str]:
    """Names of the origins that count for the one claim that is shown with these words."""
    (claim,) = [claim for claim in made.claims if words in made.cut(claim.wording)]
    return sorted(o.name for o in made.origins if o.claim == record_id(claim) and o.standing == "counted")


def verdicts(made: Dossier) -> set[str]:
    return {origin.verdict for origin in made.origins if origin.standing == "counted"}


TOLD = (
    "Two members of the crew told the Bay Lantern that the captain of the Gannet was ordered to sail after a failed engine test.\n"
)
CARRIED = "The captain of the Gannet was ordered to sail after a failed engine test, according to the Bay Lantern.\n"


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
    assert counted(made, "the bridge would be closed in May") == ["Harwick Echo"]


def test_media_reports_are_nobody() -> None:
    made = dossier("The council met on Tuesday.\nMedia reports claim the bridge will be closed in May.\n")
    assert [origin.name for origin in made.origins if origin.standing == "counted"] == []


def test_a_judgement_on_a_claim_is_no_claim_of_its_own() -> None:
    made = dossier(TOLD + "\n“The story is false,” said Marit Vole.\n")
    assert [made.cut(claim.wording) for claim in made.claims if "false" in made.cut(claim.wording)] == []


def test_a_paper_that_cites_officials_is_not_the_ultimate_source() -> None:
    made = dossier("The Harwick Echo reported on Friday that the bridge would be closed in May, citing two unnamed officials.\n")
    assert counted(made, "the bridge would be closed") == ["two unnamed officials"]
