"""Two reports laid side by side, word for word, where passages say that they share text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.measure.shared_text import Report, Shared
from sayso.records import Span
from sayso.wording import Word, edits, words_of

Places = NDArray[np.int64]
Marks = NDArray[np.bool_]
BLOCK = 8  # words in a row that the other report lacks, from which they are a stretch of text and no changed wording (by eye)


class Joined(NamedTuple):
    """A word and the one before it."""

    form: str
    before: str


Replaced = tuple[Joined, Joined]


@dataclass(frozen=True, slots=True)
class Worded:
    """A report's own text as words."""

    words: tuple[Word, ...]
    starts: tuple[int, ...]

    def range_of(self, span: Span) -> tuple[int, int]:
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)

    def forms(self, places: Sequence[int]) -> list[str]:
        return [self.words[place].form for place in places]


@dataclass(frozen=True, slots=True)
class Side:
    """One report of two: for each word the place of the same word in the other report, or -1."""

    worded: Worded
    same: Places

    @property
    def shared(self) -> Marks:
        return self.same >= 0

    def blocks(self) -> list[tuple[int, int]]:
        """Stretches of BLOCK words or more that the other report lacks: from which word to before which."""
        found, place = [], 0
        for is_shared, run in groupby(self.shared.tolist()):
            length = len(list(run))
            if not is_shared and length >= BLOCK:
                found.append((place, place + length))
            place += length
        return found


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two reports side by side; `replaced`: words of the left with those that stand in their place on the right."""

    left: Side
    right: Side
    replaced: tuple[Replaced, ...]


def worded(report: Report) -> Worded:
    text = report.document.text
    words = [word for sentence in report.sentences for word in words_of(text, sentence.span.start, sentence.span.end)]
    return Worded(tuple(words), tuple(word.start for word in words))


def aligned(shared: Shared, left: Worded, right: Worded) -> Alignment:
    """Longer passages first; a word has one partner."""
    here, there = np.full(len(left.words), -1), np.full(len(right.words), -1)
    replaced: list[Replaced] = []
    passages = shared.parts or shared.passages
    for passage in sorted(passages, key=lambda passage: (passage.left.start - passage.left.end, passage.left, passage.right)):
        (i1, i2), (j1, j2) = left.range_of(passage.left), right.range_of(passage.right)
        mine, theirs = [word.form for word in left.words[i1:i2]], [word.form for word in right.words[j1:j2]]
        for edit in edits(mine, theirs):
            if edit.kind == "equal":
                for i, j in zip(range(i1 + edit.i1, i1 + edit.i2), range(j1 + edit.j1, j1 + edit.j2), strict=True):
                    if here[i] < 0 and there[j] < 0:
                        here[i], there[j] = j, i
            elif edit.kind == "replace" and edit.i2 - edit.i1 == edit.j2 - edit.j1:
                replaced += zip(_joined(mine, edit.i1, edit.i2), _joined(theirs, edit.j1, edit.j2), strict=True)
    return Alignment(Side(left, here), Side(right, there), tuple(replaced))


def _joined(forms: Sequence[str], start: int, end: int) -> list[Joined]:
    return [Joined(forms[k], forms[k - 1] if k else "") for k in range(start, end)]
