"""Text to the word pieces that the encoder was trained on (WordPiece: Schuster and Nakajima 2012; as in BERT, uncased).

The words of a text are looked up piece by piece, the longest known piece first; what no piece spells is UNKNOWN. Each
piece knows the characters it came from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"  # what stands before and after every text, and for what cannot be spelt
GOES_ON = "##"  # begins a piece that goes on with a word
LONGEST_WORD = 100  # characters; a longer word is UNKNOWN
CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2EBEF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))  # each sign is a word


class Piece(NamedTuple):
    """A piece of the vocabulary, and the characters `text[start:end]` it was read from."""

    row: int
    start: int
    end: int


def pieces(text: str, vocabulary: Mapping[str, int]) -> list[Piece]:
    """
    >>> known = {"the": 0, "dam": 1, "##s": 2, ",": 3, "[UNK]": 4}
    >>> [tuple(piece) for piece in pieces("The dams, Éz", known)]
    [(0, 0, 3), (1, 4, 7), (2, 7, 8), (3, 8, 9), (4, 10, 12)]
    """
    found: list[Piece] = []
    for letters, places in _words(text):
        spelt = _spelt(letters, vocabulary)
        if spelt is None:
            found.append(Piece(vocabulary[UNKNOWN], places[0], places[-1] + 1))
            continue
        at = 0
        for row, length in spelt:
            found.append(Piece(row, places[at], places[at + length - 1] + 1))
            at += length
    return found


def _words(text: str) -> Iterator[tuple[str, list[int]]]:
    """Lower-cased words without accents, each mark a word of its own, with the place each letter came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        kind, plain = _read(char)
        if kind in ("blank", "mark") and letters:
            yield "".join(letters), places
            letters, places = [], []
        if kind == "mark":
            yield plain, [place] * len(plain)
        elif kind == "letter":
            letters += plain
            places += [place] * len(plain)
    if letters:
        yield "".join(letters), places


@lru_cache(maxsize=4096)
def _read(char: str) -> tuple[str, str]:
    """What a character is ("blank", "mark", "letter", "nothing") and how it is spelt."""
    category = unicodedata.category(char)
    if char.isspace() or category == "Zs":
        return "blank", ""
    if category in ("Cc", "Cf") or char in "\0\ufffd":
        return "nothing", ""
    plain = "".join(c for c in unicodedata.normalize("NFD", char.lower()) if unicodedata.category(c) != "Mn")
    if not plain:
        return "nothing", ""
    ascii_mark = char.isascii() and not char.isalnum()
    apart = ascii_mark or category.startswith("P") or any(low <= ord(char) <= high for low, high in CJK)
    return ("mark" if apart else "letter"), plain


def _spelt(word: str, vocabulary: Mapping[str, int]) -> list[tuple[int, int]] | None:
    """Rows of the pieces and how many letters each has; None where a stretch is in no piece."""
    if len(word) > LONGEST_WORD:
        return None
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(word):
        for end in range(len(word), at, -1):
            row = vocabulary.get(GOES_ON * (at > 0) + word[at:end])
            if row is not None:
                found.append((row, end - at))
                at = end
                break
        else:
            return None
    return found
