"""Runs the stages on this machine, only what is new. Read this file third.

What a group makes depends on its documents, on the stages before and on what people decided about these documents, on
nothing else; so a group is known by a hash of all three, and is made once. The stages that look at one report run together
in a worker process, report by report; the others run here. A group that fails becomes a Problem, and the run goes on.
"""

from __future__ import annotations

import gc
import hashlib
import json
import multiprocessing
import os
import signal
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from sayso.decisions import STAGE as DECISIONS
from sayso.decisions import Placed, place
from sayso.errors import SaysoError
from sayso.made_with import made_with
from sayso.pipeline import STAGES, Stage, fingerprints, heeded
from sayso.records import Document, Problem, Record, Story, in_order, plain, record_id
from sayso.store import Memo, Store

Progress = Callable[[str, int, int], None]
Made = list[tuple[Memo, list[Record]]]
Have = dict[type, list[Record]]
Shelf = dict[type, dict[str, list[Record]]]  # by kind, then by document


class Task(NamedTuple):
    """One report with what is missing of it, what of it is there, and what people decided about it, by the step it concerns."""

    document: Document
    missing: list[Memo]
    already: Have
    decisions: Mapping[str, Sequence[Placed]]


@dataclass(frozen=True)
class KnownBy:
    """By what the result of a group is known: the stage with those it builds on, the documents, and what people decided."""

    marks: Mapping[str, str]
    heeds: Mapping[str, frozenset[str]]
    placed: Sequence[Placed]

    def memo(self, stage: Stage, group: tuple[str, ...]) -> Memo:
        said: list[object] = [self.marks[stage.name], sorted(group)]
        heeded = self._within(self.heeds[stage.name], group)
        if heeded:
            said.append([[record_id(decision), plain(spans)] for decision, spans in heeded])
        return Memo(hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16], stage.name, group)

    def decisions(self, stage: Stage, group: tuple[str, ...]) -> list[Placed]:
        """Those that the stage itself is corrected by, with their places in the group."""
        return self._within(stage.corrected.kinds, group) if stage.corrected else []

    def _within(self, kinds: Collection[str], group: tuple[str, ...]) -> list[Placed]:
        if not self.placed or not kinds:
            return []
        documents = frozenset(group)
        found = (
            Placed(decision, tuple(span for span in spans if span.doc in documents))
            for decision, spans in self.placed
            if decision.kind in kinds
        )
        return [placed for placed in found if placed.spans]


# Below this many new reports a second process costs more than it saves: loading the model takes as long as parsing
# some 20 news reports (measured once, 2 cores; by eye).
WORTH_A_WORKER = 40
# Reports whose records are in memory together: those of a fresh run are handed on without reading them back, and a larger
# collection is read story by story, as many stories at once as have no more reports (some 2 GB; by eye).
KEPT_IN_MEMORY = 1000
CHUNK = 8  # reports handed to a worker at once, and stored in one transaction


def run(
    store: Store,
    stages: tuple[Stage, ...] = STAGES,
    *,
    workers: int | None = None,
    progress: Progress = lambda what, done, total: None,
) -> None:
    """Bring the store up to date: afterwards it equals a fresh run over its documents.

    `workers` is the number of processes for the stages within one report; None decides by the number of new reports.
    """
    with fewer_collections():
        _run(store, stages, workers, progress)
    store.keep_used(made_with(stages))


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Let the cycle collector rest: records hold no cycles, and looking through them all cost a tenth of a run."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _run(store: Store, stages: tuple[Stage, ...], workers: int | None, progress: Progress) -> None:
    documents = store.read(Document)
    placed, problems = place(store.decisions(), documents)
    store.replace_problems(DECISIONS, problems)
    known_by = KnownBy(fingerprints(stages), heeded(stages), placed)
    have: Shelf = {}
    within = [stage for stage in stages if stage.key == "document"]
    wider = [stage for stage in stages if stage.key != "document"]
    current = _run_per_document(store, documents, within, known_by, workers, progress, have)
    store.keep_only(current, stages=[stage.name for stage in within])  # what follows must not read old results
    names = {document.id: document.name for document in documents}
    for key in ("collection", "story"):
        ahead = [stage for stage in wider if stage.key == key]
        groups = _groups(key, store, documents)
        current.update(known_by.memo(stage, group).id for stage in ahead for group in groups)
        store.keep_only(current, stages=None if key == "story" else [stage.name for stage in ahead])
        known = store.memos()
        batches = _batches([group for group in groups if any(known_by.memo(stage, group).id not in known for stage in ahead)])
        for number, batch in enumerate(batches):
            for stage in ahead:
                progress(stage.name, number * len(wider) + wider.index(stage), len(batches) * len(wider))
                _run_wider(store, stage, batch, known_by, known, names, have)
            if len(documents) > KEPT_IN_MEMORY:
                have.clear()
    progress("done", len(wider), len(wider))


