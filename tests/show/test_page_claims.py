"""The claims: which were asked for, the grid of claims and parties, the claim's own page, and how words are cited."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from lxml import etree, html
from tests.show.fixture_dossier import empty_dossier, make_dossier
from tests.show.test_page import OUR_ATTRIBUTES, OUR_ELEMENTS, parse, words_of

from sayso.records import Claim, Member, Published, Span, record_id
from sayso.show.dossier import Dossier
from sayso.show.page import Asked, render_page, render_screen
from sayso.show.page.anchors import Anchors
from sayso.show.page.asked import EVERYTHING
from sayso.show.page.claim import MOST_PLACES, claim_view
from sayso.show.page.claims import claim_card
from sayso.show.page.context import citation, sentence_around
from sayso.show.page.grid import MOST_VOICES, ROWS_ON_A_PAGE, ClaimsView, claims_view, with_cards
from sayso.show.page.places import Places
from sayso.show.page.touched import touched
from sayso.show.page.wanted import is_unnamed, parties_on, wanted

APP = Places(app=True)
OF_THE_APP = (
    "form button label select option input",
    "role for maxlength method action selected checked type value aria-current data-app data-kind data-ids data-now data-label "
    "data-words",
)


def screen(dossier: Dossier, key: str, asked: Asked = EVERYTHING) -> html.HtmlElement:
    return parse(render_screen(dossier, key, asked).html)


def party(dossier: Dossier, name: str) -> str:
    return next(id_ for id_, one in dossier.party.items() if one.name == name)


def in_reading_order(claim: Claim) -> list[Member]:
    """By report, then by place; the fixture names its reports in order."""
    numbers = {document.id: number for number, document in enumerate(make_dossier().documents)}
    return sorted(claim.members, key=lambda member: (numbers[member.span.doc], member.span))


def view(dossier: Dossier, asked: Asked = EVERYTHING, *, app: bool = True) -> ClaimsView:
    return claims_view(dossier, Anchors(dossier, Places(app)), asked)


def many(count: int) -> Dossier:
    """A story with so many claims, each put forward by the first report alone in its own voice."""
    dossier = make_dossier()
    one = dossier.claims[1].members[0]
    members = [replace(one, because=f"told for the {number}th time") for number in range(count)]
    return replace(dossier, claims=tuple(Claim(m.span, (m,), 1.0, m.because) for m in members), origins=())


# ── which claims ─────────────────────────────────────────────────────────────────────────────────────────────────────


def numbers(dossier: Dossier, asked: Asked) -> list[int]:
    return [number for number, _ in wanted(dossier, asked)]


def test_nothing_asked_leaves_nothing_out() -> None:
    assert numbers(make_dossier(), EVERYTHING) == [1, 2]
    assert numbers(empty_dossier(), EVERYTHING) == []


def test_claims_are_found_by_party_report_and_dispute() -> None:
    dossier = make_dossier()
    assert numbers(dossier, Asked(party=party(dossier, "Selkie Line"))) == [1]
    assert numbers(dossier, Asked(party=dossier.author_of[dossier.documents[2].id])) == [2]  # in the digest's own voice
    assert numbers(dossier, Asked(party="nobody of this name")) == []
    assert [numbers(dossier, Asked(report=number)) for number in range(1, 7)] == [[1], [1, 2], [1, 2], [1, 2], [1], []]
    assert numbers(dossier, Asked(report=-1)) == []
    assert numbers(dossier, Asked(contested=True)) == [1]
    assert numbers(dossier, Asked(contested=True, report=3, party=party(dossier, "The Island Star"))) == [1]
    assert numbers(dossier, Asked(contested=True, report=3, party=party(dossier, "Tide Blog\u200b </bdi><script>"))) == []


def test_a_claim_rests_on_unnamed_sources_only_where_an_origin_counts_and_all_are_unnamed() -> None:
    dossier = make_dossier()
    assert numbers(dossier, Asked(unnamed=True)) == [1]
    named = replace(dossier.origins[1], standing="counted", sourcing_class="outlet")
    assert not is_unnamed(replace(dossier, origins=(dossier.origins[0], named)), dossier.claims[0])
    assert not is_unnamed(replace(dossier, origins=()), dossier.claims[0])


# ── the grid ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_grid_says_what_each_party_does_with_each_claim() -> None:
    dossier = make_dossier()
    made = view(dossier)
    stands = {
        column.name: [(taken.value, len(taken.words)) for taken in cell]
        for column, cell in zip(made.columns, made.rows[0].cells, strict=True)
    }
    assert made.columns[0].name == "the reports themselves"  # they take positions on both claims
    assert stands["the reports themselves"] == [("reports", 1)]
    assert stands["two crew members, unnamed"] == [("asserts", 4)]
    assert stands["Selkie Line"] == [("denies", 1)]
    assert stands["Harbour Office"] == [("doubts", 1)]
    assert [bool(cell) for cell in made.rows[1].cells] == [True] + [False] * (len(made.columns) - 1)


def test_a_cell_leads_to_the_words_and_has_a_word_beside_its_sign() -> None:
    dossier = make_dossier()
    grid = screen(dossier, "claims").xpath("//table[contains(@class, 'grid')]")[0]
    (denies,) = grid.xpath(".//a[contains(@class, 'denies')]")
    assert words_of(denies) == "denies"
    words = "one of its captains was ordered to sail although an engine had failed its morning test"
    start = dossier.documents[0].text.index(words)
    assert denies.get("href") == f"/reports/1#w1-{start}-{start + len(words)}"
    heads = [words_of(head) for head in grid.xpath("./thead//th")]
    assert all(len(row.xpath("./*")) == len(heads) for row in grid.xpath("./tbody/tr"))
    assert denies.getparent().get("data-head") == heads[denies.getparent().getparent().index(denies.getparent())]


def test_a_party_that_was_asked_for_has_the_first_column() -> None:
    dossier = make_dossier()
    assert view(dossier, Asked(party=party(dossier, "Harbour Office"))).columns[0].name == "Harbour Office"


def test_parties_beyond_the_columns_stand_among_the_others_denials_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.show.page.grid.MOST_COLUMNS", 1)
    made = view(make_dossier())
    assert [column.name for column in made.columns] == ["the reports themselves"]
    assert made.columns_left == 4
    assert [(taken.holder, taken.value) for taken in made.rows[0].others] == [
        ("Selkie Line", "denies"),
        ("Harbour Office", "doubts"),
    ]
    assert made.rows[0].others_left == 2


def test_a_row_tells_origins_reports_and_when_it_was_first_seen() -> None:
    made = view(make_dossier())
    order, aboard = made.rows
    assert (order.origins, order.reports, order.first_seen, order.undated) == (1, "5", "2031-05-03", 2)
    assert order.why.startswith("5 reports carry it → 2 outlets stand behind it → 1 independent origin: two crew members")
    assert (aboard.origins, aboard.reports, aboard.first_seen, aboard.undated) == (0, "3", "2031-05-03", 1)
    dossier = make_dossier()
    unknown = tuple(Published(document.id, None, None, "no date", ()) for document in dossier.documents)
    rows = screen(replace(dossier, published=unknown), "claims").xpath("//tr[@class='claim-row']")
    assert ["not dated" in words_of(row) for row in rows] == [True, True]


def test_what_happened_to_the_words_is_flagged_with_its_kind() -> None:
    dossier = make_dossier()
    assert [flag.word for flag in view(dossier).rows[1].flags] == ["number"]
    sheet = dossier.changes[1]
    said = Member(sheet.left, "", "", None, "asserts", "the same sheet")
    row = view(replace(dossier, claims=(Claim(sheet.left, (said,), 1.0, "one sheet"),))).rows[0]
    assert [(flag.word, flag.href) for flag in row.flags] == [("altered", Anchors(dossier, APP).href(sheet.right))]


def test_the_count_of_a_row_opens_its_reason() -> None:
    (reason, *_) = screen(make_dossier(), "claims").xpath("//tr[@class='claim-row']//details")
    assert words_of(reason).startswith("15 reports carry it → 2 outlets")  # the count itself is the summary: 1


# ── choices and pages ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_choices_work_without_a_script_in_the_app() -> None:
    dossier = make_dossier()
    asked = Asked(party=party(dossier, "Selkie Line"), contested=True)
    tree = screen(dossier, "claims", asked)
    (form,) = tree.xpath("//main//form")
    assert (form.get("method"), form.get("action")) == ("get", "/claims")
    assert form.xpath(".//option[@selected]/@value") == [asked.party]
    assert form.xpath(".//input[@checked]/@name") == ["contested"]
    assert {field.get("name") for field in form.xpath(".//select | .//input")} == {"party", "report", "unnamed", "contested"}
    assert all(field.getparent().tag == "label" for field in form.xpath(".//select | .//input"))
    assert "1 of 2 claims" in words_of(tree.xpath("//p[@class='found']")[0])


def test_in_the_file_the_rows_say_what_the_script_may_choose_by() -> None:
    tree = parse(render_page(make_dossier()))
    assert not tree.xpath("//main//form | //select")
    rows = tree.xpath("//tr[@class='claim-row']")
    assert [(row.get("data-claim"), row.get("data-reports")) for row in rows] == [("1", "1 2 3 4 5"), ("2", "2 3 4")]
    assert [row.get("data-contested") is not None for row in rows] == [True, False]
    assert [row.get("data-unnamed") is not None for row in rows] == [True, False]
    named = {head.get("data-party"): words_of(head) for head in tree.xpath("//thead//*[@data-party]")}
    told = {named[number] for number in rows[0].get("data-parties").split()}
    assert told == {"two crew members, unnamed", "The Island Star", "Selkie Line", "Harbour Office"}
    assert rows[1].get("data-parties") == ""  # reports in their own voice are chosen by report


def test_no_claim_that_is_so_is_told() -> None:
    assert "No claim is so." in words_of(screen(make_dossier(), "claims", Asked(party="nobody")))
    assert "No claim was found." in words_of(screen(empty_dossier(), "claims"))


def test_pages_hold_every_claim_once_and_keep_what_was_asked() -> None:
    dossier = many(2 * ROWS_ON_A_PAGE + 50)
    pages = [view(dossier, Asked(page=page, report=2)) for page in (1, 2, 3)]
    assert [len(made.rows) for made in pages] == [100, 100, 50]
    assert [row.number for made in pages for row in made.rows] == list(range(1, 251))
    assert view(dossier, Asked(page=9)).page == 3  # a page that there is not: the last
    assert view(dossier, Asked(page=0)).page == 1
    links = screen(dossier, "claims", Asked(page=2, report=2)).xpath("//nav[@class='pager']//a/@href")
    assert links == ["/claims?report=2", "/claims?report=2", "/claims?report=2&page=2", *["/claims?report=2&page=3"] * 2]


# ── the one file ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_claim_of_one_voice_has_a_row_and_no_card() -> None:
    tree = parse(render_page(many(30)))
    assert not tree.xpath("//article[@class='claim-card']")
    assert tree.xpath("//tr[@class='claim-row']/@id") == [f"claim-{number}" for number in range(1, 31)]
    assert len(tree.xpath("//details[@class='more']//tr[@class='claim-row']")) == 6
    assert tree.xpath("count(//tr[@class='claim-row'][1]//pre[@data-copy])") == 2  # the first of each table


def test_a_claim_of_several_voices_has_a_card_that_its_row_leads_to() -> None:
    tree = parse(render_page(make_dossier()))
    assert tree.xpath("//article[@class='claim-card']/@id") == ["claim-1", "claim-2"]
    assert tree.xpath("//tr[@class='claim-row']/th/a[@class='nr']/@href") == ["#claim-1", "#claim-2"]


def test_cards_beyond_what_the_file_bears_become_rows_that_hold_all() -> None:
    dossier = make_dossier()
    order, aboard = dossier.claims
    voices = tuple(replace(order.members[number % 8], because=str(number)) for number in range(MOST_VOICES + 1))
    long = replace(order, members=voices)
    assert with_cards([(1, long), (2, aboard)]) == [(1, long)]  # the first always has its card
    assert with_cards([(1, aboard), (2, long)]) == [(1, aboard)]
    row = view(replace(dossier, claims=(aboard, long)), app=False).rows[1]
    assert row.more == ""
    assert {taken.value: len(taken.words) for cell in row.cells for taken in cell if taken.value != "asserts"} == {
        "reports": 1,
        "denies": 1,
        "doubts": 1,
    }
    tree = parse(render_page(replace(dossier, claims=(aboard, long))))
    linked = set(tree.xpath("//tr[@id='claim-2']/td//a/@href"))
    anchors = Anchors(dossier)
    assert {anchors.href(dossier.mention[member.mention].about) for member in order.members} <= linked
    assert "1 claim of several voices stands in the grid alone" in words_of(tree)


# ── one claim ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_claim_page_holds_every_place_and_what_touches_it() -> None:
    dossier = make_dossier()
    tree = screen(dossier, "claim", Asked(claim=2))
    assert words_of(tree.xpath("//h1")[0]) == "2 The ferry carried 61 passengers"
    assert len(tree.xpath("//section[@id='places']//tbody")) == 3
    (conflict,) = tree.xpath("//section[@id='claim-conflicts']/article")
    assert words_of(conflict).split()[:2] == ["Number", "high"]
    assert len(conflict.xpath(".//q")) == 2
    assert [words_of(mark) for mark in conflict.xpath(".//mark")] == ["61 passengers", "16 passengers"]
    assert "61 and 16 cannot both be" in words_of(conflict)
    assert tree.xpath("//section[@id='funnel']")


def test_a_claim_that_there_is_not_is_an_error() -> None:
    dossier = make_dossier()
    for number in (0, 3, -1):
        with pytest.raises(IndexError):
            claim_view(dossier, Anchors(dossier, APP), Asked(claim=number))


def test_a_claim_of_very_many_places_lists_as_many_as_fit_and_says_where_the_others_are() -> None:
    dossier = make_dossier()
    claim, (long, short) = dossier.claims[0], dossier.documents[:2]
    (first, other) = (next(m for m in claim.members if m.span.doc == doc.id) for doc in (long, short))
    places = [Span(long.id, start, start + 2) for start in range(MOST_PLACES + 50)]
    members = (*(replace(first, mention="", span=span) for span in places), replace(other, mention=""))
    crowded = replace(dossier, claims=(replace(claim, members=members),))
    page = claim_view(crowded, Anchors(crowded, APP), Asked(claim=1))
    assert [len(group.places) for group in page.card.by_report] == [MOST_PLACES - 1, 1]
    assert [(report.number, count) for report, count in page.left_out] == [(1, 51)]
    tree = screen(crowded, "claim")
    (left_out,) = tree.xpath("//p[@class='note left-out']")
    assert words_of(left_out).startswith("Not listed here, but marked in the text: 51 more places in 1 ")
    assert left_out.xpath(".//a/@href") == ["/reports/1"]
    marked = set(screen(crowded, "reports", Asked(reports=(1,))).xpath("//mark/@id"))
    assert {Anchors(crowded).words(span) for span in places if crowded.cut(span).strip()} <= marked
    assert not screen(dossier, "claim").xpath("//p[@class='note left-out']")
    (card,) = html.document_fromstring(render_page(crowded)).xpath("//article[@id='claim-1']")
    assert (len(card.xpath(".//tbody/tr")), card.xpath(".//p[@class='note left-out']//a/@href")) == (MOST_PLACES, ["#report-1"])


def test_dates_in_the_sentences_of_a_claim_are_told() -> None:
    assert [entry.start for entry in touched(make_dossier())[1].dated] == ["2031-04-28"]


def test_voices_with_the_same_words_share_a_place() -> None:
    dossier = make_dossier()
    order = dossier.claims[0]
    twice = replace(order, members=(order.members[0], replace(order.members[0], value="doubts")))
    card = claim_card(dossier, Anchors(dossier), 1, twice)
    ((place,),) = (group.places for group in card.by_report)
    assert [voice.value for voice in place.voices] == ["asserts", "doubts"]


def test_the_mentions_of_an_origin_are_told_with_the_rule_that_merged_them() -> None:
    dossier = make_dossier()
    origin = screen(dossier, "claim").xpath("//li[@class='origin counted']")[0]
    assert "All four wordings lead to the Bay Lantern's two crew members." in words_of(origin)
    wordings = origin.xpath(".//ul[@class='wordings']/li")
    places = [place.get("href") for one in wordings for place in one.xpath(".//a")]
    assert (len(wordings), len(places), len(set(places))) == (3, 4, 4)  # two reports have the same words


def test_corrections_have_their_places_in_the_app_alone() -> None:
    dossier = make_dossier()
    order = dossier.claims[0]
    buttons = screen(dossier, "claim").xpath("//button[@class='correct']")
    found = [(button.get("data-kind"), *json.loads(button.get("data-ids"))) for button in buttons]
    assert found[:2] == [(kind, record_id(order)) for kind in ("merge claims", "not a claim")]
    for kind in ("position", "split claim"):
        assert [ids for which, ids in found if which == kind] == [member.position for member in in_reading_order(order)]
    for kind in ("merge parties", "split party"):
        assert {ids for which, ids in found if which == kind} == {member.source for member in order.members if member.source}
    assert not [ids for kind, ids in found if kind == "same source"], "its one origin has no other beside it"
    assert all(button.get("type") == "button" and button.get("data-label") for button in buttons)
    assert "correct" not in parse(render_page(dossier)).xpath("//@class")


def test_of_several_counted_origins_each_may_be_the_same_source_as_another() -> None:
    dossier = make_dossier()
    first = dossier.origins[0]
    several = tuple(replace(origin, standing="counted") for origin in dossier.origins if origin.claim == first.claim)
    assert len(several) > 1
    buttons = screen(replace(dossier, origins=several), "claim").xpath("//button[@data-kind='same source']")
    assert {*map(record_id, several)} == {id_ for button in buttons for id_ in json.loads(button.get("data-ids"))}


def test_words_of_a_claim_with_one_place_cannot_be_parted_from_it() -> None:
    dossier = make_dossier()
    alone = replace(dossier.claims[0], members=dossier.claims[0].members[:1])
    kinds = screen(replace(dossier, claims=(alone,)), "claim").xpath("//button[@class='correct']/@data-kind")
    assert "position" in kinds and "split claim" not in kinds


def test_more_than_three_wordings_of_one_party_are_folded() -> None:
    dossier = make_dossier()
    order = dossier.claims[0]
    denial, text = order.members[6], dossier.documents[0].text
    words = [Span(denial.span.doc, found.start(), found.end()) for found in re.finditer(r"\bthe\b", text)][:5]
    denials = tuple(replace(denial, span=span, mention="", because=f"{span.start}") for span in words)
    tree = screen(replace(dossier, claims=(replace(order, members=denials),)), "claim")
    (item,) = tree.xpath("//section[@id='against']/ul/li")
    shown = len(item.xpath(".//div[@class='words']/ul/li"))
    folded = len(item.xpath(".//details//li"))
    assert (shown, folded > 0) == (3, True)
    assert words_of(item.xpath(".//summary")[0]) == f"{folded} more wording{'s' if folded > 1 else ''}"


@pytest.mark.parametrize("key", ["claims", "claim"])
def test_the_pages_hold_only_what_their_templates_wrote(key: str) -> None:
    tree = screen(make_dossier(), key)
    elements, attributes = OF_THE_APP
    assert {element.tag for element in tree.iter(etree.Element)} <= {*OUR_ELEMENTS.split(), *elements.split()}
    named = {name for element in tree.iter(etree.Element) for name in element.attrib}
    assert named <= {*OUR_ATTRIBUTES.split(), *attributes.split()}
    assert len(tree.xpath("//h1")) == 1
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not [link for link in tree.xpath("//@href") if not re.match(r"/|#top$|#main$|data:,$", link)]


def test_every_place_that_the_claims_lead_to_stands_in_its_report() -> None:
    dossier = make_dossier()
    file = parse(render_page(dossier))
    pages = [screen(dossier, "claims"), *(screen(dossier, "claim", Asked(claim=number)) for number in (1, 2))]
    links = {link for page in pages for link in page.xpath("//main//@href") if link.startswith("/reports/")}
    words = {link.partition("#")[2] for link in links if "#" in link}
    assert len(words) > 10
    assert words <= set(file.xpath("//article[@class='report-text']//@id"))


# ── citations ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_citation_names_words_report_place_and_version() -> None:
    dossier = make_dossier()
    vessel = dossier.claims[1].members[0].span
    cited = "".join(part.text for part in citation(dossier, vessel))
    document = dossier.documents[1]
    assert cited == (
        f"“The ferry carried 61 passengers” — Quay Radio, Was the Gannet sent out with a bad engine?, 2031-05-05; "
        f"file 2-quay-radio.html, characters {vessel.start}–{vessel.end}; sha256 {document.sha256[:12]}; sayso 0.1.0"
    )
    assert document.text[vessel.start : vessel.end] == "The ferry carried 61 passengers"


def test_every_place_on_the_claim_page_can_be_cited() -> None:
    dossier = make_dossier()
    tree = screen(dossier, "claim")
    cited = [words_of(cite) for cite in tree.xpath("//section[@id='places']//pre[@data-copy]")]
    assert len(cited) == len(tree.xpath("//section[@id='places']//tr[td]"))
    assert all(re.match(r"“.+” — .*; file .+, characters \d+–\d+; sha256 [0-9a-f]{12}; sayso 0\.1\.0$", text) for text in cited)
    assert words_of(tree.xpath("//section[@id='claim']/details//pre")[0]).startswith("“the captain of the Gannet was ordered")


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One came. Two of them stayed! Three left.", "stayed", "Two of them stayed!"),
        ("The U.S. said so. Nobody else did.", "said", "The U.S. said so."),
        ("They met NATO. Gen. Orr spoke to the press.", "spoke", "Gen. Orr spoke to the press."),
        ("A headline\nThe first line\nThe last", "first", "The first line"),
        ("  Set in by two blanks. More.", "blanks", "Set in by two blanks."),
        ("He said “We left. We are safe.” She agreed.", "left. We", "He said “We left. We are safe.”"),
        ("هل غادرت السفينة؟ نعم غادرت.", "نعم", "نعم غادرت."),
        ("whole", "whole", "whole"),
    ],
)
def test_words_stand_in_their_sentence(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    around = sentence_around(text, Span("a", start, start + len(words)))
    assert around.cut(text) == sentence
    assert around.contains(Span("a", start, start + len(words)))


def test_parties_on_a_claim_are_known_parties() -> None:
    dossier = make_dossier()
    assert all(parties_on(dossier, claim) <= dossier.party.keys() for claim in dossier.claims)
    assert party(dossier, "Selkie Line") in parties_on(dossier, dossier.claims[0])
