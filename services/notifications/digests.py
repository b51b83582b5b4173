"""One letter a working day with all that came since the last, for those who want it so."""

from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import MailKind, NotificationDelivery, UserStatus
from models.identity import User
from models.notifications import Notification, NotificationPreference
from services.calendar import is_working_day
from services.clock import Clock
from services.outbox import queue_mail

_WAITING = (
    Notification.delivery == NotificationDelivery.DAILY_DIGEST.value,
    Notification.mail_id.is_(None),
    Notification.read_at.is_(None),
)


async def queue_digests(session: AsyncSession, clock: Clock) -> int:
    """Queue a letter for everybody whose hour has come today; a run that comes late does it late, and once."""
    waiting = select(Notification.user_id).where(*_WAITING).distinct()
    people = await session.execute(
        select(User.id, User.email, NotificationPreference.zone, NotificationPreference.digest_hour)
        .join(NotificationPreference, NotificationPreference.user_id == User.id)
        .where(User.id.in_(waiting), User.status == UserStatus.ACTIVE.value)
        .order_by(User.id)
    )
    queued = 0
    for user_id, email, zone, hour in people.all():
        local = clock.now().astimezone(ZoneInfo(zone))
        if is_working_day(local.date()) and local.time() >= time(hour):
            queued += await _queue(session, user_id, email, local)
    return queued


async def _queue(session: AsyncSession, user_id: UUID, email: str, local: datetime) -> int:
    key = f"digest:{user_id}:{local.date()}"
    mail_id = await queue_mail(session, MailKind.DIGEST, email, key, user_id, local)
    if mail_id is None:
        return 0  # today's has gone: the rest comes with the next
    mine = (Notification.user_id == user_id, *_WAITING)
    await session.execute(update(Notification).where(*mine).values(mail_id=mail_id))
    return 1
