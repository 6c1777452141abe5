"""Numbers and dates that cannot both be right as they stand. Precision before recall.

Compared are the members of one claim first, then statements of one thing in nearly the same words. "20" and "nearly 20"
agree; so do "£4 million" and "4,000,000 pounds". A correction that names the old and the new number settles a conflict.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from sayso.calendar import MONTHS, ONES, TENS, WEEKDAYS, Expression, nearest_year, read_dates
from sayso.records import Claim, Conflict, Document, Sentence, Span, TimeMention, Token

CLAIM_ALIKE = 0.3  # weighted overlap (Dice) of two clauses that belong to one claim; by eye, precision first
ALIKE = 0.5  # the same without a claim to vouch for it, with the same verb; by eye
ALIKE_ANY_VERB = 0.75  # the same with different verbs, or for sums and shares, which everything is measured in
SHARED_WORDS = 2  # words of content two clauses must share besides what is counted
SHARED_MORE = 3  # the same for sums and shares, and within one report, which may well count two things in like words
MEASURES = frozenset(("%", "£", "$", "€", "A$", "C$", "US$", "pence", "cent"))
PHYSICAL = frozenset((
    "mile", "kilometer", "kilometre", "km", "metre", "meter", "m", "foot", "feet", "inch", "yard", "gram", "kilogram", "kg",
    "ton", "tonne", "ounce", "litre", "liter", "gallon", "acre", "hectare", "degree", "mph", "kph", "watt", "megawatt",
))  # fmt: skip
CONFLICT_DAYS = 7  # two dates of one event further apart are two events
NEAR_DAYS = 45  # a day without a year belongs to the year of a full date so near; by eye
CONVERTED = 0.05  # lengths and weights are converted and rounded: "12 metres" becomes 39 or 40 feet
ABOUT = 0.1  # "about 430" allows a tenth either way; by eye
ROUNDED_DIGITS = 3  # a number with so few digits that are not zero may be a rounding of another
MOST_SHARING = 60  # a word in more clauses than that tells nothing
WINDOW = 9  # clauses with a rare word in common are compared with so many neighbours: enough to show the conflict once

SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "m": 10**6, "bn": 10**9, "k": 1_000,
    "dozen": 12,
}  # fmt: skip
_WORD = "|".join((*TENS, *sorted(ONES, key=len, reverse=True)))
_CURRENCY = r"US\$|A\$|C\$|[£$€]"
NUMBER = re.compile(
    rf"(?<![\w.,:/$£€-])(?P<sign>{_CURRENCY})?(?:(?P<digits>\d{{1,3}}(?:,\d{{3}}){{1,4}}(?!\d)(?:\.\d{{1,2}})?|\d{{1,12}}(?:\.\d{{1,3}})?)"
    rf"|(?P<words>(?i:(?:{_WORD})(?:[-\s](?:{_WORD}))?)(?![\w-])))"
    r"(?:[\s-]?(?P<scale>(?i:hundred|thousand|million|billion|trillion|dozen)|m|bn|k)(?![\w]))?"
    r"(?P<percent>\s?(?:%|per\s?cent\b))?"
    r"(?:\s(?P<money>(?i:pounds?|dollars?|euros?|pence|cents)\b))?(?![\d%]|[.,:/-]\d|-\w)"
)
MONEY = {
    "£": "£", "$": "$", "us$": "$", "€": "€", "pound": "£", "dollar": "$", "euro": "€", "a$": "A$", "c$": "C$", "pence": "pence",
    "cent": "cent",
}  # fmt: skip
AT_LEAST = re.compile(
    r"\b(?:more than|over|at least|no fewer than|no less than|upwards of|above|exceed\w{0,3}|minimum of)\s(?:the\s)?$",
    re.IGNORECASE,
)
AT_MOST = re.compile(
    r"\b(?:fewer than|less than|under|up to|at most|no more than|nearly|almost|as many as|as much as|below|close to|maximum of)\s"
    r"(?:the\s)?$",
    re.IGNORECASE,
)
ROUGHLY = re.compile(r"\b(?:about|around|roughly|approximately|some|an estimated|estimated|circa)\s(?:the\s)?$", re.IGNORECASE)
# A number inside these words is no count of things: "one of the", "number two", "aged 40", "from 5 to 7".
NO_COUNT_BEFORE = re.compile(
    r"\b(?:number|no\.|page|chapter|part|phase|section|article|route|highway|aged?|the year|from|between|the last|the first)\s$",
    re.IGNORECASE,
)
NO_COUNT_AFTER = re.compile(
    r"\s?(?:-year-old|years? old|of (?:the|them|those|these|whom|which|his|her|its|their)\b|to \d|and \d|or \d)", re.IGNORECASE
)
VAGUE_UNITS = frozenset((
    "day", "week", "month", "year", "hour", "minute", "second", "time", "thing", "way", "point", "one", "other", "decade",
))  # fmt: skip
EMPTY = frozenset((
    "be", "have", "do", "will", "would", "can", "could", "may", "might", "shall", "should", "must", "get", "go", "make", "take",
    "say", "tell", "report", "accord", "number", "year", "month", "week", "day", "time", "mr", "mrs", "ms", "other", "more",
    "most", "many", "this", "that", "there", "one", "also",
))  # fmt: skip


class Quantity(NamedTuple):
    """One number with what it counts."""

    span: Span
    value: float
    unit: str  # the counted noun's lemma, "%", a currency
    low: float
    high: float
    exact: bool
    place: int  # the sentence's number in the story
    verb: str  # its clause's verb
    alone: bool  # the only number of its unit in the sentence
    around: frozenset[str]  # words of content of its clause, without the number and the unit
    markers: frozenset[str]  # what narrows the counted noun: "US", "killed"


class Day(NamedTuple):
    """One day mentioned in a sentence: a date, a weekday or both."""

    span: Span
    expression: Expression
    on: date | None
    place: int


class Likeness(NamedTuple):
    """How alike two clauses are, and how many telling words they share."""

    score: float
    shared: int


def find_conflicts(
    documents: Sequence[Document], sentences: Sequence[Sentence], claims: Sequence[Claim], times: Sequence[TimeMention]
) -> Iterator[Conflict]:
    """Conflicts of number and of date, within a report and between reports of one story."""
    texts = {document.id: document.text for document in documents}
    names = {document.id: document.name for document in documents}
    ordered = sorted(sentences, key=lambda sentence: sentence.span)
    corrections = read_corrections(ordered, texts)
    found = [*number_conflicts(ordered, claims, times, texts, names, corrections), *date_conflicts(ordered, times, texts, names)]
    yield from sorted(set(found), key=lambda conflict: (conflict.left, conflict.right, conflict.kind))


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def number_of(match: re.Match[str]) -> float | None:
    """
    >>> [number_of(match) for match in NUMBER.finditer("4,000,000 pounds, £4 million, forty-one, twenty")]
    [4000000.0, 4000000.0, 41.0, 20.0]
    """
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    else:
        parts = re.split(r"[-\s]", match["words"].lower())
        if len(parts) == 2 and (parts[0] not in TENS or ONES.get(parts[1], 10) > 9):
            return None
        value = float(sum(ONES.get(part, TENS.get(part, 0)) for part in parts))
    return value * SCALES[match["scale"].lower()] if match["scale"] else value


def read_quantities(sentence: Sentence, place: int, text: str, times: Sequence[Span]) -> Iterator[Quantity]:
    """The counts, shares and sums of one sentence; dates, ages and ordinals are left out."""
    start = sentence.span.start
    cut = sentence.span.cut(text)
    for match in NUMBER.finditer(cut):
        span = Span(sentence.span.doc, start + match.start(), start + match.end())
        value = number_of(match)
        before, after = cut[max(0, match.start() - 24) : match.start()], cut[match.end() : match.end() + 24]
        if value is None or any(span.overlaps(time) for time in times):
            continue
        if NO_COUNT_BEFORE.search(before) or NO_COUNT_AFTER.match(after):
            continue
        if made := _quantity(sentence, place, match, span, value, before):
            yield made


def mark_alone(quantities: Iterable[Quantity]) -> list[Quantity]:
    """ "46 percent to 42 percent": of two numbers of one unit in a sentence none says which is meant."""
    held = list(quantities)
    counts = Counter(quantity.unit for quantity in held)
    return [quantity._replace(alone=counts[quantity.unit] == 1) for quantity in held]


def _quantity(sentence: Sentence, place: int, match: re.Match[str], span: Span, value: float, before: str) -> Quantity | None:
    tokens = sentence.tokens
    inside = [i for i, token in enumerate(tokens) if span.start <= token.start < span.end]
    if not inside:
        return None
    noun = next(
        (tokens[i].head for i in inside if tokens[i].head not in inside and tokens[i].dep in ("nummod", "quantmod", "amod")), None
    )
    unit = _unit_of(match, tokens, noun)
    if not unit or (unit in VAGUE_UNITS):
        return None
    low, high, exact = _bounds(before, value)
    members, verb = clause_of(tokens, inside[0])
    around = frozenset(content_words(tokens[i] for i in members if i not in inside and i != noun))
    markers = frozenset(
        token.lemma
        for i, token in enumerate(tokens)
        if noun is not None and token.head == noun and i not in inside and token.dep in ("amod", "compound")
    )
    if noun is not None and not match["sign"]:
        span = Span(span.doc, span.start, max(span.end, tokens[noun].end) if tokens[noun].start - span.end < 30 else span.end)
    return Quantity(span, value, unit, low, high, exact, place, verb, True, around, markers)


def _unit_of(match: re.Match[str], tokens: Sequence[Token], noun: int | None) -> str:
    if match["percent"]:
        return "%"
    money = (match["sign"] or (match["money"] or "")).lower()
    if money:
        return MONEY.get(money, MONEY.get(money.rstrip("s"), ""))
    plural = noun is not None and tokens[noun].tag in ("NNS", "NN") and tokens[noun].start > tokens[0].start
    return tokens[noun].lemma if plural and noun is not None else ""


def _bounds(before: str, value: float) -> tuple[float, float, bool]:
    """What the words before a number allow it to be."""
    if AT_LEAST.search(before):
        return value, math.inf, False
    if AT_MOST.search(before):
        return 0.0, value, False
    if ROUGHLY.search(before):
        return value * (1 - ABOUT), value * (1 + ABOUT), False
    return value, value, True


def compatible(left: Quantity, right: Quantity) -> bool:
    """Whether both can be right: "nearly 20" and 20, "about 430" and 420, "4 million" and 4,012,345."""
    slack = 1 - ABOUT if not (left.exact and right.exact) else 1 - CONVERTED if left.unit in PHYSICAL else 1.0
    if left.low * slack <= right.high and right.low * slack <= left.high:
        return True
    return _rounded(left.value, right.value) or _rounded(right.value, left.value)


def _rounded(short: float, long: float) -> bool:
    """Whether the first is the second, rounded to the digits it shows.

    >>> _rounded(4_000_000, 4_012_345), _rounded(430, 340), _rounded(90, 93)
    (True, False, False)
    """
    digits = len(f"{short:.0f}".rstrip("0"))
    if short < 100 or not 0 < digits <= ROUNDED_DIGITS or len(f"{long:.0f}".rstrip("0")) <= digits:
        return False
    step = float(10 ** (len(f"{short:.0f}") - digits))
    return step >= 10 and abs(round(long / step) * step - short) < 0.5


def clause_of(tokens: Sequence[Token], at: int) -> tuple[range, str]:
    """The smallest clause around a word, and its verb: the nearest verb and what hangs on it, clauses below it left out."""
    here, seen = at, set[int]()
    while here not in seen and not (tokens[here].tag.startswith("VB") and tokens[here].dep not in ("aux", "auxpass", "amod")):
        seen.add(here)
        here = tokens[here].head
    first, last = here, here
    for i in range(len(tokens)):
        if _hangs_on(tokens, i, here):
            first, last = min(first, i), max(last, i)
    return range(first, last + 1), tokens[here].lemma


def _hangs_on(tokens: Sequence[Token], i: int, root: int, *, through: bool = False) -> bool:
    """Whether a word hangs on another; `through` clauses between them or not."""
    steps = 0
    while i != root and steps < len(tokens):
        if tokens[i].head == i or (not through and tokens[i].dep in ("ccomp", "advcl", "parataxis")):
            return False
        i, steps = tokens[i].head, steps + 1
    return i == root


def content_words(tokens: Iterable[Token]) -> list[str]:
    """Nouns, verbs and adjectives as lemmas, without the commonest."""
    return [token.lemma for token in tokens if token.tag[:2] in ("NN", "VB", "JJ") and token.lemma not in EMPTY]


def word_weights(groups: Iterable[frozenset[str]]) -> dict[str, float]:
    """Rare words tell more (inverse document frequency over clauses)."""
    held = list(groups)
    counts = Counter(word for words in held for word in words)
    return {word: math.log(1 + len(held) / count) for word, count in counts.items()}


def likeness(left: frozenset[str], right: frozenset[str], weights: Mapping[str, float]) -> Likeness:
    """Weighted Dice coefficient, and the number of shared words."""
    shared = left & right
    whole = sum(weights[word] for word in sorted(left)) + sum(weights[word] for word in sorted(right))
    return Likeness(2 * sum(weights[word] for word in sorted(shared)) / whole if whole else 0.0, len(shared))


def number_conflicts(
    ordered: Sequence[Sentence],
    claims: Sequence[Claim],
    times: Sequence[TimeMention],
    texts: Mapping[str, str],
    names: Mapping[str, str],
    corrections: Sequence[frozenset[float]],
) -> Iterator[Conflict]:
    """Pairs of incompatible quantities of one thing: in one claim, or in clauses that say nearly the same."""
    dates = defaultdict(list)
    for time in times:
        dates[time.span.doc].append(time.span)
    quantities = []
    for place, sentence in enumerate(ordered):
        if sentence.kind != "correction" and any(token.tag == "CD" for token in sentence.tokens):
            inside = [span for span in dates[sentence.span.doc] if sentence.span.contains(span)]
            quantities += mark_alone(read_quantities(sentence, place, texts[sentence.span.doc], inside))
    weights = word_weights(quantity.around for quantity in quantities)
    claim_of = claims_by_place(quantities, claims)
    for left, right in same_unit_pairs(quantities, claim_of):
        vouched = bool(claim_of[left.span] & claim_of[right.span])
        if speaks_of_same(left, right, weights, vouched) and not compatible(left, right):
            yield number_conflict(left, right, vouched, names, texts, corrections)


def claims_by_place(quantities: Sequence[Quantity], claims: Sequence[Claim]) -> dict[Span, frozenset[int]]:
    """The claims in one of whose members each quantity stands."""
    members: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for member in claim.members:
            members[member.span.doc].append((member.span, number))
    return {
        quantity.span: frozenset(number for span, number in members[quantity.span.doc] if span.overlaps(quantity.span))
        for quantity in quantities
    }


def same_unit_pairs(quantities: Sequence[Quantity], claim_of: Mapping[Span, frozenset[int]]) -> Iterator[tuple[Quantity, Quantity]]:
    """Quantities of one unit that stand in one claim or share a word that is not in every clause."""
    keys: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, quantity in enumerate(quantities):
        for word in sorted(quantity.around):
            keys[quantity.unit, word].append(i)
        for number in sorted(claim_of[quantity.span]):
            keys[quantity.unit, f"claim {number}"].append(i)
    seen = set()
    for key, held in keys.items():
        if len(held) > MOST_SHARING and not key[1].startswith("claim "):
            continue
        for n, left in enumerate(held):
            for right in held[n + 1 : n + 1 + MOST_SHARING]:
                if (left, right) not in seen:
                    seen.add((left, right))
                    yield quantities[left], quantities[right]


def speaks_of_same(left: Quantity, right: Quantity, weights: Mapping[str, float], vouched: bool) -> bool:
    """Whether two clauses count the same thing of the same event."""
    if left.place == right.place or not (left.alone and right.alone):
        return False
    if left.markers and right.markers and not left.markers & right.markers:
        return False
    like = likeness(left.around, right.around, weights)
    inside, measure = left.span.doc == right.span.doc, left.unit in MEASURES | PHYSICAL
    if vouched and not inside:
        return like.score >= CLAIM_ALIKE and like.shared >= 1 + measure
    needed = ALIKE if left.verb == right.verb and not measure and not inside else ALIKE_ANY_VERB
    return like.score >= needed and like.shared >= (SHARED_MORE if measure or inside else SHARED_WORDS)


def number_conflict(
    left: Quantity,
    right: Quantity,
    vouched: bool,
    names: Mapping[str, str],
    texts: Mapping[str, str],
    corrections: Sequence[frozenset[float]],
) -> Conflict:
    said = [f'"{quantity.span.cut(texts[quantity.span.doc])}" ({names[quantity.span.doc]})' for quantity in (left, right)]
    where = "of one claim" if vouched else "of the same thing in like words"
    why = f"{said[0]} against {said[1]}, {where}"
    if any({left.value, right.value} <= values for values in corrections):
        return Conflict("number", "low", left.span, right.span, why + "; a correction names both numbers, the old and the new")
    severity = "high" if left.exact and right.exact and vouched else "medium"
    return Conflict("number", severity, left.span, right.span, why)


def read_corrections(ordered: Sequence[Sentence], texts: Mapping[str, str]) -> list[frozenset[float]]:
    """The numbers of each report's correction notes."""
    values: dict[str, set[float]] = defaultdict(set)
    for sentence in ordered:
        if sentence.kind == "correction":
            cut = sentence.span.cut(texts[sentence.span.doc])
            values[sentence.span.doc].update(value for match in NUMBER.finditer(cut) if (value := number_of(match)) is not None)
    return [frozenset(numbers) for _, numbers in sorted(values.items())]


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def date_conflicts(
    ordered: Sequence[Sentence], times: Sequence[TimeMention], texts: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Conflict]:
    """Weekdays that do not fit their own date, and different days for one event told in the same words."""
    days = read_days(ordered, times, texts)
    yield from misfits(days, texts)
    words = {day.place: dated_runs(ordered[day.place], day.span) for day in days}
    holding: dict[tuple[str, ...], list[Day]] = defaultdict(list)
    for day in days:
        for run in sorted(words[day.place]):
            holding[run].append(day)
    told = {(day.span.doc, _meaning(day)) for held in holding.values() for day in held if len(held) > 1}
    seen = set()
    for run in sorted(holding):
        for left, right in combinations(holding[run][: 2 * WINDOW], 2):
            pair = (left.span, right.span)
            if pair not in seen and (why := differ(left, right)) and not _both_told(left, right, told):
                seen.add(pair)
                sides = [f'"{day.span.cut(texts[day.span.doc])}" ({names[day.span.doc]})' for day in (left, right)]
                told_as = f'{sides[0]} against {sides[1]}, both of what is told as "{" … ".join(run)}": {why}'
                yield Conflict("date", "medium", left.span, right.span, told_as)


