"""Small reports in docstrings: each line begins with the kind it must get."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.collect.regions import label_regions
from sayso.collect.text import find_blocks, read_text
from sayso.records import OWN_TEXT, REGION_KINDS, Block, Document

LONG = (
    "The ferry to Skerry was late again on Tuesday, the harbour office said in a note to its passengers.",
    "Nobody on the quay believed the note, because the same one had been pinned up the week before.",
)


def check(case: Callable[[], None]) -> Callable[[], None]:
    """A test whose docstring holds lines `kind | words`; equal kinds of one line's halves are split by ` ~ `."""

    def test() -> None:
        rows = [row.split(" | ", 1) for row in inspect.cleandoc(case.__doc__ or "").splitlines() if row.strip()]
        text = "\n".join(words.replace(" ~ ", "") for _, words in rows)
        expected = [
            (kind.strip(), part) for kinds, words in rows for kind, part in zip(kinds.split("+"), words.split(" ~ "), strict=True)
        ]
        document = read_text(text.encode(), "case.txt")
        assert [(region.kind, region.span.cut(text)) for region in label_regions([document])] == expected

    test.__name__ = case.__name__
    return test


@check
def test_a_plain_report() -> None:
    """
    headline | Ferry to Skerry late again
    repeated headline | Ferry to Skerry late again
    standfirst | Islanders bring chairs and flasks of tea to the quay
    byline | By Ada Lund, harbour reporter
    dateline | Tuesday 7 May 2024
    body | The ferry to Skerry was late again on Tuesday, the harbour office said in a note to its passengers.
    subheading | Chairs and tea
    body | Nobody on the quay believed the note, because the same one had been pinned up the week before.
    """


@check
def test_a_page_clock_on_top_and_other_reports_below() -> None:
    """
    navigation | 11:40 BST3 January 2024
    navigation | Watch live
    navigation | Tides & Weather
    navigation | Share this story
    body | On Monday, two sailors told the newspaper that the Skerry* ferry had never been inspected.
    body | The harbour office, the shipping line and the council have all rejected the story.
    footnote | * An island with no doctor of its own.
    related | Seal Moves Into Ticket Hall, Refuses To Leave
    related | Who Pays For The New Pier? Five Questions Answered
    navigation | Community pledgeWrite to us
    """


@check
def test_an_appeal_before_the_text_and_prompts_after_it() -> None:
    """
    headline | Ferry to Skerry late again, harbour office admits
    promotion | Keep The Buoy afloat
    promotion | From sinking piers to lost parcels, The Buoy reports what no other paper does. We have no owner and no paywall.
    promotion | If you like what we do, please consider a small gift today.
    promotion+body | Your gift keeps us going. ~ The ferry to Skerry was late again on Tuesday, the harbour office said in a note.
    body | Nobody on the quay believed the note, because the same one had been pinned up the week before.
    comments | Join our readers' debate
    comments | Tell us what you think and see what other Buoy readers have to say
    comments | 12 Comments
    """


@check
def test_a_list_of_sources_at_the_end() -> None:
    """
    headline | Ferry to Skerry late again
    body | The ferry to Skerry was late again on Tuesday, the harbour office said in a note to its passengers.
    footnote | Sources
    footnote | Ada Lund. "Ferry late, office admits" — The Buoy, May 7, 2024
    footnote | "Note to passengers" — Skerry Harbour Office, May 7, 2024
    """


@check
def test_the_author_at_the_end() -> None:
    """
    headline | Ferry to Skerry late again
    body | The ferry to Skerry was late again on Tuesday, the harbour office said in a note to its passengers.
    author note | Ada Lund
    author note | Ada Lund is studying marine law in Wrenport. She likes seals, tides and old timetables.
    """


@check
def test_a_source_at_the_end_is_not_the_author() -> None:
    """
    headline | Ferry to Skerry late again
    body | The ferry was late because of the tide, Ada Lund said on Tuesday in a talk at the school.
    body | Ada Lund is a professor at the marine school in Wrenport and has studied tides for years.
    """


