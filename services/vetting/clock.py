"""What time does to vetting: approvals run out."""

from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import VettingStatus
from models.vetting import VettingCase
from services.access.policy import SYSTEM
from services.clock import Clock
from services.due import DueStep, take_due
from services.vetting.cases import record_case
from services.vetting.lifecycle import LIFECYCLE


async def expire_due(session: AsyncSession, clock: Clock, limit: int) -> int:
    """Approvals whose last day has passed. An expired one needs a new case."""
    due = (VettingCase.status == VettingStatus.APPROVED.value, VettingCase.valid_to < clock.today())
    cases = await take_due(session, VettingCase, *due, limit=limit)
    for case in cases:
        LIFECYCLE.fire(SYSTEM, case, "expire")
        record_case(session, SYSTEM, "expired", case, None)
    return len(cases)


DUE_STEPS = (DueStep("vetting_cases.expire", expire_due),)
