"""Rates by place and day: seasons, spells, names, and what is missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from models.countries import Country
from models.database import Database
from models.enums import PerDiemScope
from services.claims.per_diem import MieRate, MissingRate
from services.claims.rates import (
    Dated,
    PlaceRate,
    RateBook,
    Spell,
    exchange_rate_on,
    in_season,
    interest_rates,
    rate_book,
)
from tests.factories.claims import PLACE, make_rate
from tests.services.claims.test_allowance import PER_DIEM, R100

ALWAYS = Spell(date(2020, 1, 1), None)
CITY = PlaceRate(
    "1", PerDiemScope.FOREIGN, "TESTLAND", "City", "01-01", "12-31", Decimal(210), Decimal(100), ALWAYS
)


def _book(*places: PlaceRate, **tables: Any) -> RateBook:
    return RateBook(places, tables.get("breakdowns", ()), tables.get("mileage", ()))


@pytest.mark.parametrize(
    ("day", "start", "end", "inside"),
    [
        (date(2026, 6, 1), "01-01", "12-31", True),
        (date(2026, 11, 1), "11-01", "03-31", True),
        (date(2026, 3, 31), "11-01", "03-31", True),
        (date(2026, 4, 1), "11-01", "03-31", False),
        (date(2026, 10, 31), "11-01", "03-31", False),
        (date(2028, 2, 29), "12-01", "02-29", True),
        (date(2026, 12, 31), "12-31", "01-01", True),
    ],
)
def test_seasons_may_run_over_new_year(day: date, start: str, end: str, inside: bool) -> None:
    assert in_season(day, start, end) is inside


def test_the_latest_row_in_force_in_its_season_counts() -> None:
    raised = replace(CITY, lodging=Decimal(250), spell=Spell(date(2026, 6, 1), None))
    winter = replace(CITY, season_start="11-01", season_end="03-31", lodging=Decimal(300))
    summer = replace(CITY, season_start="04-01", season_end="10-31", lodging=Decimal(200))
    assert _book(CITY, raised).place("city", date(2026, 5, 31)).lodging == 210
    assert _book(CITY, raised).place("CITY", date(2026, 6, 1)).lodging == 250
    assert _book(winter, summer).place("City", date(2026, 1, 15)).lodging == 300
    assert _book(winter, summer).place("City", date(2026, 7, 15)).lodging == 200


def test_missing_and_doubtful_places_are_named() -> None:
    ended = replace(CITY, spell=Spell(date(2020, 1, 1), date(2025, 12, 31)))
    with pytest.raises(MissingRate, match="No per diem rate is published for City on 2026-01-01"):
        _book(ended).place("City", date(2026, 1, 1))
    with pytest.raises(MissingRate, match="published for Nowhere"):
        _book(CITY).place("Nowhere", date(2026, 1, 1))
    here, there = (replace(CITY, scope=PerDiemScope.OCONUS, country=name) for name in ("HAWAII", "GUAM"))
    with pytest.raises(MissingRate, match="several places"):
        _book(here, there).place("City", date(2026, 1, 1))
    assert _book(here, CITY).place("City", date(2026, 1, 1)).scope is PerDiemScope.FOREIGN


def test_a_night_in_a_third_country_is_found_and_namesakes_are_told_apart_by_their_country() -> None:
    day = date(2026, 1, 1)
    third = replace(CITY, row_id="2", country="THIRDLAND", elsewhere=True, lodging=Decimal(90))
    fourth = replace(third, row_id="3", country="FOURTHLAND", lodging=Decimal(70))
    american = replace(CITY, row_id="4", scope=PerDiemScope.OCONUS, country="ALASKA")
    assert _book(third).place("City", day).lodging == 90
    assert _book(third, CITY).place("City", day) is CITY
    assert _book(third, CITY).place("city, Thirdland", day) is third
    for others in ((third, fourth), (third, american)):
        with pytest.raises(MissingRate, match="write it with its country"):
            _book(*others).place("City", day)
    assert _book(third, fourth).place("City, Fourthland", day) is fourth
    assert _book(third, american).place("City, Alaska", day) is american


def test_the_split_follows_the_table_of_the_place() -> None:
    home = MieRate(Decimal(100), Decimal(20), Decimal(30), Decimal(45), Decimal(5))
    tables = (("foreign_oconus", R100, ALWAYS), ("conus", home, ALWAYS))
    book = _book(CITY, breakdowns=tables)
    assert book.mie(CITY, date(2026, 6, 1), PER_DIEM) == R100
    assert book.mie(replace(CITY, scope=PerDiemScope.OCONUS), date(2026, 6, 1), PER_DIEM) == R100
    assert book.mie(replace(CITY, scope=PerDiemScope.CONUS), date(2026, 6, 1), PER_DIEM) == home
    with pytest.raises(MissingRate):
        book.mie(CITY, date(2019, 12, 31), PER_DIEM)
    assert book.mie(replace(CITY, mie=Decimal(300)), date(2026, 6, 1), PER_DIEM).incidentals == 60


def test_mileage_by_day() -> None:
    rates = (
        Dated(Decimal("0.70"), Spell(date(2025, 1, 1), date(2025, 12, 31))),
        Dated(Decimal("0.725"), Spell(date(2026, 1, 1), date(2026, 12, 31))),
    )
    assert _book(mileage=rates).mile(date(2025, 12, 31)) == Decimal("0.70")
    assert _book(mileage=rates).mile(date(2026, 1, 1)) == Decimal("0.725")
    with pytest.raises(MissingRate):
        _book(mileage=rates).mile(date(2027, 1, 1))


async def test_the_book_holds_the_named_rows_of_every_country_and_knows_the_activitys(
    database: Database,
) -> None:
    async with database.transaction() as session:
        await make_rate(session)
        guatemala = await session.scalar(select(Country.id).where(Country.genc3 == "GTM"))
        honduras = await session.scalar(select(Country.id).where(Country.genc3 == "HND"))
    names = [PLACE.upper(), "Birmingham, AL (Jefferson)"]
    async with database.read() as connection:
        here = await rate_book(connection, guatemala, names)
        there = await rate_book(connection, honduras, names)
        nowhere = await rate_book(connection, None, names)
        rates = await interest_rates(connection)
        missing = await exchange_rate_on(connection, "EUR", date(2026, 6, 1), 31)
    for book, elsewhere in ((here, False), (there, True), (nowhere, True)):
        # Without what follows the comma it might be the English Birmingham, in a country called "AL (Jefferson)".
        found = {(place.location, place.elsewhere) for place in book.places if place.location != "Birmingham"}
        assert found == {(PLACE, elsewhere), ("Birmingham, AL (Jefferson)", False)}
    place = here.place(PLACE, date(2026, 6, 1))
    assert here.mie(place, date(2026, 6, 1), PER_DIEM) == R100
    assert here.mile(date(2026, 6, 1)) == Decimal("0.725")
    assert Decimal("0.04125") in [rate.annual_rate for rate in rates]
    assert missing is None
