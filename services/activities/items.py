"""Recording an officer's readiness for one assignment: items with their dates, and waivers."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.activities import Activity, Assignment, ReadinessItem
from models.enums import ReadinessType
from schemas.assignments import ReadinessSet, ReadinessWaive
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.assignments import ASSIGNMENT
from services.activities.matrix import items_on_file, may_state, nothing_on_file
from services.activities.parts import of_activity, record, require_not_over
from services.clock import Clock
from services.detail import Answer
from services.errors import FieldProblem, Forbidden, Invalid, NotFound, StaleVersion
from services.records import created, load_visible


async def readiness_item(
    connection: AsyncConnection | AsyncSession,
    actor: Actor,
    activity_id: UUID,
    assignment_id: UUID,
    type_: ReadinessType,
) -> Answer:
    """What is on file for one type; version 0 while nothing is."""
    actor.require(Permission.READINESS_READ)
    reader = await connection.connection() if isinstance(connection, AsyncSession) else connection
    await ASSIGNMENT.get(reader, actor, assignment_id, of_activity(ASSIGNMENT, activity_id))
    on_file = await items_on_file(reader, [assignment_id])
    return on_file.get((assignment_id, type_)) or nothing_on_file(type_)


async def set_item(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    activity_id: UUID,
    assignment_id: UUID,
    type_: ReadinessType,
    version: int,
    data: ReadinessSet,
) -> Answer:
    """Record what the officer holds. Raises `Forbidden` when an agency states what only the post gives."""
    actor.require(Permission.READINESS_UPDATE)
    if not may_state(actor, type_):
        raise Forbidden(Permission.READINESS_UPDATE, "Country clearance is recorded by the post.")
    if data.issued_on > clock.today():
        raise Invalid(FieldProblem("issued_on", "in_future", "It cannot have been issued after today."))
    if data.expires_on is not None and data.expires_on < data.issued_on:
        raise Invalid(FieldProblem("expires_on", "before_issue", "It cannot expire before it is issued."))
    activity, item = await _load(session, actor, activity_id, assignment_id, type_, version)
    item.issued_on, item.expires_on, item.evidence = data.issued_on, data.expires_on, data.evidence
    _record(session, actor, "readiness_set", activity, item, Permission.READINESS_UPDATE)
    await session.flush()
    return await readiness_item(session, actor, activity_id, assignment_id, type_)


async def waive_item(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    activity_id: UUID,
    assignment_id: UUID,
    type_: ReadinessType,
    version: int,
    data: ReadinessWaive,
) -> Answer:
    """Let the officer go without an item until a day. The approver is whoever acts."""
    actor.require(Permission.READINESS_WAIVE)
    if data.expires_on < clock.today():
        raise Invalid(FieldProblem("expires_on", "in_past", "A waiver ends today or later."))
    activity, item = await _load(session, actor, activity_id, assignment_id, type_, version)
    item.waived_by, item.waiver_reason, item.waiver_expires_on = actor.id, data.reason, data.expires_on
    _record(session, actor, "readiness_waived", activity, item, Permission.READINESS_WAIVE)
    await session.flush()
    return await readiness_item(session, actor, activity_id, assignment_id, type_)


async def _load(
    session: AsyncSession,
    actor: Actor,
    activity_id: UUID,
    assignment_id: UUID,
    type_: ReadinessType,
    version: int,
) -> tuple[Activity, ReadinessItem]:
    """The item of that version, or a new one where the version is 0. The assignment's lock keeps it single."""
    activity = await load_visible(session, actor, Activity, activity_id)
    assignment = await load_visible(session, actor, Assignment, assignment_id)
    if assignment.activity_id != activity.id:
        raise NotFound
    require_not_over(activity, "readiness is kept as it was")
    await session.execute(select(Assignment.id).where(Assignment.id == assignment_id).with_for_update())
    item = await session.scalar(
        select(ReadinessItem).where(
            ReadinessItem.assignment_id == assignment_id, ReadinessItem.type == type_.value
        )
    )
    if (item.version if item else 0) != version:
        raise StaleVersion(item.version if item else 0)
    if item is None:
        item = created(ReadinessItem(assignment_id=assignment_id, type=type_.value), actor)
        session.add(item)
    item.updated_by = actor.id
    return activity, item


def _record(
    session: AsyncSession,
    actor: Actor,
    action: str,
    activity: Activity,
    item: ReadinessItem,
    permission: Permission,
) -> None:
    """Reasons and evidence can tell of somebody's health, so the log names the item and its dates alone."""
    after = {
        "assignment_id": str(item.assignment_id),
        "type": item.type,
        "issued_on": item.issued_on and item.issued_on.isoformat(),
        "expires_on": item.expires_on and item.expires_on.isoformat(),
        "waiver_expires_on": item.waiver_expires_on and item.waiver_expires_on.isoformat(),
    }
    record(session, actor, action, activity, permission, after=after)
