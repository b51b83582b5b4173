"""Transitions that come with time: what a domain offers to the clock that runs them (`workflows/clock.py`)."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.base import Base
from services.clock import Clock

Record = TypeVar("Record", bound=Base)


@dataclass(frozen=True, slots=True)
class DueStep:
    """One system event, such as `mous.expire`.

    `advance(session, clock, limit)` moves at most `limit` of the records that are due, each with its event, and
    says how many it moved. Records whose guards do not hold must not be counted as due, or a run would not end.
    """

    name: str
    advance: Callable[[AsyncSession, Clock, int], Awaitable[int]]


async def take_due(
    session: AsyncSession, table: type[Record], *conditions: ColumnElement[bool], limit: int
) -> Sequence[Record]:
    """At most `limit` rows, locked; rows that somebody else is changing wait for the next run."""
    statement = (
        select(table)
        .where(*conditions)
        .order_by(table.id)  # type: ignore[attr-defined]
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)
    )
    return (await session.scalars(statement)).all()
