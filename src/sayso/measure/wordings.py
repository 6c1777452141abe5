"""Two versions of a quotation laid side by side: their words, and each place where they part.

The places cover both wordings without gap or overlap: what is the same and what differs, put in order, is each version whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from sayso.records import Span, Version
from sayso.wording import ELLIPSIS, Edit, Word, edits, merged, word_set, words_of

AUXILIARIES = word_set(
    "is are was were be been being am has have had do does did will would shall should can could may might must not"
)
# "it's" is "it is", or "it has" before a participle that "is" does not go with; "gonna" is "going to".
SUBJECT_S = word_set("it's he's she's that's there's what's who's where's here's")
AFTER_HAS = word_set("been got had become")
RUN_TOGETHER = {"gonna": ("going", "to"), "wanna": ("want", "to"), "gotta": ("got", "to")}
LEAST_OF_A_PART = 3  # words in a row by which a part is found in another wording, and that another order must win (by eye)
SHIFTED = 3  # words at an end that may stand beside others instead (by eye)
NEAR = 2  # words between an auxiliary that one side has and the verb that was replaced: "are already endangering"


class Wording(NamedTuple):
    """One version with its words."""

    version: Version
    text: str
    words: tuple[Word, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(word.form for word in self.words)


class Difference(NamedTuple):
    """One edit between two wordings, with the words written on both sides (empty where there are none)."""

    left: tuple[str, ...]  # forms
    right: tuple[str, ...]
    left_text: str
    right_text: str
    left_span: Span
    right_span: Span
    at_end: str  # "begin" or "end" where nothing that both have stands before it, or after it; else empty
    edge: str  # "begins later" or "ends earlier" where one wording has nothing at its start or end; else empty
    marks: tuple[str, str]  # what stands around the extra words: "[" "]", "(" ")"
    brackets: tuple[bool, bool]  # whether all words of a side stand in square brackets
    ellipsis: bool  # the side with fewer words shows that words are missing
    between: bool  # the side with fewer words closes its marks there and opens them again
    sentence: bool  # the extra words are a sentence of their own, or several
    before: str  # the form before the place, the same on both sides; empty at the start
    after: str  # the form after it; empty at the end


class Sign(NamedTuple):
    """What a report itself marks inside a quotation as not the speaker's: an editor's words, or words left out."""

    span: Span
    kind: str  # "editor's words" or "ellipsis"
    because: str


class Seam(NamedTuple):
    """A place between two words on each side, where nothing but signs can differ."""

    left: int  # how many words stand before it
    right: int
    inside: bool  # the words before and after it are the same in both wordings


def wording_of(version: Version, texts: Mapping[str, str]) -> Wording:
    text = texts[version.spans[0].doc]
    return Wording(version, text, tuple(word for span in version.spans for word in _in_full(words_of(text, span.start, span.end))))


def _in_full(words: Sequence[Word]) -> Iterator[Word]:
    """Words with their short forms written out; the halves share one place."""
    for word, follower in zip_longest(words, words[1:]):
        forms = RUN_TOGETHER.get(word.form, (word.form,))
        if word.form in SUBJECT_S:
            forms = (word.form[:-2], "has" if follower and follower.form in AFTER_HAS else "is")
        yield from (Word(form, word.start, word.end) for form in forms)


def in_the_order_of(other: Wording, wording: Wording) -> Wording:
    """The wording with its parts in the order in which the other has the same words, if more words are the same then."""
    parts = [[word for word in wording.words if span.start <= word.start < span.end] for span in wording.version.spans]
    places: list[tuple[int, int]] = []
    for at, part in enumerate(parts):
        blocks = [step for step in edits([word.form for word in part], other.forms) if step.kind == "equal"]
        longest = max(blocks, key=lambda block: block.i2 - block.i1, default=None)
        found = longest and longest.i2 - longest.i1 >= LEAST_OF_A_PART
        places.append((longest.j1 if longest and found else places[-1][0] if places else 0, at))
    if places == sorted(places):
        return wording
    moved = wording._replace(words=tuple(word for _, at in sorted(places) for word in parts[at]))
    gained = in_common(moved.forms, other.forms) - in_common(wording.forms, other.forms)
    return moved if gained >= LEAST_OF_A_PART else wording


def in_common(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words both have in the same order."""
    return sum(step.i2 - step.i1 for step in edits(left, right) if step.kind == "equal")


