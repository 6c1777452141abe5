"""The sentence over the funnel, in all its numbers."""

from __future__ import annotations

from dataclasses import replace

from tests.show.fixture_dossier import make_dossier

from sayso.show.dossier import Dossier
from sayso.show.sentence import funnel_sentence


def sentence(dossier: Dossier) -> str:
    return funnel_sentence(dossier, dossier.claims[0])


def test_the_whole_sentence() -> None:
    assert sentence(make_dossier()) == (
        "5 reports carry it → 2 outlets stand behind it → 1 independent origin: two crew members, unnamed (via The Bay Lantern). "
        "1 more is claimed, not in your files."
    )


def test_no_origin() -> None:
    assert sentence(replace(make_dossier(), origins=())) == "5 reports carry it → no independent origin."


def test_only_claimed_origins() -> None:
    dossier = make_dossier()
    assert sentence(replace(dossier, origins=dossier.origins[1:])) == (
        "5 reports carry it → 1 outlet stands behind it → no independent origin. 1 is claimed, not in your files."
    )


def test_two_origins_are_independent_only_where_that_is_established() -> None:
    dossier = make_dossier()
    named = replace(dossier.origins[2], name="Ada Finch", sourcing_class="named", standing="counted")
    both = (dossier.origins[0], named)
    assert sentence(replace(dossier, origins=both)).endswith(
        "→ 2 origins: two crew members, unnamed (via The Bay Lantern) and Ada Finch; "
        "that they are independent of each other is not established."
    )
    sure = tuple(replace(origin, verdict="independent") for origin in both)
    assert sentence(replace(dossier, origins=sure)).endswith(
        "→ 2 independent origins: two crew members, unnamed (via The Bay Lantern) and Ada Finch."
    )


def test_one_report_and_many_origins() -> None:
    dossier = make_dossier()
    claim = replace(dossier.claims[0], members=dossier.claims[0].members[:1])
    assert funnel_sentence(dossier, claim).startswith("1 report carries it → ")
    many = tuple(replace(dossier.origins[2], name=name, standing="counted", verdict="independent") for name in "ABCDE")
    assert sentence(replace(dossier, origins=many)).endswith("→ 5 independent origins: A, B, C and 2 more.")
