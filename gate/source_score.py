"""On whose word, and what kind of source that is: the last link of each mention's chain against a story gold.

python gate/source_score.py GOLD.json CLAIMS.json --name NAME        prints what is wrong, and the shares

CLAIMS.json is what `sayso claims --json` prints. A gold mention is compared with the mention found that covers it best; where
several holders stand at one place ("A and B deny it") each gold holder needs one of them. A mention that is not found is wrong.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from attribution_score import read_quotes
from measures import Measure, share
from places import Place, place_of
from polnear import document_of, sentences_of
from sayso.detect.sources import name_sources
from sayso.records import Attribution, Span, record_id
from story_gold import GoldClaim, GoldHolder, GoldMention, read_gold

# The golds' words for what a source is, and the classes of sayso that say the same.
CLASSES = {
    "named person": {"named"},
    "reporter": {"named"},
    "organisation": {"organisation"},
    "document": {"document"},
    "outlet": {"outlet"},
    "anonymous": {"anonymous"},
    "group": {"anonymous"},
    "anonymous group": {"anonymous"},
    "author": {"author"},
    "unattributed": {"unattributed"},
}
# A statement or post is its owner speaking: the owner's class is right, and so is the document's.
THROUGH = {"document (statement)": "document", "document (tweet)": "social post", "document (social post)": "social post"}
UNNAMED = re.compile(r"^[a-z]+s$")  # people of a body, in the plural and without a name: "officials", "engineers"
BY_CLASS = ("author", "unattributed")  # nobody to name


class FoundHolder(NamedTuple):
    place: Place
    position: str
    name: str  # of the last link
    kind: str


@dataclass(frozen=True)
class Verdict:
    """One gold mention with what was found for it; `source` and `kind` say whether that is right."""

    mention: GoldMention
    found: tuple[FoundHolder, ...]
    source: bool
    kind: bool


def found_holders(items: Iterable[Any]) -> list[FoundHolder]:
    return [
        FoundHolder(place_of(m["span"]), str(m["position"]), str(m["chain"][-1]["name"]), str(m["chain"][-1]["kind"]))
        for item in items
        for m in item["mentions"]
    ]


def judge_sources(gold: Sequence[GoldClaim], found: Sequence[FoundHolder], names: Mapping[str, str]) -> list[Verdict]:
    """`names` holds, for each of the gold's sources, a pattern that the name of the last link must match in full."""
    return [judge_mention(mention, found, names) for claim in gold for mention in claim.mentions if mention.holder is not None]


def judge_mention(mention: GoldMention, found: Sequence[FoundHolder], names: Mapping[str, str]) -> Verdict:
    assert mention.holder is not None
    mine = closest_holders(mention, found)
    right = [holder for holder in mine if same_source(mention.holder, holder, names)]
    kinds = classes_of(mention.holder)
    return Verdict(mention, tuple(mine), bool(right), any(holder.kind in kinds for holder in right or mine))


def closest_holders(mention: GoldMention, found: Sequence[FoundHolder]) -> list[FoundHolder]:
    """All holders of the place that covers the gold's best: the same position, most characters shared, then the shortest.

    The position comes first because one place may hold a denial and what is denied, with a holder each.
    """

    def nearness(holder: FoundHolder) -> tuple[bool, int, int]:
        place = holder.place
        return mention.position == holder.position, mention.place.shared(place), place.start - place.end

    there = [holder for holder in found if mention.place.same(holder.place)]
    best = max(map(nearness, there), default=None)
    return [holder for holder in there if nearness(holder) == best]


def same_source(gold: GoldHolder, found: FoundHolder, names: Mapping[str, str]) -> bool:
    """
    >>> gold, place = GoldHolder("Lund", "named person", "on the record"), Place("a", 0, 1)
    >>> [same_source(gold, FoundHolder(place, "asserts", name, "named"), {"Lund": "(ada )?lund"}) for name in ("Ada Lund", "she")]
    [True, False]
    """
    if gold.kind in BY_CLASS:
        return found.kind == gold.kind
    return re.fullmatch(names.get(gold.id, re.escape(gold.id)), found.name, re.I) is not None


def classes_of(gold: GoldHolder) -> set[str]:
    """The classes that are right: of the source and, where the words at the place name something else, of the words.

    "The Pentagon says" stands for its report, and names a body; "the council's engineers" stands for the council, and names nobody.

    >>> sorted(classes_of(GoldHolder("Report", "document", "document", "the Harbour Office")))
    ['document', 'organisation']
    >>> sorted(classes_of(GoldHolder("Port", "organisation", "on the record", "port officials")))
    ['anonymous', 'organisation']
    """
    last = gold.surface.split()[-1:] or [""]
    as_said = {
        "document": {"organisation"} if last[0].istitle() else set(),
        "organisation": {"anonymous"} if UNNAMED.search(last[0]) else set(),
    }
    return (
        CLASSES[gold.kind]
        | {other for said, other in THROUGH.items() if said in gold.sourcing_class}
        | as_said.get(gold.kind, set())
    )


