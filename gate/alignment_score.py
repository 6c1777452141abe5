"""Plagdet (Potthast et al. 2010): how well copied passages are found, with precision, recall and granularity.

python gate/alignment_score.py GOLD.jsonl PRED.jsonl     lines of [LEFT, START, END, RIGHT, START, END]
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from measures import f_score
from places import Place


class Pair(NamedTuple):
    """A stretch of one text and the stretch of another that was made from it, or that it was made from."""

    left: Place
    right: Place

    def meets(self, other: Pair) -> bool:
        return bool(self.left.shared(other.left) and self.right.shared(other.right))


class Alignment(NamedTuple):
    precision: float
    recall: float
    granularity: float  # detections for each detected case: 1 is best
    plagdet: float


def score_alignment(cases: Sequence[Pair], detections: Sequence[Pair]) -> Alignment:
    """Macro-averaged over cases and detections.

    >>> case = Pair(Place("a", 0, 100), Place("b", 0, 100))
    >>> score_alignment([case], [case]).plagdet
    1.0
    """
    recall = _mean([_covered(case, detections) for case in cases])
    precision = _mean([_covered(found, cases) for found in detections])
    hits = [count for case in cases if (count := sum(map(case.meets, detections)))]
    granularity = sum(hits) / len(hits) if hits else 1.0
    return Alignment(precision, recall, granularity, f_score(precision, recall) / math.log2(1 + granularity))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _covered(pair: Pair, others: Sequence[Pair]) -> float:
    """The share of a pair's characters, both sides together, that the pairs it meets hold."""
    met = [other for other in others if pair.meets(other)]
    covered = _union(pair.left, [other.left for other in met]) + _union(pair.right, [other.right for other in met])
    return covered / max(1, pair.left.end - pair.left.start + pair.right.end - pair.right.start)


def _union(base: Place, parts: Sequence[Place]) -> int:
    covered, reached = 0, base.start
    for part in sorted(parts):
        start, end = max(part.start, reached), min(part.end, base.end)
        if end > start:
            covered, reached = covered + end - start, end
    return covered


def read_pairs(path: Path) -> list[Pair]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Pair(Place(*row[:3]), Place(*row[3:])) for row in rows]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    scored = score_alignment(read_pairs(Path(sys.argv[1])), read_pairs(Path(sys.argv[2])))
    print("  ".join(f"{name} {value:.4f}" for name, value in scored._asdict().items()))
