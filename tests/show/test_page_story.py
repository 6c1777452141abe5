"""The story in figures: origins over all claims are counted once each, however many claims and parties they have."""

from __future__ import annotations

from dataclasses import replace

from tests.show.fixture_dossier import make_dossier

from sayso.records import Origin, Story
from sayso.show.page.story import counters

DOCS = [document.id for document in make_dossier().documents]


def origin(claim: str, name: str, sourcing_class: str, *parties: str, report: int = 1, standing: str = "counted") -> Origin:
    said = (make_dossier().documents[report - 1].at,)
    return Origin(claim, name, sourcing_class, parties, (), said, "same", standing, "made up here")


def told(*origins: Origin, stories: tuple[Story, ...] = ()) -> tuple[int, int]:
    """How many origins there are over all claims, and how many of them are unnamed."""
    figures = {one.what: one.count for one in counters(replace(make_dossier(), origins=origins, stories=stories))}
    (over_all,) = (count for what, count in figures.items() if what in ("origin over all claims", "origins over all claims"))
    return over_all, figures["of them unnamed"]


def test_one_origin_of_many_parties_is_one() -> None:
    assert told(origin("a", "crew", "anonymous", "p1", "p2", "p3"), origin("a", "Ada Finch", "named", "p4")) == (2, 1)


def test_parties_that_are_one_origin_of_some_claim_are_one_over_all() -> None:
    """As when a person decides that two are the same source."""
    apart = origin("a", "crew", "anonymous", "p1"), origin("b", "a stoker", "anonymous", "p2"), origin("c", "Selkie", "named", "p3")
    assert told(*apart) == (3, 2)
    assert told(*apart, origin("d", "crew", "anonymous", "p1", "p2")) == (2, 1)


def test_an_origin_without_a_party_counts_by_its_name_within_its_story() -> None:
    nameless = origin("a", "Harbour police", "organisation"), origin("b", "Harbour police", "organisation", report=2)
    assert told(*nameless) == (1, 0)
    stories = Story(tuple(DOCS[:1]), "made up here"), Story(tuple(DOCS[1:]), "made up here")
    assert told(*nameless, stories=stories) == (2, 0)


def test_who_is_named_once_is_not_unnamed() -> None:
    assert told(origin("a", "a stoker", "anonymous", "p1"), origin("b", "Ada Finch", "named", "p1")) == (1, 0)


def test_what_does_not_count_is_no_origin_here() -> None:
    assert told(origin("a", "crew", "anonymous", "p1", standing="claimed"), origin("a", "X", "named", standing="not counted")) == (
        0,
        0,
    )


def test_one_of_a_thing_is_told_as_one() -> None:
    dossier = make_dossier()
    alone = replace(dossier, documents=dossier.documents[:1], origins=(origin("a", "crew", "anonymous", "p1"),))
    assert {"report", "origin over all claims"} <= {one.what for one in counters(alone) if one.count == 1}
