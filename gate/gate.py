"""The quality gate: runs sayso over a story with a hand-made gold, and compares every measure with its floor.

python gate/gate.py STORY_FOLDER GOLD.json [--attributions GOLD.jsonl] [--name NAME] [--floors gate/floors.json] [--json] [--raise]

Exit code 1 if a measure is below its floor, or has a floor and was not taken. A story that is absent is said to be, and not run.
--raise writes what was measured, rounded down a little, as floors where they are higher than before; no floor is ever lowered.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from math import floor
from pathlib import Path
from typing import Any, NamedTuple

from analysis import Analysis, analysed
from attribution_score import read_quotes, score_reports, table
from change_score import GoldChange, change_measures, read_changes
from main_claim import main_claim_measures
from measures import Measure, share
from own_text import own_text_measures
from same_output import failure_measures, repeat_measures, span_measures
from source_score import given_measures, source_measures
from story_checks import conflict_measures, lineage_measures, page_measures, quotation_measures, timeline_measures
from story_gold import StoryGold, read_gold
from story_score import FOR_POSITIONS, found_claims, score_story

HERE = Path(__file__).parent
ATTRIBUTION_SCORES = ("content P", "content R", "content F1", "AR P", "AR R", "AR F1", "AR exact F1", "speaker accuracy")
QUOTED_SCORES = ("AR F1",)
LISTED_SCORES = ("AR P", "AR R")
ALMOST = 1e-9  # floors are decimal numbers


class Judged(NamedTuple):
    measure: Measure
    floor: float | None

    @property
    def verdict(self) -> str:
        if self.floor is None:
            return "no floor"
        return "ok" if self.measure.value >= self.floor - ALMOST else "BELOW FLOOR"


# ── measuring ──


def measure_story(
    folder: Path, gold: StoryGold, attributions: Path | None, expected: Mapping[str, Any], changes: Sequence[GoldChange] = ()
) -> list[Measure]:
    """Every measure of one story."""
    with analysed([folder]) as analysis:
        texts = decoded(folder)
        claims = found_claims(analysis.items("claims"))
        pages = {item["report"]: _page_text(item) for item in analysis.items("reports") if item["report"] not in texts}
        return [
            *failure_measures(analysis),
            *(attribution_measures(analysis, attributions) if attributions else []),
            *own_text_measures(analysis.items("reports"), texts, gold.boilerplate),
            *claim_measures(gold, analysis),
            *source_measures(gold.claims, analysis.items("claims"), expected.get("sources", {})),
            *(given_measures(gold.claims, attributions, expected.get("sources", {})) if attributions else []),
            *page_measures(gold, claims, pages),
            *main_claim_measures(gold.claims[0], analysis.items("claims"), analysis.items("parties"), expected),
            *quotation_measures(gold.quotations, analysis.items("quotes")),
            *(change_measures(changes, analysis.items("quotes")) if changes else []),
            *lineage_measures(gold, analysis.items("lineage"), analysis.items("copies")),
            *conflict_measures(gold.contradictions, analysis.items("conflicts"), analysis.items("quotes")),
            *timeline_measures(gold.timeline, analysis.items("timeline")),
            *span_measures(analysis, texts),
            *repeat_measures(analysis, folder),
        ]


def decoded(folder: Path) -> dict[str, str]:
    """The plain-text reports as a gold reads them: UTF-8 without byte order mark, line ends unchanged."""
    return {path.name: path.read_bytes().decode("utf-8-sig") for path in sorted(folder.glob("*.txt"))}


def _page_text(item: Any) -> str:
    """A page's text put together from its regions, which cover every character that is not blank."""
    text = [" "] * int(item["chars"])
    for region in item["regions"]:
        span = region["span"]
        text[span["start"] : span["end"]] = span["text"]
    return "".join(text)


def attribution_measures(analysis: Analysis, gold: Path) -> list[Measure]:
    """Those on which claims rest, as the golds have them; and all that are listed, plans and attitudes and acts as well."""
    right = read_quotes(gold)
    items = analysis.items("attributions")
    found = predictions((item for item in items if item["carries_claims"]), right)
    scores = table(score_reports(right, found))
    quoted = table(score_reports(right, found, quoted=True))
    listed = table(score_reports(right, predictions(items, right)))
    return [
        *(Measure(f"attributions: {name}", scores[name]) for name in ATTRIBUTION_SCORES),
        *(Measure(f"quotations: {name}", quoted[name]) for name in QUOTED_SCORES),
        *(Measure(f"all that is listed: {name}", listed[name]) for name in LISTED_SCORES),
    ]


def predictions(items: Iterable[Any], docs: Iterable[str]) -> dict[str, Any]:
    """The attributions of the gold's reports in the form that the scorer reads."""
    found: dict[str, Any] = {doc: {"doc": doc, "quotes": []} for doc in docs}
    for item in items:
        doc = Path(item["content"][0]["report"]).stem
        if doc in found:
            parts = ("content", "source", "cue")
            found[doc]["quotes"].append({part: [[span["start"], span["end"]] for span in item[part]] for part in parts})
    return found


