"""Events as the log has them, sealed at once so that people can be told."""

import asyncio
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Base
from models.database import Database
from models.identity import User
from services.access.policy import SYSTEM, Actor
from services.clock import Clock
from services.events import record_event
from services.notifications.telling import tell_people
from services.sealing import seal_events


def acting(user: User) -> Actor:
    """The user as the event log names them."""
    return Actor(user.id, user.name, frozenset(), frozenset())


def happened(
    session: AsyncSession, action: str, subject: Base, subject_type: str, by: Actor = SYSTEM, **values: Any
) -> None:
    """`values` go to the event, such as `agency_id` or `after`."""
    values = {"label": "The record", "after": {}} | values
    record_event(session, by, action, subject, subject_type=subject_type, **values)


async def settle(database: Database) -> None:
    """Seal every event. Transactions of other tests' databases on the same server may hold that up for a moment."""
    while True:
        await seal_events(database)
        async with database.read() as connection:
            statement = text("select (select count(*) from events) - (select count(*) from event_seals)")
            if not await connection.scalar(statement):
                return
        await asyncio.sleep(0.02)


async def seal_and_tell(database: Database, clock: Clock, *, by_mail: bool = False, batch: int = 500) -> int:
    await settle(database)
    return await tell_people(database, clock, by_mail=by_mail, batch=batch)
