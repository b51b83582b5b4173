"""Per diem rates as loaded: on each day, one row for each place that has a rate on it."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select, text

from models.database import Database
from models.rates import MieBreakdown, PerDiemRate
from services.rates.rules import location_name, mended_season_end
from services.reference.files import read_rows
from services.reference.load import load_reference
from services.reference.rates import last_day_of_month, load_per_diem_history

DAYS = """
    select scope, country_name, location, day::date as day, count(*) as rates
    from per_diem_rates, generate_series(
        greatest(effective_from, date '2023-01-01'), coalesce(effective_to, '2028-12-31'), interval '1 day'
    ) as day
    where case when season_start <= season_end
        then to_char(day, 'MM-DD') between season_start and season_end
        else to_char(day, 'MM-DD') >= season_start or to_char(day, 'MM-DD') <= season_end
    end
    group by scope, country_name, location, day
"""
PLACES = f"""
    select max(rates) as most, max(day) - min(day) + 1 - count(*) as days_without
    from ({DAYS}) as days group by scope, country_name, location
"""
LOOKUP = text(
    "select lodging_usd, mie_usd from per_diem_rates where scope = 'foreign' and country_name = :country"
    " and location = :location and effective_from <= cast(:day as text)::date"
    " and coalesce(effective_to, 'infinity') >= cast(:day as text)::date"
)


@pytest.fixture
async def rates(database: Database) -> Database:
    await load_reference(database, small=True)
    async with database.transaction() as session:
        assert await load_per_diem_history(session) == 1886
    return database


async def test_no_day_has_two_rates_or_falls_between_two(rates: Database) -> None:
    """From the first day a place has a rate to its last: leap days, seasons over New Year and all."""
    async with rates.read() as connection:
        places = (await connection.execute(text(PLACES))).all()
    assert len(places) > 1000
    assert {(place.most, place.days_without) for place in places} == {(1, 0)}


async def test_a_lookup_finds_the_rate_of_its_day(rates: Database) -> None:
    async def rate(day: str) -> list[tuple[Decimal, Decimal]]:
        parameters = {"country": "ALBANIA", "location": "Tirana", "day": day}
        return list(await connection.execute(LOOKUP, parameters))

    async with rates.read() as connection:
        assert await rate("2023-04-30") == [(Decimal("120.00"), Decimal("83.00"))]
        assert await rate("2023-05-01") != await rate("2023-04-30")
        assert len(await rate("2026-12-31")) == 1


async def test_a_reissue_with_the_same_amounts_is_no_new_rate(rates: Database) -> None:
    """Kinshasa was reissued in September 2024, with the amounts it had since January 2022."""
    async with rates.read() as connection:
        kinshasa = await connection.execute(
            select(PerDiemRate.effective_from, PerDiemRate.effective_to).where(
                PerDiemRate.location == "Kinshasa"
            )
        )
        assert kinshasa.all() == [(date(2022, 1, 1), None)]


async def test_rates_for_one_fiscal_year_end_with_it(rates: Database) -> None:
    async with rates.read() as connection:
        ends = await connection.scalars(
            select(PerDiemRate.effective_to).distinct().where(PerDiemRate.scope == "conus")
        )
        assert set(ends) == {date(2026, 9, 30)}


async def test_countries_are_linked_where_they_are_partners(rates: Database) -> None:
    async with rates.read() as connection:
        linked = await connection.scalars(
            select(PerDiemRate.country_id).distinct().where(PerDiemRate.country_id.is_not(None))
        )
        # All but the West Bank and Gaza, for which no rate is published.
        assert len(set(linked)) == 92


async def test_a_day_splits_by_its_table(rates: Database) -> None:
    async with rates.read() as connection:
        rows = (await connection.execute(select(MieBreakdown))).all()
    foreign = {row.total_usd: row for row in rows if row.scope == "foreign_oconus"}
    hundred = foreign[Decimal("100.00")]
    assert (hundred.breakfast_usd, hundred.lunch_usd, hundred.dinner_usd, hundred.incidentals_usd) == (
        Decimal("15.00"),
        Decimal("25.00"),
        Decimal("40.00"),
        Decimal("20.00"),
    )
    assert sorted(foreign) == [Decimal(amount) for amount in range(1, 266)]
    conus = [row for row in rows if row.scope == "conus"]
    assert {(row.effective_from, row.effective_to) for row in conus} == {
        (date(2024, 10, 1), date(2026, 9, 30))
    }


def test_amounts_have_no_more_than_two_places() -> None:
    for file in ("per_diem.csv.gz", "per_diem_history.csv.gz"):
        for row in read_rows(file):
            for column in ("lodging_usd", "mie_usd"):
                assert Decimal(row[column]) == Decimal(row[column]).quantize(Decimal("0.01"))


def test_seasons_that_end_with_february_have_a_leap_day() -> None:
    assert mended_season_end("JAPAN", "Sapporo", "11-01", "02-28") == "02-29"


def test_a_long_name_loses_only_its_neighbours() -> None:
    washington = "District of Columbia, DC (Washington DC (also the cities of Alexandria and Fairfax))"
    assert location_name(washington) == "District of Columbia, DC (Washington DC)"
    assert location_name("Savannah, GA (Chatham)") == "Savannah, GA (Chatham)"


def test_months_end_on_their_last_day() -> None:
    assert last_day_of_month(date(2024, 2, 1)) == date(2024, 2, 29)
    assert last_day_of_month(date(2025, 12, 1)) == date(2025, 12, 31)
