"""Who attended, and for how many days."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, ActivityParticipant
from schemas.activities import AttendanceRecord, ParticipantDays
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities import lifecycle
from services.activities.gates import facts_of
from services.activities.participants import cleared_of
from services.activities.parties import require_party
from services.activities.parts import record
from services.activities.rules import days_of
from services.clock import Clock
from services.errors import FieldProblem, Invalid
from services.records import apply_changes, load_for_change


async def record_attendance(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    activity_id: UUID,
    version: int,
    data: AttendanceRecord,
) -> None:
    """How many people came; for those on the list, how many days each attended. Repeated, it replaces itself.

    Raises `IllegalTransition` unless work is going on, and `Invalid` naming whoever is not on the list, is not
    cleared through the last day (invariant 8), or would have attended more days than there are.
    """
    actor.require(Permission.ACTIVITIES_FINISH)
    activity = await load_for_change(session, actor, Activity, activity_id, version=version)
    require_party(actor, "record_attendance", activity.modality, activity.agency_id)
    facts = await facts_of(session, activity_id, clock.today())
    lifecycle.ACTIVITY.fire(actor, activity, "record_attendance", facts)
    listed = await _listed(session, activity)
    await _require_possible(session, activity, listed, data.participants)
    for named in data.participants:
        apply_changes(listed[named.participant_id], {"days_attended": named.days}, actor)
    attended = sum(bool(entry.days_attended) for entry in listed.values())
    people = attended if data.people is None else data.people
    if people < attended:
        message = f"{attended} on the list attended, so at least as many came."
        raise Invalid(FieldProblem("people", "fewer_than_listed", message))
    changes = {"participants_reported": people, "attendance_recorded_at": clock.now()}
    apply_changes(activity, changes, actor)
    record(session, actor, "attendance_recorded", activity, Permission.ACTIVITIES_FINISH)


async def _listed(session: AsyncSession, activity: Activity) -> dict[UUID, ActivityParticipant]:
    entries = await session.scalars(
        select(ActivityParticipant)
        .where(ActivityParticipant.activity_id == activity.id, ActivityParticipant.removed_at.is_(None))
        .order_by(ActivityParticipant.id)
        .with_for_update()
    )
    return {entry.participant_id: entry for entry in entries}


async def _require_possible(
    session: AsyncSession,
    activity: Activity,
    listed: dict[UUID, ActivityParticipant],
    named: Sequence[ParticipantDays],
) -> None:
    cleared = await cleared_of(session, activity, list(listed))
    assert activity.starts_on is not None
    assert activity.ends_on is not None
    most = days_of(activity.starts_on, activity.ends_on)
    problems = []
    seen: set[UUID] = set()
    for position, each in enumerate(named):
        place = f"participants/{position}"
        if each.participant_id not in listed:
            problems.append(FieldProblem(place, "unknown", "This person is not on the list."))
        elif each.participant_id in seen:
            problems.append(FieldProblem(place, "repeated", "This person is named twice."))
        elif each.days and each.participant_id not in cleared:
            message = "Person and unit need an approval through the last day (22 USC 2378d)."
            problems.append(FieldProblem(place, "not_cleared", message))
        elif each.days > most:
            problems.append(
                FieldProblem(f"{place}/days", "too_many_days", f"The activity lasts {most} days.")
            )
        seen.add(each.participant_id)
    if problems:
        raise Invalid(*problems)
