"""Connections: whom they serve next, and what becomes of those whose server has gone."""

import asyncio

import asyncpg
import pytest
from sqlalchemy import text

from models.database import Database
from services.jobs.worker import PASSING
from services.reference.staging import copy_rows

WHO = text("select pg_backend_pid()")
WAITING = (
    "from pg_locks where not granted"
    " and database = (select oid from pg_database where datname = current_database())"
)


async def _end_backends(database: Database) -> None:
    """As a restart of the server does: every connection but this one is closed from the other side."""
    connection = await asyncpg.connect(database.url.replace("+asyncpg", ""))
    await connection.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()"
    )
    await connection.close()
    await asyncio.sleep(0.1)


async def test_readings_one_after_the_other_share_a_connection(database: Database) -> None:
    found = set()
    for _ in range(3):
        async with database.read() as connection:
            found.add(await connection.scalar(WHO))
    assert len(found) == 1


async def test_readings_at_once_have_connections_of_their_own(database: Database) -> None:
    async with database.read() as first, database.read() as second:
        assert await first.scalar(WHO) != await second.scalar(WHO)


async def test_a_reading_sees_what_was_committed_since_the_last(database: Database) -> None:
    async with database.transaction() as session:
        await session.execute(text("create table seen (n int)"))
    for expected in range(2):
        async with database.read() as connection:
            assert await connection.scalar(text("select count(*) from seen")) == expected
        async with database.transaction() as session:
            await session.execute(text("insert into seen values (1)"))


async def test_connections_of_a_server_that_has_gone_are_replaced_unnoticed(database: Database) -> None:
    async with database.read() as connection, database.transaction() as session:
        await connection.scalar(WHO)
        await session.scalar(WHO)
    await _end_backends(database)
    async with database.read() as connection:
        assert await connection.scalar(WHO)
    async with database.transaction() as session:
        assert await session.scalar(WHO)


async def test_a_reading_that_fails_or_is_cut_off_gives_its_place_back(database: Database) -> None:
    few = Database(database.url, pool_size=1)
    try:
        with pytest.raises(Exception, match="division by zero"):
            async with few.read() as connection:
                await connection.scalar(text("select 1 / 0"))
        for _ in range(2):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05), few.read() as connection:
                    await connection.scalar(text("select pg_sleep(5)"))
        async with asyncio.timeout(2), few.read() as connection:
            assert await connection.scalar(text("select 1")) == 1
    finally:
        await few.close()


async def test_rows_on_their_way_to_a_server_that_goes_do_not_wait_for_ever(database: Database) -> None:
    """The driver stops sending while the server does not read, and then waits for a word that never comes."""
    async with database.transaction() as session:
        await session.execute(text("create table seen (word text)"))

    async def send() -> None:
        async with database.transaction() as session:
            await session.execute(WHO)
            # Far more than sockets hold: the server reads none of it while it waits for the table.
            await copy_rows(session, "seen", ["word"], (("x" * 1000,) for _ in range(20_000)))

    holder = await asyncpg.connect(database.url.replace("+asyncpg", ""))
    try:
        async with holder.transaction():
            await holder.execute("lock table seen in share mode")
            sending = asyncio.create_task(send())
            for _ in range(500):
                await asyncio.sleep(0.02)
                if await holder.fetchval(f"select exists (select {WAITING})"):
                    break
            await asyncio.sleep(0.1)
            await holder.execute(f"select pg_terminate_backend(pid) from (select pid {WAITING}) waiting")
            done, _ = await asyncio.wait({sending}, timeout=20)
            assert done
            assert isinstance(sending.exception(), PASSING)
    finally:
        await holder.close()
