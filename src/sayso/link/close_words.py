"""Which reports may share a reworked passage: pairs of content words that stand close together in both, in whatever order.

Shuffled and translated text keeps hardly a run of four words, but its words stay near each other.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.link.copied import Seeds
from sayso.link.own_words import OwnWords
from sayso.link.postings import number_hashes
from sayso.wording import is_content

CLOSE = 3  # content words on within which two of them are a pair
OFTEN = 60  # reports in which a pair of words stands: above, it is the story's own, not a sign of one report's use of another


def close_words(reports: Sequence[OwnWords]) -> list[Seeds]:
    """For each report the distinct pairs of content words outside quotations that stand close together, in whatever order."""
    content: dict[str, bool] = {}
    rows = []
    for report in reports:
        kept = [content.setdefault(form, bool(form) and is_content(form)) for form in report.forms]
        rows.append(report.ids[np.array(kept, dtype=bool)])
    size = max((int(row.max(initial=0)) for row in rows), default=0) + 1
    pairs = []
    for row in rows:
        steps = [np.sort(np.stack([row[:-step], row[step:]]), axis=0) for step in range(1, CLOSE + 1) if len(row) > step]
        both = np.concatenate(steps, axis=1) if steps else np.empty((2, 0), np.int64)
        pairs.append(np.unique(both[0] * size + both[1]))
    known, frequency = np.unique(np.concatenate(pairs), return_counts=True) if pairs else (np.empty(0, np.int64),) * 2
    telling = known[(frequency > 1) & (frequency <= OFTEN)]
    found = []
    for row in pairs:
        numbers = np.flatnonzero(np.isin(telling, row, assume_unique=True))
        found.append(Seeds(number_hashes(numbers), np.zeros_like(numbers)))
    return found
