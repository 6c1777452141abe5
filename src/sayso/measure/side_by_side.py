"""Sentences of two reworked reports side by side: which tell the same, and which word of one stands for which of the other.

The passages say that two reports are made from one text and where they run together; between two such places what is left
on both sides is matched by its words. Words are aligned by their vectors (words.py), one with one, the surest first.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.detect.trees import Tree
from sayso.measure.told import Told
from sayso.names import name_key
from sayso.records import Passage, Problem, Span
from sayso.words import ALIKE, SHARED_STEM, word_table

REWORKED = 3  # sentences that two reports share before what lies between them is matched, too
MOVED_ALIKE = 0.4  # soft overlap of two sentences wherever they stand in two reworked reports (by eye)
GAP_ALIKE = 0.22  # soft overlap from which two sentences left over between the same neighbours are one (by eye)
PART_ALIKE = 0.45  # share of a left-over sentence that a matched one must hold to have swallowed it (by eye)
ALIGNED = 0.4  # words less alike than this do not stand for each other
PLACE = 0.1  # what the same relative place in the sentence adds, at most, to the likeness of two words
MOST_SENTENCES = 150  # of one report or passage; in longer ones nothing beyond the passages is matched
MOST_REPORTS = 400  # pairs of reports that are laid side by side: some seconds
STAGE = "find conflicts"
EMPTY = frozenset("be have do get will would can could may might shall should must not also just even still very so".split())
TELLING = ("NN", "VB", "JJ", "CD", "RB")

Likeness = NDArray[np.float32]
Trees = Sequence[Tree]


class Pairing(NamedTuple):
    """Two sentences that tell the same, and for each word of the left the word of the right that stands for it."""

    left: Tree
    right: Tree
    match: Mapping[int, int]
    found: bool  # by a passage; else by what lies between passages

    @property
    def back(self) -> dict[int, int]:
        return {j: i for i, j in self.match.items()}


def both_ways(pairing: Pairing) -> Iterator[tuple[Tree, Tree, dict[int, int]]]:
    """The same pair seen from each side."""
    yield pairing.left, pairing.right, dict(pairing.match)
    yield pairing.right, pairing.left, pairing.back


def one_subject(one: Tree, other: Tree, i: int, j: int, match: Mapping[int, int]) -> bool:
    """The subjects stand for each other, or one is a pronoun or left out."""
    mine, his = one.subject(i), other.subject(j)
    open_ = any(k is None or tree.tag(k).startswith(("PRP", "DT")) for tree, k in ((one, mine), (other, his)))
    return open_ or (mine is not None and match.get(mine) == his)


def telling(tree: Tree, tokens: Iterable[int] | None = None) -> list[tuple[int, str]]:
    """The words of content among some tokens, as they are compared: names by their key, others by their dictionary form."""
    found = []
    for i in range(len(tree)) if tokens is None else tokens:
        tag, lemma = tree.tag(i), tree.lemma(i)
        if tag.startswith(TELLING) and lemma not in EMPTY and tree.dep(i) != "neg" and any(c.isalnum() for c in lemma):
            found.append((i, _word(tree, i)))
    return found


def _word(tree: Tree, i: int) -> str:
    if tree.tag(i).startswith(("NNP", "JJ")):
        return name_key(tree.words[i]) or tree.lemma(i)
    return tree.lemma(i)


def alike(left: Sequence[str], right: Sequence[str]) -> Likeness:
    """How alike each word of one side is to each of the other, shape (left, right); 0 below words.ALIKE, 1 for one stem.

    >>> alike(["hide", "Arden"], ["conceal", "tuesday"]).astype(float).round(1).tolist()
    [[0.7, 0.0], [0.0, 0.0]]
    """
    mine, theirs = vectors(left), vectors(right)
    table: Likeness = mine @ theirs.T
    table[table < ALIKE] = 0.0
    stems: dict[str, list[int]] = defaultdict(list)
    for b, word in enumerate(right):
        stems[word[:SHARED_STEM]].append(b)
    for a, word in enumerate(left):
        for b in stems.get(word[:SHARED_STEM], ()):
            shorter, longer = sorted((word, right[b]), key=len)
            if word == right[b] or (
                len(shorter) >= SHARED_STEM and longer.startswith(shorter[:-1]) and len(longer) - len(shorter) <= 3
            ):
                table[a, b] = 1.0
    return np.minimum(table, 1.0)


def vectors(words: Sequence[str]) -> Likeness:
    """A vector for each word, nothing where the word is not known."""
    row, table = word_table()
    known = np.array([row.get(word, -1) for word in words], dtype=np.int64)
    found = np.zeros((len(words), table.shape[1]), dtype=np.float32)
    found[known >= 0] = table[known[known >= 0]]
    return found


def weights_of(told: Told) -> Mapping[str, float]:
    """Rare words tell more: inverse frequency over the story's sentences."""
    counts: Counter[str] = Counter()
    total = 1
    for trees in told.trees.values():
        for tree in trees:
            counts.update({word for _, word in telling(tree)})
            total += 1
    return defaultdict(lambda: math.log(1 + total), {word: math.log(1 + total / n) for word, n in counts.items()})


