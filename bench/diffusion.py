"""Lineage on simulated diffusion: real articles spread through copies, cuts, rewording, additions and merges (spread.py).

python bench/diffusion.py PATH… [--families 150] [--dates exact|noisy|none] [--half held-out|tune|all] [--seed 0]
                          [--changes first|second] [--json]

PATH: a .jsonl, .jsonl.gz or .csv file of articles. The weights of measure/descent.py are fitted on texts of the half "tune"; the
figures to believe are those of the half "held-out". sayso's own steps are run on each family (regions, sentences without a parse,
passages, lineage). Printed with counts:

  likeliest parent right   of the reports whose parent is there, as the best forest has it, told or not (a report of the very same
                           words as the parent counts as the parent)
  told                     reports whose parent is there and right, as the lineage tells it ("established")
  steps right              of all steps that are told
  named                    as told, with those that are named as likelier than not ("not established")
  names right              of all steps that are told or named
  direction right          of the true pairs of parent and child that the best forest joins, those joined the right way
  lost: precision, recall  reports told to have a lost parent; of those whose only parent was taken out
  roots right              reports made from none of the others to which the best forest gives no parent
  merges found             reports made from two, told to be made from both
  star, spanning tree      for comparison: all from the first by date (the longest where there is none); the minimum spanning tree
                           over containment, its root the same
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from sayso.collect.regions import label_regions
from sayso.detect.listed_words import list_words
from sayso.detect.sentences import split_sentences
from sayso.link.passages import find_passages
from sayso.measure.descent import descent_of
from sayso.measure.lineage import trace_lineage
from sayso.measure.shared_text import Shared, is_related, reports_of, shared_by_pair
from sayso.records import Declared, Document, Passage, Sentence, in_order
from spread import CHANGES, DATES, Family, articles, families

Parents = Mapping[str, str | None]
GRAM = 4  # words in a run, for containment


@dataclass(frozen=True)
class Read:
    documents: list[Document]
    sentences: list[Sentence]
    passages: list[Passage]

    def related(self) -> list[Shared]:
        reports = reports_of(self.documents, self.sentences)
        return [shared for shared in shared_by_pair(reports, self.passages) if is_related(shared)]


def read_family(family: Family) -> Read:
    documents = sorted(
        (
            Document(
                made.name,
                made.name,
                made.name,
                made.outlet,
                None,
                None,
                made.text,
                (),
                (Declared("date", made.date, "simulated"),) if made.date else (),
                "simulated",
                "",
            )
            for made in family.reports
        ),
        key=lambda document: document.id,
    )
    sentences = in_order(
        found
        for document in documents
        for found in split_sentences([document], list(label_regions([document])), [], reduced=True)
        if isinstance(found, Sentence)
    )
    found = find_passages(documents, list(list_words(documents, sentences)))
    return Read(documents, sentences, in_order(p for p in found if isinstance(p, Passage)))


# ── what is counted ──


def count(family: Family) -> Counter[str]:
    """How many there are of each thing, and under `… right` how many of them are right."""
    read = read_family(family)
    related = read.related()
    likeliest = descent_of(related).likeliest() if related else {}
    counts = Counter(_parents_right("likeliest", family, likeliest))
    for name, way in (("star", star), ("spanning tree", spanning_tree)):
        counts += Counter(_parents_right(name, family, way(family)))
    counts += Counter(_told(family, read))
    for child, parents in family.parents.items():
        for parent in parents:
            joined = likeliest.get(child) == parent, likeliest.get(parent) == child
            counts["direction"] += any(joined)
            counts["direction right"] += joined[0]
        if not parents:
            counts["roots"] += 1
            counts["roots right"] += likeliest.get(child) is None
    return counts


def _parents_right(name: str, family: Family, found: Parents) -> Iterator[str]:
    words = {made.name: made.text.split() for made in family.reports}
    for child, parents in family.parents.items():
        if parents:
            yield name
            taken = found.get(child)
            if taken in parents or (taken and any(words[taken] == words[parent] for parent in parents)):
                yield f"{name} right"


def _told(family: Family, read: Read) -> Iterator[str]:
    lineages = list(trace_lineage(read.documents, read.sentences, read.passages))
    named = {child: set(lineage.parents) for lineage in lineages if lineage.parents for child in lineage.children}
    sure = {child for lineage in lineages if lineage.direction == "established" for child in lineage.children}
    steps = {child: found for child, found in named.items() if child in sure}
    lost = {child for lineage in lineages if lineage.lost for child in lineage.children}
    for child, parents in family.parents.items():
        told = steps.get(child, set())
        here = named.get(child, set())
        yield from ["steps"] * len(told) + ["steps right"] * len(told & parents)
        yield from ["names"] * len(here) + ["names right"] * len(here & parents)
        if parents:
            yield "told"
            yield from ["told right"] * bool(told & parents)
            yield "named"
            yield from ["named right"] * bool(here & parents)
        if len(parents) > 1:
            yield "merges"
            yield from ["merges right"] * (parents <= told)
        if child in lost:
            yield "lost told"
            yield from ["lost told right"] * (child in family.orphans)
        if child in family.orphans and not parents:
            yield "lost"
            yield from ["lost right"] * (child in lost)


# ── for comparison ──


def _first(family: Family) -> str:
    dated = [made for made in family.reports if made.date]
    if dated:
        return min(dated, key=lambda made: (made.date, made.name)).name
    return max(family.reports, key=lambda made: (len(made.text), made.name)).name


def star(family: Family) -> Parents:
    first = _first(family)
    return {made.name: None if made.name == first else first for made in family.reports}


def spanning_tree(family: Family) -> Parents:
    """Prim's: from the first outwards, always the report that is held most by, or holds most of, one that is reached already."""
    runs = {made.name: _runs(made.text) for made in family.reports}
    likeness = {
        (one, other): len(runs[one] & runs[other]) / max(1, min(len(runs[one]), len(runs[other])))
        for one, other in permutations(runs, 2)
    }
    found: dict[str, str | None] = {_first(family): None}
    while len(found) < len(runs):
        inside, outside = max(
            ((one, other) for one in sorted(found) for other in sorted(set(runs) - set(found))), key=lambda pair: likeness[pair]
        )
        found[outside] = inside
    return found


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[k : k + GRAM]) for k in range(len(words) - GRAM + 1)}


