"""What people decide about a story: the log, where its entries stand in the reports of today, and which are in force.

A decision is anchored by the words it is about, not by ids of records: it outlives another run, an added report and an edited
one. What it does is done by the step that makes the record in question (`corrected.py` of each wing); a decision that can do
nothing is told as a Problem.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from graphlib import TopologicalSorter
from itertools import takewhile
from typing import Any, NamedTuple, TypeVar

from sayso.errors import InputError, SettingsError
from sayso.records import (
    COMPACT,
    CONTEXT,
    DECISION_KINDS,
    POSITIONS,
    Anchor,
    Decision,
    Document,
    Problem,
    Span,
    field_names,
    record_id,
)

STAGE = "decisions"  # as the stage of a Problem
UNDO = "undo"
# At least how many places a kind is about, and at most.
PLACES: dict[str, tuple[int, int]] = {
    "merge parties": (2, 100),
    "split party": (1, 100),
    "merge claims": (2, 100),
    "split claim": (1, 100),
    "not a copy": (2, 2),
    "same source": (2, 100),
    "not a claim": (1, 1),
    "position": (1, 2),
    "date": (1, 1),
    UNDO: (0, 0),
}
WHOLE_REPORTS = ("not a copy", "date")  # kinds that may be about reports as wholes
LONGEST_NAME, LONGEST_REASON = 200, 4000  # code points; by eye
ALIKE = 0.5  # share of the characters of two places that they have in common, from which one is taken for the other (by eye)
SHOWN = 60  # code points of an anchor's words in a message
WHEN = "%Y-%m-%dT%H:%M:%SZ"
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(T\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?)?)?")
ID = re.compile("[0-9a-f]{16}")
LONE = re.compile("[\ud800-\udfff]")  # surrogates that JSON can hold as escapes only
T = TypeVar("T")


class Placed(NamedTuple):
    """A decision in force, and where its anchors stand now, in their order; those that are not found are left out."""

    decision: Decision
    spans: tuple[Span, ...]


# ── one decision ─────────────────────────────────────────────────────────────────────────────────────────────────────


def checked(decision: Decision) -> Decision:
    """The decision as it is. SettingsError, with the valid choices, where it says nothing that could be done."""
    kind = decision.kind
    if kind not in DECISION_KINDS:
        raise SettingsError(f"{kind!r} is no kind of decision; choose from: {', '.join(DECISION_KINDS)}")
    for what, text, most in (("a name", decision.by, LONGEST_NAME), ("a reason", decision.because, LONGEST_REASON)):
        if not text.strip():
            raise SettingsError(f"a decision needs {what}: who decides it, and why, is shown wherever it counts")
        if len(text) > most:
            raise SettingsError(f"{what} of {len(text)} characters is too long; at most {most}")
    _check_time(decision.when)
    least, most = PLACES[kind]
    if not least <= len(decision.anchors) <= most:
        wanted = f"{least}" if least == most else f"{least} or {most}" if most == least + 1 else f"at least {least}"
        raise SettingsError(f"“{kind}” is about {wanted} place{'s' if most != 1 else ''}; {len(decision.anchors)} were given")
    if len(set(decision.anchors)) < len(decision.anchors):
        raise SettingsError(f"“{kind}” was given one place twice; name different ones")
    if kind not in WHOLE_REPORTS and not all(anchor.exact.strip() for anchor in decision.anchors):
        raise SettingsError(f"“{kind}” is about words; a whole report was given. Whole reports: {', '.join(WHOLE_REPORTS)}")
    if kind == "not a copy" and len({anchor.report for anchor in decision.anchors}) < 2:
        raise SettingsError("“not a copy” is about places in two reports; both are in one")
    _check_value(kind, decision.value)
    return decision


def _check_time(when: str) -> None:
    try:
        if datetime.strptime(when, WHEN).strftime(WHEN) == when:
            return
    except ValueError:
        pass
    raise SettingsError(f"a decision needs its time in UTC, e.g. 2026-11-22T18:21:57Z; {when!r} is none")


def _check_value(kind: str, value: str | None) -> None:
    wanted = {"position": f"one of {', '.join(POSITIONS)}", "date": "an ISO date, e.g. 2026-11-22", UNDO: "the id of a decision"}
    if kind not in wanted:
        if value is not None:
            raise SettingsError(f"“{kind}” takes no value; {value!r} was given")
        return
    right = value is not None and (
        value in POSITIONS if kind == "position" else is_date(value) if kind == "date" else ID.fullmatch(value) is not None
    )
    if not right:
        raise SettingsError(f"“{kind}” needs {wanted[kind]}; {'none' if value is None else repr(value)} was given")


def is_date(value: str) -> bool:
    """An ISO year, month, day or minute that is in the calendar.

    >>> [is_date(value) for value in ("2026", "2026-11", "2026-11-22", "2026-11-22T18:21Z", "2026-02-30", "today")]
    [True, True, True, True, False, False]
    """
    found = DATE.fullmatch(value)
    if found is None or not value.isascii():
        return False
    year, month, day, clock = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
        datetime.fromisoformat(value if clock else "2026-11-22")
    except ValueError:
        return False
    return True


def signed(decision: Decision) -> str:
    """
    >>> signed(Decision("not a claim", (), None, "Ada Lund", "a headline", "2026-11-22T18:21:57Z"))
    'by Ada Lund, 2026-11-22: a headline'
    """
    return f"by {decision.by}, {decision.when[:10]}: {decision.because}"


def decided(what: str, decision: Decision, machine: str) -> str:
    """The reason of a corrected record: what was done by whom, when and why, and behind it the program's own reason."""
    return f"{what} {signed(decision)} (sayso's own reason: {machine})"


