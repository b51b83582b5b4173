"""Published rates looked up by place and day: per diem, the split of M&IE, mileage, exchange and interest.

Rows are dated and never change, and a computed line keeps the rates it was computed from, so a rate published later
changes nothing that was submitted before (invariant 16).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.base import Base
from models.enums import PerDiemScope, VehicleMode
from models.rates import ExchangeRate, InterestRate, MieBreakdown, MileageRate, PerDiemRate
from services.claims import payment_clock
from services.claims.per_diem import MieRate, MissingRate, PerDiemPolicy, mie_rate

#: The longest quarter. The Treasury publishes its rates for the last day of each.
REPORTING_RATE_HOLDS = timedelta(days=92)
#: Tables by which a day's M&IE splits: the continental one, and one for everywhere else.
_BREAKDOWN_OF = {
    PerDiemScope.CONUS: "conus",
    PerDiemScope.OCONUS: "foreign_oconus",
    PerDiemScope.FOREIGN: "foreign_oconus",
}


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on which a row is in force; `last` None until it is replaced."""

    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class PlaceRate:
    """Maximum lodging and M&IE of a place, US dollars a day, in a season of MM-DD to MM-DD."""

    row_id: str
    scope: PerDiemScope
    country: str
    location: str
    season_start: str
    season_end: str
    lodging: Decimal
    mie: Decimal
    spell: Spell
    withdrawn: bool = False
    """From this row on there is no rate but those that begin with it."""
    elsewhere: bool = False
    """A foreign place that is not in the activity's country."""

    def named(self, place: str) -> bool:
        """Whether a place, alone or with its country ("Panama City, Panama"), is this row's."""
        return place.casefold() in (
            self.location.casefold(),
            f"{self.location}, {self.country}".casefold(),
        )

    def applies_on(self, day: date) -> bool:
        return self.spell.covers(day) and in_season(day, self.season_start, self.season_end)


@dataclass(frozen=True, slots=True)
class Dated:
    """A single dated amount."""

    amount: Decimal
    spell: Spell


def in_season(day: date, start: str, end: str) -> bool:
    """Whether a day falls in a season written MM-DD to MM-DD. One that ends before it starts runs over New Year."""
    mark = f"{day:%m-%d}"
    return start <= mark <= end if start <= end else mark >= start or mark <= end


@dataclass(frozen=True, slots=True)
class RateBook:
    """The rows that a claim may need, read at once."""

    places: tuple[PlaceRate, ...]
    breakdowns: tuple[tuple[str, MieRate, Spell], ...]
    mileage: tuple[Dated, ...]

    def place(self, location: str, day: date) -> PlaceRate:
        """The row for a place and day: the latest in force.

        A place of the activity's country comes before its namesakes; one of several others is named with its country.
        Raises `MissingRate`, also where several places of that name are published.
        """
        named = [row for row in self.places if row.named(location)]
        here = [row for row in named if row.scope is PerDiemScope.FOREIGN and not row.elsewhere] or named
        newest = {
            (row.scope, row.country): row
            for row in sorted(here, key=lambda row: (row.spell.first, not row.withdrawn))
            if row.applies_on(day)
        }
        found = [row for row in newest.values() if not row.withdrawn]
        if not found:
            raise MissingRate(
                f"No per diem rate is published for {location} on {day}. "
                "For a place that is not listed take its country's [Other]."
            )
        if len(found) > 1:
            countries = sorted({row.country for row in found})
            hint = f": write it with its country, such as {location}, {countries[0]}" if countries[1:] else ""
            raise MissingRate(f"{location} stands for several places in the rate table{hint}.")
        return found[0]

    def mie(self, place: PlaceRate, day: date, policy: PerDiemPolicy) -> MieRate:
        """The split of a place's M&IE. Raises `MissingRate` for an amount that the table lacks."""
        table = _BREAKDOWN_OF[place.scope]
        rows = (rate for name, rate, spell in self.breakdowns if name == table and spell.covers(day))
        return mie_rate(place.mie, rows, policy)

    def mile(self, day: date) -> Decimal:
        """US dollars a mile for a private automobile. Raises `MissingRate`."""
        found = [rate for rate in self.mileage if rate.spell.covers(day)]
        if not found:
            raise MissingRate(f"No mileage rate is published for {day}.")
        return max(found, key=lambda rate: rate.spell.first).amount


