"""What a mention of a claim says, as words that can be compared: which they are, how much each carries, which part of the clause
each stands in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.calendar import ONES, TENS
from sayso.detect.evaluation import DENYING_WORDS
from sayso.lexicon import CHECKING, SUPPORT, UNTOLD
from sayso.names import name_key
from sayso.records import ClaimMention, Sentence, Token
from sayso.words import alikeness

MIN_WORDS = 2  # content words a mention must have to be compared at all
FURTHER_DOWN = 0.8  # weight of a word for each step below the clause's head
NEAR_HEAD = 2  # words from an adjective up to the clause's head, itself counted: "the bridge was unsafe", "unsafe bridge"
ASIDE = 0.3  # weight of numbers and dates: they are compared as conflicts, they do not decide what the claim is
TIME_WORDS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december day week month year morning night evening today yesterday ago last late
    early
    """.split()
)
STOP_TAGS = ("DT", "IN", "TO", "CC", "PRP", "PRP$", "MD", "WDT", "WP", "WRB", "EX", "POS", "UH", "WP$", "PDT")
STOP_LEMMAS = frozenset(
    """
    anybody anyone anything everybody everyone everything somebody someone something
    be have do say tell make take get go come also even just still very so as than then there that this
    """.split()
)
NEGATING = frozenset("not never no nobody none neither nor n't n’t nothing nowhere hardly".split())
OF_ONESELF = frozenset("i we nobody none one".split())
# "No such order", "not a single one", "never": what others put forward is taken up and turned round.
TAKING_UP = frozenset("ever kind never single slightest sort such unaware whatever whatsoever".split())
TAKING_UP_BRIEFLY = TAKING_UP | frozenset("any anybody anyone anything".split())
LONGEST_TAKING_UP = 11  # telling words of a clause with one of these; of a longer one it is but a part
BRIEF = 5  # the same with "any" alone, which has less to do with what others say
TO_COME = frozenset("will may would wo ’ll 'll".split())
BIDDING = frozenset("must ought shall should".split())  # "it must not be sold": what is to be done, not what is so
UNAWARE = frozenset("ignorant innocent unaware unable".split())
# What a negation and the word behind it take back nothing with.
NOT_AGAINST = {
    "no": frozenset("doubt wonder surprise secret fewer less sooner other".split()),
    "not": frozenset("only just merely simply least".split()),
    "nothing": frozenset("but other less short".split()),
    "none": frozenset("other".split()),
}
SET_RIGHT = 9  # words behind "not" within which "but" says what is so instead (by eye)
# "It would not surprise me if …", "nobody doubts that …": what follows is not denied.
MINDING = frozenset("astonish doubt hesitate mind shock surprise".split())
# "I can't believe it", "words cannot describe it", "I can't tell you how many": said of the speaker, not of the matter.
EXCLAIMING = frozenset("believe describe exaggerate express help imagine say stress tell wait".split())
# "He does not think that it burned", "did not try to burn it": the negation is about the burning.
RAISING = frozenset("appear believe expect happen intend need plan seem think try".split())
WISHING = frozenset("care like want wish".split())  # "we don't want problems": nobody says that there are any
IGNORANCE = frozenset("clue idea information".split())  # "has no idea how it burned": not known, so nothing is denied


@dataclass(frozen=True)
class Wording:
    """A mention with the words it is compared by."""

    mention: ClaimMention
    lemmas: tuple[str, ...]
    depths: tuple[float, ...]  # how much each word carries: 1 for the clause's head, less further down
    negated: bool
    roles: tuple[str, ...] = ()  # of each word: "head", or which part of the clause below its head it stands in, and as what
    verbal: bool = False  # a clause: its head is a verb
    of_oneself: bool = False  # negated, and about the speaker or everybody: "we never …", "nobody …"
    takes_up: bool = False  # negated, with a word that takes up what others say: "no such", "never", "any"
    to_come: bool = False  # negated, of what is to come or to be done: "will not", "must not"
    left_open: str = ""  # the word by which a negated wording only says that something is not shown or not told
    denied: frozenset[str] = frozenset()  # what a negated wording takes back: its verb, or what is said with it ("new", "a gun")
    qualities: frozenset[str] = frozenset()  # what it says of its subject: the adjectives of its head
    negates: frozenset[str] = frozenset()  # the words that have a negation, wherever in the wording
    dismisses: bool = False  # it calls something untrue: "the arrest is a hoax"


