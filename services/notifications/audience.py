"""Whom a message concerns: conditions over users, and a last look whether each may see the record at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Assignment
from models.base import Base
from models.countries import Post
from models.enums import AssignmentStatus, Role, UserKind, UserStatus
from models.events import Event
from models.identity import User, UserRole
from services.access.policy import Actor, permissions_of
from services.access.visibility import visible

Facts = Mapping[str, Any]
Party = Callable[[Facts, Event], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Recipient:
    id: UUID
    email: str
    actor: Actor


def _holding(role: Role) -> ColumnElement[bool]:
    return User.id.in_(select(UserRole.user_id).where(UserRole.role == role.value))


def everybody_with(role: Role) -> Party:
    """Whoever holds the role, wherever."""
    return lambda facts, event: _holding(role)


def coordinators(facts: Facts, event: Event) -> ColumnElement[bool]:
    """Those of the agency that the record belongs to."""
    return and_(_holding(Role.AGENCY_COORDINATOR), User.agency_id == facts["agency_id"])


def post(facts: Facts, event: Event) -> ColumnElement[bool]:
    """The post that the record belongs to, or every post in its country."""
    if "post_id" in facts:
        return and_(_holding(Role.POST), User.post_id == facts["post_id"])
    posts = select(Post.id).where(Post.country_id == facts["country_id"])
    return and_(_holding(Role.POST), User.post_id.in_(posts))


def owner(facts: Facts, event: Event) -> ColumnElement[bool]:
    """Whoever made the record."""
    return User.id == facts["owner_id"] if facts["owner_id"] else false()


def owner_or(role: Role) -> Party:
    """Whoever made the record; all with the role, where that person no longer works here or it was a program."""
    here = select(User.id).where(User.status == UserStatus.ACTIVE.value, User.kind == UserKind.PERSON.value)

    def condition(facts: Facts, event: Event) -> ColumnElement[bool]:
        made = facts["owner_id"]
        still_here = here.where(User.id == made).correlate(None).exists()
        return or_(owner(facts, event), and_(~still_here, _holding(role)))

    return condition


def payee(facts: Facts, event: Event) -> ColumnElement[bool]:
    """The officer whom the record is about or pays."""
    return User.officer_id == facts["officer_id"] if facts["officer_id"] else false()


def officer_named(facts: Facts, event: Event) -> ColumnElement[bool]:
    """The officer whom the event itself names."""
    named = (event.after or {}).get("officer_id")
    return User.officer_id == UUID(named) if named else false()


def officers_assigned(facts: Facts, event: Event) -> ColumnElement[bool]:
    return User.officer_id.in_(
        select(Assignment.officer_id).where(
            Assignment.activity_id == facts["id"], Assignment.status == AssignmentStatus.PLANNED.value
        )
    )


def paper_owner(facts: Facts, event: Event) -> ColumnElement[bool]:
    """Whose task the paper is that the event names."""
    role = Role((event.after or {})["owner_role"])
    parties: dict[Role, Party] = {Role.AGENCY_COORDINATOR: coordinators, Role.POST: post}
    return parties.get(role, owner_or(role))(facts, event)


def concurring(facts: Facts, event: Event) -> ColumnElement[bool]:
    """Who has to agree that an activity goes: the post, or for a study visit the agency."""
    party = coordinators if facts["modality"] == "study_visit" else post
    return party(facts, event)


async def recipients(
    session: AsyncSession, table: type[Base], event: Event, facts: Facts, parties: Sequence[Party]
) -> list[Recipient]:
    """Active people, without the one who did it, who may see the record now."""
    roles = func.array(select(UserRole.role).where(UserRole.user_id == User.id).scalar_subquery())
    statement = (
        select(User.id, User.email, User.name, User.agency_id, User.officer_id, User.post_id, roles)
        .where(
            User.status == UserStatus.ACTIVE.value,
            User.kind == UserKind.PERSON.value,
            or_(*(party(facts, event) for party in parties)),
        )
        .order_by(User.id)
    )
    if event.actor_id is not None:
        statement = statement.where(User.id != event.actor_id)
    found = []
    for id_, email, name, agency_id, officer_id, post_id, held in await session.execute(statement):
        actor_roles = frozenset(Role(role) for role in held)
        actor = Actor(
            id_, name, actor_roles, permissions_of(actor_roles, None), agency_id, officer_id, post_id
        )
        if await _may_see(session, actor, table, event.subject_id):
            found.append(Recipient(id_, email, actor))
    return found


async def _may_see(session: AsyncSession, actor: Actor, table: Any, record_id: UUID) -> bool:
    seen = visible(actor, table)
    statement = select(table.id).where(table.id == record_id, seen.clause)
    return await session.scalar(statement, dict(seen.parameters)) is not None
