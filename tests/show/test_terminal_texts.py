"""The texts with whose words they are: marks that tell source, cue and content apart, and a legend below each paragraph."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.show.fixture_dossier import empty_dossier, lonely_dossier, make_dossier

from sayso import records as r
from sayso.records import Span, record_id
from sayso.show.lines import columns_wide
from sayso.show.terminal_texts import render_attributions

OWN_COLOURS = re.compile("\x1b\\[[0-9;]*m")
# With ids that change when anything about a record does.
ID = re.compile(r" · [0-9a-f]{8}$", re.M)


@pytest.fixture(scope="module")
def dossier():
    return make_dossier()


def shown(text, *said, regions=(), width=80, colour=False):
    """One report with attributions given as (source, cue, content …) by their words, as text without ids and key."""
    document = r.Document("d", "a.txt", "a.txt", None, None, None, text, (), (), "test", "")
    lonely = lonely_dossier()
    attributions, sources = [], []
    for source, cue, *content in said:
        made = r.Attribution(
            tuple(map(at(text), content)), (at(text)(cue),), (at(text)(source),), "indirect", "asserts", "says", None, "test"
        )
        attributions.append(made)
        chain = (r.ChainLink("author", "", None, None, ""), r.ChainLink("named", source, at(text)(source), None, ""))
        sources.append(r.Source(record_id(made), at(text)(source), "named", None, chain, "test"))
    made = replace(
        lonely,
        documents=(document,),
        regions=tuple(r.Region(Span("d", *place), kind, "") for place, kind in regions),
        attributions=tuple(attributions),
        sources=tuple(sources),
        parties=(),
    )
    rendered = render_attributions(made, width, colour)
    return ID.sub("", rendered).split("── a.txt ──", 1)[1].strip("\n") if not colour else rendered


def at(text):
    def span(words):
        return Span("d", text.index(words), text.index(words) + len(words))

    return span


def test_source_cue_and_content_are_in_marks_and_the_number_is_told_below():
    said = shown("Ada Lund said the pump had failed.", ("Ada Lund", "said", "the pump had failed"))
    assert said.splitlines() == [
        "<1 Ada Lund> {1 said} [1 the pump had failed].",
        "    1  Ada Lund · named · asserts · indirect",
    ]


def test_what_holds_another_closes_with_its_number():
    text = "Voss denied that Lund said it was safe."
    said = shown(text, ("Voss", "denied", "that Lund said it was safe"), ("Lund", "said", "it was safe"))
    assert said.splitlines()[0] == "<1 Voss> {1 denied} [1 that <2 Lund> {2 said} [2 it was safe] 1]."


def test_words_that_two_attributions_share_are_marked_once():
    text = "Lund said it leaked and denied the rest."
    said = shown(text, ("Lund", "said", "it leaked"), ("Lund", "denied", "the rest"))
    assert said.splitlines()[0] == "<1,2 Lund> {1 said} [1 it leaked] and {2 denied} [2 the rest]."


def test_a_content_in_two_pieces_has_one_number():
    text = "“We left,” Lund said. “Nobody called.”"
    assert shown(text, ("Lund", "said", "We left", "Nobody called")).splitlines()[0] == (
        "“[1 We left],” <1 Lund> {1 said}. “[1 Nobody called].”"
    )


def test_words_that_go_on_in_the_next_paragraph_are_marked_in_both():
    text = "Lund said: “It leaks.\n\nIt stinks.”"
    places = [((0, text.index("\n")), "body"), ((text.index("It stinks"), len(text)), "body")]
    said = shown(text, ("Lund", "said", "It leaks.\n\nIt stinks."), regions=places)
    assert "“[1 It leaks.]" in said and "\n[1 It stinks.]”" in said


def test_what_the_report_does_not_say_itself_is_set_apart_without_colour():
    text = "Home News Sport\n\nThe pump failed."
    said = shown(text, regions=[((0, 15), "navigation"), ((17, 33), "body")])
    assert said.splitlines()[0] == "| (navigation) Home News Sport" and "\nThe pump failed.\n" in said
    assert "nobody's words were found" in said


def test_an_attribution_without_a_holder_says_so():
    text = "Reportedly, the pump failed."
    attribution = r.Attribution(
        (at(text)("the pump failed"),), (at(text)("Reportedly"),), (), "indirect", "asserts", "says", None, ""
    )
    document = r.Document("d", "a.txt", "a.txt", None, None, None, text, (), (), "test", "")
    made = replace(lonely_dossier(), documents=(document,), regions=(), attributions=(attribution,), sources=(), parties=())
    assert "1  nobody named · unattributed · asserts" in render_attributions(made, 80, False)


def test_no_line_ends_between_a_mark_and_its_word():
    text = "Lund said " + "the pump at the old works had failed again and again " * 3
    for width in range(24, 60):
        lines = shown(text, ("Lund", "said", text[10:].strip()), width=width).splitlines()
        assert not [line for line in lines if line.endswith(("[1", "{1", "<1"))]


def test_astral_characters_and_wide_ones_keep_to_the_width_and_to_their_marks():
    text = "💧💧 Lund said 水" + "水" * 60 + " 𝕡𝕦𝕞𝕡 it."
    said = shown(text, ("Lund", "said", "𝕡𝕦𝕞𝕡"), width=30)
    assert "💧💧 <1 Lund> {1 said}" in said and "[1 𝕡𝕦𝕞𝕡] it." in said
    assert max(map(columns_wide, said.splitlines())) <= 30


@pytest.mark.parametrize("width", [34, 40, 100, 140])
def test_every_line_keeps_to_the_width(dossier, width):
    assert max(map(columns_wide, render_attributions(dossier, width, False).splitlines())) <= width


def test_every_word_of_every_report_is_printed(dossier):
    """Also what is no own text; but for marks, legends and the signs for hidden characters."""
    printed = "".join(render_attributions(dossier, 100, False).split())
    for document in dossier.documents:
        for word in re.findall(r"[A-Za-z]{12,}", document.text):
            assert word in printed


def test_hidden_marks_are_shown(dossier):
    assert "⟨U+202E⟩dereffo⟨U+202C⟩" in render_attributions(dossier, 100, False)


def test_the_chain_is_told(dossier):
    text = render_attributions(dossier, 140, False)
    assert "[1 the captain of the Gannet was ordered to sail" in text.replace("\n", " ")
    assert "Two crew members (via the Bay Lantern) · anonymous · asserts" in text


def test_nothing_read_says_so():
    assert render_attributions(empty_dossier(), 80, False) == "no attributions found in 0 reports\n"


HOSTILE = ["a", " ", "\n", "\t", "\x1b[31m", "\x1b]0;x\x07", "\x1b", "\x9b", "\x00", "💧", "水", "[", "é", "\u202e"]
CONTROL = st.lists(st.sampled_from(HOSTILE)).map("".join)


@given(CONTROL, CONTROL, CONTROL, st.integers(34, 80))
def test_a_report_cannot_send_the_terminal_anything(before, inside, after, width):
    """Escape sequences, also ones that a mark cuts in two."""
    text = f"{before}Lund{inside}said{after}so"
    said = shown(text, ("Lund", "said", "so"), width=width, colour=True)
    rest = OWN_COLOURS.sub("", said)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", rest)
    assert max(map(columns_wide, rest.split("\n"))) <= width
