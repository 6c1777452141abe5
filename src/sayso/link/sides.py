"""On which side of a claim somebody stands whose own words are negated: "nobody ever hid it" denies that it was hidden.

A negation turns a wording round only against others that put the same thing affirmatively. "No reserve is left" beside "the
reserve is used up" denies nothing; nor does what will not be done, or a long clause that says something of its own; and who has
seen no proof doubts. How often each sign is right was counted on invented stories with truth (docs/link.md).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sayso.detect.evaluation import AFFIRMING
from sayso.lexicon import CHECKING, SUPPORT
from sayso.link.propositions import Wording
from sayso.records import Position, record_id
from sayso.words import alikeness_between

TURNED = "worded the other way round (negation)"
NOT_SHOWN = "“{}”: not shown, which is no denial"
OPPOSED = "“{}” against “{}”"
FLIPPED = {"asserts": "denies", "denies": "asserts"}
# Towards a claim that is shown as a negation, "nobody was hurt": who denies that somebody was stands by it, who doubts it says
# neither, and of "the reports are false" it is not sure which reports are meant.
CONTRARY = {"denies": "asserts", "doubts": "reports"}
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
FEWEST = 2  # words a negated wording must have for the same words to tell that it is the same but for the negation
# "The figure is not correct", "no such letter exists": what is taken back is the whole of what others say.
WHOLE = AFFIRMING | frozenset("exist existence happen occur occurrence".split())
NEAR = 0.5  # likeness from which on two words are about the same
MOST = 0.45  # mean likeness of a negated wording's words to those of an affirmative one, from which on it is about the same
SAME_WORDS = 0.75  # share of a negated wording's words that an affirmative one must have to be the same but for the negation
OPPOSING = ("dis", "il", "im", "in", "ir", "non", "un")  # "unsafe" says that something is not safe …
# … but for some words.
NOT_OPPOSED = frozenset("indifferent infamous inflammable invaluable unearthly".split())
OPPOSITES = frozenset(map(frozenset, (("alive", "dead"), ("closed", "open"), ("false", "true"), ("guilty", "innocent"))))
SHORTEST = 4  # letters of a word of which another one can be the contrary by what stands before it
LONGEST_OPEN = 7  # telling words of a clause that leaves open what others say; a longer one must share its words with theirs
OWN_WORDS = 6  # telling words from which on a negated clause more often says something of its own


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
        return len(own) >= FEWEST and any(len(own & words) >= SAME_WORDS * len(own) for words in self.words)

    def says(self, wording: Wording, but: Collection[str] = ()) -> bool:
        """Whether some affirmative wording says most of this one's words, or words like them, and one of those taken back."""
        own = [word for word in wording.lemmas if word not in but and word[0].isalnum()]
        denied = wording.denied.difference(but) - WHOLE
        own = [word for word in own if word not in WHOLE] or own
        most = MOST if len(own) < OWN_WORDS else SAME_WORDS
        return any(
            float(alikeness_between(own, sorted(words)).max(axis=1).mean()) >= most and (not denied or _meet(denied, words))
            for words in self.words
            if own and words
        )


def _meet(left: Collection[str], right: Collection[str]) -> bool:
    """Whether a word of one means about the same as a word of the other."""
    return bool((alikeness_between(sorted(left), sorted(right)) >= NEAR).any())


def usual(group: Sequence[Wording], positions: Mapping[str, Sequence[Position]]) -> Usual:
    """Over the wordings that are literally asserted; a negated one that takes up another's words speaks against them."""
    said = [w for w in group if w.mention.pointer is None and w.lemmas]
    said = [w for w in said if any(p.value == "asserts" for p in positions.get(record_id(w.mention), ()))]
    affirmed = [w for w in said if not w.negated]
    negated = {w.mention.span.doc for w in said if w.negated and not w.takes_up}
    words = tuple(frozenset(w.lemmas) - w.negates for w in affirmed)
    return Usual(words, len({w.mention.span.doc for w in affirmed}), len(negated))


def side(value: str, wording: Wording, best: Wording, known: Usual, others_negated: float) -> tuple[str, str]:
    """The position towards the claim as it is shown, and why it is not the literal one; "" where it is."""
    shown_negated = best.negated or best.dismisses
    pointing = wording.mention.pointer is not None
    if shown_negated and not wording.negated and not wording.dismisses and value in CONTRARY:
        return ("reports" if pointing else CONTRARY[value]), TURNED
    if pointing:
        return value, ""
    against = opposed(wording, best)
    if against is not None and value in FLIPPED:
        # "not safe" beside "unsafe": the negation and the other word take each other back
        return (FLIPPED[value], OPPOSED.format(*against)) if wording.negated == best.negated else (value, "")
    if wording.negated and (shown_negated or _meet(wording.denied, best.negates)):
        return value, ""  # the claim is shown with a negation, too
    if not wording.negated or value not in FLIPPED or not known.affirmed:
        return value, ""
    named = frozenset().union(*known.words)
    if value == "asserts" and wording.left_open in CHECKING | SUPPORT:
        return ("doubts", NOT_SHOWN.format(wording.left_open)) if _leaves_open(wording, known) else (value, "")
    if value == "asserts" and wording.left_open and not _takes_back_knowing(wording, known):
        return "reports", f"“{wording.left_open}”: not told, which is no denial"
    shown = sorted(SHOWN & wording.denied - named)
    if value == "asserts" and shown and not wording.takes_up and _leaves_open(wording, known):
        return "doubts", NOT_SHOWN.format(shown[0])
    taken_up = wording.takes_up or known.holds(wording) or _against(wording, known, others_negated)
    if (taken_up and known.says(wording)) or (wording.takes_up and not _is_to_come(wording)):
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


def _leaves_open(wording: Wording, known: Usual) -> bool:
    return len(wording.lemmas) <= LONGEST_OPEN or known.says(wording, SHOWN)


def _takes_back_knowing(wording: Wording, known: Usual) -> bool:
    """ "The mayor did not know of the leak" beside "the mayor knew of the leak"; "I honestly don't know" denies nothing."""
    named = any(wording.left_open in words for words in known.words)
    return named and len(wording.lemmas) > FEWEST and known.holds(wording)


def _is_to_come(wording: Wording) -> bool:
    return wording.to_come and not wording.of_oneself


def _against(wording: Wording, known: Usual, others_negated: float) -> bool:
    """A plain "not" in a short clause about what is or was, where several reports affirm the claim and few put it with a "not"."""
    return not _is_to_come(wording) and len(wording.lemmas) < OWN_WORDS and known.affirmed >= REPORTS and others_negated < SHARE
