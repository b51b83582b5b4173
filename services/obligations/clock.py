"""What time does to obligations: the fund ceases to be available, and years later it is cancelled (31 USC 1552)."""

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import ObligationStatus
from models.obligations import Obligation
from services.access.policy import SYSTEM
from services.clock import Clock
from services.due import DueStep, take_due
from services.events import record_event
from services.obligations.lifecycle import LIFECYCLE


async def _advance(
    session: AsyncSession, limit: int, event: str, verb: str, *due: ColumnElement[bool]
) -> int:
    obligations = await take_due(session, Obligation, *due, limit=limit)
    for obligation in obligations:
        LIFECYCLE.fire(SYSTEM, obligation, event)
        record_event(
            session,
            SYSTEM,
            f"obligations.{verb}",
            obligation,
            subject_type="obligation",
            label=obligation.document_number,
        )
    return len(obligations)


async def expire_due(session: AsyncSession, clock: Clock, limit: int) -> int:
    """Those whose fund is no longer available: they pay existing debts only."""
    due = (Obligation.status == ObligationStatus.OPEN.value, Obligation.available_to < clock.today())
    return await _advance(session, limit, "expire", "expired", *due)


async def cancel_due(session: AsyncSession, clock: Clock, limit: int) -> int:
    """Expired ones whose fund is cancelled today or was before: nothing is paid from them any more."""
    due = (Obligation.status == ObligationStatus.EXPIRED.value, Obligation.cancels_on <= clock.today())
    return await _advance(session, limit, "cancel", "cancelled", *due)


#: In this order, so that after a long stop both events come in one run.
DUE_STEPS = (DueStep("obligations.expire", expire_due), DueStep("obligations.cancel", cancel_due))
