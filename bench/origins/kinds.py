"""For each kind of difficulty: who knows it, who told whom, which report carries it how. Truth first, words later (telling.py)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from types import MappingProxyType
from typing import Final

import phrases
from cast import Cast
from topics import Event
from truth import Outlet, Source, Unit

MOST_WITNESSES = 3  # an event has three sets of words of people who were there
IN_COLLECTION = 0.6  # how often the outlet that was told is one of the collection; by eye


@dataclass
class Spread:
    """How one claim spreads: units by report, and what is true of it."""

    claim: str
    event: Event
    cast: Cast
    outlets: Mapping[int, Outlet]  # reports that may carry it
    lost: list[Outlet]  # outlets of which no report is in the collection
    parent: int | None  # the report that others were made from
    units: dict[int, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    origins: list[Source] = field(default_factory=list)
    claimed: list[Source] = field(default_factory=list)
    circular: bool = False

    @property
    def drawn(self) -> Random:
        return self.cast.drawn

    def some(self, least: int, most: int) -> list[int]:
        numbers = sorted(self.outlets)
        return self.drawn.sample(numbers, min(len(numbers), self.drawn.randint(least, most)))

    def say(self, report: int, how: str, source: Source | None = None, via: Outlet | None = None) -> None:
        self.units[report].append(Unit(how, self.claim, source, via))

    def origin(self, source: Source) -> Source:
        self.origins.append(source)
        return source

    def new_id(self, what: str) -> str:
        return f"{self.claim}-{what}{len(self.origins)}"

    def insider(self) -> Source:
        """Unnamed people, or for what anybody can see sometimes a named one."""
        if self.event.seen and self.drawn.random() < 0.6:
            return self.cast.witness(self.event, self.new_id("person"))
        return self.cast.unnamed(self.event, self.new_id("people"))

    def told(self, source: Source, others: list[int]) -> Outlet:
        """The outlet that the source spoke to: one of the collection, whose report has it first hand, or one that is not in it."""
        if others and self.drawn.random() < IN_COLLECTION:
            first = others.pop()
            self.say(first, "SPOKE", source)
            return self.outlets[first]
        return self.lost.pop()


def as_outlet(outlet: Outlet) -> Source:
    return Source(f"outlet:{outlet.name}", "outlet", outlet.name, (outlet.name,), (outlet.later,), outlet.name)


def witnesses(spread: Spread) -> None:
    reports = spread.some(2, 4)
    taken: list[str] = []
    for number in range(spread.drawn.randint(2, MOST_WITNESSES)):
        witness = spread.origin(spread.cast.witness(spread.event, spread.new_id("person"), taken, most=1))
        taken += [*witness.quotes, witness.plain]
        spread.say(reports[number % len(reports)], "SPOKE", witness)
    if len(reports) > 2 and spread.drawn.random() < 0.5:
        spread.say(reports[2], "RELAYED", spread.origins[0], spread.outlets[reports[0]])


def witness_and_document(spread: Spread) -> None:
    first, *rest = spread.some(2, 3)
    witness = spread.origin(spread.cast.witness(spread.event, spread.new_id("person")))
    document = spread.origin(spread.cast.document(spread.new_id("paper")))
    spread.say(first, "SPOKE", witness)
    for report in rest:
        spread.say(report, "DOCUMENT", document)
    if spread.drawn.random() < 0.4:
        spread.say(rest[-1], "RELAYED", witness, spread.outlets[first])


def relay_and_witness(spread: Spread) -> None:
    """Both have a name: unnamed people might be the very person that the other outlet has found."""
    *relaying, alone = spread.some(3, 5)
    first = spread.origin(spread.cast.witness(spread.event, spread.new_id("person")))
    outlet = spread.told(first, relaying)
    for report in relaying:
        spread.say(report, "RELAYED", first, outlet)
    second = spread.origin(spread.cast.witness(spread.event, spread.new_id("person"), [*first.quotes, first.plain]))
    spread.say(alone, "SPOKE", second)
    if spread.drawn.random() < 0.4:
        spread.say(relaying[-1], "RELAYED", second, spread.outlets[alone])


def copy_and_witness(spread: Spread) -> None:
    """What an agency has from one person is printed by others; another outlet has found a person of its own."""
    assert spread.parent is not None
    first = spread.origin(spread.cast.witness(spread.event, spread.new_id("person")))
    spread.say(spread.parent, "SPOKE", first)
    others = [report for report in sorted(spread.outlets) if report != spread.parent]
    second = spread.origin(spread.cast.witness(spread.event, spread.new_id("person"), [*first.quotes, first.plain]))
    spread.say(spread.drawn.choice(others), "SPOKE", second)


def relay(spread: Spread) -> None:
    reports = spread.some(2, 5)
    source = spread.origin(spread.insider())
    outlet = spread.told(source, reports)
    for report in reports:
        spread.say(report, "RELAYED", source, outlet)


def unnamed(spread: Spread) -> None:
    reports = spread.some(3, 5)
    source = spread.origin(spread.cast.unnamed(spread.event, spread.new_id("people")))
    outlet = spread.told(source, reports)
    for report in reports:
        spread.say(report, "RELAYED", source, outlet)


def dropped_link(spread: Spread) -> None:
    reports = spread.some(3, 5)
    source = spread.origin(spread.insider())
    outlet = spread.told(source, reports)
    hows = ["OUTLET_ONLY", "RELAYED", "NOBODY", "OUTLET_ONLY", "PRESUPPOSED"]
    if all(unit.source is not source for units in spread.units.values() for unit in units):
        hows[:2] = hows[1::-1]  # nobody has it first hand: a report must name the person
    for how, report in zip(hows, reports, strict=False):
        named = source if how in ("RELAYED", "OUTLET_ONLY") else None
        spread.say(report, how, named, outlet if named else None)


def re_attributed(spread: Spread) -> None:
    reports = spread.some(3, 5)
    source = spread.origin(spread.cast.unnamed(spread.event, spread.new_id("people")))
    outlet = spread.told(source, reports)
    words = phrases.bank(phrases.SWAPPED, spread.cast.half)
    swapped = spread.drawn.choice(words)
    other = replace(source, full=(swapped,), later=(swapped,), plain=swapped, plural=True)
    here = any(spread.units.values())
    for number, report in enumerate(reports):
        if number == 0 and not here:
            spread.say(report, "RELAYED", source, outlet)
        elif number % 2 == here:
            spread.say(report, "OUTLET_ONLY", source, outlet)
        else:
            spread.say(report, "RELAYED", other, outlet)


def made_from_parent(spread: Spread) -> None:
    """What others print or tell again is done by the plans of the reports (graph.py)."""
    assert spread.parent is not None
    source: Source
    if spread.event.seen and spread.drawn.random() < 0.6:
        source = spread.cast.witness(spread.event, spread.new_id("person"))
    elif spread.drawn.random() < 0.5:
        source = spread.cast.speaker(spread.cast.body(spread.cast.one("body"), spread.new_id("body")), "head of")
    else:
        source = spread.cast.unnamed(spread.event, spread.new_id("people"))
    spread.origin(source)
    spread.say(spread.parent, "SPOKE", source)


def circular(spread: Spread) -> None:
    one, other, *third = spread.some(2, 3)
    spread.circular = True
    source = None
    if spread.drawn.random() < 0.4:
        source = spread.origin(spread.insider())
        spread.say(one, "SPOKE", source)
    spread.say(one, "CIRCULAR", source, spread.outlets[other])
    spread.say(other, "CIRCULAR", source, spread.outlets[one])
    for report in third:
        spread.say(report, "CIRCULAR", source, spread.outlets[one])


def reaction(spread: Spread) -> None:
    reports = spread.some(3, 5)
    relay_on = list(reports)
    source = spread.origin(spread.insider())
    outlet = spread.told(source, relay_on)
    for report in relay_on:
        spread.say(report, "RELAYED", source, outlet)
    for number, report in enumerate(spread.drawn.sample(reports, spread.drawn.randint(1, len(reports)))):
        spread.say(report, "REACTS", spread.cast.critic(f"{spread.claim}-critic{number}"))


def asserted_corroboration(spread: Spread) -> None:
    reports = spread.some(2, 4)
    source = spread.origin(spread.insider())
    outlet = spread.told(source, telling := list(reports))
    for report in telling:
        spread.say(report, "RELAYED", source, outlet)
    second = spread.lost.pop()
    spread.claimed.append(as_outlet(second))
    for report in spread.drawn.sample(reports, min(2, len(reports))):
        spread.say(report, "CORROBORATED", as_outlet(second), second)


def press_conference(spread: Spread) -> None:
    body = spread.cast.body(spread.cast.one("body"), spread.new_id("body"))
    speaker = spread.origin(spread.cast.speaker(body, "head of"))
    for report in spread.some(2, 5):
        spread.say(report, "PRESSER", speaker)


def one_party(spread: Spread) -> None:
    body = spread.origin(spread.cast.body(spread.cast.one("body"), spread.new_id("body")))
    speaker = spread.cast.speaker(body, f"a {spread.drawn.choice(('spokesman', 'spokeswoman'))} for")
    ways = [("STATEMENT", body), ("POST", body), ("SPOKE", speaker), ("STATEMENT", body)]
    spread.drawn.shuffle(ways)
    for (how, source), report in zip(ways, spread.some(2, 4), strict=False):
        spread.say(report, how, source)


def document(spread: Spread) -> None:
    paper = spread.origin(spread.cast.document(spread.new_id("paper")))
    for report in spread.some(2, 5):
        spread.say(report, "DOCUMENT", paper)


def denied(spread: Spread) -> None:
    relay(spread)
    carrying = sorted(spread.units)
    org = spread.cast.body(spread.cast.values["org"], "org")
    speaker = spread.cast.speaker(org, f"a {spread.drawn.choice(('spokesman', 'spokeswoman'))} for")
    for report in carrying:
        spread.say(report, "DENIES", spread.drawn.choice((org, speaker)))
    doubter = spread.cast.body(spread.cast.one("body"), f"{spread.claim}-doubter")
    spread.say(spread.drawn.choice(carrying), "DOUBTS", doubter)


def outlet(spread: Spread) -> None:
    source = spread.lost.pop()
    spread.origin(as_outlet(source))
    for report in spread.some(2, 4):
        spread.say(report, "OUTLET_ONLY", as_outlet(source), source)


def nobody(spread: Spread) -> None:
    first, *rest = spread.some(1, 3)
    spread.say(first, "NOBODY")
    for report in rest:
        spread.say(report, spread.drawn.choice(("NOBODY", "PRESUPPOSED")))


MAKERS: Final[Mapping[str, Callable[[Spread], None]]] = MappingProxyType(
    {
        "witnesses": witnesses,
        "witness and document": witness_and_document,
        "relay and witness": relay_and_witness,
        "copy and witness": copy_and_witness,
        "relay": relay,
        "unnamed": unnamed,
        "dropped link": dropped_link,
        "re-attributed": re_attributed,
        "wire copy": made_from_parent,
        "reworded": made_from_parent,
        "lost parent": made_from_parent,
        "circular": circular,
        "reaction": reaction,
        "asserted corroboration": asserted_corroboration,
        "press conference": press_conference,
        "one party": one_party,
        "document": document,
        "denied": denied,
        "outlet": outlet,
        "nobody": nobody,
    }
)
