"""Invariant 17: the log is append-only and hash-chained, in one gap-free order, whoever writes at once."""

import asyncio

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from models.database import Database
from models.events import Event, EventSeal
from services.access.policy import SYSTEM
from services.events import record_event
from services.sealing import all_sealed, first_broken_seal, seal_events
from tests.factories.agencies import agency


async def _write(
    database: Database, *, written: asyncio.Event | None = None, go_on: asyncio.Event | None = None
) -> None:
    """Write an event; tell when it is written, and wait for the word before the commit."""
    async with database.transaction() as session:
        record = agency()
        session.add(record)
        record_event(session, SYSTEM, "agencies.created", record, subject_type="agency")
        await session.flush()
        if written is not None and go_on is not None:
            written.set()
            await go_on.wait()


async def _seal_all(database: Database) -> int:
    """Seal until nothing is left: transactions of other databases on the same server delay it."""
    sealed = await seal_events(database)
    while not await all_sealed(database):
        await asyncio.sleep(0.02)
        sealed += await seal_events(database)
    return sealed


async def test_invariant_17_concurrent_writers_get_a_gap_free_chain(database: Database) -> None:
    await _seal_all(database)
    written, go_on = asyncio.Event(), asyncio.Event()
    slow = asyncio.create_task(_write(database, written=written, go_on=go_on))
    await written.wait()
    await asyncio.gather(*(_write(database) for _ in range(12)))
    while_running = await seal_events(database)
    go_on.set()
    await slow
    assert while_running == 0, "an event was sealed before an earlier transaction had ended"
    assert await _seal_all(database) == 13
    async with database.read() as connection:
        positions = list(await connection.scalars(select(EventSeal.position).order_by(EventSeal.position)))
        assert positions == list(range(1, len(positions) + 1))
        assert len(positions) == await connection.scalar(select(func.count()).select_from(Event))
    assert await first_broken_seal(database) is None


async def test_invariant_17_events_cannot_be_changed_or_removed(database: Database) -> None:
    await _write(database)
    for statement in ("update events set actor_name = 'x'", "delete from events"):
        with pytest.raises(IntegrityError, match="append-only"):
            async with database.transaction() as session:
                await session.execute(text(statement))


async def test_invariant_17_a_change_behind_the_triggers_back_is_found(database: Database) -> None:
    for _ in range(3):
        await _write(database)
    await _seal_all(database)
    async with database.transaction() as session:
        await session.execute(text("alter table events disable trigger append_only"))
        last = await session.scalar(select(func.max(EventSeal.position)))
        await session.execute(
            text(
                "update events set actor_name = 'x' where id ="
                " (select event_id from event_seals where position = :position)"
            ),
            {"position": last - 1},
        )
    assert await first_broken_seal(database) == last - 1
