"""What the tagger learns from: labels and links of reports of our own, by the words that carry them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from polnear import without_marks
from sayso.detect.features import MARKS
from tagger_data import (
    CONTENT,
    CUE,
    NOBODY,
    SOURCE,
    TO_CUE,
    TO_SOURCE,
    Example,
    Link,
    Opinion,
    Report,
    analysed,
    cue_classes,
    examples_of,
    labelled,
    read_reports,
    taught,
    vocabulary_of,
)
from tagger_examples import load_examples, save_examples

LETTERS = {0: ".", CONTENT: "C", CONTENT + 1: "c", SOURCE: "S", SOURCE + 1: "s", CUE: "Q", CUE + 1: "q"}


def quote(text: str, content: str, source: str = "", cue: str = "") -> dict[str, list[list[int]]]:
    """An attribution by its words; several stretches are parted by " … "."""
    return {
        part: [[text.index(words), text.index(words) + len(words)] for words in said.split(" … ") if words]
        for part, said in (("content", content), ("source", source), ("cue", cue))
    }


def report(text: str, *quotes: Sequence[str]) -> Report:
    return {"doc": "report.txt", "text": text, "quotes": [quote(text, *parts) for parts in quotes]}


def shown(told: Report) -> list[tuple[str, list[Link]]]:
    """Each paragraph's labels, a letter a word, and its links."""
    paragraphs = analysed(told["doc"], told["text"], {})
    return [("".join(LETTERS[k] for k in labels.tolist()), links) for _, labels, links in labelled(paragraphs, told)]


def test_words_are_labelled_and_linked() -> None:
    told = report("The mayor of Quay said the pump had failed.", ("the pump had failed", "The mayor of Quay", "said"))
    assert shown(told) == [("SsssQCccc.", [Link(TO_CUE, 5, 9, 4, 5), Link(TO_SOURCE, 4, 5, 0, 4)])]


def test_a_cue_without_a_speaker_looks_at_nobody() -> None:
    told = report("Reportedly the pump had failed.", ("the pump had failed", "", "Reportedly"))
    assert shown(told) == [("QCccc.", [Link(TO_CUE, 1, 5, 0, 1), Link(TO_SOURCE, 0, 1, NOBODY, NOBODY)])]


def test_a_content_without_a_cue_is_labelled_and_not_linked() -> None:
    assert shown(report("The pump had failed.", ("The pump had failed.",))) == [("Cccc.", [])]


def test_punctuation_at_the_edges_is_outside_but_a_cue_may_be_a_colon() -> None:
    told = report("Ida Holm: “We knew, all of us.”", ("“We knew, all of us.”", "Ida Holm", ":"))
    ((letters, _),) = shown(told)
    assert letters == "SsQ.Cccccc.."


def test_stretches_that_only_punctuation_parts_are_one() -> None:
    ((letters, links),) = shown(report("He said they knew, all along.", ("they knew … all along", "He", "said")))
    assert letters == "SQCcccc."
    assert links[0] == Link(TO_CUE, 2, 7, 1, 2)


def test_a_split_content_has_a_link_for_each_part() -> None:
    ((letters, links),) = shown(report("The pump, Ada said, had failed.", ("The pump … had failed", "Ada", "said")))
    assert letters == "Cc.SQ.Cc."
    assert [link for link in links if link.head == TO_CUE] == [Link(TO_CUE, 0, 2, 4, 5), Link(TO_CUE, 6, 8, 4, 5)]


def test_a_content_that_crosses_a_paragraphs_border_is_cut_there() -> None:
    text = "Ida Holm said the pump had failed.\n\nNobody in the town had known about it."
    start, end = text.index("the pump"), len(text)
    told: Report = {"doc": "a", "text": text, "quotes": [quote(text, "", "Ida Holm", "said") | {"content": [[start, end]]}]}
    (first, links), (second, none) = shown(told)
    assert (first, second) == ("SsQCccc.", "Cccccccc.")
    assert (len(links), none) == (2, [])


def test_what_stands_inside_a_content_is_labelled_in_its_place() -> None:
    text = "Ida Holm said the mayor denied it twice."
    told = report(text, ("the mayor denied it twice", "Ida Holm", "said"), ("it", "the mayor", "denied"))
    assert shown(told)[0][0] == "SsQSsQCc."


def test_reports_are_read_line_by_line_and_texts_have_no_attributions(tmp_path: Path) -> None:
    """A text may hold a line separator of its own; one pair of offsets may stand alone."""
    rows: list[dict[str, Any]] = [
        {"doc": "a", "text": "He said\u2028so.", "quotes": [{"content": [8, 10], "cue": None}]},
        {"doc": "b", "text": "A text."},
        {"doc": "c", "text": "Another."},
    ]
    file = tmp_path / "reports.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    first, second = read_reports(file, 2)
    assert (first["text"], first["quotes"]) == (rows[0]["text"], rows[0]["quotes"])
    assert (second["doc"], second["quotes"]) == ("b", [])


def test_without_marks_offsets_move_and_words_stay() -> None:
    told = report("“We knew,” Ida Holm said.", ("“We knew,”", "Ida Holm", "said"))
    bare = without_marks(told)
    assert bare["text"] == "We knew, Ida Holm said."
    (moved,) = bare["quotes"]
    assert [bare["text"][s:e] for part in ("content", "source", "cue") for s, e in moved[part]] == ["We knew,", "Ida Holm", "said"]


MARKED = report(
    "Pump failure shuts the pier\n\n“We knew about it for weeks,” Ida Holm said on Tuesday.\n",
    ("“We knew about it for weeks,”", "Ida Holm", "said"),
)


