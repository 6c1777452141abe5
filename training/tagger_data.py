"""Reports with known attributions, as paragraphs with a label for each word and links between cue, content and source.

What a word looks like is computed by sayso itself (detect/features.py), so that training and use cannot drift apart. Reports are
read as the gate reads them (gate/ must be on the path: train_tagger.py and the tests see to that).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from attribution_score import pairs_of, read_quotes
from polnear import body_lines, without_marks
from sayso.collect.regions import label_regions
from sayso.collect.text import read_text
from sayso.detect.attributions import find_attributions
from sayso.detect.features import SHORT_BORDER, Found, Paragraph, Vocabulary, paragraphs_of
from sayso.detect.sentences import split_sentences
from sayso.marks import DOUBLE, quoted_stretches
from sayso.records import Attribution, Document, Language, Region, Sentence, Span

OUTSIDE, CONTENT, SOURCE, CUE = 0, 1, 3, 5  # the label that begins a stretch; the next number goes on with it
TO_CUE, TO_SOURCE = 0, 1
NOBODY = -1
PARTS = ("content", "source", "cue")
VARIANTS = ("whole", "body", "unmarked")
# A lemma's class as a cue is how many of these shares of its uses it passes; five uses are added that are no cue.
CUE_SHARES = (0.01, 0.04, 0.1, 0.2, 0.4, 0.65)
FEWEST_USES = 4
MOST_MISSING = 0.1  # of a paragraph's words that may stand elsewhere once the marks are gone, for the teacher's opinion to hold
FEWEST_WORDS, FEWEST_BORDERS = 4, 10  # uses that earn a word, or first and last letters, a row of their own (by eye)


@dataclass(frozen=True)
class Link:
    """Words start:end look at words to_start:to_end (NOBODY: at nobody); `head` is TO_CUE or TO_SOURCE."""

    head: int
    start: int
    end: int
    to_start: int
    to_end: int


@dataclass(frozen=True)
class Example:
    """A paragraph with its labels, shape (words,), and links. `places`: where each word begins in the report as it was typed, marks
    and all. `soft`: how likely a teacher thinks each label, shape (words, 7)."""

    doc: str
    variant: str
    paragraph: Paragraph
    places: NDArray[np.int64]
    labels: NDArray[np.int64]
    links: Sequence[Link]
    soft: NDArray[np.float32] | None = None


class Opinion(NamedTuple):
    """Of one paragraph: the likeliest labels, the links among them, and how likely each label is, shape (words, 7)."""

    labels: NDArray[np.int64]
    links: list[Link]
    soft: NDArray[np.float32]


Report = Mapping[str, Any]


def read_reports(path: Path, limit: int | None = None) -> list[Report]:
    """The first reports of a file: `doc`, `text` and `quotes`; a text alone has none."""
    rows = islice(read_quotes(path).values(), limit)
    return [{"doc": row["doc"], "text": row["text"], "quotes": row.get("quotes", [])} for row in rows]


# ── examples ──


def examples_of(report: Report, cues: Mapping[str, int], variants: Sequence[str] = VARIANTS) -> Iterator[Example]:
    """Each paragraph ("whole"); the first one also as running text and not as a headline ("body"); and all of them again without
    quotation marks where the report has any ("unmarked")."""
    text = report["text"]
    for variant in variants:
        if variant == "unmarked" and not DOUBLE.search(text):
            continue
        shown = without_marks(report) if variant == "unmarked" else report
        kept = np.array([i for i, c in enumerate(text) if variant != "unmarked" or not DOUBLE.match(c)], dtype=np.int64)
        paragraphs = analysed(shown["doc"], shown["text"], cues, as_body=variant == "body")
        for paragraph, labels, links in labelled(paragraphs[:1] if variant == "body" else paragraphs, shown):
            yield Example(report["doc"], variant, paragraph, kept[paragraph.starts], labels, links)


def analysed(doc: str, text: str, cues: Mapping[str, int], *, as_body: bool = False) -> list[Paragraph]:
    """The paragraphs as the tagger would be given them; none where sayso would not read the text as it stands."""
    document = read_text(text.encode(), doc)
    if document.text != text:
        return []
    regions = _lines(document) if as_body else list(label_regions([document]))
    language = Language(document.at, "en", 1.0, "given")
    sentences = [s for s in split_sentences([document], regions, [language]) if isinstance(s, Sentence)]
    if not sentences:
        return []
    stretches = [stretch for stretch in quoted_stretches(document) if stretch.sure_start]
    return paragraphs_of(document, sentences, stretches, _by_rules(document, sentences), cues)


def _lines(document: Document) -> list[Region]:
    return [Region(Span(document.id, line.start(), line.end()), "body", "a line") for line in body_lines(document.text)]


def _by_rules(document: Document, sentences: Sequence[Sentence]) -> list[Found]:
    """What the rules alone find, told as detect/voices.py tells the tagger: in the order of the cues."""
    found = sorted(find_attributions([document], sentences, tagger=False), key=_cue)
    return [Found(f.content, f.source, f.cue, any(_holds(other, _cue(f)) for other in found if other is not f)) for f in found]


def _cue(found: Attribution) -> Span:
    return Span(found.cue[0].doc, found.cue[0].start, found.cue[-1].end)


def _holds(found: Attribution, cue: Span) -> bool:
    return any(span.contains(cue) for span in found.content)


def labelled(paragraphs: Sequence[Paragraph], report: Report) -> Iterator[tuple[Paragraph, NDArray[np.int64], list[Link]]]:
    """Labels and links of each paragraph; what crosses a paragraph's border is cut there."""
    text, quotes = report["text"], report["quotes"]
    for paragraph in paragraphs:
        labels = np.zeros(len(paragraph.words), dtype=np.int64)
        links: list[Link] = []
        for quote in quotes:
            contents, sources, cues = (_words(paragraph, text, pairs_of(quote.get(part)), part) for part in PARTS)
            for begin, stretches in ((CONTENT, contents), (SOURCE, sources), (CUE, cues)):
                for start, end in stretches:
                    _label(labels, start, end, begin)
            for cue in cues[:1]:
                links += [Link(TO_CUE, *content, *cue) for content in contents]
                links.append(Link(TO_SOURCE, *cue, *(sources[0] if sources else (NOBODY, NOBODY))))
        yield paragraph, labels, links


