"""Files and folders to Documents, whatever is in them: what cannot be read becomes a Problem that says what to do."""

from __future__ import annotations

import logging
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from sayso.collect import html, table, text
from sayso.collect.document import HALF_PAIR, MOST_BYTES, document_id, refuse_if_too_large, storable
from sayso.errors import InputError
from sayso.records import Document, Problem

STAGE = "collect"
STDIN = "-"
STDIN_NAME = "stdin"

TEXT_ENDINGS = (".txt", ".text", ".md")
PAGE_ENDINGS = (".html", ".htm", ".xhtml")
TABLE_ENDINGS = (".csv", ".tsv", ".jsonl", ".jsonl.gz")
ENDINGS = (*TEXT_ENDINGS, *PAGE_ENDINGS, *TABLE_ENDINGS)
OWN_FILES = (".sayso", ".sayso-wal", ".sayso-shm", ".sayso-lock")  # what sayso itself wrote beside the reports
# How its dossier pages and its JSON begin: they are made of the reports, and are none.
OWN_OUTPUT = re.compile(
    rb"""\s*(?:<!doctype html>.{0,600}?<meta name="generator" content="sayso |\{\s*"schema":\s*"sayso\.)""", re.I | re.S
)
OUTPUT_ENDINGS = (*PAGE_ENDINGS, ".json")

Collected = tuple[Document, bytes] | Problem
log = logging.getLogger("sayso")


@dataclass(frozen=True, slots=True)
class Found:
    """One file to read: where it is, what it is called, and how many of its parts the name has."""

    path: Path
    parts: tuple[str, ...]
    shown: int  # the name is the last so many parts
    kind: str  # "text", "page", "table", or "sniff" for a file given by name with an ending nobody knows

    @property
    def name(self) -> str:
        """Bytes of a file's name that are not UTF-8 are shown as numbers: two such names stay two."""
        name = "/".join(self.parts[-self.shown :])
        return HALF_PAIR.sub(lambda found: f"\\x{ord(found[0]) & 0xFF:02x}", name)

    @property
    def place(self) -> str:
        """The file's absolute path, links not resolved."""
        return os.path.join(*self.parts)


def collect(paths: Sequence[str | Path]) -> Iterator[Collected]:
    """Every report below the paths, with the bytes that its `sha256` hashes, in the order of their names.

    A folder is read with all folders in it, hidden files left out, symbolic links not followed; "-" is one plain text
    from standard input. Raises InputError at the end where there was no report at all.
    """
    return (collected for _, collected in collect_from(paths, {}))


def collect_from(paths: Sequence[str | Path], before: Mapping[str, str]) -> Iterator[tuple[str, Collected]]:
    """As `collect`, each with the place it came from: the file's absolute path, "-", or "" for what is not there.

    `before` has names of reports that were read earlier, with their places: a file from elsewhere gets a longer name.
    """
    problems: list[Problem] = []
    files: list[Found] = []
    for given in paths:
        if str(given) != STDIN:
            _list(Path(given), files, problems)
    yield from (("", problem) for problem in problems)
    some = False
    stdin = any(str(given) == STDIN for given in paths)
    places = {file.place for file in files} | ({STDIN} if stdin else set())
    taken = frozenset(name for name, place in before.items() if place not in places)
    for place, collected in _read_all(_with_names(files, taken), stdin, taken):
        if isinstance(collected, Problem):
            problems.append(collected)
        else:
            some = True
        yield place, collected
    if not some:
        raise InputError(_nothing(paths, problems))


def reread(document: Document, raw: bytes) -> str:
    """The document's text once more, from the stored bytes alone. Raises InputError for a reader that is not this version's."""
    for reader, read in REREADERS:
        if document.reader == reader:
            return read(raw)
    raise InputError(
        f"{document.name} was read by {document.reader!r}, which this version of sayso does not have "
        f"({', '.join(reader for reader, _ in REREADERS)}); read the file again with: sayso read"
    )


REREADERS: tuple[tuple[str, Callable[[bytes], str]], ...] = (
    (text.READER, lambda raw: text.decode(raw)[0]),
    (html.READER, html.page_text),
    (table.READER, table.row_text),
)


