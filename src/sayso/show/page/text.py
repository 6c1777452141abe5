"""Text of reports, safely: escaped, hidden characters shown, and marks around spans that may nest and cross."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from sayso.show.hidden import HIDDEN, shapes_writing, tell_hidden

NAMELESS = {
    0x00: "null",
    0x07: "bell",
    0x08: "backspace",
    0x0B: "line tabulation",
    0x0C: "form feed",
    0x0D: "carriage return",
    0x1B: "escape",
    0x7F: "delete",
}


@dataclass(frozen=True)
class Said:
    """In whose mouth a report puts words: a holder that is "named" or "unnamed", and what the report says they do."""

    kind: str
    words: str  # "denied by"
    name: str


@dataclass(frozen=True)
class Mark:
    """Something said about a span of one report's text, as the page shows it."""

    start: int
    end: int
    key: str  # the id of its first piece; empty: nothing leads here
    kinds: tuple[str, ...]  # CSS classes; none: a place that can be linked to and looks like plain text
    said: tuple[Said, ...] = ()
    claims: tuple[tuple[int, str], ...] = ()  # numbers of the claims that stand here, and the links to them


class Piece(NamedTuple):
    """One range of the text, and who says what is marked in it: each with the letter that stands before the words."""

    text: Markup
    said: tuple[tuple[str, tuple[Said, ...]], ...]


@dataclass(frozen=True)
class MarkedText:
    """One piece for each range that was asked for, and the ids of the marks that had to be cut."""

    pieces: tuple[Piece, ...]
    cut: tuple[str, ...]


def shown(text: str) -> Markup:
    """The text as HTML, hidden characters as visible chips.

    >>> shown("a<b")
    Markup('a&lt;b')
    >>> shown("\u202e")
    Markup('<span class="ctl" title="U+202E right-to-left override">U+202E</span>')
    """
    text = text.replace("\r\n", "\n")
    pieces, last = [], 0
    for found in HIDDEN.finditer(text):
        if not shapes_writing(text, found.start()):
            pieces += [escape(text[last : found.start()]), chip(found.group())]
            last = found.end()
    return Markup("").join([*pieces, escape(text[last:])])


def chip(character: str) -> Markup:
    code = f"U+{ord(character):04X}"
    return Markup('<span class="ctl" title="{} {}">{}</span>').format(code, character_name(character), code)


def character_name(character: str) -> str:
    return unicodedata.name(character, "").lower() or NAMELESS.get(ord(character), "control character")


def attribute(text: str) -> Markup:
    """The text for an HTML attribute or the title, where no element can stand: hidden characters by their code.

    >>> attribute('a"\u202e')
    Markup('a&#34;[U+202E]')
    """
    return escape(tell_hidden(text, "[U+{:04X}]"))


def isolated(text: str) -> Markup:
    """Words of a report within a line of ours: their writing direction stays theirs."""
    return Markup("<bdi>{}</bdi>").format(shown(text))


def mark_text(text: str, ranges: Sequence[tuple[int, int]], marks: Iterable[Mark]) -> MarkedText:
    """Each range of the text as markup with all marks in it. Marks that cross each other or a range are cut into pieces;
    the first piece carries the id, the others a class of that name."""
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.key))
    opened: dict[str, int] = {}
    pieces = tuple(marked_piece(text, low, high, ordered, opened) for low, high in ranges)
    return MarkedText(pieces, tuple(key for key, times in opened.items() if times > 1))


def marked_piece(text: str, low: int, high: int, ordered: Sequence[Mark], opened: dict[str, int]) -> Piece:
    here = [mark for mark in ordered if mark.start < high and low < mark.end]
    those = dict.fromkeys(mark.said for mark in here if mark.said)
    letters = {said: letter(number) for number, said in enumerate(those)}
    marked = Markup("").join(pieces_of(text, (low, high), here, letters, opened))
    return Piece(marked, tuple((letters[said], said) for said in those))


def letter(number: int) -> str:
    """
    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    return (letter(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)


def pieces_of(
    text: str,
    place: tuple[int, int],
    here: Sequence[Mark],
    letters: Mapping[tuple[Said, ...], str],
    opened: dict[str, int],
) -> Iterator[Markup]:
    """Walk from boundary to boundary: close what ends (reopening what was cut by that), open what starts, emit the text."""
    low, high = place
    points = sorted({low, high, *(point for mark in here for point in (mark.start, mark.end) if low < point < high)})
    starting: dict[int, list[Mark]] = {}
    for mark in here:
        starting.setdefault(max(mark.start, low), []).append(mark)
    stack: list[Mark] = []
    for at, until in pairwise(points):
        ended, reopened = unwind(stack, at)
        yield from ended
        for mark in reopened:
            stack.append(mark)
            yield opening(mark, opened)
        for mark in starting.get(at, ()):
            stack.append(mark)
            yield opening(mark, opened)
            if mark.said:
                yield Markup("<b>{}</b>").format(letters[mark.said])
        yield shown(text[at:until])
    yield from unwind(stack, high)[0]
    yield from (closing(mark, high) for mark in reversed(stack))


def unwind(stack: list[Mark], place: int) -> tuple[list[Markup], list[Mark]]:
    """Take off the stack every mark that ends here and all above it: their end tags, and those to open again."""
    first = next((depth for depth, mark in enumerate(stack) if mark.end <= place), len(stack))
    taken = stack[first:]
    del stack[first:]
    return [closing(mark, place) for mark in reversed(taken)], [mark for mark in taken if mark.end > place]


def opening(mark: Mark, opened: dict[str, int]) -> Markup:
    """The start tag: with the id where it is opened for the first time, with a class of that name where it goes on."""
    times = opened[mark.key] = opened.get(mark.key, 0) + bool(mark.key)
    tag = "mark" if mark.kinds else "span"
    classes = " ".join((*mark.kinds, *((mark.key,) if times > 1 else ())))
    key = Markup(' id="{}"').format(mark.key) if times == 1 else ""
    kinds = Markup(' class="{}"').format(classes) if classes else ""
    return Markup("<{}{}{}>").format(tag, key, kinds)


def closing(mark: Mark, place: int) -> Markup:
    """The end tag; where the mark really ends, the numbers of its claims follow."""
    end = Markup("</{}>").format("mark" if mark.kinds else "span")
    if place < mark.end:
        return end
    link = Markup('<a href="{}">{}</a>')  # the style sheet says "claim" before the number to those who do not see it raised
    return end + Markup("").join(link.format(href, number) for number, href in mark.claims)
