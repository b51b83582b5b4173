"""Loading one record for a change: visible to the actor, locked, and of the version the actor has read."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm.attributes import flag_modified

from models.base import Base
from services.access.policy import Actor
from services.access.visibility import visible
from services.errors import FieldProblem, Invalid, NotFound, StaleVersion

Record = TypeVar("Record", bound=Base)


async def load_for_change(
    session: AsyncSession, actor: Actor, table: type[Record], record_id: UUID, *, version: int | None
) -> Record:
    """The record, locked until the transaction ends. `version` None: the caller changes a child of it only.

    Raises `NotFound` when it is not there or not the actor's to see, `StaleVersion` when it has moved on.
    """
    filter_ = visible(actor, table)
    statement = (
        select(table)
        .where(table.id == record_id, filter_.clause)  # type: ignore[attr-defined]
        .with_for_update(of=table)
    )
    record = await session.scalar(statement, dict(filter_.parameters))
    if record is None:
        raise NotFound
    if version is not None and record.version != version:  # type: ignore[attr-defined]
        raise StaleVersion(record.version)  # type: ignore[attr-defined]
    return record


async def load_visible(session: AsyncSession, actor: Actor, table: type[Record], record_id: UUID) -> Record:
    """The record without a lock, for facts that a command needs. Raises `NotFound`."""
    filter_ = visible(actor, table)
    statement = select(table).where(table.id == record_id, filter_.clause)  # type: ignore[attr-defined]
    record = await session.scalar(statement, dict(filter_.parameters))
    if record is None:
        raise NotFound
    return record


async def require_reference(
    session: AsyncSession, column: InstrumentedAttribute[Any], value: Any, *, field: str, what: str
) -> Any:
    """The id of the row whose `column` is `value`; raises `Invalid` naming `field` when there is none."""
    table = column.class_
    found = await session.scalar(select(table.id).where(column == value))
    if found is None:
        raise Invalid(FieldProblem(field, "unknown", f"There is no {what} {value}."))
    return found


async def require_known(
    session: AsyncSession,
    field: str,
    column: InstrumentedAttribute[str],
    codes: Sequence[str],
    *in_use: ColumnElement[bool],
) -> None:
    """Raises `Invalid` naming every one of `codes` that `column` does not hold (in a row that is `in_use`)."""
    known = set(await session.scalars(select(column).where(column.in_(codes), *in_use))) if codes else set()
    problems = [
        FieldProblem(f"{field}/{position}", "unknown", f"{code} is not known, or no longer in use.")
        for position, code in enumerate(codes)
        if code not in known
    ]
    if problems:
        raise Invalid(*problems)


def apply_changes(record: Base, changes: Mapping[str, Any], actor: Actor) -> None:
    """Set the changed columns and note who did it."""
    for name, value in changes.items():
        setattr(record, name, value)
    record.updated_by = actor.id  # type: ignore[attr-defined]


def touch(record: Base, actor: Actor) -> None:
    """Move the record's version on, for a change that lies in rows beside it alone."""
    record.updated_by = actor.id  # type: ignore[attr-defined]
    flag_modified(record, "updated_by")


def created(record: Record, actor: Actor) -> Record:
    """Note who made the record."""
    record.created_by = actor.id  # type: ignore[attr-defined]
    record.updated_by = actor.id  # type: ignore[attr-defined]
    return record
