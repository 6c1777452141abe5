"""Words compared as words, reported as characters: how two wordings of one text are laid side by side.

Everything between reports is compared on normalised words (case, curly marks, U.S./US, British and American spelling,
contractions, number words) and every word keeps its offsets, so that what is found can be shown in the report's own letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

# An acronym with stops, a number with its separators, a word with its apostrophes, or a sign that is read as a word.
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[%£$€]")
ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FUNCTION_WORDS = word_set(
    "a an the and or but nor so yet if of in on at to for from by with as into onto over under about after before between"
    " against during than then that this these those there here it its he him his she her hers they them their we us our"
    " you your i me my who whom whose which what when where how is are was were be been being am do does did done has have"
    " had having will would shall should can could may might must not no any some such all both each other own same also"
    " too very just only up out off down again more most"
)
FUNCTION_WEIGHT = 0.3  # of a content word: small words stand in every sentence; by eye on quotations that are not the same
NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        (
            *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
            *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
        ),
        start=2,
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}
SPELLINGS = (  # British → American, on words of five letters or more: "four", "hour" and "wise" keep their letters
    (re.compile(r"is(e|ed|es|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"our(s|ed|ing|able|ite|ites|hood|hoods|er|ers)?$"), r"or\1"),
    (re.compile(r"([tb])re(s|d)?$"), r"\1er\2"),
    (re.compile(r"ence(s)?$"), r"ense\1"),
    (re.compile(r"ogue(s)?$"), r"og\1"),
    (re.compile(r"ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"dgement(s)?$"), r"dgment\1"),
    (re.compile(r"yse(d|s)?$"), r"yze\1"),
)
CONTRACTED = (("n't", "not"), ("'ve", "have"), ("'re", "are"), ("'ll", "will"), ("'m", "am"))
STEM_OF = {"wo": "will", "ca": "can", "sha": "shall"}  # won't, can't, shan't
EDGE_GAP = 0.5  # what a replaced word costs a run of shared words, in content words; by eye
SKIP_GAP = 0.05  # what a word left out on one side costs: an omission of twenty words weighs as much as one content word


class Word(NamedTuple):
    """One normalised word and the place of the written word it comes from; the halves of "don't" share one place."""

    form: str
    start: int
    end: int


class Edit(NamedTuple):
    """What turns left[i1:i2] into right[j1:j2]; kind is "equal", "replace", "delete" or "insert"."""

    kind: str
    i1: int
    i2: int
    j1: int
    j2: int


class Overlap(NamedTuple):
    """The best run of shared words of two wordings."""

    shared: float  # weight of the shared words
    coverage: float  # … as a share of the lighter wording
    longest: int  # words in the longest unbroken run
    content: int  # content words in that run
    left: tuple[int, int]  # which words of the left wording the whole run spans
    right: tuple[int, int]


@lru_cache(maxsize=200_000)
def forms_of(written: str) -> tuple[str, ...]:
    """The forms under which a written word is compared.

    >>> forms_of("U.S."), forms_of("US"), forms_of("us"), forms_of("don’t"), forms_of("organised"), forms_of("Twenty")
    (('US',), ('US',), ('us',), ('do', 'not'), ('organized',), ('20',))
    """
    bare = written.replace(".", "") if re.fullmatch(r"(?:[^\W\d_]\.){2,}", written) else written
    if bare == "US":
        return ("US",)
    form = bare.casefold().replace("’", "'")
    if form[0].isdigit():
        return (re.sub(r"(?:st|nd|rd|th)$", "", form).replace(",", ""),)
    for ending, full in CONTRACTED:
        if form.endswith(ending) and len(form) > len(ending):
            stem = form[: -len(ending)]
            return (STEM_OF.get(stem, stem), full)
    if form in ("%", "cannot"):
        return ("percent",) if form == "%" else ("can", "not")
    return (NUMBER_WORDS.get(form) or american(form),)


def american(form: str) -> str:
    if len(form) >= 5:
        for pattern, spelling in SPELLINGS:
            form = pattern.sub(spelling, form)
    return form


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of text[start:end], with offsets into `text`.

    >>> [word.form for word in words_of("The U.S. can’t spend 90 per cent…")]
    ['the', 'US', 'can', 'not', 'spend', '90', 'percent']
    """
    found: list[Word] = []
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        for form in forms_of(match[0]):
            if form == "cent" and found and found[-1].form == "per":
                found[-1] = Word("percent", found[-1].start, match.end())
            else:
                found.append(Word(form, match.start(), match.end()))
    return found


