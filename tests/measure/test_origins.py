"""How many origins a claim has, and why: claims made by hand, each report one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from sayso.measure.affiliations import affiliations
from sayso.measure.citations import outlets_of_reports
from sayso.measure.origins import count_origins
from sayso.measure.publishers import Body
from sayso.records import (
    Attribution,
    ChainLink,
    Claim,
    Document,
    Lineage,
    Member,
    Origin,
    Party,
    Passage,
    Source,
    Span,
    in_order,
    record_id,
)

AUTHOR = ChainLink("author", "", None, None, "the report's author")
PARTY_KIND = {
    "named": "person",
    "organisation": "organisation",
    "outlet": "outlet",
    "anonymous": "anonymous",
    "document": "document",
}
CLAIM = "the alarm was off"


@dataclass(frozen=True)
class Said:
    """One report: who says the claim (kind and name; None for the report itself), through which outlets, and how."""

    who: str | None
    kind: str = "named"
    via: tuple[str, ...] = ()
    words: str = CLAIM
    value: str = "asserts"
    because: str = "the cue “said”"
    party: str | None = None  # the name of the party, where it is another than `who`
    pointing: bool = False  # the words only point at the claim
    quoted: bool = False  # the words stand in quotation marks
    outlet: str | None = None  # whose report it is


def counted(*said: Said, lineages: Sequence[Lineage] = (), shared: Sequence[tuple[int, int]] = ()) -> list[Origin]:
    """The origins of one claim that each of these reports carries, one report for each; `shared` are pairs of one text."""
    documents, attributions, sources, members = [], [], [], []
    mentions: dict[tuple[str, str], list[Span]] = {}
    for number, one in enumerate(said):
        shown = f"“{one.words}”" if one.quoted else one.words
        text = f"{' and '.join(one.via)} wrote. {one.who or 'nobody'} said {shown}."
        document = Document(str(number), f"{number}.txt", "", one.outlet, None, None, text, (), (), "test", "")
        documents.append(document)

        def place(words: str, document: Document = document) -> Span:
            start = document.text.rindex(words)
            return Span(document.id, start, start + len(words))

        source = None
        if one.who is not None:
            attribution = Attribution(
                (place(one.words),), (place("said"),), (place(one.who),), "indirect", "asserts", "says", None, "test"
            )
            attributions.append(attribution)
            outlets = tuple(ChainLink("outlet", name, place(name), None, "test") for name in one.via)
            last = ChainLink(one.kind, one.who, place(one.who), None, "test")
            source = Source(record_id(attribution), place(one.who), one.kind, None, (AUTHOR, *outlets, last), "test")
            sources.append(source)
            for name, kind, span in [*((v, "outlet", place(v)) for v in one.via), (one.party or one.who, one.kind, place(one.who))]:
                if kind in PARTY_KIND:
                    mentions.setdefault((name, PARTY_KIND[kind]), []).append(span)
        held = source and record_id(source)
        members.append(Member(place(one.words), f"m{number}", f"p{number}", held, one.value, one.because, one.pointing))
    parties = in_order(Party(name, kind, (name,), tuple(sorted(set(spans))), "test") for (name, kind), spans in mentions.items())
    claim = Claim(members[0].span, tuple(members), 1.0, "test")
    passages = [Passage(documents[i].at, documents[j].at, "edited", 0.9, True, "test") for i, j in shared]
    found = list(
        count_origins(documents, [], in_order(attributions), in_order(sources), parties, [claim], list(lineages), passages)
    )
    assert all(origin.because and origin.members and origin.claim == record_id(claim) for origin in found)
    return found


def standing(found: list[Origin]) -> list[tuple[str, str]]:
    return sorted((origin.name, origin.standing) for origin in found)


def because(found: list[Origin], name: str) -> str:
    (origin,) = [origin for origin in found if origin.name == name]
    return origin.because


def test_the_same_party_counts_once_whatever_the_number_of_reports() -> None:
    found = counted(Said("Ada Lund"), Said("Ada Lund"), Said("Ada Lund"))
    assert standing(found) == [("Ada Lund", "counted")]
    assert because(found, "Ada Lund") == "3 reports give it on the word of Ada Lund: the same party counts once"
    assert len(found[0].members) == 3
    assert found[0].verdict == "same"


def test_one_report_on_one_word() -> None:
    assert counted(Said("Ada Lund"))[0].because == "one report gives it on the word of Ada Lund"


def test_a_party_under_two_names_counts_once() -> None:
    found = counted(Said("Ada Lund"), Said("the mayor", party="Ada Lund"))
    assert standing(found) == [("Ada Lund", "counted")]


def test_named_parties_that_speak_for_themselves_are_independent() -> None:
    found = counted(
        Said("Ada Lund", words="the alarm had been off for days"), Said("Rollo Vance", words="nobody had switched it on")
    )
    assert standing(found) == [("Ada Lund", "counted"), ("Rollo Vance", "counted")]
    assert {origin.verdict for origin in found} == {"independent"}


def test_named_parties_through_one_outlet_are_not_shown_to_be_independent() -> None:
    found = counted(
        Said("Ada Lund", via=("Echo",), words="the alarm had been off for days"),
        Said("Rollo Vance", via=("Echo",), words="nobody had switched it on"),
    )
    assert {origin.verdict for origin in found} == {"not established"}


def test_a_named_party_beside_unnamed_people_is_not_shown_to_be_independent() -> None:
    """One of the unnamed may be the named one."""
    found = counted(Said("Ada Lund", words="the alarm had been off for days"), Said("officials", "anonymous", ("Echo",)))
    assert standing(found) == [("Ada Lund", "counted"), ("officials", "counted")]
    assert {origin.verdict for origin in found if origin.name == "officials"} == {"not established"}
    assert {origin.verdict for origin in found} == {"not established"}


def test_unnamed_people_through_one_outlet_count_once() -> None:
    found = counted(
        Said("officials", "anonymous", ("Echo",)),
        Said("two people", "anonymous", ("Echo",)),
        Said("officials", "anonymous", ("Echo",)),
    )
    assert standing(found) == [("officials", "counted")]
    assert "all through Echo: one origin" in because(found, "officials")
    assert "two people" in because(found, "officials")
    assert found[0].sourcing_class == "anonymous"


def test_unnamed_people_through_a_second_outlet_are_not_shown_to_be_others() -> None:
    found = counted(
        Said("officials", "anonymous", ("Echo",)),
        Said("officials", "anonymous", ("Echo",)),
        Said("sailors", "anonymous", ("Quay Radio",)),
    )
    assert standing(found) == [("officials", "counted"), ("sailors", "not counted")]
    assert because(found, "sailors").endswith("whether it rests on others than officials is not said, so it is not counted")
    assert {origin.verdict for origin in found if origin.name == "sailors"} == {"not established"}


def test_a_second_outlet_that_names_nobody_is_not_counted_beside_unnamed_people() -> None:
    found = counted(Said("officials", "anonymous", ("Echo",)), Said("Quay Radio", "outlet"), Said("Quay Radio", "outlet"))
    assert standing(found) == [("Quay Radio", "not counted"), ("officials", "counted")]


def test_of_two_outlets_that_name_nobody_the_one_with_more_reports_is_counted() -> None:
    found = counted(Said("Echo", "outlet"), Said("Quay Radio", "outlet"), Said("Quay Radio", "outlet"))
    assert standing(found) == [("Echo", "not counted"), ("Quay Radio", "counted")]


def test_a_named_party_is_counted_beside_an_outlet_that_names_nobody() -> None:
    found = counted(Said("Ada Lund"), Said("Echo", "outlet"))
    assert standing(found) == [("Ada Lund", "counted"), ("Echo", "counted")]
    assert {origin.verdict for origin in found if origin.name == "Echo"} == {"not established"}


def test_unnamed_people_without_an_outlet_are_one_origin() -> None:
    found = counted(Said("officials", "anonymous"), Said("sources", "anonymous"))
    assert [origin.standing for origin in found] == ["counted"]
    assert "no outlet named, nothing shows that they are several: one origin" in found[0].because


def test_a_mention_that_leaves_the_outlet_out_falls_to_the_people_of_the_outlet() -> None:
    found = counted(Said("officials", "anonymous", ("Echo",)), Said("officials", "anonymous"))
    assert standing(found) == [("officials", "counted")]
    assert "a mention that leaves the outlet out is not shown to be somebody else" in found[0].because


def test_an_outlet_without_people_falls_to_the_people_it_carries() -> None:
    found = counted(Said("officials", "anonymous", ("Echo",)), Said("Echo", "outlet"), Said("Echo", "outlet"))
    assert standing(found) == [("officials", "counted")]
    assert "2 mentions of Echo alone leave the people out and add no origin" in found[0].because
    assert len(found[0].members) == 3


def test_an_outlet_that_nobody_stands_behind_is_an_origin_as_far_as_the_texts_go() -> None:
    found = counted(Said("Echo", "outlet"), Said("Echo", "outlet"))
    assert standing(found) == [("Echo", "counted")]
    assert because(found, "Echo") == "2 reports give it on Echo's word; whom the outlet relies on is not said here"


def test_a_second_outlet_that_is_only_said_to_have_it_is_claimed_not_counted() -> None:
    found = counted(
        Said("officials", "anonymous", ("Echo",)),
        Said("Quay Radio", "outlet", pointing=True, words="later"),
    )
    assert standing(found) == [("Quay Radio", "claimed"), ("officials", "counted")]
    assert "is said to have it as well" in because(found, "Quay Radio")
    assert "not in the files" in because(found, "Quay Radio")
    assert {origin.verdict for origin in found if origin.standing == "claimed"} == {"not established"}


def test_the_reports_own_voice_counts_as_none() -> None:
    found = counted(Said(None), Said(None))
    assert standing(found) == [("nobody named", "not counted")]
    assert found[0].because == "2 reports put it forward without naming anybody; a record that names nobody counts as no origin"
    assert found[0].parties == ()


def test_words_of_nobody_count_as_none() -> None:
    assert standing(counted(Said("it is believed", "unattributed"))) == [("nobody named", "not counted")]


def test_own_voice_beside_a_source_adds_nothing() -> None:
    found = counted(Said("Ada Lund"), Said(None))
    assert standing(found) == [("Ada Lund", "counted"), ("nobody named", "not counted")]
    assert [origin.verdict for origin in found if origin.standing == "counted"] == ["same"]


@pytest.mark.parametrize(
    "who",
    [
        "Nora Quill, a spokeswoman for Selkie Holdings",
        "Selkie Holdings spokesman Per Ode",
        "the chief executive of Selkie Holdings, Per Ode",
    ],
)
def test_who_speaks_for_a_body_counts_as_the_body(who: str) -> None:
    found = counted(Said("Selkie Holdings", "organisation"), Said(who))
    assert standing(found) == [("Selkie Holdings", "counted")]


def test_a_person_who_is_only_named_beside_a_body_is_not_the_body() -> None:
    found = counted(
        Said("Selkie Holdings", "organisation", words="it had never been off"),
        Said("Nora Quill, a customer of Selkie Holdings", words="the alarm was off in May"),
    )
    assert len(found) == 2


def test_speaking_for_is_read_off_the_words_at_the_name() -> None:
    text = "Nora Quill, spokeswoman for Selkie Holdings, and Ada Lund met Selkie Holdings."
    span = Span("a", 0, text.index(", and"))
    body = Party("Selkie Holdings", "organisation", ("Selkie Holdings",), (Span("a", 59, 74),), "test")
    person = Party("Nora Quill", "person", ("Nora Quill",), (span,), "test")
    other = Party("Ada Lund", "person", ("Ada Lund",), (Span("a", text.index("Ada"), text.index(" met")),), "test")
    assert affiliations([body, person, other], {"a": text}) == {record_id(person): Body(record_id(body), "Selkie Holdings")}


def test_the_very_same_words_under_two_names_are_one_statement() -> None:
    words = "the alarm had been off since the second of May"
    found = counted(Said("Ada Lund", words=words, quoted=True), Said("the council", "organisation", words=words))
    assert len([origin for origin in found if origin.standing == "counted"]) == 1
    assert len(found[0].parties) == 2
    assert "the same quoted words" in found[0].because


def test_two_parties_that_put_one_claim_in_like_words_are_two() -> None:
    words = "the alarm had been off since the second of May"
    found = counted(Said("Ada Lund", words=words), Said("the council", "organisation", words=words))
    assert len([origin for origin in found if origin.standing == "counted"]) == 2


def test_people_two_outlets_away_are_one_origin_with_what_the_first_outlet_says() -> None:
    found = counted(Said("Bay Echo", "outlet"), Said("two officials", "anonymous", ("Bay Echo", "Quay Radio")))
    assert standing(found) == [("two officials", "counted")]


def test_the_same_short_quotation_as_a_whole_is_one_statement() -> None:
    words = "depends on the tide"
    found = counted(Said("Ada Lund", words=words, quoted=True), Said("Rollo Vance", words=words, quoted=True))
    assert [origin.standing for origin in found] == ["counted"]


def test_unnamed_people_whose_quoted_words_another_report_has_from_somebody_are_that_somebody() -> None:
    words = "the alarm had been silent for a whole week"
    lund, local = Said("Ada Lund", words=words, quoted=True), Said("a local", "anonymous", words=words, quoted=True)
    assert standing(counted(lund, local)) == [("Ada Lund", "counted")]
    unquoted = counted(Said("Ada Lund", words=words), Said("a local", "anonymous", words=words))
    assert len(unquoted) == 2


def test_four_shared_words_do_not_make_one_statement() -> None:
    found = counted(Said("Ada Lund", words="the alarm was off"), Said("Rollo Vance", words="the alarm was off"))
    assert len(found) == 2


def test_who_denies_or_doubts_a_claim_is_no_origin_of_it() -> None:
    found = counted(
        Said("Ada Lund"), Said("Rollo Vance", value="denies"), Said("Nora Quill", value="doubts"), Said("Per", value="asks")
    )
    assert standing(found) == [("Ada Lund", "counted")]


def test_a_claim_that_is_only_denied_has_no_origin() -> None:
    assert counted(Said("Rollo Vance", value="denies")) == []


def test_reports_that_rework_one_text_are_said_to_count_once() -> None:
    lineage = Lineage(("0", "1"), (), "a lost wire report", "not established", "test", (Span("0", 0, 1),))
    found = counted(Said("Ada Lund"), Said("Ada Lund"), lineages=[lineage])
    assert found[0].because.endswith("; reports that rework one text count once")


def test_a_document_counts_as_itself_once() -> None:
    found = counted(Said("Harbour Office report", "document"), Said("Harbour Office report", "document"))
    assert [(origin.name, origin.sourcing_class, origin.standing) for origin in found] == [
        ("Harbour Office report", "document", "counted")
    ]


def test_the_outlets_on_the_way_are_kept() -> None:
    found = counted(Said("Ada Lund", via=("Quay Radio", "Echo")))
    assert len(found[0].via) == 2


def test_the_order_of_the_reports_changes_no_count() -> None:
    said = (Said("officials", "anonymous", ("Echo",)), Said("Echo", "outlet"), Said("Ada Lund"), Said(None), Said("Ada Lund"))
    assert standing(counted(*said)) == standing(counted(*said[::-1]))


def test_no_claims_no_origins() -> None:
    assert list(count_origins([], [], [], [], [], [], [])) == []


# ── who has it from whom ─────────────────────────────────────────────────────────────────────────────────────────────


def test_two_outlets_that_have_it_from_each_other_count_for_nothing() -> None:
    found = counted(Said("Quay Echo", "outlet", outlet="Bay Post"), Said("Bay Post", "outlet", outlet="Quay Echo"))
    assert standing(found) == [("Bay Post", "not counted"), ("Quay Echo", "not counted")]
    assert {origin.verdict for origin in found} == {"dependent"}
    assert because(found, "Bay Post").startswith("circular: Bay Post and Quay Echo have it from each other")


def test_a_circle_of_three_is_found_and_who_leads_into_it_is_no_origin() -> None:
    found = counted(
        Said("Quay Echo", "outlet", outlet="Bay Post"),
        Said("Isle Mail", "outlet", outlet="Quay Echo"),
        Said("Bay Post", "outlet", outlet="Isle Mail"),
        Said("Bay Post", "outlet", outlet="Mole News"),
        Said("Mole News", "outlet"),
    )
    assert [origin.name for origin in found if origin.standing == "counted"] == []
    assert "Bay Post and Isle Mail and Quay Echo" in because(found, "Mole News")


def test_a_circle_in_which_one_has_a_source_rests_on_that_source() -> None:
    found = counted(
        Said("Quay Echo", "outlet", outlet="Bay Post"),
        Said("Bay Post", "outlet", outlet="Quay Echo"),
        Said("Ada Lund", outlet="Quay Echo"),
    )
    assert [origin.name for origin in found if origin.standing == "counted"] == ["Ada Lund"]
    assert not any("circular" in origin.because for origin in found)


def test_an_outlet_that_has_it_from_another_is_no_origin_beside_it() -> None:
    found = counted(Said("Quay Echo", "outlet", outlet="Bay Post"), Said("Bay Post", "outlet"))
    assert standing(found) == [("Bay Post", "not counted"), ("Quay Echo", "counted")]
    assert because(found, "Bay Post") == "Bay Post has it from Quay Echo, so it is no origin of its own"


def test_an_outlet_whose_own_report_is_in_the_files_is_no_origin_beside_it() -> None:
    found = counted(Said("Ada Lund", outlet="Bay Post"), Said("Bay Post", "outlet"))
    assert standing(found) == [("Ada Lund", "counted"), ("Bay Post", "not counted")]
    found = counted(Said(None, outlet="Bay Post"), Said("Bay Post", "outlet"))
    assert "Bay Post's own report is in the files and names nobody" in because(found, "Bay Post")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("3-bay-post.txt", "The pier is rotten."),
        ("3.txt", "The Bay Post\nNews  Sport\n\nThe pier is rotten."),
        ("3.txt", "HARWICK, 3 May (Bay Post) - The pier is rotten."),
    ],
)
def test_whose_report_it_is_is_told_by_file_masthead_or_dateline(name: str, text: str) -> None:
    document = Document("d", name, "", None, None, None, text, (), (), "test", "")
    outlets = [Party(one, "outlet", (one,), (Span("e", 0, 1),), "test") for one in ("Bay Post", "Harwick Echo")]
    assert [party.name for party in outlets_of_reports([document], outlets).values()] == ["Bay Post"]
    other = Document("d", "x.txt", "", None, None, None, "The Bay Post of Friday was wet.", (), (), "test", "")
    assert outlets_of_reports([other], outlets) == {}


def test_a_copy_with_another_name_for_the_source_adds_nothing() -> None:
    words = "the alarm had been silent for a whole week"
    said = Said("Ada Lund", words=words), Said("Ada Lund", words=words), Said("a lorry driver named Ode", words=words)
    assert standing(counted(*said, shared=[(0, 2)])) == [("Ada Lund", "counted"), ("a lorry driver named Ode", "not counted")]
    assert because(counted(*said, shared=[(0, 2)]), "a lorry driver named Ode").startswith("the same text stands in another report")
    assert len([origin for origin in counted(*said) if origin.standing == "counted"]) == 2


def test_whom_the_claim_speaks_of_is_an_interested_party() -> None:
    words = "Ada Lund never touched the alarm"
    assert because(counted(Said("Ada Lund", words=words)), "Ada Lund").endswith("the claim is about Ada Lund: an interested party")
    assert "interested" not in because(counted(Said("Rollo Vance", words=words)), "Rollo Vance")
