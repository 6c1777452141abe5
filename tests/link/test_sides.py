"""On which side of a claim a negated wording stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.link.propositions import Wording
from sayso.link.sides import Usual, opposed, side
from sayso.records import ClaimMention, Span

AFFIRMED = frozenset("clerk burn ledger yard".split())


def wording(
    words: str, *, negated: bool = True, takes_up: bool = False, to_come: bool = False, left_open: str = "", denied: str = ""
) -> Wording:
    span = Span("d", 0, 1)
    mention = ClaimMention(span, span, None, None, "own voice", "")
    lemmas = tuple(words.split())
    ones = tuple(1.0 for _ in lemmas)
    return Wording(
        mention, lemmas, ones, negated, takes_up=takes_up, to_come=to_come, left_open=left_open, denied=frozenset(denied.split())
    )


SHOWN = wording("clerk burn ledger yard", negated=False)


def value(one: Wording, known: Usual, others_negated: float = 0.0) -> str:
    return side("asserts", one, SHOWN, known, others_negated)[0]


SEVERAL = Usual((AFFIRMED, AFFIRMED), 2, 0)
ONE = Usual((AFFIRMED,), 1, 0)
NOBODY = Usual((), 0, 2)


@pytest.mark.parametrize(
    ("one", "known", "expected"),
    [
        (wording("ledger destroy"), SEVERAL, "denies"),  # "the ledgers were not destroyed"
        (wording("ledger destroy"), ONE, "asserts"),  # one report alone affirms it, in other words
        (wording("clerk burn ledger"), ONE, "denies"),  # the same words but for the negation
        (wording("order exist", takes_up=True), ONE, "denies"),  # "no such order exists"
        (wording("order exist", takes_up=True, to_come=True), ONE, "asserts"),  # "no such order will exist"
        (wording("ledger false", denied="false"), SEVERAL, "asserts"),  # "the ledgers were not false": nobody said so
        (wording("ledger burn", denied="burn"), SEVERAL, "denies"),
        (wording("ledger correct", denied="correct"), SEVERAL, "denies"),  # "what they say of the ledgers is not correct"
        (wording("harbour quay"), SEVERAL, "asserts"),  # about something else
        (wording("know"), SEVERAL, "asserts"),  # "I don't know"
        (wording("ledger destroy", to_come=True), SEVERAL, "asserts"),  # "must not be destroyed"
        (wording("ledger destroy"), NOBODY, "asserts"),  # nobody puts it affirmatively
        (wording("archive staff week spring fire heat"), SEVERAL, "asserts"),  # a long clause of its own
        (wording("photo surface", denied="surface"), SEVERAL, "doubts"),  # "no photo has surfaced"
        (wording("evidence fire", left_open="evidence"), ONE, "doubts"),
        (wording("fire discuss", left_open="discuss"), SEVERAL, "reports"),
    ],
)
def test_a_negation_speaks_against_what_others_affirm(one: Wording, known: Usual, expected: str) -> None:
    assert value(one, known) == expected


@pytest.mark.parametrize(("position", "expected"), [("asserts", "asserts"), ("denies", "denies")])
def test_two_negations_stand_on_one_side(position: str, expected: str) -> None:
    shown = wording("clerk burn ledger yard")
    assert side(position, wording("clerk burn ledger", takes_up=True), shown, SEVERAL, 0.0) == (expected, "")


def test_a_negation_further_down_in_the_claim_is_one_as_well() -> None:
    shown = replace(SHOWN, negates=frozenset(("burn",)))  # "he swears that the clerk did not burn the ledgers"
    assert side("asserts", wording("clerk burn ledger", denied="burn"), shown, SEVERAL, 0.0)[0] == "asserts"


@pytest.mark.parametrize("shown", [wording("clerk burn ledger yard"), replace(SHOWN, dismisses=True)])
@pytest.mark.parametrize(("position", "expected"), [("denies", "asserts"), ("doubts", "reports"), ("asserts", "asserts")])
def test_who_denies_the_contrary_stands_by_a_claim_that_is_shown_as_a_denial(shown: Wording, position: str, expected: str) -> None:
    assert side(position, SHOWN, shown, SEVERAL, 0.0)[0] == expected


@pytest.mark.parametrize("position", ["denies", "doubts"])
def test_reports_that_are_called_false_need_not_be_what_is_shown_as_a_denial(position: str) -> None:
    span = Span("d", 0, 1)
    pointing = replace(SHOWN, mention=ClaimMention(span, span, None, "reports", "reports", ""))
    assert side(position, pointing, wording("clerk burn ledger yard"), SEVERAL, 0.0)[0] == "reports"
    assert side(position, pointing, SHOWN, SEVERAL, 0.0)[0] == position


def test_where_many_put_it_with_a_not_the_claim_is_worded_so() -> None:
    assert value(wording("ledger destroy"), SEVERAL, others_negated=0.5) == "asserts"


def test_a_wording_that_is_not_negated_keeps_its_position() -> None:
    assert side("asserts", SHOWN, SHOWN, SEVERAL, 0.0) == ("asserts", "")


def test_who_denies_what_is_shown_as_a_negation_asserts_it() -> None:
    assert side("denies", SHOWN, wording("clerk burn ledger"), NOBODY, 0.0)[0] == "asserts"


@pytest.mark.parametrize(
    ("mine", "theirs", "contrary"),
    [
        ({"unsafe"}, {"safe"}, True),
        ({"legal"}, {"illegal"}, True),
        ({"dead"}, {"alive"}, True),
        ({"indifferent"}, {"different"}, False),
        ({"unsafe"}, {"unsafe"}, False),
        ({"unsafe", "safe"}, {"safe"}, False),  # "first unsafe, now safe"
        ({"old"}, {"safe"}, False),
    ],
)
def test_contrary_qualities(mine: set[str], theirs: set[str], contrary: bool) -> None:
    one, best = (replace(SHOWN, qualities=frozenset(those)) for those in (mine, theirs))
    assert (opposed(one, best) is not None) is contrary
    assert side("asserts", one, best, SEVERAL, 0.0)[0] == ("denies" if contrary else "asserts")
    assert side("denies", one, best, SEVERAL, 0.0)[0] == ("asserts" if contrary else "denies")
