"""The hostile story as JSON: it comes back as it went, every span is its words, and a terminal that shows it is safe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from tests.hostile.vectors import vectors

from sayso.show.dossier import Dossier
from sayso.show.listings import LISTINGS, as_text, listing, story
from sayso.show.schema import schema


@pytest.mark.parametrize("command", [*sorted(LISTINGS), "story"])
def test_it_comes_back_as_it_went(hostile: Dossier, command: str) -> None:
    said = story(hostile) if command == "story" else listing(command, hostile)
    text = as_text(said)
    assert json.loads(text) == said
    assert json.loads(text.encode("utf-8")) == said
    texts = {document.name: document.text for document in hostile.documents}
    for span in spans(said):
        assert span["text"] == texts[span["report"]][span["start"] : span["end"]]


def spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.keys() == {"report", "start", "end", "text"}:
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


def test_it_follows_its_schema(hostile: Dossier) -> None:
    jsonschema.validate(story(hostile), schema("show"))


def test_every_vector_is_in_it(hostile: Dossier) -> None:
    said = "\n".join(span["text"] for span in spans(story(hostile)))
    assert sum(vector.text in said for vector in vectors()) > 200


def test_a_terminal_that_shows_it_is_safe(hostile: Dossier) -> None:
    """JSON must escape C0; C1 controls, which some terminals obey, are escaped as well."""
    text = as_text(story(hostile))
    assert sorted({f"U+{ord(sign):04X}" for sign in text if sign < " " or "\x7f" <= sign <= "\x9f"}) == ["U+000A"]
