"""Closing a request, and standing down the agencies that were asked and are not needed."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.enums import OutreachStatus as S
from models.outreach import Outreach
from schemas.requests import RequestClose
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.outreach.records import record_outreach
from services.requests.commands import close_request

#: Those who may still be preparing an answer or an offer, or keep days free.
_MAY_WAIT = (S.SENT.value, S.NO_RESPONSE.value, S.INTERESTED.value, S.OFFERED.value)


async def close_and_stand_down(
    session: AsyncSession, actor: Actor, clock: Clock, request_id: UUID, version: int, data: RequestClose
) -> None:
    """Raises what `close_request` raises. The outreach itself stays as it is: nothing follows from it."""
    await close_request(session, actor, clock, request_id, version, data)
    waiting = select(Outreach).where(Outreach.request_id == request_id, Outreach.status.in_(_MAY_WAIT))
    for outreach in await session.scalars(waiting.order_by(Outreach.id)):
        record_outreach(session, actor, "stood_down", outreach, Permission.REQUESTS_MANAGE)
