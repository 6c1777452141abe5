"""Laws that hold whatever the reports say: on two stories of our own writing, and on many that are put together by chance."""

from __future__ import annotations

import pickle
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.cases.small_stages import Calls, tables, with_stage
from tests.cases.stories import BAKERY, FERRY, linked_pages, made_of, put, reports

from sayso import records as r
from sayso.detect.attributions import find_attributions
from sayso.pipeline import STAGES
from sayso.records import Span, by_id, record_id
from sayso.run import run
from sayso.show.dossier import Dossier, build_dossier, spans_of
from sayso.show.listings import as_text, story
from sayso.store import TABLES, Store
from sayso.verify import verify_project

FEW = settings(max_examples=8, deadline=None, database=None, derandomize=True)


@pytest.fixture(scope="session")
def ferry() -> Iterator[Store]:
    with made_of(FERRY) as store:
        yield store


@pytest.fixture(scope="session")
def both() -> Iterator[Store]:
    with made_of(FERRY | BAKERY) as store:
        yield store


def check_everything(store: Store) -> None:
    dossier = build_dossier(store)
    check_spans_and_texts(store)
    check_regions_cover(store)
    check_sentences(store)
    check_names_are_words_of_the_report(dossier)
    check_references(dossier)
    check_parties(dossier)
    check_origins(dossier)
    check_reasons(store)


# ── spans and texts ──────────────────────────────────────────────────────────────────────────────────────────────────


def check_spans_and_texts(store: Store) -> None:
    texts = {document.id: document.text for document in store.read(r.Document)}
    for found in tables(store).values():
        for record in found:
            for span in spans_of(record):
                assert 0 <= span.start <= span.end <= len(texts[span.doc]), record
            if isinstance(record, r.Attribution):
                for span in (*record.content, *record.source):
                    assert re.search(r"\w", span.cut(texts[span.doc])), record
                # a colon or a dash may be all that brings words in: "ADA LUND: …", "… — Ada Lund"
                assert all(span.cut(texts[span.doc]).strip() for span in record.cue), record
                assert list(record.content) == sorted(record.content), "the parts of a content stand in the order of the text"
                assert all(left.end <= right.start for left, right in pairwise(record.content)), "and never overlap"


def check_regions_cover(store: Store) -> None:
    for document in store.read(r.Document):
        covered = Counter(
            i
            for region in store.read(r.Region)
            if region.span.doc == document.id
            for i in range(region.span.start, region.span.end)
        )
        assert [i for i, letter in enumerate(document.text) if not letter.isspace() and covered[i] != 1] == []


def check_sentences(store: Store) -> None:
    by_document: dict[str, list[r.Sentence]] = {}
    for sentence in store.read(r.Sentence):
        by_document.setdefault(sentence.span.doc, []).append(sentence)
        assert sentence.span.start == sentence.tokens[0].start and sentence.span.end == sentence.tokens[-1].end
        assert all(left.end <= right.start for left, right in pairwise(sentence.tokens))
        assert all(0 <= token.head < len(sentence.tokens) for token in sentence.tokens)
    for sentences in by_document.values():
        assert all(left.span.end <= right.span.start for left, right in pairwise(sentences))


# ── what belongs together ────────────────────────────────────────────────────────────────────────────────────────────


def check_names_are_words_of_the_report(dossier: Dossier) -> None:
    """Nothing is shown that no report holds: each word of each name of a chain stands in its report, or in the address of a
    link over the words that the chain points at."""
    for source in dossier.sources:
        document = dossier.document[source.span.doc]
        for link in source.chain[1:]:
            places = [span for span in (link.surface, link.antecedent) if span is not None]
            over = [h.url for h in document.links if any(p.start < h.end and h.start < p.end for p in places)]
            held = "\n".join([document.text, *over]).lower()
            assert all(word.lower() in held for word in link.name.split()), link


