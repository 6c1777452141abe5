"""What users really have: odd names, closed folders, full disks, two runs at once, files that come and go."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cases.small_stages import report

from sayso import cli
from sayso.collect.folder import collect
from sayso.errors import InputError, StoreError
from sayso.project import UNFINISHED, read_into, read_story
from sayso.records import Document, Problem
from sayso.show.listings import LISTINGS
from sayso.store import TABLES, Store, lock_of

SAID = "The harbour was closed on Monday, the pilot Tor Hallan told the Point Gazette.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("x/a.txt", "x/b.txt", "y/a.txt")
    return tmp_path


@pytest.fixture
def kept_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are kept, and not analysed: that is quick."""
    monkeypatch.setattr("sayso.run.run", lambda *_, **__: None)


def write(*names: str, text: str = SAID) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"{name}: {text}", encoding="utf-8")


def read(*paths: str) -> list[str]:
    return [document.name for document in read_into(Path("s.sayso"), [Path(path) for path in paths]).documents]


def names(*paths: Path | str) -> list[str]:
    return [made[0].name for made in collect(list(paths)) if not isinstance(made, Problem)]


# ── files that come and go ──


@pytest.mark.usefixtures("here", "kept_only")
def test_a_report_that_is_gone_from_a_folder_is_dropped_when_the_folder_is_read_again() -> None:
    assert read("x", "y") == ["b.txt", "x/a.txt", "y/a.txt"]
    Path("x/b.txt").unlink()
    assert read("y") == ["a.txt", "b.txt", "x/a.txt"], "x was not looked into"
    assert read("x", "y") == ["x/a.txt", "y/a.txt"]


@pytest.mark.usefixtures("here", "kept_only")
def test_what_was_read_from_elsewhere_stays_beside_a_report_of_the_same_name() -> None:
    assert read("x") == ["a.txt", "b.txt"]
    assert read("y") == ["a.txt", "b.txt", "y/a.txt"]
    assert read("y") == ["a.txt", "b.txt", "y/a.txt"]
    assert read("x", "y") == ["b.txt", "x/a.txt", "y/a.txt"], "as a fresh run over both"


@pytest.mark.usefixtures("here", "kept_only")
def test_a_file_read_in_two_ways_is_one_report() -> None:
    assert read("x/a.txt") == ["a.txt"]
    assert read(".") == ["x/a.txt", "x/b.txt", "y/a.txt"]


@pytest.mark.usefixtures("here", "kept_only")
def test_rows_that_left_their_table_are_dropped() -> None:
    Path("t.csv").write_text("id,text\nr1,One said so.\nr2,Two said so.\n", encoding="utf-8")
    assert read("t.csv", "y") == ["a.txt", "r1", "r2"]
    Path("t.csv").write_text("id,text\nr2,Two said so.\nr3,Three said so.\n", encoding="utf-8")
    assert read("t.csv") == ["a.txt", "r2", "r3"]


@pytest.mark.usefixtures("here", "kept_only")
def test_a_file_that_cannot_be_read_this_time_is_not_lost() -> None:
    read("x")
    Path("x/b.txt").write_bytes(b"%PDF-1.7")
    assert read("x") == ["a.txt", "b.txt"]
    Path("x/b.txt").unlink()
    Path("x/a.txt").unlink()
    with pytest.raises(InputError):
        read("x")
    with Store("s.sayso") as store:
        assert len(store.read(Document)) == 2, "nothing was read, so nothing was changed"


@pytest.mark.usefixtures("here", "kept_only")
def test_a_project_and_its_folder_may_move_together(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "old").mkdir()
    for name in ("x", "y"):
        (here / name).rename(here / "old" / name)
    monkeypatch.chdir(here / "old")
    read("x")
    (here / "old").rename(here / "new")
    monkeypatch.chdir(here / "new")
    Path("x/b.txt").unlink()
    assert read("x") == ["a.txt"]


@pytest.mark.usefixtures("here")
def test_a_run_that_is_stopped_says_so_until_it_is_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.run.run", stop)
    with pytest.raises(KeyboardInterrupt):
        read("x")
    assert UNFINISHED in read_story(["s.sayso"]).problems
    monkeypatch.setattr("sayso.run.run", lambda *_, **__: None)
    read("x")
    assert read_story(["s.sayso"]).problems == ()