def steps_between(left: Wording, right: Wording) -> list[Edit]:
    """What is the same and what differs, in order; every word of both sides is in exactly one step."""
    steps = merged(_slid(edits(left.forms, right.forms), left.forms, right.forms), left.forms)
    steps = _whole_verbs(steps, left.forms, right.forms)
    return _in_sequence([_whole_words(step, left, right) for step in steps if step.kind != "equal"], left, right)


def _slid(steps: Sequence[Edit], left: Sequence[str], right: Sequence[str]) -> list[Edit]:
    """A few equal words at the very start or end stand beside the rest of the equal words, where they can as well.

    "I [saw the boat. I] left" against "I left" lacks "I saw the boat", not "saw the boat. I".
    """
    found = list(steps)
    if len(found) > 2 and found[0].kind == "equal" and found[0].i2 <= SHIFTED and found[1].kind in ("insert", "delete"):
        n, extra = found[0].i2, found[1]
        words = left[extra.i1 : extra.i2] or right[extra.j1 : extra.j2]
        if words[-n:] == left[:n]:
            found[:3] = [_edit(0, extra.i2 - n, 0, extra.j2 - n), found[2]._replace(i1=extra.i2 - n, j1=extra.j2 - n)]
    if len(found) > 2 and found[-1].kind == "equal" and found[-2].kind in ("insert", "delete"):
        n, extra = found[-1].i2 - found[-1].i1, found[-2]
        words = left[extra.i1 : extra.i2] or right[extra.j1 : extra.j2]
        if n <= SHIFTED and words[:n] == left[len(left) - n :]:
            before = found[-3]._replace(i2=extra.i1 + n, j2=extra.j1 + n)
            found[-3:] = [before, _edit(extra.i1 + n, len(left), extra.j1 + n, len(right))]
    return found


def _in_sequence(changed: Sequence[Edit], left: Wording, right: Wording) -> list[Edit]:
    """Widened edits put in order, joined where they met, with the equal steps between them."""
    found: list[Edit] = []
    i = j = 0
    for step in changed:
        if found and found[-1].kind != "equal" and (step.i1 <= i and step.j1 <= j):
            last = found.pop()
            step = _edit(last.i1, max(i, step.i2), last.j1, max(j, step.j2))
        elif step.i1 > i:
            found.append(Edit("equal", i, step.i1, j, step.j1))
        found.append(step)
        i, j = step.i2, step.j2
    if i < len(left.words):
        found.append(Edit("equal", i, len(left.words), j, len(right.words)))
    return found


def _edit(i1: int, i2: int, j1: int, j2: int) -> Edit:
    return Edit("replace" if i1 < i2 and j1 < j2 else "delete" if i1 < i2 else "insert", i1, i2, j1, j2)


def _whole_verbs(steps: Sequence[Edit], left: Sequence[str], right: Sequence[str]) -> list[Edit]:
    """An auxiliary that one side lacks belongs to the verb that is replaced shortly after it."""
    found: list[Edit] = []
    k = 0
    while k < len(steps):
        step = steps[k]
        extra = [*left[step.i1 : step.i2], *right[step.j1 : step.j2]]
        if (
            step.kind in ("insert", "delete")
            and set(extra) <= AUXILIARIES
            and k + 2 < len(steps)
            and steps[k + 1].i2 - steps[k + 1].i1 <= NEAR
            and steps[k + 2].kind == "replace"
        ):
            found.append(_edit(step.i1, steps[k + 2].i2, step.j1, steps[k + 2].j2))
            k += 3
        else:
            found.append(step)
            k += 1
    return found


