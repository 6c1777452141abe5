"""Reports made to take over a terminal: nothing but text comes out, and marks that turn or hide text are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.hostile.as_shown import hides

from sayso.show.dossier import Dossier
from sayso.show.listings import LISTINGS
from sayso.show.terminal import render_terminal
from sayso.show.terminal_diff import render_diff
from sayso.show.terminal_lists import render_listing
from sayso.show.terminal_texts import render_attributions

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
JOINERS = "\u200c\u200d"


def outputs(dossier: Dossier, width: int, colour: bool) -> Iterator[str]:
    yield render_terminal(dossier, width, colour, project="STORY")
    yield render_attributions(dossier, width, colour)
    yield from (render_listing(command, dossier, width, colour) for command in LISTINGS)
    yield from (render_diff(dossier, dossier.documents[0], other, width, colour) for other in dossier.documents[1:20])


@pytest.mark.parametrize("width", [60, 120])
@pytest.mark.parametrize("colour", [False, True])
def test_only_text_reaches_the_terminal(hostile: Dossier, width: int, colour: bool) -> None:
    for text in outputs(hostile, width, colour):
        assert len(text) > 20
        plain = COLOUR.sub("", text) if colour else text
        assert sorted({f"U+{ord(sign):04X}" for sign in plain if hides(sign) and sign not in JOINERS}) == []


def test_marks_that_turn_or_hide_are_shown_by_their_numbers(hostile: Dossier) -> None:
    told = render_attributions(hostile, 100, False)
    for code in ("U+202E", "U+2066", "U+200B", "U+00AD", "U+3164", "U+E0041"):
        assert f"⟨{code}⟩" in told
