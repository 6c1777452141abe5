"""Story scores on claims of one or two mentions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cluster_score import b_cubed
from places import Place
from story_gold import GoldClaim, GoldMention
from story_score import FoundClaim, FoundMention, as_dict, closest, score_story, serve


def gold(id_: str, *mentions: tuple[str, int, int, str], origins: int = 1) -> GoldClaim:
    return GoldClaim(id_, tuple(GoldMention(Place(*m[:3]), m[3]) for m in mentions), (), origins, 0, None)


def found(id_: str, *mentions: tuple[str, int, int, str], origins: int = 1) -> FoundClaim:
    return FoundClaim(id_, tuple(FoundMention(Place(*m[:3]), m[3]) for m in mentions), origins, 0, 1)


PUMP = [("a", 0, 20, "asserts"), ("b", 0, 20, "denies")]
FERRY = [("a", 50, 70, "asserts")]


def test_the_gold_against_itself_is_perfect() -> None:
    score = score_story([gold("1", *PUMP), gold("2", *FERRY)], [found("x", *PUMP), found("y", *FERRY)])
    assert (score.claims_found, score.mentions_found, score.origins_exact) == (2, 3, 2)
    assert score.grouping == (1.0, 1.0, 1.0)
    assert score.position_accuracy == score.position_f("denies") == 1.0
    assert score.position_f("doubts") is None


def test_one_claim_for_everything_costs_precision() -> None:
    score = score_story([gold("1", *PUMP), gold("2", *FERRY)], [found("x", *PUMP, *FERRY)])
    assert score.grouping.recall == 1.0
    assert score.grouping.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)


def test_a_mention_that_is_not_found_stands_alone() -> None:
    score = score_story([gold("1", *PUMP)], [found("x", PUMP[0])])
    assert score.mentions_found == 1
    assert score.grouping == pytest.approx((1.0, 0.5, 2 / 3))


def test_half_of_the_shorter_span_is_the_same_place() -> None:
    assert serve(gold("1", ("a", 0, 20, "asserts")), [found("x", ("a", 10, 80, "asserts"))]).found
    assert not serve(gold("1", ("a", 0, 20, "asserts")), [found("x", ("a", 11, 80, "asserts"))]).found
    assert not serve(gold("1", ("a", 0, 20, "asserts")), [found("x", ("b", 0, 20, "asserts"))]).found


def test_the_claim_with_most_mentions_serves() -> None:
    best = serve(gold("1", *PUMP), [found("x", PUMP[0]), found("y", *PUMP)]).found
    assert best is not None
    assert best.id == "y"


def test_the_closest_mention_tells_the_position() -> None:
    mention = GoldMention(Place("a", 0, 20), "denies")
    mentions = [FoundMention(Place("a", 0, 90), "asserts"), FoundMention(Place("a", 0, 20), "doubts")]
    assert closest(mention, mentions) == mentions[1]
    same_place = [FoundMention(Place("a", 0, 20), "asserts"), FoundMention(Place("a", 0, 20), "denies")]
    assert closest(mention, same_place) == same_place[1]


@pytest.mark.parametrize(("origins", "wanted"), [(1, (1, 0, 0)), (2, (0, 1, 0)), (0, (0, 0, 1))])
def test_origins(origins: int, wanted: Sequence[int]) -> None:
    score = score_story([gold("1", *FERRY)], [found("x", *FERRY, origins=origins)])
    assert (score.origins_exact, score.origins_over, score.origins_under) == wanted


def test_nothing_found() -> None:
    score = as_dict(score_story([gold("1", *PUMP)], []))
    assert score["origins"] == {"exact": 0, "over": 0, "under": 0, "missing": 1, "of": 1, "count_documents_exact": 1}
    assert (score["b3"]["p"], score["b3"]["r"]) == (1.0, 0.5)


def test_b_cubed_by_hand() -> None:
    """Items 1 2 | 3 grouped 1 | 2 3."""
    scored = b_cubed({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "y", 3: "y"})
    assert scored == pytest.approx((2 / 3, 2 / 3, 2 / 3))
