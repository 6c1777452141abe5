"""What every time expression of a story dates: its clause, the words of it, and how alike two dated clauses are."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sayso.calendar import Expression, read_dates
from sayso.records import Sentence, Span, TimeMention, Token

SAME_DATE_ALIKE = 0.2  # weighted overlap from which two mentions of one date tell one event; by eye on two stories
RUN_ALIKE = 0.5  # three words of content in a row, a verb among them, are nearly a quotation
MANY = 40  # of a large group so many wordings vote for the best one
NOUN_WORDS = 4  # a noun phrase with so many words beside the date is an event by itself
SAYING = frozenset((
    "say", "tell", "announce", "claim", "state", "deny", "call", "reject", "dismiss", "warn", "add", "argue", "accuse", "insist",
    "confirm", "admit", "concede", "promise", "urge", "ask", "respond", "reply", "answer", "declare", "describe", "tweet", "post",
    "write", "testify", "speak", "comment", "explain", "suggest", "acknowledge", "defend", "refute", "brief",
))  # fmt: skip
RELEASING = frozenset((
    "release", "publish", "post", "report", "reveal", "break", "print", "run", "air", "broadcast", "unveil", "issue",
))  # fmt: skip
RELEASED = frozenset((
    "article", "report", "story", "account", "newspaper", "paper", "study", "magazine", "website", "document", "broadcast",
    "book",
))  # fmt: skip
EMPTY = frozenset((
    "be", "have", "do", "will", "would", "can", "could", "may", "might", "shall", "should", "must", "get", "go", "make", "take",
    "say", "tell", "year", "month", "week", "day", "time", "people", "mr", "mrs", "ms", "other", "more", "most", "many", "new",
    "last", "next", "this", "that", "there", "one", "also",
))  # fmt: skip
EDGE_TAGS = frozenset((",", ".", ":", "CC", "HYPH"))  # a clause neither begins nor ends with these
FUTURE = frozenset((
    "will", "shall", "'ll", "’ll", "would",
))  # fmt: skip
FUTURE_HEADS = frozenset((
    "due", "plan", "expect", "set", "schedule", "hope", "intend", "prepare",
))  # fmt: skip


class Dated(NamedTuple):
    """One time expression in its sentence, with what it dates and, once known, when that was."""

    mention: Span
    words: str
    expression: Expression
    place: int  # number of the sentence in the story
    clause: Span
    content: frozenset[str]
    wide: frozenset[str]  # with the next sentence, if that has no date of its own
    triples: frozenset[tuple[str, ...]]
    kind: str
    modifier: bool  # "the February deal": names an event, tells none
    later: bool  # the clause speaks of what is to come
    first: date | None = None
    last: date | None = None
    how: str = ""  # why these dates
    inferred: bool = False
    misfit: str = ""  # a weekday that does not fit its date

    @property
    def known(self) -> bool:
        return self.first is not None or self.last is not None

    @property
    def is_day(self) -> bool:
        return self.first is not None and self.first == self.last


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_mentions(sentences: Sequence[Sentence], times: Sequence[TimeMention], texts: Mapping[str, str]) -> list[Dated]:
    """Each time expression with the clause it dates; times of day alone are left out."""
    ordered = sorted(sentences, key=lambda sentence: sentence.span)
    by_sentence = _mentions_of(ordered, times)
    found = []
    for place, inside in sorted(by_sentence.items()):
        text = texts[ordered[place].span.doc]
        follows = place + 1 < len(ordered) and ordered[place + 1].span.doc == ordered[place].span.doc
        near = (
            follows and place + 1 not in by_sentence and "\n" not in text[ordered[place].span.end : ordered[place + 1].span.start]
        )
        beyond = content_words(ordered[place + 1].tokens) if near else ()
        for time in inside:
            words = time.span.cut(text)
            expression = next(iter(read_dates(words)), None)
            if expression is not None and expression.which not in ("clock", "either order"):
                found.append(_dated(ordered[place], place, time, expression, words, beyond))
    return found


def _mentions_of(ordered: Sequence[Sentence], times: Sequence[TimeMention]) -> dict[int, list[TimeMention]]:
    """The time mentions of each sentence, by the sentence's number."""
    waiting = sorted(times, key=lambda time: time.span)
    found: dict[int, list[TimeMention]] = defaultdict(list)
    number = 0
    for place, sentence in enumerate(ordered):
        while number < len(waiting) and waiting[number].span < sentence.span and not sentence.span.contains(waiting[number].span):
            number += 1
        while number < len(waiting) and sentence.span.contains(waiting[number].span):
            found[place].append(waiting[number])
            number += 1
    return found


def _dated(sentence: Sentence, place: int, time: TimeMention, expression: Expression, words: str, beyond: Sequence[str]) -> Dated:
    tokens = sentence.tokens
    inside = [i for i, token in enumerate(tokens) if time.span.start <= token.start < time.span.end]
    top = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), inside[0] if inside else 0)
    event, verb = event_of(tokens, top, inside)
    members = subtree(tokens, event) or list(range(len(tokens)))
    said = [token for i, token in enumerate(tokens) if members[0] <= i <= members[-1] and i not in inside]
    content = content_words(said)
    trimmed = [
        i for i in members if tokens[i].tag not in EDGE_TAGS and not (tokens[i].dep == "mark" and tokens[i].lemma == "that")
    ] or members
    clause = Span(time.span.doc, tokens[trimmed[0]].start, tokens[trimmed[-1]].end)
    if tokens[event].dep == "ROOT":
        clause = sentence.span
    return Dated(
        time.span,
        words,
        expression,
        place,
        clause,
        frozenset(content),
        frozenset((*content, *beyond)),
        word_runs(said),
        kind_of(tokens, event, verb),
        tokens[top].dep in ("compound", "nummod", "amod", "poss", "nmod", "quantmod"),
        expression.which.startswith("next") or speaks_of_future(tokens, verb, expression),
    )


