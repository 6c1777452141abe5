"""Numbers that a report itself corrects ("14, not 19"), digits that changed places, and ages of one person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sayso.calendar import MONTHS
from sayso.detect.trees import Tree
from sayso.measure.numbers import NUMBER, number_of
from sayso.measure.side_by_side import alike, covers, telling
from sayso.measure.told import Told, holders_of, inside, named, set_against
from sayso.records import Conflict, Span

BETWEEN = re.compile(r"(?:\s[^\W\d]+){0,3},?\s+(?:and\s+)?not\s+(?:the\s+)?$")
AGE = re.compile(r"\b((?:[A-Z][\w’'-]+ ){0,2}[A-Z][\w’'-]+), (?:aged )?(\d{1,3})(?=[,.)]|\s(?:who|of|from)\b)")
OLDEST = 110
LIKE_WORD = 0.5
SAME_THING = 0.3  # harmonic mean of the shares of two sentences' words that the other holds (by eye)
LEAST_TURNED = 12  # smaller numbers have no two digits to change places


class Number(NamedTuple):
    value: float
    span: Span
    tree: Tree


def numbers_in(tree: Tree) -> Iterator[Number]:
    at = tree.sentence.span
    for match in NUMBER.finditer(at.cut(tree.text)):
        value = number_of(match)
        if value is not None:
            yield Number(value, Span(at.doc, at.start + match.start(), at.start + match.end()), tree)


def corrected_numbers(told: Told) -> Iterator[Conflict]:
    """ "It was 14 cases, not 19": against the place that says 19 of the same."""
    for _, trees in sorted(told.trees.items()):
        for tree in trees:
            found = list(numbers_in(tree))
            for right, wrong in pairwise(found):
                if BETWEEN.fullmatch(tree.text[right.span.end : wrong.span.start]) and right.value != wrong.value:
                    said = _said_by_others(told, wrong)
                    if said is not None:
                        here = Span(right.span.doc, right.span.start, wrong.span.end)
                        why = f"{named(told, here)} against {named(told, said)}"
                        yield set_against("number", "high", here, said, why)


def _said_by_others(told: Told, wrong: Number) -> Span | None:
    """Where that number is given of a like thing: in the same report first."""
    doc = wrong.span.doc
    words = [word for _, word in telling(wrong.tree)]
    for other in sorted(told.trees, key=lambda one: (one != doc, one)):
        for tree in told.trees[other]:
            same = next((n for n in numbers_in(tree) if n.value == wrong.value and n.span != wrong.span), None)
            theirs = [word for _, word in telling(tree) if not word[:1].isdigit()]
            if tree is not wrong.tree and same and theirs and (alike(words, theirs) >= LIKE_WORD).sum() >= 1:
                return _with_its_noun(tree, same.span)
    return None


def _with_its_noun(tree: Tree, span: Span) -> Span:
    """The number with the noun that it counts, where that stands right behind."""
    tokens = tree.at_offset(span.start, span.end)
    noun = tree.head(tokens[-1]) if tokens else 0
    near = bool(tokens) and tree.tag(noun).startswith("NN") and 0 < noun - tokens[-1] <= 3
    return Span(span.doc, span.start, tree.tokens[noun].end) if near else span


# ── digits ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def turned_digits(told: Told, weights: Mapping[str, float], corrections: Sequence[frozenset[float]]) -> Iterator[Conflict]:
    """23 in one report and 32 in another, of like things or on the word of one: a slip is likelier than two counts."""
    by_digits: dict[str, list[Number]] = defaultdict(list)
    for _, trees in sorted(told.trees.items()):
        for tree in trees:
            for number in numbers_in(tree):
                if number.value >= LEAST_TURNED and number.value == int(number.value) and not _is_a_year(number.value):
                    by_digits["".join(sorted(str(int(number.value))))].append(number)
    seen = set()
    for _, held in sorted(by_digits.items()):
        for k, one in enumerate(held):
            for other in held[k + 1 : k + 20]:
                key = frozenset((one.value, other.value))
                if any(key <= values for values in corrections):
                    continue
                apart = one.value != other.value and one.span.doc != other.span.doc and key not in seen
                if apart and _counts(one) and _counts(other) and _of_one_thing(told, one, other, weights):
                    seen.add(key)
                    spans = _with_its_noun(one.tree, one.span), _with_its_noun(other.tree, other.span)
                    why = f"{named(told, spans[0])} against {named(told, spans[1])}: the digits have changed places"
                    yield set_against("number", "medium", *spans, why)


def _is_a_year(value: float) -> bool:
    return 1800 <= value <= 2100


def _counts(number: Number) -> bool:
    """It counts a noun: no date, no age, no house number."""
    tokens = number.tree.at_offset(number.span.start, number.span.end)
    return bool(tokens) and number.tree.dep(tokens[-1]) == "nummod" and number.tree.tag(number.tree.head(tokens[-1])) == "NNS"


def _of_one_thing(told: Told, one: Number, other: Number, weights: Mapping[str, float]) -> bool:
    keys = [{h.key for a in inside(told, n.tree) for h in holders_of(told, a) if h.key} for n in (one, other)]
    if keys[0] & keys[1]:
        return True
    a, b = covers(one.tree, other.tree, weights)
    return bool(a and b and 2 * a * b / (a + b) >= SAME_THING)


# ── ages ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def ages(told: Told) -> Iterator[Conflict]:
    """One person's age in two reports: the same first name, and no other name that differs."""
    held: dict[str, list[tuple[str, int, Span]]] = defaultdict(list)
    for doc, trees in sorted(told.trees.items()):
        for tree in trees:
            at = tree.sentence.span
            for match in AGE.finditer(at.cut(tree.text)):
                names, age = match[1].split(), int(match[2])
                if 0 < age <= OLDEST and not any(name in MONTHS or name[:3] in SHORT_MONTHS for name in names[-1:]):
                    held[names[0]].append((match[1], age, Span(doc, at.start + match.start(), at.start + match.end())))
    for _, rows in sorted(held.items()):
        yield from _first_difference(told, rows)


SHORT_MONTHS = frozenset(month[:3] for month in MONTHS)


def _first_difference(told: Told, rows: Sequence[tuple[str, int, Span]]) -> Iterator[Conflict]:
    for k, (one, age, left) in enumerate(rows):
        for other, elder, right in rows[k + 1 :]:
            shorter, longer = sorted((one.split(), other.split()), key=len)
            same = longer[: len(shorter)] == shorter or set(shorter) <= set(longer)
            if same and age != elder and left.doc != right.doc:
                yield set_against(
                    "number", "low", left, right, f"{named(told, left)} against {named(told, right)}: the age of one person"
                )
                return
