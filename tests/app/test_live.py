"""The project file while it is written: what is shown is one moment of it, and whoever writes is not held up."""

import threading
from dataclasses import replace
from typing import get_args, get_type_hints

import pytest
from tests.app.conftest import BEARER, client_of, store_story
from tests.show.fixture_dossier import make_dossier

from sayso.pipeline import STAGES
from sayso.project import RUN, UNFINISHED, read_into
from sayso.records import Document, Problem, Story
from sayso.show.app.live import Live, within_reports
from sayso.show.dossier import Dossier
from sayso.store import Memo, Store, is_being_written

API = "/api/v1"


def report(number: int) -> Document:
    text = f"The bridge at Kell was closed on day {number}, Ada Rowe said.\n"
    return Document(
        f"{number:016x}", f"{number}.txt", f"file:{number}.txt", None, None, None, text, (), (), "text/1", f"{number:064x}"
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "bridge.sayso"


@pytest.fixture
def client(path):
    return client_of(path, headers=BEARER)


def told(client):
    status = client.get(f"{API}/status").json()
    return status["state"], status["reports"], status["read"]


def test_a_file_that_is_written_is_told_and_shown_as_it_stands(path, client):
    assert told(client) == ("absent", 0, 0)
    assert client.get(f"{API}/reports").json()["items"] == []
    revisions = [client.get(f"{API}/status").json()["revision"]]
    with Store(path, create=True) as store:
        store.replace_problems(RUN, [UNFINISHED])
        for number in range(3):
            store.add_document(report(number), report(number).text.encode())
            assert told(client) == ("running", number + 1, 0)
            revisions.append(client.get(f"{API}/status").json()["revision"])
            assert len(client.get(f"{API}/reports").json()["items"]) == number + 1
        for number in range(3):
            store.save([(Memo(f"m{number}", "label regions", (report(number).id,)), [])])
            assert told(client) == ("running", 3, number + 1)
            revisions.append(client.get(f"{API}/status").json()["revision"])
        store.replace_problems(RUN, [])
    assert told(client) == ("done", 3, 3)
    revisions.append(client.get(f"{API}/status").json()["revision"])
    assert len(set(revisions)) == len(revisions)
    assert client.get(f"{API}/status").json()["revision"] == revisions[-1]


def test_a_run_that_was_killed_is_told_as_stopped(path, client):
    with Store(path, create=True) as store:
        store.replace_problems(RUN, [UNFINISHED])
        store.add_document(report(1), b"x")
        assert is_being_written(path) and told(client)[0] == "running"
    assert not is_being_written(path) and told(client)[0] == "stopped"
    assert "again" in client.get(f"{API}/status").json()["because"]
    (path.with_name(path.name + "-lock")).touch()  # what a kill leaves behind
    assert not is_being_written(path) and told(client)[0] == "stopped"


def test_what_goes_between_reports_is_shown_only_once_a_run_is_finished(path, client):
    """A count of origins over half of the reports would be wrong."""
    store_story(path, make_dossier())
    with Store(path, create=True) as store:
        store.replace_problems(RUN, [UNFINISHED])
    for command in ("claims", "parties", "quotes", "copies", "lineage", "conflicts", "timeline"):
        assert client.get(f"{API}/{command}").json()["items"] == []
    assert client.get(f"{API}/attributions").json()["items"] and client.get(f"{API}/search?q=gannet").json()["items"]
    with Store(path, create=True) as store:
        store.replace_problems(RUN, [])
    assert client.get(f"{API}/claims").json()["items"] and client.get(f"{API}/parties").json()["items"]


def test_all_that_is_found_between_reports_is_left_out_until_then():
    whole = make_dossier()
    whole = replace(whole, stories=(Story(tuple(document.id for document in whole.documents), "by hand"),))
    shown = within_reports(whole)
    field = {get_args(kind)[0]: name for name, kind in get_type_hints(Dossier).items() if get_args(kind)}
    between = [field[stage.writes] for stage in STAGES if stage.key != "document" and stage.writes in field]
    assert [name for name in between if not getattr(whole, name)] == []
    assert [name for name in between if getattr(shown, name)] == []


def test_a_finished_state_that_was_shown_stays_while_another_run_works(path, client):
    store_story(path, make_dossier())
    before = client.get(f"{API}/claims").json()["items"]
    with Store(path, create=True) as store:
        store.replace_problems(RUN, [UNFINISHED])
        store.add_document(report(1), b"x")
        assert told(client)[0] == "running"
        assert client.get(f"{API}/claims").json()["items"] == before
        assert len(client.get(f"{API}/reports").json()["items"]) == len(make_dossier().documents)
        store.replace_problems(RUN, [])
    assert len(client.get(f"{API}/reports").json()["items"]) == len(make_dossier().documents) + 1


def test_the_tag_changes_with_the_story_and_with_nothing_else(path, client):
    store_story(path, make_dossier())
    tag = client.get("/").headers["etag"]
    path.touch()
    assert client.get("/", headers={"if-none-match": tag}).status_code == 304
    with Store(path, create=True) as store:
        store.replace_problems("collect", [Problem("collect", "torn.html", "cannot be read")])
    assert client.get("/", headers={"if-none-match": tag}).status_code == 200


def test_nothing_is_read_again_where_nothing_is_new(path):
    store_story(path, make_dossier())
    live = Live(path)
    shown = live.now()
    path.touch()
    assert live.now() is shown and live.now() is shown


def test_a_file_that_is_no_project_is_told_and_its_pages_are_there(path, client):
    path.write_bytes(b"not a project, but not empty either")
    assert told(client)[0] == "unreadable"
    assert "not a project file" in client.get(f"{API}/status").json()["because"]
    assert client.get("/").status_code == 200 and client.get(f"{API}/claims").json()["items"] == []
    assert client.get(f"{API}/claims").json()["problems"][0]["stage"] == RUN
    path.unlink()
    assert told(client)[0] == "absent"
    path.touch()
    assert told(client)[0] == "absent"
    store_story(path.with_name("ready.sayso"), make_dossier()).replace(path)
    assert told(client)[0] == "done" and client.get(f"{API}/claims").json()["items"]


def test_readers_and_a_writer_do_not_hold_each_other_up(path, client):
    """A reader in the middle of its moment sees that moment, while the writer goes on."""
    with Store(path, create=True) as writer:
        writer.add_document(report(0), b"x")
        with Store(path) as reader, reader.at_one_moment():
            assert len(reader.read(Document)) == 1
            for number in range(1, 20):
                writer.add_document(report(number), b"x")
            assert len(reader.read(Document)) == 1 and reader.progress() == (1, 0)
        with Store(path) as reader:
            assert len(reader.read(Document)) == 20


def test_the_story_is_read_while_a_real_run_writes_it(tmp_path, path, client):
    """Every answer in between is whole: no fault, and no record that points outside its report."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text(
            f"Bridge closed for day {number}\n\nThe bridge at Kell was closed, engineer Ada Rowe said on Monday.\n",
            encoding="utf-8",
        )
    failed: list[BaseException] = []

    def read() -> None:
        try:
            read_into(path, [folder], workers=1, reduced=True)
        except BaseException as error:
            failed.append(error)
            raise

    run = threading.Thread(target=read)
    run.start()
    states, shown = set(), set()
    while run.is_alive():
        states.add(told(client)[0])
        for address in (f"{API}/reports", f"{API}/attributions", "/", "/reports", f"{API}/search?q=bridge"):
            answer = client.get(address)
            assert answer.status_code == 200, answer.text
        shown.add(len(client.get(f"{API}/reports").json()["items"]))
    run.join()
    assert failed == [] and states <= {"absent", "unreadable", "running", "done"}
    assert told(client) == ("done", 12, 12) and len(client.get(f"{API}/reports").json()["items"]) == 12
    assert client.get(f"{API}/claims").json()["items"]


def test_a_dossier_that_points_outside_its_reports_is_not_shown(path):
    dossier = make_dossier()
    store_story(path, dossier)
    live = Live(path)
    shown = live.now()
    wrong = replace(dossier.regions[0], span=replace(dossier.regions[0].span, end=10**6))
    with Store(path, create=True) as store:
        store.save([(Memo("wrong", "by hand", ()), [wrong])])
    assert live.now() is shown
