"""Simulated diffusion: seeded, and true to what it says of itself."""

from __future__ import annotations

from diffusion import read_family, star
from spread import Family, families

WORDS = "harbour council timber ferry keeper lantern granite sluice orchard signal".split()


def texts() -> list[str]:
    """Ten articles of forty sentences, no two alike."""
    return [
        " ".join(
            f"The {WORDS[(k + n) % 10]} of {WORDS[n].title()}ton needs {100 * n + k} new {WORDS[(k * n) % 10]}s." for k in range(40)
        )
        for n in range(10)
    ]


def made(dates: str) -> list[Family]:
    return list(families(texts(), 12, dates, 3))


def test_the_same_seed_makes_the_same_families() -> None:
    assert made("noisy") == made("noisy")


def test_parents_are_there_and_older_and_what_was_taken_out_is_not() -> None:
    for family in made("exact"):
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