# ── what is printed ──

LINES: Sequence[tuple[str, str]] = (
    ("likeliest parent right", "likeliest"),
    ("told", "told"),
    ("steps right", "steps"),
    ("named", "named"),
    ("names right", "names"),
    ("direction right", "direction"),
    ("lost: precision", "lost told"),
    ("lost: recall", "lost"),
    ("roots right", "roots"),
    ("merges found", "merges"),
    ("star", "star"),
    ("spanning tree", "spanning tree"),
)


def figures(counts: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    return {line: (counts.get(f"{name} right", 0), counts.get(name, 0)) for line, name in LINES}


def main(show: Callable[[str], None] = print) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--families", type=int, default=150)
    parser.add_argument("--dates", choices=DATES, default="none")
    parser.add_argument("--half", choices=("held-out", "tune", "all"), default="held-out")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--changes", choices=CHANGES, default="first", help="second: edits of another kind, to see what holds")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    for path in given.paths:
        counts: Counter[str] = Counter()
        for family in families(articles(path, given.half), given.families, given.dates, given.seed, given.changes):
            counts += Counter({"families": 1, "reports": len(family.reports)}) + count(family)
        found = figures(counts)
        if given.json:
            show(json.dumps({"path": str(path), "dates": given.dates, "half": given.half, "right and of": found}))
            continue
        about = f"{counts['families']} families, {counts['reports']} reports, dates {given.dates}, half {given.half}"
        show(f"{path}: {about}")
        for line, (right, of) in found.items():
            show(f"  {line:24} {right / of if of else 0:.3f}  {right} of {of}")


if __name__ == "__main__":
    main()
