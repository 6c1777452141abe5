"""What the benchmarks share on the command line: paths, how many reports, rounds, a profile instead, JSON."""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any


def print_profile(work: Callable[[], object], lines: int) -> None:
    """Where some work spends its time: by function alone, and by sayso's functions with all they call."""
    recorder = cProfile.Profile()
    recorder.runcall(work)
    stats = pstats.Stats(recorder)
    stats.sort_stats("tottime").print_stats(lines)
    stats.sort_stats("cumtime").print_stats(r"sayso[/\\]", lines)


def run_command(
    about: str | None,
    measure: Callable[[Path, int, int], Any],
    show: Callable[[Any], None],
    profile: Callable[[Path, int, int], None],
    *,
    articles: int,
    rounds: int,
) -> None:
    """Measure each path that is given, and show or print as JSON what came out; or print the costliest functions."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--articles", type=int, default=articles, help="how many reports are made of a .jsonl file")
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--profile", type=int, metavar="N", help="print the N costliest functions instead")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.profile:
        for path in given.paths:
            profile(path, given.articles, given.profile)
        return
    found = [measure(path, given.articles, given.rounds) for path in given.paths]
    if given.json:
        print(json.dumps([asdict(entry) for entry in found], indent=1))
        return
    for entry in found:
        show(entry)
