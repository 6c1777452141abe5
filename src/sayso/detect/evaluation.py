"""Words that judge a claim instead of making one: "baseless", "unverified", "no evidence for", "if true".

Denial and doubt are kept apart: who has no evidence, or cannot confirm, does not deny.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.detect.trees import Tree
from sayso.lexicon import CHECKING, DENYING, NAMING, POINTERS, SUPPORT, WORD_NOUNS
from sayso.records import Span

DENYING_WORDS = frozenset(
    """
    baseless false fake hoax untrue fabricated fabrication bogus unfounded groundless nonsense lie invented
    invention ridiculous absurd rubbish smear misinformation disinformation propaganda fiction fictitious fairy-tale
    fantasy myth wrong incorrect inaccurate slander libel defamatory malicious preposterous laughable debunked
    discredit falsehood
    """.split()
)
DOUBTING_WORDS = frozenset(
    """
    unverified unconfirmed unproven unsubstantiated uncorroborated dubious questionable doubtful incredible
    inconclusive disputed unclear uncertain implausible conjecture exaggerated exaggeration guesswork hearsay speculative
    """.split()
)
CONDEMNING = frozenset("condemn decry denounce".split())
# Doubts only under a negation.
TRUST_WORDS = frozenset("credible certain convincing reliable verified confirmed proven plausible true convinced".split())
# Whoever gives a claim one of these names stands by it; other names ("a distraction") leave open whether it is so.
AFFIRMING = TRUST_WORDS | frozenset(
    "accurate authentic correct fact factual fair genuine justified legitimate real right sound truth truthful valid".split()
)
# Beside the words that point at what is contested: what one may call untrue ("called the conclusion wrong").
JUDGED = POINTERS | frozenset(
    """
    conclusion description finding hint idea inference insinuation interpretation notion reproach speculation talk theory version
    """.split()
)
# "A newspaper report" tells of a claim, "an autopsy report" is a paper.
PRESS = frozenset("blog eyewitness internet magazine media news newspaper press radio television tv web witness".split())
LEADING = frozenset("how if just what when where whether which who whom whose why".split())  # "it is unclear when …"
DEMONSTRATIVES = frozenset("this that these those such".split())
PRONOUNS = frozenset("it this that they these those".split())
# Without one of these words, as it stands or in its dictionary form, nothing is judged: a quick look that spares most sentences.
JUDGING = DENYING_WORDS | DENYING | DOUBTING_WORDS | SUPPORT | TRUST_WORDS | CHECKING
JUDGING |= frozenset("tale tales truth trust believe salt".split())
SHOWN = frozenset("demonstrate indicate prove show suggest support".split())
NOMINAL = ("dobj", "pobj", "prep", "nsubjpass", "conj", "poss")  # labels without a clause between
SHOWING = CHECKING | SUPPORT | SHOWN  # without one of these nothing is said to be not shown
NEGATIONS = frozenset("no not n't n’t never nothing without neither unable".split())


@dataclass(frozen=True)
class Evaluation:
    """What some words do to a claim: `value` is denies or doubts; `pointer` the token that stands for the claim."""

    value: str
    pointer: int
    word: int


def evaluate(tree: Tree, tokens: Sequence[int]) -> Evaluation | None:
    """How these words judge a claim they point at; None where they judge nothing or point at nothing.

    A denial outweighs a doubt in the same words. Conditionals ("if the allegation is true") are doubts.
    """
    pointers = _pointers(tree, tokens) if tree.holds_any(JUDGING) else []
    if not pointers:
        return None
    first_doubt: Evaluation | None = None
    for i in tokens:
        denying = _denying_word(tree, i)
        if not denying and (first_doubt is not None or not _doubts(tree, i)):
            continue
        near = pointers if denying else [k for k in pointers if _is_doubted(tree, i, k)]
        if not near:
            continue
        pointer = min(near, key=lambda k: (tree.lemma(k) not in JUDGED, abs(k - i)))
        if pointer == i:
            continue
        if denying:
            holds = tree.lower[i] in ("true", "truth") or not _negated(tree, i)
            if holds and _predicates(tree, i, pointer) and _bears_on(tree, i, pointer) and not _of_another(tree, i, pointer):
                return Evaluation("doubts" if _may_be(tree, i) else "denies", pointer, i)
        else:
            first_doubt = Evaluation("doubts", pointer, i)
    return first_doubt


@dataclass(frozen=True)
class LeftOpen:
    """A clause that says of a proposition only that it is not shown: `word` says so; the clause's own words are left."""

    word: int
    proposition: tuple[int, ...]  # empty where no clause says what is left open


