"""The history of the tables, run forth and back on a real database."""

import asyncio
import os
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.database import Database
from services import migrations
from services.revisions import current_revision, newest_revision

TABLES = text("select count(*) from information_schema.tables where table_schema = 'public'")
ROUTINES = text(
    "select count(*) from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
    " left join pg_depend d on d.objid = p.oid and d.deptype = 'e'"
    " where n.nspname = 'public' and d.objid is null"
)


async def count(database: Database, query) -> int:
    async with database.read() as connection:
        return (await connection.execute(query)).scalar_one()


async def test_the_history_goes_up_down_and_up_again_and_matches_the_models(empty_database):
    assert await migrations.upgrade(empty_database) is True
    assert await migrations.drift(empty_database) == []

    await migrations.downgrade(empty_database, "base")
    assert await count(empty_database, TABLES) == 1  # alembic's own
    assert await count(empty_database, ROUTINES) == 0

    assert await migrations.upgrade(empty_database) is True
    assert await migrations.drift(empty_database) == []
    assert await current_revision(empty_database) == newest_revision() == migrations.revisions()[-1]


async def test_each_step_can_be_undone_and_done_again(empty_database):
    previous = None
    for revision in migrations.revisions():
        await migrations.upgrade(empty_database, revision)
        await migrations.downgrade(empty_database, previous or "base")
        assert await current_revision(empty_database) == previous
        await migrations.upgrade(empty_database, revision)
        previous = revision


async def test_nothing_is_done_when_all_is_done(database):
    assert await migrations.upgrade(database) is False


async def test_processes_that_start_together_migrate_once(empty_database):
    command = [sys.executable, "-c", "from cli.main import app; app()", "migrate", "up"]
    environment = os.environ | {"DATABASE_URL": empty_database.url}

    started = [await asyncio.create_subprocess_exec(*command, env=environment) for _ in range(3)]

    assert [await process.wait() for process in started] == [0, 0, 0]
    assert await current_revision(empty_database) == newest_revision() == migrations.revisions()[-1]


async def test_a_migration_gives_up_on_a_lock_it_cannot_get(database):
    """Waiting for a table lock would queue every request behind the migration."""
    async with database.transaction() as session:
        names = text(
            "select tablename from pg_tables where schemaname = 'public' and tablename != 'alembic_version'"
        )
        for table in (await session.execute(names)).scalars().all():
            await session.execute(text(f'lock table "{table}" in access share mode'))
        with pytest.raises(DBAPIError, match="lock timeout"):
            await migrations.downgrade(database, "base")
