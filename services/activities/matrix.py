"""Readiness as its readers see it: officers by requirements, each with how it stands, why, and what to do."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.activities import Activity, Assignment, ReadinessItem
from models.enums import ReadinessType
from models.identity import User
from models.officers import Officer
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.activities.assignments import ASSIGNMENT
from services.activities.parts import of_activity
from services.activities.preparation import Preparation, preparation_of, preparations
from services.activities.queries import ACTIVITY
from services.activities.readiness import Finding, remedy
from services.clock import Clock
from services.detail import Answer
from services.errors import NotFound

#: The embassy gives it, so no agency can state it of itself.
GIVEN_BY_POST = ReadinessType.COUNTRY_CLEARANCE
ItemKey = tuple[UUID, str]


async def readiness(
    connection: AsyncConnection, actor: Actor, activity_id: UUID, assignment_id: UUID
) -> Answer:
    """Everything one assignment calls for, in the shape of `schemas.assignments.Readiness`."""
    actor.require(Permission.READINESS_READ)
    await ASSIGNMENT.get(connection, actor, assignment_id, of_activity(ASSIGNMENT, activity_id))
    prepared = await preparation_of(connection, assignment_id)
    items = await items_on_file(connection, [assignment_id])
    return {
        "assignment_id": assignment_id,
        "ready": prepared.ready,
        "items": _cells(actor, prepared, items),
        "allowed_actions": _actions(actor),
    }


async def matrix_of_activity(connection: AsyncConnection, actor: Actor, activity_id: UUID) -> Answer:
    """All officers of an activity that the actor may see, in the shape of `schemas.readiness.ReadinessMatrix`.

    Columns are the requirements that anybody has, in their usual order.
    """
    actor.require(Permission.READINESS_READ)
    await ACTIVITY.get(connection, actor, activity_id)
    seen = visible(actor, Assignment)
    prepared = await preparations(
        connection, (Assignment.activity_id == activity_id) & seen.clause, seen.parameters
    )
    items = await items_on_file(connection, [each.assignment_id for each in prepared])
    asked = {found.requirement.type for each in prepared for found in each.findings}
    return {
        "activity_id": activity_id,
        "types": [type_ for type_ in ReadinessType if type_ in asked],
        "ready": sum(each.ready for each in prepared),
        "officers": [_row(actor, each, items) for each in prepared],
    }


async def readiness_of_officer(
    connection: AsyncConnection, actor: Actor, clock: Clock, officer_id: UUID
) -> Answer:
    """What an officer's assignments that are not over call for, soonest first: `schemas.readiness.OfficerReadiness`.

    Raises `NotFound` for an officer the actor may not see.
    """
    actor.require(Permission.READINESS_READ)
    officer = visible(actor, Officer)
    known = select(Officer.id).where(Officer.id == officer_id, officer.clause)
    if (await connection.execute(known, dict(officer.parameters))).scalar() is None:
        raise NotFound
    seen = visible(actor, Assignment)
    ahead = (Assignment.officer_id == officer_id) & (Assignment.ends_on >= clock.today())
    prepared = await preparations(connection, ahead & seen.clause, seen.parameters)
    items = await items_on_file(connection, [each.assignment_id for each in prepared])
    rows = await connection.execute(
        select(Activity.id, Activity.reference, Activity.title).where(
            Activity.id.in_([each.activity_id for each in prepared])
        )
    )
    activities = {row.id: {"id": row.id, "reference": row.reference, "title": row.title} for row in rows}
    return {
        "officer_id": officer_id,
        "assignments": [
            {"activity": activities[each.activity_id], **_row(actor, each, items)} for each in prepared
        ],
    }


def _row(actor: Actor, prepared: Preparation, items: dict[ItemKey, Answer]) -> Answer:
    return {
        "assignment_id": prepared.assignment_id,
        "officer": {"id": prepared.officer_id, "name": prepared.officer},
        "starts_on": prepared.duty.stay.first,
        "ends_on": prepared.duty.stay.last,
        "security_training_applies": prepared.duty.security_training_applies,
        "days_in_twelve_months": prepared.days_in_twelve_months,
        "days_in_calendar_year": prepared.days_in_calendar_year,
        "ready": prepared.ready,
        "items": _cells(actor, prepared, items),
    }


def _cells(actor: Actor, prepared: Preparation, items: dict[ItemKey, Answer]) -> list[Answer]:
    return [_cell(actor, prepared, found, items) for found in prepared.findings]


def _cell(actor: Actor, prepared: Preparation, found: Finding, items: dict[ItemKey, Answer]) -> Answer:
    type_ = found.requirement.type
    return {
        "type": type_,
        "through": found.requirement.through,
        "reason": found.requirement.reason,
        "standing": found.standing,
        "passes": found.standing.passes,
        "message": found.message,
        "remedy": remedy(found, prepared.duty),
        "item": items.get((prepared.assignment_id, type_)) or nothing_on_file(type_),
        "allowed_actions": [name for name in _actions(actor) if name != "set" or may_state(actor, type_)],
    }


def _actions(actor: Actor) -> list[str]:
    actions = (("set", Permission.READINESS_UPDATE), ("waive", Permission.READINESS_WAIVE))
    return [name for name, permission in actions if actor.may(permission)]


def may_state(actor: Actor, type_: ReadinessType) -> bool:
    """Whether the actor's side is the one that knows: an agency does not say what the post gives."""
    return type_ is not GIVEN_BY_POST or actor.agency_id is None


_ITEMS = select(
    ReadinessItem.assignment_id,
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


async def items_on_file(connection: AsyncConnection, assignments: Sequence[UUID]) -> dict[ItemKey, Answer]:
    """What is recorded for assignments, by assignment and type."""
    rows = await connection.execute(_ITEMS.where(ReadinessItem.assignment_id.in_(assignments)))
    return {(row.assignment_id, row.type): _item(row) for row in rows}


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


def nothing_on_file(type_: ReadinessType) -> Answer:
    """Version 0, which a first record answers in `If-Match`."""
    blank = dict.fromkeys(("issued_on", "expires_on", "evidence", "waiver"))
    return {"type": type_, **blank, "version": 0}