def left_open(tree: Tree, clause: Sequence[int]) -> LeftOpen | None:
    """ "I cannot confirm that …", "there is no evidence that …": neither asserted nor denied."""
    if SHOWING.isdisjoint(tree.lemmas):
        return None
    inside = set(clause)
    top = next((i for i in clause if tree.is_verb(i) and (tree.head(i) not in inside or tree.head(i) == i)), None)
    if top is None:
        return None
    word = _unchecked(tree, top)
    if word is None:
        word = _unsupported(tree, top)
    if word is None:
        word = _nothing_shows(tree, top)
    if word is None:
        return None
    # "No evidence so far that …", "nothing to show that …"
    near = [word, *tree.all_children(word, "advmod", "acl", "relcl", "xcomp")]
    below = (k for j in near for k in tree.all_children(j, "ccomp", "acl", "relcl"))
    clauses = (k for k in below if k > word and k in inside and tree.is_finite(k) and not _relative(tree, k))
    said = next((k for k in clauses if not any(tree.tag(j) == "TO" for j in tree.children[k])), None)
    return LeftOpen(word, tuple(k for k in tree.subtree(said) if k in inside) if said is not None else ())


def _relative(tree: Tree, clause: int) -> bool:
    """ "Evidence that supports this": the clause is about the evidence."""
    return any(tree.lower[k] in ("that", "which", "who") for k in tree.all_children(clause, "nsubj", "nsubjpass"))


def _unchecked(tree: Tree, top: int) -> int | None:
    """The verb of "cannot confirm", "was unable to verify"."""
    if tree.lemma(top) in CHECKING:
        return top if tree.is_negated(top) else None
    unable = next(
        (k for k in tree.children[top] if tree.lower[k] == "unable" or (tree.lower[k] == "able" and tree.is_negated(top))), top
    )
    return next(
        (k for j in {top, unable} for k in tree.all_children(j, "xcomp") if tree.lemma(k) in CHECKING and unable != top), None
    )


def _unsupported(tree: Tree, top: int) -> int | None:
    """The noun of "there is no evidence", "has not seen any proof"."""
    nouns = [k for k in tree.all_children(top, "attr", "dobj", "nsubj", "nsubjpass") if tree.lemma(k) in SUPPORT]
    return next((k for k in nouns if tree.is_negated(top) or any(tree.lower[j] == "no" for j in tree.children[k])), None)


def _nothing_shows(tree: Tree, top: int) -> int | None:
    """The "nothing" of "has seen nothing to show that …", "found nothing that suggests …"."""
    nothing = (k for k in tree.all_children(top, "attr", "dobj", "nsubj") if tree.lower[k] == "nothing")
    return next((k for k in nothing if any(tree.lemma(j) in SHOWN for j in tree.all_children(k, "acl", "relcl", "xcomp"))), None)


def _denying_word(tree: Tree, i: int) -> bool:
    """A noun or adjective that says "not so"; of verbs participles, "discredit" and what a speaker does: "we deny these claims".

    Other verbs do not count: the town that lies by a river denies nothing.
    """
    if _denied_by_the_speaker(tree, i):
        return True
    if tree.lower[i] in ("tale", "tales"):
        return any(tree.lower[k] in ("fairy", "tall") for k in tree.children[i])
    if tree.lower[i] == "true" or tree.lemma(i) == "truth":
        named = tree.dep(i) in ("nsubj", "nsubjpass")  # "its truth is not certain" denies nothing, "no truth is in it" does
        return (_negated(tree, i) and not named) or any(tree.lower[k] in ("no", "not") for k in tree.children[i])
    if tree.lemma(i) not in DENYING_WORDS and tree.lower[i] not in DENYING_WORDS:
        return False
    return tree.tag(i)[:2] in ("NN", "JJ") or tree.tag(i) == "VBN" or tree.lemma(i) == "discredit"


