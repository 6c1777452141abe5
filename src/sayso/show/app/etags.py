"""Answers that a browser or a program keeps until the story changes (RFC 9110, entity tags)."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from sayso.show.app.live import Shown


def unless_known(request: Request, shown: Shown, make: Callable[[Shown], Response]) -> Response:
    """What `make` says of what is shown; nothing but 304 to who has just that already."""
    tag = f'"{shown.revision}"'
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    made = Response(status_code=304) if tag in known else make(shown)
    made.headers.update({"etag": tag, "cache-control": "private, no-cache"})
    return made
