"""Stories found while reports come in: each report is put into a story once, when it arrives, or opens a new one.

For feeds, where a reader must not see a report move. A project does not work this way: there a report that is added may move
others, so that the end does not hang on the order (stories.py). `gate/stories.py` prints how good both are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from sayso.link.word_rows import MOST, TINY, telling
from sayso.records import TellingWords
from sayso.usual_words import usual_words

# A report joins the story most like it if twice its likeness to that story, less that to the next, is so much: near two stories it
# must be more like its own. On the Fake News Challenge's train set, in three random orders, mean B3-F is .905 at .24, .912 at .28,
# .908 at .30; without the next story .906 at best.
JOINS = 0.28
NEAREST = 5  # of the story's reports, those most like the new one, count for half, all of them for the other half


def place_reports(reports: Iterable[TellingWords]) -> Iterator[int]:
    """For each report, in the order in which they come, the number of its story: one that was given before, or the next.

    A word weighs as much as the reports before tell; of a word that more than MOST of them hold, the latest are asked.
    """
    frequency: Counter[str] = Counter()
    holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
    stories: list[int] = []
    size: Counter[int] = Counter()
    for number, report in enumerate(reports):
        frequency.update(report.words)
        alike: dict[int, float] = defaultdict(float)
        for word, weight in _weights(report, frequency, number + 1):
            for other, its in holding[word][-MOST:]:
                alike[other] += weight * its
            holding[word].append((number, weight))
        by_story: dict[int, list[float]] = defaultdict(list)
        for other, likeness in alike.items():
            by_story[stories[other]].append(likeness)
        story = _joined(sorted((-round(_to_story(likeness, size[story]), 6), story) for story, likeness in by_story.items()))
        if story is None:
            story = len(size)
        stories.append(story)
        size[story] += 1
        yield story


def _weights(report: TellingWords, frequency: Counter[str], reports: int) -> list[tuple[str, float]]:
    tells = [telling(frequency[word], reports, usual_words().get(word, 0.0)) for word in report.words]
    weights = np.sqrt(np.array(report.counts, dtype=np.float64)) * tells
    weights /= max(float(np.sqrt((weights**2).sum())), TINY)
    return list(zip(report.words, weights.tolist(), strict=True))


def _joined(nearest: Sequence[tuple[float, int]]) -> int | None:
    """The story that a report joins, if any, of those near it: less their likeness, and their number; the most alike first."""
    if not nearest:
        return None
    best, story = nearest[0]
    beside = nearest[1][0] if len(nearest) > 1 else 0.0
    return story if beside - 2 * best >= JOINS else None


def _to_story(alike: list[float], size: int) -> float:
    """Half the mean likeness to the nearest reports of a story, half that to all of them."""
    nearest = sorted(alike, reverse=True)[: min(NEAREST, size)]
    return (sum(nearest) / min(NEAREST, size) + sum(alike) / size) / 2
