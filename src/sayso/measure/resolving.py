"""When a time expression was, from what all reports of a story know together.

One report writes "On Friday", another "On June 26" of the same thing: each fixes the other. "Wednesday July 1st" fixes a
year, the one in which it fits. What stays open stays None.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sayso.calendar import DAY, MONTHS, OPEN_LEADS, WEEKDAYS, Expression, nearest_year, resolve
from sayso.measure.dated_clauses import MANY, SAME_DATE_ALIKE, Dated, Weights, alike
from sayso.records import Published

CLUSTER_GAP = 10  # days without a dated event that end a story's busy time; by eye
ENOUGH_DAYS = 2  # a single date may be history: one alone does not place a story in time
PUBLISHED_WEIGHT = 3  # a publication date says more about the busy time than a date mentioned
LOOK_BACK = 2  # "two days later" counts from a date at most so many sentences back
GUESSES = 2  # of more days than that one is taken only if like words vouch for it
LONG_STORY = 45  # days of busy time beyond which a report without dates cannot be placed in it, even roughly
UNSURE_DAYS = 5  # an undated report is taken to be written on the latest day it tells of or so many days after; by eye
FINE_UNITS = frozenset(("hour", "day", "week", "weekend"))  # "last night" needs the report's own date


def resolve_mentions(mentions: Sequence[Dated], published: Sequence[Published], weights: Weights) -> list[Dated]:
    """Dates for as many mentions as the story allows, the surest first: each step builds on the days known before it."""
    days = {p.doc: date.fromisoformat(p.value[:10]) for p in published if p.value and p.granularity in ("day", "minute")}
    found = [_by_itself(dated) for dated in mentions]
    found = _fix_years(found, days)
    found = [_against_report(dated, days.get(dated.mention.doc), "the report's own date") for dated in found]
    found = _fix_weekdays(found, days, weights)
    found = _count_on(found)
    references = _reference_days(found, days)
    return [_against_report(dated, references.get(dated.mention.doc), "") for dated in found]


def _by_itself(dated: Dated) -> Dated:
    expression = dated.expression
    if expression.granularity == "day":
        expression = expression._replace(lead="")
    first, last = expression.bounds()
    if not (first or last):
        return dated
    misfit = ""
    if first and expression.weekday is not None and expression.granularity == "day" and first.weekday() != expression.weekday:
        misfit = f"{said(first)} is a {WEEKDAYS[first.weekday()]}, not a {WEEKDAYS[expression.weekday]}"
    return dated._replace(first=first, last=last, misfit=misfit)


def said(day: date) -> str:
    """
    >>> said(date(2020, 6, 29))
    '29 June 2020'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _fix_years(mentions: Sequence[Dated], days: Mapping[str, date]) -> list[Dated]:
    """A year for days that lack one: with a weekday the year in which it fits, then the year nearest to the days known."""
    years = Counter(day.year for day in days.values())
    for dated in mentions:
        years.update({day.year for day in (dated.first, dated.last) if day})
    paired = [_fit_weekday(dated, days, years) for dated in mentions]
    known = sorted([*days.values(), *(dated.first for dated in paired if dated.is_day and dated.first)])
    centre = known[len(known) // 2] if known else None
    latest = max((day.year for dated in paired if not dated.later for day in (dated.first, dated.last) if day), default=0)
    if centre and centre.year < latest and not days:
        centre = None  # the dates named in full are history: the story goes on in a later year
    return [_nearest_year(dated, days.get(dated.mention.doc) or centre) for dated in paired]


def _lacks_year(dated: Dated) -> bool:
    expression = dated.expression
    return (
        not dated.known and expression.granularity == "day" and expression.first.year is None and expression.first.day is not None
    )


def _fit_weekday(dated: Dated, days: Mapping[str, date], years: Counter[int]) -> Dated:
    expression = dated.expression
    if not _lacks_year(dated) or expression.weekday is None or not years:
        return dated
    month, day = expression.first.month or 1, expression.first.day or 1
    own = days.get(dated.mention.doc)
    near = [own.year - 1, own.year, own.year + 1] if own else [*years]
    fitting = [year for year in near if nearest_year(month, day, date(year, 7, 1), weekday=expression.weekday, years=(year,))]
    if not fitting:
        return dated
    year = max(fitting, key=lambda year: (years[year], year))
    fixed = date(year, month, day)
    how = f"{year} is the year, among those the story names, in which {day} {MONTHS[month - 1]} is a {WEEKDAYS[expression.weekday]}"
    return dated._replace(first=fixed, last=fixed, how=how)


def _nearest_year(dated: Dated, reference: date | None) -> Dated:
    if reference is None or not _lacks_year(dated):
        return dated
    expression = dated.expression
    month, day = expression.first.month or 1, expression.first.day or 1
    year = nearest_year(month, day, reference)
    if year is None:
        return dated
    fixed = date(year, month, day)
    misfit = ""
    if expression.weekday is not None and fixed.weekday() != expression.weekday:
        if abs((fixed - reference).days) > LONG_STORY:
            return dated  # another year than the nearest may be meant
        misfit = f"{said(fixed)} is a {WEEKDAYS[fixed.weekday()]}, not a {WEEKDAYS[expression.weekday]}"
    how = f"the year {year} is the nearest to {said(reference)}, which the story fixes"
    return dated._replace(first=fixed, last=fixed, how=how, misfit=misfit)


def _against_report(dated: Dated, reference: date | None, how: str) -> Dated:
    """Relative to the day the report was published, or to the day that stands for it."""
    if dated.known or reference is None or _counts_from_event(dated):
        return dated
    if not how and (dated.expression.granularity == "weekday" or dated.expression.unit in FINE_UNITS):
        return dated
    bounds = resolve(dated.expression, reference, later=dated.later)
    if bounds is None:
        return dated
    a_little_later = resolve(dated.expression, reference + UNSURE_DAYS * DAY, later=dated.later)
    if not how and (a_little_later is None or a_little_later[0].replace(day=1) != bounds[0].replace(day=1)):
        return dated  # the report may have been written some days after the latest day it tells of
    first, last = _open(dated.expression, *bounds)
    told = (
        f"counted from {how}, {said(reference)}"
        if how
        else f"counted from {said(reference)}, the latest day the story fixes for the report"
    )
    return dated._replace(first=first, last=last, how=told, inferred=not how)


def _open(expression: Expression, first: date, last: date) -> tuple[date | None, date | None]:
    """ "since August" has no end. For a single day the preposition changes nothing worth a line."""
    if expression.lead in OPEN_LEADS and expression.granularity in ("month", "year"):
        return OPEN_LEADS[expression.lead](first, last)
    return first, last


def _counts_from_event(dated: Dated) -> bool:
    """ "two days later", "days before the vote": not counted from the report's date."""
    return dated.expression.which in ("before", "after", "same", "that") and dated.expression.granularity == "relative"


def busy_time(days: Sequence[date]) -> tuple[date, date] | None:
    """First and last day of the densest run of days; None where no two days lie close.

    >>> busy_time([date(2020, 2, 1), date(2020, 6, 26), date(2020, 7, 1)])
    (datetime.date(2020, 6, 26), datetime.date(2020, 7, 1))
    """
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][-1] <= CLUSTER_GAP * DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    best = max(runs, key=lambda run: (len(run), run[-1]), default=[])
    return (best[0], best[-1]) if len(best) >= ENOUGH_DAYS else None


