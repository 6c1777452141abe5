"""The dossier as one HTML file: self-contained, safe against its own reports, whole in its links, the same every time."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import etree, html
from tests.show.fixture_dossier import empty_dossier, lonely_dossier, make_dossier

from sayso.records import Language
from sayso.show.dossier import Dossier
from sayso.show.page import render_page
from sayso.show.page.anchors import Anchors
from sayso.show.page.timeline import when

OUR_ELEMENTS = (
    "html head meta link title style body a header main footer nav section article h1 h2 h3 h4 p ul ol li div span strong q mark "
    "ins del b bdi details summary table caption thead tbody tr th td code svg path script sup small pre"
)
OUR_ATTRIBUTES = (
    "lang dir charset http-equiv content name rel href id class title aria-label aria-labelledby aria-hidden focusable scope "
    "rowspan data-head data-way viewbox preserveaspectratio d fill stroke-width stroke-dasharray vector-effect "
    "data-kind data-severity x y data-claim data-parties data-reports data-contested data-unnamed data-party data-copy hidden "
    "data-repeated"
)
OWN_PARTS = r"<(style|script)>(.*?)</\1>"
DOSSIERS = {"full": make_dossier, "empty": empty_dossier, "lonely": lonely_dossier}


@pytest.fixture(params=sorted(DOSSIERS))
def dossier(request: pytest.FixtureRequest) -> Dossier:
    return DOSSIERS[request.param]()


@pytest.fixture
def page(dossier: Dossier) -> str:
    return render_page(dossier)


def parse(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def words_of(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content())


def test_nothing_but_our_script_runs_and_nothing_is_fetched(page: str) -> None:
    tree = parse(page)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//iframe | //img | //object | //embed | //form | //*[@style] | //*[@src]")
    assert not [name for element in tree.iter(etree.Element) for name in element.attrib if name.startswith("on")]
    assert {link for link in tree.xpath("//@href") if not link.startswith("#")} == {"data:,"}
    assert "@import" not in page
    assert "url(" not in page


def test_only_our_own_elements_and_attributes_stand_in_the_page(page: str) -> None:
    tree = parse(page)
    assert {element.tag for element in tree.iter(etree.Element)} <= set(OUR_ELEMENTS.split())
    assert {name for element in tree.iter(etree.Element) for name in element.attrib} <= set(OUR_ATTRIBUTES.split())
    assert not list(tree.iter(etree.Comment))
    assert len(tree.xpath("//style")) == 1


def test_text_of_reports_is_shown_as_text() -> None:
    words = words_of(parse(render_page(make_dossier())))
    for hostile in (
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(2)>",
        '"><script>alert(3)</script>',
        "]]>",
        "<!-- and -->",
    ):
        assert hostile in words
    assert "{{ 7 * 7 }} {% raw %} &lt;kept&gt;" in words
    assert "<script>alert(4)</script>" in words


def test_hidden_characters_are_shown_and_never_written() -> None:
    page = render_page(make_dossier())
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\x00-\x08\x0b-\x1f]", page)
    chips = {chip.get("title") for chip in parse(page).xpath("//span[@class='ctl']")}
    assert {"U+202E right-to-left override", "U+200B zero width space", "U+0007 bell"} <= chips


def test_a_lone_surrogate_does_not_break_the_file() -> None:
    document = replace(make_dossier().documents[0], text="broken \ud800 text")
    assert "U+D800" in render_page(replace(empty_dossier(), documents=(document,))).encode().decode()


def test_the_same_dossier_gives_the_same_bytes(dossier: Dossier) -> None:
    assert render_page(dossier) == render_page(dossier)


def test_every_link_has_its_target_and_ids_are_unique(page: str) -> None:
    ids = parse(page).xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in parse(page).xpath("//@href") if link.startswith("#")} <= set(ids)
    assert set(" ".join(parse(page).xpath("//@aria-labelledby")).split()) <= set(ids)


def test_the_policy_allows_exactly_our_style_and_script(page: str) -> None:
    tree = parse(page)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    allowed = " ".join(f"{name}-src 'sha256-{digest(text)}';" for name, text in re.findall(OWN_PARTS, page, re.DOTALL))
    assert policy == f"default-src 'none'; {allowed} img-src data:; base-uri 'none'; form-action 'none'"


def digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_headings_stand_in_order_and_landmarks_are_there(page: str) -> None:
    tree = parse(page)
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(tree.xpath("//main")) == len(tree.xpath("//header")) == len(tree.xpath("//nav[@aria-label]")) == 1
    assert tree.xpath("//a[@class='skip']/@href") == ["#main"]
    assert all(words_of(heading).strip() for heading in tree.xpath("//h1 | //h2 | //h3"))


def test_the_whole_text_of_every_report_stands_there_once(dossier: Dossier) -> None:
    tree = parse(render_page(dossier))
    for number, document in enumerate(dossier.documents, 1):
        shown = tree.xpath(f"//article[@id='report-{number}']//div[@class='said-text']")
        for extra in [extra for part in shown for extra in part.xpath(".//a | .//b")]:
            extra.drop_tree()
        for chip in [chip for part in shown for chip in part.xpath(".//span[@class='ctl']")]:
            chip.text = chr(int(chip.text[2:], 16)) if int(chip.text[2:], 16) >= 0x20 else " "
        words = "".join("".join(part.text_content() for part in shown).split())
        assert words == "".join("".join(document.text.split()).replace("\x07", ""))


def test_the_text_at_a_link_is_what_the_quotation_says() -> None:
    dossier = make_dossier()
    tree = parse(render_page(dossier))
    for claim in dossier.claims:
        for member in claim.members:
            number = [document.id for document in dossier.documents].index(member.span.doc) + 1
            key = f"w{number}-{member.span.start}-{member.span.end}"
            pieces = tree.xpath(f"//*[@id='{key}' or contains(concat(@class, ' '), '{key} ')]")
            for extra in [extra for piece in pieces for extra in piece.xpath(".//a | .//b")]:
                extra.drop_tree()
            assert pieces[0].get("id") == key
            assert "".join(piece.text_content() for piece in pieces) == dossier.cut(member.span)


def test_attributions_name_their_source_once_by_a_letter() -> None:
    tree = parse(render_page(make_dossier()))
    said = next(mark for mark in tree.xpath("//mark[contains(@class, 'said')]") if "No captain of ours" in words_of(mark))
    (region,) = said.xpath("./ancestor::div[@class='region']")
    notes = [words_of(note) for note in region.xpath("./ul/li[b]")]
    assert said.findtext("b") == "a"
    assert notes == ["a said by Marit Vole"]
    assert not tree.xpath("//mark[@title] | //mark//span[@class='vh']")


def test_boilerplate_is_folded_but_there() -> None:
    tree = parse(render_page(make_dossier()))
    (folded,) = tree.xpath("//article[@id='report-1']//details[@class='boilerplate']")
    assert "not the report’s own text: related, promotion" in words_of(folded)
    assert "Subscribe to our morning letter" in words_of(folded)


def test_what_is_against_the_claim_carries_its_word() -> None:
    (section,) = parse(render_page(make_dossier())).xpath("//section[@id='against']")
    rows = [words_of(row).strip() for row in section.xpath("./ul/li")]
    assert rows[0].startswith("Selkie Line denies")
    assert rows[1].startswith("Harbour Office doubts")


def test_what_could_not_be_told_is_told() -> None:
    words = words_of(parse(render_page(make_dossier())).xpath("//section[@id='gaps']")[0])
    for said in ("no origin counts", "claim 2", "day is not established", "language is not established", "find attributions"):
        assert said in words


def test_every_input_stands_with_its_hash(dossier: Dossier) -> None:
    words = words_of(parse(render_page(dossier)).xpath("//section[@id='method']")[0])
    assert all(document.sha256 in words for document in dossier.documents)
    assert dossier.story in words


def test_a_report_has_its_language_and_direction() -> None:
    dossier = make_dossier()
    hebrew = tuple(Language(document.at, "he", 1.0, "its letters") for document in dossier.documents[:1])
    tree = parse(render_page(replace(dossier, languages=hebrew)))
    texts = tree.xpath("//div[@class='text']")
    assert (texts[0].get("lang"), texts[0].get("dir")) == ("he", "rtl")
    assert (texts[1].get("lang"), texts[1].get("dir")) == (None, "auto")
    assert tree.xpath("//h1/q/@dir") == ["rtl"]


def test_the_page_without_claims_says_so() -> None:
    tree = parse(render_page(lonely_dossier()))
    assert words_of(tree.xpath("//h1")[0]) == "No claim was found in 1 report"
    assert not tree.xpath("//section[@id='funnel'] | //section[@id='against']")
    assert "No report was read" in words_of(parse(render_page(empty_dossier())))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_enough_contrast(scheme: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for every pair of text and ground that the style sheet uses."""
    style = re.search(r"<style>(.*?)</style>", render_page(empty_dossier()), re.DOTALL)
    assert style
    roots = re.findall(r":root \{(.*?)\}", style[1], re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", roots[0] if scheme == "light" else roots[1]))
    grounds = ("paper", "card", "sunk")
    pairs = [(ink, ground) for ink in ("ink", "soft", "link") for ground in grounds]
    pairs += [("ink", ground) for ground in ("mark", "mark-soft", "target", "blue-paper", "amber-paper")]
    pairs += [
        ("red", "red-paper"),
        ("green", "green-paper"),
        ("amber", "amber-paper"),
        ("soft", "blue-paper"),
        ("soft", "amber-paper"),
    ]
    pairs += [
        ("card", "red"),
        ("red", "paper"),
        ("violet", "paper"),
        ("violet", "card"),
        ("link", "mark"),
        ("link", "mark-soft"),
        ("soft", "mark"),
        ("amber", "card"),
        ("violet", "card"),
        ("blue", "card"),
        ("blue", "mark"),
        ("amber", "mark"),
    ]
    for ink, ground in pairs:
        assert contrast(colours[ink], colours[ground]) >= 4.5, (scheme, ink, ground)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("start", "end", "granularity", "told"),
    [
        ("2031-04-28", "2031-04-28", "day", "2031-04-28"),
        ("2031-04-01", "2031-04-30", "month", "2031-04"),
        ("2031-01-01", "2031-12-31", "year", "2031"),
        ("2031-04-01", "2031-05-31", "range", "2031-04-01 to 2031-05-31"),
        ("2031-01-01", None, "year", "from 2031"),
        (None, "2031-05-31", "range", "until 2031-05-31"),
        (None, None, "relative", "not fixed"),
    ],
)
def test_a_date_is_told_no_more_exactly_than_the_text_does(start: str | None, end: str | None, granularity: str, told: str) -> None:
    entry = replace(make_dossier().timeline[0], start=start, end=end, granularity=granularity)
    assert when(entry) == told


def test_a_long_quotation_is_cut_between_words_and_says_so() -> None:
    dossier = make_dossier()
    document = replace(dossier.documents[0], text="word " * 400)
    quote = Anchors(replace(empty_dossier(), documents=(document,))).quote(document.at)
    assert quote.short
    assert quote.words.endswith("word")
