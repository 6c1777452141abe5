"""The reports screen: a list, one report, or several side by side with every paragraph once and in order."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tests.show.fixture_dossier import make_dossier

from sayso.records import Lineage, Span
from sayso.show.page import SCREENS, render_screen
from sayso.show.page.anchors import Anchors, label
from sayso.show.page.asked import EVERYTHING, Asked
from sayso.show.page.places import Places
from sayso.show.page.reader import Join, aligned, chain, tied
from sayso.show.page.reports import Made, ReportsView, reports_view
from sayso.show.search import find, index_texts

JOINS = st.lists(st.builds(Join, st.integers(0, 7), st.integers(0, 7), st.integers(1, 90), st.just("edited")), max_size=12)


def app(asked: Asked = EVERYTHING) -> ReportsView:
    dossier = make_dossier()
    return reports_view(dossier, Anchors(dossier, Places(app=True)), asked)


def tree_of(asked: Asked) -> html.HtmlElement:
    return html.document_fromstring(render_screen(make_dossier(), "reports", asked).html)


@given(st.integers(0, 8), st.lists(st.tuples(st.integers(0, 8), JOINS), min_size=1, max_size=3))
def test_every_paragraph_stands_once_and_in_its_order(count: int, others: list[tuple[int, list[Join]]]) -> None:
    counts = [count, *(other for other, _ in others)]
    joins = [sorted({j[:2]: j for j in those if j.left < count and j.right < other}.values()) for other, those in others]
    rows = aligned(counts, joins)
    for column, paragraphs in enumerate(counts):
        assert [number for row in rows for number in row.columns[column]] == list(range(paragraphs))
    for row in rows:
        for column, kind in enumerate(row.kinds):
            beside = {(left, right) for left in row.columns[0] for right in row.columns[column]}
            assert not kind or beside & {join[:2] for join in joins[column - 1]}


@given(JOINS)
def test_joined_paragraphs_stand_beside_each_other(joins: list[Join]) -> None:
    joins = sorted({join[:2]: join for join in joins}.values())
    rows = aligned([8, 8], [joins])
    for link in chain(joins):
        assert any(link.left in row.columns[0] and link.right in row.columns[1] for row in rows)


def test_a_passage_joins_its_paragraphs() -> None:
    dossier = make_dossier()
    digest, reworded = dossier.documents[2:4]
    blocks = {
        document.id: sorted(region.span for region in dossier.regions if region.span.doc == document.id)
        for document in (digest, reworded)
    }
    found = tied(dossier, digest, reworded, blocks)
    assert [(join.left, join.right, join.kind) for join in found.joins] == [(1, 1, "reworded"), (3, 2, "quotation")]
    assert {span.cut(reworded.text) for span in found.differing if span.doc == reworded.id} >= {"throw", "bed", "afterwards"}


def test_the_app_lists_the_reports_and_builds_no_text() -> None:
    view = app()
    assert not view.reports
    assert [line.name.number for line in view.lines] == [1, 2, 3, 4, 5]
    assert [made.lost for line in view.lines for made in line.made] == [True] * 2
    assert view.lines[1].words == len(re.findall(r"[A-Za-z0-9]+", make_dossier().documents[1].text))


@pytest.mark.parametrize(
    ("parents", "lost", "direction", "told"),
    [
        ((2,), None, "established", "made from 3"),
        ((2,), None, "not established", "likely made from 3"),
        ((), "a wire", "established", "shares a text that is not in your files"),
        ((), "a wire", "not established", "likely shares a text that is not in your files"),
        ((), None, "not established", "shares text; which came first is not established"),
    ],
)
def test_what_is_only_likely_is_called_so(parents: tuple[int, ...], lost: str | None, direction: str, told: str) -> None:
    dossier = make_dossier()
    ids = [document.id for document in dossier.documents]
    lineage = Lineage((ids[3],), tuple(ids[number] for number in parents), lost, direction, "it says so", ())
    page = render_screen(replace(dossier, lineages=(lineage,)), "reports").html
    (cell,) = html.document_fromstring(page).xpath("//tr[.//input[@value='4']]/td[@data-head='Made from']")
    assert " ".join(cell.text_content().split()).startswith(told)


def test_the_list_is_a_form_that_works_without_script() -> None:
    (form,) = tree_of(EVERYTHING).xpath("//main//form")
    assert (form.get("action"), form.get("method")) == ("/reports", "get")
    assert form.xpath(".//input[@type='checkbox']/@name") == ["reports"] * 5
    assert form.xpath(".//input/@value") == ["1", "2", "3", "4", "5"]


def test_one_report_is_shown_alone() -> None:
    view = app(Asked(reports=(3,)))
    assert [report.name.number for report in view.reports] == [3]
    assert [near.number for near in view.near] == [4]
    tree = tree_of(Asked(reports=(3,)))
    assert len(tree.xpath("//article")) == 1
    assert "/reports?reports=3&reports=4" in tree.xpath("//main//a/@href")


def test_reports_stand_side_by_side_in_the_order_they_were_asked_for() -> None:
    tree = tree_of(Asked(reports=(4, 3, 4)))
    assert tree.xpath("//thead//th/@id") == ["report-4", "report-3"]
    rows = tree.xpath("//table[@class='columns']/tbody/tr")
    (joined,) = [row for row in rows if "nameless team members" in row.text_content()]
    assert "two unnamed crew members" in joined.text_content()
    assert "≈ reworded" in joined.text_content()
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_side_by_side_holds_every_word_of_both() -> None:
    dossier = make_dossier()
    tree = tree_of(Asked(reports=(1, 2)))
    for column, document in enumerate(dossier.documents[:2], 1):
        cells = tree.xpath(f"//table[@class='columns']/tbody/tr/td[{column}]//div[@class='said-text']")
        for extra in [extra for cell in cells for extra in cell.xpath(".//a | .//b")]:
            extra.drop_tree()
        assert "".join("".join(cell.text_content() for cell in cells).split()) == "".join(document.text.split())


def test_more_than_four_are_told_to_be_left_out() -> None:
    view = app(Asked(reports=(1, 2, 3, 4, 5)))
    assert len(view.reports) == 4
    assert [name.number for name in view.left_out] == [5]


@pytest.mark.parametrize("numbers", [(6,), (0,), (1, 9)])
def test_a_report_that_is_not_there_is_an_error(numbers: tuple[int, ...]) -> None:
    with pytest.raises(IndexError):
        app(Asked(reports=numbers))


def test_words_searched_for_are_marked_within_other_marks() -> None:
    """Where they stand in one paragraph, as the search finds them."""
    wanted = "CAPTAIN “Gannet”"
    tree = tree_of(Asked(reports=(2,), q=wanted, hits=tuple(find(index_texts(make_dossier()), wanted))))
    assert [mark.text_content() for mark in tree.xpath("//article//mark[@class='found']")] == ["captain", "Gannet"]
    assert tree.xpath("//mark[contains(@class, 'claim')]//mark[@class='found']")


@pytest.mark.parametrize(("direction", "whence"), [("established", "reworded from"), ("not established", "also, reworded, in")])
def test_the_margin_says_whose_words_they_are(direction: str, whence: str) -> None:
    dossier = make_dossier()
    digest, reworded = dossier.documents[2].id, dossier.documents[3].id
    parent = Lineage((reworded,), (digest,), None, direction, "it says so", ())
    (report,) = reports_view(replace(dossier, lineages=(parent,)), Anchors(dossier, Places(app=True)), Asked(reports=(4,))).reports
    notes = [[(note.kind, note.words, note.name) for note in region.notes] for run in report.runs for region in run.regions]
    assert notes == [
        [("author", "the author’s words", "")],
        [
            ("unnamed", "said by", "two nameless team members, unnamed (via the Bay Lantern)"),
            ("near", whence, ""),
        ],
        [("author", "the author’s words", "")],
        [("author", "the author’s words", "")],
    ]


def test_a_paragraph_that_many_have_names_a_few() -> None:
    dossier = make_dossier()
    passage = dossier.passages[0]
    copies = [replace(dossier.documents[3], id=f"copy{n}", name=f"copy {n}") for n in range(9)]
    passages = tuple(replace(passage, right=Span(copy.id, passage.right.start, passage.right.end)) for copy in copies)
    many = replace(dossier, documents=(*dossier.documents, *copies), passages=passages)
    (report,) = reports_view(many, Anchors(many, Places(app=True)), Asked(reports=(3,))).reports
    (note,) = [note for run in report.runs for region in run.regions for note in region.notes if note.kind == "near"]
    assert [number for number, _ in note.links] == [6, 7, 8, 9, 10, 11]
    assert note.more == 3


def test_a_stretch_of_several_paragraphs_names_the_other_reports_once() -> None:
    dossier = make_dossier()
    digest, reworded = dossier.documents[2], dossier.documents[3]
    whole = replace(dossier.passages[0], left=Span(digest.id, 0, len(digest.text)), right=Span(reworded.id, 0, len(reworded.text)))
    (report,) = reports_view(replace(dossier, passages=(whole,)), Anchors(dossier, Places(app=True)), Asked(reports=(3,))).reports
    notes = [[note for note in region.notes if note.kind == "near"] for run in report.runs for region in run.regions]
    assert [(note.words, len(note.links)) for (note,) in notes] == [
        ("also, reworded, in", 1),
        *[("also, reworded, in the same report as above", 0)] * (len(notes) - 1),
    ]


def test_what_a_report_shares_with_many_is_said_once() -> None:
    dossier = make_dossier()
    child = dossier.documents[3].id
    lost = [
        Lineage((child, doc.id), (), f"lost text {n}", "not established", "", ()) for n, doc in enumerate(dossier.documents[:3])
    ]
    shared = [Lineage((child, doc.id), (), None, "not established", "", ()) for doc in dossier.documents[:3]]
    view = reports_view(replace(dossier, lineages=(*lost, *shared)), Anchors(dossier, Places(app=True)), Asked())
    assert view.lines[3].made == (Made((), True, False), Made((), False, False))


def test_a_report_is_called_by_outlet_then_headline_then_file() -> None:
    names = [name.label for name in Anchors(make_dossier()).reports.values()]
    assert names[:3] == ["Harbour Courier", "Quay Radio", "Lantern: Gannet sailed on orders …"]
    assert label(None, None, "a/b.txt") == "a/b.txt"
    assert label("x" * 90, None) == "x" * 39 + " …"


def test_every_link_of_the_app_into_a_report_has_its_target_there() -> None:
    dossier = make_dossier()
    pages = [render_screen(dossier, screen.key).html for screen in SCREENS] + [render_screen(dossier, "claim").html]
    pages += [render_screen(dossier, "reports", Asked(reports=numbers)).html for numbers in ((1,), (4,), (3, 4))]
    ids = {
        str(number): set(html.document_fromstring(render_screen(dossier, "reports", Asked(reports=(number,))).html).xpath("//@id"))
        for number in range(1, 6)
    }
    links = [
        re.fullmatch(r"/reports/(\d+)#(\S+)", link) for page in pages for link in html.document_fromstring(page).xpath("//@href")
    ]
    led = {(link[1], link[2]) for link in links if link}
    assert len(led) > 20
    assert not {(number, key) for number, key in led if key not in ids[number]}