def _fix_weekdays(mentions: Sequence[Dated], days: Mapping[str, date], weights: Weights) -> list[Dated]:
    """Bare weekdays of undated reports: a day of the story's busy time, the one whose events are told in like words."""
    past = [dated for dated in mentions if dated.is_day and not dated.later]
    known = [dated.first for dated in past if dated.first] + [day for day in days.values() for _ in range(PUBLISHED_WEIGHT)]
    window = busy_time(known)
    if window is None:
        return list(mentions)
    by_day: dict[date, list[Dated]] = defaultdict(list)
    for dated in past:
        if dated.first:
            by_day[dated.first].append(dated)
    return [
        _fix_weekday(dated, window, by_day, weights) if dated.expression.granularity == "weekday" and not dated.known else dated
        for dated in mentions
    ]


def _fix_weekday(dated: Dated, window: tuple[date, date], by_day: Mapping[date, Sequence[Dated]], weights: Weights) -> Dated:
    weekday = dated.expression.weekday or 0
    if dated.expression.which in ("next", "last") or dated.later:
        return dated
    first, last = window
    inside = [first + n * DAY for n in range((last - first).days + 1)]
    around = inside + [last + n * DAY for n in (1, 2, 3)] + [first - n * DAY for n in (1, 2, 3)]
    days = [day for day in inside if day.weekday() == weekday] or [day for day in around if day.weekday() == weekday][:1]

    def support(day: date) -> tuple[float, int, date]:
        told = by_day.get(day, ())
        return max((alike(dated, other, weights) for other in told[:MANY]), default=0.0), len(told), day

    best = max(days, key=support, default=None)
    if best is None or (len(days) > GUESSES and support(best)[0] < SAME_DATE_ALIKE):
        return dated
    why = (
        f"the only {WEEKDAYS[weekday]} in the story's busy time"
        if len(days) == 1
        else f"the {WEEKDAYS[weekday]} of the busy time that others tell of in the likest words"
    )
    how = f"{said(best)} is {why}, {said(first)} to {said(last)}"
    return dated._replace(first=best, last=best, how=how, inferred=True)


CHAINED = (
    "later",
    "earlier",
    "next day",
    "following day",
    "same day",
    "that day",
    "day before",
    "day after",
    "morning",
    "evening",
    "afternoon",
)


def _count_on(mentions: Sequence[Dated]) -> list[Dated]:
    """ "Two days later": counted from the date told just before in the same report."""
    found: list[Dated] = []
    for dated in mentions:
        before = [other for other in found[-6:] if _just_before(other, dated)]
        chained = _counts_from_event(dated) and dated.words.lower().endswith(CHAINED) and dated.expression.amount is not None
        if not dated.known and chained and before and before[-1].first:
            bounds = resolve(dated.expression, before[-1].first)
            if bounds:
                how = f'counted from "{before[-1].words}" just before, {said(before[-1].first)}'
                dated = dated._replace(first=bounds[0], last=bounds[1], how=how, inferred=True)
        found.append(dated)
    return found


def _just_before(other: Dated, dated: Dated) -> bool:
    return other.mention.doc == dated.mention.doc and other.is_day and dated.place - other.place <= LOOK_BACK


def _reference_days(mentions: Sequence[Dated], days: Mapping[str, date]) -> dict[str, date]:
    """For an undated report the latest past day it tells of, else the end of the story's busy time."""
    latest = dict(days)
    told = [dated for dated in mentions if dated.is_day and not dated.later and dated.first]
    window = busy_time([*days.values(), *days.values(), *(dated.first for dated in told if dated.first)])
    for dated in told:
        doc = dated.mention.doc
        if doc not in days and dated.first and (window is None or window[0] <= dated.first <= window[1]):
            latest[doc] = max(latest.get(doc, dated.first), dated.first)
    if window and (window[1] - window[0]).days <= LONG_STORY:
        for dated in mentions:
            latest.setdefault(dated.mention.doc, window[1])
    return latest
