"""The project file as the app shows it: one Dossier, read again when the file has something new.

The file may be written by `sayso read` meanwhile. Whoever reads sees it as it stood at one moment, and holds up nobody. What
goes between reports (claims, origins, …) is shown once a run is finished: a count over half of the reports would be wrong.
Until then the reports are shown as they come in, or, where a finished state was shown before, that one.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sayso.errors import StoreError
from sayso.project import RUN
from sayso.records import Problem
from sayso.show.dossier import Dossier, build_dossier
from sayso.show.items import Item
from sayso.show.listings import LISTINGS
from sayso.show.search import Index, index_texts
from sayso.store import Store, is_being_written
from sayso.version import __version__

STATES = ("absent", "running", "stopped", "done", "unreadable")
BETWEEN_REPORTS = (
    "stories",
    "parties",
    "utterances",
    "passages",
    "claims",
    "changes",
    "lineages",
    "origins",
    "conflicts",
    "timeline",
    "corrected",
)
YOUNG = 2.0  # seconds: a file written so short ago may be written again without its time of change telling: it is looked at again
Stamp = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Status:
    """How far the project file is. `revision` is another one when there is something new in it."""

    state: str  # one of STATES
    reports: int  # taken in
    read: int  # of these: read, one by one
    revision: str
    because: str


@dataclass(frozen=True)
class Shown:
    """What is shown now, and what is made of it once it is asked for."""

    revision: str
    finished: bool
    dossier: Dossier

    @cached_property
    def index(self) -> Index:
        return index_texts(self.dossier)

    @cached_property
    def lists(self) -> dict[str, list[Item]]:
        return {}

    def items(self, command: str) -> list[Item]:
        """A listing's items, in the shapes of listings.py."""
        if command not in self.lists:
            self.lists[command] = LISTINGS[command](self.dossier)
        return self.lists[command]


class Live:
    """Holds what is shown of one project file. Threads may share it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = threading.Lock()
        self._looked: tuple[Stamp, Status] | None = None
        self._shown = Shown("", False, EMPTY)

    def now(self) -> Shown:
        """What is to be shown now; read again only where the file has something new."""
        with self._turn:
            status = self._look()
            if status.revision != self._shown.revision and not (self._shown.finished and status.state in ("running", "unreadable")):
                with suppress(StoreError):  # it was put in the place of another file just now; the next look will tell
                    self._shown = self._read(status)
            return self._shown

    def status(self) -> Status:
        """Cheap: nothing but ids is read."""
        with self._turn:
            return self._look()

    def _look(self) -> Status:
        stamp = _stamp(self.path)
        if self._looked is None or self._looked[0] != stamp or self._looked[1].state == "running" or _is_young(stamp):
            self._looked = (stamp, _status(self.path))
        return self._looked[1]

    def _read(self, status: Status) -> Shown:
        if status.state in ("absent", "unreadable"):
            told = () if status.state == "absent" else (Problem(RUN, self.path.name, status.because),)
            return Shown(status.revision, False, replace(EMPTY, problems=told))
        with Store(self.path) as store, store.at_one_moment():
            revision = _revision(store)
            dossier = build_dossier(store)
        finished = not _unfinished(dossier)
        return Shown(revision, finished, dossier if finished else within_reports(dossier))


def within_reports(dossier: Dossier) -> Dossier:
    """The dossier without what is found between reports."""
    nothing: dict[str, Any] = dict.fromkeys(BETWEEN_REPORTS, ())
    return replace(dossier, **nothing)


def _status(path: Path) -> Status:
    if not any(size for _, size, _ in _stamp(path)):
        return Status("absent", 0, 0, "absent", f"there is no {path.name} yet; make it with: sayso read FOLDER -o {path.name}")
    try:
        with Store(path) as store, store.at_one_moment():
            revision, (reports, read) = _revision(store), store.progress()
            unfinished = any(problem.stage == RUN for problem in store.read(Problem, memo=RUN))
    except StoreError as error:
        return Status("unreadable", 0, 0, "unreadable", str(error))
    if not unfinished:
        return Status("done", reports, read, revision, "everything that was taken in is read and compared")
    if is_being_written(path):
        return Status("running", reports, read, revision, "reports are being read; claims and origins come when all are compared")
    return Status("stopped", reports, read, revision, "the last run was stopped: run the same sayso read again")


def _revision(store: Store) -> str:
    """Another version of sayso may show the same records otherwise."""
    return f"{store.revision()}-{__version__}"


def _unfinished(dossier: Dossier) -> bool:
    return any(problem.stage == RUN for problem in dossier.problems)


def _stamp(path: Path) -> Stamp:
    """Time of change, size and identity of the file and of its write-ahead log."""
    found = []
    for place in (path, path.with_name(path.name + "-wal")):
        with suppress(OSError):
            told = place.stat()
            found.append((told.st_mtime_ns, told.st_size, told.st_ino))
    return tuple(found)


def _is_young(stamp: Stamp) -> bool:
    return any(time.time() - changed / 1e9 < YOUNG for changed, _, _ in stamp)


NOTHING: dict[str, Any] = {field.name: () for field in fields(Dossier) if field.name != "sayso"}
EMPTY = Dossier(sayso=__version__, **NOTHING)
