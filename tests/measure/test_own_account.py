"""On whose word a report speaks for itself: releases, what an outlet saw, whose act it is, and for whom people speak."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.collect.folder import collect
from sayso.measure.affiliations import affiliations
from sayso.measure.publishers import Body, bodies_of_reports, publisher_named
from sayso.records import Document, Party, Problem, Span, record_id
from sayso.run import run
from sayso.show.dossier import Dossier, build_dossier
from sayso.store import Store


def read_folder(folder: Path, **reports: str) -> Dossier:
    """What sayso makes of reports whose files have these names."""
    for name, text in reports.items():
        (folder / f"{name.replace('_', '-')}.txt").write_text(text, encoding="utf-8")
    with Store(folder / "x.sayso", create=True) as store:
        for item in collect([folder]):
            if not isinstance(item, Problem) and item[0].name.endswith(".txt"):
                store.add_document(*item)
        run(store, workers=1)
        return build_dossier(store)


def standing(made: Dossier, words: str) -> dict[str, str]:
    """Every origin of the claims that hold these words, with its standing."""
    ids = {record_id(c) for c in made.claims if any(words in made.cut(m.span) for m in c.members)}
    assert ids, f"no claim holds “{words}”"
    return {origin.name: origin.standing for origin in made.origins if origin.claim in ids}


def document(name: str, outlet: str | None = None) -> Document:
    return Document(name, name, "", outlet, None, None, "Words.", (), (), "test", "")


def report(name: str) -> Party:
    return Party(name, "report", (name,), (Span(name, 0, 5),), "test")


def named(name: str, kind: str, doc: str = "other") -> Party:
    return Party(name, kind, (name,), (Span(doc, 0, 5),), "test")


# ── who put it out ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("file", "speaks"),
    [
        ("4-harbour-police.txt", "Harbour Police"),
        ("selkie-ferries-ltd.txt", "Selkie Ferries"),
        ("selkie-ferries-and-cranes.txt", "Selkie Ferries"),
        ("3-quay-matters.txt", None),
        ("3-northern-press-agency.txt", None),
        ("000.txt", None),
    ],
)
def test_a_release_is_its_bodys_word_and_a_newspaper_is_not(file: str, speaks: str | None) -> None:
    parties = [report(file), named("Selkie Ferries", "organisation")]
    found = bodies_of_reports([document(file)], parties, ())
    assert [body.name for body in found.values()] == ([speaks] if speaks else [])


def test_the_outlet_goes_before_the_file_name() -> None:
    assert publisher_named(document("4-harbour-police.txt", "Quay Matters")) == "Quay Matters"


def test_an_outlet_of_the_story_is_no_body_whatever_its_name() -> None:
    parties = [report("4-harbour-office.txt")]
    assert bodies_of_reports([document("4-harbour-office.txt")], parties, ["4-harbour-office.txt"]) == {}


def test_what_a_release_says_counts_for_the_body_once(tmp_path: Path) -> None:
    made = read_folder(
        tmp_path,
        selkie_ferries="Statement\n\nWe have taken the ferry Gannet out of service until its engine is repaired.\n",
        quay_herald="Selkie Ferries said on Monday that the ferry Gannet was out of service until its engine is repaired.\n",
    )
    counted = [name for name, how in standing(made, "out of service").items() if how == "counted"]
    assert counted == ["Selkie Ferries"]


# ── for whom people speak ────────────────────────────────────────────────────────────────────────────────────────────


def person_in(text: str) -> tuple[dict[str, Body], Party, Party]:
    body = Party("Selkie Ferries", "organisation", ("Selkie Ferries",), (Span("a", 0, 1),), "test")
    start = text.index("Nora Quill")
    person = Party("Nora Quill", "person", ("Nora Quill",), (Span("a", start, start + 10),), "test")
    return affiliations([body, person], {"a": text}), person, body


@pytest.mark.parametrize(
    "text",
    [
        "Selkie Ferries' operations director, Nora Quill, said it was safe.",
        "Nora Quill, the managing director of Selkie Ferries, said it was safe.",
        "Nora Quill of Selkie Ferries said it was safe.",
        "Nora Quill, for Selkie Ferries, said it was safe.",
        "Selkie Ferries rejected this. A spokeswoman, Nora Quill, said it was safe.",
        "Selkie Ferries rejected this. Its director, Nora Quill, said it was safe.",
    ],
)
def test_who_has_a_bodys_role_beside_the_name_speaks_for_it(text: str) -> None:
    found, person, body = person_in(text)
    assert found == {record_id(person): Body(record_id(body), "Selkie Ferries")}


@pytest.mark.parametrize(
    "text",
    [
        "Nora Quill, a former director of Selkie Ferries, said it was rotten.",
        "Nora Quill, a passenger, said that Selkie Ferries had not answered.",
        "Selkie Ferries was silent. Nora Quill, the guild's secretary, said it was rotten.",
    ],
)
def test_who_has_left_or_speaks_for_somebody_else_does_not(text: str) -> None:
    assert person_in(text)[0] == {}


# ── what the report's own sentence tells ─────────────────────────────────────────────────────────────────────────────


def test_a_paper_that_the_outlet_has_read_is_an_origin(tmp_path: Path) -> None:
    made = read_folder(
        tmp_path,
        quay_herald="Pier\n\nThe Quay Herald has read the inspection sheets. The northern pier failed its test twice.\n",
    )
    assert standing(made, "failed its test twice") == {"what Quay Herald saw itself": "counted"}


def test_plain_own_voice_is_no_origin(tmp_path: Path) -> None:
    made = read_folder(tmp_path, quay_herald="Harwick\n\nThe northern pier was built in 1911 and failed its test twice.\n")
    assert set(standing(made, "failed its test twice").values()) == {"not counted"}


def test_who_counted_is_the_source_without_a_verb_of_saying(tmp_path: Path) -> None:
    made = read_folder(
        tmp_path,
        quay_herald="Harwick\n\nThe Harbour Office counted forty dead gulls on the northern pier.\n\n"
        "The Harbour Office said on Monday that the beach was closed.\n",
    )
    assert standing(made, "forty dead gulls") == {"Harbour Office": "counted"}


def test_who_takes_up_what_another_knows_is_not_counted_beside_it(tmp_path: Path) -> None:
    made = read_folder(
        tmp_path,
        quay_herald="Harwick\n\nAda Lund said that the northern pier of Harwick failed its safety test twice.\n",
        anglers_association="Members\n\nThe northern pier of Harwick failed its safety test twice.\n",
    )
    found = standing(made, "failed its safety test twice")
    assert found["Ada Lund"] == "counted"
    assert [name for name, how in found.items() if how == "counted"] == ["Ada Lund"]
