"""Conflicts of number and date in tiny stories; what kinds there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sayso.detect.sentences import split_sentences
from sayso.detect.times import find_times
from sayso.measure import contradictions
from sayso.measure.contradictions import find_conflicts
from sayso.records import CONFLICT_KINDS, Claim, Conflict, Document, Member, Region, Sentence, Span, TimeMention, in_order


def conflicts(
    reports: list[str], *, one_claim: bool = False, corrections: frozenset[int] = frozenset()
) -> list[tuple[str, str, str, str, str]]:
    """(kind, severity, left words, right words, because) for reports of one paragraph each."""
    documents: list[Document] = []
    sentences: list[Sentence] = []
    times: list[TimeMention] = []
    for number, text in enumerate(reports):
        name = f"{number}.txt"
        document = Document(name, name, name, None, None, None, text, (), (), "r", "")
        kind = "correction" if number in corrections else "body"
        split = in_order(split_sentences([document], [Region(Span(name, 0, len(text)), kind, "by hand")], []))
        documents.append(document)
        sentences += split
        times += find_times([document], split)
    members = tuple(Member(document.at, "m", "p", None, "asserts", "by hand") for document in documents)
    claims = [Claim(members[0].span, members, 1.0, "by hand")] if one_claim else []
    texts = {document.id: document.text for document in documents}
    found = find_conflicts(documents, in_order(sentences), [], [], [], [], [], claims, [], in_order(times))
    made = [item for item in found if isinstance(item, Conflict)]
    return [(c.kind, c.severity, c.left.cut(texts[c.left.doc]), c.right.cut(texts[c.right.doc]), c.because) for c in made]


def test_numbers_of_one_claim() -> None:
    ((kind, severity, left, right, because),) = conflicts(
        ["The flood damaged 410 boats in the harbour.", "In the harbour 160 boats were damaged by water."], one_claim=True
    )
    assert (kind, severity, left, right) == ("number", "high", "410 boats", "160 boats")
    assert because == '"410 boats" (0.txt) against "160 boats" (1.txt), of one claim'


def test_numbers_in_like_words() -> None:
    found = conflicts(["The flood damaged 410 boats in Ellery harbour.", "Yesterday's flood damaged 160 boats in the harbour."])
    assert [row[:2] for row in found] == [("number", "medium")]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The flood damaged 20 boats in the harbour.", "The flood damaged nearly 20 boats in the harbour."),
        ("The flood damaged twenty boats in the harbour.", "The flood damaged 20 boats in the harbour."),
        ("The flood damaged more than 400 boats in the harbour.", "The flood damaged 410 boats in the harbour."),
        ("The flood damaged about 400 boats in the harbour.", "The flood damaged 410 boats in the harbour."),
        ("The company paid the town a fine of £4 million.", "The company paid the town a fine of 4,000,000 pounds."),
        ("The company paid the town a fine of $4 million.", "The company paid the town a fine of $4,012,345."),
        ("The flood damaged 20 boats in the harbour.", "The flood damaged 35 houses in the harbour."),
        ("The flood damaged 20 boats in the harbour.", "The council bought 35 boats for the museum."),
        ("The flood damaged 20 fishing boats in the harbour.", "The flood damaged 35 rowing boats in the harbour."),
        ("The flood damaged 20 boats in the harbour.", "The flood damaged the boats of 35 men in 2019."),
    ],
)
def test_no_conflict(left: str, right: str) -> None:
    assert conflicts([left, right], one_claim=True) == []


def test_a_correction_settles_it() -> None:
    reports = [
        "The flood damaged 410 boats in the harbour.",
        "The flood damaged 160 boats in the harbour.",
        "Correction: an earlier version said that 410 boats were damaged. The harbour office counts 160.",
    ]
    ((_, severity, _, _, because),) = conflicts(reports, corrections=frozenset({2}))
    assert severity == "low"
    assert "a correction names both numbers" in because


def test_a_weekday_that_does_not_fit_its_date() -> None:
    ((kind, severity, left, right, because),) = conflicts(["The inquiry opened on Friday 12 June 2025 in the town hall."])
    assert (kind, severity, left, right) == ("date", "medium", "Friday", "12 June 2025")
    assert "12 June 2025 is a Thursday, not a Friday" in because


def test_a_weekday_after_its_date_words() -> None:
    assert conflicts(["The inquiry opened on Thursday 12 June 2025 in the town hall."]) == []


def test_dates_of_one_event() -> None:
    found = conflicts(
        [
            "On 12 June 2025 the court found no reliable proof to support the charges.",
            "The court said on Friday that it found no reliable proof to support the charges.",
        ]
    )
    assert [row[:4] for row in found] == [("date", "medium", "On 12 June 2025", "on Friday")]
    assert "12 June 2025 is a Thursday, not a Friday" in found[0][4]


def test_a_weekday_that_fits_the_date_is_no_conflict() -> None:
    reports = [
        "On 12 June 2025 the court found no reliable proof to support the charges.",
        "The court said on Thursday that it found no reliable proof to support the charges.",
    ]
    assert conflicts(reports) == []


def test_the_weekday_of_another_report_against_a_misfit() -> None:
    found = conflicts(
        [
            "On Friday 12 June 2025 the court found no reliable proof to support the charges.",
            "The court said on Thursday that it found no reliable proof to support the charges.",
        ]
    )
    assert [row[2:4] for row in found] == [("On Friday 12 June 2025", "on Thursday"), ("Friday", "12 June 2025")]
    assert "12 June 2025 is a Thursday, as the other says, not a Friday" in found[0][4]


def test_names_alone_make_no_event() -> None:
    reports = [
        "On 12 June 2025 the Lower Ellery Harbour Office opened a new pier.",
        "The Lower Ellery Harbour Office sacked its chief on Friday.",
    ]
    assert conflicts(reports) == []


def test_every_kind_that_the_rules_name_is_listed() -> None:
    """Read off the source: a kind stands as the first word of a conflict that a rule makes."""
    folder = Path(contradictions.__file__).parent
    made = {
        kind
        for file in folder.glob("*.py")
        for kind in re.findall(r'(?:Conflict|set_against)\(\s*"([a-z ]+)"', file.read_text(encoding="utf-8"))
    }
    assert len(made) > 15
    assert made <= set(CONFLICT_KINDS)
