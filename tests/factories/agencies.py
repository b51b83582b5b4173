"""Agencies with what they can do. Nothing is written before the session is flushed."""

import itertools
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency, AgencyExpertise
from models.enums import AgencyKind
from models.expertise import Expertise

_numbers = itertools.count(1)


def agency(**values: Any) -> Agency:
    number = next(_numbers)
    defaults = {"legal_name": f"Agency {number:04d} Police Department", "kind": AgencyKind.MUNICIPAL_PD.value}
    return Agency(**(defaults | {"state": "VA"} | values))


async def with_expertise(session: AsyncSession, to: Agency, **levels: int) -> None:
    """`await with_expertise(session, agency, TRF=3)`: codes with `_` for `-`."""
    for name, level in levels.items():
        code = name.replace("_", "-")
        expertise_id = await session.scalar(select(Expertise.id).where(Expertise.code == code))
        session.add(AgencyExpertise(agency_id=to.id, expertise_id=expertise_id, level=level))
