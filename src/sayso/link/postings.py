"""Which reports share text: postings of hashed runs of four words, joined by sorting, so that not all pairs are compared.

Containment, the shared runs over those of the smaller report (Broder 1997), stays high where a text was cut, edited or put into a
longer one. Runs that stand in many reports are stock phrases and pair nobody (Brin, Davis & García-Molina 1995), unless a report
consists of them: then it is one of many copies of one text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]

GRAM = 4  # words in a run: short enough to outlive an edited word in eight, long enough to be rare (by eye)
HUBS = 16  # of the reports that hold a run over the cap, the first so many are paired with all of them
ENTRIES = 8_000_000  # pairs held before they are added up; bounds memory, not the result
FACTORS = tuple(np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93))
MIXING = np.uint64(0xBF58476D1CE4E5B9)  # of splitmix64 (Steele, Lea & Flood 2014)


class Setting(NamedTuple):
    """What makes two reports a pair, and which runs are asked."""

    asked: int = 0  # runs of each report, about, chosen by hash; 0: all
    least: int = 10  # shared runs
    containment: float = 0.0
    cap: int = 60  # reports a run may stand in
    crowded: float = 0.5  # share of a report's runs over the cap from which the report is linked through them all the same


# Where precision passes .99 and recall is best on 20,000 texts of bench/planted.py, seeds 1 and 2. For FAST a cap of 40 loses .001
# to .002 of precision, and 48 runs asked find .001 to .002 more for 7 % more postings.
FULL = Setting(containment=0.18)
FAST = Setting(asked=44, least=5, containment=0.18, cap=30)


class Postings(NamedTuple):
    """Every distinct run of every report once, sorted by run, then report: its hash in the upper bits, the report in the lower."""

    keys: Hashes
    bits: int  # that number the report
    sizes: Ints  # distinct runs of each report that were asked
    asked: NDArray[np.float64]  # their share of its runs


class Pairs(NamedTuple):
    """Pairs of reports by their numbers, left < right and in order, with the runs they share and the runs of the smaller.

    Where not all runs were asked: those that were asked in both.
    """

    left: Ints
    right: Ints
    shared: Ints
    smaller: Ints
    over_cap: int  # runs in more reports than the cap, which pair only the first few reports with the rest, or nobody


def number_hashes(numbers: Ints) -> Hashes:
    """A hash for each word number of a vocabulary."""
    return mixed((numbers.astype(np.uint64) + np.uint64(1)) * FACTORS[0])


def mixed(values: Hashes) -> Hashes:
    values = (values ^ (values >> np.uint64(32))) * MIXING
    return values ^ (values >> np.uint64(29))


def runs_of(words: Hashes, barred: NDArray[np.bool_]) -> tuple[Hashes, Ints]:
    """The hash of each run of GRAM words without a barred word, and where it begins."""
    count = max(len(words) - GRAM + 1, 0)
    kept = np.ones(count, np.bool_)
    for k in range(GRAM):
        kept &= ~barred[k : k + count]
    places = np.flatnonzero(kept)
    return run_hashes(words, places), places


def run_hashes(words: Hashes, places: Ints) -> Hashes:
    """The hash of the run that begins at each place."""
    total = words[places] * FACTORS[0]
    for k in range(1, GRAM):
        total += words[places + k] * FACTORS[k]
    return total


def postings(runs: Hashes, owners: Ints, reports: int, asked: NDArray[np.float64] | None = None) -> Postings:
    """Of the runs of reports 0 … reports - 1, repetitions allowed, in any order; `asked`: the share of its runs, if not all.

    With n bits for the report, two different runs are taken for one with a chance of 2^(n - 64): one such among some 10^7 at 10^5.
    """
    bits = max(reports - 1, 1).bit_length()
    keys = runs & ~np.uint64((1 << bits) - 1)
    keys |= owners.astype(np.uint64)
    keys.sort()
    keys = keys[_firsts(keys)]
    sizes = np.bincount(_reports(keys, bits), minlength=reports).astype(np.int64)
    return Postings(keys, bits, sizes, np.ones(reports) if asked is None else asked)


def near_pairs(found: Postings, setting: Setting) -> Pairs:
    """The pairs that share enough, of all reports at once; time and memory grow with the runs that few reports share."""
    keys, bits = found.keys, found.bits
    starts, frequency = _lists(keys, bits)
    over = frequency > setting.cap
    crowds = _crowded(found, starts[over], frequency[over], setting)
    pairs, count = _added_up(chain(_within(keys, bits, starts, frequency, setting.cap), _through_hubs(*crowds)))
    enough = count >= setting.least
    pairs, count = pairs[enough], count[enough]
    left, right = (pairs >> np.uint64(32)).view(np.int64), (pairs & np.uint64(0xFFFFFFFF)).view(np.int64)
    smaller = np.maximum(_smaller(found, left, right), count)
    kept = count >= setting.containment * smaller
    return Pairs(left[kept], right[kept], count[kept], smaller[kept], int(over.sum()))


def _smaller(found: Postings, left: Ints, right: Ints) -> Ints:
    """About how many runs of the smaller report are among those asked in both: the lower share holds for both."""
    asked = np.minimum(found.asked[left], found.asked[right])
    sizes = [found.sizes[side] * (asked / found.asked[side]) for side in (left, right)]
    return np.rint(np.minimum(*sizes)).astype(np.int64)


def _reports(keys: Hashes, bits: int) -> Ints:
    return (keys & np.uint64((1 << bits) - 1)).view(np.int64)


def _lists(keys: Hashes, bits: int) -> tuple[Ints, Ints]:
    """Where the reports of each run begin among the postings, and how many there are."""
    starts = _firsts(keys >> np.uint64(bits))
    return starts, np.diff(np.append(starts, len(keys)))


def _within(keys: Hashes, bits: int, starts: Ints, frequency: Ints, cap: int) -> Iterator[Hashes]:
    """Every two reports of each run that stands in at most `cap`; the lists of one length together."""
    short = np.where(frequency <= cap, frequency, 0).astype(np.uint16)
    order = np.argsort(short, kind="stable")
    ends = np.cumsum(np.bincount(short, minlength=2))
    for length in range(2, len(ends)):
        lists = starts[order[ends[length - 1] : ends[length]]]
        left, right = np.triu_indices(length, 1)
        step = max(1, ENTRIES // len(left))
        for low in range(0, len(lists), step):
            report = keys[lists[low : low + step, None] + np.arange(length)] & np.uint64((1 << bits) - 1)
            pairs = (report << np.uint64(32)).take(left, axis=1)
            pairs |= report.take(right, axis=1)
            yield pairs.ravel()


def _crowded(found: Postings, starts: Ints, frequency: Ints, setting: Setting) -> tuple[Ints, Ints]:
    """The postings over the cap that link their reports all the same: those of reports which consist of such runs.

    Gives the report of each posting and the size of each list.
    """
    place = np.repeat(starts - np.cumsum(frequency) + frequency, frequency) + np.arange(int(frequency.sum()))
    report = _reports(found.keys[place], found.bits)
    common = np.bincount(report, minlength=len(found.sizes))
    kept = (common > 0) & (common >= setting.crowded * found.sizes)
    which = np.repeat(np.arange(len(starts)), frequency)
    chosen = kept[report]
    return report[chosen], np.bincount(which[chosen], minlength=len(starts)).astype(np.int64)


def _through_hubs(report: Ints, sizes: Ints) -> Iterator[Hashes]:
    """The first HUBS reports of each list with every later one."""
    size = np.repeat(sizes, sizes)
    start = np.repeat(np.cumsum(sizes) - sizes, sizes)
    rank = np.arange(len(report)) - start
    for low in range(0, len(report), max(1, ENTRIES // HUBS)):
        piece = slice(low, low + max(1, ENTRIES // HUBS))
        for hub in range(HUBS):
            later = np.flatnonzero((rank[piece] > hub) & (size[piece] > 1)) + low
            yield (report[start[later] + hub].astype(np.uint64) << np.uint64(32)) | report[later].astype(np.uint64)


def _added_up(parts: Iterable[Hashes]) -> tuple[Hashes, Ints]:
    """Each pair once, in order, and how often it was there; about ENTRIES are held uncounted."""
    pairs, counts = np.empty(0, np.uint64), np.empty(0, np.int64)
    held: list[Hashes] = []
    for part in parts:
        held.append(part)
        if sum(map(len, held)) >= ENTRIES:
            pairs, counts = _merged(pairs, counts, *_counted(np.concatenate(held)))
            held = []
    return _merged(pairs, counts, *_counted(np.concatenate(held))) if held else (pairs, counts)


def _counted(pairs: Hashes) -> tuple[Hashes, Ints]:
    pairs.sort()
    starts = _firsts(pairs)
    return pairs[starts], np.diff(np.append(starts, len(pairs)))


def _merged(pairs: Hashes, counts: Ints, others: Hashes, more: Ints) -> tuple[Hashes, Ints]:
    if not len(pairs):
        return others, more
    pairs, counts = np.concatenate([pairs, others]), np.concatenate([counts, more])
    order = np.argsort(pairs, kind="stable")
    pairs, counts = pairs[order], counts[order]
    starts = _firsts(pairs)
    return pairs[starts], np.add.reduceat(counts, starts)


def _firsts(values: Hashes) -> Ints:
    """Where a value stands that the one before it is not."""
    return np.flatnonzero(np.concatenate((np.ones(min(1, len(values)), np.bool_), values[1:] != values[:-1])))
