"""The JSON shapes: every listing of a small story fits its schema, and its counts are those of the records."""

import json

import pytest
from jsonschema import Draft202012Validator
from tests.show.fixture_dossier import empty_dossier, lonely_dossier, make_dossier

from sayso.errors import SettingsError
from sayso.records import record_id
from sayso.show.explain import explain
from sayso.show.listings import LISTINGS, as_text, envelope, listing, story
from sayso.show.schema import COMMANDS, schema
from sayso.verify import spans_in


@pytest.fixture(scope="module")
def dossier():
    return make_dossier()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_schema_is_a_schema(command):
    Draft202012Validator.check_schema(schema(command))


@pytest.mark.parametrize("command", LISTINGS)
@pytest.mark.parametrize("make", [make_dossier, empty_dossier, lonely_dossier])
def test_each_listing_fits_its_schema(command, make):
    Draft202012Validator(schema(command)).validate(json.loads(as_text(listing(command, make()))))


def test_the_story_is_the_union_of_the_listings(dossier):
    whole = story(dossier)
    Draft202012Validator(schema("dossier")).validate(json.loads(as_text(whole)))
    assert {command: whole[command] for command in LISTINGS} == {
        command: listing(command, dossier)["items"] for command in LISTINGS
    }


def test_a_schema_refuses_a_wrong_shape(dossier):
    claims = json.loads(as_text(listing("claims", dossier)))
    del claims["items"][0]["origins"]["count"]
    assert not Draft202012Validator(schema("claims")).is_valid(claims)


def test_an_unknown_command_is_answered_with_the_known_ones():
    with pytest.raises(SettingsError, match="claims"):
        schema("claim")


def test_the_envelope_names_shape_version_and_story(dossier):
    made = listing("claims", dossier)
    assert list(made) == ["schema", "sayso", "story", "items", "problems"]
    assert (made["schema"], made["sayso"], made["story"]) == ("sayso.claims/1", dossier.sayso, dossier.story)
    assert made["problems"] == [
        {"stage": problem.stage, "key": problem.key, "message": problem.message} for problem in dossier.problems
    ]


def test_the_text_is_the_same_in_every_run(dossier):
    assert as_text(story(dossier)) == as_text(story(make_dossier()))
    assert as_text(story(dossier)).endswith("}\n")


def test_half_a_surrogate_pair_is_written_as_an_escape():
    assert json.loads(as_text({"text": "a\ud800b"}).encode()) == {"text": "a\ud800b"}


def test_every_span_carries_the_words_it_cuts(dossier):
    texts = {document.name: document.text for document in dossier.documents}
    found = list(spans_in(story(dossier)))
    assert len(found) > 100
    assert all(texts[span["report"]][span["start"] : span["end"]] == span["text"] for span in found)


def test_a_claim_counts_reports_that_carry_it_and_origins_that_count(dossier):
    order, aboard = listing("claims", dossier)["items"]
    assert (order["reports"], aboard["reports"]) == (5, 3)
    assert {key: order["origins"][key] for key in ("count", "claimed", "not_established")} == {
        "count": 1,
        "claimed": 1,
        "not_established": 1,
    }
    assert [(other["name"], other["position"]) for other in order["against"]] == [
        ("Selkie Line", "denies"),
        ("Harbour Office", "doubts"),
    ]


def test_a_mention_names_its_holder_and_its_chain(dossier):
    mentions = listing("claims", dossier)["items"][0]["mentions"]
    first, own = mentions[0], mentions[5]
    names = {item["id"]: item["name"] for item in listing("parties", dossier)["items"]}
    assert names[first["holder"]] == "two crew members"
    assert [names[link["party"]] for link in first["chain"]] == ["1-courier.txt", "The Bay Lantern", "two crew members"]
    assert first["chain"][0]["surface"] is None and first["chain"][2]["surface"]["text"] == "Two crew members"
    assert (own["class"], own["presentation"], len(own["chain"])) == ("author", "own voice", 1)
    assert own["holder"] == own["chain"][0]["party"]


def test_an_attribution_tells_the_first_holder_and_lists_all(dossier):
    said = listing("attributions", dossier)["items"]
    assert all(item["holders"][0]["class"] == item["class"] for item in said)
    assert {item["descriptor"] for item in said if item["class"] == "anonymous"} >= {"Two crew members"}


def test_children_of_a_lost_parent_share_an_id(dossier):
    first, second = listing("lineage", dossier)["items"]
    assert first["id"] == second["id"] and {first["child"], second["child"]} == {"3-digest.txt", "4-reworded.txt"}
    assert first["parents"] == [{"lost": "the digest that both reword"}]


def test_an_undated_report_is_published_null_with_a_reason(dossier):
    last = listing("reports", dossier)["items"][-1]
    assert last["published"] is None and "neither" in last["published_because"]


# ── explain ──


def test_explain_finds_a_record_by_the_beginning_of_its_id(dossier):
    claim = record_id(dossier.claims[0])
    found = explain(dossier, claim[:7])
    Draft202012Validator(schema("explain")).validate(json.loads(as_text(envelope("explain", dossier, [found]))))
    assert (found["id"], found["kind"], found["because"]) == (claim, "claim", dossier.claims[0].because)
    assert {part["kind"] for part in found["rests_on"]} == {"claim mention", "position", "source", "report"}
    assert {part["kind"] for part in found["rests_on_it"]} == {"origin"}


def test_explain_knows_every_record(dossier):
    for records in (dossier.attributions, dossier.sources, dossier.parties, dossier.origins, dossier.conflicts, dossier.timeline):
        for record in records:
            assert explain(dossier, record_id(record))["id"] == record_id(record)


def test_explain_counts_what_was_found_in_a_report(dossier):
    found = explain(dossier, "1-courier.txt")
    assert {"kind": "attribution", "id": "", "text": "4 in this report"} in found["rests_on_it"]


@pytest.mark.parametrize(("wanted", "said"), [("zz", "nothing here"), ("", "nothing here")])
def test_explain_says_so_if_nothing_has_the_id(dossier, wanted, said):
    with pytest.raises(SettingsError, match=said):
        explain(dossier, wanted)


def test_explain_asks_for_more_of_an_ambiguous_id(dossier):
    first = sorted(record_id(region) for region in dossier.regions)[0]
    with pytest.raises(SettingsError, match="ids begin with"):
        explain(dossier, first[0])
