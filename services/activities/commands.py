"""Making and changing activities."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.academies import IleaOffering
from models.activities import Activity, Assignment
from models.agencies import Agency
from models.enums import AssignmentStatus
from models.mous import Instrument
from models.obligations import Obligation
from models.requests import AssistanceRequest
from schemas.activities import ActivityCreate, ActivityUpdate
from schemas.base import MoneyInput
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.assignments import require_free
from services.activities.checklist import open_checklist
from services.activities.parts import record, require_state
from services.activities.rules import EDITABLE, touches
from services.clock import Clock
from services.country_codes import require_country
from services.errors import Conflict, FieldProblem, Invalid
from services.records import apply_changes, created, load_for_change, require_reference
from services.references import next_reference

#: What the other side concurred with: another of these needs its word again.
CONCURRED_WITH = frozenset({"starts_on", "ends_on", "venue"})


async def create_activity(session: AsyncSession, actor: Actor, clock: Clock, data: ActivityCreate) -> UUID:
    """Work that the programme starts without an offer, with its paperwork laid out.

    Raises `Invalid` naming what is unknown, or does not belong together.
    """
    actor.require(Permission.ACTIVITIES_MANAGE)
    values = _columns(data.model_dump(exclude={"country"}))
    _require_order(data.starts_on, data.ends_on)
    agency = await session.get(Agency, data.agency_id)
    if agency is None or agency.archived_at is not None:
        raise Invalid(FieldProblem("agency_id", "unknown", "There is no such agency, or it is archived."))
    if data.country is not None:
        values["country_id"] = await require_country(session, data.country, field="country", on=clock.today())
    for field, column in (("request_id", AssistanceRequest.id), ("offering_id", IleaOffering.id)):
        if values[field] is not None:
            await require_reference(session, column, values[field], field=field, what=field[:-3])
    reference = await next_reference(session, "ACT", clock.today().year)
    activity = created(Activity(reference=reference, **values), actor)
    await _require_funding(session, activity)
    session.add(activity)
    record(session, actor, "created", activity, Permission.ACTIVITIES_MANAGE)
    await session.flush()
    await open_checklist(session, actor, activity, clock.today())
    return activity.id


async def update_activity(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    activity_id: UUID,
    version: int,
    data: ActivityUpdate,
) -> None:
    """While planning or readying. New days move the paperwork, and the officers who were to stay for all of them.

    Raises `IllegalTransition` later, `Invalid` for days or money that do not fit together, `Conflict` when an
    officer's days no longer touch the activity's or meet another activity.
    """
    actor.require(Permission.ACTIVITIES_MANAGE)
    activity = await load_for_change(session, actor, Activity, activity_id, version=version)
    require_state(activity, EDITABLE, "the plan is changed while planning or readying")
    changes = _columns(data.changes())
    days = (activity.starts_on, activity.ends_on)
    if any(getattr(activity, name) != changes[name] for name in changes.keys() & CONCURRED_WITH):
        changes |= {"concurred_at": None, "concurred_by": None}
    apply_changes(activity, changes, actor)
    _require_order(activity.starts_on, activity.ends_on)
    with session.no_autoflush:
        await _require_funding(session, activity)
    record(session, actor, "updated", activity, Permission.ACTIVITIES_MANAGE)
    await session.flush()
    if days != (activity.starts_on, activity.ends_on):
        await _move_assignments(session, actor, activity, days)
        await open_checklist(session, actor, activity, clock.today())


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    """Field values as columns: the estimate is kept in US dollars."""
    if "estimate" not in values:
        return values
    estimate = values.pop("estimate")
    if estimate is None:
        return values | {"estimate_usd": None}
    money = MoneyInput.model_validate(estimate)
    if money.currency != "USD":
        raise Invalid(FieldProblem("estimate/currency", "not_usd", "Estimates are in US dollars."))
    if money.amount < 0:
        raise Invalid(FieldProblem("estimate/amount", "amount_negative", "The amount cannot be negative."))
    return values | {"estimate_usd": money.amount}


def _require_order(starts_on: Any, ends_on: Any) -> None:
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise Invalid(FieldProblem("ends_on", "before_start", "The last day comes before the first."))


async def _require_funding(session: AsyncSession, activity: Activity) -> None:
    """The instrument is the agency's, and the obligation is the instrument's."""
    instrument_id, obligation_id = activity.instrument_id, activity.obligation_id
    if instrument_id is not None:
        owner = await session.scalar(select(Instrument.agency_id).where(Instrument.id == instrument_id))
        if owner != activity.agency_id:
            raise Invalid(FieldProblem("instrument_id", "unknown", "The agency has no such instrument."))
    if obligation_id is not None:
        parent = await session.scalar(select(Obligation.instrument_id).where(Obligation.id == obligation_id))
        if parent is None or parent != instrument_id:
            raise Invalid(FieldProblem("obligation_id", "unknown", "The instrument has no such obligation."))


async def _move_assignments(
    session: AsyncSession, actor: Actor, activity: Activity, former: tuple[Any, Any]
) -> None:
    planned = (
        Assignment.activity_id == activity.id,
        Assignment.status == AssignmentStatus.PLANNED.value,
    )
    assignments = list(await session.scalars(select(Assignment).where(*planned).with_for_update()))
    for assignment in assignments:
        if (assignment.starts_on, assignment.ends_on) == former:
            days = {"starts_on": activity.starts_on, "ends_on": activity.ends_on}
            apply_changes(assignment, days, actor)
        elif not touches(assignment.starts_on, assignment.ends_on, activity.starts_on, activity.ends_on):
            raise Conflict(
                "An officer is assigned for days outside the new ones. Change or cancel that assignment first.",
                code="assignment_outside",
                field="starts_on",
            )
    await require_free(session, actor, assignments, field="starts_on")
