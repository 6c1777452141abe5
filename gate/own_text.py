"""Is the report's own text told apart from what stands around it? Judged by characters against the gold's boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from measures import Measure, share
from places import Place, place_of
from sayso.records import OWN_TEXT

# Who and when: neither the report's text nor its surroundings, so such a line counts neither way unless the gold lists it.
SIGNATURES = frozenset({"byline", "dateline"})
LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
# What ends like a sentence; also where the next one follows without a blank ("today.The pump").
SENTENCE = re.compile(r"\S[^\r\n]*?[.!?][\"'”’)\]]*(?=\s|$|(?<=[a-z][.!?])[A-Z])", re.MULTILINE)
MOST = 0.5  # a line or sentence is what more than this share of its characters are


@dataclass(frozen=True)
class Labelled:
    """A report's text, and for each character whether the gold and whether sayso take it for the report's own."""

    text: str
    own: bytes  # by the gold: 1 or 0
    found: bytes  # by sayso
    signature: bytes  # sayso calls it a byline or dateline

    def lines_right(self) -> Iterator[bool]:
        """For each line that counts: are most of its characters right? An exact repetition of an earlier line does not count."""
        seen: set[str] = set()
        for line in LINE.finditer(self.text):
            repeated = line[0] in seen
            seen.add(line[0])
            here = slice(*line.span())
            if repeated or (_mostly(self.own[here]) and _mostly(self.signature[here])):
                continue
            yield _mostly(bytes(a == b for a, b in zip(self.own[here], self.found[here], strict=True)))

    def sentences(self) -> Iterator[tuple[str, bool]]:
        """The report's own sentences, and whether sayso kept them."""
        for sentence in SENTENCE.finditer(self.text):
            here = slice(*sentence.span())
            if _mostly(self.own[here]):
                yield sentence[0], _mostly(self.found[here])


def _mostly(flags: bytes) -> bool:
    return sum(flags) > MOST * len(flags)


def label(text: str, item: Any, boilerplate: Iterable[Place]) -> Labelled:
    """`item` is the report as `sayso reports` lists it."""
    regions = [(place_of(region["span"]), region["kind"]) for region in item["regions"]]
    return Labelled(
        text=text,
        own=bytes(1 - flag for flag in _flags(text, (place for place in boilerplate if place.report == item["report"]))),
        found=_flags(text, (place for place, kind in regions if kind in OWN_TEXT)),
        signature=_flags(text, (place for place, kind in regions if kind in SIGNATURES)),
    )


def _flags(text: str, places: Iterable[Place]) -> bytes:
    flags = bytearray(len(text))
    for place in places:
        flags[place.start : place.end] = b"\x01" * (place.end - place.start)
    return bytes(flags)


def own_text_measures(items: Iterable[Any], texts: Mapping[str, str], boilerplate: Sequence[Place]) -> list[Measure]:
    """Lines on the right side, and own sentences that were kept, over the reports whose texts are given."""
    labelled = [label(texts[item["report"]], item, boilerplate) for item in items if item["report"] in texts]
    lines = [right for report in labelled for right in report.lines_right()]
    sentences = [sentence for report in labelled for sentence in report.sentences()]
    lost = [words for words, kept in sentences if not kept]
    said = f"{len(sentences) - len(lost)} of {len(sentences)}" + (f"; lost: {' / '.join(lost[:3])}" if lost else "")
    return [
        share("own text: lines right", sum(lines), len(lines)),
        share("own text: sentences kept", len(sentences) - len(lost), len(sentences), said),
    ]
