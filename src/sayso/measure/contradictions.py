"""Places that cannot both be right as they stand. Precision before recall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.measure.days import date_conflicts
from sayso.measure.numbers import number_conflicts, read_corrections
from sayso.records import Claim, Conflict, Document, Sentence, TimeMention


def find_conflicts(
    documents: Sequence[Document], sentences: Sequence[Sentence], claims: Sequence[Claim], times: Sequence[TimeMention]
) -> Iterator[Conflict]:
    """Conflicts of number and of date, within a report and between reports of one story."""
    texts = {document.id: document.text for document in documents}
    names = {document.id: document.name for document in documents}
    ordered = sorted(sentences, key=lambda sentence: sentence.span)
    corrections = read_corrections(ordered, texts)
    found = [*number_conflicts(ordered, claims, times, texts, names, corrections), *date_conflicts(ordered, times, texts, names)]
    yield from sorted(set(found), key=lambda conflict: (conflict.left, conflict.right, conflict.kind))
