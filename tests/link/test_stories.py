"""A mixed folder is split into its stories, and one story is not torn apart."""

from __future__ import annotations

import random

import pytest
from tests.cases.reading import Reading, read
from tests.cases.stories import BAKERY, FERRY

from sayso.link.stories import find_stories, similarities
from sayso.records import Document, Story, in_order

VOTE = {
    "vote-1": "The parish voted on Sunday to sell the chapel. Of 212 voters 140 were for the sale, the clerk said.\n",
    "vote-2": "After the vote on Sunday the parish will sell its chapel. The clerk counted 140 voters for the sale.\n",
}


def readings(texts: dict[str, str]) -> list[Reading]:
    return [read(text, name) for name, text in texts.items() if not name.endswith(".html")]


def stories(texts: dict[str, str]) -> list[list[str]]:
    return names(found(readings(texts)), readings(texts))


def found(made: list[Reading]) -> list[Story]:
    return list(find_stories([one.document for one in made], in_order(s for one in made for s in one.sentences)))


def names(made: list[Story], of: list[Reading]) -> list[list[str]]:
    name = {one.document.id: one.document.name for one in of}
    return sorted(sorted(name[doc] for doc in story.documents) for story in made)


def test_two_stories_in_one_folder_are_split() -> None:
    assert stories(FERRY | BAKERY) == [["bakery-1.txt", "bakery-2.txt"], ["bay-lantern.txt", "quay-radio.txt"]]


def test_three_stories_are_split() -> None:
    assert stories(FERRY | BAKERY | VOTE) == [
        ["bakery-1.txt", "bakery-2.txt"],
        ["bay-lantern.txt", "quay-radio.txt"],
        ["vote-1", "vote-2"],
    ]


def test_a_report_about_nothing_else_stands_alone_with_its_reason() -> None:
    made = readings(FERRY | {"sheep.txt": "Eleven sheep walked through the market hall of Ruding at noon and ate the flowers.\n"})
    alone = [story for story in found(made) if len(story.documents) == 1]
    assert names(alone, made) == [["sheep.txt"]]
    assert alone[0].because == "no other report shares enough of its words"


def test_reports_of_a_story_are_together_with_their_likeness_as_reason() -> None:
    (story,) = found(readings(FERRY))
    assert story.because.startswith("2 reports that share names and nouns (mean similarity 0.")
    assert list(story.documents) == sorted(story.documents)


def test_one_report_is_a_story() -> None:
    assert stories({"a": BAKERY["bakery-1.txt"]}) == [["a"]]


def test_no_reports_no_stories() -> None:
    assert list(find_stories([], [])) == []


def test_a_report_without_sentences_is_a_story_of_its_own() -> None:
    empty = Document("0", "empty.txt", "", None, None, None, "", (), (), "test", "")
    made = readings(BAKERY)
    grouped = list(find_stories([empty, *(one.document for one in made)], in_order(s for one in made for s in one.sentences)))
    assert sorted(len(story.documents) for story in grouped) == [1, 2]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_reports_never_matters(seed: int) -> None:
    texts = FERRY | BAKERY | VOTE
    order = random.Random(seed).sample(sorted(texts), len(texts))
    assert stories({name: texts[name] for name in order}) == stories(texts)


def test_likeness_is_symmetric_and_no_more_than_that_of_a_report_with_itself() -> None:
    made = readings(FERRY | BAKERY)
    order = sorted(one.document.id for one in made)
    similar = similarities(order, [one.document for one in made], in_order(s for one in made for s in one.sentences))
    assert (abs(similar - similar.T) < 1e-6).all()
    assert (similar <= 1 + 1e-6).all() and (similar >= 0).all()
