"""Rules of the wire that hold for every operation, whatever it does."""

import httpx
import pytest
from fastapi import FastAPI
from openapi_schema_validator import OAS31Validator

from schemas.types import Text
from tests.contract.forms import texts
from tests.contract.operations import Operation, example_of, media_types


def test_every_body_has_an_example_that_validates(operations: list[Operation], built_app: FastAPI) -> None:
    document = built_app.openapi()
    components = {"components": document["components"]}
    asked = 0
    for operation in operations:
        for media in media_types(operation.description):
            example = example_of(document, media)
            faults = list(OAS31Validator({**media["schema"], **components}).iter_errors(example))
            assert not faults, (operation, faults)
            asked += 1
        if operation.shape is not None:
            operation.shape.validate_python(operation.example)
    assert asked > len(operations)


def test_every_form_is_told_in_words() -> None:
    """A pattern is for programs: callers are told what to write."""
    formed = [text for text in texts(Text) if text.pattern is not None]
    assert len(formed) > 20
    assert [text for text in formed if not text.form] == []


def test_every_creation_says_where_and_which_version(operations: list[Operation]) -> None:
    for operation in operations:
        created = operation.description["responses"].get("201")
        if created is not None and not operation.public:
            assert "Location" in created["headers"], operation
            # A mute has no versions: it is set and removed as a whole.
            versioned = operation.description["operationId"] != "notification_mutes_create"
            assert ("ETag" in created["headers"]) == versioned, operation


async def test_without_if_match_nothing_is_changed(
    operations: list[Operation], everybody: httpx.AsyncClient
) -> None:
    for operation in operations:
        if operation.takes("if-match"):
            body = {} if operation.example is None else {"json": operation.example}
            answer = await everybody.request(operation.method, operation.address(), **body)
            assert (answer.status_code, answer.json()["code"]) == (428, "version_required"), operation


def test_partial_updates_and_deletions_need_a_version(operations: list[Operation]) -> None:
    # One word of an agency's and one mute, set and removed as a whole; and the session, which has no versions.
    without = {"agency_expertise_remove", "notification_mutes_delete", "session_delete"}
    lacking = {
        operation.description["operationId"]
        for operation in operations
        if operation.method in ("patch", "delete") and not operation.takes("if-match")
    }
    assert lacking <= without


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "GETT"])
async def test_methods_that_are_not_taken(
    operations: list[Operation], anonymous: httpx.AsyncClient, method: str
) -> None:
    for operation in operations:
        answer = await anonymous.request(method, operation.address())
        assert answer.status_code == 405, operation
        assert operation.method.upper() in answer.headers["Allow"].split(", "), operation


async def test_options_names_every_method(operations: list[Operation], anonymous: httpx.AsyncClient) -> None:
    methods: dict[str, set[str]] = {}
    for operation in operations:
        methods.setdefault(operation.path, set()).add(operation.method.upper())
    for operation in operations:
        expected = methods[operation.path] | {"OPTIONS"}
        expected |= {"HEAD"} if "GET" in expected else set()
        answer = await anonymous.options(operation.address())
        assert answer.status_code == 204, operation
        assert set(answer.headers["Allow"].split(", ")) == expected, operation


async def test_security_headers_stand_on_errors_too(
    operations: list[Operation], anonymous: httpx.AsyncClient
) -> None:
    for operation in operations:
        answer = await operation.call(anonymous)
        assert answer.headers["X-Content-Type-Options"] == "nosniff", operation
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], operation
        assert answer.headers["Cache-Control"], operation
        assert answer.headers["X-Request-Id"], operation


@pytest.mark.parametrize("host", ["elsewhere.example", "[", "[::1", "", "testserver.elsewhere.example"])
async def test_other_hosts_are_refused_as_any_other_error(anonymous: httpx.AsyncClient, host: str) -> None:
    answer = await anonymous.get("/site", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_host")
    assert answer.headers["Content-Type"] == "application/problem+json"
