"""What a kind of import states: who may run it, what its rows hold, and how they become records."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

import orjson
from asyncpg.pgproto import pgproto
from sqlalchemy import Text, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.base import Base
from models.database import connection_of, present_of
from models.identity import ExternalRef
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.errors import DomainError
from services.events import WITHHELD, loggable
from services.imports.fields import Field, Plan, Row
from services.reference.staging import copy_rows


@dataclass(slots=True)
class Work:
    """What the rows of one import are decided and written with. `source` names the system their keys are of."""

    session: AsyncSession
    actor: Actor
    clock: Clock
    plan: Plan
    mode: str
    source: str
    defaults: dict[str, str] = field(default_factory=dict)


class Kind(ABC):
    """One kind. Rows are looked at in chunks, so that questions to the database are asked once for thousands."""

    name: ClassVar[str]
    permissions: ClassVar[tuple[Permission, ...]]
    fields: ClassVar[tuple[Field, ...]]
    #: Fields for which a value may be stated once, for rows that have none.
    defaults: ClassVar[frozenset[str]] = frozenset()

    def needed(self) -> tuple[Permission, ...]:
        """What whoever sends such a file must have."""
        return (Permission.IMPORTS_RUN, *self.permissions)

    def check(self, row: Row, plan: Plan) -> None:  # noqa: B027 - a kind need not have any
        """Remarks on how the values of a row go together. Needs nothing but the row."""

    @abstractmethod
    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        """Set `outcome` to create, update or unchanged, with what is to be written, or add issues."""

    @abstractmethod
    async def write(self, work: Work, rows: Sequence[Row]) -> None:
        """Write the rows that are to be created or updated, each with its event."""

    def settle(self, work: Work, row: Row, existing: UUID | None) -> None:
        """The outcome by what is there and by the mode. `changes` must be known."""
        row.target = existing
        if existing is None:
            if work.mode == "update":
                work.plan.issue(row, "not_found", self.key_name())
            row.outcome = "create"
        elif not row.changes:
            row.outcome = "unchanged"
        else:
            if work.mode == "insert":
                work.plan.issue(row, "already_exists", self.key_name())
            row.outcome = "update"

    def key_name(self) -> str | None:
        return next((column.name for column in self.fields if column.key), None)


class RowByRow(Kind):
    """A kind of few rows: each is written by the commands of its domain, on its own."""

    async def write(self, work: Work, rows: Sequence[Row]) -> None:
        for row in rows:
            try:
                async with work.session.begin_nested():
                    await self.write_row(work, row)
                    await work.session.flush()
            except DomainError as error:
                add_problems(work.plan, row, error)

    @abstractmethod
    async def write_row(self, work: Work, row: Row) -> None:
        """Write one row by the commands of its domain. Raises `DomainError` for one that they do not take."""


def add_problems(plan: Plan, row: Row, error: DomainError) -> None:
    """What a command refused, as issues of the row."""
    if not error.problems:
        plan.issue(row, "bad_value", None, error.detail)
    for problem in error.problems:
        name = problem.field.partition("/")[0]
        plan.issue(row, "bad_value", name if name in plan.fields else None, problem.message)


def compare(row: Row, current: Any, columns: Iterable[str]) -> None:
    """What the row would change: old and new value of each column for which it has one."""
    for column in columns:
        new = row.record.get(column)
        old = getattr(current, column)
        if new is not None and new != old:
            row.changes[column] = [loggable(old), loggable(new)]


async def known_by_key(
    session: AsyncSession, source: str, subject_type: str, keys: Iterable[str]
) -> dict[str, UUID]:
    """Records of ours by the keys of another system."""
    statement = select(ExternalRef.key, ExternalRef.subject_id).where(
        ExternalRef.system == source,
        ExternalRef.subject_type == subject_type,
        ExternalRef.key == any_(bindparam("keys", list(keys), type_=ARRAY(Text))),
    )
    return dict((await session.execute(statement)).all())


def among(column: Any, ids: Iterable[UUID]) -> Any:
    """Whether `column` is one of `ids`, however many there are: as one parameter."""
    return column == any_(bindparam(None, list(ids), type_=ARRAY(PG_UUID(as_uuid=True))))


async def copy_records(session: AsyncSession, model: type[Base], records: Sequence[dict[str, Any]]) -> None:
    """COPY records that have the same columns, by us and now. Raises `asyncpg.PostgresError`."""
    if records:
        columns = list(records[0])
        await copy_rows(session, model.__tablename__, columns, ([r[c] for c in columns] for r in records))


def new_ids(count: int) -> Iterator[UUID]:
    """UUIDv7 keys that follow each other: one is made, and counted on from, in the bits that are random."""
    first = uuid7().int
    # The driver's own kind of UUID, as in rows that were read: made in half the time.
    return (pgproto.UUID((first + place).to_bytes(16)) for place in range(count))


def stamped(work: Work, values: dict[str, Any]) -> dict[str, Any]:
    now = present_of(connection_of(work.session))
    who = work.actor.id
    return values | {"created_at": now, "created_by": who, "updated_at": now, "updated_by": who}


async def copy_refs(work: Work, subject_type: str, keys: Iterable[tuple[str, UUID]]) -> None:
    pairs = list(keys)
    ids = new_ids(len(pairs))
    rows = [(next(ids), work.source, key, subject_type, subject) for key, subject in pairs]
    columns = ("id", "system", "key", "subject_type", "subject_id")
    await copy_rows(work.session, ExternalRef.__tablename__, columns, rows)


async def copy_events(
    work: Work,
    action: str,
    subject_type: str,
    permission: Permission,
    created: Sequence[tuple[UUID, str, UUID | None, dict[str, Any]]],
) -> None:
    """One event for each new record: id, label, agency and values of it."""
    now = present_of(connection_of(work.session))
    actor = work.actor
    who = (actor.id, actor.name, actor.role_for(permission), actor.request_id)
    columns = (
        "id",
        "recorded_at",
        "action",
        "subject_type",
        "subject_id",
        "subject_label",
        "agency_id",
        "after",
    )
    ids = new_ids(len(created))
    rows = (
        (next(ids), now, action, subject_type, subject, label, agency, _logged(values), *who)
        for subject, label, agency, values in created
    )
    names = (*columns, "actor_id", "actor_name", "actor_role", "request_id")
    await copy_rows(work.session, "events", names, rows)


def _logged(values: dict[str, Any]) -> str:
    kept = {name: value for name, value in values.items() if value is not None and name not in WITHHELD}
    return orjson.dumps(kept, default=str).decode()