# ── names and kinds ──


def test_two_names_that_are_not_utf8_stay_two(tmp_path: Path) -> None:
    for name in (b"f\xe4hre.txt", b"f\xe5hre.txt"):
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_text(SAID, encoding="utf-8")
    assert names(tmp_path) == [r"f\xe4hre.txt", r"f\xe5hre.txt"]


@pytest.mark.usefixtures("here")
def test_what_sayso_wrote_is_no_report(capfd: pytest.CaptureFixture[str]) -> None:
    for again in range(2):
        assert cli.main(["read", "x", "-o", "x/story.sayso", "--html", "x/story.html"]) == 0
        out, err = capfd.readouterr()
        Path("x/story.json").write_text(out if again else '{\n  "schema": "sayso.dossier/1"', encoding="utf-8")
        assert ("story.html was written by sayso itself" in err) == bool(again)
    assert cli.main(["claims", "x/story.html"]) == 4
    assert "give the reports that it was made from" in capfd.readouterr().err


def test_a_quotation_mark_that_is_not_closed_is_told(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text('id,text\n1,One.\n2,"Two.\n3,Three.\n', encoding="utf-8")
    (problem,) = [made for made in collect([table]) if isinstance(made, Problem)]
    assert problem.message.startswith("row 2: its last cell goes on to the end of the file")
    table.write_text('id,text\n1,One.\n2,"Two.\n3,Three.\n"\n', encoding="utf-8")
    assert not any(isinstance(made, Problem) for made in collect([table]))


# ── the project file ──


def test_one_run_writes_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.sayso"
    with Store(path, create=True) as store:
        store.add_document(*report("a.txt", "One."))
        with pytest.raises(StoreError, match="being written by another run; wait for it"):
            Store(path, create=True)
        with Store(path) as reader:
            assert len(reader.read(Document)) == 1
    with Store(path, create=True):
        pass
    left = {file.name: file.stat().st_size for file in tmp_path.iterdir() if file != path}
    assert left == {"a.sayso-lock": 0}, "whoever waits for the lock holds its file open, so it stays"


def test_a_kill_while_the_file_is_made_leaves_no_half_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.sayso"
    with monkeypatch.context() as patched:
        patched.setitem(TABLES, Problem, "no (such) table")
        with pytest.raises(StoreError):
            Store(path, create=True)
    with Store(path, create=True) as store:
        assert store.add_document(*report("a.txt", "One."))


def test_what_may_not_be_written_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a b?#.sayso"
    with Store(path, create=True) as store:
        store.add_document(*report("a.txt", "One."))
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    with Store(path) as store:
        assert len(store.read(Document)) == 1
    tmp_path.chmod(0o755)
    assert set(tmp_path.iterdir()) == {path, lock_of(path)}


def test_a_replaced_report_takes_what_was_made_of_it_along(tmp_path: Path) -> None:
    from sayso.records import Region, Span
    from sayso.store import Memo

    with Store(tmp_path / "a.sayso", create=True) as store:
        old, raw = report("a.txt", "One.")
        store.add_document(old, raw)
        store.save([(Memo("m", "x", (old.id,)), [Region(Span(old.id, 0, 1), "body", "")])])
        store.add_document(*report("a.txt", "Two."))
        assert (store.memos(), store.read(Region)) == (set(), [])


def test_the_same_result_is_not_stored_twice(tmp_path: Path) -> None:
    from sayso.records import Region, Span
    from sayso.store import Memo

    with Store(tmp_path / "a.sayso", create=True) as store:
        for _ in range(2):
            store.save([(Memo("m", "x", ("a",)), [Region(Span("a", 0, 1), "body", "")])])
        assert len(store.read(Region)) == 1


def test_a_full_disk_is_named_and_what_was_stored_is_kept(tmp_path: Path) -> None:
    with Store(tmp_path / "a.sayso", create=True) as store:
        store.add_document(*report("a.txt", "One."))
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(StoreError, match=r"a\.sayso: the disk is full.*make room and run again"):
            store.add_document(*report("b.txt", "Two." * 50_000))
    with Store(tmp_path / "a.sayso") as store:
        assert [document.name for document in store.read(Document)] == ["a.txt"]


# ── what is written beside it ──


@pytest.mark.usefixtures("here", "kept_only")
def test_a_page_takes_the_place_of_nothing_but_a_page_of_ours(capfd: pytest.CaptureFixture[str]) -> None:
    for arguments, said in (
        (["--html", "x/a.txt"], "sayso did not write it"),
        (["--html", "s.sayso"], "sayso did not write it"),
        (["--html", "x"], "it is a folder"),
        (["--html", "no/page.html"], "there is no folder no"),
    ):
        read("x")
        before = Path("x/a.txt").read_bytes(), Path("s.sayso").read_bytes()
        assert cli.main(["read", "x", "-o", "s.sayso", *arguments]) == 2
        assert said in capfd.readouterr().err
        assert (Path("x/a.txt").read_bytes(), Path("s.sayso").read_bytes()) == before
    assert cli.main(["show", "s.sayso", "--html", "page.html"]) == 0
    assert cli.main(["show", "s.sayso", "--html", "page.html"]) == 0


@pytest.mark.usefixtures("here", "kept_only")
def test_a_page_that_does_not_fit_leaves_the_older_one(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, *_: object, **__: object) -> int:
        self.write_bytes(b"<!doc")
        raise OSError(28, "No space left on device")

    read("x")
    cli.main(["show", "s.sayso", "--html", "page.html"])
    before = Path("page.html").read_bytes()
    monkeypatch.setattr(Path, "write_text", full)
    assert cli.main(["show", "s.sayso", "--html", "page.html"]) == 6
    assert "page.html cannot be written (No space left on device); make room" in capfd.readouterr().err
    assert Path("page.html").read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["page.html", "s.sayso", "s.sayso-lock", "x", "y"]


@pytest.mark.usefixtures("here", "kept_only")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_behind_stdout_is_6() -> None:
    read("x")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sayso", "show", "s.sayso"], stdout=full, stderr=subprocess.PIPE, text=True, env=environment
        )
    assert (done.returncode, done.stderr) == (6, "sayso: stdout: No space left on device\n")


