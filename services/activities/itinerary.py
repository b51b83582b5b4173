"""The programme of an activity, day by day."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, ItineraryItem
from schemas.activity_records import ItineraryCreate, ItineraryUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.parts import ACTIVITY_LINK, load_part, record, require_not_over
from services.detail import Detail
from services.listing import Listing
from services.projection import Fields, stamps
from services.records import apply_changes, created, load_visible

_FIELDS: Fields = {
    "id": ItineraryItem.id,
    "activity": ACTIVITY_LINK,
    "held_on": ItineraryItem.held_on,
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
    actor.require(Permission.ACTIVITIES_DOCUMENT)
    activity = await load_visible(session, actor, Activity, activity_id)
    require_not_over(activity, _CLOSED)
    item = created(ItineraryItem(activity_id=activity_id, **data.model_dump()), actor)
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
    """Raises `NotFound` also for another activity's item."""
    actor.require(Permission.ACTIVITIES_DOCUMENT)
    activity = await load_visible(session, actor, Activity, activity_id)
    item = await load_part(session, actor, ItineraryItem, activity_id, item_id, version)
    require_not_over(activity, _CLOSED)
    apply_changes(item, data.changes(), actor)
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


def _record(
    session: AsyncSession, actor: Actor, action: str, activity: Activity, item: ItineraryItem
) -> None:
    after = {"item_id": str(item.id), "held_on": item.held_on.isoformat(), "title": item.title}
    record(session, actor, action, activity, Permission.ACTIVITIES_DOCUMENT, after=after)
