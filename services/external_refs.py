"""Other systems' keys for our records: shown with them, looked up by, and never of two records at once.

A key is unique for a system and a kind of record, whoever wrote it: an import, a `PUT` by it, or somebody by hand.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, column, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.base import Base
from models.identity import ExternalRef
from services.access.permissions import Permission
from services.access.policy import Actor
from services.errors import Conflict, FieldProblem, Forbidden, Invalid, NotFound
from services.events import record_event
from services.filters import Filter, matching
from services.projection import json_list, json_object
from services.records import load_for_change, touch

#: Keys that the program itself writes, of the data it was delivered with.
OURS = frozenset({"reference", "public_reports"})
#: Of one record.
MOST_REFS = 50


def refs_of(table: Any, subject_type: str) -> ColumnElement[Any]:
    """`[{"system": …, "key": …}]` of each row of `table`."""
    return json_list(
        select(json_object({"system": ExternalRef.system, "key": ExternalRef.key}))
        .where(ExternalRef.subject_type == subject_type, ExternalRef.subject_id == table.id)
        .order_by(ExternalRef.system, ExternalRef.key)
    )


def by_ref(table: Any, subject_type: str) -> Filter:
    """Rows with one of the keys, each written `system:key`."""

    def clause(values: Any) -> ColumnElement[bool]:
        pair = func.unnest(values).table_valued(column("text", Text), name="pair")
        asked = pair.c.text
        holders = select(ExternalRef.subject_id).where(
            ExternalRef.system == func.split_part(asked, ":", 1),
            ExternalRef.subject_type == subject_type,
            ExternalRef.key == func.substr(asked, func.strpos(asked, ":") + 1),
        )
        return table.id.in_(holders)  # type: ignore[no-any-return]

    return matching(clause, description="Keys of other systems, each as `system:key`.")


async def holder_of(connection: AsyncConnection, subject_type: str, system: str, key: str) -> UUID:
    """Whose key it is; whether the actor may see that record is for its reader to ask. Raises `NotFound`."""
    found = await connection.scalar(_holder(subject_type, system, key))
    if found is None:
        raise NotFound
    return UUID(str(found))


async def holder_for_change(session: AsyncSession, subject_type: str, system: str, key: str) -> UUID | None:
    """Whose key it is, with nobody else giving it away until the transaction ends; None when it is free.

    Two that bring the same new key at once come one after the other, so the second finds what the first made.
    Raises `Invalid` for a system that is ours.
    """
    if system in OURS:
        raise Invalid(
            FieldProblem("system", "reserved", f"{system} is a name of our own: use your system's.")
        )
    name = f"external_ref {subject_type} {system} {key}"
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
    found: UUID | None = await session.scalar(_holder(subject_type, system, key))
    return found


def add_ref(session: AsyncSession, subject_type: str, subject_id: UUID, system: str, key: str) -> None:
    session.add(ExternalRef(system=system, key=key, subject_type=subject_type, subject_id=subject_id))


async def attach(
    session: AsyncSession,
    actor: Actor,
    permission: Permission,
    table: type[Base],
    subject_type: str,
    record_id: UUID,
    version: int,
    system: str,
    key: str,
) -> None:
    """Give the record another system's key; nothing happens when it has it.

    Raises `Conflict` for a key of another record, which is named only to those who may see it.
    """
    actor.require(permission)
    record = await load_for_change(session, actor, table, record_id, version=version)
    holder = await holder_for_change(session, subject_type, system, key)
    if holder == record_id:
        return
    if holder is not None:
        await _refuse(session, actor, table, holder, system, key)
    of_record = (ExternalRef.subject_type == subject_type, ExternalRef.subject_id == record_id)
    if (await session.scalar(select(func.count(ExternalRef.id)).where(*of_record)) or 0) >= MOST_REFS:
        raise Conflict(f"A record has at most {MOST_REFS} keys of other systems.", code="too_many_refs")
    add_ref(session, subject_type, record_id, system, key)
    _record(session, actor, permission, record, subject_type, "attached", f"{system}:{key}")


async def detach(
    session: AsyncSession,
    actor: Actor,
    permission: Permission,
    table: type[Base],
    subject_type: str,
    record_id: UUID,
    version: int,
    system: str,
    key: str,
) -> None:
    """Take a key away from the record. Raises `NotFound` when it does not have it."""
    actor.require(permission)
    record = await load_for_change(session, actor, table, record_id, version=version)
    if await holder_for_change(session, subject_type, system, key) != record_id:
        raise NotFound
    await session.execute(
        delete(ExternalRef).where(
            ExternalRef.system == system, ExternalRef.subject_type == subject_type, ExternalRef.key == key
        )
    )
    _record(session, actor, permission, record, subject_type, "detached", f"{system}:{key}")


async def _refuse(
    session: AsyncSession, actor: Actor, table: type[Base], holder: UUID, system: str, key: str
) -> None:
    message = f"{system}:{key} is the key of another record."
    try:
        await load_for_change(session, actor, table, holder, version=None)
        message = f"{system}:{key} is the key of {holder}."
    except (NotFound, Forbidden):
        pass
    raise Conflict(message, code="ref_taken", field="key")


def _holder(subject_type: str, system: str, key: str) -> Any:
    return select(ExternalRef.subject_id).where(
        ExternalRef.system == system, ExternalRef.subject_type == subject_type, ExternalRef.key == key
    )


def _record(
    session: AsyncSession,
    actor: Actor,
    permission: Permission,
    record: Any,
    subject_type: str,
    verb: str,
    ref: str,
) -> None:
    touch(record, actor)
    record_event(
        session,
        actor,
        f"external_refs.{verb}",
        record,
        subject_type=subject_type,
        permission=permission,
        label=getattr(record, "reference", None)
        or getattr(record, "legal_name", None)
        or record_name(record),
        agency_id=record.id if subject_type == "agency" else getattr(record, "agency_id", None),
        after={"external_ref": ref},
    )


def record_name(record: Any) -> str | None:
    """What people call a record that has no reference."""
    return next(
        (getattr(record, n) for n in ("number", "document_number", "name") if hasattr(record, n)), None
    )
