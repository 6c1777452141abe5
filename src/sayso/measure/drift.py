"""What happened to the words of an utterance between the reports that quote it.

Every version is laid beside the fullest one, word by word, and each difference is named: from a serial comma to a
negation that came or went.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from sayso.measure.changes import changes_between, forms_in_common, whole_of
from sayso.measure.wordings import Wording, wording_of
from sayso.records import Change, Document, Utterance, in_order, record_id
from sayso.wording import FUNCTION_WORDS, overlap

SAME_WORDS = 0.8  # of the shorter wording: from here on two utterances by different people are the same words
SAME_WORDS_LEAST = 5  # words; shorter ones are said by many


def measure_drift(documents: Sequence[Document], utterances: Sequence[Utterance]) -> Iterator[Change]:
    """One change for each difference between the fullest version and another; "identical" or "cosmetic" where that is all."""
    texts = {document.id: document.text for document in documents}
    yield from in_order([*_within(texts, utterances), *_between_speakers(texts, utterances)])


def _within(texts: Mapping[str, str], utterances: Sequence[Utterance]) -> Iterator[Change]:
    for utterance in utterances:
        wordings = [wording_of(version, texts) for version in utterance.versions]
        wordings = [wording for wording in wordings if wording.words]
        if len(wordings) < 2:
            continue
        reference = _reference(wordings)
        common = forms_in_common(wordings)
        for other in wordings:
            if other is not reference:
                yield from changes_between(record_id(utterance), reference, other, common, len(wordings))


def _reference(wordings: Sequence[Wording]) -> Wording:
    """The fullest version; of equally full ones the attributed one, then the first."""
    return min(wordings, key=lambda w: (-len(w.words), w.version.attribution is None, w.version.spans))


# ── the same words in another mouth ──────────────────────────────────────────────────────────────────────────────────


def _between_speakers(texts: Mapping[str, str], utterances: Sequence[Utterance]) -> Iterator[Change]:
    """Utterances of two speakers that are the same words: somebody was given another's words."""
    fullest = {
        k: _reference(wordings)
        for k, utterance in enumerate(utterances)
        if utterance.speaker and (wordings := [wording_of(version, texts) for version in utterance.versions])
    }
    for a, b in _near(fullest):
        left, right = utterances[a], utterances[b]
        if left.speaker == right.speaker:
            continue
        shared = overlap(fullest[a].forms, fullest[b].forms)
        if shared.coverage >= SAME_WORDS and min(len(fullest[a].words), len(fullest[b].words)) >= SAME_WORDS_LEAST:
            spans = whole_of(fullest[a]), whole_of(fullest[b])
            yield Change(record_id(left), *spans, "speaker changed", "the same words are given to two speakers")


def _near(fullest: Mapping[int, Wording]) -> list[tuple[int, int]]:
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for k, wording in fullest.items():
        for gram in zip(wording.forms, wording.forms[1:], wording.forms[2:], strict=False):
            if not FUNCTION_WORDS.issuperset(gram):
                holders[gram].add(k)
    return sorted({pair for held in holders.values() for pair in combinations(sorted(held), 2)})
