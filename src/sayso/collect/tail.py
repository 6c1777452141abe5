"""What stands below a report's last paragraph: footnotes, notes on the author, other reports' headlines, prompts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.collect import phrases
from sayso.collect.lines import Line, Page, Told, shape_of
from sayso.collect.phrases import plain_words


def footnotes(page: Page) -> Iterator[Told]:
    """A line that begins with an asterisk which a word of the text before it carries."""
    marked = ""
    for i, line in enumerate(page.lines):
        mark = FOOTNOTE.match(line.text)
        if mark and page.labels[i] is None and mark.group(1) in marked:
            yield i, "footnote", f"answers the {mark.group(1)} behind a word of the text"
        marked += "".join(ANCHOR.findall(line.text))


FOOTNOTE = re.compile(r"(\*{1,3}|[†‡])\s*\S")
ANCHOR = re.compile(r"(?<=[\w)\]”\"’.,])(?<!\s)(?:\*{1,3}|[†‡])(?=[\s.,;:!?)’”\"-]|$)")


def references(page: Page) -> Iterator[Told]:
    """The list below "Sources" or "References": titles of other texts with a date or an address, said by nobody here."""
    listed = False
    for i, line in enumerate(page.lines):
        if plain_words(line.text) in REFERENCE_HEADINGS:
            below = page.lines[i + 1].text if i + 1 < len(page.lines) else ""
            listed = page.labels[i] is None and bool(DATED_OR_ADDRESS.search(below))
            if listed:
                yield i, "footnote", "the heading of a list of other texts"
        elif listed and line.words <= MOST_REFERENCE_WORDS and DATED_OR_ADDRESS.search(line.text):
            yield i, "footnote", "a title with its date or address, in a list of other texts"
        else:
            listed = False


REFERENCE_HEADINGS = frozenset(
    {"source", "sources", "references", "external links", "further reading", "bibliography", "works cited"}
)
DATED_OR_ADDRESS = re.compile(r"\b(?:19|20)\d\d\b|https?://|\bwww\.")
MOST_REFERENCE_WORDS = 40  # by eye


END_LINES = 4  # open lines at the end among which a note on the author is looked for; by eye


def author_notes(page: Page) -> Iterator[Told]:
    """The author's life at the end: below a line with the name, or naming a post that only the report's author has."""
    at_end = [i for i, line in page.open() if line.main is not False or line.tag != "li"][-END_LINES:]
    for i in at_end:
        line = page.lines[i]
        if (
            i > 0
            and page.labels[i - 1] is None
            and phrases.is_name(page.lines[i - 1].text)
            and _life_of(line, page.lines[i - 1].text)
        ):
            yield i - 1, "author note", "a name alone on its line, above a note on that person"
            yield i, "author note", "tells the life of the person named on the line above"
        elif i == at_end[-1] and i > 0 and phrases.AUTHOR_AT.match(line.text) and not _named_before(page, i):
            yield i, "author note", "the last line, says for whom its author works"


def _life_of(line: Line, name: str) -> bool:
    head = line.text[:80]
    begins = head.startswith((name, name.split()[0], name.split()[-1], "He ", "She ", "They ", "The author", "The writer"))
    return begins and bool(phrases.LIFE.search(line.text))


def _named_before(page: Page, i: int) -> bool:
    """A person whom the report has spoken of before is a source, not its author."""
    name = page.lines[i].text.split()[:2]
    return any(name[-1] in line.text for j, line in enumerate(page.lines[:i]) if page.kind(j) != "byline")


MOST_BUTTON_WORDS = 6  # by eye
RELATED_WORDS = (4, 28)  # by eye
FEWEST_RELATED = 2  # headlines below one another; a single one may be the report's last line


def below_the_text(page: Page) -> Iterator[Told]:
    """Prompts, other reports' headlines and run-together buttons, below the last paragraph."""
    _, last = page.paragraphs()
    below = [i for i, _ in page.open() if i > last]
    for i in below:
        called = phrases.comment_call(page.lines[i].text)
        if called:
            yield i, *called
        elif _is_buttons(page.lines[i]):
            yield i, "navigation", "words run together as buttons are, no end stop, after the last paragraph"
    for run in _runs(page, [i for i in below if _other_headline(page.lines[i])]):
        if _is_box(page, run) or _under_related_heading(page, run[0]):
            yield from (
                (i, "related", f"{shape_of(page.lines[i])}, after the last paragraph, one of {len(run)} such lines") for i in run
            )


def _is_box(page: Page, run: Sequence[int]) -> bool:
    """A few headlines below one another; longer lists of shorter lines are results, names, prizes."""
    words = sum(page.lines[i].words for i in run)
    return FEWEST_RELATED <= len(run) <= MOST_RELATED and words >= WORDS_EACH * len(run)


MOST_RELATED = 8  # by eye: boxes of related reports held three to six
WORDS_EACH = 7  # on average: headlines met had 7 to 16 words, the lines of results and prizes 3 to 6


def _is_buttons(line: Line) -> bool:
    return not line.ends and line.words <= MOST_BUTTON_WORDS and bool(JOINED_WORD.search(line.text))


JOINED_WORD = re.compile(r"\b[a-z]{3,}[A-Z][a-z]{2}")  # "rulesContact", but no name such as "NewsWire"


def _other_headline(line: Line) -> bool:
    fits = RELATED_WORDS[0] <= line.words <= RELATED_WORDS[1] and line.titled and not NO_HEADLINE.search(line.text)
    fits = fits and len(NUMBER.findall(line.text)) <= MOST_NUMBERS
    return fits and (not line.ends or line.text.endswith("?"))


NUMBER = re.compile(r"\d+")
MOST_NUMBERS = 3  # more belong to a table or a list of results; by eye
# An account's name, the dash before a signature, the year at the end of a reference, a country in brackets: other lists.
NO_HEADLINE = re.compile(r"@|^[–—-]|\b(?:19|20)\d\d\W*$|(?<!video)(?<!exclusive)(?<!photos)\)$", re.IGNORECASE)


def _runs(page: Page, numbers: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for i in numbers:
        if run and any(not page.is_furniture(between) for between in range(run[-1] + 1, i)):
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _under_related_heading(page: Page, i: int) -> bool:
    return i > 0 and phrases.is_related_heading(page.lines[i - 1].text)


def under_related_heading(page: Page) -> Iterator[Told]:
    """Lines without end stop below "Related stories", up to the next paragraph."""
    open_list = False
    for i, line in enumerate(page.lines):
        if page.kind(i) == "related" and phrases.is_related_heading(line.text):
            open_list = True
        elif (line.prose and line.tag != "li") or page.kind(i) in ("headline", "standfirst") or line.main is True:
            open_list = False
        elif open_list and page.labels[i] is None and (not line.ends or line.titled or line.tag == "li"):
            yield i, "related", f"{shape_of(line)}, below a heading for other reports"


def at_the_edges(page: Page) -> Iterator[Told]:
    """Names of networks and sections, above the first paragraph or below the last."""
    first, last = page.paragraphs()
    for i, line in page.open():
        if (i < first or i > last) and plain_words(line.text) in phrases.EDGE_LINES:
            yield i, "navigation", "the name of a section or a network, alone on its line outside the text"
