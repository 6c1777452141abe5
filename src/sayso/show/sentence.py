"""The sentence that tells a claim's funnel: reports, the outlets behind them, the independent origins that are left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.records import Claim, Origin, record_id
from sayso.show.dossier import Dossier

CARRYING = frozenset({"asserts", "reports"})  # a report that only denies a claim does not carry it
MOST_NAMES = 3  # by eye: more names and the sentence is no longer one
# A description that begins so takes ", unnamed" after it: "two crew members, unnamed", not "unnamed two crew members".
STARTING_WORDS = (
    "a an the some several many one two three four five six seven eight nine ten his her its my our their other another"
)
STARTERS = frozenset(STARTING_WORDS.split())
UNNAMED_WORDS = frozenset("unnamed anonymous unidentified unknown".split())


class Part(NamedTuple):
    """A stretch of the sentence; `name` is true where the words come from the reports."""

    text: str
    name: bool = False


Step = tuple[Part, ...]


def funnel_sentence(dossier: Dossier, claim: Claim) -> str:
    """The claim's funnel in one sentence of plain text, for example:

    "5 reports carry it → 1 outlet stands behind it → 1 independent origin: unnamed officials (via The Bay Lantern).
    1 more is claimed, not in your files."
    """
    return " ".join("".join(part.text for part in step) for step in funnel_steps(dossier, claim))


def funnel_steps(dossier: Dossier, claim: Claim) -> tuple[Step, ...]:
    """The same sentence in its steps, so that a page can set names apart from its own words."""
    origins = origins_of(dossier, claim)
    counted = standing_of(origins, "counted")
    claimed = standing_of(origins, "claimed")
    outlets = outlets_behind(dossier, origins)
    steps: list[Step] = [(Part(carried_words(len(carrying_reports(claim)), len(likely_reports(claim)))),)]
    if outlets:
        steps.append((Part(f"→ {count_words(len(outlets), 'outlet stands', 'outlets stand')} behind it"),))
    steps.append((Part("→ "), *origin_parts(dossier, counted)))
    if claimed:
        steps.append((Part(claimed_words(len(claimed), more=bool(counted))),))
    return tuple(steps)


def origins_of(dossier: Dossier, claim: Claim) -> tuple[Origin, ...]:
    """The claim's origins, in the dossier's order."""
    return dossier.origins_of.get(record_id(claim), ())


def standing_of(origins: Sequence[Origin], standing: str) -> tuple[Origin, ...]:
    return tuple(origin for origin in origins if origin.standing == standing)


def is_not_established(origin: Origin) -> bool:
    return origin.verdict == "not established" and origin.standing == "not counted"


def carrying_reports(claim: Claim) -> tuple[str, ...]:
    """Ids of the reports in which somebody asserts or reports the claim, sorted; a likely meaning alone is not enough."""
    carrying = [member for member in claim.members if member.value in CARRYING]
    sure = {member.span.doc for member in carrying if not member.inferred or member.span.overlaps(claim.wording)}
    return tuple(sorted(sure))


def likely_reports(claim: Claim) -> tuple[str, ...]:
    """Ids of the further reports that carry the claim if words unlike its own mean the same, sorted."""
    carrying = {member.span.doc for member in claim.members if member.value in CARRYING}
    return tuple(sorted(carrying.difference(carrying_reports(claim))))


def outlets_behind(dossier: Dossier, origins: Sequence[Origin]) -> tuple[str, ...]:
    """Party ids of the outlets that an origin, counted or claimed, came through or is; reports of the collection are none."""
    found: dict[str, None] = {}
    for origin in origins:
        if origin.standing != "not counted":
            own = origin.parties if origin.sourcing_class == "outlet" else ()
            found.update(dict.fromkeys((*origin.via, *own)))
    return tuple(party for party in found if not (party in dossier.party and dossier.party[party].kind == "report"))


def carried_words(count: int, likely: int = 0) -> str:
    """
    >>> [carried_words(n) for n in (0, 1, 5)]
    ['no report carries it', '1 report carries it', '5 reports carry it']
    >>> carried_words(2, 1)
    '2 reports carry it, 1 more seems to in other words'
    >>> carried_words(0, 1), carried_words(0, 2)
    ('1 report carries it, if its other words mean the same', '2 reports carry it, if their other words mean the same')
    """
    if likely and not count:
        whose = "its" if likely == 1 else "their"
        return f"{carried_words(likely)}, if {whose} other words mean the same"
    more = f", {likely} more {'seems' if likely == 1 else 'seem'} to in other words" if likely else ""
    return count_words(count, "report carries it", "reports carry it") + more


def reports_count(claim: Claim) -> str:
    """How many reports carry the claim, for a table: "3", or "3 +1?" where one more seems to."""
    likely = len(likely_reports(claim))
    return f"{len(carrying_reports(claim))}" + (f" +{likely}?" if likely else "")


def claimed_words(count: int, *, more: bool) -> str:
    """
    >>> claimed_words(1, more=True), claimed_words(2, more=False)
    ('1 more is claimed, not in your files.', '2 are claimed, not in your files.')
    """
    return f"{count}{' more' if more else ''} {'is' if count == 1 else 'are'} claimed, not in your files."


def count_words(count: int, one: str, many: str) -> str:
    """
    >>> [count_words(n, "origin", "origins") for n in (0, 1, 2)]
    ['no origin', '1 origin', '2 origins']
    """
    return f"{count or 'no'} {one if count < 2 else many}"


def origin_parts(dossier: Dossier, counted: Sequence[Origin]) -> Step:
    """How many origins count, and who they are. Two are called independent only where the reports establish it."""
    established = len(counted) < 2 or all(origin.verdict == "independent" for origin in counted)
    noun = "independent origin" if established else "origin"
    parts = [Part(count_words(len(counted), noun, noun + "s"))]
    for number, origin in enumerate(counted[:MOST_NAMES]):
        last = number and number == len(counted) - 1
        parts.append(Part(": " if number == 0 else " and " if last else ", "))
        parts += described(dossier, origin)
    if len(counted) > MOST_NAMES:
        parts.append(Part(f" and {len(counted) - MOST_NAMES} more"))
    parts.append(Part("." if established else "; that they are independent of each other is not established."))
    return tuple(parts)


def described(dossier: Dossier, origin: Origin) -> list[Part]:
    """The origin's name with the outlets it came through: "unnamed officials (via The Bay Lantern)"."""
    parts = [Part(called(origin), name=True)]
    outlets = [dossier.party[party].name for party in origin.via if party in dossier.party]
    for number, outlet in enumerate(outlets):
        parts += [Part(" (via " if number == 0 else ", "), Part(outlet, name=True)]
    return [*parts, Part(")")] if outlets else parts


def called(origin: Origin) -> str:
    """The origin's name; a source without a name is called unnamed, in words."""
    return unnamed(origin.name) if origin.sourcing_class == "anonymous" else origin.name


def unnamed(description: str) -> str:
    """
    >>> unnamed("officials"), unnamed("two crew members"), unnamed("an anonymous caller")
    ('unnamed officials', 'two crew members, unnamed', 'an anonymous caller')
    """
    words = description.lower().split()
    if words and words[0] in STARTERS | UNNAMED_WORDS:
        description = description[0].lower() + description[1:]  # it stands inside a sentence here
    if UNNAMED_WORDS & set(words):
        return description
    return f"{description}, unnamed" if words and (words[0] in STARTERS or words[0].isdigit()) else f"unnamed {description}"
