"""Reading rates. Each list takes `on`: the rates in force on that day."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Text, any_, cast, func, literal_column, select

from models.countries import Country
from models.rates import ExchangeRate, InterestRate, MieBreakdown, MileageRate, PerDiemRate
from services.access.permissions import Permission
from services.detail import Detail
from services.filters import Filter, any_of, flag, matching, ranges
from services.listing import Listing
from services.projection import Fields, decimal_text, instant, link, money
from services.rates.in_force import (
    exchange_in_force,
    interest_in_force,
    mie_in_force,
    mileage_in_force,
    per_diem_in_force,
)


def _on(clause: Callable[[Any], ColumnElement[bool]], description: str) -> Filter:
    return Filter(date, clause, Date(), False, description)


def _dated(table: Any) -> Fields:
    return {"effective_from": table.effective_from, "effective_to": table.effective_to}


def _rates(
    table: Any,
    fields: Fields,
    sorts: dict[str, Any],
    filters: dict[str, Filter],
    *,
    default_sort: str = "-effective_from",
    source: Any = None,
    search: Any = None,
) -> tuple[Listing, Detail]:
    """One kind of rate: its list, and one row of it."""
    shown = {
        "id": table.id,
        **fields,
        "source": table.source,
        "version": literal_column("1"),
        "created_at": instant(table.created_at),
    }
    common: dict[str, Any] = {
        "table": table,
        "permission": Permission.RATES_READ,
        "source": table if source is None else source,
        "fields": shown,
    }
    rows = Listing(**common, sorts=sorts, default_sort=default_sort, filters=filters, search=search)
    return rows, Detail(**common, actions=lambda actor, answer: [])


def _at_places(names: Any) -> ColumnElement[bool]:
    wanted = func.unnest(names).column_valued("wanted")
    return func.search_fold(PerDiemRate.location).in_(select(func.search_fold(wanted)))


PER_DIEM_RATES, PER_DIEM_RATE = _rates(
    PerDiemRate,
    {
        "scope": PerDiemRate.scope,
        "country": link(
            PerDiemRate.country_id, {"id": Country.id, "name": Country.name, "genc3": Country.genc3}
        ),
        "country_name": PerDiemRate.country_name,
        "location": PerDiemRate.location,
        "location_code": PerDiemRate.location_code,
        "season_start": PerDiemRate.season_start,
        "season_end": PerDiemRate.season_end,
        "lodging": money(PerDiemRate.lodging_usd),
        "mie": money(PerDiemRate.mie_usd),
        "withdrawn": PerDiemRate.withdrawn,
        **_dated(PerDiemRate),
    },
    {
        "country_name": PerDiemRate.country_name,
        "location": PerDiemRate.location,
        "effective_from": PerDiemRate.effective_from,
        "lodging": PerDiemRate.lodging_usd,
        "mie": PerDiemRate.mie_usd,
    },
    {
        "on": _on(per_diem_in_force, "The rate in force on this day, in season: one row for each place."),
        "scope": any_of(PerDiemRate.scope),
        "country_id": any_of(PerDiemRate.country_id, UUID),
        "country": matching(lambda codes: Country.genc3 == any_(codes), description="GENC codes."),
        "location": matching(_at_places, description="Whole names, case and accents aside."),
    },
    default_sort="country_name",
    source=PerDiemRate.__table__.outerjoin(Country.__table__),
    search=func.search_fold(PerDiemRate.country_name + " " + PerDiemRate.location),
)
MIE_SPLITS, MIE_SPLIT = _rates(
    MieBreakdown,
    {
        "scope": MieBreakdown.scope,
        "total": money(MieBreakdown.total_usd),
        "breakfast": money(MieBreakdown.breakfast_usd),
        "lunch": money(MieBreakdown.lunch_usd),
        "dinner": money(MieBreakdown.dinner_usd),
        "incidentals": money(MieBreakdown.incidentals_usd),
        **_dated(MieBreakdown),
    },
    {"total": MieBreakdown.total_usd, "effective_from": MieBreakdown.effective_from},
    {
        "on": _on(mie_in_force, "The split in force on this day: one row for each scope and total."),
        "scope": any_of(MieBreakdown.scope),
        "total": any_of(cast(MieBreakdown.total_usd, Text), description="With two places, such as 68.00."),
    },
    default_sort="total",
)
MILEAGE_RATES, MILEAGE_RATE = _rates(
    MileageRate,
    {
        "mode": MileageRate.mode,
        "usd_per_mile": decimal_text(MileageRate.usd_per_mile),
        **_dated(MileageRate),
    },
    {"effective_from": MileageRate.effective_from, "mode": MileageRate.mode},
    {
        "on": _on(mileage_in_force, "The rate in force on this day: one row for each kind of vehicle."),
        "mode": any_of(MileageRate.mode),
    },
)
EXCHANGE_RATES, EXCHANGE_RATE = _rates(
    ExchangeRate,
    {
        "currency": ExchangeRate.currency,
        "rated_on": ExchangeRate.rated_on,
        "usd_per_unit": decimal_text(ExchangeRate.usd_per_unit),
        "reporting_only": ExchangeRate.reporting_only,
    },
    {"rated_on": ExchangeRate.rated_on, "currency": ExchangeRate.currency},
    {
        "on": _on(exchange_in_force, "The last rate of each currency up to this day, of either use."),
        "currency": any_of(ExchangeRate.currency),
        "reporting_only": flag(ExchangeRate.reporting_only),
        **ranges("rated_on", ExchangeRate.rated_on, date),
    },
    default_sort="-rated_on",
)
INTEREST_RATES, INTEREST_RATE = _rates(
    InterestRate,
    {"percent": decimal_text(InterestRate.percent), **_dated(InterestRate)},
    {"effective_from": InterestRate.effective_from, "percent": InterestRate.percent},
    {"on": _on(interest_in_force, "The rate in force on this day: at most one row.")},
)