def test_help_names_every_exit_code(capfd: pytest.CaptureFixture[str]) -> None:
    cli.main(["--help"])
    said = " ".join(capfd.readouterr().out.split())
    assert all(f" {code} " in said for code in (0, 1, 2, 3, 4, 5, 6, 130))


# ── processes and the network ──

PARENT = """
import time
from concurrent.futures import ProcessPoolExecutor
from sayso.run import _serve
with ProcessPoolExecutor(2, initializer=_serve) as pool:
    for _ in range(2):
        pool.submit(time.sleep, 0.5)
    print(*pool._processes, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_end_when_the_main_process_is_killed() -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    workers = parent.stdout.readline().split()
    time.sleep(0.3)
    parent.send_signal(signal.SIGKILL)
    parent.wait(10)
    parent.stdout.close()
    until = time.monotonic() + 10
    while left := [pid for pid in workers if _runs(pid)]:
        assert time.monotonic() < until, f"workers {left} wait for ever"
        time.sleep(0.1)
    assert len(workers) == 2


def _runs(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.usefixtures("here")
def test_nothing_opens_a_socket(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    Path("x/page.html").write_text(
        '<!doctype html><html><head><link rel="stylesheet" href="https://example.org/a.css"><base href="https://example.org/">'
        f'<script src="https://example.org/a.js"></script></head><body><article><p>{SAID}<img src="https://example.org/b.png">',
        encoding="utf-8",
    )
    Path("x/ext.html").write_text(
        f'<?xml version="1.0"?><!DOCTYPE html SYSTEM "https://example.org/x.dtd"><html><body><p>{SAID}</p></body></html>',
        encoding="utf-8",
    )
    assert cli.main(["read", "x", "-o", "s.sayso", "--html", "s.html", "--json", "-q", "--workers", "1"]) == 0
    assert {item["report"] for item in json.loads(capfd.readouterr().out)["reports"]} == {"a.txt", "b.txt", "ext.html", "page.html"}
    for command in (*LISTINGS, "show", "verify"):
        assert cli.main([command, "s.sayso", "--json"]) == 0
    assert cli.main(["doctor"]) in (0, 5)
    with sqlite3.connect("s.sayso") as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    opened.close()
