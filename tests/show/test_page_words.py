"""Versions of an utterance: which was measured against which."""

from __future__ import annotations

from sayso.records import Change, Span, Utterance, Version
from sayso.show.page.words import changes_between, compared_with


def test_changes_stand_between_the_versions_that_have_their_words() -> None:
    spans = [Span(doc, 10, 40) for doc in "abcd"]
    utterance = Utterance(None, tuple(Version((span,), None) for span in spans), "")
    near = Change("u", spans[1], spans[2], "altered", "")
    back = Change("u", Span("d", 15, 20), spans[1], "omission", "")  # told from the later to the earlier, of a part alone
    again = Change("u", spans[2], spans[1], "cosmetic", "")
    elsewhere = Change("u", Span("a", 50, 60), spans[2], "altered", "")
    between = changes_between(utterance, (again, near, back, elsewhere))
    assert between == {(1, 2): [again, near], (1, 3): [back]}
    assert compared_with(2, between) == (1, (near, again))  # the gravest first
    assert compared_with(3, between) == (1, (back,))
    assert compared_with(1, between) == (0, ())
