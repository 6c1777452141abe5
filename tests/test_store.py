"""The project file: what goes in comes out equal, all of it or nothing, and what is no project file is said to be none."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.small_stages import report

from sayso import records as r
from sayso import store as store_module
from sayso.errors import StoreError
from sayso.records import Decision, Language, Problem, Record, Region, Span, in_order, record_id
from sayso.store import SCHEMA, TABLES, Memo, Store, is_being_written


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:", create=True) as opened:
        yield opened


TEXTS = st.text(max_size=6)
SPANS = st.builds(Span, TEXTS, st.integers(0, 99), st.integers(0, 99))


def some(kind: type[Record]) -> st.SearchStrategy[Record]:
    """Records of a kind, with any text in their strings and spans anywhere."""
    st.register_type_strategy(Span, SPANS)
    st.register_type_strategy(str, TEXTS)
    st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
    firsts = {r.Attribution: "content", r.Story: "documents", r.Party: "mentions", r.Lineage: "children", r.Origin: "members"}
    filled = {r.Document: TEXTS, r.Attribution: SPANS, r.Party: SPANS, r.Origin: SPANS, r.Story: TEXTS, r.Lineage: TEXTS}
    given_: dict[str, st.SearchStrategy[object]] = {}
    if kind in firsts:
        given_[firsts[kind]] = st.lists(filled[kind], min_size=1, max_size=3).map(tuple)
    if kind is r.Utterance:
        version = st.builds(r.Version, st.lists(SPANS, min_size=1, max_size=2).map(tuple), st.none() | TEXTS)
        given_["versions"] = st.lists(version, min_size=1, max_size=3).map(tuple)
    if kind is r.DateCandidate:
        given_ |= {"doc": st.just("a"), "span": st.none() | st.builds(Span, st.just("a"), st.integers(0, 99), st.integers(0, 99))}
    return st.builds(kind, **given_)


@pytest.mark.parametrize("kind", sorted(TABLES, key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_a_record_comes_out_as_it_went_in(kind: type[Record]) -> None:
    @settings(max_examples=12, deadline=None, database=None)
    @given(st.lists(some(kind), min_size=1, max_size=4, unique_by=record_id))
    def check(found: list[Record]) -> None:
        with Store(":memory:", create=True) as store:
            store.save([(Memo("m", "by hand", ()), found)])
            assert store.read(kind) == in_order(found)
            assert [record_id(record) for record in store.read(kind)] == [record_id(record) for record in in_order(found)]

    check()


@pytest.mark.parametrize("text", ["a\ud800b", "a\x00b", "😀 e\u0301 \u200b", "", "\u2028"])
def test_no_letter_is_lost_on_the_way(store: Store, text: str) -> None:
    found = Region(Span("a", 0, 1), text, text)
    store.save([(Memo("m", "by hand", ()), [found])])
    assert store.read(Region) == [found]


def test_a_report_of_the_same_name_is_replaced_and_an_equal_one_is_not_taken_again(store: Store) -> None:
    assert store.add_document(*report("a.txt", "One."))
    assert not store.add_document(*report("a.txt", "One."))
    assert store.add_document(*report("a.txt", "Two."))
    assert [document.text for document in store.read(r.Document)] == ["Two."]


def test_the_bytes_of_a_report_are_kept_as_long_as_it_is(store: Store) -> None:
    first, raw = report("a.txt", "One.")
    store.add_document(first, raw)
    assert store.input_bytes(first.sha256) == raw
    store.save([(Memo("old", "x", ()), [])])
    store.add_document(*report("a.txt", "Two."))
    store.keep_only(set())
    assert store.input_bytes(first.sha256) is None


def test_two_reports_of_the_same_bytes_share_them_and_stay_two(store: Store) -> None:
    store.add_document(*report("a.txt", "One."))
    store.add_document(*report("b.txt", "One."))
    assert sorted(document.name for document in store.read(r.Document)) == ["a.txt", "b.txt"]


def test_problems_outside_the_stages_are_those_of_the_latest_run(store: Store) -> None:
    store.replace_problems("collect", [Problem("collect", "a.bin", "no text")])
    store.replace_problems("collect", [Problem("collect", "b.bin", "no text")])
    store.keep_only(set())
    assert [problem.key for problem in store.read(Problem)] == ["b.bin"]


def test_what_is_no_longer_current_is_forgotten_with_all_it_made(store: Store) -> None:
    keep, old = Memo("keep", "x", ("a",)), Memo("old", "x", ("b",))
    found = [Region(Span("a", 0, 1), "body", "kept"), Region(Span("b", 0, 1), "body", "old")]
    store.save([(keep, found[:1]), (old, found[1:])])
    store.keep_only({"keep"})
    assert store.memos() == {"keep"}
    assert store.read(Region) == found[:1]


def test_all_of_a_group_is_stored_or_nothing(store: Store) -> None:
    class NoRecord:
        at = Span("a", 0, 1)

    def made() -> Iterator[tuple[Memo, list[Record]]]:
        yield Memo("one", "x", ()), [Region(Span("a", 0, 1), "body", "")]
        raise RuntimeError("cut off in the middle")

    with pytest.raises(RuntimeError):
        store.save(made())
    assert store.memos() == set()
    assert store.read(Region) == []


def test_records_of_one_memo_can_be_read_alone(store: Store) -> None:
    one, two = Region(Span("a", 0, 1), "body", ""), Region(Span("b", 0, 1), "body", "")
    store.save([(Memo("1", "x", ()), [one]), (Memo("2", "x", ()), [two])])
    assert store.read(Region, memo="2") == [two]


def test_a_reader_may_look_while_a_run_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.sayso"
    with Store(path, create=True) as writer, Store(path) as reader:
        writer.save([(Memo("1", "x", ()), [Language(Span("a", 0, 1), "en", 1.0, "")])])
        assert len(reader.read(Language)) == 1


WAITING = """
import sys
from sayso.errors import StoreError
from sayso.store import Store
print("ready", flush=True)
sys.stdin.readline()
try:
    with Store(sys.argv[1], create=True):
        print("mine")
