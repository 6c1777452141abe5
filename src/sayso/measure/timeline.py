"""When things happened, as all reports of a story tell it: which dated clauses tell one event, and what they agree on.

A page's clock never dates anything but the page.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from sayso.calendar import MONTHS, WEEKDAYS, Point
from sayso.measure.dated_clauses import MANY, SAME_DATE_ALIKE, Dated, Weights, alike, overlap, read_mentions, word_weights
from sayso.measure.resolving import resolve_mentions, said
from sayso.records import DateCandidate, Document, Published, Sentence, Span, TimelineEntry, TimeMention

SAME_DAY_ALIKE = 0.14  # the same for one day in two reports: by eye, between wrong pairs up to 0.10 and right ones from 0.16
PERIOD_ALIKE = 0.35  # the same where one date lies inside the other's month or year; by eye
OTHER_DATE_ALIKE = 0.25  # the same where the dates differ, besides a run of words in common; by eye, precision first
CONFLICT_DAYS = 7  # two dates further apart than a week are two events
LINKED = 4  # of two groups so many members each are compared before they become one
LOOSE = 0.6  # on average they must be so far alike as a single pair must; keeps chains from growing (average linkage)
NEIGHBOURS = 20  # of a long list of mentions with one word each is compared with so many: joining is transitive
LISTED_WORDS = 2  # a clause with fewer words of content is not worth a line of its own
LONG = 400  # characters; of several wordings one that is not longer is taken


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
