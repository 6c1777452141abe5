"""Base texts for the benchmarks of copying: read from a file, halved for tuning and reporting, made into documents."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from edits import sentences_of
from sayso.records import Document, Sentence, Span

BODY_COLUMNS = ("articleBody", "text", "body")
LONGEST_FIELD = 10_000_000


def texts_of(path: Path) -> list[str]:
    """The texts of a .csv, .jsonl or .jsonl.gz file (a field called articleBody, text or body), without repetitions."""
    if not path.exists():
        raise SystemExit(f"{path} is absent: give a .csv, .jsonl or .jsonl.gz file with a field {', '.join(BODY_COLUMNS)}")
    found = (next((str(row[name]) for name in BODY_COLUMNS if name in row), "") for row in rows_of(path))
    return list(dict.fromkeys(text for text in found if text))


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(LONGEST_FIELD)
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
        return
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def half(texts: Sequence[str], which: str) -> list[str]:
    """Every second text: "tune" or "report"."""
    return list(texts[which == "report" :: 2])


def document(name: str, text: str) -> Document:
    return Document(name, name, name, None, None, None, text, (), (), "bench", "")


def split(document: Document) -> Iterator[Sentence]:
    """Sentences by their stops, without a parse: what is measured here is what stands between reports."""
    place = 0
    for piece in sentences_of(document.text):
        bare = piece.strip()
        if bare:
            start = place + piece.index(bare[0])
            yield Sentence(Span(document.id, start, start + len(bare)), "body", (), "en")
        place += len(piece)