def _batches(groups: Sequence[tuple[str, ...]]) -> list[list[tuple[str, ...]]]:
    """Groups whose reports are worked on together: their records are read once, and are in memory together."""
    found: list[list[tuple[str, ...]]] = []
    size = KEPT_IN_MEMORY
    for group in groups:
        if size + len(group) > KEPT_IN_MEMORY:
            found.append([])
            size = 0
        found[-1].append(group)
        size += len(group)
    return found


def _run_wider(
    store: Store,
    stage: Stage,
    groups: Sequence[tuple[str, ...]],
    known_by: KnownBy,
    known: set[str],
    names: Mapping[str, str],
    have: Shelf,
) -> None:
    """Make what is missing of one stage between reports; leave it on the shelf where all of it was missing."""
    made: Made = []
    documents = sorted(doc for group in groups for doc in group)
    for group in groups:
        memo = known_by.memo(stage, group)
        if memo.id not in known:
            key = ", ".join(sorted(names[doc] for doc in group)[:3])
            inputs = _within(stage, group, documents, store, have)
            made.append((memo, _make(stage, group, inputs, key, known_by.decisions(stage, group))))
    store.save(made)
    if len(made) == len(groups):
        _shelve(have, stage.writes, made)


# ── within one report ──


def _run_per_document(
    store: Store,
    documents: Sequence[Document],
    stages: Sequence[Stage],
    known_by: KnownBy,
    workers: int | None,
    progress: Progress,
    have: Shelf,
) -> set[str]:
    """Make what is missing; for a fresh run of moderate size leave it on the shelf for the stages that follow."""
    known = store.memos()
    current: set[str] = set()
    tasks: list[Task] = []
    for document in documents:
        memos = [known_by.memo(stage, (document.id,)) for stage in stages]
        current.update(memo.id for memo in memos)
        missing = [memo for memo in memos if memo.id not in known]
        if missing:
            decisions = {stage.name: known_by.decisions(stage, (document.id,)) for stage in stages if stage.corrected}
            tasks.append(Task(document, missing, _already_made(store, stages, memos, missing), decisions))
    done = 0
    fresh = len(tasks) == len(documents) <= KEPT_IN_MEMORY and all(len(task.missing) == len(stages) for task in tasks)
    kept: dict[str, Made] = defaultdict(list)
    for made in _spread(tasks, stages, workers):
        store.save(made)
        for memo, found in made if fresh else ():
            kept[memo.stage].append((memo, found))
        done = min(done + CHUNK, len(tasks))
        progress("reading reports", done, len(tasks))
    for stage in stages if fresh else ():
        _shelve(have, stage.writes, kept[stage.name])
    return current


def _shelve(have: Shelf, kind: type, made: Made) -> None:
    """Put what was just made where `_within` looks, in the order in which the store would give it back."""
    have[kind] = defaultdict(list)
    for record in in_order(record for _, found in made for record in found if type(record) is kind):
        have[kind][record.at.doc].append(record)


def _already_made(store: Store, stages: Sequence[Stage], memos: Sequence[Memo], missing: Sequence[Memo]) -> Have:
    if len(missing) == len(memos):
        return {}
    return {
        stage.writes: store.read(stage.writes, memo=memo.id)
        for stage, memo in zip(stages, memos, strict=True)
        if memo not in missing
    }


