"""Ultimate sources and sourcing classes against a gold of one or two mentions."""

from __future__ import annotations

from places import Place
from source_score import FoundHolder, classes_of, judge_mention, same_source
from story_gold import GoldHolder, GoldMention

NAMES = {"Lund": "(ada )?lund", "Reed": "boris reed", "Crew": ".*sailors"}
LUND = GoldHolder("Lund", "named person", "on the record")
REED = GoldHolder("Reed", "named person", "on the record")


def mention(holder: GoldHolder, position: str = "asserts") -> GoldMention:
    return GoldMention(Place("a", 0, 20), position, holder)


def found(name: str, kind: str = "named", position: str = "asserts", end: int = 20) -> FoundHolder:
    return FoundHolder(Place("a", 0, end), position, name, kind)


def test_the_name_of_the_last_link_tells() -> None:
    assert judge_mention(mention(LUND), [found("Ada Lund")], NAMES).source
    assert not judge_mention(mention(LUND), [found("she", "unattributed")], NAMES).source
    assert not judge_mention(mention(LUND), [found("Ada Lund's office")], NAMES).source


def test_each_of_two_holders_of_one_place_needs_one_of_those_found() -> None:
    both = [found("Ada Lund", position="denies"), found("Boris Reed", position="denies")]
    assert all(judge_mention(mention(who, "denies"), both, NAMES).source for who in (LUND, REED))
    assert not judge_mention(mention(REED, "denies"), both[:1], NAMES).source


def test_the_denial_and_what_is_denied_are_told_apart_by_their_position() -> None:
    there = [found("Ada Lund", position="denies", end=30), found("Boris Reed")]
    assert judge_mention(mention(LUND, "denies"), there, NAMES).source
    assert judge_mention(mention(REED), there, NAMES).source


def test_what_is_not_found_is_wrong() -> None:
    verdict = judge_mention(mention(LUND), [], NAMES)
    assert not verdict.source and not verdict.kind


def test_the_author_and_nobody_are_known_by_their_class() -> None:
    assert same_source(GoldHolder("A", "author", "own voice"), found("a.txt", "author"), NAMES)
    assert same_source(GoldHolder("Nobody", "unattributed", "none"), found("", "unattributed"), NAMES)
    assert not same_source(GoldHolder("Nobody", "unattributed", "none"), found("a.txt", "author"), NAMES)


def test_a_post_is_its_owner_speaking() -> None:
    assert classes_of(GoldHolder("Port", "organisation", "on the record, document (tweet)")) == {"organisation", "social post"}


def test_the_class_of_the_right_holder_counts() -> None:
    crew = GoldHolder("Crew", "anonymous", "anonymous (background)")
    there = [found("two sailors", "anonymous"), found("Boris Reed")]
    assert judge_mention(mention(crew), there, NAMES).kind
    assert judge_mention(mention(REED), there, NAMES).kind
