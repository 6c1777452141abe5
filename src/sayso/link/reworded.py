"""Text told again in other words, sentence by sentence.

Reworded text shares no runs of words; sentences are aligned by tf-idf, and two independent signs are demanded before anything is
called a rework: many sentences with a mutual best partner, and the same names, numbers and order in them. Reports of one event
share the first without the second.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from sayso.link.own_words import MASKED, Floats, OwnWords
from sayso.link.postings import Setting, near_pairs, number_hashes, postings
from sayso.packed import Ints
from sayso.records import Passage
from sayso.wording import is_content

LARGE = (
    250  # reports: up to here all sentences are compared with all others; 250 reports take seconds, and twice as many four times
)
PARTNERS = 40  # beyond, reports that each is compared with; by eye
SHARED_RARE = 3  # words in at most 60 reports that two must share for that
ROWS = 512  # sentences multiplied at once; bounds memory, not the result
SENTENCE_WORDS = 4  # content words outside quotations that a sentence needs to be compared
PIECE = 4  # letters of the word pieces that stand for inflected and derived forms
PIECE_WEIGHT = 0.5  # of a whole word's
BUCKETS = 2048  # hashed, signed features (Weinberger et al. 2009): noise of .02 on a cosine; exact below that many
ALIKE = 0.2  # cosine from which a mutual best pair counts; a paraphrase by synonyms stays above
IN_ORDER = 6  # pairs that keep their order …
SHARE = 0.35  # … as a share of the shorter report's sentences; separate reports of one event reach .29 with five pairs
FEW_IN_ORDER, HIGH_SHARE = 4, 0.6  # the same for short reports
MEAN = 0.3  # mean cosine of those pairs; two reporters who describe one film reach .28
ORDER = 0.85  # share of all mutual best pairs that keep their order: a story retold by another reporter is told in another order
SPECIFIC = 0.7  # share of pairs with a name or number in common, where both sentences have any
NEAR = 0.38  # mean cosine from which both may be less: nearer than reports that merely tell one event, read one by one on FNC-1 …
NEAR_ORDER, NEAR_SPECIFIC = 0.8, 0.6  # … then one pair of five or six may stand elsewhere, as in a retold text of six sentences


class Pair(NamedTuple):
    """Two sentences that are each other's best match in the two reports: their numbers there, and their likeness."""

    left: int
    right: int
    score: float


def reworded(reports: Sequence[OwnWords], *, large: int = LARGE) -> Iterator[tuple[tuple[int, int], list[Passage]]]:
    """For each pair of reports of which one is reworded from the other, or both from a third, its aligned sentences.

    Of more than `large` reports, each is compared with those only with which it shares the most rare words.
    """
    table, owner, number = _sentence_table(reports)
    bounds = np.searchsorted(owner, np.arange(len(reports) + 1)).tolist()
    near = nearest(reports) if len(reports) > large else None
    for i, j, block, best_here in _likeness(table, bounds) if near is None else _likeness_of(table, bounds, near):
        shorter = min(block.shape)
        if shorter < FEW_IN_ORDER:
            continue
        pairs = [
            Pair(int(number[bounds[i] + left]), int(number[bounds[j] + right]), score)
            for left, right, score in _mutual(block, best_here)
        ]
        kept = _kept_in_order(pairs)
        if _is_rework(reports[i], reports[j], pairs, kept, shorter):
            yield (i, j), [_rewording(reports[i], reports[j], pair, len(kept)) for pair in kept]


Likeness = Iterator[tuple[int, int, Floats, Ints]]  # two reports, the cosines of their sentences, for each of the later its best


def _likeness(table: Floats, bounds: Sequence[int]) -> Likeness:
    """For every two reports the cosines of their sentences; multiplied in large pieces, for speed."""
    first = 0
    while first < len(bounds) - 2:
        last = first + 1
        while last < len(bounds) - 2 and bounds[last + 1] - bounds[first] <= ROWS:
            last += 1
        low = bounds[first + 1]
        product = table[bounds[first] : bounds[last]] @ table[low:].T
        for i in range(first, last):
            if bounds[i + 1] - bounds[i] >= FEW_IN_ORDER:
                likeness = product[bounds[i] - bounds[first] : bounds[i + 1] - bounds[first], bounds[i + 1] - low :]
                yield from _blocks(i, range(i + 1, len(bounds) - 1), likeness, bounds)
        first = last


def _likeness_of(table: Floats, bounds: Sequence[int], near: Sequence[Sequence[int]]) -> Likeness:
    """The same for each report and those later ones that are near to it."""
    for i, partners in enumerate(near):
        if partners and bounds[i + 1] - bounds[i] >= FEW_IN_ORDER:
            rows = np.concatenate([np.arange(bounds[j], bounds[j + 1]) for j in partners])
            yield from _blocks(i, partners, table[bounds[i] : bounds[i + 1]] @ table[rows].T, bounds)


def _blocks(i: int, partners: Sequence[int], likeness: Floats, bounds: Sequence[int]) -> Likeness:
    best_here = likeness.argmax(axis=0)
    low = 0
    for j in partners:
        columns = slice(low, low + bounds[j + 1] - bounds[j])
        yield i, j, likeness[:, columns], best_here[columns]
        low = columns.stop


