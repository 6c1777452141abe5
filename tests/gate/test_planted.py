"""The benchmark of copies: what is planted is the same for the same seed, and pairs are sorted by what they share."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from planted import Copy, Judge, by_sayso, planted, share_text
from sayso.link.postings import FAST, FULL, Setting

LETTERS = "abdefgiklmnoprstuv"


def texts(count: int) -> list[str]:
    """Invented texts of fourteen sentences that share hardly a word."""
    dice = Random(8)
    words = ["".join(dice.choices(LETTERS, k=dice.randint(4, 9))) for _ in range(6000)]
    return [" ".join(" ".join(dice.choices(words, k=10)).capitalize() + "." for _ in range(14)) for _ in range(count)]


def test_the_same_seed_plants_the_same_copies_of_every_kind() -> None:
    corpus = planted(texts(40), 90, 2)
    assert corpus == planted(texts(40), 90, 2)
    assert corpus != planted(texts(40), 90, 3)
    assert len(corpus) == 90
    assert {"", "exact", "embedded", "combined", "random words 40%", "truncated to 40%"} <= {copy.kind for copy in corpus}
    bases = {copy.origins[0]: copy.text for copy in corpus if not copy.kind}
    assert all(copy.text == bases[copy.origins[0]] for copy in corpus if copy.kind == "exact")
    assert all(bases[copy.origins[0]] in copy.text for copy in corpus if copy.kind == "embedded")


@pytest.mark.parametrize("setting", [FULL, FAST])
def test_invented_copies_are_found_and_nothing_else(setting: Setting) -> None:
    corpus = planted(texts(40), 90, 2)
    found = by_sayso(setting, [copy.text for copy in corpus])
    sorts = Judge(corpus).sorts(found)
    assert sorts["wrong"] == sorts["in the data"] == 0
    base = {copy.origins[0]: number for number, copy in enumerate(corpus) if not copy.kind}
    pairs = {(min(left, right), max(left, right)) for left, right in found.tolist()}
    missed = {copy.kind for k, copy in enumerate(corpus) if copy.kind and not is_in(pairs, k, base[copy.origins[0]])}
    assert missed <= {"random words 40%"}  # where no word is too short to be swapped, one run in eight is left of such a copy


def is_in(pairs: set[tuple[int, int]], one: int, other: int) -> bool:
    return (min(one, other), max(one, other)) in pairs


def test_pairs_are_planted_or_share_text_or_are_wrong() -> None:
    shared = "the ferry left the old pier at noon with forty people and two dogs on board"
    bases = [f"rain fell {shared} nobody minded", f"on friday {shared} said gulls", "a lamp burned in the empty house all night"]
    corpus = [Copy(text, (k,), "") for k, text in enumerate(bases)] + [Copy(bases[0], (0, 2), "embedded")]
    pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (2, 3)]
    assert Judge(corpus).sorts(np.array(pairs)) == {"planted": 2, "in the data": 1, "wrong": 2}


def test_text_is_shared_from_twelve_words_in_a_row_or_more_with_changes() -> None:
    words = [f"w{k}" for k in range(20)]
    one = " ".join(words)
    assert share_text(one, "x y " + " ".join(words[4:16]))
    assert not share_text(one, "x y " + " ".join(words[4:15]))
    assert share_text(one, " ".join([*words[:7], "z", *words[8:14]]))
    assert not share_text(one, " ".join([*words[:7], "z", *words[8:13]]))
