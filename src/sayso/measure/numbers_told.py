"""Numbers that a report itself corrects ("14, not 19"), digits that changed places, and ages of one person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from sayso.calendar import MONTHS
from sayso.detect.trees import Tree
from sayso.measure.numbers import (
    DURATIONS,
    FAR,
    MONEY,
    NO_COUNT_AFTER,
    NUMBER,
    PHYSICAL,
    Quantity,
    begins_a_section,
    compatible,
    mark_alone,
    number_of,
    read_quantities,
)
from sayso.measure.side_by_side import Pairing, alike, covers, telling
from sayso.measure.told import Told, clause_span, holders_of, inside, named, neighbour, set_against
from sayso.records import Conflict, Span

BETWEEN = re.compile(r"(?:\s[^\W\d]+){0,3},?\s+(?:and\s+)?not\s+(?:the\s+)?$")
NEITHER = re.compile(r"\b(?:not|no|neither|nor)\s+$", re.IGNORECASE)  # "not one home, not two: four"
FIGURES = frozenset("number figure toll tally".split())
PUTTING = frozenset("put place set estimate stand".split())
BEING = frozenset(("be",))
SHARE = re.compile(r"%|cent\b")
AGE = re.compile(r"\b((?:[A-Z][\w’'-]+ ){0,2}[A-Z][\w’'-]+), (?:aged )?(\d{1,3})(?=[,.)]|\s(?:who|of|from)\b)")
OLDEST = 110
LIKE_WORD = 0.5
SAME_THING = 0.3  # harmonic mean of the shares of two sentences' words that the other holds (by eye)
COINS = frozenset(MONEY.values())
DYING = frozenset("kill die perish slay".split())
LIGHT = frozenset("be have do say make take get give".split())
MOST_PAIRS = 200  # of numbers of one unit and one name
LEAST_TURNED = 12  # smaller numbers have no two digits to change places


class Number(NamedTuple):
    value: float
    span: Span
    tree: Tree
    sign: str = ""  # the currency


def numbers_in(tree: Tree) -> Iterator[Number]:
    at = tree.sentence.span
    for match in NUMBER.finditer(at.cut(tree.text)):
        value = number_of(match)
        if value is not None:
            money = MONEY.get((match["sign"] or match["money"] or "").lower().rstrip("s"), "")
            yield Number(value, Span(at.doc, at.start + match.start(), at.start + match.end()), tree, money)


def corrected_numbers(told: Told) -> Iterator[Conflict]:
    """ "It was 14 cases, not 19": against the place that says 19 of the same."""
    for _, trees in sorted(told.trees.items()):
        for tree in trees:
            found = list(numbers_in(tree))
            for right, wrong in pairwise(found):
                before = tree.text[tree.sentence.span.start : right.span.start]
                between = BETWEEN.fullmatch(tree.text[right.span.end : wrong.span.start])
                if between and right.value != wrong.value and not NEITHER.search(before):
                    said = _said_by_others(told, wrong)
                    if said is not None:
                        here = Span(right.span.doc, right.span.start, wrong.span.end)
                        why = f"{named(told, here)} against {named(told, said)}"
                        yield set_against("number", "high", here, said, why)


def figures_put(told: Told) -> Iterator[Conflict]:
    """ "The firm puts the number at 34", "the real tally is eleven": another number of what was counted just before."""
    for _, trees in sorted(told.trees.items()):
        for tree in trees:
            for number in numbers_in(tree):
                verb = _puts_a_figure(number)
                counted = _counted_before(told, number) if verb is not None and not number.sign else None
                if verb is not None and counted is not None and counted.value != number.value:
                    said = _counted_elsewhere(told, counted) or _with_its_noun(counted.tree, counted.span)
                    here = clause_span(tree, verb)
                    yield set_against("number", "high", here, said, f"{named(told, here)} against {named(told, said)}")


def _puts_a_figure(number: Number) -> int | None:
    """The verb of "puts the toll at 34", "the number stands at 34", "the real figure is 34"."""
    tree = number.tree
    tokens = tree.at_offset(number.span.start, number.span.end)
    if not tokens or SHARE.search(number.span.cut(tree.text)):
        return None
    above = tree.head(tokens[-1])
    at = tree.lower[above] == "at" and tree.dep(above) == "prep"
    verb = tree.head(above) if at else above
    lemmas, role = (PUTTING, "dobj") if at else (BEING, "nsubj")
    figure = tree.child(verb, "nsubj" if tree.lemma(verb) == "stand" else role) if tree.lemma(verb) in lemmas else None
    bare = figure is not None and tree.lemma(figure) in FIGURES and not tree.all_children(figure, "prep", "acl", "relcl", "poss")
    return verb if bare else None


def _counted_before(told: Told, number: Number) -> Number | None:
    """The last exact count in the same sentence or the two before."""
    for tree in (number.tree, neighbour(told, number.tree, -1), neighbour(told, number.tree, -2)):
        held = [q for q in _quantities(tree) if q.span.end <= number.span.start] if tree is not None else []
        counts = [q for q in held if q.value > 1 and q.unit not in DURATIONS | COINS | PHYSICAL | {"%"}]
        if tree is not None and counts:
            far = max(counts[-1].value, number.value) > FAR * min(counts[-1].value, number.value)
            return Number(counts[-1].value, counts[-1].span, tree) if counts[-1].exact and not far else None
    return None


def _counted_elsewhere(told: Told, wrong: Number) -> Span | None:
    """The first other report that counts as many of the same."""
    noun = _with_its_noun(wrong.tree, wrong.span).cut(wrong.tree.text).rpartition(" ")[2].lower()
    for doc in sorted(told.trees):
        for tree in told.trees[doc] if doc != wrong.span.doc else ():
            for q in _quantities(tree):
                span = _with_its_noun(tree, q.span)
                if q.value == wrong.value and span.cut(tree.text).lower().endswith(noun):
                    return span
    return None


def _said_by_others(told: Told, wrong: Number) -> Span | None:
    """Where that number is given of a like thing: in the same report first."""
    doc = wrong.span.doc
    words = [word for _, word in telling(wrong.tree)]
    for other in sorted(told.trees, key=lambda one: (one != doc, one)):
        for tree in told.trees[other]:
            same = next(
                (n for n in numbers_in(tree) if n.value == wrong.value and n.span != wrong.span and _counts_something(n)), None
            )
            theirs = [word for _, word in telling(tree) if not word[:1].isdigit()]
            if tree is not wrong.tree and same and theirs and (alike(words, theirs) >= LIKE_WORD).sum() >= 1:
                return _with_its_noun(tree, same.span)
    return None


def _counts_something(number: Number) -> bool:
    """It is no part of a name or date ("9 November", "Channel Four") and no section's number ("3.2 Results")."""
    tree = number.tree
    tokens = tree.at_offset(number.span.start, number.span.end)
    near = [k for i in tokens for k in (i - 1, i, i + 1) if 0 <= k < len(tree)]
    dated = any(tree.words[k] in MONTHS for k in near)
    name = any(tree.tag(i).startswith("NNP") or tree.tag(tree.head(i)).startswith("NNP") for i in tokens)
    alone = bool(tokens) and tree.lower[tokens[-1] + 1 : tokens[-1] + 2] == ["of"]  # "four of us" may be any four
    return bool(number.sign) or not (alone or dated or name or begins_a_section(tree.text, number.span))


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
                if one.sign != other.sign or len(str(int(one.value))) != len(str(int(other.value))):
                    continue
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
    """It counts a noun or money: no date, no age, no house number."""
    if number.sign:
        return True
    if NO_COUNT_AFTER.match(number.tree.text, number.span.end):
        return False
    tokens = number.tree.at_offset(number.span.start, number.span.end)
    return bool(tokens) and number.tree.dep(tokens[-1]) == "nummod" and number.tree.tag(number.tree.head(tokens[-1])) == "NNS"