def claim_measures(gold: StoryGold, analysis: Analysis) -> list[Measure]:
    score = score_story(gold.claims, found_claims(analysis.items("claims")))
    by_position = {position: score.position_f(position) for position in FOR_POSITIONS}
    return [
        share("claims: found", score.claims_found, score.claims),
        share("claims: mentions found", score.mentions_found, score.mentions),
        *(Measure(f"claims: B3 {name}", value) for name, value in zip(("P", "R", "F"), score.grouping, strict=True)),
        Measure("positions: accuracy", score.position_accuracy),
        *(Measure(f"positions: {position} F", value) for position, value in by_position.items() if value is not None),
        share("origins: exact", score.origins_exact, score.claims, f"{score.origins_exact} of {score.claims}"),
        share("origins: not over", score.claims - score.origins_over, score.claims, f"over {score.origins_over} of {score.claims}"),
    ]


# ── judging and showing ──


def judge(measures: Sequence[Measure], floors: Mapping[str, float]) -> list[Judged]:
    """Each measure with its floor. A floor whose measure was not taken counts as a measure of nothing."""
    taken = {measure.name for measure in measures}
    missing = [Measure(name, -1.0, "not measured") for name in floors if name not in taken]
    return [Judged(measure, floors.get(measure.name)) for measure in [*measures, *missing]]


def raised(floors: Mapping[str, float], measures: Iterable[Measure]) -> dict[str, float]:
    """The floors, raised to what was measured: a whole stays a whole, the rest is rounded down by one to two hundredths."""
    now = {measure.name: 1.0 if measure.value >= 1 else (floor(100 * measure.value + ALMOST) - 1) / 100 for measure in measures}
    higher = {name: value for name, value in now.items() if value > floors.get(name, 0.0)}
    return {**floors, **higher}


def write_floors(path: Path, name: str, floors: Mapping[str, float]) -> None:
    everything = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps({**everything, name: floors}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def shown(judged: Judged) -> str:
    least = "" if judged.floor is None else f"{judged.floor:.3f}"
    return f"{judged.measure.name:40} {judged.measure.value:6.3f} {least:>6}  {judged.verdict:11} {judged.measure.said}".rstrip()


def report(name: str, judged: Sequence[Judged], *, as_json: bool) -> None:
    below = [entry for entry in judged if entry.verdict == "BELOW FLOOR"]
    if as_json:
        rows = [{**entry.measure._asdict(), "floor": entry.floor, "verdict": entry.verdict} for entry in judged]
        print(json.dumps({"name": name, "run": True, "below": len(below), "measures": rows}, ensure_ascii=False, indent=1))
        return
    print(f"gate: {name}")
    for entry in judged:
        print(shown(entry))
    print(f"gate: {name}: {len(judged)} measures, {len(below)} below their floors")


def _not_run(name: str, absent: Path, *, as_json: bool) -> None:
    said = f"not run: {absent} is absent"
    print(json.dumps({"name": name, "run": False, "said": said}, ensure_ascii=False) if as_json else f"gate: {name}: {said}")


def _read_section(path: Path, name: str) -> dict[str, Any]:
    if not path.exists():
        return {}
    section: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")).get(name, {})
    return section


def _read_rows(path: Path, name: str, gold: Path) -> list[GoldChange]:
    """The single changes of a story's quotations, with the gold's names of its reports resolved."""
    rows = json.loads(path.read_text(encoding="utf-8")).get(name, [])
    return read_changes(rows, json.loads(gold.read_text(encoding="utf-8"))["docs"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the story's reports")
    parser.add_argument("gold", type=Path, help="its gold")
    parser.add_argument("--attributions", type=Path, help="the gold of its attributions, one report a line")
    parser.add_argument("--name", help="the section of the floors and expectations; by default the folder's name")
    parser.add_argument("--floors", type=Path, default=HERE / "floors.json")
    parser.add_argument("--expectations", type=Path, default=HERE / "expectations.json")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="raise the floors to what is measured now")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    name = given.name or given.folder.resolve().name
    absent = [path for path in (given.folder, given.gold, given.attributions) if path and not path.exists()]
    if absent:
        _not_run(name, absent[0], as_json=given.json)
        return 0
    expected = _read_section(given.expectations, name)
    changes = _read_rows(HERE / "changes.json", name, given.gold)
    measures = measure_story(given.folder, read_gold(given.gold), given.attributions, expected, changes)
    floors = _read_section(given.floors, name)
    judged = judge(measures, floors)
    report(name, judged, as_json=given.json)
    if given.raise_floors:
        write_floors(given.floors, name, raised(floors, measures))
    return int(any(entry.verdict == "BELOW FLOOR" for entry in judged))


if __name__ == "__main__":
    raise SystemExit(main())
