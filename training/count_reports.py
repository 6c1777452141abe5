"""Count in how many news reports each word stands; write src/sayso/usual_words.npz (read by sayso/usual_words.py).

Each newsroom (a file, or what the field `src` of a file tells apart) weighs the same however many reports it has, so that no trade
decides what is usual. Give no text on which the split into stories is measured.

PYTHONPATH=src:bench python training/count_reports.py PATH…
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from math import log2
from pathlib import Path

import numpy as np

from base_texts import BODY_COLUMNS, rows_of
from sayso.detect.telling_words import words_in
from sayso.usual_words import STEPS

LEAST = 0.001  # share of the reports in which a word stands; a rarer one is as good as unseen (.0005 and .002: the same figures)
TABLE = Path(__file__).parent.parent / "src" / "sayso" / "usual_words.npz"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    given = parser.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    reports: Counter[str] = Counter()
    for path in given.paths:
        for row in rows_of(path):
            newsroom = f"{path} {row.get('src', '')}"
            text = next(str(row[name]) for name in BODY_COLUMNS if name in row)
            reports[newsroom] += 1
            counts[newsroom].update(set(words_in(f"{row.get('title', '')} {text}")))
    share = {
        word: sum(counts[room][word] / reports[room] for room in reports) / len(reports)
        for word in {word for counted in counts.values() for word in counted}
    }
    usual = sorted(word for word in share if share[word] >= LEAST)
    levels = np.array([round(-STEPS * log2(share[word])) for word in usual], dtype=np.uint8)
    np.savez_compressed(TABLE, words=np.frombuffer("\n".join(usual).encode(), dtype=np.uint8), levels=levels)
    print(f"{sum(reports.values())} reports of {len(reports)} newsrooms, {len(usual)} words, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
