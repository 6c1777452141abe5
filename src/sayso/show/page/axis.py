"""The axis of time and where things stand on it: to scale where most is dated, broken where nothing is. Pure functions.

The picture is a grid of COLUMNS equal columns. The stretch in which most things are dated is drawn to scale, with a break where a
gap would squeeze the rest; what is earlier or later stands in a zone of its own that is not to scale, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from sayso.calendar import MONTHS

COLUMNS = 96
BOX = 14  # columns that a box takes
ZONE = BOX + 1  # what is earlier or later has room for one box
MOST = 0.5  # the stretch to scale holds at least so many of the dates …
REACHED = 0.25  # … and more while the next is no further than this part of it, …
EVEN = 1.1  # … or than so many times its usual gap (months differ by a tenth), …
NEAR = 7  # … or than so many days
SQUEEZING = 1 / 3  # a gap that is more of the days to scale is left out …
MOST_BREAKS = 3  # … and at most so many
LEAST = 8  # columns of a stretch, and between two ticks: room for a label
DAYS_OF = {"day": 1, "month": 31, "year": 366}  # at most
YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
STEPS = ((1, "day"), (2, "day"), (7, "day"), (1, "month"), (3, "month"), *((years, "year") for years in YEARS))


@dataclass(frozen=True)
class Stretch:
    """Days (ordinals, both included) and the columns they take, from 1; in a zone all days stand at its first column."""

    first: int
    last: int
    low: int
    high: int
    scaled: bool


@dataclass(frozen=True)
class Tick:
    column: int
    label: str


@dataclass(frozen=True)
class Break:
    """Where days are left out, or the scale ends: a column, and in words why."""

    column: int
    label: str


@dataclass(frozen=True)
class Axis:
    stretches: tuple[Stretch, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[Break, ...]

    def column(self, day: date) -> int:
        """Where a day stands. ValueError if it is none of those that the axis was made for, nor between two that it joins."""
        number = day.toordinal()
        for stretch in self.stretches:
            if stretch.first <= number <= stretch.last:
                return place_in(stretch, number)
        raise ValueError(f"{day} does not stand on this axis")

    @property
    def one_year(self) -> bool:
        """Whether all that is to scale lies in one year."""
        days = [number for stretch in self.stretches if stretch.scaled for number in (stretch.first, stretch.last)]
        return len({date.fromordinal(number).year for number in days}) == 1

    def scaled(self, day: date) -> bool:
        return any(stretch.scaled and stretch.first <= day.toordinal() <= stretch.last for stretch in self.stretches)


def make_axis(days: Sequence[date]) -> Axis:
    """The axis on which these days stand; the same for every order of them."""
    numbers = sorted(day.toordinal() for day in days)
    if not numbers:
        return Axis((), (), ())
    first, last = densest(numbers)
    earlier = [number for number in numbers if number < first]
    later = [number for number in numbers if number > last]
    parts = without_gaps([number for number in numbers if first <= number <= last])
    low, high = 1 + (ZONE + 1) * bool(earlier), COLUMNS - (ZONE + 1) * bool(later)
    stretches = [
        *([Stretch(earlier[0], earlier[-1], 1, ZONE, False)] if earlier else []),
        *to_scale(parts, low, high),
        *([Stretch(later[0], later[-1], high + 2, COLUMNS, False)] if later else []),
    ]
    return Axis(tuple(stretches), tuple(ticks(stretches)), tuple(breaks(stretches)))


def densest(numbers: Sequence[int]) -> tuple[int, int]:
    """The shortest stretch with most of the days (of two the later), and what lies near it; numbers are sorted."""
    size = max(1, round(len(numbers) * MOST))
    start = min(range(len(numbers) - size + 1), key=lambda i: (numbers[i + size - 1] - numbers[i], -numbers[i]))
    low, high = start, start + size - 1
    usual = median([right - left for left, right in pairwise(sorted(set(numbers[low : high + 1])))] or [0])
    while True:
        reach = max(NEAR, REACHED * (numbers[high] - numbers[low]), EVEN * usual)
        before = numbers[low] - numbers[low - 1] if low > 0 else reach + 1
        after = numbers[high + 1] - numbers[high] if high + 1 < len(numbers) else reach + 1
        if min(before, after) > reach:
            return numbers[low], numbers[high]
        low, high = (low, high + 1) if after <= before else (low - 1, high)


def without_gaps(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """First and last day of each part that is left when gaps that would squeeze the rest are left out."""
    parts = [(numbers[0], numbers[-1])]
    gaps = sorted(((right - left, left, right) for left, right in pairwise(numbers)), reverse=True)
    for gap, left, right in gaps[:MOST_BREAKS]:
        if gap <= NEAR or gap <= SQUEEZING * sum(last - first for first, last in parts):
            break
        parts = sorted(piece for part in parts for piece in split(part, left, right))
    return parts


def split(part: tuple[int, int], left: int, right: int) -> list[tuple[int, int]]:
    inside = part[0] <= left and right <= part[1]
    return [(part[0], left), (right, part[1])] if inside else [part]


def to_scale(parts: Sequence[tuple[int, int]], low: int, high: int) -> Iterator[Stretch]:
    """The parts in the columns from low to high, a column between two: each has room for a label, the rest goes by days."""
    free = high - low + 1 - (len(parts) - 1) - LEAST * len(parts)
    days = sum(last - first for first, last in parts)
    at = low
    for number, (first, last) in enumerate(parts):
        width = LEAST + (free * (last - first) // days if days else free // len(parts))
        end = high if number == len(parts) - 1 else at + width - 1
        yield Stretch(first, last, at, end, True)
        at = end + 2


def place_in(stretch: Stretch, number: int) -> int:
    days = stretch.last - stretch.first
    if not stretch.scaled or not days:
        return stretch.low
    return stretch.low + round((number - stretch.first) * (stretch.high - stretch.low) / days)


# ── ticks and breaks ─────────────────────────────────────────────────────────────────────────────────────────────────


def ticks(stretches: Sequence[Stretch]) -> Iterator[Tick]:
    """The first day of each stretch to scale, then days, months or years as far apart as labels need; a label for each zone."""
    for number, stretch in enumerate(stretches):
        if not stretch.scaled:
            yield Tick(stretch.low, "earlier, not to scale" if number == 0 else "later, not to scale")
            continue
        yield Tick(stretch.low, label(date.fromordinal(stretch.first), "first"))
        for day, unit in stepped(stretch):
            yield Tick(place_in(stretch, day.toordinal()), label(day, unit))


def stepped(stretch: Stretch) -> list[tuple[date, str]]:
    """Days, months or years inside the stretch, in the finest step for which there is room."""
    for step, unit in STEPS:
        if (stretch.last - stretch.first) / (step * DAYS_OF[unit]) > COLUMNS:
            continue  # more of them than columns: there is no need to list them
        days = [day for day in steps_in(stretch, step, unit) if has_room(stretch, place_in(stretch, day.toordinal()))]
        columns = [place_in(stretch, day.toordinal()) for day in days]
        if all(right - left >= LEAST for left, right in pairwise([*columns, stretch.high + 1])) and days:
            return [(day, unit) for day in days]
    return []


def has_room(stretch: Stretch, column: int) -> bool:
    """For a label beside that of the first day, and before the stretch ends."""
    return stretch.low + LEAST <= column <= stretch.high + 1 - LEAST


def steps_in(stretch: Stretch, step: int, unit: str) -> Iterator[date]:
    first, last = date.fromordinal(stretch.first), date.fromordinal(stretch.last)
    if unit == "day":
        for number in range(stretch.first + step, stretch.last + 1, step):
            yield date.fromordinal(number)
    elif unit == "month":
        months = range(first.year * 12 + first.month, last.year * 12 + last.month)
        yield from (date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0)
    else:
        yield from (date(year, 1, 1) for year in range(first.year + 1, last.year + 1) if year % step == 0)


def label(day: date, unit: str) -> str:
    """
    >>> [label(date(2031, 5, 1), unit) for unit in ("first", "day", "month", "year")]
    ['1 May 2031', '1 May', 'May 2031', '2031']
    """
    month = MONTHS[day.month - 1].capitalize()[:3]
    words = {"first": f"{day.day} {month} {day.year}", "day": f"{day.day} {month}", "month": f"{month} {day.year}"}
    return words.get(unit, str(day.year))


def breaks(stretches: Sequence[Stretch]) -> Iterator[Break]:
    """Between two stretches: how long nothing is dated, or that the scale ends there."""
    for left, right in pairwise(stretches):
        yield Break(right.low - 1, f"{length(right.first - left.last)} left out")


def length(days: int) -> str:
    """
    >>> length(1), length(17), length(75), length(800)
    ('1 day', '17 days', '2 months', '2 years')
    """
    count, unit = (days, "day") if days < 60 else (days // 30, "month") if days < 730 else (days // 365, "year")
    return f"{count} {unit}{'' if count == 1 else 's'}"


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def pack(taken: Sequence[tuple[int, int, int]], most: int) -> list[int | None]:
    """For each thing in turn (first column, last column, rows it needs) the first row from 1 in which nothing of those before it
    stands; None where there is none among so many rows."""
    rows: list[list[tuple[int, int]]] = [[] for _ in range(most)]
    found: list[int | None] = []
    for low, high, needed in taken:
        free = (row for row in range(most - needed + 1) if is_free(rows[row : row + needed], low, high))
        row = next(free, None)
        found.append(None if row is None else row + 1)
        for these in rows[row : row + needed] if row is not None else ():
            these.append((low, high))
    return found


def is_free(rows: Sequence[Sequence[tuple[int, int]]], low: int, high: int) -> bool:
    return not any(low <= end and start <= high for these in rows for start, end in these)
