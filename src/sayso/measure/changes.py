"""What changed between two versions of one utterance: each difference named, with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sayso.measure.meaning import BELIEVING, NEGATORS, RESTRICTING, bounds, meaning
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
)
from sayso.measure.writing import cosmetics, spelled_alike
from sayso.records import Change, Span
from sayso.wording import ELLIPSIS, is_content

WHOLE_PASSAGE = 8  # words; a shorter stretch in another's place is a rewording, a longer one left out is an omission (by eye)
CURRENCIES = (("£", "pounds"), ("$", "dollars"), ("€", "euros"))
QUOTED = 8  # words of a difference that are repeated in its reason; more are cut with "…"


def forms_in_common(wordings: Sequence[Wording]) -> Counter[str]:
    """In how many of the versions each word stands."""
    return Counter(form for wording in wordings for form in set(wording.forms))


def changes_between(utterance: str, left: Wording, right: Wording, common: Counter[str], versions: int) -> Iterator[Change]:
    """What differs, then what is only written differently; where there is nothing, that they are identical."""
    parted = differences(left, right)
    moved = [(one, other) for one in parted for other in parted if _moved(one, other)]
    found = [_told_as_moved(utterance, one, other) for one, other in moved]
    parted = [difference for difference in parted if not any(difference in pair for pair in moved)]
    found += [_named(utterance, difference, common, versions) for difference in parted]
    found += _at_seams(utterance, left, right)
    reordered = list(_in_another_order(utterance, left, right))
    found += reordered
    target = other_target(left, right)
    if target:
        found.append(Change(utterance, target.left, target.right, "meaning changed", target.because))
    graver = [change for change in found if change.kind != "cosmetic"]
    splits = [
        change
        for change in graver
        if change.kind == "boundary" and len(graver) == 1 and not reordered and left.forms == right.forms
    ]
    yield from (change for change in graver if change not in splits)
    whole = whole_of(left), whole_of(right)
    reasons = sorted({change.because for change in found if change.kind == "cosmetic"} | set(cosmetics(left, right)))
    if reasons:
        words = "the same words; " if not graver else "besides: "
        yield Change(utterance, *whole, "cosmetic", words + ", ".join(reasons))
    elif len(graver) == len(splits):
        split = " (one report splits them)" if splits else ""
        yield Change(utterance, *whole, "identical", f"word for word the same{split}")


def _moved(one: Difference, other: Difference) -> bool:
    """The same words left out in one place and added in another, or a negation: they stand elsewhere."""
    if one.between or other.between or one.edge or other.edge or not one.left or not other.right:
        return False
    if not one.right and not other.left and (one.left == other.right or _one_currency(one, other)):
        return True
    lost, added = (
        sum(sign * (form in NEGATORS) for sign, side in zip((1, -1), (d.left, d.right), strict=True) for form in side)
        for d in (one, other)
    )
    return lost == 1 and added == -1


def _one_currency(one: Difference, other: Difference) -> bool:
    """ "£3" against "3 pounds"."""
    return any({one.left_text, other.right_text} == {sign, word} for sign, word in CURRENCIES)


def _told_as_moved(utterance: str, one: Difference, other: Difference) -> Change:
    if _one_currency(one, other):
        said = f"“{other.right_text}” for “{one.left_text}”: spelled differently"
        return Change(utterance, one.left_span, other.right_span, "cosmetic", said)
    words = one.left if one.left == other.right else [form for form in one.left if form in NEGATORS]
    graver = {*words} & (NEGATORS | RESTRICTING) and not {one.after, one.before} & BELIEVING
    said = f"“{_short(one.left_text)}” and “{_short(other.right_text)}”: “{' '.join(words)}” stands in another place"
    return Change(utterance, one.left_span, other.right_span, "meaning changed" if graver else "altered", said)


def _in_another_order(utterance: str, left: Wording, right: Wording) -> Iterator[Change]:
    """The parts of a version follow each other in another order than in the version it is laid beside."""
    place = next((at for at, (a, b) in enumerate(pairwise(right.words), 1) if b.start < a.start), None)
    if place:
        spans = [
            next(span for span in right.version.spans if span.start <= right.words[at].start < span.end)
            for at in (place - 1, place)
        ]
        said = f"the second puts “{_short(spans[1].cut(right.text))}” before “{_short(spans[0].cut(right.text))}”"
        yield Change(utterance, whole_of(left), spans[1], "boundary", said)


def whole_of(wording: Wording) -> Span:
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
    bound = bounds(difference)
    if bound:
        return "meaning changed", f"{said} stands in {fuller} only: {bound}"
    if difference.edge:
        return "boundary", f"{poorer} {difference.edge}: it lacks {said}"
    if difference.between:
        return "boundary", f"{poorer} does not quote {said}: its marks close before and open again after it"
    changed = None if difference.sentence or len(extra) >= WHOLE_PASSAGE else meaning(difference)
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
    if _whole_passages(difference) and difference.at_end:
        return "boundary", f"{said}: the two {difference.at_end} with passages of their own"
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
