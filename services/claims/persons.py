"""One person's part of a claim: whose it is, and what it is judged on."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.activities import Activity
from models.claims import Claim
from models.mous import Instrument
from models.officers import Officer
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.claims.commands import payee
from services.claims.lifecycle import EDITABLE
from services.claims.submission import Ground, ground_of
from services.clock import Clock
from services.errors import Invalid, NotFound


async def claim_row(connection: AsyncConnection, actor: Actor, claim_id: UUID) -> Any:
    """The claim's columns. Raises `NotFound` when it is not there or not the actor's to see."""
    seen = visible(actor, Claim)
    rows = await connection.execute(
        select(*Claim.__table__.columns).where(Claim.id == claim_id, seen.clause), dict(seen.parameters)
    )
    claim = rows.one_or_none()
    if claim is None:
        raise NotFound
    return claim


async def person_of(session: AsyncSession | AsyncConnection, claim: Any, officer_id: UUID) -> Any:
    """Id and name. Raises `NotFound` for somebody who is not of the claim's agency."""
    rows = await session.execute(
        select(Officer.id, Officer.name).where(Officer.id == officer_id, Officer.agency_id == claim.agency_id)
    )
    officer = rows.one_or_none()
    if officer is None:
        raise NotFound
    return officer


async def require_person(session: AsyncSession, actor: Actor, claim: Claim, officer_id: UUID) -> UUID:
    """Raises `NotFound` for somebody who is not of the agency, `Forbidden` for an officer claiming for another."""
    try:
        await payee(session, actor, claim.agency_id, officer_id)
    except Invalid:
        raise NotFound from None
    return officer_id


async def ground_for(session: AsyncSession | AsyncConnection, clock: Clock, claim: Any) -> Ground:
    """What the lines of a claim are judged on. `claim`: the row."""
    instrument, activity = Instrument.__table__, Activity.__table__
    terms = await session.execute(select(instrument).where(instrument.c.id == claim.instrument_id))
    work = await session.execute(select(activity).where(activity.c.id == claim.activity_id))
    return await ground_of(session, claim, work.one(), terms.one(), clock.today())


def may_change(actor: Actor, claim: Any) -> bool:
    return claim.status in EDITABLE and actor.may(Permission.CLAIMS_PREPARE)
