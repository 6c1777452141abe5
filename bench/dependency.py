"""How often separately written reports of one event are called dependent, and how often planted reworkings are found.

python bench/dependency.py BODIES STANCES [--pairs 300] [--half report] [--seed 1] [--synonyms FILE] [--show] [--json]

BODIES: .csv with "Body ID" and "articleBody"; STANCES: .csv with "Headline", "Body ID" and "Stance" (FNC-1). Two bodies that
agree with, discuss or deny one headline report one event. Pairs that share a run of RUN words outside quotations, or more
than SHARED of the shorter one's runs of four, are copies of one text and left out; each body stands in at most two pairs. Reworked
are single bodies: 20 to 50 % of the words swapped for words that mean about the same, sentences turned round inside, some left out,
a new lead, quotations as they were. Dependent: the lineage step has a record for the pair. --show prints the pairs so called.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from random import Random

from base_texts import document, rows_of, split
from edits import sentences_of
from passage_pairs import Synonyms, swapped, synonyms_from, turned
from sayso.detect.listed_words import list_words
from sayso.link.own_words import own_words
from sayso.link.passages import find_passages
from sayso.measure.lineage import trace_lineage
from sayso.records import Document, Passage, Sentence, in_order

RUN = 12
SHARED = 0.15
LEAST_TEXT = 120  # words of a body
UNRELATED = frozenset(("3", "unrelated"))
QUOTATION = re.compile(r"“[^”]*”|\"[^\"\n]*\"")
LEADS = (
    "Here is what is known so far about a matter that many readers have asked us to look into.",
    "It was an unusual week, and the subject was on everybody's lips in the cafés by Thursday.",
    "Our correspondent sums up a subject that has kept newsrooms busy for some days.",
)


@dataclass(frozen=True)
class Rate:
    about: str
    pairs: int
    with_passage: int
    dependent: int
    rate: float


def separate_pairs(bodies: Path, stances: Path, which: str, count: int, random: Random) -> tuple[list[tuple[str, str]], int]:
    """Pairs of bodies on one event that share no long run, and how many were left out as copies."""
    texts = {row["Body ID"]: row["articleBody"] for row in rows_of(bodies)}
    on_headline: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(stances):
        body = row.get("Body ID") or row["Body_ID"]
        if row["Stance"] not in UNRELATED and len(texts[body].split()) >= LEAST_TEXT:
            on_headline[row["Headline"]].add(body)
    mine = {body for k, body in enumerate(sorted(texts, key=int)) if (k % 2 == 0) == (which == "tune")}
    pairs = sorted({pair for found in on_headline.values() for pair in combinations(sorted(found & mine), 2)})
    random.shuffle(pairs)
    used: Counter[str] = Counter()
    chosen: list[tuple[str, str]] = []
    copies = 0
    for left, right in pairs:
        if len(chosen) < count and used[left] < 2 and used[right] < 2:
            if are_copies(texts[left], texts[right]):
                copies += 1
                continue
            used.update((left, right))
            chosen.append((texts[left], texts[right]))
    return chosen, copies


def are_copies(left: str, right: str) -> bool:
    documents, sentences = story(left, right)
    reports = own_words(list(list_words(documents, sentences)))
    if len(reports) < 2:
        return True
    long, short = ([_runs(report.forms, size) for report in reports] for size in (RUN, 4))
    return bool(long[0] & long[1]) or len(short[0] & short[1]) > SHARED * max(1, min(map(len, short)))


def _runs(forms: Sequence[str], size: int) -> set[tuple[str, ...]]:
    return {run for k in range(len(forms) - size + 1) if all(run := tuple(forms[k : k + size]))}


def reworked(text: str, random: Random, synonyms: Synonyms) -> str:
    """Told again: other words, parts of sentences turned round, sentences left out, a new lead; quotations as they were."""
    rate, left_out = random.uniform(0.2, 0.5), random.uniform(0.1, 0.3)
    done = [random.choice(LEADS)]
    for sentence in whole_quotations(text):
        if random.random() < left_out:
            continue
        reached, pieces = 0, []
        for match in QUOTATION.finditer(sentence):
            pieces += [_retold(sentence[reached : match.start()], rate, random, synonyms), match[0]]
            reached = match.end()
        pieces.append(_retold(sentence[reached:], rate, random, synonyms))
        done.append(" ".join(piece for piece in pieces if piece))
    return " ".join(done)


def _retold(text: str, rate: float, random: Random, synonyms: Synonyms) -> str:
    words = [swapped(word, random, synonyms) if random.random() < rate else word for word in text.split()]
    return " ".join(turned(words, random) if random.random() < 0.5 else words)


def whole_quotations(text: str) -> list[str]:
    """Sentences, none of which ends inside a quotation."""
    inside = [match.span() for match in QUOTATION.finditer(text)]
    found, start, place = [], 0, 0
    for piece in sentences_of(text):
        place += len(piece)
        if not any(low < place < high for low, high in inside):
            found.append(text[start:place])
            start = place
    return [*found, text[start:]] if start < len(text) else found


def story(left: str, right: str) -> tuple[list[Document], list[Sentence]]:
    documents = [document("a", left), document("b", right)]
    return documents, in_order(sentence for one in documents for sentence in split(one))


def judged(about: str, pairs: Sequence[tuple[str, str]], show: bool) -> Rate:
    some = dependent = 0
    for number, (left, right) in enumerate(pairs):
        documents, sentences = story(left, right)
        passages = [p for p in find_passages(documents, list(list_words(documents, sentences))) if isinstance(p, Passage)]
        called = bool(list(trace_lineage(documents, sentences, passages)))
        some += bool(passages)
        dependent += called
        if show and called == (about == SEPARATE):
            print("\n".join(_shown(number, about, passages, left, right)))
    return Rate(about, len(pairs), some, dependent, dependent / max(1, len(pairs)))


def _shown(number: int, about: str, passages: Sequence[Passage], left: str, right: str) -> Iterator[str]:
    yield f"── {about} {number}: {left[:90]!r} / {right[:90]!r}"
    for passage in passages:
        yield f"  {passage.kind} {passage.score} {passage.because}"
        yield f"    L {passage.left.cut(left)[:500]!r}\n    R {passage.right.cut(right)[:500]!r}"


SEPARATE, REWORKED = "separately written", "reworked"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bodies", type=Path)
    parser.add_argument("stances", type=Path)
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--half", choices=("tune", "report"), default="report")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--synonyms", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    random = Random(given.seed)  # noqa: S311
    separate, copies = separate_pairs(given.bodies, given.stances, given.half, given.pairs, random)
    synonyms = synonyms_from(given.synonyms)
    bases = list(dict.fromkeys(text for pair in separate for text in pair))[: given.pairs]
    rates = [
        judged(SEPARATE, separate, given.show),
        judged(REWORKED, [(text, reworked(text, random, synonyms)) for text in bases], given.show),
    ]
    if given.json:
        print(json.dumps({"copies left out": copies, "rates": [asdict(rate) for rate in rates]}, indent=1))
        return
    print(f"{copies} pairs left out as copies of one text")
    for rate in rates:
        print(
            f"{rate.about:20} {rate.pairs:4} pairs  {rate.with_passage:4} with a passage"
            f"  {rate.dependent:4} called dependent: {rate.rate:.1%}"
        )


if __name__ == "__main__":
    main()
