"""Whole stories whose origins are counted wrongly."""

from __future__ import annotations

import pytest
from tests.cases.stories import dossier, verdicts

SAID = "“No captain of ours has ever been told to sail against a test,” said Marit Vole, a spokeswoman for Selkie Holdings.\n"
SAID_TOO = (
    "Selkie Holdings owns the ferry.\n\n“No captain of ours was ever told to sail against any test,” a company spokeswoman said.\n"
)


@pytest.mark.xfail(strict=True, reason="“a company spokeswoman” is a party of its own and is called independent of the company")
def test_one_statement_of_a_company_is_not_two_independent_origins() -> None:
    assert "independent" not in verdicts(dossier(SAID, SAID_TOO))
