"""The one event log: every change is written here, in its own transaction (invariant 17)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, insert, inspect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from uuid_utils.compat import uuid7

from models.base import Base
from models.database import present_of
from models.events import Event
from services.access.permissions import Permission
from services.access.policy import Actor
from services.changes import CHANGED
from services.prepared import Prepared

#: Columns that never enter the log: secrets, birth and vetting data (invariant 20), and bookkeeping.
WITHHELD = frozenset(
    {
        "password_hash",
        "secret_hash",
        "csrf_token",
        "birth_date",
        "birth_place",
        "invest_reference",
        "decline_reason",
        "search_text",
        "version",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    }
)


class Along(NamedTuple):
    """A record that changed along with another, such as `claims`, `claim`."""

    resource: str
    subject_type: str
    id: UUID
    label: str


def loggable(value: Any) -> Any:
    """`value` in a form that JSON can hold without loss."""
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value


def pending_changes(record: Base) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the unit of work is about to write of `record`: values before and after, by column."""
    state = inspect(record)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for attribute in state.mapper.column_attrs:
        if attribute.key in WITHHELD or attribute.key in state.unloaded:
            continue
        history = state.attrs[attribute.key].history
        if not history.has_changes():
            continue
        if history.deleted and history.deleted[0] is not None:
            before[attribute.key] = loggable(history.deleted[0])
        if history.added:
            after[attribute.key] = loggable(history.added[0])
    return before, after


def record_event(
    session: AsyncSession,
    actor: Actor,
    action: str,
    subject: Base,
    *,
    subject_type: str,
    permission: Permission | None = None,
    label: str | None = None,
    agency_id: UUID | None = None,
    reason: str | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    withhold: Iterable[str] = (),
) -> Event:
    """Add the event of a change to `subject`; call it before the flush that writes the change.

    `before` and `after` default to the subject's pending changes. `permission` decides which of the actor's
    roles is named. `withhold` keeps further columns out.
    """
    if before is None and after is None:
        before, after = pending_changes(subject)
    hidden = frozenset(withhold)
    event = Event(
        action=action,
        subject_type=subject_type,
        subject_id=subject.id,  # type: ignore[attr-defined]
        subject_label=label,
        agency_id=agency_id,
        reason=reason,
        before={key: value for key, value in (before or {}).items() if key not in hidden} or None,
        after={key: value for key, value in (after or {}).items() if key not in hidden} or None,
        **_who(actor, permission),
    )
    session.add(event)
    return event


async def write_event(
    connection: AsyncConnection,
    actor: Actor,
    action: str,
    subject_id: UUID,
    *,
    subject_type: str,
    permission: Permission,
    label: str,
    agency_id: UUID | None,
    after: Mapping[str, Any],
    along: Along | None = None,
) -> None:
    """Write the event of a new record at once: for commands that write without the unit of work.

    `along`: the record that changed along with it, and gets an event too.
    """
    shared = {"recorded_at": present_of(connection), "agency_id": agency_id, **_who(actor, permission)}
    logged = {key: loggable(value) for key, value in after.items() if key not in WITHHELD}
    rows = [_row(action, subject_type, subject_id, label, logged) | shared]
    if along is not None:
        rows.append(
            _row(f"{along.resource}.{CHANGED}", along.subject_type, along.id, along.label, {}) | shared
        )
    values = {f"{name}_{at}": value for at, row in enumerate(rows) for name, value in row.items()}
    await _WRITE[len(rows)].rows(connection, values)


def _row(
    action: str, subject_type: str, subject_id: UUID, label: str, after: dict[str, Any]
) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "action": action,
        "subject_type": subject_type,
        "subject_id": subject_id,
        "subject_label": label,
        "after": after,
    }


_COLUMNS = (
    "id",
    "recorded_at",
    "action",
    "subject_type",
    "subject_id",
    "subject_label",
    "agency_id",
    "after",
    "actor_id",
    "actor_name",
    "actor_role",
    "request_id",
)


def _write(rows: int) -> Prepared:
    types = Event.__table__.c
    return Prepared(
        insert(Event).values(
            [
                {column: bindparam(f"{column}_{at}", type_=types[column].type) for column in _COLUMNS}
                for at in range(rows)
            ]
        )
    )


_WRITE = {rows: _write(rows) for rows in (1, 2)}


def _who(actor: Actor, permission: Permission | None) -> dict[str, Any]:
    return {
        "actor_id": actor.id,
        "actor_name": actor.name,
        "actor_role": actor.role_for(permission) if permission else None,
        "request_id": actor.request_id,
    }
