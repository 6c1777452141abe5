"""Lineage as a picture: boxes in generations, lines between their centres, the same for every order; and what stands below it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tests.show.fixture_dossier import empty_dossier, make_dossier

from sayso.records import Lineage, Passage, Span
from sayso.show.dossier import Dossier
from sayso.show.page import Asked, lineage, render_page, render_screen
from sayso.show.page.anchors import Anchors
from sayso.show.page.asked import EVERYTHING
from sayso.show.page.funnel import centre
from sayso.show.page.lineage import MOST_BOXES, lineage_view
from sayso.show.page.stemma import Family, Tie, crossings, draw_family, families_of, keys_of, layered, without_circles


def tie(parent: int, child: int, kind: str = "edited", *, sure: bool = True) -> Tie:
    return Tie(parent, child, kind, sure)


def keys(family: Family) -> list[list[int | None]]:
    """The boxes of each generation; None for a place that a line passes through."""
    return [[None if slot.tie else slot.key for slot in column] for column in family.generations]


TIES = st.lists(st.builds(tie, st.integers(1, 12), st.integers(1, 12)).filter(lambda one: one.parent != one.child), max_size=16)


@given(TIES)
def test_every_report_has_one_box_and_every_line_joins_the_centres_of_two(ties: list[Tie]) -> None:
    for family in map(draw_family, families_of(ties)):
        boxes = [slot.key for column in family.generations for slot in column]
        assert len(boxes) == len(set(boxes))
        for number, lines in enumerate(family.lines):
            left, right = family.generations[number], family.generations[number + 1]
            starts = {f"M0 {centre(place, len(left)):g}C" for place in range(len(left))}
            tips = {f" {centre(place, len(right)):g}" for place in range(len(right))}
            assert all(line.path.split("C")[0] + "C" in starts for line in lines)
            assert all(f" {line.path.rsplit(' ', 1)[1]}" in tips for line in lines)


@given(TIES, st.randoms())
def test_the_picture_is_the_same_for_every_order(ties: list[Tie], random: object) -> None:
    shuffled = list(ties)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert [draw_family(those) for those in families_of(shuffled)] == [draw_family(those) for those in families_of(ties)]


@given(TIES)
def test_a_child_stands_after_each_of_its_parents(ties: list[Tie]) -> None:
    for those in families_of(ties):
        column = {slot.key: n for n, slots in enumerate(draw_family(those).generations) for slot in slots}
        assert all(column[one.parent] < column[one.child] for one in without_circles(sorted(set(those))))


@given(TIES)
def test_sorting_by_neighbours_never_crosses_more(ties: list[Tie]) -> None:
    for those in families_of(ties):
        columns, links = layered(those)
        assert crossings(draw_family(those).generations, links) <= crossings(columns, links)


def test_two_crossed_families_are_uncrossed() -> None:
    family = draw_family([tie(1, 6), tie(2, 5), tie(9, 1), tie(9, 2)])
    assert keys(family) == [[9], [1, 2], [6, 5]]


def test_a_line_that_skips_a_generation_passes_through_a_place_of_its_own() -> None:
    family = draw_family([tie(1, 2), tie(2, 3), tie(1, 3, "reworded")])
    assert keys(family) == [[1], [2, None], [3]]
    assert [line.kind for line in family.lines[1]] == ["reworded", "edited"]
    assert [line.tip for line in family.lines[0]] == [25.0, None]  # the arrow stands at the child, not on the way


def test_an_arrow_stands_only_where_the_direction_is_established() -> None:
    family = draw_family([tie(1, 2), tie(1, 3, sure=False)])
    assert [line.tip for line in family.lines[0]] == [25.0, None]


def test_a_circle_is_drawn_without_the_line_that_closes_it() -> None:
    assert without_circles([tie(1, 2), tie(2, 3), tie(3, 1)]) == (tie(1, 2), tie(2, 3))
    assert keys(draw_family([tie(3, 1), tie(2, 3), tie(1, 2)])) == [[1], [2], [3]]


# ── the screen ───────────────────────────────────────────────────────────────────────────────────────────────────────


def with_lineages(*lineages: tuple[Sequence[int], Sequence[int], str | None, str]) -> Dossier:
    """The made-up story with other lineages: children and parents by number, what is lost, the direction."""
    dossier = make_dossier()
    ids = [document.id for document in dossier.documents]
    found = [
        Lineage(tuple(ids[n - 1] for n in children), tuple(ids[n - 1] for n in parents), lost, direction, "made up here", ())
        for children, parents, lost, direction in lineages
    ]
    return replace(dossier, lineages=tuple(found))


def section(page: str) -> html.HtmlElement:
    (found,) = html.document_fromstring(page).xpath("//section[@id='lineage']")
    return found


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_lost_parent_stands_first_and_its_children_after_it() -> None:
    lineage = section(render_page(make_dossier()))
    (drawn,) = lineage.xpath(".//div[@class='stemma']")
    columns = [[said(box) for box in column.xpath(".//div[starts-with(@class, 'box')]")] for column in drawn.xpath("./ul")]
    assert columns[0] == ["the digest that both reword a lost parent: not in your files"]
    assert columns[1] == [
        "3 Lantern: Gannet sailed on orders … from the lost text, reworded; likely, not established",
        "4 Lantern: Gannet cruised on commands … from the lost text, reworded; likely, not established",
    ]
    assert len(drawn.xpath(".//div[@class='gap']/svg/path")) == 2
    assert not drawn.xpath(".//svg[@class='tip']")
    assert "Made from no other report here" in said(lineage)
    (alone,) = lineage.xpath("./p[@class='alone']")
    assert [said(link)[0] for link in alone.xpath("./a")] == ["1", "2", "5"]


def test_an_established_step_has_an_arrow_and_its_kind_by_dashes_and_in_words() -> None:
    dossier = with_lineages(([2], [1], None, "established"))
    first, second = (document.id for document in dossier.documents[:2])
    dossier = replace(dossier, passages=(Passage(Span(first, 0, 9), Span(second, 0, 9), "edited", 0.9, False, "nine letters"),))
    lineage = section(render_page(dossier))
    assert len(lineage.xpath(".//svg[@class='tip']")) == 1
    assert lineage.xpath(".//div[@class='gap']/svg/path/@stroke-dasharray") == ["9 4"]
    assert "from 1, edited" in said(lineage)
    assert [said(kind) for kind in lineage.xpath(".//div[@class='stemma-legend']//li")] == ["edited"]


def test_reports_of_which_nobody_knows_the_first_hang_on_the_text_they_share() -> None:
    lineage = section(render_page(with_lineages(([1, 2], [], None, "not established"))))
    assert "the text they share; which came first is not told" in said(lineage)
    assert not lineage.xpath(".//svg[@class='tip']")


def test_a_family_too_large_for_a_picture_is_only_listed_and_said_to_be() -> None:
    dossier = make_dossier()
    documents = tuple(replace(dossier.documents[1], id=f"d{n}", name=f"{n}.txt") for n in range(MOST_BOXES + 1))
    steps = tuple(Lineage((f"d{n}",), (f"d{n - 1}",), None, "established", "made up here", ()) for n in range(1, MOST_BOXES + 1))
    large = replace(empty_dossier(), documents=documents, lineages=steps)
    view = lineage_view(large, Anchors(large), EVERYTHING)
    assert (view.drawings, view.too_large) == ((), (MOST_BOXES + 1,))
    lineage = section(render_page(large))
    assert f"A family of {MOST_BOXES + 1} reports is not drawn" in said(lineage)
    assert len(lineage.xpath("./article")) == MOST_BOXES
    one_less = replace(large, lineages=steps[1:])
    assert len(lineage_view(one_less, Anchors(one_less), EVERYTHING).drawings[0].boxes) == MOST_BOXES


def test_a_family_that_is_too_large_is_not_laid_out_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each made from the one before it and from the first: lines that skip many generations, slow to lay out."""
    documents = tuple(replace(make_dossier().documents[0], id=f"d{n}", name=f"{n}.txt") for n in range(2 * MOST_BOXES + 3))
    large = [(f"d{n}", tuple(dict.fromkeys((f"d{n - 1}", "d0")))) for n in range(1, 2 * MOST_BOXES)]
    small = [(documents[-1].id, (documents[-2].id,))]
    steps = tuple(Lineage((child,), parents, None, "established", "made up here", ()) for child, parents in large + small)
    drawn: list[int] = []

    def draw(ties: Sequence[Tie]) -> Family:
        drawn.append(len(keys_of(ties)))
        return draw_family(ties)

    monkeypatch.setattr("sayso.show.page.lineage.draw_family", draw)
    dossier = replace(empty_dossier(), documents=documents, lineages=steps)
    view = lineage_view(dossier, Anchors(dossier), EVERYTHING)
    assert (drawn, view.too_large, len(view.drawings)) == ([2], (2 * MOST_BOXES,), 1)


