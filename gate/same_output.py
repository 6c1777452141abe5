"""What must hold of every run: each span cuts its words, the order of files and the number of workers change nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from analysis import Analysis, analysed
from measures import Measure, share, truth
from sayso.verify import spans_in, verify_project


def span_measures(analysis: Analysis, texts: Mapping[str, str]) -> list[Measure]:
    """By sayso's own check of the project, and once more from the files that were decoded here."""
    verdict = verify_project(analysis.project)
    own = [span for span in spans_in(analysis.listed) if span["report"] in texts]
    right = sum(texts[str(span["report"])][_int(span["start"]) : _int(span["end"])] == span["text"] for span in own)
    return [
        share("spans: hold by sayso verify", verdict.spans - len(verdict.span_failures), verdict.spans),
        share("spans: hold in the files", right, len(own)),
    ]


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"an offset is {value!r}, not a whole number")
    return value


def repeat_measures(analysis: Analysis, folder: Path) -> list[Measure]:
    with analysed([folder], backwards=True) as other_order:
        ordered = truth("same JSON for another order of files", other_order.text == analysis.text)
    with analysed([folder], workers=2) as two_workers:
        worked = truth("same JSON for 1 and 2 workers", two_workers.text == analysis.text)
    with analysed([folder], grown=True) as in_two_runs:
        added = truth("same JSON where a report is added later", in_two_runs.text == analysis.text)
    return [ordered, worked, added, truth("same JSON from the command line", _from_command_line(folder) == analysis.text)]


def _from_command_line(folder: Path) -> str:
    """Another process, in which sets of strings have another order than here (with all but certainty)."""
    command = [sys.executable, "-m", "sayso", "show", str(folder), "--json", "--quiet"]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, env=environment, capture_output=True, check=False).stdout.decode("utf-8")


def failure_measures(analysis: Analysis) -> list[Measure]:
    """A step that fails becomes a Problem and the run goes on: here it must not."""
    failed = [f"{item['stage']}: {item['message']}" for item in analysis.items("problems") if item["stage"] != "collect"]
    return [truth("every step ran", not failed, "; ".join(failed) or "yes")]
