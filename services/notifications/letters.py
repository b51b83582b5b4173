"""The text of letters about what is in the inbox."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import UserStatus
from models.identity import User
from models.notifications import Mail, Notification
from services.adapters.mail import Letter
from services.clock import Clock

#: A digest names so many; the rest is a number and a link.
MOST_IN_DIGEST = 40


def _footer(site: str) -> tuple[str, str]:
    link = f"{site}/profile"
    text = (
        "You get this letter because of your part in the programme. Choose what is mailed to you, or have none, on "
        f"your profile:\n{link}\n"
    )
    return text, link


async def notification_letter(session: AsyncSession, clock: Clock, site: str, mail: Mail) -> Letter | None:
    """None when it was read in the application meanwhile, or the person is no longer here."""
    found = await session.scalar(
        select(Notification)
        .join(User, User.id == Notification.user_id)
        .where(
            Notification.id == mail.subject_id,
            Notification.read_at.is_(None),
            User.status == UserStatus.ACTIVE.value,
        )
    )
    if found is None:
        return None
    footer, preferences = _footer(site)
    text = f"{found.title}\n\n{found.body}\n\n{site}{found.link}\n\n--\n{footer}"
    return Letter(found.title, text, preferences)


async def digest_letter(session: AsyncSession, clock: Clock, site: str, mail: Mail) -> Letter | None:
    """Newest last, as things happened; None when all was read meanwhile."""
    statement = (
        select(Notification)
        .join(User, User.id == Notification.user_id)
        .where(
            Notification.mail_id == mail.id,
            Notification.read_at.is_(None),
            User.status == UserStatus.ACTIVE.value,
        )
        .order_by(Notification.id)
    )
    found = (await session.scalars(statement)).all()
    if not found:
        return None
    footer, preferences = _footer(site)
    parts = [f"{one.title}\n{one.body}\n{site}{one.link}\n" for one in found[:MOST_IN_DIGEST]]
    if len(found) > MOST_IN_DIGEST:
        parts.append(f"And {len(found) - MOST_IN_DIGEST} more in your inbox:\n{site}/inbox\n")
    subject = "One thing in your inbox" if len(found) == 1 else f"{len(found)} things in your inbox"
    return Letter(subject, "\n".join(parts) + f"\n--\n{footer}", preferences)
