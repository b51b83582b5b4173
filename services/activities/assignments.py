"""Officers on activities. Nobody can be in two places on one day: the database keeps that."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, Assignment
from models.enums import AssignmentStatus
from models.officers import Officer
from schemas.assignments import AssignmentCreate, AssignmentUpdate
from services.access.permissions import Permission
from services.access.policy import SYSTEM, Actor
from services.access.visibility import visible
from services.activities import lifecycle
from services.activities.parts import ACTIVITY_LINK, load_part, record, require_state
from services.activities.rules import SERVED, STAFFABLE, days_of, touches
from services.detail import Answer, Detail
from services.errors import Conflict, FieldProblem, Forbidden, Invalid
from services.filters import any_of
from services.listing import Listing
from services.projection import Fields, decimal_text, json_object, stamps
from services.records import apply_changes, created, load_visible

_FIELDS: Fields = {
    "id": Assignment.id,
    "activity": ACTIVITY_LINK,
    "officer": json_object({"id": Officer.id, "name": Officer.name}),
    "status": Assignment.status,
    "starts_on": Assignment.starts_on,
    "ends_on": Assignment.ends_on,
    "duty": Assignment.duty,
    "hours": decimal_text(Assignment.hours),
    "security_training_applies": Assignment.security_training_applies,
    **stamps(Assignment),
}
#: What may still be said of an officer's work when it has begun.
_OF_SERVICE = frozenset({"duty", "hours"})
_SOURCE = Assignment.__table__.join(Activity.__table__, Activity.id == Assignment.activity_id).join(
    Officer.__table__, Officer.id == Assignment.officer_id
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    actions = lifecycle.ASSIGNMENT.allowed_actions(actor, answer["status"])
    if answer["status"] == AssignmentStatus.PLANNED and actor.may(Permission.ASSIGNMENTS_MANAGE):
        actions.append("update")
    # Reinstating is what assigning the same officer once more does.
    return [action for action in actions if action != "reinstate"]


ASSIGNMENTS = Listing(
    table=Assignment,
    permission=Permission.OFFICERS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"starts_on": Assignment.starts_on, "officer": Officer.name},
    default_sort="starts_on",
    filters={"status": any_of(Assignment.status), "officer_id": any_of(Assignment.officer_id, UUID)},
)
ASSIGNMENT = Detail(
    table=Assignment,
    permission=Permission.OFFICERS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=_actions,
)


async def assign(session: AsyncSession, actor: Actor, activity_id: UUID, data: AssignmentCreate) -> UUID:
    """Put an officer of the activity's agency on it; one who was taken off returns on the same assignment.

    Raises `IllegalTransition` once work has begun, `Invalid` for another agency's officer or days beside the
    activity's, `Conflict` naming the activity whose days overlap.
    """
    actor.require(Permission.ASSIGNMENTS_MANAGE)
    activity = await load_visible(session, actor, Activity, activity_id)
    require_state(activity, STAFFABLE, "officers are assigned before work begins, or while it is suspended")
    officer = await session.get(Officer, data.officer_id)
    if officer is None or officer.agency_id != activity.agency_id or officer.archived_at is not None:
        raise Invalid(FieldProblem("officer_id", "unknown", "The agency has no such officer."))
    starts_on, ends_on = data.starts_on or activity.starts_on, data.ends_on or activity.ends_on
    _require_days(activity, starts_on, ends_on)
    values = {"starts_on": starts_on, "ends_on": ends_on, "duty": data.duty}
    assignment = await session.scalar(
        select(Assignment)
        .where(Assignment.activity_id == activity_id, Assignment.officer_id == officer.id)
        .with_for_update()
    )
    if assignment is None:
        assignment = created(Assignment(activity_id=activity_id, officer_id=officer.id, **values), actor)
        session.add(assignment)
    elif assignment.status == AssignmentStatus.PLANNED:
        raise Conflict(
            "The officer is already assigned to this activity.", code="already_assigned", field="officer_id"
        )
    else:
        lifecycle.ASSIGNMENT.fire(actor, assignment, "reinstate")
        apply_changes(assignment, values, actor)
    await require_free(session, actor, [assignment], field="officer_id")
    _record(session, actor, "officer_assigned", activity, assignment)
    return assignment.id


async def update_assignment(
    session: AsyncSession,
    actor: Actor,
    activity_id: UUID,
    assignment_id: UUID,
    version: int,
    data: AssignmentUpdate,
) -> None:
    """Other days or duties; once work has begun, the duty and the hours of it.

    Only the programme determines whether security training applies (13 FAM 301.4). Raises `Invalid` for more hours
    than the days have.
    """
    actor.require(Permission.ASSIGNMENTS_MANAGE)
    activity = await load_visible(session, actor, Activity, activity_id)
    assignment = await load_part(session, actor, Assignment, activity_id, assignment_id, version)
    changes = data.changes()
    if changes.keys() - _OF_SERVICE:
        require_state(activity, STAFFABLE, "assignments change before work begins, or while it is suspended")
    elif "hours" in changes:
        require_state(activity, SERVED, "hours are stated once work has begun, until all is closed")
    else:
        require_state(activity, STAFFABLE | SERVED, "duties are stated until all is closed")
    if "security_training_applies" in changes and not actor.may(Permission.READINESS_WAIVE):
        raise Forbidden(
            Permission.READINESS_WAIVE, "Only the programme determines whether security training applies."
        )
    if assignment.status != AssignmentStatus.PLANNED:
        raise Conflict("The assignment is cancelled. Assign the officer again.", code="assignment_cancelled")
    apply_changes(assignment, changes, actor)
    _require_days(activity, assignment.starts_on, assignment.ends_on)
    if assignment.hours is not None:
        _require_hours(assignment.hours, days_of(assignment.starts_on, assignment.ends_on))
    await require_free(session, actor, [assignment], field="starts_on")
    _record(session, actor, "assignment_changed", activity, assignment)


async def cancel_assignment(
    session: AsyncSession, actor: Actor, activity_id: UUID, assignment_id: UUID, version: int
) -> None:
    """Take an officer off; the days are free again."""
    actor.require(Permission.ASSIGNMENTS_MANAGE)
    activity = await load_visible(session, actor, Activity, activity_id)
    assignment = await load_part(session, actor, Assignment, activity_id, assignment_id, version)
    lifecycle.ASSIGNMENT.fire(actor, assignment, "cancel")
    assignment.updated_by = actor.id
    _record(session, actor, "assignment_cancelled", activity, assignment)


async def cancel_all(session: AsyncSession, actor: Actor, activity: Activity) -> None:
    """Free every officer of a cancelled activity, whatever else its canceller may do."""
    planned = select(Assignment).where(
        Assignment.activity_id == activity.id, Assignment.status == AssignmentStatus.PLANNED.value
    )
    for assignment in await session.scalars(planned.order_by(Assignment.id).with_for_update()):
        lifecycle.ASSIGNMENT.fire(SYSTEM, assignment, "cancel")
        assignment.updated_by = actor.id


async def require_free(
    session: AsyncSession, actor: Actor, assignments: Sequence[Assignment], *, field: str
) -> None:
    """Raises `Conflict` when an officer is elsewhere during the days of a pending assignment: with the activity, if
    the actor may see it.

    The officers are locked first, so that of two assignments made at once the second is told of the first. What
    came round this would still meet the database's own constraint.
    """
    with session.no_autoflush:
        officers = select(Officer.id).where(Officer.id.in_([each.officer_id for each in assignments]))
        await session.execute(officers.order_by(Officer.id).with_for_update(key_share=True))
        for assignment in assignments:
            clash = await _clash(session, actor, assignment)
            if clash is not None:
                raise Conflict(clash, code="assignment_overlap", field=field)


async def _clash(session: AsyncSession, actor: Actor, wanted: Assignment) -> str | None:
    """The first other assignment of the officer that shares a day with `wanted`, in words."""
    seen = visible(actor, Activity)
    statement = (
        select(
            Activity.reference,
            Activity.title,
            Assignment.starts_on,
            Assignment.ends_on,
            Officer.name,
            seen.clause.label("shown"),
        )
        .join(Assignment, Assignment.activity_id == Activity.id)
        .join(Officer, Officer.id == Assignment.officer_id)
        .where(
            Assignment.officer_id == wanted.officer_id,
            Assignment.id != wanted.id,
            Assignment.status == AssignmentStatus.PLANNED.value,
            Assignment.starts_on <= wanted.ends_on,
            Assignment.ends_on >= wanted.starts_on,
        )
        .order_by(Assignment.starts_on)
        .limit(1)
    )
    row = (await session.execute(statement, dict(seen.parameters))).one_or_none()
    if row is None:
        return None
    if not row.shown:
        return (
            f"{row.name} is assigned elsewhere on some of these days. Choose other days or another officer."
        )
    return (
        f"{row.name} is assigned to {row.reference} ({row.title}) from {row.starts_on} to {row.ends_on}. "
        "Choose other days or another officer."
    )


def _require_days(activity: Activity, starts_on: date | None, ends_on: date | None) -> None:
    """Both days are known, in order, and touch the activity's; travel days may lie outside."""
    if starts_on is None or ends_on is None:
        raise Invalid(FieldProblem("starts_on", "missing", "The activity has no dates yet: give both days."))
    if ends_on < starts_on:
        raise Invalid(FieldProblem("ends_on", "before_start", "The last day comes before the first."))
    if not touches(starts_on, ends_on, activity.starts_on, activity.ends_on):
        message = f"The activity lasts from {activity.starts_on} to {activity.ends_on}."
        raise Invalid(FieldProblem("starts_on", "outside_activity", message))


def _require_hours(hours: Decimal, days: int) -> None:
    if hours > 24 * days:
        message = f"{days} days have {24 * days} hours."
        raise Invalid(FieldProblem("hours", "too_many_hours", message))


def _record(
    session: AsyncSession, actor: Actor, action: str, activity: Activity, assignment: Assignment
) -> None:
    after = {
        "assignment_id": str(assignment.id),
        "officer_id": str(assignment.officer_id),
        "starts_on": assignment.starts_on.isoformat(),
        "ends_on": assignment.ends_on.isoformat(),
        "security_training_applies": assignment.security_training_applies,
        "hours": None if assignment.hours is None else str(assignment.hours),
    }
    record(session, actor, action, activity, Permission.ASSIGNMENTS_MANAGE, after=after)
