"""Whole stories whose origins are counted wrongly."""

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


@pytest.mark.xfail(
    strict=True, reason="an outlet whose name holds no word of names.OUTLET_WORDS is a body, and counts as a source of its own"
)
def test_an_outlet_with_an_unusual_name_is_a_carrier_and_no_second_origin() -> None:
    """Unnamed people told it: that makes it an outlet, whatever its name."""
    made = dossier(TOLD, CARRIED)
    assert counted(made, "captain of the Gannet") == ["Two members of the crew"]


SAID = "“No captain of ours has ever been told to sail against a test,” said Marit Vole, a spokeswoman for Selkie Holdings.\n"
SAID_TOO = (
    "Selkie Holdings owns the ferry.\n\n“No captain of ours was ever told to sail against any test,” a company spokeswoman said.\n"
)


@pytest.mark.xfail(strict=True, reason="“a company spokeswoman” is a party of its own and is called independent of the company")
def test_one_statement_of_a_company_is_not_two_independent_origins() -> None:
    assert "independent" not in verdicts(dossier(SAID, SAID_TOO))
