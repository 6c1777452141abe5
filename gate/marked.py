"""How well the claims of many short invented stories are found, whose mentions are marked in their text.

python gate/marked.py PATH… [--json]        files or folders, such as gate/closed_stories

Prints for each story B-cubed of the grouping, the share of positions that are right, and for how many claims the independent
origins are counted exactly, too high or too low; then the same over all stories, with the count of reports for comparison. How a
story is written down: training/encoder.md.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis import analysed
from places import Place
from story_gold import GoldClaim, GoldMention
from story_score import FOR_POSITIONS, StoryScore, found_claims, position_f, score_story

MARK = re.compile(r"\[(c\d+)([+\-~?=]) ?([^\[\]]+)\]")
CLAIM = re.compile(r"^(c\d+): .+? \| (\d+)\b")
SIGNS = {"+": "asserts", "-": "denies", "~": "doubts", "?": "asks", "=": "reports"}


@dataclass
class Marked:
    """A story as it is read: the text of each report by file name, its claims with their origins, and the mentions of each."""

    reports: dict[str, str] = field(default_factory=dict)
    origins: dict[str, int] = field(default_factory=dict)
    mentions: dict[str, list[GoldMention]] = field(default_factory=dict)

    def claims(self) -> list[GoldClaim]:
        return [GoldClaim(id_, tuple(self.mentions.get(id_, ())), (), count, 0, None) for id_, count in self.origins.items()]


def read_marked(text: str) -> Marked:
    """
    >>> story = read_marked("# T\\nc1: It rained | 1 | Ann\\n=== The Post, paper\\nAnn: [c1+ it rained]\\n")
    >>> story.reports, story.claims()[0].mentions[0].place
    ({'1-the-post.txt': 'Ann: it rained\\n'}, Place(report='1-the-post.txt', start=5, end=14))
    """
    story = Marked()
    name = ""
    for line in text.splitlines():
        claim = CLAIM.match(line)
        if line.startswith("=== "):
            outlet = re.sub(r"[^a-z0-9]+", "-", line[4:].split(",")[0].lower()).strip("-")
            name = f"{len(story.reports) + 1}-{outlet}.txt"
            story.reports[name] = ""
        elif name:
            story.reports[name] += _unmarked(line, name, len(story.reports[name]), story.mentions) + "\n"
        elif claim:
            story.origins[claim[1]] = int(claim[2])
    return story


def _unmarked(line: str, name: str, start: int, mentions: dict[str, list[GoldMention]]) -> str:
    """The line without its marks; the mentions are added where they belong."""
    plain, at = "", 0
    for mark in MARK.finditer(line):
        plain += line[at : mark.start()]
        begin = start + len(plain)
        plain += mark[3].strip()
        mentions.setdefault(mark[1], []).append(GoldMention(Place(name, begin, start + len(plain)), SIGNS[mark[2]]))
        at = mark.end()
    return plain + line[at:]


def score_marked(story: Marked) -> StoryScore:
    with TemporaryDirectory(prefix="sayso-marked-") as folder:
        for name, text in story.reports.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        with analysed([Path(folder)]) as analysis:
            return score_story(story.claims(), found_claims(analysis.items("claims")))


def files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.txt")) if path.is_dir() else [path]


def totals(scores: list[StoryScore]) -> dict[str, float]:
    """B-cubed and positions as means over the stories, F of single positions and shares of origins over all of them."""
    claims = sum(score.claims for score in scores)
    positions = sum((score.positions for score in scores), Counter[tuple[str, str]]())
    return {
        "stories": len(scores),
        "claims": claims,
        "B3 P": sum(score.grouping.precision for score in scores) / len(scores),
        "B3 R": sum(score.grouping.recall for score in scores) / len(scores),
        "B3 F": sum(score.grouping.f1 for score in scores) / len(scores),
        "positions right": sum(score.position_accuracy for score in scores) / len(scores),
        **{f"{value} F": position_f(positions, value) or 0.0 for value in FOR_POSITIONS},
        "origins exact": sum(score.origins_exact for score in scores) / claims,
        "origins over": sum(score.origins_over for score in scores) / claims,
        "origins under": sum(score.origins_under for score in scores) / claims,
        "reports counted exact": sum(score.documents_exact for score in scores) / claims,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    scores = []
    for path in files(given.paths):
        score = score_marked(read_marked(path.read_text(encoding="utf-8")))
        scores.append(score)
        if not given.json:
            said = f"origins {score.origins_exact} of {score.claims}, over {score.origins_over}"
            print(f"{path.stem:8} B3 {score.grouping.f1:.3f}  positions {score.position_accuracy:.3f}  {said}", flush=True)
    if not scores:
        parser.error("no story (*.txt) there")
    found = {name: round(value, 3) for name, value in totals(scores).items()}
    print(json.dumps(found) if given.json else "\n".join(f"{name:24} {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
