"""Quotations, lineage, conflicts and timeline of a story against its gold: one function for each, from listings to measures."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from measures import Measure, share
from places import Place, place_of, places_of
from story_gold import Contradiction, Pair, Row, StoryGold
from story_score import FoundClaim, serve

TYPED = ("number", "date")  # the kinds of conflict of which the gold lists all, so that precision can be told
ALTERED = "altered quotation"  # a kind of conflict that the quotations' own measures judge
Days = tuple[str | None, str | None]


# ── mentions on pages ──


def page_measures(gold: StoryGold, found: Sequence[FoundClaim], texts: Mapping[str, str]) -> list[Measure]:
    """Mentions that the gold gives by their words: found anywhere in the claim that serves theirs, and with the right position."""
    seen = right = wanted = 0
    for claim in gold.claims:
        serving = serve(claim, found).found
        for mention in claim.on_pages:
            wanted += 1
            place = find_words(mention.report, texts.get(mention.report, ""), mention.words)
            mine = [m for m in serving.mentions if place and place.same(m.place)] if serving else []
            seen += bool(mine)
            right += any(m.position == mention.position for m in mine)
    return [share("page mentions: found", seen, wanted), share("page mentions: position right", right, wanted)] if wanted else []


def find_words(report: str, text: str, words: str) -> Place | None:
    """Where some words stand in a text, whatever the blanks between them.

    >>> find_words("a", "The pump  failed", "pump failed")
    Place(report='a', start=4, end=16)
    """
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return Place(report, found.start(), found.end()) if found else None


# ── quotations ──


def quotation_measures(gold: Iterable[Sequence[Place]], quotes: Iterable[Any]) -> list[Measure]:
    """Of the quotations that several reports have: is a version of each report in one utterance, and how many versions are?"""
    shared = [versions for versions in gold if len({place.report for place in versions}) > 1]
    utterances = [places_of(span for version in item["versions"] for span in version["spans"]) for item in quotes]
    joined = together = 0
    for versions in shared:
        held = max((_held(versions, utterance) for utterance in utterances), key=len, default=[])
        joined += {place.report for place in held} == {place.report for place in versions}
        together += len(held)
    return [
        share("quotations: groups joined", joined, len(shared)),
        share("quotations: versions joined", together, sum(map(len, shared))),
    ]


def _held(versions: Sequence[Place], utterance: Sequence[Place]) -> list[Place]:
    return [version for version in versions if any(version.same(mine) for mine in utterance)]


# ── lineage ──


def lineage_measures(gold: StoryGold, lineage: Sequence[Any], copies: Iterable[Any]) -> list[Measure]:
    """Lost parents and copies found, and no other two reports called related."""
    siblings, derived = set(_sibling_pairs(lineage)), set(_derived_pairs(lineage))
    passages = {_unordered(item["left"]["report"], item["right"]["report"]) for item in copies}
    right_siblings = sum(
        pair in siblings and pair not in derived and Pair(pair.second, pair.first) not in derived for pair in gold.siblings
    )
    related = {_unordered(*pair) for pair in gold.siblings | gold.copies}
    called = siblings | {_unordered(*pair) for pair in derived} | passages
    others = {_unordered(*pair) for pair in combinations(gold.reports, 2)} - related
    false = sorted(others & called)
    measures = [share("lineage: lost parents right", right_siblings, len(gold.siblings))] if gold.siblings else []
    measures += [share("lineage: copies right", len(gold.copies & derived), len(gold.copies))] if gold.copies else []
    said = f"{len(others) - len(false)} of {len(others)}" + (f"; false: {false}" if false else "")
    return [*measures, share("lineage: unrelated pairs left alone", len(others) - len(false), len(others), said)]


def _unordered(one: str, other: str) -> Pair:
    return Pair(*sorted((one, other)))


def _sibling_pairs(lineage: Iterable[Any]) -> Iterator[Pair]:
    for item in lineage:
        if any(isinstance(parent, dict) for parent in item["parents"]):
            yield from (_unordered(item["child"], other) for other in item["children"] if other != item["child"])


def _derived_pairs(lineage: Iterable[Any]) -> Iterator[Pair]:
    for item in lineage:
        yield from (Pair(item["child"], parent) for parent in item["parents"] if isinstance(parent, str))


# ── conflicts ──


def conflict_measures(gold: Sequence[Contradiction], conflicts: Sequence[Any], quotes: Iterable[Any]) -> list[Measure]:
    """Conflicts of numbers and dates: found and right. Of all contradictions, of whatever kind: which a conflict sets against each
    other, and which of them weigh most; of our conflicts, quotations apart, which the gold has, too (a gold lists what its maker
    saw: what it lacks may still be right); and which are set against each other anywhere, as a conflict or as a change of a
    quotation."""
    typed = [wanted for wanted in gold if wanted.kind in [f"{kind} conflict" for kind in TYPED]]
    mine = [item for item in conflicts if item["kind"] in TYPED]
    found = sum(any(_says_the_same(wanted, item) for item in mine) for wanted in typed)
    right = sum(any(_says_the_same(wanted, item) for wanted in gold) for item in mine)
    pairs = [(item["left"], item["right"]) for item in conflicts]
    pairs += [(change["from"], change["to"]) for item in quotes for change in item["changes"]]
    everywhere = sum(any(_stands_there(wanted, *pair) for pair in pairs) for wanted in gold)
    shown = [wanted for wanted in gold if any(_stands_there(wanted, item["left"], item["right"]) for item in conflicts)]
    high = [wanted for wanted in gold if wanted.severity == "high"]
    said = [item for item in conflicts if item["kind"] != ALTERED]
    there = sum(any(_stands_there(wanted, item["left"], item["right"]) for wanted in gold) for item in said)
    return [
        share("conflicts: numbers and dates found", found, len(typed)),
        share("conflicts: numbers and dates right", right, len(mine)),
        share("conflicts: contradictions shown", everywhere, len(gold)),
        share("conflicts: found", len(shown), len(gold)),
        share("conflicts: high found", sum(wanted in shown for wanted in high), len(high)),
        share("conflicts: in the gold", there, len(said)),
    ]


def _stands_there(wanted: Contradiction, one: Any, other: Any) -> bool:
    left, right = place_of(one), place_of(other)
    return bool(
        (wanted.left.shared(left) and wanted.right.shared(right)) or (wanted.left.shared(right) and wanted.right.shared(left))
    )


def _says_the_same(wanted: Contradiction, item: Any) -> bool:
    """It stands there, or within the places, or at other places with the same two numbers."""
    left, right = item["left"], item["right"]
    if _stands_there(wanted, left, right) or all(place_of(end).touches_any((wanted.left, wanted.right)) for end in (left, right)):
        return True
    numbers = {_numbers(left["text"]), _numbers(right["text"])}
    return "" not in numbers and numbers == {_numbers(wanted.left_words), _numbers(wanted.right_words)}


def _numbers(words: str) -> str:
    return " ".join(re.findall(r"\d+", words))


# ── timeline ──


def timeline_measures(gold: Iterable[Row], timeline: Sequence[Any]) -> list[Measure]:
    """Rows of which a place is on the timeline; and of those with a date, rows that stand there with that date."""
    entries = [(places_of(item["spans"]), (item["when"]["from"], item["when"]["to"])) for item in timeline]
    rows = [row for row in gold if row.places]
    here = {row: [days for places, days in entries if any(place.touches_any(places) for place in row.places)] for row in rows}
    dated = [row for row in rows if row.when]
    right = sum(any(agrees(days, wanted) for days in here[row] for wanted in days_of(str(row.when))) for row in dated)
    return [
        share("timeline: rows found", sum(bool(found) for found in here.values()), len(rows)),
        share("timeline: rows dated right", right, len(dated)),
    ]


def agrees(found: Days, wanted: Days) -> bool:
    """Both ends are the same day; an end that the gold leaves open may be anything."""
    return all(right is None or (mine or "")[:10] == right for mine, right in zip(found, wanted, strict=True))


def days_of(when: str) -> list[Days]:
    """The days a gold date may mean: "a|b" is a choice, "a/b" a range, ".." an open end, "~" says about.

    >>> days_of("2024-02"), days_of("1991/.."), days_of("2020-06-29|2020-06-30")[1]
    ([('2024-02-01', '2024-02-29')], [('1991-01-01', None)], ('2020-06-30', '2020-06-30'))
    """
    return [_range(choice) for choice in when.split("|")]


def _range(when: str) -> Days:
    first, _, last = when.partition("/")
    return _edges(first)[0], _edges(last or first)[1]


def _edges(date: str) -> Days:
    parts = [int(part) for part in re.findall(r"\d+", date.split("T")[0])]
    if not parts:
        return None, None
    year, month, day = (*parts, None, None)[:3]
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    last = day or monthrange(year or 1, month)[1]
    return f"{year}-{month:02}-{day or 1:02}", f"{year}-{month:02}-{last:02}"
