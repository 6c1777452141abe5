"""A mixed folder split into its stories.

Reports are compared by their nouns, names and verbs (tf-idf, cosine) and joined by average-link clustering. The
frequencies are smoothed as if PRIOR more reports about other things lay beside them, so that five reports of one story
are not pulled apart over the words in which they differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.link.clusters import average_link
from sayso.records import Document, Sentence, Span, Story

PRIOR = 50  # reports about other things assumed in the background, one of them holding any given word (by eye)
# Mean similarity at which two groups of reports are one story. On 700 bodies of the Fake News Challenge's train set
# (one story = linked by shared headlines) B3-F is .88 at .12, .92 at .16, .94 at .20, .93 at .24; the lower side is
# taken because a folder was put together by somebody, and machine-reworded copies share few words.
SAME_STORY = 0.15
MAX_FEATURES = 20_000  # most telling words kept in a large collection, so that the matrix fits into memory
EVERYDAY = frozenset(
    """
    say year people time day week month man woman thing way make take go get come know tell be have do report
    """.split()
)


def find_stories(documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[Story]:
    """Every document is in exactly one Story; a collection of one is one."""
    order = [document.id for document in sorted(documents, key=lambda document: document.id)]
    similar = similarities(order, documents, sentences)
    for group in average_link(similar, SAME_STORY):
        members = tuple(sorted(order[i] for i in group))
        yield Story(members, _because(group, similar))


def similarities(order: Sequence[str], documents: Sequence[Document], sentences: Sequence[Sentence]) -> NDArray[np.float32]:
    """Cosine of every pair of documents, shape (n, n)."""
    texts = {document.id: document.text for document in documents}
    counts: dict[str, Counter[str]] = {doc: Counter() for doc in order}
    for sentence in sentences:
        counts[sentence.span.doc].update(_words(sentence, texts[sentence.span.doc]))
    frequency = Counter(word for words in counts.values() for word in words)
    kept = [word for word, n in sorted(frequency.items(), key=lambda pair: (-pair[1], pair[0])) if n > 1][:MAX_FEATURES]
    column = {word: i for i, word in enumerate(kept)}
    matrix = np.zeros((len(order), len(kept)), dtype=np.float32)
    lengths = np.zeros(len(order), dtype=np.float32)
    n = len(order) + PRIOR
    for row, doc in enumerate(order):
        for word, times in counts[doc].items():
            weight = (1 + np.log(times)) * np.log(n / (frequency[word] + 1))
            lengths[row] += weight**2
            if word in column:
                matrix[row, column[word]] = weight
    matrix /= np.sqrt(np.maximum(lengths, 1e-9))[:, None]
    found: NDArray[np.float32] = matrix @ matrix.T
    return found


def _words(sentence: Sentence, text: str) -> Iterator[str]:
    for token in sentence.tokens:
        telling = token.tag.startswith(("NN", "VB")) or (not token.tag and not token.dep)  # no tag: not parsed
        if telling and token.lemma.isalpha() and token.lemma not in EVERYDAY and len(token.lemma) > 2:
            yield Span(sentence.span.doc, token.start, token.end).cut(text).lower() if token.tag.startswith("NNP") else token.lemma


def _because(group: Sequence[int], similar: NDArray[np.float32]) -> str:
    if len(group) == 1:
        return "no other report shares enough of its words"
    pairs = [float(similar[a, b]) for k, a in enumerate(group) for b in group[k + 1 :]]
    return f"{len(group)} reports that share names and nouns (mean similarity {sum(pairs) / len(pairs):.2f})"
