"""Order and proof for the event log: each event gets a gap-free position and a hash over its predecessor's.

Writers never wait for each other here: an event is sealed a moment later, once no transaction that began before it
can still commit. Whoever changes a sealed event breaks the chain from there on (invariant 17).
"""

import hashlib
from typing import Any

import orjson
from sqlalchemy import exists, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from models.database import Database
from models.events import Event, EventSeal

BATCH = 5000
_LOCK = 4_207_133_211_909
_FIRST = bytes(32)
#: Nothing that began earlier is still running: events up to here have their final order.
_SETTLED = text("events.transaction_id < pg_snapshot_xmin(pg_current_snapshot())")
_AFTER = text(
    "(events.transaction_id, events.id)"
    " > (select sealed.transaction_id, sealed.id from events sealed where sealed.id = :last)"
)
_SEALED_COLUMNS = (
    Event.id,
    Event.recorded_at,
    Event.action,
    Event.subject_type,
    Event.subject_id,
    Event.subject_label,
    Event.agency_id,
    Event.actor_id,
    Event.actor_name,
    Event.actor_role,
    Event.request_id,
    Event.reason,
    Event.before,
    Event.after,
)


def seal_hash(previous: bytes, event: Any) -> bytes:
    """SHA-256 over the predecessor's hash and the event's content."""
    content = orjson.dumps(list(event), default=str, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)
    return hashlib.sha256(previous + content).digest()


async def seal_events(database: Database) -> int:
    """Seal what has settled since the last time; how many. Another process doing so is left to it."""
    sealed = 0
    while True:
        async with database.transaction() as session:
            if not await session.scalar(select(func.pg_try_advisory_xact_lock(_LOCK))):
                return sealed
            count = await _seal_batch(session)
        sealed += count
        if count < BATCH:
            return sealed


async def all_sealed(database: Database) -> bool:
    """Whether no committed event waits for its seal.

    Transaction ids are those of the whole PostgreSQL: a long transaction holds seals back even from another database.
    """
    async with database.read() as connection:
        waiting = select(Event.id).where(~exists().where(EventSeal.event_id == Event.id))
        return await connection.scalar(waiting.limit(1)) is None


async def _seal_batch(session: AsyncSession) -> int:
    last = (
        await session.execute(
            select(EventSeal.position, EventSeal.hash, Event.id)
            .join(Event, Event.id == EventSeal.event_id)
            .order_by(EventSeal.position.desc())
            .limit(1)
        )
    ).one_or_none()
    pending = select(*_SEALED_COLUMNS).where(_SETTLED)
    if last is not None:
        pending = pending.where(_AFTER.bindparams(last=last.id))
    rows = (
        await session.execute(pending.order_by(text("events.transaction_id"), Event.id).limit(BATCH))
    ).all()
    position, previous = (last.position, last.hash) if last else (0, _FIRST)
    seals = []
    for row in rows:
        position, previous = position + 1, seal_hash(previous, row)
        seals.append({"position": position, "event_id": row.id, "hash": previous})
    if seals:
        await session.execute(insert(EventSeal), seals)
    return len(seals)


async def first_broken_seal(database: Database) -> int | None:
    """The first position at which the log is not what was sealed; None when the whole chain holds."""
    previous, expected = _FIRST, 1
    statement = (
        select(EventSeal.position, EventSeal.hash, *_SEALED_COLUMNS)
        .outerjoin(Event, Event.id == EventSeal.event_id)
        .order_by(EventSeal.position)
    )
    async with database.transaction() as session:
        async for position, stored, *event in await session.stream(statement):
            if position != expected or seal_hash(previous, event) != stored:
                return int(expected)
            previous, expected = stored, expected + 1
    return None