# ── the log ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def in_turn(log: Iterable[Decision]) -> list[Decision]:
    """The one order of a log, whichever desk wrote or imported which entry first: by time, then by id."""
    return sorted(log, key=lambda decision: (decision.when, record_id(decision)))


def undoings(log: Sequence[Decision]) -> dict[str, Decision]:
    """For each decision (id) that is undone, the first undoing in force. An undoing can be undone as well."""
    undoing: dict[str, list[Decision]] = {}
    for entry in in_turn(log):
        if entry.kind == UNDO and entry.value is not None:
            undoing.setdefault(entry.value, []).append(entry)
    order = TopologicalSorter({target: [record_id(entry) for entry in entries] for target, entries in undoing.items()})
    undone: dict[str, Decision] = {}
    for target in order.static_order():  # whoever undoes comes before what it undoes; ids are hashes, so there is no circle
        in_force = [entry for entry in undoing.get(target, ()) if record_id(entry) not in undone]
        if in_force:
            undone[target] = in_force[0]
    return undone


def active(log: Sequence[Decision]) -> list[Decision]:
    """The decisions in force, in turn: those that nobody undid. Undoings are none of them."""
    undone = undoings(log)
    return [decision for decision in in_turn(log) if decision.kind != UNDO and record_id(decision) not in undone]


# ── anchors ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def anchor_of(span: Span, document: Document, *, whole: bool = False) -> Anchor:
    """An anchor for words of a report; for the report itself where the span is empty, or where `whole` reports may be meant and
    it is all of the text."""
    text = document.text
    if span.end <= span.start or (whole and (span.start, span.end) == (0, len(text))):
        return Anchor(document.name, document.sha256, 0, "", "", "")
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return Anchor(document.name, document.sha256, span.start, span.cut(text), before, after)


def find_anchor(anchor: Anchor, documents: Sequence[Document]) -> Span | None:
    """Where the words stand now; None where that cannot be said.

    The report is the one of these bytes, else the one of this name. Words that stand there once are found. Of several places
    the one counts that has most of the characters around it, from the words outward, in common with the anchor: at least half
    of them, and more than any other; where all of them stand at several, the one nearest to where the words stood.
    """
    document = _report_of(anchor, documents)
    if document is None or not anchor.exact:
        return document.at if document else None
    agreeing = {start: _agreeing(anchor, document.text, start) for start in _occurrences(anchor.exact, document.text)}
    most, all_of_it = max(agreeing.values(), default=0), len(anchor.prefix) + len(anchor.suffix)
    best = [start for start, count in agreeing.items() if count == most]
    sure = len(agreeing) == 1 or most == all_of_it or (len(best) == 1 and 2 * most >= all_of_it)
    if not best or not sure:
        return None
    start = min(best, key=lambda start: (abs(start - anchor.start), start))
    return Span(document.id, start, start + len(anchor.exact))


def _report_of(anchor: Anchor, documents: Sequence[Document]) -> Document | None:
    same = sorted((d for d in documents if d.sha256 == anchor.sha256), key=lambda d: (d.name != anchor.report, d.name))
    named = [document for document in documents if document.name == anchor.report]
    return next(iter([*same, *named]), None)


