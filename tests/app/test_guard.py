"""Who is let in: the key, the cookie, the Host, and requests that other pages have forged."""

import asyncio
import json

import pytest
from tests.app.conftest import BEARER, HERE, PORT, TOKEN, client_of

from sayso.show.app import make_app
from sayso.show.app.guard import HEADERS, MOST_BODY
from sayso.show.app.live import Live

PAGES = ("/", "/claims", "/claims/1", "/reports/1", "/search?q=gannet", "/nowhere")
CALLS = ("/api/v1/status", "/api/v1/claims", "/api/v1/openapi.json", "/api/v1/nowhere")
COOKIE = f"sayso-{PORT}"


def raw(project, headers, *, method="GET", path="/api/v1/status", body=b"", query=b""):
    """(status, headers, body) of a request with exactly these headers, as the server hands it to the app."""
    sent = []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
        "server": ("127.0.0.1", PORT),
        "client": ("127.0.0.1", 50000),
    }
    parts = [
        {"type": "http.request", "body": body[i : i + 1000], "more_body": i + 1000 < len(body)} for i in range(0, len(body), 1000)
    ]
    parts = parts or [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        return parts.pop(0) if parts else {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    asyncio.run(make_app(Live(project), token=TOKEN, port=PORT)(scope, receive, send))
    start = sent[0]
    return start["status"], {k.decode(): v.decode() for k, v in start["headers"]}, b"".join(m.get("body", b"") for m in sent[1:])


def is_problem(answer, status):
    said = answer.json()
    return (
        answer.status_code == said["status"] == status
        and answer.headers["content-type"] == "application/problem+json"
        and set(said) == {"type", "title", "status", "detail"}
    )


# ── the key ──


@pytest.mark.parametrize("page", PAGES)
def test_without_the_key_a_page_says_how_to_open_it_and_nothing_else(stranger, page):
    answer = stranger.get(page)
    assert answer.status_code == 403 and "sayso serve" in answer.text and "annet" not in answer.text


@pytest.mark.parametrize("call", CALLS)
def test_without_the_key_the_api_answers_with_a_problem(stranger, call):
    answer = stranger.get(call)
    assert is_problem(answer, 401) and answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("key", ["", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "é", "a" * 5000])
def test_a_wrong_key_opens_nothing(stranger, key):
    assert stranger.get("/", params={"token": key}).status_code == 403
    assert stranger.get("/api/v1/status", headers={"authorization": f"Bearer {key}".encode()}).status_code == 401
    assert stranger.get("/api/v1/status", headers={"cookie": f"{COOKIE}={key}".encode()}).status_code == 401
    assert stranger.get("/api/v1/status", headers={"authorization": f"Basic {TOKEN}"}).status_code == 401


def test_the_key_in_the_address_is_exchanged_for_a_cookie_and_the_plain_address(project):
    client = client_of(project)
    answer = client.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}={TOKEN};")
    assert {part.strip().lower() for part in cookie.split(";")[1:]} == {"httponly", "path=/", "samesite=strict"}
    assert client.get("/").status_code == client.get("/api/v1/claims").status_code == 200


def test_where_another_page_led_here_our_own_page_goes_on(project):
    """A strict cookie is not sent after a redirect that began elsewhere."""
    answer = client_of(project).get(f"/?token={TOKEN}", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200 and COOKIE in answer.headers["set-cookie"] and 'content="0; url=/"' in answer.text
    assert TOKEN not in answer.text


def test_the_key_in_the_address_opens_the_first_page_only(stranger):
    assert stranger.get(f"/claims?token={TOKEN}").status_code == 403
    assert stranger.get(f"/api/v1/claims?token={TOKEN}").status_code == 401
    assert stranger.post(f"/?token={TOKEN}").status_code == 403


def test_the_cookie_of_another_port_opens_nothing(stranger):
    assert stranger.get("/", headers={"cookie": f"sayso-{PORT + 1}={TOKEN}"}).status_code == 403


def test_a_strange_cookie_beside_ours_does_no_harm(stranger):
    assert stranger.get("/", headers={"cookie": f'a=b; q="; {{=}}; {COOKIE}={TOKEN}; =;;'}).status_code == 200


# ── the Host ──


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"LocalHost:{PORT}", f"[::1]:{PORT}"])
def test_our_own_names_are_answered(project, host):
    assert raw(project, [("host", host), *BEARER.items()])[0] == 200


FORGED = (
    f"evil.example:{PORT}",
    "evil.example",
    f"localhost.evil.example:{PORT}",
    f"127.0.0.1.evil.example:{PORT}",
    f"127.0.0.1:{PORT}.evil.example",
    f"evil.example@127.0.0.1:{PORT}",
    f"127.0.0.1:{PORT}@evil.example",
    f"127.0.0.1:{PORT}#evil.example",
    f"127.0.0.1:{PORT},evil.example",
    f"127.0.0.1:{PORT}/",
    f" 127.0.0.1:{PORT}",
    f"127.0.0.1:{PORT + 1}",
    f"127.0.0.1:0{PORT}",
    "127.0.0.1:80",
    "127.0.0.1",
    "localhost",
    f"localhost.:{PORT}",
    f"0.0.0.0:{PORT}",
    f"[::]:{PORT}",
    f"[::ffff:127.0.0.1]:{PORT}",
    f"::1:{PORT}",
    f"2130706433:{PORT}",
    f"127.1:{PORT}",
    f"0x7f.0.0.1:{PORT}",
    "",
)


@pytest.mark.parametrize("host", FORGED)
def test_another_name_is_refused_before_anything_else(project, host):
    """DNS rebinding: a page whose name leads to 127.0.0.1 sends its own name, and has the right port."""
    status, headers, body = raw(project, [("host", host), *BEARER.items()])
    assert status == 400 and json.loads(body)["status"] == 400 and "set-cookie" not in headers
    status, headers, _ = raw(project, [("host", host)], path="/", query=f"token={TOKEN}".encode())
    assert status == 400 and "set-cookie" not in headers


