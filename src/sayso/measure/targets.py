"""What a quoted fragment is said of: “baseless” about the accusations, or about something else."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.measure.wordings import Wording
from sayso.records import Span
from sayso.wording import FUNCTION_WORDS, words_of
from sayso.words import alikeness

FRAGMENT = 8  # words; longer quotations say themselves what they are about (by eye)
BEFORE = 90  # characters before a quotation in which verb and target must stand
# `called the claims “…”`, `dismissed the report as “…”`
CALLED = re.compile(
    r"\b(?:call|describ|brand|dubb?|label|labell|dismiss|denounc|condemn|reject|deem|slam)(?:e?s|ed|e|ing)?\s+"
    r"(?P<target>(?:the|this|that|these|those|its|his|her|their|a|an)\s+[\w’'-]+(?:\s[\w’'-]+){0,3}?)"
    r"(?:\s+as)?[,:]?\s*$",
    re.IGNORECASE,
)


class OtherTarget(NamedTuple):
    """Two places, each from the words for the target to the end of the quotation, and what differs."""

    left: Span
    right: Span
    because: str


def other_target(left: Wording, right: Wording) -> OtherTarget | None:
    """Where two reports say nearly the same words of different things; None where either does not name its thing."""
    if max(len(left.words), len(right.words)) > FRAGMENT:
        return None
    one, other = _target(left), _target(right)
    if one is None or other is None or _alike(one[1], other[1]):
        return None
    return OtherTarget(one[0], other[0], f"“{other[1]}” for “{one[1]}”: the words are said of something else")


def _target(wording: Wording) -> tuple[Span, str] | None:
    first = wording.version.spans[0]
    before = wording.text[max(0, first.start - 1 - BEFORE) : max(0, first.start - 1)]
    found = CALLED.search(before)
    if not found or not wording.text[max(0, first.start - 1) : first.start].strip():
        return None
    start = max(0, first.start - 1 - BEFORE) + found.start("target")
    return Span(first.doc, start, first.end), found["target"]


def _alike(left: str, right: str) -> bool:
    one, other = ([word.form for word in words_of(text) if word.form not in FUNCTION_WORDS] for text in (left, right))
    return not one or not other or bool(alikeness([*one, *other])[: len(one), len(one) :].any())
