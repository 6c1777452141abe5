"""What happened to the words: the versions of an utterance one above the other, with the differences marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sayso.records import Change, Utterance, Version, record_id
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, Quote
from sayso.show.page.asked import Asked

# Worst first: what a reader must see before the rest.
GRAVITY = ("meaning changed", "speaker changed", "altered", "omission", "insertion", "boundary", "cosmetic", "identical")
HARMLESS = frozenset({"cosmetic", "identical"})
WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]|\s+")
ELLIPSIS = " […] "
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


@dataclass(frozen=True)
class QuotesView:
    utterances: tuple[UtteranceCard, ...]


def quotes_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> QuotesView:
    """Utterances with more than one version, the gravest change first."""
    return QuotesView(reworded(dossier, anchors))


def reworded(dossier: Dossier, anchors: Anchors) -> tuple[UtteranceCard, ...]:
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
    rows = tuple(version_row(dossier, anchors, utterance, number, changes) for number in range(len(utterance.versions)))
    kinds = [change.kind for row in rows for change in row.changes]
    worst = min(kinds, key=gravity) if kinds else ""
    party = dossier.party.get(utterance.speaker) if utterance.speaker is not None else None
    speaker = party.name if party else "speaker not established"
    return UtteranceCard(speaker, rows, worst, utterance.because, bool(kinds) and set(kinds) <= HARMLESS)


def version_row(dossier: Dossier, anchors: Anchors, utterance: Utterance, number: int, changes: Sequence[Change]) -> VersionRow:
    version = utterance.versions[number]
    words = said(dossier, version)
    quote = anchors.quote(version.spans[0])
    if number == 0:
        return VersionRow(quote, (Run("same", words),), 0, ())
    other, between = compared_with(utterance, number, changes)
    runs = tuple(differences(said(dossier, utterance.versions[other]), words))
    return VersionRow(quote, runs, other + 1, between)


def said(dossier: Dossier, version: Version) -> str:
    """All words of the version; where the report leaves off in between, that is shown."""
    return ELLIPSIS.join(dossier.cut(span) for span in version.spans)


def compared_with(utterance: Utterance, number: int, changes: Sequence[Change]) -> tuple[int, tuple[Change, ...]]:
    """The earliest version that this one was measured against, with the changes between them; else the first version."""
    for other in range(number):
        between = [change for change in changes if joins(change, utterance.versions[other], utterance.versions[number])]
        if between:
            return other, tuple(sorted(between, key=lambda change: gravity(change.kind)))
    return 0, ()


def joins(change: Change, one: Version, other: Version) -> bool:
    def stands_in(version: Version, side: str) -> bool:
        return any(span.overlaps(change.left if side == "left" else change.right) for span in version.spans)

    return (stands_in(one, "left") and stands_in(other, "right")) or (stands_in(one, "right") and stands_in(other, "left"))


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