def by_document(sentences: Sequence[Sentence]) -> dict[str, list[Sentence]]:
    found: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        found.setdefault(sentence.span.doc, []).append(sentence)
    return found


def wording_of(mention: ClaimMention, sentences: dict[str, list[Sentence]], texts: dict[str, str]) -> Wording:
    about = mention.about
    lemmas: list[str] = []
    carries: list[float] = []
    roles: list[str] = []
    said: set[str] = set()
    negated, verbal, of_oneself, left_open = False, False, False, ""
    denied: set[str] = set()
    negates: set[str] = set()
    dismisses = False
    qualities: set[str] = set()
    own = sentences.get(about.doc, [])
    first = bisect_right(own, about.start, key=lambda sentence: sentence.span.end)
    for sentence in own[first : bisect_left(own, about.end, key=lambda sentence: sentence.span.start)]:
        inside = [i for i, t in enumerate(sentence.tokens) if about.start <= t.start and t.end <= about.end]
        within = set(inside)
        said |= {sentence.tokens[i].lemma for i in inside}
        for i in inside:
            token = sentence.tokens[i]
            if _tells(token):
                above = _path(sentence, i, within)
                aside = token.tag == "CD" or token.lemma in TIME_WORDS
                lemmas.append(_word(token, texts[about.doc]))
                carries.append(float(FURTHER_DOWN ** (len(above) - 1)) * (ASIDE if aside else 1.0))
                roles.append(_role(sentence, above))
                verbal = verbal or sentence.tokens[above[-1]].tag.startswith(("VB", "MD"))
                if token.tag == "JJ" and len(above) <= NEAR_HEAD:
                    qualities.add(lemmas[-1])
        tops = [i for i in inside if sentence.tokens[i].head not in within or sentence.tokens[i].head == i]
        negation = _under_negation(sentence, inside)
        under = tuple(sentence.tokens[k].lemma for k in negation)
        negated ^= bool(under)
        of_oneself = of_oneself or (bool(under) and not OF_ONESELF.isdisjoint(under))
        left_open = left_open or _leaves_open(sentence, negation)
        negates |= {sentence.tokens[k].lemma for k in _with_negation(sentence, within)}
        dismisses = dismisses or any(_untrue(sentence.tokens[k]) and sentence.tokens[k].head in tops for k in inside)
        denied |= {_word(sentence.tokens[k], texts[about.doc]) for k in _taken_back(sentence, negation, within)}
    return Wording(
        mention,
        tuple(lemmas),
        tuple(carries),
        negated,
        tuple(roles),
        verbal,
        of_oneself,
        negated and _takes_up(said, len(lemmas)),
        negated and not TO_COME.isdisjoint(said),
        left_open if negated else "",
        frozenset(denied if negated else ()),
        frozenset(qualities),
        frozenset(negates),
        dismisses and not negated,
    )


def _leaves_open(sentence: Sentence, negation: Sequence[int]) -> str:
    """The word under a negation that only tells what is shown, told or known."""
    tokens = [sentence.tokens[k] for k in negation]
    opening = CHECKING | SUPPORT | UNTOLD
    return next((t.lemma for t in tokens if t.lemma in opening or (t.lemma in IGNORANCE and t.dep in ("dobj", "attr"))), "")


def _takes_up(said: set[str], words: int) -> bool:
    strongly = words <= LONGEST_TAKING_UP and not TAKING_UP.isdisjoint(said)
    return strongly or (words <= BRIEF and not TAKING_UP_BRIEFLY.isdisjoint(said))


def _path(sentence: Sentence, i: int, within: set[int]) -> list[int]:
    """A token and those above it up to the clause's head, which says what is claimed; adjuncts far below say how and when."""
    path = [i]
    while sentence.tokens[path[-1]].head in within and sentence.tokens[path[-1]].head != path[-1]:
        path.append(sentence.tokens[path[-1]].head)
    return path


