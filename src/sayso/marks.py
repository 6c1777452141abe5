"""Which stretches of a report stand inside quotation marks.

Straight, curly, angled and corner marks, single marks used as double ones, and marks turned the wrong way. What is open at the
end of a paragraph is closed there: one missing mark never turns the rest of a report inside out. Single marks inside
double ones are part of the quotation. A mark decides by its shape, by what stands beside it, and by whether a stretch is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.records import Document

DOUBLE = re.compile('["“”„‟″«»]')
ANGLED = "«»"
CORNERED = re.compile("「((?:[^「」]|「[^「」]*」)*)」|『([^『』]*)』")  # they never do anything else
ONLY_OPENS = "“„‟«"
ONLY_CLOSES = "”»"
BEFORE_OPENING = "([{—–-/:‘'“"  # beside blanks: what an opening mark may follow
AFTER_CLOSING = ",.;:!?)]}…—–-"
NEVER_OPENED = ",.;:!?)]}"
ENDS_WORDS = ",.!?…;"  # what stands before a closing mark that was turned the wrong way: `withdrawal, “stated the report`
SENTENCE_END = re.compile(r"[.!?…]\s+")
# The mark first and what stands before it second: found three times as fast as the other way round.
SINGLE_OPENS = re.compile(r"['‘](?<!\w.)(?=[\w\[(])")
SINGLE_CLOSES = re.compile(r"['’](?<=[\w.,!?…\])].)(?!\w)")
KEPT_REPORTS = 16  # the stages of one report ask for the same stretches, one after the other (by eye)
ELISION = re.compile(r"['‘](?:\d\ds?|tis|twas|em|til|cause|n|round)\b", re.I)


class Stretch(NamedTuple):
    """Characters start:end stand inside quotation marks; a side without a mark of its own reaches to the sentence's or
    paragraph's border and is not sure."""

    start: int
    end: int
    sure_start: bool
    sure_end: bool


@lru_cache(maxsize=KEPT_REPORTS)
def quoted_stretches(document: Document) -> Sequence[Stretch]:
    """Every quoted stretch of the report, in order, without its marks, outer blanks and closing comma."""
    text = document.text
    places = paragraphs(document)
    found: list[Stretch] = []
    for k, (start, end) in enumerate(places):
        after = text[places[k + 1][0] : places[k + 1][1]].lstrip()[:1] if k + 1 < len(places) else ""
        carried_on = bool(after) and after in ONLY_OPENS + '"'
        for stretch in _in_paragraph(text[start:end], carried_on):
            trimmed = _trimmed(text, stretch._replace(start=start + stretch.start, end=start + stretch.end))
            if trimmed.start < trimmed.end:
                found.append(trimmed)
    return tuple(found)


def paragraphs(document: Document) -> list[tuple[int, int]]:
    """The reader's blocks, or the lines of the text where it found none."""
    if document.blocks:
        return [(block.start, block.end) for block in document.blocks]
    return [match.span() for match in re.finditer(r"[^\n]+", document.text)]


def _in_paragraph(text: str, carried_on: bool) -> list[Stretch]:
    """
    >>> [text[s.start:s.end] for text in ["“We left, “said the mayor."] for s in _in_paragraph(text, False)]
    ['We left, ']
    >>> [text[s.start:s.end] for text in ["町長は「橋は安全だ」と述べた。"] for s in _in_paragraph(text, False)]
    ['橋は安全だ']
    >>> [text[s.start:s.end] for text in ["He called it ‘a farce’, and “a ‘sad’ day”."] for s in _in_paragraph(text, False)]
    ['a ‘sad’ day', 'a farce']
    """
    doubles = _double(text, carried_on)
    sure = [(stretch.start, stretch.end) for stretch in doubles if stretch.sure_start]
    sure += [found.span() for found in CORNERED.finditer(text)]
    doubles += [Stretch(a + 1, b - 1, True, True) for a, b in (found.span() for found in CORNERED.finditer(text))]
    singles = [single for single in _single(text) if not any(start <= single.start < end for start, end in sure)]
    return doubles + singles


def _double(text: str, carried_on: bool) -> list[Stretch]:
    marks = [match.start() for match in DOUBLE.finditer(text)]
    found: list[Stretch] = []
    opened: int | None = None
    free_from = 0  # where the text after the last quotation begins
    for k, place in enumerate(marks):
        follower = marks[k + 1] if k + 1 < len(marks) else None
        if opened is None:
            if _opens(text, place):
                opened = place
            else:
                found.append(Stretch(_sentence_start(text, free_from, place), place, False, True))
                free_from = place + 1
        elif (text[place] in ANGLED) != (text[opened] in ANGLED):
            continue
        elif text[place] in ONLY_OPENS and text[opened] not in "„»" and not _turned(text, place, follower):
            opened = place
        else:
            found.append(Stretch(opened + 1, place, True, True))
            opened, free_from = None, place + 1
    if opened is not None:
        found.append(Stretch(opened + 1, len(text), True, carried_on))
    return found


def _opens(text: str, place: int) -> bool:
    """Whether a mark opens a stretch where none is open: by its shape, unless what stands beside it says the contrary."""
    before, after = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
    may_open = (before.isspace() or before in BEFORE_OPENING) and not after.isspace() and after not in NEVER_OPENED
    may_close = not before.isspace() and (after.isspace() or after in AFTER_CLOSING)
    return may_open or (text[place] not in ONLY_CLOSES and not may_close)


def _turned(text: str, place: int, follower: int | None) -> bool:
    """Whether an opening mark met inside an open stretch closes it: it follows a comma or stop and no mark closes after it."""
    closed_later = follower is not None and text[follower] not in ONLY_OPENS and not _opens(text, follower)
    return text[:place].rstrip()[-1:] in tuple(ENDS_WORDS) and not closed_later


def _sentence_start(text: str, low: int, high: int) -> int:
    ends = [match.end() for match in SENTENCE_END.finditer(text, low, high)]
    return ends[-1] if ends and ends[-1] < high else low


def _single(text: str) -> Iterator[Stretch]:
    openers = [match.start() for match in SINGLE_OPENS.finditer(text) if not ELISION.match(text, match.start())]
    closers = [match.start() for match in SINGLE_CLOSES.finditer(text)] if openers else []
    done = -1
    for k, opener in enumerate(openers):
        limit = openers[k + 1] if k + 1 < len(openers) else len(text)
        inside = [closer for closer in closers if opener < closer < limit]
        if opener <= done or not inside:
            continue
        firm = [closer for closer in inside if not _possessive(text, closer)]
        done = firm[0] if firm else inside[0]
        yield Stretch(opener + 1, done, True, True)


def _possessive(text: str, place: int) -> bool:
    """`councils’ own`: an apostrophe after s before a lower-case word may be no mark at all."""
    return bool(re.match(r"s['’] [a-z]", text[place - 1 : place + 3]))


def _trimmed(text: str, stretch: Stretch) -> Stretch:
    start, end = stretch.start, stretch.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return stretch._replace(start=start, end=end)
