"""The reports' texts in a terminal, with whose words they are: source, cue and content of every attribution in marks.

`<1 Ada Lund> {1 said} [1 the pump had failed]`, and under the paragraph what 1 is. The marks are there with and without colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from sayso import records as r
from sayso.records import OWN_TEXT, Span
from sayso.show.dossier import Dossier
from sayso.show.items import grouped
from sayso.show.lines import LEAST_LAST, Cell, columns, columns_wide, harmless, paint, paragraph
from sayso.show.terminal import CLASS_STYLES, does

MARKS = {"source": "<>", "cue": "{}", "content": "[]"}
OUTERMOST = ("content", "source", "cue")  # where two begin together
GLUE = "\x00"  # a blank between a mark and its word, at which no line ends; no text holds it, see `harmless`
ASIDE = "| "  # begins each line that is not the report's own text: its byline, navigation, comments, …
SHORT_ID = 8


class Marked(NamedTuple):
    """A stretch of a text that one or several attributions have as their source, cue or content, by offsets."""

    start: int
    end: int
    role: str  # one of MARKS
    numbers: tuple[int, ...]
    style: str


class Piece(NamedTuple):
    """Some harmless characters in one style."""

    text: str
    style: str


class Legend(NamedTuple):
    """What the number of an attribution stands for, and where its first word is."""

    start: int
    number: int
    said: str
    style: str


def render_attributions(dossier: Dossier, width: int, colour: bool) -> str:
    """Every report's text with the words it puts in somebody's mouth in marks, and under each paragraph whose they are."""
    if not dossier.documents:
        return "no attributions found in 0 reports\n"
    regions = grouped(dossier.regions, lambda region: region.span.doc)
    texts = [_report(dossier, document, regions[document.id], width, colour) for document in dossier.documents]
    return "\n\n".join("\n".join(lines) for lines in [_key(width, colour), *texts]) + "\n"


def _key(width: int, colour: bool) -> list[str]:
    said = "<1 who> {1 says} [1 the words]: one number is one attribution, told below its paragraph; id: see sayso explain"
    return paragraph(said, width, style="faint", colour=colour)


def _report(dossier: Dossier, document: r.Document, regions: Sequence[r.Region], width: int, colour: bool) -> list[str]:
    marked, legends = _attributed(dossier, document)
    lines = paragraph(f"── {document.name} ──", width, style="head", colour=colour)
    for start, end, kind in _paragraphs(document, regions):
        aside = kind if kind not in OWN_TEXT else ""
        pieces = list(_pieces(document.text, start, end, marked, "faint" if aside else "strong" if kind == "headline" else ""))
        begin = ASIDE if aside else ""
        room = max(LEAST_LAST, width - len(begin))
        if aside:
            pieces.insert(0, Piece(f"({aside}) ", "faint"))
        lines += ["", *(paint(begin, "faint", colour=colour) + line for line in _set(pieces, room, colour))]
        here = [legend for legend in legends if start <= legend.start < end]
        rows = [[Cell(str(legend.number), legend.style), Cell(legend.said, legend.style)] for legend in here]
        lines += columns(rows, width, indent=4, colour=colour)
    return (
        lines
        if legends
        else [*lines, "", *paragraph("(nobody's words were found in this report)", width, style="faint", colour=colour)]
    )


def _paragraphs(document: r.Document, regions: Sequence[r.Region]) -> Iterator[tuple[int, int, str]]:
    """The regions with their kinds in order; text that lies in none, if there should be any, as body."""
    at = 0
    for region in sorted(regions, key=lambda region: region.span):
        if document.text[at : region.span.start].strip():
            yield at, region.span.start, "body"
        yield region.span.start, region.span.end, region.kind
        at = region.span.end
    if document.text[at:].strip():
        yield at, len(document.text), "body"


# ── whose words ──


def _attributed(dossier: Dossier, document: r.Document) -> tuple[list[Marked], list[Legend]]:
    """The marked stretches of one report, outer ones first, and its legend; attributions are numbered as they are met."""
    holders = grouped(dossier.sources, lambda source: source.attribution)
    found = [(id_, said) for id_, said in dossier.attribution.items() if said.at.doc == document.id]
    found.sort(key=lambda entry: (_first(entry[1]), entry[1].cue, entry[0]))
    number = {id_: count for count, (id_, _) in enumerate(found, start=1)}
    legends: list[Legend] = []
    stretches: dict[tuple[Span, str], list[tuple[int, str]]] = {}
    for id_, said in found:
        style = CLASS_STYLES[_class(holders[id_])]
        inside = f" · inside {number[said.inside]}" if said.inside in number else ""
        legend = f"{_who(dossier, holders[id_])} · {_class(holders[id_])} · {does(said)} · {said.kind}{inside} · {id_[:SHORT_ID]}"
        legends.append(Legend(_first(said), number[id_], legend, style))
        for role in MARKS:
            for span in getattr(said, role):
                stretches.setdefault((span, role), []).append((number[id_], style))
    marked = [
        Marked(span.start, span.end, role, tuple(count for count, _ in of), of[0][1]) for (span, role), of in stretches.items()
    ]
    return sorted(marked, key=lambda mark: (mark.start, -mark.end, OUTERMOST.index(mark.role), mark.numbers)), legends


def _first(said: r.Attribution) -> int:
    return min(span.start for span in (*said.content, *said.cue, *said.source))


def _class(holders: Sequence[r.Source]) -> str:
    return holders[0].sourcing_class if holders else "unattributed"


def _who(dossier: Dossier, holders: Sequence[r.Source]) -> str:
    """On whose word: the holders by name, and through whom the report has it."""
    nameless = {"author": "the report's author", "unattributed": "nobody named"}
    names = [
        (holder.chain[-1].name if holder.chain else dossier.cut(holder.span)) or nameless.get(holder.sourcing_class, "nobody named")
        for holder in holders
    ]
    via = ", ".join(link.name for link in reversed(holders[0].chain[1:-1])) if holders else ""
    return f"{' and '.join(names) or 'nobody named'}{f' (via {via})' if via else ''}"


# ── marks and lines ──


def _pieces(text: str, start: int, end: int, marked: Sequence[Marked], plain: str) -> Iterator[Piece]:
    """One paragraph cut where a mark begins or ends; the innermost mark gives the style."""
    near = [mark for mark in marked if max(start, mark.start) < min(end, mark.end)]
    places = sorted({start, end, *(at for mark in near for at in (mark.start, mark.end) if start < at < end)})
    for at, until in pairwise(places):
        for mark in near:
            if mark.start == at or (at == start and mark.start < start):
                yield Piece(f"{MARKS[mark.role][0]}{_numbers(mark)}{GLUE}", _style(mark, plain))
        around = [mark for mark in near if mark.start <= at < mark.end]
        words = text[at:until]
        yield Piece(harmless(words), _style(around[-1], plain) if around else plain)
        for mark in reversed(near):
            if mark.end == until or mark.end > end == until:
                nested = any(mark.start <= other.start and other.end <= mark.end for other in near if other is not mark)
                said = f"{GLUE}{_numbers(mark)}" if nested else ""
                yield Piece(f"{said}{MARKS[mark.role][1]}", _style(mark, plain))


def _numbers(mark: Marked) -> str:
    return ",".join(map(str, mark.numbers))


def _style(mark: Marked, plain: str) -> str:
    """Contents in the colour of the sourcing class, sources in the same colour and bold, cues underlined."""
    return {"content": mark.style or plain, "source": f"{mark.style} source".strip(), "cue": "cue"}[mark.role]


def _set(pieces: Iterable[Piece], width: int, colour: bool) -> Iterator[str]:
    """Pieces on lines of at most so many columns; a word may change its style within."""
    line: list[Piece] = []
    used = 0
    for word in _words(pieces, width):
        wide = sum(columns_wide(piece.text) for piece in word)
        if line and used + 1 + wide > width:
            yield _painted(line, colour)
            line, used = [], 0
        if line:
            same = line[-1].style == word[0].style
            line.append(Piece(" ", word[0].style if same else ""))
            used += 1
        line += word
        used += wide
    if line:
        yield _painted(line, colour)


def _words(pieces: Iterable[Piece], width: int) -> Iterator[list[Piece]]:
    """The pieces as words; one that is longer than a line is cut."""
    word: list[Piece] = []
    for piece in pieces:
        for blank, run in groupby(piece.text, key=str.isspace):
            if blank:
                if word:
                    yield from _fitting(word, width)
                word = []
            else:
                word.append(Piece("".join(run), piece.style))
    if word:
        yield from _fitting(word, width)


def _fitting(word: list[Piece], width: int) -> Iterator[list[Piece]]:
    """The word itself, or its characters in as many parts as it takes."""
    if sum(columns_wide(piece.text) for piece in word) <= width:
        yield word
        return
    part: list[Piece] = []
    used = 0
    for piece in word:
        for character in piece.text:
            wide = columns_wide(character)
            if part and used + wide > width:
                yield part
                part, used = [], 0
            part.append(Piece(character, piece.style))
            used += wide
    yield part


def _painted(line: Sequence[Piece], colour: bool) -> str:
    runs = groupby(line, key=lambda piece: piece.style)
    return "".join(paint("".join(piece.text for piece in run).replace(GLUE, " "), style, colour=colour) for style, run in runs)
