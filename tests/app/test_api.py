"""What /api/v1 answers: the shapes of the command line, page by page, and a problem wherever it cannot answer."""

import socket

import pytest
from jsonschema import Draft202012Validator
from tests.app.conftest import BEARER, client_of, store_story
from tests.show.fixture_dossier import make_dossier

from sayso.records import Document, record_id
from sayso.show.listings import LISTINGS
from sayso.show.page.wanted import is_unnamed
from sayso.show.schema import schema
from sayso.store import Store

API = "/api/v1"
ERRORS = (
    ("GET", "/nowhere", 404),
    ("GET", "/", 404),
    ("GET", "", 404),
    ("GET", "/claims/", 404),
    ("GET", "/claims/0123456789abcdef", 404),
    ("GET", "/claims/%00", 404),
    ("GET", "/claims/..%2F..%2Fetc%2Fpasswd", 404),
    ("GET", "/reports/no-such-report", 404),
    ("GET", "/explain/zzz", 404),
    ("GET", "/explain/" + "a" * 1001, 422),
    ("GET", "/claims?limit=0", 422),
    ("GET", "/claims?limit=201", 422),
    ("GET", "/claims?limit=many", 422),
    ("GET", "/claims?limit=1e9", 422),
    ("GET", "/claims?cursor=x", 422),
    ("GET", "/claims?cursor=AAAAAAAAAAAAAAAA", 404),
    ("GET", "/claims?unnamed=perhaps", 422),
    ("GET", "/claims?contestd=true", 422),
    ("GET", "/claims?party=nobody", 404),
    ("GET", "/claims?report=nowhere", 404),
    ("GET", "/status?x=1", 422),
    ("GET", "/search", 422),
    ("GET", "/search?q=", 422),
    ("GET", "/search?q=" + "x" * 501, 422),
    ("POST", "/claims", 405),
    ("DELETE", "/reports/x", 405),
    ("HEAD", "/claims", 405),
)


def items_of(client, path, **parameters):
    """All items of a list, page after page."""
    found, cursor = [], None
    for _ in range(1000):
        answer = client.get(f"{API}/{path}", params={**parameters, **({"cursor": cursor} if cursor else {})})
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        cursor = answer.json()["next"]
        if cursor is None:
            return found
    raise AssertionError("the pages do not end")


@pytest.mark.parametrize(("method", "path", "status"), ERRORS)
def test_whatever_cannot_be_answered_is_a_problem(client, method, path, status):
    answer = client.request(method, API + path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    if method != "HEAD":
        assert answer.json()["status"] == status and answer.json()["detail"] and answer.json()["title"]
    if status == 405:
        assert answer.headers["allow"] == "GET"


def test_a_misspelt_parameter_is_answered_with_the_right_ones(client):
    said = client.get(f"{API}/claims?contestd=true").json()["detail"]
    assert "contestd" in said and "contested" in said


@pytest.mark.parametrize("command", LISTINGS)
def test_a_list_says_what_the_command_line_says(client, dossier, command):
    answer = client.get(f"{API}/{command}", params={"limit": 200})
    Draft202012Validator(schema(command)).validate(answer.json())
    assert answer.json()["items"] == LISTINGS[command](dossier)[:200]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 200])
@pytest.mark.parametrize("command", LISTINGS)
def test_the_pages_hold_every_item_once_and_in_order(client, dossier, command, limit):
    assert items_of(client, command, limit=limit) == LISTINGS[command](dossier)


def test_a_page_has_no_more_items_than_were_asked_for(client, dossier):
    assert len(client.get(f"{API}/claims?limit=1").json()["items"]) == 1 < len(dossier.claims)


def test_a_cursor_goes_on_after_its_item_when_others_came_before_it(dossier, tmp_path):
    """A list that grew between two pages: nothing that was there is left out or shown twice."""
    grown = client_of(store_story(tmp_path / "ferry.sayso", make_dossier()), headers=BEARER)
    first = grown.get(f"{API}/reports?limit=2").json()
    early = Document("0" * 16, "0-early.txt", "file:0-early.txt", None, None, None, "Early.", (), (), "text/1", "0" * 64)
    with Store(tmp_path / "ferry.sayso", create=True) as store:
        store.add_document(early, b"Early.")
    rest = items_of(grown, "reports", limit=2)
    assert len(rest) == len(dossier.documents) + 1
    second = grown.get(f"{API}/reports", params={"limit": 200, "cursor": first["next"]}).json()
    names = [item["report"] for item in first["items"] + second["items"]]
    assert names == [document.name for document in dossier.documents]


