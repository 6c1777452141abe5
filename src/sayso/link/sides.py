"""On which side of a claim somebody stands whose own words are negated: "nobody ever hid it" denies that it was hidden.

A negation turns a wording round only against others that put the same thing affirmatively. "No reserve is left" beside "the
reserve is used up" denies nothing; nor does what will not be done, or a long clause that says something of its own; and who has
seen no proof doubts. How often each sign is right was counted on invented stories with truth (docs/link.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.lexicon import CHECKING, SUPPORT
from sayso.link.propositions import Wording
from sayso.records import Position, record_id

TURNED = "worded the other way round (negation)"
OPPOSED = "“{}” against “{}”"
FLIPPED = {"asserts": "denies", "denies": "asserts"}
# "Nobody has produced a receipt", "we found no trace": not shown, which is no denial.
SHOWN = (
    CHECKING
    | SUPPORT
    | frozenset(
        """
        certain certainty demonstrate document finding name paper produce publish recall receipt record remember show support sure
        surface trace witness
        """.split()
    )
)
REPORTS = 2  # that put it affirmatively: fewer, and what is negated is more often the claim itself
SHARE = 0.4  # of the other wordings negated, from which on the claim itself is taken to be worded so
SAME_WORDS = 0.75  # share of a negated wording's words that an affirmative one must have to be the same but for the negation
SHORTEST = 4  # letters of a word of which another one can be the contrary by what stands before it
OWN_WORDS = 6  # telling words from which on a negated clause more often says something of its own


OPPOSING = ("dis", "il", "im", "in", "ir", "non", "un")  # "unsafe" says that something is not safe …
# … but for some words.
NOT_OPPOSED = frozenset("indifferent infamous inflammable invaluable unearthly".split())
OPPOSITES = frozenset(map(frozenset, (("alive", "dead"), ("closed", "open"), ("false", "true"), ("guilty", "innocent"))))


class Usual(NamedTuple):
    """How a claim is put by those who put it forward: the words of the affirmative wordings, and in how many reports either way."""

    words: tuple[frozenset[str], ...]
    affirmed: int
    negated: int

    @property
    def is_negative(self) -> bool:
        """ "No child was hurt": more reports put it with a negation than without."""
        return self.negated > self.affirmed

    def holds(self, wording: Wording) -> bool:
        """Whether some affirmative wording has nearly all words of this one."""
        own = frozenset(wording.lemmas)
        return any(len(own & words) >= SAME_WORDS * len(own) for words in self.words)


def usual(group: Sequence[Wording], positions: Mapping[str, Sequence[Position]]) -> Usual:
    """Over the wordings that are literally asserted; a negated one that takes up another's words speaks against them."""
    said = [w for w in group if w.mention.pointer is None and w.lemmas]
    said = [w for w in said if any(p.value == "asserts" for p in positions.get(record_id(w.mention), ()))]
    affirmed = [w for w in said if not w.negated]
    negated = {w.mention.span.doc for w in said if w.negated and not w.takes_up}
    words = tuple(frozenset(w.lemmas) for w in affirmed)
    return Usual(words, len({w.mention.span.doc for w in affirmed}), len(negated))


def side(value: str, wording: Wording, best: Wording, known: Usual, others_negated: float) -> tuple[str, str]:
    """The position towards the claim as it is shown, and why it is not the literal one; "" where it is."""
    if wording.mention.pointer is not None:
        return value, ""
    against = opposed(wording, best)
    if against is not None and value in FLIPPED:
        # "not safe" beside "unsafe": the negation and the other word take each other back
        return (FLIPPED[value], OPPOSED.format(*against)) if wording.negated == best.negated else (value, "")
    if not wording.negated:
        return ("asserts", TURNED) if value == "denies" and best.negated else (value, "")
    if value not in FLIPPED or not known.affirmed:
        return value, ""
    named = frozenset().union(*known.words)
    if value == "asserts" and wording.left_open in CHECKING | SUPPORT:
        return "doubts", f"“{wording.left_open}”: not shown, which is no denial"
    if value == "asserts" and wording.left_open and wording.left_open not in named:
        return "reports", f"“{wording.left_open}”: not told, which is no denial"
    shown = sorted(SHOWN.intersection(wording.lemmas) - named)
    if value == "asserts" and shown and not wording.takes_up:
        return "doubts", f"“{shown[0]}”: not shown, which is no denial"
    if wording.takes_up or known.holds(wording) or _against(wording, known, others_negated):
        return FLIPPED[value], TURNED
    return value, ""


def opposed(wording: Wording, best: Wording) -> tuple[str, str] | None:
    """The adjectives by which two clauses say the contrary of each other: "safe", "unsafe". None where both stand on one side."""
    pairs = sorted((one, other) for one in wording.qualities - best.qualities for other in best.qualities - wording.qualities)
    return next(((one, other) for one, other in pairs if are_opposites(one, other)), None)


def are_opposites(one: str, other: str) -> bool:
    """
    >>> are_opposites("unsafe", "safe"), are_opposites("dead", "alive"), are_opposites("unreal", "surreal")
    (True, True, False)
    """
    short, long = sorted((one, other), key=len)
    prefixed = len(short) >= SHORTEST and long not in NOT_OPPOSED and long.removesuffix(short).rstrip("-") in OPPOSING
    return (prefixed and long.endswith(short)) or frozenset((one, other)) in OPPOSITES


def _against(wording: Wording, known: Usual, others_negated: float) -> bool:
    """A plain "not" in a short clause about what is or was, where several reports affirm the claim and few put it with a "not"."""
    to_come = wording.to_come and not wording.of_oneself
    return not to_come and len(wording.lemmas) < OWN_WORDS and known.affirmed >= REPORTS and others_negated < SHARE
