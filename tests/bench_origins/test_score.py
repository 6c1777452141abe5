"""The scorer and the baselines on a story of three reports made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from baselines import always_one, count_outlets, count_reports, count_titles
from made_stories import make_story, write_stories
from score import Found, as_dict, lines, of_file, of_sayso, results
from truth import Against, Claim, Mention, Origin, Place, Report, Story

TEXTS = {
    "1-post": ("Lorne Post", "Mast fell at noon, sailor says", "Ann Pell, a sailor, said the mast fell at noon."),
    "2-star": ("Esk Star", "Mast fell at noon, the sailor says", "The mast fell at noon, Ann Pell told the Post."),
    "3-post": (
        "Lorne Post",
        "What we know so far",
        "“I saw the mast go at noon,” said Bo Rask, a cook. The yard denied that the mast fell.",
    ),
}


def reports() -> list[Report]:
    return [Report(id_, outlet, title, "2031-05-05", text, None, "own") for id_, (outlet, title, text) in TEXTS.items()]


def place(report: str, words: str) -> Place:
    start = TEXTS[report][2].index(words)
    return Place(report, start, start + len(words), words)


def story() -> Story:
    mentions = (
        Mention(place("1-post", "the mast fell at noon"), "asserts", "pell"),
        Mention(place("2-star", "The mast fell at noon"), "asserts", "pell"),
        Mention(place("3-post", "I saw the mast go at noon"), "asserts", "rask"),
        Mention(place("3-post", "the mast fell"), "denies", None),
    )
    origins = (
        Origin("pell", "named", "Ann Pell", (place("1-post", "Ann Pell"),)),
        Origin("rask", "named", "Bo Rask", (place("3-post", "Bo Rask"),)),
    )
    against = (Against("the yard", "denies", (place("3-post", "the mast fell"),)),)
    claim = Claim("c1", "relay and witness", "the mast fell at noon", origins, (), against, False, tuple(TEXTS), mentions)
    return Story("mast", "mast", tuple(reports()), (claim,))


def found(*mentions: tuple[str, str], origins: int, against: tuple[str, ...] = ()) -> Found:
    spans = [place(*mention) for mention in mentions]
    return Found(tuple((span.report, span.start, span.end) for span in spans), origins, 0, against)


def test_the_baselines_count_other_things() -> None:
    assert count_reports(reports()) == 3
    assert count_outlets(reports()) == 2
    assert count_titles(reports()) == 2  # five of the seven words of the two titles are the same: above .55
    assert always_one(reports()) == 1


def test_titles_are_joined_through_a_third() -> None:
    chain = ["a b c d e f g", "c d e f g h i", "e f g h i j k"]  # neighbours share 5 of 9 words, the ends 3 of 11
    made = [Report(str(n), "x", title, "", "", None, "own") for n, title in enumerate(chain)]
    assert count_titles(made) == 1
    assert count_titles([made[0], made[2]]) == 2


@pytest.mark.parametrize(("counted", "mark"), [(2, "exact"), (3, "over"), (1, "under")])
def test_a_count_is_exact_or_over_or_under(counted: int, mark: str) -> None:
    (result,) = results(story(), [found(("1-post", "the mast fell at noon"), origins=counted)])
    assert result.mark == mark


def test_the_claim_that_covers_most_mentions_serves() -> None:
    one = found(("1-post", "the mast fell at noon"), origins=7)
    two = found(("1-post", "the mast fell at noon"), ("2-star", "The mast fell at noon"), origins=2)
    (result,) = results(story(), [one, two])
    assert result.found == two


def test_what_lies_elsewhere_serves_nobody() -> None:
    (result,) = results(story(), [found(("3-post", "a cook"), origins=2)])
    assert result.mark == "missing"
    assert as_dict([result])["all"]["found"] == 0


def test_deniers_are_looked_for_by_name() -> None:
    mention = ("3-post", "the mast fell")
    named, other = (results(story(), [found(mention, origins=2, against=(name,))]) for name in ("Yard", "The Post"))
    assert as_dict(named)["all"]["deniers"] == 100
    assert as_dict(other)["all"]["deniers"] == 0


def test_the_figures_add_up() -> None:
    figures = as_dict(results(story(), [found(("1-post", "the mast fell at noon"), origins=2)]))
    assert figures["all"]["exact"] == 100
    assert figures["baselines"]["count outlets"] == {"exact": 100.0, "over": 0.0, "under": 0.0}
    assert figures["baselines"]["count reports"] == {"exact": 0.0, "over": 100.0, "under": 0.0}
    assert figures["baselines"]["always one"] == {"exact": 0.0, "over": 0.0, "under": 100.0}
    assert list(figures["by number"]) == ["2 origins"]
    assert any("relay and witness" in line for line in lines(results(story(), [])))


def test_the_truth_given_back_as_a_prediction_is_perfect(tmp_path: Path) -> None:
    made = [make_story("open", number) for number in range(8)]
    write_stories(tmp_path, made)
    given = {}
    for one in made:
        truth = json.loads((tmp_path / one.id / "truth.json").read_text(encoding="utf-8"))
        given[one.id] = [
            {
                "mentions": [mention["place"] for mention in claim["mentions"]],
                "origins": claim["count"],
                "claimed": claim["claimed_count"],
                "against": [party["party"] for party in claim["against"]],
            }
            for claim in truth["claims"]
        ]
        listed = (tmp_path / one.id / "reports.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(row)["text"] for row in listed] == [report.text for report in one.reports]
    predictions = tmp_path / "predictions.json"
    predictions.write_text(json.dumps(given), encoding="utf-8")
    find = of_file(predictions)
    figures = as_dict([result for one in made for result in results(one, find(one))])["all"]
    assert {figures[name] for name in ("found", "exact", "claimed", "deniers")} == {100.0}


def test_a_file_of_another_shape_is_answered_with_the_shape(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"open-0000": [{"origins": 1}]}', encoding="utf-8")
    with pytest.raises(SystemExit, match='"mentions"'):
        of_file(path)


def test_sayso_reads_a_story() -> None:
    """Only that it can be run and matched: how well it does is measured, not tested."""
    one = make_story("open", 3)
    scored = results(one, of_sayso(one))
    assert len(scored) == len(one.claims)
    assert any(result.found for result in scored)
