"""Reports in the rows of a table: CSV, TSV, JSON Lines, JSON Lines in gzip.

A row is kept as the canonical JSON of the columns that were understood, so that the row can be read again from those
bytes alone. Which column holds what is told by its name (`NAMES`); case, blanks, "-" and "." do not matter there.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sayso.collect.document import MOST_BYTES, Known, make_document, storable
from sayso.collect.text import decode, encoding_of, find_blocks
from sayso.errors import InputError
from sayso.records import Declared, Document, Problem

READER = "table/1"
STAGE = "collect"

Row = dict[str, str]
Numbered = tuple[int, Row | str]  # the row's number and its cells, or what is wrong with it

# What a column holds, by its name; the first of the names wins.
NAMES = {
    "text": "text body content article_text article_body articlebody full_text fulltext maintext main_text story",
    "id": "id doc doc_id document_id article_id body_id uid guid key",
    "url": "url link uri href address canonical_url source_url permalink",
    "outlet": "outlet publisher source src domain site site_name publication newspaper media source_name",
    "title": "title headline heading",
    "date": "date published published_at publish_date published_date publication_date pubdate pub_date datetime timestamp "
    "date_published time created_at",
    "byline": "byline author authors writer by creator",
    "language": "language lang locale",
}
# Rows without a text before the table is held to be a wrong one; by eye.
MOST_EMPTY_FIRST = 1_000
# Cells that say "nothing" in exports of spreadsheets and data frames.
NOTHING = frozenset({"", "nan", "none", "null", "n/a", "na"})
PLAIN_ADDRESS = re.compile(r"https?://\S+\Z", re.I)


def read_table(path: str | Path, name: str | None = None) -> Iterator[Document | Problem]:
    """The reports of a table, one for each row, in order. `name` is how problems call the table (default: its file name).

    Raises InputError where no row has a text column; the message lists the columns found and those understood.
    """
    return (made if isinstance(made, Problem) else made[0] for made in read_rows(path, name))


def read_rows(path: str | Path, name: str | None = None) -> Iterator[tuple[Document, bytes] | Problem]:
    """As `read_table`, each report with the bytes of its row."""
    path = Path(path)
    name = name or path.name
    seen: dict[str, int] = {}
    waiting: list[Problem] | None = []  # problems until the first text shows that this is a table of reports
    columns: dict[str, None] = {}
    for number, row in _numbered_rows(path):
        made = _made(name, number, row, seen)
        if waiting is None:
            yield made
            continue
        if isinstance(made, Problem):
            waiting.append(made)
            columns.update(dict.fromkeys(row if isinstance(row, dict) else ()))
            if len(waiting) > MOST_EMPTY_FIRST:
                break
            continue
        yield from waiting
        waiting = None
        yield made
    if waiting is not None:
        raise InputError(_no_text(name, tuple(columns), waiting))


def row_text(raw: bytes) -> str:
    """The text of a row from its bytes alone: what `read_rows` gave as `text`."""
    row = json.loads(raw)
    return str(row[understood(row)["text"]])


def understood(columns: Mapping[str, object] | Sequence[str]) -> dict[str, str]:
    """Which column holds what.

    >>> understood(["Published At", "Body", "body_id", "colour"])
    {'text': 'Body', 'id': 'body_id', 'date': 'Published At'}
    """
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(re.sub(r"[\s.\-]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", column.strip())).lower(), column)
        by_name.setdefault(column.strip().lower(), column)
    chosen = {what: next((by_name[name] for name in names.split() if name in by_name), None) for what, names in NAMES.items()}
    return {what: column for what, column in chosen.items() if column is not None}


def _no_text(name: str, columns: tuple[str, ...], problems: Sequence[Problem]) -> str:
    if not columns:
        why = f" ({problems[0].message})" if problems else ""
        return (
            f"{name}: the table has no rows that can be read{why}. A table has a line of column names, then a row for each report"
        )
    shown = ", ".join(columns[:30])
    if "text" in understood(columns):
        return f"{name}: no row of the table has a text in its column {understood(columns)['text']!r}. Columns found: {shown}"
    known = "; ".join(f"{what} ({', '.join(names.split())})" for what, names in NAMES.items())
    return f"{name}: no column holds the reports' text. Columns found: {shown}. Columns understood: {known}. Rename one to: text"


# ── one row ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _made(name: str, number: int, row: Row | str, seen: dict[str, int]) -> tuple[Document, bytes] | Problem:
    if isinstance(row, str):
        return Problem(STAGE, name, f"{_row(number)}: {row}")
    columns = understood(row)
    cells = {column: storable(row[column]) for column in columns.values()}
    text = cells.get(columns.get("text", ""), "")
    if not text.strip():
        return Problem(STAGE, name, f"{_row(number)} has no text; it was left out")
    raw = json.dumps(cells, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    if len(raw) > MOST_BYTES:
        return Problem(
            STAGE, name, f"{_row(number)}: {len(raw):,} bytes are more than one report ({MOST_BYTES:,}); it was left out"
        )
    document = make_document(
        _row_name(name, number, cells.get(columns.get("id", ""), ""), seen),
        raw,
        text,
        find_blocks(text),
        reader=READER,
        known=_known(cells, columns),
    )
    return document, raw


def _row(number: int) -> str:
    return f"row {number}"


def _row_name(table: str, number: int, row_id: str, seen: dict[str, int]) -> str:
    """The row's id; for a row without one, or with an id that stood before, the table's name and the row's number."""
    row_id = " ".join(row_id.split())[:LONGEST_ID]
    if row_id.casefold() in NOTHING or row_id in seen:
        return f"{table}#{number}"
    seen[row_id] = number
    return row_id


