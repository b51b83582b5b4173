"""Changing the list of expertise. It has two levels: an area stands by itself, a topic within an area."""

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.expertise import Expertise
from schemas.expertise import ExpertiseCreate, ExpertiseUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.errors import Conflict, FieldProblem, Invalid
from services.events import record_event
from services.records import apply_changes, created, load_for_change


async def create_expertise(session: AsyncSession, actor: Actor, data: ExpertiseCreate) -> UUID:
    """Raises `Conflict` for a code that is taken, `Invalid` for a parent that is no area in use."""
    actor.require(Permission.EXPERTISE_MANAGE)
    if await session.scalar(select(exists().where(Expertise.code == data.code))):
        raise Conflict(f"The code {data.code} is taken.", code="code_taken", field="code")
    await _require_area(session, data.parent_id)
    expertise = created(Expertise(**data.model_dump()), actor)
    session.add(expertise)
    _record(session, actor, "created", expertise)
    return expertise.id


async def update_expertise(
    session: AsyncSession, actor: Actor, expertise_id: UUID, version: int, data: ExpertiseUpdate
) -> None:
    """Raises `Invalid` for a parent that would make a third level."""
    actor.require(Permission.EXPERTISE_MANAGE)
    expertise = await load_for_change(session, actor, Expertise, expertise_id, version=version)
    changes = data.changes()
    parent_id = changes.get("parent_id")
    if parent_id is not None and parent_id != expertise.parent_id:
        await _require_area(session, parent_id)
        if parent_id == expertise.id or await _has_topics(session, expertise.id):
            message = f"{expertise.code} has topics of its own, so it stays an area."
            raise Invalid(FieldProblem("parent_id", "third_level", message))
    apply_changes(expertise, changes, actor)
    _record(session, actor, "updated", expertise)


async def archive_expertise(
    session: AsyncSession, actor: Actor, expertise_id: UUID, version: int, *, archived: bool
) -> None:
    """Take a code out of use, or bring it back; what refers to it stays.

    Raises `Conflict` for an area with topics in use, and for a topic whose area is archived.
    """
    actor.require(Permission.EXPERTISE_MANAGE)
    expertise = await load_for_change(session, actor, Expertise, expertise_id, version=version)
    if archived and await _has_topics(session, expertise.id, in_use=True):
        raise Conflict(f"{expertise.code} has topics in use. Archive those first.", code="topics_in_use")
    if not archived and expertise.parent_id is not None:
        area = await session.get_one(Expertise, expertise.parent_id)
        if area.archived:
            raise Conflict(f"Its area {area.code} is archived. Restore that first.", code="area_archived")
    apply_changes(expertise, {"archived": archived}, actor)
    _record(session, actor, "archived" if archived else "restored", expertise)


async def _require_area(session: AsyncSession, parent_id: UUID | None) -> None:
    if parent_id is None:
        return
    area = await session.get(Expertise, parent_id)
    if area is None:
        raise Invalid(FieldProblem("parent_id", "unknown", "There is no such area."))
    if area.parent_id is not None:
        raise Invalid(FieldProblem("parent_id", "third_level", f"{area.code} is a topic. Name its area."))
    if area.archived:
        raise Invalid(FieldProblem("parent_id", "archived", f"{area.code} is archived. Restore it first."))


async def _has_topics(session: AsyncSession, expertise_id: UUID, *, in_use: bool = False) -> bool:
    found = exists().where(Expertise.parent_id == expertise_id)
    if in_use:
        found = found.where(~Expertise.archived)
    return bool(await session.scalar(select(found)))


def _record(session: AsyncSession, actor: Actor, verb: str, expertise: Expertise) -> None:
    record_event(
        session,
        actor,
        f"expertise.{verb}",
        expertise,
        subject_type="expertise",
        permission=Permission.EXPERTISE_MANAGE,
        label=expertise.name,
    )
