"""Parquet files: typed columns in compressed row groups, for programs that analyse.

A process of its own writes them from what PostgreSQL sends as CSV, so that nobody else carries the library.
"""

import asyncio
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Boolean, Date, DateTime, Float, Integer, Numeric
from sqlalchemy.ext.asyncio import AsyncConnection

from models.database import driver_of
from services.exports.columns import is_instant, table_columns
from services.exports.pieces import Told, Write, rows_of
from services.projection import Fields

_PROGRAM = Path(__file__).with_name("parquet_writer.py")
_PIECE = 64 * 1024
_KINDS: tuple[tuple[type[Any], str], ...] = (
    (Boolean, "boolean"),
    (Integer, "integer"),
    (Float, "double"),
    (Date, "date"),
    (DateTime, "instant"),
)


class WriterFailed(Exception):
    """The process that writes Parquet ended before the file did."""


def column_kinds(fields: Fields) -> list[tuple[str, str]]:
    """Name and type of each column: boolean, integer, double, decimal with its places, date, instant or text."""
    return [(name, _kind(value)) for name, value in table_columns(fields).items()]


async def write_parquet(
    connection: AsyncConnection,
    sql: str,
    arguments: Sequence[Any],
    columns: Sequence[tuple[str, str]],
    write: Write,
    told: Told,
) -> int:
    """The rows of `sql` as a file of `columns`, handed to `write` piece by piece; how many there are.

    Raises `WriterFailed`.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(_PROGRAM),
        orjson.dumps(columns).decode(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PATH": os.defpath},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    sink = process.stdin

    async def give(piece: bytes) -> None:
        sink.write(piece)
        await sink.drain()
        await told(piece.count(b"\n"))

    async def feed() -> int:
        rows = 0
        try:
            with suppress(BrokenPipeError, ConnectionResetError):  # how the process ends tells of it
                copying = driver_of(connection).copy_from_query
                rows = rows_of(await copying(sql, *arguments, output=give, format="csv"))
        except BaseException:
            # Half the rows must not become a whole file.
            with suppress(ProcessLookupError):
                process.kill()
            raise
        sink.close()
        return rows

    feeding = asyncio.create_task(feed())
    try:
        while piece := await process.stdout.read(_PIECE):
            await write(piece)
        rows = await feeding
        if await process.wait():
            raise WriterFailed(f"The writer ended with {process.returncode}.")
        return rows
    finally:
        feeding.cancel()
        with suppress(ProcessLookupError):
            process.kill()
        await asyncio.gather(feeding, process.wait(), return_exceptions=True)


def _kind(value: Any) -> str:
    if is_instant(value):
        return "instant"
    kind = value.type
    if isinstance(kind, Numeric) and not isinstance(kind, Float):
        return "text" if kind.scale is None else f"decimal:{kind.scale}"
    return next((name for type_, name in _KINDS if isinstance(kind, type_)), "text")
