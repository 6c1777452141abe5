"""Runs sayso over reports, in this process and in a project that is thrown away, and gives what its commands would print."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sayso.collect.folder import collect
from sayso.pipeline import STAGES
from sayso.records import Document, Problem
from sayso.run import run
from sayso.show.dossier import build_dossier
from sayso.show.listings import as_text, story
from sayso.store import Store

Report = tuple[Document, bytes]


@dataclass(frozen=True)
class Analysis:
    """What one run found: the project file, the whole story as JSON text, and the same parsed (reports, claims, …)."""

    project: Path
    text: str
    listed: dict[str, Any]

    def items(self, command: str) -> list[Any]:
        found: list[Any] = self.listed[command]
        return found


@contextmanager
def analysed(paths: Sequence[Path], *, backwards: bool = False, workers: int = 1, grown: bool = False) -> Iterator[Analysis]:
    """The reports below some paths, read, analysed and listed.

    `backwards` takes them in in the other order; `grown` runs over all but the last first, and then adds that one.
    """
    with TemporaryDirectory(prefix="sayso-gate-") as folder:
        project = Path(folder) / "story.sayso"
        collected = list(collect(paths))
        reports = [item for item in collected if not isinstance(item, Problem)]
        with Store(project, create=True) as store:
            store.replace_problems("collect", [item for item in collected if isinstance(item, Problem)])
            for part in _parts(reports[::-1] if backwards else reports, grown):
                for document, raw in part:
                    store.add_document(document, raw)
                run(store, STAGES, workers=workers)
            text = as_text(story(build_dossier(store)))
        yield Analysis(project, text, json.loads(text))


def _parts(reports: list[Report], grown: bool) -> list[list[Report]]:
    return [reports[:-1], reports[-1:]] if grown and len(reports) > 1 else [reports]
