"""Made stories: seeded, and true to what they say of themselves. The closed half is checked by the same laws, and never printed."""

from __future__ import annotations

import doctest
import re
from functools import lru_cache
from itertools import chain

import baselines
import made_stories
import people
import phrases
import pytest
import score
import telling
import topics
from made_stories import as_json, make_story, rows
from truth import KINDS, Claim, Place, Story

MADE = 60  # stories of each half that the laws are checked on: three of each kind of difficulty lead one


@lru_cache(maxsize=2)
def made(half: str) -> tuple[Story, ...]:
    return tuple(made_stories.stories(half, MADE))


def claims(half: str, kind: str) -> list[tuple[Story, Claim]]:
    return [(story, claim) for story in made(half) for claim in story.claims if claim.kind == kind]


def places(claim: Claim) -> list[Place]:
    named = chain(claim.origins, claim.claimed, claim.against)
    return [mention.place for mention in claim.mentions] + [place for one in named for place in one.places]


def text_of(story: Story, report: str) -> str:
    return next(one.text for one in story.reports if one.id == report)


half = pytest.mark.parametrize("half", people.HALVES)


@half
def test_the_same_seed_makes_the_same_story_whatever_was_made_before(half: str) -> None:
    again = make_story(half, 17)
    assert again == made(half)[17]
    assert as_json(again) == as_json(made(half)[17])
    assert make_story(half, 17, seed=2) != again


@half
def test_every_span_cuts_the_words_it_claims(half: str) -> None:
    for story in made(half):
        for claim in story.claims:
            assert places(claim)
            for place in places(claim):
                assert place.text
                assert text_of(story, place.report)[place.start : place.end] == place.text


@half
def test_every_origin_stands_in_some_report(half: str) -> None:
    for story in made(half):
        for claim in story.claims:
            assert all(one.places for one in (*claim.origins, *claim.claimed)), (story.id, claim.id)
            if claim.circular or claim.kind == "nobody":
                continue
            assert claim.origins, (story.id, claim.id)
            assert {mention.origin for mention in claim.mentions if mention.origin} == {origin.id for origin in claim.origins}


@half
def test_what_is_marked_in_the_making_is_not_in_the_text(half: str) -> None:
    for story in made(half):
        written = rows(story.reports)
        assert not re.search(
            f"[{telling.OPEN}{telling.BAR}{telling.CLOSE}{{}}<>\\[\\]]", re.sub(r"^\{|\}$", "", written, flags=re.M)
        )
        for report in story.reports:
            assert not re.search(r",[.,;:]|\.\.| {2}|^\s*[a-z]", report.text, flags=re.M), (story.id, report.id)


@half
def test_the_sizes_are_those_that_are_promised(half: str) -> None:
    for story in made(half):
        assert 3 <= len(story.reports) <= 8
        assert 2 <= len(story.claims) <= 5
        assert len({report.id for report in story.reports}) == len(story.reports)
        for claim in story.claims:
            assert claim.kind in KINDS
            carrying = {mention.place.report for mention in claim.mentions if mention.position == "asserts"}
            assert set(claim.reports) == carrying != set()


@half
def test_every_kind_of_difficulty_comes_about(half: str) -> None:
    assert {claim.kind for story in made(half) for claim in story.claims} == set(KINDS)


@half
@pytest.mark.parametrize("kind", ["witnesses", "witness and document", "relay and witness", "copy and witness"])
def test_independent_origins_do_not_speak_in_the_same_words(half: str, kind: str) -> None:
    """Outside headlines: the same words from two people would be a sign that one text stands behind both."""
    assert claims(half, kind)
    for story, claim in claims(half, kind):
        assert len({origin.name for origin in claim.origins}) == len(claim.origins) >= 2
        said: dict[str, set[str]] = {}
        for mention in claim.mentions:
            if mention.origin and mention.place.start > text_of(story, mention.place.report).index("\n"):
                said.setdefault(mention.place.text.lower(), set()).add(mention.origin)
        assert all(len(by) == 1 for by in said.values()), (story.id, claim.id, said)


@half
def test_a_wire_copy_holds_its_parent_word_for_word(half: str) -> None:
    copies = [(story, report) for story in made(half) for report in story.reports if report.manner == "copy" and report.made_from]
    assert copies
    for story, report in copies:
        parent, copy = text_of(story, str(report.made_from)), report.text
        plain = [re.sub("[“”‘’\"']", "", text) for text in (parent, copy)]
        told = [paragraph.split(" - ", 1)[-1] for paragraph in plain[0].split("\n\n")[1:]]
        assert sum(paragraph in plain[1] for paragraph in told) * 2 >= len(told), (story.id, report.id)


@half
def test_a_lost_parent_is_lost(half: str) -> None:
    for story, claim in claims(half, "lost parent"):
        children = [report for report in story.reports if report.manner != "own"]
        assert len(children) >= 2
        assert all(report.made_from is None for report in children)
        assert set(claim.reports) <= {report.id for report in children}


@half
def test_reports_that_name_each_other_are_there(half: str) -> None:
    for story, claim in claims(half, "circular"):
        assert claim.circular
        assert len(claim.origins) <= 1
        outlets = {report.outlet for report in story.reports if report.id in claim.reports}
        named = [outlet for outlet in outlets if any(outlet in report.text for report in story.reports if report.outlet != outlet)]
        assert len(named) >= 2, story.id


@half
def test_a_claimed_origin_has_no_report(half: str) -> None:
    found = claims(half, "asserted corroboration")
    assert found
    for story, claim in found:
        assert len(claim.claimed) == 1
        assert claim.claimed[0].name.removeprefix("the ") not in {report.outlet for report in story.reports}


def test_the_halves_share_no_name_topic_or_wording() -> None:
    for lists in (people.SURNAMES, people.WOMEN, people.MEN, people.TOWNS, people.COUNTIES, people.MASTHEADS, people.AGENCIES):
        assert not set(lists["open"]) & set(lists["closed"])
    wordings = {
        half: {clause for topic in topics.topics_of(half) for event in topic.events for clause in (*event.clauses, *event.quotes)}
        for half in people.HALVES
    }
    assert not wordings["open"] & wordings["closed"]
    origins = {
        half: {o.name for story in made(half) for c in story.claims for o in c.origins if o.kind == "named"} for half in wordings
    }
    assert origins["open"]
    assert not origins["open"] & origins["closed"]


@pytest.mark.parametrize("name", [name for name, value in vars(phrases).items() if name.isupper() and isinstance(value, tuple)])
def test_each_half_has_frames_that_the_other_lacks(name: str) -> None:
    mine, theirs = (set(phrases.bank(getattr(phrases, name), half)) for half in people.HALVES)
    assert mine - theirs
    assert theirs - mine


@half
def test_there_is_more_than_can_be_learnt_by_heart(half: str) -> None:
    """Distinct words of claims, and distinct sentences, among some sixty stories of two hundred and fifty."""
    words = {mention.place.text for story in made(half) for claim in story.claims for mention in claim.mentions}
    sentences = {
        s for story in made(half) for report in story.reports for s in re.split(r"(?<=[.!?][”’\"]) |(?<=[.!?]) |\n+", report.text)
    }
    assert len(words) > 500
    assert len(sentences) > 1500


def test_a_half_that_there_is_not_is_answered_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="open, closed"):
        next(made_stories.stories("middle"))


@pytest.mark.parametrize("module", [baselines, phrases, score, made_stories, topics])
def test_the_examples_in_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
