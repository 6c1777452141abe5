"""Date expressions in English text, read by patterns, and the arithmetic on them. Pure: text in, numbers out.

An `Expression` keeps exactly what the words fix: "July 1st" has a month and a day but no year, "on Tuesday" a weekday only.
Every pattern runs in linear time: no repeated group holds another repetition, and all counted runs are bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Months that are also verbs or first names: alone they count only after a word that takes a time ("in May").
AMBIGUOUS_MONTHS = frozenset({"march", "may", "april", "june", "august"})
_BELOW_TWENTY = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
ONES = {word: number for number, word in enumerate(_BELOW_TWENTY)}
TENS = {
    word: 10 * number
    for number, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}

# ── patterns ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _any_case(names: Iterable[str]) -> str:
    """Capitalised or in capitals, never in lower case: "may" is a verb."""
    return "|".join(form for name in names for form in (name, name.upper()))


_FULL_MONTH = _any_case(MONTHS) + "|Sept|SEPT"
_SHORT_MONTH = _any_case(("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))
_MONTH = rf"(?P<month>(?:{_FULL_MONTH})(?!\w)|(?:{_SHORT_MONTH}|Sept)(?!\w)\.?)"
_FULL_WEEKDAY = _any_case(WEEKDAYS)
_SHORT_WEEKDAY = _any_case(("Mon", "Tues", "Tue", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun"))
_WEEKDAY = rf"(?P<weekday>(?:{_FULL_WEEKDAY}|{_SHORT_WEEKDAY})(?!\w))"
_COUNTED = r"(?!\s{0,2}(?:%|percent|per\scent|million|billion|people|men|women|children|members|years?|days?|hours?|miles))"
_ONE_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![.,:/]?\d)"
_DAY = rf"(?P<day>{_ONE_DAY}){_COUNTED}"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\w%]|[.,]\d)"
_ZONE = r"(?:GMT|UTC|BST|CET|CEST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|IST|MSK|ET|PT|Z)"
_CLOCK = (
    rf"(?P<{{0}}>\d{{{{1,2}}}}(?:[:.]\d\d(?::\d\d)?)?\s?[ap](?:m\b|\.m\.)|\d{{{{1,2}}}}:\d\d(?::\d\d)?)"
    rf"(?:\s?\(?(?P<{{1}}>{_ZONE})(?![a-z])\)?)?"
)
_BEFORE = "(?:" + _CLOCK.format("clock_before", "zone_before") + r"\s{0,3}(?:on|,|-|–|\|)?\s{0,3})?"
_AFTER = "(?:" + r"\s{0,3}(?:at|,|-|–|\||·)?\s{0,3}" + _CLOCK.format("clock_after", "zone_after") + ")?"
_PART = r"(?:(?P<part>early|late|mid|the\send\sof|the\sbeginning\sof|the\sstart\sof|the\smiddle\sof)[-\s]{1,2}(?:in\s)?)?"
_LEADS = (
    "as of", "on", "in", "since", "until", "till", "by", "before", "after", "from", "between", "during", "through", "around",
    "throughout", "of", "to", "for", "dated", "about",
)  # fmt: skip
_LEAD = (
    rf"(?:(?P<lead>{'|'.join(_LEADS).replace(' ', chr(92) + 's')})\s{{1,3}}(?:the\s(?:morning|afternoon|evening|night)\sof\s)?)?"
)
_PART_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night))?"
_UNIT = r"(?P<unit>hours?|days?|nights?|weeks?|weekends?|months?|quarters?|years?|decades?|centur(?:y|ies))"
_UNITS = r"(?P<unit>hours|days|weeks|months|years|decades|centuries)"
_NUMBER_WORD = "|".join((*TENS, *sorted(ONES, key=len, reverse=True)))
_AMOUNT = (
    r"(?:(?:about|around|nearly|almost|more\sthan|over|at\sleast|only|some|roughly|just)\s)?"
    rf"(?P<amount>\d{{1,3}}|a\sfew|several|many|a\scouple\sof|few|(?:{_NUMBER_WORD})(?:-(?:{_NUMBER_WORD}))?|an?)"
)
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_EDGE = r"(?<![\w£$€.,/-])"

_DAY_MONTH = (
    rf"{_EDGE}(?i:{_LEAD}(?:the\s)?){_BEFORE}(?:{_WEEKDAY}\.?,?\s{{1,3}}\(?(?:the\s)?)?"
    rf"{_DAY}(?:\sof)?\s{{1,3}}{_MONTH}(?:,?\s{{1,3}}{_YEAR})?{_AFTER}"
)
_MONTH_DAY = (
    rf"{_EDGE}(?i:{_LEAD}){_BEFORE}(?:{_WEEKDAY}\.?,?\s{{1,3}}\(?)?{_MONTH}\s{{1,3}}(?:the\s)?{_DAY}(?:,?\s{{1,3}}{_YEAR})?{_AFTER}"
)
_ISO = rf"{_EDGE}(?i:{_LEAD})(?P<year>(?:1[5-9]|20)\d\d)-(?P<month_number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
_SLASHED = rf"{_EDGE}(?i:{_LEAD})(?P<one>\d{{1,2}})(?P<sep>[/.])(?P<two>\d{{1,2}})(?P=sep)(?P<year>(?:19|20)\d\d)(?![\d/])"
_DAYS_MONTH = (
    rf"{_EDGE}(?i:{_LEAD})(?P<day>{_ONE_DAY})\s?(?:-|–|to|and)\s?(?P<last_day>{_ONE_DAY})\s{{1,3}}{_MONTH}(?:,?\s{{1,3}}{_YEAR})?"
)
_MONTH_DAYS = (
    rf"{_EDGE}(?i:{_LEAD}){_MONTH}\s{{1,3}}(?P<day>{_ONE_DAY})\s?[-–]\s?(?P<last_day>{_ONE_DAY}){_COUNTED}(?:,?\s{{1,3}}{_YEAR})?"
)
_MONTH_YEAR = (
    rf"{_EDGE}(?i:{_LEAD}{_PART}(?:(?P<which>last|this|next)\s)?)(?P<month>(?:{_FULL_MONTH}|{_SHORT_MONTH})(?![\w’'-]{{0,40}}[A-Za-z]))(?:\.(?=,?\s{{1,3}}\d))?"
    rf"(?:,?\s{{1,3}}(?:of\s)?(?:{_YEAR}|(?P<whose>last|this|next)\syear))?"
)
_YEARS = rf"{_EDGE}(?i:{_LEAD})(?P<year>(?:1[5-9]|20)\d\d)\s?[-–]\s?(?P<last_year>(?:1[5-9]|20)\d\d|\d\d)(?![\w-]|[.,]\d)"
_YEAR_ALONE = (
    rf"{_EDGE}(?i:(?:{_LEAD}){_PART}(?:(?P<article>the\syear|the|a|an|its|their|his|her|our|fiscal|year|{_SEASON}(?:\sof)?)\s)?)"
    rf"{_YEAR}(?![’']?s\b)"
)
_DECADE = rf"(?<!\w)(?i:{_LEAD})(?:the\s){_PART}(?:(?P<decade>(?:1[5-9]|20)\d0)[’']?s|[’'](?P<short>[2-9]0)s)\b"
_WEEKDAY_ALONE = (
    rf"(?<![\w-])(?i:{_LEAD}(?:(?P<which>last|next|this\spast|this|the\sfollowing|the\sprevious|early|late)\s)?)"
    rf"(?P<weekday>{_FULL_WEEKDAY})(?!\w){_PART_OF_DAY}(?:\s(?:of\s)?(?P<week>last|this|next)\sweek)?"
)
_WHICH_UNIT = (
    rf"(?<![\w-])(?i:(?:(?:earlier|later|late|early|in|at|over)\s)?(?:the\s)?(?P<which>last|next|this|previous|following|same|coming|that)\s"
    rf"(?:(?P<name>morning|afternoon|evening|spring|summer|autumn|winter)|{_UNIT}))\b(?!-)"
)
_DAY_WORD = rf"(?<![\w-])(?i:(?P<word>yesterday|today|tomorrow|tonight|overnight)\b){_PART_OF_DAY}"
_AGO = (
    rf"(?<![\w-])(?i:(?:just\s)?(?:{_AMOUNT}[\s-]){_UNIT}\s(?P<way>ago|earlier|later|before|after|prior\sto|afterwards|beforehand)"
    rf"|(?:just\s)?(?P<units>days|weeks|months|years|decades)\s(?P<bare_way>ago|earlier|later|before|after))\b"
)
_PAST_UNITS = (
    rf"(?<![\w-])(?i:(?:(?:over|for|in|during|within)\s)?the\s(?P<which>past|last|next|coming|previous|recent)\s"
    rf"(?:(?:{_AMOUNT})\s{_UNIT}|(?P<units>hours|days|weeks|months|years|decades)|(?P<single>hour|day|week|month|year|decade|century)))\b"
)
_RECENT = rf"(?<![\w-])(?i:in\s(?P<which>recent|coming)\s{_UNITS})\b"
_DAY_NEXT = r"(?<![\w-])(?i:the\s(?P<day_next>day\sbefore|day\safter|next\sday|night\sbefore|following\smorning|next\smorning))\b"
_TIME_OF_DAY = (
    rf"(?<![\w:.-])(?i:(?:at|around|about|by|before|after|until)\s)?"
    rf"(?:{_CLOCK.format('clock', 'zone')}|(?:at|around)\s(?:noon|midnight|midday|dawn|dusk))(?![\w:])"
)

# ── what an expression says ──────────────────────────────────────────────────────────────────────────────────────────


class Point(NamedTuple):
    """A year, a month or a day, as far as the words go.

    >>> Point(2020, 2, None).bounds()
    (datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))
    >>> Point(None, 7, 1).bounds() is None
    True
    """

    year: int | None
    month: int | None = None
    day: int | None = None

    def bounds(self) -> tuple[date, date] | None:
        if self.year is None:
            return None
        if self.month is None:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        if self.day is None:
            return date(self.year, self.month, 1), date(self.year, self.month, monthrange(self.year, self.month)[1])
        return date(self.year, self.month, self.day), date(self.year, self.month, self.day)


NO_POINT = Point(None)


class Expression(NamedTuple):
    """One date expression: `start` and `end` are offsets into the text that was read."""

    start: int
    end: int
    granularity: str  # as TimeMention: "day", "weekday", "month", "year", "range", "relative"
    first: Point = NO_POINT
    last: Point | None = None  # the far end of a range
    weekday: int | None = None  # Monday is 0
    lead: str = ""  # the preposition: "since", "on"
    which: str = ""  # "last", "next", "this", "ago", "later", "past", "yesterday"
    amount: int | None = None
    unit: str = ""  # "day", "week", "month", "year"
    part: str = ""  # "early", "late"
    clock: str = ""  # the time of day as ISO: "07:00", "07:00Z"
    core: int = 0  # where the expression without its preposition begins

    def bounds(self) -> tuple[date | None, date | None]:
        """First and last day, None where the words alone do not fix them.

        >>> read_dates("It has been closed since 2003.")[0].bounds()
        (datetime.date(2003, 1, 1), None)
        """
        near, far = self.first.bounds(), (self.last or self.first).bounds()
        if near is None or far is None or self.which:
            return None, None
        if self.last is None and self.lead in OPEN_LEADS:
            lead = "by" if self.part and self.lead == "before" else self.lead  # "before the end of May" still lies in May
            return OPEN_LEADS[lead](near[0], far[1])
        return near[0], far[1]


DAY = timedelta(days=1)
# What a preposition makes of a period: "since" leaves the end open, "until" and "by" the beginning.
OPEN_LEADS: dict[str, Callable[[date, date], tuple[date | None, date | None]]] = {
    "since": lambda first, _: (first, None),
    "after": lambda _, last: (last + DAY, None),
    "until": lambda _, last: (None, last),
    "till": lambda _, last: (None, last),
    "by": lambda _, last: (None, last),
    "before": lambda first, _: (None, first - DAY),
}


def count_of(words: str) -> int | None:
    """A small count in digits or words; None for "a few" and the like.

    >>> count_of("forty-one"), count_of("20"), count_of("a"), count_of("several")
    (41, 20, 1, None)
    """
    lower = words.lower().strip()
    if lower.isdigit():
        return int(lower)
    if lower in ("a", "an"):
        return 1
    parts = lower.split("-")
    if all(part in ONES or part in TENS for part in parts):
        return sum(ONES.get(part, TENS.get(part, 0)) for part in parts)
    return None


def month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3].lower() == name[:3].lower())


def weekday_number(name: str) -> int:
    return next(number for number, day in enumerate(WEEKDAYS) if day[:2].lower() == name[:2].lower())


def iso_clock(clock: str | None, zone: str | None) -> str:
    """A time of day as ISO; the zone only where it is Greenwich, as the other short names are not unique.

    >>> iso_clock("7.30 pm", None), iso_clock("07:00", "GMT")
    ('19:30', '07:00Z')
    """
    numbers = [int(number) for number in re.findall(r"\d+", clock or "")]
    if not numbers:
        return ""
    half = re.search(r"[ap](?=\.?m)", (clock or "").lower())
    hour = numbers[0] % 12 + 12 * (half[0] == "p") if half else numbers[0]
    minute = numbers[1] if len(numbers) > 1 else 0
    if hour > 23 or minute > 59:
        return ""
    return f"{hour:02}:{minute:02}" + ("Z" if zone in ("GMT", "UTC", "Z") else "")


# ── readers: a match becomes an Expression, or None where the words mean something else ──────────────────────────────

Reader = Callable[[re.Match[str]], Expression | None]


def _group(match: re.Match[str], *names: str) -> str:
    found = match.groupdict()
    return next((found[name] for name in names if found.get(name)), "")


def _number(text: str) -> int | None:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else None


def _made(match: re.Match[str], granularity: str, first: Point = NO_POINT, **more: object) -> Expression | None:
    for point in (first, more.get("last")):
        if isinstance(point, Point) and point.month and point.day and point.day > monthrange(point.year or 2000, point.month)[1]:
            return None
    lead = " ".join(_group(match, "lead").lower().split())
    core = match.end("lead") if lead else match.start()
    core += len(match.string[core : match.end()]) - len(match.string[core : match.end()].lstrip())
    expression = Expression(match.start(), match.end(), granularity, first, lead=lead, core=core)
    return expression._replace(**more)  # type: ignore[arg-type]


def _read_day(match: re.Match[str]) -> Expression | None:
    month = _group(match, "month")
    number = month_number(month) if month else int(_group(match, "month_number"))
    first = Point(_number(_group(match, "year")), number, _number(_group(match, "day")))
    last_day = _number(_group(match, "last_day"))
    last = first._replace(day=last_day) if last_day else None
    if last_day and last_day <= (first.day or 0):
        return None
    weekday = weekday_number(_group(match, "weekday")) if _group(match, "weekday") else None
    clock = iso_clock(_group(match, "clock_before", "clock_after"), _group(match, "zone_before", "zone_after"))
    return _made(match, "range" if last else "day", first, last=last, weekday=weekday, clock=clock)


def _read_slashed(match: re.Match[str]) -> Expression | None:
    """03/05/2025 is in March or in May: only a number above twelve tells."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if not (1 <= one <= 31 and 1 <= two <= 31) or (one > 12 and two > 12):
        return None
    if match[0].count(".") or one > 12 or one == two:
        return _made(match, "day", Point(year, two, one)) if two <= 12 else None
    if two > 12:
        return _made(match, "day", Point(year, one, two))
    return _made(match, "day", Point(year), which="either order")