def covers(left: Tree, right: Tree, weights: Mapping[str, float]) -> tuple[float, float]:
    """Which share of each sentence's words, by weight, stands in the other too."""
    one, other = _own_words(left), _own_words(right)
    if not one or not other:
        return 0.0, 0.0
    table = alike(one, other)
    mine, theirs = (np.array([weights[word] for word in side]) for side in (one, other))
    return float(mine @ table.max(axis=1) / mine.sum()), float(theirs @ table.max(axis=0) / theirs.sum())


def _own_words(tree: Tree) -> list[str]:
    return [word for i, word in telling(tree) if not tree.tag(i).startswith("RB")]


def aligned(left: Tree, right: Tree) -> dict[int, int]:
    """Which word of the right stands for which of the left: the most alike first, of equals those at the same place."""
    mine, theirs = telling(left), telling(right)
    if not mine or not theirs:
        return {}
    table = alike([word for _, word in mine], [word for _, word in theirs])
    offers = []
    for a, b in zip(*np.nonzero(table >= ALIGNED), strict=True):
        i, j = mine[a][0], theirs[b][0]
        apart = abs(i / len(left) - j / len(right))
        same_kind = 0.05 * (left.tag(i)[:2] == right.tag(j)[:2])
        offers.append((-round(float(table[a, b]) + same_kind - PLACE * apart, 4), i, j))
    match: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(offers):
        if i not in match and j not in taken:
            match[i] = j
            taken.add(j)
    return dict(sorted(match.items()))


# ── which sentences ──────────────────────────────────────────────────────────────────────────────────────────────────


def pairings(told: Told, passages: Sequence[Passage], weights: Mapping[str, float]) -> Iterator[Pairing | Problem]:
    """The sentence pairs of every two reports that share passages; sentences that are word for word the same are left out.

    Of very many such reports those that share the most are compared; a Problem says how many were not.
    """
    between: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.kind != "verbatim":
            between[passage.left.doc, passage.right.doc].append(passage)
    most = sorted(between, key=lambda pair: (-len(between[pair]), pair))
    if len(most) > MOST_REPORTS:
        key = ", ".join(sorted(told.names.values())[:3])
        yield Problem(STAGE, key, f"of {len(most)} pairs of reworked reports {len(most) - MOST_REPORTS} were not laid side by side")
    for one, other in sorted(most[:MOST_REPORTS]):
        shared = between[one, other]
        left, right = told.trees.get(one, ()), told.trees.get(other, ())
        numbers = _anchors(left, right, shared, weights)
        extra = _left_over(left, right, numbers, weights) if len(numbers) >= REWORKED else []
        for found, pairs in ((True, numbers), (False, extra)):
            for i, j in pairs:
                if whole_words(left[i]) != whole_words(right[j]):
                    yield Pairing(left[i], right[j], aligned(left[i], right[j]), found)


def whole_words(tree: Tree) -> str:
    return tree.sentence.span.cut(tree.text)


