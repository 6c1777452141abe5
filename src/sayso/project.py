"""From files to a project, and from a project or from files to a Dossier."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import SettingsError
from sayso.records import Decision, Document, Problem
from sayso.show.dossier import Dossier, build_dossier
from sayso.store import Store

if TYPE_CHECKING:
    from sayso.run import Progress

SUFFIX = ".sayso"
SQLITE = b"SQLite format 3\x00"  # how every SQLite file begins
STDIN = "-"
RUN = "run"
REDUCED, NO_TAGGER = "reduced", "no tagger"  # what may be asked for when reports are read
UNFINISHED = Problem(RUN, "this project", "the last run is not finished, or was stopped: run the same `sayso read` again")
# A mark of its own: when the next decision is worked in, nothing of this one is left undone, and only a reading may be.
DECIDING = Problem(
    RUN, "this project", "what people decided is not all worked in, or that was stopped: run the same `sayso read` again, or decide"
)


def silent(what: str, done: int, total: int) -> None:
    """A progress that tells nobody."""


def read_story(
    paths: Sequence[Path | str],
    *,
    workers: int | None = None,
    progress: Progress = silent,
    reduced: bool = False,
    tagger: bool = True,
) -> Dossier:
    """Read files and folders, or open one project file, and give everything that was found.

    Nothing is left on the disk. InputError if nothing could be read as a report. `reduced` reads without a parser;
    without `tagger` rules and quotation marks alone say who says what (see find_attributions).
    """
    places = [Path(path) for path in paths]
    project = the_project(places)
    if project:
        with Store(project) as store:
            return build_dossier(store)
    with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
        into = Path(folder) / f"story{SUFFIX}"
        return read_into(into, places, workers=workers, progress=progress, reduced=reduced, tagger=tagger)


def read_into(
    project: Path,
    paths: Sequence[Path],
    *,
    workers: int | None = None,
    progress: Progress = silent,
    reduced: bool = False,
    tagger: bool = True,
) -> Dossier:
    """Read files and folders into a project file, bring it up to date, and give everything that it holds.

    A file that was read before is read again; a report that is gone from a folder that is read again is dropped; what
    was read from elsewhere stays. No project file is made where there is nothing to put into it.
    """
    from sayso.collect.folder import collect_from
    from sayso.pipeline import stages_for
    from sayso.run import run

    stages = stages_for(reduced=reduced, tagger=tagger)
    before = _places(project)
    gone = _gone(before, paths)
    found = collect_from(paths, {name: place for name, place in before.items() if name not in gone})
    problems: list[Problem] = []
    first = next(_reports(found, problems))  # where there is none at all, collect says so with an InputError
    with Store(project, create=True) as store:
        store.replace_problems(RUN, [UNFINISHED])
        store.keep_options({name for name, asked in ((REDUCED, reduced), (NO_TAGGER, not tagger)) if asked})
        names: dict[str, set[str]] = {}
        for count, (place, (document, raw)) in enumerate(chain([first], _reports(found, problems)), 1):
            store.add_document(document, raw, _to_keep(place, project))
            names.setdefault(place, set()).add(document.name)
            progress("taking in reports", count, 0)
        for name, place in before.items():  # the same file under another name, a row that is no longer in its table
            if place in names and name not in names[place]:
                gone.add(name)
        store.forget_documents(gone.difference(*names.values()))
        store.replace_problems("collect", problems)
        run(store, stages, workers=workers, progress=progress)
        store.replace_problems(RUN, [])
        return build_dossier(store)


def add_decisions(
    project: Path, decisions: Sequence[Decision], *, workers: int | None = None, progress: Progress = silent
) -> tuple[list[Decision], Dossier]:
    """Add decisions to the log of a project file and make what follows from them, of what the file holds and as it was read.

    Answers those that were not in the log before, and everything as it is now. StoreError where there is no such project, or
    where another run writes it.
    """
    from sayso.pipeline import stages_for
    from sayso.run import run

    with Store(project):  # says it where there is none
        pass
    with Store(project, create=True) as store:
        added = store.add_decisions(decisions)
        left = [problem for problem in store.read(Problem, memo=RUN) if problem != DECIDING]  # of a reading that was stopped
        store.replace_problems(RUN, [*left, DECIDING])
        asked = store.options()
        stages = stages_for(reduced=REDUCED in asked, tagger=NO_TAGGER not in asked)
        run(store, stages, workers=workers, progress=progress)
        store.replace_problems(RUN, left)
        return added, build_dossier(store)


def _reports(
    found: Iterable[tuple[str, tuple[Document, bytes] | Problem]], problems: list[Problem]
) -> Iterator[tuple[str, tuple[Document, bytes]]]:
    for place, item in found:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield place, item


# ── where reports came from ──


def _places(project: Path) -> dict[str, str]:
    """For each report's name the absolute path of the file it came from; empty where there is no project yet."""
    if not project.exists() or not project.stat().st_size:
        return {}
    folder = os.path.abspath(project.parent)
    with Store(project) as store:
        kept = store.places()
    return {name: place if place == STDIN else os.path.normpath(os.path.join(folder, place)) for name, place in kept.items()}


def _to_keep(place: str, project: Path) -> str:
    """Places are kept relative to the project file: both may move together."""
    try:
        return place if place == STDIN else os.path.relpath(place, os.path.abspath(project.parent))
    except ValueError:  # on another drive
        return place


def _gone(places: Mapping[str, str], paths: Sequence[Path]) -> set[str]:
    """The reports whose files are no longer in the folders that are read now."""
    folders = tuple(os.path.join(os.path.abspath(path), "") for path in paths if path.is_dir())
    return {name for name, place in places.items() if place.startswith(folders) and not os.path.lexists(place)}


def the_project(paths: Sequence[Path]) -> Path | None:
    """The project file among the arguments; None if they are files and folders to read. Never both."""
    projects = [path for path in paths if is_project(path)]
    if projects and len(paths) > 1:
        raise SettingsError(f"{projects[0]} is a project file: name it alone, or name files and folders to read")
    return projects[0] if projects else None


def is_project(path: Path) -> bool:
    if path.suffix == SUFFIX and not path.is_dir():
        return True  # also if it does not exist: the store says so in plain words
    try:
        with path.open("rb") as opened:
            return opened.read(len(SQLITE)) == SQLITE
    except OSError:
        return False


def default_project(paths: Sequence[Path]) -> Path:
    """Where `sayso read` keeps what it reads: named after the one folder that was given, in the current folder."""
    if len(paths) == 1 and paths[0].is_dir() and paths[0].resolve().name:
        return Path(paths[0].resolve().name + SUFFIX)
    return Path("story" + SUFFIX)
