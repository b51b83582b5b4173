"""An agency that is interested, and what tests do to its offer."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import select

from models.database import Database
from models.enums import OutreachStatus as S
from models.enums import Role
from models.outreach import Offer, Outreach
from models.requests import AssistanceRequest
from tests.factories.requests import make_officers, make_outreach, make_partner
from tests.fixtures.api import ClientFor

LINES = [
    {
        "category": "airfare",
        "description": "Two return flights",
        "amount": {"amount": "2400.50", "currency": "USD"},
    },
    {"category": "lodging", "description": "Hotel", "amount": {"amount": "3100.25", "currency": "USD"}},
]


@dataclass(slots=True)
class Interested:
    outreach: Outreach
    officers: list[UUID]
    client: httpx.AsyncClient

    def body(self, **changes: Any) -> dict[str, Any]:
        return {
            "outreach_id": str(self.outreach.id),
            "officers": [str(id_) for id_ in self.officers],
            "starts_on": "2026-09-14",
            "ends_on": "2026-09-25",
            "cost_lines": LINES,
        } | changes


async def make_interested(
    database: Database, client_for: ClientFor, request: AssistanceRequest | None = None
) -> Interested:
    """An agency that is interested, two of its officers, and its coordinator's client."""
    async with database.transaction() as session:
        agency = await make_partner(session)
        officers = await make_officers(session, agency, 2)
        outreach = await make_outreach(session, S.INTERESTED, request=request, agency=agency)
    client = await client_for(Role.AGENCY_COORDINATOR, agency_id=agency.id)
    return Interested(outreach, [officer.id for officer in officers], client)


async def act(
    client: httpx.AsyncClient, offer_id: UUID | str, action: str, body: dict[str, Any] | None = None
) -> httpx.Response:
    version = {"If-Match": (await client.get(f"/offers/{offer_id}")).headers["etag"]}
    return await client.post(f"/offers/{offer_id}/{action}", json=body, headers=version)


async def offer_of(database: Database, outreach_id: UUID) -> Offer:
    async with database.transaction() as session:
        return (await session.scalars(select(Offer).where(Offer.outreach_id == outreach_id))).one()
