"""What happened to the words: the versions of an utterance one above the other, with the differences marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sayso.records import Change, Span, Utterance, Version, record_id
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, Quote

# Worst first: what a reader must see before the rest.
GRAVITY = ("meaning changed", "speaker changed", "altered", "omission", "insertion", "boundary", "cosmetic", "identical")
HARMLESS = frozenset({"cosmetic", "identical"})
WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]|\s+")
ELLIPSIS = " […] "
Between = dict[tuple[int, int], list[Change]]  # by the numbers of two versions, from 0, the earlier first
LONGEST = 4000  # code points: longer quotations are shown without marks, comparing them word by word would take too long


@dataclass(frozen=True)
class Run:
    """Words of a version: in both ("same"), only in this one ("only here"), or only in the first one ("gone")."""

    how: str
    words: str


@dataclass(frozen=True)
class VersionRow:
    """One report's version, compared with the version `against` (its number from 1; 0: not compared)."""

    quote: Quote
    runs: tuple[Run, ...]
    against: int
    changes: tuple[Change, ...]  # the gravest first; empty where none was measured


@dataclass(frozen=True)
class UtteranceCard:
    speaker: str
    rows: tuple[VersionRow, ...]
    worst: str
    because: str
    harmless: bool


def reworded(dossier: Dossier, anchors: Anchors) -> tuple[UtteranceCard, ...]:
    """Utterances with more than one version, the gravest change first."""
    changes: dict[str, list[Change]] = {}
    for change in dossier.changes:
        changes.setdefault(change.utterance, []).append(change)
    cards = [
        utterance_card(dossier, anchors, utterance, changes.get(record_id(utterance), ()))
        for utterance in dossier.utterances
        if len(utterance.versions) > 1
    ]
    return tuple(sorted(cards, key=lambda card: gravity(card.worst)))


def gravity(kind: str) -> int:
    return GRAVITY.index(kind) if kind in GRAVITY else len(GRAVITY)


def utterance_card(dossier: Dossier, anchors: Anchors, utterance: Utterance, changes: Sequence[Change]) -> UtteranceCard:
    between = changes_between(utterance, changes)
    rows = tuple(version_row(dossier, anchors, utterance, number, between) for number in range(len(utterance.versions)))
    kinds = [change.kind for row in rows for change in row.changes]
    worst = min(kinds, key=gravity) if kinds else ""
    party = dossier.party.get(utterance.speaker) if utterance.speaker is not None else None
    speaker = party.name if party else "speaker not established"
    return UtteranceCard(speaker, rows, worst, utterance.because, bool(kinds) and set(kinds) <= HARMLESS)


def version_row(dossier: Dossier, anchors: Anchors, utterance: Utterance, number: int, between: Between) -> VersionRow:
    version = utterance.versions[number]
    words = said(dossier, version)
    quote = anchors.quote(version.spans[0])
    if number == 0:
        return VersionRow(quote, (Run("same", words),), 0, ())
    other, changes = compared_with(number, between)
    runs = tuple(differences(said(dossier, utterance.versions[other]), words))
    return VersionRow(quote, runs, other + 1, changes)


def said(dossier: Dossier, version: Version) -> str:
    """All words of the version; where the report leaves off in between, that is shown."""
    return ELLIPSIS.join(dossier.cut(span) for span in version.spans)


def compared_with(number: int, between: Between) -> tuple[int, tuple[Change, ...]]:
    """The earliest version that this one was measured against, with the changes between them; else the first version."""
    for other in range(number):
        if (other, number) in between:
            return other, tuple(sorted(between[other, number], key=lambda change: gravity(change.kind)))
    return 0, ()


def changes_between(utterance: Utterance, changes: Iterable[Change]) -> Between:
    """The changes between each two versions that were measured against each other, by their numbers, the earlier first."""
    found: Between = {}
    for change in changes:
        left, right = versions_at(utterance, change.left), versions_at(utterance, change.right)
        for pair in {(min(one, other), max(one, other)) for one in left for other in right if one != other}:
            found.setdefault(pair, []).append(change)
    return found


def versions_at(utterance: Utterance, span: Span) -> list[int]:
    """The numbers of the versions that have words of the span."""
    return [number for number, version in enumerate(utterance.versions) if any(part.overlaps(span) for part in version.spans)]


def differences(first: str, second: str) -> Iterator[Run]:
    """The second text in runs of words, with the words of the first that it lacks where they would stand.

    >>> [(run.how, run.words) for run in differences("to cast off now", "to throw off")]
    [('same', 'to '), ('gone', 'cast'), ('only here', 'throw'), ('same', ' off'), ('gone', ' now')]
    """
    if max(len(first), len(second)) > LONGEST:
        yield Run("same", second)
        return
    left, right = WORD.findall(first), WORD.findall(second)
    for _, low, high, start, end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if left[low:high] == right[start:end]:
            yield Run("same", "".join(right[start:end]))
            continue
        if low < high:
            yield Run("gone", "".join(left[low:high]))
        if start < end:
            yield Run("only here", "".join(right[start:end]))
