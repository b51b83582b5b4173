"""What PostgreSQL writes and what the API's description promises have the same fields."""

from typing import Any, get_args

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from schemas.base import Page
from services.detail import Detail
from services.listing import Listing
from tests.architecture.test_house import unconnected_app  # noqa: F401 - a fixture


def _used(route: APIRoute, kind: type) -> list[Any]:
    """Listings and details that a handler's code names, directly or as an attribute of a module."""
    names = route.endpoint.__code__.co_names
    namespace = route.endpoint.__globals__
    found = [namespace[name] for name in names if name in namespace]
    for module in [value for value in found if type(value).__name__ == "module"]:
        found += [getattr(module, name) for name in names if hasattr(module, name)]
    return [value for value in found if isinstance(value, kind)]


def _answers(app: FastAPI) -> list[tuple[str, APIRoute]]:
    contexts = iter_route_contexts(app.routes)
    return [(c.path, c.route) for c in contexts if isinstance(c.route, APIRoute) and c.route.response_model]


def test_lists_show_what_their_shapes_promise(unconnected_app: FastAPI) -> None:  # noqa: F811
    compared = 0
    for path, route in _answers(unconnected_app):
        model: Any = route.response_model
        if not (isinstance(model, type) and issubclass(model, Page)):
            continue
        row = get_args(model.model_fields["items"].annotation)[0]
        for listing in _used(route, Listing):
            promised = set(row.model_fields) - {"allowed_actions"}
            assert set(listing.fields) | set(listing.expansions) == promised, path
            compared += 1
    assert compared >= 10


def test_details_show_what_their_shapes_promise(unconnected_app: FastAPI) -> None:  # noqa: F811
    compared = 0
    for path, route in _answers(unconnected_app):
        details = _used(route, Detail)
        model: Any = route.response_model
        if len(details) != 1 or issubclass(model, Page) or route.methods != {"GET"}:
            continue
        if not set(model.model_fields) >= {"id", "version"}:
            continue
        missing = set(model.model_fields) ^ (set(details[0].fields) | {"allowed_actions"})
        assert missing == set(), path
        compared += 1
    assert compared >= 5
