"""Two sentences that lost the space between them, where a page's furniture was joined to its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.collect.phrases import comment_line, is_menu, listed

GLUE = re.compile(r"(?<=[a-z]{2})[.!?][”\"’)]?(?=[“\"‘]?[A-Z][a-z’']*[ ,])")
# Words before a stop that are abbreviations, and words after one that are ends of a web address.
ABBREVIATIONS = listed(
    "mr|mrs|ms|dr|prof|st|sen|rep|gov|gen|col|capt|lt|sgt|rev|hon|inc|ltd|co|corp|no|vs|"
    "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
)
ADDRESS_ENDS = listed("com|org|net|gov|edu|info|co|uk|us|eu|tv|io|de|fr|ru|js")
FEWEST_WORDS = 3  # on each side, to be a sentence; by eye
LONGEST_SEARCHED = 20_000  # characters of a line in which glue is looked for; longer lines are no paragraphs


def split_glue(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a line between which a stop is directly followed by a capital letter, both sides sentences.

    >>> line = "You make the difference.The ferry sailed late. Write to U.S.Army or Lime.Com today."
    >>> [line[start:end] for start, end in split_glue(line)]
    ['You make the difference.', 'The ferry sailed late. Write to U.S.Army or Lime.Com today.']
    """
    start = 0
    for found in GLUE.finditer(text, 0, LONGEST_SEARCHED):
        if _both_sentences(text[start : found.end()], text[found.end() :]):
            yield start, found.end()
            start = found.end()
    yield start, len(text)


def _both_sentences(left: str, right: str) -> bool:
    last = re.split(r"\W+", left.rstrip('.!?”"’)')[-40:])[-1].casefold()
    first = re.split(r"\W+", right[:40].lstrip('“"‘'))[0].casefold()
    if last in ABBREVIATIONS or first in ADDRESS_ENDS:
        return False
    return len(left.split()) >= FEWEST_WORDS and (
        len(right[:200].split()) >= FEWEST_WORDS or is_menu(right) or bool(comment_line(right))
    )
