"""Rate tables: read and compared when they are handed in, put in force at once when they are applied.

What was recorded is never changed. A place that differs gets all its seasons anew from the table's day; one that the
table leaves without a rate gets a withdrawal of that day. Both are rows added to the others.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from uuid_utils.compat import uuid7

from models.rate_editions import RateEdition, RateEditionRow
from models.rate_enums import EditionCoverage, EditionStatus, RateDifference, RateKind
from schemas.rates import EditionTerms
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.errors import Conflict, FieldProblem, Invalid, NotFound
from services.events import record_event
from services.policies import policy_in_force
from services.rates.columns import KNOWN_HEADINGS, recognize
from services.rates.comparison import Comparison, Difference
from services.rates.files import Sheet, line_of, read_sheet, write_faults
from services.rates.lifecycle import LIFECYCLE
from services.rates.per_diem_table import compare_table
from services.rates.rules import RatePolicy
from services.rates.series import compare_series
from services.rates.table import Terms
from services.records import apply_changes, created, load_for_change

D = RateDifference
#: Key of the lock under which tables are compared and put in force ("rates" in bytes).
_LOCK = int.from_bytes(b"rates")


async def stage_edition(
    session: AsyncSession, actor: Actor, clock: Clock, file_name: str, content: bytes, data: EditionTerms
) -> tuple[UUID, bool]:
    """Read a table and compare it with the rates of its day; whether it is new here.

    The same file for the same day is the same table: nothing is done twice. Raises `Invalid` when the file as a
    whole cannot be read; what is wrong with its rows is kept with them.
    """
    actor.require(Permission.RATES_ADD)
    file_name = _plain_name(file_name)
    await _lock(session)
    sheet = read_sheet(content, KNOWN_HEADINGS)
    kind, names, unknown = recognize(sheet, data.kind)
    digest = hashlib.sha256(content).digest()
    there = await session.scalar(
        select(RateEdition.id).where(
            RateEdition.kind == kind,
            RateEdition.effective_from == data.effective_from,
            RateEdition.coverage == data.coverage,
            RateEdition.sha256 == digest,
            RateEdition.status != EditionStatus.DISCARDED,
        )
    )
    if there is not None:
        return there, False
    terms = Terms(data.effective_from, data.coverage, data.source or file_name)
    comparison = await _compare(session, kind, sheet, names, terms, clock.today())
    notes = [*sheet.notes, *comparison.notes]
    notes += [f"Columns that are not used: {', '.join(unknown)}."] if unknown else []
    edition = RateEdition(
        kind=kind.value,
        effective_from=data.effective_from,
        coverage=data.coverage.value,
        scopes=sorted(comparison.scopes),
        file_name=file_name,
        sha256=digest,
        size_bytes=len(content),
        source=terms.source,
        columns=list(sheet.columns),
        notes=notes,
        **{f"{each}_count": comparison.count(each) for each in D},
        warning_count=sum(bool(row.warnings) for row in comparison.rows),
    )
    session.add(created(edition, actor))
    _record(session, actor, "staged", edition)
    await session.flush()
    await _keep_rows(session, edition.id, comparison)
    return edition.id, True


async def apply_edition(
    session: AsyncSession, actor: Actor, clock: Clock, edition_id: UUID, version: int
) -> None:
    """Put a table in force from its day, all of it or nothing.

    Raises `IllegalTransition` while rows are at fault, and `Conflict` when rates were added since it was compared,
    so that it would do something else than what was shown.
    """
    actor.require(Permission.RATES_ADD)
    await _lock(session)
    edition = await load_for_change(session, actor, RateEdition, edition_id, version=version)
    LIFECYCLE.find(actor, edition.status, "apply")
    shown = await _rows(session, edition.id)
    comparison = await _again(session, edition, shown, clock.today())
    if _marks(comparison.rows) != _marks(shown):
        message = "Rates were added since this table was compared. Discard it and send the file again."
        raise Conflict(message, code="rates_changed")
    LIFECYCLE.fire(actor, edition, "apply", comparison)
    apply_changes(edition, {"applied_at": clock.now(), "applied_by": actor.id}, actor)
    session.add_all(created(rate, actor) for rate in comparison.additions)
    _record(session, actor, "applied", edition)


async def discard_edition(session: AsyncSession, actor: Actor, edition_id: UUID, version: int) -> None:
    """Raises `IllegalTransition` for a table that was applied: what it added stays."""
    actor.require(Permission.RATES_ADD)
    edition = await load_for_change(session, actor, RateEdition, edition_id, version=version)
    LIFECYCLE.fire(actor, edition, "discard")
    apply_changes(edition, {}, actor)
    _record(session, actor, "discarded", edition)


async def file_of_faults(connection: AsyncConnection, actor: Actor, edition_id: UUID) -> str:
    """The file as it was read, each row with what is wrong in it, as CSV. Raises `NotFound`."""
    actor.require(Permission.RATES_READ)
    columns = await connection.scalar(select(RateEdition.columns).where(RateEdition.id == edition_id))
    if columns is None:
        raise NotFound
    rows = await connection.execute(
        select(RateEditionRow.cells, RateEditionRow.problems)
        .where(RateEditionRow.edition_id == edition_id, RateEditionRow.line.is_not(None))
        .order_by(RateEditionRow.line)
    )
    return write_faults(columns, [(row.cells, row.problems) for row in rows])


def _plain_name(file_name: str) -> str:
    """Without the folders that some browsers send along. Raises `Invalid` for a name that cannot be shown."""
    name = file_name.replace("\\", "/").rpartition("/")[2].strip()
    if not name or len(name) > 200 or not name.isprintable():
        message = "Name the file with at most 200 characters, none of them hidden."
        raise Invalid(FieldProblem("file", "file_name", message))
    return name


async def _lock(session: AsyncSession) -> None:
    await session.execute(select(func.pg_advisory_xact_lock(_LOCK)))


async def _compare(
    session: AsyncSession, kind: RateKind, sheet: Sheet, names: dict[str, str], terms: Terms, today: date
) -> Comparison:
    policy = await policy_in_force(session, "rates", RatePolicy, terms.effective_from)
    if kind is RateKind.PER_DIEM:
        return await compare_table(session, sheet, names, terms, policy)
    return await compare_series(session, kind, sheet, names, terms, policy, today)


async def _again(
    session: AsyncSession, edition: RateEdition, rows: Sequence[RateEditionRow], today: date
) -> Comparison:
    """The comparison made anew from what was read."""
    lines = sorted((row for row in rows if row.line is not None), key=lambda row: row.line or 0)
    read = tuple(line_of(row.line or 0, row.cells, edition.columns) for row in lines)
    sheet = Sheet(tuple(edition.columns), read, ())
    kind, names, _ = recognize(sheet, RateKind(edition.kind))
    terms = Terms(edition.effective_from, EditionCoverage(edition.coverage), edition.source)
    return await _compare(session, kind, sheet, names, terms, today)


def _marks(rows: Iterable[Difference | RateEditionRow]) -> list[str]:
    """What must not have changed between reading a table and putting it in force."""
    return sorted(
        repr((row.line, str(row.difference), row.subject, _ordered(row.before), _ordered(row.after)))
        for row in rows
    )


def _ordered(values: Mapping[str, Any] | None) -> list[tuple[str, Any]]:
    return sorted((values or {}).items())


async def _rows(session: AsyncSession, edition_id: UUID) -> Sequence[RateEditionRow]:
    found = await session.scalars(select(RateEditionRow).where(RateEditionRow.edition_id == edition_id))
    return found.all()


async def _keep_rows(session: AsyncSession, edition_id: UUID, comparison: Comparison) -> None:
    await session.execute(
        insert(RateEditionRow),
        [
            {
                "id": uuid7(),
                "edition_id": edition_id,
                "line": row.line,
                "difference": row.difference.value,
                "subject": row.subject,
                "before": row.before,
                "after": row.after,
                "change_percent": row.percent,
                "weight": row.weight,
                "problems": list(row.problems),
                "warnings": list(row.warnings),
                "cells": list(row.cells),
            }
            for row in comparison.rows
        ],
    )


def _record(session: AsyncSession, actor: Actor, verb: str, edition: RateEdition) -> None:
    record_event(
        session,
        actor,
        f"rate_editions.{verb}",
        edition,
        subject_type="rate_edition",
        permission=Permission.RATES_ADD,
        label=f"{edition.kind} from {edition.effective_from}",
        withhold=("columns", "notes"),
    )
