"""Pages of our own making: the text layer, the vote, what is declared, and pages made to hurt."""

from __future__ import annotations

import time

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


# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────────

OWN = '<link rel="canonical" href="https://buoy.example/news/2024/ferry">'


def linked(markup: str) -> list[tuple[str, str]]:
    """The words and the address of each link; the text is what it is without them."""
    document = read(markup)
    places = [document.text[link.start : link.end] for link in document.links]
    assert all(words and words == words.strip(" \n") for words in places)
    assert [link.start for link in document.links] == sorted(link.start for link in document.links)
    return [(words, link.url) for words, link in zip(places, document.links, strict=True)]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (
            '<p>It was <a href="https://tide.example/7">first reported</a> late.',
            [("first reported", "https://tide.example/7")],
        ),
        (
            '<p> Tide <a href="https://a.example/"> <i>first  <b>\n reported</b></i> </a>by <a href="http://b.example">others</a>.',
            [("first reported", "https://a.example/"), ("others", "http://b.example")],
        ),
        (OWN + '<p><a href="/x">one</a> <a href="y?z#t">two</a>', [
            ("one", "https://buoy.example/x"),
            ("two", "https://buoy.example/news/2024/y?z#t"),
        ]),
        (OWN + '<base href="//sound.example/a/"><p><a href="b">one</a>', [("one", "https://sound.example/a/b")]),
        (OWN + '<p><a href="//tide.example/b">one</a>', [("one", "https://tide.example/b")]),
        ('<base href="https://sound.example/a/"><p><a href="b">one</a>', [("one", "https://sound.example/a/b")]),
        ('<p><a href="/x">an address without a page</a>', []),
        ('<p><a href="https://tide.example/"><img src="x.png" alt="no words"></a> rain', []),
        ('<p><a href="https://tide.example/"><img src="x.png">with words</a>', [("with words", "https://tide.example/")]),
        ('<p><a name="top">no address</a> <a href="">none</a> <a href="#top">top</a>', []),
        (OWN + '<p><a href="https://buoy.example/news/2024/ferry#note">a note of this page</a>', []),
        ('<a href="https://tide.example/1"><h2>Seal moves in</h2><p>It likes <em>tea</em></p></a><p>Rain', [
            ("Seal moves in", "https://tide.example/1"),
            ("It likes tea", "https://tide.example/1"),
        ]),
        ('<p>wet<a href="https://a.example/">ter</a><a href="https://b.example/">rain', [
            ("ter", "https://a.example/"),
            ("rain", "https://b.example/"),
        ]),
        ('<pre>one\n  <a href="https://a.example/">two\n   three</a></pre>', [("two\nthree", "https://a.example/")]),
        ('<p hidden><a href="https://a.example/">unseen</a></p><p>Tide', []),
        ('<p>\U0001f6a2\u00a0 <a href="https://a.example/">\u00a0quay</a>', [("\u00a0quay", "https://a.example/")]),
    ],
)  # fmt: skip
def test_the_words_of_a_link_and_its_address(markup: str, found: list[tuple[str, str]]) -> None:
    assert linked(markup) == found


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "\x01 java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "mailto:ada@buoy.example",
        "tel:112",
        "ftp://buoy.example/x",
        "file:///etc/passwd",
        "https://",
        "https:///x",
        "http://[",
        "https://buoy.example@tide.example/",
        "https://tide.example\\@buoy.example/",
        "https://tide.example/" + "a" * 2_000,
        "&#xD800;",
    ],
)
def test_a_hostile_address_is_no_link(href: str) -> None:
    assert linked(f'<p>Rain <a href="{href}">fell</a> on.') == []


def test_an_address_is_kept_as_data_even_where_it_looks_like_markup() -> None:
    url = "https://tide.example/&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"
    assert linked(f'<p><a href="{url}">fell</a>') == [("fell", 'https://tide.example/"><img%20src=x%20onerror=alert(1)>')]


def test_links_leave_the_text_as_it_is() -> None:
    assert read(PAGE).text == read(PAGE.replace("<a ", "<i ").replace("</a>", "</i>")).text


def test_a_page_of_many_links_is_read_in_time_and_says_what_it_left_out() -> None:
    began = time.process_time()
    document = read(OWN + "<p>" + "<a href='/x'>tide</a> rain " * 9_000)
    assert len(document.links) == 5_000
    assert [entry.value for entry in document.declared if "links" in entry.value] == [
        "the page has more than 5,000 links; those behind were left out"
    ]
    assert time.process_time() - began < 20, "some seconds on a slow machine"


@given(MARKUP)
def test_links_of_any_markup_stand_on_words_of_one_block(markup: str) -> None:
    try:
        document = read_html(markup.replace("<a>", '<a href="https://tide.example/">').encode("utf-8", "replace"), "any.html")
    except InputError:
        return
    for link in document.links:
        words = document.text[link.start : link.end]
        assert words and words == words.strip(" \n")
        assert any(block.start <= link.start and link.end <= block.end for block in document.blocks)
