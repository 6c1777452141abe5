"""Who speaks where a report speaks for itself: a body that put it out, whose own voice is that body's word.

A press release, a notice or a members' letter names nobody for what it says: the ministry, the firm or the union that put it
out says it. Told by the report's outlet or file name: a body's by its words, or one that other reports of the story let
speak. An outlet's report is no release.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.detect.kind_words import COMPANY_WORDS, TRADE
from sayso.link.outlets import name_of_file
from sayso.link.same_names import Known, known_among, same_name
from sayso.names import INSTITUTION_WORDS, is_outlet, name_key
from sayso.records import Document, Party, record_id

SHORTEST = 4  # letters of a first word that stands for a firm's whole name (by eye)
PRESS = frozenset(
    "press news wire newswire media telegraph radio television tv channel broadcasting blog report notebook live".split()
)
# Bodies by a word of their name, besides names.INSTITUTION_WORDS.
MORE_BODIES = frozenset(
    """
    museum gallery zoo zoological theatre diocese parish archdiocese ombudsman ombudswoman commissioner prosecutor prosecutors
    presidency headquarters constabulary chamber directorate inspectors physicians mission hotel brewery creamery kindergarten
    region municipality county fund network works college embassy families tenants residents workers
    """.split()
)


def publisher_named(document: Document) -> str:
    """The name under which a report is out: its outlet, or the words of its file's name, "" where these are numbers.

    >>> text = ("a", "2-port-arden-council.txt", "", None, None, None, "Words.", (), (), "", "")
    >>> publisher_named(Document(*text))
    'Port Arden Council'
    """
    return document.outlet or name_of_file(document.name)


@dataclass(frozen=True)
class Body:
    """Who put a release out: a party id, and the name."""

    party: str
    name: str


def bodies_of_reports(documents: Sequence[Document], parties: Sequence[Party], outlets: Iterable[str]) -> dict[str, Body]:
    """For reports that a body put out, that body (by document id): the report's own party where the story lets it speak nowhere.

    `outlets` are the documents whose outlet the story speaks of.
    """
    own = {party.mentions[0].doc: party for party in parties if party.kind == "report"}
    speaking = [party for party in parties if party.kind in ("organisation", "person")]
    known = known_among(name_key(name) for party in speaking for name in party.names)
    newspapers = set(outlets)
    keys = {name: name_key(name).split() for name in map(publisher_named, documents)}
    found: dict[str, Body] = {}
    for document in documents:
        name = publisher_named(document)
        if document.id in newspapers or not name_key(name) or is_press(name):
            continue
        others = [key for other, key in keys.items() if other != name]
        named = [party for party in speaking if any(_is_short_for(name_key(n), name_key(name), known, others) for n in party.names)]
        if named:
            party = max(named, key=lambda party: (len(party.mentions), party.name))
            found[document.id] = Body(record_id(party), party.name)
        elif reads_as_body(name) and document.id in own:
            found[document.id] = Body(record_id(own[document.id]), name)
    return found


def newspapers_of_reports(
    documents: Sequence[Document], parties: Sequence[Party], outlets: Mapping[str, Party], bodies: Mapping[str, Body]
) -> dict[str, Body]:
    """Under whose name all other reports are out: an outlet of the story, or as the file or page is called (by document id)."""
    own = {party.mentions[0].doc: party for party in parties if party.kind == "report"}
    found: dict[str, Body] = {}
    for document in documents:
        if document.id in outlets:
            found[document.id] = Body(record_id(outlets[document.id]), outlets[document.id].name)
        elif document.id in own and document.id not in bodies:
            found[document.id] = Body(record_id(own[document.id]), publisher_named(document) or document.name)
    return found


def _is_short_for(said: str, whole: str, known: Known, others: Sequence[Sequence[str]]) -> bool:
    """One name, its first words ("Selkie" for "Selkie Coast Ferries"), or a body's noun that no other publisher has ("the
    ministry")."""
    words, short = whole.split(), said.split()
    if not short or same_name(said, whole, known):
        return bool(short)
    if not INSTITUTION_WORDS.isdisjoint(short):
        return set(short) < set(words) and not any(set(short) <= set(other) for other in others)
    return len(said) >= SHORTEST and short == words[: len(short)]


def is_press(name: str) -> bool:
    """
    >>> is_press("Selkie Press Agency"), is_press("The Quay Herald"), is_press("Selkie Council")
    (True, True, False)
    """
    return is_outlet(name) or not PRESS.isdisjoint(name.lower().split())


def reads_as_body(name: str) -> bool:
    """Whether a name is a body's by its words.

    >>> reads_as_body("Ministry Of Tides"), reads_as_body("Selkie Ferries Ltd"), reads_as_body("Quay Matters")
    (True, True, False)
    """
    words = set(name.lower().split())
    return not words.isdisjoint(INSTITUTION_WORDS | COMPANY_WORDS | TRADE | MORE_BODIES)
