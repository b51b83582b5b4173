"""Lists as files: every row that the actor may see and the filters leave, as they all were at one moment.

One statement makes one file, so it is a snapshot. PostgreSQL writes CSV and JSON Lines itself and hands them on in
pieces; a workbook is made in a temporary file, since its parts are only known at the end.
"""

import tempfile
from asyncio import to_thread
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from sqlalchemy.ext.asyncio import AsyncConnection

from models.database import driver_of
from models.export_enums import FileFormat
from services.access.policy import Actor
from services.errors import FieldProblem, Invalid
from services.exports.columns import harmless_text, table_columns
from services.exports.parquet import column_kinds, write_parquet
from services.exports.pieces import Told, Write, nobody, rows_of
from services.listing import Listing, ListQuery, Scope
from services.projection import Fields, json_text

#: Rows of a workbook. A sheet holds a few more; a workbook is slow to make and to open long before.
MOST_ROWS_OF_A_WORKBOOK = 100_000
_ROWS_AT_ONCE = 2_000
_PIECE = 64 * 1024
# Not in any JSON text: with these as its signs, a file of CSV is one of JSON Lines.
_JSON_LINES = {"format": "csv", "delimiter": "\x02", "quote": "\x01"}


async def write_file(
    connection: AsyncConnection,
    actor: Actor,
    listing: Listing,
    query: ListQuery,
    scope: Scope | None,
    write: Write,
    told: Told = nobody,
) -> int:
    """Hands the file to `write` piece by piece; how many rows it has. `connection` must be in autocommit.

    Raises what `Listing.page` raises, and `Invalid` for a workbook of too many rows, before the first piece.
    """
    if query.format is FileFormat.XLSX:
        return await _write_workbook(connection, actor, listing, query, scope, write, told)
    if query.format is FileFormat.PARQUET:
        sql, arguments = listing.whole(connection, actor, query, scope, _as_values)
        return await write_parquet(
            connection, sql, arguments, column_kinds(listing.shown(query)), write, told
        )
    lines = query.format is FileFormat.JSONL
    sql, arguments = listing.whole(connection, actor, query, scope, _as_json if lines else _as_text)
    how = _JSON_LINES if lines else {"format": "csv", "header": True}

    async def give(piece: bytes) -> None:
        await write(piece)
        await told(piece.count(b"\n"))

    status = await driver_of(connection).copy_from_query(sql, *arguments, output=give, **how)
    return rows_of(status)


def _as_json(fields: Fields) -> list[Any]:
    return [json_text(fields)]


def _as_text(fields: Fields) -> list[Any]:
    return [harmless_text(value).label(name) for name, value in table_columns(fields).items()]


def _as_values(fields: Fields) -> list[Any]:
    return [value.label(name) for name, value in table_columns(fields).items()]


async def _write_workbook(
    connection: AsyncConnection,
    actor: Actor,
    listing: Listing,
    query: ListQuery,
    scope: Scope | None,
    write: Write,
    told: Told,
) -> int:
    sql, arguments = listing.whole(connection, actor, query, scope, _as_values)
    driver = driver_of(connection)
    with tempfile.TemporaryFile() as file:
        async with driver.transaction(readonly=True):
            statement = await driver.prepare(sql)
            names = [column.name for column in statement.get_attributes()]
            workbook = await to_thread(Workbook, file, listing.table.__tablename__, names)
            cursor = await statement.cursor(*arguments)
            while rows := await cursor.fetch(_ROWS_AT_ONCE):
                await to_thread(workbook.add, rows)
                await told(len(rows))
        await to_thread(workbook.close)
        file.seek(0)
        while piece := await to_thread(file.read, _PIECE):
            await write(piece)
    return workbook.rows


class Workbook:
    """A workbook of one sheet under a frozen heading, written row by row in little memory. Texts stay texts."""

    def __init__(self, file: IO[bytes], title: str, names: Sequence[str]) -> None:
        import xlsxwriter  # only those who ask for a workbook pay for it

        self._book = xlsxwriter.Workbook(
            file,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "remove_timezone": True,
            },
        )
        self._sheet = self._book.add_worksheet(title[:31])
        heading = self._book.add_format({"bold": True})
        self._date = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._money = self._book.add_format({"num_format": "#,##0.00"})
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, max(len(names) - 1, 0), 18)
        self._sheet.write_row(0, 0, names, heading)
        self.rows = 0

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Raises `Invalid` beyond the most rows that a workbook takes."""
        if self.rows + len(rows) > MOST_ROWS_OF_A_WORKBOOK:
            message = (
                f"More than {MOST_ROWS_OF_A_WORKBOOK:,} rows are too many for a workbook. "
                "Narrow the list, or take csv or jsonl."
            )
            raise Invalid(FieldProblem("format", "too_many_rows", message))
        for row in rows:
            self.rows += 1
            for column, value in enumerate(row):
                if value is not None:
                    self._cell(column, value)

    def close(self) -> None:
        self._book.close()

    def _cell(self, column: int, value: Any) -> None:
        row, sheet = self.rows, self._sheet
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, Decimal):
            sheet.write_number(row, column, value, self._money)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value)
        elif isinstance(value, date) and not isinstance(value, datetime):
            sheet.write_datetime(row, column, value, self._date)
        else:
            sheet.write_string(row, column, value if isinstance(value, str) else str(value))
