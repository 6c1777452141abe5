"""The same dossier with other words in it: every text of every record changed, what points at what kept.

A page is made of templates and of a dossier's texts. So the page of a dossier and the page of the same dossier with its texts made
harmless must be built of the same elements, attributes and links: whatever differs was written by a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from tests.hostile.as_shown import hides

from sayso import records
from sayso.records import Document, Kept, Span, record_id
from sayso.show.dossier import VALUES, Dossier

# The words of sayso's own lists (kinds, positions, verdicts …), and dates: they are no text of a report.
OWN_WORDS = frozenset(
    word
    for words in (*vars(records).values(), *(known for _, _, known in VALUES))
    if isinstance(words, tuple | frozenset)
    for word in words
    if isinstance(word, str)
)
DATE = re.compile(r"\d{4}(-\d\d){0,2}(T[\d:]+Z?)?\Z")

Change = Callable[[str], str]


def rewritten(dossier: Dossier, change: Change, *, texts: bool) -> Dossier:
    """The dossier with `change` made to every text of its records, to the reports' own texts only where `texts` says so
    (then `change` must keep the length: spans point into them). Ids are made anew, and all that held one follows."""
    old = {record_id(part): part for name in field_names(dossier) for part in kept(dossier, name)}
    new: dict[str, Any] = {}

    def anew(value: Any) -> Any:
        if isinstance(value, str):
            if value in old and not isinstance(old[value], Document):
                return record_id(of(value))
            return value if value in OWN_WORDS or value in old or DATE.match(value) else change(value)
        if isinstance(value, Span) or value is None:
            return value
        if isinstance(value, tuple):
            made = [anew(part) for part in value]
            return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
        if isinstance(value, Document):
            said = replace(value, **{name: anew(getattr(value, name)) for name in ("name", "uri", "outlet", "title", "byline")})
            return replace(said, text=change(value.text)) if texts else said
        if isinstance(value, Kept):
            return replace(value, **{part.name: anew(getattr(value, part.name)) for part in fields(value)})
        return value

    def of(key: str) -> Any:
        if key not in new:
            new[key] = anew(old[key])
        return new[key]

    return replace(dossier, **{name: tuple(map(of, map(record_id, kept(dossier, name)))) for name in field_names(dossier)})


def field_names(dossier: Dossier) -> list[str]:
    """The fields that hold records; what a run worked with is sayso's own."""
    return [part.name for part in fields(dossier) if part.name != "used" and isinstance(getattr(dossier, part.name), tuple)]


def kept(dossier: Dossier, name: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = getattr(dossier, name)
    return found


# One for one, so that spans stay, and each to a sign of its own, so that what differs goes on differing: markup and what is hidden
# to signs of private use, hidden blanks to blanks that show, fillers (which are letters) to letters. Where quotations are laid side
# by side, signs beside a word count (page/alignment_table.py): what opens or is a word stays one, of a kind that can do nothing,
# and what ends a sentence stays, for without "<", "&" and straight quotation marks it is no markup.
MARKUP = {ord(sign): 0xE100 + number for number, sign in enumerate("&`#=/\\")} | {
    ord(sign): ord(other) for sign, other in {"<": "‹", ">": "›", '"': "“", "'": "‘"}.items()
}
WITHIN_A_WORD = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
BLANKS = dict(zip("\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029", map(chr, range(0x2000, 0x200A)), strict=True))
LETTERS = dict(zip("\u115f\u1160\u3164\uffa0", "\ua000\ua001\ua002\ua003", strict=True))


def disarmed(text: str) -> str:
    """The text, as long as before, with nothing in it that could be markup, code or hidden."""
    return "".join(map(shown_sign, WITHIN_A_WORD.sub("’", text))).translate(MARKUP)


def shown_sign(sign: str) -> str:
    if not hides(sign):
        return sign
    return BLANKS.get(sign) or LETTERS.get(sign) or chr(0xF0000 + ord(sign) % 0x10000)
