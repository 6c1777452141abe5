"""The OpenAPI description is held to by every answer: schemathesis makes up requests of its own, right ones and wrong ones."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.app.conftest import BEARER, HERE, PORT, TOKEN, client_of, store_story
from tests.show.fixture_dossier import make_dossier

from sayso.show.app import make_app
from sayso.show.app.live import Live
from sayso.show.listings import LISTINGS

EXAMPLES = 25  # requests for each operation and mode


OPERATIONS = sorted([*LISTINGS, "status", "story", "claims/{id}", "reports/{id}", "explain/{id}", "search"])


@pytest.fixture(scope="session")
def described(tmp_path_factory):
    project = store_story(tmp_path_factory.mktemp("described") / "ferry.sayso", make_dossier())
    app = make_app(Live(project), token=TOKEN, port=PORT)
    host = {"host": f"127.0.0.1:{PORT}"}
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={**BEARER, **host})


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", OPERATIONS)
def test_every_answer_is_one_that_is_described(described, path, mode):
    """Right and wrong parameters of every operation: no fault of the server, no status and no shape that is not described."""

    held_to(described[f"/api/v1/{path}"]["GET"], mode)


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
def test_every_answer_to_a_decision_is_one_that_is_described(described, mode):
    """A body may fit the description and still be about nothing: that is refused with 422 as well."""
    held_to(described["/api/v1/decisions"]["POST"], mode, excluded_checks=[positive_data_acceptance])


def held_to(operation, mode, **options):
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    def ask(case):
        case.call_and_validate(headers=BEARER, base_url=HERE, **options)

    ask()


def test_no_operation_is_left_out(described):
    found = [found.ok() for found in described.get_all_operations()]
    assert sorted(one.path.removeprefix("/api/v1/") for one in found if one.method == "get") == OPERATIONS
    assert [one.path for one in found if one.method != "get"] == ["/api/v1/decisions"]


def test_the_description_is_openapi_3_1_and_its_shapes_are_schemas(client):
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1.")
    Draft202012Validator.check_schema({"$defs": told["components"]["schemas"]})
    assert {f"/api/v1/{command}" for command in LISTINGS} <= set(told["paths"])


def test_every_operation_names_what_it_may_refuse_with(client):
    told = client.get("/api/v1/openapi.json").json()
    for path, operations in told["paths"].items():
        for operation in operations.values():
            assert {"400", "401", "413"} < set(operation["responses"]) and {"200", "201"} & set(operation["responses"]), path
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    assert list(answer["content"]) == ["application/problem+json"], (path, status)


def test_every_shape_that_is_named_is_there(client):
    told = client.get("/api/v1/openapi.json").json()
    named = set()

    def look(part):
        if isinstance(part, dict):
            if "$ref" in part:
                named.add(part["$ref"].removeprefix("#/components/schemas/"))
            for inner in part.values():
                look(inner)
        elif isinstance(part, list):
            for inner in part:
                look(inner)

    look(told)
    assert named and named <= set(told["components"]["schemas"])


def test_there_is_no_page_that_loads_its_parts_from_elsewhere(project):
    client = client_of(project, headers=BEARER)
    assert {client.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")} == {404}
