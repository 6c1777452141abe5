"""Appeals for money or readers that run over several lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sayso.collect import phrases
from sayso.collect.lines import Line, Page, Told
from sayso.collect.phrases import LONGEST_LOOKED_AT

REACH = 3  # lines between two of an appeal that may belong to it; by eye
MOST_APPEAL_HEADING = 6  # words; by eye


def appeals_in_context(page: Page) -> Iterator[Told]:
    """Lines around an appeal in which the site goes on about itself, and the heading above."""
    asked = [i for i in range(len(page.lines)) if page.kind(i) == "promotion"]
    if not asked:
        return
    within: set[int] = set(asked)
    for left, right in pairwise(asked):
        between = range(left + 1, right)
        if len(between) <= REACH and all(page.labels[i] is None and _speaks(page.lines[i]) for i in between):
            within.update(between)
            yield from ((i, "promotion", "stands between two lines of an appeal and speaks to the reader") for i in between)
    for i in _beside(page, within):
        within.add(i)
        yield i, "promotion", "stands beside an appeal and speaks of the site's own work"
    for i in sorted(within):
        if i - 1 not in within and _appeal_heading(page, i - 1):
            yield i - 1, "promotion", "a short heading without end stop above an appeal"


def _beside(page: Page, within: set[int]) -> Iterator[int]:
    for i, line in page.open():
        near = i not in within and {i - 1, i + 1} & within and line.main is not True
        if near and len(line.text) <= LONGEST_LOOKED_AT and phrases.talks_of_itself(line.text):
            yield i


def _speaks(line: Line) -> bool:
    return len(line.text) <= LONGEST_LOOKED_AT and line.main is not True and phrases.speaks_to_reader(line.text)


def _appeal_heading(page: Page, i: int) -> bool:
    """Not the first open line: that one is the report's headline."""
    if i <= 0 or page.labels[i] is not None:
        return False
    line = page.lines[i]
    return line.words <= MOST_APPEAL_HEADING and not line.ends and line.main is not True
