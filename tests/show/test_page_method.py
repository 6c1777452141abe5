"""Method and gaps: how the dossier was made, how to check it, and what could not be told, none of it hidden."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from lxml import html
from tests.show.fixture_dossier import make_dossier

from sayso.records import REDUCED, Lineage, Problem, Used
from sayso.show.dossier import Dossier
from sayso.show.page import render_page, render_screen
from sayso.show.page.method import LIMITS, settings

USED = (
    Used("step", "split sentences", "2", ""),
    Used("step", "find attributions", "7", ""),
    Used("model", "a_small_model", "3.1", "SHA-256 of the list of its files " + hashlib.sha256(b"files").hexdigest()),
    Used("weights", "numbers.npz", "", "SHA-256 " + hashlib.sha256(b"numbers").hexdigest()),
)


def section(dossier: Dossier, key: str) -> html.HtmlElement:
    (found,) = html.document_fromstring(render_page(dossier)).xpath(f"//section[@id='{key}']")
    return found


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_models_and_weights_stand_with_their_hashes_and_steps_with_their_versions() -> None:
    method = section(replace(make_dossier(), used=USED), "method")
    assert rows(method)[2:] == [[one.name, one.version, one.note] for one in USED[2:]]
    assert "find attributions version 7" in said(method)
    assert "The 2 steps, in order" in said(method)


def test_settings_are_those_of_the_run() -> None:
    dossier = make_dossier()
    asked = (USED[0]._replace(note="reduced=True"), USED[1]._replace(note="tagger=False"), *USED[2:])
    assert settings(replace(dossier, used=USED)) == (("parser", "used"), ("tagger", "used"))
    assert settings(replace(dossier, used=asked)) == (("parser", "not used (--reduced)"), ("tagger", "not used (--no-tagger)"))
    lacking = tuple(Problem(REDUCED, document.name, "no model here") for document in dossier.documents[:2])
    method = section(replace(dossier, used=USED, problems=lacking), "method")
    assert rows(method)[:2] == [["parser", "", "used; 2 of 5 reports were read without one"], ["tagger", "", "used"]]


def rows(method: html.HtmlElement) -> list[list[str]]:
    return [[said(cell) for cell in row] for row in method.xpath("./table[contains(@class, 'used')]/tbody/tr")]


def test_a_file_that_does_not_say_how_it_was_made_is_said_not_to() -> None:
    words = said(section(make_dossier(), "method"))
    assert "does not say with which settings it was made" in words


def test_limits_checks_and_problems_are_told() -> None:
    words = said(section(make_dossier(), "method"))
    assert all(limit in words for limit in LIMITS)
    assert "sayso verify" in words
    assert "find attributions, 5-<b>tideU+202E</b>.html: no attribution could be read" in words


# ── what could not be told ───────────────────────────────────────────────────────────────────────────────────────────


def test_gaps_are_counted_at_the_top_group_by_group() -> None:
    gaps = section(make_dossier(), "gaps")
    words = said(gaps.xpath("./p")[0])
    assert words == (
        "1 claim without an origin that counts · 1 copy of unknown direction · 2 reports without a day · "
        "1 report without a language · 1 problem"
    )
    assert said(gaps.xpath("./h2")[0]) == "What could not be told (6)"


def test_a_group_of_gaps_is_folded_beyond_five_and_leads_to_the_text() -> None:
    dossier = make_dossier()
    problems = tuple(Problem("tell language", document.name, f"problem {n}") for n in (1, 2) for document in dossier.documents)
    gaps = section(replace(dossier, problems=problems), "gaps")
    (title,) = gaps.xpath("./h3[starts-with(., 'What went wrong')]")
    shown, folded = title.getnext(), title.getnext().getnext()
    assert (len(shown), len(folded.xpath("./ul/li"))) == (5, 5)
    assert said(folded.xpath("./summary")[0]) == "5 more"
    assert shown[0].xpath(".//a/@href") == ["#report-1"]


def test_a_problem_of_no_report_stands_without_a_link() -> None:
    gaps = section(replace(make_dossier(), problems=(Problem("find stories", "all of them", "too many"),)), "gaps")
    (item,) = gaps.xpath("./h3[starts-with(., 'What went wrong')]/following-sibling::ul[1]/li")
    assert said(item) == "find stories, all of them: too many"
    assert not item.xpath(".//a")


def test_copies_of_unknown_direction_lead_to_the_lineage() -> None:
    dossier = make_dossier()
    first, second = (document.id for document in dossier.documents[:2])
    lineage = Lineage((first, second), (), None, "not established", "made up here", ())
    gaps = section(replace(dossier, lineages=(lineage,)), "gaps")
    (item,) = gaps.xpath("./h3[starts-with(., 'Reports that share text')]/following-sibling::ul[1]/li")
    assert item.xpath("./a/@href") == ["#report-1", "#report-2", "#lineage"]
    known = replace(lineage, direction="established")
    assert not section(replace(dossier, lineages=(known,)), "gaps").xpath("./h3[starts-with(., 'Reports that share text')]")


def test_in_the_app_gaps_lead_to_its_pages() -> None:
    (gaps,) = html.document_fromstring(render_screen(make_dossier(), "story").html).xpath("//section[@id='gaps']")
    links = gaps.xpath(".//a/@href")
    assert {"/claims/2", "/lineage", "/reports/4"} <= set(links)
    assert all(link.startswith("/") for link in links)
