"""What decisions do to a story: every kind applied, undone, exchanged, and kept through added and edited reports."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.cases.small_stages import Calls, problems, tables
from tests.cases.stories import BAKERY, FERRY, made_of, put
from tests.test_laws import check_everything

from sayso import records as r
from sayso.deciding import changed, decide
from sayso.decisions import as_lines, read_lines
from sayso.errors import SettingsError
from sayso.pipeline import STAGES
from sayso.project import add_decisions, read_into, read_story
from sayso.records import Decision, record_id
from sayso.run import run
from sayso.show.dossier import Dossier, build_dossier
from sayso.show.explain import explain
from sayso.show.listings import LISTINGS, as_text, listing, story
from sayso.store import Store
from sayso.verify import verify_project

WRENPORT = Path(__file__).parents[1] / "examples" / "wrenport-water" / "reports"
WHEN = "2026-11-22T18:21:57Z"
ADA = "Ada Lund"


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wrenport") / "w.sayso"
    read_into(path, [WRENPORT], workers=1)
    return path


@pytest.fixture
def project(read_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(read_once, tmp_path / "w.sayso"))


def made_by(dossier: Dossier, kind: str, ids: Sequence[str], value: str | None = None, when: str = WHEN, by: str = ADA) -> Decision:
    return decide(dossier, kind, ids, value=value, by=by, because="I was there", when=when)


def told(project: Path, decision: Decision) -> tuple[Dossier, Dossier]:
    """Before and after."""
    return read_story([project]), add_decisions(project, [decision], workers=1)[1]


def all_but_the_log(dossier: Dossier) -> str:
    return "".join(as_text(listing(command, dossier)) for command in LISTINGS if command != "decisions")


# ── one decision of each kind, on the example ──


def named(dossier: Dossier, *names: str) -> list[str]:
    return [record_id(party) for name in names for party in dossier.parties if party.name == name and party.kind != "report"]


def claim_at(dossier: Dossier, words: str) -> r.Claim:
    return next(claim for claim in dossier.claims if words in dossier.cut(claim.wording))


def place_of(dossier: Dossier, name: str, words: str) -> str:
    span = next(span for party in dossier.parties if party.name == name for span in party.mentions if dossier.cut(span) == words)
    return f"{span.start}-{span.end}@{dossier.report(span.doc)}"


def counted(dossier: Dossier, claim: r.Claim) -> list[str]:
    return [record_id(origin) for origin in dossier.origins_of[record_id(claim)] if origin.standing == "counted"]


def carrying(dossier: Dossier, claim: r.Claim) -> list[r.Member]:
    pointers = {id_ for id_, mention in dossier.mention.items() if mention.pointer is not None}
    return [member for member in claim.members if member.value == "asserts" and member.mention not in pointers]


FILTERS = "engineers had written to managers in February"
Asked = tuple[str, list[str], str | None]
EACH: dict[str, Callable[[Dossier], Asked]] = {
    "merge parties": lambda d: ("merge parties", named(d, "Tamarley Water", "Fernhall Systems"), None),
    "split party": lambda d: ("split party", [place_of(d, "Margit Sloane", "Ms Sloane")], None),
    "merge claims": lambda d: ("merge claims", [record_id(claim) for claim in d.claims[1:3]], None),
    "split claim": lambda d: ("split claim", [carrying(d, d.claims[0])[1].mention], None),
    "not a copy": lambda d: ("not a copy", [record_id(d.passages[0])], None),
    "not a copy, whole reports": lambda d: ("not a copy", ["1-coastwire.txt", "4-inlet-examiner.txt"], None),
    "same source": lambda d: ("same source", counted(d, claim_at(d, FILTERS)), None),
    "not a claim": lambda d: ("not a claim", [record_id(d.claims[3])], None),
    "position": lambda d: ("position", [carrying(d, claim_at(d, FILTERS))[0].position], "denies"),
    "date": lambda d: ("date", ["1-coastwire.txt"], "2031-10-05"),
}


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


def against(dossier: Dossier, claim: r.Claim) -> set[tuple[str | None, str, str]]:
    from sayso.show.listings import opponents

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
    assert one.wording in (first.wording, second.wording), "the wording is one that exists"
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


# ── between two desks ──


def everything(dossier: Dossier) -> list[Decision]:
    return [
        made_by(dossier, kind, ids, value, when=f"2026-11-{day:02}T12:00:00Z", by="فاطمة 😀 \u202eDesk" if day % 2 else ADA)
        for day, (kind, ids, value) in enumerate((ask(dossier) for ask in EACH.values()), 1)
    ]


def test_all_kinds_together_exported_and_imported_into_a_fresh_run_give_the_same(project: Path, tmp_path: Path) -> None:
    log = everything(read_story([project]))
    log.append(made_by(add_decisions(project, log, workers=1)[1], "undo", [record_id(log[7])], when="2026-11-30T00:00:00Z"))
    _, ours = add_decisions(project, log, workers=1)
    with Store(project) as store:
        check_everything(store)
    assert verify_project(project).holds
    fresh = tmp_path / "fresh.sayso"
    read_into(fresh, [WRENPORT], workers=1)
    added, theirs = add_decisions(fresh, read_lines(as_lines(ours.decisions)), workers=1)
    assert len(added) == len(EACH) + 1 and as_text(story(theirs)) == as_text(story(ours))
    assert add_decisions(fresh, read_lines(as_lines(ours.decisions)), workers=1)[0] == []


def test_two_desks_logs_give_the_same_bytes_in_either_order(project: Path, tmp_path: Path) -> None:
    log = everything(read_story([project]))
    other = Path(shutil.copy(project, tmp_path / "other.sayso"))
    for path, desks in ((project, (log[::2], log[1::2])), (other, (log[1::2], log[::2]))):
        for desk in desks:
            add_decisions(path, desk, workers=1)
    assert as_text(story(read_story([project]))) == as_text(story(read_story([other])))


# ── added and edited reports, other runs ──


def test_decisions_survive_another_reading_and_an_added_report(read_once: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    shutil.copytree(WRENPORT, folder)
    project = tmp_path / "w.sayso"
    log = everything(read_into(project, [folder], workers=1))
    _, decided_ = add_decisions(project, log, workers=1)
    assert as_text(story(read_into(project, [folder], workers=1))) == as_text(story(decided_))
    late = "Council to inspect pumps\n\nThe council said on Friday that it would inspect the pumps at Hollowbeck again.\n"
    (folder / "9-late.txt").write_text(late, encoding="utf-8")
    grown = read_into(project, [folder], workers=1)
    fresh = tmp_path / "fresh.sayso"
    read_into(fresh, [folder], workers=1)
    assert as_text(story(add_decisions(fresh, log, workers=1)[1])) == as_text(story(grown))
    assert grown.problems == decided_.problems
    done, without = {one.decision for one in grown.corrected}, {problem.key for problem in grown.problems}
    assert done | without == {record_id(decision) for decision in log} and done & without == set() and len(done) > len(without)


def put_again(store: Store, name: str, text: str) -> None:
    put(store, {name: text})
    run(store, workers=1)


def test_a_decision_holds_on_to_its_words_when_a_report_is_edited_and_lets_go_when_they_are_gone() -> None:
    with made_of(FERRY) as store:
        before = build_dossier(store)
        harbour = next(claim for claim in before.claims if "the captain" in before.cut(claim.wording))
        decision = made_by(before, "not a claim", [record_id(harbour)])
        store.add_decisions([decision])
        run(store, workers=1)
        words, name = before.cut(harbour.wording), before.report(harbour.wording.doc)
        assert words not in {before.cut(claim.wording) for claim in build_dossier(store).claims}
        put_again(
            store,
            name,
            f"Read again at noon.\n\n{FERRY[name]}" if name.endswith("txt") else FERRY[name].replace("<h1>", "<h1>Noon: "),
        )
        edited = build_dossier(store)
        assert [done.decision for done in edited.corrected] == [record_id(decision)] and problems(store) == []
        assert words not in {edited.cut(claim.wording) for claim in edited.claims}
        put_again(store, name, "Nothing of it is left.\n")
        (problem,) = problems(store)
        assert problem.stage == "decisions" and f"are not found in {name} any more" in problem.message
        assert build_dossier(store).corrected == () and len(store.decisions()) == 1
        put_again(store, name, FERRY[name])
        assert [done.decision for done in build_dossier(store).corrected] == [record_id(decision)] and problems(store) == []


@pytest.mark.parametrize(
    ("kind", "again"),
    [
        ("date", {"date report": 1, "lay timeline": 1}),
        ("position", {"count origins": 1, "find conflicts": 1}),  # “link claims” is done by its correction, once
        (
            "merge parties",
            {"link parties": 1, "link quotes": 1, "link claims": 1, "measure drift": 1, "count origins": 1, "find conflicts": 1},
        ),
        ("same source", {"count origins": 1}),
    ],
)
def test_a_correction_redoes_only_what_follows_from_it_in_its_own_story(kind: str, again: dict[str, int]) -> None:
    with made_of(FERRY | BAKERY) as store:
        before = build_dossier(store)
        bread = next(claim for claim in before.claims if "bread" in before.cut(claim.wording))
        people = [record_id(party) for party in before.parties if party.kind != "report" and party.at.doc == before.documents[0].id]
        asked: dict[str, Asked] = {
            "date": ("date", ["bakery-1.txt"], "2031"),
            "position": ("position", [bread.members[0].position], "doubts"),
            "merge parties": ("merge parties", people[:2], None),
            "same source": (
                "same source",
                [f"{s.start}-{s.end}@{before.report(s.doc)}" for s in (before.parties[0].at, before.parties[1].at)],
                None,
            ),
        }
        state = tables(store), store.memos()
        store.add_decisions([made_by(before, *asked[kind])])
        calls = Calls(STAGES)
        run(store, calls.stages, workers=1)
        assert calls.per_stage == again
        assert {name for _, reports in calls.made for name in reports} <= set(BAKERY)
        (decision,) = store.decisions()
        store.add_decisions([made_by(build_dossier(store), "undo", [record_id(decision)], when="2026-11-23T00:00:00Z")])
        run(store, calls.stages, workers=1)
        assert (tables(store), store.memos()) == state
        calls.made.clear()
        run(store, calls.stages, workers=1)
        assert calls.made == []


def test_a_project_is_corrected_as_it_was_read(tmp_path: Path) -> None:
    project = tmp_path / "w.sayso"
    before = read_into(project, [WRENPORT], workers=1, reduced=True)
    with Store(project) as store:
        memos = store.memos()
    _, after = add_decisions(project, [made_by(before, "date", ["1-coastwire.txt"], "2031")], workers=1)
    with Store(project) as store:
        assert len(store.memos() & memos) == len(memos) - 2, "the date of one report, and the timeline"
    assert after.sources == before.sources


def test_a_correction_that_fails_leaves_what_the_program_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from sayso.pipeline import Correction

    def broken(*_: object) -> list[r.Record]:
        raise ValueError("out of ink")

    with made_of(BAKERY) as store:
        before = build_dossier(store)
        store.add_decisions([made_by(before, "date", ["bakery-1.txt"], "2031")])
        stages = tuple(
            replace(stage, corrected=Correction(("date",), broken)) if stage.name == "date report" else stage for stage in STAGES
        )
        run(store, stages, workers=1)
        assert [(problem.stage, problem.message) for problem in problems(store)] == [("decisions", "ValueError: out of ink")]
        assert build_dossier(store).published == before.published


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
def test_what_cannot_be_meant_is_answered_with_what_can(read_once: Path, kind: str, ids: list[str], told_: str) -> None:
    dossier = read_story([read_once])
    known = {"party": named(dossier, "Tamarley Water")[0], "claim": record_id(dossier.claims[0])}
    with pytest.raises(SettingsError) as error:
        made_by(dossier, kind, [id_.format(**known) for id_ in ids])
    assert told_ in str(error.value)


def test_the_same_thing_may_be_meant_by_its_id_its_beginning_and_its_place(read_once: Path) -> None:
    dossier = read_story([read_once])
    claim = dossier.claims[0]
    place = f"{claim.wording.start}-{claim.wording.end}@{dossier.report(claim.wording.doc)}"
    meant = [made_by(dossier, "not a claim", [id_]) for id_ in (record_id(claim), record_id(claim)[:9], place)]
    assert meant[0] == meant[1] == meant[2] and meant[0].anchors[0].exact == dossier.cut(claim.wording)


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
