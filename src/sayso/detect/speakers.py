"""Who speaks a quotation: the cue beside it, in front of it or behind it, or a name and a mark.

The cue stands in the sentence in which the quotation begins or ends; before a colon also in the paragraph before
("The force posted:", and the quotation on a line of its own).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from sayso.detect.drafts import Draft, is_name_behind, source_of
from sayso.detect.trees import Tree, overlapping
from sayso.lexicon import DENYING, NAMING, SAYING, force_of
from sayso.marks import Stretch
from sayso.records import Document, Span

SPOKEN_CUES = SAYING | NAMING | DENYING
# "Reader Ada Lund emails: “…”": how words came in writing; the parser takes these for nouns.
WRITING = frozenset("email e-mail text message post tweet cable wire telegraph".split())
FROM_SOMEBODY = frozenset("latest statement response reaction reply message update view word".split())  # "… from the council"
SPOKEN_TO = frozenset("tell inform warn assure notify".split())  # the noun behind them is who was told
QUOTATION_MARKS = frozenset("\"“”„‟«»‘’'")
SHORT_WITHOUT_BLANKS = 8  # characters; the same in a script that sets no blanks between words (by eye)
SHORT_QUOTE = 3  # words; a shorter stretch in marks without a cue of its own is a scare quote, not speech (by eye)


def inside_marks(span: Span, stretches: Sequence[Stretch]) -> bool:
    return any(s.start <= span.start and span.end <= s.end for s in stretches)


def span_of(document: Document, stretch: Stretch) -> Span:
    words = document.text[stretch.start : stretch.end]
    return Span(document.id, stretch.start + len(words) - len(words.lstrip()), stretch.end - (len(words) - len(words.rstrip())))


OPENING = " \t\r\n\"“‘«„'"
NAME_BEFORE = re.compile(r"(?:^|[.!?]\s)\s*((?:[A-Z][\w.’'-]*\s?){1,6})(:)\s*[\"“‘«„]$")
NEXT_LINE = re.compile(r"\s*[^\n]*")  # the next line that is not blank
OCCASION = r"(?:in|at|on|after|before|during)\b"  # "– Ada Lund, in a letter"; other words behind the comma are an office
NAME_BEHIND = re.compile(
    r"[\"”’»][^\S\n]*\n?\s*([-–—])\s*"
    r"((?:[A-Z][\w.’'-]*\s?){1,5}(?:(?<=\S),\s(?!" + OCCASION + r")[^\n\d.!?\"“”]{3,80})?)"
    r"(?:,\s(?=" + OCCASION + r")[^\n]*)?\.?[^\S\n]*(?:\n|$)"
)


def speaker_beside(document: Document, trees: Sequence[Tree], stretches: Sequence[Stretch], k: int) -> Draft | None:
    """Who speaks the quotation `k`, as far as what stands beside it tells."""
    stretch = stretches[k]
    return (
        _spoken(document, trees, stretches, k)
        or _introduced(document, trees, stretches, k)
        or _named_beside(document, trees, stretch)
    )


def _introduced(document: Document, trees: Sequence[Tree], stretches: Sequence[Stretch], k: int) -> Draft | None:
    """By a sentence that ends in a colon, in the same paragraph or the one before: "Here is Ada Lund:"."""
    before = document.text[: stretches[k].start].rstrip(OPENING)
    if not before.endswith(":"):
        return None
    at = Span(document.id, len(before) - 1, len(before))
    tree = next(iter(overlapping(trees, at)), None)
    colon = next(iter(tree.at_offset(at.start, at.end)), None) if tree is not None else None
    if tree is None or colon is None:
        return None
    content = (span_of(document, stretches[k]),)
    for i in range(colon - 1, -1, -1):
        if inside_marks(tree.span([i]), stretches):
            continue
        put_it = tree.lemma(i) == "put" and tree.lower[i + 1] == "it"
        if tree.is_verb(i) and (tree.lemma(i) in SPOKEN_CUES or put_it) and (source := source_near(tree, i)):
            cue = (i, i + 1) if put_it else (i,)
            return Draft(tree, cue, source, content, False, force_of(tree.lemma(i)), f"“{tree.words[i]}” before a colon")
        if tree.lemma(i) in WRITING and i > 0 and all(tree.tag(j)[:2] in ("NN", "VB", "DT", "JJ") for j in range(i)):
            return Draft(tree, (i,), tuple(range(i)), content, False, "asserts", f"“{tree.words[i]}” before a colon")
    presented = _presented(tree, colon)
    return Draft(tree, (colon,), presented, content, False, "asserts", "somebody presented before a colon") if presented else None


def _presented(tree: Tree, colon: int) -> tuple[int, ...]:
    """ "Here is the geologist Ada Lund on why it fell:", "Here's the latest from the council:": the noun phrase behind it."""
    here = next((i for i in range(min(colon, 4)) if tree.lower[i] in ("here", "this")), colon)
    if here + 2 >= colon or tree.lemma(here + 1) not in ("be", "'s", "’s"):
        return ()
    news = next((i for i in range(here + 2, colon) if tree.lower[i] in FROM_SOMEBODY), None)
    if news is not None and tree.lower[news + 1] == "from":
        return tuple(range(news + 2, colon))
    verb = here + 1
    phrase: list[int] = []
    for i in range(verb + 1, colon):
        if tree.tag(i)[:2] not in ("NN", "DT", "JJ", "PR", "PO", "HY") and tree.words[i] != "-":
            break
        phrase.append(i)
    return tuple(phrase) if any(tree.tag(i).startswith("NNP") for i in phrase) else ()


def _named_beside(document: Document, trees: Sequence[Tree], stretch: Stretch) -> Draft | None:
    """ "Ada Lund: “…”" and "“…” – Ada Lund": a name and a mark, as in interviews and pull quotations."""
    start = document.text.rfind("\n", 0, stretch.start) + 1
    end = document.text.find("\n", stretch.end)
    behind_it = NEXT_LINE.match(document.text, end) if end >= 0 else None
    line_end = behind_it.end() if behind_it else len(document.text)
    ahead = NAME_BEFORE.search(document.text[start : stretch.start])
    behind = None if ahead else NAME_BEHIND.match(document.text[stretch.end : line_end])
    if ahead is None and behind is None:
        return None
    if ahead is not None:
        name, mark = (start + ahead.start(1), start + ahead.end(1)), start + ahead.start(2)
    else:
        assert behind is not None  # noqa: S101 - one of the two was found
        name, mark = (stretch.end + behind.start(2), stretch.end + behind.end(2)), stretch.end + behind.start(1)
    for tree in overlapping(trees, Span(document.id, name[0], name[1])):
        source = tree.at_offset(*name)
        cue = tree.at_offset(mark, mark + 1)
        if source and cue:
            content = (span_of(document, stretch),)
            return Draft(tree, tuple(cue), tuple(source), content, False, "asserts", "a name beside a quotation")
    return None


def _spoken(document: Document, trees: Sequence[Tree], stretches: Sequence[Stretch], k: int) -> Draft | None:
    """The cue nearest to a quotation, outside marks, in the sentence in which it begins or ends, or the speaker carried over."""
    stretch = stretches[k]
    span = span_of(document, stretch)
    best: tuple[int, Tree, int] | None = None
    for tree in overlapping(trees, Span(document.id, max(0, stretch.start - 2), stretch.end + 3)):
        for i in range(len(tree)):
            token = tree.tokens[i]
            if not _may_cue(tree, i):
                continue
            if inside_marks(Span(document.id, token.start, token.end), stretches) or not _may_speak(
                tree, i, document.text, stretch
            ):
                continue
            if token.start > stretch.end and _closed_sentence(document.text, stretch) and tree.child(i, "ccomp") is not None:
                continue  # “… fiction.” Reed said that …: the quotation was over, and the verb has words of its own
            introduced = token.end < stretch.start and document.text[token.end : stretch.start].rstrip(' "“‘«„').endswith(":")
            distance = 0 if introduced else max(stretch.start - token.end, token.start - stretch.end, 0)
            if "\n" in document.text[min(token.start, stretch.start) : max(token.end, stretch.end)]:
                continue
            if best is None or distance < best[0]:
                best = (distance, tree, i)
    words = len(re.findall(r"\w+", span.cut(document.text)))
    if best is None:
        return None
    _, tree, i = best
    if words < SHORT_QUOTE and tree.child(i, "ccomp", "dobj") is not None:
        return None
    outside = source_near(tree, i, stretches)
    cue = (i, i + 1) if tree.lemma(i) == "go" else (i,)
    return Draft(tree, cue, outside, (span,), False, force_of(tree.lemma(i)), f"quotation next to “{tree.words[i]}”")


def _may_cue(tree: Tree, i: int) -> bool:
    went_on = tree.lemma(i) == "go" and i + 1 < len(tree) and tree.lower[i + 1] == "on"
    return tree.is_verb(i) and (tree.lemma(i) in SPOKEN_CUES or went_on) and not is_name_behind(tree, i)


def _closed_sentence(text: str, stretch: Stretch) -> bool:
    return text[stretch.start : stretch.end].rstrip()[-1:] in (".", "!", "?", "…")


def _may_speak(tree: Tree, verb: int, text: str, stretch: Stretch) -> bool:
    """Whether somebody stands beside the cue. In a language without cue words (detect/reduced.py) it may be nobody, where
    the quotation is too long for a title or a single word."""
    if source_near(tree, verb) or tree.sentence.parsed:
        return bool(source_near(tree, verb))
    words = text[stretch.start : stretch.end]
    without_blanks = sum(c >= "\u2e80" for c in words)
    return len(words.split()) > SHORT_QUOTE or without_blanks > SHORT_WITHOUT_BLANKS


def source_near(tree: Tree, verb: int, stretches: Sequence[Stretch] = ()) -> tuple[int, ...]:
    """The verb's subject; where the parser lost it in an inversion, or took quoted words for it, the noun phrase right behind
    the verb, but not behind "told": there stands who was told."""
    found = source_of(tree, verb)
    if found and not inside_marks(tree.span(found), stretches):
        return found
    before = _name_before(tree, verb, stretches)
    if before or tree.lemma(verb) in SPOKEN_TO:
        return before
    after = next((k for k in range(verb + 1, min(verb + 4, len(tree))) if tree.tag(k).startswith(("NN", "PRP"))), None)
    if after is None or tree.is_passive(verb):
        return ()
    top = after
    while tree.head(top) > verb and tree.head(top) != top and tree.tag(tree.head(top)).startswith("NN"):
        top = tree.head(top)
    return tuple(k for k in tree.subtree(top) if k > verb)


def _name_before(tree: Tree, verb: int, stretches: Sequence[Stretch]) -> tuple[int, ...]:
    """ "“…,” Lund, 58, told the paper": the name between the quotation and the verb, which the parser hung elsewhere."""
    first = verb
    while first > 0 and tree.words[first - 1] not in QUOTATION_MARKS and not inside_marks(tree.span([first - 1]), stretches):
        first -= 1
    name = list(takewhile(lambda k: tree.tag(k) in ("NNP", "NNPS"), range(first, verb)))
    aged = [k for k in range(first + len(name), verb) if tree.words[k] != ","]
    return tuple(name) if first and all(tree.tag(k) == "CD" for k in aged) else ()
