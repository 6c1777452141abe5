"""A report's words outside its quotations: what must be shared before anybody is said to have copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.packed import Ints, unpacked
from sayso.records import GOES_ON, NAME, QUOTED, Span, WordList

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

MASKED = -1  # the word number that stands for a whole quotation


@dataclass(frozen=True, slots=True)
class AllWords:
    """The words of one report, those in quotations too."""

    forms: tuple[str, ...]
    starts: Ints  # first character
    ends: Ints
    sentence: Ints  # which sentence of this report the word stands in
    own: Flags  # outside quotations


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words of one report outside its quotations, in order; a quotation counts as one masked word."""

    doc: str
    every: AllWords
    borders: Ints  # start and end of each sentence of this report
    forms: tuple[str, ...]  # "" where masked
    names: frozenset[str]  # forms written with a capital inside a sentence
    ids: Ints  # number of the form in the story's vocabulary
    starts: Ints  # first character
    ends: Ints
    sentence: Ints  # which sentence of this report the word stands in

    def of_sentence(self, number: int) -> Span:
        start, end = self.borders[number].tolist()
        return Span(self.doc, start, end)

    def span(self, first: int, last: int) -> Span:
        """From word `first` to before word `last`."""
        return Span(self.doc, int(self.starts[first]), int(self.ends[last - 1]))


def own_words(listed: Sequence[WordList]) -> list[OwnWords]:
    numbers: dict[str, int] = {}
    return [_own_words(words, numbers) for words in sorted(listed, key=lambda words: words.doc)]


def _own_words(listed: WordList, numbers: dict[str, int]) -> OwnWords:
    forms = listed.forms.split()
    marks = np.frombuffer(listed.marks.encode("ascii"), np.uint8)
    quoted, goes_on = marks == ord(QUOTED), marks == ord(GOES_ON)
    starts, lengths, words, borders = map(unpacked, (listed.starts, listed.lengths, listed.words, listed.borders))
    ends, sentence = starts + lengths, np.repeat(np.arange(len(words)), words)
    every = AllWords(tuple(forms), starts, ends, sentence, ~(quoted | goes_on))
    first = np.flatnonzero(~goes_on)
    last = np.append(first[1:], len(forms))[: len(first)] - 1
    own = ["" if masked else forms[k] for k, masked in zip(first.tolist(), quoted[first].tolist(), strict=True)]
    ids = np.array([numbers.setdefault(form, len(numbers)) if form else MASKED for form in own], dtype=np.int64)
    names = frozenset(forms[k] for k in np.flatnonzero(marks == ord(NAME)).tolist())
    return OwnWords(listed.doc, every, borders.reshape(-1, 2), tuple(own), names, ids, starts[first], ends[last], sentence[first])
