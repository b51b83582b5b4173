"""The change feed: the sealed log as one actor may see it, in CloudEvents.

A record is told of as the lists show it now, to those whom they show it. To others it is nothing, or a tombstone where
the event itself says that it was theirs: the record is gone, or gone for them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, BigInteger, Select, Text, and_, any_, bindparam, func, null, or_, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncConnection

from models.enums import Role
from models.events import Event, EventSeal
from models.feed_enums import FedSubject
from services.access.policy import Actor
from services.access.visibility import visible
from services.errors import BadCursor
from services.listing import DEFAULT_LIMIT, MAX_LIMIT
from services.prepared import Prepared, PreparedByShape
from services.projection import json_object
from services.workflows.feed.subjects import SUBJECTS

#: Events that one page looks through: whoever sees few of them gets short pages, never a slow one.
WINDOW = 5_000
#: Positions as text are as long as each other, so that they sort as text too.
DIGITS = 19
KNOWN = frozenset(subject.value for subject in FedSubject)


@dataclass(frozen=True, slots=True)
class FeedQuery:
    """`types`: whole ones such as `claims.submitted`, or `claims.*`. Empty filters let everything through."""

    after: int = 0
    limit: int = DEFAULT_LIMIT
    types: tuple[str, ...] = ()
    subject_types: tuple[str, ...] = ()
    subject_ids: tuple[UUID, ...] = ()
    agency_ids: tuple[UUID, ...] = ()
    with_record: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One event as its reader gets it: `body` is a CloudEvent in JSON."""

    position: int
    event_id: UUID
    type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class FeedPage:
    """`next`: the position to go on from, whether or not there were events for this reader on the way."""

    events: list[Told]
    next: int
    head: int

    @property
    def has_more(self) -> bool:
        return self.next < self.head


def position_text(position: int) -> str:
    return f"{position:0{DIGITS}d}"


_HEAD = Prepared(select(func.coalesce(func.max(EventSeal.position), 0)))
_COLUMNS = (
    EventSeal.position,
    Event.id,
    Event.action,
    Event.recorded_at,
    Event.subject_type,
    Event.subject_id,
    Event.subject_label,
    Event.agency_id,
    Event.actor_id,
    Event.before,
    Event.after,
)
_SEALED = select(*_COLUMNS).join(Event, Event.id == EventSeal.event_id)
_STATEMENTS = PreparedByShape()


async def head(connection: AsyncConnection) -> int:
    """The last position there is; 0 for an empty log."""
    return int(await _HEAD.value(connection, {}))


async def feed_page(connection: AsyncConnection, actor: Actor, query: FeedQuery, source: str) -> FeedPage:
    """What `actor` may know of what happened after `query.after`. `source`: the address of this installation.

    Raises `BadCursor` for a position that the log has not reached.
    """
    last = await head(connection)
    if query.after > last:
        raise BadCursor
    until = min(last, query.after + WINDOW)
    values: dict[str, Any] = {
        "after": query.after,
        "until": until,
        "limit": query.limit,
        "subject_types": list(query.subject_types or KNOWN),
    }
    if query.types:
        values["types"] = list(query.types)
        values["resources"] = [type_.removesuffix(".*") for type_ in query.types if type_.endswith(".*")]
    if query.subject_ids:
        values["subject_ids"] = list(query.subject_ids)
    if query.agency_ids:
        values["agency_ids"] = list(query.agency_ids)
    statement = _STATEMENTS.get(tuple(values), lambda: _statement(values))
    rows = [Sealed(*row) for row in await statement.rows(connection, values)]
    reached = rows[-1].position if len(rows) == query.limit else until
    seen = Seen(connection, actor, source, with_record=query.with_record)
    return FeedPage(await seen.tell(rows), reached, last)


async def told_again(
    connection: AsyncConnection, actor: Actor, event_id: UUID, source: str, *, with_record: bool
) -> Told | None:
    """One event as `actor` may see it now; None where it is not, or no longer, for them."""
    rows = await _ONE.rows(connection, {"event_id": event_id})
    seen = Seen(connection, actor, source, with_record=with_record)
    told = await seen.tell([Sealed(*row) for row in rows])
    return told[0] if told else None


_ONE = Prepared(_SEALED.where(Event.id == bindparam("event_id", type_=PG_UUID(as_uuid=True))))


