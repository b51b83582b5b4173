"""What happened to a record, newest first: its own events, and those of records that belong to it.

Whoever sees the record sees its events. Of a record that belongs to it, only those who may see that record are told,
and only that something happened: values before and after stay in the audit log.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Select,
    Text,
    and_,
    any_,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncConnection

from models.activities import Activity
from models.agencies import Agency
from models.base import Base
from models.claims import Claim
from models.events import Event
from models.mous import Mou
from models.outreach import Offer, Outreach
from models.requests import AssistanceRequest
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.changes import CHANGED
from services.errors import NotFound
from services.keyset import Sort, beyond, decode, encode, fingerprint
from services.listing import DEFAULT_LIMIT, Page
from services.projection import instant, json_object, json_text

#: Not what only says that the record changed along with another, for programs that follow it.
_SAYS_SOMETHING = func.right(Event.action, len(CHANGED) + 1) != f".{CHANGED}"
_RECORD = bindparam("record_id", type_=PG_UUID(as_uuid=True))
_ACTIONS = bindparam("actions", type_=ARRAY(Text()))
#: Event ids are UUIDv7, made when the change was: their order is the order of events.
_NEWEST_FIRST = (Sort("id", Event.__table__.c.id, descending=True),)


@dataclass(frozen=True, slots=True)
class Related:
    """Records that belong to another: told of to holders of `permission` who may see them."""

    subject_type: str
    table: Any
    permission: Permission
    belongs: Callable[[Any], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events of one record of `table`."""

    table: type[Base]
    subject_type: str
    permission: Permission
    related: Sequence[Related] = ()

    async def page(
        self,
        connection: AsyncConnection,
        actor: Actor,
        record_id: UUID,
        *,
        limit: int = DEFAULT_LIMIT,
        after: str | None = None,
        actions: Sequence[str] = (),
    ) -> Page:
        """One page, newest first, of `actions` only where some are named (`mous.commented`).

        Raises `Forbidden`, `NotFound` for a record not theirs, `BadCursor`.
        """
        actor.require(self.permission)
        await self._require_visible(connection, actor, record_id)
        mark = fingerprint("timeline", self.subject_type, record_id, *sorted(actions))
        cursor = decode(after, query=mark, sorts=_NEWEST_FIRST) if after else None
        statement, values = self._statement(actor)
        if actions:
            statement = statement.where(Event.action == any_(_ACTIONS))
            values["actions"] = list(actions)
        if cursor is not None:
            statement = statement.where(beyond(_NEWEST_FIRST, cursor))
            values |= cursor.bound(_NEWEST_FIRST)
        statement = statement.limit(limit + 1)
        rows = (await connection.execute(statement, values | {"record_id": record_id})).all()
        shown = rows[:limit]
        more = len(rows) > limit
        following = encode([shown[-1].key], backwards=False, query=mark) if more else None
        return Page([row.body for row in shown], following, None)

    async def _require_visible(self, connection: AsyncConnection, actor: Actor, record_id: UUID) -> None:
        seen = visible(actor, self.table)
        key = self.table.id  # type: ignore[attr-defined]
        found = await connection.execute(
            select(key).where(key == _RECORD, seen.clause), {"record_id": record_id, **seen.parameters}
        )
        if found.scalar() is None:
            raise NotFound

    def _statement(self, actor: Actor) -> tuple[Select[Any], dict[str, Any]]:
        own = and_(Event.subject_type == self.subject_type, Event.subject_id == _RECORD)
        clauses: list[ColumnElement[bool]] = [own]
        values: dict[str, Any] = {}
        for kind in self.related:
            if not actor.may(kind.permission):
                continue
            seen = visible(actor, kind.table)
            keys = select(kind.table.id).where(kind.belongs(_RECORD), seen.clause)
            clauses.append(and_(Event.subject_type == kind.subject_type, Event.subject_id.in_(keys)))
            values |= seen.parameters
        fields = {
            "id": Event.id,
            "recorded_at": instant(Event.recorded_at),
            "action": Event.action,
            "subject": json_object(
                {"type": Event.subject_type, "id": Event.subject_id, "label": Event.subject_label}
            ),
            "actor": json_object({"name": Event.actor_name, "role": Event.actor_role}),
            "reason": case((own, Event.reason), else_=None),
            "state_before": case((own, Event.before["status"].astext), else_=None),
            "state_after": case((own, Event.after["status"].astext), else_=None),
        }
        columns: list[ColumnElement[Any]] = [
            json_text(fields).label("body"),
            cast(Event.id, Text).label("key"),
        ]
        statement: Select[Any] = (
            select(*columns).where(or_(*clauses), _SAYS_SOMETHING).order_by(Event.id.desc())
        )
        return statement, values


def _of_request(table: Any) -> Callable[[Any], ColumnElement[bool]]:
    return lambda record: table.request_id == record


def _offers_of(condition: Callable[[Any], ColumnElement[bool]]) -> Callable[[Any], ColumnElement[bool]]:
    return lambda record: Offer.outreach_id.in_(select(Outreach.id).where(condition(record)))


TIMELINES: Mapping[str, Timeline] = {
    "activities": Timeline(
        Activity,
        "activity",
        Permission.ACTIVITIES_READ,
        (
            Related(
                "offer",
                Offer,
                Permission.OUTREACH_READ,
                lambda record: Offer.id.in_(select(Activity.offer_id).where(Activity.id == record)),
            ),
            Related("claim", Claim, Permission.CLAIMS_READ, lambda record: Claim.activity_id == record),
        ),
    ),
    "requests": Timeline(
        AssistanceRequest,
        "request",
        Permission.REQUESTS_READ,
        (
            Related("outreach", Outreach, Permission.OUTREACH_READ, _of_request(Outreach)),
            Related("offer", Offer, Permission.OUTREACH_READ, _offers_of(_of_request(Outreach))),
            Related("activity", Activity, Permission.ACTIVITIES_READ, _of_request(Activity)),
        ),
    ),
    "mous": Timeline(Mou, "mou", Permission.MOUS_READ),
    "agencies": Timeline(
        Agency,
        "agency",
        Permission.AGENCIES_READ,
        (Related("mou", Mou, Permission.MOUS_READ, lambda record: Mou.agency_id == record),),
    ),
    "claims": Timeline(
        Claim,
        "claim",
        Permission.CLAIMS_READ,
        (Related("claim", Claim, Permission.CLAIMS_READ, lambda record: Claim.parent_claim_id == record),),
    ),
}
