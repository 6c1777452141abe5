"""What each mention of a claim means, as a vector: near to that of other mentions of the same claim, however it is worded.

The report is read in stretches of whole sentences, with some sentences before them, so that "they hid it" is read with what
came before; the vector of a mention is the mean over its own words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from sayso.encoder import Encoder, Floats, load_encoder, read
from sayso.model import on_one_thread
from sayso.records import ClaimMention, Document, Meaning, Sentence, Span, record_id
from sayso.wordpiece import FIRST, LAST, Piece, pieces

ENGLISH = "en"  # the parser of the language the encoder was trained on
OWN = 160  # word pieces of a stretch that are read for their vectors; a longer sentence is a stretch of its own
BEFORE = 40  # word pieces of whole sentences before it that are read along
LONGEST = 400  # word pieces of one sentence; the rest of a longer one is not read
UNIT = 127.0  # the vectors are stored as int8 with this scale


def tell_meanings(
    documents: Sequence[Document], sentences: Sequence[Sentence], mentions: Sequence[ClaimMention]
) -> Iterator[Meaning]:
    """One for each mention in a parsed English report; others have none."""
    (document,) = documents
    parsed = [sentence.span for sentence in sentences if sentence.parser == ENGLISH]
    if parsed and mentions:
        with on_one_thread():
            told = list(_told(load_encoder(), document.text, parsed, mentions))
        yield from told


def _told(encoder: Encoder, text: str, sentences: Sequence[Span], mentions: Sequence[ClaimMention]) -> Iterator[Meaning]:
    words, vectors = _read_report(encoder, text, sentences)
    starts, ends = [word.start for word in words], [word.end for word in words]
    for mention in mentions:
        own = vectors[bisect_right(ends, mention.about.start) : bisect_left(starts, mention.about.end)]
        if len(own):
            vector = own.mean(axis=0) @ encoder.meaning
            vector /= max(float(np.linalg.norm(vector)), 1e-6)
            yield Meaning(mention.about, record_id(mention), np.round(vector * UNIT).astype(np.int8).tobytes())


def _read_report(encoder: Encoder, text: str, sentences: Sequence[Span]) -> tuple[list[Piece], Floats]:
    """All word pieces of a report and their vectors."""
    by_sentence = [_moved(pieces(span.cut(text), encoder.vocabulary), span.start)[:LONGEST] for span in sentences]
    first, last = encoder.vocabulary[FIRST], encoder.vocabulary[LAST]
    found = [np.zeros((0, encoder.normal.shape[1]), dtype=np.float32)]
    for begin, end in stretches([len(own) for own in by_sentence]):
        own = [piece.row for sentence in by_sentence[begin:end] for piece in sentence]
        before = [piece.row for sentence in read_before(by_sentence, begin) for piece in sentence]
        vectors = read(encoder, [first, *before, *own, last])
        found.append(vectors[1 + len(before) : -1])
    return [piece for sentence in by_sentence for piece in sentence], np.concatenate(found)


def _moved(found: Sequence[Piece], by: int) -> list[Piece]:
    return [Piece(row, start + by, end + by) for row, start, end in found]


def stretches(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Sentences that are read together, as index pairs, half open.

    >>> list(stretches([100, 50, 30, 500, 20]))
    [(0, 2), (2, 3), (3, 4), (4, 5)]
    """
    begin, size = 0, 0
    for k, length in enumerate(lengths):
        if k > begin and size + length > OWN:
            yield begin, k
            begin, size = k, 0
        size += length
    if begin < len(lengths):
        yield begin, len(lengths)


def read_before(by_sentence: Sequence[Sequence[Piece]], begin: int) -> Sequence[Sequence[Piece]]:
    """The whole sentences before a stretch that are read along with it."""
    size, k = 0, begin
    while k > 0 and size + len(by_sentence[k - 1]) <= BEFORE:
        k -= 1
        size += len(by_sentence[k])
    return by_sentence[k:begin]
