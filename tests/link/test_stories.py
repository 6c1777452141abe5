"""A mixed folder is split into its stories, and one story is not torn apart."""

from __future__ import annotations

import random
import re

import pytest
from tests.cases.reading import Reading, read
from tests.cases.stories import BAKERY, FERRY

from sayso.detect.telling_words import count_words
from sayso.link import stories as stories_module
from sayso.link import word_rows
from sayso.link.stories import find_stories
from sayso.records import Document, Problem, Story, TellingWords, in_order
from sayso.usual_words import usual_words

VOTE = {
    "vote-1": "The parish voted on Sunday to sell the chapel. Of 212 voters 140 were for the sale, the clerk said.\n",
    "vote-2": "After the vote on Sunday the parish will sell its chapel. The clerk counted 140 voters for the sale.\n",
}


def readings(texts: dict[str, str]) -> list[Reading]:
    return [read(text, name) for name, text in texts.items() if not name.endswith(".html")]


def stories(texts: dict[str, str]) -> list[list[str]]:
    return names(found(readings(texts)), readings(texts))


def words(made: list[Reading]) -> list[TellingWords]:
    return in_order(one for reading in made for one in count_words([reading.document], reading.sentences))


def found(made: list[Reading]) -> list[Story]:
    return [story for story in find_stories([one.document for one in made], words(made)) if isinstance(story, Story)]


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
    assert re.fullmatch(r"2 reports that share telling words, most of all \w+, \w+, \w+ \(mean likeness 0\.\d\d\)", story.because)
    named = story.because.split("most of all ")[1].split(" (")[0].split(", ")
    assert all(word in text.lower() for word in named for text in FERRY.values() if not text.startswith("<"))
    assert list(story.documents) == sorted(story.documents)


def test_one_report_is_a_story() -> None:
    assert stories({"a": BAKERY["bakery-1.txt"]}) == [["a"]]


def test_no_reports_no_stories() -> None:
    assert list(find_stories([], [])) == []


def test_a_report_without_sentences_is_a_story_of_its_own() -> None:
    empty = Document("0", "empty.txt", "", None, None, None, "", (), (), "test", "")
    made = readings(BAKERY)
    grouped = [*find_stories([empty, *(one.document for one in made)], words(made))]
    assert sorted(len(story.documents) for story in grouped if isinstance(story, Story)) == [1, 2]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_reports_never_matters(seed: int) -> None:
    texts = FERRY | BAKERY | VOTE
    order = random.Random(seed).sample(sorted(texts), len(texts))
    assert stories({name: texts[name] for name in order}) == stories(texts)


def test_each_report_is_in_exactly_one_story() -> None:
    made = readings(FERRY | BAKERY | VOTE)
    assert sorted(doc for story in found(made) for doc in story.documents) == sorted(one.document.id for one in made)


SEA = "harbour tide pilot buoy crane ferry quay mooring lighthouse anchor"
FIELD = "barley plough harvest tractor silo orchard meadow fence cattle dairy"
COURT = "verdict jury appeal witness bench clerk warrant bail statute judge"


def counted(doc: str, *told: str) -> TellingWords:
    held = sorted({word for part in told for word in part.split()})
    return TellingWords(doc, tuple(held), (1,) * len(held))


def grouped(reports: list[TellingWords]) -> list[list[str]]:
    documents = [Document(one.doc, one.doc, "", None, None, None, "", (), (), "test", "") for one in reports]
    return sorted([*story.documents] for story in find_stories(documents, reports) if isinstance(story, Story))


def test_stories_of_one_topic_are_parted_where_the_collection_shows_how_alike_reports_of_one_story_are() -> None:
    """Thirty stories of three reports about one topic: what all share tells nothing, what three share tells the story."""
    reports = [
        counted(
            f"{story:02}-{k}",
            SEA,
            " ".join(f"only{story}x{n}" for n in range(4)),
            " ".join(f"own{story}y{k}z{n}" for n in range(9)),
        )
        for story in range(30)
        for k in range(3)
    ]
    assert grouped(reports) == [[f"{story:02}-{k}" for k in range(3)] for story in range(30)]


def test_a_folder_of_two_firm_pairs_that_share_a_little_is_not_torn_apart() -> None:
    own = [" ".join(f"w{pair}n{n}" for n in range(6)) for pair in range(2)]
    pairs = [counted(f"{pair}-{k}", own[pair], "harbour tide pilot crane") for pair in range(2) for k in range(2)]
    assert grouped(pairs) == [["0-0", "0-1", "1-0", "1-1"]]
    apart = [counted(f"{pair}-{k}", own[pair]) for pair in range(2) for k in range(2)]
    assert grouped(apart) == [["0-0", "0-1"], ["1-0", "1-1"]]


# One story by four kinds of outlets that share hardly a word but the names, and a stray.
ORCHARD = {
    "wire": "Inspectors closed the Velmont cider press at Harrowick on Friday after two drinkers fell ill, the county said.\n",
    "tabloid": "POISON PINTS! Horrified locals told how Velmont scrumpy left two mates retching in the gutter at Harrowick.\n",
    "release": "Velmont takes the wellbeing of its customers seriously. Our Harrowick site is idle as a precaution.\n",
    "column": "My grandmother swore by Velmont. She would have laughed at clipboards in Harrowick; apples, she held, cannot sin.\n",
}
STRAY = {"stray": "The under-twelves of Little Ansty won the chess cup in the last round, their trainer Olga Brandt said.\n"}


def test_reports_in_different_words_about_the_same_rare_names_are_one_story() -> None:
    assert stories(ORCHARD) == [["column", "release", "tabloid", "wire"]]


def test_a_stray_is_not_drawn_into_the_story_of_the_folder() -> None:
    assert stories(ORCHARD | STRAY) == [["column", "release", "tabloid", "wire"], ["stray"]]


def test_usual_words_that_all_share_make_no_story() -> None:
    """The same shape of likeness as a shared rare name, but in words that any report may hold."""
    usual = "government police company home market week plan"
    rare = "velmont harrowick scrumpy"
    assert {"government", "police", "company"} <= usual_words().keys() and not set(rare.split()) & usual_words().keys()

    def reports(shared: str) -> list[TellingWords]:
        return [counted(f"{k}", shared, " ".join(f"own{k}n{n}" for n in range(12))) for k in range(5)]

    assert grouped(reports(rare)) == [["0", "1", "2", "3", "4"]]
    assert grouped(reports(usual)) == [["0"], ["1"], ["2"], ["3"], ["4"]]


def test_what_was_not_compared_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_rows, "MOST", 3)
    monkeypatch.setattr(stories_module, "MOST", 3)
    reports = [counted(f"{k}", SEA if k < 5 else FIELD if k < 7 else COURT) for k in range(9)]
    documents = [Document(one.doc, one.doc, "", None, None, None, "", (), (), "test", "") for one in reports]
    (problem,) = [made for made in find_stories(documents, reports) if isinstance(made, Problem)]
    assert problem.stage == "find stories"
    assert problem.message.startswith("10 words stand in more than 3 of the 9 reports")
    assert grouped(reports) == [["0", "1", "2", "3", "4"], ["5", "6"], ["7", "8"]]