def _read_month(match: re.Match[str]) -> Expression | None:
    name, year, which = match["month"], _number(_group(match, "year")), _group(match, "which").lower()
    whose, part, lead = _group(match, "whose").lower(), _group(match, "part").lower(), _group(match, "lead").lower()
    short = name.lower() not in {month.lower() for month in MONTHS} | {"sept"}
    marked = bool(year or which or whose or part or lead not in ("", "for", "about", "around", "to", "of", "after"))
    if (short and not year) or (name.lower() in AMBIGUOUS_MONTHS and not marked):
        return None
    return _made(match, "month", Point(year, month_number(name)), which=which or whose, unit="year" if whose else "", part=part)


def _read_years(match: re.Match[str]) -> Expression | None:
    year, last = int(match["year"]), match["last_year"]
    until = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
    return _made(match, "range", Point(year), last=Point(until)) if until > year else None


def _read_year(match: re.Match[str]) -> Expression | None:
    lead, article = _group(match, "lead").lower(), _group(match, "article").lower()
    season, part = _group(match, "season").lower(), _group(match, "part").lower()
    if not (article or part or lead not in ("", "for", "about", "around", "on", "between")):
        return None
    made = _made(match, "year", Point(int(match["year"])), part=" ".join((part, season)).strip())
    bare = made and not (lead or part or season)
    return made._replace(start=match.start("year"), core=match.start("year")) if made and bare else made


