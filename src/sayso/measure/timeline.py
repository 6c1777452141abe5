"""When things happened, from what all reports of a story know together.

One report writes "On Friday", another "On June 26" of the same thing: each fixes the other. "Wednesday July 1st" fixes a
year, the one in which it fits. What stays open stays None. A page's clock never dates anything but the page.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from sayso.calendar import DAY, MONTHS, OPEN_LEADS, WEEKDAYS, Expression, Point, nearest_year, read_dates, resolve
from sayso.records import DateCandidate, Document, Published, Sentence, Span, TimelineEntry, TimeMention, Token

SAME_DATE_ALIKE = 0.2  # weighted overlap from which two mentions of one date tell one event; by eye on two stories
SAME_DAY_ALIKE = 0.14  # the same for one day in two reports: by eye, between wrong pairs up to 0.10 and right ones from 0.16
PERIOD_ALIKE = 0.35  # the same where one date lies inside the other's month or year; by eye
OTHER_DATE_ALIKE = 0.25  # the same where the dates differ, besides a run of words in common; by eye, precision first
RUN_ALIKE = 0.5  # three words of content in a row, a verb among them, are nearly a quotation
CONFLICT_DAYS = 7  # two dates further apart than a week are two events
CLUSTER_GAP = 10  # days without a dated event that end a story's busy time; by eye
ENOUGH_DAYS = 2  # a single date may be history: one alone does not place a story in time
PUBLISHED_WEIGHT = 3  # a publication date says more about the busy time than a date mentioned
LOOK_BACK = 2  # "two days later" counts from a date at most so many sentences back
GUESSES = 2  # of more days than that one is taken only if like words vouch for it
LONG_STORY = 45  # days of busy time beyond which a report without dates cannot be placed in it, even roughly
UNSURE_DAYS = 5  # an undated report is taken to be written on the latest day it tells of or so many days after; by eye
FINE_UNITS = frozenset(("hour", "day", "week", "weekend"))  # "last night" needs the report's own date
LINKED = 4  # of two groups so many members each are compared before they become one
LOOSE = 0.6  # on average they must be so far alike as a single pair must; keeps chains from growing (average linkage)
NEIGHBOURS = 20  # of a long list of mentions with one word each is compared with so many: joining is transitive
MANY = 40  # of a large group so many wordings vote for the best one
NOUN_WORDS = 4  # a noun phrase with so many words beside the date is an event by itself
LISTED_WORDS = 2  # a clause with fewer words of content is not worth a line of its own
LONG = 400  # characters; of several wordings one that is not longer is taken
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


def lay_timeline(
    documents: Sequence[Document],
    sentences: Sequence[Sentence],
    published: Sequence[Published],
    candidates: Sequence[DateCandidate],
    times: Sequence[TimeMention],
) -> Iterator[TimelineEntry]:
    """The dated events of one story, earliest first; those without a date at the end."""
    texts = {document.id: document.text for document in documents}
    names = {document.id: document.name for document in documents}
    lines = [candidate.span for candidate in candidates if candidate.span and candidate.origin != "correction note"]
    dated = [time for time in times if not any(time.span.overlaps(line) for line in lines)]
    mentions = read_mentions(sentences, dated, texts)
    weights = word_weights(mentions)
    resolved = resolve_mentions(mentions, published, weights)
    entries = [entry(group, names, weights) for group in same_events(resolved, weights)]
    entries += publications(sentences, published)
    entries += page_clocks(candidates)
    yield from sorted(entries, key=lambda made: (made.start or made.end or "9999", made.end or "9999", made.what, made.kind))


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


# ── resolving ────────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── grouping ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def same_events(mentions: Sequence[Dated], weights: Weights) -> list[list[Dated]]:
    """Mentions that date one event, together; noun modifiers and vague times only where they join something."""
    worth = [dated for dated in mentions if dated.known or _is_listed(dated)]
    groups: list[list[int]] = [[i] for i in range(len(worth))]
    for left, right in likely_pairs(worth, weights):
        if groups[left] is not groups[right]:
            threshold = same_event_from(worth[left], worth[right])
            if alike(worth[left], worth[right], weights) >= threshold:
                join(groups, left, right, worth, weights, threshold * LOOSE)
    for left, right in conflicting_pairs(worth, weights):
        join(groups, left, right, worth, weights, OTHER_DATE_ALIKE * LOOSE)
    distinct = {id(group): [worth[i] for i in group] for group in groups}
    return [group for group in distinct.values() if any(_stands_alone(dated) for dated in group)]


def join(groups: list[list[int]], left: int, right: int, worth: Sequence[Dated], weights: Weights, threshold: float) -> None:
    """Make two groups one where their members are alike on average."""
    if groups[left] is groups[right]:
        return
    pairs = [(worth[i], worth[j]) for i in groups[left][:LINKED] for j in groups[right][:LINKED]]
    if sum(alike(one, other, weights) for one, other in pairs) >= threshold * len(pairs):
        whole = sorted(groups[left] + groups[right])
        for i in whole:
            groups[i] = whole


def _is_listed(dated: Dated) -> bool:
    """An undated mention worth a line: a weekday or a day that something happened on."""
    return dated.expression.granularity in ("weekday", "day") and _stands_alone(dated)


def _stands_alone(dated: Dated) -> bool:
    return not dated.modifier and len(dated.content) >= LISTED_WORDS


def likely_pairs(worth: Sequence[Dated], weights: Weights) -> Iterator[tuple[int, int]]:
    """Pairs that share a word that tells; a word in very many mentions pairs each with its next neighbours only."""
    holding: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, dated in enumerate(worth):
        for period in _periods(dated):
            for word in sorted(dated.wide):
                holding[period, word].append(i)
    seen: set[tuple[int, int]] = set()
    for key in sorted(holding, key=lambda key: (-weights.get(key[1], 1.0), key)):
        for n, left in enumerate(holding[key]):
            for right in holding[key][n + 1 : n + 1 + NEIGHBOURS]:
                if (left, right) not in seen:
                    seen.add((left, right))
                    yield left, right


def _periods(dated: Dated) -> tuple[str, ...]:
    """Keys under which mentions that may mean one time meet: the month, the year; the words where nothing is known."""
    day = dated.first or dated.last
    if day is None:
        return (f"? {dated.expression.weekday} {dated.expression.first}",)
    return (f"{day:%Y-%m}", f"{day:%Y}") if not dated.is_day or dated.inferred else (f"{day:%Y-%m}",)


def same_event_from(left: Dated, right: Dated) -> float:
    """How alike two mentions must be to date one event; infinity where their times exclude it."""
    if (left.first, left.last) == (right.first, right.last):
        return SAME_DAY_ALIKE if left.is_day and left.mention.doc != right.mention.doc else SAME_DATE_ALIKE
    if left.first and left.last and right.first and right.last:
        inside = (left.first <= right.first and right.last <= left.last) or (right.first <= left.first and left.last <= right.last)
        wide = max((left.last - left.first).days, (right.last - right.first).days)
        return PERIOD_ALIKE if inside and wide <= 366 else math.inf
    return math.inf


def conflicting_pairs(worth: Sequence[Dated], weights: Weights) -> Iterator[tuple[int, int]]:
    """Different days for what two reports tell in the same words, where neither has the other's day for it too."""
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, dated in enumerate(worth):
        if dated.is_day and not dated.modifier:
            for triple in sorted(dated.triples):
                holding[triple].append(i)
    told = {(dated.mention.doc, dated.first, triple) for dated in worth if dated.is_day for triple in dated.triples}
    for triple in sorted(holding):
        for left, right in combinations(holding[triple][:MANY], 2):
            one, other = worth[left], worth[right]
            close = _differ(one, other) and overlap(one.content, other.content, weights) >= OTHER_DATE_ALIKE
            if close and not _tells_both(one, other, triple, told):
                yield left, right


