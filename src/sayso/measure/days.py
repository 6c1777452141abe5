"""Days that cannot both be right: a weekday that does not fit its date, or two days for one event told in the same words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from sayso.calendar import MONTHS, WEEKDAYS, Expression, nearest_year, read_dates
from sayso.measure.clause_words import EMPTY, hangs_on
from sayso.measure.side_by_side import covers
from sayso.measure.told import Told, named, trees_at
from sayso.records import Claim, Conflict, Sentence, Span, TimeMention

CONFLICT_DAYS = 7  # two dates of one event further apart are two events
CLAIM_ALIKE = 0.5  # harmonic mean of the shares of two dated sentences of one claim that the other holds (by eye)
NEAR_DAYS = 45  # a day without a year belongs to the year of a full date so near; by eye
WINDOW = 9  # clauses with a rare word in common are compared with so many neighbours: enough to show the conflict once


class Day(NamedTuple):
    """One day mentioned in a sentence: a date, a weekday or both."""

    span: Span
    expression: Expression
    on: date | None
    place: int


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
            before = texts[time.span.doc][max(0, time.span.start - 6) : time.span.end].lower()
            if "as of " in before:
                continue  # until when something holds, not when it happened
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
    below = [token for i, token in enumerate(tokens) if hangs_on(tokens, i, here, through=True)]
    told = [token for token in below if not day.start <= token.start < day.end and token.lemma not in EMPTY]
    full = [token for token in told if token.tag[:2] in ("NN", "VB", "JJ")]
    return frozenset(
        tuple(token.lemma for token in run)
        for run in zip(full, full[1:], full[2:], strict=False)
        if any(token.tag.startswith("VB") for token in run) and sum(token.tag.startswith("NNP") for token in run) <= 1
    )


def days_of_claims(told: Told, claims: Sequence[Claim], days: Sequence[Day], weights: Mapping[str, float]) -> Iterator[Conflict]:
    """Two days for one claim in two reports: on the word of one holder, or in sentences that are much alike."""
    told_days: dict[str, set[date | None]] = defaultdict(set)
    by_doc: dict[str, list[Day]] = defaultdict(list)
    for day in days:
        told_days[day.span.doc].add(day.on)
        by_doc[day.span.doc].append(day)
    for claim in claims:
        dated = {
            (day, told.holder_at[m.source].key if m.source is not None else "")
            for m in claim.members
            if not m.pointing
            for day in by_doc[m.span.doc]
            if m.span.contains(day.span)
        }
        for (left, one), (right, other) in combinations(sorted(dated, key=lambda row: (row[0].span, row[1]))[: 2 * WINDOW], 2):
            both = right.on in told_days[left.span.doc] or left.on in told_days[right.span.doc]
            why = "" if both and left.on and right.on else differ(left, right)
            same = bool(one) and one == other
            if why and (same or _much_alike(told, left, right, weights)):
                how = "both on the word of one" if same else "of one claim in like words"
                because = f"{named(told, left.span)} against {named(told, right.span)}, {how}: {why}"
                yield Conflict("date", "medium", left.span, right.span, because)


def _much_alike(told: Told, left: Day, right: Day, weights: Mapping[str, float]) -> bool:
    trees = [trees_at(told, day.span) for day in (left, right)]
    if not all(trees):
        return False
    a, b = covers(trees[0][0], trees[1][0], weights)
    return a + b > 0 and 2 * a * b / (a + b) >= CLAIM_ALIKE


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
