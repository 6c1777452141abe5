"""Contradictions: the gravest first, each side in its sentence with who says it, and the claim that both are about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html
from tests.show.fixture_dossier import make_dossier

from sayso.records import Conflict, Span
from sayso.show.dossier import Dossier
from sayso.show.page import render_page
from sayso.show.page.anchors import Anchors
from sayso.show.page.conflicts import conflict_pairs


def at(dossier: Dossier, number: int, words: str) -> Span:
    document = dossier.documents[number - 1]
    start = document.text.index(words)
    return Span(document.id, start, start + len(words))


def with_conflict(left: tuple[int, str], right: tuple[int, str], kind: str = "polarity", severity: str = "high") -> Dossier:
    dossier = make_dossier()
    made = Conflict(kind, severity, at(dossier, *left), at(dossier, *right), "made up here")
    return replace(dossier, conflicts=(made,))


def only(dossier: Dossier):  # type: ignore[no-untyped-def]
    (pair,) = conflict_pairs(dossier, Anchors(dossier))
    return pair


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_gravest_stand_first() -> None:
    dossier = make_dossier()
    one = dossier.conflicts[0]
    mixed = tuple(replace(one, severity=severity, because=severity) for severity in ("low", "odd", "high", "medium"))
    pairs = conflict_pairs(replace(dossier, conflicts=mixed), Anchors(dossier))
    assert [pair.record.severity for pair in pairs] == ["high", "medium", "low", "odd"]


def test_each_side_stands_in_its_sentence_with_who_says_it() -> None:
    dossier = with_conflict((1, "ever been told"), (2, "was told to leave port"))
    (article,) = html.document_fromstring(render_page(dossier)).xpath("//section[@id='conflicts']/article")
    sides = [said(side) for side in article.xpath(".//div[@class='side']")]
    assert sides[0].startswith('Marit Vole: "No captain of ours has ever been told')
    assert "said Marit Vole, a spokeswoman for Selkie Line." in sides[0]
    assert sides[1].startswith("two members of the crew, unnamed: The captain of the Gannet was told to leave port")
    assert [said(core) for core in article.xpath(".//mark")] == ["ever been told", "was told to leave port"]


@pytest.mark.parametrize(
    ("left", "right", "kind", "told"),
    [
        ((3, "61 passengers"), (4, "16 passengers"), "number", "report 3 against report 4"),
        ((1, "Ferry firm denies"), (1, "The story is false"), "headline vs body", "report 1: its headline against its own text"),
        ((1, "ordered to sail after"), (1, "ever been told to sail"), "polarity", "two voices in report 1"),
        ((1, "No captain"), (1, "against a test"), "polarity", "one voice in report 1"),
        ((2, "61 passengers"), (2, "forty minutes"), "number", "report 2 against itself"),
    ],
)
def test_who_contradicts_whom_is_told_in_words(left: tuple[int, str], right: tuple[int, str], kind: str, told: str) -> None:
    assert only(with_conflict(left, right, kind)).between == told


def test_sides_of_one_claim_lead_to_it() -> None:
    dossier = with_conflict((1, "was ordered to sail after"), (2, "was told to leave port"))
    pairs = conflict_pairs(dossier, Anchors(dossier))
    assert pairs[0].claims == (1,)
    (link,) = html.document_fromstring(render_page(dossier)).xpath("//section[@id='conflicts']/article//a[@href='#claim-1']")
    assert said(link) == "claim 1"


def test_kind_and_severity_can_be_filtered_by_and_are_words() -> None:
    dossier = make_dossier()
    articles = html.document_fromstring(render_page(dossier)).xpath("//section[@id='conflicts']/article")
    assert [(a.get("data-kind"), a.get("data-severity")) for a in articles] == [("number", "high"), ("polarity", "medium")]
    assert said(articles[0].xpath("./h3")[0]).startswith("Number high")


def test_contradictions_beyond_the_twelfth_are_folded() -> None:
    dossier = make_dossier()
    first = dossier.conflicts[0]
    lefts = [Span(first.left.doc, start, start + 9) for start in range(15)]
    many = tuple(replace(first, left=left, because=str(number)) for number, left in enumerate(lefts))
    (section,) = html.document_fromstring(render_page(replace(dossier, conflicts=many))).xpath("//section[@id='conflicts']")
    assert (len(section.xpath("./article")), len(section.xpath("./details/article"))) == (12, 3)


def test_contradictions_in_the_same_words_are_shown_once_with_the_places_of_the_others() -> None:
    """A report that took over another's words contradicts whom that one contradicts."""
    dossier = make_dossier()
    one = dossier.conflicts[0]
    turned = replace(one, left=one.right, right=one.left, because="the same, met the other way round")
    graver = replace(one, severity="low")
    anchors = Anchors(dossier)
    first, other = conflict_pairs(replace(dossier, conflicts=(one, turned, graver)), anchors)
    assert (first.record, other.record, other.again) == (one, graver, ())
    assert [(left.span, right.span) for left, right in first.again] == [(one.left, one.right)]
    (section,) = html.document_fromstring(render_page(replace(dossier, conflicts=(one, turned)))).xpath(
        "//section[@id='conflicts']"
    )
    (article,) = section.xpath("./article")
    assert section.xpath("./h2/span[@class='count']/text()") == ["(2)"]
    (again,) = article.xpath("./p[starts-with(., 'In the same words')]")
    assert again.xpath(".//a/@href") == [anchors.href(one.left), anchors.href(one.right)]
