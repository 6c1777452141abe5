"""Phrases that take a claim for granted, and those that do not."""

from __future__ import annotations

import pytest
from tests.cases.reading import read

from sayso.records import record_id


def presupposed(text: str) -> dict[str, str]:
    """The phrases with the position of whoever says them."""
    reading = read(text)
    value = {position.mention: position.value for position in reading.positions}
    found = [mention for mention in reading.mentions if mention.presentation == "presupposes"]
    return {reading.cut(mention.span): value[record_id(mention)] for mention in found}


@pytest.mark.parametrize(
    ("text", "phrase", "position"),
    [
        ("The mayor flew home after the ferry bribes came to light.\n", "ferry bribes", "asserts"),
        ("Opposition parties debated the alleged ferry bribes for an hour.\n", "alleged ferry bribes", "reports"),
        ("The council met again as the row over the silenced siren went on.\n", "row over the silenced siren", "reports"),
        ("Ferry 'bribes' weigh on the mayor.\n", "Ferry 'bribes", "reports"),
    ],
)
def test_a_phrase_takes_a_claim_for_granted_or_keeps_its_distance(text: str, phrase: str, position: str) -> None:
    assert presupposed(text).get(phrase) == position


@pytest.mark.parametrize("text", ["He took the first step.\n", "She lost her temper.\n", "They went home early.\n"])
def test_a_plain_noun_takes_nothing_for_granted(text: str) -> None:
    assert presupposed(text) == {}


def test_what_is_denied_is_not_taken_for_granted() -> None:
    assert presupposed("The mayor denied that the ferry bribes had ever reached the town hall.\n") == {}
