"""A report's words outside its quotations: what must be shared before anybody is said to have copied."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.marks import quoted_stretches
from sayso.records import Document, Sentence, Span
from sayso.wording import is_content, words_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

MASKED = -1  # the word number that stands for a whole quotation
RUNNING = frozenset({"body", "caption", "correction"})  # kinds of regions in running text, not title case
TITLE_CASE = 0.6  # above this share of capitals a sentence is a title; as in the sentence splitter


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

    def span(self, first: int, last: int) -> Span:
        """From word `first` to before word `last`."""
        return Span(self.doc, int(self.starts[first]), int(self.ends[last - 1]))


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
