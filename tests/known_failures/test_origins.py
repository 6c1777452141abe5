"""Whole stories whose origins are counted wrongly."""

from __future__ import annotations

import pytest
from tests.cases.stories import TOLD, counted_origins, dossier, verdicts


@pytest.mark.xfail(
    strict=True, reason="an outlet whose name holds no word of names.OUTLET_WORDS is a body, and counts as a source of its own"
)
def test_an_outlet_with_an_unusual_name_is_a_carrier_and_no_second_origin() -> None:
    """Unnamed people told it: that makes it an outlet, whatever its name."""
    carried = "According to the Bay Lantern, the captain of the ferry Gannet was ordered out in spite of a failed engine test.\n"
    made = dossier(TOLD, carried)
    assert counted_origins(made, "captain of the Gannet") == ["Two members of the crew"]


SAID = "“No captain of ours has ever been told to sail against a test,” said Marit Vole, a spokeswoman for Selkie Holdings.\n"
SAID_TOO = (
    "Selkie Holdings owns the ferry.\n\n“No captain of ours was ever told to sail against any test,” a company spokeswoman said.\n"
)


@pytest.mark.xfail(strict=True, reason="“a company spokeswoman” is a party of its own and is called independent of the company")
def test_one_statement_of_a_company_is_not_two_independent_origins() -> None:
    assert "independent" not in verdicts(dossier(SAID, SAID_TOO))