def test_one_claim_and_one_report(client, dossier):
    listed = LISTINGS["claims"](dossier)[1]
    assert client.get(f"{API}/claims/{listed['id']}").json()["item"] == listed
    for document in dossier.documents:
        for name in (document.id, document.name):
            item = client.get(f"{API}/reports/{name}").json()["item"]
            assert item["text"] == document.text and item["report"] == document.name
            assert all(item["text"][r["span"]["start"] : r["span"]["end"]] == r["span"]["text"] for r in item["regions"])


def test_what_is_explained_is_what_the_command_line_explains(client, dossier):
    claim = dossier.claims[0]
    item = client.get(f"{API}/explain/{record_id(claim)}").json()["item"]
    assert item["kind"] == "claim" and item["because"] == claim.because
    assert client.get(f"{API}/explain/{record_id(claim)[:10]}").json()["item"] == item


def test_the_story_in_figures_and_in_a_sentence(client, dossier):
    story = client.get(f"{API}/story").json()
    assert {"what": "reports", "count": len(dossier.documents)} in story["counters"]
    assert story["claim"]["id"] == record_id(dossier.claims[0]) and "→" in story["claim"]["sentence"]


# ── filters ──


def test_the_claims_of_a_party(client, dossier):
    for party in dossier.party:
        expected = [claim["id"] for claim in LISTINGS["claims"](dossier) if party in {m["holder"] for m in claim["mentions"]}]
        assert [claim["id"] for claim in items_of(client, "claims", party=party)] == expected


def test_the_claims_of_a_report(client, dossier):
    for document in dossier.documents:
        expected = [
            claim["id"]
            for claim in LISTINGS["claims"](dossier)
            if document.name in {m["span"]["report"] for m in claim["mentions"]}
        ]
        for name in (document.id, document.name):
            assert [claim["id"] for claim in items_of(client, "claims", report=name)] == expected


def test_claims_that_are_contested_and_those_that_are_not(client, dossier):
    yes, no = items_of(client, "claims", contested=True), items_of(client, "claims", contested=False)
    against = {"denies", "doubts", "asks"}
    assert yes and all(against & {m["position"] for m in claim["mentions"]} for claim in yes)
    assert no and not any(against & {m["position"] for m in claim["mentions"]} for claim in no)
    assert len(yes) + len(no) == len(dossier.claims)


def test_claims_that_rest_on_unnamed_sources_alone(client, dossier):
    yes, no = items_of(client, "claims", unnamed=True), items_of(client, "claims", unnamed=False)
    assert {claim["id"] for claim in yes} == {record_id(claim) for claim in dossier.claims if is_unnamed(dossier, claim)}
    assert yes and no and len(yes) + len(no) == len(dossier.claims)
    for claim in yes:
        assert {o["class"] for o in claim["origins"]["items"] if o["standing"] == "counted"} == {"anonymous"}


# ── entity tags ──


@pytest.mark.parametrize("path", [*(f"{API}/{command}" for command in LISTINGS), f"{API}/story", "/", "/claims", "/reports/1"])
def test_what_is_known_is_not_sent_again(client, path):
    first = client.get(path)
    tag = first.headers["etag"]
    again = client.get(path, headers={"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"if-none-match": f'"another", W/{tag}'}).status_code == 304
    assert client.get(path, headers={"if-none-match": '"another"'}).content == first.content


def test_another_story_has_another_tag_and_the_same_story_the_same(client, tmp_path):
    tag = client.get("/").headers["etag"]
    same = client_of(store_story(tmp_path / "same.sayso", make_dossier()), headers=BEARER)
    assert same.get("/").headers["etag"] == tag and same.get("/").content == client.get("/").content


# ── search ──


def test_what_a_search_finds_stands_where_it_says(client, dossier):
    texts = {document.name: document.text for document in dossier.documents}
    found = items_of(client, "search", q="gannet", limit=2)
    assert found
    for hit in found:
        for span in (hit["around"], *hit["spans"]):
            assert texts[span["report"]][span["start"] : span["end"]] == span["text"]
        assert {span["text"].lower() for span in hit["spans"]} == {"gannet"}


@pytest.mark.parametrize("q", ['"', "***", "AND", "a NEAR b", "(x", "x:y", "^", "-", "\x00", "%", "' OR 1=1", "\u202e", "🚢"])
def test_odd_characters_are_no_error(client, q):
    assert client.get(f"{API}/search", params={"q": q}).status_code == 200


# ── no network ──


def test_no_socket_is_opened_and_no_name_is_looked_up(client, monkeypatch):
    def refuse(*_):
        raise AssertionError("the network was used")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse, raising=True)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for path in (
        *(f"{API}/{command}" for command in LISTINGS),
        f"{API}/status",
        f"{API}/search?q=gannet",
        "/",
        "/claims",
        "/reports",
    ):
        assert client.get(path).status_code == 200
