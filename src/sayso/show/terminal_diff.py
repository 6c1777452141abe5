"""Two reports side by side in a terminal; one under the other where it is narrow.

A sign before each row says what it is, with and without colours, and words that differ stand in [-…-] and {+…+}.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso import records as r
from sayso.records import Span
from sayso.show.dossier import Dossier
from sayso.show.lines import Cell, beside, columns, harmless, one_line, paint, paragraph
from sayso.show.side_by_side import KINDS, Row, counts, edited_words, side_by_side
from sayso.show.terminal import GRAVITY, change_kind

SIGNS = {"verbatim": "=", "edited": "~", "reworded": "≈", "quotation": "“", "only left": "<", "only right": ">"}
STYLES = {"verbatim": "good", "edited": "doubt", "reworded": "doubt", "quotation": "strong", "only left": "", "only right": ""}
LEAST_COLUMN = 36  # columns a side needs; below that the sides stand one under the other (by eye)
BETWEEN = " […] "  # between two pieces of one side
GAP = 2  # blanks between the parts of a line, as in lines.py


def render_diff(dossier: Dossier, left: r.Document, right: r.Document, width: int, colour: bool) -> str:
    rows = side_by_side(dossier, left, right)
    room = (width - len(SIGNS["verbatim"]) - 2 * GAP) // 2
    lines = [*_head(left, right, rows, width, colour)]
    for row in rows:
        lines.append("")
        lines += _beside(dossier, row, room, colour) if room >= LEAST_COLUMN else _stacked(dossier, row, width, colour)
        lines += _told(row, width, colour)
    return "\n".join(lines) + "\n"


def _head(left: r.Document, right: r.Document, rows: Sequence[Row], width: int, colour: bool) -> list[str]:
    found = counts(rows)
    said = ", ".join(f"{found[kind]} {kind}" for kind in KINDS if found[kind])
    key = "  ".join(f"{sign} {kind}" for kind, sign in SIGNS.items() if found[kind])
    return [
        *paragraph(f"left: {left.name}", width, style="head", colour=colour),
        *paragraph(f"right: {right.name}", width, style="head", colour=colour),
        *paragraph(said or "neither has any text of its own", width),
        *paragraph(f"{key}   [-only left-] {{+only right+}}", width, style="faint", colour=colour),
    ]


def _beside(dossier: Dossier, row: Row, room: int, colour: bool) -> list[str]:
    left, right = _sides(dossier, row)
    cells = (Cell(SIGNS[row.kind], STYLES[row.kind]), Cell(left, STYLES[row.kind]), Cell(right, STYLES[row.kind]))
    return list(beside(cells, (1, room, room), 0, colour))


def _stacked(dossier: Dossier, row: Row, width: int, colour: bool) -> list[str]:
    lines = []
    for side, text in zip(("left", "right"), _sides(dossier, row), strict=True):
        if text:
            lines.append(paint(f"{SIGNS[row.kind]} {side}", STYLES[row.kind] or "faint", colour=colour))
            lines += paragraph(text, width, indent=2)
    return lines


def _told(row: Row, width: int, colour: bool) -> list[str]:
    """What happened to a quotation, the gravest first."""
    if row.tie is None or row.kind != "quotation" or not row.begins:
        return []
    order = (*GRAVITY, "identical")
    changes = sorted(row.tie.changes, key=lambda change: order.index(change.kind))
    return columns([[change_kind(change), Cell(change.because)] for change in changes], width, indent=4, colour=colour)


def _sides(dossier: Dossier, row: Row) -> tuple[str, str]:
    found = edited_words(dossier, row)
    left = _marked(dossier, row.left, [span for edit in found for span in edit.left], "[-", "-]")
    right = _marked(dossier, row.right, [span for edit in found for span in edit.right], "{+", "+}")
    return left, right


def _marked(dossier: Dossier, spans: Sequence[Span], marked: Sequence[Span], begin: str, end: str) -> str:
    """The words of a side, harmless and on one line, with the stretches that the other side lacks in marks."""
    return BETWEEN.join(_one_span(dossier, span, [part for part in marked if span.contains(part)], begin, end) for span in spans)


def _one_span(dossier: Dossier, span: Span, marked: Sequence[Span], begin: str, end: str) -> str:
    text = dossier.document[span.doc].text
    parts, at = [], span.start
    for stretch in marked:
        parts += [harmless(text[at : stretch.start]), f"{begin}{harmless(stretch.cut(text))}{end}"]
        at = stretch.end
    return one_line("".join([*parts, harmless(text[at : span.end])]))