def check_references(dossier: Dossier) -> None:
    """What one record says of another by its id is there."""
    attributions, sources = dossier.attribution, dossier.source
    mentions, positions, parties = dossier.mention, dossier.position, dossier.party
    claims = by_id(dossier.claims)
    assert all(a.inside is None or a.inside in attributions for a in dossier.attributions)
    assert all(s.attribution in attributions for s in dossier.sources)
    assert {s.attribution for s in dossier.sources} == set(attributions), "each attribution has a source, if only “nobody”"
    assert all(m.attribution is None or m.attribution in attributions for m in dossier.mentions)
    assert all(p.mention in mentions and (p.source is None or p.source in sources) for p in dossier.positions)
    for claim in dossier.claims:
        for member in claim.members:
            assert member.mention in mentions and member.position in positions
            assert member.source is None or member.source in sources
    assert all(o.claim in claims and set(o.parties) | set(o.via) <= set(parties) for o in dossier.origins)
    assert all(v.attribution is None or v.attribution in attributions for u in dossier.utterances for v in u.versions)
    assert all(c.utterance in dossier.utterance for c in dossier.changes)
    stories = Counter(doc for story in dossier.stories for doc in story.documents)
    assert stories == Counter(document.id for document in dossier.documents), "each report is in one story"


def check_nothing_is_inside_itself(dossier: Dossier) -> None:
    for attribution in dossier.attributions:
        outer, seen = attribution.inside, {record_id(attribution)}
        while outer is not None:
            assert outer not in seen
            seen.add(outer)
            outer = dossier.attribution[outer].inside


def check_parties(dossier: Dossier) -> None:
    """Every link of every chain that carries claims belongs to exactly one party."""
    owners = Counter(span for party in dossier.parties if party.kind != "report" for span in party.mentions)
    assert [span for span, count in owners.items() if count > 1] == []
    for source in dossier.sources:
        for link in source.chain[1:] if dossier.attribution[source.attribution].carries_claims else ():
            if link.surface is not None:
                assert link.surface in owners, link


def check_origins(dossier: Dossier) -> None:
    """Every place that carries a claim stands under one of its origins, and none that only denies it does. Who takes no position
    of his own ("reports") carries it only where he hands words on."""
    relaying = {record_id(source) for source in dossier.sources if source.sourcing_class in ("outlet", "document", "unattributed")}
    for claim in dossier.claims:
        carrying = {m.span for m in claim.members if m.value == "asserts" or (m.value == "reports" and m.source in relaying)}
        origins = [origin for origin in dossier.origins if origin.claim == record_id(claim)]
        assert {span for origin in origins for span in origin.members} == carrying
        counted = [origin for origin in origins if origin.standing == "counted"]
        named = [party for origin in counted for party in origin.parties if origin.sourcing_class != "anonymous"]
        assert len(set(named)) == len(named), "a party counts once"
        assert all(origin.sourcing_class not in ("author", "unattributed") for origin in counted), "nobody is no origin"


def check_reasons(store: Store) -> None:
    for kind in TABLES:
        if "because" in kind.__dataclass_fields__:
            for record in store.read(kind):
                assert str(record.because).strip(), record  # type: ignore[attr-defined]


@FEW
@given(reports())
def test_all_laws_on_reports_put_together_by_chance(given_reports: dict[str, str]) -> None:
    with made_of(given_reports) as store:
        assert store.read(r.Problem) == []
        check_everything(store)
        check_nothing_is_inside_itself(build_dossier(store))


@settings(parent=FEW, max_examples=12)
@given(linked_pages())
def test_all_laws_where_any_words_link_anywhere(given_pages: dict[str, str]) -> None:
    with made_of(given_pages) as store:
        assert [problem for problem in store.read(r.Problem) if problem.stage != "collect"] == []
        check_everything(store)
        check_nothing_is_inside_itself(build_dossier(store))


def test_all_laws_on_two_stories(both: Store) -> None:
    assert both.read(r.Problem) == []
    check_everything(both)
    check_nothing_is_inside_itself(build_dossier(both))
    assert len(both.read(r.Story)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "x",
        "“",
        "”",
        "…",
        "said said said",
        '“” ‘’ «» ""',
        "a" * 5000,
        "A. " * 300,
        "\x00 He said no.",
        "مرحبا بالعالم",
        "“He said “she said “no””” they said.",
    ],
)
def test_no_stage_chokes_on_an_odd_report(text: str) -> None:
    from tests.cases.reading import read

    reading = read(text)
    assert all(span.end <= len(text) for a in reading.attributions for span in spans_of(a))


