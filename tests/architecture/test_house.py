"""Checks that keep the house: closed routes, one writer of status, short files, and truthful shapes."""

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from api.app import create_app
from api.unit_of_work import PublicRoute, SignedInRoute
from models.database import Database
from services.settings import Settings

ROOT = Path(__file__).parents[2]
CODE = [
    path
    for folder in ("api", "cli", "models", "schemas", "services", "migrations", "bench")
    for path in sorted((ROOT / folder).rglob("*.py"))
]

#: Every operation that anybody may call.
PUBLIC = {
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/api/v1/site"),
    ("POST", "/api/v1/session"),
    ("GET", "/api/v1/answer-link"),
    ("POST", "/api/v1/answer-link"),
    ("GET", "/api/v1/enquiry-form"),
    ("GET", "/api/v1/public/iati/activities.xml"),
    ("GET", "/api/v1/public/results"),
    ("GET", "/api/v1/public/years"),
    ("POST", "/api/v1/enquiries"),
    ("GET", "/{path:path}"),
    ("HEAD", "/{path:path}"),
}


@pytest.fixture(scope="module")
def unconnected_app() -> FastAPI:
    database = Database("postgresql+asyncpg://nobody@localhost/none", pool_size=1)
    return create_app(Settings(database_url=None), database=database)


def _operations(app: FastAPI) -> list[tuple[str, str, APIRoute]]:
    return [
        (method, context.path, context.route)
        for context in iter_route_contexts(app.routes)
        if isinstance(context.route, APIRoute)
        for method in sorted(context.methods)
    ]


def test_every_route_is_signed_in_or_on_the_public_list(unconnected_app: FastAPI) -> None:
    operations = _operations(unconnected_app)
    open_ones = {(m, path) for m, path, route in operations if not isinstance(route, SignedInRoute)}
    assert open_ones == PUBLIC
    assert len(operations) > 100


def test_a_router_that_forgets_to_say_is_closed(unconnected_app: FastAPI) -> None:
    for method, path, route in _operations(unconnected_app):
        if path.startswith("/api/"):
            assert isinstance(route, PublicRoute), (method, path)


def test_operations_without_credentials_are_marked_in_the_description(unconnected_app: FastAPI) -> None:
    for path, operations in unconnected_app.openapi()["paths"].items():
        for method, operation in operations.items():
            assert (operation["security"] == []) == ((method.upper(), path) in PUBLIC), (method, path)


def test_operation_ids_are_unique_and_read_well(unconnected_app: FastAPI) -> None:
    ids = [
        operation["operationId"]
        for operations in unconnected_app.openapi()["paths"].values()
        for operation in operations.values()
    ]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in ids)


def test_only_the_lifecycle_engine_assigns_a_status() -> None:
    assignment = re.compile(
        r"\.status\s*=[^=]|setattr\([^)]*[\"']status|values\([^)]*\bstatus\s*=|[\"']status[\"']\s*\]\s*=[^=]"
    )
    writers = {
        path.relative_to(ROOT).as_posix()
        for path in CODE
        if path.is_relative_to(ROOT / "services") or path.is_relative_to(ROOT / "api")
        if assignment.search(path.read_text())
    }
    assert writers <= {"services/lifecycle.py"}


def test_files_stay_short() -> None:
    """Migrations are lists of columns as they were generated, and are left as they are."""
    rooms = [path for path in CODE if not path.is_relative_to(ROOT / "migrations")]
    long_ones = {path.name: len(path.read_text().splitlines()) for path in rooms}
    assert {name: lines for name, lines in long_ones.items() if lines > 400} == {}


def test_handlers_stay_thin(unconnected_app: FastAPI) -> None:
    import inspect

    lengths = {
        route.endpoint.__qualname__: len(inspect.getsource(route.endpoint).splitlines())
        for _, _, route in _operations(unconnected_app)
    }
    assert {name: lines for name, lines in lengths.items() if lines > 25} == {}
