"""Figures of the programme for everybody: sums of published activities that tell of nobody (`small_cells`)."""

from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, cast, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.activities import Activity
from models.claims import Claim, Payment
from schemas.results import PublicYear, ResultMeasures, ResultsBy
from services.calendar import fiscal_year
from services.detail import Answer
from services.errors import NotFound
from services.exports.tables import Table, columns_of
from services.listing import Scope
from services.policies import policy_in_force
from services.reports import iati
from services.reports.publication import public_activities, published_until
from services.reports.results import OVER, ResultTerms, days_of, told_of


async def public_results(connection: AsyncConnection, today: date, year: int | None, by: ResultsBy) -> Answer:
    """In the shape of `schemas.results.PublicResults`; without `year` of the last one that is published."""
    until, least = await _terms(connection, today)
    year = year or fiscal_year(until)
    scope = Scope(and_(_told(until), Activity.starts_on.between(*days_of(year))), {})
    found = await told_of(connection, scope, by, least)
    return {"fiscal_year": year, "by": by, "smallest_cell": least, **found, "published_until": until}


async def public_years(connection: AsyncConnection, today: date) -> Answer:
    """In the shape of `schemas.results.PublicYears`, the latest year first."""
    until, least = await _terms(connection, today)
    years: dict[int, dict[str, Any]] = defaultdict(
        lambda: {"activities": 0, "countries": 0, "agencies": 0, "people": 0, "paid": "0.00"}
    )
    for row in await connection.execute(_activities(until)):
        years[row.fiscal_year] |= row._asdict()
    for year, paid in await connection.execute(_paid(until)):
        years[year]["paid"] = str(paid)
    items = [
        {
            **figures,
            "fiscal_year": year,
            "people": figures["people"] if figures["people"] >= least or not figures["people"] else None,
            "paid": {"amount": figures["paid"], "currency": "USD"},
        }
        for year, figures in sorted(years.items(), reverse=True)
    ]
    return {"published_until": until, "smallest_cell": least, "items": items}


async def public_file(connection: AsyncConnection, today: date) -> AsyncIterator[bytes]:
    """The activities of the IATI file, see `iati.activities`. Raises `NotFound` when there are none to tell of."""
    until, least = await _terms(connection, today)
    if not await iati.any_public(connection, until):
        raise NotFound
    async for piece in iati.activities(connection, until, today, least):
        yield piece


def results_table(answer: Answer) -> Table:
    """One row for each group."""
    return Table("results", ["code", "name", "rest", *columns_of(ResultMeasures)], answer["groups"])


def years_table(answer: Answer) -> Table:
    """One row for each year."""
    return Table("years", list(columns_of(PublicYear)), answer["items"])


async def _terms(connection: AsyncConnection, today: date) -> tuple[date, int]:
    """The last day that is told of, and of how many people at least."""
    terms = await policy_in_force(connection, "results", ResultTerms, today)
    return await published_until(connection, today), terms.smallest_cell


def _told(until: date) -> ColumnElement[bool]:
    return and_(OVER, public_activities(until), func.coalesce(Activity.ends_on, Activity.starts_on) <= until)


def _year_of(day: Any) -> ColumnElement[int]:
    return cast(func.date_part("year", day + literal_column("interval '3 months'")), Integer)


def _activities(until: date) -> Any:
    year = _year_of(Activity.starts_on)
    return (
        select(
            year.label("fiscal_year"),
            func.count().label("activities"),
            func.count(Activity.country_id.distinct()).label("countries"),
            func.count(Activity.agency_id.distinct()).label("agencies"),
            func.coalesce(func.sum(Activity.participants_reported), 0).label("people"),
        )
        .where(_told(until), Activity.starts_on.is_not(None))
        .group_by(year)
    )


def _paid(until: date) -> Any:
    """To agencies. With what travellers were paid, the little that the IATI file keeps back could be told."""
    year = _year_of(Payment.paid_on)
    return (
        select(year, func.sum(Payment.amount_usd))
        .select_from(Payment)
        .join(Claim, Claim.id == Payment.claim_id)
        .join(Activity, Activity.id == Claim.activity_id)
        .where(public_activities(until), Payment.paid_on <= until, Claim.officer_id.is_(None))
        .group_by(year)
    )
