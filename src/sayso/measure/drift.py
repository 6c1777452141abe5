"""What happened to the words of an utterance between the reports that quote it.

Every version is laid beside the fullest one, word by word, and each difference is named: from a serial comma to a
negation that came or went. The lists below hold what turns a change of words into a change of meaning.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from sayso.records import Change, Document, Span, Utterance, Version, in_order, record_id
from sayso.wording import ELLIPSIS, FUNCTION_WORDS, Edit, Word, edits, is_content, merged, overlap, word_set, words_of

WHOLE_PASSAGE = 8  # words; a shorter stretch in another's place is a rewording (by eye)
NEGATORS = word_set("not no never nothing nobody none neither nor without unable cannot hardly barely refuse refused refuses")
# Modal and future words by what they commit the speaker to; a change from one row to another is a change of meaning.
MODALITY: tuple[tuple[str, frozenset[str]], ...] = (
    ("future", word_set("will shall gonna")),
    ("conditional", word_set("would if")),
    ("ability", word_set("can could able")),
    ("possibility", word_set("may might perhaps possibly maybe possible")),
    ("obligation", word_set("must should ought")),
    ("likelihood", word_set("likely probably unlikely apparently reportedly allegedly alleged seemingly")),
)
PRESENT = word_set("is are am has have do does")
PAST = word_set("was were had did")
# What the law has established, in rising order.
LEGAL_FORCE: tuple[frozenset[str], ...] = (
    word_set("linked linking link links tied connected associated suspected"),
    word_set("accused accusing accuse accuses accusation alleged blamed investigated investigating questioned"),
    word_set("arrested detained charged charges charge indicted prosecuted sued tried"),
    word_set("convicted guilty sentenced jailed imprisoned fined condemned"),
)
ANTONYMS = frozenset(
    frozenset(pair.split("/"))
    for pair in word_set(
        "support/oppose supported/opposed increase/decrease increased/decreased confirm/deny confirmed/denied"
        " confirms/denies accept/reject accepted/rejected accepts/rejects agree/disagree agreed/disagreed allow/ban"
        " allowed/banned rise/fall rose/fell before/after more/less all/some all/many always/sometimes every/some"
        " first/last win/lose won/lost up/down success/failure true/false true/untrue good/bad great/poor safe/dangerous"
        " safe/unsafe secure/insecure better/worse best/worst high/low higher/lower open/closed opened/closed begin/end"
        " began/ended start/stop started/stopped strong/weak legal/illegal verified/unverified known/unknown able/unable"
        " likely/unlikely right/wrong right/left buy/sell bought/sold offer/pay offered/paid private/public with/without"
        " friend/enemy war/peace love/hate loves/hates innocent/guilty many/few most/few trust/distrust"
        " approve/disapprove approved/disapproved included/excluded include/exclude found/lost guilty/acquitted"
    )
)
SCALE = word_set("hundred thousand million billion trillion dozen dozens hundreds thousands millions billions percent half")
NAME_LIKENESS = 0.75  # Damerau-Levenshtein likeness from which two capitalised words are one name; "Mujahed"/"Mujahid" .86
SAME_WORDS = 0.8  # of the shorter wording: from here on two utterances by different people are the same words
SAME_WORDS_LEAST = 5  # words; shorter ones are said by many
QUOTED = 8  # words of a difference that are repeated in its reason; more are cut with "…"


class Wording(NamedTuple):
    """One version with its words."""

    version: Version
    text: str
    words: tuple[Word, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(word.form for word in self.words)


class Difference(NamedTuple):
    """One edit between two wordings, with the words written on both sides (empty where there are none)."""

    left: tuple[str, ...]  # forms
    right: tuple[str, ...]
    left_text: str
    right_text: str
    left_span: Span
    right_span: Span
    edge: str  # "begins later" or "ends earlier" where one wording has nothing at its start or end; else empty
    marks: tuple[str, str]  # what stands around the extra words: "[" "]", "(" ")"
    ellipsis: bool  # the side with fewer words shows that words are missing


def measure_drift(documents: Sequence[Document], utterances: Sequence[Utterance]) -> Iterator[Change]:
    """One change for each difference between the fullest version and another; "identical" or "cosmetic" where that is all."""
    texts = {document.id: document.text for document in documents}
    yield from in_order([*_within(texts, utterances), *_between_speakers(texts, utterances)])


def _within(texts: Mapping[str, str], utterances: Sequence[Utterance]) -> Iterator[Change]:
    for utterance in utterances:
        wordings = [_wording(version, texts) for version in utterance.versions]
        wordings = [wording for wording in wordings if wording.words]
        if len(wordings) < 2:
            continue
        reference = _reference(wordings)
        common = Counter(form for wording in wordings for form in set(wording.forms))
        for other in wordings:
            if other is not reference:
                yield from _changes(record_id(utterance), reference, other, common, len(wordings))


def _wording(version: Version, texts: Mapping[str, str]) -> Wording:
    text = texts[version.spans[0].doc]
    return Wording(version, text, tuple(word for span in version.spans for word in words_of(text, span.start, span.end)))


def _reference(wordings: Sequence[Wording]) -> Wording:
    """The fullest version; of equally full ones the attributed one, then the first."""
    return min(wordings, key=lambda w: (-len(w.words), w.version.attribution is None, w.version.spans))


def _changes(utterance: str, left: Wording, right: Wording, common: Counter[str], versions: int) -> Iterator[Change]:
    found = [_named(utterance, difference, common, versions) for difference in _differences(left, right)]
    if any(change.kind != "cosmetic" for change in found):
        yield from found
        return
    whole = _whole(left), _whole(right)
    reasons = sorted({change.because for change in found} | set(_cosmetics(left, right)))
    if reasons:
        yield Change(utterance, *whole, "cosmetic", "the same words; " + ", ".join(reasons))
    else:
        split = " (one report splits them)" if len(left.version.spans) != len(right.version.spans) else ""
        yield Change(utterance, *whole, "identical", f"word for word the same{split}")


def _whole(wording: Wording) -> Span:
    return max(wording.version.spans, key=lambda span: (span.end - span.start, -span.start))


# ── where the wordings differ ────────────────────────────────────────────────────────────────────────────────────────


def _differences(left: Wording, right: Wording) -> list[Difference]:
    steps = merged(edits(left.forms, right.forms), left.forms)
    return [_difference(left, right, _whole_words(step, left, right)) for step in steps if step.kind != "equal"]


def _whole_words(step: Edit, left: Wording, right: Wording) -> Edit:
    """The edit widened so that it never cuts a written word: "do|n't" against "will not" is "don't" against "will not"."""
    _, i1, i2, j1, j2 = step
    while _cuts(left.words, i2) or _cuts(right.words, j2):
        if i2 >= len(left.words) or j2 >= len(right.words) or left.words[i2].form != right.words[j2].form:
            break
        i2, j2 = i2 + 1, j2 + 1
    while _cuts(left.words, i1) or _cuts(right.words, j1):
        if i1 == 0 or j1 == 0 or left.words[i1 - 1].form != right.words[j1 - 1].form:
            break
        i1, j1 = i1 - 1, j1 - 1
    return Edit("replace" if i1 < i2 and j1 < j2 else "delete" if i1 < i2 else "insert", i1, i2, j1, j2)


def _cuts(words: Sequence[Word], place: int) -> bool:
    return 0 < place < len(words) and words[place - 1].start == words[place].start


def _difference(left: Wording, right: Wording, step: Edit) -> Difference:
    _, i1, i2, j1, j2 = step
    left_span, right_span = _span(left, i1, i2), _span(right, j1, j2)
    one_sided = i1 == i2 or j1 == j2
    edge = "begins later" if i1 == j1 == 0 else "ends earlier" if (i2, j2) == (len(left.words), len(right.words)) else ""
    fuller, span = (left, left_span) if i1 < i2 else (right, right_span)
    around = fuller.text[max(0, span.start - 1) : span.start], fuller.text[span.end : span.end + 1]
    poorer, place = (right, j1) if j1 == j2 else (left, i1)
    return Difference(
        tuple(word.form for word in left.words[i1:i2]),
        tuple(word.form for word in right.words[j1:j2]),
        left_span.cut(left.text) if i1 < i2 else "",
        right_span.cut(right.text) if j1 < j2 else "",
        left_span,
        right_span,
        edge if one_sided else "",
        around,
        one_sided and bool(ELLIPSIS.search(_gap(poorer, place))),
    )


def _span(wording: Wording, first: int, last: int) -> Span:
    """The characters of words[first:last] in one piece; where there are none, the word that stands beside the place."""
    words = wording.words
    if first == last:
        beside = words[min(first, len(words) - 1)] if first == 0 else words[first - 1]
        return Span(wording.version.spans[0].doc, beside.start, beside.end)
    pieces: dict[Span, list[Word]] = defaultdict(list)
    for word in words[first:last]:
        pieces[next(span for span in wording.version.spans if span.start <= word.start < span.end)].append(word)
    longest = max(pieces.values(), key=len)
    return Span(wording.version.spans[0].doc, longest[0].start, longest[-1].end)


def _gap(wording: Wording, place: int) -> str:
    """What is written between the words before and after a place."""
    start = wording.words[place - 1].end if place else wording.words[0].start
    end = wording.words[place].start if place < len(wording.words) else wording.version.spans[-1].end
    return wording.text[start:end]


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
    meaning = _meaning(difference)
    if meaning:
        return "meaning changed", f"{said} stands in {fuller} only: {meaning}"
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
    if _spelled_alike(difference.left_text, difference.right_text):
        return "cosmetic", f"{said}: spelled differently"
    if _whole_passages(difference):
        return "omission", f"{said}: passages of their own, so each leaves out the other's"
    meaning = _meaning(difference)
    return ("meaning changed", f"{said}: {meaning}") if meaning else ("altered", said)


def _whole_passages(difference: Difference) -> bool:
    """Two long stretches without a word in common do not replace each other: the versions hold different parts."""
    left, right = set(difference.left), set(difference.right)
    return max(len(difference.left), len(difference.right)) >= WHOLE_PASSAGE and not left & right


def _spelled_alike(left: str, right: str) -> bool:
    """The same letters apart from case, marks and doubled letters, or one name written in two ways."""
    a, b = (re.sub(r"(.)\1", r"\1", re.sub(r"\W", "", text.casefold())) for text in (left, right))
    if a == b and not a.isdigit():
        return True
    names = [re.findall(r"[^\W\d_]+", text) for text in (left, right)]
    if len(names[0]) != len(names[1]) or not all(word[0].isupper() and len(word) > 3 for side in names for word in side):
        return False
    return bool(names[0]) and all(
        DamerauLevenshtein.normalized_similarity(x, y) >= NAME_LIKENESS for x, y in zip(*names, strict=True)
    )


def _meaning(difference: Difference) -> str | None:
    """Why the difference changes what was said, or None."""
    left, right = difference.left, difference.right
    reasons = (_negation, _legal, _numbers, _modality, _opposites, _tense)
    return next((reason for find in reasons if (reason := find(left, right))), None)


def _negation(left: Sequence[str], right: Sequence[str]) -> str | None:
    a, b = (sum(form in NEGATORS for form in side) for side in (left, right))
    if (a > 0) == (b > 0):
        return None
    return "a negation is lost" if a else "a negation is added"


def _legal(left: Sequence[str], right: Sequence[str]) -> str | None:
    for x in left:
        for y in right:
            levels = [next((k for k, words in enumerate(LEGAL_FORCE) if form in words), None) for form in (x, y)]
            if None not in levels and levels[0] != levels[1]:
                return f"“{x}” and “{y}” differ in law"
    return None


def _numbers(left: Sequence[str], right: Sequence[str]) -> str | None:
    a, b = (Counter(form for form in side if form[0].isdigit() or form in SCALE) for side in (left, right))
    if a == b:
        return None
    if a and b:
        return "the numbers differ"
    return "a number is lost" if a else "a number is added"


def _modality(left: Sequence[str], right: Sequence[str]) -> str | None:
    a, b = ({name for name, words in MODALITY for form in side if form in words} for side in (left, right))
    if a == b:
        return None
    if not a:
        return f"what was said plainly becomes a matter of {_listed(b)}"
    return f"{_listed(a)} becomes {_listed(b)}" if b else f"the sign of {_listed(a)} is lost"


def _opposites(left: Sequence[str], right: Sequence[str]) -> str | None:
    for x in left:
        for y in right:
            if frozenset((x, y)) in ANTONYMS or (min(len(x), len(y)) > 4 and _prefixed(*sorted((x, y), key=len))):
                return f"“{x}” and “{y}” are opposites"
    return None


def _prefixed(plain: str, longer: str) -> bool:
    return longer in {prefix + plain for prefix in ("un", "in", "im", "ir", "il", "non", "dis")}


def _tense(left: Sequence[str], right: Sequence[str]) -> str | None:
    a, b = ({"past" if form in PAST else "present" for form in side if form in PAST | PRESENT} for side in (left, right))
    return f"{_listed(a)} becomes {_listed(b)}" if a and b and not a & b else None


def _listed(names: set[str]) -> str:
    return " and ".join(sorted(names))


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= QUOTED else " ".join(words[:QUOTED]) + " …"


# ── the same words, written differently ──────────────────────────────────────────────────────────────────────────────


def _cosmetics(left: Wording, right: Wording) -> Iterator[str]:
    """How two wordings of the same words differ in writing; marks and stops at the outer edges do not count."""
    pairs = list(zip(left.words, right.words, strict=False))
    if len(left.words) != len(right.words) or any(a.form != b.form for a, b in pairs):
        return
    written = [(left.text[a.start : a.end], right.text[b.start : b.end]) for a, b in pairs]
    for x, y in sorted({(x, y) for x, y in written if _straight(x) != _straight(y)}):
        yield f"“{y}” for “{x}”"
    gaps = [(_inner_gap(left, k), _inner_gap(right, k)) for k in range(1, len(pairs))]
    if any(x != y and "," in x + y for x, y in gaps):
        yield "commas"
    if any(x.replace(",", "") != y.replace(",", "") for x, y in gaps):
        yield "marks between words"


def _straight(word: str) -> str:
    return word.replace("’", "'").rstrip(".") if len(word) > 4 else word.replace("’", "'")


def _inner_gap(wording: Wording, place: int) -> str:
    before, after = wording.words[place - 1], wording.words[place]
    if any(before.end <= span.end <= after.start for span in wording.version.spans):
        return ","  # split by "he said": what stands there is not the speaker's
    gap = re.sub(r"[“”\"‘’'«»\s]", "", wording.text[before.end : after.start])
    return re.sub(r"[-‐‑–—]", "-", gap)


# ── the same words in another mouth ──────────────────────────────────────────────────────────────────────────────────


def _between_speakers(texts: Mapping[str, str], utterances: Sequence[Utterance]) -> Iterator[Change]:
    """Utterances of two speakers that are the same words: somebody was given another's words."""
    fullest = {
        k: _reference(wordings)
        for k, utterance in enumerate(utterances)
        if utterance.speaker and (wordings := [_wording(version, texts) for version in utterance.versions])
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
