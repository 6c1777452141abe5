"""The versions of one utterance as a table: a row for each wording, a column for each stretch on which the same wordings agree.

The rows are aligned with the first one, word by word, as drift is measured (see measure/wordings.py); what stands between the
same words of the first row shares a column. Neighbouring columns in which the same rows agree are one, so a table has few of
them. The form is the alignment table of collation tools (Haentjens Dekker & Middell, CollateX, 2011), aligned with one
witness instead of progressively: drift is measured against one witness as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from sayso.measure.wordings import Wording, steps_between, wording_of
from sayso.records import Version
from sayso.show.page.anchors import shortened

ELLIPSIS = " […] "  # between the spans of a version: there the report leaves off
OPENING = frozenset("([{<“‘\"'„‚«‹")  # belong to the word after them
ENDING = ".,;:!?"  # within the marks or outside of them: house style, no difference
LONGEST_GONE = 60  # code points of the words that are missing in a cell, by eye; the first row has all of them
BAND = 116  # code points of a line of columns, by eye: what a page of 1280 pixels holds
NARROWEST, WIDEST = 6, 44  # code points that a column is counted for: its sign at least; longer ones wrap
PADDING = 2  # code points beside each column


class Run(NamedTuple):
    """Words of a cell; `differs`: written differently from the same words of the first row."""

    words: str
    differs: bool = False


class Cell(NamedTuple):
    """What one wording has in a column, as against the first row."""

    kind: str  # "same", "cosmetic", "altered", "added", "missing"; "": neither has anything
    runs: tuple[Run, ...]
    gone: str = ""  # the first row's words in whose place these stand, cut short

    @property
    def words(self) -> str:
        return "".join(run.words for run in self.runs)


Column = tuple[Cell, ...]  # a cell for each row


class Witness(NamedTuple):
    """One wording as it is shown: `places` says where in `text` each of its words begins."""

    wording: Wording
    text: str
    places: tuple[int, ...]


def witness_of(version: Version, texts: Mapping[str, str]) -> Witness:
    """All words of the version; where the report leaves off in between, that is shown."""
    wording = wording_of(version, texts)
    places: list[int] = []
    shown: list[str] = []
    for span in version.spans:
        said, offset, last = span.cut(wording.text), sum(map(len, shown)), -1
        for start in (word.start - span.start for word in wording.words if span.start <= word.start < span.end):
            # the first word has all that stands before it; the halves of "don't" share one place
            places.append(places[-1] if start == last else offset + (0 if last < 0 else _with_opening(said, start)))
            last = start
        shown += [said, ELLIPSIS]
    return Witness(wording, "".join(shown[:-1]), (0, *places[1:]) if places else ())


def _with_opening(text: str, place: int) -> int:
    while place and text[place - 1] in OPENING:
        place -= 1
    return place


def align(witnesses: Sequence[Witness]) -> tuple[Column, ...]:
    """The columns of the table, in order; the words of each row's cells, joined, are the version whole."""
    borders = _borders(witnesses)
    stretches = [list(zip(left, right, strict=True)) for left, right in pairwise(borders)]
    filled = [stretch for stretch in stretches if any(start < end for start, end in stretch)] or stretches[:1]
    joined = [list(those) for _, those in groupby(filled, key=lambda stretch: _agreement(witnesses, stretch))]
    columns = [[(those[0][k][0], those[-1][k][1]) for k in range(len(witnesses))] for those in joined]
    return tuple(tuple(_cells(witnesses, columns, n)) for n in range(len(columns)))


def _borders(witnesses: Sequence[Witness]) -> list[list[int]]:
    """The places between words at which every row can be parted: how many words each row has before it."""
    base = witnesses[0]
    slots = [_slots(base, witness) for witness in witnesses]
    common = set(slots[0]).intersection(*slots[1:])
    rows = [[slot[place] for slot in slots] for place in sorted(common)]
    return [row for row in rows if not any(_within_word(w, n) for w, n in zip(witnesses, row, strict=True))]