def _nothing(paths: Sequence[str | Path], problems: Sequence[Problem]) -> str:
    given = ", ".join(str(path) for path in paths) or "nothing"
    seen = "; ".join(f"{problem.key}: {problem.message}" for problem in problems[:3])
    more = f"; and {len(problems) - 3} more" if len(problems) > 3 else ""
    found = f" Found: {seen}{more}." if seen else ""
    return (
        f"no report to read in {given}. sayso reads {READABLE}.{found} Give a folder that holds such files, or the files themselves"
    )


READABLE = " ".join(ENDINGS)

# ── listing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _list(given: Path, files: list[Found], problems: list[Problem]) -> None:
    try:
        mode = given.stat().st_mode
    except OSError as error:
        problems.append(Problem(STAGE, storable(str(given)), _cannot(error)))
        return
    parts = PurePath(os.path.abspath(given)).parts  # resolve() would follow links and change the name
    if stat.S_ISDIR(mode):
        _list_folder(given, parts, files, problems)
    elif stat.S_ISREG(mode) and is_own_output(given):
        problems.append(Problem(STAGE, storable(given.name), "was written by sayso; give the reports that it was made from"))
    elif stat.S_ISREG(mode):
        files.append(Found(given, parts, 1, _kind(given.name) or "sniff"))
    else:
        problems.append(Problem(STAGE, storable(given.name), 'neither a file nor a folder; to read from a pipe, give "-"'))


def _list_folder(folder: Path, parts: tuple[str, ...], files: list[Found], problems: list[Problem]) -> None:
    """Without recursion: folders may be nested deeper than functions may."""
    waiting = [(folder, 0)]
    while waiting:
        here, depth = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            problems.append(Problem(STAGE, storable(here.name), _cannot(error)))
            continue
        for entry in entries:
            below = (*parts, *PurePath(os.path.relpath(entry.path, folder)).parts)
            _list_entry(entry, Found(Path(entry.path), below, depth + 1, "sniff"), waiting, files, problems)


def _list_entry(
    entry: os.DirEntry[str], found: Found, waiting: list[tuple[Path, int]], files: list[Found], problems: list[Problem]
) -> None:
    if entry.name.startswith(".") or entry.name.lower().endswith(OWN_FILES):
        return
    kind = _kind(entry.name)
    if entry.is_symlink():
        problems.append(Problem(STAGE, found.name, "a symbolic link, not followed; give the file or folder it points at"))
    elif entry.is_dir(follow_symlinks=False):
        waiting.append((found.path, found.shown))
    elif not entry.is_file(follow_symlinks=False):
        problems.append(Problem(STAGE, found.name, "neither a file nor a folder"))
    elif is_own_output(found.path):
        log.warning("%s was written by sayso itself and is left out", found.name)
    elif kind is None:
        problems.append(
            Problem(STAGE, found.name, f"not a kind sayso reads ({READABLE}); to read it all the same, give it by name")
        )
    else:
        files.append(replace(found, kind=kind))


def is_own_output(path: Path) -> bool:
    """Whether the file is a page or JSON that sayso wrote."""
    if not path.name.lower().endswith(OUTPUT_ENDINGS):
        return False
    try:
        with path.open("rb") as opened:
            return OWN_OUTPUT.match(opened.read(1_000)) is not None
    except OSError:
        return False


def _kind(name: str) -> str | None:
    low = name.lower()
    for kind, endings in (("text", TEXT_ENDINGS), ("page", PAGE_ENDINGS), ("table", TABLE_ENDINGS)):
        if low.endswith(endings):
            return kind
    return None