def _spread(tasks: list[Task], stages: Sequence[Stage], workers: int | None) -> Iterator[Made]:
    chunks = [tasks[i : i + CHUNK] for i in range(0, len(tasks), CHUNK)]
    count = workers if workers is not None else (2 if len(tasks) >= WORTH_A_WORKER else 1)
    if count <= 1:
        for chunk in chunks:
            yield analyse(chunk, stages)
        return
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(count, mp_context=context, initializer=_serve) as pool:
        try:
            yield from pool.map(analyse, chunks, [stages] * len(chunks))
        except BrokenProcessPool as error:
            raise SaysoError(
                "a worker process was ended from outside (out of memory?); what was done is kept. Try --workers 1"
            ) from error
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _serve() -> None:
    """Ctrl-C reaches every process of the group: the main one decides, the workers finish what they hold.

    Nobody tells the workers when the main one is killed, and they would wait for work for ever: so each watches it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def analyse(chunk: Sequence[Task], stages: Sequence[Stage]) -> Made:
    """All missing per-report stages for some reports; runs in a worker."""
    with fewer_collections():
        return _analyse(chunk, stages)


def _analyse(chunk: Sequence[Task], stages: Sequence[Stage]) -> Made:
    made: Made = []
    for document, missing, already, decisions in chunk:
        wanted = {memo.stage: memo for memo in missing}
        have: Have = {Document: [document], **already}
        for stage in stages:
            if stage.name in wanted:
                inputs = [have.get(kind, []) for kind in stage.reads]
                found = _make(stage, (document.id,), inputs, document.name, decisions.get(stage.name, ()))
                made.append((wanted[stage.name], found))
                have[stage.writes] = in_order([record for record in found if type(record) is stage.writes])
    return made


# ── groups ──


def _groups(key: str, store: Store, documents: Sequence[Document]) -> list[tuple[str, ...]]:
    if key == "collection":
        return [tuple(sorted(document.id for document in documents))] if documents else []
    return [story.documents for story in store.read(Story)]


def _within(stage: Stage, group: tuple[str, ...], batch: Sequence[str], store: Store, have: Shelf) -> list[list[Record]]:
    """What the stage reads, cut down to the group's documents; each kind is read from the store once for a batch."""
    for kind in stage.reads:
        if kind not in have:
            have[kind] = defaultdict(list)
            found: list[Record] = store.read(kind, documents=batch)
            for record in found:
                have[kind][record.at.doc].append(record)
    return [[record for doc in sorted(group) for record in have[kind].get(doc, ())] for kind in stage.reads]


def _make(
    stage: Stage, group: tuple[str, ...], inputs: Sequence[Sequence[Record]], key: str, decisions: Sequence[Placed]
) -> list[Record]:
    if len(group) > stage.most:
        return [
            Problem(stage.name, key, f"{len(group)} reports are more than this step takes at once ({stage.most}); it was left out")
        ]

    def plainly() -> list[Record]:
        made = _tried(stage.name, key, lambda: stage.run(*inputs, **stage.options))
        return [made] if isinstance(made, Problem) else made

    if stage.corrected is None or not decisions:
        return plainly()
    correction = stage.corrected
    made = [] if correction.anew else plainly()
    own, rest = ([record for record in made if (type(record) is stage.writes) is wanted] for wanted in (True, False))
    corrected = _tried(DECISIONS, key, lambda: correction.run(own, decisions, *inputs))
    if isinstance(corrected, Problem):
        return [*(plainly() if correction.anew else made), corrected]
    return [*corrected, *rest]


def _tried(name: str, key: str, work: Callable[[], Iterable[Record]]) -> list[Record] | Problem:
    try:
        return list(work())
    except SaysoError:  # a missing model, a wrong setting: it would fail for every group
        raise
    except MemoryError as error:  # says nothing about the reports, so it must not be kept as if it did
        raise SaysoError(f"there was not memory enough for “{name}”; what was done is kept, try --workers 1") from error
    except Exception as error:  # the one place: a group that fails must not stop the others
        return Problem(name, key, f"{type(error).__name__}: {error}")