def differences(left: Wording, right: Wording) -> list[Difference]:
    """Each place where they part, cut where a version is split, so that every word that differs lies in one difference."""
    changed = [step for step in steps_between(left, right) if step.kind != "equal"]
    return [_difference(left, right, part) for step in changed for part in _in_pieces(step, left, right)]


def _in_pieces(step: Edit, left: Wording, right: Wording) -> Iterator[Edit]:
    """An edit that runs over the border of two spans: pieces side by side, or the longest beside the only one."""
    lefts, rights = _pieces(left, step.i1, step.i2), _pieces(right, step.j1, step.j2)
    if len(lefts) > 1 and len(rights) == 1:
        k = max(range(len(lefts)), key=lambda at: lefts[at][1] - lefts[at][0])
        rights = [(step.j1, step.j1)] * k + rights + [(step.j2, step.j2)] * (len(lefts) - k - 1)
    elif len(rights) > 1 and len(lefts) == 1:
        k = max(range(len(rights)), key=lambda at: rights[at][1] - rights[at][0])
        lefts = [(step.i1, step.i1)] * k + lefts + [(step.i2, step.i2)] * (len(rights) - k - 1)
    ends = lefts[-1][1], rights[-1][1]
    for one, other in zip_longest(lefts, rights):
        yield _edit(*(one or (ends[0], ends[0])), *(other or (ends[1], ends[1])))


def _pieces(wording: Wording, first: int, last: int) -> list[tuple[int, int]]:
    places = [first, *(at for at in range(first + 1, last) if is_split(wording, at)), last]
    return list(pairwise(places))


def seams(left: Wording, right: Wording) -> Iterator[Seam]:
    """Every place between words that both sides have, in order; where words stand on one side only there is none."""
    steps = steps_between(left, right)
    for step, follower in zip_longest(steps, steps[1:]):
        if step.kind == "equal":
            yield from (Seam(step.i1 + k, step.j1 + k, True) for k in range(1, step.i2 - step.i1))
        if follower and {step.kind, follower.kind} == {"equal", "replace"}:
            yield Seam(step.i2, step.j2, False)


def _whole_words(step: Edit, left: Wording, right: Wording) -> Edit:
    """The edit widened so that it never cuts a written word: "do|n't" against "will not" is "don't" against "will not"."""
    _, i1, i2, j1, j2 = step
    while _cuts(left.words, i2) or _cuts(right.words, j2):
        if i2 >= len(left.words) or j2 >= len(right.words) or left.words[i2].form != right.words[j2].form:
            break
        i2, j2 = i2 + 1, j2 + 1
    while _cuts(left.words, i1) or _cuts(right.words, j1):
        if i1 == 0 or j1 == 0 or left.words[i1 - 1].form != right.words[j1 - 1].form:
            break
        i1, j1 = i1 - 1, j1 - 1
    return _edit(i1, i2, j1, j2)


def _cuts(words: Sequence[Word], place: int) -> bool:
    return 0 < place < len(words) and words[place - 1].start == words[place].start


def _difference(left: Wording, right: Wording, step: Edit) -> Difference:
    _, i1, i2, j1, j2 = step
    left_span, right_span = span_of(left, i1, i2), span_of(right, j1, j2)
    one_sided = i1 == i2 or j1 == j2
    poorer, place = (right, j1) if j1 == j2 else (left, i1)
    edge = "begins later" if place == 0 else "ends earlier" if place == len(poorer.words) else ""
    fuller, span = (left, left_span) if i1 < i2 else (right, right_span)
    around = fuller.text[max(0, span.start - 1) : span.start], fuller.text[span.end : span.end + 1]
    return Difference(
        tuple(word.form for word in left.words[i1:i2]),
        tuple(word.form for word in right.words[j1:j2]),
        left_span.cut(left.text) if i1 < i2 else "",
        right_span.cut(right.text) if j1 < j2 else "",
        left_span,
        right_span,
        "begin" if i1 == j1 == 0 else "end" if (i2, j2) == (len(left.words), len(right.words)) else "",
        edge if one_sided else "",
        around,
        (_in_brackets(left, i1, i2), _in_brackets(right, j1, j2)),
        one_sided and bool(ELLIPSIS.search(gap(poorer, place))),
        one_sided and not edge and is_split(poorer, place),
        one_sided and _is_sentence(fuller.text, span),
        left.words[i1 - 1].form if i1 else "",
        left.words[i2].form if i2 < len(left.words) else "",
    )


