"""What each stage within one report costs beside the parse it stands on: `detect/` against spaCy's bare tagger and parser.

python bench/detect.py PATH… [--articles 80] [--rounds 5] [--profile N] [--json]

PATH: a folder of reports, or a .jsonl file whose texts are repeated until there are --articles. CPU seconds of this process, the
model loaded and the caches warm; in each round the stages and the bare pass over the same paragraphs run side by side, report by
report, and the best round of each counts. "split sentences" holds the parse itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from bare_parse import bare_model, parse_alone
from command import print_profile, run_command
from material import folder_of_reports
from sayso.collect.folder import collect
from sayso.model import load_model, on_one_thread
from sayso.pipeline import STAGES, Stage
from sayso.records import OWN_TEXT, Document, Problem, Record, Region, in_order
from sayso.run import fewer_collections

DETECT = tuple(stage for stage in STAGES if stage.run.__module__.startswith("sayso.detect"))
BEFORE = tuple(stage for stage in STAGES[: STAGES.index(DETECT[0])] if stage.key == "document")
BARE, OURS = "bare parse", "parse as we run it"
Shelf = dict[type, list[Record]]


@dataclass(frozen=True)
class Costs:
    """CPU seconds: the bare pass, the same with our matrix products, each stage of detect/, their sum; `ratio`: sum over bare."""

    path: str
    reports: int
    words: int
    bare: float
    ours: float
    stages: dict[str, float]
    sum: float
    ratio: float


def measure(path: Path, articles: int, rounds: int) -> Costs:
    with folder_of_reports(path, articles) as folder:
        shelves = [labelled(item[0]) for item in collect([folder]) if not isinstance(item, Problem)]
    if not shelves:
        raise SystemExit(f"{path} holds no report that can be read")
    with fewer_collections():
        one_round(shelves)  # loads what is loaded lazily
        found = [one_round(shelves) for _ in range(rounds)]
    best = {part: min(seconds[part] for seconds in found) for part in found[0]}
    bare, ours = best.pop(BARE), best.pop(OURS)
    whole = min(sum(seconds[stage.name] for stage in DETECT) for seconds in found)
    words = sum(len(text.split()) for shelf in shelves for text in own_paragraphs(shelf))
    return Costs(str(path), len(shelves), words, bare, ours, best, whole, whole / bare)


def labelled(document: Document) -> Shelf:
    """A report with what the stages before detect/ say about it."""
    shelf: Shelf = {Document: [document]}
    for stage in BEFORE:
        shelf[stage.writes] = made(stage, shelf)
    return shelf


def made(stage: Stage, shelf: Shelf) -> list[Record]:
    return list(stage.run(*(shelf[kind] for kind in stage.reads), **stage.options))


def one_round(shelves: Sequence[Shelf]) -> dict[str, float]:
    """CPU seconds of the bare pass and of each stage over all reports, turn about within each report."""
    seconds = {BARE: 0.0, OURS: 0.0, **{stage.name: 0.0 for stage in DETECT}}
    for labels in shelves:
        shelf = dict(labels)
        seconds[BARE] += parse_alone(bare_model(), own_paragraphs(shelf))
        with on_one_thread():
            seconds[OURS] += parse_alone(load_model(), own_paragraphs(shelf))
        for stage in DETECT:
            began = process_time()
            found = made(stage, shelf)
            seconds[stage.name] += process_time() - began
            shelf[stage.writes] = in_order(record for record in found if not isinstance(record, Problem))
    return seconds


def own_paragraphs(shelf: Shelf) -> list[str]:
    (document,) = shelf[Document]
    assert isinstance(document, Document)
    return [label.span.cut(document.text) for label in shelf[Region] if isinstance(label, Region) and label.kind in OWN_TEXT]


def profile(path: Path, articles: int, lines: int) -> None:
    """Print where one round spends its time: by function alone, and by sayso's functions with all they call."""
    with folder_of_reports(path, articles) as folder:
        shelves = [labelled(item[0]) for item in collect([folder]) if not isinstance(item, Problem)]
    one_round(shelves)
    print_profile(lambda: one_round(shelves), lines)


def show(costs: Costs) -> None:
    print(f"{costs.path}: {costs.reports} reports, {costs.words} words of their own")
    print(f"  {BARE:18} {costs.bare:7.3f} s   1.00")
    print(f"  {OURS:18} {costs.ours:7.3f} s  {costs.ours / costs.bare:5.2f}")
    for stage, seconds in costs.stages.items():
        print(f"  {stage:18} {seconds:7.3f} s  {seconds / costs.bare:5.2f}")
    beside = f"{costs.ratio:5.2f} times the bare parse, {costs.sum / costs.ours:.2f} times the parse as we run it"
    print(f"  {'detect/ in sum':18} {costs.sum:7.3f} s  {beside}")


def main() -> None:
    bare_model()
    run_command(__doc__, measure, show, profile, articles=80, rounds=5)


if __name__ == "__main__":
    main()
