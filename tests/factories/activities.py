"""Activities in any state, with the agency, country, instrument and money that each state presupposes."""

import itertools
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, Assignment, ReadinessItem
from models.agencies import Agency
from models.countries import Country, Post
from models.enums import ActivityStatus, Modality, ReadinessType
from models.mous import Instrument
from models.obligations import Obligation
from models.officers import Officer
from services.calendar import add_months
from tests.factories.agencies import agency as new_agency
from tests.factories.agreements import make_instrument, make_obligation

#: What an officer needs for a short stay, with the months each lasts.
READY_ITEMS = {
    ReadinessType.PREDEPLOYMENT_TRAINING: 24,
    ReadinessType.CTAT: 72,
    ReadinessType.COUNTRY_CLEARANCE: 6,
    ReadinessType.PASSPORT: 60,
}
STARTS_ON, ENDS_ON = date(2026, 9, 14), date(2026, 9, 25)
_numbers = itertools.count(1)
_CONCURRED = frozenset(ActivityStatus) - {ActivityStatus.PLANNING, ActivityStatus.READYING}
_ATTENDED = frozenset({ActivityStatus.COMPLETED, ActivityStatus.CLOSED})


async def country(session: AsyncSession, genc3: str = "GTM") -> Country:
    return (await session.scalars(select(Country).where(Country.genc3 == genc3))).one()


async def post_in(session: AsyncSession, genc3: str = "GTM") -> Post:
    statement = select(Post).join(Country).where(Country.genc3 == genc3).order_by(Post.name)
    return (await session.scalars(statement)).first() or await _new_post(session, genc3)


async def _new_post(session: AsyncSession, genc3: str) -> Post:
    there = await country(session, genc3)
    post = Post(name=f"INL {there.name} {next(_numbers)}", country_id=there.id)
    session.add(post)
    await session.flush()
    return post


async def make_funding(
    session: AsyncSession, agency: Agency, obligated: str = "50000.00", **values: Any
) -> tuple[Instrument, Obligation]:
    """A signed instrument for calendar 2026 and an obligation under it; `values` go to the instrument."""
    instrument = await make_instrument(session, agency, **values)
    return instrument, await make_obligation(session, instrument, obligated)


async def make_activity(
    session: AsyncSession, status: ActivityStatus = ActivityStatus.PLANNING, **values: Any
) -> Activity:
    """Written to the database: twelve days in Guatemala in September 2026, with a signed instrument and money.

    Parents not given by their `…_id` are made. `funded=False` leaves instrument and obligation out.
    """
    number = next(_numbers)
    funded = values.pop("funded", True)
    if "agency_id" not in values:
        host = new_agency()
        session.add(host)
        await session.flush()
        values["agency_id"] = host.id
    if "country_id" not in values:
        values["country_id"] = (await country(session)).id
    if funded and "instrument_id" not in values:
        owner = await session.get_one(Agency, values["agency_id"])
        instrument, obligation = await make_funding(session, owner)
        values = {"instrument_id": instrument.id, "obligation_id": obligation.id} | values
    defaults: dict[str, Any] = {
        "reference": f"TST-2026-{number:04d}",
        "title": f"Course {number}",
        "modality": Modality.OVERSEAS_TRAIN.value,
        "starts_on": STARTS_ON,
        "ends_on": ENDS_ON,
        "estimate_usd": Decimal("12000.00"),
        "concurred_at": datetime(2026, 6, 1, tzinfo=UTC) if status in _CONCURRED else None,
        "attendance_recorded_at": datetime(2026, 9, 26, tzinfo=UTC) if status in _ATTENDED else None,
        "cancel_reason": "No longer needed" if status is ActivityStatus.CANCELLED else None,
    }
    activity = Activity(**(defaults | values), status=status.value)
    session.add(activity)
    await session.flush()
    return activity


async def make_assignment(
    session: AsyncSession, activity: Activity, officer: Officer | None = None, **values: Any
) -> Assignment:
    """An officer of the activity's agency, on it for all its days."""
    if officer is None:
        officer = Officer(agency_id=activity.agency_id, name=f"Officer {next(_numbers)}")
        session.add(officer)
        await session.flush()
    days = {"starts_on": activity.starts_on, "ends_on": activity.ends_on}
    assignment = Assignment(**(days | {"activity_id": activity.id, "officer_id": officer.id} | values))
    session.add(assignment)
    await session.flush()
    return assignment


async def make_ready_assignment(session: AsyncSession, activity: Activity, **values: Any) -> Assignment:
    """An assignment with everything on file that Guatemala and two weeks call for."""
    assignment = await make_assignment(session, activity, **values)
    for type_, months in READY_ITEMS.items():
        session.add(
            ReadinessItem(
                assignment_id=assignment.id,
                type=type_.value,
                issued_on=date(2026, 5, 4),
                expires_on=add_months(date(2026, 5, 4), months),
            )
        )
    await session.flush()
    return assignment