def _meaning(day: Day) -> tuple[date | None, int | None]:
    return day.on, day.expression.weekday


def _both_told(left: Day, right: Day, told: set[tuple[str, tuple[date | None, int | None]]]) -> bool:
    """One of the reports tells of both days in these words: then they are two events."""
    return (left.span.doc, _meaning(right)) in told or (right.span.doc, _meaning(left)) in told


def read_days(ordered: Sequence[Sentence], times: Sequence[TimeMention], texts: Mapping[str, str]) -> list[Day]:
    """The days and weekdays of sentences that name only one, with the year the story gives them."""
    by_doc: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for place, sentence in enumerate(ordered):
        by_doc[sentence.span.doc].append((sentence.span, place))
    read = []
    for time in times:
        if time.granularity in ("day", "weekday"):
            expression = next(iter(read_dates(time.span.cut(texts[time.span.doc]))), None)
            places = [place for span, place in by_doc[time.span.doc] if span.contains(time.span)]
            if expression is not None and places and not expression.which:
                read.append((time.span, expression, places[0]))
    alone = Counter(place for _, _, place in read)
    known = full_days([expression for _, expression, _ in read], years_of(times))
    return [Day(span, expression, _on(expression, known), place) for span, expression, place in read if alone[place] == 1]


def years_of(times: Sequence[TimeMention]) -> Counter[int]:
    """The years the story names."""
    return Counter(int(iso[:4]) for time in times for iso in {time.start, time.end} if iso)


