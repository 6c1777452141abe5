"""What happened to the words of an utterance between the reports that quote it.

Every version is laid beside the fullest one, word by word, and each difference is named: from a serial comma to a
negation that came or went.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from sayso.measure.meaning import meaning
from sayso.measure.targets import other_target
from sayso.measure.wordings import (
    Difference,
    Wording,
    bracketed,
    differences,
    gap,
    is_split,
    seams,
    span_of,
    steps_between,
    wording_of,
)
from sayso.measure.writing import cosmetics, spelled_alike
from sayso.records import Change, Document, Span, Utterance, in_order, record_id
from sayso.wording import ELLIPSIS, FUNCTION_WORDS, is_content, overlap

WHOLE_PASSAGE = 8  # words; a shorter stretch in another's place is a rewording (by eye)
SAME_WORDS = 0.8  # of the shorter wording: from here on two utterances by different people are the same words
SAME_WORDS_LEAST = 5  # words; shorter ones are said by many
QUOTED = 8  # words of a difference that are repeated in its reason; more are cut with "…"


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
        common = Counter(form for wording in wordings for form in set(wording.forms))
        for other in wordings:
            if other is not reference:
                yield from _changes(record_id(utterance), reference, other, common, len(wordings))


def _reference(wordings: Sequence[Wording]) -> Wording:
    """The fullest version; of equally full ones the attributed one, then the first."""
    return min(wordings, key=lambda w: (-len(w.words), w.version.attribution is None, w.version.spans))


def _changes(utterance: str, left: Wording, right: Wording, common: Counter[str], versions: int) -> Iterator[Change]:
    """What differs, then what is only written differently; where there is nothing, that they are identical."""
    found = [_named(utterance, difference, common, versions) for difference in differences(left, right)]
    found += _at_seams(utterance, left, right)
    target = other_target(left, right)
    if target:
        found.append(Change(utterance, target.left, target.right, "meaning changed", target.because))
    graver = [change for change in found if change.kind != "cosmetic"]
    splits = [change for change in graver if change.kind == "boundary" and len(graver) == 1 and _same_forms(left, right)]
    yield from (change for change in graver if change not in splits)
    whole = _whole(left), _whole(right)
    reasons = sorted({change.because for change in found if change.kind == "cosmetic"} | set(cosmetics(left, right)))
    if reasons:
        words = "the same words; " if not graver else "besides: "
        yield Change(utterance, *whole, "cosmetic", words + ", ".join(reasons))
    elif len(graver) == len(splits):
        split = " (one report splits them)" if splits else ""
        yield Change(utterance, *whole, "identical", f"word for word the same{split}")


def _same_forms(left: Wording, right: Wording) -> bool:
    return left.forms == right.forms


def _whole(wording: Wording) -> Span:
    return max(wording.version.spans, key=lambda span: (span.end - span.start, -span.start))


# ── what stands between the same words ───────────────────────────────────────────────────────────────────────────────


def _at_seams(utterance: str, left: Wording, right: Wording) -> Iterator[Change]:
    """Where no word differs: an ellipsis, marks closed and opened again, words that one side calls an editor's."""
    for seam in seams(left, right):
        spans = _around(left, seam.left), _around(right, seam.right)
        shown = [bool(ELLIPSIS.search(gap(left, seam.left))), bool(ELLIPSIS.search(gap(right, seam.right)))]
        if shown[0] != shown[1]:
            which = "the first" if shown[0] else "the second"
            yield Change(
                utterance, *spans, "omission", f"{which} shows with an ellipsis that words are left out; the other does not"
            )
        if is_split(left, seam.left) != is_split(right, seam.right):
            which, wording, place = (
                ("the first", left, seam.left) if is_split(left, seam.left) else ("the second", right, seam.right)
            )
            before, after = (wording.text[word.start : word.end] for word in wording.words[place - 1 : place + 1])
            said = f"{which} splits the words: its marks close after “{before}” and open again before “{after}”"
            yield Change(utterance, *spans, "boundary", said)
    yield from _unbracketed(utterance, left, right)


def _around(wording: Wording, place: int) -> Span:
    """The words on both sides of a place, or where a cue stands between them the one before it."""
    return span_of(wording, place - 1, place if is_split(wording, place) else place + 1)


