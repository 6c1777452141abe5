"""The JSON Schema (draft 2020-12) of what each command prints."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

from sayso.errors import SettingsError
from sayso.show.items import JSON, Item
from sayso.show.listings import LISTINGS

# command -> what its "items" are made of, by name in schema.json
ITEMS = {command: command for command in (*LISTINGS, "explain", "search", "diff", "verify", "doctor")} | {"decide": "decisions"}
COMMANDS = ("dossier", *ITEMS)


def schema(command: str) -> Item:
    """The schema of one command's output; `read` and `show` print a dossier."""
    name = "dossier" if command in ("read", "show") else command
    if name not in COMMANDS:
        raise SettingsError(f"there is no schema for {command!r}; choose from: {', '.join((*COMMANDS, 'read', 'show'))}")
    held: Item = {key: _array(key) for key in LISTINGS} if name == "dossier" else {"items": _array(ITEMS[name])}
    properties: Item = {
        "schema": {"const": f"sayso.{name}/1"},
        "sayso": {"type": "string", "description": "the version of sayso that wrote this"},
        "story": {"type": ["string", "null"], "description": "a hash of the reports: the same for the same reports"},
        **held,
        "problems": _array("problem"),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"sayso {command} --json",
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "$defs": _parts(),
    }


def _array(part: str) -> Item:
    return {"type": "array", "items": {"$ref": f"#/$defs/{part}"}}


@lru_cache(maxsize=1)
def _parts() -> dict[str, JSON]:
    read: dict[str, JSON] = json.loads(resources.files("sayso.show").joinpath("schema.json").read_text(encoding="utf-8"))
    return read
