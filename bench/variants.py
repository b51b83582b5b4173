"""Our API with one of its duties left out, to tell what that duty costs. For measuring only."""

import os
from typing import Any

from starlette.types import ASGIApp

from api import unit_of_work
from cli import worker
from services.claims import entry

VARIABLE = "BENCH_WITHOUT"


def app() -> ASGIApp:
    """The application of `partnerships serve`, without what the variable names."""
    match os.environ.get(VARIABLE):
        case "event":
            entry.write_event = _do_nothing
        case "sign_in":
            unit_of_work.actor_of_token = _remembered(unit_of_work.actor_of_token)
    return worker.app()


async def _do_nothing(*_: Any, **__: Any) -> None:
    pass


def _remembered(find: Any) -> Any:
    known: dict[str, Any] = {}

    async def actor_of_token(connection: Any, token: str, *rest: Any) -> Any:
        if token not in known:
            known[token] = await find(connection, token, *rest)
        return known[token]

    return actor_of_token
