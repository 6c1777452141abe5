"""The single changes that a gold names for its quotations, against ours: is each shown where it stands, and called what it is?

The golds describe changes in words; `changes.json` holds the same with places and kinds, a line for each. A change is shown
where one of ours touches all its places (in either direction), and right where that one also has one of its kinds. A
cosmetic change of ours speaks of two whole wordings; there `says`, a pattern, must stand in its reason. Signs within one
version (an editor's brackets) are read from the marks that the listing gives with each version.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from measures import Measure, share
from places import Place, place_of


class GoldChange(NamedTuple):
    quotation: str  # its id in the gold
    what: str
    kinds: tuple[str, ...]  # any of them is right; the first one names the row it is counted in
    places: tuple[Place, ...]
    says: str  # a pattern for the reason; empty: any reason


class FoundChange(NamedTuple):
    kind: str
    places: tuple[Place, ...]
    because: str


def read_changes(rows: Iterable[Mapping[str, Any]], docs: Mapping[str, Any]) -> list[GoldChange]:
    """Rows of `changes.json`; a place is written "d3:10-14", the gold's name of the report and two offsets."""
    return [
        GoldChange(
            row["quotation"], row["what"], tuple(row["kinds"]), tuple(_place(at, docs) for at in row["at"]), row.get("says", "")
        )
        for row in rows
    ]


def _place(written: str, docs: Mapping[str, Any]) -> Place:
    doc, start, end = re.fullmatch(r"(\w+):(\d+)-(\d+)", written).groups()  # type: ignore[union-attr]
    return Place(str(docs[doc]["file"]), int(start), int(end))


def found_changes(quotes: Iterable[Any]) -> Iterator[FoundChange]:
    for item in quotes:
        for change in item["changes"]:
            yield FoundChange(change["kind"], (place_of(change["from"]), place_of(change["to"])), change["because"])
        for version in item["versions"]:
            for mark in version.get("marks", ()):
                yield FoundChange(mark["kind"], (place_of(mark["span"]),), mark["because"])


def shown(wanted: GoldChange, change: FoundChange) -> bool:
    return all(place.touches_any(change.places) for place in wanted.places)


def right(wanted: GoldChange, change: FoundChange) -> bool:
    return shown(wanted, change) and change.kind in wanted.kinds and bool(re.search(wanted.says, change.because))


def change_measures(gold: Sequence[GoldChange], quotes: Iterable[Any]) -> list[Measure]:
    """All that the gold names, and each kind by itself; what is not right is named."""
    found = list(found_changes(quotes))
    good = [wanted for wanted in gold if any(right(wanted, change) for change in found)]
    by_kind: dict[str, list[GoldChange]] = defaultdict(list)
    for wanted in gold:
        by_kind[wanted.kinds[0]].append(wanted)
    missed = "; ".join(f"{wanted.quotation} {wanted.what}" for wanted in gold if wanted not in good)
    said = f"{len(good)} of {len(gold)}" + (f"; not: {missed}" if missed else "")
    return [
        share("changes: rightly named", len(good), len(gold), said),
        *(
            share(f"changes: {kind}", sum(wanted in good for wanted in wanteds), len(wanteds))
            for kind, wanteds in sorted(by_kind.items())
        ),
    ]
