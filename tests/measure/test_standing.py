"""Which origins count beside others."""

from __future__ import annotations

from sayso.measure.standing import in_other_words_only
from sayso.records import Origin, Span


def origin(name: str, standing: str = "counted") -> Origin:
    return Origin("claim", name, "named person", (), (), (Span(name, 0, 4),), "independent", standing, "named")


def test_who_is_tied_by_meaning_alone_does_not_count_beside_somebody_surely_there() -> None:
    sure, unsure = in_other_words_only([origin("Ann"), origin("Bo")], frozenset({"Bo"}))
    assert (sure.standing, unsure.standing, unsure.verdict) == ("counted", "not counted", "not established")
    assert "in words unlike those of Ann" in unsure.because


def test_alone_it_counts() -> None:
    assert [o.standing for o in in_other_words_only([origin("Bo")], frozenset({"Bo"}))] == ["counted"]
    assert [o.standing for o in in_other_words_only([origin("Ann", "claimed"), origin("Bo")], frozenset({"Bo"}))] == [
        "claimed",
        "counted",
    ]
