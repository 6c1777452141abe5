"""The claim that is met first: is it the story's main claim, on whose word does it stand, who is against it?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from measures import Measure, share, truth
from places import places_of
from story_gold import GoldClaim

CARRIES = 0.5  # the claim met first must cover more than this share of the main claim's assertions


def main_claim_measures(
    gold: GoldClaim, claims: Sequence[Any], parties: Sequence[Any], expected: Mapping[str, Mapping[str, str]]
) -> list[Measure]:
    """`claims` and `parties` as listed; `expected` holds, under denies, doubts and "denies not", patterns of names."""
    first: Any = claims[0] if claims else {"mentions": [], "reports": 0, "origins": {"count": 0, "claimed": 0}, "against": []}
    found = places_of(mention["span"] for mention in first["mentions"])
    covered = sum(any(place.same(mine) for mine in found) for place in gold.asserted)
    origins = first["origins"]
    measures = [
        truth("main claim: met first", covered > CARRIES * len(gold.asserted)),
        share("main claim: assertions covered", covered, len(gold.asserted)),
        *_carried(gold, int(first["reports"])),
        _same_number("main claim: origins counted right", origins["count"], gold.origins),
        _same_number("main claim: origins claimed right", origins["claimed"], gold.claimed),
    ]
    return measures + _opponents(first["against"], parties, expected)


def _carried(gold: GoldClaim, reports: int) -> list[Measure]:
    if gold.carried is None:
        return []
    return [share("main claim: reports that carry it", min(reports, gold.carried), gold.carried, f"{reports}, gold {gold.carried}")]


def _same_number(name: str, found: int, right: int) -> Measure:
    return truth(name, found == right, f"{found}, gold {right}")


def _opponents(against: Sequence[Any], parties: Sequence[Any], expected: Mapping[str, Mapping[str, str]]) -> list[Measure]:
    names = {party["id"]: [party["name"], *party["names"]] for party in parties}

    def takes(position: str, pattern: str) -> bool:
        """Somebody with such a name, under any name of the party, takes this position."""
        holders = [found for found in against if found["position"] == position]
        return any(re.search(pattern, name) for found in holders for name in [found["name"], *names.get(found["party"], ())])

    wrong = [who for who, pattern in expected.get("denies not", {}).items() if takes("denies", pattern)]
    measures = []
    for position, title in (("denies", "deniers"), ("doubts", "doubters")):
        wanted = expected.get(position, {})
        missing = [who for who, pattern in wanted.items() if not takes(position, pattern)]
        said = f"{len(wanted) - len(missing)} of {len(wanted)}" + (f"; missing: {', '.join(missing)}" if missing else "")
        measures += [share(f"main claim: {title} found", len(wanted) - len(missing), len(wanted), said)] if wanted else []
    if "denies not" in expected:
        measures.append(truth("main claim: doubt is no denial", not wrong, f"called deniers: {', '.join(wrong) or 'none of them'}"))
    return measures