def full_days(expressions: Sequence[Expression], years: Counter[int]) -> list[date]:
    """Days the story fixes: full dates, and days whose weekday fits one of the years it names.

    >>> full_days(read_dates("on Wednesday July 1st"), Counter([2019, 2020]))
    [datetime.date(2020, 7, 1)]
    """
    full = [bounds[0] for e in expressions if e.granularity == "day" and (bounds := e.first.bounds())]
    for e in expressions:
        if e.granularity == "day" and e.weekday is not None and e.first.year is None and e.first.month and e.first.day:
            fitting = [y for y in years if nearest_year(e.first.month, e.first.day, date(y, 7, 1), weekday=e.weekday, years=(y,))]
            if fitting:
                full.append(date(max(fitting, key=lambda year: (years[year], year)), e.first.month, e.first.day))
    return sorted(set(full))


def _on(expression: Expression, known: Sequence[date]) -> date | None:
    """The date meant; a day without a year only where a day known in full lies near."""
    point = expression.first
    if point.month is None or point.day is None:
        return None
    if point.year is not None:
        return date(point.year, point.month, point.day)
    near = []
    for day in known:
        year = nearest_year(point.month, point.day, day)
        if year and abs((date(year, point.month, point.day) - day).days) <= NEAR_DAYS:
            near.append((abs((date(year, point.month, point.day) - day).days), date(year, point.month, point.day)))
    return min(near)[1] if near else None


