"""Rates as dated data: per diem, the split of meals, mileage, and interest on late payment."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.countries import Country
from models.enums import PerDiemScope
from models.rate_editions import RateEdition
from models.rate_enums import EditionCoverage, EditionStatus, RateKind
from models.rates import ExchangeRate, InterestRate, MieBreakdown, MileageRate, PerDiemRate
from services.calendar import fiscal_year, fiscal_year_end
from services.rates.rules import location_name, mended_season_end
from services.rates.treasury import SOURCE, usd_for_one
from services.reference.files import content_id, date_or_none, read_rows, text_or_none, usd
from services.reference.staging import add_missing

PER_DIEM_FILES = ("per_diem.csv.gz", "per_diem_history.csv.gz")
PER_DIEM_HISTORY_FILES = ("per_diem_history.csv.gz",)
MIE_FILES = ("mie_breakdown.csv",)
MILEAGE_FILES = ("mileage.csv",)
INTEREST_FILES = ("interest_rates.csv",)
EXCHANGE_FILES = ("treasury_exchange_rates.csv",)

#: The first and the last month of the shipped foreign history.
HISTORY_FROM = date(2023, 1, 1)
HISTORY_TO = date(2026, 4, 1)

_PER_DIEM_COLUMNS = (
    "id",
    "scope",
    "country_name",
    "country_id",
    "location",
    "location_code",
    "season_start",
    "season_end",
    "lodging_usd",
    "mie_usd",
    "effective_from",
    "effective_to",
    "source",
)
_SOURCES = {
    PerDiemScope.FOREIGN: "State Department, Office of Allowances, DSSR section 925",
    PerDiemScope.OCONUS: "Defense Department, non-foreign overseas per diem rates",
    PerDiemScope.CONUS: "GSA, per diem rates for the continental United States, fiscal year 2026",
}
_FISCAL_YEARS = re.compile(r"FY(\d{4})-FY(\d{4})")


def last_day_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


async def load_per_diem(session: AsyncSession) -> int:
    """The rates in force; how many were added.

    A published date is that of the last reissue, even where the amounts did not change. For the partner countries
    the history tells since when the same amounts have stood without a break, and that date counts.
    """
    standing = {
        _place(row): row["effective_date"]
        for row in read_rows("per_diem_history.csv.gz")
        if row["last_published"] == HISTORY_TO.isoformat()
    }
    current = (
        row
        | {
            "effective_date": standing.get(_place(row), row["effective_date"]),
            "effective_to": _published_end(row),
        }
        for row in read_rows("per_diem.csv.gz")
    )
    return await _add_per_diem(session, current)


def _published_end(row: Mapping[str, str]) -> str:
    """GSA's rates are set for one fiscal year; the others stand until they are replaced."""
    if row["scope"] != PerDiemScope.CONUS:
        return ""
    return fiscal_year_end(fiscal_year(date.fromisoformat(row["effective_date"]))).isoformat()


async def load_rate_tables(session: AsyncSession) -> int:
    """The shipped tables among those that were handed in, so that it is known up to when older ones count."""
    now = await session.scalar(select(func.now()))
    digest = content_id(PER_DIEM_FILES).bytes
    rows = read_rows("per_diem.csv.gz")
    published = {
        PerDiemScope.FOREIGN: HISTORY_TO,
        PerDiemScope.OCONUS: HISTORY_TO,
        PerDiemScope.CONUS: date(2025, 10, 1),
    }
    columns = (
        "id",
        "kind",
        "status",
        "effective_from",
        "coverage",
        "scopes",
        "file_name",
        "sha256",
        "size_bytes",
        "source",
        "new_count",
        "applied_at",
    )
    records = (
        (
            uuid7(),
            RateKind.PER_DIEM.value,
            EditionStatus.APPLIED.value,
            day,
            EditionCoverage.WHOLE_TABLE.value,
            [scope.value],
            f"per_diem.csv.gz, {scope}",
            digest + scope.encode(),
            0,
            _SOURCES[scope],
            sum(row["scope"] == scope for row in rows),
            now,
        )
        for scope, day in published.items()
    )
    return await add_missing(session, RateEdition, columns, records)


