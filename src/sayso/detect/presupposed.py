"""Noun phrases that take a claim for granted, or name the row over it: "the Russian bounties", "the alarm
row".

What they stand for is found between reports, in link/focal.py; one that fits no claim is left out there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.detect.trees import Tree
from sayso.lexicon import AFFAIRS, ALLEGED

BESIDE = ("compound", "amod", "poss", "nmod")
ABOUT = frozenset("about concerning into of on over surrounding".split())
DEFINITE = frozenset("the this that these those".split())
MARKS = frozenset("'\"‘’“”")
LONGEST = 9  # words; a longer phrase describes, it does not name (by eye)


class Phrase(NamedTuple):
    words: tuple[int, ...]
    head: int
    because: str


def presupposing(tree: Tree) -> Iterator[Phrase]:
    """Every such phrase of a sentence."""
    for i in range(len(tree) if tree.sentence.parsed else 0):
        if not tree.tag(i).startswith("NN") or tree.dep(i) in ("compound", "nmod") or not tree.words[i].isalpha():
            continue
        beside = [k for k in tree.all_children(i, *BESIDE) if k < i and tree.words[k][:1].isalpha()]
        about = _about(tree, i) if tree.lemma(i) in AFFAIRS else []
        words = tuple(sorted({i, *(k for b in beside for k in tree.subtree(b)), *about}))
        if len(words) > LONGEST or not (about or any(_tells(tree, k) for k in beside)):
            continue
        if at_a_distance(tree, words):
            yield Phrase(words, i, f"“{tree.words[i]}” takes a claim up at a distance")
        elif tree.tag(i) in ("NN", "NNS") and any(tree.lower[k] in DEFINITE or tree.dep(k) == "poss" for k in tree.children[i]):
            yield Phrase(words, i, f"a definite phrase takes “{tree.cut(words)}” for granted")


def at_a_distance(tree: Tree, words: Sequence[int]) -> bool:
    """ "The alleged visit", "the alarm row", "Kremlin 'bounties'": whoever says so need not hold that it is so."""
    heads = (k for k in words if tree.head(k) not in words)
    return any(tree.lemma(k) in AFFAIRS for k in heads) or any(tree.lower[k] in ALLEGED or _in_marks(tree, k) for k in words)


def _tells(tree: Tree, k: int) -> bool:
    """A deed, a name or a thing beside the noun: not "the first step", "its links"."""
    return tree.tag(k)[:2] in ("NN", "VB") or tree.words[k][:1].isupper() or tree.lower[k] in ALLEGED or _in_marks(tree, k)


def _about(tree: Tree, noun: int) -> list[int]:
    """What an affair is said to be about: "the row over the silenced alarm"."""
    preposition = next((k for k in tree.all_children(noun, "prep") if tree.lower[k] in ABOUT), None)
    return tree.subtree(preposition) if preposition is not None else []


def _in_marks(tree: Tree, k: int) -> bool:
    """One word alone in quotation marks."""
    token = tree.tokens[k]
    return tree.text[token.start - 1 : token.start] in MARKS and tree.text[token.end : token.end + 1] in MARKS
