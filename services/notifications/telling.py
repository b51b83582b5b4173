"""From sealed events to people's inboxes, exactly once: the cursor moves in the transaction of what it led to.

Two processes at it never do the same events, and whatever is cut off anywhere is done again from where it began.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.database import Database
from models.enums import MailKind, NotificationDelivery
from models.events import Event, EventSeal
from models.notifications import Notification, NotificationCursor, NotificationMute, NotificationPreference
from services.clock import Clock
from services.notifications.audience import Recipient, recipients
from services.notifications.contacts import FOR_CONTACTS, write_to_contacts
from services.notifications.facts import SUBJECTS, facts_of
from services.notifications.kind import Kind
from services.notifications.kinds import KINDS_OF
from services.outbox import queue_mail

log = structlog.get_logger(__name__)

BATCH = 500
USUAL = NotificationDelivery.IMMEDIATE


async def tell_people(database: Database, clock: Clock, *, by_mail: bool, batch: int = BATCH) -> int:
    """Tell of every sealed event not yet told of; how many messages. Another process doing so is left to it.

    `by_mail`: whether there is a mail server, so that letters are queued besides.
    """
    told = 0
    while True:
        async with database.transaction() as session:
            cursor = await session.scalar(select(NotificationCursor).with_for_update(skip_locked=True))
            if cursor is None:
                return told
            rows = (
                await session.execute(
                    select(EventSeal.position, Event)
                    .join(Event, Event.id == EventSeal.event_id)
                    .where(EventSeal.position > cursor.position)
                    .order_by(EventSeal.position)
                    .limit(batch)
                )
            ).all()
            for position, event in rows:
                told += await _tell_or_pass_by(session, clock.now(), event, by_mail=by_mail)
                cursor.position = position
        if len(rows) < batch:
            return told


async def _tell_or_pass_by(session: AsyncSession, now: datetime, event: Event, *, by_mail: bool) -> int:
    """One event that cannot be told must not keep people from hearing of all later ones."""
    if event.action not in KINDS_OF.keys() | FOR_CONTACTS:
        return 0
    try:
        async with session.begin_nested():
            told = await _tell(session, now, event, by_mail=by_mail)
            if by_mail:
                await write_to_contacts(session, event, now)
            return told
    except (LookupError, ValueError, TypeError) as error:
        log.error("event_not_told", event_id=str(event.id), exc_info=error)
        return 0


async def _tell(session: AsyncSession, now: datetime, event: Event, *, by_mail: bool) -> int:
    kinds = KINDS_OF.get(event.action, ())
    facts = await facts_of(session, event.subject_type, event.subject_id) if kinds else None
    if facts is None:
        return 0
    told: set[UUID] = set()
    for kind in kinds:
        table = SUBJECTS[kind.subject_type].table
        found = await recipients(session, table, event, facts, kind.to)
        people = [person for person in found if person.id not in told]
        if people:
            words = kind.words({**(event.after or {}), **facts})
            await _write(session, now, event, kind, words, people, by_mail=by_mail)
            told |= {person.id for person in people}
    return len(told)


async def _write(
    session: AsyncSession,
    now: datetime,
    event: Event,
    kind: Kind,
    words: Mapping[str, str],
    people: list[Recipient],
    *,
    by_mail: bool,
) -> None:
    wishes = await _wishes(session, people)
    quiet = await _quiet(session, people, kind, event, now)
    for person in people:
        delivery = NotificationDelivery(wishes.get(person.id, {}).get(kind.topic, USUAL))
        muted = person.id in quiet
        notification = Notification(
            id=uuid7(),
            user_id=person.id,
            event_id=event.id,
            kind=kind.name,
            topic=kind.topic.value,
            subject_type=event.subject_type,
            subject_id=event.subject_id,
            subject_label=event.subject_label,
            delivery=(NotificationDelivery.IN_APP if muted else delivery).value,
            muted=muted,
            created_at=now,
            read_at=now if muted else None,
            **words,
        )
        if by_mail and not muted and delivery is NotificationDelivery.IMMEDIATE:
            key = f"notification:{notification.id}"
            notification.mail_id = await queue_mail(
                session, MailKind.NOTIFICATION, person.email, key, notification.id, now
            )
        session.add(notification)


async def _wishes(session: AsyncSession, people: list[Recipient]) -> dict[UUID, dict[str, Any]]:
    statement = select(NotificationPreference.user_id, NotificationPreference.delivery).where(
        NotificationPreference.user_id.in_([person.id for person in people])
    )
    rows = (await session.execute(statement)).all()
    return {row.user_id: row.delivery for row in rows}


async def _quiet(
    session: AsyncSession, people: list[Recipient], kind: Kind, event: Event, now: datetime
) -> set[UUID]:
    statement = select(NotificationMute.user_id).where(
        NotificationMute.user_id.in_([person.id for person in people]),
        NotificationMute.until >= now.date(),
        or_(
            NotificationMute.kind == kind.name,
            (NotificationMute.subject_type == event.subject_type)
            & (NotificationMute.subject_id == event.subject_id),
        ),
    )
    return set(await session.scalars(statement))