def test_near_duplicates_stand_in_groups_each_with_its_reason() -> None:
    dossier = make_dossier()
    one, two, three, four, five = dossier.documents

    def copies(left: str, right: str, score: float) -> Passage:
        return Passage(Span(left, 0, 5), Span(right, 0, 5), "edited", score, True, f"alike by {score}")

    first = copies(one.id, two.id, 0.9), copies(three.id, two.id, 0.8), copies(one.id, three.id, 0.95)
    near = (*first, copies(five.id, four.id, 0.7))
    dossier = replace(dossier, passages=near)
    groups = lineage_view(dossier, Anchors(dossier), EVERYTHING).near
    assert [[report.number for report in group.reports] for group in groups] == [[1, 2, 3], [4, 5]]
    assert [(copy.report.number, copy.like.number, copy.record.score) for copy in groups[0].reasons] == [(2, 1, 0.9), (3, 1, 0.95)]
    assert "3 is like 1: edited because: alike by 0.95" in said(section(render_page(dossier)))


def test_only_the_app_offers_to_correct_a_copy() -> None:
    dossier = make_dossier()
    _, _, three, four, _ = dossier.documents
    buttons = section(render_screen(dossier, "lineage").html).xpath(".//article//button[@class='correct']")
    assert [(button.get("data-kind"), json.loads(button.get("data-ids"))) for button in buttons] == [
        ("not a copy", [three.id, four.id])
    ]
    assert not section(render_page(dossier)).xpath(".//button")


