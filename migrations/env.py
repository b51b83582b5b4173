"""Runs migrations on the connection that `services.migrations` hands over.

The `alembic` command hands over none: then the configured database is used, or the embedded one.
"""

import asyncio

from alembic import context
from sqlalchemy import Connection, text

import models  # noqa: F401 - registers every table
from models.base import Base
from models.database import Database
from services.adapters.embedded_postgres import database_address
from services.settings import Settings

#: One run at a time on one database, whichever machine starts it. The number only has to be ours alone.
ADVISORY_LOCK = 4_207_133_211_907
#: A table lock that is not to be had makes the migration fail, not everybody else wait behind it.
LOCK_TIMEOUT = "5s"


def migrate(connection: Connection) -> None:
    connection.execute(text("SET lock_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ADVISORY_LOCK})
    connection.execute(text("SELECT set_config('lock_timeout', :limit, false)"), {"limit": LOCK_TIMEOUT})
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transaction_per_migration=True,
        compare_server_default=True,
    )
    try:
        with context.begin_transaction():
            context.run_migrations()
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ADVISORY_LOCK})
        connection.execute(text("RESET lock_timeout"))
        connection.commit()


async def migrate_address(address: str) -> None:
    database = Database(address, pool_size=1)
    try:
        async with database.engine.connect() as connection:
            await connection.run_sync(migrate)
    finally:
        await database.close()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    with database_address(Settings()) as configured:
        asyncio.run(migrate_address(configured))
