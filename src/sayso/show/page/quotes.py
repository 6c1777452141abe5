"""What happened to the words: the versions of an utterance one above the other, with the differences marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.records import Change, Span, Utterance, Version, record_id
from sayso.show.dossier import Dossier, speaker_of
from sayso.show.page.alignment_table import Cell, Column, Run, Witness, align, bands, witness_of
from sayso.show.page.anchors import Anchors, Quote
from sayso.show.page.asked import Asked
from sayso.show.page.touched import order

# Worst first: what a reader must see before the rest.
GRAVITY = ("meaning changed", "speaker changed", "altered", "omission", "insertion", "boundary", "cosmetic", "identical")
HARMLESS = frozenset({"cosmetic", "identical"})
CALLED = {
    "altered": "reworded",
    "omission": "trimmed",
    "insertion": "words added",
    "boundary": "moved marks",
    "identical": "verbatim",
}
MOST_ROWS = 10  # wordings of one table; more are listed, each beside the first (as in collation tools)
MOST_WORDS = 400  # of one version; longer ones are shown without marks: a table of them is no longer read (by eye)


class Held(NamedTuple):
    """One report that has this wording, and who says it there, by the report's own name for them ("": it names nobody)."""

    quote: Quote
    holder: str


class Told(NamedTuple):
    """What happened to the words, in one word, and why it is called so."""

    chip: str
    kind: str  # one of CHANGE_KINDS
    because: str

    @property
    def grave(self) -> bool:
        return self.kind not in HARMLESS


@dataclass(frozen=True)
class WordingRow:
    """One wording, the reports that have it, and what happened to it as against the first row."""

    held: tuple[Held, ...]
    told: tuple[Told, ...]  # the gravest first; empty where none was measured
    cells: tuple[Cell, ...]  # the whole wording beside the first row; used where there is no table


@dataclass(frozen=True)
class UtteranceCard:
    speaker: str
    rows: tuple[WordingRow, ...]
    bands: tuple[tuple[Column, ...], ...]  # the table, line by line; empty: a list
    chips: tuple[Told, ...]  # what happened to it anywhere, the gravest first
    worst: str
    because: str
    harmless: bool


@dataclass(frozen=True)
class QuotesView:
    changed: tuple[UtteranceCard, ...]
    kept: tuple[UtteranceCard, ...]  # quoted the same everywhere, or nearly so


class Placed(NamedTuple):
    """A version in its utterance: words given to two speakers stand in two utterances."""

    utterance: Utterance
    version: Version


class Words(NamedTuple):
    """What every card looks up."""

    anchors: Anchors
    texts: Mapping[str, str]
    holders: Mapping[str, str]  # by attribution


def quotes_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> QuotesView:
    """Utterances with more than one version, the gravest change first."""
    changes: dict[str, list[Change]] = {}
    for change in dossier.changes:
        changes.setdefault(change.utterance, []).append(change)
    placed = [Placed(utterance, version) for utterance in dossier.utterances for version in utterance.versions]
    words = Words(anchors, {document.id: document.text for document in dossier.documents}, holders(dossier))
    cards = []
    for utterance in dossier.utterances:
        found = changes.get(record_id(utterance), [])
        versions = [Placed(utterance, version) for version in utterance.versions]
        given = [change.right for change in found if change.kind == "speaker changed"]
        versions += [one for span in given for one in placed if one.utterance is not utterance and stands_in(one.version, span)]
        if len(versions) > 1:
            cards.append(utterance_card(words, speaker_of(dossier, utterance), versions, found))
    cards.sort(key=lambda card: order(GRAVITY, card.worst))
    return QuotesView(tuple(c for c in cards if not c.harmless), tuple(c for c in cards if c.harmless))


def holders(dossier: Dossier) -> dict[str, str]:
    """For each attribution its holders, by the names the report itself has for them: the last link of each chain."""
    found: dict[str, dict[str, None]] = {}
    for source in dossier.sources:
        if source.chain:
            found.setdefault(source.attribution, {})[source.descriptor or source.chain[-1].name] = None
    return {attribution: ", ".join(names) for attribution, names in found.items()}