def _statement(values: Iterable[str]) -> Select[Any]:
    def ids(name: str) -> Any:
        return any_(bindparam(name, type_=ARRAY(PG_UUID(as_uuid=True))))

    def words(name: str) -> Any:
        return any_(bindparam(name, type_=ARRAY(Text())))

    clauses = [
        EventSeal.position > bindparam("after", type_=BigInteger()),
        EventSeal.position <= bindparam("until", type_=BigInteger()),
        Event.subject_type == words("subject_types"),
    ]
    if "types" in values:
        resource = func.split_part(Event.action, ".", 1)
        clauses.append(or_(Event.action == words("types"), resource == words("resources")))
    if "subject_ids" in values:
        clauses.append(Event.subject_id == ids("subject_ids"))
    if "agency_ids" in values:
        clauses.append(Event.agency_id == ids("agency_ids"))
    limit = bindparam("limit", type_=BigInteger())
    return _SEALED.where(and_(*clauses)).order_by(EventSeal.position).limit(limit)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An event of the log at its place."""

    position: int
    id: UUID
    action: str
    recorded_at: Any
    subject_type: str
    subject_id: UUID
    subject_label: str | None
    agency_id: UUID | None
    actor_id: UUID | None
    before: Any
    after: Any

    @property
    def key(self) -> tuple[str, str]:
        return self.subject_type, str(self.subject_id)


class Seen:
    """Events through the eyes of one actor."""

    def __init__(self, connection: AsyncConnection, actor: Actor, source: str, *, with_record: bool) -> None:
        self._connection, self._actor, self._source = connection, actor, source
        self._with_record = with_record

    async def tell(self, events: Sequence[Sealed]) -> list[Told]:
        wanted: dict[str, set[UUID]] = defaultdict(set)
        for event in events:
            if event.subject_type in KNOWN:
                wanted[event.subject_type].add(event.subject_id)
        shown: dict[tuple[str, str], Any] = {}
        for type_, ids in wanted.items():
            found = await self._shown(FedSubject(type_), list(ids), summary=True)
            shown |= {(type_, str(id_)): orjson.loads(text) for id_, text in found.items()}
        theirs = await self._parents_of_gone([event for event in events if event.key not in shown])
        told = []
        for event in events:
            if event.key in shown:
                told.append(self._told(event, shown[event.key]))
            elif self._was_theirs(event) or _parent(event) in theirs:
                told.append(self._told(event, None))
        return told

    async def _shown(self, type_: FedSubject, ids: list[UUID], *, summary: bool) -> dict[UUID, Any]:
        followed = SUBJECTS[type_]
        table = followed.listing.table
        fields: dict[str, Any] = {"id": table.id}
        if summary:
            fields |= {
                "version": getattr(table, "version", null()),
                "status": getattr(table, "status", null()),
                "parent": followed.parent[1] if followed.parent else null(),
            }
            if self._with_record:
                fields["record"] = json_object(followed.listing.fields)
        found: dict[UUID, Any] = {}
        for start in range(0, len(ids), MAX_LIMIT):
            some = followed.listing.some(
                self._connection, self._actor, ids[start : start + MAX_LIMIT], fields
            )
            found |= await some
        return found

    async def _parents_of_gone(self, gone: Sequence[Sealed]) -> set[tuple[str, str] | None]:
        """Of those parts that are gone, the records they belonged to that this actor sees."""
        wanted: dict[str, set[UUID]] = defaultdict(set)
        for event in gone:
            if (parent := _parent(event)) is not None:
                wanted[parent[0]].add(UUID(parent[1]))
        theirs: set[tuple[str, str] | None] = set()
        for type_, ids in wanted.items():
            found = await self._shown(FedSubject(type_), list(ids), summary=False)
            theirs |= {(type_, str(id_)) for id_ in found}
        return theirs

    def _was_theirs(self, event: Sealed) -> bool:
        """Whether the event itself says that the actor could see its record: nothing else is told of what is gone."""
        if event.subject_type not in KNOWN:
            return False
        listing = SUBJECTS[FedSubject(event.subject_type)].listing
        if listing.permission and not self._actor.may(listing.permission):
            return False
        if event.actor_id is not None and event.actor_id == self._actor.id:
            return True
        rows = visible(self._actor, listing.table).key
        if Role.AGENCY_COORDINATOR in self._actor.roles and event.agency_id is not None:
            return rows == "all" or (rows != "none" and event.agency_id == self._actor.agency_id)
        return rows == "all"

    def _told(self, event: Sealed, now: dict[str, Any] | None) -> Told:
        """`now`: the record as it is shown; None for a tombstone, which says which record and nothing of it."""
        data: dict[str, Any] = {
            "subject": {
                "type": event.subject_type,
                "id": event.subject_id,
                "label": event.subject_label if now else None,
            },
            "gone": now is None,
            "version": None,
            "status": None,
            "changed": [],
            "agency_id": None,
            "link": None,
        }
        if now is not None:
            address = SUBJECTS[FedSubject(event.subject_type)].address
            data |= {
                "version": now["version"],
                "status": now["status"],
                "changed": sorted({*(event.before or ()), *(event.after or ())}),
                "agency_id": event.agency_id,
                "link": f"{self._source}/api/v1/{address.format(id=now['id'], parent=now['parent'])}",
            }
            if self._with_record:
                data["record"] = now["record"]
        body = {
            "specversion": "1.0",
            "id": event.id,
            "source": f"{self._source}/api/v1",
            "type": event.action,
            "subject": "/".join(event.key),
            "time": event.recorded_at,
            "datacontenttype": "application/json",
            "sequence": position_text(event.position),
            "data": data,
        }
        text = orjson.dumps(body, default=str, option=orjson.OPT_UTC_Z)
        return Told(event.position, UUID(str(event.id)), event.action, text)


def _parent(event: Sealed) -> tuple[str, str] | None:
    """The record of which a removed one was a part, if its last event says so."""
    if event.subject_type not in KNOWN:
        return None
    followed = SUBJECTS[FedSubject(event.subject_type)]
    if followed.parent is None:
        return None
    type_, column = followed.parent
    key = (event.before or {}).get(column.key)
    return (type_.value, str(UUID(key))) if key else None