def _is_sentence(text: str, span: Span) -> bool:
    """Whether a stop stands before the words, or nothing but marks, and one behind them."""
    before, after = text[max(0, span.start - 4) : span.start], text[span.end : span.end + 2]
    return bool(re.search(r"[.!?…][\s\"”’']*$|[“\"‘«]$|^$", before)) and after[:1] in (".", "!", "?", "…")


def span_of(wording: Wording, first: int, last: int) -> Span:
    """The characters of words[first:last] in one piece (in another order: of the first part); or the word beside the place."""
    words = wording.words
    if first == last:
        beside = words[min(first, len(words) - 1)] if first == 0 else words[first - 1]
        return Span(wording.version.spans[0].doc, beside.start, beside.end)
    at_last = last - 1
    while words[at_last].start < words[first].start:
        at_last -= 1  # parts in another order: as far as the words run on in the report
    return Span(wording.version.spans[0].doc, words[first].start, words[at_last].end)


def gap(wording: Wording, place: int) -> str:
    """What is written between the words before and after a place; nothing where parts were put in another order."""
    if is_split(wording, place) and not _neighbours(wording, place):
        return ""
    start = wording.words[place - 1].end if place else wording.words[0].start
    end = wording.words[place].start if place < len(wording.words) else wording.version.spans[-1].end
    return wording.text[start:end]


def _neighbours(wording: Wording, place: int) -> bool:
    """Whether the parts that meet at a place follow each other in the report as well."""
    before, after = wording.words[place - 1], wording.words[place]
    return _part_of(wording, after) == _part_of(wording, before) + 1


def _part_of(wording: Wording, word: Word) -> int:
    return next(k for k, span in enumerate(wording.version.spans) if span.start <= word.start < span.end)


def is_split(wording: Wording, place: int) -> bool:
    """Whether the marks are closed and opened again between the words before and after a place."""
    if not 0 < place < len(wording.words):
        return False
    before, after = wording.words[place - 1], wording.words[place]
    return _part_of(wording, before) != _part_of(wording, after)


def _in_brackets(wording: Wording, first: int, last: int) -> bool:
    """Whether words[first:last] are one stretch in square brackets."""
    if first == last:
        return False
    start, end = wording.words[first].start, wording.words[last - 1].end
    return wording.text[max(0, start - 1) : start] == "[" and wording.text[end : end + 1] == "]"


def bracketed(wording: Wording) -> list[tuple[int, int]]:
    """Which words stand in square brackets: an editor's, not the speaker's. A lone letter, as in "[t]he", does not count."""
    found = []
    for first, word in enumerate(wording.words):
        if wording.text[max(0, word.start - 1) : word.start] != "[":
            continue
        close = wording.text.find("]", word.end)
        last = first
        while last < len(wording.words) and word.start <= wording.words[last].start < close:
            last += 1
        if last > first and wording.words[last - 1].end == close and close - word.start > 1:
            found.append((first, last))
    return found


def signs_of(version: Version, texts: Mapping[str, str]) -> list[Sign]:
    """An editor's words in square brackets, and ellipses, in order."""
    wording = wording_of(version, texts)
    doc = version.spans[0].doc
    found = [
        Sign(Span(doc, words.start - 1, words.end + 1), "editor's words", "put in square brackets, so not the speaker's")
        for words in (span_of(wording, first, last) for first, last in bracketed(wording))
    ]
    for span in version.spans:
        for dots in ELLIPSIS.finditer(wording.text, span.start, span.end):
            found.append(Sign(Span(doc, dots.start(), dots.end()), "ellipsis", "shows that words are left out"))
    return sorted(found)
