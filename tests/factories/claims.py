"""What a claim stands on: a running activity with money, its people, and rates of the place. Claims go over HTTP."""

import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import httpx
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity
from models.agencies import Agency
from models.database import Database
from models.enums import ActivityStatus, PerDiemScope, Role
from models.identity import ApiToken
from models.mous import Instrument
from models.obligations import Obligation
from models.officers import Officer
from models.rates import PerDiemRate
from tests.factories.activities import country, make_activity
from tests.factories.agreements import make_agency, make_instrument, make_obligation
from tests.fixtures.api import ClientFor

PLACE = "Test City"
_numbers = itertools.count(1)
SIGNED = {"signatory_name": "Authorized signatory", "certifies_truth": True}
PERIOD = {"starts_on": "2026-06-01", "ends_on": "2026-06-05"}


@dataclass(frozen=True, slots=True)
class Ground:
    """The rows a claim needs, and a client for each duty on it."""

    agency: Agency
    officer: Officer
    instrument: Instrument
    obligation: Obligation
    activity: Activity
    coordinator: httpx.AsyncClient
    program: httpx.AsyncClient
    finance: httpx.AsyncClient
    certifier: httpx.AsyncClient
    treasury: httpx.AsyncClient


async def make_officer(session: AsyncSession, agency: Agency, name: str = "Officer of the agency") -> Officer:
    officer = Officer(agency_id=agency.id, name=name)
    session.add(officer)
    await session.flush()
    return officer


async def make_rate(session: AsyncSession, **values: Any) -> PerDiemRate:
    """Lodging 210 and M&IE 100 a day in `PLACE`, Guatemala, all year; the tables split 100 as 15, 25, 40 and 20."""
    there = await country(session)
    defaults: dict[str, Any] = {
        "scope": PerDiemScope.FOREIGN.value,
        "country_name": "TESTLAND",
        "country_id": there.id,
        "location": PLACE,
        "season_start": "01-01",
        "season_end": "12-31",
        "lodging_usd": Decimal(210),
        "mie_usd": Decimal(100),
        "effective_from": date(2026, 1, 1),
        "source": "Test",
    }
    rate = PerDiemRate(**(defaults | values))
    session.add(rate)
    await session.flush()
    return rate


async def make_ground(
    database: Database,
    client_for: ClientFor,
    *,
    obligated: str = "50000.00",
    registered: bool = True,
    activity: dict[str, Any] | None = None,
    **instrument: Any,
) -> Ground:
    """An activity of 1 to 5 June 2026 in Guatemala; `instrument` values go to its instrument.

    `registered`: whether the agency has a unique entity identifier.
    """
    async with database.transaction() as session:
        agency = await make_agency(session, uei=f"ZQGGHJ{next(_numbers):06d}" if registered else None)
        officer = await make_officer(session, agency)
        terms = await make_instrument(session, agency, **instrument)
        obligation = await make_obligation(session, terms, obligated)
        days = {"starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 5)}
        work = await make_activity(
            session,
            ActivityStatus.COMPLETED,
            agency_id=agency.id,
            instrument_id=terms.id,
            obligation_id=obligation.id,
            **(days | (activity or {})),
        )
        if await session.scalar(select(PerDiemRate.id).where(PerDiemRate.location == PLACE)) is None:
            await make_rate(session)
    ground = Ground(
        agency,
        officer,
        terms,
        obligation,
        work,
        await client_for(Role.AGENCY_COORDINATOR, agency_id=agency.id),
        await client_for(Role.PROGRAM_OFFICER),
        await client_for(Role.FINANCE_REVIEWER),
        await client_for(Role.CERTIFYING_OFFICER),
        await client_for(Role.SERVICE_CLIENT, scopes=("read", "claims:confirm_payment")),
    )
    async with database.transaction() as session:  # the clients outlive the jumps of a test's clock
        await session.execute(update(ApiToken).values(expires_at=datetime(2100, 1, 1, tzinfo=UTC)))
    return ground


def claim_body(ground: Ground, **changes: Any) -> dict[str, Any]:
    body = {"activity_id": str(ground.activity.id), "kind": "travel_voucher", "period": PERIOD}
    return body | {"officer_id": str(ground.officer.id)} | changes


async def new_claim(ground: Ground, **changes: Any) -> dict[str, Any]:
    response = await ground.coordinator.post("/claims", json=claim_body(ground, **changes))
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    return answer


def line(claim: dict[str, Any], category: str, day: int, cost: str, /, **changes: Any) -> dict[str, Any]:
    """A line of June 2026 in US dollars, with a receipt."""
    body = {
        "claim_id": claim["id"],
        "category": category,
        "service_on": f"2026-06-{day:02d}",
        "description": f"{category} on day {day}",
        "amount": {"amount": cost, "currency": "USD"},
        "receipt_attached": True,
    }
    place = {"location": PLACE} if category in ("lodging", "mie") else {}
    return body | place | changes


async def add_line(ground: Ground, claim: dict[str, Any], /, *facts: Any, **changes: Any) -> dict[str, Any]:
    response = await ground.coordinator.post("/expenses", json=line(claim, *facts, **changes))
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def act(
    client: httpx.AsyncClient, claim: dict[str, Any], event: str, body: Any = None
) -> httpx.Response:
    """Fire an event on the claim as it now stands."""
    current = await client.get(f"/claims/{claim['id']}")
    headers = {"If-Match": current.headers["etag"]}
    return await client.post(f"/claims/{claim['id']}/{event}", json=body, headers=headers)


_STEPS = ("submitted", "program_review", "finance_review", "approved", "certified", "paid")
PAYMENT = {"treasury_reference": "TRS-0001", "paid_on": "2026-07-01"}


async def bring_to(
    ground: Ground,
    claim: dict[str, Any],
    state: str,
    *,
    decision: Any = None,
    payment: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Lead a draft with lines along the straight way to `state` (`partial` and `disallowed` by `decision`)."""
    if state == "draft":
        return claim
    way = [
        (ground.coordinator, "submit", SIGNED),
        (ground.program, "take", None),
        (ground.program, "endorse", None),
        (ground.finance, "decide", decision or {}),
        (ground.certifier, "certify", None),
        (ground.treasury, "confirm", payment or PAYMENT),
    ]
    reached = {"returned": 2, "partial": 4, "disallowed": 4, "withdrawn": 0}
    steps = reached.get(state, _STEPS.index(state) + 1 if state in _STEPS else 0)
    way = way[:steps]
    if state == "returned":
        way.append((ground.program, "return", {"defects": [{"message": "Say which hotel."}]}))
    if state == "withdrawn":
        way = [(ground.coordinator, "withdraw", None)]
    answer = claim
    for client, event, body in way:
        response = await act(client, claim, event, body)
        assert response.status_code == 200, (event, response.text)
        answer = response.json()
    assert answer["status"] == state, answer["status"]
    return answer