LONGEST_ID = 200  # characters; longer cells in an id column are no names


def _known(cells: Row, columns: dict[str, str]) -> Known:
    declared = tuple(
        Declared(what, value, f"column {column}")
        for what, column in columns.items()
        if what not in ("text", "id") and (value := " ".join(cells[column].split())).casefold() not in NOTHING
    )
    values = {entry.what: entry.value for entry in declared}
    url = values.get("url", "")
    return Known(
        values.get("title"), values.get("outlet"), values.get("byline"), url if PLAIN_ADDRESS.match(url) else None, declared
    )


# ── rows of each kind of table ───────────────────────────────────────────────────────────────────────────────────────


def _numbered_rows(path: Path) -> Iterator[Numbered]:
    if path.name.lower().endswith((".csv", ".tsv")):
        yield from _csv_rows(path)
    else:
        yield from _json_rows(path)


ENCODING_SAMPLE = 1_000_000  # bytes around the first that is no UTF-8, from which the encoding is guessed
CHUNK = 1 << 20


def table_encoding(path: Path) -> str:
    """The encoding of a whole table, read once in pieces: UTF-8 if all of it is, else what the first other bytes suggest.

    A byte order mark decides at once.
    """
    with path.open("rb") as file:
        head = file.read(4)
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        file.seek(0)
        return _utf8_or_guess(file)


def _utf8_or_guess(file: BinaryIO) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    while chunk := file.read(CHUNK):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            guessed = decode(chunk[-ENCODING_SAMPLE:])[1]
            return guessed if encoding_of(guessed) else "windows-1252"
    return "utf-8-sig"


@contextmanager
def wide_cells() -> Iterator[None]:
    """The csv module refuses cells above 128 KiB unless told otherwise, for the whole process: the limit is put back."""
    before = csv.field_size_limit(MOST_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _csv_rows(path: Path) -> Iterator[Numbered]:
    with wide_cells(), path.open(encoding=table_encoding(path), errors="replace", newline="") as file:
        delimiter = "\t" if path.name.lower().endswith(".tsv") else best_delimiter(file.readline(CHUNK))
        file.seek(0)
        rows = csv.reader(file, delimiter=delimiter)
        try:
            header = next(rows, [])
            number, cells = 0, header
            for number, cells in enumerate(rows, start=1):
                if cells:
                    yield number, _cells(header, cells)
            if cells and cells[-1].endswith(("\n", "\r")) and not _ends_quoted(path):
                yield number, "its last cell goes on to the end of the file: a quotation mark is not closed"
        except csv.Error as error:
            yield rows.line_num, f"the table cannot be read beyond line {rows.line_num}: {error}"


def _ends_quoted(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 100))
        return file.read().rstrip(b"\r\n\x00 ").endswith(b'"')


def best_delimiter(header: str) -> str:
    """The mark between columns under which most column names are understood; the comma in doubt.

    >>> best_delimiter("id;title;text"), best_delimiter("text")
    (';', ',')
    """
    return max(",;\t|", key=lambda mark: (len(understood(next(csv.reader([header], delimiter=mark), []))), mark == ","))


def _cells(header: Sequence[str], cells: Sequence[str]) -> Row | str:
    if len(cells) > len(header):
        return f"{len(cells)} cells for {len(header)} columns; put quotation marks around cells that hold the mark between columns"
    return {column: cell for column, cell in zip(header, cells, strict=False) if column.strip()}


LONGEST_LINE = 2 * MOST_BYTES  # bytes; a row of JSON is up to twice its text, for what is escaped
# A gzip file may hold a thousand times its size. News text shrinks three to ten times; hundred times is an attack or a
# mistake, once it is more than a table of this size would be.
MOST_RATIO, RATIO_FROM = 100, 50_000_000


def _json_rows(path: Path) -> Iterator[Numbered]:
    packed = path.name.lower().endswith(".gz")
    with gzip.open(path) if packed else path.open("rb") as file:
        most = max(RATIO_FROM, MOST_RATIO * path.stat().st_size) if packed else None
        number = read = 0
        try:
            while line := file.readline(LONGEST_LINE + 1):
                number, read = number + 1, read + len(line)
                if len(line) > LONGEST_LINE:
                    yield number, f"a line of more than {LONGEST_LINE:,} bytes; the table was not read beyond it"
                    return
                if most is not None and read > most:
                    yield number, f"the file unpacks to more than {MOST_RATIO} times its size; it was not read beyond this row"
                    return
                if line.strip(b" \t\r\n\xef\xbb\xbf"):
                    yield number, _json_row(line)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield number + 1, f"the file ends or breaks here ({error}); the rows before were read"


def _json_row(line: bytes) -> Row | str:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return "not UTF-8; JSON Lines must be"
    except (ValueError, RecursionError) as error:
        return f"not JSON ({str(error)[:120]})"
    if not isinstance(row, dict):
        return 'not a JSON object; each line must be one, such as {"id": "a", "text": "…"}'
    return {str(column): cell for column, value in row.items() if (cell := _cell(value)) is not None}


def _cell(value: object) -> str | None:
    """A value as a cell: lists of names become one, an object gives its name, other objects are no cell."""
    if isinstance(value, dict):
        return _cell(value.get("name"))
    if isinstance(value, list):
        parts = [cell for part in value[:50] if (cell := _cell(part)) is not None]
        return ", ".join(parts) if parts else None
    return None if value is None or isinstance(value, bool) else str(value)
