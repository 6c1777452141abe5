"""The first screen: the sentence that answers the question, its funnel, who is against it, and the claims most repeated on the
fewest origins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.project import RUN
from sayso.records import Claim, Origin, record_id
from sayso.show.dossier import Dossier
from sayso.show.page.anchors import Anchors, Quote
from sayso.show.page.asked import Asked
from sayso.show.page.claims import ClaimCard, claim_card
from sayso.show.page.funnel import Funnel, draw_funnel
from sayso.show.page.gaps import Gaps, not_told
from sayso.show.page.stemma import hanging_together
from sayso.show.sentence import carrying_reports, origins_of, standing_of

MOST_CLAIMS = 8  # in the list of those with the fewest origins; by eye


@dataclass(frozen=True)
class Counter:
    """One figure of the whole story, in words, and the screen that shows what was counted."""

    count: int
    what: str
    screen: str


@dataclass(frozen=True)
class Repeated:
    """A claim that several reports carry."""

    number: int
    wording: Quote
    reports: int
    origins: int
    against: int


@dataclass(frozen=True)
class OneStory:
    """One of several stories in the collection, by the claim it is met with."""

    number: int  # of the claim
    wording: Quote
    reports: int
    carried_by: int
    origins: int


@dataclass(frozen=True)
class StoryView:
    card: ClaimCard | None  # the chosen claim; None where no claim was found
    funnel: Funnel | None
    counters: tuple[Counter, ...]
    fewest: tuple[Repeated, ...]
    carried_twice: int  # claims that more than one report carries
    stories: tuple[OneStory, ...]  # those of several reports, the largest first; empty where there is only one story
    alone: int  # reports that tell a story which no other report here tells
    gaps: Gaps
    unfinished: bool  # a run is still reading, or was stopped: claims come at its end


def story_view(dossier: Dossier, anchors: Anchors, asked: Asked) -> StoryView:
    """The story as one claim shows it: the one that was asked for."""
    claim = dossier.claims[asked.claim - 1] if 0 < asked.claim <= len(dossier.claims) else None
    repeated = sorted(repeated_claims(dossier, anchors), key=lambda one: (one.origins, -one.reports, one.number))
    return StoryView(
        card=claim_card(dossier, anchors, asked.claim, claim) if claim else None,
        funnel=draw_funnel(dossier, claim) if claim else None,
        counters=tuple(counters(dossier)),
        fewest=tuple(repeated[:MOST_CLAIMS]),
        carried_twice=len(repeated),
        stories=tuple(stories_told(dossier, anchors)) if len(dossier.stories) > 1 else (),
        alone=sum(len(story.documents) == 1 for story in dossier.stories) if len(dossier.stories) > 1 else 0,
        gaps=not_told(dossier, anchors),
        unfinished=any(problem.stage == RUN for problem in dossier.problems),
    )


def stories_told(dossier: Dossier, anchors: Anchors) -> Iterator[OneStory]:
    """The stories that several reports tell, each by its claim of the highest rank."""
    first: dict[str, tuple[int, Claim]] = {}
    story_of = stories_of(dossier)
    for number, claim in enumerate(dossier.claims, 1):
        first.setdefault(story_of.get(claim.at.doc, ""), (number, claim))
    for story in sorted(dossier.stories, key=lambda story: -len(story.documents)):
        if len(story.documents) > 1 and record_id(story) in first:
            number, claim = first[record_id(story)]
            origins = len(standing_of(origins_of(dossier, claim), "counted"))
            carried = len(carrying_reports(claim))
            yield OneStory(number, anchors.quote(claim.wording), len(story.documents), carried, origins)


def repeated_claims(dossier: Dossier, anchors: Anchors) -> Iterator[Repeated]:
    """The claims that more than one report carries."""
    for number, claim in enumerate(dossier.claims, 1):
        reports = len(carrying_reports(claim))
        if reports > 1:
            counted = len(standing_of(origins_of(dossier, claim), "counted"))
            yield Repeated(number, anchors.quote(claim.wording), reports, counted, against(claim))


def against(claim: Claim) -> int:
    """How many of its members deny or doubt it."""
    return sum(member.value in ("denies", "doubts") for member in claim.members)


def counters(dossier: Dossier) -> Iterator[Counter]:
    """The story in figures."""
    outlets = {party for origin in dossier.origins if origin.standing == "counted" for party in origin.via}
    origins = different_origins(dossier)
    hidden = sum(all(origin.sourcing_class == "anonymous" for origin in one) for one in origins)
    denied = sum(any(m.value == "denies" for m in claim.members) for claim in dossier.claims)
    yield _counter(len(dossier.documents), "report", "reports", "reports")
    yield _counter(len(texts(dossier)), "after removing copies", "after removing copies", "lineage")
    yield _counter(len(outlets), "outlet named as carrier", "outlets named as carriers", "claims")
    yield _counter(len(origins), "origin over all claims", "origins over all claims", "claims")
    yield _counter(hidden, "of them unnamed", "of them unnamed", "claims")
    yield _counter(denied, "claim denied", "claims denied", "claims")


def _counter(count: int, one: str, many: str, screen: str) -> Counter:
    return Counter(count, one if count == 1 else many, screen)


def different_origins(dossier: Dossier) -> tuple[tuple[Origin, ...], ...]:
    """The origins that count for any claim, those together that are one: they share a party, or another has a party of each.

    An origin without a party goes by its name within its story.
    """
    story_of = stories_of(dossier)
    counted = [origin for origin in dossier.origins if origin.standing == "counted"]
    known_by = [origin.parties or (f"{story_of.get(origin.at.doc, '')} {origin.name}",) for origin in counted]
    first = hanging_together(known_by)
    found: dict[str, list[Origin]] = {}
    for origin, keys in zip(counted, known_by, strict=True):
        found.setdefault(first[keys[0]], []).append(origin)
    return tuple(map(tuple, found.values()))


def stories_of(dossier: Dossier) -> dict[str, str]:
    """For each report its story (ids)."""
    return {doc: record_id(story) for story in dossier.stories for doc in story.documents}


def texts(dossier: Dossier) -> frozenset[str]:
    """One report of each text: those made from one another, or from one lost parent, are one."""
    first = hanging_together((*lineage.children, *lineage.parents) for lineage in dossier.lineages)
    return frozenset(first.get(document.id, document.id) for document in dossier.documents)
