"""How alike two mentions of a story are: in their words, and in what they mean.

The likeness of meaning is a probability by logistic regression over the vectors, the words, who says them and where they stand.
Vectors are compared by how much nearer they are than each comes to the other reports anyhow: all sentences of one story are about
the same things, in some stories more than in others (cross-domain similarity local scaling, Conneau et al. 2018, with one
neighbour for each report). The weights were learned from invented stories whose mentions their writers, language models, marked
(training/encoder.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.link.propositions import Wording
from sayso.records import Meaning, Party, Passage, Source, Span, Utterance, record_id

Reals = NDArray[np.float32]
Places = tuple[tuple[Span, ...], tuple[Span, ...]]  # of one report, and of another


SAME_VOICE = 0.08  # added where two mentions of different reports go back to one party: relays of one statement
BESIDE = 0.15  # added where two mentions stand in places that say the same and fit each other best there
# Likeness that is left where one wording is negated and the other is not: loose pairs of that kind are two claims.
TURNED_ROUND = 0.92
# What each of `signs` adds to the log-odds that two mentions say the same claim, fitted by training/fit_likeness.py; but for the
# last, two places of one report, where what comes next reads alike. The fit says -0.66 there; this joins less that is wrong on the
# seeds, and nearly as much that is right on invented stories that were not fitted on.
WEIGHTS = (6.58, 2.7, 0.65, 6.43, -0.42, -2.0)
START = -0.74
ALONE = 0.6  # cosine to the nearest mention elsewhere that is supposed where there is no other report (by eye, on single reports)


class Likeness(NamedTuple):
    """Of each pair, shape (n, n)."""

    words: Reals  # alignment of the words, with what speaks for one claim besides
    meaning: Reals  # probability that they say the same claim; 0 where the encoder did not read one of them


def likeness(
    wordings: Sequence[Wording],
    alike: Reals,
    meanings: Mapping[str, Meaning],
    sources: Sequence[Source],
    parties: Sequence[Party],
    utterances: Sequence[Utterance],
    passages: Sequence[Passage],
) -> Likeness:
    """`alike` is the alignment of the words of each pair, shape (n, n); `meanings` go by the mention's id."""
    voice = one_voice(wordings, sources, parties)
    words = worded(wordings, alike, voice)
    together = beside(wordings, words, counterparts(utterances, passages))
    vectors, known = vectors_of(wordings, meanings)
    odds = np.full_like(alike, START)
    for weight, sign in zip(WEIGHTS, signs(wordings, vectors @ vectors.T, known, alike, voice, together), strict=True):
        odds += np.float32(weight) * sign
    same = (known[:, None] & known[None, :]) / (1 + np.exp(-odds))
    return Likeness((words + BESIDE * together).astype(np.float32), same.astype(np.float32))


def worded(wordings: Sequence[Wording], alike: Reals, voice: Reals) -> Reals:
    """The alignment with what speaks for one claim besides, one voice, and what against it, that one of two is negated; (n, n)."""
    negated = np.array([wording.negated for wording in wordings])
    turned = negated[:, None] != negated[None, :]
    words = alike + SAME_VOICE * voice
    return np.where(turned, TURNED_ROUND * words, words)


def signs(
    wordings: Sequence[Wording], cosine: Reals, known: NDArray[np.bool_], alike: Reals, voice: Reals, together: Reals
) -> tuple[Reals, ...]:
    """What tells whether two mentions say the same claim, each of shape (n, n): how much nearer their vectors are than usual, how
    alike their words, one voice, side by side, how many words the shorter has (long ones are never quite unlike), one report.
    """
    docs = np.array([wording.mention.about.doc for wording in wordings])
    length = np.log1p(np.array([len(wording.lemmas) for wording in wordings], dtype=np.float32))
    shorter = np.minimum(length[:, None], length[None, :])
    one_report = (docs[:, None] == docs[None, :]).astype(np.float32)
    return nearer(cosine, docs, known), alike, voice, together, shorter, one_report