def _anchors(left: Trees, right: Trees, passages: Sequence[Passage], weights: Mapping[str, float]) -> list[tuple[int, int]]:
    """The sentences that lie in one passage, each with its best there."""
    found = []
    for passage in passages:
        mine, theirs = _numbers(left, passage.left), _numbers(right, passage.right)
        if len(mine) == len(theirs) == 1:
            found.append((mine[0], theirs[0]))
        elif max(len(mine), len(theirs)) <= MOST_SENTENCES:
            found += _best_pairs(left, right, mine, theirs, weights, GAP_ALIKE)
    return sorted(set(found))


def _numbers(trees: Trees, span: Span) -> list[int]:
    return [k for k, tree in enumerate(trees) if tree.sentence.span.overlaps(span)]


def _best_pairs(
    left: Trees, right: Trees, mine: Sequence[int], theirs: Sequence[int], weights: Mapping[str, float], least: float
) -> list[tuple[int, int]]:
    """Of the sentences with these numbers those that are each other's best, and alike enough."""
    scores = _scores([left[i] for i in mine], [right[j] for j in theirs], weights)
    if not scores.size:
        return []
    best_here, best_there = scores.argmax(axis=1), scores.argmax(axis=0)
    kept = [(a, int(b)) for a, b in enumerate(best_here) if best_there[b] == a and scores[a, b] >= least]
    return [(mine[a], theirs[b]) for a, b in kept]


def _scores(left: Trees, right: Trees, weights: Mapping[str, float]) -> Likeness:
    """Harmonic mean of both shares for every two sentences (see `covers`), with one table of words for all."""
    mine, theirs = ([_own_words(tree) for tree in side] for side in (left, right))
    forms = [sorted({word for words in side for word in words}) for side in (mine, theirs)]
    scores = np.zeros((len(left), len(right)), dtype=np.float32)
    if not all(forms):
        return scores
    table = alike(*forms)
    columns = [{word: k for k, word in enumerate(side)} for side in forms]
    rows = [
        [np.array([columns[s][word] for word in words], dtype=np.int64) for words in side] for s, side in enumerate((mine, theirs))
    ]
    held = [[np.array([weights[word] for word in words]) for words in side] for side in (mine, theirs)]
    for i, one in enumerate(rows[0]):
        for j, other in enumerate(rows[1]):
            if len(one) and len(other):
                part = table[np.ix_(one, other)]
                a = float(held[0][i] @ part.max(axis=1) / held[0][i].sum())
                b = float(held[1][j] @ part.max(axis=0) / held[1][j].sum())
                scores[i, j] = 2 * a * b / (a + b) if a + b else 0.0
    return scores


def _left_over(left: Trees, right: Trees, pairs: Sequence[tuple[int, int]], weights: Mapping[str, float]) -> list[tuple[int, int]]:
    """Sentences that no passage holds: moved ones, those between two neighbours, and what a neighbour swallowed."""
    if max(len(left), len(right)) > MOST_SENTENCES:
        return []
    known = list(pairs)
    for least, bounded in ((MOVED_ALIKE, False), (GAP_ALIKE, True)):
        for mine, theirs in _gaps(known, len(left), len(right)) if bounded else [(range(len(left)), range(len(right)))]:
            spare = [i for i in mine if i not in {a for a, _ in known}], [j for j in theirs if j not in {b for _, b in known}]
            known += _best_pairs(left, right, *spare, weights, least)
    for i in range(len(left)):
        if i not in {a for a, _ in known}:
            known += _swallowed(left, right, i, known, weights)
    return known[len(pairs) :]


def _gaps(pairs: Sequence[tuple[int, int]], left: int, right: int) -> Iterator[tuple[range, range]]:
    """What lies between two pairs that follow each other in both reports."""
    borders = [(-1, -1), *sorted(pairs), (left, right)]
    for (i1, j1), (i2, j2) in pairwise(borders):
        yield range(i1 + 1, i2), range(j1 + 1, j2)


def _swallowed(
    left: Trees, right: Trees, i: int, pairs: Sequence[tuple[int, int]], weights: Mapping[str, float]
) -> Iterator[tuple[int, int]]:
    """A sentence of the left whose words the partner of a sentence next to it holds as well."""
    into = sorted({b for a, b in pairs if abs(a - i) <= 2})
    shares = [(covers(left[i], right[j], weights)[0], -j) for j in into]
    if shares and max(shares)[0] >= PART_ALIKE:
        yield i, -max(shares)[1]
