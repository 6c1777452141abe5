"""How well the claims of a story are found: claims, grouping of their mentions (B3), positions, origins.

python gate/story_score.py GOLD.json CLAIMS.json [--json]        CLAIMS.json: what `sayso claims --json` prints

Each gold claim is served by the claim found that covers most of its mentions (two spans in one report are one place where they
share half of the shorter one). A found claim may serve several gold claims; that costs B3 precision.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from cluster_score import BCubed, b_cubed
from places import Place, place_of
from story_gold import GoldClaim, GoldMention, read_gold

FOR_POSITIONS = ("asserts", "denies", "doubts")


class FoundMention(NamedTuple):
    place: Place
    position: str | None


@dataclass(frozen=True)
class FoundClaim:
    id: str
    mentions: tuple[FoundMention, ...]
    origins: int
    claimed: int
    reports: int


class Served(NamedTuple):
    """A gold claim with the found claim that serves it; None where none covers a mention of it."""

    gold: GoldClaim
    found: FoundClaim | None


@dataclass(frozen=True)
class StoryScore:
    """`positions` counts (gold, found); the origin counts add up, with claims not found, to `claims`."""

    claims: int
    claims_found: int
    mentions: int
    mentions_found: int
    grouping: BCubed
    positions: Counter[tuple[str, str]]
    origins_exact: int
    origins_over: int
    origins_under: int
    documents_exact: int  # for comparison: claims for which counting the asserting reports gives the right number

    @property
    def position_accuracy(self) -> float:
        right = sum(n for (gold, found), n in self.positions.items() if gold == found)
        return right / self.positions.total() if self.positions else 0.0

    def position_f(self, position: str) -> float | None:
        return position_f(self.positions, position)


def position_f(positions: Counter[tuple[str, str]], position: str) -> float | None:
    """F1 of one position, from counts of (gold, found); None where neither gold nor system has it."""
    either = sum(n * ((gold == position) + (found == position)) for (gold, found), n in positions.items())
    return 2 * positions[position, position] / either if either else None


def found_claims(items: Iterable[Any]) -> list[FoundClaim]:
    return [
        FoundClaim(
            id=str(item["id"]),
            mentions=tuple(FoundMention(place_of(m["span"]), m.get("position")) for m in item["mentions"]),
            origins=int(item["origins"]["count"]),
            claimed=int(item["origins"].get("claimed", 0)),
            reports=int(item.get("reports", 0)),
        )
        for item in items
    ]


def score_story(gold: Sequence[GoldClaim], found: Sequence[FoundClaim]) -> StoryScore:
    served = [serve(claim, found) for claim in gold]
    grouping = b_cubed(*_groupings(served, found))
    counted = [(claim.origins, mine.origins) for claim, mine in served if mine]
    return StoryScore(
        claims=len(gold),
        claims_found=len(counted),
        mentions=sum(len(claim.mentions) for claim in gold),
        mentions_found=sum(bool(_coverers(mention.place, found)) for claim in gold for mention in claim.mentions),
        grouping=grouping,
        positions=_positions(served),
        origins_exact=sum(right == mine for right, mine in counted),
        origins_over=sum(right < mine for right, mine in counted),
        origins_under=sum(right > mine for right, mine in counted),
        documents_exact=sum(claim.origins == len({place.report for place in claim.asserted}) for claim in gold),
    )


def serve(gold: GoldClaim, found: Sequence[FoundClaim]) -> Served:
    votes = Counter(claim.id for mention in gold.mentions for claim in _coverers(mention.place, found))
    best = max(votes, key=lambda id_: votes[id_], default=None)  # among equals the first met
    return Served(gold, next((claim for claim in found if claim.id == best), None))


def _coverers(place: Place, found: Sequence[FoundClaim]) -> list[FoundClaim]:
    return [claim for claim in found if any(place.same(mention.place) for mention in claim.mentions)]


def closest(gold: GoldMention, mentions: Iterable[FoundMention]) -> FoundMention | None:
    """The mention that covers the gold's best: most characters shared, then the shortest, then the same position."""

    def nearness(mine: FoundMention) -> tuple[int, int, bool]:
        return gold.place.shared(mine.place), mine.place.start - mine.place.end, gold.position == mine.position

    return max((mine for mine in mentions if gold.place.same(mine.place)), key=nearness, default=None)


def _positions(served: Iterable[Served]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for gold, found in served:
        for mention in gold.mentions if found else ():
            mine = closest(mention, found.mentions) if found else None
            if mine and mention.position:
                counts[mention.position, str(mine.position)] += 1
    return counts


def _groupings(served: Sequence[Served], found: Sequence[FoundClaim]) -> tuple[dict[Hashable, Hashable], dict[Hashable, Hashable]]:
    """Gold mentions by gold claim and by found claim. One that several found claims cover counts with the one that serves."""
    by_gold: dict[Hashable, Hashable] = {}
    by_found: dict[Hashable, Hashable] = {}
    for gold, serving in served:
        for number, mention in enumerate(gold.mentions):
            by_gold[gold.id, number] = gold.id
            ids = {claim.id for claim in _coverers(mention.place, found)}
            if ids:
                by_found[gold.id, number] = serving.id if serving and serving.id in ids else min(ids)
    return by_gold, by_found


def as_dict(score: StoryScore) -> dict[str, Any]:
    """The scores, rounded, for JSON."""
    missing = score.claims - score.claims_found
    return {
        "claims": score.claims,
        "claims_found": score.claims_found,
        "mentions": score.mentions,
        "mentions_found": score.mentions_found,
        "b3": {"p": _rounded(score.grouping.precision), "r": _rounded(score.grouping.recall), "f": _rounded(score.grouping.f1)},
        "position_accuracy": _rounded(score.position_accuracy),
        "position_f": {position: _rounded(score.position_f(position)) for position in FOR_POSITIONS},
        "origins": {
            "exact": score.origins_exact,
            "over": score.origins_over,
            "under": score.origins_under,
            "missing": missing,
            "of": score.claims,
            "count_documents_exact": score.documents_exact,
        },
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("claims", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = found_claims(json.loads(given.claims.read_text(encoding="utf-8"))["items"])
    gold = read_gold(given.gold).claims
    score = as_dict(score_story(gold, found))
    if given.json:
        print(json.dumps(score))
        return
    for claim, mine in (serve(claim, found) for claim in gold):
        print(f"{claim.id:5} origins gold {claim.origins}  here {mine.origins if mine else 'not found'}")
    for name, value in score.items():
        print(f"{name:18} {value}")


if __name__ == "__main__":
    main()