def nearer(cosine: Reals, docs: NDArray[np.str_], known: NDArray[np.bool_]) -> Reals:
    """How much nearer two mentions are than both are, in the mean, to the nearest mention in each other report, shape (n, n).

    `cosine` of each pair of vectors; `docs`: which report each mention stands in; `known`: which have a vector.

    >>> cosine = np.array([[1, 0.9, 0.2], [0.9, 1, 0.4], [0.2, 0.4, 1]], dtype=np.float32)
    >>> found = nearer(cosine, np.array(["a", "b", "c"]), np.ones(3, dtype=bool))
    >>> [round(float(found[i, j]), 2) for i, j in ((0, 1), (0, 2), (1, 2))]
    [0.6, -0.45, -0.15]
    """
    total, reports = np.zeros(len(cosine)), np.zeros(len(cosine))
    for doc in np.unique(docs[known]):
        outside = docs != doc
        total[outside] += cosine[np.ix_(outside, known & ~outside)].max(axis=1)
        reports[outside] += 1
    usual = np.where(reports > 0, total / np.maximum(reports, 1), ALONE).astype(np.float32)
    found: Reals = 2 * cosine - usual[:, None] - usual[None, :]
    return found


def vectors_of(wordings: Sequence[Wording], meanings: Mapping[str, Meaning]) -> tuple[Reals, NDArray[np.bool_]]:
    """A row for each mention, of length 1, or 0 where it has no meaning; and which have one."""
    found = [meanings.get(record_id(wording.mention)) for wording in wordings]
    length = max((len(meaning.vector) for meaning in found if meaning), default=1)
    vectors = np.zeros((len(found), length), dtype=np.float32)
    for row, meaning in zip(vectors, found, strict=True):
        if meaning:
            row[:] = np.frombuffer(meaning.vector, dtype=np.int8)
            row /= max(float(np.linalg.norm(row)), 1.0)
    return vectors, np.array([meaning is not None for meaning in found], dtype=bool)


def one_voice(wordings: Sequence[Wording], sources: Sequence[Source], parties: Sequence[Party]) -> Reals:
    """1 where two mentions of different reports have a holder in common, shape (n, n)."""
    party_at = {span: k for k, party in enumerate(parties) if party.kind != "report" for span in party.mentions}
    holders: dict[str, set[int]] = {}
    for source in sources:
        for link in source.chain[1:]:
            found = {party_at[span] for span in (link.surface, link.antecedent) if span in party_at}
            holders.setdefault(source.attribution, set()).update(found)
    shared = np.zeros((len(wordings), len(wordings)), dtype=np.float32)
    by_party: dict[int, list[int]] = {}
    for i, wording in enumerate(wordings):
        for party in holders.get(wording.mention.attribution or "", ()):
            by_party.setdefault(party, []).append(i)
    docs = np.array([w.mention.span.doc for w in wordings])
    for members in by_party.values():
        shared[np.ix_(members, members)] = 1.0
    shared[docs[:, None] == docs[None, :]] = 0.0
    return shared


# ── places that belong together ──────────────────────────────────────────────────────────────────────────────────────


def counterparts(utterances: Sequence[Utterance], passages: Sequence[Passage]) -> list[Places]:
    """Places of two reports that say the same: versions of one utterance, and passages that run side by side."""
    found: list[Places] = [((passage.left,), (passage.right,)) for passage in passages]
    for utterance in utterances:
        found += [(left.spans, right.spans) for left, right in combinations(utterance.versions, 2)]
    return [(left, right) for left, right in found if left[0].doc != right[0].doc]


def beside(wordings: Sequence[Wording], similar: Reals, places: Sequence[Places]) -> Reals:
    """1 where two mentions stand in places that say the same and are each other's best counterpart there, shape (n, n)."""
    found = np.zeros_like(similar)
    by_document: dict[str, list[int]] = {}
    for i, wording in enumerate(wordings):
        by_document.setdefault(wording.mention.about.doc, []).append(i)

    def inside(spans: Sequence[Span]) -> list[int]:
        return [i for i in by_document.get(spans[0].doc, ()) if _within(wordings[i].mention.about, spans)]

    for left, right in places:
        here, there = inside(left), inside(right)
        if not here or not there:
            continue
        table = similar[np.ix_(here, there)]
        for row, column in enumerate(table.argmax(axis=1)):
            if table[:, column].argmax() == row and table[row, column] > 0:
                i, j = here[row], there[column]
                found[i, j] = found[j, i] = 1.0
    return found


def _within(span: Span, places: Sequence[Span]) -> bool:
    return 2 * sum(span.shared(place) for place in places) >= span.end - span.start
