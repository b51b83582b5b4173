"""Writing many rows at once: COPY, which is several times faster than INSERT, without losing ON CONFLICT."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, MetaData, Table, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.schema import CreateTable, DropTable

from models.base import Base


async def copy_rows(
    session: AsyncSession, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """COPY `rows` into `table`. Raises `asyncpg.PostgresError` when a row breaks a constraint."""
    connection = await session.connection()
    driver: Any = (await connection.get_raw_connection()).driver_connection
    # The driver is used past SQLAlchemy, which begins the transaction only with its first statement.
    if not driver.is_in_transaction():
        await session.execute(text("SELECT"))
    await driver.copy_records_to_table(table, records=rows, columns=list(columns))


async def add_missing(
    session: AsyncSession, model: type[Base], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Insert those `rows` that meet no row already there; how many these were.

    Rows that are there are left alone, whatever unique key they meet, so that nothing a user changed is undone.
    """
    target = model.__table__
    assert isinstance(target, Table)
    incoming = Table(
        f"incoming_{target.name}",
        MetaData(),
        *(Column(name, target.c[name].type) for name in columns),
        prefixes=["TEMPORARY"],
    )
    await session.execute(CreateTable(incoming))
    await copy_rows(session, incoming.name, columns, rows)
    statement = insert(target).from_select(columns, select(incoming)).on_conflict_do_nothing()
    added = await session.execute(statement.returning(target.c[columns[0]]))
    count = len(added.all())
    await session.execute(DropTable(incoming))
    return count
