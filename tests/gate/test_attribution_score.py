"""Attribution scores on texts of one or two sentences."""

from __future__ import annotations

import pytest

from attribution_score import Text, agreement, quoted_stretches, quotes_of, same_speaker, score_reports, table

TEXT = 'The mayor of Quay said the pump had failed. "We knew," Ida Holm said.'


def quote(content: str, source: str = "", cue: str = "", text: str = TEXT) -> dict[str, list[list[int]]]:
    """An attribution by its words; several stretches are parted by " … "."""
    return {
        part: [[text.index(words), text.index(words) + len(words)] for words in said.split(" … ") if words]
        for part, said in (("content", content), ("source", source), ("cue", cue))
    }


def scores(
    gold: list[dict[str, list[list[int]]]], found: list[dict[str, list[list[int]]]], *, quoted: bool = False, text: str = TEXT
) -> dict[str, float]:
    return table(score_reports({"a": {"text": text, "quotes": gold}}, {"a": {"quotes": found}}, quoted=quoted))


BOTH = [quote("the pump had failed", "The mayor of Quay", "said"), quote("We knew", "Ida Holm", "said")]


def test_the_gold_against_itself_is_perfect() -> None:
    found = scores(BOTH, BOTH)
    assert {found[name] for name in ("content F1", "AR F1", "AR exact F1", "speaker accuracy", "cue accuracy")} == {1.0}
    assert (found["direct AR recall"], found["indirect AR recall"]) == (1.0, 1.0)


def test_nothing_found_and_nothing_there() -> None:
    assert scores(BOTH, [])["AR F1"] == 0.0
    assert scores([], [])["AR F1"] == 0.0


def test_marks_and_blanks_at_the_edges_do_not_matter() -> None:
    assert scores(BOTH[1:], [quote('"We knew," ', "Ida Holm", "said")])["AR exact F1"] == 1.0


def test_half_of_the_words_is_enough_for_the_content_but_not_for_exact() -> None:
    """Gold has four words, found two of them: F1 is 2/3."""
    found = scores(BOTH[:1], [quote("the pump", "The mayor of Quay", "said")])
    assert (found["content F1"], found["content exact F1"]) == (1.0, 0.0)


def test_a_third_of_the_words_is_not() -> None:
    assert scores(BOTH[:1], [quote("pump", "The mayor of Quay", "said")])["content F1"] == 0.0


def test_each_gold_content_is_paired_once_with_the_best() -> None:
    found = scores(BOTH[:1], [quote("the pump had", "Ida Holm"), quote("the pump had failed", "The mayor of Quay")])
    assert (found["content P"], found["content R"], found["AR R"]) == (0.5, 1.0, 1.0)


@pytest.mark.parametrize(
    ("source", "right"),
    [("The mayor of Quay", True), ("mayor", True), ("The", False), ("of", False), ("Ida Holm", False), ("", False)],
)
def test_a_speaker_is_right_by_a_word_that_means_something(source: str, right: bool) -> None:
    assert scores(BOTH[:1], [quote("the pump had failed", source)])["speaker accuracy"] == float(right)


def test_two_nobodies_agree() -> None:
    text = Text(TEXT)
    assert same_speaker(text, frozenset(), frozenset())
    assert agreement(frozenset(), frozenset()) == 1.0


def test_the_quoted_track_cuts_contents_at_the_marks() -> None:
    """One gold content over two stretches, found as two attributions: the same in the quoted track."""
    text = '"We knew," she said, "all along."'
    gold = [quote('"We knew," … "all along."', "she", "said", text)]
    found = [quote('"We knew,"', "she", "said", text), quote('"all along."', "she", "said", text)]
    assert scores(gold, found, text=text)["AR F1"] < 1.0
    assert scores(gold, found, quoted=True, text=text)["AR F1"] == 1.0


def test_the_quoted_track_drops_indirect_speech() -> None:
    assert len(quotes_of(Text(TEXT), BOTH, quoted=True)) == 1


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ('He said "no" and “yes”.', ['"no', "“yes"]),
        ("„so“ «and» »on«", ["„so", "«and", "»on"]),
        ("”wrong way round” it said", ["”wrong way round"]),
        ("“It runs on\nto here.” ends", ["“It runs on\n"]),
        ('it is 5" long\nand 6" wide', []),
        ('"never closed', ['"never closed']),
        ('inside "never closed', []),
    ],
)
def test_quoted_stretches(text: str, stretches: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_stretches(text)] == stretches


def test_kinds() -> None:
    text = Text('He said "no way" twice.')
    kinds = [text.kind(frozenset(words)) for words in ([0], [2, 3], [1, 2])]
    assert kinds == ["indirect", "direct", "mixed"]


def test_an_unknown_report_is_an_error() -> None:
    with pytest.raises(ValueError, match="not in the gold: b"):
        score_reports({"a": {"text": TEXT, "quotes": []}}, {"b": {"quotes": []}})


def test_one_pair_of_offsets_may_stand_alone() -> None:
    assert len(quotes_of(Text(TEXT), [{"content": [0, 9], "source": [], "cue": None}])) == 1
