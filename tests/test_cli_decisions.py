"""`sayso decide` and `sayso decisions`: what is printed, what is kept, and answers a user can act on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cases.stories import FERRY

from sayso import cli
from sayso.show.schema import schema
from sayso.store import Store

Say = Callable[..., tuple[int, str, str]]
SIGNED = ("--by", "Ada Lund", "--because", "she speaks for the company")


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Say:
    """Runs a command line in a folder that holds ferry.sayso: (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    Path("ferry").mkdir()
    for name, text in FERRY.items():
        Path("ferry", name).write_text(text, encoding="utf-8")

    def run(*arguments: object) -> tuple[int, str, str]:
        code = cli.main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return code, out, err

    assert run("read", "ferry", "-q")[0] == 0
    return run


def origins(say: Say) -> tuple[str, ...]:
    """The two ids behind what the company says."""
    claims = json.loads(say("claims", "ferry.sayso", "--json")[1])["items"]
    two = next(claim for claim in claims if claim["wording"]["text"].startswith("No captain of ours"))
    return tuple(origin["id"] for origin in two["origins"]["items"] if origin["standing"] == "counted")


def test_a_decision_is_kept_and_what_changed_is_said(say: Say) -> None:
    before = say("show", "ferry.sayso", "--json")[1]
    code, out, err = say("decide", "ferry.sayso", "same-source", *origins(say), *SIGNED, "-q")
    assert (code, err) == (0, "")
    assert "Selkie Holdings: counted once by Ada Lund" in out and "she speaks for the company" in out
    assert "2 origins → 1: “No captain of ours has ever been told to sail against a test”" in out
    (kept,) = re.findall("kept as ([0-9a-f]{16})", out)
    assert len(origins(say)) == 1
    listed = say("decisions", "ferry.sayso")[1]
    assert "same source · Ada Lund" in listed and kept[:8] in listed and "because she speaks for the company" in listed
    explained = say("explain", "ferry.sayso", origins(say)[0])[1]
    assert "one source by Ada Lund" in explained and f"decision {kept[:8]}" in explained
    code, out, _ = say("decide", "ferry.sayso", "undo", kept[:6], *SIGNED, "-q")
    assert code == 0 and "undone: same source by Ada Lund" in out and "1 origin → 2" in out
    after = json.loads(say("show", "ferry.sayso", "--json")[1])
    assert [item["in_force"] for item in after.pop("decisions")] == [False, False]
    assert {**after, "decisions": []} == json.loads(before)


def test_json_of_both_commands_fits_its_schema(say: Say) -> None:
    code, out, err = say("decide", "ferry.sayso", "date", "quay-radio.txt", "--value", "2031-05-03", *SIGNED, "--json", "-q")
    assert (code, err) == (0, "")
    Draft202012Validator(schema("decide")).validate(json.loads(out))
    (item,) = json.loads(out)["items"]
    assert item["value"] == "2031-05-03" and item["changed"][0].startswith("quay-radio.txt dated 2031-05-03 by Ada Lund")
    code, out, _ = say("decisions", "ferry.sayso", "--json")
    Draft202012Validator(schema("decisions")).validate(json.loads(out))
    (report,) = [
        one for one in json.loads(say("reports", "ferry.sayso", "--json")[1])["items"] if one["report"] == "quay-radio.txt"
    ]
    assert report["decided"] == [item["id"]] and report["published"]["value"] == "2031-05-03"
    Draft202012Validator(schema("dossier")).validate(json.loads(say("show", "ferry.sayso", "--json")[1]))


def test_two_desks_exchange_their_decisions(say: Say) -> None:
    assert say("read", "ferry", "-o", "theirs.sayso", "-q")[0] == 0
    say("decide", "ferry.sayso", "same-source", *origins(say), *SIGNED, "-q")
    lines = say("decisions", "ferry.sayso", "--jsonl")[1]
    Path("ours.jsonl").write_text(lines, encoding="utf-8")
    code, _, err = say("decisions", "theirs.sayso", "--import", "ours.jsonl")
    assert code == 0 and "1 of 1 decisions were new" in err and "2 origins → 1" in err
    assert say("show", "theirs.sayso", "--json")[1] == say("show", "ferry.sayso", "--json")[1]
    assert "0 of 1 decisions were new" in say("decisions", "theirs.sayso", "--import", "ours.jsonl")[2]
    assert say("decisions", "theirs.sayso", "--jsonl")[1] == lines


def test_decisions_hold_when_the_files_are_read_again_and_one_that_is_lost_is_noted(say: Say) -> None:
    say("decide", "ferry.sayso", "same-source", *origins(say), *SIGNED, "-q")
    code, out, err = say("read", "ferry", "--json")
    assert code == 0 and "decision" not in err and '"decided"' in out
    Path("ferry", "quay-radio.txt").write_text("The ferry was late.\n", encoding="utf-8")
    code, out, err = say("read", "ferry")
    assert code == 0 and "a decision is not, or not wholly, applied" in err and "quay-radio.txt any more" in err
    assert "quay-radio.txt any more" in " ".join(out.split())
    assert "quay-radio.txt (not found)" in say("decisions", "ferry.sayso")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("decide", "ferry.sayso", "merge", "a", *SIGNED), 2, "choose from: merge parties"),
        (("decide", "ferry.sayso", "date", "quay-radio.txt", *SIGNED), 2, "an ISO date, e.g. 2026-11-22; none was given"),
        (("decide", "ferry.sayso", "date", "quay-radio.txt", "--value", "2031", "--by", " ", "--because", "x"), 2, "needs a name"),
        (("decide", "ferry.sayso", "date", "quay-radio.txt", "--value", "2031", "--because", "x"), 2, "--by"),
        (("decide", "ferry", "date", "quay-radio.txt", *SIGNED), 2, "is no project file; decisions are kept in one"),
        (("decide", "none.sayso", "date", "quay-radio.txt", *SIGNED), 6, "no such project file"),
        (("decisions", "ferry", "--import", "x.jsonl"), 2, "is no project file"),
        (("decisions", "ferry.sayso", "ferry", "--import", "x.jsonl"), 2, "one project file"),
        (("decisions", "ferry.sayso", "--import", "x.jsonl"), 4, "x.jsonl cannot be read"),
        (("decisions", "ferry.sayso", "--import", "ferry"), 4, "ferry cannot be read"),
        (("decisions", "ferry.sayso", "--import", "bad.jsonl"), 4, "line 2 is no JSON"),
        (("decisions", "ferry.sayso", "--import", "latin.jsonl"), 4, "is no UTF-8 text"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_is_wrong_is_answered_and_nothing_is_kept(say: Say, arguments: tuple[str, ...], code: int, told: str) -> None:
    Path("bad.jsonl").write_text("\nno json\n", encoding="utf-8")
    Path("latin.jsonl").write_bytes(b"\xe9")
    found, out, err = say(*arguments)
    assert (found, out) == (code, "") and told in err
    assert say("decisions", "ferry.sayso", "--jsonl")[1] == "" and not Path("none.sayso").exists()


def test_while_another_run_writes_nothing_is_decided(say: Say) -> None:
    with Store("ferry.sayso", create=True):
        code, _, err = say("decide", "ferry.sayso", "date", "quay-radio.txt", "--value", "2031", *SIGNED)
    assert code == 6 and "is being written by another run" in err
    assert say("decisions", "ferry.sayso", "--jsonl")[1] == ""


def test_names_and_reasons_of_any_script_are_shown_as_text(say: Say) -> None:
    hostile = ("--by", "\u202eAda\x1b[31m", "--because", "<b>دليل</b> 😀\nsecond line")
    code, out, _ = say("decide", "ferry.sayso", "date", "quay-radio.txt", "--value", "2031", *hostile, "-q")
    shown = out + say("decisions", "ferry.sayso")[1] + say("reports", "ferry.sayso")[1]
    assert code == 0 and "⟨U+202E⟩Ada" in shown and "<b>دليل</b> 😀 second line" in shown
    assert "\x1b" not in shown and "\u202e" not in shown
    read = json.loads(say("decisions", "ferry.sayso", "--jsonl")[1])
    assert (read["by"], read["because"]) == (hostile[1], hostile[3])
