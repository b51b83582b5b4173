"""Foreign participants of an activity. Nobody attends without approval of person and unit (invariant 8)."""

from datetime import date
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, ActivityParticipant
from models.countries import Country
from models.enums import ActivityStatus, VettingStatus
from models.vetting import ForeignParticipant, VettingCase
from schemas.activity_records import ParticipantAdd, ParticipantUpdate
from services.access.clearance import cleared_through
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.parts import ACTIVITY_LINK, load_part, record, require_not_over
from services.clock import Clock
from services.detail import Detail
from services.errors import Conflict, FieldProblem, Invalid, NotFound
from services.filters import flag
from services.listing import Listing
from services.projection import Fields, json_object, stamps
from services.records import apply_changes, created, load_for_change, load_visible

_CLEARED = cleared_through(ForeignParticipant.id, ForeignParticipant.unit_id, Activity.ends_on)
_FIELDS: Fields = {
    "id": ActivityParticipant.id,
    "activity": ACTIVITY_LINK,
    "participant": json_object(
        {
            "id": ForeignParticipant.id,
            "name": ForeignParticipant.name,
            "rank": ForeignParticipant.rank,
            "country": Country.genc3,
        }
    ),
    "cleared": _CLEARED,
    "days_attended": ActivityParticipant.days_attended,
    "return_confirmed_on": ActivityParticipant.return_confirmed_on,
    **stamps(ActivityParticipant),
}
_SOURCE = (
    ActivityParticipant.__table__.join(Activity.__table__, Activity.id == ActivityParticipant.activity_id)
    .join(ForeignParticipant.__table__, ForeignParticipant.id == ActivityParticipant.participant_id)
    .join(Country.__table__, Country.id == ForeignParticipant.country_id)
)

PARTICIPANTS = Listing(
    table=ActivityParticipant,
    exportable=False,
    permission=Permission.ACTIVITIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"name": ForeignParticipant.name, "created_at": ActivityParticipant.created_at},
    default_sort="name",
    filters={"cleared": flag(_CLEARED)},
    where=ActivityParticipant.removed_at.is_(None),
)
PARTICIPANT = Detail(
    table=ActivityParticipant,
    permission=Permission.ACTIVITIES_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=lambda actor, _: ["update", "remove"] if actor.may(Permission.VETTING_MANAGE) else [],
)


async def add_participant(
    session: AsyncSession, actor: Actor, activity_id: UUID, data: ParticipantAdd
) -> UUID:
    """Put somebody on the list; once work has begun only if already cleared.

    Raises `Invalid` for a person the post does not know, `Conflict` when they are on the list or may not take part.
    """
    actor.require(Permission.VETTING_MANAGE)
    activity = await load_for_change(session, actor, Activity, activity_id, version=None)
    require_not_over(activity, "its list of participants is closed")
    try:
        person = await load_visible(session, actor, ForeignParticipant, data.participant_id)
    except NotFound:
        problem = FieldProblem("participant_id", "unknown", "There is no such foreign participant.")
        raise Invalid(problem) from None
    await _require_admissible(session, activity, person.id)
    entry = await session.scalar(
        select(ActivityParticipant).where(
            ActivityParticipant.activity_id == activity_id, ActivityParticipant.participant_id == person.id
        )
    )
    if entry is None:
        entry = created(ActivityParticipant(activity_id=activity_id, participant_id=person.id), actor)
        session.add(entry)
    elif entry.removed_at is None:
        raise Conflict("This person is already on the list.", code="already_listed", field="participant_id")
    else:
        apply_changes(entry, {"removed_at": None}, actor)
    _record(session, actor, "participant_added", activity)
    return entry.id


async def update_participant(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    activity_id: UUID,
    entry_id: UUID,
    version: int,
    data: ParticipantUpdate,
) -> None:
    """Confirm the return home. Raises `Invalid` for a day before the activity begins, or one that has not come."""
    actor.require(Permission.VETTING_MANAGE)
    activity = await load_visible(session, actor, Activity, activity_id)
    entry = await _load(session, actor, activity_id, entry_id, version)
    _require_possible_return(activity, data.return_confirmed_on, clock.today())
    apply_changes(entry, data.changes(), actor)
    _record(session, actor, "participant_updated", activity)


async def remove_participant(
    session: AsyncSession, actor: Actor, clock: Clock, activity_id: UUID, entry_id: UUID, version: int
) -> None:
    """Take somebody off the list. The record stays."""
    actor.require(Permission.VETTING_MANAGE)
    activity = await load_visible(session, actor, Activity, activity_id)
    entry = await _load(session, actor, activity_id, entry_id, version)
    require_not_over(activity, "its list of participants is closed")
    apply_changes(entry, {"removed_at": clock.now()}, actor)
    _record(session, actor, "participant_removed", activity)


async def _load(
    session: AsyncSession, actor: Actor, activity_id: UUID, entry_id: UUID, version: int
) -> ActivityParticipant:
    entry = await load_part(session, actor, ActivityParticipant, activity_id, entry_id, version)
    if entry.removed_at is not None:
        raise NotFound
    return entry


def _require_possible_return(activity: Activity, day: date | None, today: date) -> None:
    if day is None:
        return
    if activity.starts_on is not None and day < activity.starts_on:
        message = f"The activity begins on {activity.starts_on}."
        raise Invalid(FieldProblem("return_confirmed_on", "before_start", message))
    if day > today:
        message = "A return is confirmed once it has happened."
        raise Invalid(FieldProblem("return_confirmed_on", "in_future", message))


async def _require_admissible(session: AsyncSession, activity: Activity, participant_id: UUID) -> None:
    """Raises `Conflict` after a rejection, and in a running activity for whoever is not cleared."""
    newest = (
        select(VettingCase.status)
        .where(VettingCase.participant_id == participant_id)
        .order_by(VettingCase.id.desc())
        .limit(1)
    )
    rejected = await session.scalar(newest) == VettingStatus.REJECTED
    running = activity.status == ActivityStatus.ACTIVE
    if rejected or (running and participant_id not in await cleared_of(session, activity, [participant_id])):
        raise Conflict(
            "This person has no approval that admits them to the activity.",
            code="not_cleared",
            field="participant_id",
        )


async def cleared_of(session: AsyncSession, activity: Activity, people: list[UUID]) -> set[UUID]:
    """Those of `people` who are cleared through the activity's last day."""
    cleared = exists().where(
        Activity.id == activity.id,
        cleared_through(ForeignParticipant.id, ForeignParticipant.unit_id, Activity.ends_on),
    )
    statement = select(ForeignParticipant.id).where(ForeignParticipant.id.in_(people), cleared)
    return set(await session.scalars(statement))


def _record(session: AsyncSession, actor: Actor, action: str, activity: Activity) -> None:
    """The log does not say who: readers of events need not be readers of the list (invariant 20)."""
    record(session, actor, action, activity, Permission.VETTING_MANAGE, after={})
