"""Tables of our own writing."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from sayso.collect.table import read_rows, read_table, row_text
from sayso.errors import InputError
from sayso.records import Document, Problem


def documents(path: Path) -> list[Document]:
    return [made for made in read_table(path) if isinstance(made, Document)]


def problems(path: Path) -> list[str]:
    return [made.message for made in read_table(path) if isinstance(made, Problem)]


def test_a_csv_with_usual_names(tmp_path: Path) -> None:
    path = tmp_path / "ferry.csv"
    header = "ID,Headline,Body,Link,Publisher,Published At,Author"
    path.write_text(f'{header}\nf1,Late,"It was late,\r\nagain.",https://buoy.example/1,The Buoy,2024-05-07,Ada Lund\n')
    (document,) = documents(path)
    assert (document.name, document.title, document.outlet) == ("f1", "Late", "The Buoy")
    assert (document.byline, document.uri) == ("Ada Lund", "https://buoy.example/1")
    assert document.text.startswith("It was late,")
    assert ("date", "2024-05-07", "column Published At") in [tuple(entry) for entry in document.declared]


def test_a_row_is_read_again_from_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "ferry.jsonl"
    path.write_text(json.dumps({"body": "It was late. 🦭", "id": 7, "source": {"name": "The Buoy"}, "rest": [1]}) + "\n")
    ((document, raw),) = [made for made in read_rows(path) if not isinstance(made, Problem)]
    assert (row_text(raw), document.name, document.outlet) == (document.text, "7", "The Buoy")
    assert b"rest" not in raw


def test_rows_without_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "ferry.tsv"
    path.write_text("id\ttext\na\tIt was late.\nb\t\nc\tIt was early.\n")
    assert [document.name for document in documents(path)] == ["a", "c"]
    assert problems(path) == ["row 2 has no text; it was left out"]


def test_a_wrong_table_says_what_it_holds_and_what_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "tides.csv"
    path.write_text("place,height\nSkerry,3.1\n")
    with pytest.raises(InputError, match=r"tides\.csv.*place, height.*text \(text, body"):
        list(read_table(path))


def test_equal_ids_and_missing_ids_get_the_rows_number(tmp_path: Path) -> None:
    path = tmp_path / "ferry.csv"
    path.write_text("id,text\na,One.\na,Two.\n,Three.\n")
    assert [document.name for document in documents(path)] == ["a", "ferry.csv#2", "ferry.csv#3"]


def test_lines_that_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "ferry.jsonl"
    path.write_bytes(b'{"text": "It was late."}\n{"text": \n[1]\n\xff\n\n{"text": "Again \\ud800."}\n')
    assert [document.text for document in documents(path)] == ["It was late.", "Again \ufffd."]
    assert [message.split(":")[0] for message in problems(path)] == ["row 2", "row 3", "row 4"]


def test_a_packed_table_that_breaks_off(tmp_path: Path) -> None:
    rows = "".join(
        json.dumps({"id": i, "text": f"Report {i} of the ferry, which was late by {i * 37 % 91} minutes."}) + "\n"
        for i in range(5_000)
    )
    whole = tmp_path / "ferry.jsonl.gz"
    whole.write_bytes(gzip.compress(rows.encode()))
    assert len(documents(whole)) == 5_000
    whole.write_bytes(gzip.compress(rows.encode())[:-40])
    assert problems(whole)


def test_a_bomb_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bomb.jsonl.gz"
    with gzip.open(path, "wb") as file:
        file.write(b'{"text": "a"}\n')
        for _ in range(80):
            file.write(b" " * 999_999 + b"\n")
    assert any("times its size" in message for message in problems(path))


def test_a_cell_wider_than_the_csv_module_likes(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    path = tmp_path / "wide.csv"
    path.write_text("text\n" + "late " * 100_000 + "\n")
    assert len(documents(path)[0].text) == 500_000
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(("encoding", "mark"), [("cp1252", ";"), ("utf-8-sig", ","), ("utf-16", "\t")])
def test_encodings_and_marks(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "ferry.csv"
    path.write_bytes(f"title{mark}text\nFähre{mark}Die Fähre kam spät.\n".encode(encoding))
    assert documents(path)[0].title == "Fähre"


def test_cells_without_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "ferry.csv"
    path.write_text("id,text\na,It was late, again.\nb,It was early.\n")
    assert [document.name for document in documents(path)] == ["b"]
    assert "quotation marks" in problems(path)[0]
