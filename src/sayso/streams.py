"""What a command writes: data to stdout, everything else to stderr. The only file that writes there."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress

WIDTH = 100  # columns where stdout is not a terminal
MOST_WIDTH = 140  # longer lines are hard to read


def put(text: str) -> None:
    """Data to stdout. Whoever reads it may close it before the end, as `head` does: that is no error."""
    try:
        _write(text)
    except OSError as error:
        with suppress(OSError, ValueError):  # or Python complains when it flushes stdout at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise


def _write(text: str) -> None:
    """As UTF-8 wherever the stream allows it."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is not None and not sys.stdout.isatty():
        sys.stdout.flush()
        buffer.write(text.encode("utf-8", "backslashreplace"))
        buffer.flush()
    else:
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()


def say(text: str, end: str = "\n") -> None:
    """To stderr; a closed stderr is nobody's concern."""
    from sayso.show.lines import harmless

    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    with suppress(OSError, ValueError):
        sys.stderr.write(harmless(text).encode(encoding, "backslashreplace").decode(encoding) + end)
        sys.stderr.flush()


class Notes(logging.Handler):
    """What the other modules log, as notes on stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        note(record.getMessage(), quiet=False)


def _hear(quiet: bool) -> None:
    log = logging.getLogger("sayso")
    log.handlers = [Notes()]
    log.setLevel(logging.ERROR if quiet else logging.WARNING)


def note(text: str, quiet: bool) -> None:
    if not quiet:
        say(f"sayso: {text}")


def progress(quiet: bool) -> Callable[[str, int, int], None]:
    """One line that is written over where stderr is a terminal; else a line for each of the few phases."""
    _hear(quiet)
    if quiet:
        return lambda what, done, total: None
    if sys.stderr.isatty():
        return progress_line
    told: set[str] = set()

    def tell(what: str, done: int, total: int) -> None:
        phase = what if what in ("taking in reports", "reading reports") else "comparing reports"
        if phase not in told and what != "done":
            told.add(phase)
            say(f"sayso: {phase}{f' ({total})' if total and phase == 'reading reports' else ''}")

    return tell


def progress_line(what: str, done: int, total: int) -> None:
    said = "" if what == "done" else f"{what} {done}{f' of {total}' if total else ''}"
    with suppress(OSError, ValueError):
        sys.stderr.write(f"\r\x1b[K{said}")
        sys.stderr.flush()


def colour(no_color: bool) -> bool:
    return not no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()


def width() -> int:
    return min(MOST_WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns) if sys.stdout.isatty() else WIDTH
