"""How often the number of independent origins is right, on made stories whose truth is known.

python bench/origins/score.py --half open|closed [--stories 250] [--seed 1] [--json] [--each]
python bench/origins/score.py --half open --write FOLDER             the stories and their truth, for another system
python bench/origins/score.py --half open --predictions FILE.json    scores what another system found

Without --predictions sayso reads each story in this process. The claim that serves a true one is the one that covers most of its
mentions (two spans in one report are one place where they share half of the shorter one, as in gate/story_score.py).

    found        a claim was found that covers a mention of it
    exact        as many origins as there are; over, under: more, fewer; in % of all claims. One not found is none of the three
    gathered     of the mentions that assert a claim, those that the claim found holds (what was brought together)
    claimed      the number of origins that are only claimed is right too, of those found
    deniers      of the parties that deny or doubt, those that the claim found lists as against it, by name

--predictions: {"open-0000": [{"mentions": [{"report", "start", "end"}…], "origins": 2, "claimed": 0, "against": ["name"…]}…]…}
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from baselines import BASELINES
from made_stories import PER_HALF, rows, stories, write_stories
from people import HALVES
from truth import KINDS, Claim, Place, Report, Story

SAME_SHARE = 0.5  # of the shorter span, as in gate/places.py
MARKS = ("exact", "over", "under")


@dataclass(frozen=True)
class Found:
    """A claim as a system found it: places are (report, start, end)."""

    places: tuple[tuple[str, int, int], ...]
    origins: int
    claimed: int
    against: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """One true claim and what became of it."""

    story: str
    claim: Claim
    carrying: tuple[Report, ...]
    found: Found | None

    @property
    def gathered(self) -> float:
        """The share of its mentions that assert it which the claim found holds."""
        places = [_at(mention.place) for mention in self.claim.mentions if mention.position == "asserts"]
        held = self.found.places if self.found else ()
        return sum(any(same(place, other) for other in held) for place in places) / len(places)

    @property
    def mark(self) -> str:
        """exact, over, under or missing."""
        return "missing" if self.found is None else compare(self.found.origins, len(self.claim.origins))


def compare(counted: int, right: int) -> str:
    """
    >>> compare(2, 1), compare(1, 2), compare(3, 3)
    ('over', 'under', 'exact')
    """
    return "over" if counted > right else "under" if counted < right else "exact"


def results(story: Story, found: Sequence[Found]) -> list[Result]:
    by_id = {report.id: report for report in story.reports}
    return [Result(story.id, claim, tuple(by_id[id_] for id_ in claim.reports), serving(claim, found)) for claim in story.claims]


def serving(claim: Claim, found: Sequence[Found]) -> Found | None:
    """The claim found that covers most mentions of the true one; among equals the first."""
    places = [_at(mention.place) for mention in claim.mentions if mention.position != "reacts"]
    covered = [sum(any(same(place, other) for other in one.places) for place in places) for one in found]
    best = max(covered, default=0)
    return found[covered.index(best)] if best else None


def _at(place: Place) -> tuple[str, int, int]:
    return place.report, place.start, place.end


def same(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """
    >>> same(("a", 0, 10), ("a", 5, 40)), same(("a", 0, 10), ("a", 6, 40))
    (True, False)
    """
    shared = min(one[2], other[2]) - max(one[1], other[1])
    return one[0] == other[0] and 0 < shared >= SAME_SHARE * min(one[2] - one[1], other[2] - other[1])


# ── where the claims found come from ──


def of_sayso(story: Story) -> list[Found]:
    """Runs sayso over the story's reports, as the gate does it."""
    gate = str(Path(__file__).parents[2] / "gate")
    if gate not in sys.path:
        sys.path.append(gate)
    from analysis import analysed

    with TemporaryDirectory(prefix="sayso-origins-") as folder:
        table = Path(folder) / "reports.jsonl"
        table.write_text(rows(story.reports), encoding="utf-8")
        with analysed([table]) as analysis:
            return [
                Found(
                    tuple(_place(mention["span"]) for mention in item["mentions"]),
                    int(item["origins"]["count"]),
                    int(item["origins"]["claimed"]),
                    tuple(str(party.get("name", "")) for party in item["against"]),
                )
                for item in analysis.items("claims")
            ]