def _agreeing(anchor: Anchor, text: str, start: int) -> int:
    """How many characters before and after a place are those of the anchor, from the words outward."""
    end = start + len(anchor.exact)
    before = zip(reversed(text[max(0, start - CONTEXT) : start]), reversed(anchor.prefix), strict=False)
    after = zip(text[end : end + CONTEXT], anchor.suffix, strict=False)
    return sum(1 for pairs in (before, after) for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _occurrences(words: str, text: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def place(log: Sequence[Decision], documents: Sequence[Document]) -> tuple[list[Placed], list[Problem]]:
    """The decisions in force with their places, and a Problem for each place that is gone and each undoing of nothing."""
    placed: list[Placed] = []
    problems: list[Problem] = []
    known = {record_id(decision) for decision in log}
    for entry in in_turn(log):
        if entry.kind == UNDO and entry.value not in known:
            problems.append(problem(entry, f"it undoes the decision {entry.value}, which is not in this log"))
    for decision in active(log):
        found = [find_anchor(anchor, documents) for anchor in decision.anchors]
        spans = tuple(span for span in found if span is not None)
        enough = len(spans) >= PLACES[decision.kind][0] and (len(spans) == len(found) or decision.kind != "position")
        for anchor, span in zip(decision.anchors, found, strict=True):
            if span is None:
                outcome = "the rest is applied" if enough else "it is not applied"
                problems.append(problem(decision, f"{_gone(anchor, documents)}; {outcome}"))
        if enough:
            placed.append(Placed(decision, spans))
    return placed, problems


def _gone(anchor: Anchor, documents: Sequence[Document]) -> str:
    if not any(document.name == anchor.report for document in documents):
        return f"the report {anchor.report} is not here any more"
    short = anchor.exact[:SHOWN] + ("…" if len(anchor.exact) > SHOWN else "")
    return f"the words “{short}” are not found in {anchor.report} any more, or stand there several times"


# ── for those who apply it ───────────────────────────────────────────────────────────────────────────────────────────


def problem(decision: Decision, why: str) -> Problem:
    """A decision that can do nothing, or not all of what it says."""
    return Problem(STAGE, record_id(decision), f"“{decision.kind}” {signed(decision)} — {why}")


def best_at(span: Span, places: Mapping[T, Iterable[Span]], *, rank: Callable[[T], int] = lambda item: 0) -> T | None:
    """Which of some things stands at a place: the one whose words are most nearly these, at least ALIKE of what both have
    together; None where there is none. Ties go to the higher rank, then to the first."""

    def fitness(item: T) -> tuple[float, int]:
        return max((_share(span, other) for other in places[item]), default=0.0), rank(item)

    best = max(places, key=fitness, default=None)
    return best if best is not None and fitness(best)[0] >= ALIKE else None


def _share(left: Span, right: Span) -> float:
    both = left.shared(right)
    return both / (left.end - left.start + right.end - right.start - both) if both else 0.0


# ── out and in ───────────────────────────────────────────────────────────────────────────────────────────────────────

FIELDS = field_names(Decision)


def as_plain(decision: Decision) -> dict[str, Any]:
    """A decision as JSON holds it, without its id."""
    return {**{name: getattr(decision, name) for name in FIELDS}, "anchors": [anchor._asdict() for anchor in decision.anchors]}


def as_lines(log: Iterable[Decision]) -> str:
    """The log as JSON lines, an object for each decision with its id first; `read_lines` reads them."""
    return "".join(LONE.sub(_escaped, COMPACT.encode({"id": record_id(d), **as_plain(d)})) + "\n" for d in in_turn(log))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def read_lines(text: str) -> list[Decision]:
    """Decisions from JSON lines; blank lines are passed over. InputError names the line and the field that is wrong: nothing is
    taken of a file that is not right as a whole."""
    return [_read_line(line, f"line {number}") for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _read_line(line: str, where: str) -> Decision:
    try:
        read = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} is no JSON: {error}. `sayso decisions STORY --jsonl` writes such lines") from error
    told = _fields(read, {"id", *FIELDS}, where, missing=frozenset({"id"}))
    anchors = told["anchors"]
    if not isinstance(anchors, list):
        raise InputError(f"{where}: field anchors must be a list of objects")
    value = None if told["value"] is None else _text(told, "value", where)
    kind, by, because, when = (_text(told, name, where) for name in ("kind", "by", "because", "when"))
    found = tuple(_read_anchor(anchor, f"{where}: anchors[{number}]") for number, anchor in enumerate(anchors))
    try:
        decision = checked(Decision(kind, found, value, by, because, when))
    except SettingsError as error:
        raise InputError(f"{where}: {error}") from error
    if told.get("id", record_id(decision)) != record_id(decision):
        raise InputError(f"{where}: field id is {told['id']!r}, but what the line says has the id {record_id(decision)}")
    return decision


def _read_anchor(read: object, where: str) -> Anchor:
    told = _fields(read, set(Anchor._fields), where)
    report, sha256, exact, prefix, suffix = (_text(told, name, where) for name in ("report", "sha256", "exact", "prefix", "suffix"))
    start = told["start"]
    if type(start) is not int or not 0 <= start < 2**53:
        raise InputError(f"{where}: field start must be a whole number from 0 up")
    for name, text in (("prefix", prefix), ("suffix", suffix)):
        if len(text) > CONTEXT:
            raise InputError(f"{where}: field {name} has {len(text)} characters; at most {CONTEXT}")
    return Anchor(report, sha256, start, exact, prefix, suffix)


def _fields(read: object, known: set[str], where: str, *, missing: Collection[str] = ()) -> dict[str, object]:
    if not isinstance(read, dict):
        raise InputError(f"{where} must be an object with the fields {', '.join(sorted(known))}")
    for name in sorted(known - set(missing) - read.keys()):
        raise InputError(f"{where}: field {name} is missing")
    for name in sorted(read.keys() - known):
        raise InputError(f"{where}: there is no field {name!r}; the fields are {', '.join(sorted(known))}")
    return read


def _text(told: Mapping[str, object], name: str, where: str) -> str:
    value = told[name]
    if not isinstance(value, str):
        raise InputError(f"{where}: field {name} must be text")
    return value
