"""Which part of a text is the report's own, and which is furniture of the page: labels with reasons, nothing is cut.

A text is read line by line (a line is a block, or a sentence glued to one). Rules are asked in a fixed order, and the
first that speaks labels the line; what no rule knows is body. Dropping a real sentence is the worse error, so a rule
that reads a line alone needs the words of a button or an appeal, and a rule that reads the shape of a line (no end
stop, title case) needs its place too: above the first or below the last paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from sayso.collect import phrases
from sayso.collect.appeals import appeals_in_context
from sayso.collect.head import between_furniture, bylines_and_dates, datelines, headline, repeated_headline, standfirst, subheadings
from sayso.collect.lines import HEADINGS, Label, Labels, Line, Page, Told, read_lines, shape_of
from sayso.collect.tail import at_the_edges, author_notes, below_the_text, footnotes, references, under_related_heading
from sayso.records import OWN_TEXT, Document, Region, Span


def label_regions(documents: Sequence[Document]) -> Iterator[Region]:
    """Labels over the whole text of each document: every character that is not blank lies in one region, once.

    >>> from sayso.collect.text import read_text
    >>> report = read_text(b"Share this\\nRain In Oban\\nIt rained on Friday, the harbour office said.", "rain.txt")
    >>> [(region.span.cut(report.text), region.kind) for region in label_regions([report])][:2]
    [('Share this', 'navigation'), ('Rain In Oban', 'headline')]
    """
    for document in documents:
        lines = read_lines(document)
        for line, (kind, because) in _joined(lines, label_lines(lines, document.title or "")):
            yield Region(Span(document.id, *line), kind, because)


def label_lines(lines: Sequence[Line], title: str) -> list[Label]:
    """One label for each line: each rule in turn, then "body"."""
    labels: Labels = [None] * len(lines)
    for rule in RULES:
        for i, kind, because in list(rule(Page(lines, labels, title))):
            if labels[i] is None:
                labels[i] = kind, because
    return [label or ("body", "running text: no sign of anything else") for label in labels]


def _joined(lines: Sequence[Line], labels: Sequence[Label]) -> Iterator[tuple[tuple[int, int], Label]]:
    """Glued sentences are one region after all where both are the report's own, or both furniture of one kind."""
    done: list[tuple[int, int, int, Label]] = []
    for line, label in zip(lines, labels, strict=True):
        if done and done[-1][2] == line.block and _same(done[-1][3][0], label[0]):
            done[-1] = (done[-1][0], line.end, line.block, done[-1][3])
        else:
            done.append((line.start, line.end, line.block, label))
    return (((start, end), label) for start, end, _, label in done)


def _same(left: str, right: str) -> bool:
    return left == right or (left in OWN_TEXT and right in OWN_TEXT)


# ── what the page's elements tell ────────────────────────────────────────────────────────────────────────────────────

TAG_KINDS = {"nav": "navigation", "button": "navigation", "dialog": "navigation", "form": "navigation", "figcaption": "caption"}


def by_element(page: Page) -> Iterator[Told]:
    """A menu, a button, a form, a picture's caption: the page says so itself."""
    for i, line in page.open():
        if line.tag in TAG_KINDS and not (line.main and line.prose):
            words = phrases.known_by_words(line.text) if line.tag in ("form", "dialog", "button") else None
            kind = words[0] if words and words[0] in ("promotion", "comments") else TAG_KINDS[line.tag]
            yield i, kind, f"stands in a <{line.tag}> of the page"


def by_words(page: Page) -> Iterator[Told]:
    """The words of buttons, notices, appeals, prompts, corrections, credits."""
    for i, line in page.open():
        found = phrases.known_by_words(line.text)
        if found and not (found[0] == "navigation" and line.tag in HEADINGS and line.main):
            yield i, *found


def by_vote(page: Page) -> Iterator[Told]:
    """What the page's structure and the extractor hold to be outside the text, unless it is prose amid the text."""
    voted = [i for i, line in enumerate(page.lines) if line.main]
    for i, line in page.open():
        if line.main is True:
            continue
        if line.tag in ("footer", "aside", "header"):
            kind = "related" if line.tag == "aside" else "navigation"
            yield i, kind, f"stands in the page's <{line.tag}>"
        elif line.main is False and voted:
            yield from _voted_out(i, line, voted[0], voted[-1])


def _voted_out(i: int, line: Line, first: int, last: int) -> Iterator[Told]:
    if first < i < last and line.prose:
        return
    if i < first:
        yield i, "navigation", "the extractor holds it to be outside the text, above it"
    elif line.titled or not line.ends:
        yield i, "related", "the extractor holds it to be outside the text, " + shape_of(line)
    else:
        yield i, "navigation", "the extractor holds it to be outside the text"


Rule = Callable[[Page], Iterable[Told]]

RULES: tuple[Rule, ...] = (
    by_element,
    by_words,
    datelines,
    footnotes,
    references,
    between_furniture,
    headline,
    repeated_headline,
    appeals_in_context,
    author_notes,
    bylines_and_dates,
    standfirst,
    under_related_heading,
    below_the_text,
    at_the_edges,
    between_furniture,
    by_vote,
    subheadings,
)