def test_no_stage_changes_a_text(both: Store) -> None:
    texts = {document.name: document.text for document in both.read(r.Document)}
    for name, text in (FERRY | BAKERY).items():
        if name.endswith(".txt"):
            assert texts[name] == text


def test_every_span_is_found_again_in_the_bytes_that_came(tmp_path: Path) -> None:
    with Store(tmp_path / "a.sayso", create=True) as store:
        put(store, FERRY)
        run(store, workers=1)
    assert verify_project(tmp_path / "a.sayso").holds


def test_each_quotation_shown_is_the_reports_own_letters(ferry: Store) -> None:
    dossier = build_dossier(ferry)
    spoken = {" … ".join(dossier.cut(span) for span in a.content) for a in dossier.attributions if a.kind == "direct"}
    assert "No captain of ours has ever been told to sail against a test … The story is false." in spoken


# ── order, again, more ───────────────────────────────────────────────────────────────────────────────────────────────


def everything(store: Store) -> dict[str, object]:
    return {**tables(store), "memos": store.memos(), "json": as_text(story(build_dossier(store)))}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_reports_never_matters(both: Store, seed: int) -> None:
    names = random.Random(seed).sample(sorted(FERRY | BAKERY), 5)
    with made_of(FERRY | BAKERY, names) as other:
        assert everything(other) == everything(both)


@settings(parent=FEW, max_examples=4)
@given(reports())
def test_the_order_never_matters_to_reports_put_together_by_chance(given_reports: dict[str, str]) -> None:
    with made_of(given_reports) as one, made_of(given_reports, list(given_reports)[::-1]) as other:
        assert everything(other) == everything(one)


def test_a_second_run_of_all_stages_does_no_work(both: Store) -> None:
    before = everything(both)
    calls = Calls(STAGES)
    run(both, calls.stages)
    assert calls.made == []
    assert everything(both) == before


def test_one_and_two_workers_make_equal_tables(ferry: Store, tmp_path: Path) -> None:
    with Store(tmp_path / "two.sayso", create=True) as other:
        put(other, FERRY)
        run(other, workers=2)
        assert everything(other) == everything(ferry)


def test_stages_within_a_report_look_at_a_new_report_alone(both: Store) -> None:
    """Afterwards the project equals that of a fresh run, record for record."""
    with made_of(FERRY) as grown:
        put(grown, BAKERY)
        calls = Calls(STAGES)
        run(grown, calls.stages, workers=1)
        within = {stage.name for stage in STAGES if stage.key == "document"}
        assert {names for stage, names in calls.made if stage in within} == {("bakery-1.txt",), ("bakery-2.txt",)}
        assert all(calls.per_stage[name] == 2 for name in within)
        assert {names for stage, names in calls.made if stage == "link parties"} == {("bakery-1.txt", "bakery-2.txt")}, (
            "the ferry's story has the reports it had, and is left alone"
        )
        assert everything(grown) == everything(both)


def test_report_by_report_or_all_at_once_is_the_same(ferry: Store) -> None:
    with Store(":memory:", create=True) as slowly:
        for name in sorted(FERRY, reverse=True):
            put(slowly, {name: FERRY[name]})
            run(slowly, workers=1)
        assert everything(slowly) == everything(ferry)


def test_a_report_that_is_changed_and_changed_back_leaves_no_trace(ferry: Store) -> None:
    with made_of(FERRY) as changed:
        put(changed, {"quay-radio.txt": BAKERY["bakery-1.txt"]})
        run(changed, workers=1)
        assert len(changed.read(r.Story)) == 2
        put(changed, {"quay-radio.txt": FERRY["quay-radio.txt"]})
        run(changed, workers=1)
        assert everything(changed) == everything(ferry)


