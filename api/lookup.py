"""Finds the operation of a request with one look-up, however many there are.

FastAPI tries the pattern of every operation in turn. With hundreds of them this takes a quarter of the time of a small
answer.
"""

from collections import defaultdict
from collections.abc import Iterable

from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

#: Where the name of the resource stands in `/api/v1/agencies/…`, split at the slashes.
_RESOURCE = 3


class OperationLookup(BaseRoute):
    """Goes before `routes`, which still answer what is no operation: other paths, and methods not taken."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        self._candidates: dict[tuple[str, int], list[APIRoute]] = defaultdict(list)
        #: Addresses without a variable part: `/countries/resolve` is no country.
        self._fixed: dict[str, frozenset[str]] = defaultdict(frozenset)
        for route in routes:
            if isinstance(route, APIRoute) and len(parts := route.path.split("/")) > _RESOURCE:
                self._candidates[parts[_RESOURCE], len(parts)].append(route)
                if "{" not in route.path:
                    self._fixed[route.path] |= route.methods or frozenset()

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        parts = scope["path"].split("/") if scope["type"] == "http" else ()
        if len(parts) > _RESOURCE:
            if scope["method"] not in self._fixed.get(scope["path"], (scope["method"],)):
                return Match.FULL, {"endpoint": _method_not_taken, "path_params": {}}
            for route in self._candidates.get((parts[_RESOURCE], len(parts)), ()):
                if scope["method"] in (route.methods or frozenset()) and (
                    found := route.path_regex.match(scope["path"])
                ):
                    chosen = {"endpoint": route.endpoint, "path_params": found.groupdict(), "route": route}
                    return Match.FULL, chosen
        return Match.NONE, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["endpoint"] is _method_not_taken:
            raise HTTPException(405)
        await scope["route"].app(scope, receive, send)


def _method_not_taken() -> None:
    """Stands for the operation of an address that does not take the method."""
