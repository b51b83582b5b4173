"""What is recorded of an officer's readiness for one assignment: items with their dates, and waivers."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.activities import Activity, Assignment, ReadinessItem
from models.enums import ReadinessType
from models.identity import User
from schemas.assignments import ReadinessSet, ReadinessWaive
from services.access.permissions import Permission
from services.access.policy import Actor
from services.activities.assignments import ASSIGNMENT
from services.activities.parts import of_activity, record, require_not_over
from services.activities.preparation import findings_of_assignment
from services.activities.readiness import ready
from services.clock import Clock
from services.detail import Answer
from services.errors import FieldProblem, Forbidden, Invalid, NotFound, StaleVersion
from services.records import created, load_visible

#: The embassy gives it, so no agency can state it of itself.
GIVEN_BY_POST = ReadinessType.COUNTRY_CLEARANCE


async def readiness(
    connection: AsyncConnection, actor: Actor, activity_id: UUID, assignment_id: UUID
) -> Answer:
    """Everything the assignment calls for and how it stands, in the shape of `schemas.assignments.Readiness`."""
    actor.require(Permission.READINESS_READ)
    await ASSIGNMENT.get(connection, actor, assignment_id, of_activity(ASSIGNMENT, activity_id))
    findings = await findings_of_assignment(connection, assignment_id)
    items = await _items(connection, assignment_id)
    actions = (("set", Permission.READINESS_UPDATE), ("waive", Permission.READINESS_WAIVE))
    return {
        "assignment_id": assignment_id,
        "ready": ready(findings),
        "items": [
            {
                "type": found.requirement.type,
                "through": found.requirement.through,
                "reason": found.requirement.reason,
                "standing": found.standing,
                "passes": found.standing.passes,
                "message": found.message,
                "item": items.get(found.requirement.type) or _nothing(found.requirement.type),
            }
            for found in findings
        ],
        "allowed_actions": [name for name, permission in actions if actor.may(permission)],
    }


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
    return (await _items(reader, assignment_id)).get(type_) or _nothing(type_)


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
    if type_ is GIVEN_BY_POST and actor.agency_id is not None:
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


_ITEMS = select(
    ReadinessItem.type,
    ReadinessItem.issued_on,
    ReadinessItem.expires_on,
    ReadinessItem.evidence,
    ReadinessItem.waiver_reason,
    ReadinessItem.waiver_expires_on,
    ReadinessItem.version,
    User.id.label("approver_id"),
    User.name.label("approver"),
).outerjoin(User, User.id == ReadinessItem.waived_by)


async def _items(connection: AsyncConnection, assignment_id: UUID) -> dict[str, Answer]:
    rows = await connection.execute(_ITEMS.where(ReadinessItem.assignment_id == assignment_id))
    return {row.type: _item(row) for row in rows}


def _item(row: Any) -> Answer:
    waiver = row.waiver_expires_on and {
        "reason": row.waiver_reason,
        "approved_by": {"id": row.approver_id, "name": row.approver},
        "expires_on": row.waiver_expires_on,
    }
    return {
        "type": row.type,
        "issued_on": row.issued_on,
        "expires_on": row.expires_on,
        "evidence": row.evidence,
        "waiver": waiver,
        "version": row.version,
    }


def _nothing(type_: ReadinessType) -> Answer:
    blank = dict.fromkeys(("issued_on", "expires_on", "evidence", "waiver"))
    return {"type": type_, **blank, "version": 0}


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