def test_a_report_is_shown_whole_and_its_beginning_as_text_and_all_without_its_marks() -> None:
    examples = list(examples_of(MARKED, {"say": 6}))
    assert [example.variant for example in examples] == ["whole", "whole", "body", "unmarked", "unmarked"]
    headline, _, body, _, bare = examples
    column = list(MARKS).index("headline")
    assert headline.paragraph.marks[0, column] == 1 and body.paragraph.marks[0, column] == 0
    assert '"' not in bare.paragraph.words
    typed = [MARKED["text"][at : at + len(word)].lower() for at, word in zip(bare.places, bare.paragraph.words, strict=True)]
    assert typed == bare.paragraph.words
    assert (
        list(examples_of({**MARKED, "text": MARKED["text"].replace("“", "").replace("”", ""), "quotes": []}, {}))[-1].variant
        == "body"
    )


def test_the_tagger_is_told_of_the_rules_alone_and_of_cues() -> None:
    _, quoted = analysed(MARKED["doc"], MARKED["text"], {"say": 6})
    said = quoted.words.index("said")
    rule, own = (list(MARKS).index(name) for name in ("rule", "own cue"))
    assert (quoted.marks[said, rule], quoted.marks[said, own]) == (3, 6)
    assert quoted.marks[quoted.words.index("weeks"), rule] == 1


def test_a_text_that_sayso_would_not_read_as_it_stands_is_left_out() -> None:
    assert analysed("a", "\ufeffA line behind a byte order mark.", {}) == []


def test_a_lemmas_class_is_the_share_of_its_uses_as_a_cue() -> None:
    """ "say" is a cue in 40 of 40 uses and "pump" in none; "moan" is met too seldom."""
    text = "Ada says the pump leaks. "
    often = report(text, ("the pump leaks", "Ada", "says"))
    seldom = report("Ada moans the pump leaks.", ("the pump leaks", "Ada", "moans"))
    examples = [example for told in (often, seldom) for example in examples_of(told, {}, ("whole",))]
    assert cue_classes([examples[0]] * 40 + [examples[1]] * 3) == {"say": 6}
    assert cue_classes([examples[0]] * 4) == {"say": 5}


def test_what_is_frequent_has_a_row() -> None:
    (example,) = examples_of(report("Ada says the pump leaks."), {}, ("whole",))
    vocabulary = vocabulary_of([example] * 4, {"say": 6})
    assert list(vocabulary.words) == sorted({".", "ada", "leaks", "pump", "says", "the"})
    assert list(vocabulary.words.values()) == [1, 2, 3, 4, 5, 6]
    assert vocabulary.suffixes == {} and "NNP" in vocabulary.tags
    assert vocabulary_of([example] * 3, {}).words == {}


# ── the teacher's opinion ──


def sure(example: Example, label: int = CONTENT) -> Opinion:
    """A teacher that takes every word for one label, the first word less surely."""
    soft = np.zeros((len(example.labels), 7), dtype=np.float32)
    soft[:, label] = 1
    soft[0] = 1 / 7
    return Opinion(np.full(len(example.labels), label), [Link(TO_CUE, 0, 1, 1, 2)], soft)


def test_gold_labels_stay_beside_the_teachers_opinion_and_texts_get_its_labels() -> None:
    examples = list(examples_of(MARKED, {}))
    (text, *_) = examples_of(report("Ada says the pump leaks."), {}, ("whole",))
    made = list(taught(examples, [text], lambda some: [sure(example) for example in some]))
    assert len(made) == len(examples) + 1
    gold = {(e.variant, int(e.places[0])): e.labels.tolist() for e in examples}
    assert all(gold[e.variant, int(e.places[0])] == e.labels.tolist() for e in made[:-1])
    assert all(e.soft is not None and e.soft.shape == (len(e.labels), 7) for e in made)
    assert (made[-1].labels == CONTENT).all() and made[-1].links == [Link(TO_CUE, 0, 1, 1, 2)]


def test_what_lost_its_marks_has_the_opinion_of_the_marked_words() -> None:
    """The teacher was unsure of the opening mark; every word behind it has its own opinion still."""
    examples = list(examples_of(MARKED, {}))
    bare = [e for e in taught(examples, [], lambda some: [sure(e) for e in some]) if e.variant == "unmarked"][1]
    assert bare.soft is not None
    assert bare.paragraph.words[0] == "we" and bare.soft[:, CONTENT].tolist() == [1.0] * len(bare.labels)


def test_an_opinion_about_other_words_is_none() -> None:
    examples = [e if e.variant == "whole" else replace(e, places=e.places + 1) for e in examples_of(MARKED, {})]
    bare = [e for e in taught(examples, [], lambda some: [sure(e) for e in some]) if e.variant == "unmarked"]
    assert [e.soft for e in bare] == [None, None]


def test_examples_come_back_from_their_file(tmp_path: Path) -> None:
    examples = list(examples_of(MARKED, {"say": 6}))
    examples[1:2] = [replace(examples[1], soft=sure(examples[1]).soft)]
    save_examples(tmp_path / "examples.npz", examples)
    assert [file.name for file in tmp_path.iterdir()] == ["examples.npz"]
    for before, after in zip(examples, load_examples(tmp_path / "examples.npz"), strict=True):
        assert (before.doc, before.variant, before.links) == (after.doc, after.variant, after.links)
        for one, other in zip(before.paragraph, after.paragraph, strict=True):
            assert list(map(repr, one)) == list(map(repr, other))
        assert before.labels.tolist() == after.labels.tolist() and before.places.tolist() == after.places.tolist()
        assert (before.soft is None) == (after.soft is None)
        if before.soft is not None and after.soft is not None:
            assert after.soft == pytest.approx(before.soft, abs=1e-3)
