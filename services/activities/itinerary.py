"""The programme of an activity, day by day."""

from datetime import time
from typing import Any
from uuid import UUID

from sqlalchemy import Text, func
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, ItineraryItem
from schemas.activity_records import ItineraryCreate, ItineraryUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.parts import ACTIVITY_LINK, load_part, record, require_not_over
from services.detail import Detail
from services.errors import FieldProblem, Invalid
from services.listing import Listing
from services.projection import Fields, stamps
from services.records import apply_changes, created, load_visible


def _time_of_day(column: Any) -> Any:
    return func.to_char(column, "HH24:MI", type_=Text)


_FIELDS: Fields = {
    "id": ItineraryItem.id,
    "activity": ACTIVITY_LINK,
    "held_on": ItineraryItem.held_on,
    "starts_at": _time_of_day(ItineraryItem.starts_at),
    "ends_at": _time_of_day(ItineraryItem.ends_at),
    "title": ItineraryItem.title,
    "venue": ItineraryItem.venue,
    "host": ItineraryItem.host,
    **stamps(ItineraryItem),
}
_SOURCE = ItineraryItem.__table__.join(Activity.__table__)

ITINERARY = Listing(
    table=ItineraryItem,
    permission=Permission.ACTIVITIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"held_on": ItineraryItem.held_on, "title": ItineraryItem.title},
    default_sort="held_on",
)
ITINERARY_ITEM = Detail(
    table=ItineraryItem,
    permission=Permission.ACTIVITIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=lambda actor, _: ["update", "delete"] if actor.may(Permission.ACTIVITIES_DOCUMENT) else [],
)
_CLOSED = "its programme is kept as it was"


async def add_item(session: AsyncSession, actor: Actor, activity_id: UUID, data: ItineraryCreate) -> UUID:
    """Raises `Invalid` for an end without a beginning, or before it."""
    actor.require(Permission.ACTIVITIES_DOCUMENT)
    activity = await load_visible(session, actor, Activity, activity_id)
    require_not_over(activity, _CLOSED)
    item = created(ItineraryItem(activity_id=activity_id, **_columns(data.model_dump())), actor)
    _require_order(item)
    session.add(item)
    _record(session, actor, "itinerary_added", activity, item)
    return item.id


async def update_item(
    session: AsyncSession,
    actor: Actor,
    activity_id: UUID,
    item_id: UUID,
    version: int,
    data: ItineraryUpdate,
) -> None:
    """Raises `NotFound` also for another activity's item, `Invalid` as `add_item`."""
    actor.require(Permission.ACTIVITIES_DOCUMENT)
    activity = await load_visible(session, actor, Activity, activity_id)
    item = await load_part(session, actor, ItineraryItem, activity_id, item_id, version)
    require_not_over(activity, _CLOSED)
    apply_changes(item, _columns(data.changes()), actor)
    _require_order(item)
    _record(session, actor, "itinerary_updated", activity, item)


async def remove_item(
    session: AsyncSession, actor: Actor, activity_id: UUID, item_id: UUID, version: int
) -> None:
    actor.require(Permission.ACTIVITIES_DOCUMENT)
    activity = await load_visible(session, actor, Activity, activity_id)
    item = await load_part(session, actor, ItineraryItem, activity_id, item_id, version)
    require_not_over(activity, _CLOSED)
    _record(session, actor, "itinerary_removed", activity, item)
    await session.delete(item)


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    """Field values as columns: times of day are written `09:30`."""
    times = {name: values[name] for name in ("starts_at", "ends_at") if values.get(name)}
    return values | {name: time.fromisoformat(text) for name, text in times.items()}


def _require_order(item: ItineraryItem) -> None:
    if item.ends_at is not None and item.starts_at is None:
        raise Invalid(FieldProblem("starts_at", "missing", "Say when it begins, too."))
    if item.ends_at is not None and item.starts_at is not None and item.ends_at <= item.starts_at:
        raise Invalid(FieldProblem("ends_at", "before_start", f"It begins at {item.starts_at:%H:%M}."))


def _record(
    session: AsyncSession, actor: Actor, action: str, activity: Activity, item: ItineraryItem
) -> None:
    after = {"item_id": str(item.id), "held_on": item.held_on.isoformat(), "title": item.title}
    record(session, actor, action, activity, Permission.ACTIVITIES_DOCUMENT, after=after)