def _slots(base: Witness, other: Witness) -> dict[int, int]:
    """For each gap between words of the base two slots, before and after what the other has put in: its words up to there."""
    beside: dict[int, set[int]] = {0: {0}, len(base.places): {len(other.places)}}
    steps = steps_between(base.wording, other.wording) if base.places and other.places else []
    for step in steps if other is not base else ():
        ends = [(step.i1, step.j1), (step.i2, step.j2)]
        if step.kind == "equal":
            ends = [(step.i1 + n, step.j1 + n) for n in range(step.i2 - step.i1 + 1)]
        elif step.j1 == step.j2:
            ends = [(place, step.j1) for place in range(step.i1, step.i2 + 1)]
        for place, there in ends:
            beside.setdefault(place, set()).add(there)
    if other is base:
        beside = {place: {place} for place in range(len(base.places) + 1)}
    return {2 * place + half: (min, max)[half](there) for place, there in beside.items() for half in (0, 1)}


def _within_word(witness: Witness, place: int) -> bool:
    """Between the halves of "don't"."""
    return 0 < place < len(witness.places) and witness.places[place] == witness.places[place - 1]


def _agreement(witnesses: Sequence[Witness], stretch: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """For each row the first row that has the same words here."""
    forms = [_forms(witness, place) for witness, place in zip(witnesses, stretch, strict=True)]
    return tuple(forms.index(those) for those in forms)


def _forms(witness: Witness, stretch: tuple[int, int]) -> tuple[str, ...]:
    return tuple(word.form for word in witness.wording.words[stretch[0] : stretch[1]])


def _cells(witnesses: Sequence[Witness], columns: Sequence[Sequence[tuple[int, int]]], number: int) -> Iterator[Cell]:
    base = None
    for k, witness in enumerate(witnesses):
        start, end = columns[number][k]
        low = 0 if number == 0 else _place(witness, start)
        high = len(witness.text) if number == len(columns) - 1 else _place(witness, end)
        forms, words = _forms(witness, (start, end)), witness.text[low:high]
        pieces = tuple(_pieces(witness, start, end, low, high))
        base = base or (forms, pieces)
        if forms == base[0]:
            runs = tuple(_runs(base[1], pieces))
            kind = ("cosmetic" if any(run.differs for run in runs) else "same") if words.strip() or forms else ""
            yield Cell(kind, runs)
        else:
            kind = "added" if not base[0] else "altered" if forms else "missing"
            yield Cell(kind, (Run(words),) if words else (), shortened("".join(base[1]), LONGEST_GONE) if base[0] else "")


def _place(witness: Witness, word: int) -> int:
    return witness.places[word] if word < len(witness.places) else len(witness.text)


def _pieces(witness: Witness, start: int, end: int, low: int, high: int) -> Iterator[str]:
    """The text from `low` to `high`, parted at its words."""
    points = [low, *(max(low, witness.places[word]) for word in range(start + 1, end)), high]
    yield from (witness.text[one:other] for one, other in pairwise(points))


def _runs(first: Sequence[str], pieces: Sequence[str]) -> Iterator[Run]:
    """Words as they are written, those written in another way apart."""
    last = len(pieces) - 1
    differs = [
        _bare(piece, n == last) != _bare(other, n == last) for n, (piece, other) in enumerate(zip(pieces, first, strict=True))
    ]
    for different, those in groupby(zip(differs, pieces, strict=True), key=lambda pair: pair[0]):
        if words := "".join(piece for _, piece in those):
            yield Run(words, different)


def _bare(piece: str, last: bool) -> str:
    bare = " ".join(piece.split())
    return bare.rstrip(ENDING) if last else bare


def bands(columns: Iterable[Column]) -> tuple[tuple[Column, ...], ...]:
    """The columns in lines that fit on a page, in order: a table that is too wide goes on below.

    >>> short, long = (Cell("same", (Run("word " * 4),)),), (Cell("same", (Run("word " * 40),)),)
    >>> [len(band) for band in bands([short, long, short, long, short])]
    [3, 2]
    """
    found: list[list[Column]] = []
    left = 0
    for column in columns:
        width = PADDING + min(WIDEST, max(NARROWEST, *(len(cell.words) for cell in column)))
        if not found or width > left:
            found.append([])
            left = BAND
        found[-1].append(column)
        left -= width
    return tuple(tuple(band) for band in found)
