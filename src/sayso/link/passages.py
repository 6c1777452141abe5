"""Stretches of one report that stand again in another of the same story: word for word, edited, or reworded.

Quotations are masked first: two reports that quote one document share its words without having read each other.
Copied text is found by shared runs of four words over all reports at once (postings and containment: Broder 1997,
Brin, Davis & García-Molina 1995), extended to the longest stretches on both sides. Reworded text shares no runs; there
sentences are aligned by tf-idf, and two independent signs are demanded before anything is called a rework: many sentences
with a mutual best partner, and the same names, numbers and order in them. Reports of one event share the first without the second.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from sayso.marks import quoted_stretches
from sayso.records import Document, Passage, Sentence, Span, in_order
from sayso.wording import is_content, words_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

GRAM = 4  # words in a run: short enough to outlive an edited word in eight, long enough to be rare (by eye)
MASKED = -1  # the word number that stands for a whole quotation
SHARED_GRAMS = 4  # distinct runs two reports must share to be looked at: one stretch of seven words
ROWS = 512  # sentences multiplied at once; bounds memory, not the result
COLUMNS = 8192  # runs multiplied at once; bounds memory, not the result
GAP = 12  # words that may be replaced between two shared runs of one stretch; by eye: a clause
LEAST_WORDS = 12  # words of a stretch that are the same; names with titles and stock phrases stay below
LEAST_CONTENT = 6  # content words among them
LEAST_ALIKE = 0.5  # share of the stretch that is the same on both sides
WHOLE = 0.6  # of each report's own runs stand in the other: near-duplicates; unrelated reports of one event stay below .1
RUNNING = frozenset({"body", "caption", "correction"})  # kinds of regions in running text, not title case
TITLE_CASE = 0.6  # above this share of capitals a sentence is a title; as in the sentence splitter
WHOLE_GRAMS = 10  # fewer runs are too short a text to be called a copy of another
SENTENCE_WORDS = 4  # content words outside quotations that a sentence needs to be compared
PIECE = 4  # letters of the word pieces that stand for inflected and derived forms
PIECE_WEIGHT = 0.5  # of a whole word's
BUCKETS = 2048  # hashed, signed features (Weinberger et al. 2009): noise of .02 on a cosine; exact below that many
ALIKE = 0.2  # cosine from which a mutual best pair counts; a paraphrase by synonyms stays above
IN_ORDER = 6  # pairs that keep their order …
SHARE = 0.35  # … as a share of the shorter report's sentences; separate reports of one event reach .29 with five pairs
FEW_IN_ORDER, HIGH_SHARE = 4, 0.6  # the same for short reports
MEAN = 0.3  # mean cosine of those pairs; two reporters who describe one film reach .28
ORDER = 0.8  # share of all mutual best pairs that keep their order: a story retold by another reporter is told in another order
SPECIFIC = 0.5  # share of pairs with a name or number in common, where both sentences have any


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words of one report outside its quotations, in order; a quotation counts as one masked word."""

    doc: str
    sentences: tuple[Sentence, ...]
    forms: tuple[str, ...]  # "" where masked
    names: frozenset[str]  # forms written with a capital inside a sentence
    ids: Ints  # number of the form in the story's vocabulary
    starts: Ints  # first character
    ends: Ints
    sentence: Ints  # which sentence of this report the word stands in


class Seeds(NamedTuple):
    """The distinct runs of one report: their numbers, sorted, and where each starts first."""

    grams: Ints
    places: Ints


