"""The conditions of --fail-on, such as `reports>=3,origins<2`: all parts must hold for one claim."""

from __future__ import annotations

import re
from collections.abc import Callable

from sayso.errors import SettingsError
from sayso.show.against import opponents
from sayso.show.dossier import Dossier
from sayso.show.sentence import carrying_reports, origins_of

CONDITION = re.compile(r"\s*(origins|claimed|reports|against)\s*(<=|>=|==|<|>)\s*(\d{1,6})\s*")
COMPARE: dict[str, Callable[[int, int], bool]] = {
    "<": int.__lt__,
    "<=": int.__le__,
    ">": int.__gt__,
    ">=": int.__ge__,
    "==": int.__eq__,
}
Condition = list[tuple[str, str, int]]


def read_condition(text: str) -> Condition:
    """The parts of `reports>=3,origins<2`, which must all hold for one claim."""
    found = [CONDITION.fullmatch(part) for part in text.split(",")]
    if not all(found):
        raise SettingsError(
            f"--fail-on {text}: compare origins, claimed, reports or against with a number, "
            "e.g. 'origins<2' or 'reports>=3,origins<2'"
        )
    return [(match[1], match[2], int(match[3])) for match in found if match]


def claims_that_meet(dossier: Dossier, condition: Condition) -> int:
    """How many claims meet every part."""
    return sum(all(COMPARE[sign](values[name], number) for name, sign, number in condition) for values in _counts(dossier))


def _counts(dossier: Dossier) -> list[dict[str, int]]:
    return [
        {
            "reports": len(carrying_reports(claim)),
            "origins": sum(origin.standing == "counted" for origin in origins_of(dossier, claim)),
            "claimed": sum(origin.standing == "claimed" for origin in origins_of(dossier, claim)),
            "against": len(opponents(dossier, claim)),
        }
        for claim in dossier.claims
    ]