def nearest(reports: Sequence[OwnWords]) -> list[list[int]]:
    """For each report the later ones to compare it with: each chooses the PARTNERS with which it shares the most rare words."""
    words = [np.unique(report.ids[report.ids != MASKED]) for report in reports]
    owners = np.repeat(np.arange(len(reports)), [len(own) for own in words])
    rare = Setting(least=SHARED_RARE, crowded=2.0)  # nobody consists of words over the cap: those pair nobody
    pairs = near_pairs(postings(number_hashes(np.concatenate(words)), owners, len(reports)), rare)
    one, other = np.concatenate((pairs.left, pairs.right)), np.concatenate((pairs.right, pairs.left))
    order = np.lexsort((other, -np.tile(pairs.shared, 2), one))
    one, other = one[order], other[order]
    rank = np.arange(len(one)) - np.searchsorted(one, one)
    chosen: list[set[int]] = [set() for _ in reports]
    for i, j in zip(one[rank < PARTNERS].tolist(), other[rank < PARTNERS].tolist(), strict=True):
        chosen[min(i, j)].add(max(i, j))
    return [sorted(later) for later in chosen]


def _mutual(block: Floats, best_here: Ints) -> list[tuple[int, int, float]]:
    """Sentences that are each other's best, and alike enough, in the left report's order."""
    rows = np.arange(len(block))
    best_there = block.argmax(axis=1)
    scores = block[rows, best_there]
    mutual = np.flatnonzero((best_here[best_there] == rows) & (scores >= ALIKE))
    return [(row, int(best_there[row]), float(scores[row])) for row in mutual.tolist()]


def _sentence_table(reports: Sequence[OwnWords]) -> tuple[Floats, Ints, Ints]:
    """Unit tf-idf vectors of the sentences that have enough own words, with their report and their number in it."""
    owner, number, rows = [], [], []
    for k, report in enumerate(reports):
        borders = np.searchsorted(report.sentence, np.arange(len(report.borders) + 1)).tolist()
        for s, (low, high) in enumerate(pairwise(borders)):
            content = [form for form in report.forms[low:high] if form and is_content(form)]
            if len(content) >= SENTENCE_WORDS:
                owner.append(k)
                number.append(s)
                rows.append(_features(content))
    frequency = Counter(chain.from_iterable(rows))
    place = {feature: k for k, feature in enumerate(sorted(frequency))}
    telling = {n: np.log((1 + len(rows)) / (1 + n)) for n in set(frequency.values())}
    weights = np.array([telling[frequency[feature]] for feature in place])
    size = min(len(place), BUCKETS)
    table = np.zeros((len(rows), max(size, 1)), dtype=np.float32)
    for k, row in enumerate(rows):
        columns = np.fromiter(map(place.__getitem__, row), np.int64, len(row))
        values = (np.fromiter(row.values(), np.float64, len(row)) * weights[columns]).astype(np.float32)
        signs = np.where((columns // max(size, 1)) % 2 == 0, 1.0, -1.0).astype(np.float32)
        np.add.at(table[k], columns % size, values * signs / (float(np.linalg.norm(values)) or 1.0))
    return table, np.array(owner, dtype=np.int64), np.array(number, dtype=np.int64)


def _features(forms: Sequence[str]) -> Mapping[str, float]:
    found: dict[str, float] = defaultdict(float)
    for form in forms:
        found[form] += 1.0
        for piece in _pieces(form):
            found[piece] += PIECE_WEIGHT
    return found


@lru_cache(maxsize=100_000)
def _pieces(form: str) -> tuple[str, ...]:
    marked = f"#{form}#"
    return tuple("~" + marked[k : k + PIECE] for k in range(len(marked) - PIECE + 1))


def _kept_in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest series of pairs that run on in both reports (pairs come in the left report's order)."""
    best: list[tuple[int, float, int]] = []  # length, likeness, index of the pair before
    for k, pair in enumerate(pairs):
        before = [(best[m][0], best[m][1], m) for m in range(k) if pairs[m].right < pair.right and pairs[m].left < pair.left]
        length, score, last = max(before, default=(0, 0.0, -1))
        best.append((length + 1, score + pair.score, last))
    if not best:
        return []
    k = max(range(len(best)), key=lambda m: best[m][:2])
    kept = []
    while k >= 0:
        kept.append(pairs[k])
        k = best[k][2]
    return kept[::-1]


def _is_rework(left: OwnWords, right: OwnWords, pairs: Sequence[Pair], kept: Sequence[Pair], sentences: int) -> bool:
    share = len(kept) / sentences
    enough = (len(kept) >= IN_ORDER and share >= SHARE) or (len(kept) >= FEW_IN_ORDER and share >= HIGH_SHARE)
    if not enough:
        return False
    mean = sum(pair.score for pair in kept) / len(kept)
    order, specific = (NEAR_ORDER, NEAR_SPECIFIC) if mean >= NEAR else (ORDER, SPECIFIC)
    return mean >= MEAN and len(kept) >= order * len(pairs) and _specific(left, right, kept) >= specific


def _specific(left: OwnWords, right: OwnWords, pairs: Sequence[Pair]) -> float:
    """The share of aligned sentences that have a name or number in common, of those where both have any."""
    details = [(_details(left, pair.left), _details(right, pair.right)) for pair in pairs]
    both = [mine & theirs for mine, theirs in details if mine and theirs]
    return sum(map(bool, both)) / len(both) if both else 0.0


def _details(report: OwnWords, sentence: int) -> frozenset[str]:
    """The names and numbers a sentence holds outside its quotations."""
    low, high = np.searchsorted(report.sentence, [sentence, sentence + 1]).tolist()
    return frozenset(form for form in report.forms[low:high] if form and (form in report.names or form[0].isdigit()))


def _rewording(left: OwnWords, right: OwnWords, pair: Pair, kept: int) -> Passage:
    common = sorted(_details(left, pair.left) & _details(right, pair.right))
    detail = f", with {', '.join(common)} in both" if common else ""
    because = f"one of {kept} sentences that are each other's nearest in the two reports and keep their order{detail}"
    spans = left.of_sentence(pair.left), right.of_sentence(pair.right)
    return Passage(*spans, "reworded", round(pair.score, 3), False, because)
