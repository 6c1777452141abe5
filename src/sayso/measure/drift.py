"""What happened to the words of an utterance between the reports that quote it.

Every version is laid beside the one that has most in common with all others, word by word, and each difference is named:
from a serial comma to a negation that came or went.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from sayso.measure.changes import changes_between, forms_in_common, whole_of
from sayso.measure.wordings import Wording, in_common, in_the_order_of, wording_of
from sayso.names import may_be_one, name_words
from sayso.records import Change, Document, Party, Utterance, in_order, record_id
from sayso.wording import FUNCTION_WORDS, overlap

SAME_WORDS = 0.8  # of the shorter wording: from here on two utterances by different people are the same words
SAME_WORDS_LEAST = 5  # words; shorter ones are said by many
MANY = 40  # wordings; of more the fullest is taken, not the one that has most in common with the others
NAMED = frozenset(("person", "organisation"))


def measure_drift(
    documents: Sequence[Document], utterances: Sequence[Utterance], parties: Sequence[Party] = ()
) -> Iterator[Change]:
    """One change for each difference between the version the others share most with and another; "identical" or "cosmetic"
    where that is all."""
    texts = {document.id: document.text for document in documents}
    people = {record_id(party): party for party in parties}
    yield from in_order([*_within(texts, utterances), *_between_speakers(texts, utterances, people)])


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
                beside = in_the_order_of(reference, other)
                yield from changes_between(record_id(utterance), reference, beside, common, len(wordings))


def _reference(wordings: Sequence[Wording]) -> Wording:
    """The version that has most in common with the others; of equal ones the fullest, the attributed one, then the first."""
    times = Counter(wording.forms for wording in wordings)
    common = {
        forms: sum((n - (other == forms)) * in_common(forms, other) for other, n in times.items())
        for forms in (times if len(times) <= MANY else ())
    }
    return min(wordings, key=lambda w: (-common.get(w.forms, 0), -len(w.words), w.version.attribution is None, w.version.spans))


# ── the same words in another mouth ──────────────────────────────────────────────────────────────────────────────────


def _between_speakers(texts: Mapping[str, str], utterances: Sequence[Utterance], parties: Mapping[str, Party]) -> Iterator[Change]:
    """Utterances that two reports give to two people, and that are the same words: somebody was given another's."""
    fullest = {
        k: _reference(wordings)
        for k, utterance in enumerate(utterances)
        if utterance.speaker and (wordings := [wording_of(version, texts) for version in utterance.versions])
    }
    for a, b in _near(fullest):
        left, right = utterances[a], utterances[b]
        one, other = (parties.get(u.speaker or "") for u in (left, right))
        if left.speaker == right.speaker or _reports_of(left) & _reports_of(right) or _may_be_one(one, other):
            continue
        shared = overlap(fullest[a].forms, fullest[b].forms)
        if shared.coverage >= SAME_WORDS and min(len(fullest[a].words), len(fullest[b].words)) >= SAME_WORDS_LEAST:
            named = f": {one.name} and {other.name}" if one and other else ""
            spans = whole_of(fullest[a]), whole_of(fullest[b])
            yield Change(record_id(left), *spans, "speaker changed", f"the same words are given to two speakers{named}")


def _may_be_one(left: Party | None, right: Party | None) -> bool:
    """Not surely two: a name that both may bear, or one who is not named, or a body and one who may speak for it."""
    if not left or not right:
        return False
    if left.kind != right.kind or left.kind not in NAMED:
        return True
    ours, theirs = name_words(left.name, *left.names), name_words(right.name, *right.names)
    return any(may_be_one(one, other) for one in ours for other in theirs)


def _reports_of(utterance: Utterance) -> set[str]:
    """A report that has both repeats the words, in a headline or caption, and gives them to nobody else."""
    return {version.spans[0].doc for version in utterance.versions}


def _near(fullest: Mapping[int, Wording]) -> list[tuple[int, int]]:
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for k, wording in fullest.items():
        for gram in zip(wording.forms, wording.forms[1:], wording.forms[2:], strict=False):
            if not FUNCTION_WORDS.issuperset(gram):
                holders[gram].add(k)
    return sorted({pair for held in holders.values() for pair in combinations(sorted(held), 2)})
