"""Folders of all kinds of files."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any

import pytest

from sayso.collect.document import make_document
from sayso.collect.folder import collect, reread
from sayso.errors import InputError
from sayso.records import Document, Problem

TEXT = "The ferry was late again on Tuesday.\n"


def write(folder: Path, *names: str, text: str = TEXT) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def names(paths: Sequence[Path | str]) -> list[str]:
    return [made[0].name for made in collect(paths) if not isinstance(made, Problem)]


def problems(paths: Sequence[Path | str]) -> dict[str, str]:
    return {made.key: made.message for made in collect(paths) if isinstance(made, Problem)}


def test_a_folder_is_read_with_its_folders(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/c.md", ".hidden.txt", ".git/d.txt", "x.sayso", "a/p.html")
    assert names([tmp_path]) == ["a/c.md", "a/p.html", "b.txt"]
    assert problems([tmp_path]).keys() <= {"a/p.html"}


def test_other_kinds_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.docx", "empty.txt", "blank.txt")
    write(tmp_path, "empty.txt", text="")
    write(tmp_path, "blank.txt", text=" \n\n")
    (tmp_path / "c.txt").write_bytes(b"%PDF-1.7 not a text")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    found = problems([tmp_path])
    assert names([tmp_path]) == ["a.txt"]
    assert sorted(found) == ["b.docx", "blank.txt", "c.txt", "empty.txt", "link.txt"]
    assert "not a kind sayso reads (.txt" in found["b.docx"]
    assert "PDF" in found["c.txt"]


def test_a_file_given_by_name_is_looked_into(tmp_path: Path) -> None:
    write(tmp_path, "a.story", "b.page")
    write(tmp_path, "b.page", text="<!doctype html><p>Tide</p>")
    documents = [made[0] for made in collect([tmp_path / "a.story", tmp_path / "b.page"]) if not isinstance(made, Problem)]
    assert [document.reader for document in documents] == ["text/1", "html/2"]


def test_equal_names_grow_by_folders_in_any_order(tmp_path: Path) -> None:
    write(tmp_path, "x/one/a.txt", "y/one/a.txt", "x/b.txt")
    paths = [tmp_path / "x/one/a.txt", tmp_path / "y/one", tmp_path / "x/b.txt"]
    for seed in range(6):
        random.Random(seed).shuffle(paths)
        assert names(paths) == ["b.txt", "x/one/a.txt", "y/one/a.txt"]


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "x/a.txt")
    for paths in ([tmp_path, tmp_path / "x", tmp_path / "x/a.txt"], [tmp_path / "x/a.txt", tmp_path / "x", tmp_path]):
        assert names(paths) == ["x/a.txt"]


def test_files_that_vanish_or_are_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "b.txt", "c.txt")
    opened = Path.open

    def open_or_not(self: Path, mode: str) -> IO[Any]:
        if self.name == "a.txt":
            raise FileNotFoundError(2, "gone")
        if self.name == "b.txt":
            raise PermissionError(13, "closed")
        return opened(self, mode)

    monkeypatch.setattr(Path, "open", open_or_not)
    found = problems([tmp_path])
    assert "no such file" in found["a.txt"]
    assert "permissions" in found["b.txt"]
    assert names([tmp_path]) == ["c.txt"]


@pytest.mark.parametrize("paths", [[], ["no-such-folder"]])
def test_nothing_to_read(paths: list[str]) -> None:
    with pytest.raises(InputError, match=r"\.txt"):
        list(collect(paths))


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=tmp_path.name):
        list(collect([tmp_path]))


def test_standard_input_is_one_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert names(["-"]) == ["stdin"]


def test_rows_of_several_tables_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path, "t.csv", text="id,text\na,One.\nb,Two.\n")
    write(tmp_path, "u.csv", text="id,text\na,One more.\nc,Three.\n")
    assert sorted(names([tmp_path])) == ["b", "c", "t.csv#a", "u.csv#a"]
    assert sorted(names([tmp_path / "t.csv"])) == ["a", "b"]


def test_every_text_is_read_again_from_the_stored_bytes(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "b.html", text="<p>It <b>rained</b>.<p>It stopped.")
    write(tmp_path, "c.jsonl", text='{"text": "It rained."}\n')
    for made in collect([tmp_path]):
        if not isinstance(made, Problem):
            document, raw = made
            assert reread(document, raw) == document.text


def test_another_readers_document_is_refused() -> None:
    document = make_document("a.txt", b"a", "a", (), reader="text/99")
    with pytest.raises(InputError, match="text/99"):
        reread(document, b"a")


def test_the_id_depends_on_name_and_bytes_alone(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write(tmp_path, f"{folder}/a.txt")
    first, second = (next(collect([tmp_path / folder])) for folder in ("one", "two"))
    assert isinstance(first, tuple)
    assert isinstance(second, tuple)
    assert first == second


def test_a_name_that_is_not_utf8_can_be_stored(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/f\xe4hre.txt"
    with open(path, "wb") as file:
        file.write(TEXT.encode())
    (name,) = names([tmp_path])
    assert name.encode()


def test_a_guessed_encoding_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Die F\xe4hre kam sp\xe4t.")
    made = list(collect([tmp_path]))
    assert isinstance(made[0], tuple)
    assert isinstance(made[0][0], Document)
    assert "windows-1252" in problems([tmp_path])["a.txt"]
