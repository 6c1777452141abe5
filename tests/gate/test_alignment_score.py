"""Plagdet on planted passages."""

from __future__ import annotations

import math

import pytest

from alignment_score import Pair, score_alignment
from places import Place


def pair(start: int, end: int) -> Pair:
    return Pair(Place("a", start, end), Place("b", start, end))


def test_half_a_passage() -> None:
    scored = score_alignment([pair(0, 100)], [pair(0, 50)])
    assert (scored.precision, scored.recall, scored.plagdet) == (1.0, 0.5, pytest.approx(2 / 3))


def test_two_pieces_cost_granularity() -> None:
    scored = score_alignment([pair(0, 100)], [pair(0, 50), pair(50, 100)])
    assert (scored.recall, scored.granularity) == (1.0, 2.0)
    assert scored.plagdet == pytest.approx(1 / math.log2(3))


def test_overlapping_detections_count_once() -> None:
    assert score_alignment([pair(0, 100)], [pair(0, 60), pair(40, 80)]).recall == pytest.approx(0.8)


def test_one_side_alone_is_no_detection() -> None:
    assert score_alignment([pair(0, 100)], [Pair(Place("a", 0, 100), Place("b", 200, 300))]).plagdet == 0.0


def test_nothing() -> None:
    assert score_alignment([], []).plagdet == 0.0