def _denied_by_the_speaker(tree: Tree, verb: int) -> bool:
    """ "I strongly reject these claims" inside somebody's quotation: the act of denying, not a claim that one denies."""
    if tree.lemma(verb) not in DENYING or not tree.is_verb(verb):
        return False
    subject, thing = tree.subject(verb), tree.child(verb, "dobj")
    if subject is None or thing is None or tree.lower[subject] not in ("i", "we"):
        return False
    return tree.lemma(thing) in POINTERS or (tree.lemma(verb) == "deny" and tree.lower[thing] in PRONOUNS)


def _predicates(tree: Tree, i: int, pointer: int) -> bool:
    """Whether the word is said of the pointer: "the story is false", "the bogus story"; not "suspended over a false story"."""
    if tree.dep(i) == "amod":
        definite = {tree.lower[k] for k in tree.children[tree.head(i)]} & (DEMONSTRATIVES | {"the"})
        return (tree.head(i) == pointer and bool(definite)) or _named_so(tree, tree.head(i))
    if tree.dep(i) == "pobj":
        return tree.lower[tree.head(i)] == "as"
    return tree.dep(i) not in ("compound", "poss", "nmod")


def _may_be(tree: Tree, i: int) -> bool:
    """ "The story may be false", "could be a hoax"."""
    verb = tree.head(i) if tree.dep(i) in ("acomp", "attr", "oprd") else i
    return any(tree.lower[k] in ("may", "might", "could") for k in tree.all_children(verb, "aux"))


def _of_another(tree: Tree, i: int, pointer: int) -> bool:
    """ "We know from the report that the last detail is false": said of the detail, the subject of the same clause."""
    clause = tree.head(i)
    if tree.dep(i) not in ("acomp", "attr", "oprd") or not tree.is_verb(clause):
        return False
    subject = tree.child(clause, "nsubj", "nsubjpass", "csubj")  # not "there is no truth to the claims"
    near = subject is None or _named_in(tree, pointer, subject) or _named_in(tree, pointer, i)
    return not near and tree.head(pointer) != clause


def _is_doubted(tree: Tree, i: int, pointer: int) -> bool:
    """Whether a doubting word is about the pointer: about its subject, its object, or the noun it stands at.

    Not in "it is unclear when they came", "unconfirmed reports of shots"; "this is brave, if true" does not tell of what.
    """
    if tree.lower[pointer] == "it" and tree.lower[i] not in TRUST_WORDS and _announces(tree, pointer):
        return False
    if tree.dep(i) == "advcl" and tree.lower[pointer] in PRONOUNS:
        return False
    noun = _modified(tree, i)
    if noun is not None and tree.lemma(noun) not in SUPPORT:
        return noun == pointer
    i = i if noun is None else noun  # "no corroborating evidence to back the report"
    if _named_in(tree, pointer, i):
        return True
    verb = next((k for k in (i, *tree.ancestors(i)) if tree.is_verb(k)), None)
    subject = tree.subject(verb) if verb is not None else None
    if subject is not None and _named_in(tree, pointer, subject):
        return True
    return verb is not None and verb != i and any(_named_in(tree, pointer, k) for k in tree.all_children(verb, "dobj", "prep"))


def _modified(tree: Tree, i: int) -> int | None:
    """The noun before which a word stands, alone or in a row: "confusing and unconfirmed reports"."""
    while tree.dep(i) == "conj" and tree.tag(i)[:2] == tree.tag(tree.head(i))[:2]:
        i = tree.head(i)
    return tree.head(i) if tree.dep(i) == "amod" else None


def _announces(tree: Tree, it: int) -> bool:
    """The "it" of "it is unclear when they came", "it would be the worst if …": no word for what was said before."""
    verb = tree.head(it)
    above = [verb, *tree.all_children(verb, "acomp", "attr")]
    below = (k for j in above for k in tree.all_children(j, "ccomp", "csubj", "xcomp", "advcl") if k > it)
    return any(tree.dep(k) != "advcl" or tree.lower[tree.subtree(k)[0]] in LEADING for k in below)


def _named_in(tree: Tree, pointer: int, top: int) -> bool:
    """The pointer is a phrase's own noun or stands in it without a clause between: "the truth of the report"."""
    k = pointer
    while k != top and (tree.dep(k) in NOMINAL or _shows(tree, k)):
        k = tree.head(k)
    return k == top