def _of_one_thing(told: Told, one: Number, other: Number, weights: Mapping[str, float]) -> bool:
    keys = [{h.key for a in inside(told, n.tree) for h in holders_of(told, a) if h.key} for n in (one, other)]
    if keys[0] & keys[1] or (one.sign and _names(one.tree) & _names(other.tree)):
        return True
    a, b = covers(one.tree, other.tree, weights)
    return bool(a and b and 2 * a * b / (a + b) >= SAME_THING)


# ── in reworked sentences, and of one deed ───────────────────────────────────────────────────────────────────────────


def numbers_reworded(told: Told, pairing: Pairing) -> Iterator[Conflict]:
    """Numbers of words that stand for each other, in sentences that tell the same: another number, or another currency."""
    left, right = (_quantities(tree) for tree in (pairing.left, pairing.right))
    for one in left:
        for other in right:
            lasting = bool({one.unit, other.unit} & DURATIONS)  # "86 years" and "four months" are two terms
            same_unit = one.unit == other.unit or (not lasting and _stand_for_each_other(pairing, one, other))
            if not (one.alone and other.alone):
                continue
            coin = one.value == other.value and one.unit != other.unit and {one.unit, other.unit} <= COINS
            if coin or (same_unit and not compatible(one, other)):
                why = f"{named(told, one.span)} against {named(told, other.span)}, in sentences that tell the same"
                yield set_against("number", "high" if one.exact and other.exact else "medium", one.span, other.span, why)


