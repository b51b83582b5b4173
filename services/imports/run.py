"""Running an import: chunk by chunk, so that whatever happens in between, nothing is done twice and nothing is lost.

A chunk's rows, what became of them, the cursor and the renewed lease are committed together. All-or-nothing imports are
checked that way first, and then written in one transaction.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.database import Database
from models.import_enums import CONFIDENTIAL_KINDS, ImportOutcome
from models.imports import Import, ImportPart, ImportRow, Job
from services.access.policy import Actor
from services.changes import note_changes
from services.clock import Clock
from services.identity.authentication import actor_of_user
from services.imports.cells import DateForm
from services.imports.chunk import process
from services.imports.fields import Plan, Row
from services.imports.kinds.base import Kind, Work
from services.imports.kinds.registry import KINDS
from services.imports.lists import load_lists
from services.imports.parts import as_file
from services.imports.source import Source, Stated, chunks
from services.queue import JobFailed, Lease, finish, renew
from services.sheets.delimited import Record, UnreadableFile

#: Rows of one chunk. Two chunks are in memory at once: one is written while the next is read.
CHUNK = 5_000
#: Rows that one file may have.
MOST_ROWS = 2_000_000

_TABLE = Import.__table__


class Run:
    """One import in a worker's hands."""

    def __init__(self, database: Database, clock: Clock, lease: Lease) -> None:
        self._database, self._clock, self._lease = database, clock, lease
        self._about: int | None = None
        self._ignored = 0

    async def run(self) -> None:
        """Raises `JobFailed`, and `LeaseLost` or `CancelRequested` as the queue does."""
        async with self._database.read() as connection:
            found = await connection.execute(select(_TABLE).where(Import.id == self._lease.subject_id))
            self._import: Any = found.one()
            job = (
                await connection.execute(
                    select(Job.created_by, Job.permissions).where(Job.id == self._lease.job_id)
                )
            ).one()
            actor = await actor_of_user(connection, job.created_by, frozenset(job.permissions))
            lists = await load_lists(connection)
        if actor is None:
            raise JobFailed("Whoever asked for this can no longer sign in.")
        self._actor: Actor = replace(actor, request_id=str(self._lease.job_id))
        self._kind: Kind = KINDS[self._import.kind]
        for permission in self._kind.permissions:
            if not actor.may(permission):
                raise JobFailed(f"Whoever asked for this lacks the permission {permission} by now.")
        async with as_file(self._database, self._import.id) as path:
            try:
                source = await asyncio.to_thread(
                    Source, path, self._kind.fields, stated_of(self._import.stated)
                )
                await self._apply(source, source.plan(lists))
            except UnreadableFile as error:
                raise JobFailed(str(error)) from error

    async def _apply(self, source: Source, plan: Plan) -> None:
        dry = self._import.dry_run
        checked_first = self._import.all_or_nothing and not dry
        if self._lease.cursor == 0:
            self._about = await asyncio.to_thread(source.about)
            async with self._database.transaction() as session:
                found = source.layout.as_json() | {
                    "mapping": source.mapping,
                    "headings": list(source.layout.headings),
                }
                await self._begin(session, found)
        async for rows in self._chunks(source, plan, after=self._lease.cursor):
            async with self._database.transaction() as session:
                await process(
                    self._work(session, plan), self._kind, self._import.id, rows, dry=dry or checked_first
                )
                await renew(session, self._lease, cursor=rows[-1].number)
        async with self._database.transaction() as session:
            refused = await session.scalar(select(Import.refused).where(Import.id == self._import.id))
            if checked_first and not refused:
                await self._all_at_once(session, source, plan)
                refused = await session.scalar(select(Import.refused).where(Import.id == self._import.id))
                if refused:
                    raise JobFailed("Records were changed by others while the rows were checked. Try again.")
            outcome = ImportOutcome.CHECKED if dry else ImportOutcome.APPLIED
            if checked_first and refused:
                outcome = ImportOutcome.REFUSED
            values = {"outcome": outcome.value, "ignored": self._ignored}
            await self._set(session, values)
            note_changes(session, Import, [self._import.id])
            if outcome is ImportOutcome.APPLIED and self._import.kind in CONFIDENTIAL_KINDS:
                await session.execute(delete(ImportPart).where(ImportPart.import_id == self._import.id))
            await finish(session, self._lease, "succeed")

    async def _all_at_once(self, session: AsyncSession, source: Source, plan: Plan) -> None:
        await self._begin(session, None)
        async for rows in self._chunks(source, plan, after=0):
            await process(self._work(session, plan), self._kind, self._import.id, rows, dry=False)
            self._lease.pulse.beat()

    async def _begin(self, session: AsyncSession, found: dict[str, Any] | None) -> None:
        """Forget an earlier run."""
        await session.execute(delete(ImportRow).where(ImportRow.import_id == self._import.id))
        counts = ("records", "created", "updated", "unchanged", "skipped", "refused", "warned", "ignored")
        values: dict[str, Any] = dict.fromkeys(counts, 0) | {"outcome": None}
        if found is not None:
            values["found"] = found
        await self._set(session, values)
        if found is not None:
            await renew(session, self._lease, total=self._about)

    async def _set(self, session: AsyncSession, values: dict[str, Any]) -> None:
        statement = update(Import).where(Import.id == self._import.id).values(values)
        await session.execute(statement, execution_options={"synchronize_session": False})

    def _work(self, session: AsyncSession, plan: Plan) -> Work:
        stated = self._import.stated.get("defaults") or {}
        return Work(
            session, self._actor, self._clock, plan, self._import.mode, self._import.source, defaults=stated
        )

    async def _chunks(self, source: Source, plan: Plan, *, after: int) -> AsyncIterator[list[Row]]:
        """Rows behind number `after`. The next ones are read while these are worked on."""
        self._ignored = 0
        pieces = chunks(self._data(source, after), CHUNK)
        coming = asyncio.create_task(asyncio.to_thread(self._read, pieces, plan))
        try:
            while rows := await coming:
                coming = asyncio.create_task(asyncio.to_thread(self._read, pieces, plan))
                yield rows
        finally:
            if not coming.done():
                await asyncio.wait({coming})

    def _data(self, source: Source, after: int) -> Iterator[Record]:
        for record in source.records():
            if record.number == 0:
                self._ignored += 1
            elif record.number > MOST_ROWS:
                raise UnreadableFile(f"The file has more than {MOST_ROWS:,} rows. Split it.")
            elif record.number > after:
                yield record

    def _read(self, pieces: Iterator[list[Record]], plan: Plan) -> list[Row]:
        key = self._kind.key_name()
        rows = []
        for record in next(pieces, ()):
            row = plan.read(record)
            if row.values:
                self._kind.check(row, plan)
            row.key = row.values.get(key) if key else None
            rows.append(row)
        return rows


def stated_of(stated: dict[str, Any]) -> Stated:
    """What was said of a file, as an import keeps it."""
    dates = stated.get("dates")
    return Stated(
        encoding=stated.get("encoding"),
        delimiter=stated.get("delimiter"),
        decimal=stated.get("decimal") or ".",
        dates=DateForm(dates) if dates else None,
        sheet=stated.get("sheet"),
        mapping=stated.get("mapping"),
    )
