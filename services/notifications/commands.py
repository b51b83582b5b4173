"""Marking one's messages as read, and being left alone for a while."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.notifications import Notification, NotificationMute
from schemas.notifications import MuteCreate
from services.access.policy import Actor
from services.clock import Clock
from services.errors import FieldProblem, Invalid, NotFound
from services.notifications.kinds import NAMES
from services.records import load_for_change


async def mark(
    session: AsyncSession, actor: Actor, clock: Clock, notification_id: UUID, *, read: bool
) -> None:
    """Doing it again changes nothing. Raises `NotFound` for somebody else's."""
    notification = await load_for_change(session, actor, Notification, notification_id, version=None)
    if (notification.read_at is not None) is not read:
        notification.read_at = clock.now() if read else None


async def mark_all_read(
    session: AsyncSession, actor: Actor, clock: Clock, through: UUID | None
) -> dict[str, int]:
    """All of the actor's, or those no newer than `through`: what came after the list was read stays unread.

    Raises `Invalid` for a `through` that is not in the actor's inbox.
    """
    mine: list[ColumnElement[bool]] = [Notification.user_id == actor.id, Notification.read_at.is_(None)]
    if through is not None:
        newest = await session.scalar(
            select(Notification.created_at).where(
                Notification.id == through, Notification.user_id == actor.id
            )
        )
        if newest is None:
            raise Invalid(FieldProblem("through", "unknown", "There is no such message in your inbox."))
        mine.append(Notification.created_at <= newest)
    marked = await session.execute(update(Notification).where(*mine).values(read_at=clock.now()))
    return {"marked": marked.rowcount}  # type: ignore[attr-defined]


async def mute(session: AsyncSession, actor: Actor, clock: Clock, data: MuteCreate) -> UUID:
    """Quiet through a day about one kind or one record that the actor was told of; a second one moves the day.

    Raises `Invalid` for a day that is over, an unknown kind, or a record that is not in the actor's inbox.
    """
    if data.until < clock.today():
        raise Invalid(FieldProblem("until", "in_the_past", f"Today is {clock.today()}. Name a day to come."))
    if (data.kind is None) is (data.subject is None):
        raise Invalid(FieldProblem("kind", "one_of", "Name either a kind or a subject."))
    if data.kind is not None and data.kind not in NAMES:
        raise Invalid(FieldProblem("kind", "unknown", f"There is no kind {data.kind}."))
    about = NotificationMute.kind if data.kind else NotificationMute.subject_id
    target: dict[str, Any] = {"kind": data.kind}
    label = data.kind or ""
    if data.subject is not None:
        target = {"subject_type": data.subject.type, "subject_id": data.subject.id}
        label = await _label_of(session, actor, data.subject.type, data.subject.id)
    values = {**target, "user_id": actor.id, "label": label, "until": data.until, "created_at": clock.now()}
    statement = (
        insert(NotificationMute)
        .values(id=uuid7(), **values)
        .on_conflict_do_update(
            index_elements=["user_id", *target],
            index_where=about.is_not(None),
            set_={"until": data.until, "label": label},
        )
        .returning(NotificationMute.id)
    )
    return UUID(str(await session.scalar(statement)))


async def unmute(session: AsyncSession, actor: Actor, mute_id: UUID) -> None:
    """Raises `NotFound` for somebody else's."""
    statement = (
        delete(NotificationMute)
        .where(NotificationMute.id == mute_id, NotificationMute.user_id == actor.id)
        .returning(NotificationMute.id)
    )
    if await session.scalar(statement) is None:
        raise NotFound


async def _label_of(session: AsyncSession, actor: Actor, subject_type: str, subject_id: UUID) -> str:
    told = await session.scalar(
        select(Notification)
        .where(
            Notification.user_id == actor.id,
            Notification.subject_type == subject_type,
            Notification.subject_id == subject_id,
        )
        .limit(1)
    )
    if told is None:
        raise Invalid(FieldProblem("subject", "unknown", "Nothing in your inbox is about this record."))
    return told.subject_label or subject_type
