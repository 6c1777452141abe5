"""How well attributions are found: precision, recall and F1 of contents and of contents with the right speaker (AR).

python gate/attribution_score.py GOLD.jsonl PRED.jsonl [--quoted] [--json]

Both files hold one report a line: {"doc": ID, "text": TEXT, "quotes": [{"content": [[S, E], …], "source": […], "cue": […]}, …]}
(the text is needed in GOLD only; offsets are code points, half open). What counts is the words that the spans touch, so marks and
blanks at the edges never matter. A predicted content is right if its words and the gold's agree with F1 >= 0.5; each gold content
is paired with one predicted content at most, the best agreement first. A speaker is right if both name nobody, if the words agree
with F1 >= 0.5, or if one holds the other and they share a word that means something.

--quoted judges direct speech alone: every content is cut into its stretches inside quotation marks first, the rest is dropped.
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from measures import f_score

AGREES = 0.5  # F1 over words from which two spans count as the same; the convention of quotation scoring
KINDS = ("direct", "mixed", "indirect")

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Words that may stand in two names without making them one: function words and titles.
EMPTY_WORDS = frozenset(
    """
    a an the one some many several other former of in on at for to from by with and or but as this that these those who which
    i me my you your he him his she her it its we us our they them their mr mrs ms dr sen rep gov president
    """.split()
)
# What opens a quotation in a line, and what may close it. If the line begins with one and never closes it, all of it is quoted.
QUOTED = re.compile(
    r"""“[^”"]*[”"] | „[^“”"]*[“”"] | ‟[^”"]*[”"] | «[^»"]*[»"] | »[^«"]*[«"] | ["”][^"”“]*["”“] | (?P<open>[“„‟«»"”][\s\S]*)""",
    re.VERBOSE,
)

Words = frozenset[int]


class Quote(NamedTuple):
    """An attribution as the numbers of the words it touches."""

    content: Words
    source: Words
    cue: Words


class Text:
    """A report's words, and for each word the quotation it stands in (0: none)."""

    def __init__(self, text: str) -> None:
        found = list(WORD.finditer(text))
        self.starts = [word.start() for word in found]
        self.ends = [word.end() for word in found]
        self.lower = [word[0].lower() for word in found]
        stretches = list(quoted_stretches(text))
        opens = [start for start, _ in stretches]
        self.quotation = [self._quotation(start, opens, stretches) for start in self.starts]

    @staticmethod
    def _quotation(at: int, opens: Sequence[int], stretches: Sequence[tuple[int, int]]) -> int:
        number = bisect_right(opens, at)
        return number if number and at < stretches[number - 1][1] else 0

    def touched(self, spans: Iterable[tuple[int, int]]) -> Words:
        """The words that lie in the spans, wholly or in part."""
        return frozenset(k for start, end in spans for k in range(bisect_right(self.ends, start), bisect_left(self.starts, end)))

    def kind(self, content: Words) -> str:
        inside = sum(self.quotation[k] > 0 for k in content)
        return "indirect" if not inside else "direct" if inside == len(content) else "mixed"


