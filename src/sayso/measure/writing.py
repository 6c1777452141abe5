"""The same words, written differently: spelling, capitals, commas, signs, and quotation marks that are missing or turned."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from sayso.measure.wordings import Seam, Wording, gap, is_split, seams, steps_between
from sayso.wording import ELLIPSIS, Word

NAME_LIKENESS = 0.75  # Damerau-Levenshtein likeness from which two capitalised words are one name; "Mujahed"/"Mujahid" .86
TWO_WAYS = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "grey/gray tyre/tire tyres/tires plough/plow kerb/curb cheque/check cheques/checks jewellery/jewelry programme/program"
        " programmes/programs aluminium/aluminum sceptical/skeptical moustache/mustache enquiry/inquiry whilst/while amongst/among"
        " towards/toward storey/story mum/mom pyjamas/pajamas"
    ).split()
)
OPENING = "“„‟‘‚「『"
CLOSING = "”’」』"
EITHER_SIDE = "\"'«»"  # straight marks, and angled ones, which some languages turn
ANY_MARK = OPENING + CLOSING + EITHER_SIDE


def cosmetics(left: Wording, right: Wording) -> Iterator[str]:
    """How two wordings differ in writing where they have the same words; stops at the outer edges do not count."""
    written = [
        (left.text[a : left.words[i - 1].end], right.text[b : right.words[j - 1].end]) for a, i, b, j in _same_words(left, right)
    ]
    for x, y in sorted({(x, y) for x, y in written if _straight(x) != _straight(y)}):
        yield f"“{y}” for “{x}”"
    inner = [seam for seam in seams(left, right) if seam.inside]
    gaps = [(_signs(left, seam.left), _signs(right, seam.right)) for seam in inner if not _is_shown(left, right, seam)]
    if any(x != y and "," in x + y for x, y in gaps):
        yield "commas"
    if any(_bare(x) != _bare(y) for x, y in gaps):
        yield "marks between words"
    yield from _pictures(left, right)
    yield from _outer_marks(left, right)


def _same_words(left: Wording, right: Wording) -> Iterator[tuple[int, int, int, int]]:
    """Where the same word begins on each side, and how many words end with it; the halves of "it's" stay together."""
    for step in (step for step in steps_between(left, right) if step.kind == "equal"):
        begun = step.i1
        for i in range(step.i1 + 1, step.i2 + 1):
            j = i + step.j1 - step.i1
            if i == step.i2 or not (_halves(left.words, i) or _halves(right.words, j)):
                yield left.words[begun].start, i, right.words[begun + step.j1 - step.i1].start, j
                begun = i


def _halves(words: Sequence[Word], place: int) -> bool:
    """Whether the words before and after a place are written as one."""
    return words[place - 1].start == words[place].start


def _straight(word: str) -> str:
    return word.replace("’", "'").rstrip(".") if len(word) > 4 else word.replace("’", "'")


def _is_shown(left: Wording, right: Wording, seam: Seam) -> bool:
    """What stands there is not the speaker's, or is told as a change of its own: a cue between two parts, an ellipsis."""
    ellipsis = ELLIPSIS.search(gap(left, seam.left) + gap(right, seam.right))
    return bool(ellipsis) or is_split(left, seam.left) or is_split(right, seam.right)


def _signs(wording: Wording, place: int) -> str:
    """Quotation marks, brackets, footnote signs and blanks taken out; all dashes alike."""
    return re.sub(r"[-‐‑–—]", "-", re.sub(r"[“”\"‘’'«»\s\[\]*†‡]", "", gap(wording, place)))


def _bare(signs: str) -> str:
    return "".join(sign for sign in signs if sign != "," and not _is_picture(sign))


def _is_picture(sign: str) -> bool:
    return unicodedata.category(sign) in ("So", "Sk", "Cf", "Mn")


def _pictures(left: Wording, right: Wording) -> Iterator[str]:
    """Emoji and other pictures that one of the two lacks."""
    shown = [
        {sign for span in wording.version.spans for sign in span.cut(wording.text) if unicodedata.category(sign) == "So"}
        for wording in (left, right)
    ]
    if shown[0] != shown[1]:
        yield f"{' '.join(sorted(shown[0] ^ shown[1]))} in one of them only"


def _outer_marks(left: Wording, right: Wording) -> Iterator[str]:
    """Quotation marks that are missing or turned the wrong way in one of the two."""
    for side, find in (("opening", _opening), ("closing", _closing)):
        states = find(left), find(right)
        if states[0] != states[1]:
            which = [
                f"{state} in {name}" for state, name in zip(states, ("the first", "the second"), strict=True) if state != "right"
            ]
            yield f"{side} quotation mark {' and '.join(which)}"


def _opening(wording: Wording) -> str:
    start = wording.version.spans[0].start
    return _state(wording.text[max(0, start - 1) : start], CLOSING)


def _closing(wording: Wording) -> str:
    end = wording.version.spans[-1].end
    opener = wording.text[max(0, wording.version.spans[0].start - 1) : wording.version.spans[0].start]
    mark = re.match(r"[^\S\n]*[,.;:!?]*[^\S\n]*(.?)", wording.text[end : end + 4])  # never on the next line
    return _state(mark[1] if mark else "", "" if opener == "„" else OPENING)


def _state(mark: str, wrong: str) -> str:
    if not mark or mark not in ANY_MARK:
        return "missing"
    return "turned the wrong way" if mark in wrong else "right"


def spelled_alike(left: str, right: str) -> bool:
    """The same letters apart from case, marks and doubled letters, one name written in two ways, or by its initials.

    >>> spelled_alike("Zürich", "Züürich"), spelled_alike("UK", "United Kingdom"), spelled_alike("UK", "Upper Lock")
    (True, True, False)
    """
    if _initials_of(left, right) or _initials_of(right, left):
        return True
    a, b = (re.sub(r"is(ers?)$", r"iz\1", _undoubled(re.sub(r"\W", "", text.casefold()))) for text in (left, right))
    if (a == b and not a.isdigit()) or frozenset((left.casefold(), right.casefold())) in TWO_WAYS:
        return True
    names = [re.findall(r"[^\W\d_]+", text) for text in (left, right)]
    if len(names[0]) != len(names[1]) or not all(word[0].isupper() and len(word) > 3 for side in names for word in side):
        return False
    return bool(names[0]) and all(
        DamerauLevenshtein.normalized_similarity(_undoubled(x), _undoubled(y)) >= NAME_LIKENESS for x, y in zip(*names, strict=True)
    )


def _initials_of(short: str, full: str) -> bool:
    letters = short.replace(".", "")
    words = [word for word in full.split() if word[0].isupper()]
    return len(letters) > 1 and letters.isupper() and letters == "".join(word[0] for word in words)


def _undoubled(letters: str) -> str:
    return re.sub(r"(.)\1", r"\1", letters)
