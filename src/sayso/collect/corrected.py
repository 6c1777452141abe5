"""When a report was published, where a person says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.collect.dates import granularity
from sayso.decisions import Placed, decided, problem, signed
from sayso.records import Corrected, DateCandidate, Document, Problem, Published, Region, record_id


def correct_dates(
    made: Sequence[Published],
    decisions: Sequence[Placed],
    documents: Sequence[Document],
    regions: Sequence[Region],
    candidates: Sequence[DateCandidate],
) -> Iterator[Published | Corrected | Problem]:
    """The date that the latest decision gives; every candidate stays where it is."""
    *earlier, (last, _) = decisions
    for found in made:
        before = found.value or "not established"
        value = last.value or ""
        because = decided("dated", last, f"{before}; {found.because}")
        corrected = Published(found.doc, value, granularity(value), because, found.spans)
        yield corrected
        what = f"{documents[0].name} dated {value} {signed(last)} (before: {before})"
        yield Corrected(corrected.at, record_id(last), record_id(corrected), what)
    for decision, _ in earlier:
        yield problem(decision, f"a later decision dates the report {last.value}")
