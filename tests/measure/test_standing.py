"""Which origins count beside others."""

from __future__ import annotations

from dataclasses import replace

from sayso.measure.standing import in_other_words_only, not_shown_new, only_taken_up
from sayso.records import Origin, Span


def origin(name: str, standing: str = "counted") -> Origin:
    return Origin("claim", name, "named person", (), (), (Span(name, 0, 4),), "independent", standing, "named")


def unnamed(outlet: str) -> Origin:
    """Drivers who speak through an outlet."""
    return replace(origin("drivers"), sourcing_class="anonymous", via=(outlet,), members=(Span(outlet, 0, 4),))


def test_who_is_tied_by_meaning_alone_does_not_count_beside_somebody_surely_there() -> None:
    sure, unsure = in_other_words_only([origin("Ann"), origin("Bo")], [False, True])
    assert (sure.standing, unsure.standing, unsure.verdict) == ("counted", "not counted", "not established")
    assert "in words unlike those of Ann" in unsure.because


def test_alone_it_counts() -> None:
    assert [o.standing for o in in_other_words_only([origin("Bo")], [True])] == ["counted"]
    assert [o.standing for o in in_other_words_only([origin("Ann", "claimed"), origin("Bo")], [False, True])] == [
        "claimed",
        "counted",
    ]


def test_of_two_called_alike_each_is_judged_by_its_own_words() -> None:
    """Unnamed people through two outlets can both be "drivers"."""
    ann, one, other = origin("Ann"), unnamed("Courier"), unnamed("Lantern")
    assert [o.standing for o in in_other_words_only([one, other], [True, False])] == ["not counted", "counted"]
    new = not_shown_new([ann, one, other], [frozenset(), frozenset({"two drivers"}), frozenset({"the drivers"})])
    assert [o.standing for o in new] == ["counted", "counted", "not counted"]
    assert [o.standing for o in only_taken_up([one, other], [True, False])] == ["not counted", "counted"]


def test_of_those_who_only_take_it_up_one_counts() -> None:
    assert [o.standing for o in only_taken_up([origin("Ann"), origin("Bo")], [True, True])] == ["not counted", "counted"]
