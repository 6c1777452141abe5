"""The funnel's geometry: boxes, lines and brackets."""

from __future__ import annotations

from dataclasses import replace

from lxml import html
from tests.show.fixture_dossier import make_dossier

from sayso.records import record_id
from sayso.show.page import render_screen
from sayso.show.page.funnel import MOST_ROWS, Bracket, centre, curve, draw_funnel, line_width


def funnel():  # type: ignore[no-untyped-def]
    dossier = make_dossier()
    return draw_funnel(dossier, dossier.claims[0])


def test_boxes_stand_by_standing() -> None:
    drawn = funnel()
    assert [(box.standing, box.unnamed, box.reports) for box in drawn.origins] == [
        ("counted", True, 4),
        ("claimed", True, 1),
        ("not counted", False, 1),
    ]
    assert [(box.name, box.claimed, box.reports) for box in drawn.carriers] == [
        ("The Bay Lantern", False, 4),
        ("The Island Star", True, 1),
        ("", False, 1),
    ]
    assert len(drawn.reports) == 5


def test_lines_join_the_centres_of_their_boxes() -> None:
    drawn = funnel()
    assert [line.path for line in drawn.left] == [curve(centre(row, 3), centre(row, 3)) for row in range(3)]
    ends = [(0, 0), (0, 1), (0, 2), (0, 3), (1, 2), (2, 4)]
    assert [line.path for line in drawn.right] == [curve(centre(carrier, 3), centre(report, 5)) for carrier, report in ends]


def test_a_line_tells_how_many_reports_and_of_what_standing() -> None:
    drawn = funnel()
    assert [line.width for line in drawn.left] == [line_width(4), line_width(1), line_width(1)]
    assert [line.dashed for line in drawn.left] == [False, True, False]
    assert [line.unnamed for line in drawn.left] == [True, True, False]
    assert [line.faint for line in drawn.left] == [False, False, True]


def test_children_of_one_lost_source_share_a_bracket() -> None:
    assert funnel().brackets == (
        Bracket(1, ""),
        Bracket(1, ""),
        Bracket(2, "likely the same lost source · counts once"),
        Bracket(1, ""),
    )


def test_the_relation_is_told_in_words_too() -> None:
    box = funnel().reports[2]
    assert box.words == (
        "two crew members, unnamed, via The Bay Lantern",
        "unknown sources of The Island Star, via The Island Star",
    )
    assert box.shares == "likely the same lost source · counts once"


def test_siblings_stand_next_to_each_other() -> None:
    dossier = make_dossier()
    (lineage,) = dossier.lineages
    far = replace(lineage, children=(dossier.documents[0].id, dossier.documents[3].id))
    drawn = draw_funnel(replace(dossier, lineages=(far,)), dossier.claims[0])
    assert [dossier.report(box.doc)[0] for box in drawn.reports] == ["1", "4", "2", "3", "5"]
    assert drawn.brackets[0].rows == 2


def test_a_claim_without_origins_still_shows_its_reports() -> None:
    dossier = make_dossier()
    drawn = draw_funnel(dossier, dossier.claims[1])
    assert (drawn.origins, drawn.carriers, drawn.left, drawn.right) == ((), (), (), ())
    assert len(drawn.reports) == 3


def test_what_does_not_fit_is_counted() -> None:
    dossier = make_dossier()
    claim = dossier.claims[0]
    first = dossier.origins[0]
    many = tuple(replace(first, name=f"source {number}", claim=record_id(claim)) for number in range(MOST_ROWS + 3))
    drawn = draw_funnel(replace(dossier, origins=many), claim)
    assert (len(drawn.origins), drawn.origins_left_out) == (MOST_ROWS, 3)


def test_carriers_without_room_are_counted_and_the_page_says_so() -> None:
    dossier = make_dossier()
    claim = dossier.claims[0]
    first = dossier.origins[0]
    outlets = tuple(f"outlet {number}" for number in range(MOST_ROWS + 2))
    crowded = replace(
        dossier, origins=(replace(first, claim=record_id(claim), via=outlets, members=first.members[:1]),), sources=()
    )
    drawn = draw_funnel(crowded, claim)
    assert (len(drawn.carriers), drawn.carriers_left_out, drawn.origins_left_out, drawn.reports_left_out) == (MOST_ROWS, 2, 0, 0)
    for page in (render_screen(crowded, "story"), render_screen(crowded, "claim")):
        (told,) = html.document_fromstring(page.html).xpath("//p[@id='not-drawn']")
        words = " ".join(told.text_content().split())
        assert words == "Not drawn: 2 more boxes under “Who carried it” with their lines; they stand under claim 1."


def test_each_kind_of_box_that_is_not_drawn_is_told() -> None:
    drawn = replace(funnel(), origins_left_out=1, carriers_left_out=1, reports_left_out=2)
    assert drawn.not_drawn == ("1 more origin", "1 more box under “Who carried it” with its lines", "2 more reports")
    assert not funnel().not_drawn
