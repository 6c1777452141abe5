"""Every noun of sayso, in the order in which the pipeline makes them. Read this file first.

A record is frozen and says where it stands: `at` is a span of a report's text, half open, in code points.
The text of a `Document` never changes; everything else points into it. `None` means "the text does not say",
never "not computed yet": a step that learns more about a record writes a record of another type.
What a person will read as a judgement carries `because` and spans.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple, Protocol, TypeVar


class Record(Protocol):
    """What the runner and the store need of a record: where it stands, so that it can be grouped and sorted."""

    @property
    def at(self) -> Span: ...


R = TypeVar("R", bound=Record)


class Kept:
    """What every stored record is: it remembers its id once that was asked for (see `record_id`)."""

    __slots__ = ("_id",)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]` of one report, in code points, half open.

    >>> Span("a", 4, 9).cut("the taken words")
    'taken'
    """

    doc: str
    start: int
    end: int

    @property
    def at(self) -> Span:
        return self

    def cut(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.doc == other.doc and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.doc == other.doc and self.start <= other.start and other.end <= self.end

    def shared(self, other: Span) -> int:
        """How many characters both spans hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start)) if self.doc == other.doc else 0


# ── collect ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class Declared(NamedTuple):
    """What the input says about the report outside its text: a table's column, a page's metadata."""

    what: str  # "date", "title", "outlet", "byline", "url", "language"
    value: str
    origin: str  # "column date", "meta article:published_time", "JSON-LD datePublished", …


class Block(NamedTuple):
    """One paragraph, heading or cell of the text, as the reader found it. Blocks follow each other and never overlap."""

    start: int
    end: int
    tag: str  # "line" for plain text, else the element's name: "p", "h1", "figcaption", "nav", …
    main: bool | None  # the extractor's vote: main text or not; None where nobody voted (plain text)


class Hyperlink(NamedTuple):
    """Words of the text that link to another page. The address is data and shown as text: nobody follows it."""

    start: int
    end: int
    url: str  # http or https, made whole with the page's own address


@dataclass(frozen=True, slots=True)
class Document(Kept):
    """One report: its final text and where it came from. `id` hashes its name, its bytes and the reader's version."""

    id: str
    name: str  # the file's path below the folder that was given, or the table's id: how people know it
    uri: str
    outlet: str | None
    title: str | None
    byline: str | None
    text: str
    blocks: tuple[Block, ...]
    declared: tuple[Declared, ...]
    reader: str
    sha256: str  # of the bytes as they came
    links: tuple[Hyperlink, ...] = ()  # in the order of the text; only pages have them

    @property
    def at(self) -> Span:
        return Span(self.id, 0, len(self.text))


REGION_KINDS = (
    "headline",
    "standfirst",
    "subheading",
    "byline",
    "dateline",
    "body",
    "caption",
    "correction",
    "repeated headline",
    "footnote",
    "author note",
    "related",
    "navigation",
    "promotion",
    "comments",
)
HEADLINES = ("headline", "standfirst", "subheading")
# What the report itself says; the other kinds are boilerplate: kept, shown folded, not analysed.
OWN_TEXT = frozenset({"headline", "standfirst", "subheading", "body", "caption", "correction"})


@dataclass(frozen=True, slots=True)
class Region(Kept):
    """A label on a stretch of the text. Regions cover every non-blank character once; nothing is cut away."""

    span: Span
    kind: str  # one of REGION_KINDS
    because: str

    @property
    def at(self) -> Span:
        return self.span


@dataclass(frozen=True, slots=True)
class Language(Kept):
    """In which language the report is written (ISO 639-1), as far as its text tells."""

    span: Span
    code: str
    score: float
    because: str

    @property
    def at(self) -> Span:
        return self.span

    @property
    def sure(self) -> bool:
        """Whether there was text enough to tell; `because` begins with "unsure" where there was not."""
        return not self.because.startswith("unsure")


GRANULARITIES = ("minute", "day", "weekday", "month", "year", "range", "relative")


@dataclass(frozen=True, slots=True)
class DateCandidate(Kept):
    """One date the report could have been published on, and where it was found. All are kept."""

    doc: str
    value: str  # ISO 8601, as exact as the source: "2020-07-01", "2020-07", "2020-07-01T07:00Z"
    granularity: str  # one of GRANULARITIES: "minute", "day", "month", "year"
    origin: str
    span: Span | None  # None where the date stands outside the text (metadata, a table's column)

    @property
    def at(self) -> Span:
        return self.span or Span(self.doc, 0, 0)


@dataclass(frozen=True, slots=True)
class Published(Kept):
    """When the report was published; `value` is None where neither text nor metadata establishes it."""

    doc: str
    value: str | None
    granularity: str | None  # one of GRANULARITIES
    because: str
    spans: tuple[Span, ...]

    @property
    def at(self) -> Span:
        return Span(self.doc, 0, 0)


# ── detect ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class Token(NamedTuple):
    """One word: offsets into the report, Penn tag, CLEAR dependency label, index of its head in the sentence, lemma in
    lower case.

    Other languages are told in the same terms (see detect/french.py): there the lemma of a word that a rule looks at is
    the English one. Where nothing is known of a word, tag and label are empty and it is its own head.
    """

    start: int
    end: int
    tag: str
    dep: str
    head: int
    lemma: str


@dataclass(frozen=True, slots=True)
class Sentence(Kept):
    """One sentence of the report's own text with its parse. `kind` is the kind of the region it stands in."""

    span: Span
    kind: str
    tokens: tuple[Token, ...]
    parser: str  # the language of the parser that read it ("en", "fr"); "" in reduced mode

    def __hash__(self) -> int:
        return hash(self.span)  # its place tells enough; hashing every word would cost more than it tells

    @property
    def at(self) -> Span:
        return self.span

    @property
    def parsed(self) -> bool:
        return self.parser != ""


ATTRIBUTION_KINDS = ("direct", "mixed", "indirect", "nominal")
FORCES = ("asserts", "denies", "doubts", "asks", "reports")
SCOPES = ("says", "thinks", "wants", "shows", "acts")
VOICES = ("rules", "tagger", "both")


@dataclass(frozen=True, slots=True)
class Attribution(Kept):
    """Words the report puts in somebody's mouth: who (source), by which word (cue), what (content)."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]  # empty where the text names nobody
    kind: str  # one of ATTRIBUTION_KINDS
    force: str  # one of FORCES: what the cue does with the content
    scope: str  # one of SCOPES: whether the cue says, thinks, wants or shows it, or tells it by an act ("defended")
    inside: str | None  # id of the attribution whose content holds this one
    because: str
    voice: str = "rules"  # one of VOICES: who found it

    @property
    def at(self) -> Span:
        return self.content[0]

    @property
    def carries_claims(self) -> bool:
        """Whether claims rest on it. What the tagger alone hears, outside quotation marks, is more often a plan, an attitude
        or an act than words handed on (docs/detect.md): it is listed, and nothing is counted on it."""
        return self.voice != "tagger" or (self.kind == "direct" and bool(self.source))


SOURCING_CLASSES = ("named", "anonymous", "organisation", "document", "outlet", "social post", "author", "unattributed")


class ChainLink(NamedTuple):
    """One step of a chain, from the report's author outward. `name` is the best name the report itself gives."""

    kind: str  # one of SOURCING_CLASSES
    name: str
    surface: Span | None  # the words at this place; None where the text leaves the step out
    antecedent: Span | None  # what the surface stands for, where it is a pronoun or "the newspaper"
    because: str


@dataclass(frozen=True, slots=True)
class Source(Kept):
    """One holder of one attribution ("A, B and C deny it" has three) with the chain that leads to the ultimate source."""

    attribution: str
    span: Span  # the holder's words, or the cue where the text names nobody
    sourcing_class: str  # one of SOURCING_CLASSES, of the last link
    descriptor: str | None  # the words for an unnamed source: "US intelligence officials"
    chain: tuple[ChainLink, ...]  # chain[0] is the author, chain[-1] the ultimate source as far as the text goes
    because: str

    @property
    def at(self) -> Span:
        return self.span


PRESENTATIONS = ("own voice", "reports", "presupposes", "doubts", "denies")
POSITIONS = ("asserts", "denies", "doubts", "asks", "reports")
FACTUALITIES = ("CT+", "PR+", "PS+", "Uu", "PS-", "PR-", "CT-")  # FactBank (Saurí & Pustejovsky 2009)


@dataclass(frozen=True, slots=True)
class ClaimMention(Kept):
    """One place where a proposition is put forward, taken up or pointed at ("these allegations")."""

    span: Span
    about: Span  # the words that say the proposition, or point at it; `span` may hold the holder and the cue as well
    attribution: str | None  # None: the author's own voice
    pointer: str | None  # the word that points at a claim made elsewhere ("allegations"); None for a full proposition
    presentation: str  # one of PRESENTATIONS
    because: str
    judged: bool = False  # the words judge what they point at ("baseless", "no evidence")

    @property
    def at(self) -> Span:
        return self.span


@dataclass(frozen=True, slots=True)
class Meaning(Kept):
    """What a mention says, as a vector that is compared with those of other mentions (see detect/meanings.py)."""

    span: Span
    mention: str  # id of the ClaimMention
    vector: bytes  # int8

    @property
    def at(self) -> Span:
        return self.span


@dataclass(frozen=True, slots=True)
class Position(Kept):
    """What one holder does with one mention, taken literally; relative to a claim's polarity only in `Member`."""

    span: Span
    mention: str
    source: str | None  # id of the Source; None: the report's author
    value: str  # one of POSITIONS
    factuality: str  # one of FACTUALITIES
    hedges: tuple[Span, ...]
    because: str

    @property
    def at(self) -> Span:
        return self.span


@dataclass(frozen=True, slots=True)
class TimeMention(Kept):
    """A time expression; `start` and `end` are ISO dates where it is fixed by itself, else None ("on Tuesday")."""

    span: Span
    start: str | None
    end: str | None
    granularity: str  # one of GRANULARITIES, all but "minute"
    because: str

    @property
    def at(self) -> Span:
        return self.span


@dataclass(frozen=True, slots=True)
class TellingWords(Kept):
    """The words by which a report is told from reports about other things, sorted, each with how often it counts."""

    doc: str
    words: tuple[str, ...]
    counts: tuple[int, ...]

    @property
    def at(self) -> Span:
        return Span(self.doc, 0, 0)


# What stands beside each word of a WordList: the report's own word, its own and a name (a capital inside a sentence), the first
# word of a quotation, a word with which the quotation goes on.
OWN, NAME, QUOTED, GOES_ON = "o", "n", "q", "-"


@dataclass(frozen=True, slots=True)
class WordList(Kept):
    """The words of a report in order, as reports are compared by them. Rows of numbers are bytes, see packed.py."""

    doc: str
    forms: str  # normalised (see wording.py), with blanks between
    marks: str  # one letter for each word: OWN, NAME, QUOTED or GOES_ON
    starts: bytes  # the first character of each word
    lengths: bytes  # its characters
    words: bytes  # how many of them each sentence of the report has
    borders: bytes  # start and end of each sentence

    @property
    def at(self) -> Span:
        return Span(self.doc, 0, 0)


# ── link ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Story(Kept):
    """The documents that report one story."""

    documents: tuple[str, ...]  # ids, sorted
    because: str

    @property
    def at(self) -> Span:
        return Span(self.documents[0], 0, 0)


PARTY_KINDS = ("person", "organisation", "outlet", "document", "social post", "anonymous", "report", "unknown")


@dataclass(frozen=True, slots=True)
class Party(Kept):
    """A person, organisation, outlet or document under all its names, within one story. `report` is a report's author."""

    name: str
    kind: str  # one of PARTY_KINDS
    names: tuple[str, ...]
    mentions: tuple[Span, ...]
    because: str

    @property
    def at(self) -> Span:
        return self.mentions[0]


@dataclass(frozen=True, slots=True)
class Version(Kept):
    """One report's wording of an utterance, in one or more spans inside quotation marks."""

    spans: tuple[Span, ...]
    attribution: str | None


@dataclass(frozen=True, slots=True)
class Utterance(Kept):
    """The same words of one speaker as several places quote them."""

    speaker: str | None  # party id
    versions: tuple[Version, ...]
    because: str

    @property
    def at(self) -> Span:
        return self.versions[0].spans[0]


PASSAGE_KINDS = ("verbatim", "edited", "reworded")


@dataclass(frozen=True, slots=True)
class Passage(Kept):
    """A stretch of one report that stands again in another, quotations and boilerplate left out."""

    left: Span
    right: Span
    kind: str  # one of PASSAGE_KINDS
    score: float
    whole: bool  # the two reports as wholes are near-duplicates
    because: str

    @property
    def at(self) -> Span:
        return self.left


@dataclass(frozen=True, slots=True)
class Member(Kept):
    """One position on a claim: `value` is relative to the claim's own polarity."""

    span: Span
    mention: str
    position: str
    source: str | None
    value: str  # one of POSITIONS
    because: str
    pointing: bool = False  # the words only point at the claim ("this was also reported by …")
    inferred: bool = False  # nothing but a likely meaning, not the words, ties it to the claim


@dataclass(frozen=True, slots=True)
class Claim(Kept):
    """One proposition, shown by its best existing wording; nobody's words are invented."""

    wording: Span
    members: tuple[Member, ...]
    rank: float  # higher is met first: reports that carry it, positions against it
    because: str

    @property
    def at(self) -> Span:
        return self.wording


# ── measure ──────────────────────────────────────────────────────────────────────────────────────────────────────────

CHANGE_KINDS = ("identical", "cosmetic", "boundary", "insertion", "omission", "altered", "meaning changed", "speaker changed")


@dataclass(frozen=True, slots=True)
class Change(Kept):
    """What happened to a quotation between two versions of it."""

    utterance: str
    left: Span
    right: Span
    kind: str  # one of CHANGE_KINDS
    because: str

    @property
    def at(self) -> Span:
        return self.left


DIRECTIONS = ("established", "not established")


@dataclass(frozen=True, slots=True)
class Lineage(Kept):
    """Which reports a report was made from; `lost` describes a parent that is not in the collection."""

    children: tuple[str, ...]  # documents that share the parents
    parents: tuple[str, ...]  # documents of the collection
    lost: str | None
    direction: str  # one of DIRECTIONS
    because: str
    evidence: tuple[Span, ...]

    @property
    def at(self) -> Span:
        return Span(self.children[0], 0, 0)


VERDICTS = ("same", "dependent", "independent", "not established")
STANDINGS = ("counted", "claimed", "not counted")  # best first; "claimed": said to exist, not in the files


@dataclass(frozen=True, slots=True)
class Origin(Kept):
    """An ultimate source of a claim after merging, with the reason for counting it or not."""

    claim: str
    name: str
    sourcing_class: str
    parties: tuple[str, ...]
    via: tuple[str, ...]  # party ids of the outlets between the origin and the reports
    members: tuple[Span, ...]
    verdict: str  # one of VERDICTS
    standing: str  # one of STANDINGS
    because: str

    @property
    def at(self) -> Span:
        return self.members[0]


CONFLICT_KINDS = (
    "number",
    "date",
    "claim vs denial",
    "polarity",
    "legal force",
    "modality",
    "hedge dropped",
    "conditional lost",
    "headline vs body",
    "position strength",
    "inconsistent positions",
    "source dropped",
    "source swapped",
    "chain cut short",
    "circular reporting",
    "made a fact",
    "who said it",
    "roles turned",
    "name variant",
    "altered quotation",
)
SEVERITIES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Conflict(Kept):
    """Two spans that cannot both be right as they stand, or of which one says more than the other."""

    kind: str  # one of CONFLICT_KINDS
    severity: str  # one of SEVERITIES
    left: Span
    right: Span
    because: str

    @property
    def at(self) -> Span:
        return self.left


TIMELINE_KINDS = ("event", "statement", "publication", "page")
TIMELINE_STATUSES = ("agreed", "single", "conflicting", "inferred")


@dataclass(frozen=True, slots=True)
class TimelineEntry(Kept):
    """Something dated; `start` and `end` are ISO dates, None where the text does not fix them."""

    start: str | None
    end: str | None
    granularity: str  # one of GRANULARITIES
    what: Span
    kind: str  # one of TIMELINE_KINDS
    spans: tuple[Span, ...]
    status: str  # one of TIMELINE_STATUSES
    because: str

    @property
    def at(self) -> Span:
        return self.what


REDUCED = "reduced mode"  # as the stage of a Problem: the report was read, but without a parser


@dataclass(frozen=True, slots=True)
class Problem(Kept):
    """What could not be done, kept and shown."""

    stage: str  # the step's name, or REDUCED
    key: str  # the report's name, or the group the step was given
    message: str

    @property
    def at(self) -> Span:
        return Span(self.key, 0, 0)


class Used(NamedTuple):
    """Something that a run worked with, as it is shown under Method; no record of a report (see made_with.py)."""

    kind: str  # "step", "model", "weights"
    name: str
    version: str
    note: str  # a step's options, a hash, or what is not as it should be


# ── what people decide ───────────────────────────────────────────────────────────────────────────────────────────────


class Anchor(NamedTuple):
    """Words of a report by which their place is found again although the report was edited: the TextQuoteSelector of the W3C
    Web Annotation Data Model (2017), and where they stood. Without `exact` it is the whole report."""

    report: str  # its name
    sha256: str  # of its bytes
    start: int  # code points; a hint, where the words stand several times
    exact: str
    prefix: str  # what stands before and after, at most CONTEXT code points each
    suffix: str


CONTEXT = 32  # as Hypothesis and the examples of the standard have it
DECISION_KINDS = (
    "merge parties",
    "split party",
    "merge claims",
    "split claim",
    "not a copy",
    "same source",
    "not a claim",
    "position",
    "date",
    "undo",
)


@dataclass(frozen=True, slots=True)
class Decision(Kept):
    """One entry of the log of what people decided. Its id hashes all of it; see decisions.py for what each kind asks for."""

    kind: str  # one of DECISION_KINDS
    anchors: tuple[Anchor, ...]
    value: str | None  # a position, an ISO date, or the id of the decision that is undone
    by: str
    because: str
    when: str  # UTC, "2026-11-22T18:21:57Z"

    @property
    def at(self) -> Span:
        """By the names of reports: a decision outlives the documents it was taken on."""
        first = self.anchors[0] if self.anchors else Anchor("", "", 0, "", "", "")
        return Span(first.report, first.start, first.start + len(first.exact))


@dataclass(frozen=True, slots=True)
class Corrected(Kept):
    """What a decision did: which record it made or changed, and in a sentence, how."""

    span: Span
    decision: str
    record: str | None  # None: what it was about is left out
    because: str

    @property
    def at(self) -> Span:
        return self.span


# ── identity ─────────────────────────────────────────────────────────────────────────────────────────────────────────


COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@cache
def field_names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def plain(value: object) -> Any:
    """A record, or any part of one, as nested lists of text, numbers and None: what JSON can hold."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Span):
        return [value.doc, value.start, value.end]
    if isinstance(value, tuple):
        return value if type(value) in (Token, Block, Declared, Hyperlink) else [plain(part) for part in value]
    if isinstance(value, Kept):
        kind: Any = type(value)
        return [plain(getattr(value, name)) for name in field_names(kind)]
    return value


def record_id(record: Record) -> str:
    """The hash of what the record says, 16 hexadecimal digits: equal records have equal ids in every run."""
    if isinstance(record, Document):
        return record.id
    if not isinstance(record, Kept):
        raise TypeError(f"{type(record).__name__} is not a record of sayso")
    known = getattr(record, "_id", None)
    if known is None:
        # A sentence is known by its place: hashing every word of it costs more than it tells.
        told = record.span if isinstance(record, Sentence) else record
        said = COMPACT.encode([type(record).__name__, plain(told)])
        known = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        object.__setattr__(record, "_id", known)
    return str(known)


def in_order(records: Iterable[R]) -> list[R]:
    """Sorted by place, then by content: the one order in which every step sees its records."""
    placed = sorted(records, key=lambda record: record.at)
    ordered: list[R] = []
    for _, same_place in groupby(placed, key=lambda record: record.at):
        tied = list(same_place)
        ordered += sorted(tied, key=record_id) if len(tied) > 1 else tied
    return ordered


def by_id(records: Iterable[R]) -> dict[str, R]:
    return {record_id(record): record for record in records}
