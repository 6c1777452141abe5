"""Every span is cut again from the inputs; what was altered anywhere between is found."""

import json
import sqlite3

import pytest
from tests.show.fixture_dossier import DIGEST, RADIO

from sayso.collect.folder import collect
from sayso.errors import InputError, StoreError
from sayso.records import Attribution, Party, Span
from sayso.show.dossier import build_dossier
from sayso.show.listings import as_text, listing, story
from sayso.store import Memo, Store
from sayso.verify import verify_json, verify_project


@pytest.fixture
def folder(tmp_path):
    """Two reports in a folder, a project that holds them and an attribution, and its listings as JSON."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "digest.txt").write_text(DIGEST, encoding="utf-8")
    (reports / "radio.txt").write_text(RADIO, encoding="utf-8")
    with Store(tmp_path / "ferry.sayso", create=True) as store:
        for document, raw in collect([reports]):
            store.add_document(document, raw)
            start = document.text.index("The ferry carried 61 passengers")
            span = Span(document.id, start, start + 31)
            said = Attribution((span,), (), (), "indirect", "asserts", "says", None, "made by hand")
            store.save(
                [(Memo(f"m{document.id}", "by hand", (document.id,)), [said, Party("the ferry", "unknown", (), (span,), "")])]
            )
        dossier = build_dossier(store)
    (tmp_path / "story.json").write_text(as_text(story(dossier)), encoding="utf-8")
    (tmp_path / "reports.json").write_text(as_text(listing("reports", dossier)), encoding="utf-8")
    return tmp_path


def alter(project, statement, *values):
    with sqlite3.connect(project) as database:
        assert database.execute(statement, values).rowcount > 0
    database.close()


def test_an_untouched_project_holds(folder):
    verdict = verify_project(folder / "ferry.sayso")
    assert verdict.holds and (verdict.reports, verdict.spans) == (2, 4)


def test_an_altered_text_is_found_with_all_its_spans(folder):
    alter(folder / "ferry.sayso", "UPDATE documents SET text=replace(text, '61', '16') WHERE name='radio.txt'")
    verdict = verify_project(folder / "ferry.sayso")
    assert [failed.what for failed in verdict.report_failures] == ["radio.txt"]
    assert len(verdict.span_failures) == 2 and not verdict.holds


def test_altered_bytes_are_found(folder):
    alter(folder / "ferry.sayso", "UPDATE inputs SET bytes=CAST(replace(CAST(bytes AS TEXT), '61', '16') AS BLOB)")
    assert len(verify_project(folder / "ferry.sayso").report_failures) == 2


def test_missing_bytes_are_found(folder):
    alter(folder / "ferry.sayso", "DELETE FROM inputs")
    assert {failed.because for failed in verify_project(folder / "ferry.sayso").report_failures} == {
        "its bytes are not in the project"
    }


def test_a_span_that_was_pushed_outside_is_found(folder):
    alter(folder / "ferry.sayso", "UPDATE attributions SET content=replace(content, ',', ',9') WHERE content LIKE '%'")
    verdict = verify_project(folder / "ferry.sayso")
    assert len(verdict.span_failures) == 2 and "outside its report" in verdict.span_failures[0].because


def test_a_column_that_cannot_be_read_is_a_plain_error(folder):
    alter(folder / "ferry.sayso", "UPDATE attributions SET content='[['")
    with pytest.raises(StoreError, match="altered by something else"):
        verify_project(folder / "ferry.sayso")


def test_json_holds_against_project_files_and_folders(folder):
    for against in (["ferry.sayso"], ["reports"], ["reports/digest.txt", "reports/radio.txt"], []):
        verdict = verify_json(folder / "story.json", [folder / name for name in against])
        assert verdict.holds and (verdict.reports, verdict.spans) == (2, 4)


def test_json_with_other_words_does_not_hold(folder):
    text = (folder / "story.json").read_text(encoding="utf-8").replace("61 passengers", "16 passengers")
    (folder / "other.json").write_text(text, encoding="utf-8")
    verdict = verify_json(folder / "other.json", [])
    assert len(verdict.span_failures) == 4 and "the report says" in verdict.span_failures[0].because


@pytest.mark.parametrize("end", [-1, 10**9, True, 30.0, "30", None])
def test_json_with_other_offsets_does_not_hold(folder, end):
    listed = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    listed["attributions"][0]["content"][0]["end"] = end
    (folder / "other.json").write_text(json.dumps(listed), encoding="utf-8")
    assert len(verify_json(folder / "other.json", []).span_failures) == 1


def test_a_report_that_was_changed_on_the_disk_is_found(folder):
    (folder / "reports" / "radio.txt").write_text(RADIO + "One more line.\n", encoding="utf-8")
    verdict = verify_json(folder / "reports.json", [folder / "reports"])
    assert [(failed.what, "SHA-256" in failed.because) for failed in verdict.report_failures] == [("radio.txt", True)]


def test_a_report_that_is_missing_is_found(folder):
    verdict = verify_json(folder / "story.json", [folder / "reports" / "digest.txt"])
    assert len(verdict.report_failures) == 1 and len(verdict.span_failures) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [("not json", "neither a project file nor JSON"), ("[1]", "not written by sayso"), ('{"a": 1}', "not written by sayso")],
)
def test_files_that_sayso_did_not_write_are_refused(folder, content, said):
    (folder / "x.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        verify_json(folder / "x.json", [])


def test_without_a_matching_project_the_inputs_must_be_named(folder, tmp_path_factory, monkeypatch):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(elsewhere)
    (elsewhere / "story.json").write_bytes((folder / "story.json").read_bytes())
    with pytest.raises(InputError, match="Name the inputs"):
        verify_json(elsewhere / "story.json", [])
    assert verify_json(elsewhere / "story.json", [folder / "ferry.sayso"]).holds