def _role(sentence: Sentence, path: Sequence[int]) -> str:
    return "head" if len(path) == 1 else f"{sentence.tokens[path[-2]].dep} {path[-2]}"


def _under_negation(sentence: Sentence, inside: Sequence[int]) -> tuple[int, ...]:
    """The clause's own verb and what it governs, where "not", "never" stand on it, or "no" on its subject or object."""
    within = set(inside)
    tops = [i for i in inside if sentence.tokens[i].head not in within or sentence.tokens[i].head == i]
    verbs = [i for i in tops if sentence.tokens[i].tag.startswith(("VB", "MD")) and sentence.tokens[i].lemma not in MINDING][:1]
    for verb in verbs:
        below = [k for k in inside if sentence.tokens[k].head == verb and k != verb]
        helping = {sentence.tokens[k].lemma for k in below if sentence.tokens[k].dep == "aux"}
        if (
            sentence.tokens[verb].lemma in WISHING
            or helping & BIDDING
            or (sentence.tokens[verb].lemma in EXCLAIMING and helping & {"can", "could"})
        ):
            continue
        arguments = [k for k in below if sentence.tokens[k].dep in ("nsubj", "nsubjpass", "dobj", "attr")]
        times = [k for k in inside if sentence.tokens[k].dep == "pobj" and sentence.tokens[k].head in below]  # "at no time"
        held = [*arguments, *times]
        marks = [*below, *(k for k in inside if sentence.tokens[k].head in held and sentence.tokens[k].dep in ("det", "neg"))]
        negating = [k for k in marks if sentence.tokens[k].lemma in NEGATING and not _takes_nothing_back(sentence, k)]
        unaware = any(sentence.tokens[k].lemma in UNAWARE and sentence.tokens[k].dep == "acomp" for k in below)
        if negating or unaware or _yet_to(sentence, verb, inside):
            return (verb, *arguments)
    return ()


def _taken_back(sentence: Sentence, negation: Sequence[int], within: set[int]) -> list[int]:
    """What a negation is about: the deed, or what is said with an empty verb ("is not new"); what there is none of."""
    if not negation:
        return []
    deed = negation[0]
    while sentence.tokens[deed].lemma in RAISING:
        inner = next((k for k in sorted(within) if k > deed and _is_child(sentence, k, deed, ("ccomp", "xcomp"))), None)
        if inner is None:
            break
        deed = inner
    words = [deed, *_said_with(sentence, deed, within)]
    words += [
        sentence.tokens[k].head for k in sorted(within) if sentence.tokens[k].lemma == "no" and sentence.tokens[k].head in negation
    ]
    return [k for k in words if _tells(sentence.tokens[k])]


def _said_with(sentence: Sentence, deed: int, within: set[int]) -> list[int]:
    """What is said with a verb; with an empty one that is all: "is not new", "has no gun", "is not in jail"."""
    kinds = ("acomp", "attr", "oprd", "prt", "xcomp")
    if _tells(sentence.tokens[deed]):
        return [k for k in sorted(within) if _is_child(sentence, k, deed, kinds)]
    found = [k for k in sorted(within) if _is_child(sentence, k, deed, (*kinds, "dobj", "nsubj", "ccomp"))]
    where = [k for k in sorted(within) if _is_child(sentence, k, deed, ("prep",))]
    return [*found, *(k for j in where for k in sorted(within) if _is_child(sentence, k, j, ("pobj",)))]


def _with_negation(sentence: Sentence, within: set[int]) -> list[int]:
    """The words on which a negation stands, and the verbs of those that are no verbs."""
    marks = [k for k in sorted(within) if sentence.tokens[k].lemma in NEGATING and not _is_a_number(sentence, k)]
    found = [sentence.tokens[k].head for k in marks]
    found += [sentence.tokens[k].head for k in found if not sentence.tokens[k].tag.startswith("VB")]
    return [*found, *(j for k in found if not _tells(sentence.tokens[k]) for j in _said_with(sentence, k, within))]


def _untrue(token: Token) -> bool:
    return token.dep in ("acomp", "attr", "oprd") and token.lemma in DENYING_WORDS


