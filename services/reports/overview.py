"""Programme figures, counted over the rows that the actor may see."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, cast, extract, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.activities import Activity
from models.agencies import Agency
from models.base import Base
from models.claims import Claim, Payment
from models.countries import Country
from models.enums import AgencyStatus, MouStatus, RequestStatus
from models.mous import Mou
from models.obligations import Obligation
from models.requests import AssistanceRequest, RequestCountry
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.calendar import fiscal_year
from services.clock import Clock

EXPIRING_WITHIN = timedelta(days=90)


class _Counter:
    """Runs counts narrowed to what one actor sees."""

    def __init__(self, connection: AsyncConnection, actor: Actor) -> None:
        self._connection = connection
        self._actor = actor

    async def one(self, expression: Any, table: type[Base], *conditions: ColumnElement[bool]) -> Any:
        seen = visible(self._actor, table)
        statement = select(expression).select_from(table).where(seen.clause, *conditions)
        return await self._connection.scalar(statement, dict(seen.parameters))

    async def rows(self, statement: Select[*tuple[Any, ...]], table: type[Base]) -> Any:
        seen = visible(self._actor, table)
        return (await self._connection.execute(statement.where(seen.clause), dict(seen.parameters))).all()


def year_bounds(year: int) -> tuple[date, date]:
    """First and last day of a fiscal year."""
    return date(year - 1, 10, 1), date(year, 9, 30)


def within(year: int) -> ColumnElement[bool]:
    """Activities that touch the fiscal year."""
    first, last = year_bounds(year)
    return and_(Activity.starts_on <= last, func.coalesce(Activity.ends_on, Activity.starts_on) >= first)


async def overview(
    connection: AsyncConnection, actor: Actor, clock: Clock, year: int | None
) -> dict[str, Any]:
    """Figures of fiscal year `year`, by default the present one. Raises `Forbidden`."""
    actor.require(Permission.REPORTS_READ)
    today = clock.today()
    year = year or fiscal_year(today)
    count = _Counter(connection, actor)
    by_status = select(Activity.status, func.count()).where(within(year)).group_by(Activity.status)
    days_to_fill = extract("epoch", AssistanceRequest.closed_at - AssistanceRequest.submitted_at) / 86400
    median = await count.one(
        func.percentile_cont(0.5).within_group(days_to_fill),
        AssistanceRequest,
        AssistanceRequest.status == RequestStatus.FILLED.value,
    )
    in_force = Mou.status == MouStatus.ACTIVE.value
    return {
        "fiscal_year": year,
        "partner_agencies": await count.one(
            func.count(), Agency, Agency.status == AgencyStatus.PARTNER.value, Agency.archived_at.is_(None)
        ),
        "active_mous": await count.one(func.count(), Mou, in_force),
        "mous_expiring_in_90_days": await count.one(
            func.count(), Mou, in_force, Mou.ends_on.between(today, today + EXPIRING_WITHIN)
        ),
        "countries_engaged": await count.one(
            func.count(Activity.country_id.distinct()), Activity, within(year)
        ),
        "open_requests": await count.one(
            func.count(), AssistanceRequest, AssistanceRequest.status == RequestStatus.OPEN.value
        ),
        "median_days_to_fill": None if median is None else round(median),
        "activities_by_status": _pairs(await count.rows(by_status, Activity)),
        "funds": await _funds(count, actor),
        "paid_by_month": await _paid_by_month(count, year),
    }


def _pairs(rows: Iterable[Any]) -> dict[Any, Any]:
    return {row[0]: row[1] for row in rows}


def _usd(amount: Any) -> dict[str, str]:
    return {"amount": f"{amount or 0:.2f}", "currency": "USD"}


async def _funds(count: _Counter, actor: Actor) -> dict[str, Any] | None:
    """None for those who may not see obligations."""
    if not actor.may(Permission.OBLIGATIONS_READ):
        return None
    sums = select(
        func.sum(Obligation.obligated_usd),
        func.sum(Obligation.paid_usd),
        func.sum(Obligation.unliquidated_usd),
    )
    [(obligated, paid, unliquidated)] = await count.rows(sums, Obligation)
    return {"obligated": _usd(obligated), "paid": _usd(paid), "unliquidated": _usd(unliquidated)}


async def _paid_by_month(count: _Counter, year: int) -> list[dict[str, Any]]:
    first, last = year_bounds(year)
    month = cast(func.date_trunc("month", Payment.paid_on), Date).label("month")
    statement = (
        select(month, func.sum(Payment.amount_usd))
        .join(Claim, Claim.id == Payment.claim_id)
        .where(Payment.paid_on.between(first, last))
        .group_by(month)
    )
    paid = _pairs(await count.rows(statement, Claim))
    months = [date(year - 1 if m >= 10 else year, m, 1) for m in (10, 11, 12, *range(1, 10))]
    return [{"month": m.isoformat(), "amount": _usd(paid.get(m))} for m in months]


async def country_map(
    connection: AsyncConnection, actor: Actor, clock: Clock, year: int | None
) -> dict[str, Any]:
    """Each country's activities in the fiscal year, requests open now, and what was reimbursed for it."""
    actor.require(Permission.REPORTS_READ)
    year = year or fiscal_year(clock.today())
    count = _Counter(connection, actor)
    activities = select(
        Activity.country_id, func.count(), func.count().filter(Activity.status == "active")
    ).where(within(year))
    per_country = {
        key: (total, active)
        for key, total, active in await count.rows(activities.group_by(Activity.country_id), Activity)
    }
    requests = (
        select(RequestCountry.country_id, func.count())
        .join(AssistanceRequest, AssistanceRequest.id == RequestCountry.request_id)
        .where(AssistanceRequest.status == RequestStatus.OPEN.value)
        .group_by(RequestCountry.country_id)
    )
    open_requests = _pairs(await count.rows(requests, AssistanceRequest))
    first, last = year_bounds(year)
    paid = (
        select(Activity.country_id, func.sum(Payment.amount_usd))
        .join(Claim, Claim.id == Payment.claim_id)
        .join(Activity, Activity.id == Claim.activity_id)
        .where(Payment.paid_on.between(first, last))
        .group_by(Activity.country_id)
    )
    reimbursed = _pairs(await count.rows(paid, Claim))
    countries = await connection.execute(
        select(Country.id, Country.genc3, Country.name, Country.bureau).order_by(Country.name)
    )
    items = [
        {
            "id": row.id,
            "genc3": row.genc3,
            "name": row.name,
            "bureau": row.bureau,
            "activities": per_country.get(row.id, (0, 0))[0],
            "active_activities": per_country.get(row.id, (0, 0))[1],
            "open_requests": open_requests.get(row.id, 0),
            "reimbursed": _usd(reimbursed.get(row.id)),
        }
        for row in countries
    ]
    return {"fiscal_year": year, "items": items}
