"""A dossier is shown only where all that it holds is what sayso writes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.cases.corrections import wrenport

from sayso.errors import StoreError
from sayso.project import read_story
from sayso.show.dossier import VALUES


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, field, _ in VALUES])
def test_a_word_that_is_none_of_a_fields_own_is_an_error(tmp_path: Path, name: str, field: str) -> None:
    project = wrenport(tmp_path)
    read_story([project])
    table = {"mentions": "claim_mentions"}.get(name, name)
    with sqlite3.connect(project) as other:
        assert other.execute(f'UPDATE {table} SET "{field}"=? WHERE rowid=1', ("Zz",)).rowcount  # noqa: S608 - names of our own
    other.close()
    with pytest.raises(StoreError, match=f"'Zz' is no {field} that sayso gives to {name}"):
        read_story([project])


@pytest.mark.parametrize(("name", "field", "word"), [("claims", "members", "asserts"), ("sources", "chain", "author")])
def test_a_word_inside_a_part_is_looked_at_as_well(tmp_path: Path, name: str, field: str, word: str) -> None:
    project = wrenport(tmp_path)
    with sqlite3.connect(project) as other:
        changed = other.execute(f"UPDATE {name} SET {field}=replace({field}, ?, '\"Zz\"')", (f'"{word}"',))  # noqa: S608 - names of our own
        assert changed.rowcount
    other.close()
    with pytest.raises(StoreError, match=f"'Zz' is no {field} that sayso gives to {name}"):
        read_story([project])