def content_words(tokens: Iterable[Token]) -> list[str]:
    """The words that say what happened: nouns, verbs, adjectives, numbers, as lemmas, without the commonest."""
    return [token.lemma for token in tokens if token.tag[:2] in ("NN", "VB", "JJ", "CD") and token.lemma not in EMPTY]


def word_runs(tokens: Iterable[Token]) -> frozenset[tuple[str, ...]]:
    """Three words of content in a row with a verb among them and one name at most: names alone tell no event."""
    full = [token for token in tokens if token.tag[:2] in ("NN", "VB", "JJ", "CD") and token.lemma not in EMPTY]
    runs = zip(full, full[1:], full[2:], strict=False)
    return frozenset(
        tuple(token.lemma for token in run)
        for run in runs
        if any(token.tag.startswith("VB") for token in run) and sum(token.tag.startswith("NNP") for token in run) <= 1
    )


def event_of(tokens: Sequence[Token], top: int, inside: Sequence[int]) -> tuple[int, int]:
    """The head of what is dated, a verb or a full noun phrase, and the nearest verb above."""
    event, here, seen = -1, top, set[int]()
    while here not in seen:
        seen.add(here)
        tag = tokens[here].tag
        if event < 0 and tag in ("NN", "NNS") and here not in inside and _is_full_noun(tokens, here, inside):
            event = here
        if tag.startswith("VB") and tokens[here].dep not in ("aux", "auxpass", "amod"):
            break
        here = tokens[here].head
    verb = here
    if event < 0:
        event = verb
        while tokens[event].dep in ("acl", "relcl", "xcomp", "pcomp") and tokens[event].head != event:
            event = tokens[event].head
    return event, verb


def _is_full_noun(tokens: Sequence[Token], noun: int, inside: Sequence[int]) -> bool:
    members = [i for i in subtree(tokens, noun) if i not in inside]
    return len(content_words(tokens[i] for i in members)) >= NOUN_WORDS


def subtree(tokens: Sequence[Token], root: int) -> list[int]:
    """The word and everything below it, in order."""
    below: dict[int, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens):
        if token.head != i:
            below[token.head].append(i)
    found, waiting = {root}, [root]
    while waiting:
        waiting = [child for parent in waiting for child in below[parent] if child not in found]
        found.update(waiting)
    return sorted(found)


def kind_of(tokens: Sequence[Token], event: int, verb: int) -> str:
    """ "event", "statement" where the dated verb is an act of saying, "publication" where something is published."""
    lemma = tokens[verb].lemma if tokens[event].tag.startswith("VB") or tokens[verb].head == event else ""
    arms = {token.lemma for token in tokens if token.head in (verb, event) and token.tag.startswith("NN")}
    if lemma in RELEASING and "statement" in arms:
        return "statement"
    if lemma in RELEASING and arms & (RELEASED | {tokens[event].lemma} & RELEASED):
        return "publication"
    return "statement" if lemma in SAYING else "event"


def speaks_of_future(tokens: Sequence[Token], verb: int, expression: Expression) -> bool:
    """ "will meet in September", "is due on Tuesday", "the lease ends in December"."""
    helpers = {token.lemma for i, token in enumerate(tokens) if token.head == verb and i != verb}
    if "have" in helpers and "will" not in helpers:
        return False
    head = tokens[tokens[verb].head].lemma
    present = tokens[verb].tag == "VBZ" and tokens[verb].lemma not in SAYING | {"be", "have"}
    ends = present and expression.granularity == "month" and expression.lead == "in"
    return bool(helpers & (FUTURE | {"due"})) or (tokens[verb].tag == "VB" and head in FUTURE_HEADS) or ends


# ── likeness ─────────────────────────────────────────────────────────────────────────────────────────────────────────

Weights = Mapping[str, float]


def word_weights(mentions: Sequence[Dated]) -> Weights:
    """How much a shared word tells: less the more of the dated clauses hold it (inverse document frequency)."""
    counts = Counter(word for dated in mentions for word in dated.wide)
    return {word: math.log(1 + len(mentions) / count) for word, count in counts.items()}


def overlap(left: frozenset[str], right: frozenset[str], weights: Weights) -> float:
    """Weighted Dice coefficient."""
    shared = sum(weights.get(word, 1.0) for word in sorted(left & right))
    whole = sum(weights.get(word, 1.0) for word in sorted(left)) + sum(weights.get(word, 1.0) for word in sorted(right))
    return 2 * shared / whole if whole else 0.0


def alike(left: Dated, right: Dated, weights: Weights) -> float:
    """How alike two dated clauses are, 0 to 1; three words of content in the same order count as the same words."""
    score = max(overlap(left.content, right.content, weights), overlap(left.wide, right.wide, weights))
    return max(score, RUN_ALIKE) if left.triples & right.triples else score