def _quantities(tree: Tree) -> list[Quantity]:
    return mark_alone(read_quantities(tree.sentence, 0, tree.text, ()))


def _stand_for_each_other(pairing: Pairing, one: Quantity, other: Quantity) -> bool:
    """Whether the words that two numbers count are aligned."""
    nouns = [set(tree.at_offset(q.span.start, q.span.end)) for tree, q in ((pairing.left, one), (pairing.right, other))]
    return any(pairing.left.tag(i).startswith("NN") and pairing.match.get(i) in nouns[1] for i in nouns[0])


def numbers_of_one_deed(told: Told) -> Iterator[Conflict]:
    """ "Killed 17 people in Arden", "19 people died in Arden": one unit, verbs that say the same, and a rare name in common."""
    held: dict[tuple[str, str], list[tuple[Quantity, Tree]]] = defaultdict(list)
    spread: dict[str, int] = defaultdict(int)
    for _, trees in sorted(told.trees.items()):
        for tree in trees:
            names = _names(tree)
            for name in names:
                spread[name] += 1
            for quantity in _quantities(tree):
                if quantity.alone and quantity.exact and quantity.unit not in DURATIONS | COINS and not quantity.markers:
                    for name in sorted(names):
                        held[quantity.unit, name].append((quantity, tree))
    for (_, name), found in sorted(held.items()):
        rows = found if spread[name] <= len(told.trees) else []
        pairs = ((a, b) for k, a in enumerate(rows) for b in rows[k + 1 :] if a[0].span.doc != b[0].span.doc)
        for (one, tree), (other, again) in islice(pairs, MOST_PAIRS):
            if not compatible(one, other) and _one_deed(tree, one, again, other):
                spans = _with_its_verb(tree, one), _with_its_verb(again, other)
                why = f"{named(told, spans[0])} against {named(told, spans[1])}, both of {name.title()}"
                yield set_against("number", "medium", *spans, why)
                break


def _names(tree: Tree) -> set[str]:
    return {tree.lower[i] for i in range(len(tree)) if tree.tag(i) == "NNP" and len(tree.words[i]) > 3}


def _one_deed(tree: Tree, one: Quantity, again: Tree, other: Quantity) -> bool:
    """The same place in the clause and one deed: who dies is killed."""
    if {one.verb, other.verb} <= DYING:
        return True
    return one.verb == other.verb and one.verb not in LIGHT and bool(one.around & other.around)


def _with_its_verb(tree: Tree, quantity: Quantity) -> Span:
    """The number with its verb where that stands right beside it."""
    tokens = tree.at_offset(quantity.span.start, quantity.span.end)
    verb = next((k for i in tokens for k in tree.ancestors(i) if tree.is_verb(k)), None)
    if verb is None or min(abs(verb - i) for i in tokens) > 2:
        return quantity.span
    return Span(quantity.span.doc, min(quantity.span.start, tree.tokens[verb].start), max(quantity.span.end, tree.tokens[verb].end))


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