def of_file(path: Path) -> Callable[[Story], list[Found]]:
    """Raises SystemExit with what is expected where the file has another shape."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        read = {
            str(story): [
                Found(tuple(_place(m) for m in item["mentions"]), int(item["origins"]), int(item.get("claimed", 0)), _names(item))
                for item in items
            ]
            for story, items in given.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SystemExit(f"{path}: {error!r}. Expected: {(__doc__ or '').rstrip().rsplit('--predictions: ', 1)[-1]}") from error
    return lambda story: read.get(story.id, [])


def _place(span: Any) -> tuple[str, int, int]:
    return str(span["report"]), int(span["start"]), int(span["end"])


def _names(item: Any) -> tuple[str, ...]:
    return tuple(str(name) for name in item.get("against", ()))


# ── figures ──


def figures(scored: Sequence[Result]) -> dict[str, Any]:
    found = [result for result in scored if result.found]
    deniers = [(result, against.party) for result in scored for against in result.claim.against]
    return {
        "claims": len(scored),
        "found": _share(len(found), len(scored)),
        **_marks(result.mark for result in scored),
        "exact of found": _share(sum(result.mark == "exact" for result in found), len(found)),
        "gathered": _share(sum(result.gathered for result in scored), len(scored)),
        "exact where gathered": _share(
            sum(r.mark == "exact" for r in scored if r.gathered == 1), sum(r.gathered == 1 for r in scored)
        ),
        "claimed": _share(sum(r.found is not None and r.found.claimed == len(r.claim.claimed) for r in found), len(found)),
        "deniers": _share(sum(listed(result, party) for result, party in deniers), len(deniers)),
    }


def baseline_figures(scored: Sequence[Result]) -> dict[str, dict[str, float]]:
    return {
        name: _marks(compare(count(result.carrying), len(result.claim.origins)) for result in scored)
        for name, count in BASELINES.items()
    }


def listed(result: Result, party: str) -> bool:
    """The party is among those against, under a name that holds its own or is held by it."""
    wanted = party.lower().removeprefix("the ")
    names = [name.lower().removeprefix("the ") for name in result.found.against] if result.found else []
    return any(name and (wanted in name or name in wanted) for name in names)


def _marks(marks: Iterable[str]) -> dict[str, float]:
    counted = Counter(marks)
    return {mark: _share(counted[mark], counted.total()) for mark in MARKS}


def _share(part: float, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def by_kind(scored: Sequence[Result]) -> Iterator[tuple[str, list[Result]]]:
    for kind in KINDS:
        of_kind = [result for result in scored if result.claim.kind == kind]
        if of_kind:
            yield kind, of_kind


def by_number(scored: Sequence[Result]) -> Iterator[tuple[str, list[Result]]]:
    """Whoever always answers "one" is right of all claims that have one: the numbers are told apart."""
    for number in sorted({len(result.claim.origins) for result in scored}):
        yield f"{number} origin{'' if number == 1 else 's'}", [r for r in scored if len(r.claim.origins) == number]


def as_dict(scored: Sequence[Result]) -> dict[str, Any]:
    return {
        "all": figures(scored),
        "baselines": baseline_figures(scored),
        "by number": {name: figures(part) for name, part in by_number(scored)},
        "by kind": {kind: {**figures(part), "baselines": baseline_figures(part)} for kind, part in by_kind(scored)},
    }


def lines(scored: Sequence[Result]) -> Iterator[str]:
    every = figures(scored)
    yield f"{'in % of the claims':26}{'claims':>8}{'found':>8}{'exact':>8}{'over':>8}{'under':>8}"
    yield _line("sayso" if every["claims"] else "nothing", every)
    for name, marks in baseline_figures(scored).items():
        yield _line(name, {"claims": every["claims"], "found": "", **marks})
    names = ("exact of found", "gathered", "exact where gathered", "claimed", "deniers")
    yield ", ".join(f"{name} {every[name]}" for name in names)
    yield ""
    yield from (_line(name, figures(part)) for name, part in by_number(scored))
    yield ""
    yield f"{'by kind':26}{'claims':>8}{'found':>8}{'exact':>8}{'over':>8}{'under':>8}{'gathered':>10}{'reports':>9}{'titles':>8}"
    for kind, part in by_kind(scored):
        others = baseline_figures(part)
        mine = figures(part)
        yield (
            _line(kind, mine)
            + f"{mine['gathered']:>10}{others['count reports']['exact']:>9}{others['count title clusters']['exact']:>8}"
        )


def _line(name: str, row: Mapping[str, Any]) -> str:
    return f"{name:26}" + "".join(f"{row[column]:>8}" for column in ("claims", "found", *MARKS))


def each(scored: Iterable[Result]) -> Iterator[str]:
    for result in scored:
        counted = result.found.origins if result.found else "-"
        yield f"{result.story} {result.claim.id} {result.mark:8}{len(result.claim.origins)} {counted}  {result.claim.kind}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, required=True)
    parser.add_argument("--stories", type=int, default=PER_HALF)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--each", action="store_true", help="a line for each claim")
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    parser.add_argument("--predictions", type=Path, metavar="FILE")
    given = parser.parse_args()
    made = stories(given.half, given.stories, given.seed)
    if given.write:
        write_stories(given.write, made)
        return
    find = of_file(given.predictions) if given.predictions else of_sayso
    scored = [result for story in made for result in results(story, find(story))]
    if given.json:
        print(json.dumps(as_dict(scored)))
        return
    print("\n".join([*(each(scored) if given.each else ()), *lines(scored)]))


if __name__ == "__main__":
    main()
