"""Two reports laid side by side, word for word, where passages say that they share text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.measure.shared_text import Report, Shared
from sayso.records import Span
from sayso.wording import Edit, Word, edits, words_of

Places = NDArray[np.int64]
Marks = NDArray[np.bool_]
BLOCK = 8  # words in a row that the other report lacks, from which they are a stretch of text and no changed wording (by eye)
HALF = 0.5  # of the shorter of two gaps between passages, from which they are one text reworded (by eye)


class Joined(NamedTuple):
    """A word and the one before it."""

    form: str
    before: str


Replaced = tuple[Joined, Joined]


class Changed(NamedTuple):
    """A few words and what stands for them in the other report (perhaps nothing), each with the word before and the word after."""

    left: tuple[str, ...]
    right: tuple[str, ...]


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
    changed: tuple[Changed, ...]


def worded(report: Report) -> Worded:
    text = report.document.text
    words = [word for sentence in report.sentences for word in words_of(text, sentence.span.start, sentence.span.end)]
    return Worded(tuple(words), tuple(word.start for word in words))


def aligned(shared: Shared, left: Worded, right: Worded) -> Alignment:
    """Longer passages first; then what lies between two passages that follow each other on both sides. A word has one partner."""
    here, there = np.full(len(left.words), -1), np.full(len(right.words), -1)
    replaced: list[Replaced] = []
    changed: list[Changed] = []
    passages = shared.parts or shared.passages
    ranges = [(*left.range_of(passage.left), *right.range_of(passage.right)) for passage in passages]
    for i1, i2, j1, j2 in [*sorted(ranges, key=lambda place: (place[0] - place[1], place)), *_between(ranges, left, right)]:
        mine, theirs = [word.form for word in left.words[i1:i2]], [word.form for word in right.words[j1:j2]]
        steps = edits(mine, theirs)
        if (i1, i2, j1, j2) not in ranges and not _alike(steps, mine, theirs):
            continue
        changed += _changed(steps, mine, theirs)
        for edit in steps:
            if edit.kind == "equal":
                for i, j in zip(range(i1 + edit.i1, i1 + edit.i2), range(j1 + edit.j1, j1 + edit.j2), strict=True):
                    if here[i] < 0 and there[j] < 0:
                        here[i], there[j] = j, i
            elif edit.kind == "replace" and edit.i2 - edit.i1 == edit.j2 - edit.j1:
                replaced += zip(_joined(mine, edit.i1, edit.i2), _joined(theirs, edit.j1, edit.j2), strict=True)
    return Alignment(Side(left, here), Side(right, there), tuple(replaced), tuple(changed))


def _changed(steps: Sequence[Edit], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Changed]:
    """Between words that are the same; longer stretches are no changes of wording."""
    for before, edit, after in zip(steps, steps[1:], steps[2:], strict=False):
        if before.kind == after.kind == "equal" and max(edit.i2 - edit.i1, edit.j2 - edit.j1) < BLOCK:
            yield Changed(tuple(mine[edit.i1 - 1 : edit.i2 + 1]), tuple(theirs[edit.j1 - 1 : edit.j2 + 1]))


def _between(ranges: Sequence[tuple[int, int, int, int]], left: Worded, right: Worded) -> Iterator[tuple[int, int, int, int]]:
    """The gaps before, between and after passages, where they stand in the same order in both reports."""
    placed = [(0, 0, 0, 0), *sorted(ranges), (len(left.words), len(left.words), len(right.words), len(right.words))]
    for (_, i1, _, j1), (i2, _, j2, _) in pairwise(placed):
        if i1 < i2 and j1 < j2:
            yield i1, i2, j1, j2


def _alike(steps: Sequence[Edit], mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Half of the shorter gap is the same: a reworded stretch too thin for a passage. Unrelated text shares less in order."""
    same = sum(edit.i2 - edit.i1 for edit in steps if edit.kind == "equal")
    return same >= HALF * min(len(mine), len(theirs))


def _joined(forms: Sequence[str], start: int, end: int) -> list[Joined]:
    return [Joined(forms[k], forms[k - 1] if k else "") for k in range(start, end)]
