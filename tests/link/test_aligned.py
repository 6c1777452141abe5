"""Stretches that run side by side: exact ends, shuffled and translated paragraphs, quotations, and words of the topic alone."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import numpy as np
import pytest

from sayso.detect.listed_words import list_words
from sayso.link.aligned import _merged
from sayso.link.near_words import further, row_of
from sayso.link.passages import find_passages
from sayso.records import Document, Passage, Sentence, Span, in_order

MILL = (
    "The paper mill at Corve will shut its oldest machine before the winter, its owner told the works council on Friday.",
    "Some ninety jobs depend on the hall, where newsprint was rolled until the presses in Lathbury changed to recycled stock.",
    "Engineers had warned of cracks in the drying cylinders as early as last March.",
    "A buyer from Norvik walked through the plant twice but never made an offer.",
)
MILL_AGAIN = (
    "On Friday the owner told the council of the works: Corve's paper mill closes its oldest machine ahead of winter.",
    "Ninety jobs or so hang on the hall where, until presses in Lathbury changed to stock recycled, newsprint had been rolled.",
    "As early as March engineers warned about cracks in drying cylinders.",
    "Twice a Norvik buyer walked through that plant; an offer was never made.",
)
CHOIR = (
    "Forty singers from three valleys met in the old granary to rehearse a mass that nobody had performed since the war.",
    "The score turned up in a chest of seed catalogues, with coffee stains on the Sanctus.",
    "Its composer kept bees and taught geometry, and left no other music that the archive knows of.",
    "The conductor asked the basses to breathe later and the sopranos not to hurry.",
    "Tickets for both evenings were gone within an hour, and a third is being considered for the harvest week.",
)
LAKE = (
    "Divers mapped the drowned village under the reservoir during the dry summer.",
    "They found the smithy with its chimney upright and two millstones leaning on the bridge.",
    "The water authority wants to keep boats away until the divers have finished.",
    "A model of the houses, printed in plaster, goes on show at the town hall in the new year.",
)


def report(name: str, sentences: Sequence[str]) -> Document:
    return Document(name, name, name, None, None, None, " ".join(sentences), (), (), "test", "")


def split(document: Document) -> list[Sentence]:
    places = re.finditer(r"[^\s].*?[.?!”]+(?=\s|$)", document.text)
    return [Sentence(Span(document.id, place.start(), place.end()), "body", (), "en") for place in places]


def passages(*documents: Document) -> list[Passage]:
    sentences = in_order(sentence for document in documents for sentence in split(document))
    return list(find_passages(documents, list(list_words(documents, sentences))))


def within(found: Passage, a: Document, b: Document, planted: Sequence[str], again: Sequence[str]) -> bool:
    """Whether the passage is the planted paragraph on both sides, but for its last stop."""
    return (found.left.cut(a.text), found.right.cut(b.text)) == (" ".join(planted).rstrip("."), " ".join(again).rstrip("."))


def test_a_paragraph_told_in_other_words_is_found_between_other_texts() -> None:
    a, b = report("a", [*CHOIR[:2], *MILL, *CHOIR[2:]]), report("b", [*LAKE[:3], *MILL_AGAIN, *LAKE[3:]])
    (found,) = passages(a, b)
    assert found.kind == "reworded"
    assert within(found, a, b, MILL, MILL_AGAIN)


def test_words_moved_a_few_places_stay_one_stretch() -> None:
    dice = random.Random(3)
    words = " ".join(MILL).split()
    order = sorted(range(len(words)), key=lambda k: k + dice.uniform(0, 3))
    moved = " ".join(words[k].strip(".") for k in order) + "."
    (found,) = passages(report("a", [*CHOIR, *MILL]), report("b", [LAKE[0], moved, *LAKE[1:]]))
    assert found.kind in ("edited", "reworded")


@pytest.mark.parametrize("first", range(4))
def test_an_exact_copy_ends_where_the_words_stop_being_the_same(first: int) -> None:
    words = " ".join(MILL).split()[first : first + 40]
    a, b = report("a", [*CHOIR, *MILL]), report("b", [LAKE[0], "It says: " + " ".join(words) + " or thereabouts.", *LAKE[1:]])
    (found,) = passages(a, b)
    assert found.kind == "verbatim"
    assert found.left.cut(a.text) == found.right.cut(b.text) == " ".join(words).rstrip(",.")


def test_a_copied_paragraph_is_carried_over_its_quotation() -> None:
    planted = [*MILL[:2], "“Nobody has told us what becomes of the apprentices,” said its chairwoman, Ute Salander.", *MILL[2:]]
    a, b = report("a", [*CHOIR, *planted]), report("b", [*LAKE[:2], *planted, *LAKE[2:]])
    (found,) = passages(a, b)
    assert within(found, a, b, planted, planted)


NEAR = "machine:equipment winter:autumn owner:proprietor told:informed jobs:employment rolled:wrapped stock:materials"
NEAR += " engineers:technicians warned:cautioned cracks:fractures buyer:purchaser plant:factory offer:proposal"
NEAR += " newsprint:newspaper council:committee"
FAR = "machine:kestrel winter:ledger owner:anthem told:sung jobs:violet rolled:forgiven stock:sermon"
FAR += " engineers:poets warned:dreamt cracks:lanterns buyer:goblet plant:custard offer:hymn"
FAR += " newsprint:otter council:gravel"


@pytest.mark.parametrize(("others", "found"), [(NEAR, True), (FAR, False)])
def test_words_of_about_the_same_meaning_speak_for_a_stretch_and_other_words_do_not(others: str, found: bool) -> None:
    swaps = dict(pair.split(":") for pair in others.split())
    again = [re.sub(r"\w+", lambda word: swaps.get(word[0], word[0]), sentence) for sentence in MILL_AGAIN]
    told = passages(report("a", [*CHOIR, *MILL]), report("b", [LAKE[0], *again, *LAKE[1:]]))
    assert bool(told) is found
    assert all("with another of about the same meaning in their place" in passage.because for passage in told)


def test_words_that_only_one_report_quotes_say_nothing() -> None:
    heard = "the drying cylinders may burst before anybody in the office reads a second letter from the fitters"
    a = report("a", [*CHOIR, *MILL_AGAIN[:3], f"“And {heard},” she said.", MILL_AGAIN[3]])
    b = report("b", [LAKE[0], *MILL[:3], f"She said {heard}.", MILL[3], *LAKE[1:]])
    (found,) = passages(a, b)
    (less,) = passages(report("a", [*CHOIR, *MILL_AGAIN]), report("b", [LAKE[0], *MILL, *LAKE[1:]]))
    assert found.kind == less.kind == "reworded"
    assert found.score >= less.score - 0.02


def test_clusters_that_grow_together_are_one_stretch() -> None:
    """The third bridges the first two, of which the second stands too far down on the right to follow the first by itself."""
    x, y = np.arange(100, dtype=np.int64), np.concatenate([np.arange(30), np.arange(70, 90), np.arange(30, 80)]).astype(np.int64)
    clusters = [np.arange(30), np.arange(30, 50), np.arange(50, 100)]
    (merged,) = _merged(clusters, x, y)
    assert sorted(merged.tolist()) == list(range(100))
    assert len(_merged(clusters[:2], x, y)) == 2


def test_an_end_goes_on_over_words_of_about_the_same_meaning_and_stops_before_others() -> None:
    words = "owner informed jobs engineers buyer".split(), "proprietor told employment technicians purchaser".split()
    left, right = (np.array([row_of(word) for word in side]) for side in words)
    other = np.array([row_of(word) for word in "violet hymn goblet custard otter".split()])
    stems = np.arange(5), np.arange(5, 10)
    assert further(stems[0], left, stems[1], right, 3) == (5, 5)
    assert further(stems[0], left, stems[1], other, 3) == (0, 0)
    assert further(stems[0], left, stems[0], other, 3) == (5, 5)  # of one stem
    assert further(np.empty(0, np.int64), left[:0], stems[1], right, 3) == (0, 0)


def test_two_copied_paragraphs_in_another_order_are_two_stretches() -> None:
    a, b = report("a", [*MILL[:2], *CHOIR, *MILL[2:]]), report("b", [*MILL[2:], *LAKE, *MILL[:2]])
    assert sorted(found.left.cut(a.text) for found in passages(a, b)) == sorted(
        " ".join(part).rstrip(".") for part in (MILL[:2], MILL[2:])
    )


def test_names_and_words_of_the_topic_are_no_stretch() -> None:
    own = (
        "Corve loses a machine: the owner of the paper mill has decided.",
        "In the canteen on Friday the works council spoke of little else than jobs.",
        "My father rolled newsprint here, says a fitter who wants no name in the paper.",
        "What the mill in Lathbury means for all this, nobody at the gate could say.",
        "The council wants to know from the owner by winter whether the hall stays.",
    )
    assert passages(report("a", [*MILL, *CHOIR]), report("b", [*own, *LAKE])) == []


def test_the_order_of_documents_does_not_matter() -> None:
    a, b = report("a", [*CHOIR, *MILL]), report("b", [*LAKE, *MILL_AGAIN])
    assert passages(a, b) == passages(b, a)
