"""What time itself does to outreach."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import OutreachStatus
from models.outreach import Outreach
from services.clock import Clock
from services.outreach.commands import lapse
from services.outreach.lifecycle import ReplyFacts


async def lapse_overdue(session: AsyncSession, clock: Clock) -> int:
    """Note every overdue answer; how many there were. One that somebody is answering just now is left for later."""
    now = clock.now()
    overdue = await session.scalars(
        select(Outreach)
        .where(Outreach.status == OutreachStatus.SENT, Outreach.due_at < now)
        .order_by(Outreach.id)
        .with_for_update(skip_locked=True)
    )
    count = 0
    for outreach in overdue:
        # The state of the request decides on replies, not on lapsing.
        lapse(session, outreach, ReplyFacts(now, outreach.due_at, ""))
        count += 1
    await session.flush()
    return count
