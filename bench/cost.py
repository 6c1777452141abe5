"""What sayso costs beside the parse it stands on: the whole run against spaCy's tagger and parser over the same text.

python bench/cost.py PATH… [--articles 200] [--rounds 3] [--profile N] [--json]

PATH: a folder of reports, or a .jsonl file whose texts are repeated until there are --articles. CPU seconds of this process, one
worker, the model loaded before; the best of --rounds, both in turn. The whole run is everything from the files to the HTML page.
The parse is fed whole reports and paragraphs, and the cheaper of the two counts (long texts parse slower than short ones).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bare_parse import bare_model, parse_alone
from command import print_profile, run_command
from material import folder_of_reports
from whole_run import PARAGRAPH, Run, own_texts, run_all


@dataclass(frozen=True)
class Cost:
    """CPU seconds; `ratio` is the whole run over the parse alone."""

    path: str
    reports: int
    words: int
    seconds: float
    parse: float
    ratio: float
    words_per_second: float
    parts: dict[str, float]


def measure(path: Path, articles: int, rounds: int) -> Cost:
    with folder_of_reports(path, articles) as folder:
        first = fresh_run(folder)  # loads what is loaded lazily, and tells which text is the reports' own
        texts = own_texts(first.dossier)
        paragraphs = [paragraph for text in texts for paragraph in text.split(PARAGRAPH) if paragraph]
        runs, parses = [], []
        for _ in range(rounds):
            parses += [parse_alone(bare_model(), texts), parse_alone(bare_model(), paragraphs)]
            runs.append(fresh_run(folder))
    best, parse, words = min(runs, key=lambda run: run.seconds), min(parses), sum(len(text.split()) for text in texts)
    return Cost(str(path), len(texts), words, best.seconds, parse, best.seconds / parse, words / best.seconds, best.parts)


def fresh_run(folder: Path) -> Run:
    with TemporaryDirectory(prefix="sayso-bench-") as made:
        return run_all([folder], Path(made) / "story.sayso")


def profile(path: Path, articles: int, lines: int) -> None:
    """Print where one whole run spends its time: by function alone, and by sayso's functions with all they call."""
    with folder_of_reports(path, articles) as folder:
        fresh_run(folder)
        print_profile(lambda: fresh_run(folder), lines)


def show(cost: Cost) -> None:
    print(f"{cost.path}: {cost.reports} reports, {cost.words} words of their own")
    print(f"  whole run {cost.seconds:.2f} s, parse alone {cost.parse:.2f} s: {cost.ratio:.2f} times the parse")
    print(f"  {cost.words_per_second:,.0f} words per CPU second")
    for part, seconds in sorted(cost.parts.items(), key=lambda entry: -entry[1]):
        print(f"    {part:18} {seconds:7.3f} s  {100 * seconds / cost.seconds:5.1f} %  {seconds / cost.parse:5.2f} of the parse")


def main() -> None:
    bare_model()
    run_command(__doc__, measure, show, profile, articles=200, rounds=3)


if __name__ == "__main__":
    main()
