"""Fit the weights in ``src/sayso/measure/descent.py`` to simulated diffusion (bench/spread.py), and print them.

The model is log-linear over all forests of a family's reports; its gradient is what the true forest shows less what is expected
(matrix-tree theorem, see measure/arborescence.py). Texts are of the half "tune"; the other half is left to bench/diffusion.py.
A third of the families each has exact dates, noisy dates and none; half of all are made by either set of edits. Fitted twice:
the second weights are for what is known after a first look (measure/descent.py).

PYTHONPATH=src:bench python training/fit_lineage.py PATH… [--families 80] [--seed 1]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from diffusion import read_family
from sayso.measure.arborescence import likelihoods
from sayso.measure.descent import NAMES, ROOT_FEATURES, STEP_FEATURES, Kin, kin_of, looked_at_again
from sayso.measure.shared_text import is_related, reports_of, shared_by_pair
from spread import CHANGES, DATES, articles, families, part_of

ROUNDS = 200
RATE = 0.05
RIDGE = 0.002  # of each family's likelihood: keeps weights of rare signs moderate


class Example(NamedTuple):
    kin: Kin
    gold: tuple[int, ...]  # the place of the parent, or the report's own


def examples(path: Path, count: int, seed: int) -> list[Example]:
    texts = [text for text in articles(path, "tune") if part_of(text)[1] == "fit"]
    found = []
    for number, (changes, dates) in enumerate(product(CHANGES, DATES)):
        for family in families(texts, count, dates, 100 * seed + number, changes):
            read = read_family(family)
            reports = reports_of(read.documents, read.sentences)
            related = [shared for shared in shared_by_pair(reports, read.passages) if is_related(shared)]
            if related:
                kin = kin_of(related)
                found.append(Example(kin, _gold(kin, family.parents)))
    return found


def _gold(kin: Kin, truth: dict[str, frozenset[str]]) -> tuple[int, ...]:
    """Of two parents the one that gave more."""
    names = [report.document.id for report in kin.reports]
    gold = []
    for child, name in enumerate(names):
        verified = [k for k, other in enumerate(names) if other in truth[name] and (child, k) in kin.steps]
        gold.append(max(verified, key=lambda k: (kin.steps[child, k][1], -k), default=child))
    return tuple(gold)


def fit(found: Sequence[Example]) -> NDArray[np.float64]:
    size = len(STEP_FEATURES) + len(ROOT_FEATURES)
    tables = [(example, _features(example.kin, size)) for example in found]
    scale = np.sqrt(np.mean(np.concatenate([features for _, (_, features) in tables]) ** 2, axis=0)) + 1e-6
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for turn in range(1, ROUNDS + 1):
        gradient = np.zeros(size)
        for example, (places, features) in tables:
            expected = likelihoods(example.kin.scores((weights / scale).tolist()))[places[:, 0], places[:, 1]]
            true = np.array([example.gold[child] == parent for child, parent in places.tolist()], dtype=float)
            gradient += (true - expected) @ (features / scale)
        gradient = gradient / len(tables) - RIDGE * weights
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        weights += RATE * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
    return weights / scale


def _again(example: Example, weights: NDArray[np.float64]) -> Example:
    """As it looks when the first look is done."""
    return example._replace(kin=looked_at_again(example.kin, likelihoods(example.kin.scores(weights.tolist()))))


def _features(kin: Kin, size: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Each step and each report alone: its place in the table of scores, and its features."""
    places = [*kin.steps, *((k, k) for k in range(len(kin.reports)))]
    features = np.zeros((len(places), size))
    for row, (child, parent) in enumerate(places):
        if child == parent:
            features[row, len(STEP_FEATURES) :] = kin.alone[child]
        else:
            features[row, : len(STEP_FEATURES)] = kin.steps[child, parent]
    return np.array(places), features


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--families", type=int, default=80, help="of each path, kind of dates and set of edits")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    found = [example for path in given.paths for example in examples(path, given.families, given.seed)]
    first = fit(found)
    second = fit([_again(example, first) for example in found])
    print(f"# {len(found)} families")
    print("WEIGHTS: Mapping[str, tuple[float, float]] = {")
    for name, *weights in zip(NAMES, first.tolist(), second.tolist(), strict=True):
        print(f'    "{name}": ({weights[0]:.2f}, {weights[1]:.2f}),')
    print("}")


if __name__ == "__main__":
    main()
