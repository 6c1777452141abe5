"""Reports of a few lines, read as the program reads them: the helpers that tests of the middle share.

A case is a text file that a journalist can read: a report, a line `---`, and below it what must be found in it. Lines
before the report that begin with `#` say what the case is about (`why:` in a known failure says what goes wrong).

    # The speaker stands behind the quotation.
    “The bridge is sound,” said Mayor Ada Lund.
    ---
    speaker: Mayor Ada Lund
    cue: said
    words: The bridge is sound

Blocks below the line are parted by blank lines, one for each attribution. A block names its `cue` and any of these:

    speaker      the words of the source, " … " between parts that stand apart; "nobody" where the text names none; for a
                 bare "who" the words it stands for
    words        the words of the content, " … " between parts that stand apart
    kind, force, scope  as in records.ATTRIBUTION_KINDS, records.FORCES and records.SCOPES
    inside       the cue of the attribution that holds this one; "nothing" for an outer one
    chain        from the outlet or person next to the report's author to the ultimate source, " > " between links; one
                 line for each holder
    class        the sourcing class of every holder
    descriptor   the words kept for an unnamed source
    position     what the holder does with each claim in these words; several values, joined by ", ", must all occur
    certainty    the FactBank value of each of these positions

A block may say other things instead: `only: yes` (claims rest on no attributions but those listed), `nobody says:
WORDS` (no attribution on which claims rest holds these words), `own voice: WORDS` (the report says them itself; with
`position:` if it judges), or `not own voice: WORDS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from sayso.collect.document import make_document
from sayso.collect.html import read_html
from sayso.collect.regions import label_regions
from sayso.collect.text import find_blocks
from sayso.detect.attributions import find_attributions
from sayso.detect.claims import find_claims
from sayso.detect.positions import take_positions
from sayso.detect.sentences import split_sentences
from sayso.detect.sources import name_sources
from sayso.lexicon import RELATIVE
from sayso.records import (
    Attribution,
    ClaimMention,
    Document,
    Language,
    Position,
    Problem,
    Region,
    Sentence,
    Source,
    Span,
    in_order,
    record_id,
)

EDGES = " \t\n,;:.“”\"'‘’"
FIELDS = frozenset("speaker cue words kind force scope inside chain class descriptor position certainty only".split()) | {
    "own voice",
    "not own voice",
    "nobody says",
}


@dataclass(frozen=True)
class Reading:
    """One report with everything the stages within one report make of it."""

    document: Document
    regions: list[Region]
    sentences: list[Sentence]
    attributions: list[Attribution]
    sources: list[Source]
    mentions: list[ClaimMention]
    positions: list[Position]

    def cut(self, *spans: Span) -> str:
        return " … ".join(span.cut(self.document.text) for span in spans)

    @property
    def carrying(self) -> list[Attribution]:
        return [attribution for attribution in self.attributions if attribution.carries_claims]

    def speaker(self, attribution: Attribution) -> str:
        words = self.cut(*attribution.source)
        if words.lower() in RELATIVE:
            words = next((source.chain[-1].name for source in self.sources_of(attribution)), words)
        return bare(words) or "nobody"

    def sources_of(self, attribution: Attribution) -> list[Source]:
        return [source for source in self.sources if source.attribution == record_id(attribution)]

    def positions_in(self, attribution: Attribution) -> list[Position]:
        mentions = {record_id(m) for m in self.mentions if m.attribution == record_id(attribution)}
        return [position for position in self.positions if position.mention in mentions]

    def by_cue(self, cue: str) -> list[Attribution]:
        return [a for a in self.attributions if self.cut(*a.cue) == cue]


@lru_cache(maxsize=512)
def read(text: str, name: str = "a.txt", outlet: str | None = None, code: str = "en", reduced: bool = False) -> Reading:
    """The stages within one report, run on one text that is taken to be in English, or in the language named."""
    made = make_document(name, text.encode(), text, find_blocks(text), reader="test/1")
    return read_document(replace(made, outlet=outlet), code, reduced=reduced)


def read_page(markup: str, name: str = "a.html") -> Reading:
    """As `read`, of a page in English."""
    return read_document(read_html(markup.encode(), name))


def read_document(document: Document, code: str = "en", *, reduced: bool = False) -> Reading:
    regions = in_order(label_regions([document]))
    language = Language(document.at, code, 1.0, "by the test")
    split = split_sentences([document], regions, [language], reduced=reduced)
    sentences = in_order(s for s in split if not isinstance(s, Problem))
    attributions = in_order(find_attributions([document], sentences))
    sources = in_order(name_sources([document], sentences, attributions))
    mentions = in_order(find_claims([document], sentences, attributions))
    positions = in_order(take_positions([document], sentences, attributions, sources, mentions))
    return Reading(document, regions, sentences, attributions, sources, mentions, positions)


# ── cases ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Case:
    """One case file: what it is about, the report, and what must be found in it."""

    name: str
    about: str
    why: str  # what goes wrong; only a known failure has it
    report: str
    expected: tuple[tuple[tuple[str, str], ...], ...]


def load(path: Path) -> Case:
    head, _, tail = path.read_text(encoding="utf-8").partition("\n---\n")
    lines = head.split("\n")
    said = [line.removeprefix("#").strip() for line in lines if line.startswith("#")]
    why = " ".join(line.removeprefix("why:").strip() for line in said if line.startswith("why:"))
    about = " ".join(line for line in said if not line.startswith("why:"))
    report = "\n".join(line for line in lines if not line.startswith("#")).strip() + "\n"
    blocks = [tuple(_field(line, path) for line in block.strip().split("\n")) for block in tail.split("\n\n") if block.strip()]
    assert blocks, f"{path.name} expects nothing"
    return Case(path.stem, about, why, report, tuple(blocks))


def _field(line: str, path: Path) -> tuple[str, str]:
    name, colon, value = line.partition(": ")
    assert colon and name in FIELDS, f"{path.name}: {line!r} is none of {', '.join(sorted(FIELDS))}"
    return name, value.strip()


def load_all(folder: Path) -> list[Case]:
    return [load(path) for path in sorted(folder.glob("*.txt"))]


def differences(case: Case) -> list[str]:
    """What the report's records say otherwise than the case does, in plain words; empty where they agree."""
    reading = read(case.report)
    found: list[str] = []
    for block in case.expected:
        fields = dict(block)
        if "own voice" in fields:
            found += _own_voice(reading, fields)
        elif "not own voice" in fields:
            said = [reading.cut(m.span) for m in reading.mentions if m.attribution is None]
            found += [f"the author is made to say “{words}”" for words in said if fields["not own voice"] in words]
        elif "nobody says" in fields:
            found += [
                f"{reading.cut(*a.source) or 'nobody'} is made to say “{reading.cut(*a.content)}”"
                for a in reading.carrying
                if fields["nobody says"] in reading.cut(*a.content)
            ]
        elif "only" not in fields:
            found += _attribution(reading, block)
    if any(("only", "yes") in block for block in case.expected):
        listed = sum(any(name == "cue" for name, _ in block) for block in case.expected)
        if len(reading.carrying) != listed:
            found.append(f"{listed} attributions expected, found: " + "; ".join(shown(reading, a) for a in reading.carrying))
    return found


