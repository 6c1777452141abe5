"""One whole run of sayso in this process, with one worker, and the CPU seconds of each of its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import process_time
from typing import Any

from sayso.collect.folder import collect
from sayso.pipeline import STAGES, Stage
from sayso.records import OWN_TEXT, Document, Problem, Record
from sayso.run import run
from sayso.show.dossier import Dossier, build_dossier
from sayso.show.page import render_page
from sayso.store import Store

PARAGRAPH = "\n\n"  # between the paragraphs of a report's own text


@dataclass
class Clock:
    """CPU seconds of this process by part."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timing(self, part: str) -> Iterator[None]:
        began = process_time()
        yield
        self.seconds[part] = self.seconds.get(part, 0.0) + process_time() - began

    def timed(self, stage: Stage) -> Stage:
        """The same stage, on the clock."""
        inner: Callable[..., Any] = stage.run

        def clocked(*inputs: Sequence[Record], **options: Any) -> list[Record]:
            with self.timing(stage.name):
                return list(inner(*inputs, **options))

        return replace(stage, run=clocked)


@dataclass(frozen=True)
class Run:
    """`seconds` is the whole; `parts` adds up to it: collect, each stage, store and runner, dossier, page."""

    seconds: float
    parts: dict[str, float]
    dossier: Dossier


def run_all(reports: Sequence[Path], project: Path) -> Run:
    """From files to the HTML page. `project` is made if it does not exist; else only what is new is worked on."""
    clock = Clock()
    began = process_time()
    with clock.timing("collect"):
        collected = list(collect(reports))
    with Store(project, create=True) as store:
        with clock.timing("store and runner"):
            _take_in(store, collected)
            before = process_time()
            run(store, tuple(map(clock.timed, STAGES)), workers=1)
            in_run = process_time() - before
        with clock.timing("dossier"):
            dossier = build_dossier(store)
    with clock.timing("page"):
        render_page(dossier)
    whole = process_time() - began
    in_stages = sum(clock.seconds.get(stage.name, 0.0) for stage in STAGES)
    clock.seconds["store and runner"] -= min(in_stages, in_run)
    return Run(whole, clock.seconds, dossier)


def _take_in(store: Store, collected: Sequence[tuple[Document, bytes] | Problem]) -> None:
    for item in collected:
        if not isinstance(item, Problem):
            store.add_document(*item)


def own_texts(dossier: Dossier) -> list[str]:
    """For each report the text that is analysed: its own, without what stands around it."""
    own: dict[str, list[str]] = {document.id: [] for document in dossier.documents}
    for region in dossier.regions:
        if region.kind in OWN_TEXT:
            own[region.span.doc].append(dossier.cut(region.span))
    return [PARAGRAPH.join(parts) for parts in own.values()]