def _differ(left: Dated, right: Dated) -> bool:
    if left.mention.doc == right.mention.doc or left.first is None or right.first is None:
        return False
    return 0 < abs((left.first - right.first).days) <= CONFLICT_DAYS


def _tells_both(left: Dated, right: Dated, triple: tuple[str, ...], told: set[tuple[str, date | None, tuple[str, ...]]]) -> bool:
    return (left.mention.doc, right.first, triple) in told or (right.mention.doc, left.first, triple) in told


# ── entries ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def entry(group: Sequence[Dated], names: Mapping[str, str], weights: Weights) -> TimelineEntry:
    """One line of the timeline from the mentions of one event."""
    days = sorted({dated.first for dated in group if dated.is_day and dated.first})
    exact = [dated for dated in group if dated.is_day] or [min(group, key=_length)]
    firsts, lasts = [dated.first for dated in exact], [dated.last for dated in exact]
    first = min(day for day in firsts if day) if all(firsts) else None
    last = max(day for day in lasts if day) if all(lasts) else None
    best = best_wording(group, weights)
    status = status_of(group, days)
    return TimelineEntry(
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        "day" if days else exact[0].expression.granularity,
        best.clause,
        best.kind,
        tuple(sorted({dated.mention for dated in group})),
        status,
        because(group, days, names, status),
    )


