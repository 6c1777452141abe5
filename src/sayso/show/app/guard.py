"""Who is let in. Every request passes here before the app sees it, and every answer on its way back.

The threats are other programs and other users of this machine, and web pages that the same browser has open:

- a page that points its own name at 127.0.0.1 (DNS rebinding) sends that name as Host: only our own names are answered
- a page that sends requests here (CSRF): the cookie is SameSite=Strict, and what changes anything must come from our own origin
- another user of the machine: nothing is answered without the token, which is new with every start
- a page that reads or frames our pages: no CORS header is ever sent, and each answer forbids both

Cookies know no ports, so the cookie's name holds ours.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.show.app.problems import problem

API = "/api/"
NAMES = ("127.0.0.1", "localhost", "[::1]")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_BODY = 64 * 1024  # bytes; a correction with its reason has a few hundred
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
POLICY = "content-security-policy"
NOT_MODIFIED = 304  # its headers take the place of those of the page that the browser has: that page's policy must stay
HEADERS = {
    POLICY: NOTHING,  # a page brings its own
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
HOW_TO_OPEN = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>sayso</title>
<h1>This page needs its key</h1>
<p>sayso shows your reports to you alone. Open the address that <code>sayso serve</code> printed in the terminal:
it ends in <code>/?token=…</code> and is a new one with every start.</p>
</html>
"""
GO_ON = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/"><title>sayso</title>
<p><a href="/">Open the story</a></p>
</html>
"""


class Guard:
    """Wraps the app (ASGI 3). `token` opens it; `port` is the one it is served at."""

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        self.app = app
        self.token = token
        self.cookie = f"sayso-{port}"
        self.hosts = frozenset(f"{name}:{port}" for name in NAMES) | (frozenset(NAMES) if port == 80 else frozenset())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, _with_headers(send))
        # anything else (a web socket) is refused by saying nothing

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        refused = self._wrong_host(headers) or self._stranger(scope, headers) or self._forged(scope, headers)
        body = None if refused else await _body(headers, receive)
        if refused is None and body is None:
            refused = problem(413, f"a body may have {MOST_BODY} bytes at most")
        if refused is None and body and headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            refused = problem(415, "a body is JSON: send Content-Type: application/json")
        await (refused or self.app)(scope, _again(body or b"", receive), send)

    def _wrong_host(self, headers: Headers) -> Response | None:
        hosts = headers.getlist("host")
        if len(hosts) == 1 and hosts[0].lower() in self.hosts:
            return None
        return problem(400, "this server answers to 127.0.0.1 and localhost at its own port only")

    def _stranger(self, scope: Scope, headers: Headers) -> Response | None:
        """The answer to who has not shown the token, and to who shows it in the address: that is exchanged for a cookie."""
        path, method = scope["path"], scope["method"]
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        if path == "/" and method == "GET" and self._is_token(query.get("token", "")):
            return self._exchange(headers)
        if self._bearer(headers) or (self._has_cookie(headers) and not _from_elsewhere(headers)):
            return None
        if path.startswith(API):
            return problem(
                401, "send the token that sayso serve printed, as Authorization: Bearer …", {"www-authenticate": "Bearer"}
            )
        return HTMLResponse(HOW_TO_OPEN, 403)

    def _exchange(self, headers: Headers) -> Response:
        """Cookie and plain address. Where another page led here a redirect would not carry a strict cookie, our own page does."""
        by_link = headers.get("sec-fetch-site") == "cross-site"
        answer: Response = HTMLResponse(GO_ON) if by_link else RedirectResponse("/", 303)
        answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
        return answer

    def _forged(self, scope: Scope, headers: Headers) -> Response | None:
        """What changes anything needs the token itself, or the cookie from a page of our own."""
        own = headers.get("sec-fetch-site") == "same-origin" and headers.get("origin") == f"http://{headers['host'].lower()}"
        if scope["method"] in SAFE or self._bearer(headers) or own:
            return None
        return problem(403, "changes are made from a page of this server, or with Authorization: Bearer …")

    def _bearer(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self._is_token(given.strip())

    def _has_cookie(self, headers: Headers) -> bool:
        return any(self._is_token(cookie_parser(line).get(self.cookie, "")) for line in headers.getlist("cookie"))

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode("utf-8", "replace"), self.token.encode())


def _from_elsewhere(headers: Mapping[str, str]) -> bool:
    """Whether another page asks for it. Who follows its link to here is shown the page, and the other one sees nothing."""
    opened = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and not opened


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """All of the body; None where it is too long, however it is sent."""
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length[:20]) > MOST_BODY:
        return None
    body = b""
    more = True
    while more and len(body) <= MOST_BODY:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body if len(body) <= MOST_BODY else None


def _again(body: bytes, receive: Receive) -> Receive:
    """A receive that hands out the body once more."""
    given = False

    async def hand_out() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return hand_out


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                if message["status"] != NOT_MODIFIED or name != POLICY:
                    headers.setdefault(name, value)
        await send(message)

    return sending
