"""The log of what people decided: what may stand in it, in which order it counts, how its places are found again, out and in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sayso.collect.document import make_document
from sayso.decisions import active, anchor_of, as_lines, checked, find_anchor, in_turn, place, read_lines, undoings
from sayso.errors import InputError, SettingsError, StoreError
from sayso.records import CONTEXT, DECISION_KINDS, POSITIONS, Anchor, Decision, Document, Span, record_id
from sayso.store import Store

WHEN = "2026-11-22T18:21:57Z"
TEXT = "The mayor said the bridge was safe. The Mayor's office said nothing. 😀 The mayor said the bridge was closed."


def document(text: str, name: str = "a.txt") -> Document:
    return make_document(name, text.encode("utf-8", "surrogatepass"), text, (), reader="test/1")


def anchor(words: str = "the bridge", name: str = "a.txt", text: str = TEXT) -> Anchor:
    one = document(text, name)
    start = text.index(words)
    return anchor_of(Span(one.id, start, start + len(words)), one)


def decision(kind: str = "not a claim", *anchors: Anchor, **other: str | None) -> Decision:
    fields: dict[str, str | None] = {"value": None, "by": "Ada Lund", "because": "a headline", "when": WHEN, **other}
    return Decision(kind, anchors or (anchor(),), **fields)  # type: ignore[arg-type]


def undo(what: Decision, when: str = WHEN, by: str = "Ada Lund") -> Decision:
    return Decision("undo", (), record_id(what), by, "a mistake", when)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:", create=True) as opened:
        yield opened


# ── what may stand in it ──

WHOLE = anchor_of(Span("a", 0, 0), document(TEXT))
OTHER = anchor_of(Span("b", 0, 0), document(TEXT, "b.txt"))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (decision("merge partys"), "choose from: merge parties, split party"),
        (decision(by="  "), "needs a name"),
        (decision(because=""), "needs a reason"),
        (decision(because="x" * 4001), "too long; at most 4000"),
        (decision(when="22 November"), "time in UTC, e.g. 2026-11-22T18:21:57Z"),
        (decision(when="2026-02-30T10:00:00Z"), "time in UTC"),
        (decision(when="2026-11-22T18:21:57+01:00"), "time in UTC"),
        (decision("merge claims", anchor()), "at least 2 places; 1 were given"),
        (decision("merge claims", anchor(), anchor()), "one place twice"),
        (decision("not a claim", anchor(), anchor("safe")), "about 1 place; 2 were given"),
        (decision("position", anchor(), anchor("safe"), anchor("The"), value="denies"), "1 or 2 places"),
        (decision("not a claim", WHOLE), "is about words; a whole report was given. Whole reports: not a copy, date"),
        (decision("not a copy", WHOLE, anchor()), "two reports; both are in one"),
        (decision("position", value="denied"), "one of asserts, denies, doubts, asks, reports; 'denied' was given"),
        (decision("position"), "one of asserts, denies, doubts, asks, reports; none was given"),
        (decision("date", WHOLE, value="yesterday"), "an ISO date, e.g. 2026-11-22; 'yesterday' was given"),
        (decision("date", WHOLE, value="2026-02-30"), "an ISO date"),
        (decision("date", WHOLE, value="２０２６"), "an ISO date"),
        (decision("date", WHOLE, value="2026-11-22T24:01Z"), "an ISO date"),
        (decision("date", WHOLE, value="2026-11-22T07:00+99:00"), "an ISO date"),
        (decision(value="denies"), "takes no value; 'denies' was given"),
        (Decision("undo", (), "all", "Ada Lund", "no", WHEN), "the id of a decision; 'all' was given"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_says_nothing_is_answered_with_what_would(wrong: Decision, told: str) -> None:
    with pytest.raises(SettingsError) as error:
        checked(wrong)
    assert told in str(error.value)


@pytest.mark.parametrize(
    "right",
    [
        decision("merge parties", anchor(), anchor("The mayor")),
        decision("not a copy", WHOLE, OTHER),
        decision("position", value="denies"),
        decision("date", WHOLE, value="2026-11"),
        decision("date", WHOLE, value="2026-11-22T07:00+01:00"),
        decision(by="فاطمة \u202e😀", because="\u2028 line"),
        undo(decision()),
    ],
    ids=lambda right: right.kind,
)
def test_what_can_be_done_is_left_as_it_is(right: Decision) -> None:
    assert checked(right) is right


# ── in which order, and what is undone ──


def test_a_decision_is_in_force_until_it_is_undone_and_again_when_the_undoing_is_undone() -> None:
    first, other = decision(), decision(because="another reason")
    back = undo(first, "2026-11-23T00:00:00Z")
    again = undo(back, "2026-11-24T00:00:00Z")
    once_more = undo(again, "2026-11-25T00:00:00Z")
    assert set(active([first, other])) == {first, other}
    assert active([first, other, back]) == [other]
    assert set(active([first, other, back, again])) == {first, other}
    assert active([first, other, back, again, once_more]) == [other]
    assert undoings([first, back, again, once_more]) == {record_id(first): back, record_id(again): once_more}


def test_two_undoings_are_both_to_be_undone() -> None:
    first = decision()
    mine, yours = undo(first), undo(first, by="Bo Reed")
    assert active([first, mine, yours, undo(mine)]) == []
    assert active([first, mine, yours, undo(mine), undo(yours)]) == [first]


def test_a_long_row_of_undoings_is_followed_to_its_end() -> None:
    log = [decision()]
    for _ in range(3000):
        log.append(undo(log[-1]))
    assert active(log) == [log[0]]
    assert active(log[:-1]) == []


def test_the_order_is_that_of_time_whoever_comes_first() -> None:
    late, early = decision(when="2026-11-23T00:00:00Z"), decision(because="earlier")
    same = decision(because="at the same time")
    assert in_turn([late, early, same]) == in_turn([same, late, early])
    assert in_turn([late, early, same])[-1] is late


def test_undoing_what_is_not_there_is_a_problem() -> None:
    lonely = undo(decision())
    placed, problems = place([lonely], [document(TEXT)])
    assert placed == [] and "not in this log" in problems[0].message and problems[0].key == record_id(lonely)


# ── anchors ──


def cut(text: str, found: Span | None) -> tuple[int, str] | None:
    return (found.start, found.cut(text)) if found else None


def test_the_same_words_are_told_apart_by_what_stands_around_them() -> None:
    second = TEXT.rindex("the bridge")
    one = document(TEXT)
    there = anchor_of(Span(one.id, second, second + 10), one)
    edited = f"Correction: not so. {TEXT}"
    assert cut(TEXT, find_anchor(there, [one])) == (second, "the bridge")
    assert cut(edited, find_anchor(there, [document(edited)])) == (second + 20, "the bridge")


def test_words_with_the_same_surroundings_are_those_nearest_to_where_they_stood() -> None:
    text = "The bridge is safe. " * 9
    one = document(text)
    fourth = anchor_of(Span(one.id, 64, 70), one)
    assert fourth.exact == "bridge"
    edited = "Well! " + text
    assert cut(edited, find_anchor(fourth, [document(edited)])) == (70, "bridge")


def test_words_whose_surroundings_changed_are_found_where_they_stand_once_and_not_where_they_stand_twice() -> None:
    there = anchor("was safe")
    assert cut("It was safe!", find_anchor(there, [document("It was safe!")])) == (3, "was safe")
    assert find_anchor(there, [document("It was safe! So it was safe?")]) is None
    closer = "It was safe! So the bridge was safe. The Mayor's office"
    assert cut(closer, find_anchor(there, [document(closer)])) == (27, "was safe"), "half of what stood around it"
    assert find_anchor(there, [document("It was not.")]) is None


def test_a_report_is_known_by_its_bytes_then_by_its_name() -> None:
    there = anchor("was safe")
    moved, edited = document(TEXT, "moved/b.txt"), document("It was safe!")
    assert find_anchor(there, [edited, moved]) == Span(moved.id, TEXT.index("was safe"), TEXT.index("was safe") + 8)
    assert cut(edited.text, find_anchor(there, [edited, document("No.", "b.txt")])) == (3, "was safe")
    assert find_anchor(there, [document("It was safe!", "b.txt")]) is None
    twin = document(TEXT, "0.txt")
    assert find_anchor(there, [twin, document(TEXT)]) == Span(document(TEXT).id, TEXT.index("was safe"), TEXT.index("was safe") + 8)


def test_a_whole_report_is_found_whatever_it_says_now() -> None:
    now = document("Other words.")
    assert find_anchor(WHOLE, [now]) == now.at and find_anchor(WHOLE, []) is None


WORDS = st.integers(6, 40).map(lambda n: " ".join(f"w{i}{'é😀x'[i % 3]}" for i in range(n)) + ".")


@settings(max_examples=150, deadline=None, database=None, derandomize=True)
@given(st.data(), WORDS, st.text(alphabet="äß 𝔘\u202e\n", max_size=50))
def test_anchors_find_their_words_under_insertions_elsewhere(data: st.DataObject, text: str, inserted: str) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 60)))
    at = data.draw(st.sampled_from([i for i in range(len(text) + 1) if not start < i < end]))
    assume((start, end) != (0, len(text)))
    one = document(text)
    there = anchor_of(Span(one.id, start, end), one)
    edited = text[:at] + inserted + text[at:]
    moved = start + (len(inserted) if at <= start else 0)
    found = cut(edited, find_anchor(there, [document(edited)]))
    assert found in (None, (moved, text[start:end])), "never another place"
    if at <= start - CONTEXT or at >= end + CONTEXT:
        assert found == (moved, text[start:end])


@settings(max_examples=100, deadline=None, database=None, derandomize=True)
@given(st.text(alphabet="ab 😀", min_size=2, max_size=80), st.text(alphabet="ab 😀", max_size=80), st.data())
def test_what_is_found_is_what_was_meant_word_for_word(text: str, other: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    one = document(text)
    there = anchor_of(Span(one.id, start, data.draw(st.integers(start + 1, len(text)))), one)
    found = find_anchor(there, [document(other)])
    assert found is None or not there.exact or found.cut(other) == there.exact
    assert find_anchor(there, [one]) == (Span(one.id, start, start + len(there.exact)) if there.exact else one.at)


def test_a_place_that_is_gone_is_told_and_what_is_left_of_the_decision_is_applied_where_it_can_be() -> None:
    here, there, gone = anchor(), anchor("said nothing"), anchor("safe", "b.txt", "It was safe.")
    three, two = decision("merge claims", here, gone, there), decision("merge claims", here, gone)
    placed, problems = place([three, two], [document(TEXT)])
    assert [(one.decision, len(one.spans)) for one in placed] == [(three, 2)]
    told = {problem.key: problem.message for problem in problems}
    assert told[record_id(three)].endswith("the report b.txt is not here any more; the rest is applied")
    assert told[record_id(two)].endswith("it is not applied") and "by Ada Lund, 2026-11-22: a headline" in told[record_id(two)]


def test_a_position_whose_holder_is_gone_is_not_given_to_others() -> None:
    edited = document(TEXT.replace("office", "deputy"))  # within the surroundings of the bridge as well
    asked = decision("position", anchor(), anchor("office"), value="denies")
    placed, problems = place([asked], [edited])
    assert placed == [] and "“office” are not found in a.txt" in problems[0].message


# ── out and in ──

NAMES = st.text(min_size=1, max_size=12).filter(str.strip)
PLACES = st.integers(0, len(TEXT) - 12).map(lambda start: anchor_of(Span("a", start, start + 11), document(TEXT)))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    kind = draw(st.sampled_from([kind for kind in DECISION_KINDS if kind not in ("not a copy", "date")]))
    count = {"undo": 0, "not a claim": 1, "position": 1}.get(kind, 2)
    value = {"position": draw(st.sampled_from(POSITIONS)), "undo": draw(st.sampled_from(["0" * 16, "0123456789abcdef"]))}.get(kind)
    anchors = draw(st.lists(PLACES, min_size=count, max_size=count, unique=True))
    return checked(Decision(kind, tuple(anchors), value, draw(NAMES), draw(NAMES), WHEN))


@settings(max_examples=80, deadline=None, database=None, derandomize=True)
@given(st.lists(decisions(), max_size=5))
def test_what_is_written_is_read_and_kept_as_it_was(log: list[Decision]) -> None:
    lines = as_lines(log)
    lines.encode("utf-8")
    assert read_lines(lines) == in_turn(log)
    with Store(":memory:", create=True) as store:
        assert store.add_decisions(read_lines(lines)) == in_turn(dict.fromkeys(log))
        assert store.decisions() == in_turn(dict.fromkeys(log))


def test_half_a_surrogate_pair_in_a_name_goes_out_and_in() -> None:
    odd = decision(by="a\ud800b")
    assert "\\ud800" in as_lines([odd]) and read_lines(as_lines([odd])) == [odd]


LINE = json.loads(as_lines([decision()]))


def line(**changed: object) -> str:
    return json.dumps({name: value for name, value in {**LINE, **changed}.items() if value != "left out"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no json", "line 1 is no JSON"),
        ("[" * 100_000, "line 1 is no JSON"),
        (f"{line()}\n\n[]", "line 3 must be an object with the fields anchors, because, by, id, kind, value, when"),
        (line(by="left out"), "line 1: field by is missing"),
        (line(name="Ada"), "line 1: there is no field 'name'"),
        (line(by=7), "line 1: field by must be text"),
        (line(by=" "), "line 1: a decision needs a name"),
        (line(kind="merge"), "line 1: 'merge' is no kind of decision; choose from: merge parties"),
        (line(anchors={}), "line 1: field anchors must be a list"),
        (line(anchors=["a"]), "line 1: anchors[0] must be an object"),
        (line(anchors=[{**LINE["anchors"][0], "start": True}]), "line 1: anchors[0]: field start must be a whole number"),
        (line(anchors=[{**LINE["anchors"][0], "start": -1}]), "line 1: anchors[0]: field start must be a whole number"),
        (line(anchors=[{**LINE["anchors"][0], "start": 10**30}]), "line 1: anchors[0]: field start must be a whole number"),
        (
            line(anchors=[{**LINE["anchors"][0], "prefix": "x" * 33}]),
            "line 1: anchors[0]: field prefix has 33 characters; at most 32",
        ),
        (line(because="another"), "line 1: field id is"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_line_that_is_wrong_is_named_with_its_field(text: str, told: str) -> None:
    with pytest.raises(InputError) as error:
        read_lines(text)
    assert told in str(error.value)


def test_a_line_without_an_id_is_read() -> None:
    assert read_lines(line(id="left out") + "\n\n") == [decision()]


# ── the log in the project file ──


def test_a_decision_is_added_once(store: Store) -> None:
    first, second = decision(), decision(because="another")
    assert store.add_decisions([first]) == [first]
    assert store.add_decisions([second, first, second]) == [second]
    assert store.decisions() == in_turn([first, second])


@pytest.mark.parametrize("change", ["DELETE FROM decisions", "UPDATE decisions SET by='Bo Reed'"])
def test_the_log_is_only_added_to_whoever_writes_the_file(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.sayso"
    with Store(path, create=True) as store:
        store.add_decisions([decision()])
    with sqlite3.connect(path) as other, pytest.raises(sqlite3.IntegrityError, match="only added"):
        other.execute(change)
    other.close()
    with Store(path) as store:
        assert store.decisions() == [decision()]


def test_nothing_that_the_store_forgets_is_a_decision(store: Store) -> None:
    store.add_document(document(TEXT), TEXT.encode())
    store.add_decisions([decision()])
    store.forget_documents(["a.txt"])
    store.keep_only(set())
    assert store.decisions() == [decision()]


def test_who_may_not_write_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.sayso"
    with Store(path, create=True):
        with Store(path) as reader, pytest.raises(StoreError, match="opened for reading"):
            reader.add_decisions([decision()])
        with pytest.raises(StoreError, match="is being written by another run"):
            Store(path, create=True)
