"""What reaches a terminal: the story in order, cut with a way to the rest, and nothing a report could do harm with."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.show.fixture_dossier import empty_dossier, lonely_dossier, make_dossier

from sayso.records import Problem
from sayso.show.explain import explain
from sayso.show.lines import Cell, columns, columns_wide, harmless, one_line, short, wrap
from sayso.show.listings import LISTINGS
from sayso.show.terminal import render_terminal
from sayso.show.terminal_lists import render_explanation, render_listing
from sayso.show.terminal_texts import render_attributions

OWN_COLOURS = re.compile("\x1b\\[[0-9;]*m")


@pytest.fixture(scope="module")
def dossier():
    return make_dossier()


def lines_of(dossier, **options):
    return render_terminal(dossier, 100, False, project="ferry.sayso", **options).splitlines()


def test_the_story_begins_with_the_claim_and_its_sentence(dossier):
    lines = lines_of(dossier)
    assert lines[0] == "“the captain of the Gannet was ordered to sail after a failed engine test”"
    assert lines[3].startswith("5 reports carry it → 2 outlets stand behind it → 1 independent origin: two crew members, unnamed")


def test_the_sections_stand_in_the_order_a_fact_checker_reads_them(dossier):
    titles = [line for line in lines_of(dossier) if re.match("[A-Z]+ [A-Z]", line)]
    starts = ("ON WHOSE", "WHO DENIES", "WHAT HAPPENED", "OTHER CLAIMS", "WHO COPIED", "WHAT CANNOT", "DATE NOT", "WHAT COULD NOT")
    assert len(titles) == len(starts)
    assert all(title.startswith(start) for title, start in zip(titles, starts, strict=True))


def test_who_denies_is_told_with_exact_words_and_place(dossier):
    text = "\n".join(lines_of(dossier))
    assert re.search(r"Selkie Line +DENIES +“one of its captains was ordered", text)
    assert "(1-courier.txt 586-633)" in text


def test_two_wordings_are_shown_side_by_side_with_what_changed():
    dossier = make_dossier()
    edited = next(change for change in dossier.changes if change.kind == "altered")
    at, to = (dossier.cut(span).index(word) for span, word in ((edited.left, "later"), (edited.right, "afterwards")))
    left = replace(edited.left, start=edited.left.start + at, end=edited.left.start + at + 5)
    right = replace(edited.right, start=edited.right.start + to, end=edited.right.start + to + 10)
    lines = lines_of(replace(dossier, changes=(replace(edited, left=left, right=right, because="“afterwards” for “later”"),)))
    start = lines.index("WHAT HAPPENED TO THE WORDS  1 altered")
    assert [line.split() for line in lines[start + 1 : start + 4]] == [
        [
            "two",
            "crew",
            "members",
            "3-digest.txt",
            "“We",
            "were",
            "told",
            "to",
            "cast",
            "off",
            "and",
            "write",
            "the",
            "sheet",
            "later,”",
        ],
        ["4-reworded.txt", "“We", "were", "told", "to", "throw", "off", "and", "write", "the", "bed", "sheet", "afterwards,”"],
        ["altered", "“afterwards”", "for", "“later”"],
    ]


def test_what_is_cut_short_names_the_command_that_shows_it(dossier):
    many = replace(dossier, problems=tuple(Problem("collect", f"{number}.bin", f"no text in it ({number})") for number in range(9)))
    assert "  … and 6 more: sayso show --json ferry.sayso" in lines_of(many)
    alike = replace(dossier, problems=tuple(Problem("collect", f"{number}.bin", "no text in it") for number in range(9)))
    assert any(line.startswith("  0.bin, 1.bin, 2.bin and 6 more") for line in lines_of(alike))
    crowded = replace(
        dossier, claims=dossier.claims + dossier.claims * 20, lineages=dossier.lineages * 9, conflicts=dossier.conflicts * 9
    )
    lines = lines_of(crowded)
    assert "  … and 36 more: sayso claims ferry.sayso" in lines and len(lines) < 90


@pytest.mark.parametrize("make", [empty_dossier, lonely_dossier])
def test_a_story_without_claims_says_so(make):
    assert render_terminal(make(), 100, False).startswith("No claim was found in")


@pytest.mark.parametrize("command", LISTINGS)
@pytest.mark.parametrize("width", [30, 100, 140])
def test_each_listing_keeps_to_the_width(dossier, command, width):
    text = render_listing(command, dossier, width, False)
    assert text.strip() and max(map(columns_wide, text.splitlines())) <= width


@pytest.mark.parametrize("command", LISTINGS)
def test_an_empty_listing_says_so(command):
    assert render_listing(command, empty_dossier(), 100, False).startswith(f"no {command} found")


def all_renderings(dossier, colour):
    yield render_terminal(dossier, 100, colour)
    yield render_attributions(dossier, 100, colour)
    yield render_explanation(explain(dossier, dossier.documents[4].name), 100, colour)
    yield from (render_listing(command, dossier, 100, colour) for command in LISTINGS)


@pytest.mark.parametrize("colour", [True, False])
def test_nothing_of_a_hostile_report_reaches_the_terminal(dossier, colour):
    for text in all_renderings(dossier, colour):
        rest = OWN_COLOURS.sub("", text) if colour else text
        assert not [char for char in rest if char != "\n" and unicodedata.category(char) == "Cc"]
        assert "\u202e" not in rest


def test_colours_change_nothing_but_colours(dossier):
    for plain, coloured in zip(all_renderings(dossier, False), all_renderings(dossier, True), strict=True):
        assert OWN_COLOURS.sub("", coloured) == plain


# ── lines ──

ESCAPES = [
    ("\x1b[2Jgone", "gone"),
    ("\x9b31mred", "red"),
    ("\x1b]0;title\x07text", "text"),
    ("\x1b]8;;http://a.example\x1b\\link\x1b]8;;\x1b\\", "link"),
    ("\x1bPq#0\x1b\\end", "end"),
    ("\x1b]0;never ended", "0;never ended"),
    ("a\x1bcb", "ab"),
    ("a\rb\x85c\u2028d", "a\nb\nc\nd"),
    ("x\x00\x08\x7fy", "xy"),
    ("keep\ttabs\nand lines", "keep\ttabs\nand lines"),
    ("\u2066isolated\u2069", "⟨U+2066⟩isolated⟨U+2069⟩"),
    ("\U000e0041", "⟨U+E0041⟩"),
    ("half \ud83d", "half ⟨U+D83D⟩"),
]


@pytest.mark.parametrize(("given", "shown"), ESCAPES)
def test_escape_sequences_are_taken_out(given, shown):
    assert harmless(given) == shown


@given(st.text(alphabet=st.characters(), max_size=200))
def test_no_text_keeps_a_control_character(text):
    assert not [char for char in harmless(text) if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"]
    assert "\n" not in one_line(text)


@given(st.text(max_size=120), st.integers(min_value=2, max_value=40))
def test_wrapped_lines_keep_every_word_and_the_width(text, width):
    line = one_line(text)
    wrapped = wrap(line, width)
    assert "".join(wrapped).replace(" ", "") == line.replace(" ", "")
    assert all(columns_wide(part) <= width for part in wrapped)


def test_columns_are_aligned_also_with_wide_characters():
    rows = [[Cell("日本"), Cell("one")], [Cell("abcd"), Cell("two")]]
    assert columns(rows, 40) == ["  日本  one", "  abcd  two"]


def test_a_narrow_terminal_gets_the_last_column_below():
    assert columns([[Cell("a" * 20), Cell("words")]], 40) == ["  " + "a" * 20, "    words"]


def test_short_says_that_something_is_left_out():
    assert short("one two three", 9) == "one two …" and short("one", 9) == "one"
