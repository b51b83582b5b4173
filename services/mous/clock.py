"""What time does to memoranda. Once one ends, nothing new starts under it; what runs finishes under its instrument."""

from datetime import date

from sqlalchemy import ColumnElement, exists, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import MouStatus
from models.mous import Mou, MouAmendment
from services.access.policy import SYSTEM
from services.clock import Clock
from services.due import DueStep, take_due
from services.mous.events import record_mou_event
from services.mous.lifecycle import IN_FORCE, LIFECYCLE, MouFacts
from services.mous.negotiation import activate_mou
from services.mous.overlap import another_in_force, find_other_in_force
from services.mous.terms import amendments_in, hold


async def _advance(
    session: AsyncSession, clock: Clock, limit: int, event: str, verb: str, *due: ColumnElement[bool]
) -> int:
    mous = await take_due(session, Mou, *due, limit=limit)
    for mou in mous:
        LIFECYCLE.fire(SYSTEM, mou, event, MouFacts(mou, clock.today()))
        record_mou_event(session, SYSTEM, verb, mou, None)
    return len(mous)


async def activate_due(session: AsyncSession, clock: Clock, limit: int) -> int:
    """Signed ones whose day has come; one whose scope another still holds waits until that has ended."""
    mous = await take_due(
        session,
        Mou,
        Mou.status == MouStatus.SIGNING.value,
        Mou.inl_signed_on.is_not(None),
        Mou.agency_signed_on.is_not(None),
        Mou.effective_on <= clock.today(),
        ~another_in_force(),
        limit=limit,
    )
    moved = 0
    for mou in mous:
        # Two of one scope may come due together: the first takes it.
        if await find_other_in_force(session, mou) is None:
            activate_mou(session, clock, mou)
            await session.flush()
            moved += 1
    return moved


async def terminate_due(session: AsyncSession, clock: Clock, limit: int) -> int:
    """Those whose days of notice are over."""
    return await _advance(
        session,
        clock,
        limit,
        "terminate",
        "terminated",
        Mou.status == MouStatus.TERMINATING.value,
        Mou.notice_given_on + Mou.notice_days <= clock.today(),
    )


async def expire_due(session: AsyncSession, clock: Clock, limit: int) -> int:
    """Those whose end has passed without renewal."""
    return await _advance(
        session,
        clock,
        limit,
        "expire",
        "expired",
        Mou.status.in_((MouStatus.ACTIVE.value, MouStatus.SUSPENDED.value)),
        Mou.ends_on < clock.today(),
    )


def _amendment_due(today: date) -> ColumnElement[bool]:
    return exists().where(
        MouAmendment.mou_id == Mou.id, MouAmendment.applied_at.is_(None), MouAmendment.effective_on <= today
    )


async def amend_due(session: AsyncSession, clock: Clock, limit: int) -> int:
    """Signed amendments whose day has come. One whose new scope another memorandum holds waits until that has ended."""
    due = (Mou.status.in_(IN_FORCE), _amendment_due(clock.today()))
    moved = 0
    for mou in await take_due(session, Mou, *due, limit=limit):
        hold(mou, await amendments_in(session, mou), clock.today())
        if await find_other_in_force(session, mou) is not None:
            session.expire(mou)
            continue
        newly = (
            MouAmendment.mou_id == mou.id,
            MouAmendment.applied_at.is_(None),
            MouAmendment.effective_on <= clock.today(),
        )
        await session.execute(update(MouAmendment).where(*newly).values(applied_at=clock.now()))
        record_mou_event(session, SYSTEM, "amendment_applied", mou, None)
        await session.flush()
        moved += 1
    return moved


#: In this order: what ends makes room for what begins on the same day.
DUE_STEPS = (
    DueStep("mous.expire", expire_due),
    DueStep("mous.terminate", terminate_due),
    DueStep("mous.amend", amend_due),
    DueStep("mous.activate", activate_due),
)