async def load_per_diem_history(session: AsyncSession) -> int:
    """Foreign rates of the partner countries that are no longer in force; how many spells were added.

    A spell ends with the month in which it was published last.
    """

    def ended() -> Iterator[dict[str, str]]:
        for row in read_rows("per_diem_history.csv.gz"):
            last = date.fromisoformat(row["last_published"])
            if last < HISTORY_TO:
                yield row | {"scope": "foreign", "effective_to": last_day_of_month(last).isoformat()}

    return await _add_per_diem(session, ended())


async def _add_per_diem(session: AsyncSession, rows: Iterator[dict[str, str]]) -> int:
    countries = dict((await session.execute(select(Country.genc2, Country.id))).all())
    records = (
        (
            uuid7(),
            row["scope"],
            row["country"],
            countries.get(row["alpha2"]),
            location_name(row["location"]),
            text_or_none(row["location_code"]),
            row["season_start"],
            mended_season_end(row["country"], row["location"], row["season_start"], row["season_end"]),
            usd(row["lodging_usd"]),
            usd(row["mie_usd"]),
            date.fromisoformat(row["effective_date"]),
            date_or_none(row["effective_to"]),
            _SOURCES[PerDiemScope(row["scope"])],
        )
        for row in rows
    )
    return await add_missing(session, PerDiemRate, _PER_DIEM_COLUMNS, records)


def _place(row: Mapping[str, str]) -> tuple[str, ...]:
    return (row["country"], row["location"], row["season_start"], row["season_end"])


async def load_mie_breakdowns(session: AsyncSession) -> int:
    """How a day's M&IE splits into meals and incidentals; how many amounts were added."""
    columns = (
        "id",
        "scope",
        "total_usd",
        "breakfast_usd",
        "lunch_usd",
        "dinner_usd",
        "incidentals_usd",
        "effective_from",
        "effective_to",
        "source",
    )
    records = (
        (
            uuid7(),
            row["scope"],
            usd(row["mie_total_usd"]),
            usd(row["breakfast_usd"]),
            usd(row["lunch_usd"]),
            usd(row["dinner_usd"]),
            usd(row["incidental_usd"]),
            *_fiscal_span(row["fiscal_year"]),
            row["source"],
        )
        for row in read_rows("mie_breakdown.csv")
    )
    return await add_missing(session, MieBreakdown, columns, records)


def _fiscal_span(years: str) -> tuple[date, date | None]:
    """First and last day of "FY2025-FY2026". The foreign table names none: it stands as long as its rates do."""
    if not years:
        return HISTORY_FROM, None
    match = _FISCAL_YEARS.fullmatch(years)
    if match is None:
        raise ValueError(f"{years!r} is no span of fiscal years")
    return date(int(match[1]) - 1, 10, 1), date(int(match[2]), 9, 30)


async def load_mileage_rates(session: AsyncSession) -> int:
    """GSA's rates for private vehicles; how many were added. A rate without a published end ends with its year.

    Later years without a row stay without a rate, instead of being paid by an old one.
    """
    columns = ("id", "mode", "usd_per_mile", "effective_from", "effective_to", "source")

    def record(row: dict[str, str]) -> tuple[Any, ...]:
        begins = date.fromisoformat(row["effective_from"])
        ends = date_or_none(row["effective_to"]) or date(begins.year, 12, 31)
        return uuid7(), row["mode"], Decimal(row["usd_per_mile"]), begins, ends, row["source"]

    return await add_missing(session, MileageRate, columns, map(record, read_rows("mileage.csv")))


async def load_interest_rates(session: AsyncSession) -> int:
    """The Treasury's rates for late payment, percent a year; how many were added."""
    columns = ("id", "percent", "effective_from", "effective_to", "source")
    records = (
        (
            uuid7(),
            Decimal(row["percent"]),
            date.fromisoformat(row["effective_from"]),
            date_or_none(row["effective_to"]),
            row["source"],
        )
        for row in read_rows("interest_rates.csv")
    )
    return await add_missing(session, InterestRate, columns, records)


async def load_exchange_rates(session: AsyncSession) -> int:
    """The Treasury's reporting rates, which flag others and exchange nothing; how many were added."""
    columns = ("id", "currency", "rated_on", "usd_per_unit", "source", "reporting_only")
    records = (
        (
            uuid7(),
            row["currency"],
            date.fromisoformat(row["rated_on"]),
            usd_for_one(Decimal(row["units_per_usd"])),
            SOURCE,
            True,
        )
        for row in read_rows("treasury_exchange_rates.csv")
    )
    return await add_missing(session, ExchangeRate, columns, records)
