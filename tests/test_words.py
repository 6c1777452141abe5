"""Which words count as alike."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.words import ALIKE, alikeness


@pytest.mark.parametrize(("left", "right"), [("soldier", "troop"), ("kill", "murder"), ("firm", "company"), ("ship", "vessel")])
def test_words_of_like_meaning_are_alike(left: str, right: str) -> None:
    assert ALIKE <= alikeness([left, right])[0, 1] < 1.0


@pytest.mark.parametrize(("left", "right"), [("soldier", "tuesday"), ("bread", "engine"), ("xqzv", "qqqq")])
def test_words_of_unlike_meaning_are_not(left: str, right: str) -> None:
    assert alikeness([left, right])[0, 1] == 0.0


@pytest.mark.parametrize(
    ("left", "right"), [("russia", "russian"), ("norway", "norways"), ("payment", "payments"), ("reporter", "reporters")]
)
def test_words_of_one_stem_are_one_word(left: str, right: str) -> None:
    assert alikeness([left, right])[0, 1] == 1.0


@pytest.mark.parametrize(("left", "right"), [("port", "porter"), ("trainer", "trainspotting"), ("general", "generous")])
def test_a_shared_beginning_alone_is_no_stem(left: str, right: str) -> None:
    assert alikeness([left, right])[0, 1] < 1.0


def test_a_word_is_wholly_like_itself_also_where_it_is_not_known() -> None:
    assert np.diag(alikeness(["bread", "zzyzzx", "", "1,500"])).tolist() == [1.0] * 4


def test_the_table_is_symmetric_bounded_and_cut_at_its_threshold() -> None:
    words = "soldier troop kill murder bread tuesday firm company russia russian zzyzzx".split()
    table = alikeness(words)
    assert table.shape == (11, 11)
    assert np.array_equal(table, table.T)
    assert table.max() <= 1.0 and table.min() >= 0.0
    assert not ((table > 0) & (table < ALIKE)).any()


def test_the_company_a_word_keeps_changes_nothing() -> None:
    assert alikeness(["ship", "vessel"])[0, 1] == alikeness(["bread", "ship", "tuesday", "vessel"])[1, 3]


def test_no_words_no_table() -> None:
    assert alikeness([]).shape == (0, 0)
