"""What time itself does to outreach: answers become overdue."""

from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import OutreachStatus
from models.outreach import Outreach
from services.clock import Clock
from services.due import DueStep, take_due
from services.outreach.commands import lapse
from services.outreach.lifecycle import ReplyFacts


async def lapse_overdue(session: AsyncSession, clock: Clock, limit: int) -> int:
    """Note overdue answers. One that somebody is just giving is left for the next run."""
    now = clock.now()
    due = (Outreach.status == OutreachStatus.SENT.value, Outreach.due_at < now)
    overdue = await take_due(session, Outreach, *due, limit=limit)
    for outreach in overdue:
        # The state of the request decides on replies, not on lapsing.
        lapse(session, outreach, ReplyFacts(now, outreach.due_at, ""))
    return len(overdue)


DUE_STEPS = (DueStep("outreach.lapse", lapse_overdue),)