def misfits(days: Sequence[Day], texts: Mapping[str, str]) -> Iterator[Conflict]:
    """ "Tuesday 28 October" in a year in which that is a Monday: the weekday against the date beside it."""
    for day in days:
        weekday = day.expression.weekday
        if day.on is None or weekday is None or day.on.weekday() == weekday:
            continue
        words = day.span.cut(texts[day.span.doc])
        named = re.search(r"(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?", words)
        if named:
            start = day.span.start
            left = Span(day.span.doc, start + named.start(), start + named.end())
            after = re.search(r"\w", words[named.end() :])
            right = Span(day.span.doc, left.end + (after.start() if after else 0), day.span.end)
            if right.start >= right.end:
                right = day.span
            why = f'"{words}": {said(day.on)} is a {WEEKDAYS[day.on.weekday()]}, not a {WEEKDAYS[weekday]}; one of the two is wrong'
            yield Conflict("date", "medium", left, right, why)


def said(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def dated_runs(sentence: Sentence, day: Span) -> frozenset[tuple[str, ...]]:
    """Three words of content in a row, a verb and at most one name among them, of what the day dates.

    What a day dates is its nearest verb with all that hangs on it: two reports that share such a run tell one event.
    """
    tokens = sentence.tokens
    here, seen = next((i for i, token in enumerate(tokens) if token.start >= day.start), 0), set[int]()
    while here not in seen and not (tokens[here].tag.startswith("VB") and tokens[here].dep not in ("aux", "auxpass", "amod")):
        seen.add(here)
        here = tokens[here].head
    below = [token for i, token in enumerate(tokens) if _hangs_on(tokens, i, here, through=True)]
    told = [token for token in below if not day.start <= token.start < day.end and token.lemma not in EMPTY]
    full = [token for token in told if token.tag[:2] in ("NN", "VB", "JJ")]
    return frozenset(
        tuple(token.lemma for token in run)
        for run in zip(full, full[1:], full[2:], strict=False)
        if any(token.tag.startswith("VB") for token in run) and sum(token.tag.startswith("NNP") for token in run) <= 1
    )


def differ(left: Day, right: Day) -> str:
    """Why two days of one event cannot both be right; empty where they can."""
    if left.span.doc == right.span.doc:
        return ""
    if left.on and right.on:
        apart = abs((left.on - right.on).days)
        return f"{apart} day{'s' if apart > 1 else ''} apart" if 0 < apart <= CONFLICT_DAYS else ""
    dated, other = (left, right) if left.on else (right, left)
    weekday = other.expression.weekday
    if dated.on is None or other.on or weekday is None or weekday in (dated.on.weekday(), dated.expression.weekday):
        return _other_weekday(dated, weekday)
    return f"{said(dated.on)} is a {WEEKDAYS[dated.on.weekday()]}, not a {WEEKDAYS[weekday]}"


def _other_weekday(dated: Day, weekday: int | None) -> str:
    """The one report's weekday does not fit its own date, the other's does."""
    named = dated.expression.weekday
    if dated.on is None or named is None or weekday is None or weekday == named or weekday != dated.on.weekday():
        return ""
    return f"{said(dated.on)} is a {WEEKDAYS[weekday]}, as the other says, not a {WEEKDAYS[named]}"
