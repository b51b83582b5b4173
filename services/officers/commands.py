"""Changing officers: their agency's coordinator, and each officer for themselves."""

from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Assignment
from models.enums import AssignmentStatus
from models.officers import Officer
from schemas.officers import OfficerCreate, OfficerUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.errors import Conflict, Forbidden
from services.events import record_event
from services.records import apply_changes, created, load_for_change


async def create_officer(session: AsyncSession, actor: Actor, data: OfficerCreate) -> UUID:
    """A new officer of the actor's own agency."""
    actor.require(Permission.OFFICERS_CREATE)
    if actor.agency_id is None:
        raise Forbidden(Permission.OFFICERS_CREATE, "Officers are added by a coordinator of their agency.")
    officer = created(Officer(agency_id=actor.agency_id, **_without_repeats(data.model_dump())), actor)
    session.add(officer)
    _record(session, actor, "created", officer, Permission.OFFICERS_CREATE)
    return officer.id


async def update_officer(
    session: AsyncSession, actor: Actor, officer_id: UUID, version: int, data: OfficerUpdate
) -> None:
    actor.require(Permission.OFFICERS_UPDATE)
    officer = await load_for_change(session, actor, Officer, officer_id, version=version)
    apply_changes(officer, _without_repeats(data.changes()), actor)
    _record(session, actor, "updated", officer, Permission.OFFICERS_UPDATE)


async def archive_officer(
    session: AsyncSession, actor: Actor, clock: Clock, officer_id: UUID, version: int, *, archived: bool
) -> None:
    """Take an officer out of nominations, or bring them back; what they did stays on record.

    Raises `Conflict` while an assignment is still to come or under way.
    """
    actor.require(Permission.OFFICERS_CREATE)
    officer = await load_for_change(session, actor, Officer, officer_id, version=version)
    if archived:
        ahead = exists().where(
            Assignment.officer_id == officer_id,
            Assignment.status == AssignmentStatus.PLANNED,
            Assignment.ends_on >= clock.today(),
        )
        if await session.scalar(select(ahead)):
            raise Conflict(f"{officer.name} has an assignment. Cancel that first.", code="assigned")
    apply_changes(officer, {"archived_at": clock.now() if archived else None}, actor)
    _record(session, actor, "archived" if archived else "restored", officer, Permission.OFFICERS_CREATE)


def _without_repeats(values: dict[str, Any]) -> dict[str, Any]:
    if "languages" in values:
        values["languages"] = list(dict.fromkeys(values["languages"]))
    return values


def _record(session: AsyncSession, actor: Actor, verb: str, officer: Officer, permission: Permission) -> None:
    record_event(
        session,
        actor,
        f"officers.{verb}",
        officer,
        subject_type="officer",
        permission=permission,
        label=officer.name,
        agency_id=officer.agency_id,
    )
