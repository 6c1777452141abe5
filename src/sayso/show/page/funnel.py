"""The geometry of the funnel: which boxes stand in its three columns and which lines join them. Pure functions.

Each column is a grid of equal rows as high as the whole picture, so box `i` of `n` has its centre at `(i + ½) / n` of the
height at any zoom and with any text. The lines are drawn in a square of 100 by 100 that is stretched over the gap.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sayso.records import STANDINGS, Claim, Lineage, Member, Origin, Span
from sayso.show.dossier import Dossier
from sayso.show.sentence import CARRYING, called, carrying_reports, origins_of

MOST_ROWS = 12  # boxes in a column, by eye; what is left out is counted below the picture
LINE = 1.75  # CSS pixels for the first report of a line …
LINE_MORE = 1.25  # … and for each further one,
WIDEST = 12.0  # up to this

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Line:
    """One connector, from the centre of a box on the left to the centre of one on the right, in percent of the height."""

    path: str
    width: float
    dashed: bool  # only claimed, not in the files
    unnamed: bool
    faint: bool  # not counted
    ways: tuple[int, ...]  # numbers of the origins that it serves, from 1: what lights up together


@dataclass(frozen=True)
class OriginBox:
    name: str
    sourcing_class: str
    standing: str
    unnamed: bool
    reports: int
    via: tuple[str, ...]  # names of the carriers, for those who read words instead of lines


@dataclass(frozen=True)
class CarrierBox:
    """An outlet; or, with no name, the straight way from an origin to a report."""

    name: str
    claimed: bool
    reports: int
    ways: tuple[int, ...]


@dataclass(frozen=True)
class ReportBox:
    doc: str
    spans: tuple[Span, ...]
    words: tuple[str, ...]  # on whose word, in words: "two crew members, unnamed, via The Bay Lantern"
    shares: str  # what its bracket says, in words; empty where it stands in none
    shares_with: tuple[str, ...]  # the other reports in the bracket
    ways: tuple[int, ...]


@dataclass(frozen=True)
class Bracket:
    """`rows` reports, one after the other, that share a source; an empty text is a gap of one row."""

    rows: int
    text: str


@dataclass(frozen=True)
class Funnel:
    """On whose word, who carried it, your reports; the lines between, the bracket at the right, and what is left out."""

    origins: tuple[OriginBox, ...]
    carriers: tuple[CarrierBox, ...]
    reports: tuple[ReportBox, ...]
    left: tuple[Line, ...]
    right: tuple[Line, ...]
    brackets: tuple[Bracket, ...]
    origins_left_out: int
    carriers_left_out: int  # outlets and straight ways
    reports_left_out: int

    @property
    def not_drawn(self) -> tuple[str, ...]:
        """What there is no room for, in words."""
        boxes = "box under “Who carried it” with its lines", "boxes under “Who carried it” with their lines"
        told = (
            (self.origins_left_out, "origin", "origins"),
            (self.carriers_left_out, *boxes),
            (self.reports_left_out, "report", "reports"),
        )
        return tuple(f"{count} more {one if count == 1 else many}" for count, one, many in told if count)


@dataclass(frozen=True)
class Way:
    """One report's way to one origin: by numbers of the origin, by the carrier (a party, or none) and by the document."""

    origin: int
    carrier: str | None
    doc: str


def draw_funnel(dossier: Dossier, claim: Claim) -> Funnel:
    """The picture of one claim."""
    everything = sorted(origins_of(dossier, claim), key=lambda origin: (STANDINGS.index(origin.standing), -len(docs_of(origin))))
    origins = everything[:MOST_ROWS]
    ways = [way for number, origin in enumerate(origins) for way in ways_of(dossier, claim, number, origin)]
    carried = unique((way.carrier, way.origin if way.carrier is None else -1) for way in ways)
    carriers = carried[:MOST_ROWS]
    docs, groups = group_reports(dossier, claim, ways)
    shown = drawn_reports(docs, ways)
    return Funnel(
        origins=tuple(origin_box(dossier, number, origin, ways) for number, origin in enumerate(origins)),
        carriers=tuple(carrier_box(dossier, carrier, ways, origins) for carrier in carriers),
        reports=tuple(report_box(dossier, claim, doc, ways, origins, groups) for doc in shown),
        left=left_lines(ways, origins, carriers),
        right=right_lines(ways, origins, carriers, shown),
        brackets=brackets(shown, groups),
        origins_left_out=len(everything) - len(origins),
        carriers_left_out=len(carried) - len(carriers),
        reports_left_out=len(docs) - len(shown),
    )


