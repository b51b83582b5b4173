"""Requests, outreach and offers in any state, and the agencies of the worked example. Each is written."""

import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency, AgencyBlackout
from models.countries import Post
from models.enums import ExpenseCategory, Modality, MouStatus, OutreachStatus, RequestStatus
from models.expertise import Expertise
from models.officers import Officer
from models.outreach import Offer, OfferOfficer, Outreach
from models.requests import AssistanceRequest, RequestCountry, RequestExpertise
from tests.factories.activities import country, post_in
from tests.factories.agencies import with_expertise
from tests.factories.agreements import make_agency, make_mou

SENT_AT, DUE_AT = datetime(2026, 6, 30, 12, tzinfo=UTC), datetime(2026, 7, 14, 3, 59, 59, tzinfo=UTC)
_FUNDED = frozenset(RequestStatus) - {RequestStatus.DRAFT, RequestStatus.SUBMITTED}
_OFFERED = frozenset(
    {
        OutreachStatus.OFFERED,
        OutreachStatus.ACCEPTED,
        OutreachStatus.NOT_SELECTED,
        OutreachStatus.WITHDRAWN,
    }
)
_numbers = itertools.count(1)


async def make_request(
    session: AsyncSession,
    status: RequestStatus = RequestStatus.OPEN,
    *,
    post: Post | None = None,
    countries: tuple[str, ...] = ("GTM",),
    required: tuple[str, ...] = ("TRF-COL",),
    desired: tuple[str, ...] = ("POM-CRO",),
    **values: Any,
) -> AssistanceRequest:
    """The need of the worked example (domain brief, 4.2), funded with 60,000 USD once it has been validated."""
    number = next(_numbers)
    post = post or await post_in(session)
    funded = status in _FUNDED
    defaults: dict[str, Any] = {
        "reference": f"RFA-T-{number:04d}",
        "post_id": post.id,
        "title": f"Crash investigation {number}",
        "need": "Two instructors for the traffic division's investigators.",
        "status": status.value,
        "modality": Modality.OVERSEAS_TRAIN.value,
        "languages": ["es"],
        "starts_on": date(2026, 9, 14),
        "ends_on": date(2026, 9, 25),
        "headcount": 2,
        "funding_source": "INCLE 2026" if funded else None,
        "funds_usd": Decimal("60000.00") if funded else None,
    }
    request = AssistanceRequest(**(defaults | values))
    session.add(request)
    await session.flush()
    for genc3 in countries:
        place = await country(session, genc3)
        session.add(RequestCountry(request_id=request.id, country_id=place.id))
    codes = dict.fromkeys(desired, False) | dict.fromkeys(required, True)
    rows = await session.execute(select(Expertise.code, Expertise.id).where(Expertise.code.in_(codes)))
    session.add_all(
        RequestExpertise(request_id=request.id, expertise_id=id_, required=codes[code]) for code, id_ in rows
    )
    await session.flush()
    return request


async def make_officers(
    session: AsyncSession, agency: Agency, count: int, languages: tuple[str, ...] = ()
) -> list[Officer]:
    officers = [
        Officer(agency_id=agency.id, name=f"Instructor {next(_numbers)}", languages=list(languages))
        for _ in range(count)
    ]
    session.add_all(officers)
    await session.flush()
    return officers


async def make_partner(session: AsyncSession, **levels: int) -> Agency:
    """An agency with a memorandum in force and two Spanish-speaking officers; by default good at crashes."""
    agency = await make_agency(session)
    await make_mou(session, agency)
    await with_expertise(session, agency, **(levels or {"TRF_COL": 3}))
    await make_officers(session, agency, 2, ("es",))
    return agency


async def make_outreach(
    session: AsyncSession,
    status: OutreachStatus = OutreachStatus.SENT,
    *,
    request: AssistanceRequest | None = None,
    agency: Agency | None = None,
    **values: Any,
) -> Outreach:
    """Sent the day before the tests' clock; with an offer of 5,000 USD in the states that presuppose one."""
    request = request or await make_request(session)
    agency = agency or await make_partner(session)
    answered = status not in (OutreachStatus.SENT, OutreachStatus.NO_RESPONSE)
    defaults: dict[str, Any] = {
        "reference": f"OUT-T-{next(_numbers):04d}",
        "request_id": request.id,
        "agency_id": agency.id,
        "status": status.value,
        "sent_at": SENT_AT,
        "due_at": DUE_AT,
        "replied_at": SENT_AT + timedelta(hours=1) if answered else None,
    }
    outreach = Outreach(**(defaults | values))
    session.add(outreach)
    await session.flush()
    if status in _OFFERED:
        await make_offer(session, outreach)
    return outreach


async def make_offer(
    session: AsyncSession, outreach: Outreach, total: str = "5000.00", **values: Any
) -> Offer:
    """Of the agency's first officer, for the whole window."""
    officer = (
        await session.scalars(
            select(Officer).where(Officer.agency_id == outreach.agency_id).order_by(Officer.id)
        )
    ).first()
    line = {
        "category": ExpenseCategory.AIRFARE.value,
        "description": "Travel",
        "amount": {"amount": total, "currency": "USD"},
    }
    defaults: dict[str, Any] = {
        "starts_on": date(2026, 9, 14),
        "ends_on": date(2026, 9, 25),
        "officers": 1,
        "cost_lines": [line],
        "total_usd": Decimal(total),
    }
    offer = Offer(**(defaults | {"outreach_id": outreach.id} | values))
    session.add(offer)
    await session.flush()
    if officer is not None:
        session.add(OfferOfficer(offer_id=offer.id, officer_id=officer.id))
        await session.flush()
    return offer


@dataclass(frozen=True, slots=True)
class FourAgencies:
    """A, B, C and D of the worked example (domain brief, 4.2)."""

    a: Agency
    b: Agency
    c: Agency
    d: Agency


async def make_four_agencies(session: AsyncSession) -> FourAgencies:
    """Levels are those of areas and of topics mixed, as agencies have them; C's memorandum is still a draft."""
    a, b, c, d = [await make_agency(session, legal_name=f"Agency {letter}") for letter in "ABCD"]
    for agency in (a, b, d):
        await make_mou(session, agency)
    await make_mou(session, c, MouStatus.DRAFT)
    await with_expertise(session, a, TRF=3)
    await with_expertise(session, b, TRF_COL=2, POM=2)
    await with_expertise(session, c, TRF=3, POM=3)
    await with_expertise(session, d, TRF_COL=3, POM_CRO=1)
    await make_officers(session, a, 1, ("es",))
    await make_officers(session, b, 2, ("es", "fr"))
    await make_officers(session, c, 9, ("es",))
    # Four working days of the first week.
    session.add(AgencyBlackout(agency_id=d.id, starts_on=date(2026, 9, 14), ends_on=date(2026, 9, 17)))
    await session.flush()
    return FourAgencies(a, b, c, d)
