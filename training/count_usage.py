"""Count words, and every two after each other, in news; write src/sayso/measure/usage.npz (read by measure/usage.py).

Only of texts of the half "tune", and of them only those that no weights are fitted to (bench/spread.py: part_of).

PYTHONPATH=src:bench python training/count_usage.py PATH…
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import pairwise
from math import log2
from pathlib import Path

import numpy as np

from sayso.measure.usage import SIZE, STEPS, place_of
from sayso.wording import words_of
from spread import part_of, texts_of

LEAST = 2  # a word or a pair seen once is as good as unseen
TABLE = Path(__file__).parent.parent / "src" / "sayso" / "measure" / "usage.npz"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    given = parser.parse_args()
    texts = dict.fromkeys(text.strip() for path in given.paths for text in texts_of(path))
    counted = [text for text in texts if part_of(text) == ("tune", "count")]
    counts: Counter[tuple[str, ...]] = Counter()
    for text in counted:
        forms = [word.form for word in words_of(text)]
        counts.update((form,) for form in forms)
        counts.update(pairwise(forms))
    levels = np.zeros(SIZE, dtype=np.uint8)
    for words, count in counts.items():
        if count >= LEAST:
            place = place_of(*words)
            levels[place] = max(levels[place], round(STEPS * log2(count)))
    np.savez_compressed(TABLE, levels=levels)
    print(f"{len(counted)} texts, {sum(count >= LEAST for count in counts.values())} words and pairs, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
