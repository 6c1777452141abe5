"""How well passages of one text are found in another: planted word for word, obfuscated at random, or as if translated twice.

python bench/passage_pairs.py PATH… [--pairs 200] [--half report] [--seed 1] [--synonyms FILE] [--json]

PATH: base texts (.csv, .jsonl, .jsonl.gz). In each pair one to three passages of 50 to 1500 words of one text stand, changed, in
another on another topic; in a fifth of the pairs nothing does. Prints plagdet (Potthast et al. 2010), precision, recall and
granularity for each kind of change, and pairs per CPU-second, sentence borders given. --half tune is for tuning. Synonyms come from
sayso's own word vectors, or from a FILE with a group of words in each line, which says more: the aligner has not seen those.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from time import process_time
from typing import NamedTuple

from base_texts import document, half, split, texts_of
from edits import neighbours, sentences_of
from sayso.detect.listed_words import list_words
from sayso.link.passages import find_passages
from sayso.records import Passage, in_order
from sayso.wording import FUNCTION_WORDS, is_content, words_of

sys.path.append(str(Path(__file__).parents[1] / "gate"))  # scored as the gate does it

from alignment_score import Pair, score_alignment
from places import Place

LEAST, MOST = 50, 1500  # words of a passage
LEAST_TEXT = 120  # words of a base text
SAME_TOPIC = 0.2  # share of the shorter text's longer words that two texts may have in common and still be on two topics
TOKEN = re.compile(r"\w+(?:['’-]\w+)*")
Synonyms = Callable[[str], Sequence[str]]
Change = Callable[[str, Random, Sequence[str], Synonyms], str]


class Planted(NamedTuple):
    kind: str
    left: str
    right: str
    cases: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True)
class Found:
    path: str
    kind: str
    pairs: int
    cases: int
    plagdet: float
    precision: float
    recall: float
    granularity: float
    pairs_per_second: float


# ── what happens to a passage ────────────────────────────────────────────────────────────────────────────────────────


def verbatim(text: str, random: Random, words: Sequence[str], synonyms: Synonyms) -> str:
    return text


def at_random(text: str, random: Random, words: Sequence[str], synonyms: Synonyms) -> str:
    """Words left out, put in from other texts, swapped for words that mean about the same, and moved a few places."""
    rate, reach = random.choice(((0.15, 1.5), (0.3, 2.5), (0.45, 4.0)))
    pieces: list[str] = []
    for piece in text.split():
        dice = random.random() / rate
        if dice < 0.25:
            continue
        if 0.25 <= dice < 0.5:
            pieces.append(random.choice(words))
        pieces.append(swapped(piece, random, synonyms) if 0.5 <= dice < 1 else piece)
    if random.random() < 0.6:
        order = sorted(range(len(pieces)), key=lambda k: k + random.uniform(0, reach))
        pieces = [pieces[k] for k in order]
    return " ".join(pieces)


def translated(text: str, random: Random, words: Sequence[str], synonyms: Synonyms) -> str:
    """As if translated there and back: other words, small words gone or new, the parts of a sentence in another order."""
    rate = random.choice((0.25, 0.35, 0.45))
    done = []
    for sentence in sentences_of(text):
        pieces = [swapped(piece, random, synonyms) if random.random() < rate else piece for piece in sentence.split()]
        pieces = [piece for piece in pieces if is_content(piece.lower().strip(",.")) or random.random() >= 0.3]
        pieces = [word for piece in pieces for word in ([piece] if random.random() >= 0.05 else [piece, random.choice(SMALL)])]
        if random.random() < 0.6:
            pieces = turned(pieces, random)
        done.append(" ".join(pieces))
    return " ".join(done)


CHANGES: Mapping[str, Change] = {"verbatim": verbatim, "random": at_random, "translation": translated}
SMALL = sorted(FUNCTION_WORDS)


def turned(pieces: list[str], random: Random) -> list[str]:
    """The two parts of a sentence in the other order."""
    cut = random.randint(2, len(pieces) - 2) if len(pieces) > 6 else 0
    return pieces[cut:] + pieces[:cut]


def swapped(piece: str, random: Random, synonyms: Synonyms) -> str:
    def swap(match: re.Match[str]) -> str:
        choice = [] if match[0].lower() in FUNCTION_WORDS else synonyms(match[0].lower())
        if not choice:
            return match[0]
        new = random.choice(choice)
        return new.capitalize() if match[0][0].isupper() else new

    return TOKEN.sub(swap, piece)


def synonyms_from(path: Path | None) -> Synonyms:
    if path is None:
        return neighbours
    groups: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        for word in line.split():
            groups[word] += [other for other in line.split() if other != word]
    return lambda word: groups.get(word, ())


# ── pairs ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def planted_pairs(texts: Sequence[str], count: int, seed: int, synonyms: Synonyms) -> list[Planted]:
    random = Random(seed)  # noqa: S311
    long = [text.strip() for text in texts if len(text.split()) >= LEAST_TEXT]
    kinds = ["none", *CHANGES] if count >= 4 else list(CHANGES)
    shares = {"none": 0.2, "verbatim": 0.2, "random": 0.3, "translation": 0.3}
    return [planted_pair(kind, long, random, synonyms) for kind in kinds for _ in range(max(1, round(shares[kind] * count)))]


def planted_pair(kind: str, texts: Sequence[str], random: Random, synonyms: Synonyms) -> Planted:
    source = _text(texts, random)
    host = _text(texts, random)
    while _same_topic(source, host):
        host = _text(texts, random)
    if kind == "none":
        return Planted(kind, source, host, ())
    words = host.split()
    passages = _passages(source, random)
    borders = [0]
    for piece in sentences_of(host):
        borders.append(borders[-1] + len(piece))
    places = sorted(random.sample(borders, min(len(passages), len(borders))))
    order = random.sample(passages, len(places))
    right, reached, cases = "", 0, []
    for place, (start, end) in zip(places, order, strict=True):
        right += host[reached:place].rstrip() + random.choice((" ", "\n\n"))
        changed = CHANGES[kind](source[start:end], random, words, synonyms)
        cases.append((start, end, len(right), len(right) + len(changed)))
        right += changed + random.choice((" ", "\n\n"))
        reached = place
    return Planted(kind, source, right + host[reached:].lstrip(), tuple(cases))


def _text(texts: Sequence[str], random: Random) -> str:
    """One to four texts one after the other: from a short report to a long read."""
    return "\n\n".join(random.sample(texts, random.choice((1, 1, 2, 4))))


def _same_topic(left: str, right: str) -> bool:
    mine, theirs = ({word.lower() for word in TOKEN.findall(text) if len(word) > 5} for text in (left, right))
    return len(mine & theirs) > SAME_TOPIC * min(len(mine), len(theirs))


def _passages(text: str, random: Random) -> list[tuple[int, int]]:
    """One to three stretches of whole sentences, apart from each other, of LEAST to MOST words."""
    borders = [0]
    for piece in sentences_of(text):
        borders.append(borders[-1] + len(piece))
    found: list[tuple[int, int]] = []
    for _ in range(random.choice((1, 1, 2, 3))):
        wanted = min(MOST, int(LEAST * (MOST / LEAST) ** (random.random() ** 1.5)))
        first = random.randrange(len(borders) - 1)
        last = first + 1
        while last < len(borders) - 1 and len(text[borders[first] : borders[last]].split()) < wanted:
            last += 1
        start, end = borders[first], borders[first] + len(text[borders[first] : borders[last]].rstrip())
        apart = all(end + 300 < other[0] or other[1] + 300 < start for other in found)
        if apart and LEAST <= len(text[start:end].split()) <= MOST:
            found.append((start, end))
    if found:
        return found
    end = len(" ".join(text.split(" ")[: 2 * LEAST]))
    return [(0, end)]


# ── the measure ──────────────────────────────────────────────────────────────────────────────────────────────────────


def measure(path: Path, given: argparse.Namespace) -> list[Found]:
    texts = half(texts_of(path), given.half)
    gold: dict[str, list[Pair]] = defaultdict(list)
    predicted: dict[str, list[Pair]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    pairs: dict[str, int] = defaultdict(int)
    for number, planted in enumerate(planted_pairs(texts, given.pairs, given.seed, synonyms_from(given.synonyms))):
        a, b = f"{number}a", f"{number}b"
        detections, spent = aligned(planted, a, b)
        for kind in (planted.kind, "all"):
            gold[kind] += [Pair(Place(a, i, j), Place(b, k, m)) for i, j, k, m in planted.cases]
            predicted[kind] += detections
            seconds[kind] += spent
            pairs[kind] += 1
    return [_found(path, kind, pairs[kind], gold[kind], predicted[kind], seconds[kind]) for kind in pairs]


def aligned(planted: Planted, a: str, b: str) -> tuple[list[Pair], float]:
    documents = [document(a, planted.left), document(b, planted.right)]
    sentences = in_order(sentence for one in documents for sentence in split(one))
    words_of(planted.left), words_of(planted.right)  # forms cached, as after any earlier stage
    start = process_time()
    found = find_passages(documents, list(list_words(documents, sentences)))
    passages = [passage for passage in found if isinstance(passage, Passage) and not passage.whole]
    spent = process_time() - start
    return [Pair(Place(a, p.left.start, p.left.end), Place(b, p.right.start, p.right.end)) for p in passages], spent


def _found(path: Path, kind: str, pairs: int, gold: Sequence[Pair], predicted: Sequence[Pair], seconds: float) -> Found:
    scored = score_alignment(gold, predicted)
    precision = scored.precision if predicted else 1.0
    rate = pairs / max(seconds, 1e-6)
    return Found(str(path), kind, pairs, len(gold), scored.plagdet, precision, scored.recall, scored.granularity, round(rate, 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--half", choices=("tune", "report"), default="report")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--synonyms", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = [entry for path in given.paths for entry in measure(path, given)]
    if given.json:
        print(json.dumps([asdict(entry) for entry in found], indent=1))
        return
    for entry in found:
        print(
            f"{Path(entry.path).name:24}{entry.kind:12}{entry.pairs:5} pairs {entry.cases:5} cases"
            f"  plagdet {entry.plagdet:.3f}  precision {entry.precision:.3f}  recall {entry.recall:.3f}"
            f"  granularity {entry.granularity:.3f}  {entry.pairs_per_second:7.1f} pairs per CPU-second"
        )


if __name__ == "__main__":
    main()
