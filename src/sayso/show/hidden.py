"""Characters that nobody sees, or that turn what stands around them: wherever text is shown, they are told by their numbers."""

from __future__ import annotations

import re

# Characters that reorder, hide or join text, or that no browser shows: C0 and C1 controls but tab and line feed, soft
# hyphen, zero-width characters, marks, embeddings, isolates, separators, fillers, controls of shorthand and music, tag characters,
# lone surrogates; selectors of a variant where there is nothing that has variants, for a row of them can carry a text that nobody
# sees; and wide blanks after eight others, which push text out of sight.
WIDE_BLANKS = "[\u1680\u2000-\u200a\u205f\u3000]"
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
    "|(?<![#*0-9\u00a9-\ufdff\ufe10-\U0010ffff])[\ufe00-\ufe0f]"
    f"|(?<={WIDE_BLANKS * 8}){WIDE_BLANKS}"
)
JOINERS = frozenset("\u200c\u200d")
FIRST_JOINED = 0x0590  # from Hebrew on: scripts and emoji in which joiners shape the writing and are no trick


def tell_hidden(text: str, form: str) -> str:
    """The text with every hidden character in `form`, which takes its number; joiners that shape writing stay.

    >>> tell_hidden("pay\u200cpal", "[U+{:04X}]"), tell_hidden("می\u200cخواهم", "[U+{:04X}]") == "می\u200cخواهم"
    ('pay[U+200C]pal', True)
    """
    return HIDDEN.sub(lambda found: found[0] if shapes_writing(found.string, found.start()) else form.format(ord(found[0])), text)


def shapes_writing(text: str, place: int) -> bool:
    """Whether the character is a joiner between letters that it shapes (Persian, Devanagari, emoji)."""
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return text[place] in JOINERS and len(around) == 2 and all(ord(c) >= FIRST_JOINED for c in around)
