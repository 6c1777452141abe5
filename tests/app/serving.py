"""`sayso serve` as a process of its own, which tells every use of the network."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Tells every use of the network as Python itself sees it (PEP 578).
TELLING = """
import sys
sys.addaudithook(lambda event, given: event in ("socket.bind", "socket.connect", "socket.sendto", "socket.getaddrinfo",
    "socket.gethostbyname") and print("used", event, given[-1] if event != "socket.getaddrinfo" else given[0], file=sys.stderr))
from sayso.cli import main
sys.exit(main(sys.argv[1:]))
"""


@dataclass
class Server:
    """A server that runs, or ran: then `said` is all that it told on stderr, and `returncode` how it ended."""

    project: Path
    port: int
    key: str
    said: str = ""
    returncode: int | None = None

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def served(project: Path, *options: str) -> Iterator[Server]:
    """The project at a free port, until the end of the block; then Ctrl-C."""
    process = subprocess.Popen(
        [sys.executable, "-c", TELLING, "serve", str(project), "--no-browser", *options],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = ""
    server = None
    try:
        while server is None:
            line = process.stderr.readline()
            assert line, said
            said += line
            found = re.search(r"http://127\.0\.0\.1:(\d+)/\?token=(\S+)", line)
            server = Server(project, int(found[1]), found[2]) if found else None
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        if server is not None:
            server.said, server.returncode = said + err, process.returncode
        assert out == ""
