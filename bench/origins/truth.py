"""The nouns of a made story: who knows what, who told whom, and what stands where. Frozen; offsets are code points, half open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KINDS: Final = {  # the difficulty of a claim, and what is true of it
    "witnesses": "several named people, each of whom was there, each on their own: as many origins",
    "witness and document": "named people who were there, and a paper made by others: each an origin",
    "relay and witness": "one person through one outlet, relayed; and another outlet has a named person who was there: two origins",
    "copy and witness": "one person in an agency's text, which others print or retell; and another outlet has its own: two origins",
    "relay": "one person told one outlet; the others have it from that outlet",
    "unnamed": "unnamed people, all through one outlet, described in several ways",
    "dropped link": "one person or unnamed people through one outlet; some reports drop the person, some the outlet too",
    "re-attributed": "unnamed people through one outlet; a report makes others of them, or the outlet itself",
    "wire copy": "one origin in an agency's text, which others print word for word",
    "reworded": "one origin in one text, which others tell again in other words",
    "lost parent": "one origin in a text that is not in the collection; what was made from it is",
    "circular": "two reports name each other; nobody stands behind it, or one person behind one of them",
    "reaction": "one origin, and people who react to what they read",
    "asserted corroboration": "one origin, and a report that another outlet confirmed it, which is not in the collection",
    "press conference": "one official before many outlets",
    "one party": "one body by its statement, its post and its spokesman",
    "document": "one paper, quoted by many",
    "denied": "one origin, and parties that deny or doubt it",
    "outlet": "an outlet that is not in the collection, and nobody says from whom it has it",
    "nobody": "reports put it forward in their own voice: no origin",
}


@dataclass(frozen=True)
class Outlet:
    name: str
    later: str
    kind: str  # paper, agency, station, blog …
    here: bool = True  # False: it is named, and none of its reports is in the collection


@dataclass(frozen=True)
class Source:
    """`full` is how it is met first, `later` how afterwards, `plain` what it is without a name ("a deckhand on the late boat")."""

    id: str
    kind: str  # named, unnamed, body, document, outlet
    name: str
    full: tuple[str, ...]
    later: tuple[str, ...]
    plain: str
    quotes: tuple[str, ...] = ()
    plural: bool = False


@dataclass(frozen=True)
class Unit:
    """One thing a report says of a claim. `how` names the bank of frames."""

    how: str
    claim: str
    source: Source | None = None
    via: Outlet | None = None


@dataclass(frozen=True)
class Plan:
    """A report before it is written. `parent` is the number of the plan it was made from, `manner` how: own, copy, reworded."""

    number: int
    outlet: Outlet
    units: tuple[Unit, ...]
    manner: str = "own"
    parent: int | None = None
    here: bool = True
    context: str = ""  # how it sets the scene; no two reports of a story that were not made from each other do it alike
    title: str = ""  # a headline that says nothing of a claim, as a frame
    background: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    report: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Mention:
    place: Place
    position: str  # asserts, denies, doubts, reacts
    origin: str | None  # the id of the origin it goes back to; None where nobody stands behind it


@dataclass(frozen=True)
class Origin:
    id: str
    kind: str
    name: str
    places: tuple[Place, ...]  # where a report names or describes it


@dataclass(frozen=True)
class Against:
    party: str
    position: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Claim:
    id: str
    kind: str
    proposition: str
    origins: tuple[Origin, ...]
    claimed: tuple[Origin, ...]
    against: tuple[Against, ...]
    circular: bool
    reports: tuple[str, ...]  # that carry it: at least one mention asserts it
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Report:
    id: str
    outlet: str
    title: str
    date: str
    text: str
    made_from: str | None  # a report of the collection
    manner: str


@dataclass(frozen=True)
class Story:
    id: str
    topic: str
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
