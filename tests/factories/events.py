"""Events as the log has them, sealed at once so that people can be told."""

from typing import Any

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


async def seal_and_tell(database: Database, clock: Clock, *, by_mail: bool = False, batch: int = 500) -> int:
    await seal_events(database)
    return await tell_people(database, clock, by_mail=by_mail, batch=batch)