async def rate_book(
    session: AsyncSession | AsyncConnection, country_id: UUID | None, locations: Collection[str]
) -> RateBook:
    """Rates of the named places wherever they are, with the tables beside them.

    `country_id` is the activity's: a night may be spent in another country, under way or between two tasks.
    """
    folded = {location.lower() for location in locations}
    folded |= {location.rpartition(", ")[0] for location in folded}
    places = [
        PlaceRate(
            str(row.id),
            PerDiemScope(row.scope),
            row.country_name,
            row.location,
            row.season_start,
            row.season_end,
            row.lodging_usd,
            row.mie_usd,
            Spell(row.effective_from, row.effective_to),
            row.withdrawn,
            row.scope == PerDiemScope.FOREIGN and row.country_id != country_id,
        )
        for row in await _rows(session, PerDiemRate, func.lower(PerDiemRate.location).in_(sorted(folded)))
    ]
    totals = {place.mie for place in places}
    breakdowns = [
        (
            row.scope,
            MieRate(row.total_usd, row.breakfast_usd, row.lunch_usd, row.dinner_usd, row.incidentals_usd),
            Spell(row.effective_from, row.effective_to),
        )
        for row in await _rows(session, MieBreakdown, MieBreakdown.total_usd.in_(totals))
    ]
    mileage = [
        Dated(row.usd_per_mile, Spell(row.effective_from, row.effective_to))
        for row in await _rows(session, MileageRate, MileageRate.mode == VehicleMode.AUTOMOBILE)
    ]
    return RateBook(tuple(places), tuple(breakdowns), tuple(mileage))


async def exchange_rate_on(
    session: AsyncSession | AsyncConnection, currency: str, day: date, oldest_days: int
) -> Decimal | None:
    """US dollars for one unit of a currency by the rate table: the latest rate up to the day; None if too old.

    The Treasury's reporting rates are not among them (domain 4.8).
    """
    rates = and_(~ExchangeRate.reporting_only, ExchangeRate.rated_on >= day - timedelta(days=oldest_days))
    return await _latest_exchange_rate(session, currency, day, rates)


async def exchange_rate_to_check(
    session: AsyncSession | AsyncConnection, currency: str, day: date, oldest_days: int
) -> Decimal | None:
    """US dollars for one unit of a currency by any published rate, to flag what is far from it; None if too old.

    The Treasury's reporting rates hold for the quarter after their day, until the next or an amendment.
    """
    rates = or_(
        ExchangeRate.rated_on >= day - timedelta(days=oldest_days),
        and_(ExchangeRate.reporting_only, ExchangeRate.rated_on >= day - REPORTING_RATE_HOLDS),
    )
    return await _latest_exchange_rate(session, currency, day, rates)


async def _latest_exchange_rate(
    session: AsyncSession | AsyncConnection, currency: str, day: date, rates: ColumnElement[bool]
) -> Decimal | None:
    found = await session.execute(
        select(ExchangeRate.usd_per_unit)
        .where(ExchangeRate.currency == currency, ExchangeRate.rated_on <= day, rates)
        .order_by(ExchangeRate.rated_on.desc(), ExchangeRate.reporting_only, ExchangeRate.id.desc())
        .limit(1)
    )
    return found.scalar_one_or_none()


async def interest_rates(session: AsyncSession | AsyncConnection) -> list[payment_clock.InterestRate]:
    """The Treasury's rates for late payment, as fractions a year."""
    rows = await session.execute(
        select(InterestRate.percent, InterestRate.effective_from, InterestRate.effective_to)
    )
    return [
        payment_clock.InterestRate(row.percent / 100, row.effective_from, row.effective_to) for row in rows
    ]


async def _rows(
    session: AsyncSession | AsyncConnection, table: type[Base], *conditions: ColumnElement[bool]
) -> list[Row[Any]]:
    result = await session.execute(select(*table.__table__.columns).where(*conditions))
    return list(result.all())
