"""Corrections through the app: kept in the project file, followed at once, and made by nobody but its user."""

import pytest
from tests.app.conftest import BEARER, HERE, TOKEN, client_of

from sayso.project import read_into
from sayso.records import record_id
from sayso.show.dossier import build_dossier
from sayso.store import Store

DECISIONS = "/api/v1/decisions"
OWN = {"sec-fetch-site": "same-origin", "origin": HERE}
BY = {"by": "Ada Rowe", "because": "I have seen the sheet"}
REPORT = """Pump {n} fails

The pump at Kell failed twice before noon, engineer Ada Rowe said on Monday.

"The pump had been tested in April," said Bo Lind, the mayor of Kell.
"""


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(2):
        (folder / f"{n}.txt").write_text(REPORT.format(n=n), encoding="utf-8")
    read_into(tmp_path / "pump.sayso", [folder], workers=1, reduced=True)
    return tmp_path / "pump.sayso"


@pytest.fixture
def client(path):
    return client_of(path, headers=BEARER)


@pytest.fixture
def claim(client):
    return client.get("/api/v1/claims").json()["items"][0]


def stored(path):
    with Store(path) as store:
        return build_dossier(store)


def test_a_decision_is_kept_and_followed_and_can_be_taken_back(path, client, claim):
    before = client.get("/").headers["etag"]
    answer = client.post(DECISIONS, json={"kind": "not a claim", "ids": [claim["id"]], "value": None, **BY})
    assert answer.status_code == 201, answer.text
    (item,) = answer.json()["items"]
    assert item["by"] == "Ada Rowe" and item["in_force"] and item["changed"]
    assert [record_id(decision) for decision in stored(path).decisions] == [item["id"]]
    assert claim["wording"] not in [one["wording"] for one in client.get("/api/v1/claims").json()["items"]]
    assert client.get("/").headers["etag"] != before
    assert [one["id"] for one in client.get(DECISIONS).json()["items"]] == [item["id"]]
    assert client.post(DECISIONS, json={"kind": "undo", "ids": [item["id"]], **BY}).status_code == 201
    assert claim["wording"] in [one["wording"] for one in client.get("/api/v1/claims").json()["items"]]
    assert len(client.get(DECISIONS).json()["items"]) == 2


WRONG = (
    {},
    {"kind": "not a claim"},
    {"kind": "no such kind", "ids": ["x"], **BY},
    {"kind": "not a claim", "ids": ["0123456789abcdef"], **BY},
    {"kind": "not a claim", "ids": [], **BY},
    {"kind": "not a claim", "ids": "x", **BY},
    {"kind": "not a claim", "ids": [7], **BY},
    {"kind": "date", "ids": ["0.txt"], "value": "yesterday", **BY},
    {"kind": "date", "ids": ["0.txt"], "value": "2031-05-04", "by": " ", "because": "x"},
    {"kind": "date", "ids": ["0.txt"], "value": "2031-05-04", "by": "x", "because": ""},
    {"kind": "date", "ids": ["0.txt"], "value": "2031-05-04", "by": "x", "because": "y" * 4001},
    {"kind": "date", "ids": ["0.txt"], "value": "2031-05-04", "when": "2031-05-04T00:00:00Z", **BY},
    {"kind": "undo", "ids": ["0123456789abcdef"], **BY},
    [],
    "text",
    None,
)


@pytest.mark.parametrize("body", WRONG)
def test_what_says_nothing_that_could_be_done_is_refused_and_leaves_no_trace(path, client, body):
    answer = client.post(DECISIONS, json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["detail"] and stored(path).decisions == ()


def test_a_body_that_is_no_json_is_refused(client):
    answer = client.post(DECISIONS, content=b'{"kind": \xff', headers={"content-type": "application/json"})
    assert answer.status_code == 400 and answer.headers["content-type"] == "application/problem+json"
    answer = client.post(DECISIONS, content=b'{"kind": ', headers={"content-type": "application/json"})
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"


def test_nobody_but_its_user_decides(path, claim):
    body = {"kind": "not a claim", "ids": [claim["id"]], **BY}
    assert client_of(path).post(DECISIONS, json=body).status_code == 401
    browser = client_of(path)
    browser.get(f"/?token={TOKEN}")
    for forged in ({}, {**OWN, "sec-fetch-site": "cross-site"}, {**OWN, "origin": "http://evil.example"}, {"origin": HERE}):
        assert browser.post(DECISIONS, json=body, headers=forged).status_code in (401, 403)
    form = {**OWN, "content-type": "application/x-www-form-urlencoded"}
    assert browser.post(DECISIONS, content="kind=undo", headers=form).status_code == 415
    assert stored(path).decisions == ()
    assert browser.post(DECISIONS, json=body, headers=OWN).status_code == 201
    assert len(stored(path).decisions) == 1


def test_while_another_run_writes_nothing_is_decided(path, client, claim):
    with Store(path, create=True):
        answer = client.post(DECISIONS, json={"kind": "not a claim", "ids": [claim["id"]], **BY})
    assert answer.status_code == 409 and "written by another run" in answer.json()["detail"]
    assert stored(path).decisions == ()


def test_what_a_person_wrote_is_text_on_every_page(path, client):
    trick = "<img src=x onerror=alert(1)>\u202e"
    body = {"kind": "date", "ids": ["0.txt"], "value": "2031-05-04", "by": trick, "because": trick}
    assert client.post(DECISIONS, json=body).status_code == 201
    for page in ("/", "/claims", "/reports", "/timeline", "/method"):
        assert "<img src=x" not in client.get(page).text