def _read_decade(match: re.Match[str]) -> Expression | None:
    short = _group(match, "short")
    year = int(match["decade"]) if match["decade"] else int(short) + 1900
    return _made(match, "range", Point(year), last=Point(year + 9), part=_group(match, "part").lower())


NAMED_AFTER_DAYS = re.compile(
    r"\s(?:Times|Mirror|Express|Telegraph|Post|Herald|Mail|People|Star|Sun|Independent|World|Review|Night)\b"
)
NAMED_DAYS = re.compile(r"(?:Black|Good|Super|Cyber|Ash|Easter|Bloody|Shrove|Palm|Maundy|Giving|Casual|Man) $")


def _read_weekday(match: re.Match[str]) -> Expression | None:
    after, before = match.string[match.end("weekday") :], match.string[: match.start("weekday")]
    if NAMED_AFTER_DAYS.match(after) or NAMED_DAYS.search(before[-12:]):
        return None
    which = _group(match, "week", "which").lower().removeprefix("the ")
    unit = "week" if _group(match, "week") else ""
    return _made(match, "weekday", weekday=weekday_number(match["weekday"]), which=which, unit=unit)


def _unit(match: re.Match[str]) -> str:
    name = _group(match, "name").lower()
    if name:
        return "day" if name in ("morning", "afternoon", "evening") else "year"
    unit = _group(match, "unit", "units", "single").lower()
    return "century" if unit.startswith("centur") else unit.rstrip("s")