def test_passages_beyond_the_sixth_are_folded() -> None:
    dossier = make_dossier()
    (passage,) = dossier.passages
    lineage = section(render_page(replace(dossier, passages=tuple(replace(passage, score=n / 10) for n in range(8)))))
    assert len(lineage.xpath("./table//tbody/tr")) == 6
    assert len(lineage.xpath("./details//tbody/tr")) == 2
    assert "0.70 of 1" in said(lineage.xpath("./table")[0])


def test_many_passages_come_in_pages_and_nothing_is_left_out_silently(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lineage, "ON_A_PAGE", 2)
    dossier = make_dossier()
    parts = [replace(dossier.passages[0], whole=False, score=0.9 - number / 100) for number in range(5)]
    many = replace(dossier, passages=tuple(parts))
    pages = [section(render_screen(many, "lineage", Asked(page=number)).html) for number in (1, 2, 3)]
    rows = [page.xpath(".//table[contains(@class, 'passages')]/tbody/tr") for page in pages]
    assert [len(those) for those in rows] == [2, 2, 1]
    scores = [float(re.search(r"0\.\d\d", row.text_content())[0]) for those in rows for row in those]
    assert scores == sorted(scores, reverse=True) == [0.9, 0.89, 0.88, 0.87, 0.86]
    links = [page.xpath(".//nav[@class='pager']//a[@rel]/@href") for page in pages]
    assert links == [["/lineage?page=2"], ["/lineage", "/lineage?page=3"], ["/lineage?page=2"]]
    alone = section(render_page(many))
    assert not alone.xpath(".//nav") and "2 of 5 passages" in alone.text_content()


def test_reports_that_come_from_the_same_in_the_same_way_share_a_box() -> None:
    """A release that forty outlets print, one of which is printed by another in turn."""
    dossier = make_dossier()
    documents = tuple(replace(dossier.documents[1], id=f"d{n}", name=f"{n}.txt") for n in range(42))
    copies = [Lineage((f"d{n}",), ("d0",), None, "established", "made up here", ()) for n in range(1, 41)]
    last = Lineage(("d41",), ("d40",), None, "established", "made up here", ())
    many = replace(empty_dossier(), documents=documents, lineages=(*copies, last))
    (drawing,) = lineage_view(many, Anchors(many), EVERYTHING).drawings
    assert [len(column) for column in drawing.family.generations] == [1, 2, 1]
    assert sorted(len(drawing.boxes[slot.key].reports) for column in drawing.family.generations for slot in column) == [1, 1, 1, 39]
    (lineage,) = html.document_fromstring(render_page(many)).xpath("//section[@id='lineage']")
    (box,) = lineage.xpath(".//div[@class='box' and p[@class='name']='39 reports']")
    assert box.xpath("./p/a/@href") == [f"#report-{n}" for n in range(2, 41)]
    assert said(box).endswith("each from 1, kind not told")