def centre(index: int, count: int) -> float:
    """
    >>> centre(0, 1), centre(1, 4)
    (50.0, 37.5)
    """
    return round(100 * (index + 0.5) / count, 2)


def curve(start: float, end: float) -> str:
    """
    >>> curve(50.0, 25.0)
    'M0 50C50 50 50 25 100 25'
    """
    return f"M0 {start:g}C50 {start:g} 50 {end:g} 100 {end:g}"


def line_width(reports: int) -> float:
    """
    >>> line_width(1), line_width(3), line_width(500)
    (1.75, 4.25, 12.0)
    """
    return min(LINE + LINE_MORE * (reports - 1), WIDEST)


def docs_of(origin: Origin) -> tuple[str, ...]:
    return unique(span.doc for span in origin.members)


def unique(values: Iterable[K]) -> tuple[K, ...]:
    return tuple(dict.fromkeys(values))


def ways_of(dossier: Dossier, claim: Claim, number: int, origin: Origin) -> tuple[Way, ...]:
    """Through which outlets each report has the origin's words: those of its chain, else all that the origin names."""
    through = origin.via or (origin.parties if origin.sourcing_class == "outlet" else ())
    outlets = tuple(p for p in through if not (p in dossier.party and dossier.party[p].kind == "report"))
    ways = []
    for doc in docs_of(origin):
        spans = {span for span in origin.members if span.doc == doc}
        chain, known = chain_parties(dossier, [member for member in claim.members if member.span in spans])
        named = [outlet for outlet in outlets if outlet in chain]
        carriers: Sequence[str | None] = named or ([None] if known and not needs_carrier(origin) else outlets) or [None]
        ways += [Way(number, carrier, doc) for carrier in carriers]
    return tuple(ways)


def needs_carrier(origin: Origin) -> bool:
    """A source without a name reached nobody but the outlet that heard it."""
    return origin.sourcing_class == "anonymous"


def chain_parties(dossier: Dossier, members: Sequence[Member]) -> tuple[frozenset[str], bool]:
    """The parties on the members' chains, and whether any chain is known."""
    sources = [dossier.source[m.source] for m in members if m.source is not None and m.source in dossier.source]
    found = {dossier.link_party(source.span.doc, link) for source in sources for link in source.chain[1:]}
    return frozenset(party for party in found if party is not None), bool(sources)


def group_reports(dossier: Dossier, claim: Claim, ways: Sequence[Way]) -> tuple[tuple[str, ...], dict[str, Lineage]]:
    """The reports in order, those with a shared source next to each other, and which report belongs to which lineage."""
    place = {document.id: number for number, document in enumerate(dossier.documents)}
    docs = sorted({*carrying_reports(claim), *(way.doc for way in ways)}, key=lambda doc: place[doc])
    groups: dict[str, Lineage] = {}
    for lineage in dossier.lineages:
        family = [doc for doc in docs if doc in (*lineage.children, *lineage.parents) and doc not in groups]
        if len(family) > 1:
            groups.update(dict.fromkeys(family, lineage))
    ordered = unique(
        mate for doc in docs for mate in ([d for d in docs if groups.get(d) is groups[doc]] if doc in groups else [doc])
    )
    return ordered, groups


def drawn_reports(docs: Sequence[str], ways: Sequence[Way]) -> tuple[str, ...]:
    """The reports for which there is room: one of each origin before the rest, in the same order as all."""
    chosen = unique([*{way.origin: way.doc for way in reversed(ways)}.values(), *docs])[:MOST_ROWS]
    return tuple(doc for doc in docs if doc in chosen)


def brackets(docs: Sequence[str], groups: dict[str, Lineage]) -> tuple[Bracket, ...]:
    """One bracket for each run of reports of the same lineage, a gap for each other report."""
    found: list[Bracket] = []
    for index, doc in enumerate(docs):
        same = index > 0 and doc in groups and groups.get(docs[index - 1]) is groups[doc]
        if same:
            found[-1] = Bracket(found[-1].rows + 1, found[-1].text)
        else:
            found.append(Bracket(1, bracket_text(groups[doc]) if doc in groups else ""))
    return tuple(bracket if bracket.rows > 1 else Bracket(1, "") for bracket in found)