def find_passages(documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[Passage]:
    """Passages between every two reports of a story, left report first in the order of ids."""
    reports = own_words(documents, sentences)
    if len(reports) < 2:
        return
    seeds = _seeds(reports)
    shared = _shared_grams(seeds)
    found: list[Passage] = []
    copied: set[tuple[int, int]] = set()
    for i, j in np.argwhere(np.triu(shared, 1) >= SHARED_GRAMS).tolist():
        passages = list(_copied(reports[i], reports[j], seeds[i], seeds[j]))
        whole = _whole(reports[i], reports[j], int(shared[i, j]), len(seeds[i].grams), len(seeds[j].grams))
        found += [*passages, *([whole] if whole else [])]
        if whole or _much(passages, reports[i], reports[j]):
            copied.add((i, j))
    found += (passage for pair, passages in _reworded(reports) if pair not in copied for passage in passages)
    yield from in_order(found)


# ── own words ────────────────────────────────────────────────────────────────────────────────────────────────────────


def own_words(documents: Sequence[Document], sentences: Sequence[Sentence]) -> list[OwnWords]:
    by_report: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        by_report[sentence.span.doc].append(sentence)
    numbers: dict[str, int] = {}
    return [
        _own_words(document, by_report[document.id], numbers)
        for document in sorted(documents, key=lambda document: document.id)
        if by_report[document.id]
    ]


def _own_words(document: Document, sentences: Sequence[Sentence], numbers: dict[str, int]) -> OwnWords:
    quoted = [(stretch.start, stretch.end) for stretch in quoted_stretches(document) if stretch.sure_start and stretch.sure_end]
    opens = [start for start, _ in sorted(quoted)]
    ends = dict(quoted)
    forms: list[str] = []
    rows: list[tuple[int, int, int, int]] = []
    last_mask = -1
    for k, sentence in enumerate(sentences):
        for word in words_of(document.text, sentence.span.start, sentence.span.end):
            before = bisect_right(opens, word.start) - 1
            inside = before >= 0 and word.end <= ends[opens[before]]
            if inside and before == last_mask:
                rows[-1] = (rows[-1][0], rows[-1][1], word.end, rows[-1][3])
                continue
            last_mask = before if inside else -1
            forms.append("" if inside else word.form)
            number = MASKED if inside else numbers.setdefault(word.form, len(numbers))
            rows.append((number, word.start, word.end, k))
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    names = _names(document.text, forms, rows, sentences)
    return OwnWords(document.id, tuple(sentences), tuple(forms), names, table[:, 0], table[:, 1], table[:, 2], table[:, 3])


def _names(
    text: str, forms: Sequence[str], rows: Sequence[tuple[int, int, int, int]], sentences: Sequence[Sentence]
) -> frozenset[str]:
    """Content words with a capital inside a sentence; sentences in title case tell nothing and are passed over."""
    capitals: dict[int, list[str]] = defaultdict(list)
    content: Counter[int] = Counter()
    for form, (_, start, _, k), (*_, before) in zip(forms[1:], rows[1:], rows, strict=False):
        if form and k == before and is_content(form):
            content[k] += 1
            if text[start].isupper() and sentences[k].kind in RUNNING:
                capitals[k].append(form)
    return frozenset(form for k, found in capitals.items() if len(found) <= TITLE_CASE * content[k] for form in found)


# ── copied: word for word or edited ──────────────────────────────────────────────────────────────────────────────────


def _seeds(reports: Sequence[OwnWords]) -> list[Seeds]:
    """For each report its distinct runs of GRAM words without a quotation inside, numbered across the story."""
    windows, owners, places = [], [], []
    for k, report in enumerate(reports):
        if len(report.ids) < GRAM:
            continue
        window = np.lib.stride_tricks.sliding_window_view(report.ids, GRAM)
        clean = np.flatnonzero((window != MASKED).all(axis=1))
        windows.append(window[clean])
        owners.append(np.full(len(clean), k, dtype=np.int64))
        places.append(clean.astype(np.int64))
    if not windows:
        return [Seeds(np.empty(0, np.int64), np.empty(0, np.int64)) for _ in reports]
    numbered = np.unique(_packed(np.concatenate(windows)), return_inverse=True)[1].ravel().astype(np.int64)
    owner, place = np.concatenate(owners), np.concatenate(places)
    found = []
    for k in range(len(reports)):
        mine = owner == k
        grams, first = np.unique(numbered[mine], return_index=True)
        found.append(Seeds(grams, place[mine][first]))
    return found


def _packed(windows: Ints) -> Ints:
    """Each run as one number: the number of its first half beside that of its second."""
    half = GRAM // 2
    base = int(windows.max(initial=0)) + 1
    packed = windows[:, 0]
    for column in range(1, GRAM):
        packed = np.unique(packed, return_inverse=True)[1].ravel() if column == half else packed
        packed = packed.astype(np.int64) * base + windows[:, column]
    return packed


def _shared_grams(seeds: Sequence[Seeds]) -> Ints:
    """How many distinct runs each two reports share: a product of 0/1 tables, some thousand runs at a time."""
    size = len(seeds)
    counts = np.zeros((size, size), dtype=np.float32)
    everything = np.concatenate([seed.grams for seed in seeds])
    grams, frequency = np.unique(everything, return_counts=True)
    repeated = grams[frequency > 1]
    for low in range(0, len(repeated), COLUMNS):
        columns = repeated[low : low + COLUMNS]
        table = np.zeros((size, len(columns)), dtype=np.float32)
        for row, seed in enumerate(seeds):
            table[row, np.isin(columns, seed.grams, assume_unique=True)] = 1.0
        counts += table @ table.T
    return counts.astype(np.int64)


def _copied(left: OwnWords, right: OwnWords, left_seeds: Seeds, right_seeds: Seeds) -> Iterator[Passage]:
    """Stretches that grow from shared runs with at most GAP words replaced between them, in the same order on both sides."""
    _, a, b = np.intersect1d(left_seeds.grams, right_seeds.grams, assume_unique=True, return_indices=True)
    if not len(a):
        return
    x, y = left_seeds.places[a], right_seeds.places[b]
    order = np.argsort(x, kind="stable")
    x, y = x[order], y[order]
    dx, dy = np.diff(x), np.diff(y)
    breaks = np.flatnonzero((dx > GAP + GRAM) | (dy < 1) | (dy > GAP + GRAM)) + 1
    for xs, ys in zip(np.split(x, breaks), np.split(y, breaks), strict=True):
        xs, ys = _trimmed(xs, ys)
        i1, i2, j1, j2 = int(xs[0]), int(xs[-1]) + GRAM, int(ys[0]), int(ys[-1]) + GRAM
        same = int(np.minimum(np.diff(xs), GRAM).sum()) + GRAM
        if same < LEAST_WORDS:
            continue
        passage = _stretch(left, right, (i1, i2), (j1, j2))
        if passage:
            yield passage


def _trimmed(xs: Ints, ys: Ints) -> tuple[Ints, Ints]:
    """Without outer pieces that are shorter than what separates them from the rest: such a piece was met by chance."""
    gaps = np.maximum(np.diff(xs), np.diff(ys)) - GRAM  # words between two seeds that are not the same; below 1: none
    first, last = 0, len(xs) - 1
    splits = np.flatnonzero(gaps > 0).tolist()
    for split in splits:
        if split - first + GRAM < gaps[split]:
            first = split + 1
        else:
            break
    for split in reversed([split for split in splits if split >= first]):
        if last - split - 1 + GRAM < gaps[split]:
            last = split
        else:
            break
    return xs[first : last + 1], ys[first : last + 1]


def _stretch(left: OwnWords, right: OwnWords, at: tuple[int, int], to: tuple[int, int]) -> Passage | None:
    mine, theirs = left.forms[at[0] : at[1]], right.forms[to[0] : to[1]]
    score = 1.0 if mine == theirs else float(Indel.normalized_similarity(mine, theirs))
    if score < LEAST_ALIKE or len({form for form in mine if form and is_content(form)}) < LEAST_CONTENT:
        return None
    words = sum(map(bool, mine))
    if mine == theirs:
        kind, because = "verbatim", f"{words} words in a row are the same, quotations left out"
    else:
        changed = max(len(mine), len(theirs)) - round(score * (len(mine) + len(theirs)) / 2)
        kind, because = "edited", f"{words} words in the same order, about {changed} of them changed, added or left out"
    return Passage(_span(left, *at), _span(right, *to), kind, round(score, 3), False, because)


def _span(report: OwnWords, first: int, last: int) -> Span:
    return Span(report.doc, int(report.starts[first]), int(report.ends[last - 1]))


def _whole(left: OwnWords, right: OwnWords, shared: int, left_size: int, right_size: int) -> Passage | None:
    if shared < WHOLE_GRAMS or shared < WHOLE * max(left_size, right_size):
        return None
    score = shared / min(left_size, right_size)
    identical = left.forms == right.forms
    shares = f"{shared / left_size:.0%} of the one report's runs of four words stand in the other"
    because = f"{shares}, {shared / right_size:.0%} the other way"
    spans = _span(left, 0, len(left.forms)), _span(right, 0, len(right.forms))
    return Passage(*spans, "verbatim" if identical else "edited", round(score, 3), True, because)


def _much(passages: Sequence[Passage], left: OwnWords, right: OwnWords) -> bool:
    """Whether the copied stretches make up half of either report: what is left needs no second look for rewording."""
    sizes = [int((report.ends - report.starts).sum()) for report in (left, right)]
    copied = [sum(p.left.end - p.left.start for p in passages), sum(p.right.end - p.right.start for p in passages)]
    return any(part >= size / 2 for part, size in zip(copied, sizes, strict=True))


# ── reworded: sentence by sentence ───────────────────────────────────────────────────────────────────────────────────


class Pair(NamedTuple):
    """Two sentences that are each other's best match in the two reports: their numbers there, and their likeness."""

    left: int
    right: int
    score: float


def _reworded(reports: Sequence[OwnWords]) -> Iterator[tuple[tuple[int, int], list[Passage]]]:
    """For each pair of reports of which one is reworded from the other, or both from a third, its aligned sentences."""
    table, owner, number = _sentence_table(reports)
    bounds = np.searchsorted(owner, np.arange(len(reports) + 1)).tolist()
    for i, likeness in _likeness(table, bounds):
        high = bounds[i + 1]
        best_here = likeness.argmax(axis=0)  # for each later sentence its best in report i
        for j in range(i + 1, len(reports)):
            columns = slice(bounds[j] - high, bounds[j + 1] - high)
            shorter = min(high - bounds[i], bounds[j + 1] - bounds[j])
            if shorter < FEW_IN_ORDER:
                continue
            pairs = [
                Pair(int(number[bounds[i] + left]), int(number[bounds[j] + right]), score)
                for left, right, score in _mutual(likeness[:, columns], best_here[columns])
            ]
            kept = _kept_in_order(pairs)
            if _is_rework(reports[i], reports[j], pairs, kept, shorter):
                yield (i, j), [_rewording(reports[i], reports[j], pair, len(kept)) for pair in kept]


def _likeness(table: Floats, bounds: Sequence[int]) -> Iterator[tuple[int, Floats]]:
    """For each report the cosines of its sentences with those of all later reports; multiplied in large pieces, for speed."""
    first = 0
    while first < len(bounds) - 2:
        last = first + 1
        while last < len(bounds) - 2 and bounds[last + 1] - bounds[first] <= ROWS:
            last += 1
        low = bounds[first + 1]
        product = table[bounds[first] : bounds[last]] @ table[low:].T
        for i in range(first, last):
            if bounds[i + 1] - bounds[i] >= FEW_IN_ORDER:
                yield i, product[bounds[i] - bounds[first] : bounds[i + 1] - bounds[first], bounds[i + 1] - low :]
        first = last


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
        borders = np.searchsorted(report.sentence, np.arange(len(report.sentences) + 1)).tolist()
        for s, (low, high) in enumerate(pairwise(borders)):
            content = [form for form in report.forms[low:high] if form and is_content(form)]
            if len(content) >= SENTENCE_WORDS:
                owner.append(k)
                number.append(s)
                rows.append(_features(content))
    frequency = Counter(feature for row in rows for feature in row)
    place = {feature: k for k, feature in enumerate(sorted(frequency))}
    size = min(len(place), BUCKETS)
    table = np.zeros((len(rows), max(size, 1)), dtype=np.float32)
    for k, row in enumerate(rows):
        columns = np.fromiter((place[feature] for feature in row), np.int64, len(row))
        values = np.fromiter((n * np.log((1 + len(rows)) / (1 + frequency[f])) for f, n in row.items()), np.float32, len(row))
        signs = np.where((columns // max(size, 1)) % 2 == 0, 1.0, -1.0).astype(np.float32)
        np.add.at(table[k], columns % size, values * signs / (float(np.linalg.norm(values)) or 1.0))
    return table, np.array(owner, dtype=np.int64), np.array(number, dtype=np.int64)


def _features(forms: Sequence[str]) -> Mapping[str, float]:
    found: dict[str, float] = defaultdict(float)
    for form in forms:
        found[form] += 1.0
        marked = f"#{form}#"
        for k in range(len(marked) - PIECE + 1):
            found["~" + marked[k : k + PIECE]] += PIECE_WEIGHT
    return found


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
    if not enough or sum(pair.score for pair in kept) < MEAN * len(kept):
        return False
    return len(kept) >= ORDER * len(pairs) and _specific(left, right, kept) >= SPECIFIC


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
    spans = left.sentences[pair.left].span, right.sentences[pair.right].span
    return Passage(*spans, "reworded", round(pair.score, 3), False, because)
