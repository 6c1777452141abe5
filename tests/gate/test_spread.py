"""Simulated diffusion: seeded, and true to what it says of itself."""

from __future__ import annotations

import pytest

from diffusion import read_family, star
from spread import CHANGES, Family, families, part_of

WORDS = "harbour council timber ferry keeper lantern granite sluice orchard signal".split()


def texts() -> list[str]:
    """Ten articles of forty sentences, no two alike."""
    return [
        " ".join(
            f"The {WORDS[(k + n) % 10]} of {WORDS[n].title()}ton needs {100 * n + k} new {WORDS[(k * n) % 10]}s." for k in range(40)
        )
        for n in range(10)
    ]


def made(dates: str, changes: str = "first") -> list[Family]:
    return list(families(texts(), 12, dates, 3, changes))


def test_the_same_seed_makes_the_same_families() -> None:
    assert made("noisy") == made("noisy")


@pytest.mark.parametrize("changes", CHANGES)
def test_parents_are_there_and_older_and_what_was_taken_out_is_not(changes: str) -> None:
    for family in made("exact", changes):
        dates = {report.name: report.date or "" for report in family.reports}
        assert set(family.parents) == set(dates)
        assert all(dates[parent] < dates[child] for child, parents in family.parents.items() for parent in parents)
        assert not set(family.gone.values()) & set(dates)
        assert family.orphans <= set(dates)


def test_without_dates_none_is_told() -> None:
    assert not any(report.date for family in made("none") for report in family.reports)


def test_a_family_is_read_by_the_steps_of_sayso() -> None:
    family = made("exact")[0]
    assert [document.id for document in read_family(family).documents] == sorted(family.parents)
    assert set(star(family)) == set(family.parents)


def test_the_second_edits_are_others_and_repeatable() -> None:
    assert made("none", "second") == made("none", "second")
    assert {how for family in made("none", "second") for made_one in family.reports for how in made_one.how} >= {
        "cut ends",
        "put in",
    }


def test_a_text_is_counted_or_fitted_to_or_held_out_whatever_stands_around_it() -> None:
    parts = {part_of(text) for text in texts()}
    assert len(parts) > 2
    assert all(part_of(f"\n{text} ") == part_of(text) for text in texts())
