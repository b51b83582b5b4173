"""The queue of mail: one row a letter, written in the transaction of what it tells of.

A letter that the mail server has acknowledged is never sent again. Between handing over the text and the answer it
stands as `handed_over`; if the process ends there, nobody can know whether it arrived, and it stays `unknown`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.enums import MailKind
from models.enums import MailStatus as S
from models.notifications import Mail
from services.access.policy import SYSTEM
from services.lifecycle import Lifecycle, transition

#: How long one attempt may take before another process takes the letter over.
ATTEMPT_LASTS = timedelta(minutes=10)
#: Pauses after the first, second, … attempt; the last one stays.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
)
#: As long as mail servers usually try.
GIVEN_UP_AFTER = timedelta(days=5)

LIFECYCLE = Lifecycle(
    "mail",
    (
        transition("take", S.QUEUED, S.TAKEN, None),
        transition("hand_over", S.TAKEN, S.HANDED_OVER, None),
        transition("acknowledge", S.HANDED_OVER, S.SENT, None),
        transition("postpone", (S.TAKEN, S.HANDED_OVER), S.QUEUED, None),
        transition("refuse", (S.TAKEN, S.HANDED_OVER), S.FAILED, None),
        transition("lose", S.HANDED_OVER, S.UNKNOWN, None),
        transition("drop", S.TAKEN, S.DROPPED, None),
        transition("queue_again", (S.FAILED, S.UNKNOWN), S.QUEUED, None),
    ),
)


async def queue_mail(
    session: AsyncSession, kind: MailKind, address: str, key: str, subject_id: UUID | None, now: datetime
) -> UUID | None:
    """The new letter's id; None when there is one with this key already."""
    statement = (
        insert(Mail)
        .values(
            id=uuid7(),
            key=key,
            kind=kind.value,
            address=address,
            subject_id=subject_id,
            created_at=now,
            due_at=now,
        )
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(Mail.id)
    )
    return await session.scalar(statement)


async def take_mail(session: AsyncSession, now: datetime) -> Mail | None:
    """The next letter that is due, for this process alone until `ATTEMPT_LASTS` is over."""
    statement = (
        select(Mail)
        .where(Mail.status == S.QUEUED.value, Mail.due_at <= now)
        .order_by(Mail.due_at, Mail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    mail = await session.scalar(statement)
    if mail is not None:
        LIFECYCLE.fire(SYSTEM, mail, "take")
        mail.attempts += 1
        mail.due_at = now + ATTEMPT_LASTS
    return mail


async def free_abandoned(session: AsyncSession, now: datetime) -> int:
    """Letters of processes that are gone: those not yet handed over are sent again, the others may have arrived."""
    statement = (
        select(Mail)
        .where(Mail.status.in_((S.TAKEN.value, S.HANDED_OVER.value)), Mail.due_at <= now)
        .with_for_update(skip_locked=True)
    )
    abandoned: Sequence[Mail] = (await session.scalars(statement)).all()
    for mail in abandoned:
        if mail.status == S.TAKEN:
            LIFECYCLE.fire(SYSTEM, mail, "postpone")
        else:
            LIFECYCLE.fire(SYSTEM, mail, "lose")
            mail.problem = "The program ended before the mail server had answered."
    return len(abandoned)


def postpone(mail: Mail, now: datetime, problem: str) -> None:
    """Try again later, or give up on a letter that has been tried for days."""
    mail.problem = problem[:300]
    again_at = now + PAUSES[min(mail.attempts, len(PAUSES)) - 1]
    if again_at - mail.created_at > GIVEN_UP_AFTER:
        LIFECYCLE.fire(SYSTEM, mail, "refuse")
        return
    LIFECYCLE.fire(SYSTEM, mail, "postpone")
    mail.due_at = again_at
