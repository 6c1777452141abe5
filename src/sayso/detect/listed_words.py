"""The words of a report as reports are compared by them, listed once and kept: nothing that looks for passages reads a parse.

Beside each word stands whether the report says it itself. Words inside quotation marks are another's: a whole quotation
counts as one masked word, and two reports that quote one document have not read each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from sayso.marks import quoted_stretches
from sayso.packed import Ints, packed
from sayso.records import GOES_ON, NAME, OWN, QUOTED, Document, Sentence, WordList
from sayso.wording import FUNCTION_WORDS, Word, words_of

Flags = NDArray[np.bool_]
Marks = NDArray[np.uint8]  # letters

RUNNING = frozenset({"body", "caption", "correction"})  # kinds of regions in running text, not title case
TITLE_CASE = 0.6  # above this share of capitals a sentence is a title; as in the sentence splitter


def list_words(documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[WordList]:
    """One record for each report that has a sentence."""
    by_report: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        by_report[sentence.span.doc].append(sentence)
    for document in documents:
        if by_report[document.id]:
            yield _listed(document, by_report[document.id])


def _listed(document: Document, sentences: Sequence[Sentence]) -> WordList:
    by_sentence = [words_of(document.text, sentence.span.start, sentence.span.end) for sentence in sentences]
    sizes = list(map(len, by_sentence))
    words = list(chain.from_iterable(by_sentence))
    forms, *sides = zip(*words, strict=True) if words else ((), (), ())
    starts, ends = (np.array(side, dtype=np.int64) for side in sides)
    quotation = _quotations(document, starts, ends)
    marks = np.where(quotation < 0, ord(OWN), ord(QUOTED)).astype(np.uint8)
    marks[1:][(quotation[1:] >= 0) & (quotation[1:] == quotation[:-1])] = ord(GOES_ON)
    sentence = np.repeat(np.arange(len(sentences)), sizes)
    marks[_names(document.text, words, marks, sentence, sentences)] = ord(NAME)
    borders = [place for sentence in sentences for place in (sentence.span.start, sentence.span.end)]
    return WordList(
        document.id,
        " ".join(forms),
        marks.tobytes().decode("ascii"),
        packed(starts),
        packed(ends - starts),
        packed(sizes),
        packed(borders),
    )


def _quotations(document: Document, starts: Ints, ends: Ints) -> Ints:
    """For each word in which quotation it stands, -1 outside."""
    quoted = sorted((found.start, found.end) for found in quoted_stretches(document) if found.sure_start and found.sure_end)
    if not quoted:
        return np.full(len(starts), -1, np.int64)
    opens, closes = np.array(quoted).T
    before = np.searchsorted(opens, starts, side="right") - 1
    found: Ints = np.where((before >= 0) & (ends <= closes[before]), before, -1)
    return found


def _names(text: str, words: Sequence[Word], marks: Marks, sentence: Ints, sentences: Sequence[Sentence]) -> Ints:
    """Content words with a capital inside a sentence; sentences in title case tell nothing and are passed over."""
    content = np.fromiter((word.form not in FUNCTION_WORDS for word in words), np.bool_, len(words)) & (marks == ord(OWN))
    counted = np.flatnonzero(marks != ord(GOES_ON))
    inside = counted[1:][sentence[counted[1:]] == sentence[counted[:-1]]]
    inside = inside[content[inside]]
    capitals = inside[[text[words[k].start].isupper() for k in inside.tolist()]]
    running = np.array([sentence.kind in RUNNING for sentence in sentences])
    sizes = [np.bincount(sentence[places], minlength=len(sentences)) for places in (capitals, inside)]
    telling: Flags = running & (sizes[0] <= TITLE_CASE * sizes[1])
    named: Ints = capitals[telling[sentence[capitals]]]
    return named