def _unbracketed(utterance: str, left: Wording, right: Wording) -> Iterator[Change]:
    """Words that both have, and that only one puts in square brackets as an editor's."""
    sides = [set(bracketed(left)), set(bracketed(right))]
    for step in (step for step in steps_between(left, right) if step.kind == "equal"):
        shift = step.j1 - step.i1
        ours = {(a, b) for a, b in sides[0] if step.i1 <= a and b <= step.i2}
        theirs = {(a - shift, b - shift) for a, b in sides[1] if step.j1 <= a and b <= step.j2}
        for first, last in sorted(ours ^ theirs):
            spans = span_of(left, first, last), span_of(right, first + shift, last + shift)
            which = "the first" if (first, last) in ours else "the second"
            said = f"“{_short(spans[0].cut(left.text))}” stands in square brackets in {which} only, as an editor's words"
            yield Change(utterance, *spans, "insertion", said)


# ── what the difference is ───────────────────────────────────────────────────────────────────────────────────────────


def _named(utterance: str, difference: Difference, common: Counter[str], versions: int) -> Change:
    kind, because = _kind(difference, common, versions)
    return Change(utterance, difference.left_span, difference.right_span, kind, because)


def _kind(difference: Difference, common: Counter[str], versions: int) -> tuple[str, str]:
    if difference.left and difference.right:
        return _replaced(difference)
    extra, text = (difference.left, difference.left_text) if difference.left else (difference.right, difference.right_text)
    said = f"“{_short(text)}”"
    fuller, poorer = ("the first", "the second") if difference.left else ("the second", "the first")
    annotation = _annotation(difference, extra, text)
    if annotation:
        return "insertion", f"{said} stands in {fuller} only: {annotation}"
    if difference.edge:
        return "boundary", f"{poorer} {difference.edge}: it lacks {said}"
    changed = meaning(difference)
    if changed:
        return "meaning changed", f"{said} stands in {fuller} only: {changed}"
    if difference.ellipsis:
        return "omission", f"{poorer} leaves out {said} and shows it with an ellipsis"
    alone = versions > 2 and all(common[form] == 1 for form in extra if is_content(form)) and any(map(is_content, extra))
    if not difference.left or alone:
        return "insertion", f"{said} stands in {fuller} only"
    return "omission", f"{poorer} leaves out {said} without showing it"


def _annotation(difference: Difference, extra: Sequence[str], text: str) -> str | None:
    """What kind of foreign words were put inside the quotation marks, if they bear its signs."""
    around = "".join(difference.marks)
    if "[" in around or "]" in around or text.startswith("["):
        return "an editor's addition in square brackets"
    if "(" in around or ")" in around:
        return "an addition in round brackets"
    if len(extra) == 1 and re.fullmatch(r"\d{1,4}", text) and not difference.edge:
        return "a lone number, as a page number or a footnote's sign left in the text"
    return None


def _replaced(difference: Difference) -> tuple[str, str]:
    said = f"“{_short(difference.right_text)}” for “{_short(difference.left_text)}”"
    if spelled_alike(difference.left_text, difference.right_text):
        return "cosmetic", f"{said}: spelled differently"
    if _whole_passages(difference):
        return "omission", f"{said}: passages of their own, so each leaves out the other's"
    if any(difference.brackets):
        which = "the second" if difference.brackets[1] else "the first"
        return "insertion", f"{said}: an editor's words, put in square brackets in {which}"
    changed = meaning(difference)
    return ("meaning changed", f"{said}: {changed}") if changed else ("altered", said)


def _whole_passages(difference: Difference) -> bool:
    """Two long stretches without a word in common do not replace each other: the versions hold different parts."""
    left, right = set(difference.left), set(difference.right)
    return max(len(difference.left), len(difference.right)) >= WHOLE_PASSAGE and not left & right


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= QUOTED else " ".join(words[:QUOTED]) + " …"


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
            spans = _whole(fullest[a]), _whole(fullest[b])
            yield Change(record_id(left), *spans, "speaker changed", "the same words are given to two speakers")


def _near(fullest: Mapping[int, Wording]) -> list[tuple[int, int]]:
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for k, wording in fullest.items():
        for gram in zip(wording.forms, wording.forms[1:], wording.forms[2:], strict=False):
            if not FUNCTION_WORDS.issuperset(gram):
                holders[gram].add(k)
    return sorted({pair for held in holders.values() for pair in combinations(sorted(held), 2)})
