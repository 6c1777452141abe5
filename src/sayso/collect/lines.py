"""A text's lines with what their shape tells, and the view of them that every rule for regions shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.collect.glue import split_glue
from sayso.collect.phrases import LONGEST_LOOKED_AT, listed
from sayso.records import OWN_TEXT, Document

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line with what its shape tells. `text` is the line with single spaces, cut where it is longer than any rule looks."""

    start: int
    end: int
    block: int
    tag: str
    main: bool | None
    text: str
    words: int
    ends: bool  # with the mark that ends a sentence
    titled: bool  # in Title Case

    @property
    def prose(self) -> bool:
        """Reads as running text: a sentence, or too long for a heading."""
        return (self.ends and self.words >= FEWEST_PROSE_WORDS and not self.titled) or self.words >= MOST_HEADING_WORDS


FEWEST_PROSE_WORDS = 6  # by eye: shorter sentences stand alone on a line too often ("He said no.", "Watch this!")
MOST_HEADING_WORDS = 40  # by eye: the longest standfirst met had 34
END_MARK = re.compile(r"[.!?…][”\"’')\]*†]*$|[”\"]$")
ANY_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[’'.-][^\W_]+)*")
# Words that title case leaves small.
SMALL_WORDS = listed(
    "a|an|and|as|at|but|by|for|from|if|in|into|is|it|its|nor|of|off|on|or|out|over|per|so|than|that|the|to|up|v|via|vs|was|with"
)
TITLE_SHARE = 0.75  # of the words that count must begin with a capital; by eye, agrees with the headlines of the seeds
FEWEST_TITLE_WORDS = 3
# "LONDON, May 3 (Reuters) - ", "OBAN (AP) — ", "(Coastwire) – ": where and by which agency, before the first sentence.
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]{2,}(?:[ ,/]{1,2}[A-Z][\w.'’-]*){0,5}(?:,? (?:[A-Z][a-z]+\.? )?\d{1,2}(?: [A-Z][a-z]+)?(?:,? \d{4})?)?,? ?"
    r"(?:\([A-Z][^()\n]{1,40}\))?|\([A-Z][^()\n]{1,40}\)) ?[-–—]{1,2} "
)
LINE_END = re.compile(r"[^\r\n]+")


def read_lines(document: Document) -> list[Line]:
    """The document's lines in order: its blocks, datelines and glued sentences inside them, and any text outside of blocks."""
    lines: list[Line] = []
    for number, (start, end, tag, main) in enumerate(_pieces(document)):
        dateline = DATELINE.match(document.text, start, end)
        if dateline and dateline.end() < end:
            lines.append(_line(document.text, start, dateline.end(), number, tag, main))
            start = dateline.end()
        for left, right in split_glue(document.text[start:end]):
            lines.append(_line(document.text, start + left, start + right, number, tag, main))
    return lines


def _pieces(document: Document) -> Iterator[tuple[int, int, str, bool | None]]:
    done = 0
    for block in document.blocks:
        yield from _outside(document.text, done, block.start)
        yield from _trimmed(document.text, block.start, block.end, block.tag, block.main)
        done = block.end
    yield from _outside(document.text, done, len(document.text))


def _outside(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, bool | None]]:
    for found in LINE_END.finditer(text, start, end):
        yield from _trimmed(text, found.start(), found.end(), "line", None)


def _trimmed(text: str, start: int, end: int, tag: str, main: bool | None) -> Iterator[tuple[int, int, str, bool | None]]:
    piece = text[start:end]
    if piece and not piece.isspace():
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(piece.strip()), tag, main


def _line(text: str, start: int, end: int, block: int, tag: str, main: bool | None) -> Line:
    words = text[start : min(end, start + LONGEST_LOOKED_AT + 1)].split()
    shown = " ".join(words)
    return Line(
        start=start,
        end=end,
        block=block,
        tag=tag,
        main=main,
        text=shown,
        words=len(words),
        ends=bool(END_MARK.search(text[max(start, end - 10) : end].rstrip())),
        titled=is_title_case(shown),
    )


def is_title_case(text: str) -> bool:
    """Most words that count begin with a capital letter.

    >>> is_title_case("Ferry Stuck on Sandbank for a Week"), is_title_case("Ferry from Oban stuck on sandbank")
    (True, False)
    """
    counted = [word for word in ANY_WORD.findall(text) if word.lower() not in SMALL_WORDS]
    return len(counted) >= FEWEST_TITLE_WORDS and sum(word[0].isupper() for word in counted) >= TITLE_SHARE * len(counted)


def shape_of(line: Line) -> str:
    ends = "ends with a mark" if line.ends else "no end stop"
    return f"{ends}, title case" if line.titled else ends


def same_words(left: str, right: str) -> bool:
    """Equal but for case, marks and spaces.

    >>> same_words("Rain in Oban!", "RAIN IN  OBAN")
    True
    """
    return bool(letters_of(left)) and letters_of(left) == letters_of(right)


def letters_of(text: str) -> str:
    return "".join(character for character in text[:LONGEST_LOOKED_AT].casefold() if character.isalnum())


# ── the rules' common view ───────────────────────────────────────────────────────────────────────────────────────────

Label = tuple[str, str]  # kind, because
Labels = list[Label | None]
Told = tuple[int, str, str]  # number of the line, kind, because


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule sees: the lines, what has been labelled so far, the declared title."""

    lines: Sequence[Line]
    labels: Sequence[Label | None]
    title: str

    def open(self) -> Iterator[tuple[int, Line]]:
        """The lines that no rule has spoken for yet."""
        return ((i, line) for i, line in enumerate(self.lines) if self.labels[i] is None)

    def kind(self, i: int) -> str | None:
        label = self.labels[i] if 0 <= i < len(self.labels) else None
        return label[0] if label else None

    def is_furniture(self, i: int) -> bool:
        kind = self.kind(i)
        return kind is not None and kind not in OWN_TEXT

    def paragraphs(self) -> tuple[int, int]:
        """The first and the last line that read as running text of the report; everything, where none does."""
        prose = [i for i, line in self.open() if line.prose and line.main is not False]
        return (prose[0], prose[-1]) if prose else (0, len(self.lines) - 1)
