"""From the project file to one Dossier: everything that is shown or exported renders this record and nothing else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from sayso import records as r
from sayso.decisions import in_turn, is_date, undoings
from sayso.errors import StoreError
from sayso.records import Kept, Record, Span, field_names, record_id
from sayso.store import Store
from sayso.version import __version__

T = TypeVar("T", bound=Record)


@dataclass(frozen=True)
class Dossier:
    """All records of a project in reading order: reports by name, then by place in the text."""

    sayso: str
    documents: tuple[r.Document, ...]
    regions: tuple[r.Region, ...]
    languages: tuple[r.Language, ...]
    date_candidates: tuple[r.DateCandidate, ...]
    published: tuple[r.Published, ...]
    attributions: tuple[r.Attribution, ...]
    sources: tuple[r.Source, ...]
    mentions: tuple[r.ClaimMention, ...]
    positions: tuple[r.Position, ...]
    stories: tuple[r.Story, ...]
    parties: tuple[r.Party, ...]
    utterances: tuple[r.Utterance, ...]
    passages: tuple[r.Passage, ...]
    claims: tuple[r.Claim, ...]  # highest rank first
    changes: tuple[r.Change, ...]
    lineages: tuple[r.Lineage, ...]
    origins: tuple[r.Origin, ...]
    conflicts: tuple[r.Conflict, ...]
    timeline: tuple[r.TimelineEntry, ...]  # earliest first, undated last
    problems: tuple[r.Problem, ...]
    used: tuple[r.Used, ...] = ()  # what the run worked with; empty where the file does not say
    decisions: tuple[r.Decision, ...] = ()  # the whole log: by time, then by id
    corrected: tuple[r.Corrected, ...] = ()  # what the decisions in force did

    @cached_property
    def story(self) -> str:
        """The collection's id: a hash of its documents, the same in every run over the same reports."""
        return story_id(self.documents)

    @cached_property
    def document(self) -> dict[str, r.Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def party(self) -> dict[str, r.Party]:
        return {record_id(party): party for party in self.parties}

    @cached_property
    def party_at(self) -> dict[Span, str]:
        """The party that a mention's span stands for (party ids)."""
        return {span: record_id(party) for party in self.parties if party.kind != "report" for span in party.mentions}

    @cached_property
    def author_of(self) -> dict[str, str]:
        """For each document the party that is its author (party ids)."""
        return {span.doc: record_id(party) for party in self.parties if party.kind == "report" for span in party.mentions}

    @cached_property
    def published_of(self) -> dict[str, r.Published]:
        """For each document when it was published, as far as that is established."""
        return {published.doc: published for published in self.published}

    @cached_property
    def attribution(self) -> dict[str, r.Attribution]:
        return {record_id(attribution): attribution for attribution in self.attributions}

    @cached_property
    def source(self) -> dict[str, r.Source]:
        return {record_id(source): source for source in self.sources}

    @cached_property
    def mention(self) -> dict[str, r.ClaimMention]:
        return {record_id(mention): mention for mention in self.mentions}

    @cached_property
    def utterance(self) -> dict[str, r.Utterance]:
        return {record_id(utterance): utterance for utterance in self.utterances}

    @cached_property
    def position(self) -> dict[str, r.Position]:
        return {record_id(position): position for position in self.positions}

    @cached_property
    def origins_of(self) -> dict[str, tuple[r.Origin, ...]]:
        """The origins of each claim (by claim id), in the dossier's order."""
        found: dict[str, list[r.Origin]] = {}
        for origin in self.origins:
            found.setdefault(origin.claim, []).append(origin)
        return {claim: tuple(origins) for claim, origins in found.items()}

    @cached_property
    def undone(self) -> dict[str, r.Decision]:
        """For each decision that is not in force any more (by its id) the one that undoes it."""
        return undoings(self.decisions)

    @cached_property
    def corrections_of(self) -> dict[str, tuple[r.Decision, ...]]:
        """The decisions in force that made or changed a record (by its id), in their order."""
        decision = {record_id(decision): decision for decision in self.decisions}
        found: dict[str, dict[str, None]] = {}
        for corrected in self.corrected:
            if corrected.record is not None and corrected.decision in decision:
                found.setdefault(corrected.record, {})[corrected.decision] = None
        return {record: tuple(in_turn(decision[id_] for id_ in ids)) for record, ids in found.items()}

    def cut(self, span: Span) -> str:
        return span.cut(self.document[span.doc].text)

    def report(self, doc: str) -> str:
        """The name by which people know a document."""
        return self.document[doc].name

    def link_party(self, doc: str, link: r.ChainLink) -> str | None:
        """The party (id) of one link of a chain in a report."""
        if link.kind == "author":
            return self.author_of.get(doc)
        for span in (link.surface, link.antecedent):
            if span is not None and span in self.party_at:
                return self.party_at[span]
        return None


def speaker_of(dossier: Dossier, utterance: r.Utterance | None) -> str:
    speaker = dossier.party.get(utterance.speaker or "") if utterance else None
    return speaker.name if speaker else "speaker not established"


def story_id(documents: Iterable[r.Document]) -> str:
    return hashlib.sha256("\n".join(sorted(document.id for document in documents)).encode()).hexdigest()[:16]


def build_dossier(store: Store) -> Dossier:
    """Read everything, put it into reading order, and check every span and every word of a fixed list before anybody sees it."""
    dossier = read_unchecked(store)
    check_spans(dossier)
    check_values(dossier)
    return dossier


def read_unchecked(store: Store) -> Dossier:
    """Everything in reading order, spans as they are stored: for those who check them themselves. All of one moment."""
    with store.at_one_moment():
        return _read(store)


def _read(store: Store) -> Dossier:
    documents = tuple(sorted(store.read(r.Document), key=lambda document: (document.name, document.id)))
    place = {document.id: number for number, document in enumerate(documents)}

    def read(kind: type[T]) -> tuple[T, ...]:
        return tuple(sorted(store.read(kind), key=lambda record: (place.get(record.at.doc, -1), record.at)))

    claims = sorted(store.read(r.Claim), key=lambda claim: (-claim.rank, place.get(claim.at.doc, -1), claim.at))
    timeline = sorted(store.read(r.TimelineEntry), key=lambda entry: (entry.start or "9999", place.get(entry.at.doc, -1), entry.at))
    return Dossier(
        sayso=__version__,
        documents=documents,
        regions=read(r.Region),
        languages=read(r.Language),
        date_candidates=read(r.DateCandidate),
        published=read(r.Published),
        attributions=read(r.Attribution),
        sources=read(r.Source),
        mentions=read(r.ClaimMention),
        positions=read(r.Position),
        stories=read(r.Story),
        parties=read(r.Party),
        utterances=read(r.Utterance),
        passages=read(r.Passage),
        claims=tuple(claims),
        changes=read(r.Change),
        lineages=read(r.Lineage),
        origins=read(r.Origin),
        conflicts=read(r.Conflict),
        timeline=tuple(timeline),
        problems=read(r.Problem),
        used=store.used(),
        decisions=tuple(store.decisions()),
        corrected=read(r.Corrected),
    )


def check_spans(dossier: Dossier) -> None:
    """Raise StoreError if any span lies outside its report: such a file was altered by something else."""
    length = {document.id: len(document.text) for document in dossier.documents}
    for name in dossier.__dataclass_fields__:
        value = getattr(dossier, name)
        for record in value if isinstance(value, tuple) else ():
            for span in spans_of(record):
                if not (span.doc in length and 0 <= span.start <= span.end <= length[span.doc]):
                    raise StoreError(
                        f"a {type(record).__name__} points outside its report ({span}); read the files again into a new project"
                    )


LANGUAGE = re.compile("[a-z]{2,3}")
GRANULARITIES = frozenset(r.GRANULARITIES)
SOURCING = frozenset(r.SOURCING_CLASSES)
# What a field may hold where screens and exports rely on it: one of a few words, or what a function takes.
VALUES: tuple[tuple[str, str, Collection[str] | Callable[[str], object]], ...] = (
    ("regions", "kind", frozenset(r.REGION_KINDS)),
    ("languages", "code", LANGUAGE.fullmatch),
    ("date_candidates", "granularity", GRANULARITIES),
    ("published", "value", lambda value: is_date(value[:10])),
    ("published", "granularity", GRANULARITIES),
    ("attributions", "kind", frozenset(r.ATTRIBUTION_KINDS)),
    ("attributions", "force", frozenset(r.FORCES)),
    ("attributions", "scope", frozenset(r.SCOPES)),
    ("attributions", "voice", frozenset(r.VOICES)),
    ("sources", "sourcing_class", SOURCING),
    ("mentions", "presentation", frozenset(r.PRESENTATIONS)),
    ("positions", "value", frozenset(r.POSITIONS)),
    ("positions", "factuality", frozenset(r.FACTUALITIES)),
    ("parties", "kind", frozenset(r.PARTY_KINDS)),
    ("passages", "kind", frozenset(r.PASSAGE_KINDS)),
    ("changes", "kind", frozenset(r.CHANGE_KINDS)),
    ("lineages", "direction", frozenset(r.DIRECTIONS)),
    ("origins", "sourcing_class", SOURCING),
    ("origins", "verdict", frozenset(r.VERDICTS)),
    ("origins", "standing", frozenset(r.STANDINGS)),
    ("conflicts", "kind", frozenset(r.CONFLICT_KINDS)),
    ("conflicts", "severity", frozenset(r.SEVERITIES)),
    ("timeline", "start", is_date),
    ("timeline", "end", is_date),
    ("timeline", "granularity", GRANULARITIES),
    ("timeline", "kind", frozenset(r.TIMELINE_KINDS)),
    ("timeline", "status", frozenset(r.TIMELINE_STATUSES)),
)


def check_values(dossier: Dossier) -> None:
    """Raise StoreError if a field holds a word that is none of its own: such a file was altered by something else."""
    for name, field, known in VALUES:
        _check(name, field, {getattr(record, field) for record in getattr(dossier, name)}, known)
    _check("sources", "chain", {link.kind for source in dossier.sources for link in source.chain}, SOURCING)
    _check("claims", "members", {member.value for claim in dossier.claims for member in claim.members}, frozenset(r.POSITIONS))


def _check(name: str, field: str, values: set[str | None], known: Collection[str] | Callable[[str], object]) -> None:
    right = known if callable(known) else known.__contains__
    for value in sorted(value for value in values if value is not None):  # that it may be None is told by the record's type
        if not right(value):
            raise StoreError(f"{value!r} is no {field} that sayso gives to {name}; read the files again into a new project")


def spans_of(record: object) -> Iterator[Span]:
    """Every span a record holds, however deep, in the order of its fields."""
    left = [record]
    while left:
        part = left.pop()
        if isinstance(part, Span):
            yield part
        elif isinstance(part, tuple):
            left.extend(reversed(part))
        elif isinstance(part, Kept) and not isinstance(part, r.Document):
            kind: Any = type(part)
            left.extend(getattr(part, name) for name in reversed(field_names(kind)))
