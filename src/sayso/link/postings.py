"""Which reports share text: postings of hashed runs of four words, joined by sorting, so that not all pairs are compared.

Containment, the shared runs over those of the smaller report (Broder 1997), stays high where a text was cut, edited or put into a
longer one. Runs that stand in many reports are stock phrases and pair nobody (Brin, Davis & García-Molina 1995), unless a report
consists of them: then it is one of many copies of one text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

    sample: int = 1  # one in so many runs, chosen by hash
    least: int = 10  # shared runs
    containment: float = 0.0
    cap: int = 60  # reports a run may stand in
    crowded: float = 0.5  # share of a report's runs over the cap from which the report is linked through them all the same


# Where precision passes .99 on 20,000 texts of bench/planted.py; one in four, 4 shared and .15 has recall .987, precision .975.
FULL = Setting(containment=0.18)
FAST = Setting(sample=3, least=5, containment=0.2)


class Postings(NamedTuple):
    """Every distinct run of every report once, sorted by run, then report: its hash in the upper bits, the report in the lower."""

    keys: Hashes
    bits: int  # that number the report
    sizes: Ints  # distinct runs of each report


class Pairs(NamedTuple):
    """Pairs of reports by their numbers, left < right and in order, with the runs they share and the runs of the smaller."""

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


def runs_of(words: Hashes, barred: NDArray[np.bool_], sample: int = 1) -> tuple[Hashes, Ints]:
    """The hash of each run of GRAM words without a barred word, and where it begins; or of those with the lowest hashes only."""
    count = len(words) - GRAM + 1
    if count < 1:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    total = words[:count] * FACTORS[0]
    for k in range(1, GRAM):
        total += words[k : k + count] * FACTORS[k]
    kept = total <= np.uint64((2**64 - 1) // sample)
    for k in range(GRAM):
        kept &= ~barred[k : k + count]
    places = np.flatnonzero(kept)
    return total[places], places


def postings(runs: Hashes, owners: Ints, reports: int) -> Postings:
    """Of the runs of reports 0 … reports - 1, repetitions allowed, in any order.

    With n bits for the report, two different runs are taken for one with a chance of 2^(n - 64): one such among some 10^7 at 10^5.
    """
    bits = max(reports - 1, 1).bit_length()
    keys = ((runs >> np.uint64(bits)) << np.uint64(bits)) | owners.astype(np.uint64)
    keys.sort()
    if len(keys):
        keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
    return Postings(keys, bits, np.bincount(_reports(keys, bits), minlength=reports).astype(np.int64))


def near_pairs(found: Postings, setting: Setting) -> Pairs:
    """The pairs that share enough, of all reports at once; time and memory grow with the runs that few reports share."""
    keys, bits = found.keys, found.bits
    starts, frequency = _lists(keys, bits)
    over = frequency > setting.cap
    crowds = _crowded(found, starts[over], frequency[over], setting)
    shared = _added_up([*_within(keys, bits, starts, frequency, setting.cap), *_through_hubs(*crowds)])
    left, right, count = (
        (shared[0] >> np.uint64(32)).astype(np.int64),
        (shared[0] & np.uint64(0xFFFFFFFF)).astype(np.int64),
        shared[1],
    )
    smaller = np.minimum(found.sizes[left], found.sizes[right])
    kept = (count >= setting.least) & (count >= setting.containment * smaller)
    return Pairs(left[kept], right[kept], count[kept], smaller[kept], int(over.sum()))


def _reports(keys: Hashes, bits: int) -> Ints:
    return (keys & np.uint64((1 << bits) - 1)).astype(np.int64)


def _lists(keys: Hashes, bits: int) -> tuple[Ints, Ints]:
    """Where the reports of each run begin among the postings, and how many there are."""
    runs = keys >> np.uint64(bits)
    starts = np.flatnonzero(np.concatenate(([True], runs[1:] != runs[:-1]))) if len(keys) else np.empty(0, np.int64)
    return starts, np.diff(np.append(starts, len(keys)))


def _within(keys: Hashes, bits: int, starts: Ints, frequency: Ints, cap: int) -> Iterator[tuple[Hashes, Ints]]:
    """Every two reports of each run that stands in at most `cap`: neighbours in the list, then those two apart, and so on."""
    wanted = (frequency > 1) & (frequency <= cap)
    starts, frequency = starts[wanted], frequency[wanted]
    first = 0
    work = np.cumsum(frequency * (frequency - 1) // 2)
    while first < len(starts):
        done = int(work[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(work, done + ENTRIES, side="right")))
        size = frequency[first:last]
        place = np.repeat(starts[first:last] - np.cumsum(size) + size, size) + np.arange(int(size.sum()))
        report = _reports(keys[place], bits).astype(np.uint64)
        left = np.repeat(size, size) - 1 - (np.arange(len(place)) - np.repeat(np.cumsum(size) - size, size))  # that follow it
        here, made = np.flatnonzero(left >= 1), []
        apart = 1
        while len(here):
            made.append((report[here] << np.uint64(32)) | report[here + apart])
            apart += 1
            here = here[left[here] >= apart]
        yield _counted(np.concatenate(made))
        first = last


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


def _through_hubs(report: Ints, sizes: Ints) -> Iterator[tuple[Hashes, Ints]]:
    """The first HUBS reports of each list with every later one."""
    size = np.repeat(sizes, sizes)
    start = np.repeat(np.cumsum(sizes) - sizes, sizes)
    rank = np.arange(len(report)) - start
    for low in range(0, len(report), max(1, ENTRIES // HUBS)):
        piece = slice(low, low + max(1, ENTRIES // HUBS))
        made = []
        for hub in range(HUBS):
            later = np.flatnonzero((rank[piece] > hub) & (size[piece] > 1)) + low
            made.append((report[start[later] + hub].astype(np.uint64) << np.uint64(32)) | report[later].astype(np.uint64))
        yield _counted(np.concatenate(made))


def _counted(pairs: Hashes) -> tuple[Hashes, Ints]:
    pairs.sort()
    starts = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1]))) if len(pairs) else np.empty(0, np.int64)
    return pairs[starts], np.diff(np.append(starts, len(pairs)))


def _added_up(parts: Sequence[tuple[Hashes, Ints]]) -> tuple[Hashes, Ints]:
    if not parts:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    if len(parts) == 1:
        return parts[0]
    pairs, counts = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    order = np.argsort(pairs)
    pairs, counts = pairs[order], counts[order]
    starts = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1]))) if len(pairs) else np.empty(0, np.int64)
    return pairs[starts], np.add.reduceat(counts, starts) if len(starts) else counts
