"""Which methods an address takes: for `Allow`, for OPTIONS, and to tell 404 from 405."""

import re

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import compile_path


def allowed_methods(app: FastAPI, path: str) -> list[str]:
    """Every method that some operation takes at `path`; empty when nothing is there."""
    table: dict[str, tuple[re.Pattern[str], frozenset[str]]] | None = getattr(app.state, "methods", None)
    if table is None:
        table = app.state.methods = {
            template: (compile_path(template)[0], frozenset(method.upper() for method in operations))
            for template, operations in app.openapi()["paths"].items()
        }
        # Described elsewhere: by the standard.
        for route in app.routes:
            if isinstance(route, APIRoute) and route.path.startswith("/scim/"):
                pattern, methods = table.get(route.path, (route.path_regex, frozenset()))
                table[route.path] = (pattern, methods | (route.methods or frozenset()))
    # An address without a variable part is itself, whatever patterns it fits.
    matching = [table[path]] if path in table else table.values()
    methods = frozenset[str]().union(*(taken for pattern, taken in matching if pattern.match(path)))
    if "GET" in methods:
        methods |= {"HEAD"}
    return sorted(methods | {"OPTIONS"}) if methods else []