@pytest.mark.parametrize("name", ["link claims", "take positions", "lay timeline"])
def test_a_raised_version_runs_a_stage_and_what_builds_on_it_alone(both: Store, name: str) -> None:
    builds = {name}
    written = {stage.writes for stage in STAGES if stage.name == name}
    for stage in STAGES:
        if set(stage.reads) & written:
            builds.add(stage.name)
            written.add(stage.writes)
    with made_of(FERRY | BAKERY) as again:
        calls = Calls(with_stage(STAGES, name, version=99))
        run(again, calls.stages, workers=1)
        assert set(calls.per_stage) == builds
        assert tables(again) == tables(both)


def test_an_id_is_that_of_what_the_record_says_now(ferry: Store) -> None:
    """Also where a record was made from another whose id was asked for."""
    region = ferry.read(r.Region)[0]
    first = record_id(region)
    other = replace(region, because="something else")
    assert record_id(other) != first
    assert record_id(replace(other, because=region.because)) == first == record_id(pickle.loads(pickle.dumps(region)))  # noqa: S301


def test_a_report_means_the_same_beside_any_other(ferry: Store, both: Store) -> None:
    """What the stages within a report find does not hang on what else lies in the folder."""
    docs = {document.id for document in ferry.read(r.Document)}
    for stage in STAGES:
        if stage.key == "document":
            assert [record for record in both.read(stage.writes) if record.at.doc in docs] == ferry.read(stage.writes)


def test_stages_give_the_same_answer_twice(ferry: Store) -> None:
    """No state is left behind between calls."""
    for document in ferry.read(r.Document):
        sentences = [s for s in ferry.read(r.Sentence) if s.span.doc == document.id]
        assert list(find_attributions([document], sentences)) == list(find_attributions([document], sentences))


def test_a_failing_stage_leaves_the_other_reports_alone(ferry: Store) -> None:
    def fragile(documents: list[r.Document], *rest: object) -> object:
        if documents[0].name == "quay-radio.txt":
            raise ZeroDivisionError("by the test")
        return find_attributions(documents, *rest)  # type: ignore[arg-type]

    with Store(":memory:", create=True) as store:
        put(store, FERRY)
        run(store, with_stage(STAGES, "find attributions", run=fragile), workers=1)
        assert [(p.stage, p.key) for p in store.read(r.Problem)] == [("find attributions", "quay-radio.txt")]
        failed = {d.id for d in store.read(r.Document) if d.name == "quay-radio.txt"}
        expected = [a for a in ferry.read(r.Attribution) if a.at.doc not in failed]
        assert store.read(r.Attribution) == expected
        build_dossier(store)


def test_spans_of_one_report_never_point_into_another(both: Store) -> None:
    """Records of one report: all their spans lie in it."""
    for kind in (stage.writes for stage in STAGES if stage.key == "document"):
        for record in both.read(kind):
            assert {span.doc for span in spans_of(record)} <= {record.at.doc}


def test_span_arithmetic() -> None:
    left, right = Span("a", 0, 5), Span("a", 3, 8)
    assert left.overlaps(right) and left.shared(right) == 2 and not left.contains(right)
    assert not left.overlaps(Span("b", 0, 5)) and left.shared(Span("b", 0, 5)) == 0
    assert not left.overlaps(Span("a", 5, 6)), "half open"


def test_renaming_files_changes_nothing_but_their_names() -> None:
    """As long as the names keep their order: ties are settled by name, never by a hash."""
    renamed = {f"{number:02}-{len(name)}{Path(name).suffix}": FERRY[name] for number, name in enumerate(sorted(FERRY))}
    back = dict(zip(sorted(renamed), sorted(FERRY), strict=True))

    def told(given: dict[str, str], names: dict[str, str]) -> list[tuple[str, str, list[str]]]:
        with made_of(given) as store:
            made = build_dossier(store)
        name = {doc.id: names.get(doc.name, doc.name) for doc in made.documents}
        return [
            (
                name[claim.wording.doc],
                made.cut(claim.wording),
                [f"{origin.name} {origin.standing}" for origin in made.origins_of.get(record_id(claim), ())],
            )
            for claim in made.claims
        ]

    assert [(doc, words, sorted(who)) for doc, words, who in told(renamed, back)] == [
        (doc, words, sorted(who)) for doc, words, who in told(FERRY, {})
    ]
