"""The project file: one SQLite database, one table for each kind of record. The only file that touches it.

Open it in any SQLite tool; columns hold plain values, and JSON where a field has parts. Readers may look while a run
writes (write-ahead log), and a kill at any moment leaves a file that the next run continues. One run writes at a time.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sayso import records
from sayso.columns import column_names, row_reader, storable, text_of, to_column
from sayso.decisions import checked, in_turn
from sayso.errors import SettingsError, StoreError
from sayso.records import COMPACT, Decision, Document, Problem, Record, Used, field_names, in_order, record_id

SCHEMA = 7  # raised when a table changes shape

TABLES: dict[type, str] = {
    records.Document: "documents",
    records.Region: "regions",
    records.Language: "languages",
    records.DateCandidate: "date_candidates",
    records.Published: "published",
    records.Sentence: "sentences",
    records.Attribution: "attributions",
    records.Source: "sources",
    records.ClaimMention: "claim_mentions",
    records.Meaning: "meanings",
    records.Position: "positions",
    records.TimeMention: "time_mentions",
    records.TellingWords: "telling_words",
    records.WordList: "word_lists",
    records.Story: "stories",
    records.Party: "parties",
    records.Utterance: "utterances",
    records.Passage: "passages",
    records.Claim: "claims",
    records.Change: "changes",
    records.Lineage: "lineages",
    records.Origin: "origins",
    records.Conflict: "conflicts",
    records.TimelineEntry: "timeline",
    records.Corrected: "corrected",
    records.Problem: "problems",
}
LOG = "decisions"  # beside the tables of what is made: entries are added, nothing else
IN_MEMORY = ":memory:"
PATIENCE = 30  # seconds to wait for another process to finish a transaction
LOOKING = 1  # seconds to wait for somebody who only looks whether the file is being written (`is_being_written`)
AT_ONCE = 500  # documents asked for in one query; SQLite takes some 32,000 values
KEYS = ("id", "doc")  # columns that every table has; a field of that name is that column
T = TypeVar("T", bound=Record)


@dataclass(frozen=True)
class Memo:
    """What one stage made of one group: `id` hashes the stage and the group's documents."""

    id: str
    stage: str
    documents: tuple[str, ...]