def weight(form: str) -> float:
    return FUNCTION_WEIGHT if form in FUNCTION_WORDS else 1.0


def is_content(form: str) -> bool:
    return form not in FUNCTION_WORDS


def edits(left: Sequence[str], right: Sequence[str]) -> list[Edit]:
    """The shortest way from one wording to the other (insertions and deletions; neighbours of both kinds are a replacement).

    >>> [edit.kind for edit in edits("any such ties with them".split(), "any links with them all".split())]
    ['equal', 'replace', 'equal', 'insert']
    """
    found: list[Edit] = []
    for op in Indel.opcodes(left, right):
        edit = Edit(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
        if found and edit.kind != "equal" and found[-1].kind != "equal":
            last = found.pop()
            edit = _named(last.i1, edit.i2, last.j1, edit.j2)
        found.append(edit)
    return found


def _named(i1: int, i2: int, j1: int, j2: int) -> Edit:
    kind = "replace" if i1 < i2 and j1 < j2 else "delete" if i1 < i2 else "insert"
    return Edit(kind, i1, i2, j1, j2)


def merged(steps: Sequence[Edit], left: Sequence[str]) -> list[Edit]:
    """The same steps, where a lone small word between two replacements belongs to them: it was met by chance."""
    found: list[Edit] = []
    for k, step in enumerate(steps):
        by_chance = (
            step.kind == "equal"
            and step.i2 - step.i1 == 1
            and not is_content(left[step.i1])
            and 0 < k < len(steps) - 1
            and "replace" in (steps[k - 1].kind, steps[k + 1].kind)
        )
        if found and found[-1].kind != "equal" and (step.kind != "equal" or by_chance):
            last = found.pop()
            step = _named(last.i1, step.i2, last.j1, step.j2)
        found.append(step)
    return found


def overlap(left: Sequence[str], right: Sequence[str]) -> Overlap:
    """The run of shared words with the highest balance: shared weight less what is replaced or left out between them.

    A local alignment in the sense of Smith & Waterman (1981), over the blocks of a longest common subsequence.
    """
    blocks = [edit for edit in edits(left, right) if edit.kind == "equal"]
    if not blocks:
        return Overlap(0.0, 0.0, 0, 0, (0, 0), (0, 0))
    first, last = _best_run(blocks, left)
    run = blocks[first : last + 1]
    shared = sum(weight(form) for block in run for form in left[block.i1 : block.i2])
    lighter = min(sum(map(weight, left)), sum(map(weight, right)))
    longest = max(run, key=lambda block: block.i2 - block.i1)
    return Overlap(
        shared,
        shared / lighter,
        longest.i2 - longest.i1,
        sum(map(is_content, left[longest.i1 : longest.i2])),
        (run[0].i1, run[-1].i2),
        (run[0].j1, run[-1].j2),
    )


def _best_run(blocks: Sequence[Edit], left: Sequence[str]) -> tuple[int, int]:
    best, best_score, start, score = (0, 0), 0.0, 0, 0.0
    for k, block in enumerate(blocks):
        if k:
            gap_left, gap_right = block.i1 - blocks[k - 1].i2, block.j1 - blocks[k - 1].j2
            score -= EDGE_GAP * min(gap_left, gap_right) + SKIP_GAP * abs(gap_left - gap_right)
        if score <= 0:
            start, score = k, 0.0
        score += sum(weight(form) for form in left[block.i1 : block.i2])
        if score > best_score:
            best, best_score = (start, k), score
    return best


def word_runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of `length` words, in lower case.

    >>> sorted(word_runs("No evidence, none.", 2))
    [('evidence', 'none'), ('no', 'evidence')]
    """
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}
