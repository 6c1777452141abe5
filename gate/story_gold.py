"""A hand-made story gold, as records: claims, boilerplate, quotations, lineage, contradictions, timeline."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from places import Place, place_of, places_of

# The golds' words for a position, and sayso's.
POSITIONS = {"assert": "asserts", "deny": "denies", "doubt": "doubts", "question": "asks", "neutral": "reports"}


class GoldHolder(NamedTuple):
    """The ultimate source of a mention: its id in the gold, what it is ("named person") and how it is on the record."""

    id: str
    kind: str
    sourcing_class: str
    surface: str = ""  # the words for it at this place, where there are any
    at: Place | None = None  # and where they stand


class GoldMention(NamedTuple):
    place: Place
    position: str | None
    holder: GoldHolder | None = None


class PageMention(NamedTuple):
    """A mention in a page of which the gold gives the words but no offsets."""

    report: str
    words: str
    position: str | None


@dataclass(frozen=True)
class GoldClaim:
    id: str
    mentions: tuple[GoldMention, ...]
    on_pages: tuple[PageMention, ...]
    origins: int  # independent origins that the reports carry
    claimed: int  # origins that are said to exist, and are not in the files
    carried: int | None  # reports that carry it, where the gold says

    @property
    def asserted(self) -> tuple[Place, ...]:
        return tuple(mention.place for mention in self.mentions if mention.position == "asserts")


class Pair(NamedTuple):
    """Two reports: of one lost parent (in the order of their names), or a child and its parent."""

    first: str
    second: str


class Contradiction(NamedTuple):
    kind: str
    left: Place
    right: Place
    left_words: str
    right_words: str
    severity: str = ""


class Row(NamedTuple):
    """One row of the timeline; `when` is an ISO date, range ("a/b") or choice ("a|b"), None where undated."""

    when: str | None
    places: tuple[Place, ...]


@dataclass(frozen=True)
class StoryGold:
    reports: tuple[str, ...]  # file names
    claims: tuple[GoldClaim, ...]
    boilerplate: tuple[Place, ...]
    quotations: tuple[tuple[Place, ...], ...]  # the versions of each
    siblings: frozenset[Pair]  # made from one text that is not in the collection
    copies: frozenset[Pair]  # child, parent
    contradictions: tuple[Contradiction, ...]
    timeline: tuple[Row, ...]


def read_gold(path: Path) -> StoryGold:
    gold = json.loads(path.read_text(encoding="utf-8"))
    name = {doc: str(about["file"]) for doc, about in gold["docs"].items()}
    return StoryGold(
        reports=tuple(name.values()),
        claims=tuple(_claim(claim) for claim in gold["claims"]),
        boilerplate=places_of(gold["boilerplate"]),
        quotations=tuple(places_of(group["versions"]) for group in gold["quote_groups"]),
        siblings=frozenset(_siblings(gold["lineage"], name)),
        copies=frozenset(_copies(gold["lineage"], name)),
        contradictions=tuple(_contradiction(found) for found in gold["contradictions"] if found["a"] and found["b"]),
        timeline=tuple(Row(row["iso"], places_of(row["spans"])) for row in gold["timeline"]),
    )


def _claim(claim: Any) -> GoldClaim:
    verdict = claim["verdict"]
    return GoldClaim(
        id=str(claim["id"]),
        mentions=tuple(_mention(mention) for mention in claim["mentions"]),
        on_pages=tuple(PageMention(m["file"], m["text"], POSITIONS.get(m["position"])) for m in claim.get("html_mentions", ())),
        origins=int(verdict["independent_for"]),
        claimed=int(verdict.get("independent_for_claimed", 0)),
        carried=verdict.get("documents_carrying"),
    )


def _mention(mention: Any) -> GoldMention:
    surface = mention["chain"][-1]["surface"] if mention["chain"] else None
    words = surface["text"] if surface else ""
    at = place_of(surface) if surface else None
    holder = GoldHolder(str(mention["ultimate_source"]), str(mention["source_kind"]), str(mention["sourcing_class"]), words, at)
    return GoldMention(place_of(mention), POSITIONS.get(mention["position"]), holder)


def _contradiction(found: Any) -> Contradiction:
    left, right = found["a"], found["b"]
    return Contradiction(found["kind"], place_of(left), place_of(right), left["text"], right["text"], found.get("severity", ""))


def _siblings(lineage: Iterable[Any], name: Mapping[str, str]) -> Iterable[Pair]:
    """A row whose members were made from one lost text says that neither is the other's parent."""
    for row in lineage:
        if "neither is the other" in row["direction"].lower():
            yield from (Pair(*sorted((name[a], name[b]))) for a, b in combinations(row["members"], 2))


def _copies(lineage: Iterable[Any], name: Mapping[str, str]) -> Iterable[Pair]:
    """A row whose parent is a report of the collection: the other members were made from it."""
    for row in lineage:
        if row["parent"] in name:
            yield from (Pair(name[child], name[row["parent"]]) for child in row["members"] if child != row["parent"])