except StoreError as error:
    print(error)
"""


def test_who_waits_while_another_run_ends_may_write_next(tmp_path: Path) -> None:
    """It looks for the lock while the file is open, and the other one gives the lock up before it has waited long enough."""
    path = tmp_path / "a.sayso"
    with subprocess.Popen([sys.executable, "-c", WAITING, path], stdin=PIPE, stdout=PIPE, text=True) as waiting:
        assert waiting.stdin is not None and waiting.stdout is not None
        assert waiting.stdout.readline() == "ready\n"
        with Store(path, create=True):
            print(file=waiting.stdin, flush=True)
            time.sleep(store_module.LOOKING / 2)
        assert waiting.stdout.read() == "mine\n"


def test_of_two_who_write_at_once_the_second_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "a.sayso"
    for _ in range(2):
        with Store(path, create=True):
            assert is_being_written(path)
            with pytest.raises(StoreError, match="is being written by another run"):
                Store(path, create=True)
        assert not is_being_written(path)


def test_a_file_that_is_not_there_is_named_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no such project file\. Make one with: sayso read FOLDER -o"):
        Store(tmp_path / "a.sayso")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"once upon a time there was a text file" * 40, b"\x00" * 5000, b"SQLite format 3\x00" + b"x" * 5000]
)
def test_a_file_of_another_kind_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.sayso"
    path.write_bytes(content)
    for create in (False, True):
        with pytest.raises(StoreError, match="not a project file"):
            Store(path, create=create)
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.sayso"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE birds (name TEXT)")
    other.close()
    for create in (False, True):
        with pytest.raises(StoreError, match="not a project file"):
            Store(path, create=create)
    with sqlite3.connect(path) as other:
        assert [row[0] for row in other.execute("SELECT name FROM sqlite_master")] == ["birds"]
    other.close()


def test_a_file_of_another_version_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "a.sayso"
    Store(path, create=True).__exit__()
    with sqlite3.connect(path) as other:
        other.execute("UPDATE meta SET value=? WHERE key='schema'", (str(SCHEMA + 1),))
    other.close()
    with pytest.raises(StoreError, match=f"file format {SCHEMA + 1}, this version reads {SCHEMA}.*sayso read FOLDER -o"):
        Store(path)


def altered(path: Path, change: str) -> None:
    with sqlite3.connect(path) as other:
        for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            other.execute(f"DROP TRIGGER {name}")
        assert other.execute(change).rowcount
    other.close()


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (r.Region, "UPDATE regions SET span='nonsense'"),
        (r.Region, "UPDATE regions SET span='[7,0,1]'"),
        (r.Region, "UPDATE regions SET span='[\"a\",0,1.5]'"),
        (r.Region, "UPDATE regions SET span='[\"a\",0]'"),
        (r.Region, "UPDATE regions SET span='\"a01\"'"),
        (r.Region, "UPDATE regions SET span='null'"),
        (r.Region, "UPDATE regions SET kind=7"),
        (r.Region, "UPDATE regions SET kind=NULL"),
        (r.Region, "UPDATE regions SET because=x'ff'"),
        (Language, "UPDATE languages SET code=7"),
        (Language, "UPDATE languages SET score='high'"),
        (Language, "UPDATE languages SET score=1e999"),
        (r.Claim, "UPDATE claims SET rank='x'"),
        (r.Claim, "UPDATE claims SET members='{}'"),
        (r.Claim, "UPDATE claims SET members=replace(members, 'false', '0')"),
        (r.Passage, "UPDATE passages SET whole='yes'"),
        (r.Passage, "UPDATE passages SET whole=2"),
        (r.Party, "UPDATE parties SET names='[\"Ada\", 7]'"),
        (r.Party, "UPDATE parties SET names='\"Ada\"'"),
        (r.Party, "UPDATE parties SET mentions='[]'"),
        (Decision, "UPDATE decisions SET kind='praise'"),
        (Decision, "UPDATE decisions SET value='2026'"),
        (Decision, 'UPDATE decisions SET "by"=7'),
        (Decision, "UPDATE decisions SET \"when\"='today'"),
        (Decision, "UPDATE decisions SET anchors='[]'"),
    ],
)
def test_a_record_that_something_else_altered_is_an_error_and_no_record(tmp_path: Path, kind: type, change: str) -> None:
    path, span = tmp_path / "a.sayso", Span("a", 0, 1)
    found = (
        Region(span, "body", ""),
        Language(span, "en", 1.0, ""),
        r.Party("Ada", "person", ("Ada",), (span,), ""),
        r.Passage(span, Span("b", 0, 1), "verbatim", 1.0, False, ""),
        r.Claim(span, (r.Member(span, "m", "p", None, "asserts", ""),), 1.0, ""),
    )
    anchor = r.Anchor("a.txt", "0", 0, "pump", "", "")
    with Store(path, create=True) as store:
        store.save([(Memo("1", "x", ()), found)])
        store.add_decisions([Decision("not a claim", (anchor,), None, "Ada", "a headline", "2026-11-22T18:21:57Z")])

    def read() -> int:
        with Store(path) as store:
            return len(store.decisions() if kind is Decision else store.read(kind))

    assert read() == 1
    altered(path, change)
    with pytest.raises(StoreError, match=f"holds a {kind.__name__} that sayso cannot read"):
        read()


def test_records_of_some_documents_are_read_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for in pieces, given in one order; a document without records, or none at all, gives nothing."""
    monkeypatch.setattr(store_module, "AT_ONCE", 2)
    regions = [Region(Span(doc, 0, 3), "body", "x") for doc in ("e", "d", "c", "b", "a")]
    with Store(tmp_path / "a.sayso", create=True) as store:
        store.save([(Memo(region.span.doc, "label regions", (region.span.doc,)), [region]) for region in regions])
        assert [region.span.doc for region in store.read(Region, documents=["d", "a", "b", "z"])] == ["a", "b", "d"]
        assert store.read(Region, documents=[]) == []