def _read_which(match: re.Match[str]) -> Expression | None:
    which = match["which"].lower()
    unit = _unit(match)
    if which == "that" and unit != "day":
        return None
    if which in ("previous", "following", "coming"):
        which = {"previous": "before", "following": "after", "coming": "next"}[which]
    if unit == "night":
        unit = "day"
    part = _group(match, "name").lower()
    return _made(match, "relative", which=which, unit=unit, amount=1, part=part)


def _read_day_word(match: re.Match[str]) -> Expression | None:
    if match["word"][0].isupper() and re.search(r"[A-Z]\w*\s$", match.string[: match.start()]):
        return None  # part of a name: "Wrenport Today"
    word = match["word"].lower()
    which = {"yesterday": "last", "overnight": "this", "today": "this", "tonight": "this", "tomorrow": "next"}[word]
    return _made(match, "relative", which=which, unit="day", amount=1)


def _read_ago(match: re.Match[str]) -> Expression | None:
    way = " ".join(_group(match, "way", "bare_way").lower().split())
    which = {"earlier": "before", "prior to": "before", "beforehand": "before", "later": "after", "afterwards": "after"}.get(
        way, way
    )
    return _made(match, "relative", which=which, unit=_unit(match), amount=count_of(_group(match, "amount")))


def _read_past(match: re.Match[str]) -> Expression | None:
    which = "next" if match["which"].lower() in ("next", "coming") else "past"
    amount = 1 if _group(match, "single") else count_of(_group(match, "amount"))
    return _made(match, "relative", which=which + " stretch", unit=_unit(match), amount=amount)


