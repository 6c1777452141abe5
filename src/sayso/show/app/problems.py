"""What could not be answered, as RFC 9457 says it: `application/problem+json` with type, title, status and detail."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

PROBLEM = "application/problem+json"
SHAPE = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"const": "about:blank", "description": "the status says all there is to say"},
        "title": {"type": "string", "description": "the status in words"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "what was wrong here, and what to try"},
    },
}


class Refused(Exception):
    """Raised where a request cannot be answered; becomes a problem with this status."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """
    >>> problem(404, "there is no claim 9").body
    b'{"type": "about:blank", "title": "Not Found", "status": 404, "detail": "there is no claim 9"}'
    """
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(json.dumps(said), status, headers, PROBLEM)
