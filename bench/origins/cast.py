"""Who appears in a story: its people, bodies, papers and outlets, drawn from the lists of one half."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import people
import phrases
from topics import Event, Topic, fill
from truth import Outlet, Source

# A role ends, for "the deckhand", where its relative clause or its first preposition begins.
ROLE_HEAD = re.compile(
    r"(?:an?|the) (.+?)(?= (?:who|whose|on|of|in|from|with|at|to|that|travelling|beside|across|above|next|off|held|till)\b|$)"
)
OFFICE = re.compile(r"\b(Inspectorate|Board|Office|Authority|Agency|Tribunal|Bureau|Commission|Council|Mission|Centre|Mirror)$")
QUOTES_EACH = 2  # things that one person says of one event, where there are enough
WOMAN = re.compile(r"\b(?:woman|mother|daughter|landlady|midwife|postwoman|seamstress|spokeswoman|chairwoman|matron)\b")
MAN = re.compile(
    r"\b(?:man|father|grandfather|son|fisherman|barman|imam|priest|spokesman|chairman|alderman|archbishop|bishop|postman)\b"
)


@dataclass
class Cast:
    """Draws each name once. `values` fill the slots of the material and stay the same through the story."""

    half: str
    topic: Topic
    drawn: Random
    values: dict[str, str] = field(default_factory=dict)
    surnames: list[str] = field(default_factory=list)
    critics: list[str] = field(default_factory=list)  # roles that have not reacted yet
    remarks: dict[str, str] = field(default_factory=dict)  # by source: no two people of a story make the same one
    spent: list[str] = field(default_factory=list)  # frames that no second report may use

    def __post_init__(self) -> None:
        self.surnames = list(people.SURNAMES[self.half])
        self.drawn.shuffle(self.surnames)
        self.values = {
            "town": self.drawn.choice(people.TOWNS[self.half]),
            "county": self.drawn.choice(people.COUNTIES[self.half]),
            "sur": self.surnames.pop(),  # of the body that the claims are about, and of its places
            "firm": self.surnames.pop(),  # of those who examine it: never the same name
            "day": str(self.drawn.randint(2, 27)),
            "month": self.drawn.choice(people.MONTHS),
            "num": str(10 * self.drawn.randint(11, 97)),
        }
        self.values |= {"org": self.one("org"), "i": self.one("i")}

    def one(self, letter: str) -> str:
        return fill(self.drawn.choice(self.topic.lists[letter]), self.values, self.drawn)

    def person(self, role: str, id_: str, kind: str = "named", quotes: tuple[str, ...] = ()) -> Source:
        """Somebody with a name, met as "Marta Quill, a deckhand on the late boat,"."""
        role_of = role.split(" of ")[0]
        woman = bool(WOMAN.search(role_of)) or (not MAN.search(role_of) and self.drawn.random() < 0.5)
        first = self.drawn.choice((people.WOMEN if woman else people.MEN)[self.half])
        surname = self.surnames.pop()
        head = ROLE_HEAD.match(role)
        later = [surname, surname, f"{'Ms' if woman else 'Mr'} {surname}", *([f"the {head[1]}"] if head else [])]
        name = f"{first} {surname}"
        full = (f"{name}, {role},", f"{name}, {role},", f"{name}, {self.drawn.randint(23, 71)}, {role},")
        return Source(id_, kind, name, full if kind == "named" else full[:1], tuple(later), role, quotes)

    def witness(self, event: Event, id_: str, taken: Sequence[str] = (), most: int = QUOTES_EACH) -> Source:
        """Somebody who was there. No two of them say the same words, or are the same sort of person."""
        role = self._new("w", taken)
        return self.person(role, id_, "named", self.quotes(event, taken, most))

    def unnamed(self, event: Event, id_: str) -> Source:
        """People without a name. The words of somebody who was there are a single person's: not theirs."""
        plain = self.one("a")
        plural = not re.match(r"an? ", plain)
        frames = phrases.bank(phrases.UNNAMED, self.half)
        fits = [frame for frame in frames if (plural or not re.search("none of|their", frame))]
        if " who " in plain:
            fits = [frame for frame in fits if "{A} who" not in frame]
        full = tuple(frame.format(A=plain) for frame in fits) or (plain,)
        later = phrases.bank(phrases.UNNAMED_LATER, self.half) if plural else ("the unnamed source", "the same person")
        return Source(id_, "unnamed", plain, full, later, plain, () if event.seen else self.quotes(event), plural)

    def body(self, name: str, id_: str) -> Source:
        office = OFFICE.search(name)
        later = (f"the {office[1].lower()}",) if office else (name,)
        return Source(id_, "body", name, (name,), later, name, (), bool(re.search("Police|observers", name)))

    def speaker(self, body: Source, role: str) -> Source:
        """A person who speaks for a body: the same origin."""
        return self.person(f"{role} {body.name}", body.id, "body")

    def document(self, id_: str) -> Source:
        name = self.one("d")
        short = re.sub(r"^(?:an?|the) ", "the ", re.split(r" (?:by|of|for|from|on|made|carried|ordered) ", name)[0])
        return Source(id_, "document", name, (name,), (short,), name)

    def critic(self, id_: str) -> Source:
        if not self.critics:
            self.critics = self.drawn.sample(self.topic.lists["critic"], len(self.topic.lists["critic"]))
        return self.person(fill(self.critics.pop(), self.values, self.drawn), id_)

    def remark(self, source: Source) -> str:
        """What somebody adds that says nothing of the claim: always the same of one person, and of nobody else."""
        bank = phrases.bank(phrases.OFFICIAL_REMARKS if source.kind == "body" else phrases.REMARKS, self.half)
        free = [words for words in bank if words not in self.remarks.values()]
        return self.remarks.setdefault(source.id, Random(source.id).choice(free or list(bank)))  # noqa: S311

    def outlets(self, count: int) -> list[Outlet]:
        """Distinct outlets, no two with one masthead: "the Gazette" must be one paper in a story."""
        mastheads = list(people.MASTHEADS[self.half])
        self.drawn.shuffle(mastheads)
        papers = [
            Outlet(f"the {self.drawn.choice(people.PAPER_PLACES[self.half])} {masthead}", f"the {masthead}", "paper")
            for masthead in mastheads
        ]
        others = [Outlet(name, f"the {kind}", kind) for name, kind in people.OTHER_OUTLETS[self.half]]
        self.drawn.shuffle(others)
        kinds_once = {outlet.kind: outlet for outlet in others}  # one station, one blog: "the station" must be one
        pool = papers + list(kinds_once.values())
        self.drawn.shuffle(pool)
        assert count <= len(pool), f"{count} outlets of {len(pool)}"
        return pool[:count]

    def agency(self) -> Outlet:
        name = self.drawn.choice(people.AGENCIES[self.half])
        return Outlet(name, "the agency", "agency")

    def quotes(self, event: Event, taken: Sequence[str] = (), most: int = QUOTES_EACH) -> tuple[str, ...]:
        free = [quote for quote in event.quotes if quote not in taken]
        return tuple(self.drawn.sample(free, min(most, len(free))))

    def _new(self, letter: str, taken: Sequence[str]) -> str:
        """A wording of a list whose sort is not taken yet."""
        free = [wording for wording in self.topic.lists[letter] if wording not in taken]
        chosen = self.drawn.choice(free or list(self.topic.lists[letter]))
        return fill(chosen, self.values, self.drawn)


def as_source_of_denial(cast: Cast) -> Source:
    """The body that a story's claims are about, under its own name."""
    return cast.body(cast.values["org"], "org")
