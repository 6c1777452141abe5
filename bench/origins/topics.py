"""The project's own sentence material: topics with events, read from material/<half>/*.txt.

A line is `letter: one wording | another`. `[a|b]` in a wording is drawn afresh at each use, `<a|b>` once for each event of a story
(figures, places: two reports must not differ there by chance), `{name}` is filled by the story. Of an event:

    c  the clause, as it stands after "said that"      h  the headline       q  the words of somebody who was there or who knows
    p  a noun phrase for it                             n  the words of somebody who denies it
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from types import MappingProxyType

MATERIAL = Path(__file__).parent / "material"
ENTRY = re.compile(r"(\w+): (.+)")
BRACKETS = re.compile(r"\[([^\]]*)\]")
ANGLES = re.compile(r"<([^>]*)>")
Wordings = tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """`seen` events can be witnessed by anybody; the others ("inside") are known to insiders and papers."""

    name: str
    seen: bool
    clauses: Wordings
    headlines: Wordings
    quotes: Wordings
    phrases: Wordings
    denials: Wordings


@dataclass(frozen=True)
class Topic:
    name: str
    lists: Mapping[str, Wordings]  # org, body, site, w (witnesses), a (unnamed people), d (documents), b (background), i (incident)
    events: tuple[Event, ...]


@lru_cache(maxsize=2)
def topics_of(half: str) -> tuple[Topic, ...]:
    return tuple(_topic(path) for path in sorted((MATERIAL / half).glob("*.txt")))


def _topic(path: Path) -> Topic:
    head, *blocks = re.split(r"^event ", path.read_text(encoding="utf-8").replace("'", "’"), flags=re.M)
    events = (_event(f"{path.stem}-{number}", block) for number, block in enumerate(blocks, 1))
    return Topic(path.stem, MappingProxyType(dict(_entries(head))), tuple(events))


def _event(name: str, block: str) -> Event:
    lines = dict(_entries(block))
    return Event(name, block.startswith("seen"), *(lines[letter] for letter in "chqpn"))


def _entries(block: str) -> list[tuple[str, Wordings]]:
    found = (ENTRY.fullmatch(line.strip()) for line in block.splitlines())
    return [(entry[1], _wordings(entry[2])) for entry in found if entry]


def _wordings(line: str) -> Wordings:
    return tuple(part.strip() for part in line.split(" | "))


def fill(wording: str, values: Mapping[str, str], drawn: Random, fixed: int = 0) -> str:
    """One surface form of a wording. `fixed` chooses in angle brackets, `drawn` in square ones.

    >>> fill("<two|three> {what} [sank|sank]", {"what": "boats"}, Random(1), 3)
    'three boats sank'
    """
    wording = ANGLES.sub(lambda found: _at(found[1], fixed), wording)
    wording = BRACKETS.sub(lambda found: drawn.choice(found[1].split("|")), wording)
    return re.sub(r"\{(\w+)\}", lambda found: values[found[1]], wording)


def _at(options: str, index: int) -> str:
    parts = options.split("|")
    return parts[index % len(parts)]


def forms(wording: str) -> int:
    """How many surface forms a wording has, names and figures apart.

    >>> forms("[a|b] c [d|e|f]")
    6
    """
    count = 1
    for found in (*BRACKETS.findall(wording), *ANGLES.findall(wording)):
        count *= len(found.split("|"))
    return count
