"""What decisions do to a story: every kind applied and undone, one after the other, and what may be pointed at."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.cases.corrections import (
    EACH,
    FILTERS,
    all_but_the_log,
    carrying,
    claim_at,
    counted,
    made_by,
    named,
    told,
    wrenport,
)
from tests.cases.stories import made_of
from tests.test_laws import check_everything

from sayso import records as r
from sayso.deciding import changed
from sayso.errors import SettingsError
from sayso.project import add_decisions, read_story
from sayso.records import record_id
from sayso.run import run
from sayso.show.dossier import Dossier, build_dossier
from sayso.show.explain import explain
from sayso.show.listings import as_text, listing, story
from sayso.show.sentence import carrying_reports, likely_reports
from sayso.store import Store
from sayso.verify import verify_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return wrenport(tmp_path)


# ── one decision of each kind, on the example ──


@pytest.mark.parametrize("name", EACH)
def test_a_decision_is_applied_said_undone_and_gone_without_a_trace(project: Path, name: str) -> None:
    kind, ids, value = EACH[name](read_story([project]))
    decision = made_by(read_story([project]), kind, ids, value)
    before, after = told(project, decision)
    assert all_but_the_log(after) != all_but_the_log(before)
    assert changed(before, after, [decision]) != [] and after.problems == before.problems
    did = [done for done in after.corrected if done.decision == record_id(decision)]
    assert did and all("by Ada Lund, 2026-11-22: I was there" in done.because for done in did)
    records = {id_ for id_, by in after.corrections_of.items() if decision in by}
    assert records == {done.record for done in did} - {None}
    assert (records == set()) == (kind in ("not a copy", "not a claim")), "what is left out is no record"
    with Store(project) as store:
        check_everything(store)
    assert verify_project(project).holds
    _, undone = told(project, made_by(after, "undo", [record_id(decision)], when="2026-11-23T00:00:00Z"))
    assert all_but_the_log(undone) == all_but_the_log(before) and undone.corrected == ()
    assert [entry.kind for entry in undone.decisions] == [kind, "undo"] and undone.undone == {
        record_id(decision): undone.decisions[1]
    }
    _, again = told(project, made_by(undone, "undo", [record_id(undone.decisions[1])], when="2026-11-24T00:00:00Z"))
    assert all_but_the_log(again) == all_but_the_log(after)


@pytest.mark.parametrize("name", ["merge parties", "merge claims", "same source", "position", "date"])
def test_a_corrected_record_says_who_when_and_why_and_what_the_program_had_said(project: Path, name: str) -> None:
    dossier = read_story([project])
    kind, ids, value = EACH[name](dossier)
    decision = made_by(dossier, kind, ids, value)
    _, after = told(project, decision)
    (id_,) = {done.record for done in after.corrected}
    assert id_ is not None
    found = explain(after, id_)
    reasons = str([found["because"], found["rests_on"], found["rests_on_it"]])
    assert "by Ada Lund, 2026-11-22: I was there" in reasons and record_id(decision) in reasons
    marked = as_text(story(after)).count('"decided": [\n')
    assert marked == 1 and record_id(decision) in as_text(story(after))
    member = next((m for claim in after.claims for m in claim.members if "I was there" in m.because), None)
    own = member.because if name == "position" and member else str(found["because"])
    if name == "date":
        own = next(one.because for one in after.published if "I was there" in one.because)
    assert "(sayso's own reason: " in own and own.startswith(("joined", "claims joined", "Dilys", "Tamarley", "“denies”", "dated"))


# ── what each kind does ──


def decided(project: Path, name: str) -> tuple[Dossier, Dossier]:
    dossier = read_story([project])
    kind, ids, value = EACH[name](dossier)
    return told(project, made_by(dossier, kind, ids, value))


def test_parties_are_joined_under_the_first_name(project: Path) -> None:
    before, after = decided(project, "merge parties")
    old = {party.name: party for party in before.parties}
    (one,) = [party for party in after.parties if party.name == "Tamarley Water" and party.kind != "report"]
    assert "Fernhall Systems" not in {party.name for party in after.parties}
    assert set(one.mentions) == {*old["Tamarley Water"].mentions, *old["Fernhall Systems"].mentions}
    assert one.kind == old["Tamarley Water"].kind and "Fernhall Systems" in one.names
    deniers = {name for _, name, _ in against(before, before.claims[0])} - {name for _, name, _ in against(after, after.claims[0])}
    assert deniers == {"Fernhall Systems"}


def test_a_person_without_a_name_takes_the_name_of_the_one_joined_with_it(project: Path) -> None:
    dossier = read_story([project])
    unnamed = next(party for party in dossier.parties if party.kind == "anonymous")
    person = next(party for party in dossier.parties if party.kind == "person" and party.name == "Inga Thorsby")
    _, after = told(project, made_by(dossier, "merge parties", [record_id(unnamed), record_id(person)], None))
    (one,) = [party for party in after.parties if set(unnamed.mentions) <= set(party.mentions)]
    assert (one.name, one.kind) == ("Inga Thorsby", "person") and set(person.mentions) <= set(one.mentions)


def against(dossier: Dossier, claim: r.Claim) -> set[tuple[str | None, str, str]]:
    from sayso.show.against import opponents

    return set(opponents(dossier, claim))


def test_mentions_worded_alike_leave_their_party_together(project: Path) -> None:
    before, after = decided(project, "split party")
    (whole,) = [party for party in before.parties if party.name == "Margit Sloane"]
    (rest,) = [party for party in after.parties if party.name == "Margit Sloane"]
    (new,) = [party for party in after.parties if party.name == "Ms Sloane"]
    assert {after.cut(span) for span in new.mentions} == {"Ms Sloane"} and len(new.mentions) == 2
    assert {*rest.mentions, *new.mentions} == set(whole.mentions)
    assert {record_id(rest), record_id(new)} == set(after.corrections_of)


def test_claims_are_joined_with_all_their_members_and_counted_anew(project: Path) -> None:
    before, after = decided(project, "merge claims")
    first, second = before.claims[1:3]
    assert len(after.claims) == len(before.claims) - 1
    (one,) = [claim for claim in after.claims if record_id(claim) in after.corrections_of]
    places = {(member.span, member.mention) for member in one.members}
    assert places == {(member.span, member.mention) for member in (*first.members, *second.members)}
    assert one.wording in {after.mention[member.mention].about for member in one.members}, "the wording is one that exists"
    names = {origin.name for origin in after.origins_of[record_id(one)]}
    assert {origin.name for claim in (first, second) for origin in before.origins_of[record_id(claim)]} >= names
    assert before.claims[0].wording == after.claims[0].wording, "what the story turns on is still met first"


def test_a_mention_parted_from_its_claim_has_one_of_its_own(project: Path) -> None:
    before, after = decided(project, "split claim")
    mention = carrying(before, before.claims[0])[1].mention
    (own,) = [claim for claim in after.claims if any(member.mention == mention for member in claim.members)]
    assert {member.mention for member in own.members} == {mention} and len(after.claims) == len(before.claims) + 1
    assert len(after.claims[0].members) < len(before.claims[0].members)


def test_a_passage_that_is_no_copy_is_gone_with_what_followed_from_it(project: Path) -> None:
    before, after = decided(project, "not a copy, whole reports")
    docs = {document.name: document.id for document in before.documents}
    pair = {docs["1-coastwire.txt"], docs["4-inlet-examiner.txt"]}
    assert [p for p in before.passages if {p.left.doc, p.right.doc} == pair] != []
    assert [p for p in after.passages if {p.left.doc, p.right.doc} == pair] == []
    assert [lineage for lineage in before.lineages if {*lineage.children, *lineage.parents} == pair] != []
    assert [lineage for lineage in after.lineages if {*lineage.children, *lineage.parents} >= pair] == []


def test_one_passage_of_two_reports_is_left_out_and_the_others_stay(project: Path) -> None:
    before = read_story([project])
    pairs = Counter((passage.left.doc, passage.right.doc) for passage in before.passages)
    several = next(passage for passage in before.passages if pairs[passage.left.doc, passage.right.doc] > 1)
    _, after = told(project, made_by(before, "not a copy", [record_id(several)]))
    assert set(before.passages) - set(after.passages) == {several}


def test_sources_that_are_one_count_once(project: Path) -> None:
    before, after = decided(project, "same source")
    old, new = (dossier.origins_of[record_id(claim_at(dossier, FILTERS))] for dossier in (before, after))
    assert [origin.standing for origin in old].count("counted") == 2
    (one,) = [origin for origin in new if origin.standing == "counted"]
    assert one.verdict == "same" and one.because.startswith("Dilys Prosser and Tamarley Water: one source by Ada Lund")
    merged = [origin for origin in old if origin.standing == "counted"]
    assert set(one.members) == {span for origin in merged for span in origin.members}
    assert set(one.parties) == {party for origin in merged for party in origin.parties}


def test_what_is_no_claim_is_listed_with_the_decisions_only(project: Path) -> None:
    before, after = decided(project, "not a claim")
    gone = before.claims[3]
    assert {claim.wording for claim in before.claims} - {claim.wording for claim in after.claims} == {gone.wording}
    (item,) = listing("decisions", after)["items"]  # type: ignore[misc, union-attr]
    assert before.cut(gone.wording) in str(item)
    assert all(origin.claim != record_id(gone) for origin in after.origins)


def test_the_claim_a_story_turns_on_can_be_none(project: Path) -> None:
    before = read_story([project])
    _, after = told(project, made_by(before, "not a claim", [record_id(before.claims[0])]))
    assert before.claims[0].wording not in {claim.wording for claim in after.claims} and len(after.claims) == len(before.claims) - 1


def test_a_position_is_that_of_one_holder(project: Path) -> None:
    """The words of three deniers: of one of them a person says that he only asks."""
    before = read_story([project])
    focal = before.claims[0]
    shared = Counter(member.mention for member in focal.members)
    mention = next(mention for mention, count in shared.items() if count > 2)
    holders = [member for member in focal.members if member.mention == mention]
    _, after = told(project, made_by(before, "position", [holders[1].position], "asks"))
    values = {member.position: member.value for member in after.claims[0].members}
    assert values[holders[1].position] == "asks"
    assert {id_: value for id_, value in values.items() if id_ != holders[1].position} == {
        member.position: member.value for member in focal.members if member != holders[1]
    }
    _, all_of_them = told(project, made_by(after, "position", [mention], "asks", when="2026-11-23T00:00:00Z"))
    values = {member.position: member.value for member in all_of_them.claims[0].members}
    assert {values[holder.position] for holder in holders} == {"asks"}


def test_a_position_given_to_one_holder_and_later_to_all_of_the_words_counts_once(project: Path) -> None:
    before = read_story([project])
    focal = before.claims[0]
    shared = Counter(member.mention for member in focal.members)
    mention = next(mention for mention, count in shared.items() if count > 2)
    one = next(member.position for member in focal.members if member.mention == mention)
    days = ("2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z")
    for ids, values in (((one, mention), ("doubts", "asks")), ((mention, one), ("doubts", "asks"))):
        early, late = (made_by(before, "position", [id_], value, when) for id_, value, when in zip(ids, values, days, strict=True))
        _, after = add_decisions(project, [late, early], workers=1)
        given = {member.position: member for member in after.claims[0].members if member.mention == mention}
        others = {member.value for position, member in given.items() if position != one}
        assert (given[one].value, others) == ("asks", {"asks"} if ids[1] == mention else {"doubts"})
        assert all(member.because.count("by Ada Lund") == 1 for member in given.values()), "not by two decisions"
        gone = [problem for problem in after.problems if problem.stage == "decisions"]
        assert [problem.key for problem in gone] == ([record_id(early)] if ids[1] == mention else [])
        assert all("a later decision says asks" in problem.message for problem in gone)
        for number, entry in enumerate((early, late)):
            _, after = told(project, made_by(after, "undo", [record_id(entry)], when=f"2026-11-{24 + number}T00:00:00Z"))


def test_a_claim_whose_words_nobody_asserts_any_more_is_shown_by_others_and_gains_no_origin(project: Path) -> None:
    """One report surely carries it, another one in other words: of the first a person says that it doubts."""
    before = read_story([project])
    claim = next(
        one for one in before.claims if len(carrying_reports(one)) == len(likely_reports(one)) == 1 and counted(before, one)
    )
    (sure,) = [member for member in carrying(before, claim) if not member.inferred]
    likely = {member.mention for member in claim.members if member.inferred and member.value == "asserts"}
    assert before.mention[sure.mention].about == claim.wording
    _, after = told(project, made_by(before, "position", [sure.position], "doubts"))
    (shown,) = [one for one in after.claims if any(member.mention == sure.mention for member in one.members)]
    assert shown.wording in {after.mention[mention].about for mention in likely}
    assert len(counted(after, shown)) <= len(counted(before, claim)) and len(carrying_reports(shown)) == 1
    assert {member.value for member in shown.members if member.mention == sure.mention} == {"doubts"}


def test_a_date_stands_on_the_timeline(project: Path) -> None:
    _, after = decided(project, "date")
    document = next(document for document in after.documents if document.name == "1-coastwire.txt")
    (published,) = [found for found in after.published if found.doc == document.id]
    assert (published.value, published.granularity) == ("2031-10-05", "day")
    assert any(entry.start == "2031-10-05" and entry.kind == "publication" for entry in after.timeline)


# ── one after the other ──


def test_the_later_of_two_dates_counts_and_the_earlier_is_a_problem(project: Path) -> None:
    early, late = (
        made_by(read_story([project]), "date", ["1-coastwire.txt"], value, when=when)
        for value, when in (("2030", "2026-11-22T00:00:00Z"), ("2031-10", "2026-11-23T00:00:00Z"))
    )
    _, after = add_decisions(project, [late, early], workers=1)
    assert after.published[0].value == "2031-10"
    assert [problem.key for problem in after.problems if problem.stage == "decisions"] == [record_id(early)]
    _, after = told(project, made_by(after, "undo", [record_id(late)], when="2026-11-24T00:00:00Z"))
    assert after.published[0].value == "2030"


def test_what_a_decision_makes_the_next_one_can_change(project: Path) -> None:
    before, joined = decided(project, "merge claims")
    (one,) = [claim for claim in joined.claims if record_id(claim) in joined.corrections_of]
    mention = next(member.mention for member in before.claims[2].members if joined.mention[member.mention].pointer is None)
    _, parted = told(project, made_by(joined, "split claim", [mention], when="2026-11-23T00:00:00Z"))
    assert len(parted.claims) == len(joined.claims) + 1
    assert {entry.kind for by in parted.corrections_of.values() for entry in by} == {"merge claims", "split claim"}
    assert record_id(one) not in {record_id(claim) for claim in parted.claims}


@pytest.mark.parametrize(
    ("name", "told_"),
    [
        ("merge parties", "its words stand for one party already: Tamarley Water"),
        ("merge claims", "its words stand in one claim already"),
        ("not a copy", "no copied passage is found at its places"),
        ("not a claim", "no claim stands at its words"),
        ("same source", "in no claim do two sources stand at its words"),
        ("split party", "all of the mentions of Ms Sloane are worded so"),
    ],
)
def test_a_decision_that_has_nothing_left_to_do_is_a_problem(project: Path, name: str, told_: str) -> None:
    dossier = read_story([project])
    kind, ids, value = EACH[name](dossier)
    first = made_by(dossier, kind, ids, value)
    second = made_by(dossier, kind, ids, value, when="2026-11-23T00:00:00Z")
    _, after = add_decisions(project, [first, second], workers=1)
    (problem,) = [problem for problem in after.problems if problem.stage == "decisions"]
    assert problem.key == record_id(second) and told_ in problem.message


# ── pointing at things ──


@pytest.mark.parametrize(
    ("kind", "ids", "told_"),
    [
        ("merge claims", ["{party}", "{claim}"], "“merge claims” takes ids of two or more claims"),
        ("merge parties", ["{claim}", "{party}"], "“merge parties” takes ids of two or more parties"),
        ("same source", ["{claim}"], "“same source” takes ids of two or more origins"),
        ("date", ["{claim}"], "“date” takes a report"),
        ("not a claim", ["1-coastwire.txt"], "“not a claim” takes the id of a claim"),
        ("not a claim", ["ffffffffffffffff"], "nothing here has an id that begins with"),
        ("not a claim", ["90000-90001@1-coast"], "is no place: the report has"),
        ("not a claim", ["7-7@1-coast"], "is no place"),
        ("not a claim", ["0-7@9-none"], "no report here is called"),
        ("merge the claims", ["{claim}"], "choose from: merge parties"),
        ("undo", ["ffff"], "no decision has an id that begins with 'ffff'"),
        ("undo", [], "“undo” takes the id of a decision"),
    ],
)
def test_what_cannot_be_meant_is_answered_with_what_can(tmp_path: Path, kind: str, ids: list[str], told_: str) -> None:
    dossier = read_story([wrenport(tmp_path)])
    known = {"party": named(dossier, "Tamarley Water")[0], "claim": record_id(dossier.claims[0])}
    with pytest.raises(SettingsError) as error:
        made_by(dossier, kind, [id_.format(**known) for id_ in ids])
    assert told_ in str(error.value)


def test_the_same_thing_may_be_meant_by_its_id_its_beginning_and_its_place(project: Path) -> None:
    dossier = read_story([project])
    claim = dossier.claims[0]
    place = f"{claim.wording.start}-{claim.wording.end}@{dossier.report(claim.wording.doc)}"
    meant = [made_by(dossier, "not a claim", [id_]) for id_ in (record_id(claim), record_id(claim)[:9], place)]
    assert meant[0] == meant[1] == meant[2] and meant[0].anchors[0].exact == dossier.cut(claim.wording)


def test_words_that_are_all_of_a_report_may_be_no_claim_and_the_report_may_be_dated() -> None:
    """A post, or a row of a feed."""
    texts = {"a.txt": "The pump at Milltown failed twice on Monday", "b.txt": "The bridge at Overby was shut on Friday night"}
    with made_of(texts) as store:
        before = build_dossier(store)
        claim = claim_at(before, "The pump")
        assert before.cut(claim.wording) == texts["a.txt"]
        none = made_by(before, "not a claim", [record_id(claim)])
        assert none.anchors[0].exact == texts["a.txt"]
        assert made_by(before, "date", [f"0-{len(texts['a.txt'])}@a.txt"], "2031") == made_by(before, "date", ["a.txt"], "2031")
        store.add_decisions([none])
        run(store, workers=1)
        after = build_dossier(store)
        assert [done.decision for done in after.corrected] == [record_id(none)] and after.problems == before.problems
        assert {after.cut(one.wording) for one in after.claims} == {texts["b.txt"]}


def test_a_lineage_means_its_two_reports_and_an_undone_decision_is_not_undone_again(project: Path) -> None:
    dossier = read_story([project])
    lineage = next(found for found in dossier.lineages if len(found.parents) == 1)
    decision = made_by(dossier, "not a copy", [record_id(lineage)])
    assert {anchor.report for anchor in decision.anchors} == {dossier.report(doc) for doc in (*lineage.parents, *lineage.children)}
    assert [anchor.exact for anchor in decision.anchors] == ["", ""]
    _, after = told(project, decision)
    _, after = told(project, made_by(after, "undo", [record_id(decision)[:6]]))
    with pytest.raises(SettingsError, match="is undone already, by"):
        made_by(after, "undo", [record_id(decision)])


def test_two_holders_of_the_same_words_are_told_apart_by_their_names() -> None:
    text = "Bridge\n\nAda Lund and Bo Reed said that the bridge was closed by the flood in the night of 3 May 2031.\n"
    with made_of({"a.txt": text}) as store:
        dossier = build_dossier(store)
        claim = next(claim for claim in dossier.claims if len(dossier.origins_of[record_id(claim)]) > 1)
        both = counted(dossier, claim)
        decision = made_by(dossier, "same source", both)
        assert [anchor.exact for anchor in decision.anchors] == ["Ada Lund", "Bo Reed"]
        store.add_decisions([decision])
        run(store, workers=1)
        after = build_dossier(store)
        assert (
            len([o for o in after.origins if o.standing == "counted"])
            == len([o for o in dossier.origins if o.standing == "counted"]) - 1
        )
