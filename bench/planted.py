"""How many copied texts are found, how many pairs are wrong, and what it costs: sayso's postings beside MinHash, on planted copies.

python bench/planted.py PATH… [--sizes 10000 50000 100000] [--systems NAME…] [--seed 1] [--json]

PATH: .jsonl or .jsonl.gz with a field text, or .csv with a column text or articleBody. Each corpus holds base texts and edited
copies of them (bench/edits.py, near 6 in 10), shuffled. Recall: a copy is found with its base. A pair is right if both come from
one base (an embedded copy comes from its host too), or if their bases themselves share text: every other pair that is found is
aligned word by word, and needs 12 words in a row or more with changes between them. Each system runs in a process of its own: CPU
seconds of that process from the texts in memory to the pairs, and the highest memory over that of the texts. MinHash has 128
permutations; "words" are the different words of a text, "runs" its runs of four. Systems that are not installed are passed over
(pip install -e '.[bench]').
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import multiprocessing
import resource
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np
from numpy.typing import NDArray

import edits
from sayso.link.postings import FAST, FULL, Setting, near_pairs
from sayso.link.text_hashes import text_postings

LEAST_WORDS = 60  # of a base text
BASES = 0.41  # share of the corpus, where there are base texts enough
ALIGNED = 12  # score of a local alignment from which two texts share text: that many words in a row
PERMUTATIONS = 128
Found = NDArray[np.int64]  # pairs of text numbers, shape (n, 2)


# ── the corpus ──


@dataclass(frozen=True)
class Copy:
    """A text of the corpus: which bases its words come from (its own first), and the edit; "" for a base itself."""

    text: str
    origins: tuple[int, ...]
    kind: str


def kinds(words: Sequence[str]) -> dict[str, edits.Edit]:
    """Every edit but embedding, which needs a host."""
    made: dict[str, edits.Edit] = {"exact": lambda text, random: text}
    made |= {f"near-synonyms {rate:.0%}": edits.substituted(rate) for rate in (0.1, 0.2, 0.4)}
    made |= {f"random words {rate:.0%}": edits.substituted(rate, words) for rate in (0.1, 0.2, 0.4)}
    made |= {f"sentences deleted {share:.0%}": edits.without_sentences(share) for share in (0.2, 0.5)}
    made |= {f"truncated to {share:.0%}": edits.truncated(share) for share in (0.7, 0.4)}
    made |= {"sentences reordered": edits.reordered, "boilerplate added": edits.with_boilerplate}
    parts = (edits.without_sentences(0.2), edits.substituted(0.1), edits.reordered, edits.with_boilerplate)
    return made | {"combined": edits.combined(*parts)}


def planted(texts: Sequence[str], size: int, seed: int) -> list[Copy]:
    random = Random(seed)  # noqa: S311
    bases = random.sample(list(texts), min(len(texts), round(BASES * size)))
    made = [Copy(text, (k,), "") for k, text in enumerate(bases)]
    words = sorted({match[0].lower() for text in bases[:500] for match in edits.WORD.finditer(text)})
    table = kinds(words)
    turn = [*table, "embedded"]
    for number in range(size - len(bases)):
        k, kind = random.randrange(len(bases)), turn[number % len(turn)]
        if kind == "embedded":
            host = random.randrange(len(bases))
            made.append(Copy(edits.embedded([bases[host]])(bases[k], random), (k, host), kind))
        else:
            made.append(Copy(table[kind](bases[k], random), (k,), kind))
    random.shuffle(made)
    return made


def read_texts(path: Path) -> Iterator[str]:
    if not path.exists():
        raise SystemExit(
            f"{path} is absent: give a .jsonl or .jsonl.gz with a field text, or a .csv with a column text or articleBody"
        )
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8", newline="") as lines:
        if path.suffix == ".csv":
            yield from (row.get("text") or row.get("articleBody") or "" for row in csv.DictReader(lines))
        else:
            yield from (str(json.loads(line)["text"]) for line in lines if line.strip())


# ── the systems ──


def by_sayso(setting: Setting, texts: Sequence[str]) -> Found:
    pairs = near_pairs(text_postings(texts, setting.asked), setting)
    return np.stack([pairs.left, pairs.right], axis=1)


def word_sets(texts: Sequence[str]) -> list[list[str]]:
    return [list(set(text.lower().split())) for text in texts]


def run_sets(texts: Sequence[str]) -> list[list[str]]:
    return [list({" ".join(run) for run in zip(*(words[k:] for k in range(4)), strict=False)}) for words in split(texts)]


def split(texts: Sequence[str]) -> list[list[str]]:
    return [text.lower().split() for text in texts]


def by_datasketch(threshold: float, sets: Callable[[Sequence[str]], list[list[str]]], texts: Sequence[str]) -> Found:
    from datasketch import MinHash, MinHashLSH

    index, found = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS), []
    for number, tokens in enumerate(sets(texts)):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([token.encode() for token in tokens])
        found += [(other, number) for other in index.query(sketch)]
        index.insert(number, sketch)
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def by_rensa(threshold: float, bands: int, sets: Callable[[Sequence[str]], list[list[str]]], texts: Sequence[str]) -> Found:
    """Pairs that meet in a band and whose sketches agree to the threshold, as its own deduplicator checks them."""
    from rensa import RMinHash, RMinHashLSH

    sketches = RMinHash.from_token_sets(sets(texts), PERMUTATIONS, 42)
    index, found = RMinHashLSH(threshold, PERMUTATIONS, bands), []
    for number, sketch in enumerate(sketches):
        found += [(other, number) for other in index.query(sketch) if sketch.jaccard(sketches[other]) >= threshold]
        index.insert(number, sketch)
    return np.array(found, dtype=np.int64).reshape(-1, 2)


SYSTEMS: dict[str, Callable[[Sequence[str]], Found]] = {
    "sayso full": partial(by_sayso, FULL),
    "sayso fast": partial(by_sayso, FAST),
    "rensa .5 words": partial(by_rensa, 0.5, 32, word_sets),
    "rensa .3 words": partial(by_rensa, 0.3, 64, word_sets),
    "rensa .5 runs": partial(by_rensa, 0.5, 32, run_sets),
    "rensa .3 runs": partial(by_rensa, 0.3, 64, run_sets),
    "datasketch .5 words": partial(by_datasketch, 0.5, word_sets),
    "datasketch .5 runs": partial(by_datasketch, 0.5, run_sets),
}


def run_alone(system: str, corpus: Path) -> tuple[float, float, Found]:
    """CPU seconds, MiB over the texts, and the pairs; in a process of its own."""
    with corpus.open(encoding="utf-8") as file:
        texts: list[str] = json.load(file)
    SYSTEMS[system](texts[:100])  # loads what is loaded lazily
    before, start = peak_memory(), process_time()
    found = SYSTEMS[system](texts)
    return process_time() - start, peak_memory() - before, found


def peak_memory() -> float:
    """MiB; of this process only where the system tells it (what getrusage says is inherited from the process before)."""
    status = Path("/proc/self/status")
    if status.exists():
        return float(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# ── right or wrong ──


class Judge:
    """Tells pairs that share text; what it looked up word by word it keeps."""

    def __init__(self, corpus: Sequence[Copy]) -> None:
        self.corpus = corpus
        self.bases = {copy.origins[0]: copy.text for copy in corpus if not copy.kind}
        self.shared: dict[tuple[int, int], bool] = {}

    def sorts(self, found: Found) -> Counter[str]:
        """How many pairs are planted, share text in the data, or are wrong."""
        return Counter(map(self.sort, found[:, 0].tolist(), found[:, 1].tolist()))

    def sort(self, left: int, right: int) -> str:
        mine, theirs = self.corpus[left].origins, self.corpus[right].origins
        if set(mine) & set(theirs):
            return "planted"
        return "in the data" if any(self.share(*sorted((a, b))) for a in mine for b in theirs) else "wrong"

    def share(self, one: int, other: int) -> bool:
        if (one, other) not in self.shared:
            self.shared[one, other] = share_text(self.bases[one], self.bases[other])
        return self.shared[one, other]


def share_text(one: str, other: str) -> bool:
    """Whether the best local alignment of their words (Smith & Waterman 1981: 1 for a word that is the same, -1 for one that is
    changed, added or left out) reaches ALIGNED: so many words in a row, or more with words changed between them."""
    numbers: dict[str, int] = {}
    rows, columns = (np.array([numbers.setdefault(word, len(numbers)) for word in plain_words(text)]) for text in (one, other))
    places = np.arange(len(columns) + 1)
    before = np.zeros(len(columns) + 1, dtype=np.int64)
    for word in rows:
        now = np.maximum(before - 1, 0)
        now[1:] = np.maximum(now[1:], before[:-1] + np.where(columns == word, 1, -1))
        before = np.maximum.accumulate(now + places) - places
        if before.max() >= ALIGNED:
            return True
    return False


def plain_words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()


# ── the measure ──


@dataclass(frozen=True)
class Result:
    """Of one system on one corpus; speed in texts per CPU second, memory in MiB over the texts."""

    system: str
    texts: int
    recall: float
    precision: float
    pairs: dict[str, int]
    speed: float
    memory: float
    recall_by_kind: dict[str, float]


def measure(system: str, file: Path, corpus: Sequence[Copy], judge: Judge) -> Result:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        seconds, memory, found = pool.submit(run_alone, system, file).result()
    pairs = set(zip(found.min(axis=1).tolist(), found.max(axis=1).tolist(), strict=True))
    base = {copy.origins[0]: number for number, copy in enumerate(corpus) if not copy.kind}
    hits: dict[str, list[bool]] = defaultdict(list)
    for number, copy in enumerate(corpus):
        if copy.kind:
            origin = base[copy.origins[0]]
            hits[copy.kind].append((min(number, origin), max(number, origin)) in pairs)
    sorts = judge.sorts(found)
    every = [hit for kind in hits.values() for hit in kind]
    right = (len(found) - sorts["wrong"]) / max(1, len(found))
    by_kind = {kind: sum(hit) / len(hit) for kind, hit in sorted(hits.items())}
    return Result(system, len(corpus), sum(every) / len(every), right, dict(sorts), len(corpus) / seconds, memory, by_kind)


def installed(system: str) -> bool:
    package = system.split()[0]
    if package == "sayso" or find_spec(package):
        return True
    print(f"{package} is not installed: “{system}” is passed over (pip install -e '.[bench]')")
    return False


def show(results: Sequence[Result]) -> None:
    rensa = max((result.speed for result in results if result.system.startswith("rensa")), default=0.0)
    for r in results:
        pairs = ", ".join(f"{r.pairs.get(kind, 0)} {kind}" for kind in ("planted", "in the data", "wrong"))
        ratio = f", {r.speed / rensa:.2f} of the fastest rensa" if rensa else ""
        print(f"{r.system:20} {r.texts:7} texts: recall {r.recall:.4f}, precision {r.precision:.4f} ({pairs})")
        print(f"{'':20} {r.speed:9,.0f} texts per CPU second{ratio}; {r.memory:,.0f} MiB")


def show_kinds(results: Sequence[Result]) -> None:
    print("recall by edit; " + " | ".join(result.system for result in results))
    for kind in results[0].recall_by_kind:
        print(f"  {kind:24}" + "  ".join(f"{result.recall_by_kind[kind]:.3f}" for result in results))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 50_000, 100_000])
    parser.add_argument("--systems", nargs="+", default=list(SYSTEMS), choices=SYSTEMS, metavar="NAME", help=", ".join(SYSTEMS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    texts = sorted({text for path in given.paths for text in read_texts(path) if len(text.split()) >= LEAST_WORDS})
    systems = [system for system in given.systems if installed(system)]
    every: list[Result] = []
    for size in given.sizes:
        corpus = planted(texts, size, given.seed)
        judge = Judge(corpus)
        with TemporaryDirectory(prefix="sayso-bench-") as made:
            file = Path(made) / "corpus.json"
            file.write_text(json.dumps([copy.text for copy in corpus]), encoding="utf-8")
            results = [measure(system, file, corpus, judge) for system in systems]
        every += results
        if not given.json:
            show(results)
            show_kinds(results)
    if given.json:
        print(json.dumps([asdict(result) for result in every], indent=1))


if __name__ == "__main__":
    main()