def _read_day_next(match: re.Match[str]) -> Expression | None:
    which = "before" if "before" in match["day_next"].lower() else "after"
    return _made(match, "relative", which=which, unit="day", amount=1)


def _read_time_of_day(match: re.Match[str]) -> Expression | None:
    clock = iso_clock(_group(match, "clock"), _group(match, "zone"))
    return _made(match, "relative", which="clock", clock=clock, unit="day") if clock or not _group(match, "clock") else None


# In this order: where two patterns claim the same words, the one that stands earlier reads more of a date.
READERS: tuple[tuple[str, re.Pattern[str], Reader], ...] = tuple(
    (needs, re.compile(pattern), reader)
    for needs, pattern, reader in (
        ("month", _DAYS_MONTH, _read_day),
        ("month", _MONTH_DAYS, _read_day),
        ("month", _DAY_MONTH, _read_day),
        ("month", _MONTH_DAY, _read_day),
        ("year", _ISO, _read_day),
        ("year", _SLASHED, _read_slashed),
        ("year", _YEARS, _read_years),
        ("month", _MONTH_YEAR, _read_month),
        ("decade", _DECADE, _read_decade),
        ("unit", _PAST_UNITS, _read_past),
        ("unit", _RECENT, _read_past),
        ("unit", _AGO, _read_ago),
        ("unit", _WHICH_UNIT, _read_which),
        ("unit", _DAY_NEXT, _read_day_next),
        ("word", _DAY_WORD, _read_day_word),
        ("weekday", _WEEKDAY_ALONE, _read_weekday),
        ("year", _YEAR_ALONE, _read_year),
        ("clock", _TIME_OF_DAY, _read_time_of_day),
    )
)
# What a text must hold for a pattern to be tried: one quick look each saves eighteen slow ones for most sentences.
NEEDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("month", rf"(?:{_FULL_MONTH}|{_SHORT_MONTH})(?![a-z])"),
        ("year", r"(?:1[5-9]|20)\d\d"),
        ("decade", r"0s\b"),
        ("weekday", _FULL_WEEKDAY),
        ("clock", r"\d(?::\d|\.\d\d\s?[ap]|\s?[apAP]\.?[mM]\b)|noon|midnight|midday|dawn|dusk"),
    )
)
# The same for patterns that mind no capitals; words are found much faster than a pattern.
NEEDED_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("word", ("yesterday", "today", "tomorrow", "tonight", "overnight")),
    (
        "unit",
        tuple("hour day night week month quarter year decade centur morning afternoon evening spring summer autumn winter".split()),
    ),
)
RANGE_WORDS = re.compile(r"\s?(?:and|to|until|till|through|-|–|—)\s(?:the\s)?|[-–—]")


