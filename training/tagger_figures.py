"""How good the tagger is on reports that nothing was learned from, and how sure it may be: scored as the gate scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attribution_score import Text, paired, quotes_of, same_speaker, score_reports, table
from polnear import attributions_of
from sayso.detect.features import Paragraph
from sayso.detect.tagger import Network, Tagged, tag
from tagger_data import NOBODY, TO_CUE, TO_SOURCE, Example, Opinion, Report

RIDGE = 0.01  # on the calibration, so that a handful of attributions cannot make it endless
STEPS = 50  # Newton's; it stands still long before

Found = dict[str, list[dict[str, Any]]]
"""Of each report by name: attributions as pairs of offsets."""


def figures(name: str, reports: Sequence[Report], found: Found) -> str:
    """A line of precision / recall / F1, of contents and of contents with the right speaker."""
    scores = table(score_reports({r["doc"]: r for r in reports}, {doc: {"quotes": quotes} for doc, quotes in found.items()}))
    shown = {kind: " / ".join(f"{scores[f'{kind} {part}']:.2f}" for part in ("P", "R", "F1")) for kind in ("content", "AR")}
    return f"{name}: contents {shown['content']}; with the right speaker {shown['AR']} (held-out reports, {len(reports)})"


def quotes_of_tagger(network: Network, examples: Sequence[Example]) -> Found:
    found: Found = {}
    for example in examples:
        (some,) = tag(network, [example.paragraph])
        found.setdefault(example.doc, []).extend(_of_tagged(example.paragraph, tagged) for tagged in some)
    return found


def quotes_of_opinions(examples: Sequence[Example], opinions: Sequence[Opinion]) -> Found:
    found: Found = {}
    for example, opinion in zip(examples, opinions, strict=True):
        found.setdefault(example.doc, []).extend(_of_links(example.paragraph, opinion))
    return found


def quotes_by_rules(reports: Sequence[Report]) -> Found:
    return {report["doc"]: attributions_of(report["doc"], report["text"], tagger=False) for report in reports}


def _of_tagged(paragraph: Paragraph, tagged: Tagged) -> dict[str, Any]:
    source = [tagged.source] if tagged.source else []
    parts = (("content", tagged.contents), ("source", source), ("cue", [tagged.cue]))
    return {part: [_offsets(paragraph, *words) for words in some] for part, some in parts}


def _of_links(paragraph: Paragraph, opinion: Opinion) -> Iterator[dict[str, Any]]:
    for tie in opinion.links:
        if tie.head == TO_SOURCE:
            cue = (tie.start, tie.end)
            contents = [k for k in opinion.links if k.head == TO_CUE and (k.to_start, k.to_end) == cue]
            yield {
                "content": [_offsets(paragraph, link.start, link.end) for link in contents],
                "source": [] if tie.to_start == NOBODY else [_offsets(paragraph, tie.to_start, tie.to_end)],
                "cue": [_offsets(paragraph, *cue)],
            }


def _offsets(paragraph: Paragraph, start: int, end: int) -> list[int]:
    return [int(paragraph.starts[start]), int(paragraph.ends[end - 1])]


# ── calibration ──


def calibrated(network: Network, reports: Sequence[Report], examples: Sequence[Example]) -> NDArray[np.float64]:
    """Weights by which the logarithms of four probabilities tell how likely an attribution is right, with its speaker: logistic
    regression on the held-out reports."""
    by_doc: dict[str, list[Example]] = {}
    for example in examples:
        by_doc.setdefault(example.doc, []).append(example)
    told: list[NDArray[np.float64]] = []
    right: list[bool] = []
    for report in reports:
        paragraphs = [example.paragraph for example in by_doc.get(report["doc"], [])]
        told.extend(np.array(said) for said in _four(network, paragraphs))
        right.extend(
            _right(report, [_of_tagged(p, t) for p, some in zip(paragraphs, tag(network, paragraphs), strict=True) for t in some])
        )
    return _fitted(np.array(told).reshape(-1, 4), np.array(right, dtype=np.float64))


def _four(network: Network, paragraphs: Sequence[Paragraph]) -> list[tuple[float, ...]]:
    """What the calibration is told of each attribution, read off a tagger that weighs one of the four alone."""
    columns = []
    for number in range(4):
        alone = network._replace(calibration=np.eye(5, dtype=np.float32)[number])
        scores = [tagged.score for some in tag(alone, paragraphs) for tagged in some]
        columns.append([float(np.log(score / (1 - score))) for score in scores])
    return list(zip(*columns, strict=True))


def _right(report: Report, found: Sequence[Mapping[str, Any]]) -> list[bool]:
    text = Text(report["text"])
    mine = [quotes_of(text, [quote]) for quote in found]
    pairs = paired(quotes_of(text, report["quotes"]), [quote for some in mine for quote in some])
    right = {id(quote) for gold, quote in pairs if same_speaker(text, gold.source, quote.source)}
    return [any(id(quote) in right for quote in some) for some in mine]


def _fitted(told: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Newton's method; the last weight stands alone."""
    inputs = np.concatenate([told, np.ones((len(told), 1))], axis=1)
    weights = np.zeros(5)
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-inputs @ weights))
        curve = (inputs.T * (likely * (1 - likely))) @ inputs + RIDGE * np.eye(5)
        weights += np.linalg.solve(curve, inputs.T @ (right - likely) - RIDGE * weights)
    return weights