@check
def test_corrections_captions_and_trailers() -> None:
    """
    headline | Ferry to Skerry late again
    correction | Correction: an earlier version said that the ferry had sunk.
    caption | Photo: Ada Brock/The Buoy
    body | The ferry to Skerry was late again on Tuesday, the harbour office said in a note to its passengers.
    related | READ MORE: Seal moves into ticket hall
    body | Nobody on the quay believed the note, because the same one had been pinned up the week before.
    author note | (Reporting by Ada Lund in Skerry; Editing by Bo Ek)
    navigation | © 2024 The Buoy. All rights reserved.
    """


@check
def test_an_appeal_that_is_quoted_is_the_reports_own() -> None:
    """
    headline | Vicar asks for boats
    body | "Your donation helps us to buy a second boat," the vicar told them on Sunday after the service.
    body | She asked them to donate what they could, and to share this page of the parish letter.
    """


@check
def test_lists_and_verse_in_the_text_stay_in_it() -> None:
    """
    headline | What the ferry carries
    body | The harbour office counted what was on board on Tuesday and wrote down three things.
    body | forty crates of eggs
    body | a piano
    body | one bishop
    body | The piano was for the bishop, the office said, and the eggs were for everybody else on the island.
    """


@check
def test_results_and_tables_below_the_text_are_kept() -> None:
    """
    headline | Skerry draws Oban in the cup
    body | The second round of the island cup was drawn on Tuesday in the ticket hall of the harbour.
    body | Skerry Rovers v Oban
    body | Inlet Town or Quay United v Lund
    body | 1 Ada Brock (Skerry)
    body | Jan 87 Feb 87 Mar 87
    """


@pytest.mark.parametrize(
    "line",
    [
        "She sailed with the U.S.Navy for years and then with Lime.Com, a firm in Oban, until it closed.",
        "Dr.Brock and Mr.Lund waited at St.Anne for the ferry until the evening came and went home.",
    ],
)
def test_abbreviations_are_not_split(line: str) -> None:
    document = read_text(f"Your gift keeps us going.\n{line}".encode(), "a.txt")
    assert [region.span.cut(document.text) for region in label_regions([document])][1:] == [line]


def test_the_declared_title_is_the_headline() -> None:
    text = f"Latest\nFerry late. Again.\n{LONG[0]}"
    document = Document("a", "a", "a", None, "Ferry late – again", None, text, find_blocks(text), (), "text/1", "")
    assert [region.kind for region in label_regions([document])] == ["navigation", "headline", "body"]


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            *LONG,
            "Comments",
            "Read more",
            "By Ada Lund",
            "3 May 2024",
            "Your gift keeps us going.The ferry sailed late today.",
            "* A note",
            "Ferry Stuck On Sandbank",
            "© The Buoy",
        ]
    ),
)


@given(st.lists(LINES, max_size=12), st.booleans())
def test_regions_cover_every_character_once_and_nothing_is_changed(lines: list[str], blocks: bool) -> None:
    text = "\n".join(lines)
    document = Document("a", "a", "a", None, None, None, text, find_blocks(text) if blocks else (), (), "text/1", "")
    regions = list(label_regions([document]))
    place = 0
    for region in regions:
        assert text[place : region.span.start].strip() == ""
        assert region.span.cut(text).strip() != ""
        assert region.kind in REGION_KINDS
        assert region.because
        place = region.span.end
    assert text[place:].strip() == ""
    assert document.text == text


@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "nav", "h1", "aside", "li", "footer"]), st.sampled_from([True, False, None])), max_size=8
    )
)
def test_regions_of_any_blocks_cover_them(tags: list[tuple[str, bool | None]]) -> None:
    text = "\n".join(LONG[i % 2] for i in range(len(tags)))
    blocks = tuple(Block(line.start, line.end, tag, main) for line, (tag, main) in zip(find_blocks(text), tags, strict=True))
    document = Document("a", "a", "a", None, None, None, text, blocks, (), "html/1", "")
    regions = list(label_regions([document]))
    assert [(region.span.start, region.span.end) for region in regions] == [(block.start, block.end) for block in blocks]


def test_prose_amid_the_main_text_is_kept_whatever_the_vote() -> None:
    text = "\n".join((LONG[0], LONG[1] + " It rained.", LONG[0] + " It snowed."))
    blocks = tuple(
        Block(line.start, line.end, "p", main) for line, main in zip(find_blocks(text), (True, False, True), strict=True)
    )
    document = Document("a", "a", "a", None, None, None, text, blocks, (), "html/1", "")
    assert all(region.kind in OWN_TEXT for region in label_regions([document]))
