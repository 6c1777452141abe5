"""One measured number. Every measure is a share from 0 to 1, and more is better, so that a floor is always a least value."""

from __future__ import annotations

from typing import NamedTuple


class Measure(NamedTuple):
    name: str
    value: float
    said: str = ""  # the counts behind it


def share(name: str, part: float, whole: float, said: str = "") -> Measure:
    """`part` of `whole`; where there is nothing to find, nothing is missing.

    >>> share("rows found", 3, 4)
    Measure(name='rows found', value=0.75, said='3 of 4')
    """
    return Measure(name, part / whole if whole else 1.0, said or f"{part:g} of {whole:g}")


def truth(name: str, holds: bool, said: str = "") -> Measure:
    return Measure(name, float(holds), said or ("yes" if holds else "no"))


def f_score(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
