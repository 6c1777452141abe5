"""How alike two mentions are in what they mean: nearer to each other than either is to everything else."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from tests.link.test_focal import wording

from sayso.link.likeness import likeness, nearer
from sayso.link.propositions import Wording
from sayso.records import Meaning, record_id

Reals = NDArray[np.float32]
REPORTS = ("a", "b", "c")


def cosines(**pairs: float) -> Reals:
    """Of six mentions, two in each report (a0, a1, b0, …); .3 where nothing is said."""
    names = [f"{doc}{k}" for doc in REPORTS for k in (0, 1)]
    found = np.full((6, 6), 0.3, dtype=np.float32)
    np.fill_diagonal(found, 1.0)
    for pair, cosine in pairs.items():
        i, j = names.index(pair[:2]), names.index(pair[2:])
        found[i, j] = found[j, i] = cosine
    return found


DOCS = np.array([doc for doc in REPORTS for _ in (0, 1)])
ALL = np.ones(6, dtype=bool)


def test_what_is_near_to_everything_is_near_to_nothing() -> None:
    found = nearer(cosines(a0b0=0.7, a0c0=0.7, b0c1=0.7, a1b1=0.7), DOCS, ALL)
    assert found[1, 3] > found[0, 2], "a0 and b0 are as near to the third report"
    assert np.allclose(found, found.T)


def test_a_story_whose_sentences_are_all_near_is_like_any_other() -> None:
    """The same amount more in every pair of mentions changes nothing."""
    loose = cosines(a0b0=0.6, b0c0=0.5)
    outside = DOCS[:, None] != DOCS[None, :]
    difference = nearer(loose + np.float32(0.2) * outside, DOCS, ALL) - nearer(loose, DOCS, ALL)
    assert np.allclose(difference[outside], 0.0, atol=1e-6)


def test_a_mention_without_a_meaning_changes_nothing_for_the_others() -> None:
    cosine = cosines(a0b0=0.6)
    with_strangers = np.zeros((8, 8), dtype=np.float32)
    with_strangers[:6, :6] = cosine
    docs = np.array([*DOCS, "c", "d"])
    found = nearer(with_strangers, docs, np.array([*ALL, False, False]))
    assert np.allclose(found[:6, :6], nearer(cosine, DOCS, ALL))


def mentions(*places: tuple[str, int]) -> list[Wording]:
    return [wording(("ledger", "nsubj 1"), ("burn", "head"), doc=doc, start=start) for doc, start in places]


def same(wordings: list[Wording], *vectors: tuple[int, int]) -> Reals:
    """The likeness of meaning where neither words nor voices nor places say anything."""
    meanings = {
        record_id(w.mention): Meaning(w.mention.span, record_id(w.mention), np.array(vector, dtype=np.int8).tobytes())
        for w, vector in zip(wordings, vectors, strict=True)
    }
    none = np.zeros((len(wordings), len(wordings)), dtype=np.float32)
    return likeness(wordings, none, meanings, [], [], [], []).meaning


def test_in_one_report_two_mentions_are_less_likely_to_be_one_claim() -> None:
    found = same(mentions(("a", 0), ("a", 40), ("b", 0)), (120, 10), (120, 10), (120, 10))
    assert 0 < found[0, 1] < found[0, 2]


def test_with_one_report_alone_a_far_mention_is_not_the_same_claim() -> None:
    """Nothing tells there how near mentions are usually, so a cosine is supposed."""
    found = same(mentions(("a", 0), ("a", 40), ("a", 80)), (120, 10), (120, 12), (10, 120))
    assert found[0, 1] > 0.3 > found[0, 2]
