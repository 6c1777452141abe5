"""What stands around words of a report, and how they are cited."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from sayso.records import Span
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import MOST_WORDS, first_words
from sayso.show.sentence import Part, Step

# Where a sentence ends, well enough to show it: no "U.S.", "Mr." or "Gen." before the full stop, no small letter after it.
SENTENCE_END = re.compile(r"""(?:(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.|[!?…؟۔。])["'”’»)\]]*(?:\s+(?![a-zß-ÿ])|$)""")
HASH_SHOWN = 12  # hexadecimal digits: enough to tell the files of one desk apart


def sentence_around(text: str, span: Span) -> Span:
    """The span widened to whole sentences of its paragraph, a paragraph being what stands between two line feeds.

    >>> text = "Rain fell. The dam, said Mr. Orr, was never safe. Nobody replied."
    >>> sentence_around(text, Span("a", 19, 38)).cut(text)
    'The dam, said Mr. Orr, was never safe.'
    """
    low = text.rfind("\n", 0, span.start) + 1
    high = text.find("\n", span.end)
    high = len(text) if high < 0 else high
    ends = sentence_ends(text, low, high)
    before, after = bisect_right(ends, span.start), bisect_left(ends, span.end)
    start, end = ends[before - 1] if before else low, ends[after] if after < len(ends) else high
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(span.doc, start, end)


@lru_cache(maxsize=256)
def sentence_ends(text: str, low: int, high: int) -> tuple[int, ...]:
    """Where the sentences of a paragraph end. Kept, for a report on one line is asked for at each of its claims."""
    return tuple(found.end() for found in SENTENCE_END.finditer(text, low, high))


def citation(dossier: Dossier, span: Span) -> Step:
    """Words, report and place, as they are put into a text of one's own; names are set apart for their writing direction:

    “the pump had failed” — Bay Lantern, Pump failed twice, 2031-05-04; file 1.txt, characters 120–139; sha256 0f3a…; sayso 0.1.0
    """
    document = dossier.document[span.doc]
    words = dossier.cut(span)
    if len(words) > MOST_WORDS:
        words = first_words(words, MOST_WORDS) + " […]"
    parts = [Part("“"), Part(words, name=True), Part("” — ")]
    for name in (document.outlet, document.title):
        parts += [Part(name, name=True), Part(", ")] if name else []
    published = dossier.published_of.get(span.doc)
    date = published.value if published and published.value else "not dated"
    parts += [Part(f"{date}; file "), Part(document.name, name=True)]
    sha = document.sha256[:HASH_SHOWN]
    return (*parts, Part(f", characters {span.start}–{span.end}; sha256 {sha}; sayso {dossier.sayso}"))