def quoted_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between quotation marks, line by line, without the closing mark.

    >>> [text[a:b] for text in ['"No," she said. "Never.'] for a, b in quoted_stretches(text)]
    ['"No,']
    """
    at = 0
    for line in text.splitlines(keepends=True):
        for found in QUOTED.finditer(line):
            if found["open"] is None:
                yield at + found.start(), at + found.end() - 1
            elif not line[: found.start()].strip():
                yield at + found.start(), at + len(line)
        at += len(line)


def quotes_of(text: Text, quotes: Iterable[Mapping[str, Any]], *, quoted: bool = False) -> list[Quote]:
    found = [Quote(*(text.touched(pairs_of(quote.get(part))) for part in Quote._fields)) for quote in quotes]
    return [piece for quote in found for piece in (_inside_marks(text, quote) if quoted else [quote] if quote.content else [])]


def pairs_of(spans: Any) -> list[tuple[int, int]]:
    """`[[s, e], …]`, or a single `[s, e]`, or nothing."""
    if not spans:
        return []
    return [(int(start), int(end)) for start, end in (spans if isinstance(spans[0], list | tuple) else [spans])]


def _inside_marks(text: Text, quote: Quote) -> Iterator[Quote]:
    inside = [k for k in sorted(quote.content) if text.quotation[k]]
    for _, piece in groupby(inside, key=lambda k: text.quotation[k]):
        yield quote._replace(content=frozenset(piece))


def agreement(left: Words, right: Words) -> float:
    """F1 over the words; two empty sets agree."""
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 1.0


def same_speaker(text: Text, gold: Words, found: Words) -> bool:
    if not gold or not found:
        return not gold and not found
    if agreement(gold, found) >= AGREES:
        return True
    return (gold <= found or found <= gold) and any(text.lower[k] not in EMPTY_WORDS for k in gold & found)


def paired(gold: Sequence[Quote], found: Sequence[Quote]) -> Iterator[tuple[Quote, Quote]]:
    """One to one, the best agreement of contents first, then the order of the text."""
    candidates = [(-agreement(g.content, p.content), i, j) for i, g in enumerate(gold) for j, p in enumerate(found)]
    free_gold, free_found = set(range(len(gold))), set(range(len(found)))
    for agreed, i, j in sorted(candidate for candidate in candidates if candidate[0] < 0):
        if i in free_gold and j in free_found:
            free_gold.remove(i)
            free_found.remove(j)
            if -agreed >= AGREES:
                yield gold[i], found[j]


def count(text: Text, gold: Sequence[Quote], found: Sequence[Quote]) -> Counter[str]:
    """Everything the scores are made of, for one report."""
    counts = Counter({"gold": len(gold), "pred": len(found)})
    counts.update(f"gold {text.kind(quote.content)}" for quote in gold)
    counts.update(f"pred {text.kind(quote.content)}" for quote in found)
    for right, mine in paired(gold, found):
        speaker = same_speaker(text, right.source, mine.source)
        exact = right.content == mine.content
        cue = bool(right.cue & mine.cue) or not (right.cue or mine.cue)
        g, p = text.kind(right.content), text.kind(mine.content)
        counts.update(["content", *["content exact"] * exact, *["AR"] * speaker, *["AR exact"] * (exact and speaker)])
        counts.update([*["cue"] * cue, *["speaker exact"] * (right.source == mine.source)])
        counts.update([f"found {g}", f"right {p}", *[f"AR found {g}", f"AR right {p}"] * speaker])
    return counts


def score_reports(gold: Mapping[str, Any], found: Mapping[str, Any], *, quoted: bool = False) -> Counter[str]:
    """The counts over all reports of the gold, added up. A report that was not predicted has no attributions."""
    unknown = sorted(found.keys() - gold.keys())
    if unknown:
        raise ValueError(f"predicted, but not in the gold: {', '.join(unknown[:5])}")
    total: Counter[str] = Counter()
    for doc, right in gold.items():
        text = Text(right["text"])
        mine = found.get(doc, {}).get("quotes", [])
        total += count(text, quotes_of(text, right["quotes"], quoted=quoted), quotes_of(text, mine, quoted=quoted))
    return total


def table(counts: Counter[str]) -> dict[str, float]:
    """The scores by name: "content P", "AR F1", "speaker accuracy", "direct AR recall", …"""
    scores: dict[str, float] = {}
    for name in ("content", "content exact", "AR", "AR exact"):
        precision, recall = _ratio(counts[name], counts["pred"]), _ratio(counts[name], counts["gold"])
        scores |= {f"{name} P": precision, f"{name} R": recall, f"{name} F1": f_score(precision, recall)}
    scores["speaker accuracy"] = _ratio(counts["AR"], counts["content"])
    scores["speaker accuracy exact"] = _ratio(counts["speaker exact"], counts["content"])
    scores["cue accuracy"] = _ratio(counts["cue"], counts["content"])
    for kind in KINDS:
        for name, of_gold, of_found in (("content", "found", "right"), ("AR", "AR found", "AR right")):
            scores[f"{kind} {name} recall"] = _ratio(counts[f"{of_gold} {kind}"], counts[f"gold {kind}"])
            scores[f"{kind} {name} precision"] = _ratio(counts[f"{of_found} {kind}"], counts[f"pred {kind}"])
    return scores


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def read_quotes(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as lines:  # not splitlines(): a text may hold other line separators
        return {row["doc"]: row for row in (json.loads(line) for line in lines if line.strip())}


def shown(counts: Counter[str]) -> str:
    """The scores for reading, in percent."""
    scores = {name: f"{100 * value:5.1f}" for name, value in table(counts).items()}
    lines = [f"attributions  gold {counts['gold']}  predicted {counts['pred']}"]
    for name in ("content", "content exact", "AR", "AR exact"):
        lines.append(f"  {name:24} P {scores[f'{name} P']}  R {scores[f'{name} R']}  F1 {scores[f'{name} F1']}")
    lines += [f"  {name:24} {scores[name]}" for name in ("speaker accuracy", "speaker accuracy exact", "cue accuracy")]
    for kind in KINDS:
        said = "  ".join(f"{what} {scores[f'{kind} {what}']}" for what in ("content recall", "content precision", "AR recall"))
        lines.append(f"  {kind:9} gold {counts[f'gold {kind}']:5} predicted {counts[f'pred {kind}']:5}  {said}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("pred", type=Path)
    parser.add_argument("--quoted", action="store_true", help="direct speech alone")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    counts = score_reports(read_quotes(given.gold), read_quotes(given.pred), quoted=given.quoted)
    print(json.dumps(table(counts), indent=1) if given.json else shown(counts))


if __name__ == "__main__":
    main()
