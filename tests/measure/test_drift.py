"""What happened to the words on the way: one small change at a time."""

from __future__ import annotations

import pytest

from sayso.measure.drift import measure_drift
from sayso.records import Change, Document, Party, Span, Utterance, Version, record_id


def report(name: str, text: str) -> Document:
    return Document(name, name, name, None, None, None, text, (), (), "test", "")


def drift(*wordings: str, speakers: tuple[str, ...] = ()) -> list[tuple[str, str, str, str]]:
    """Kind, words on both sides and reason of each change; one utterance, or one for each speaker. "|" splits a version."""
    documents = [report(str(k), wording) for k, wording in enumerate(wordings)]
    versions = []
    for document in documents:
        spans, start = [], 0
        for part in document.text.split("|"):
            spans.append(Span(document.id, start, start + len(part)))
            start += len(part) + 1
        versions.append(Version(tuple(spans), "x"))
    utterances = (
        [Utterance(speaker, (version,), "") for speaker, version in zip(speakers, versions, strict=True)]
        if speakers
        else [Utterance("p", tuple(versions), "")]
    )
    texts = {document.id: document.text for document in documents}
    changes: list[Change] = list(measure_drift(documents, utterances))
    return [(c.kind, c.left.cut(texts[c.left.doc]), c.right.cut(texts[c.right.doc]), c.because) for c in changes]


FULL = "The harbour wall, the U.S. pumps, and the old gate are not safe"


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (FULL, "identical"),
        (FULL + ".", "identical"),
        ("the harbour wall, the U.S. pumps, and the old gate are not safe", "cosmetic"),
        (FULL.replace("U.S.", "US"), "cosmetic"),
        (FULL.replace("pumps,", "pumps"), "cosmetic"),
        (FULL.replace("harbour", "harbor"), "cosmetic"),
        (FULL.replace("are not", "aren’t"), "cosmetic"),
    ],
)
def test_the_same_words(other: str, kind: str) -> None:
    ((found, left, right, _),) = drift(FULL, other)
    assert (found, left, right) == (kind, FULL, other)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("we closed the gate on the old quay at noon", "we closed the gate", ("boundary", "on the old quay at noon", "gate")),
        ("we closed the gate", "and then we closed the gate", ("boundary", "and then", "we")),
        ("we closed the western gate at noon", "we closed the western 26 gate at noon", ("insertion", "western", "26")),
        ("we closed the gate at noon", "we closed the gate [on Monday] at noon", ("insertion", "gate", "on Monday")),
        ("we closed the gate (Westport)* at noon", "we closed the gate at noon", ("insertion", "Westport", "gate")),
        ("we closed the rusty gate at noon", "we closed the gate at noon", ("omission", "rusty", "the")),
        ("we closed the gate and left it … at noon", "we closed the gate … at noon", ("omission", "and left it", "gate")),
        ("he has links with the dockers", "he has such relations with the dockers", ("altered", "such relations", "links")),
        ("we don’t attack them", "we will not attack them", ("meaning changed", "don’t", "will not")),
        ("we have received an answer today", "we have not received an answer today", ("meaning changed", "have", "not")),
        (
            "the man was linked to the fire here",
            "the man was convicted of the fire here",
            ("meaning changed", "linked to", "convicted of"),
        ),
        ("it cost 12 million pounds in all", "it cost 12 billion pounds in all", ("meaning changed", "million", "billion")),
        ("the unions support the plan now", "the unions oppose the plan now", ("meaning changed", "support", "oppose")),
        ("it was tested every hour here", "it is tested every hour here", ("meaning changed", "was", "is")),
        ("the valve is verified now here", "the valve is unverified now here", ("meaning changed", "verified", "unverified")),
        ("the man Kasimir Veldt paid me", "the man Casimir Veldt paid me", ("cosmetic", "", "")),
    ],
)
def test_one_change(left: str, right: str, expected: tuple[str, str, str]) -> None:
    ((kind, a, b, because),) = drift(left, right)
    assert kind == expected[0]
    assert because
    if expected[1]:
        assert {a, b} == {expected[1], expected[2]}


def test_the_reason_names_the_words() -> None:
    ((_, _, _, because),) = drift("we have such relations with an agency", "we have links with an agency")
    assert "“links” for “such relations”" in because
    ((_, _, _, because),) = drift("the deal is 40 pages long in all", "the deal is long in all")
    assert "“40 pages”" in because


def test_a_split_version_is_compared_as_one_text() -> None:
    changes = drift("the gate was shut, and nobody told us", "the gate was shut|and nobody told us")
    assert [change[0] for change in changes] == ["identical"]


def test_each_version_is_compared_with_the_fullest() -> None:
    changes = drift("we closed the gate", "we closed the gate at noon today", "we shut the gate at noon today")
    assert sorted(change[0] for change in changes) == ["altered", "boundary"]


def test_the_same_words_of_two_speakers() -> None:
    ((kind, *_),) = drift("nobody told us the gate was shut", "nobody told us the gate was shut", speakers=("p", "q"))
    assert kind == "speaker changed"


WORDS = "nobody told us the gate was shut"


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        (("person", "Ada Quill"), ("person", "Bram Osk"), True),
        (("person", "Ada Quill"), ("person", "Ada M. Quill"), False),
        (("person", "Dan Osk"), ("person", "Osk"), False),
        (("person", "Ada Quill"), ("person", "Ada Osk"), True),
        (("person", "Ada Quill"), ("organisation", "Harbour Board"), False),
        (("person", "Ada Quill"), ("anonymous", "an official"), False),
    ],
)
def test_a_speaker_changes_only_between_two_who_are_surely_two(left: tuple[str, str], right: tuple[str, str], told: bool) -> None:
    documents = [report(name, WORDS) for name in ("a", "b")]
    parties = [Party(name, kind, (name,), (Span("ab"[k], 0, 1),), "test") for k, (kind, name) in enumerate((left, right))]
    utterances = [
        Utterance(record_id(party), (Version((Span(document.id, 0, len(WORDS)),), "x"),), "")
        for document, party in zip(documents, parties, strict=True)
    ]
    changes = list(measure_drift(documents, utterances, parties))
    assert [change.kind for change in changes] == ["speaker changed"] * told
    assert all(party.name in changes[0].because for party in parties if told)


def test_one_report_that_repeats_words_gives_them_to_nobody_else() -> None:
    document = report("a", f"{WORDS} {WORDS}")
    spans = [Span("a", 0, len(WORDS)), Span("a", len(WORDS) + 1, 2 * len(WORDS) + 1)]
    utterances = [Utterance(name, (Version((span,), "x"),), "") for name, span in zip("pq", spans, strict=True)]
    assert list(measure_drift([document], utterances)) == []


def test_every_span_holds_words() -> None:
    for change in drift("one two three four", "zero one three four five", "two three six four"):
        assert change[1].strip() and change[2].strip()