def test_no_host_and_two_hosts_are_refused(project):
    own = ("host", f"127.0.0.1:{PORT}")
    assert raw(project, [*BEARER.items()])[0] == 400
    assert raw(project, [own, ("host", "evil.example"), *BEARER.items()])[0] == 400
    assert raw(project, [own, own, *BEARER.items()])[0] == 400


def test_what_a_proxy_would_say_is_not_believed(project):
    given = [("host", "evil.example"), ("x-forwarded-host", f"127.0.0.1:{PORT}"), ("forwarded", f"host=127.0.0.1:{PORT}")]
    assert raw(project, [*given, *BEARER.items()])[0] == 400


# ── forged requests ──


OWN = {"sec-fetch-site": "same-origin", "origin": HERE}
FORGERIES = (
    {},
    {"origin": HERE},
    {"sec-fetch-site": "same-origin"},
    {**OWN, "sec-fetch-site": "same-site"},
    {**OWN, "sec-fetch-site": "cross-site"},
    {**OWN, "sec-fetch-site": "none"},
    {**OWN, "origin": "null"},
    {**OWN, "origin": "http://evil.example"},
    {**OWN, "origin": f"http://127.0.0.1:{PORT + 1}"},
    {**OWN, "origin": f"https://127.0.0.1:{PORT}"},
    {**OWN, "origin": f"http://localhost:{PORT}"},
    {**OWN, "origin": f"{HERE}.evil.example"},
    {**OWN, "origin": f"{HERE}/"},
)


@pytest.mark.parametrize("headers", FORGERIES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "QUERY"])
def test_with_the_cookie_changes_come_from_our_own_pages_only(browser, method, headers):
    answer = browser.request(method, "/api/v1/claims", headers={**headers, "content-type": "application/json"}, content="{}")
    assert answer.status_code in (401, 403) and answer.headers["content-type"] == "application/problem+json"


def test_our_own_page_and_the_key_itself_get_past(browser, client):
    """There is nothing to change at this address: the answer comes from the app, not from its guard."""
    assert is_problem(browser.post("/api/v1/claims", headers=OWN, json={}), 405)
    assert is_problem(client.post("/api/v1/claims", json={}), 405)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_cannot_read_through_the_browser(browser, site):
    """A page at another port of this machine is "same-site": the cookie comes along."""
    asked = {"sec-fetch-site": site, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"}
    assert browser.get("/api/v1/claims", headers=asked).status_code == 401
    assert browser.get("/claims", headers={**asked, "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}).status_code == 403
    assert browser.get("/claims", headers={**asked, "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/v1/claims", "/api/v1/nowhere", "/nowhere"])
def test_no_other_origin_is_ever_allowed(browser, client, path):
    asked = {
        "origin": "http://evil.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization",
    }
    for one in (browser, client):
        for method in ("GET", "OPTIONS", "HEAD", "POST"):
            answer = one.request(method, path, headers=asked)
            assert not [name for name in answer.headers if name.startswith("access-control-")]


# ── bodies ──


def test_a_body_is_json_and_short(client):
    assert is_problem(
        client.post("/api/v1/claims", content="x=1", headers={"content-type": "application/x-www-form-urlencoded"}), 415
    )
    assert is_problem(client.post("/api/v1/claims", content="{}", headers={"content-type": "text/plain"}), 415)
    assert is_problem(client.post("/api/v1/claims", content="{}", headers={"content-type": "application/json; charset=utf-8"}), 405)
    assert is_problem(client.post("/api/v1/claims", json="x" * MOST_BODY), 413)
    assert is_problem(client.post("/api/v1/claims", json="x" * (MOST_BODY - 2)), 405)


def test_a_body_that_tells_no_length_or_a_wrong_one_is_short_as_well(project):
    json_type = ("content-type", "application/json")
    given = [("host", f"127.0.0.1:{PORT}"), *BEARER.items(), json_type]
    assert raw(project, given, method="POST", path="/api/v1/claims", body=b"x" * (MOST_BODY + 1))[0] == 413
    assert (
        raw(project, [*given, ("content-length", "2")], method="POST", path="/api/v1/claims", body=b"x" * (MOST_BODY + 1))[0] == 413
    )
    assert raw(project, [*given, ("content-length", "9" * 400)], method="POST", path="/api/v1/claims")[0] == 413
    assert raw(project, [*given, ("content-length", "-1")], method="POST", path="/api/v1/claims")[0] == 413
    assert raw(project, given, method="POST", path="/api/v1/claims", body=b"x" * MOST_BODY)[0] == 405


# ── headers ──


@pytest.mark.parametrize("path", [*PAGES, *CALLS, f"/?token={TOKEN}"])
def test_every_answer_carries_the_headers_that_protect_it(browser, stranger, path):
    for answer in (browser.get(path), stranger.get(path), browser.post(path), browser.get(path, headers={"host": "evil.example"})):
        for name in HEADERS:
            assert answer.headers[name], name
        assert answer.headers["x-content-type-options"] == "nosniff" and answer.headers["referrer-policy"] == "no-referrer"
        policy = answer.headers["content-security-policy"]
        for rule in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
            assert rule in policy
        assert "unsafe" not in policy and "*" not in policy and "http" not in policy
        assert answer.headers["cache-control"] in ("no-store", "private, no-cache")


def test_a_web_socket_is_not_answered(project):
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(make_app(Live(project), token=TOKEN, port=PORT)({"type": "websocket", "path": "/", "headers": []}, None, send))
    assert sent == []