def read_dates(text: str) -> list[Expression]:
    """All date expressions of a text, in order, without overlaps.

    >>> text = "We met on Wednesday July 1st, two days after the vote in May."
    >>> [text[found.start : found.end] for found in read_dates(text)]
    ['on Wednesday July 1st', 'two days after', 'in May']
    >>> read_dates("They may march.")
    []
    """
    small = text.casefold()
    held = {name for name, pattern in NEEDS if pattern.search(text)}
    held |= {name for name, words in NEEDED_WORDS if any(word in small for word in words)}
    kept: list[Expression] = []
    starts: list[int] = []
    for needs, pattern, reader in READERS:
        if needs not in held:
            continue
        for match in pattern.finditer(text):
            at = bisect_left(starts, match.start())
            if (at and kept[at - 1].end > match.start()) or (at < len(kept) and starts[at] < match.end()):
                continue  # words that are read already
            expression = reader(match)
            if expression is not None:
                kept.insert(at, expression)
                starts.insert(at, expression.start)
    return _join_ranges(text, kept)


def _join_ranges(text: str, expressions: list[Expression]) -> list[Expression]:
    """ "from January" + "to August 2024" is one range, and January is then of 2024."""
    joined: list[Expression] = []
    for expression in expressions:
        previous = joined[-1] if joined else None
        whole = _range(text, previous, expression) if previous else None
        joined[-1:] = [whole] if whole else [*joined[-1:], expression]
    return joined


