"""Numbers of one thing that cannot both be right. Precision before recall.

Compared are the members of one claim first, then statements of one thing in nearly the same words. "20" and "nearly 20"
agree; so do "£4 million" and "4,000,000 pounds". A correction that names the old and the new number settles a conflict.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.calendar import ONES, TENS
from sayso.measure.clause_words import clause_of, content_words, likeness, word_weights
from sayso.records import Claim, Conflict, Sentence, Span, TimeMention, Token

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
CONVERTED = 0.05  # lengths and weights are converted and rounded: "12 metres" becomes 39 or 40 feet
DURATIONS = frozenset("day week month year hour minute".split())
ABOUT = 0.1  # "about 430" allows a tenth either way; by eye
ROUNDED_DIGITS = 3  # a number with so few digits that are not zero may be a rounding of another
FAR = 50  # times; two counts of one thing differ by less (by eye)
MOST_SHARING = 60  # a word in more clauses than that tells nothing

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
    r"\s?(?:-year-old|years? old|of (?:the|them|those|these|whom|which|his|her|its|their)\b|to \d|and \d|or \d|(?:or|and) more\b)",
    re.IGNORECASE,
)
SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}")
VAGUE_UNITS = frozenset((
    "day", "week", "month", "year", "hour", "minute", "second", "time", "thing", "way", "point", "one", "other", "decade",
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
    names: frozenset[str]  # names in its clause


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
        if NO_COUNT_BEFORE.search(before) or NO_COUNT_AFTER.match(after) or begins_a_section(text, span):
            continue
        if made := _quantity(sentence, place, match, span, value, before):
            yield made


def begins_a_section(text: str, span: Span) -> bool:
    """A section's number, at the beginning of a sentence and with a capital behind it.

    >>> begins_a_section("3.2 Belts had been taken out.", Span("a", 0, 3)), begins_a_section("Only 3.2 metres.", Span("a", 5, 8))
    (True, False)
    """
    before, after = text[max(0, span.start - 2) : span.start].rstrip(" "), text[span.end : span.end + 2].strip()
    return bool(SECTION.match(text, span.start, span.end)) and (not before or before[-1] in ".!?:\n") and after[:1].isupper()


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
    if not unit or unit in VAGUE_UNITS - DURATIONS:
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
    names = frozenset(tokens[i].lemma for i in members if tokens[i].tag == "NNP")
    return Quantity(span, value, unit, low, high, exact, place, verb, True, around, markers, names)


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
    if left.names and right.names and left.names.isdisjoint(right.names):
        return False  # of two places, or of two people's
    if _is_part(left, right) or _is_part(right, left) or _far_apart(left.value, right.value):
        return False
    like = likeness(left.around, right.around, weights)
    if left.unit in DURATIONS:  # everything takes hours: only what one claim vouches for, in nearly the same words
        return vouched and left.span.doc != right.span.doc and like.score >= ALIKE and like.shared >= SHARED_WORDS
    inside, measure = left.span.doc == right.span.doc, left.unit in MEASURES | PHYSICAL
    if vouched and not inside:
        return like.score >= CLAIM_ALIKE and like.shared >= (SHARED_WORDS if left.verb != right.verb or measure else 1)
    needed = ALIKE if left.verb == right.verb and not measure and not inside else ALIKE_ANY_VERB
    return like.score >= needed and like.shared >= (SHARED_MORE if measure or inside else SHARED_WORDS)


def _is_part(one: Quantity, other: Quantity) -> bool:
    """ "Two fatal shots" may be two of the "six shots": a narrower count that is smaller."""
    return bool(one.markers - other.markers) and not other.markers - one.markers and one.value < other.value


def _far_apart(one: float, other: float) -> bool:
    """Too far apart for two counts of one thing, unless only the scale is another: "3 million", "3 billion"."""
    low, high = sorted((one, other))
    return low <= 0 or (high > low * FAR and f"{low:g}".rstrip("0").split("e")[0] != f"{high:g}".rstrip("0").split("e")[0])


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