def _is_child(sentence: Sentence, k: int, head: int, kinds: Sequence[str]) -> bool:
    return sentence.tokens[k].head == head and k != head and sentence.tokens[k].dep in kinds


def _takes_nothing_back(sentence: Sentence, k: int) -> bool:
    """ "No doubt", "not only", "nothing but", "not this but that"; "No. 7"."""
    if _is_a_number(sentence, k):
        return True
    behind = [token.lemma for token in sentence.tokens[k + 1 : k + 1 + SET_RIGHT]]
    if behind[:1] and behind[0] in NOT_AGAINST.get(sentence.tokens[k].lemma, ()):
        return True
    return sentence.tokens[k].lemma in ("not", "n't", "n’t") and "but" in behind


def _is_a_number(sentence: Sentence, k: int) -> bool:
    return sentence.tokens[k].lemma == "no" and any(token.tag == "CD" for token in sentence.tokens[k + 1 : k + 3])


def _yet_to(sentence: Sentence, verb: int, inside: Sequence[int]) -> bool:
    """ "Has yet to act": not so far."""
    yet = any(sentence.tokens[k].lemma == "yet" and 0 < k - verb <= 2 for k in inside)
    return yet and any(sentence.tokens[k].dep == "xcomp" and sentence.tokens[k].head == verb for k in inside)


def _tells(token: Token) -> bool:
    return token.tag not in STOP_TAGS and token.lemma not in STOP_LEMMAS | NEGATING and any(c.isalnum() for c in token.lemma)


def _word(token: Token, text: str) -> str:
    """
    >>> _word(Token(0, 8, "CD", "nummod", 0, "nineteen"), "Nineteen")
    '19'
    """
    number = ONES.get(token.lemma, TENS.get(token.lemma))
    if number is not None and token.tag == "CD":
        return str(number)
    if token.tag.startswith("NNP") or token.tag.startswith("JJ"):
        return name_key(text[token.start : token.end]) or token.lemma
    return token.lemma


def alignment(wordings: Sequence[Wording]) -> NDArray[np.float32]:
    """Soft alignment of every pair, shape (n, n), from 0 to 1: the mean of both directions' weighted coverage."""
    return both_ways(coverage(wordings))


def both_ways(covered: NDArray[np.float32]) -> NDArray[np.float32]:
    """The harmonic mean of both directions: a short mention inside a long one is not yet the same claim."""
    both: NDArray[np.float32] = 2 * covered * covered.T / np.maximum(covered + covered.T, 1e-6)
    return both


def coverage(wordings: Sequence[Wording]) -> NDArray[np.float32]:
    """How much of what the words of each mention (row) carry has like words in each other one (column), shape (n, n)."""
    vocabulary = sorted({word for w in wordings for word in w.lemmas})
    column = {word: i for i, word in enumerate(vocabulary)}
    n = len(wordings)
    weight = telling_words(wordings)
    telling = np.array([weight[word] for word in vocabulary], dtype=np.float32)
    alike = alikeness(vocabulary)
    matrix = np.zeros((n, len(vocabulary)), dtype=np.float32)
    reach = np.zeros((len(vocabulary), n), dtype=np.float32)
    for row, wording in enumerate(wordings):
        for word, carries in zip(wording.lemmas, wording.depths, strict=True):
            matrix[row, column[word]] = max(matrix[row, column[word]], telling[column[word]] * carries)
        reach[:, row] = alike[:, sorted({column[word] for word in wording.lemmas})].max(axis=1)
    numbers = [i for i, word in enumerate(vocabulary) if word[0].isdigit()]
    same = (matrix[:, numbers] * (1 / ASIDE - 1)) @ (
        matrix[:, numbers] > 0
    ).T  # a number in both speaks for them with its full weight
    covered: NDArray[np.float32] = (matrix @ reach + same) / (matrix.sum(axis=1, keepdims=True) + same)
    return covered


def telling_words(wordings: Sequence[Wording]) -> dict[str, float]:
    """How telling each word is among these wordings: the fewer have it, the more."""
    frequency = Counter(word for w in wordings for word in set(w.lemmas))
    return {word: float(np.log(1 + len(wordings) / n)) for word, n in frequency.items()}