def _cannot(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder (any more); check the name, then run again"
    if isinstance(error, PermissionError):
        return "may not be read by you; change its permissions, then run again"
    return f"cannot be read: {error.strerror or error}; put it right, then run again"


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_names(files: Sequence[Found], taken: frozenset[str]) -> list[Found]:
    """Each file once, under a name of its own: longer by a folder wherever two would be called the same, or one is taken.

    A file reached in two ways has the longer of its names, so that the order of the arguments never matters.
    """
    by_place: dict[tuple[str, ...], Found] = {}
    for file in files:
        known = by_place.get(file.parts)
        by_place[file.parts] = file if known is None or file.shown > known.shown else known
    named = list(by_place.values())
    while clashes := {name for name, count in Counter(file.name for file in named).items() if count > 1 or name in taken}:
        longer = [replace(file, shown=file.shown + 1) if _can_grow(file, clashes) else file for file in named]
        if longer == named:
            break
        named = longer
    return sorted(named, key=lambda file: (file.name, file.parts))


def _can_grow(file: Found, clashes: set[str]) -> bool:
    return file.name in clashes and file.shown < len(file.parts)


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_all(files: Sequence[Found], stdin: bool, taken: frozenset[str]) -> Iterator[tuple[str, Collected]]:
    names = Counter([*(file.name for file in files), *taken, *([STDIN_NAME] if stdin else [])])
    tables = [file for file in files if file.kind == "table"]
    shared = _ids_of_several(tables, names) if len(files) + stdin + len(taken) > 1 else frozenset[str]()
    if stdin:
        for made in _one(STDIN_NAME, lambda: sys.stdin.buffer.read(MOST_BYTES + 1), text.read_text):
            yield STDIN, made
    for file in files:
        for made in _read(file, shared):
            yield file.place, made


def _read(file: Found, shared: frozenset[str]) -> Iterator[Collected]:
    kind = file.kind if file.kind != "sniff" else _sniff(file)
    if kind == "table":
        yield from _rows(file, shared)
    else:
        yield from _one(file.name, lambda: _bytes(file), html.read_html if kind == "page" else text.read_text)


def _bytes(file: Found) -> bytes:
    with file.path.open("rb") as opened:
        refuse_if_too_large(os.fstat(opened.fileno()).st_size, file.name)
        return opened.read(MOST_BYTES + 1)


def _sniff(file: Found) -> str:
    """What a file with an unknown ending is, by its beginning; a table is known by its ending alone."""
    try:
        with file.path.open("rb") as opened:
            head = opened.read(1_000).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    except OSError:
        return "text"
    return (
        "page" if head.startswith((b"<!doctype html", b"<html", b"<?xml", b"<!-- saved from url", b"<head", b"<body")) else "text"
    )


def _one(name: str, load: Callable[[], bytes], read: Callable[[bytes, str], Document]) -> Iterator[Collected]:
    """One report from one file, and what its reader warned of."""
    try:
        raw = load()
        document = read(raw, name)
    except OSError as error:
        yield Problem(STAGE, name, _cannot(error))
        return
    except InputError as error:
        yield Problem(STAGE, name, str(error).removeprefix(f"{name}: "))
        return
    if not document.blocks:
        yield Problem(STAGE, name, "is empty; save the report's text in it" if not raw else _no_text(document))
        return
    yield document, raw
    for entry in document.declared:
        if entry.what == "warning":
            yield Problem(STAGE, name, entry.value)


def _no_text(document: Document) -> str:
    if document.reader == html.READER:
        return "the page shows no text; if scripts make its text, save it from the browser as a complete page"
    return "holds nothing but blanks; save the report's text in it"


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(file: Found, shared: frozenset[str]) -> Iterator[Collected]:
    try:
        for made in table.read_rows(file.path, file.name):
            yield made if isinstance(made, Problem) else (_distinct(made[0], made[1], file.name, shared), made[1])
    except OSError as error:
        yield Problem(STAGE, file.name, _cannot(error))
    except InputError as error:
        yield Problem(STAGE, file.name, str(error).removeprefix(f"{file.name}: "))


def _distinct(document: Document, raw: bytes, table_name: str, shared: frozenset[str]) -> Document:
    if document.name not in shared:
        return document
    name = f"{table_name}#{document.name}"
    return replace(document, name=name, id=document_id(document.reader, name, raw))


def _ids_of_several(tables: Sequence[Found], taken: Counter[str]) -> frozenset[str]:
    """Row ids that stand in more than one table, or are the name of a file: those rows are called after their table too."""
    count = Counter(taken)
    for file in tables:
        count.update(_ids(file))
    return frozenset(name for name, times in count.items() if times > 1)


def _ids(file: Found) -> set[str]:
    try:
        return {made.name for made in table.read_table(file.path, file.name) if isinstance(made, Document)}
    except (OSError, InputError):
        return set()
