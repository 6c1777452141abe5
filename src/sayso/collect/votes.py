"""Which blocks of a page are its main text: trafilatura's vote, found again in our own text layer."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

import lxml.html
import trafilatura
from lxml import etree

Piece = tuple[int, int, str]
Found = tuple[int, int]

# A page of 100,000 short paragraphs kept trafilatura busy for over 40 s; time grows faster than the tags. By eye.
MOST_TAGS = 20_000
LONG_LINE = 40  # characters without blanks: such a line stands but once in a page
ANCHOR = 30  # characters by which a line is sought that does not stand whole in the page; by eye
ENOUGH = 0.5  # of a block's characters must be voted for; by eye
BLANK = re.compile(r"\s+")
# The extractor works on trees that anybody may have built: what it can stumble over, so that the page is read all the same.
STUMBLES = (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError, etree.LxmlError)

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its remarks on a page are for its authors


def vote(tree: lxml.html.HtmlElement, text: str, pieces: Sequence[Piece], *, tags: int) -> tuple[list[bool | None], str | None]:
    """For each block whether it is main text, and why nobody voted where that is so. `tree` is used up."""
    if tags > MOST_TAGS:
        return [None] * len(pieces), f"the page has {tags:,} tags, too many to look for its main text; all of it is kept"
    lines = list(extracted_lines(tree)) if pieces else []
    votes: list[bool | None] = [share >= ENOUGH for share in _shares(place_lines(lines, text), text, pieces)]
    if pieces and not any(votes):
        return [None] * len(pieces), "no main text was found in the page; all of it is kept, told apart by its words alone"
    return votes, None


def extracted_lines(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """The extractor's paragraphs, without blanks."""
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False)
    except STUMBLES:
        return
    body = getattr(found, "body", None)
    if body is None:
        return
    for element in body.iter("p", "head", "item", "quote", "cell", "code", "fw", "ab"):
        whole = BLANK.sub("", "".join(element.itertext()))
        if whole:
            yield whole
    for element in body.iter("lb"):
        if element.tail and element.tail.strip():
            yield BLANK.sub("", element.tail)


def place_lines(lines: Sequence[str], text: str) -> bytes:
    """For each character of the text without blanks 1 where a line holds it, else 0.

    Long lines are sought first, each after the one before; short ones only between the long ones around them, so that
    a word of the menu is not taken for a word of the text.
    """
    squeezed = BLANK.sub("", text)
    taken = bytearray(len(squeezed))
    places = _long_places(lines, squeezed)
    for line, place, (low, high) in zip(lines, places, _gaps(places, len(squeezed)), strict=True):
        found = place or (_short_place(line, squeezed, low, high) if len(line) < LONG_LINE else None)
        if found:
            taken[found[0] : found[1]] = b"\x01" * (found[1] - found[0])
    return bytes(taken)


def _long_places(lines: Sequence[str], squeezed: str) -> list[Found | None]:
    places: list[Found | None] = []
    cursor = 0
    for line in lines:
        found = _seek(line, squeezed, cursor) if len(line) >= LONG_LINE else None
        places.append(found)
        cursor = found[1] if found and found[0] >= cursor else cursor
    return places


def _seek(line: str, squeezed: str, cursor: int) -> Found | None:
    """The whole line after the cursor, or anywhere; else from its beginning to its end, where something stands between."""
    start = squeezed.find(line, cursor)
    start = start if start >= 0 else squeezed.find(line)
    if start >= 0:
        return start, start + len(line)
    start = squeezed.find(line[:ANCHOR], cursor)
    if start < 0:
        return None
    end = squeezed.find(line[-ANCHOR:], start, start + 2 * len(line))
    return (start, end + ANCHOR) if end >= 0 else (start, start + ANCHOR)


def _gaps(places: Sequence[Found | None], length: int) -> list[Found]:
    """For each line the stretch between the long lines before and after it."""
    low = list(accumulate((place[1] if place else 0 for place in places), max))
    high = list(accumulate((place[0] if place else length for place in reversed(places)), min))[::-1]
    return [(left, min(right, left + REACH) if right == length else right) for left, right in zip(low, high, strict=True)]


REACH = 600  # characters behind the last long line in which a short last line is sought; by eye


def _short_place(line: str, squeezed: str, low: int, high: int) -> Found | None:
    start = squeezed.find(line, low, max(low, high))
    return (start, start + len(line)) if start >= 0 else None


def _shares(taken: bytes, text: str, pieces: Sequence[Piece]) -> Iterator[float]:
    """Which share of each block's characters the lines hold; between the blocks stand only blanks."""
    place = 0
    for start, end, _ in pieces:
        length = len(BLANK.sub("", text[start:end]))
        yield taken.count(1, place, place + length) / length if length else 0.0
        place += length