class Store:
    """An open project file; use as a context manager."""

    def __init__(self, path: Path | str, *, create: bool = False) -> None:
        self.path = Path(path)
        if create and not self.path.parent.is_dir():
            raise StoreError(f"{self.path}: there is no folder {self.path.parent}; make it first, or name another file with -o")
        if not create and not self.path.exists():
            raise StoreError(f"{self.path}: no such project file. Make one with: sayso read FOLDER -o {self.path}")
        self._writes = create
        self._lock = self._alone() if create and str(path) != IN_MEMORY else None
        try:
            with self._plain_words():
                self._db = sqlite3.connect(self.path, timeout=PATIENCE) if create else self._open()
                self._prepare(create)
        except StoreError:
            self._unlock()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()  # its file stays: whoever waits for it holds it open, and would wait for one that is gone

    def _alone(self) -> sqlite3.Connection:
        """The right to write, held until the file is closed or the process ends, however it ends."""
        with self._plain_words():
            lock = sqlite3.connect(lock_of(self.path), timeout=LOOKING, isolation_level=None)
            lock.execute("BEGIN EXCLUSIVE")
        return lock

    def _open(self) -> sqlite3.Connection:
        """For readers: what may not be written is read as it stands, and nothing is left beside it."""
        log = self.path.with_name(self.path.name + "-wal")
        unfinished = log.exists() and log.stat().st_size
        if unfinished or all(os.access(place, os.W_OK) for place in (self.path, self.path.parent)):
            return sqlite3.connect(self.path, timeout=PATIENCE)
        return sqlite3.connect(f"{self.path.resolve().as_uri()}?immutable=1", uri=True)

    def _plain_words(self) -> _PlainWords:
        return _PlainWords(self.path)

    def _prepare(self, create: bool) -> None:
        if not self._has_table("meta"):
            if not create or self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise StoreError(f"{self.path} is not a project file of sayso; name another file with -o")
            self._db.execute("PRAGMA journal_mode=WAL")
            self._create()
        row = self._db.execute("SELECT value FROM meta WHERE key='schema'").fetchone() if self._has_table("memos") else None
        found = row[0] if row else "unknown"
        if found != str(SCHEMA):
            raise StoreError(
                f"{self.path} was written by another version of sayso (file format {found}, this version reads {SCHEMA}). "
                "It was left as it is: read your files into a new one with: sayso read FOLDER -o NEW.sayso"
            )
        self._db.execute("PRAGMA synchronous=NORMAL")

    def _has_table(self, name: str) -> bool:
        return bool(self._db.execute("SELECT 1 FROM sqlite_master WHERE type='table' AND name=?", (name,)).fetchone())

    def _create(self) -> None:
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")  # or each table would be there by itself, and a kill would leave half of them
            self._db.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")
            self._db.execute("CREATE TABLE inputs (sha256 TEXT PRIMARY KEY, bytes BLOB)")
            self._db.execute("CREATE TABLE places (name TEXT PRIMARY KEY, place TEXT)")
            self._db.execute("CREATE TABLE memos (id TEXT PRIMARY KEY, stage TEXT, documents TEXT)")
            for kind, table in TABLES.items():
                columns = ", ".join(f'"{name}"' for name in field_names(kind) if name not in KEYS)
                self._db.execute(f"CREATE TABLE {table} (id TEXT, memo TEXT, doc TEXT, {columns})")
                for column in ("memo", "doc"):
                    self._db.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
            self._db.execute(f"CREATE TABLE {LOG} (id TEXT PRIMARY KEY, {column_names(Decision)})")
            for change in ("UPDATE", "DELETE"):
                stays = f"SELECT RAISE(ABORT, '{LOG} are only added')"
                self._db.execute(f"CREATE TRIGGER {LOG}_stay_on_{change} BEFORE {change} ON {LOG} BEGIN {stays}; END")
            for column in ("id", "name"):  # both are looked for with every report that is taken in
                self._db.execute(f"CREATE INDEX documents_{column} ON documents ({column})")
            self._db.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA),))

    # ── for those who look while a run writes ──

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """All that is read inside is the file as it stood when the first of it was read, whatever a run writes meanwhile."""
        if self._db.in_transaction:
            yield
            return
        with self._plain_words():
            self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.rollback()

    def revision(self) -> str:
        """A hash that is another one when there is anything new: reports, what was made of them, what failed, what was decided."""
        told = hashlib.sha256()
        with self._plain_words(), self.at_one_moment():
            for table in ("documents", "memos", "problems", LOG):
                ids = sorted(row[0] for row in self._db.execute(f"SELECT id FROM {table}"))  # noqa: S608 - names of our own
                told.update(COMPACT.encode([table, ids]).encode())
        return told.hexdigest()[:16]

    def progress(self) -> tuple[int, int]:
        """How many reports were taken in, and how many of them were read: what is in one report is stored together."""
        with self._plain_words(), self.at_one_moment():
            reports = {json.dumps([row[0]]) for row in self._db.execute("SELECT id FROM documents")}
            made = {row[0] for row in self._db.execute("SELECT DISTINCT documents FROM memos")}
        return len(reports), len(reports & made)

    # ── inputs ──

    def add_document(self, document: Document, raw: bytes, place: str | None = None) -> bool:
        """Keep a report, its bytes, and the place of the file it came from; answers whether anything changed.

        Another report of that name is replaced, and what was made of it is forgotten at once: nobody is shown a span
        of a text that is no longer there.
        """
        with self._plain_words(), self._db:
            if place is not None:
                self._db.execute("INSERT OR REPLACE INTO places VALUES (?, ?)", (document.name, storable(place)))
            if self._db.execute("SELECT 1 FROM documents WHERE id=?", (document.id,)).fetchone():
                return False
            self._forget([document.name])
            self._db.execute("INSERT OR IGNORE INTO inputs VALUES (?, ?)", (document.sha256, raw))
            self._insert("collect", [document])
        return True

    def places(self) -> dict[str, str]:
        """For each report's name the place of the file it came from, as it was given to `add_document`."""
        with self._plain_words():
            return {name: str(text_of(place)) for name, place in self._db.execute("SELECT name, place FROM places")}

    def forget_documents(self, names: Collection[str]) -> None:
        """Drop reports, and what was made of them."""
        with self._plain_words(), self._db:
            self._forget(names)
            self._db.executemany("DELETE FROM places WHERE name=?", [(name,) for name in names])

    def _forget(self, names: Collection[str]) -> None:
        gone: set[str] = set()
        for name in names:
            gone.update(row[0] for row in self._db.execute("SELECT id FROM documents WHERE name=?", (name,)))
        if gone:
            made = self._db.execute("SELECT id, documents FROM memos")
            self._delete([memo for memo, documents in made if not gone.isdisjoint(json.loads(documents))])
            self._db.executemany("DELETE FROM documents WHERE id=?", [(document,) for document in gone])

    def input_bytes(self, sha256: str) -> bytes | None:
        row = self._db.execute("SELECT bytes FROM inputs WHERE sha256=?", (sha256,)).fetchone()
        return bytes(row[0]) if row else None

    def replace_problems(self, stage: str, problems: Sequence[Problem]) -> None:
        """Problems outside the memoised stages (files that could not be read) are those of the latest run."""
        with self._plain_words(), self._db:
            self._db.execute("DELETE FROM problems WHERE memo=?", (stage,))
            self._insert(stage, problems)

    def keep_used(self, used: Sequence[Used]) -> None:
        """What the latest run worked with."""
        with self._plain_words(), self._db:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('used', ?)", (json.dumps(used, ensure_ascii=False),))

    def used(self) -> tuple[Used, ...]:
        """What `keep_used` kept; nothing where an older version of sayso made the file."""
        with self._plain_words():
            row = self._db.execute("SELECT value FROM meta WHERE key='used'").fetchone()
        with self._as_written(Used):
            return tuple(Used(*map(str, one)) for one in json.loads(row[0])) if row else ()

    def keep_options(self, options: Collection[str]) -> None:
        """What was asked for when the reports were read: a run that is given nothing but this file goes on so."""
        with self._plain_words(), self._db:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('options', ?)", (",".join(sorted(options)),))

    def options(self) -> frozenset[str]:
        with self._plain_words():
            row = self._db.execute("SELECT value FROM meta WHERE key='options'").fetchone()
        return frozenset(str(row[0]).split(",")) if row else frozenset()

    # ── what people decided ──

    def add_decisions(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Add to the log what is not in it, all of it or nothing; answers what was added. Entries stay for ever."""
        if not self._writes:
            raise StoreError(f"{self.path} was opened for reading only")
        added = []
        with self._plain_words(), self._db:
            for decision in decisions:
                row = (record_id(decision), *(to_column(getattr(decision, name)) for name in field_names(Decision)))
                marks = ", ".join("?" * len(row))
                if self._db.execute(f"INSERT OR IGNORE INTO {LOG} VALUES ({marks})", row).rowcount:  # noqa: S608 - ours
                    added.append(decision)
        return added

    def decisions(self) -> list[Decision]:
        """The whole log: by time, then by id, so that it does not matter who added what first."""
        with self._plain_words():
            rows = self._db.execute(f"SELECT {column_names(Decision)} FROM {LOG}").fetchall()  # noqa: S608 - names of our own
            decode = row_reader(Decision)
            with self._as_written(Decision):
                return in_turn([checked(decode(row)) for row in rows])

    # ── what the stages made ──

    def memos(self) -> set[str]:
        return {row[0] for row in self._db.execute("SELECT id FROM memos")}

    def save(self, made: Iterable[tuple[Memo, Sequence[Record]]]) -> None:
        """Store what stages made, all of it or nothing: one transaction. What is there already is not stored twice."""
        with self._plain_words(), self._db:
            for memo, found in made:
                row = (memo.id, memo.stage, json.dumps(memo.documents))
                if self._db.execute("INSERT OR IGNORE INTO memos VALUES (?, ?, ?)", row).rowcount:
                    self._insert(memo.id, found)

    def keep_only(self, current: set[str], *, stages: Collection[str] | None = None) -> None:
        """Forget what was made of groups that no longer exist: by some stages (their names), or by all."""
        with self._plain_words(), self._db:
            made = self._db.execute("SELECT id, stage FROM memos").fetchall()
            self._delete([memo for memo, stage in made if memo not in current and (stages is None or stage in stages)])
            self._db.execute("DELETE FROM inputs WHERE sha256 NOT IN (SELECT sha256 FROM documents)")

    def _delete(self, memos: Sequence[str]) -> None:
        stale = [(memo,) for memo in memos]
        for table in TABLES.values() if stale else ():
            self._db.executemany(f"DELETE FROM {table} WHERE memo=?", stale)  # noqa: S608 - names of our own
        self._db.executemany("DELETE FROM memos WHERE id=?", stale)

    def _insert(self, memo: str, found: Sequence[Record]) -> None:
        kinds = {type(record) for record in found}
        for kind in sorted(kinds, key=lambda kind: TABLES[kind]):
            names = [name for name in field_names(kind) if name not in KEYS]
            marks = ", ".join("?" * (len(names) + 3))
            rows = [
                (record_id(record), memo, record.at.doc, *(to_column(getattr(record, name)) for name in names))
                for record in found
                if type(record) is kind
            ]
            columns = ", ".join(f'"{name}"' for name in ["id", "memo", "doc", *names])
            self._db.executemany(f"INSERT INTO {TABLES[kind]} ({columns}) VALUES ({marks})", rows)  # noqa: S608 - names of our own

    def read(self, kind: type[T], *, memo: str | None = None, documents: Sequence[str] | None = None) -> list[T]:
        """All records of a kind (or those one memo made, or those that stand in some documents), sorted by place."""
        wanted: list[tuple[str, Sequence[str]]] = [("WHERE memo=?", (memo,))] if memo else [("", ())]
        if documents is not None:
            pieces = [documents[i : i + AT_ONCE] for i in range(0, len(documents), AT_ONCE)]
            wanted = [(f"WHERE doc IN ({', '.join('?' * len(piece))})", piece) for piece in pieces]
        with self._plain_words():
            rows = (
                row
                for where, values in wanted
                for row in self._db.execute(f"SELECT {column_names(kind)} FROM {TABLES[kind]} {where}", values)  # noqa: S608 - ours
            )
            decode = row_reader(kind)
            with self._as_written(kind):
                return in_order([decode(row) for row in rows])

    @contextmanager
    def _as_written(self, kind: type) -> Iterator[None]:
        """Whoever reads records inside is told in plain words where they are none that sayso wrote."""
        try:
            yield
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError, SettingsError) as error:
            raise StoreError(
                f"{self.path} holds a {kind.__name__} that sayso cannot read: it was altered by something else. "
                "Read your files again into a new project with: sayso read FOLDER -o NEW.sayso"
            ) from error


def lock_of(path: Path) -> Path:
    return path.with_name(path.name + "-lock")


def is_being_written(path: Path) -> bool:
    """Whether a run holds the right to write at this moment; a run that was killed holds nothing."""
    if not lock_of(path).exists():
        return False
    with closing(sqlite3.connect(f"{lock_of(path).resolve().as_uri()}?mode=ro", uri=True, timeout=0)) as lock:
        try:
            lock.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.OperationalError as error:
            return "locked" in str(error)
    return False


class _PlainWords:
    """Turns what SQLite says into an error that names the file and what to do."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, sqlite3.DatabaseError):
            said = str(error)
            if "full" in said or "disk I/O" in said:
                raise StoreError(
                    f"{self.path}: the disk is full or failing ({said}). What was stored is kept; make room and run again"
                ) from error
            if "not a database" in said or "malformed" in said:
                raise StoreError(f"{self.path} is not a project file of sayso ({said}); name another file with -o") from error
            if "unable to open" in said or "readonly" in said:
                raise StoreError(
                    f"{self.path} cannot be opened ({said}); check that you may read and write it and its folder"
                ) from error
            if "locked" in said:
                raise StoreError(
                    f"{self.path} is being written by another run; wait for it to end and run again, or name another file with -o"
                ) from error
            raise StoreError(f"{self.path}: {said}") from error
