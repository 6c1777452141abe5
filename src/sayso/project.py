"""From files to a project, and from a project or from files to a Dossier."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import SettingsError
from sayso.records import Document, Problem
from sayso.show.dossier import Dossier, build_dossier
from sayso.store import Store

if TYPE_CHECKING:
    from sayso.run import Progress

SUFFIX = ".sayso"
SQLITE = b"SQLite format 3\x00"  # how every SQLite file begins


def silent(what: str, done: int, total: int) -> None:
    """A progress that tells nobody."""


def read_story(paths: Sequence[Path | str], *, workers: int | None = None, progress: Progress = silent) -> Dossier:
    """Read files and folders, or open one project file, and give everything that was found.

    Nothing is left on the disk. InputError if nothing could be read as a report.
    """
    places = [Path(path) for path in paths]
    project = the_project(places)
    if project:
        with Store(project) as store:
            return build_dossier(store)
    with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
        return read_into(Path(folder) / f"story{SUFFIX}", places, workers=workers, progress=progress)


def read_into(project: Path, paths: Sequence[Path], *, workers: int | None = None, progress: Progress = silent) -> Dossier:
    """Read files and folders into a project file, bring it up to date, and give everything that it holds.

    No project file is made where there is nothing to put into it.
    """
    from sayso.collect.folder import collect
    from sayso.run import run

    problems: list[Problem] = []
    documents = _without_problems(collect(paths), problems)
    first = next(documents)  # where there is none at all, collect says so with an InputError
    with Store(project, create=True) as store:
        for count, (document, raw) in enumerate(chain([first], documents), 1):
            store.add_document(document, raw)
            progress("taking in reports", count, 0)
        store.replace_problems("collect", problems)
        run(store, workers=workers, progress=progress)
        return build_dossier(store)


def _without_problems(
    found: Iterable[tuple[Document, bytes] | Problem], problems: list[Problem]
) -> Iterator[tuple[Document, bytes]]:
    for item in found:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


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
