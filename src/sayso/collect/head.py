"""What stands above a report's first paragraph and between its paragraphs: headline, standfirst, byline, date, subheadings."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.collect import phrases
from sayso.collect.lines import DATELINE, HEADINGS, MOST_HEADING_WORDS, Label, Line, Page, Told, same_words, shape_of

MOST_MENU_WORDS = 4  # by eye: the name of a section


def between_furniture(page: Page) -> Iterator[Told]:
    """A word or two between buttons is the name of a section."""
    for i, line in page.open():
        short = line.words <= MOST_MENU_WORDS and not line.ends
        if short and _is_edge(page, i - 1) and _is_edge(page, i + 1) and i > 0:
            yield i, "navigation", "a few words without end stop between buttons"


def _is_edge(page: Page, i: int) -> bool:
    return page.kind(i) in ("navigation", "comments", "related") or (
        0 <= i < len(page.lines) and phrases.is_date_line(page.lines[i].text)
    )


def headline(page: Page) -> Iterator[Told]:
    """The declared title in the text, the page's h1, or the first line where it has the shape of a headline."""
    declared = [i for i, line in page.open() if page.title and same_words(line.text, page.title)]
    if declared:
        yield declared[0], "headline", "the report's declared title"
        return
    top = [i for i, line in page.open() if line.tag == "h1" and line.main is not False] or [
        i for i, line in page.open() if line.tag == "h1"
    ]
    if top:
        yield top[0], "headline", "the page's first heading"
        return
    first = next((i for i, line in page.open() if line.main is not False and not _is_opening(page, i)), None)
    if first is not None and _headline_shape(page.lines[first]) and _has_text_below(page, first):
        yield first, "headline", "the first line, " + shape_of(page.lines[first])


def _is_opening(page: Page, i: int) -> bool:
    """A byline or a date may stand above the headline."""
    return phrases.is_date_line(page.lines[i].text) or phrases.byline(page.lines[i].text) is not None


def _headline_shape(line: Line) -> bool:
    if line.tag not in ("line", "p", "div", "td", *HEADINGS) or line.words >= MOST_HEADING_WORDS or line.words < 2:
        return False
    called_out = line.text.endswith(("?", "!", "”", '"', "…")) and line.words <= MOST_TITLE_WORDS
    return not line.ends or line.titled or called_out


MOST_TITLE_WORDS = 20  # of a headline that ends with a mark; by eye


def _has_text_below(page: Page, first: int) -> bool:
    return any(line.prose for i, line in page.open() if i > first)


FEWEST_REPEATED_WORDS = 3  # a shorter line may stand twice by chance


def repeated_headline(page: Page) -> Iterator[Told]:
    """The headline's words again, on a line of their own."""
    said = [(i, line.text) for i, line in enumerate(page.lines) if page.kind(i) == "headline"]
    for i, line in page.open():
        if said and line.words >= FEWEST_REPEATED_WORDS and i != said[0][0] and same_words(line.text, said[0][1]):
            yield i, "repeated headline", "the headline's words once more"


def datelines(page: Page) -> Iterator[Told]:
    """Place, date and agency in front of a report's first sentence."""
    for i, line in page.open():
        if DATELINE.fullmatch(line.text + " "):
            yield i, "dateline", "place, date or agency before the first sentence"


def bylines_and_dates(page: Page) -> Iterator[Told]:
    """Who wrote it and when, above the first or below the last paragraph."""
    first, last = page.paragraphs()
    for i, line in page.open():
        if first <= i <= last and not _close_to_headline(page, i):
            continue
        wrote = phrases.byline(line.text)
        if wrote:
            yield i, *wrote
        elif phrases.is_date_line(line.text):
            yield i, *_dated(page, i, first)


def _close_to_headline(page: Page, i: int) -> bool:
    return any(page.kind(before) == "headline" for before in (i - 1, i - 2))


def _dated(page: Page, i: int, first: int) -> Label:
    """A date below the headline is the report's; one above everything is the page's own clock."""
    above = any(page.kind(before) in ("headline", "byline") for before in range(i)) or any(
        phrases.byline(page.lines[near].text) for near in (i - 1, i + 1) if 0 <= near < len(page.lines)
    )
    if above and i <= first:
        return "dateline", "nothing but a date, below the headline"
    return "navigation", "nothing but a date or a clock, away from any headline"


STANDFIRST_WORDS = (5, MOST_HEADING_WORDS)


def standfirst(page: Page) -> Iterator[Told]:
    """A second line in the shape of a headline, between the headline and the first paragraph."""
    heads = [i for i in range(len(page.lines)) if page.kind(i) == "headline"]
    first, _ = page.paragraphs()
    for i, line in page.open():
        fits = STANDFIRST_WORDS[0] <= line.words < STANDFIRST_WORDS[1] and not line.ends
        if heads and heads[0] < i < first and fits and line.tag in ("line", "p", "div", "header", *HEADINGS):
            yield i, "standfirst", "between headline and first paragraph, " + shape_of(line)


MOST_SUBHEADING_WORDS = 10  # by eye


def subheadings(page: Page) -> Iterator[Told]:
    """A heading of the page, or a short line without end stop amid the paragraphs."""
    first, last = page.paragraphs()
    for i, line in page.open():
        if line.tag in HEADINGS:
            yield i, "subheading", f"an <{line.tag}> of the page"
        elif first < i < last and _subheading_shape(line) and _before_prose(page, i):
            yield i, "subheading", "a short line without end stop before a paragraph"


def _subheading_shape(line: Line) -> bool:
    begins = line.text.lstrip("‘'“\"#* ")[:1].isupper()
    return begins and not line.ends and line.words <= MOST_SUBHEADING_WORDS and not line.text.endswith((",", ";", ":"))


def _before_prose(page: Page, i: int) -> bool:
    return i + 1 < len(page.lines) and page.labels[i + 1] is None and page.lines[i + 1].prose
