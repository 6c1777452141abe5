"""Four small stages over plain records, to test what runs the stages without what they do: words, how many, stories, pairs.

They stand in a module, so that worker processes can be given them too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import wraps

from sayso.collect.document import make_document
from sayso.errors import ModelError
from sayso.pipeline import Stage
from sayso.records import Document, Language, Passage, Problem, Record, Region, Span, Story
from sayso.store import TABLES, Store


def report(name: str, text: str) -> tuple[Document, bytes]:
    raw = text.encode()
    return make_document(name, raw, text, (), reader="test/1"), raw


def words(documents: Sequence[Document]) -> Iterator[Region]:
    (document,) = documents
    for found in re.finditer(r"\w+", document.text):
        yield Region(Span(document.id, *found.span()), "body", found[0])


def how_many(documents: Sequence[Document], regions: Sequence[Region], *, unit: str = "words") -> Iterator[Language]:
    (document,) = documents
    yield Language(document.at, unit, float(len(regions)), "counted")


def by_first_word(documents: Sequence[Document], regions: Sequence[Region]) -> Iterator[Story]:
    """One story for all reports that begin with the same word."""
    first: dict[str, str] = {}
    for region in regions:
        first.setdefault(region.span.doc, region.because)
    for word in sorted(set(first.values())):
        yield Story(tuple(sorted(doc for doc, begins in first.items() if begins == word)), word)


def pairs(documents: Sequence[Document], regions: Sequence[Region]) -> Iterator[Passage]:
    """Every word that stands in two reports of a story."""
    for i, left in enumerate(regions):
        for right in regions[i + 1 :]:
            if left.because == right.because and left.span.doc != right.span.doc:
                yield Passage(left.span, right.span, "verbatim", 1.0, False, f"“{left.because}”")


def choke(documents: Sequence[Document]) -> Iterator[Region]:
    """As `words`, but a report that holds the word "poison" fails after its first word."""
    for region in words(documents):
        yield region
        if "poison" in documents[0].text:
            raise ValueError("cannot swallow this")


def stop(documents: Sequence[Document]) -> Iterator[Region]:
    """As `words`, but a report that holds the word "poison" stops the run."""
    if "poison" in documents[0].text:
        raise ModelError("the model is gone")
    yield from words(documents)


SMALL: tuple[Stage, ...] = (
    Stage("words", (Document,), "document", words, Region),
    Stage("how many", (Document, Region), "document", how_many, Language),
    Stage("stories", (Document, Region), "collection", by_first_word, Story),
    Stage("pairs", (Document, Region), "story", pairs, Passage),
)


def with_stage(stages: Sequence[Stage], name: str, **changed: object) -> tuple[Stage, ...]:
    assert name in [stage.name for stage in stages]
    return tuple(replace(stage, **changed) if stage.name == name else stage for stage in stages)  # type: ignore[arg-type]


class Calls:
    """Stages that count how often each was run, and on which reports."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self.made: list[tuple[str, tuple[str, ...]]] = []
        self.stages = tuple(replace(stage, run=self._counted(stage)) for stage in stages)

    def _counted(self, stage: Stage) -> Callable[..., Iterable[Record]]:
        @wraps(stage.run)  # the runner knows a stage's results by its function as well
        def run(documents: Sequence[Document], *rest: Sequence[Record], **options: object) -> Iterable[Record]:
            self.made.append((stage.name, tuple(sorted(document.name for document in documents))))
            return stage.run(documents, *rest, **options)

        return run

    @property
    def per_stage(self) -> Counter[str]:
        return Counter(name for name, _ in self.made)


def tables(store: Store) -> dict[str, list[Record]]:
    """Everything in a project file but the bytes of the reports; what no stage wrote is left out."""
    return {table: store.read(kind) for kind, table in TABLES.items()}


def problems(store: Store) -> list[Problem]:
    return store.read(Problem)
