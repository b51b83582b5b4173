"""Statements that are compiled once and run on the driver itself: the way of lists, details and sign-in.

A small answer would otherwise spend most of its time in SQLAlchemy's execution: looking up the compiled form, making
contexts, adapting cursors and results. The statement is still SQLAlchemy's, and so is the connection, with whatever
transaction is open on it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import asyncpg
from sqlalchemy import Dialect, Select, UpdateBase
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from models.database import driver_of, has_begun

#: Name of a parameter, or no name and its constant value, and how the driver wants it.
_Parameter = tuple[str, Any, Callable[[Any], Any] | None]


class Prepared:
    """A statement, to be run many times with other values of its parameters."""

    __slots__ = ("_parameters", "_sql", "_statement")

    def __init__(self, statement: Select[*tuple[Any, ...]] | UpdateBase) -> None:
        self._statement = statement
        self._sql = ""
        self._parameters: list[_Parameter] = []

    async def rows(self, connection: AsyncConnection, values: Mapping[str, Any]) -> Sequence[Any]:
        """The rows, by position. `values` has the same names every time. Raises `DBAPIError`."""
        arguments = self._arguments(connection, values)
        if not has_begun(connection):
            result = await connection.exec_driver_sql(self._sql, tuple(arguments))
            return result.all() if result.returns_rows else []
        driver = driver_of(connection)
        try:
            rows: Sequence[Any] = await driver.fetch(self._sql, *arguments)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            if driver.is_closed():
                # SQLAlchemy meets the closed connection too, empties the pool and says so.
                await connection.execute(self._statement, values)
            raise DBAPIError(self._sql, None, error) from error
        return rows

    async def value(self, connection: AsyncConnection, values: Mapping[str, Any]) -> Any:
        """The first column of the first row; None when there is no row."""
        rows = await self.rows(connection, values)
        return rows[0][0] if rows else None

    def on_driver(self, connection: AsyncConnection, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
        """The statement and its arguments as the driver takes them."""
        arguments = self._arguments(connection, values)
        return self._sql, arguments

    def _arguments(self, connection: AsyncConnection, values: Mapping[str, Any]) -> list[Any]:
        if not self._sql:
            self._compile(connection.dialect, values)
        arguments = []
        for name, constant, convert in self._parameters:
            value = values[name] if name else constant
            arguments.append(convert(value) if convert else value)
        return arguments

    def _compile(self, dialect: Dialect, values: Mapping[str, Any]) -> None:
        compiled = self._statement.compile(dialect=dialect)
        if left := [column.name for column in (*compiled.insert_prefetch, *compiled.update_prefetch)]:
            raise ValueError(
                f"Give {left} a value: defaults that the program works out are not filled in here."
            )
        # Lists of constants (`IN`) become so many parameters.
        expanded = compiled.construct_expanded_state(dict(values))
        if unsteady := values.keys() & expanded.parameter_expansion.keys():
            raise ValueError(f"{unsteady} has another number of values each time: compare with any_(array).")
        for name in expanded.positiontup or ():
            convert = expanded.processors.get(name) or _processor(compiled, name)
            constant = None if name in values else expanded.parameters[name]
            self._parameters.append((name if name in values else "", constant, convert))
        self._sql = expanded.statement


class PreparedByShape:
    """Statements of one kind by what tells them apart, each made when it is first wanted."""

    MOST = 256

    def __init__(self) -> None:
        self._made: dict[Any, Prepared] = {}

    def get(self, shape: Any, make: Callable[[], Select[*tuple[Any, ...]] | UpdateBase]) -> Prepared:
        prepared = self._made.get(shape)
        if prepared is None:
            if len(self._made) >= self.MOST:
                self._made.clear()
            prepared = self._made[shape] = Prepared(make())
        return prepared


def _processor(compiled: Any, name: str) -> Callable[[Any], Any] | None:
    """How the driver wants values of a parameter: JSON as text, most others as they are."""
    if name not in compiled.binds:
        return None
    kind = compiled.binds[name].type.dialect_impl(compiled.dialect)
    processor: Callable[[Any], Any] | None = kind.bind_processor(compiled.dialect)
    return processor
