"""Two reports side by side: everything is there once, in signs as well as in colours, and nothing is dangerous."""

import re
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.show.fixture_dossier import lonely_dossier, make_dossier

from sayso import records as r
from sayso.errors import SettingsError
from sayso.records import OWN_TEXT, Span
from sayso.show.lines import columns_wide
from sayso.show.listings import envelope
from sayso.show.schema import schema
from sayso.show.side_by_side import KINDS, diff_json, find_report, side_by_side
from sayso.show.terminal_diff import render_diff

LEFT = "Pump fails\n\nThe pump at Quay failed twice. “We knew of rust below,” she said. Nobody was hurt."
RIGHT = "Old pump\n\nIt rained. The pump at Quay failed twice. “We guess of rust below,” she said, and left."


def place(doc, text, words):
    return Span(doc, text.index(words), text.index(words) + len(words))


def two_reports(left=LEFT, right=RIGHT, passages=(), quotes=()):
    documents = [
        r.Document(n, f"{n}.txt", n, None, None, None, text, (), (), "test", "") for n, text in (("a", left), ("b", right))
    ]
    return replace(
        lonely_dossier(),
        documents=tuple(documents),
        regions=(),
        attributions=(),
        sources=(),
        parties=(),
        passages=tuple(r.Passage(place("a", left, x), place("b", right, y), kind, 1.0, False, "test") for x, y, kind in passages),
        utterances=tuple(r.Utterance("p", (version("a", left, x), version("b", right, y)), "") for x, y in quotes),
    )


def version(doc, text, words):
    return r.Version((place(doc, text, words),), None)


STORY = two_reports(
    passages=[("The pump at Quay failed twice.", "The pump at Quay failed twice.", "verbatim")],
    quotes=[("We knew of rust below", "We guess of rust below")],
)


def rows_of(dossier, *names):
    found = side_by_side(dossier, *(find_report(dossier, name) for name in names))
    return [(row.kind, *(" / ".join(map(dossier.cut, side)) for side in (row.left, row.right))) for row in found]


def test_what_both_have_stands_beside_each_other():
    assert rows_of(STORY, "a.txt", "b.txt") == [
        ("only right", "", "Old pump"),
        ("only right", "", "It rained."),
        ("only left", "Pump fails", ""),
        ("verbatim", "The pump at Quay failed twice.", "The pump at Quay failed twice."),
        ("quotation", "“We knew of rust below,”", "“We guess of rust below,”"),
        ("only right", "", "she said, and left."),
        ("only left", "she said. Nobody was hurt.", ""),
    ]


def test_a_changed_quotation_is_marked_word_by_word_and_named():
    shown = render_diff(STORY, *STORY.documents, 120, False)
    assert "“We [-knew-] of rust below,”" in shown and "“We {+guess+} of rust below,”" in shown
    assert "meaning changed  “guess” for “knew”" in shown and "not as sure" in shown


def test_a_narrow_terminal_shows_one_under_the_other():
    shown = render_diff(STORY, *STORY.documents, 60, False).splitlines()
    at = shown.index("= left")
    assert shown[at : at + 4] == ["= left", "  The pump at Quay failed twice.", "= right", "  The pump at Quay failed twice."]


@pytest.mark.parametrize("width", [30, 60, 79, 80, 100, 140])
def test_no_line_is_longer_than_the_terminal_is_wide(width):
    dossier = make_dossier()
    for left, right in permutations(dossier.documents, 2):
        assert all(columns_wide(line) <= width for line in render_diff(dossier, left, right, width, False).splitlines())


def test_colours_add_nothing_but_colours():
    dossier = make_dossier()
    for left, right in permutations(dossier.documents, 2):
        plain = render_diff(dossier, left, right, 100, False)
        assert re.sub("\x1b\\[[0-9;]*m", "", render_diff(dossier, left, right, 100, True)) == plain
        assert "\x1b" not in plain and "\u202e" not in plain and "\x07" not in plain


def own(dossier, document):
    places = [region.span for region in dossier.regions if region.span.doc == document.id and region.kind in OWN_TEXT]
    places = places or [Span(document.id, 0, len(document.text))]
    return {at for span in places for at in range(span.start, span.end) if not document.text[at].isspace()}


def check_that_all_is_there(dossier, left, right):
    rows = side_by_side(dossier, left, right)
    for document, side in ((left, 0), (right, 1)):
        shown = [at for row in rows for span in row[side] for at in range(span.start, span.end)]
        assert own(dossier, document) <= set(shown)
        assert all(span.doc == document.id for row in rows for span in row[side])
    assert all(row.kind in KINDS and (row.left or row.right) for row in rows)
    return rows


def test_every_character_of_a_reports_own_text_is_in_a_row():
    dossier = make_dossier()
    for left, right in permutations(dossier.documents, 2):
        check_that_all_is_there(dossier, left, right)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_tied_nothing_is_lost_and_one_way_is_the_other_way(data):
    def spans(doc, text):
        edges = data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True))
        return Span(doc, min(edges), max(edges))

    kinds = data.draw(st.lists(st.sampled_from(("verbatim", "edited", "reworded")), max_size=4))
    passages = [r.Passage(spans("a", LEFT), spans("b", RIGHT), kind, 1.0, False, str(n)) for n, kind in enumerate(kinds)]
    dossier = replace(STORY, passages=tuple(passages))
    there = check_that_all_is_there(dossier, *dossier.documents)
    back = check_that_all_is_there(dossier, *reversed(dossier.documents))
    # where the two sides are exchanged, so are the rows
    turned = {"only left": "only right", "only right": "only left"}
    assert sorted((turned.get(row.kind, row.kind), row.right, row.left) for row in there) == sorted(
        (row.kind, row.left, row.right) for row in back
    )


def test_the_json_fits_its_schema():
    dossier = make_dossier()
    for left, right in permutations(dossier.documents, 2):
        Draft202012Validator(schema("diff")).validate(envelope("diff", dossier, [diff_json(dossier, left, right)]))


def test_a_report_is_found_by_the_beginning_of_its_name_or_id():
    dossier = make_dossier()
    assert find_report(dossier, "1-cour").name == "1-courier.txt"
    assert find_report(dossier, dossier.documents[2].id).name == "3-digest.txt"


def test_wrong_names_are_answered_with_the_right_ones():
    dossier = make_dossier()
    with pytest.raises(SettingsError, match=r"no report here is called 'tide'; choose from:\n  1-courier.txt\n  2-quay"):
        find_report(dossier, "tide")
    with pytest.raises(SettingsError, match="choose from"):
        find_report(dossier, "")
    with pytest.raises(SettingsError, match=r"2 reports are meant by 'x'; choose from:\n  a\n  b"):
        documents = tuple(replace(document, name="x.txt") for document in STORY.documents)
        find_report(replace(STORY, documents=documents), "x")
    with pytest.raises(SettingsError, match="two different reports"):
        side_by_side(STORY, STORY.documents[0], STORY.documents[0])
