"""What one more report costs: adding it to a project of N reports, against a fresh run over all N + 1.

python bench/growth.py PATH… [--articles 200] [--json]

PATH: a folder of reports, or a .jsonl file whose texts are repeated until there are --articles. CPU seconds, one worker, the model
loaded before. The report added is the last by name. Both projects must say the same in the end.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from material import folder_of_reports
from sayso.show.listings import as_text, story
from whole_run import run_all


@dataclass(frozen=True)
class Growth:
    """CPU seconds; `slowest` names the parts that adding one report spends most on."""

    path: str
    reports: int
    fresh: float
    adding: float
    share: float
    same: bool
    slowest: dict[str, float]


def measure(path: Path, articles: int) -> Growth:
    with folder_of_reports(path, articles) as folder, TemporaryDirectory(prefix="sayso-bench-") as made:
        reports = sorted(file for file in folder.rglob("*") if file.is_file())
        run_all(reports[:1], Path(made) / "first.sayso")  # loads what is loaded lazily
        run_all(reports[:-1], Path(made) / "grown.sayso")
        grown = run_all(reports, Path(made) / "grown.sayso")
        fresh = run_all(reports, Path(made) / "fresh.sayso")
    slowest = dict(sorted(grown.parts.items(), key=lambda entry: -entry[1])[:5])
    same = as_text(story(grown.dossier)) == as_text(story(fresh.dossier))
    return Growth(str(path), len(reports), fresh.seconds, grown.seconds, grown.seconds / fresh.seconds, same, slowest)


def show(growth: Growth) -> None:
    print(f"{growth.path}: {growth.reports} reports")
    print(f"  fresh {growth.fresh:.2f} s, adding the last {growth.adding:.2f} s ({100 * growth.share:.0f} %)")
    print(f"  both say the same: {'yes' if growth.same else 'NO'}")
    for part, seconds in growth.slowest.items():
        print(f"    {part:18} {seconds:7.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--articles", type=int, default=200, help="how many reports are made of a .jsonl file")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    grown = [measure(path, given.articles) for path in given.paths]
    if given.json:
        print(json.dumps([asdict(growth) for growth in grown], indent=1))
        return
    for growth in grown:
        show(growth)


if __name__ == "__main__":
    main()
