"""Quotations that fill a paragraph of their own: who speaks is told in the paragraph before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.detect.drafts import MADE, Draft, source_of
from sayso.detect.trees import Tree
from sayso.lexicon import DOCUMENTS, SAYING, WORD_NOUNS, force_of
from sayso.marks import Stretch
from sayso.records import HEADLINES, Span

LEAST_WORDS = 5  # a paragraph with fewer words in marks is a title or a slogan (by eye)
# Without a colon only these lead over to the next paragraph: "Holm continued her remarks."
LEADING_OVER = frozenset("continue add explain elaborate respond reply answer write tweet post comment".split())
NAME_IN_NEXT_LINE = re.compile(r"\s*\n\s*[-–—]\s*(?:[A-Z][\w.’'-]*\s?){1,5}(?=[,.(\n]|$)")


class Paragraph(NamedTuple):
    start: int
    end: int


def fills_its_paragraph(text: str, stretch: Stretch) -> bool:
    """Whether nothing but quotation marks and punctuation stands beside the quotation."""
    around = _paragraph_at(text, stretch.start)
    beside = text[around.start : stretch.start] + text[stretch.end : around.end]
    return len(text[stretch.start : stretch.end].split()) >= LEAST_WORDS and not any(c.isalnum() for c in beside)


def who_speaks(text: str, trees: Sequence[Tree], drafts: Sequence[Draft], content: Span, stretch: Stretch) -> int | Draft | None:
    """The number of the draft that goes on in such a quotation, or a new one; None where the text leaves it open."""
    around = _paragraph_at(text, stretch.start)
    if NAME_IN_NEXT_LINE.match(text, around.end):
        return None  # somebody is named below it, though not so that the words could be given to them
    before = _paragraph_at(text, len(text[: around.start].rstrip()) - 1)
    going_on = _goes_on(trees, drafts, before)
    return _leads_over(text, trees, drafts, content, before) if going_on is None else going_on


def _goes_on(trees: Sequence[Tree], drafts: Sequence[Draft], before: Paragraph) -> int | None:
    """The last draft in the sentence, or with the words, that end the paragraph before."""
    inside = [
        k for k, draft in enumerate(drafts) if any(before.start <= span.start and span.end <= before.end for span in draft.content)
    ]
    carried = [k for k in inside if not before.start <= drafts[k].cue_span.start < before.end]
    if carried:  # the paragraph before is itself such a quotation
        return carried[-1]
    last = _last_tree(trees, before)
    fitting = [
        k
        for k, draft in enumerate(drafts)
        if last is not None
        and (draft.tree is last or _ends_with(draft, last))
        and draft.source
        and draft.scope == "says"
        and not draft.nominal
        and not any(span.contains(draft.cue_span) for other in drafts for span in other.content)
    ]
    return fitting[-1] if fitting else None


def _leads_over(text: str, trees: Sequence[Tree], drafts: Sequence[Draft], content: Span, before: Paragraph) -> Draft | None:
    """The sentence before it that only leads over: "He told the hall:", "Holm continued her remarks.", "It issued a statement"."""
    tree = _last_tree(trees, before)
    if tree is None:
        return None
    colon = text[: before.end].rstrip().endswith(":")
    for i in range(len(tree) - 1, -1, -1):
        if not tree.is_verb(i) or tree.is_negated(i) or tree.dep(i) not in ("ROOT", "conj", "advcl", "ccomp", "xcomp"):
            continue
        noun = tree.child(i, "dobj")
        issued = tree.lemma(i) in MADE and noun is not None and tree.lemma(noun) in DOCUMENTS | WORD_NOUNS
        if not (issued or tree.lemma(i) in (SAYING if colon else LEADING_OVER)):
            continue
        cue = (i, noun) if issued and noun is not None else (i,)
        source = source_of(tree, i)
        if source and not any(draft.tree is tree and set(draft.cue) & set(cue) for draft in drafts):
            because = f"“{tree.words[i]}” leads over to the quotation in the next paragraph"
            return Draft(tree, cue, source, (content,), False, force_of(tree.lemma(i)), because)
    return None


def _paragraph_at(text: str, at: int) -> Paragraph:
    end = text.find("\n", at)
    return Paragraph(text.rfind("\n", 0, max(at, 0)) + 1, end if end >= 0 else len(text))


def _last_tree(trees: Sequence[Tree], paragraph: Paragraph) -> Tree | None:
    inside = [tree for tree in trees if paragraph.start <= tree.sentence.span.start < paragraph.end]
    return inside[-1] if inside and inside[-1].sentence.kind not in HEADLINES else None


def _ends_with(draft: Draft, tree: Tree) -> bool:
    """Whether the words of the draft end with this sentence, but for its marks."""
    words, last = tree.sentence.span, draft.content[-1]
    return last.start <= words.start + 1 and words.end - 2 <= last.end