def bracket_text(lineage: Lineage) -> str:
    """Why the reports of a bracket count once; what is only likely is called so."""
    if lineage.lost is None and not lineage.parents:
        return "shared text · counts once"
    made = "the same lost source" if lineage.lost is not None else "one made from the other"
    return ("" if lineage.direction == "established" else "likely ") + made + " · counts once"


def left_lines(ways: Sequence[Way], origins: Sequence[Origin], carriers: Sequence[tuple[str | None, int]]) -> tuple[Line, ...]:
    """From each origin to each of its carriers."""
    found: dict[tuple[int, int], set[str]] = {}
    for way in ways:
        key = (way.carrier, way.origin if way.carrier is None else -1)
        if key in carriers:
            found.setdefault((way.origin, carriers.index(key)), set()).add(way.doc)
    return tuple(
        line(centre(origin, len(origins)), centre(carrier, len(carriers)), len(docs), {origin: origins[origin]})
        for (origin, carrier), docs in sorted(found.items())
    )


def right_lines(
    ways: Sequence[Way], origins: Sequence[Origin], carriers: Sequence[tuple[str | None, int]], docs: Sequence[str]
) -> tuple[Line, ...]:
    """From each carrier to each of its reports."""
    found: dict[tuple[int, int], dict[int, Origin]] = {}
    for way in ways:
        key = (way.carrier, way.origin if way.carrier is None else -1)
        if key in carriers and way.doc in docs:
            found.setdefault((carriers.index(key), docs.index(way.doc)), {})[way.origin] = origins[way.origin]
    return tuple(
        line(centre(carrier, len(carriers)), centre(report, len(docs)), 1, those)
        for (carrier, report), those in sorted(found.items())
    )


def line(start: float, end: float, reports: int, origins: Mapping[int, Origin]) -> Line:
    """A line looks as good as the best standing of the origins that it serves."""
    best = min((origin.standing for origin in origins.values()), key=STANDINGS.index)
    hidden = all(origin.sourcing_class == "anonymous" for origin in origins.values() if origin.standing == best)
    return Line(curve(start, end), line_width(reports), best == "claimed", hidden, best == "not counted", numbers(origins))


def numbers(origins: Iterable[int]) -> tuple[int, ...]:
    """
    >>> numbers([2, 0, 2])
    (1, 3)
    """
    return tuple(sorted({origin + 1 for origin in origins}))


def origin_box(dossier: Dossier, number: int, origin: Origin, ways: Sequence[Way]) -> OriginBox:
    via = unique(way.carrier for way in ways if way.origin == number and way.carrier is not None)
    return OriginBox(
        name=origin.name,
        sourcing_class=origin.sourcing_class,
        standing=origin.standing,
        unnamed=origin.sourcing_class == "anonymous",
        reports=len(docs_of(origin)),
        via=tuple(party_name(dossier, party) for party in via),
    )


def carrier_box(dossier: Dossier, carrier: tuple[str | None, int], ways: Sequence[Way], origins: Sequence[Origin]) -> CarrierBox:
    party, number = carrier
    mine = [way for way in ways if way.carrier == party and number in (-1, way.origin)]
    claimed = all(origins[way.origin].standing == "claimed" for way in mine)
    name = party_name(dossier, party) if party is not None else ""
    return CarrierBox(name, claimed, len({way.doc for way in mine}), numbers(way.origin for way in mine))


def party_name(dossier: Dossier, party: str) -> str:
    return dossier.party[party].name if party in dossier.party else "an outlet that is not named"


def report_box(
    dossier: Dossier, claim: Claim, doc: str, ways: Sequence[Way], origins: Sequence[Origin], groups: dict[str, Lineage]
) -> ReportBox:
    mine = [member for member in sorted(claim.members, key=lambda m: m.span) if member.span.doc == doc]
    spans = unique(member.span for member in mine if member.value in CARRYING) or unique(member.span for member in mine)
    words: dict[int, list[str]] = {}
    for way in ways:
        if way.doc == doc:
            words.setdefault(way.origin, []).extend([party_name(dossier, way.carrier)] if way.carrier is not None else [])
    told = tuple(called(origins[number]) + (", via " + ", ".join(via) if via else "") for number, via in words.items())
    mates = tuple(other for other in groups if doc in groups and other != doc and groups[other] is groups[doc])
    return ReportBox(doc, spans, told, bracket_text(groups[doc]) if mates else "", mates, numbers(words))
