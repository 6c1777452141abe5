"""Text of reports, safely: escaped, hidden characters shown, and marks around spans that may nest and cross."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
class Mark:
    """Something said about a span of one report's text, as the page shows it."""

    start: int
    end: int
    key: str  # the id of its first piece
    kinds: tuple[str, ...]  # CSS classes; none: a place that can be linked to and looks like plain text
    title: str = ""
    claims: tuple[int, ...] = ()  # numbers of the claims that stand here


@dataclass(frozen=True)
class MarkedText:
    """One piece of markup for each range that was asked for, and the ids of the marks that had to be cut."""

    pieces: tuple[Markup, ...]
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
    return Markup('<bdi dir="auto">{}</bdi>').format(shown(text))


def mark_text(text: str, ranges: Sequence[tuple[int, int]], marks: Iterable[Mark]) -> MarkedText:
    """Each range of the text as markup with all marks in it. Marks that cross each other or a range are cut into pieces;
    the first piece carries the id, the others a class of that name."""
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.key))
    opened: dict[str, int] = {}
    pieces = tuple(Markup("").join(pieces_of(text, low, high, ordered, opened)) for low, high in ranges)
    return MarkedText(pieces, tuple(key for key, times in opened.items() if times > 1))


def pieces_of(text: str, low: int, high: int, marks: Sequence[Mark], opened: dict[str, int]) -> Iterator[Markup]:
    """Walk from boundary to boundary: close what ends (reopening what was cut by that), open what starts, emit the text."""
    here = [mark for mark in marks if mark.start < high and low < mark.end]
    points = sorted({low, high, *(point for mark in here for point in (mark.start, mark.end) if low < point < high)})
    starting: dict[int, list[Mark]] = {}
    for mark in here:
        starting.setdefault(max(mark.start, low), []).append(mark)
    stack: list[Mark] = []
    for place, until in pairwise(points):
        ended, reopened = unwind(stack, place)
        yield from ended
        for mark in (*reopened, *starting.get(place, ())):
            stack.append(mark)
            yield opening(mark, opened)
        yield shown(text[place:until])
    yield from unwind(stack, high)[0]
    yield from (closing(mark, high) for mark in reversed(stack))


def unwind(stack: list[Mark], place: int) -> tuple[list[Markup], list[Mark]]:
    """Take off the stack every mark that ends here and all above it: their end tags, and those to open again."""
    first = next((depth for depth, mark in enumerate(stack) if mark.end <= place), len(stack))
    taken = stack[first:]
    del stack[first:]
    return [closing(mark, place) for mark in reversed(taken)], [mark for mark in taken if mark.end > place]


def opening(mark: Mark, opened: dict[str, int]) -> Markup:
    times = opened[mark.key] = opened.get(mark.key, 0) + 1
    tag = "mark" if mark.kinds else "span"
    classes = " ".join((*mark.kinds, mark.key))
    if times > 1:
        return Markup('<{} class="{}">').format(tag, classes)
    title = Markup(' title="{}"').format(attribute(mark.title)) if mark.title else ""
    label = Markup('<span class="vh">[{}] </span>').format(shown(mark.title)) if mark.title else ""
    return Markup('<{} id="{}" class="{}"{}>{}').format(tag, mark.key, classes, title, label)


def closing(mark: Mark, place: int) -> Markup:
    """The end tag; where the mark really ends, the numbers of its claims follow."""
    end = Markup("</{}>").format("mark" if mark.kinds else "span")
    if place < mark.end:
        return end
    link = Markup('<a class="ref" href="#claim-{}" aria-label="claim {}">{}</a>')
    return end + Markup("").join(link.format(number, number, number) for number in mark.claims)