def utterance_card(words: Words, speaker: str, versions: Sequence[Placed], changes: Sequence[Change]) -> UtteranceCard:
    groups = wordings(versions, changes, words.texts)
    witnesses = [witness for witness, _ in groups]
    readable = all(len(witness.places) <= MOST_WORDS for witness in witnesses)
    table = bands(align(witnesses)) if readable and 1 < len(groups) <= MOST_ROWS else ()
    rows = []
    for number, (witness, those) in enumerate(groups):
        between = [change for change in changes if number and joins(change, groups[0][1], those)]
        beside = align([witnesses[0], witness]) if readable and number and not table else ()
        cells = tuple(column[1] for column in beside) or (Cell("same", (Run(witness.text),)),)
        rows.append(WordingRow(tuple(held(words, one.version) for one in those), told(between, edge_missing(table, number)), cells))
    kinds = [change.kind for change in changes]
    worst = min(kinds, key=lambda kind: order(GRAVITY, kind)) if kinds else ""
    seen = {one.chip: one for row in rows for one in row.told}
    chips = tuple(sorted(seen.values(), key=lambda one: order(GRAVITY, one.kind))) or told(changes, False)[:1]
    because = versions[0].utterance.because
    return UtteranceCard(speaker, tuple(rows), table, chips, worst, because, bool(kinds) and set(kinds) <= HARMLESS)


def wordings(versions: Sequence[Placed], changes: Iterable[Change], texts: Mapping[str, str]) -> list[tuple[Witness, list[Placed]]]:
    """Versions by what they say, letter by letter: first the wording that the others were measured against, else the fullest."""
    groups: dict[tuple[str, str | None], tuple[Witness, list[Placed]]] = {}
    for one in versions:
        witness = witness_of(one.version, texts)
        groups.setdefault((witness.text, one.utterance.speaker), (witness, []))[1].append(one)
    lefts = [change.left for change in changes if change.kind != "speaker changed"]

    def measured(group: tuple[Witness, list[Placed]]) -> tuple[int, int]:
        most = max(sum(stands_in(one.version, left) for left in lefts) for one in group[1])
        return most, len(group[0].places)

    first = max(groups.values(), key=measured)
    return [first, *(group for group in groups.values() if group is not first)]


def held(words: Words, version: Version) -> Held:
    return Held(words.anchors.quote(version.spans[0]), words.holders.get(version.attribution or "", ""))


def told(changes: Iterable[Change], trimmed: bool) -> tuple[Told, ...]:
    """Each change once, in a reader's word for it."""
    ordered = sorted(changes, key=lambda change: order(GRAVITY, change.kind))
    found = (Told(called(change.kind, trimmed), change.kind, change.because) for change in ordered)
    return tuple(dict.fromkeys(found))


def called(kind: str, trimmed: bool) -> str:
    """
    >>> called("boundary", True), called("altered", False), called("meaning changed", False)
    ('trimmed', 'reworded', 'meaning changed')
    """
    return "trimmed" if kind == "boundary" and trimmed else CALLED.get(kind, kind)


def edge_missing(table: Sequence[Sequence[Column]], number: int) -> bool:
    """Whether this row, or the first beside it, lacks the words at the beginning or the end."""
    return bool(table) and any(column[number].kind in ("missing", "added") for column in (table[0][0], table[-1][-1]))


def joins(change: Change, ones: Iterable[Placed], others: Iterable[Placed]) -> bool:
    """Whether it was measured between versions of these two rows."""

    def in_any(those: Iterable[Placed], span: Span) -> bool:
        return any(stands_in(one.version, span) for one in those)

    return (in_any(ones, change.left) and in_any(others, change.right)) or (
        in_any(ones, change.right) and in_any(others, change.left)
    )


def stands_in(version: Version, span: Span) -> bool:
    return any(own.overlaps(span) for own in version.spans)