def _shows(tree: Tree, clause: int) -> bool:
    """The clause of "evidence to back the report", "evidence that supports it"."""
    what_for = tree.lemma(clause) in SHOWING or any(tree.tag(k) == "TO" for k in tree.children[clause])
    return what_for and tree.dep(clause) in ("acl", "relcl", "xcomp")


def _named_so(tree: Tree, noun: int) -> bool:
    """The noun is what a verb of naming makes of something: "called it fake news"."""
    return tree.dep(noun) in ("oprd", "ccomp", "attr") and tree.lemma(tree.head(noun)) in NAMING


def _pointers(tree: Tree, tokens: Sequence[int]) -> list[int]:
    """Words that stand for a claim: "the allegations", "this story", "it", "such deals"."""
    found = []
    for i in tokens:
        if tree.tag(i).startswith("NN") and tree.dep(i) not in ("compound", "poss") and not is_a_document(tree, i):
            determiners = {tree.lower[k] for k in tree.children[i]}
            if tree.lemma(i) in JUDGED or determiners & DEMONSTRATIVES:
                found.append(i)
        elif tree.lower[i] in PRONOUNS and tree.dep(i) in ("nsubj", "nsubjpass", "dobj") and tree.tag(i) in ("PRP", "DT"):
            found.append(i)
    return found


def is_a_document(tree: Tree, noun: int) -> bool:
    """ "The autopsy report", "a bank account": a paper of some kind, not words for a claim; not "the newspaper report"."""
    kinds = [k for k in tree.all_children(noun, "compound") if tree.tag(k) in ("NN", "NNS") and tree.lower[k] not in PRESS]
    return tree.lemma(noun) in ("account", "charge", "report", "statement") and bool(kinds)


def is_condemned(tree: Tree, tokens: Sequence[int], cue: Span) -> bool:
    """ "Denounced the raid", "condemned the army as brutal": not said to be untrue, as in "denounced the story"."""
    if not any(tree.lemma(i) in CONDEMNING for i in tree.at_offset(cue.start, cue.end)):
        return False
    top = next((i for i in tokens if tree.head(i) not in tokens or tree.head(i) == i), tokens[0])
    return tree.tag(top).startswith("NN") and tree.lemma(top) not in JUDGED | WORD_NOUNS


def _doubts(tree: Tree, i: int) -> bool:
    lemma, lower = tree.lemma(i), tree.lower[i]
    if lower in DOUBTING_WORDS:
        noun = _modified(tree, i)
        definite = noun is None or {tree.lower[k] for k in tree.children[noun]} & (DEMONSTRATIVES | {"the"})
        return not _negated(tree, i) and bool(definite)  # not "unconfirmed reports say"
    if lemma in SUPPORT:
        return any(tree.lower[k] in ("no", "little", "insufficient", "any") for k in tree.children[i]) and (
            _negated(tree, i) or any(tree.lower[k] == "no" for k in tree.children[i])
        )
    if lower in TRUST_WORDS:
        above = [i, *list(tree.ancestors(i))[:2]]  # "if the report turns out to be true"
        marks = [k for j in above for k in tree.children[j] if k < i]
        conditional = any(tree.lower[k] in ("if", "whether") for k in marks) and lower in ("true", "confirmed", "proven")
        return _negated(tree, i) or conditional
    if lemma in CHECKING and tree.is_verb(i):
        return _negated(tree, i) or any(tree.lower[k] in ("unable", "yet") for k in tree.ancestors(i))
    if lemma in ("trust", "believe") and any(tree.lower[k] in ("difficult", "hard") for k in tree.ancestors(i)):
        return True
    return lower in ("salt",) and any(tree.lower[k] in ("grain", "pinch") for k in tree.ancestors(i))


def _negated(tree: Tree, i: int) -> bool:
    """A negation on the word itself or on the verb it belongs to."""
    near = [i, *list(tree.ancestors(i))[:2]]
    return any(tree.lower[k] in NEGATIONS for j in near for k in tree.children[j] if abs(k - i) < 8)


def _bears_on(tree: Tree, i: int, pointer: int) -> bool:
    """The judging word and the pointer belong to one clause: subject and predicate, object and complement, noun and adjective."""
    above_word = [i, *tree.ancestors(i)]
    above_pointer = [pointer, *tree.ancestors(pointer)]
    common = next((k for k in above_word if k in above_pointer), None)
    return common is not None and above_word.index(common) <= 3 and above_pointer.index(common) <= 3
