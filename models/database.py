"""The engine and the two ways to use it: a transaction that writes, a connection that reads."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, async_sessionmaker, create_async_engine


def _dump_json(value: Any) -> str:
    return orjson.dumps(value).decode()


class Database:
    """One pool of connections to one PostgreSQL."""

    def __init__(self, url: str, *, pool_size: int = 20, lock_timeout_ms: int = 10_000) -> None:
        self.url = url
        self.engine = create_async_engine(
            url,
            pool_size=pool_size,
            max_overflow=0,
            pool_pre_ping=False,
            json_serializer=_dump_json,
            json_deserializer=orjson.loads,
            connect_args={
                "server_settings": {
                    "application_name": "partnerships",
                    "timezone": "UTC",
                    "lock_timeout": str(lock_timeout_ms),
                    "jit": "off",
                }
            },
        )
        # Reads run outside a transaction: one statement is its own snapshot, and BEGIN/ROLLBACK cost two round trips.
        self._reading = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=True)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session whose work is committed when the block ends well, and undone when it does not."""
        async with self._sessions() as session, session.begin():
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """An autocommit connection for reads."""
        async with self._reading.connect() as connection:
            yield connection

    async def close(self) -> None:
        await self.engine.dispose()
