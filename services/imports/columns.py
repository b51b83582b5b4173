"""The columns of a file that was sent: what they are taken for, and what stands in them, before anything is run."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models.database import Database
from models.imports import Import
from services.access.policy import Actor
from services.detail import Answer
from services.errors import Conflict
from services.imports.fields import Field
from services.imports.issues import shown
from services.imports.kinds.registry import KINDS
from services.imports.parts import as_file
from services.imports.run import stated_of
from services.imports.source import Source, Stated
from services.sheets.delimited import Record, UnreadableFile

#: Rows that are looked at, and values of each column that are shown.
_ROWS, _VALUES = 20, 3


async def columns_of(database: Database, actor: Actor, answer: Answer) -> Answer:
    """Values are for whoever sent the file alone, as its rows are.

    Raises `Conflict` when there is no file (any more).
    """
    if not answer["received_bytes"]:
        raise Conflict("There is no file: send its parts first, or import it anew.", code="no_file")
    fields, stated = KINDS[answer["kind"]].fields, stated_of(answer["stated"])
    import_id = UUID(str(answer["id"]))
    async with database.read() as connection:
        sender = await connection.scalar(select(Import.created_by).where(Import.id == import_id))
    async with as_file(database, import_id) as path:
        return await asyncio.to_thread(_look, path, fields, stated, whole=sender == actor.id)


def _look(path: Path, fields: tuple[Field, ...], stated: Stated, *, whole: bool) -> Answer:
    try:
        source = _opened(path, fields, stated)
        rows = list(islice((record for record in source.records() if record.number), _ROWS))
    except UnreadableFile as error:
        return {"problem": str(error), "columns": [], "missing": []}
    withheld = {column.name for column in fields if column.withheld}
    columns = []
    for place, heading in enumerate(source.layout.headings):
        name = source.mapping.get(heading)
        values = _first(rows, place) if whole and name not in withheld else []
        columns.append({"heading": heading, "field": name, "values": values})
    return {"problem": None, "columns": columns, "missing": source.missing()}


def _opened(path: Path, fields: tuple[Field, ...], stated: Stated) -> Source:
    """What was stated of columns that the file does not have, as after an import that it is like, is passed over."""
    try:
        return Source(path, fields, stated)
    except UnreadableFile:
        return Source(path, fields, replace(stated, mapping=None))


def _first(rows: Iterable[Record], place: int) -> list[str]:
    cells: list[Any] = [row.cells[place] for row in rows if place < len(row.cells)]
    texts = dict.fromkeys(shown(str(cell).strip()) or "" for cell in cells)
    return [text for text in texts if text][:_VALUES]
