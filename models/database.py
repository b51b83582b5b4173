"""The engine and the two ways to use it: a transaction that writes, a connection that reads."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import asyncpg
import orjson
from sqlalchemy import NullPool, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession, async_sessionmaker, create_async_engine

from models.base import PRESENT, present_by

#: How long a request waits for a connection.
_PATIENCE_SECONDS = 30
_CONNECTION = "connection"
#: A server on another machine is given up about a minute after its last sign of life (names of `socket`).
_KEEPALIVE = {"TCP_KEEPIDLE": 30, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3, "TCP_USER_TIMEOUT": 60_000}


#: What the driver raises, past SQLAlchemy, when the server goes away in the middle of an operation.
CONNECTION_LOST: tuple[type[Exception], ...] = (
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
)


def _dump_json(value: Any) -> str:
    return orjson.dumps(value).decode()


class Database:
    """One PostgreSQL: at most `pool_size` connections that change it, and as many that read.

    `present` tells the time at which rows are written; left out, the machine's clock does.
    """

    def __init__(
        self,
        url: str,
        *,
        pool_size: int = 20,
        lock_timeout_ms: int = 10_000,
        present: Callable[[], datetime] | None = None,
    ) -> None:
        self.url = url
        options: dict[str, Any] = {
            "execution_options": {PRESENT: present},
            "json_serializer": _dump_json,
            "json_deserializer": orjson.loads,
            "connect_args": {
                "server_settings": {
                    "application_name": "partnerships",
                    "timezone": "UTC",
                    "lock_timeout": str(lock_timeout_ms),
                    "jit": "off",
                }
            },
        }
        self.engine = create_async_engine(
            url, pool_size=pool_size, max_overflow=0, pool_timeout=_PATIENCE_SECONDS, **options
        )
        event.listen(self.engine.sync_engine, "checkout", _refuse_closed)
        event.listen(self.engine.sync_engine, "connect", _notice_when_gone)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=True)
        self._readers = _Readers(url, pool_size, options)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session whose work is committed when the block ends well, and undone when it does not."""
        async with self._sessions() as session, session.begin():
            session.info[_CONNECTION] = await session.connection()
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """An autocommit connection for reads. Each statement is a snapshot of its own."""
        connection = await self._readers.take()
        try:
            yield connection
        finally:
            await self._readers.give_back(connection)

    async def close(self) -> None:
        await self._readers.close()
        await self.engine.dispose()


class _Readers:
    """Open connections, handed from one reading to the next as they are.

    They carry no transaction, so nothing has to be begun, undone or reset between two uses. An engine's pool would
    take longer over that than PostgreSQL over one record.
    """

    def __init__(self, url: str, size: int, options: dict[str, Any]) -> None:
        self._engine = create_async_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT", **options)
        event.listen(self._engine.sync_engine, "connect", _notice_when_gone)
        #: The one last used comes first; None stands for one that may still be opened.
        self._free: asyncio.LifoQueue[AsyncConnection | None] = asyncio.LifoQueue()
        for _ in range(size):
            self._free.put_nowait(None)

    async def take(self) -> AsyncConnection:
        """Raises `sqlalchemy.exc.TimeoutError` when all stay in use, and whatever keeps one from being opened."""
        connection = self._free.get_nowait() if self._free.qsize() else await self._wait()
        if connection is not None and _is_open(connection):
            return connection
        try:
            if connection is not None:
                await connection.close()
            return await self._engine.connect()
        except BaseException:
            self._free.put_nowait(None)
            raise

    async def give_back(self, connection: AsyncConnection) -> None:
        if _is_open(connection):
            self._free.put_nowait(connection)
        else:
            self._free.put_nowait(None)
            await connection.close()

    async def close(self) -> None:
        while self._free.qsize():
            if (connection := self._free.get_nowait()) is not None:
                await connection.close()
        await self._engine.dispose()

    async def _wait(self) -> AsyncConnection | None:
        try:
            return await asyncio.wait_for(self._free.get(), _PATIENCE_SECONDS)
        except TimeoutError:
            raise PoolTimeout("All connections for reading stay in use.") from None


def connection_of(session: AsyncSession) -> AsyncConnection:
    """The connection that a transaction runs on; `session.connection()` would look it up through all its layers."""
    connection: AsyncConnection = session.info[_CONNECTION]
    return connection


def driver_of(connection: AsyncConnection) -> Any:
    """The driver's connection beneath. `get_raw_connection` would switch to another stack and back for it."""
    assert connection.sync_connection is not None
    return connection.sync_connection.connection.driver_connection


def present_of(connection: AsyncConnection) -> datetime:
    """The moment at which a row is written: for statements that go past SQLAlchemy's defaults."""
    assert connection.sync_connection is not None
    return present_by(connection.sync_connection.get_execution_options())


def _refuse_closed(connection: Any, *_: Any) -> None:
    """The driver knows at once when the server has gone: then no connection of the pool is any good, so a new one."""
    if connection.driver_connection.is_closed():
        raise InvalidatePoolError


def _notice_when_gone(connection: Any, *_: Any) -> None:
    """Nobody may wait for ever for a server that has gone.

    The driver pauses a COPY, or many parameters, while the server does not read, and does not wake it when the
    connection is lost meanwhile. A machine that vanished closes no connection at all: only asking it tells.
    """
    driver = connection.driver_connection
    driver.add_termination_listener(lambda _, protocol=driver._protocol: protocol.resume_writing())
    beneath = driver._transport.get_extra_info("socket")
    if beneath.family != getattr(socket, "AF_UNIX", None):
        beneath.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in _KEEPALIVE.items():
            if (option := getattr(socket, name, None)) is not None:
                beneath.setsockopt(socket.IPPROTO_TCP, option, value)


def has_begun(connection: AsyncConnection) -> bool:
    """Whether what is run on the driver now belongs to the transaction, or there is to be none (autocommit).

    SQLAlchemy begins a transaction with the first statement that it runs itself.
    """
    assert connection.sync_connection is not None
    pooled = connection.sync_connection.connection
    driver, adapted = pooled.driver_connection, pooled.dbapi_connection
    assert driver is not None
    assert adapted is not None
    return bool(driver.is_in_transaction() or adapted.autocommit)


def _is_open(connection: AsyncConnection) -> bool:
    return not (connection.closed or connection.invalidated or driver_of(connection).is_closed())
