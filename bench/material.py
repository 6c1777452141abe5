"""What the benchmarks run on: a folder of reports, or the texts of a .jsonl file, repeated until there are enough."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def folder_of_reports(path: Path, articles: int) -> Iterator[Path]:
    """The folder itself, or a temporary one with `articles` text files made of the rows of a .jsonl file."""
    if not path.exists():
        raise SystemExit(f"{path} is absent: give a folder of reports, or a .jsonl file with a field text in each row")
    if path.is_dir():
        yield path
        return
    with path.open(encoding="utf-8") as lines:
        texts = [str(json.loads(line)["text"]) for line in lines if line.strip()]
    with TemporaryDirectory(prefix="sayso-bench-") as made:
        for number, text in enumerate(islice(cycle(texts), articles)):
            (Path(made) / f"{number:05}.txt").write_text(text, encoding="utf-8", newline="")
        yield Path(made)