def _range(text: str, left: Expression, right: Expression) -> Expression | None:
    kinds = ("day", "month", "year")
    between = text[left.end : right.start] + (
        text[right.start : right.core] if right.lead in ("to", "until", "till", "through") else ""
    )
    if left.granularity not in kinds or left.granularity != right.granularity or left.which or right.which:
        return None
    if not RANGE_WORDS.fullmatch(between.strip() + " " if between.strip().isalpha() else between):
        return None
    if between.strip() == "and" and left.lead != "between":
        return None
    first, last = left.first, right.first
    if first.year is None and last.year is not None:
        later = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0)
        first = first._replace(year=last.year - later)
    return Expression(left.start, right.end, "range", first, last, lead=left.lead, core=left.core)


# ── arithmetic ───────────────────────────────────────────────────────────────────────────────────────────────────────


def shift(day: date, amount: int, unit: str) -> tuple[date, date]:
    """The day, month or year that lies so many units away, as first and last day.

    >>> shift(date(2020, 7, 1), -1, "year")
    (datetime.date(2019, 1, 1), datetime.date(2019, 12, 31))
    """
    if unit in ("year", "decade", "century"):
        year = day.year + amount * {"year": 1, "decade": 10, "century": 100}[unit]
        return Point(min(max(year, 1), 9999)).bounds() or (day, day)
    if unit in ("month", "quarter"):
        months = day.year * 12 + day.month - 1 + amount * (3 if unit == "quarter" else 1)
        return Point(min(max(months // 12, 1), 9999), months % 12 + 1).bounds() or (day, day)
    if unit in ("week", "weekend"):
        monday = day - day.weekday() * DAY + amount * 7 * DAY
        return (monday + 5 * DAY if unit == "weekend" else monday), monday + 6 * DAY
    moved = day + amount * DAY if unit in ("day", "night") else day
    return moved, moved


def weekday_near(reference: date, weekday: int, *, later: bool = False) -> date:
    """The last such weekday up to and including the reference, or the next one after it.

    >>> weekday_near(date(2020, 7, 2), 2).isoformat(), weekday_near(date(2020, 7, 2), 2, later=True).isoformat()
    ('2020-07-01', '2020-07-08')
    """
    back = reference - ((reference.weekday() - weekday) % 7) * DAY
    return back + 7 * DAY if later else back


def nearest_year(month: int, day: int, reference: date, *, weekday: int | None = None, years: Iterable[int] = ()) -> int | None:
    """The year that brings day and month closest to the reference; with a weekday only years in which it fits.

    >>> nearest_year(7, 1, date(2019, 6, 1), weekday=2, years=(2000, 2019, 2020))
    2020
    """
    tried = set(years) or set(range(reference.year - 1, reference.year + 2))
    fitting = []
    for year in tried:
        if day <= monthrange(year, month)[1] and (weekday is None or date(year, month, day).weekday() == weekday):
            fitting.append((abs(date(year, month, day) - reference), year))
    return min(fitting)[1] if fitting else None


def resolve(expression: Expression, reference: date, *, later: bool = False) -> tuple[date, date] | None:
    """First and last day of an expression that needs a reference day, or None where it stays vague ("a few days later").

    >>> resolve(read_dates("It closed last year.")[0], date(2020, 7, 2))
    (datetime.date(2019, 1, 1), datetime.date(2019, 12, 31))
    >>> resolve(read_dates("The vote is on Tuesday.")[0], date(2020, 7, 2), later=True)
    (datetime.date(2020, 7, 7), datetime.date(2020, 7, 7))
    """
    if expression.granularity == "weekday":
        return _resolve_weekday(expression, reference, later)
    if expression.granularity == "month":
        return _resolve_month(expression, reference, later)
    if expression.granularity in ("day", "range") and expression.first.month and expression.first.day:
        return _resolve_days(expression, reference, later)
    if expression.granularity == "range" and expression.first.month:
        return _resolve_months(expression, reference)
    return _resolve_relative(expression, reference) if expression.granularity == "relative" else None


def _resolve_weekday(expression: Expression, reference: date, later: bool) -> tuple[date, date] | None:
    if expression.weekday is None:
        return None
    if expression.unit == "week":
        monday = shift(reference, {"last": -1, "this": 0, "next": 1}[expression.which], "week")[0]
        day = monday + expression.weekday * DAY
    elif expression.which == "last":
        day = weekday_near(reference - DAY, expression.weekday)
    else:
        day = weekday_near(reference, expression.weekday, later=expression.which == "next" or later)
    return day, day


def _resolve_month(expression: Expression, reference: date, later: bool) -> tuple[date, date] | None:
    month = expression.first.month or 1
    if expression.unit == "year":
        return Point(reference.year + {"last": -1, "this": 0, "next": 1}[expression.which], month).bounds()
    if later or expression.which == "next":
        return Point(reference.year + (month < reference.month), month).bounds()
    before = month > reference.month or (expression.which == "last" and month == reference.month)
    return Point(reference.year - before, month).bounds()


def _resolve_days(expression: Expression, reference: date, later: bool) -> tuple[date, date] | None:
    first, last = expression.first, expression.last or expression.first
    year = first.year or nearest_year(first.month or 1, first.day or 1, reference + (90 * DAY if later else -90 * DAY))
    near = first._replace(year=year).bounds()
    far = last._replace(year=year).bounds()
    return (near[0], far[1]) if near and far and near[0] <= far[1] else None


def _resolve_months(expression: Expression, reference: date) -> tuple[date, date] | None:
    last = expression.last or expression.first
    end = _resolve_month(Expression(0, 0, "month", last), reference, False)
    if end is None:
        return None
    start = Point(end[1].year - ((expression.first.month or 1) > (last.month or 12)), expression.first.month).bounds()
    return (start[0], end[1]) if start else None


def _resolve_relative(expression: Expression, reference: date) -> tuple[date, date] | None:
    which, amount, unit = expression.which, expression.amount, expression.unit
    if amount is None or which == "clock":
        return None
    if which in ("last", "this", "next", "same", "that"):
        return shift(reference, {"last": -1, "next": 1}.get(which, 0), unit)
    if which in ("ago", "before", "after"):
        return shift(reference, amount if which == "after" else -amount, unit)
    far = shift(reference, amount if which == "next stretch" else -amount, unit)
    return (reference, far[1]) if which == "next stretch" else (far[0], reference)
