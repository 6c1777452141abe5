"""A Document is made here, by every reader alike: the same name, bytes and reader give the same id on every machine."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from sayso.errors import InputError
from sayso.records import Block, Declared, Document, Hyperlink

# A report of ten million bytes is some 1.7 million words, more than ten novels: such a file is an archive or a mistake.
# By eye; the same limit holds for one page and for one row of a table.
MOST_BYTES = 10_000_000
# Half a surrogate pair (from "\ud800" in JSON, from a file name that is not UTF-8) cannot be stored as UTF-8.
HALF_PAIR = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Known:
    """What stands beside a report's text: its title, outlet, byline and address, and everything that was declared."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    uri: str | None = None
    declared: tuple[Declared, ...] = ()


NOTHING_KNOWN = Known()


def make_document(
    name: str,
    raw: bytes,
    text: str,
    blocks: Sequence[Block],
    *,
    reader: str,
    known: Known = NOTHING_KNOWN,
    links: Sequence[Hyperlink] = (),
) -> Document:
    """The record for one report; its id hashes reader, name and bytes, its `uri` is the declared address or the name.

    >>> document = make_document("a b.txt", b"It rained.", "It rained.", (Block(0, 10, "line", None),), reader="text/1")
    >>> document.uri, document.id
    ('file:a%20b.txt', 'a b.txt:201af978bef4')
    """
    return Document(
        id=document_id(reader, name, raw),
        name=name,
        uri=known.uri or "file:" + quote(name),
        outlet=known.outlet,
        title=known.title,
        byline=known.byline,
        text=text,
        blocks=tuple(blocks),
        declared=known.declared,
        reader=reader,
        sha256=hashlib.sha256(raw).hexdigest(),
        links=tuple(links),
    )


def document_id(reader: str, name: str, raw: bytes) -> str:
    """The name and 12 hexadecimal digits over reader, name and bytes, each with its length before it so that none runs
    into the next. The name comes first so that reports, and all ties between them, are sorted by name and not by hash."""
    sum_ = hashlib.sha256()
    for part in (reader.encode(), name.encode("utf-8", "replace"), raw):
        sum_.update(len(part).to_bytes(8, "big"))
        sum_.update(part)
    return f"{storable(name)}:{sum_.hexdigest()[:12]}"


def storable(text: str) -> str:
    """Half surrogate pairs become U+FFFD, one for one, so that no offset moves; all else stays.

    >>> storable("a\\ud800b")
    'a\ufffdb'
    """
    return HALF_PAIR.sub("\ufffd", text)


def warning(message: str, reader: str) -> Declared:
    """What the reader wants said about a report that could be read all the same; `collect` makes it a Problem."""
    return Declared("warning", message, reader)


def refuse_if_too_large(size: int, name: str) -> None:
    """Raises InputError for a report above `MOST_BYTES`."""
    if size > MOST_BYTES:
        raise InputError(
            f"{name}: {size:,} bytes are more than sayso reads as one report ({MOST_BYTES:,}). "
            "If the file holds several reports, split it, or give them as the rows of a .csv or .jsonl table"
        )
