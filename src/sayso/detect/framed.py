"""What the words around a proposition do with it: it is asked, left open, made a condition, alleged, dismissed, or only named.

"Did he burn it?", "whether he burned it", "if he burned it", "accused of burning it", "the claim that he burned it is false",
"asked about the fire". A clause that stands so is not put forward by whoever says the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.detect.evaluation import DENYING_WORDS, is_a_document
from sayso.detect.trees import KEPT_TREES, Tree
from sayso.lexicon import DENYING, NAMING, POINTERS, WORD_NOUNS

ASKING_WORDS = frozenset("who whom whose what which when where why how whether".split())
# What is told of something that one wants to know or does not know.
INQUIRY = frozenset(
    """
    ask wonder examine investigate check determine clarify consider establish decide question query inquire enquire debate
    probe explain ascertain doubt disclose say know tell reveal find comment see judge discuss clear unclear uncertain open
    unknown matter issue
    """.split()
)
WONDERING = INQUIRY - frozenset("clear comment disclose explain find judge know reveal say see tell".split())
WITHHOLDING = frozenset("decline fail refuse want wish hard difficult early soon".split())
ALLEGING = frozenset("accuse suspect".split())
# "As for the fire", "asked about the fire", "comment on the fire": named, and nothing said of it.
TOPIC_OF = {
    "about": frozenset("ask question quiz press talk speak inquire enquire wonder comment query information".split()),
    "on": frozenset("comment press speak speculate silent remark question focus centre center hearing debate".split()),
    "of": frozenset("matter question".split()),
    "over": frozenset(
        "question quiz row dispute investigation inquiry concern clash argument silence pressure anger furore scandal".split()
    ),
    "into": frozenset("investigation inquiry enquiry probe look inquire enquire".split()),
}
SPOKEN_ABOUT = frozenset("discuss address mention".split())  # under a negation
# Nouns beside those that stand for words, of which a clause says what they amount to: "the idea that …".
IDEAS = frozenset("idea notion theory talk speculation insinuation hint reproach impression thesis hypothesis description".split())
HELD = POINTERS | WORD_NOUNS | IDEAS
INSULTS = frozenset(
    """
    affront insult insulting libel libellous mistaken unacceptable outrageous ludicrous laughable far-fetched mischievous slur
    """.split()
)
UNTRUE = DENYING_WORDS | INSULTS
FOUNDATION = frozenset("basis foundation truth substance merit".split())
REFUSED = DENYING - {"condemn", "denounce", "decry", "contest", "dispute"}  # in the passive: "can be dismissed"
NEGATIVE = frozenset("no not n't n’t never nothing without neither".split())
NEARLY = 0.8  # share of a mention's words that a frame must hold (by eye)
MOSTLY = 0.5  # share of a mention's words that a frame inside it must make up to stand for all of it (by eye)
LEAST = 2  # words of a clause that can be asked or left open: "it burned"
LONGEST_TOPIC = 12  # words; a longer phrase tells more than it names (by eye)


class Frame(NamedTuple):
    """Some words of a sentence and what is done with what they say; `names`: they name it and are no clause."""

    words: tuple[int, ...]
    value: str  # one of records.POSITIONS
    because: str
    names: bool = False
    by: int = -1  # the noun that brings them in: "the claim that …"


def frame_of(tree: Tree, tokens: Sequence[int]) -> Frame | None:
    """The narrowest frame that holds a mention, or nearly all of it; else one that makes up most of it, conditions left out."""
    inside = set(tokens)
    shared = [(len(inside.intersection(f.words)), f) for f in frames(tree)]
    holding = [f for n, f in shared if n >= NEARLY * len(inside)]
    if holding:
        return min(holding, key=lambda f: (len(f.words), f.words, f.value))
    most = [(n, f) for n, f in shared if n >= MOSTLY * len(inside) and n == len(f.words) and _stands_for(f)]
    return max(most, key=lambda nf: (nf[0], nf[1].words, nf[1].value), default=(0, None))[1]


def _stands_for(frame: Frame) -> bool:
    """A condition, or a thing only named, says nothing of the words around it."""
    return frame.value == "denies" or (frame.value != "reports" and not frame.names)


@lru_cache(maxsize=KEPT_TREES)
def frames(tree: Tree) -> tuple[Frame, ...]:
    """Every frame of a sentence."""
    if not tree.sentence.parsed:
        return ()
    found = [*_questions(tree)]
    for i in range(len(tree)):
        if tree.is_verb(i):
            found += [*_left_open(tree, i), *_conditions(tree, i), *_alleged(tree, i), *_dismissed(tree, i)]
        found += _topics(tree, i)
    return tuple(f for f in found if sum(tree.words[k][:1].isalnum() for k in f.words) >= (1 if f.names else LEAST))


def _frame(tree: Tree, words: Sequence[int], value: str, because: str, *, names: bool = False, by: int = -1) -> Iterator[Frame]:
    kept = tree.trim(words)
    if kept:
        yield Frame(tuple(kept), value, because, names, by)


# ── asked and left open ──


def _questions(tree: Tree) -> Iterator[Frame]:
    """ "Did he know?", "And who paid him?", "The hotel at all?"; not "It burned, didn't it?", "You knew?"."""
    end = next((i for i in reversed(range(len(tree))) if tree.words[i] == "?"), None)
    if end is None or any(tree.words[k][:1].isalnum() for k in range(end + 1, len(tree))):
        return
    start = 1 + max((k for k in range(end) if tree.words[k] in (":", ";", "?", "“", '"', "``")), default=-1)
    words = list(range(start, end))
    top = next((i for i in words if tree.head(i) == i or tree.head(i) not in words), None)
    if top is None:
        return
    inverted = any(_inverted(tree, i) for i in [top, *tree.children[top]] if i in words)
    opening = (k for k in words if tree.words[k][:1].isalnum() and tree.dep(k) not in ("cc", "intj") and tree.lower[k] != "so")
    led = tree.lower[next(opening, top)] in ASKING_WORDS
    if inverted or led or not any(tree.is_verb(i) for i in words):
        yield from _frame(tree, words, "asks", "a question")


def _inverted(tree: Tree, i: int) -> bool:
    """The subject behind the auxiliary or behind "be": "did she", "was it"."""
    subject = tree.child(i, "nsubj", "nsubjpass", "expl")
    if subject is None or not tree.is_verb(i):
        return False
    before = [k for k in tree.all_children(i, "aux", "auxpass") if k < subject]
    return bool(before) or (i < subject and (tree.lemma(i) in ("be", "have", "do") or tree.tag(i) == "MD"))


def _left_open(tree: Tree, clause: int) -> Iterator[Frame]:
    """ "Whether he burned it", "who burned it" where that is asked, examined or not known."""
    first = next((k for k in tree.subtree(clause) if tree.words[k][:1].isalnum()), clause)
    if tree.lower[first] == "whether":
        yield from _frame(tree, tree.subtree(clause), "asks", "“whether”: left open")
        return
    complement = tree.dep(clause) in ("ccomp", "pcomp", "csubj") or _asked_if(tree, clause)
    if complement and tree.lower[first] in ASKING_WORDS | {"if"}:
        above = [tree.head(clause), tree.head(tree.head(clause))]
        word = next((k for k in above if tree.lemma(k) in INQUIRY), None)
        if word is not None and (tree.lemma(word) in WONDERING or _withheld(tree, word)):
            yield from _frame(tree, tree.subtree(clause), "asks", f"“{tree.words[word]} {tree.words[first]}”: left open")


def _asked_if(tree: Tree, clause: int) -> bool:
    return tree.dep(clause) == "advcl" and tree.lemma(tree.head(clause)) in ("ask", "wonder")


def _withheld(tree: Tree, word: int) -> bool:
    """ "Nobody knows", "would not say", "wants to know", "hard to say"."""
    near = [word, *[k for k in tree.ancestors(word) if tree.dep(word) == "xcomp"][:1]]
    if any(tree.is_negated(k) or tree.lemma(k) in WITHHOLDING for k in near):
        return True
    return any(tree.lower[j] in ("nobody", "none", "neither", "no") for k in near for j in tree.children[k])


def _conditions(tree: Tree, clause: int) -> Iterator[Frame]:
    """ "If he burned it": said to be so by nobody; not "as if", "even if"."""
    mark = next((k for k in tree.all_children(clause, "mark") if tree.lower[k] == "if"), None)
    if mark is None or tree.dep(clause) != "advcl" or _asked_if(tree, clause):
        return
    if mark > 0 and tree.lower[mark - 1] in ("as", "even", "only"):
        return
    words = [k for k in tree.subtree(clause) if k > mark]
    yield from _frame(tree, words, "reports", "“if”: a condition")


# ── named, alleged ──


def _topics(tree: Tree, i: int) -> Iterator[Frame]:
    """ "As for the fire", "asked about the fire", "would not discuss the fire"."""
    if tree.tag(i) in ("IN", "TO", "RP") or tree.dep(i) == "prep":
        about = tree.child(i, "pobj")
        head = tree.head(i)
        aside = tree.lower[i] in ("for", "to") and i > 0 and tree.lower[i - 1] == "as" and (i < 4)
        taken_up = tree.lemma(head) in TOPIC_OF.get(tree.lower[i], ())
        if about is not None and (aside or taken_up or tree.lower[i] in ("regarding", "concerning")):
            yield from _topic(tree, about, "as for" if aside else f"{tree.words[head]} {tree.words[i]}")
    elif tree.lemma(i) in SPOKEN_ABOUT and tree.is_verb(i) and tree.is_negated(i):
        thing = tree.child(i, "dobj")
        if thing is not None:
            yield from _topic(tree, thing, tree.words[i])


def _topic(tree: Tree, noun: int, by: str) -> Iterator[Frame]:
    words = tree.subtree(noun, without=tree.all_children(noun, "relcl", "punct", "appos", "cc", "conj"))
    if tree.tag(noun) in ("NN", "NNS") and len(words) <= LONGEST_TOPIC:
        yield from _frame(tree, words, "reports", f"“{by}”: named, and left at that", names=True, by=noun)


def _alleged(tree: Tree, verb: int) -> Iterator[Frame]:
    """ "Accused of burning it", "is suspected of the fire": told, and told by nobody."""
    if tree.lemma(verb) not in ALLEGING or tree.tag(verb) != "VBN":
        return
    of = next((k for k in tree.all_children(verb, "prep") if tree.lower[k] == "of"), None)
    deed = tree.child(of, "pcomp", "pobj") if of is not None else None
    by = next((k for k in tree.all_children(verb, "agent", "prep") if tree.lower[k] == "by"), None)
    if deed is not None:
        words = [k for k in tree.subtree(deed) if by is None or not tree.is_below(k, by)]
        yield from _frame(tree, words, "reports", f"“{tree.words[verb]} of”: an accusation")


# ── dismissed ──


def _dismissed(tree: Tree, verb: int) -> Iterator[Frame]:
    """ "The claim that he burned it is false", "to speak of a fire is mistaken", "called the tale of the fire an invention"."""
    for subject, why in (*_found_untrue(tree, verb), *_named_untrue(tree, verb)):
        because = f"“{why}”: dismissed"
        if tree.is_verb(subject):
            clause = tree.child(subject, "ccomp")
            of = next((k for k in tree.all_children(subject, "prep") if tree.lower[k] == "of"), None)
            if clause is not None:
                yield from _frame(tree, _without_mark(tree, clause), "denies", because, by=subject)
            elif of is not None:
                yield from _frame(tree, tree.subtree(of)[1:], "denies", because, names=True, by=subject)
        else:
            yield from _dismissed_noun(tree, subject, because)


def _dismissed_noun(tree: Tree, noun: int, because: str) -> Iterator[Frame]:
    if tree.lower[noun] in ("it", "this") and tree.dep(noun) in ("nsubj", "expl"):
        verb = tree.head(noun)
        above = [verb, *tree.all_children(verb, "acomp", "attr")]  # "it is a lie that …": the clause may hang on either
        below = [k for j in above for k in tree.all_children(j, "ccomp", "relcl", "acl", "csubj")]
        clause = next((k for k in below if k > noun and _that(tree, k)), None)
        if clause is not None:
            yield from _frame(tree, _without_mark(tree, clause), "denies", because, by=noun)
        return
    clause = next((k for k in tree.all_children(noun, "acl", "ccomp", "relcl") if _that(tree, k)), None)
    if clause is not None and tree.lemma(noun) in HELD:
        yield from _frame(tree, _without_mark(tree, clause), "denies", because, by=noun)
        return
    of = next((k for k in tree.all_children(noun, "prep") if tree.lower[k] in ("of", "about", "on")), None)
    if of is not None and tree.lemma(noun) in HELD and not is_a_document(tree, noun):
        yield from _frame(tree, tree.subtree(of)[1:], "denies", because, names=True, by=noun)
    elif tree.dep(noun) not in ("nsubj", "nsubjpass") and tree.tag(noun) in ("NN", "NNS") and tree.lemma(noun) not in HELD:
        yield from _frame(tree, tree.subtree(noun), "denies", because, names=True, by=noun)  # "called the two-year silence a myth"


def _that(tree: Tree, clause: int) -> bool:
    """A clause that says something, not one that tells a thing apart: "the claim that he went", not "the claim that hurt"."""
    subject = tree.subject(clause)
    told_apart = subject is not None and tree.lower[subject] in ("that", "which", "who")
    return tree.is_verb(clause) and tree.is_finite(clause) and not told_apart


def _without_mark(tree: Tree, clause: int) -> list[int]:
    return [k for k in tree.subtree(clause) if not (tree.dep(k) == "mark" and tree.head(k) == clause)]


def _found_untrue(tree: Tree, verb: int) -> Iterator[tuple[int, str]]:
    """Subjects of which it is said that they are not so, and the word that says it."""
    subject = tree.child(verb, "nsubj", "csubj", "nsubjpass", "expl")
    if subject is None:
        return
    negated = tree.is_negated(verb)
    for k in tree.all_children(verb, "acomp", "attr", "oprd"):
        if (_untrue(tree, k) and not negated) or (negated and tree.lower[k] in ("true", "so", "correct")):
            yield subject, tree.words[k]
        if tree.lemma(k) in FOUNDATION and any(tree.lower[j] == "no" for j in tree.children[k]):
            inside = [j for p in tree.all_children(k, "prep") for j in tree.all_children(p, "pobj")]
            yield from ((j, tree.words[k]) for j in inside)
    for k in tree.all_children(verb, "dobj"):
        without = tree.lemma(verb) == "have" and any(tree.lower[j] in NEGATIVE for j in tree.children[k])
        if tree.lemma(k) in FOUNDATION and (without or tree.lemma(verb) == "lack"):
            yield subject, tree.words[k]
    if tree.is_passive(verb) and not negated and tree.lemma(verb) in REFUSED:
        yield subject, tree.words[verb]
    if negated and tree.lemma(verb) == "bear" and tree.child(verb, "prt") is not None:
        yield subject, tree.words[verb] + " out"


def _named_untrue(tree: Tree, verb: int) -> Iterator[tuple[int, str]]:
    """ "Called the idea of a plot an invention": what a verb of naming is turned on."""
    if tree.lemma(verb) not in NAMING or tree.is_negated(verb):
        return
    names = [*tree.all_children(verb, "oprd", "ccomp", "attr", "acomp"), *_as(tree, verb)]
    name = next((k for k in names if _untrue(tree, k)), None)
    thing = tree.child(verb, "dobj")
    if thing is None and name is not None:
        thing = tree.child(name, "nsubj")
    if name is not None and thing is not None:
        yield thing, tree.words[name]


def _as(tree: Tree, verb: int) -> list[int]:
    return [j for k in tree.all_children(verb, "prep") if tree.lower[k] == "as" for j in tree.all_children(k, "pobj", "amod")]


def _untrue(tree: Tree, k: int) -> bool:
    if tree.lemma(k) in ("tale", "story"):
        return any(tree.lower[j] in ("fairy", "tall", "cock-and-bull") for j in tree.children[k])
    return tree.lemma(k) in UNTRUE or tree.lower[k] in UNTRUE
