"""What the API answers, for its OpenAPI description. The shapes of the items are those of show/schema.json, not written again."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from sayso.show.app.live import STATES
from sayso.show.app.problems import PROBLEM, SHAPE
from sayso.show.listings import LISTINGS
from sayso.show.schema import schema
from sayso.version import __version__

ABOUT = """What `sayso` knows of one story: who says what on whose word, and how many independent origins are left.

Every span is `report`, `start`, `end` (code points, half open) and the `text` it cuts. Lists come in pages: follow `next` with
`cursor`. What is read of the story has an ETag that changes with it (`status` and `openapi.json` have none); send it as
If-None-Match."""
WHY = {
    400: "the Host header is not this server's, or the body is no text",
    401: "without the token",
    403: "a change that was not asked for by a page of this server",
    404: "there is no such thing, or no longer",
    409: "another run is writing the project file",
    413: "the body is too long",
    415: "the body is not JSON",
    422: "a parameter has no meaning here",
}
ALWAYS = (400, 401, 413)
TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}


def answers(shape: str, *refusals: int, etag: bool = True, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """The `responses` of one operation: what it answers with, and each status it may refuse with."""
    held = {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}}
    told = {"ETag": {"description": "changes with the story", "required": True, "schema": TEXT}} if etag else {}
    same: dict[int | str, dict[str, Any]] = {304: {"description": "nothing new since the ETag that was sent"}} if etag else {}
    refused = {PROBLEM: {"schema": {"$ref": "#/components/schemas/refusal"}}}
    return {
        status: {"description": "the answer", "content": held, "headers": told},
        **same,
        **{refusal: {"description": WHY[refusal], "content": refused} for refusal in (*ALWAYS, *refusals)},
    }


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI 3.1 description of the app's routes, with the shapes they name."""
    told = get_openapi(title="sayso", version=__version__, description=ABOUT, routes=app.routes)
    held = told.setdefault("components", {})
    held["schemas"] = {**held.get("schemas", {}), **shapes()}
    held["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    return {**told, "security": [{"token": []}]}


def shapes() -> dict[str, Any]:
    """schema.json, a page of each listing, and what only the API has."""
    parts = schema("dossier")["$defs"]
    own = {
        "refusal": SHAPE,
        **{f"{command}_page": _page(command) for command in (*LISTINGS, "search")},
        "report": {"allOf": [_part("reports"), _object(text=TEXT)]},
        "report_answer": _answer("report", _part("report")),
        "claim_answer": _answer("claim", _part("claims")),
        "decide_answer": _object(**_dict(schema("decide")["properties"])),
        "explain_answer": _answer("explain", _part("explain")),
        "story": _object(
            **_head("story"),
            counters={"type": "array", "items": _object(what=TEXT, count=COUNT)},
            claim={"anyOf": [_object(id=_part("id"), sentence=TEXT), {"type": "null"}], "description": "the claim met first"},
            problems={"type": "array", "items": _part("problem")},
        ),
        "status": _object(
            schema={"const": "sayso.status/1"},
            state={"enum": list(STATES)},
            reports={**COUNT, "description": "taken in"},
            read={**COUNT, "description": "of these: read, one by one"},
            revision={**TEXT, "description": "another one when there is something new"},
            because=TEXT,
        ),
    }
    placed: dict[str, Any] = json.loads(json.dumps({**own, **_dict(parts)}).replace("#/$defs/", "#/components/schemas/"))
    return placed


def _page(command: str) -> dict[str, Any]:
    """What the command prints with --json, and the cursor of the next page."""
    properties = _dict(schema(command)["properties"])
    return _object(
        **properties, next={"type": ["string", "null"], "description": "the cursor of the next page; null: this is the last"}
    )


def _answer(name: str, item: dict[str, Any]) -> dict[str, Any]:
    return _object(**_head(name), item=item)


def _head(name: str) -> dict[str, Any]:
    return {"schema": {"const": f"sayso.{name}/1"}, "sayso": TEXT, "story": TEXT}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _part(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _dict(value: object) -> dict[str, Any]:
    assert isinstance(value, dict)  # noqa: S101 - for the type checker: these are objects of our own schema
    return value
