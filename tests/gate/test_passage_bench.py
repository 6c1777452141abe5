"""What the benchmarks of copying plant: gold spans that cut what was planted, quotations that stay, the same for the same seed."""

from __future__ import annotations

from random import Random

from dependency import reworked, whole_quotations
from passage_pairs import planted_pairs, synonyms_from

WORDS = "amber barley cedar dusk ember fjord gravel harbour island juniper kettle lantern meadow nettle orchard pebble".split()


def texts(count: int) -> list[str]:
    """Invented texts with no words in common, each of twenty sentences."""
    dice = Random(4)
    return [
        " ".join(" ".join(f"{dice.choice(WORDS)}{chr(97 + k)}x" for _ in range(9)).capitalize() + "." for _ in range(20))
        for k in range(count)
    ]


def test_gold_spans_of_verbatim_passages_cut_the_same_text() -> None:
    planted = planted_pairs(texts(8), 20, 1, synonyms_from(None))
    assert planted == planted_pairs(texts(8), 20, 1, synonyms_from(None))
    assert {pair.kind for pair in planted} == {"none", "verbatim", "random", "translation"}
    for pair in planted:
        assert bool(pair.cases) == (pair.kind != "none")
        for i, j, k, m in pair.cases:
            assert 0 <= i < j <= len(pair.left) and 0 <= k < m <= len(pair.right)
            assert pair.kind != "verbatim" or pair.left[i:j] == pair.right[k:m]


def test_reworked_texts_keep_their_quotations() -> None:
    text = 'The mayor stayed. "We close today. We open in May," she told them all. Nobody left the hall that night.'
    assert whole_quotations(text)[1].startswith('"We close today. We open')
    told = [reworked(text, Random(seed), lambda word: [word[::-1]]) for seed in range(20)]
    assert any('"We close today. We open in May,"' in again for again in told)
    assert not any(" We open in May" in again and '"We close today.' not in again for again in told)
