"""What time brings about: authorized activities start when their day has come."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity
from models.enums import ActivityStatus
from services.access.policy import SYSTEM
from services.activities import lifecycle
from services.activities.gates import facts_of, lock_money
from services.activities.parts import record
from services.clock import Clock
from services.due import DueStep, take_due
from services.errors import IllegalTransition


async def start_due(session: AsyncSession, clock: Clock, limit: int) -> int:
    """Start authorized activities whose first day has come, at most `limit`; how many started.

    The gates are asked again: an activity that no longer passes stays authorized and is tried again next time.
    """
    due = await session.scalars(
        select(Activity.id)
        .where(Activity.status == ActivityStatus.AUTHORIZED.value, Activity.starts_on <= clock.today())
        .order_by(Activity.id)
    )
    started = 0
    for activity_id in due.all():
        if started < limit and await _start(session, clock, activity_id):
            started += 1
    return started


async def _start(session: AsyncSession, clock: Clock, activity_id: UUID) -> bool:
    still_due = (Activity.id == activity_id, Activity.status == ActivityStatus.AUTHORIZED.value)
    for activity in await take_due(session, Activity, *still_due, limit=1):
        await lock_money(session, activity)
        try:
            facts = await facts_of(session, activity_id, clock.today())
            lifecycle.ACTIVITY.fire(SYSTEM, activity, "start", facts)
        except IllegalTransition:
            return False
        record(session, SYSTEM, "started", activity, None)
        await session.flush()
        return True
    return False


DUE_STEPS = (DueStep("activities.start", start_due),)
