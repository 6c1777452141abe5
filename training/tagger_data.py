"""Attributions with known spans, as paragraphs with a label for each word and links between cue, content and source.

What a word looks like is computed by sayso itself (detect/features.py), so that training and use cannot drift apart.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.collect.regions import label_regions
from sayso.collect.text import read_text
from sayso.detect.attributions import find_attributions
from sayso.detect.features import Found, Paragraph, paragraphs_of
from sayso.detect.sentences import split_sentences
from sayso.marks import DOUBLE, quoted_stretches
from sayso.records import Attribution, Document, Language, Region, Sentence, Span

OUTSIDE, CONTENT, SOURCE, CUE = 0, 1, 3, 5  # the label that begins a stretch; the next number goes on with it
TO_CUE, TO_SOURCE = 0, 1
NOBODY = -1
VARIANTS = ("whole", "body", "unmarked")
# A lemma's class as a cue is how many of these shares of its uses it passes; five uses are added that are no cue.
CUE_SHARES = (0.01, 0.04, 0.1, 0.2, 0.4, 0.65)
FEWEST_USES = 4


@dataclass(frozen=True)
class Link:
    """Words start:end look at words to_start:to_end (NOBODY: at nobody); `head` is TO_CUE or TO_SOURCE."""

    head: int
    start: int
    end: int
    to_start: int
    to_end: int


@dataclass
class Example:
    """A paragraph with its labels, shape (words,), and links. `soft` is what a teacher thinks, shape (words, 7)."""

    doc: str
    variant: str
    number: int
    paragraph: Paragraph
    labels: NDArray[np.int64]
    links: list[Link]
    soft: NDArray[np.float32] | None = field(default=None)


Quote = Mapping[str, Sequence[tuple[int, int]]]


def read_reports(path: Path) -> Iterator[tuple[str, str, list[Quote]]]:
    """Name, text and quotes of each line; a quote has `content`, `source` and `cue` as pairs of offsets."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["doc"], row["text"], [{part: _pairs(q.get(part)) for part in ("content", "source", "cue")} for q in row["quotes"]]


def _pairs(given: Any) -> list[tuple[int, int]]:
    if not given:
        return []
    return [(given[0], given[1])] if isinstance(given[0], int) else [(start, end) for start, end in given]


def without_marks(text: str, quotes: Sequence[Quote]) -> tuple[str, list[Quote]]:
    """The same report as if nobody had typed a double quotation mark."""
    gone = np.cumsum([0, *(DOUBLE.match(c) is not None for c in text)])

    def moved(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        shifted = [(start - int(gone[start]), end - int(gone[end])) for start, end in pairs]
        return [(start, end) for start, end in shifted if start < end]

    return DOUBLE.sub("", text), [{part: moved(pairs) for part, pairs in quote.items()} for quote in quotes]


# ── examples ──


def examples_of(doc: str, text: str, quotes: Sequence[Quote], cues: Mapping[str, int]) -> Iterator[Example]:
    """Each paragraph; the first one also as running text and not as a headline; and all without quotation marks."""
    for variant in VARIANTS:
        own_text, own_quotes = without_marks(text, quotes) if variant == "unmarked" else (text, list(quotes))
        if variant == "unmarked" and own_text == text:
            continue
        paragraphs = analysed(doc, own_text, cues, as_body=variant == "body")
        for number, (paragraph, labels, links) in enumerate(labelled(paragraphs, own_text, own_quotes)):
            if variant != "body" or number == 0:
                yield Example(doc, variant, number, paragraph, labels, links)


def analysed(doc: str, text: str, cues: Mapping[str, int], *, as_body: bool) -> list[Paragraph]:
    """The paragraphs as the tagger would be given them."""
    document = read_text(text.encode(), doc)
    if document.text != text:
        return []
    regions = _lines(document) if as_body else list(label_regions([document]))
    language = Language(document.at, "en", 1.0, "given")
    sentences = [s for s in split_sentences([document], regions, [language]) if isinstance(s, Sentence)]
    rules = [_told(found) for found in find_attributions([document], sentences)]
    stretches = [stretch for stretch in quoted_stretches(document) if stretch.sure_start]
    return paragraphs_of(document, sentences, stretches, rules, cues) if sentences else []


def _lines(document: Document) -> list[Region]:
    return [
        Region(Span(document.id, m.start(), m.end()), "body", "a line") for m in re.finditer(r"\S(?:[^\r\n]*\S)?", document.text)
    ]


def _told(found: Attribution) -> Found:
    return Found(found.content, found.source, found.cue, found.inside is not None)


def labelled(
    paragraphs: Sequence[Paragraph], text: str, quotes: Sequence[Quote]
) -> Iterator[tuple[Paragraph, NDArray[np.int64], list[Link]]]:
    """Labels and links of each paragraph; what crosses a paragraph's border is cut there."""
    for paragraph in paragraphs:
        labels = np.zeros(len(paragraph.words), dtype=np.int64)
        links: list[Link] = []
        for quote in quotes:
            contents, sources, cues = (_words(paragraph, text, quote[part], part) for part in ("content", "source", "cue"))
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


# ── how often a lemma is a cue ──


def cue_classes(paragraphs: Sequence[tuple[Paragraph, NDArray[np.int64], list[Link]]]) -> dict[str, int]:
    """For each lemma of the training set that is ever a cue its class, 1 to 6."""
    uses: Counter[str] = Counter()
    as_cue: Counter[str] = Counter()
    for paragraph, labels, _ in paragraphs:
        uses.update(paragraph.lemmas)
        as_cue.update(lemma for lemma, label in zip(paragraph.lemmas, labels.tolist(), strict=True) if label >= CUE)
    classes: dict[str, int] = {}
    for lemma, count in sorted(uses.items()):
        share = as_cue[lemma] / (count + 5)
        passed = sum(share >= least for least in CUE_SHARES)
        if passed and count >= FEWEST_USES and (lemma[0].isalpha() or lemma == ":"):
            classes[lemma] = passed
    return classes
