"""Whole stories: the texts with their furniture, and the truth about them with every offset. Written out for other systems, too."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import people
import phrases
from graph import ClaimPlan, StoryPlan, draw_story
from telling import BAR, CLOSE, MARKS, OPEN, QUOTE_STYLES, capital, marked, reworded, write_report
from topics import fill
from truth import Against, Claim, Mention, Origin, Place, Plan, Report, Source, Story

PER_HALF = 250
FIRST_DAY = date(2031, 5, 5)
SMALL_WORDS = frozenset("a an and as at by for from in into of off on or out over the to up was were with".split())
TITLE_CASE, BYLINE, TOP_LINE, CREDITED = 0.25, 0.5, 0.3, 0.6  # shares of reports; by eye

Written = tuple[str, list[str]]  # headline and paragraphs, still marked


def stories(half: str, count: int = PER_HALF, seed: int = 1) -> Iterator[Story]:
    """The first `count` stories of a half. Raises ValueError for a half that there is not."""
    if half not in people.HALVES:
        raise ValueError(f"half {half!r}: choose from {', '.join(people.HALVES)}")
    for number in range(count):
        yield make_story(half, number, seed)


def make_story(half: str, number: int, seed: int = 1) -> Story:
    plan = draw_story(half, number, seed)
    drawn = Random(f"{plan.id}/{seed}/words")  # noqa: S311
    written: dict[int, Written] = {}
    for report in plan.reports:
        written[report.number] = _written(report, plan, written, drawn)
    reports: list[Report] = []
    found: list[tuple[str, Place]] = []
    here = [report for report in plan.reports if report.here]
    for position, report in enumerate(here, 1):
        id_ = f"{position}-{re.sub('[^a-z]+', '-', report.outlet.name.removeprefix('the ').lower())}"
        title, marked_text, day = _laid_out(report, written[report.number], plan, drawn)
        text, spans = unmarked(marked_text)
        found += [(label, Place(id_, start, end, text[start:end])) for label, start, end in spans]
        parents = [n for n, other in enumerate(here, 1) if other.number == report.parent]
        made_from = reports[parents[0] - 1].id if parents else None
        name = report.outlet.name.removeprefix("the ")
        reports.append(Report(id_, name, unmarked(title)[0], day.isoformat(), text, made_from, report.manner))
    claims = tuple(_claim(claim, found) for claim in plan.claims)
    return Story(plan.id, plan.cast.topic.name, tuple(reports), claims)


def _written(report: Plan, plan: StoryPlan, written: dict[int, Written], drawn: Random) -> Written:
    if report.parent is None:
        return write_report(report, plan, drawn)
    parent = next(other for other in plan.reports if other.number == report.parent)
    if report.manner == "copy":
        title, paragraphs = written[parent.number]
        if drawn.random() < 0.5:
            title = write_report(parent, plan, drawn)[0]
        return title, _copied(paragraphs, parent, drawn)
    retold = replace(parent, outlet=report.outlet, context=report.context, title=report.title)
    title, paragraphs = write_report(retold, plan, drawn, as_if=parent.outlet)
    return reworded(title), [reworded(paragraph) for paragraph in paragraphs]


def _copied(paragraphs: list[str], parent: Plan, drawn: Random) -> list[str]:
    """Cut from the end, as papers cut, but nothing that bears on a claim."""
    kept = list(paragraphs)
    while len(kept) > 1 and OPEN + "m " not in kept[-1] and drawn.random() < 0.7:
        kept.pop()
    if drawn.random() < CREDITED:
        frame = drawn.choice(phrases.CREDITS)
        kept.append(capital(frame.format(O=marked(f"s outlet:{parent.outlet.name}", parent.outlet.name))))
    return kept


def _laid_out(report: Plan, written: Written, plan: StoryPlan, drawn: Random) -> tuple[str, str, date]:
    """Headline, byline, dateline and body as one text, in the report's own quotation marks."""
    title, paragraphs = written
    cast, name = plan.cast, report.outlet.name.removeprefix("the ")
    day = FIRST_DAY + timedelta(days=report.number // 2 + drawn.randint(0, 2))
    if drawn.random() < TITLE_CASE:
        title = _title_case(title)
    head = [title]
    first = drawn.choice((people.WOMEN if drawn.random() < 0.5 else people.MEN)[cast.half])
    author = f"{first} {cast.surnames[-1 - report.number]}"
    if report.outlet.kind == "agency":
        paragraphs = [f"{cast.values['town'].upper()}, {day.day} May ({name}) - {paragraphs[0]}", *paragraphs[1:]]
    elif drawn.random() < BYLINE:
        head.append(f"By {author}" if drawn.random() < 0.6 else f"By {author}, {name}")
    elif drawn.random() < TOP_LINE:
        head.append(f"{name} | {day.day} May {day.year}")
    text = "\n\n".join([*head, *paragraphs])
    opens, closes = drawn.choice(QUOTE_STYLES)
    if opens == '"':
        title, text = title.replace("’", "'").replace("‘", "'"), text.replace("’", "'").replace("‘", "'")
    return title, text.replace("“", opens).replace("”", closes), day


def _title_case(title: str) -> str:
    def large(found: re.Match[str]) -> str:
        word = found[0]
        return word if word in SMALL_WORDS or word[:1] in (OPEN, BAR) else word[0].upper() + word[1:]

    return re.sub(f"{OPEN}[^{BAR}]*{BAR}|[\\w’-]+", large, title)


def unmarked(marked_text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without its marks, and for each mark its label and offsets.

    >>> unmarked(f"He said {OPEN}m c1{BAR}it fell{CLOSE}.")
    ('He said it fell.', [('m c1', 8, 15)])
    """
    text, last = "", 0
    spans: list[tuple[str, int, int]] = []
    opened: list[tuple[str, int]] = []
    for found in MARKS.finditer(marked_text):
        text += marked_text[last : found.start()]
        last = found.end()
        if found[0] == CLOSE:
            label, start = opened.pop()
            spans.append((label, start, len(text)))
        else:
            opened.append((found[1], len(text)))
    return text + marked_text[last:], sorted(spans, key=lambda span: span[1:])


# ── the truth, read off the marks ──


def _claim(plan: ClaimPlan, found: Sequence[tuple[str, Place]]) -> Claim:
    mentions = []
    against: dict[tuple[str, str], list[Place]] = defaultdict(list)
    named: dict[str, list[Place]] = defaultdict(list)
    origins = {source.id for source in plan.origins}
    for label, place in found:
        what, rest = label.split(" ", 1)
        if what == "s":
            named[rest].append(place)
        elif rest.split(" ", 1)[0] == plan.id:
            _, position, holder = rest.split(" ", 2)
            mentions.append(Mention(place, position, holder if holder in origins else None))
            if position in ("denies", "doubts"):
                against[holder, position].append(place)
    carrying = dict.fromkeys(mention.place.report for mention in mentions if mention.position == "asserts")
    return Claim(
        plan.id,
        plan.kind,
        fill(plan.event.clauses[0], plan.values, Random(0), plan.fixed),  # noqa: S311
        tuple(_origin(source, named) for source in plan.origins),
        tuple(_origin(source, named) for source in plan.claimed),
        tuple(Against(_party(holder, plan, named), position, tuple(places)) for (holder, position), places in against.items()),
        plan.circular,
        tuple(carrying),
        tuple(mentions),
    )


def _origin(source: Source, named: dict[str, list[Place]]) -> Origin:
    return Origin(source.id, source.kind, source.name, tuple(named[source.id]))


def _party(holder: str, plan: ClaimPlan, named: dict[str, list[Place]]) -> str:
    if holder == "org":
        return plan.values["org"]
    return min((place.text for place in named[holder]), key=len)


# ── written out ──


def as_json(story: Story) -> dict[str, Any]:
    """The truth of a story as it is written to truth.json; the texts stand beside it."""
    reports = [{key: value for key, value in asdict(report).items() if key != "text"} for report in story.reports]
    claims = [{**asdict(claim), "count": len(claim.origins), "claimed_count": len(claim.claimed)} for claim in story.claims]
    return {"id": story.id, "topic": story.topic, "reports": reports, "claims": claims}


def rows(reports: Iterable[Report]) -> str:
    """The reports as JSON Lines: what `sayso read` and most other programs take."""
    kept = ("id", "outlet", "title", "date", "text")
    return "".join(json.dumps({key: getattr(report, key) for key in kept}, ensure_ascii=False) + "\n" for report in reports)


def write_stories(folder: Path, made: Iterable[Story]) -> None:
    """FOLDER/<story>/reports.jsonl, truth.json, and each report as a text file in texts/."""
    for story in made:
        place = folder / story.id
        (place / "texts").mkdir(parents=True, exist_ok=True)
        (place / "reports.jsonl").write_text(rows(story.reports), encoding="utf-8", newline="\n")
        (place / "truth.json").write_text(
            json.dumps(as_json(story), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
        )
        for report in story.reports:
            (place / "texts" / f"{report.id}.txt").write_text(report.text, encoding="utf-8", newline="\n")
