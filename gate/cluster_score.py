"""B-cubed (Bagga & Baldwin 1998): how well a grouping agrees with the right one, item by item.

python gate/cluster_score.py GOLD.jsonl PRED.jsonl       lines of {"id": …, "cluster": …}; an item PRED lacks stands alone
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import NamedTuple

from measures import f_score


class BCubed(NamedTuple):
    precision: float
    recall: float
    f1: float


def b_cubed(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> BCubed:
    """Averages over the items of `gold` how much of an item's group is shared between both groupings.

    >>> b_cubed({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "x"}).recall
    1.0
    """
    if not gold:
        return BCubed(1.0, 1.0, 1.0)
    alone = object()
    pairs = [(right, found.get(item, (alone, item))) for item, right in gold.items()]
    of_gold = Counter(right for right, _ in pairs)
    of_found = Counter(group for _, group in pairs)
    both = Counter(pairs)
    precision = sum(both[pair] / of_found[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / of_gold[pair[0]] for pair in pairs) / len(pairs)
    return BCubed(precision, recall, f_score(precision, recall))


def read_clusters(path: Path) -> dict[Hashable, Hashable]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {str(row["id"]): str(row["cluster"]) for row in rows}


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    scored = b_cubed(read_clusters(Path(sys.argv[1])), read_clusters(Path(sys.argv[2])))
    print(f"B3  P {scored.precision:.4f}  R {scored.recall:.4f}  F1 {scored.f1:.4f}")
