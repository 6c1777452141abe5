"""Calibration and figures, with the weights that ship, on a report of our own."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.detect.tagger import load_network, tag
from tagger_data import TO_CUE, TO_SOURCE, Link, Opinion, Report, examples_of
from tagger_figures import _fitted, _four, calibrated, figures, quotes_by_rules, quotes_of_opinions, quotes_of_tagger

TEXT = """The mayor urged the council to close the old pier, and Ada Lund said the anglers were furious about the plan.

“We shall not pay for it,” Ada Lund told the Quay Herald. The board expects a decision in May.
"""


def span(words: str) -> list[list[int]]:
    return [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []


REPORT: Report = {
    "doc": "report.txt",
    "text": TEXT,
    "quotes": [
        {"content": span(content), "source": span(source), "cue": span(cue)}
        for content, source, cue in (
            ("to close the old pier", "The mayor", "urged"),
            ("the anglers were furious about the plan", "Ada Lund", "said"),
            ("We shall not pay for it", "Ada Lund", "told"),
        )
    ],
}
EXAMPLES = list(examples_of(REPORT, load_network().vocabulary.cues, ("whole",)))


def test_the_four_probabilities_give_the_score_again() -> None:
    network = load_network()
    paragraphs = [example.paragraph for example in EXAMPLES]
    tagged = [each for some in tag(network, paragraphs) for each in some]
    four = np.array(_four(network, paragraphs))
    assert len(tagged) == len(four) > 2
    scores = 1 / (1 + np.exp(-(four @ network.calibration[:4] + network.calibration[4])))
    assert scores == pytest.approx([each.score for each in tagged], abs=1e-3)


def test_the_weights_by_which_attributions_were_right_are_found_again() -> None:
    chance = np.random.default_rng(0)
    weights = np.array([2.0, 0.0, 1.0, 0.5, 2.0])
    told = np.log(chance.uniform(0.05, 1, (20_000, 4)))
    likely = 1 / (1 + np.exp(-(told @ weights[:4] + weights[4])))
    found = _fitted(told, (chance.random(20_000) < likely).astype(float))
    assert found == pytest.approx(weights, abs=0.15)


def test_calibrated_on_a_report_where_all_is_right_it_is_surer_than_where_all_is_wrong() -> None:
    found = quotes_of_tagger(load_network(), EXAMPLES)["report.txt"]
    network = load_network()
    sure, unsure = (
        network._replace(calibration=calibrated(network, [{**REPORT, "quotes": quotes}], EXAMPLES).astype(np.float32))
        for quotes in (found, [])
    )
    paragraphs = [example.paragraph for example in EXAMPLES]
    pairs = zip(tag(sure, paragraphs), tag(unsure, paragraphs), strict=True)
    assert all(one.score > 0.5 > other.score for some, others in pairs for one, other in zip(some, others, strict=True))


def test_figures_of_the_gold_itself_are_whole() -> None:
    line = figures("gold", [REPORT], {"report.txt": list(REPORT["quotes"])})
    assert line == "gold: contents 1.00 / 1.00 / 1.00; with the right speaker 1.00 / 1.00 / 1.00 (held-out reports, 1)"


def test_rules_and_tagger_are_scored_on_the_same_reports() -> None:
    assert "contents 1.00 / " in figures("rules", [REPORT], quotes_by_rules([REPORT]))
    assert "report.txt" in quotes_of_tagger(load_network(), EXAMPLES)


def test_a_teachers_links_are_attributions() -> None:
    example = EXAMPLES[0]
    at = example.paragraph.words.index
    links = [
        Link(TO_CUE, at("to"), at(","), at("urged"), at("urged") + 1),
        Link(TO_SOURCE, at("urged"), at("urged") + 1, 0, 2),
    ]
    opinion = Opinion(example.labels, links, np.zeros((len(example.labels), 7), dtype=np.float32))
    assert quotes_of_opinions([example], [opinion]) == {"report.txt": [REPORT["quotes"][0]]}
