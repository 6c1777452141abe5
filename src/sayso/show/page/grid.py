"""The claims as a grid: a row for each claim, a column for each party that takes most positions on them.

An ACH matrix (Heuer, Psychology of Intelligence Analysis, 1999, ch. 8) with claims for evidence and parties for hypotheses:
a cell says what the party does with the claim, and leads to its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sayso.records import POSITIONS, Claim
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, Quote, ReportName
from sayso.show.page.asked import Asked
from sayso.show.page.claim import ClaimView, whole_claim
from sayso.show.page.claims import AGAINST, Holder, holder_of, words_of
from sayso.show.page.conflicts import pairing
from sayso.show.page.context import citation
from sayso.show.page.touched import GRAVE, NOTHING, Touched, order, touched
from sayso.show.page.wanted import is_contested, is_unnamed, parties_on, wanted
from sayso.show.sentence import Step, carrying_reports, funnel_sentence, origins_of, reports_count, standing_of

MOST_COLUMNS = 6  # parties in view; by eye, at 1440 pixels. The reports' own voice is one of them
MOST_OTHERS = 2  # positions of other parties in a row, where its card or page has the rest
MOST_FLAGS = 2  # likewise
ROWS_ON_A_PAGE = 100
DAY = len("2031-05-04")
# The one file must stay small enough to be sent with 2,000 claims: cards are set for the claims met first, up to so many voices
# in all, and rows with a citation up to so many claims. What comes after is a row that leads to all the words. A voice takes
# about 1.2 KB in a card and 0.3 KB in a row; by eye, so that stories of a dozen reports have all their cards.
MOST_VOICES = 400
MOST_CITED = 200
OWN_VOICES = Holder("", "the reports themselves", "author", ())


@dataclass(frozen=True)
class Taken:
    """One position of one party on one claim, and all the words for it."""

    holder: str
    value: str
    words: tuple[tuple[int, str], ...]  # number of the report, link to the words


@dataclass(frozen=True)
class Flag:
    """What happened to words of the claim, or what contradicts them, and the place."""

    word: str
    against: bool  # a contradiction, not a change
    href: str


@dataclass(frozen=True)
class Row:
    """One claim across the grid. Where no card or page says more (`more` is empty), it holds all that is known."""

    number: int
    more: str  # link to the claim's card or page
    wording: Quote
    origins: int
    why: str  # the sentence that explains how many origins there are
    reports: str  # "3", or "3 +1?" where one more seems to carry it
    first_seen: str  # ISO date, "" where no report of it is dated
    undated: int
    flags: tuple[Flag, ...]
    flags_left: int
    cells: tuple[tuple[Taken, ...], ...]  # one for each column
    others: tuple[Taken, ...]
    others_left: int
    parties: tuple[int, ...]  # numbers, from 1, among the choices
    report_numbers: tuple[int, ...]
    contested: bool
    unnamed: bool
    repeated: bool  # more than one report carries it: paper shows it
    cite: Step | None  # for a row that is all


@dataclass(frozen=True)
class Choice:
    """A party that can be asked for."""

    party: str
    name: str
    claims: int


@dataclass(frozen=True)
class ClaimsView:
    """The rows of one page (in the one file: all), out of how many."""

    rows: tuple[Row, ...]
    cards: tuple[ClaimView, ...]  # of the one file
    columns: tuple[Holder, ...]
    columns_left: int
    found: int  # claims for which all holds that was asked
    total: int
    page: int  # from 1
    pages: int
    parties: tuple[Choice, ...]
    party_numbers: dict[str, int]  # of the choices, by party: rows of the one file name them so
    reports: tuple[ReportName, ...]
    short: int  # claims of several voices for which there is no card


def claims_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> ClaimsView:
    """The claims that were asked for, those met first before the others; in the app a page of them."""
    found = wanted(dossier, asked)
    pages = max(1, -(-len(found) // ROWS_ON_A_PAGE)) if anchors.places.app else 1
    page = min(max(1, asked.page), pages)
    here = found[(page - 1) * ROWS_ON_A_PAGE : page * ROWS_ON_A_PAGE] if anchors.places.app else found
    whole = [] if anchors.places.app else with_cards(here)
    linked = {number for number, _ in (here if anchors.places.app else whole)}
    ranked = ranked_holders(dossier, [claim for _, claim in found], asked.party)
    columns, touching, parties = ranked[:MOST_COLUMNS], touched(dossier), choices(dossier)
    pair = pairing(dossier, anchors)
    numbers = {choice.party: number for number, choice in enumerate(parties, 1)}

    def row(number: int, claim: Claim) -> Row:
        return claim_row(
            dossier, anchors, number, claim, columns, numbers, touching.get(number, NOTHING), whole=number not in linked
        )

    return ClaimsView(
        rows=tuple(row(number, claim) for number, claim in here),
        cards=tuple(whole_claim(dossier, anchors, number, claim, touching.get(number, NOTHING), pair) for number, claim in whole),
        columns=columns,
        columns_left=len(ranked) - len(columns),
        found=len(found),
        total=len(dossier.claims),
        page=page,
        pages=pages,
        parties=parties,
        party_numbers=numbers,
        reports=tuple(anchors.reports.values()),
        short=0 if anchors.places.app else sum(len(claim.members) > 1 for _, claim in here) - len(whole),
    )


def with_cards(claims: Iterable[tuple[int, Claim]]) -> list[tuple[int, Claim]]:
    """The claims of several voices that are met first, until they have as many voices as the one file bears."""
    several = [(number, claim) for number, claim in claims if len(claim.members) > 1]
    voices = accumulate(len(claim.members) for _, claim in several)
    return [one for one, so_far in zip(several, voices, strict=True) if so_far <= MOST_VOICES or one is several[0]]


def column_of(holder: Holder) -> Holder:
    """All reports that speak in their own voice share a column."""
    return OWN_VOICES if holder.sourcing_class == "author" else holder


def ranked_holders(dossier: Dossier, claims: Iterable[Claim], first: str = "") -> tuple[Holder, ...]:
    """Parties that take most positions first; one that was asked for before all, who is no known party last; of equals who
    speaks first."""
    on: Counter[str] = Counter()
    takes: Counter[str] = Counter()
    holders: dict[str, Holder] = {}
    for claim in claims:
        held = [column_of(holder_of(dossier, member)) for member in claim.members]
        for holder in held:
            holders.setdefault(holder.key, holder)
        on.update({holder.key for holder in held})
        takes.update(holder.key for holder in held)

    def rank(one: Holder) -> tuple[bool, bool, int, int]:
        known = one is OWN_VOICES or one.key in dossier.party
        return not first or one.key != first, not known, -takes[one.key], -on[one.key]

    return tuple(sorted(holders.values(), key=rank))


def choices(dossier: Dossier) -> tuple[Choice, ...]:
    """All parties that take positions, those on most claims first; for reports there is a choice of their own."""
    on = Counter(party for claim in dossier.claims for party in parties_on(dossier, claim))
    named = [Choice(party, dossier.party[party].name, on[party]) for party in on if dossier.party[party].kind != "report"]
    return tuple(sorted(named, key=lambda choice: (-choice.claims, choice.name, choice.party)))


def claim_row(
    dossier: Dossier,
    anchors: Anchors,
    number: int,
    claim: Claim,
    columns: Sequence[Holder],
    parties: dict[str, int],
    touching: Touched,
    *,
    whole: bool,
) -> Row:
    """The row of one claim; `whole`: nothing else of the page tells more of it, so that nothing is left out."""
    held = positions_taken(dossier, anchors, claim)
    in_view = {column.key for column in columns}
    others = sorted((taken for key, those in held.items() if key not in in_view for taken in those), key=against_first)
    docs = {member.span.doc for member in claim.members}
    dates = [found.value[:DAY] for doc in docs if (found := dossier.published_of.get(doc)) and found.value]
    flags = flags_of(anchors, touching)
    most_flags, most_others = (len(flags), len(others)) if whole else (MOST_FLAGS, MOST_OTHERS)
    return Row(
        number=number,
        more="" if whole else anchors.places.claim(number),
        wording=anchors.quote(claim.wording),
        origins=len(standing_of(origins_of(dossier, claim), "counted")),
        why=funnel_sentence(dossier, claim),
        reports=reports_count(claim),
        first_seen=min(dates, default=""),
        undated=len(docs) - len(dates),
        flags=flags[:most_flags],
        flags_left=len(flags[most_flags:]),
        cells=tuple(held.get(column.key, ()) for column in columns),
        others=tuple(others[:most_others]),
        others_left=len(others[most_others:]),
        parties=tuple(sorted(parties[party] for party in parties_on(dossier, claim) if party in parties)),
        report_numbers=tuple(sorted(anchors.reports[doc].number for doc in docs)),
        contested=is_contested(claim),
        unnamed=is_unnamed(dossier, claim),
        repeated=len(carrying_reports(claim)) > 1,
        cite=citation(dossier, claim.wording) if whole and number <= MOST_CITED else None,
    )


def against_first(taken: Taken) -> tuple[int, int]:
    """Denials, doubts and questions, which a reader must not miss, then the rest; of each those with most words for it."""
    return order(AGAINST, taken.value), -len(taken.words)


def positions_taken(dossier: Dossier, anchors: Anchors, claim: Claim) -> dict[str, tuple[Taken, ...]]:
    """For each holder (by the key of its column) its positions, each once, with all the words for it."""
    words: dict[tuple[str, str], dict[tuple[int, str], None]] = {}
    names: dict[str, str] = {}
    for member in sorted(claim.members, key=lambda m: (anchors.reports[m.span.doc].number, m.span)):
        holder = column_of(holder_of(dossier, member))
        names.setdefault(holder.key, holder.name)
        place = anchors.reports[member.span.doc].number, anchors.href(words_of(dossier, member))
        words.setdefault((holder.key, member.value), {})[place] = None
    found: dict[str, tuple[Taken, ...]] = {}
    for (key, value), those in sorted(words.items(), key=lambda item: POSITIONS.index(item[0][1])):
        found[key] = (*found.get(key, ()), Taken(names[key], value, tuple(those)))
    return found


def flags_of(anchors: Anchors, touching: Touched) -> tuple[Flag, ...]:
    """Each kind once, what happened to the words before what contradicts them, the gravest first.

    A change is told once: the contradiction that was made of it adds nothing.
    """
    changes = {change.kind: change.right for change in reversed(touching.changes)}
    conflicts = {conflict.kind: conflict.left for conflict in reversed(touching.conflicts)}
    if changes:
        conflicts.pop("altered quotation", None)
    ordered = [*(kind for kind in GRAVE if kind in changes), *reversed(conflicts)]
    return tuple(
        Flag(kind, False, anchors.href(changes[kind])) if kind in changes else Flag(kind, True, anchors.href(conflicts[kind]))
        for kind in ordered
    )
