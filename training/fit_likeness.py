"""Fit the weights in ``src/sayso/link/likeness.py`` to the invented stories, and print them.

Logistic regression over pairs of found mentions that both overlap a marked one: is it of the same claim? The stories that were
held out when the encoder was trained (encoder.md) are left out here as well; the thresholds were chosen on them.

PYTHONPATH=src:gate python training/fit_likeness.py [training/stories]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from marked import Marked, read_marked
from sayso.collect.folder import collect
from sayso.link.likeness import beside, counterparts, one_voice, signs, vectors_of, worded
from sayso.link.propositions import MIN_WORDS, alignment, by_document, wording_of
from sayso.pipeline import STAGES
from sayso.records import (
    Claim,
    ClaimMention,
    Document,
    Meaning,
    Party,
    Passage,
    Problem,
    Sentence,
    Source,
    Span,
    Utterance,
)
from sayso.run import run
from sayso.store import Store

HELD_OUT = ("-05", "-08", "-10")  # stories that are never trained on
NEARLY = 0.6  # share of the best overlap with a marked mention from which another one counts as well
STEPS = 30
RIDGE = 1.0  # on weights of standardised signs, against all pairs

Table = NDArray[np.float64]


def pairs(story: Marked, project: Path, folder: Path) -> tuple[Table, Table]:
    """The signs of each pair of mentions that are marked, shape (pairs, signs), and whether it is of one claim."""
    for name, text in story.reports.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Store(project, create=True) as store:
        for item in collect([folder]):
            if not isinstance(item, Problem):
                store.add_document(*item)
        run(store, STAGES[: next(k for k, stage in enumerate(STAGES) if stage.writes is Claim)], workers=1)
        documents, mentions = list(store.read(Document)), list(store.read(ClaimMention))
        sentences = by_document(list(store.read(Sentence)))
        meanings = {meaning.mention: meaning for meaning in store.read(Meaning)}
        sources, parties = list(store.read(Source)), list(store.read(Party))
        places = counterparts(list(store.read(Utterance)), list(store.read(Passage)))
    texts = {document.id: document.text for document in documents}
    names = {document.id: document.name for document in documents}
    wordings = [wording_of(mention, sentences, texts) for mention in mentions if mention.pointer is None]
    wordings = [wording for wording in wordings if len(wording.lemmas) >= MIN_WORDS]
    alike, voice = alignment(wordings), one_voice(wordings, sources, parties)
    vectors, known = vectors_of(wordings, meanings)
    together = beside(wordings, worded(wordings, alike, voice), places)
    found = signs(wordings, vectors @ vectors.T, known, alike, voice, together)
    says = [claims_of(wording.mention.about, names, story) for wording in wordings]
    marked = np.array([bool(claims) for claims in says]) & known
    left, right = np.nonzero(np.triu(marked[:, None] & marked[None, :], 1))
    same = np.array([not says[i].isdisjoint(says[j]) for i, j in zip(left, right, strict=True)], dtype=float)
    return np.stack([sign[left, right] for sign in found], axis=1).astype(float), same


def claims_of(span: Span, names: dict[str, str], story: Marked) -> frozenset[str]:
    """Which claims' marked mentions the span overlaps by half of the shorter one, and nearly as much as any."""
    shared: dict[str, int] = {}
    for claim, mentions in story.mentions.items():
        for place in (mention.place for mention in mentions):
            both = min(span.end, place.end) - max(span.start, place.start)
            if place.report == names[span.doc] and both > 0 and 2 * both >= min(span.end - span.start, place.end - place.start):
                shared[claim] = max(shared.get(claim, 0), both)
    most = max(shared.values(), default=0)
    return frozenset(claim for claim, both in shared.items() if both >= NEARLY * most)


def fitted(table: Table, same: Table) -> Table:
    """Weights and, last, the start: Newton's method, with a ridge."""
    mean, scale = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-9)
    rows = np.hstack([(table - mean) / scale, np.ones((len(table), 1))])
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[-1] = 0.0
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - same) + ridge * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    plain = weights[:-1] / scale
    return np.append(plain, weights[-1] - plain @ mean)


def stories(folder: Path) -> Sequence[Path]:
    return [path for path in sorted(folder.glob("*.txt")) if not path.stem.endswith(HELD_OUT)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("training/stories"))
    given = parser.parse_args()
    tables, answers = [], []
    for path in stories(given.folder):
        with TemporaryDirectory(prefix="sayso-fit-") as place:
            reports = Path(place) / "reports"
            reports.mkdir()
            table, same = pairs(read_marked(path.read_text(encoding="utf-8")), Path(place) / "story.sayso", reports)
        tables.append(table)
        answers.append(same)
    weights = fitted(np.concatenate(tables), np.concatenate(answers))
    print(f"{len(tables)} stories, {sum(map(len, tables))} pairs, {int(sum(same.sum() for same in answers))} of one claim")
    print("weights", np.round(weights[:-1], 2).tolist(), "start", round(float(weights[-1]), 2))


if __name__ == "__main__":
    main()
