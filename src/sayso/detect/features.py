"""What the trained tagger is told about each word: a paragraph of parsed words as rows of small numbers.

Words, their first and last letters, tags and labels become row numbers of embedding tables through a `Vocabulary` that
is stored with the weights; everything else is counted here. The program that trains the tagger calls the same functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.marks import Stretch
from sayso.records import HEADLINES, Document, Sentence, Span

LONGEST = 110  # words tagged together, by whole sentences; 98 in 100 paragraphs of news are shorter (PolNeAR train)
SHORT_BORDER = 3  # letters of the first and last part of a word
FARTHEST_CUE = 12  # steps up the parse in which a governing cue is looked for
NOBODY, CONTENT, SOURCE, CUE = range(4)  # what a rule said of a word
DOUBLE_MARKS = frozenset("\"“”„‟″«»``''")
SINGLE_MARKS = frozenset("'‘’")
DIGIT = re.compile(r"\d")
# How a cue reaches down to the words it governs; any other label is 11.
PATHS = {
    "ccomp": 1,
    "nsubj": 2,
    "nsubjpass": 3,
    "dobj": 4,
    "prep": 5,
    "advcl": 6,
    "conj": 7,
    "xcomp": 8,
    "acl": 9,
    "parataxis": 10,
}
OTHER_PATH = 11
# The columns of `Paragraph.marks`, each with the number of its values.
MARKS = {
    "shape": 13,
    "distance": 18,
    "quoted": 3,
    "own cue": 7,
    "governing cue": 7,
    "path": 12,
    "below": 4,
    "rule": 4,
    "nested rule": 4,
    "place": 4,
    "sentence": 6,
    "headline": 2,
    "opening": 2,
}


class Found(NamedTuple):
    """What a rule found, as spans; `nested` inside another one's content."""

    content: Sequence[Span]
    source: Sequence[Span]
    cue: Sequence[Span]
    nested: bool


class Paragraph(NamedTuple):
    """Words tagged together. `heads` are indices in the paragraph; `marks` has one row a word and one column for each
    of MARKS."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    words: list[str]
    tags: list[str]
    labels: list[str]
    lemmas: list[str]
    heads: NDArray[np.int64]
    marks: NDArray[np.int64]


class Vocabulary(NamedTuple):
    """Row numbers in the embedding tables, 0 for what was not met in training; `cues` sorts lemmas by how often they
    are cues, from 1 (hardly ever) to 6 (nearly always)."""

    words: Mapping[str, int]
    suffixes: Mapping[str, int]
    prefixes: Mapping[str, int]
    tags: Mapping[str, int]
    labels: Mapping[str, int]
    cues: Mapping[str, int]


GOVERNING = 3  # from this class on (one use in ten) a lemma counts as a cue that governs what hangs below it


def paragraphs_of(
    document: Document,
    sentences: Sequence[Sentence],
    stretches: Sequence[Stretch],
    found: Sequence[Found],
    cues: Mapping[str, int],
) -> list[Paragraph]:
    """The report's sentences, paragraph by paragraph, a long one in several parts."""
    text = document.text
    quoted = np.zeros(len(text) + 1, dtype=np.int64)
    for stretch in stretches:
        quoted[stretch.start : stretch.end] = 1 if stretch.sure_end else 2
    outer, inner = _by_rules(len(text), found)
    made: list[Paragraph] = []
    for number, group in enumerate(_together(document, sentences)):
        made.append(_paragraph(text, group, (quoted, outer, inner), cues, opening=number == 0))
    return made


