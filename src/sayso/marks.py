"""Quotation marks: which stretches of a paragraph stand inside them.

The state is reset at every line break and never toggles across one: a misplaced mark must not hand the reporter's prose
to a speaker. Repairs are made only where the marks themselves decide.
"""

from __future__ import annotations

import re
from typing import NamedTuple

OPENING = {"“": "”", "„": "“”", "«": "»", "‟": "”", "‹": "›", "‘": "’"}
STRAIGHT = '"'
PARAGRAPH = re.compile(r"[^\r\n]+")


class Stretch(NamedTuple):
    """Text inside one pair of marks: `start`/`end` without the marks. Not `closed`: it runs on to the paragraph's end."""

    start: int
    end: int
    closed: bool


def quoted_stretches(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """Stretches inside quotation marks between two offsets, in order, never overlapping.

    >>> t = 'He called it “a mess, “said the mayor. "No," she said. It is the ‘best’ we’ve had.'
    >>> [t[s.start:s.end] for s in quoted_stretches(t)]
    ['a mess, ', 'No,', 'best']
    >>> t = "“We wait.\\nIt stays open."
    >>> [(t[s.start:s.end], s.closed) for s in quoted_stretches(t)]
    [('We wait.', False)]
    """
    found: list[Stretch] = []
    for paragraph in PARAGRAPH.finditer(text, start, len(text) if end is None else end):
        found += _in_paragraph(text, paragraph.start(), paragraph.end())
    return found


def _in_paragraph(text: str, start: int, end: int) -> list[Stretch]:
    found: list[Stretch] = []
    opened, closers = -1, ""
    for i in range(start, end):
        mark = text[i]
        if opened < 0:
            if _opens(text, i, start, end):
                opened, closers = i, _closers(mark)
        elif mark in closers and _closes(text, i, end) or (mark == "“" and closers in ("”", STRAIGHT + "”“")):
            # A second opening mark of the same kind cannot open anything: a closing mark turned the wrong way round.
            found.append(Stretch(opened + 1, i, True))
            opened = -1
    if opened >= 0 and not text[start:opened].strip():
        found.append(Stretch(opened + 1, end, False))  # the running quotation: each paragraph opens, the last one closes
    return [stretch for stretch in found if text[stretch.start : stretch.end].strip()]


def _closers(mark: str) -> str:
    return OPENING.get(mark, STRAIGHT + "”“" if mark in STRAIGHT + "”" else mark)


def _opens(text: str, i: int, start: int, end: int) -> bool:
    mark = text[i]
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    if mark in ("'", "‘"):
        return (before.isspace() or before in '([—–-“"') and after.isalnum() and _single_closes_later(text, i, end)
    if mark in OPENING:
        return True
    return mark in (STRAIGHT, "”") and (before.isspace() or before in "([—–-:") and not after.isspace()


def _single_closes_later(text: str, i: int, end: int) -> bool:
    """A single mark opens a quotation only if a single mark at a word's end closes it: "’90s" and "the ’Dales" do not."""
    rest = re.compile(r"[\w.,!?)…]['’](?!\w)")
    return rest.search(text, i + 2, min(end, i + 400)) is not None


def _closes(text: str, i: int, end: int) -> bool:
    if text[i] not in "'’":
        return True
    after = text[i + 1] if i + 1 < end else " "
    return not after.isalnum()