def _own_voice(reading: Reading, fields: dict[str, str]) -> list[str]:
    held = [m for m in reading.mentions if m.attribution is None and fields["own voice"] in reading.cut(m.span)]
    if not held:
        return [f"no own voice with “{fields['own voice']}”"]
    values = {p.value for p in reading.positions if p.mention in {record_id(m) for m in held}}
    wanted = set(fields.get("position", "asserts").split(", "))
    return [] if wanted <= values else [f"own voice “{fields['own voice']}”: {sorted(values)}, not {sorted(wanted)}"]


def _attribution(reading: Reading, block: Sequence[tuple[str, str]]) -> list[str]:
    """The best of the attributions with that cue is compared field by field."""
    fields = dict(block)
    candidates = reading.by_cue(fields["cue"])
    if not candidates:
        return [
            f"no attribution with the cue “{fields['cue']}”; found: " + "; ".join(shown(reading, a) for a in reading.attributions)
        ]
    return min((_compared(reading, a, block) for a in candidates), key=len)


def _compared(reading: Reading, attribution: Attribution, block: Sequence[tuple[str, str]]) -> list[str]:
    fields = dict(block)
    sources = reading.sources_of(attribution)
    outer = next((reading.cut(*a.cue) for a in reading.attributions if record_id(a) == attribution.inside), "nothing")
    have: dict[str, object] = {
        "speaker": reading.speaker(attribution),
        "words": bare(reading.cut(*attribution.content)),
        "kind": attribution.kind,
        "force": attribution.force,
        "scope": attribution.scope,
        "inside": outer,
        "class": ", ".join(sorted({source.sourcing_class for source in sources})),
        "descriptor": ", ".join(sorted({source.descriptor or "" for source in sources})),
    }
    wrong = [
        f"{name}: “{have[name]}”, not “{bare(fields[name])}”"
        for name in have
        if name in fields and have[name] != bare(fields[name])
    ]
    chains = sorted(value for name, value in block if name == "chain")
    found = sorted(" > ".join(link.name or link.kind for link in source.chain[1:]) for source in sources)
    if chains and chains != found:
        wrong.append(f"chains: {found}, not {chains}")
    positions = reading.positions_in(attribution)
    for name, values in (("position", {p.value for p in positions}), ("certainty", {p.factuality for p in positions})):
        if name in fields and values != set(fields[name].split(", ")):
            wrong.append(f"{name}: {sorted(values)}, not {fields[name]}")
    return [f"“{fields['cue']}”: {line}" for line in wrong]


def bare(words: str) -> str:
    """Without marks at the edges and without a leading "that": where exactly a clause begins is a matter of taste."""
    parts = [part.strip(EDGES) for part in words.split(" … ")]
    return " … ".join(part.removeprefix("that ").strip(EDGES) for part in parts)


def shown(reading: Reading, attribution: Attribution) -> str:
    return (
        f"[{reading.cut(*attribution.source) or 'nobody'} | {reading.cut(*attribution.cue)} | {reading.cut(*attribution.content)}"
        f" | {attribution.kind}, {attribution.force}]"
    )
