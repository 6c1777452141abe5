"""Credit by links from the bytes to the count of origins, to the project file and to the page that is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from tests.cases.stories import counted_origins, made_of

from sayso import records as r
from sayso.collect.html import read_html
from sayso.show.dossier import build_dossier
from sayso.show.listings import as_text, listing
from sayso.show.page import render_page
from sayso.show.schema import schema
from sayso.store import Store
from sayso.verify import verify_project

HERALD = "https://www.quayherald.example/2031/05/gannet"
MENU = '<nav><ul><li><a href="https://quayherald.example/">Pictures</a></li><li><a href="/tides">Tides</a></li></ul></nav>'
ONE = f"""<html><head><title>Gannet sailed after failed test</title><link rel="canonical" href="https://bay.example/gannet"></head>
<body>{MENU}<article><h1>Gannet sailed after failed test</h1>
<p>The captain of the Gannet was ordered to sail after a failed engine test, it was <a href="{HERALD}">first reported</a> on
Saturday. The ferry drifted for forty minutes off the point before a tug came out from the harbour to bring it in.</p>
</article></body></html>"""
OTHER = f"""<html><head><title>Ferry firm silent on engine test</title></head><body><article><h1>Ferry firm silent on test</h1>
<p><a href="{HERALD}?from=feed">According to a report</a>, the captain of the Gannet was ordered to sail after a failed engine
test. Nobody at the firm answered the telephone on Sunday, and the lights in its office on the quay were out all day.</p>
</article></body></html>"""
CLAIM = "ordered to sail after a failed engine test"
HOSTILE = 'https://quayherald.example/"><script>alert(1)</script><img src=x onerror=alert(2)>'


def test_two_reports_that_link_one_outlet_have_one_origin() -> None:
    with made_of({"one.html": ONE, "other.html": OTHER}) as store:
        made = build_dossier(store)
        assert store.read(r.Problem) == []
    assert counted_origins(made, CLAIM) == ["quayherald.example"]
    assert [party.name for party in made.parties if party.kind == "outlet"] == ["quayherald.example"]


def test_without_their_links_nobody_is_named() -> None:
    with made_of({"one.html": ONE.replace(HERALD, "#"), "other.html": OTHER.replace(HERALD, "#")}) as store:
        assert counted_origins(build_dossier(store), CLAIM) == []


def test_an_outlet_named_by_one_and_linked_by_another_is_one() -> None:
    named = "The captain of the Gannet was ordered to sail after a failed engine test, the Quay Herald reported on Saturday.\n"
    with made_of({"one.html": ONE, "named.txt": named}) as store:
        made = build_dossier(store)
    assert counted_origins(made, CLAIM) == ["Quay Herald"]


def test_unnamed_people_through_one_linked_outlet_are_one_origin() -> None:
    told = f'The captain of the Gannet was ordered to sail after a failed engine test, two sailors <a href="{HERALD}">said</a>.'
    again = f'Two sailors <a href="{HERALD}">said</a> the captain of the Gannet was ordered to sail after a failed engine test.'
    pages = {"a.html": f"<p>{told}</p>", "b.html": f"<p>{again}</p>"}
    with made_of(pages) as store:
        made = build_dossier(store)
    (origin,) = [origin for origin in made.origins if origin.standing == "counted"]
    assert [made.party[via].name for via in origin.via] == ["quayherald.example"]


def test_one_account_is_one_origin_whatever_the_reports_call_its_post() -> None:
    post = "https://x.com/quay_watch/status/17"
    told = (
        f'One passenger <a href="{post}">wrote</a> that the captain of the Gannet was ordered to sail after a failed engine test.'
    )
    again = f'<a href="{post}">A post</a> said the captain was ordered to sail after a failed engine test.'
    with made_of({"a.html": f"<p>{told}</p>", "b.html": f"<p>{again}</p>"}) as store:
        made = build_dossier(store)
    assert counted_origins(made, CLAIM) == ["quay_watch"]


def test_links_come_out_of_the_project_as_they_went_in_and_hold(tmp_path: Path) -> None:
    with Store(tmp_path / "a.sayso", create=True) as store:
        document = read_html(ONE.encode(), "one.html")
        assert [url for _, _, url in document.links] == ["https://quayherald.example/", "https://bay.example/tides", HERALD]
        store.add_document(document, ONE.encode())
    with Store(tmp_path / "a.sayso") as store:
        assert store.read(r.Document) == [document]
    assert verify_project(tmp_path / "a.sayso").holds


def test_a_listing_of_reports_has_the_links_of_their_own_text() -> None:
    with made_of({"one.html": ONE}) as store:
        made = json.loads(as_text(listing("reports", build_dossier(store))))
    Draft202012Validator(schema("reports")).validate(made)
    assert [(link["span"]["text"], link["url"]) for link in made["items"][0]["links"]] == [("first reported", HERALD)]


@pytest.mark.parametrize("url", [HOSTILE.replace('"', "&quot;"), "javascript:alert(1)", "data:text/html,<script>alert(1)</script>"])
def test_a_hostile_address_is_nowhere_markup(url: str) -> None:
    page = ONE.replace(HERALD, url.replace("<", "&lt;"))
    with made_of({"one.html": page}) as store:
        shown = render_page(build_dossier(store))
    tree = html.document_fromstring(shown)
    assert not tree.xpath("//img")
    assert len(tree.xpath("//script")) == 1  # our own
    assert {href for href in tree.xpath("//@href | //@src") if not href.startswith("#")} == {"data:,"}
    assert "alert(" not in shown


def test_the_reason_names_the_linked_words_and_the_host_on_the_page() -> None:
    with made_of({"one.html": ONE, "other.html": OTHER}) as store:
        made = build_dossier(store)
    assert "quayherald.example" in render_page(made)
    reasons = [link["because"] for said in listing("attributions", made)["items"] for link in said["chain"][1:]]  # type: ignore[index,union-attr]
    assert any("the words “first reported” link to quayherald.example" in reason for reason in reasons)
