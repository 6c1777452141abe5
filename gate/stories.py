"""How well a mixed collection is split into its stories: B-cubed, all reports at once and one at a time.

python gate/stories.py BODIES.csv STANCES.csv [--each N] [--words N] [--orders 3] [--reduced] [--json]

For tables as the Fake News Challenge (FNC-1) has them: reports of one story are those that share a headline (its stance to them
is not 3, "unrelated"), and those that share one with such. --each takes only the first N reports of every story, --words only
the first sentences of each report, up to so many words. One at a time: each report is placed when it comes and never moved, in
random orders.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from time import process_time

from cluster_score import BCubed, b_cubed
from sayso.collect.document import make_document
from sayso.collect.language import tell_language
from sayso.collect.regions import label_regions
from sayso.collect.text import find_blocks
from sayso.detect.sentences import split_sentences
from sayso.detect.telling_words import count_words
from sayso.link.arriving import place_reports
from sayso.link.stories import find_stories
from sayso.records import Document, Problem, Sentence, Story, TellingWords, in_order

UNRELATED = "3"


def read_stories(stances: Path) -> dict[str, str]:
    """The story of each body, named after one of them: bodies are joined by the headlines they share."""
    by_headline: dict[str, list[str]] = defaultdict(list)
    for row in _rows(stances):
        if row["Stance"] != UNRELATED:
            by_headline[row["Headline"]].append(row["Body_ID"])
    above: dict[str, str] = {}

    def story(body: str) -> str:
        while above.setdefault(body, body) != body:
            body = above[body]
        return body

    for bodies in by_headline.values():
        for body in bodies:
            above[story(body)] = story(bodies[0])
    return {body: story(body) for body in sorted(above)}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def told(name: str, text: str, words: int, *, reduced: bool) -> tuple[Document, TellingWords]:
    """A report, and what the split into stories knows of it."""
    document = make_document(name, text.encode(), text, find_blocks(text), reader="gate/1")
    regions = in_order(label_regions([document]))
    made = split_sentences([document], regions, in_order(tell_language([document], regions)), reduced=reduced)
    sentences = in_order(sentence for sentence in made if not isinstance(sentence, Problem))
    (counted,) = count_words([document], _first(sentences, text, words))
    return document, counted


def _first(sentences: Sequence[Sentence], text: str, words: int) -> list[Sentence]:
    kept, count = [], 0
    for sentence in sentences:
        if words and count >= words:
            break
        kept.append(sentence)
        count += len(sentence.span.cut(text).split())
    return kept


def at_once(gold: Mapping[Hashable, Hashable], reports: Mapping[str, tuple[Document, TellingWords]]) -> BCubed:
    names = {document.id: name for name, (document, _) in reports.items()}
    found: dict[Hashable, Hashable] = {}
    for story in find_stories([document for document, _ in reports.values()], [words for _, words in reports.values()]):
        if isinstance(story, Story):
            found.update({names[doc]: story.documents[0] for doc in story.documents})
    return b_cubed(gold, found)


def one_at_a_time(gold: Mapping[Hashable, Hashable], reports: Mapping[str, tuple[Document, TellingWords]], seed: int) -> BCubed:
    order = random.Random(seed).sample(sorted(reports), len(reports))  # noqa: S311 - an order, no secret
    return b_cubed(gold, dict(zip(order, place_reports(reports[name][1] for name in order), strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bodies", type=Path)
    parser.add_argument("stances", type=Path)
    parser.add_argument("--each", type=int, default=0, help="reports of every story; default all")
    parser.add_argument("--words", type=int, default=0, help="words of every report; default all")
    parser.add_argument("--orders", type=int, default=3, help="random orders for one at a time")
    parser.add_argument("--reduced", action="store_true", help="read without a parser")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    absent = [path for path in (given.bodies, given.stances) if not path.exists()]
    if absent:
        print(f"gate: stories: not run: {absent[0]} is absent")
        return
    gold = read_stories(given.stances)
    taken: dict[str, int] = defaultdict(int)
    reports = {}
    for row in _rows(given.bodies):
        name = row["Body ID"]
        if name in gold and (not given.each or taken[gold[name]] < given.each):
            taken[gold[name]] += 1
            reports[name] = told(name, row["articleBody"], given.words, reduced=given.reduced)
    right: dict[Hashable, Hashable] = {name: gold[name] for name in reports}
    began = process_time()
    scores = {"at once": at_once(right, reports)}
    seconds = process_time() - began
    for seed in range(given.orders):
        scores[f"one at a time, order {seed}"] = one_at_a_time(right, reports, seed)
    if given.json:
        print(json.dumps({"reports": len(reports), "stories": len(set(right.values())), **scores}))
        return
    print(f"{len(reports)} reports of {len(set(right.values()))} stories; at once in {seconds:.1f} CPU seconds")
    for name, score in scores.items():
        print(f"{name:24} B3  P {score.precision:.4f}  R {score.recall:.4f}  F1 {score.f1:.4f}")


if __name__ == "__main__":
    main()