def _by_rules(length: int, found: Sequence[Found]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each character what the rules call it, in the outer attributions and in those inside another one."""
    outer, inner = np.zeros(length + 1, dtype=np.int64), np.zeros(length + 1, dtype=np.int64)
    for entry in found:
        where = inner if entry.nested else outer
        for spans, value in ((entry.content, CONTENT), (entry.source, SOURCE), (entry.cue, CUE)):
            for span in spans:
                part = where[span.start : span.end]
                part[(part == NOBODY) | (value != CONTENT)] = value
    return outer, inner


def _together(document: Document, sentences: Sequence[Sentence]) -> Iterable[list[Sentence]]:
    """Sentences of one paragraph, as many as stay below LONGEST words."""
    ends = [block.end for block in document.blocks]
    group: list[Sentence] = []
    block, size, last = 0, 0, -1
    for sentence in sentences:
        while block < len(ends) and ends[block] <= sentence.span.start:
            block += 1
        if group and (block != last or size + len(sentence.tokens) > LONGEST):
            yield group
            group, size = [], 0
        group.append(sentence)
        size += len(sentence.tokens)
        last = block
    if group:
        yield group


def _paragraph(
    text: str,
    group: Sequence[Sentence],
    known: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    cues: Mapping[str, int],
    *,
    opening: bool,
) -> Paragraph:
    tokens = [token for sentence in group for token in sentence.tokens]
    sizes = [len(sentence.tokens) for sentence in group]
    firsts = np.cumsum([0, *sizes[:-1]])
    starts = np.array([token.start for token in tokens], dtype=np.int64)
    ends = np.array([token.end for token in tokens], dtype=np.int64)
    heads = np.array([token.head for token in tokens], dtype=np.int64) + np.repeat(firsts, sizes)
    own = np.array([cues.get(token.lemma, 0) for token in tokens], dtype=np.int64)
    labels = [token.dep for token in tokens]
    words = [text[token.start : token.end] for token in tokens]
    governing, path = _governing(heads, own, labels)
    here = np.arange(len(tokens))
    place = np.zeros(len(tokens), dtype=np.int64)
    place[firsts] = 1
    place[0] = 3
    columns = (
        np.array([shape_of(word) for word in words], dtype=np.int64),
        distance_bucket(heads - here),
        known[0][starts],
        own,
        governing,
        path,
        _below(heads, labels),
        known[1][starts],
        known[2][starts],
        place,
        np.repeat(np.minimum(np.arange(len(group)), 5), sizes),
        np.full(len(tokens), int(group[0].kind in HEADLINES)),
        np.full(len(tokens), int(opening)),
    )
    return Paragraph(
        starts,
        ends,
        [plain(word) for word in words],
        [token.tag for token in tokens],
        labels,
        [token.lemma for token in tokens],
        heads,
        np.stack(columns, axis=1),
    )


def plain(word: str) -> str:
    """A word as the tables know it: lower case, digits as 0, every double mark the same.

    >>> plain("Section"), plain("1,250"), plain("”")
    ('section', '0,000', '"')
    """
    if word in DOUBLE_MARKS:
        return '"'
    if word in SINGLE_MARKS:
        return "'"
    return DIGIT.sub("0", word.lower()).replace("’", "'")


def shape_of(word: str) -> int:
    """Capitals, figures and punctuation as one of 13 kinds."""
    first = word[0]
    if first.isalpha():
        if word.isupper():
            return 3 if len(word) > 1 else 4
        return 2 if first.isupper() else 1
    if first.isdigit():
        return 5
    if word in DOUBLE_MARKS:
        return 6
    if word in SINGLE_MARKS:
        return 7
    return {",": 8, ".": 9, "!": 9, "?": 9, "…": 9, "...": 9, ":": 10, "-": 11, "–": 11, "—": 11, "--": 11}.get(word, 12)


def distance_bucket(away: NDArray[np.int64]) -> NDArray[np.int64]:
    """How far away, from -8 … 8 or beyond, as 0 to 16: each step up to four, then 5-7, 8-12, 13-20, more."""
    size = np.abs(away)
    bucket = np.where(size < 5, size, 5 + (size >= 8) + (size >= 13) + (size >= 21))
    return np.where(away >= 0, bucket, 8 + bucket)


def _governing(
    heads: NDArray[np.int64], own: NDArray[np.int64], labels: Sequence[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each word the class of the nearest cue above it in the parse, and by which label that cue reaches down."""
    size = len(labels)
    above, cue_class, path = heads.tolist(), own.tolist(), [PATHS.get(label, OTHER_PATH) for label in labels]
    governing, by = [0] * size, [0] * size
    for i in range(size):
        k = i
        for _ in range(FARTHEST_CUE):
            head = above[k]
            if head == k:
                break
            if cue_class[head] >= GOVERNING:
                governing[i], by[i] = cue_class[head], path[k]
                break
            k = head
    return np.array(governing, dtype=np.int64), np.array(by, dtype=np.int64)


def _below(heads: NDArray[np.int64], labels: Sequence[str]) -> NDArray[np.int64]:
    """Whether a subject (1) or a reported clause (2) hangs below each word."""
    found = np.zeros(len(labels), dtype=np.int64)
    for i, label in enumerate(labels):
        if label in ("nsubj", "nsubjpass"):
            found[heads[i]] |= 1
        elif label == "ccomp":
            found[heads[i]] |= 2
    return found


def rows(paragraph: Paragraph, vocabulary: Vocabulary) -> NDArray[np.int64]:
    """Row numbers, shape (words, 8): word, last and first letters, tag, label, head's word, head's tag."""
    words, tags = vocabulary.words, vocabulary.tags
    word = np.array([words.get(w, 0) for w in paragraph.words], dtype=np.int64)
    tag = np.array([tags.get(t, 0) for t in paragraph.tags], dtype=np.int64)
    suffix = np.array([vocabulary.suffixes.get(w[-SHORT_BORDER:], 0) for w in paragraph.words], dtype=np.int64)
    prefix = np.array([vocabulary.prefixes.get(w[:SHORT_BORDER], 0) for w in paragraph.words], dtype=np.int64)
    label = np.array([vocabulary.labels.get(name, 0) for name in paragraph.labels], dtype=np.int64)
    return np.stack([word, suffix, prefix, tag, label, word[paragraph.heads], tag[paragraph.heads]], axis=1)