def source_measures(gold: Sequence[GoldClaim], claims: Iterable[Any], names: Mapping[str, str]) -> list[Measure]:
    verdicts = judge_sources(gold, found_holders(claims), names)
    return [
        share("sources: ultimate source right", sum(v.source for v in verdicts), len(verdicts)),
        share("sources: class right", sum(v.kind for v in verdicts), len(verdicts)),
    ]


# ── the sources alone: given the gold's own attributions ──


class Given(NamedTuple):
    """A holder found for an attribution of the gold, with the places of the attribution's content and source."""

    content: tuple[Place, ...]
    source: tuple[Place, ...]
    holder: FoundHolder


def given_holders(attributions: Path) -> list[Given]:
    """What the step that names sources makes of the gold's attributions (one report a line), apart from who found them."""
    return [given for row in read_quotes(attributions).values() for given in _of_report(row)]


def _of_report(row: Mapping[str, Any]) -> list[Given]:
    document = document_of(row["doc"], row["text"])
    sentences = sentences_of(document)
    made = _nested([_attribution(row["doc"], quote) for quote in row["quotes"] if quote["content"] and quote["cue"]])
    known = {record_id(attribution): attribution for attribution in made}
    found = []
    for source in name_sources([document], sentences, made):
        attribution, last = known[source.attribution], source.chain[-1]
        at = Place(row["doc"], source.span.start, source.span.end)
        holder = FoundHolder(at, "", last.name, last.kind)
        found.append(Given(_places(attribution.content), _places(attribution.source), holder))
    return found


def _attribution(doc: str, quote: Mapping[str, Any]) -> Attribution:
    content, cue, source = (tuple(Span(doc, start, end) for start, end in quote[part]) for part in ("content", "cue", "source"))
    return Attribution(content, cue, source, str(quote.get("kind", "indirect")), "asserts", "says", None, "given")


def _nested(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Outer ones first, each with the id of the smallest content that holds its cue."""

    def size(attribution: Attribution) -> int:
        return sum(span.end - span.start for span in attribution.content)

    done: list[Attribution] = []
    for attribution in sorted(attributions, key=lambda a: (-size(a), a.cue)):
        around = [other for other in done if any(span.contains(attribution.cue[0]) for span in other.content)]
        smallest = min(around, key=size, default=None)
        done.append(replace(attribution, inside=record_id(smallest) if smallest else None))
    return done


def _places(spans: Iterable[Span]) -> tuple[Place, ...]:
    return tuple(Place(span.doc, span.start, span.end) for span in spans)


def given_measures(gold: Sequence[GoldClaim], attributions: Path, names: Mapping[str, str]) -> list[Measure]:
    verdicts = judge_given(gold, given_holders(attributions), names)
    return [
        share("sources, given who speaks: ultimate right", sum(v.source for v in verdicts), len(verdicts)),
        share("sources, given who speaks: class right", sum(v.kind for v in verdicts), len(verdicts)),
    ]


def judge_given(gold: Sequence[GoldClaim], given: Sequence[Given], names: Mapping[str, str]) -> list[Verdict]:
    """The mentions for which the gold's attributions have the words of the ultimate source as a source."""
    verdicts = []
    for mention in [mention for claim in gold for mention in claim.mentions]:
        holder = mention.holder
        if holder is None or holder.at is None or holder.kind in BY_CLASS:
            continue
        surface, place = _by_stem(holder.at), _by_stem(mention.place)
        there = [g.holder for g in given if place.touches_any(g.content) and surface.touches_any(g.source)]
        if there:
            right = [found for found in there if same_source(holder, found, names)]
            kinds = classes_of(holder)
            verdicts.append(Verdict(mention, tuple(there), bool(right), any(f.kind in kinds for f in right or there)))
    return verdicts


def _by_stem(place: Place) -> Place:
    """The golds of attributions know a report by its name without the ending."""
    return place._replace(report=Path(place.report).stem)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("claims", type=Path)
    parser.add_argument("--name", required=True, help="the section of the expectations")
    parser.add_argument("--expectations", type=Path, default=Path(__file__).parent / "expectations.json")
    given = parser.parse_args()
    names = json.loads(given.expectations.read_text(encoding="utf-8"))[given.name]["sources"]
    items = json.loads(given.claims.read_text(encoding="utf-8"))["items"]
    gold = read_gold(given.gold).claims
    for verdict in judge_sources(gold, found_holders(items), names):
        if not (verdict.source and verdict.kind):
            place, holder = verdict.mention.place, verdict.mention.holder
            mine = "; ".join(f"{h.kind} “{h.name}”" for h in verdict.found) or "not found"
            wrong = "source" if not verdict.source else "class"
            print(f"{wrong:7} {place.report}:{place.start}-{place.end}  gold {holder.kind} {holder.id}  here {mine}")  # type: ignore[union-attr]
    for measure in source_measures(gold, items, names):
        print(f"{measure.name:35} {measure.value:.3f}  {measure.said}")


if __name__ == "__main__":
    main()
