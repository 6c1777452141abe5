"""Pairs by joined postings, against sets of runs compared one pair at a time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link import postings as joined
from sayso.link.copied import LARGE, seeds_of, shared_grams
from sayso.link.own_words import MASKED, AllWords, OwnWords
from sayso.link.postings import FAST, FULL, GRAM, HUBS, Pairs, Postings, Setting, near_pairs, number_hashes, postings, runs_of
from sayso.link.text_hashes import SPARSEST, text_postings, word_hashes

EVERY = Setting(least=1)
REPORTS = st.lists(st.lists(st.integers(MASKED, 5), max_size=24), max_size=9)


def pairs_of(reports: Sequence[Sequence[int]], setting: Setting) -> Pairs:
    runs, owners = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for number, ids in enumerate(reports):
        words = np.array(ids, dtype=np.int64)
        found, _ = runs_of(number_hashes(words), words == MASKED)
        runs.append(found)
        owners.append(np.full(len(found), number))
    return near_pairs(postings(np.concatenate(runs), np.concatenate(owners), len(reports)), setting)


def table(pairs: Pairs) -> dict[tuple[int, int], tuple[int, int]]:
    rows = zip(*(column.tolist() for column in pairs[:4]), strict=True)
    return {(left, right): (shared, smaller) for left, right, shared, smaller in rows}


def by_sets(reports: Sequence[Sequence[int]], setting: Setting) -> dict[tuple[int, int], tuple[int, int]]:
    runs = [{tuple(ids[k : k + GRAM]) for k in range(len(ids) - GRAM + 1) if MASKED not in ids[k : k + GRAM]} for ids in reports]
    frequency = Counter(run for own in runs for run in own)
    found = {}
    for a, b in combinations(range(len(reports)), 2):
        shared = sum(frequency[run] <= setting.cap for run in runs[a] & runs[b])
        smaller = min(len(runs[a]), len(runs[b]))
        if shared >= setting.least and shared >= setting.containment * smaller:
            found[a, b] = shared, smaller
    return found


@given(REPORTS, st.integers(1, 4), st.sampled_from([0.0, 0.3, 0.7]))
def test_the_pairs_are_those_of_comparing_all(reports: list[list[int]], least: int, containment: float) -> None:
    setting = Setting(least=least, containment=containment)
    assert table(pairs_of(reports, setting)) == by_sets(reports, setting)


@given(REPORTS, st.integers(2, 4))
def test_runs_over_the_cap_pair_nobody(reports: list[list[int]], cap: int) -> None:
    setting = Setting(least=1, cap=cap, crowded=2.0)
    assert table(pairs_of(reports, setting)) == by_sets(reports, setting)


@given(REPORTS)
def test_what_is_held_at_once_does_not_change_the_pairs(reports: list[list[int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joined, "ENTRIES", 3)
        assert table(pairs_of(reports, EVERY)) == by_sets(reports, EVERY)


@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(reports: list[list[int]], dice: random.Random) -> None:
    order = list(range(len(reports)))
    dice.shuffle(order)
    turned = table(pairs_of([reports[k] for k in order], EVERY))
    assert table(pairs_of(reports, EVERY)) == {tuple(sorted((order[a], order[b]))): what for (a, b), what in turned.items()}


@pytest.mark.parametrize("reports", [[], [[]], [[], []], [[1, 2, 3]], [[1, 2, 3], [1, 2, 3]], [[MASKED] * 9] * 2])
def test_nothing_to_share(reports: list[list[int]]) -> None:
    assert table(pairs_of(reports, EVERY)) == {}


def test_a_run_holds_no_masked_word() -> None:
    assert table(pairs_of([[1, 2, MASKED, 3, 4], [1, 2, MASKED, 3, 4]], EVERY)) == {}
    assert table(pairs_of([[1, 2, MASKED, 3, 4, 5, 6], [9, 3, 4, 5, 6]], EVERY)) == {(0, 1): (1, 1)}


def test_many_copies_of_one_text_are_all_linked_through_the_first() -> None:
    wire = list(range(100, 140))
    copies = [[*wire, *range(1000 * k, 1000 * k + 8)] for k in range(2, 92)]
    found = pairs_of([*copies, [1, 2, 3, 4, 5, 6], [*range(50), *wire[:8], *range(60, 90)]], FULL)
    assert {right for left, right in table(found) if left == 0} == set(range(1, 90))
    assert len(table(found)) == sum(90 - 1 - hub for hub in range(HUBS))
    assert found.over_cap == len(wire) - GRAM + 1


# ── texts ──


WORDS = (
    "harbour",
    "é",
    "naïve",
    "a",
    "of",
    "Kelmscar",
    "internationalisation",
    "internationalisations",
    "1,200",
    "x" * 70,
    "“old”",
)


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=6))
def test_texts_are_hashed_as_their_words_are(texts: list[str]) -> None:
    seen: dict[str, int] = {}
    cleaned = ["".join(letter if letter.isalnum() else " " for letter in text.lower()).split() for text in texts]
    reports = [[seen.setdefault(word, len(seen)) for word in words] for words in cleaned]
    assert table(near_pairs(text_postings(texts), EVERY)) == by_sets(reports, EVERY)


def test_words_are_told_apart_to_the_last_letter() -> None:
    words, sizes = word_hashes(["counterrevolutionaries counterrevolutionary a a A", "counterrevolutionaries"])
    assert sizes.tolist() == [5, 1]
    assert words[0] == words[5] != words[1]
    assert words[2] == words[3] == words[4]


@pytest.mark.parametrize("changed", [8, 9, 15, 16, 17, 23, 24, 25, 40])
def test_a_letter_changed_anywhere_in_a_long_word_makes_another_word(changed: int) -> None:
    word = "abcdefghijklmnopqrstuvwxyz" * 2
    words, _ = word_hashes([f"{word} {word[:changed]}0{word[changed + 1 :]} {word[: changed + 1]} {word}"])
    assert len(set(words.tolist())) == 3
    assert words[0] == words[3]


def test_a_text_without_words_has_none() -> None:
    words, sizes = word_hashes(["", "one\0two", " ,. “”", "É é"])
    assert sizes.tolist() == [0, 2, 0, 2]
    assert words[2] == words[3]


def invented(dice: random.Random, size: int) -> str:
    return " ".join("".join(dice.choices("abdefgiklmnoprstuv", k=dice.randint(3, 9))) for _ in range(size))


@settings(max_examples=10)
@given(st.integers(0, 1000))
def test_a_sample_of_the_runs_finds_the_same_copies(seed: int) -> None:
    dice = random.Random(seed)
    texts = [invented(dice, 120) for _ in range(12)]
    found = near_pairs(text_postings([*texts, *texts], FAST.asked), FAST)
    assert list(table(found)) == [(k, k + 12) for k in range(12)]
    assert 0.6 < text_postings(texts, FAST.asked).sizes.sum() / (12 * FAST.asked) < 1.4


@settings(max_examples=30)
@given(st.integers(0, 1000), st.integers(1, 400), st.integers(1, 400), st.integers(1, 60))
def test_what_is_asked_of_a_longer_text_is_asked_of_a_shorter_one(seed: int, some: int, more: int, asked: int) -> None:
    dice = random.Random(seed)
    shared = invented(dice, 60)
    texts = [f"{shared} {invented(dice, some)}", f"{shared} {invented(dice, some + more)}"]
    every, sample = runs_by_report(text_postings(texts)), runs_by_report(text_postings(texts, asked))
    assert all(chosen <= own for chosen, own in zip(sample, every, strict=True))
    assert sample[1] & every[0] == sample[1] & sample[0]


def runs_by_report(found: Postings) -> list[set[int]]:
    keys = found.keys.tolist()
    return [{key >> found.bits for key in keys if key % (1 << found.bits) == report} for report in range(len(found.sizes))]


@settings(max_examples=10)
@given(st.integers(0, 1000))
def test_a_short_text_is_found_inside_a_long_one(seed: int) -> None:
    dice = random.Random(seed)
    short = invented(dice, 120)
    found = text_postings([f"{invented(dice, 900)} {short} {invented(dice, 900)}", short], FAST.asked)
    (pair,) = table(near_pairs(found, FAST)).values()
    assert found.asked.tolist() == [1 / SPARSEST, FAST.asked / (120 - GRAM + 1)]
    assert pair[1] == max(pair[0], round(int(found.sizes[1]) * found.asked[0] / found.asked[1]))


# ── stories ──


def own(name: str, ids: Sequence[int]) -> OwnWords:
    forms = tuple("" if number == MASKED else f"w{number}" for number in ids)
    places = np.arange(len(ids), dtype=np.int64)
    every = AllWords(forms, places, places + 1, places * 0, np.array(ids) != MASKED)
    numbers = np.array(ids, dtype=np.int64)
    return OwnWords(name, every, np.array([[0, len(ids)]]), forms, frozenset(), numbers, places, places + 1, places * 0)


def test_in_a_story_of_moderate_size_every_two_reports_are_compared() -> None:
    story = [own(f"r{k:03}", [*range(30), *range(100 * k, 100 * k + 9)]) for k in range(1, 81)]
    found = shared_grams(seeds_of(story), 4)
    assert len(found.left) == 80 * 79 // 2
    assert found.over_cap == 0


def test_in_a_large_story_what_stands_everywhere_links_through_the_first_few() -> None:
    story = [own(f"r{k:03}", [*range(30), *range(100 * k, 100 * k + 90)]) for k in range(1, LARGE + 2)]
    found = table(shared_grams(seeds_of(story), 4))
    assert len(found) == sum(LARGE - hub for hub in range(HUBS))
    assert {right for left, right in found if left == 0} == set(range(1, LARGE + 1))
