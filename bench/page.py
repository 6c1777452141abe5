"""How large the dossier is, and how soon the app shows a story: bytes, seconds to render, first contentful paint in Chromium.

python bench/page.py PATH… [--rounds 5] [--json]

PATH: a project file, or files and folders, which are read into one. The dossier file is rendered in this process (CPU seconds, the
best of --rounds). The app is `sayso serve`, started once; each screen is asked for over its port (seconds from the request to the
last byte, the median of --rounds), and its first page is opened in Debian's Chromium, each time in a profile that has nothing but
the key: first contentful paint as the browser tells it (W3C Paint Timing), in seconds from the start of the navigation, the median.
Beside each stands the bare cost: a page of three lines by the same server, the one that says a page is not there.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import quote_plus

from playwright.sync_api import Browser, sync_playwright

from sayso.project import read_into, read_story, the_project
from sayso.show.dossier import Dossier
from sayso.show.page import SCREENS, render_page

HOME = "127.0.0.1"
LONG_WORD = re.compile(r"[^\W\d_]{6,}")
EMPTY = "/nothing"  # answered with 404
PAINT = """() => new Promise((tell) => new PerformanceObserver((seen) => {
  const first = seen.getEntriesByName('first-contentful-paint')[0];
  if (first) tell(first.startTime / 1000);
}).observe({type: 'paint', buffered: true}))"""


@dataclass(frozen=True)
class Served:
    """One page of the app."""

    path: str
    bytes: int
    seconds: float


@dataclass(frozen=True)
class Measured:
    """Seconds; those of the file are of the CPU."""

    reports: int
    claims: int
    file_bytes: int
    file_seconds: float
    first_paint: float
    bare_paint: float
    screens: tuple[Served, ...]
    bare: Served


def measure(project: Path, rounds: int) -> Measured:
    dossier = read_story([project])
    size, seconds = rendered(dossier, rounds)
    with served(project) as (port, key):
        screens = tuple(asked(port, key, path, rounds) for path in paths(dossier))
        bare = asked(port, key, EMPTY, rounds)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), chromium_sandbox=os.geteuid() != 0)
            painted(browser, port, key, EMPTY)  # the browser's own first page
            # In turn, so that both meet the same load of the machine.
            both = [(painted(browser, port, key, "/"), painted(browser, port, key, EMPTY)) for _ in range(rounds)]
            browser.close()
    story, empty = (median(times) for times in zip(*both, strict=True))
    return Measured(len(dossier.documents), len(dossier.claims), size, seconds, story, empty, screens, bare)


def rendered(dossier: Dossier, rounds: int) -> tuple[int, float]:
    """Bytes of the one-file dossier, and the least CPU seconds it took."""
    best, size = float("inf"), 0
    for _ in range(rounds):
        start = time.process_time()
        size = len(render_page(dossier).encode("utf-8", "backslashreplace"))
        best = min(best, time.process_time() - start)
    return size, best


def paths(dossier: Dossier) -> list[str]:
    """Each screen, the first claim, the longest report, two reports side by side, and a search for the story's commonest word."""
    texts = [document.text for document in dossier.documents]
    longest = max(range(len(texts)), key=lambda number: len(texts[number])) + 1
    words = Counter(LONG_WORD.findall(" ".join(texts).lower()))
    return [
        *("/" if screen.key == "story" else f"/{screen.key}" for screen in SCREENS),
        *(["/claims/1"] if dossier.claims else []),
        f"/reports/{longest}",
        *(["/reports?reports=1&reports=2"] if len(texts) > 1 else []),
        f"/search?q={quote_plus(min(words, key=lambda word: (-words[word], word)))}",
    ]


@contextmanager
def served(project: Path) -> Iterator[tuple[int, str]]:
    """Port and key of `sayso serve`, as long as the block runs."""
    command = [sys.executable, "-m", "sayso", "serve", str(project), "--no-browser"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\?token=(\S+)", process.stderr.readline() + process.stderr.readline())
        if found is None:
            raise SystemExit("sayso serve did not start")
        yield int(found[1]), found[2]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)


def asked(port: int, key: str, path: str, rounds: int) -> Served:
    times, size = [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        connection = http.client.HTTPConnection(HOME, port, timeout=60)
        connection.request("GET", path, headers={"Authorization": f"Bearer {key}"})
        answer = connection.getresponse()
        size = len(answer.read())
        times.append(time.perf_counter() - start)
        connection.close()
        if answer.status != (404 if path == EMPTY else 200):
            raise SystemExit(f"{path} is answered with {answer.status}")
    return Served(path, size, median(times))


def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise SystemExit("there is no chromium here: apt-get install chromium")
    return found


def painted(browser: Browser, port: int, key: str, path: str) -> float:
    """Seconds from the start of the navigation to the first contentful paint, in a new profile."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": f"sayso-{port}", "value": key, "url": f"http://{HOME}:{port}"}])
    page = context.new_page()
    page.goto(f"http://{HOME}:{port}{path}")
    first: float = page.evaluate(PAINT)
    context.close()
    return first


def show(found: Measured) -> None:
    print(f"{found.reports} reports, {found.claims} claims")
    print(f"the one file: {found.file_bytes:,} bytes, rendered in {found.file_seconds:.2f} CPU seconds")
    print(f"first contentful paint of /: {found.first_paint:.3f} s; of an empty page of the same server: {found.bare_paint:.3f} s")
    for one in (*found.screens, found.bare):
        ratio = one.seconds / found.bare.seconds
        print(f"  {one.path:32} {one.bytes:10,} bytes  {one.seconds:7.3f} s  {ratio:6.1f} times an empty page")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="sayso-bench-") as folder:
        project = the_project(given.paths)
        if project is None:
            project = Path(folder) / "story.sayso"
            read_into(project, given.paths)
        found = measure(project, given.rounds)
    if given.json:
        print(json.dumps(asdict(found), indent=1))
    else:
        show(found)


if __name__ == "__main__":
    main()
