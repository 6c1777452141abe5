"""Every clause of a story that says something, with who says it, whether it is negated, and the words it is compared by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sayso.detect.trees import Tree
from sayso.lexicon import CHECKING, SUPPORT
from sayso.measure.side_by_side import alike, telling
from sayso.measure.told import Holder, Told, clause_span, holders_of, inside
from sayso.names import name_key
from sayso.records import Attribution, Span

CLAUSES = ("ROOT", "ccomp", "conj", "parataxis", "relcl", "pcomp", "advcl", "acl")
NOBODY = frozenset("nobody none nothing no-one".split())
ANYBODY = frozenset("anybody anyone anything any nobody nothing none anywhere".split())
MAYBE = frozenset("may might could".split())
UNREAL = frozenset("if whether would should unless".split())
SELF = frozenset("i we he she they it me us him her them".split())
MUCH_ALIKE = 0.6  # likeness of two words that say nearly the same (by eye)
LEAST = 2  # words of content that a clause must have, its speaker counted


class Proposition(NamedTuple):
    """One clause. `words` holds its words of content with their places; `holder` is None where the report itself speaks."""

    tree: Tree
    verb: int
    tokens: frozenset[int]
    words: tuple[tuple[int, str], ...]
    negated: bool
    holder: Holder | None
    attribution: Attribution | None
    maybe: bool  # what may, might or could be

    @property
    def doc(self) -> str:
        return self.tree.sentence.span.doc

    @property
    def place(self) -> tuple[str, int]:
        """Where the verb stands."""
        return self.doc, self.tree.tokens[self.verb].start

    @property
    def span(self) -> Span:
        return clause_span(self.tree, self.verb)

    @property
    def quoted(self) -> bool:
        return self.attribution is not None and self.attribution.kind in ("direct", "mixed")

    @property
    def forms(self) -> list[str]:
        return [word for _, word in self.words]


def propositions(told: Told) -> Iterator[Proposition]:
    """The clauses that state something, in text order: no questions, no conditions, nothing that somebody only wants."""
    for _, trees in sorted(told.trees.items()):
        for tree in trees:
            held = inside(told, tree)
            for verb in range(len(tree)):
                if _states(tree, verb) and (made := _proposition(told, tree, verb, held)):
                    yield made


def _states(tree: Tree, verb: int) -> bool:
    if not tree.tag(verb).startswith("VB") or tree.dep(verb) not in CLAUSES or tree.words[-1:] == ["?"]:
        return False
    infinitive = any(tree.tag(k) == "TO" for k in tree.children[verb])
    if infinitive or not (tree.is_finite(verb) or tree.dep(verb) == "conj" or tree.child(verb, "mark") is not None):
        return False
    if UNREAL & _modifiers(tree, verb):
        return False
    return not any(tree.is_verb(k) and _is_negated(tree, k) for k in tree.ancestors(verb) if not _beside(tree, verb, k))


def _modifiers(tree: Tree, verb: int) -> set[str]:
    """What marks the clause, and those above it, as a condition, a question or a maybe."""
    above = (verb, *tree.ancestors(verb))
    return {tree.lower[k] for at in above for k in tree.children[at] if tree.dep(k) in ("mark", "aux", "advmod")}


def _beside(tree: Tree, verb: int, above: int) -> bool:
    """Coordinated with it or only attached to it: what is denied above is not denied here."""
    at = verb
    while tree.head(at) != above:
        at = tree.head(at)
    return tree.dep(at) in ("conj", "parataxis", "advcl", "relcl") or tree.dep(verb) == "relcl"


def _proposition(told: Told, tree: Tree, verb: int, held: Sequence[Attribution]) -> Proposition | None:
    below = [k for k in tree.subtree(verb) if k != verb and tree.dep(k) in ("advcl", "parataxis")]
    below += [k for k in tree.all_children(verb, "ccomp", "conj") if tree.is_finite(k)]
    tokens = frozenset(tree.subtree(verb, without=below))
    attribution = _innermost(tree, verb, held)
    if attribution is not None and (attribution.force != "asserts" or attribution.scope == "wants"):
        return None
    holders = holders_of(told, attribution) if attribution is not None else []
    words = tuple((i, word) for i, word in telling(tree, sorted(tokens)) if tree.lower[i] not in ANYBODY)
    self = next((k for k in tree.all_children(verb, "nsubj", "nsubjpass", "dobj") if tree.lower[k] in SELF), None)
    if self is not None and holders and holders[-1].key:
        words = ((self, name_key(holders[-1].name).split()[-1]), *words)
    if len(words) < LEAST:
        return None
    holder = holders[-1] if holders else None
    maybe = bool(MAYBE & _modifiers(tree, verb))
    return Proposition(tree, verb, tokens, words, _is_negated(tree, verb), holder, attribution, maybe)


def _innermost(tree: Tree, verb: int, held: Sequence[Attribution]) -> Attribution | None:
    start = tree.tokens[verb].start
    around = [a for a in held if any(span.start <= start < span.end for span in a.content)]
    return min(around, key=lambda a: sum(span.end - span.start for span in a.content), default=None)


def _is_negated(tree: Tree, verb: int) -> bool:
    """ "Did not", "never", "nobody did", "no manager did", "did nothing", "has no record"."""
    marks = [tree.subject(verb), tree.child(verb, "dobj"), tree.child(verb, "attr")]
    none = any(k is not None and (tree.lower[k] in NOBODY or any(tree.lower[c] == "no" for c in tree.children[k])) for k in marks)
    return none != says_no(tree, verb) or none


def says_no(tree: Tree, verb: int) -> bool:
    """Whether a verb is negated; "not" reaches a second verb over "and", but not over "but" nor where that has an auxiliary too."""
    first = tree.head(verb)
    anew = any(tree.lower[k] in ("but", "yet") for k in range(first, verb)) or tree.child(verb, "aux", "auxpass") is not None
    turned = tree.dep(verb) == "conj" and anew
    if any(tree.lower[k : k + 2] == ["not", "only"] for k in tree.children[verb]):
        return False
    return tree.is_negated(verb) and not (turned and not any(tree.dep(k) == "neg" for k in tree.children[verb]))


def shows_nothing(p: Proposition) -> bool:
    """ "There is no evidence", "could not confirm": who has seen nothing has not said that there is nothing."""
    tree = p.tree
    things = [k for k in tree.children[p.verb] if tree.dep(k) in ("dobj", "attr")]
    things += [k for k in tree.all_children(p.verb, "nsubj", "nsubjpass") if any(tree.lower[c] == "no" for c in tree.children[k])]
    return p.negated and (tree.lemma(p.verb) in CHECKING or any(tree.lemma(k) in SUPPORT for k in things))


def in_common(one: Proposition, other: Proposition, without: frozenset[str] = frozenset()) -> int:
    """How many words of content two statements share, or have words that are much alike."""
    left, right = ([form for form in p.forms if form not in without] for p in (one, other))
    table = alike(left, right) >= MUCH_ALIKE
    return min(int(table.any(axis=0).sum()), int(table.any(axis=1).sum())) if table.size else 0


def shares(one: Proposition, other: Proposition, weights: Mapping[str, float]) -> tuple[float, float]:
    """Which share of each statement's words, by weight, stands in the other too, alike words counted by their likeness."""
    table = alike(one.forms, other.forms)
    mine, theirs = (np.array([weights[form] for form in p.forms]) for p in (one, other))
    return float(mine @ table.max(axis=1) / mine.sum()), float(theirs @ table.max(axis=0) / theirs.sum())
