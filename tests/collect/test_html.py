"""Pages of our own making: the text layer, the vote, what is declared, and pages made to hurt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.collect.html import page_text, read_html
from sayso.collect.regions import label_regions
from sayso.errors import InputError
from sayso.records import Document

PARAGRAPHS = (
    "The ferry to Skerry was late again on Tuesday, the harbour office said in a note to passengers.",
    "Nobody on the quay believed the note, because the same one had been pinned up the week before.",
    "“We were told to wait, and we waited,” said Ada Brock, who had brought a chair and a flask of tea.",
    "The office will look at the timetable in May, its manager told a meeting of some forty islanders.",
)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Ferry late | The Buoy</title>
<meta property="og:site_name" content="The Buoy"><link rel="canonical" href="https://buoy.example/ferry">
<script type="application/ld+json">{{"@graph": [{{"@type": "BreadcrumbList"}}, {{"@type": ["NewsArticle"],
"headline": "Ferry late", "datePublished": "2024-05-07",
"author": [{{"@type": "Person", "name": "Ada Lund"}}, {{"name": "Bo Ek"}}], "isAccessibleForFree": false}}]}}</script>
<style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li>Tides</li></ul></nav>
<article><h1>Ferry  late</h1><p class="by">By Ada Lund and Bo Ek</p>
{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}
<figure><img src="x.jpg"><figcaption>The quay on Tuesday</figcaption></figure></article>
<aside><a href="/seal">Seal moves into ticket hall</a></aside>
<script>document.write("<p>never shown</p>")</script>
<footer><p>© 2024 The Buoy</p></footer></body></html>"""


def read(markup: str) -> Document:
    return read_html(markup.encode(), "page.html")


def kinds(document: Document) -> dict[str, str]:
    return {region.span.cut(document.text): region.kind for region in label_regions([document])}


def test_the_text_is_what_the_page_shows() -> None:
    document = read(PAGE)
    shown = (
        "Home",
        "Tides",
        "Ferry late",
        "By Ada Lund and Bo Ek",
        *PARAGRAPHS,
        "The quay on Tuesday",
        "Seal moves into ticket hall",
        "© 2024 The Buoy",
    )
    assert document.text == "\n".join(shown)
    assert document.text == page_text(PAGE.encode())


def test_the_extractor_votes_and_cuts_nothing() -> None:
    document = read(PAGE)
    voted = [document.text[block.start : block.end] for block in document.blocks if block.main]
    assert [line for line in voted if line in PARAGRAPHS] == list(PARAGRAPHS)
    assert "Home" not in voted


def test_what_the_page_declares() -> None:
    document = read(PAGE)
    assert (document.title, document.outlet, document.byline, document.uri) == (
        "Ferry late",
        "The Buoy",
        "Ada Lund, Bo Ek",
        "https://buoy.example/ferry",
    )
    said = {(entry.what, entry.value, entry.origin) for entry in document.declared}
    assert ("date", "2024-05-07", "JSON-LD datePublished") in said
    assert ("free", "false", "JSON-LD isAccessibleForFree") in said
    assert ("language", "en-GB", "<html lang>") in said


def test_regions_of_a_page() -> None:
    found = kinds(read(PAGE))
    assert found["Home"] == "navigation"
    assert found["Ferry late"] == "headline"
    assert found["By Ada Lund and Bo Ek"] == "byline"
    assert {found[text] for text in PARAGRAPHS} == {"body"}
    assert found["The quay on Tuesday"] == "caption"
    assert found["Seal moves into ticket hall"] == "related"
    assert found["© 2024 The Buoy"] == "navigation"


def test_a_page_without_main_text_says_so() -> None:
    document = read("<i></i>" * 10_001 + "<p>Tide")
    assert [block.main for block in document.blocks] == [None]
    assert any(entry.what == "warning" for entry in document.declared)


def test_blanks_and_breaks() -> None:
    document = read("<div>one\n  <b>two</b>&nbsp;three<br>four<br><br>five<pre>six\n  seven</pre></div>")
    assert document.text == "one two\u00a0three\nfour\nfive\nsix\nseven"


def test_hidden_text_is_not_shown() -> None:
    assert read('<p>seen</p><p hidden>no</p><div style="display: none">no<p>no</p></div><p>too</p>').text == "seen\ntoo"


def test_the_charset_of_the_page_counts() -> None:
    document = read_html(b'<meta charset="windows-1251"><p>\xcf\xe0\xf0\xee\xec', "page.html")
    assert document.text == "Паром"


def test_the_address_a_browser_left() -> None:
    document = read("<!-- saved from url=(0024)https://buoy.example/x --><html><p>Tide</p></html>")
    assert document.uri == "https://buoy.example/x"


def test_an_address_that_is_none_is_not_taken() -> None:
    assert read('<link rel="canonical" href="javascript:alert(1)"><p>Tide').uri == "file:page.html"


def test_a_form_around_the_whole_page_is_no_form() -> None:
    document = read("<form><h1>Ferry late</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</form>")
    assert {block.tag for block in document.blocks} == {"h1", "p"}


HOSTILE = {
    "deep": "<div>" * 450 + f"<p>{PARAGRAPHS[0]}",
    "deep inline": "<b><i>" * 150 + PARAGRAPHS[0],
    "cut in a tag": f"<body><p>{PARAGRAPHS[0]}</p><p class='la",
    "cut in a script": f"<p>{PARAGRAPHS[0]}</p><script>if (a < b) {{",
    "NUL": f"<p>\x00{PARAGRAPHS[0]}</p>",
    "bidi": f"<p>\u202e{PARAGRAPHS[0]}\u2069</p>",
    "half pair": f"<p>&#xD800;{PARAGRAPHS[0]}</p>",
    "broken JSON-LD": f'<script type="application/ld+json">{{"a": [[[</script><p>{PARAGRAPHS[0]}</p>',
    "deep JSON-LD": f'<script type="application/ld+json">{"[" * 50_000}</script><p>{PARAGRAPHS[0]}</p>',
    "entity from outside": f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;{PARAGRAPHS[0]}</p>',
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_pages_are_read(name: str) -> None:
    document = read(HOSTILE[name])
    assert PARAGRAPHS[0] in document.text
    assert "root:" not in document.text


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 600 + "x",
        "<p " + " ".join(f"a{i}=1" for i in range(300)) + ">x",
        "<p " + "x" * 1_100_000 + ">",
        "<i>" * 0 + "<br>" * 200_001,
    ],
)
def test_pages_made_to_hurt_a_parser_are_refused(markup: str) -> None:
    with pytest.raises(InputError, match="Give its text"):
        read(markup)


TAGS = st.sampled_from(["p", "div", "b", "li", "nav", "h1", "br", "script", "td", "pre", "footer", "form", "a"])
MARKUP = st.lists(
    st.one_of(
        st.text(max_size=20),
        TAGS.map(lambda tag: f"<{tag}>"),
        TAGS.map(lambda tag: f"</{tag}>"),
        st.sampled_from(["<", "&", "<!--", "-->"]),
    ),
    max_size=30,
).map("".join)


@given(MARKUP)
def test_blocks_of_any_markup_lie_in_order(markup: str) -> None:
    try:
        document = read_html(markup.encode("utf-8", "replace"), "any.html")
    except InputError:
        return
    place = 0
    for block in document.blocks:
        assert document.text[place : block.start] in ("", "\n")
        assert document.text[block.start : block.end].strip(" \n") != ""
        place = block.end
    assert place == len(document.text)
    assert document.text == page_text(markup.encode("utf-8", "replace"))