def _words(paragraph: Paragraph, text: str, pairs: Sequence[tuple[int, int]], part: str) -> list[tuple[int, int]]:
    """Offsets as words of the paragraph: no punctuation at the edges (but a cue may be a colon), neighbours joined."""
    worded = [any(c.isalnum() for c in text[s:e]) for s, e in zip(paragraph.starts, paragraph.ends, strict=True)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(pairs)):
        inside = np.flatnonzero((paragraph.starts < end) & (paragraph.ends > start)).tolist()
        if part != "cue":
            kept = [i for i in inside if worded[i]]
            inside = list(range(kept[0], kept[-1] + 1)) if kept else []
        if not inside:
            continue
        if part == "content" and found and not any(worded[found[-1][1] : inside[0]]):
            found[-1] = (found[-1][0], inside[-1] + 1)
        else:
            found.append((inside[0], inside[-1] + 1))
    return found


def _label(labels: NDArray[np.int64], start: int, end: int, begin: int) -> None:
    if labels[start] == begin and (labels[start + 1 : end] == begin + 1).all():
        return
    free = labels[start:end] == OUTSIDE if begin == CONTENT else np.ones(end - start, dtype=bool)
    labels[start:end][free] = begin + 1
    if labels[start] == begin + 1:
        labels[start] = begin


# ── what a teacher thinks of them ──


def taught(
    examples: Sequence[Example], texts: Sequence[Example], think: Callable[[Sequence[Example]], list[Opinion]]
) -> Iterator[Example]:
    """Gold examples with the teacher's opinion beside, texts with its labels and links as well. What lost its marks gets the
    opinion that the teacher had with the marks there."""
    marked = [example for example in examples if example.variant != "unmarked"]
    by_place: dict[tuple[str, int], list[float]] = {}
    for example, opinion in zip(marked, think(marked), strict=True):
        yield replace(example, soft=opinion.soft)
        if example.variant == "whole":
            by_place |= {(example.doc, at): row for at, row in zip(example.places.tolist(), opinion.soft.tolist(), strict=True)}
    outside = [1.0, *[0.0] * 6]
    for example in examples:
        if example.variant == "unmarked":
            found = [by_place.get((example.doc, at)) for at in example.places.tolist()]
            known = found.count(None) <= MOST_MISSING * len(found) + 1
            soft = np.array([row or outside for row in found], dtype=np.float32)
            yield replace(example, soft=soft if known else None)
    for text, opinion in zip(texts, think(texts), strict=True):
        yield replace(text, labels=opinion.labels, links=opinion.links, soft=opinion.soft)


# ── words and cues ──


def cue_classes(examples: Sequence[Example]) -> dict[str, int]:
    """For each lemma that is ever a cue its class, 1 to 6."""
    uses: Counter[str] = Counter()
    as_cue: Counter[str] = Counter()
    for example in examples:
        lemmas = example.paragraph.lemmas
        uses.update(lemmas)
        as_cue.update(lemma for lemma, label in zip(lemmas, example.labels.tolist(), strict=True) if label >= CUE)
    classes: dict[str, int] = {}
    for lemma, count in sorted(uses.items()):
        share = as_cue[lemma] / (count + 5)
        passed = sum(share >= least for least in CUE_SHARES)
        if passed and count >= FEWEST_USES and (lemma[0].isalpha() or lemma == ":"):
            classes[lemma] = passed
    return classes


def vocabulary_of(examples: Sequence[Example], cues: Mapping[str, int]) -> Vocabulary:
    """A row for each word, beginning and end of words that is frequent enough, and for every tag and label."""
    words: Counter[str] = Counter()
    suffixes: Counter[str] = Counter()
    prefixes: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    for example in examples:
        paragraph = example.paragraph
        words.update(paragraph.words)
        suffixes.update(word[-SHORT_BORDER:] for word in paragraph.words)
        prefixes.update(word[:SHORT_BORDER] for word in paragraph.words)
        tags.update(paragraph.tags)
        labels.update(paragraph.labels)
    return Vocabulary(
        _numbered(words, FEWEST_WORDS),
        _numbered(suffixes, FEWEST_BORDERS),
        _numbered(prefixes, FEWEST_BORDERS),
        _numbered(tags, 1),
        _numbered(labels, 1),
        cues,
    )


def _numbered(counted: Counter[str], fewest: int) -> dict[str, int]:
    """From 1, in the order of the alphabet; lists are stored by lines, so nothing may hold a line break."""
    kept = sorted(name for name, count in counted.items() if count >= fewest and "\n" not in name)
    return {name: row for row, name in enumerate(kept, 1)}
