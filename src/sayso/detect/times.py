"""Time expressions in a report's sentences: what the words fix by themselves, and nothing more.

"In March" is a month, not a day in it; "on Tuesday" is some Tuesday: which one is a matter of the story (see timeline).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.calendar import AMBIGUOUS_MONTHS, MONTHS, OPEN_LEADS, Expression, read_dates
from sayso.records import Document, Sentence, Span, TimeMention, Token

# A month's or weekday's name in these roles is a person, a verb or part of a name ("since May became …").
NAME_ROLES = frozenset({"nsubj", "nsubjpass", "poss", "compound", "appos", "conj"})
PEOPLE_TAGS = frozenset({"NNS", "NNPS"})


def find_times(documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[TimeMention]:
    """Every time expression of the sentences, in order; `start` and `end` only where year and all are in the words."""
    (document,) = documents
    for sentence in sentences:
        text = sentence.span.cut(document.text)
        offset = sentence.span.start
        for expression in read_dates(text):
            tokens = [token for token in sentence.tokens if offset + expression.core <= token.start < offset + expression.end]
            if not means_something_else(expression, tokens, sentence, document.text):
                yield time_mention(expression, document.id, offset)


def time_mention(expression: Expression, doc: str, offset: int) -> TimeMention:
    """The record of one expression.

    >>> made = time_mention(read_dates("shut since May 2019")[0], "a", 0)
    >>> made.start, made.end, made.granularity, made.because
    ('2019-05-01', None, 'month', 'month and year are named; "since" leaves the end open')
    """
    first, last = expression.bounds()
    return TimeMention(
        Span(doc, offset + expression.start, offset + expression.end),
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        expression.granularity,
        reason(expression),
    )


def reason(expression: Expression) -> str:
    """What the words fix, in plain words."""
    if expression.which == "either order":
        return "day and month cannot be told apart"
    if expression.which == "clock":
        return "a time of day; the words name no day"
    if expression.granularity == "weekday":
        return "a weekday; the words name no date"
    if expression.granularity == "relative":
        return "counts from another time, which the words do not name"
    first, last = expression.first, expression.last or expression.first
    named = [word for word, value in (("day", first.day), ("month", first.month), ("year", first.year or last.year)) if value]
    said = " and ".join((", ".join(named[:-1]), named[-1])) if len(named) > 1 else named[0]
    said += " are named" if len(named) > 1 else " is named"
    if first.year is None:
        said += "; the year is not"
    elif expression.last is None and expression.lead in OPEN_LEADS:
        open_side = "end" if expression.lead in ("since", "after") else "beginning"
        said += f'; "{expression.lead}" leaves the {open_side} open'
    if expression.part:
        said += f'; "{expression.part}" narrows it'
    return said


def means_something_else(expression: Expression, tokens: Sequence[Token], sentence: Sentence, text: str) -> bool:
    """The parse says that "May" is a verb or a person, or that "2000" counts houses."""
    if expression.granularity == "year":
        return _counts_something(tokens[-1] if tokens else None, sentence, text)
    if expression.which == "that" and tokens and tokens[0].tag == "IN":
        return True  # "they said that evening trains run late"
    names = [token for token in tokens if text[token.start : token.end].strip(".").lower() in _MONTH_NAMES]
    if any(token.tag in ("MD", "VB", "VBP", "VBZ") for token in names if _risky(token, text)):
        return True
    alone = expression.granularity == "month" and expression.first.year is None and not expression.which and not expression.part
    return alone and any(_names_somebody(token, sentence, text) for token in names if _risky(token, text))


_MONTH_NAMES = frozenset(month.lower() for month in MONTHS)


def _risky(token: Token, text: str) -> bool:
    return text[token.start : token.end].lower() in AMBIGUOUS_MONTHS


def _names_somebody(token: Token, sentence: Sentence, text: str) -> bool:
    """ "since May became leader", "by April Jones": the name is a subject, or a capitalised word follows or owns it."""
    following = next((other for other in sentence.tokens if other.start >= token.end), None)
    named_on = following is not None and following.tag in ("NNP", "NNPS", "POS") and following.start - token.end <= 1
    return token.dep in NAME_ROLES or named_on


def _counts_something(token: Token | None, sentence: Sentence, text: str) -> bool:
    """ "in 2000 homes": a round number before a plural."""
    if token is None or not text[token.start : token.end].endswith("00"):
        return False
    following = next((other for other in sentence.tokens if other.start >= token.end), None)
    return following is not None and following.tag in PEOPLE_TAGS
