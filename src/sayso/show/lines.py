"""Text for a terminal: made harmless, coloured, wrapped and set in columns.

Whatever comes from a report passes through `harmless` here before it reaches a terminal: a report may hold escape
sequences that move the cursor or retitle the window, and marks that turn the reading direction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.show.hidden import tell_hidden

# Control sequences of ECMA-48 in their 7-bit and 8-bit forms: CSI …; strings (OSC, DCS, SOS, PM, APC) that are ended;
# two-character escapes. Every class excludes what may follow it, so the pattern takes linear time.
SEQUENCES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]*[0-~]"
)
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
BLANKS = re.compile(r"\s+")

STYLES = {
    "": "",
    "head": "1",
    "strong": "1",
    "faint": "2",
    "unnamed": "33",
    "named": "36",
    "outlet": "34",
    "document": "35",
    "source": "1",
    "unnamed source": "1;33",
    "named source": "1;36",
    "outlet source": "1;34",
    "document source": "1;35",
    "cue": "4",
    "bad": "1;31",
    "doubt": "31",
    "good": "32",
}
GAP = 2  # blanks between columns
LEAST_LAST = 24  # a last column narrower than this goes onto a line of its own; by eye
MOST_COLUMN = (34, 26, 18)  # other columns are wrapped at the first of these widths that leaves room for the last; by eye


class Cell(NamedTuple):
    """Some text from anywhere, and how to show it."""

    text: str
    style: str = ""


def harmless(text: str) -> str:
    """The text without control characters and escape sequences, with hidden marks shown; line breaks and tabs stay.

    >>> harmless("a\\x1b[31mred\\x1b[0m b\\x07 \\u202ec")
    'ared b ⟨U+202E⟩c'
    """
    text = CONTROLS.sub("", SEQUENCES.sub("", BREAKS.sub("\n", text)))
    return tell_hidden(text, "⟨U+{:04X}⟩")


def one_line(text: str) -> str:
    """Harmless, and on one line.

    >>> one_line(" two \\n\\n lines ")
    'two lines'
    """
    return BLANKS.sub(" ", harmless(text)).strip()


def short(text: str, most: int) -> str:
    """On one line and at most so many characters; what was left out is shown by an ellipsis.

    >>> short("one two three", 9)
    'one two …'
    """
    text = one_line(text)
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip() + " …"


def paint(text: str, style: str, *, colour: bool) -> str:
    """Text that is already harmless, in a style."""
    code = STYLES[style]
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code and text else text


def columns_wide(text: str) -> int:
    """How many columns a terminal needs for a text.

    >>> columns_wide("abc"), columns_wide("日本"), columns_wide("e\\u0301")
    (3, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_wide, text))


@lru_cache(maxsize=4096)
def _wide(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """The text on lines of at most so many columns; a word that is longer is cut.

    >>> wrap("one two three", 7)
    ['one two', 'three']
    """
    lines, line, used = [], "", 0
    for word in text.split(" "):
        for piece in _cut(word, width):
            wide = columns_wide(piece)
            if line and used + 1 + wide > width:
                lines.append(line)
                line, used = piece, wide
            else:
                line, used = (f"{line} {piece}", used + 1 + wide) if line else (piece, wide)
    return [*lines, line] if line or not lines else lines


def _cut(word: str, width: int) -> list[str]:
    if columns_wide(word) <= width:
        return [word]
    pieces, piece, used = [], "", 0
    for character in word:
        wide = columns_wide(character)
        if piece and used + wide > width:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + character, used + wide
    return [*pieces, piece]


def paragraph(text: str, width: int, *, indent: int = 0, style: str = "", colour: bool = False) -> list[str]:
    return [" " * indent + paint(line, style, colour=colour) for line in wrap(one_line(text), max(LEAST_LAST, width - indent))]


def columns(
    rows: Sequence[Sequence[Cell]], width: int, *, indent: int = 2, colour: bool = False, widest: Sequence[int] = MOST_COLUMN
) -> list[str]:
    """Rows as aligned columns; the last column takes what is left of the width, and each is wrapped within itself."""
    if not rows:
        return []
    shown = [[Cell(one_line(cell.text), cell.style) for cell in row] for row in rows]
    natural = [max(columns_wide(row[at].text) for row in shown) for at in range(len(shown[0]) - 1)]
    for most in widest:
        widths = [min(most, wide) for wide in natural]
        left = width - indent - sum(wide + GAP for wide in widths)
        if left >= LEAST_LAST:
            return [line for row in shown for line in beside(row, [*widths, left], indent, colour)]
    return [line for row in shown for line in _stacked(row, width, indent, colour)]


def beside(row: Sequence[Cell], widths: Sequence[int], indent: int, colour: bool) -> Iterable[str]:
    cells = [wrap(cell.text, wide) for cell, wide in zip(row, widths, strict=True)]
    for number in range(max(map(len, cells))):
        line = " " * indent
        for cell, lines, wide in zip(row, cells, widths, strict=True):
            text = lines[number] if number < len(lines) else ""
            line += paint(text, cell.style, colour=colour) + " " * (wide - columns_wide(text) + GAP)
        yield line.rstrip()


def _stacked(row: Sequence[Cell], width: int, indent: int, colour: bool) -> Iterable[str]:
    """For a narrow terminal: all columns but the last on one line, the last below."""
    first = " · ".join(cell.text for cell in row[:-1] if cell.text)
    if first:
        yield from paragraph(first, width, indent=indent, style="strong", colour=colour)
    if row[-1].text:
        yield from paragraph(row[-1].text, width, indent=indent + 2, style=row[-1].style, colour=colour)
