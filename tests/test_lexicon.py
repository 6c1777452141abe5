"""What a cue does with its content: force and scope of single words, longer cues, nouns, and all of them under negation."""

import pytest

from sayso import lexicon
from sayso.lexicon import ENTRIES, read_cue
from sayso.records import FORCES, SCOPES


@pytest.mark.parametrize(
    ("cue", "force", "scope"),
    [
        ("say", "asserts", "says"),
        ("point out", "asserts", "says"),
        ("make it clear", "asserts", "says"),
        ("go on record", "asserts", "says"),
        ("speak out against", "asserts", "says"),
        ("according to", "asserts", "says"),
        ("in the word of", "asserts", "says"),
        ("by all account", "asserts", "says"),
        ("as first report by", "asserts", "says"),
        ("in an interview with", "asserts", "says"),
        ("on condition of anonymity", "asserts", "says"),
        ("deny", "denies", "says"),
        ("rule out", "denies", "says"),
        ("walk back", "denies", "says"),
        ("back away from", "denies", "says"),
        ("cast doubt on", "doubts", "says"),
        ("pour cold water on", "doubts", "says"),
        ("ask whether", "asks", "says"),
        ("want to know", "asks", "says"),
        ("wonder", "asks", "thinks"),
        ("believe", "asserts", "thinks"),
        ("fear", "reports", "thinks"),
        ("hope", "reports", "thinks"),
        ("doubt", "doubts", "thinks"),
        ("call for", "asserts", "wants"),
        ("pledge", "asserts", "wants"),
        ("refuse to", "denies", "wants"),
        ("show", "asserts", "shows"),
        ("lend weight to", "asserts", "shows"),
    ],
)
def test_a_cue_is_read_by_its_longest_entry(cue: str, force: str, scope: str) -> None:
    assert read_cue(tuple(cue.split()))[:2] == (force, scope)


@pytest.mark.parametrize(
    ("cue", "force", "scope"),
    [
        ("claim", "asserts", "says"),
        ("denial", "denies", "says"),
        ("doubt", "doubts", "thinks"),
        ("question", "asks", "says"),
        ("fear", "reports", "thinks"),
        ("plan", "asserts", "wants"),
        ("promise", "asserts", "wants"),
        ("refusal", "denies", "wants"),
        ("evidence", "asserts", "shows"),
        ("finding", "asserts", "shows"),
    ],
)
def test_a_noun_is_read_as_a_noun(cue: str, force: str, scope: str) -> None:
    assert read_cue((cue,), noun=True)[:2] == (force, scope)


@pytest.mark.parametrize("words", ["cast serious doubt on", "cast some quite new doubt on", "make it quite clear"])
def test_other_words_may_stand_inside_a_longer_cue(words: str) -> None:
    reading = read_cue(tuple(words.split()))
    assert "cast doubt on" in reading.because or "make it clear" in reading.because


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("say in a statement", "says"),
        ("issue a statement say", "says"),
        ("go on to call for", "wants"),
        ("continue to believe", "thinks"),
        ("be expect to announce", "thinks"),
        ("have agree to testify", "wants"),
        ("would like", "wants"),
    ],
)
def test_of_several_cues_the_telling_one_decides(words: str, scope: str) -> None:
    assert read_cue(tuple(words.split())).scope == scope


@pytest.mark.parametrize(
    ("words", "force"),
    [
        ("do not deny", "reports"),
        ("have never deny", "reports"),
        ("neither confirm nor deny", "reports"),
        ("do not say", "reports"),
        ("would not say", "reports"),
        ("have not announce", "reports"),
        ("decline to confirm", "reports"),
        ("refuse to confirm", "reports"),
        ("refuse to rule out", "reports"),
        ("have yet to deny", "reports"),
        ("could not confirm", "doubts"),
        ("can not verify", "doubts"),
        ("be unable to corroborate", "doubts"),
        ("do not believe", "doubts"),
        ("do not doubt", "asserts"),
        ("do not show", "doubts"),
        ("decline to comment", "reports"),
        ("decline", "reports"),
        ("remain silent", "reports"),
        ("make no mention of", "reports"),
    ],
)
def test_who_does_not_say_does_not_deny(words: str, force: str) -> None:
    assert read_cue(tuple(words.split())).force == force


@pytest.mark.parametrize("words", ["no evidence", "no proof", "no sign"])
def test_no_evidence_is_a_doubt(words: str) -> None:
    assert read_cue(tuple(words.split()), noun=True)[:2] == ("doubts", "shows")


def test_a_negation_that_stands_elsewhere_counts_as_well() -> None:
    assert read_cue(("deny",), negated=True).force == "reports"
    assert "under “not”" in read_cue(("deny",), negated=True).because


def test_what_is_to_be_done_is_wanted_not_said() -> None:
    assert [read_cue((verb,), to_do=True).scope for verb in ("agree", "tell", "warn", "promise")] == ["wants"] * 4
    assert [read_cue((verb,)).scope for verb in ("agree", "tell", "warn")] == ["says"] * 3


def test_what_a_person_suggests_a_document_shows() -> None:
    assert read_cue(("suggest",)).scope == "says"
    assert read_cue(("suggest",), document=True).scope == "shows"
    assert read_cue(("state",), document=True).scope == "says"


def test_a_preposition_decides_only_where_nothing_else_does() -> None:
    assert read_cue(("against",))[:2] == ("denies", "wants")
    assert read_cue(("make", "an", "allegation", "against"), noun=True)[:2] == ("asserts", "says")


def test_an_ending_that_the_tagger_left_is_no_obstacle() -> None:
    assert [read_cue((word,)).scope for word in ("praises", "demanded", "believes")] == ["says", "wants", "thinks"]


@pytest.mark.parametrize("words", [(), (":",), ("–",), ("frobnicate",), ("to",)])
def test_an_unknown_cue_and_a_mark_are_taken_as_saying(words: tuple[str, ...]) -> None:
    assert read_cue(words)[:2] == read_cue(words, noun=True)[:2] == ("asserts", "says")


def test_every_entry_has_a_known_force_and_scope_and_is_found_under_its_own_words() -> None:
    assert {(entry.force in FORCES, entry.scope in SCOPES, entry.part) for entry in ENTRIES} == {
        (True, True, part) for part in ("verb", "noun", "other")
    }
    lost = [e.words for e in ENTRIES if read_cue(e.words, noun=e.part == "noun").because.startswith("a cue not")]
    assert lost == []


def test_no_cue_stands_twice_under_one_part_of_speech() -> None:
    keys = [(entry.part, entry.words) for entry in ENTRIES]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


@pytest.mark.parametrize("name", ["CLAUSE_CUES", "ACCUSING", "NAMING", "CITING", "TAKING_UP", "WORD_NOUNS"])
def test_every_word_that_a_rule_starts_from_stands_in_the_table(name: str) -> None:
    noun = name == "WORD_NOUNS"
    assert [w for w in sorted(getattr(lexicon, name)) if read_cue((w,), noun=noun).because.startswith("a cue not")] == []
