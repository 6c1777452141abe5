"""What a reader must see of a text, worked out from Unicode's own tables and not from the list that the product has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

HIDDEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Blank or without width, whatever Unicode's category says: fillers, grapheme joiner, selectors of Mongolian and of tags.
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")


# Format characters that are written all the same: signs of Arabic, Syriac and Kaithi.
WRITTEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")


def hides(character: str) -> bool:
    """Whether a character that is no blank shows nothing, or turns what stands around it."""
    if character in "\t\n" or character in WRITTEN or 0x13430 <= ord(character) <= 0x1345F:  # the last join hieroglyphs
        return False
    return unicodedata.category(character) in HIDDEN_KINDS or character in FILLERS or 0xE0000 <= ord(character) <= 0xE0FFF


def as_shown(text: str) -> str:
    """What a reader of a page must see of a text: the text, every hidden character by its number.

    >>> as_shown("a\\u202eb")
    'aU+202Eb'
    """
    return "".join(pieces(text.replace("\r\n", "\n")))


def pieces(text: str) -> Iterator[str]:
    for place, sign in enumerate(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        joins = sign in "\u200c\u200d" and bool(before and after) and min(before, after) >= "\u0590"
        varies = selects(sign) and (before in tuple("#*0123456789") or (before >= "\u00a9" and not selects(before)))
        pushes = blank(sign) and place >= 8 and all(map(blank, text[place - 8 : place]))
        told = (hides(sign) and not joins) or (selects(sign) and not varies) or pushes
        yield f"U+{ord(sign):04X}" if told else sign


def selects(sign: str) -> bool:
    """Whether it asks for a variant of the sign before it."""
    return "\ufe00" <= sign <= "\ufe0f"


def blank(sign: str) -> bool:
    return unicodedata.category(sign) == "Zs" and sign not in " \u00a0\u202f"