def _length(dated: Dated) -> tuple[int, Span]:
    return ((dated.last - dated.first).days if dated.first and dated.last else 10**6), dated.mention


def best_wording(group: Sequence[Dated], weights: Weights) -> Dated:
    """The clause most like the others' (a medoid); events told in a clause before mere names."""
    voting = sorted(group, key=lambda dated: dated.mention)[:MANY]

    def standing(dated: Dated) -> tuple[bool, bool, float, bool, int]:
        near = sum(overlap(dated.content, other.content, weights) for other in voting if other is not dated)
        return (
            not dated.modifier,
            dated.clause.end - dated.clause.start <= LONG,
            round(near, 6),
            not dated.inferred,
            -len(dated.content),
        )

    return max(voting, key=standing)


def status_of(group: Sequence[Dated], days: Sequence[date]) -> str:
    if len(days) > 1 or any(dated.misfit for dated in group):
        return "conflicting"
    if all(dated.inferred for dated in group):
        return "inferred"
    return "agreed" if len({dated.mention.doc for dated in group}) > 1 else "single"


def because(group: Sequence[Dated], days: Sequence[date], names: Mapping[str, str], status: str) -> str:
    """Who writes what, and how the date follows."""
    if not any(dated.known for dated in group):
        return f"{_quoted(group, names)}; nothing in the story says which date that is"
    if len(days) > 1:
        sides = []
        for day in days:
            there = [dated for dated in group if dated.is_day and dated.first == day]
            sides.append(f"{day.day} {MONTHS[day.month - 1]} ({WEEKDAYS[day.weekday()]}): {_quoted(there, names)}")
        told = " against ".join(sides)
    else:
        told = _quoted(group, names)
    bare = days and len({dated.expression.weekday for dated in group if dated.expression.granularity == "weekday"}) == 1
    if status == "agreed" and bare:
        told += f": {said(days[0])} is a {WEEKDAYS[days[0].weekday()]}"
    reasons = [reason for dated in group for reason in (dated.misfit, dated.how) if reason]
    return "; ".join(dict.fromkeys([told, *reasons[:3]]))


def _quoted(group: Sequence[Dated], names: Mapping[str, str]) -> str:
    """ "On June 26" (a.txt), "On Friday" (b.txt): the first six."""
    shown = dict.fromkeys(
        f'"{" ".join(dated.words.split())}" ({names.get(dated.mention.doc, dated.mention.doc)})' for dated in group
    )
    more = f" and {len(shown) - 6} more" if len(shown) > 6 else ""
    return ", ".join(list(shown)[:6]) + more


def publications(sentences: Sequence[Sentence], published: Sequence[Published]) -> Iterator[TimelineEntry]:
    """The reports of the story themselves, where their date is established; shown by their first sentence."""
    opening: dict[str, Span] = {}
    for sentence in sorted(sentences, key=lambda sentence: sentence.span):
        opening.setdefault(sentence.span.doc, sentence.span)
    for report in published:
        if report.value and report.doc in opening:
            what = opening[report.doc]
            spans = report.spans or (what,)
            value, exactness = report.value[:10], "day" if report.granularity == "minute" else report.granularity or "day"
            yield TimelineEntry(*_bounds(value), exactness, what, "publication", spans, "single", report.because)


def _bounds(value: str) -> tuple[str, str]:
    """First and last day of an ISO year, month or day.

    >>> _bounds("2020-02")
    ('2020-02-01', '2020-02-29')
    """
    numbers = [int(number) for number in value.split("-")]
    bounds = Point(*numbers).bounds()
    return (bounds[0].isoformat(), bounds[1].isoformat()) if bounds else (value, value)


def page_clocks(candidates: Sequence[DateCandidate]) -> Iterator[TimelineEntry]:
    why = "a page clock: it says when the page was saved, not when anything in the story happened"
    for candidate in candidates:
        if candidate.origin == "page furniture" and candidate.span:
            first, last = _bounds(candidate.value[:10])
            granularity = "day" if candidate.granularity == "minute" else candidate.granularity
            yield TimelineEntry(first, last, granularity, candidate.span, "page", (candidate.span,), "single", why)
