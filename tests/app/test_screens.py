"""The pages: each address shows its screen, with the policy that lets its own style and script through and nothing else."""

import base64
import hashlib
import re
from sqlite3 import connect

import pytest
from tests.app.conftest import BEARER, client_of
from tests.show.fixture_dossier import make_dossier

from sayso.show.page import SCREENS

PAGES = ("/", "/?claim=2", *(f"/{screen.key}" for screen in SCREENS[1:]), "/claims/1", "/reports/1", "/search", "/search?q=gannet")
MISSING = (
    "/nowhere",
    "/claims/0",
    "/claims/999",
    "/claims/-1",
    "/claims/x",
    "/claims/1/2",
    "/reports/0",
    "/reports/999",
    "/reports/¹",
    "/?claim=0",
    "/?claim=999",
    "/?claim=" + "9" * 5000,
    "/reports?reports=999",
    "/claims?report=999",
    "/claims?page=x",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_one_screen_and_its_own_policy(browser, path):
    page = browser.get(path)
    assert page.status_code == 200 and page.headers["content-type"] == "text/html; charset=utf-8"
    policy = page.headers["content-security-policy"]
    for element, rule in (("style", "style-src"), ("script", "script-src")):
        for text in re.findall(f"<{element}>(.*?)</{element}>", page.text, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"{rule} 'sha256-{digest}'" in policy
    assert "connect-src 'self'" in policy and "form-action 'self'" in policy and "frame-ancestors 'none'" in policy
    assert page.text.count("<h1") == 1


def test_a_page_that_the_browser_has_keeps_its_policy(browser):
    """A browser takes the headers of a 304 for those of the page: with another policy neither style nor script would work."""
    page = browser.get("/")
    again = browser.get("/", headers={"if-none-match": page.headers["etag"]})
    assert again.status_code == 304
    assert (
        again.headers.get("content-security-policy", page.headers["content-security-policy"])
        == page.headers["content-security-policy"]
    )
    assert again.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_is_told_on_a_page(browser, path):
    page = browser.get(path)
    assert page.status_code == 404 and page.headers["content-type"] == "text/html; charset=utf-8" and 'href="/"' in page.text


def test_what_somebody_wrote_into_the_address_is_text_on_every_page(browser):
    trick = "<img src=x onerror=alert(1)>"
    for path in (
        f"/{trick}",
        f"/claims/{trick}",
        f"/reports/1?q={trick}",
        f"/?claim={trick}",
        f"/search?q={trick}",
        f'/search?q="{trick}',
    ):
        assert "<img" not in browser.get(path).text


def test_every_link_of_every_page_leads_to_a_page_that_is_there(browser):
    links = {link for path in PAGES for link in re.findall(r'href="(/[^"#]*)', browser.get(path).text)}
    assert {"/", "/claims", "/reports/1", "/claims/1"} <= links
    assert {link: browser.get(link.replace("&amp;", "&")).status_code for link in sorted(links)} == dict.fromkeys(
        sorted(links), 200
    )


def test_a_claim_is_found_by_its_words_as_well(browser):
    """Its number may change with what people decide; the words stay where they are."""
    for number in (1, 2):
        words = re.search(r'id="claim" data-words="(w[\d-]+)"', browser.get(f"/claims/{number}").text)[1]
        answer = browser.get(f"/claims/{words}")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/claims/{number}")
    for nobody in ("w1-0-0", "w99-1-2", "w0-1-2", "w1-999998-999999"):
        assert browser.get(f"/claims/{nobody}").headers["location"] == "/claims"
    assert browser.get("/claims/w1-2").status_code == 404


def test_every_place_that_was_found_is_marked_where_it_leads(browser):
    page = browser.get('/search?q="engine test"').text
    links = re.findall(r'href="(/reports/\d+\?q=[^"#]+)#(w[\d-]+)"', page)
    assert links
    for link, key in links:
        assert f'id="{key}"' in browser.get(link).text


def test_a_search_marks_what_was_asked_for_and_says_how_much(browser):
    page = browser.get("/search?q=GANNET").text
    assert '<mark class="core">Gannet</mark>' in page and 'value="GANNET"' in page
    assert "Nothing was found" in browser.get("/search?q=zeppelin").text


def test_the_texts_are_indexed_once_for_all_searches(project, monkeypatch):
    made = []
    monkeypatch.setattr("sqlite3.connect", lambda place, **options: made.append(place) or connect(place, **options))
    browser = client_of(project, headers=BEARER)
    for path in ("/search?q=gannet", "/search?q=captain", "/reports/1?q=gannet", "/reports?reports=1&reports=2&q=gannet"):
        assert "annet" in browser.get(path).text
    assert browser.get("/api/v1/search?q=gannet").json()["items"]
    assert made.count(":memory:") == 1


def test_two_reports_side_by_side_are_marked_as_well(browser):
    page = browser.get("/reports?reports=1&reports=2&q=gannet").text
    assert page.count("found") > 1 and len(re.findall(r'id="w\d', page)) == len(set(re.findall(r'id="(w[\d-]+)"', page)))


def test_a_story_that_is_not_there_has_all_its_pages(tmp_path):
    client = client_of(tmp_path / "later.sayso", headers=BEARER)
    for path in ("/", *(f"/{screen.key}" for screen in SCREENS[1:]), "/search?q=x"):
        assert client.get(path).status_code == 200
    assert "No report was read" in client.get("/").text
    assert client.get("/claims/1").status_code == client.get("/reports/1").status_code == 404


def test_text_of_a_report_is_never_markup(browser):
    """The fifth report of the made-up story is hostile."""
    assert any("<script>" in document.text for document in make_dossier().documents)
    for path in PAGES:
        assert "alert(1)</script>" not in browser.get(path).text
