"""Our API with one of its duties left out, to tell what that duty costs. For measuring only."""

import os
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session
from starlette.types import ASGIApp

from api import unit_of_work
from cli import worker
from models.events import Event

VARIABLE = "BENCH_WITHOUT"


def app() -> ASGIApp:
    """The application of `partnerships serve`, without what the variable names."""
    match os.environ.get(VARIABLE):
        case "event":
            event.listen(Session, "before_flush", _drop_events)
        case "sign_in":
            unit_of_work.actor_of_token = _remembered(unit_of_work.actor_of_token)
    return worker.app()


def _drop_events(session: Session, *_: Any) -> None:
    for record in [record for record in session.new if isinstance(record, Event)]:
        session.expunge(record)


def _remembered(find: Any) -> Any:
    known: dict[str, Any] = {}

    async def actor_of_token(connection: Any, token: str, *rest: Any) -> Any:
        if token not in known:
            known[token] = await find(connection, token, *rest)
        return known[token]

    return actor_of_token
