"""Rates over HTTP: which one is in force on a day, and how new ones come in."""

from collections import Counter
from datetime import date
from decimal import Decimal

import httpx
import pytest

from models.database import Database
from models.enums import Role
from tests.factories.rates import per_diem_rate
from tests.fixtures.api import ClientFor

PER_DIEM = {
    "country": "GTM",
    "location": "guatemala city",
    "lodging": {"amount": "199.00"},
    "mie": {"amount": "101.00"},
    "effective_from": "2026-08-01",
    "source": "DSSR 925, August 2026",
}


async def _on(client: httpx.AsyncClient, day: str, **more: object) -> list[dict[str, object]]:
    response = await client.get("/rates/per-diem", params={"on": day, "limit": 200, **more})
    assert response.status_code == 200, response.text
    items: list[dict[str, object]] = response.json()["items"]
    return items


@pytest.mark.parametrize("day", ["2026-04-15", "2026-12-31", "2026-01-01", "2028-02-29"])
async def test_a_day_has_at_most_one_rate_for_each_place(
    program_officer: httpx.AsyncClient, day: str
) -> None:
    places: Counter[tuple[object, ...]] = Counter()
    after: dict[str, str] = {}
    while True:
        params = {"on": day, "limit": "200", "scope": ["foreign", "oconus"], **after}
        page = (await program_officer.get("/rates/per-diem", params=params)).json()
        places.update((row["scope"], row["country_name"], row["location"]) for row in page["items"])
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert len(places) > 900
    assert set(places.values()) == {1}


async def test_a_season_may_run_over_the_new_year(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        session.add_all(
            [
                per_diem_rate(season_start="12-15", season_end="04-15", lodging_usd=Decimal("300.00")),
                per_diem_rate(season_start="04-16", season_end="12-14", lodging_usd=Decimal("150.00")),
            ]
        )
    for day, amount in {
        "2025-12-14": "150.00",
        "2025-12-15": "300.00",
        "2025-12-31": "300.00",
        "2026-01-01": "300.00",
        "2026-04-15": "300.00",
        "2026-04-16": "150.00",
    }.items():
        [row] = await _on(program_officer, day, location="TESTVILLE")
        assert row["lodging"] == {"amount": amount, "currency": "USD"}, day


async def test_the_newest_edition_counts_until_it_ends(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        session.add_all(
            [
                per_diem_rate(mie_usd=Decimal("80.00"), effective_from=date(2020, 1, 1)),
                per_diem_rate(
                    mie_usd=Decimal("90.00"),
                    effective_from=date(2026, 3, 1),
                    effective_to=date(2026, 3, 31),
                    season_start="02-01",
                ),
            ]
        )
    for day, amount in {"2026-02-28": "80.00", "2026-03-01": "90.00", "2026-04-01": "80.00"}.items():
        [row] = await _on(program_officer, day, location="Testville")
        assert row["mie"] == {"amount": amount, "currency": "USD"}, day
    assert await _on(program_officer, "2019-12-31", location="Testville") == []


async def test_places_are_found_by_country_and_name(program_officer: httpx.AsyncClient) -> None:
    [city] = await _on(program_officer, "2026-07-01", country="GTM", location="GUATEMALA CITY")
    assert city["country"]["genc3"] == "GTM"  # type: ignore[index]
    everywhere = await _on(program_officer, "2026-07-01", country_id=city["country"]["id"])  # type: ignore[index]
    assert {"Guatemala City", "[Other]"} <= {row["location"] for row in everywhere}
    found = await _on(program_officer, "2026-07-01", q="guatemala cit")
    assert "Guatemala City" in {row["location"] for row in found}
    for bad in ({"on": "2026-02-30"}, {"on": "tomorrow"}, {"On": "2026-01-01"}):
        assert (await program_officer.get("/rates/per-diem", params=bad)).status_code == 422


async def test_finance_adds_a_rate_that_replaces_the_former_from_its_day(client_for: ClientFor) -> None:
    finance = await client_for(Role.FINANCE_REVIEWER)
    [before] = await _on(finance, "2026-07-31", country="GTM", location="Guatemala City")
    added = await finance.post("/rates/per-diem", json=PER_DIEM)
    assert added.status_code == 201, added.text
    assert (added.json()["location"], added.json()["country_name"]) == (
        "Guatemala City",
        before["country_name"],
    )
    read = await finance.get(added.headers["location"].removeprefix("/api/v1"))
    assert (read.json(), read.headers["etag"]) == (added.json(), added.headers["etag"])
    assert await _on(finance, "2026-07-31", country="GTM", location="Guatemala City") == [before]
    [now] = await _on(finance, "2026-08-01", country="GTM", location="Guatemala City")
    assert now["id"] == added.json()["id"]
    again = await finance.post("/rates/per-diem", json=PER_DIEM | {"season_start": "06-01"})
    assert (again.status_code, again.json()["code"]) == (409, "already_exists")


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"country": "ZZZ"}, "/country"),
        ({"country_name": "ELSEWHERE"}, "/country"),
        ({"country": None}, "/country"),
        ({"lodging": {"amount": "1", "currency": "EUR"}}, "/lodging/currency"),
        ({"mie": {"amount": "-1.00"}}, "/mie/amount"),
        ({"mie": {"amount": "1.005"}}, "/mie/amount"),
        ({"mie": {"amount": "NaN"}}, "/mie/amount"),
        ({"effective_to": "2026-07-31"}, "/effective_to"),
        ({"season_start": "02-30"}, "/season_start"),
        ({"season_end": "13-01"}, "/season_end"),
    ],
)
async def test_bad_per_diem_is_named(client_for: ClientFor, changes: dict[str, object], pointer: str) -> None:
    finance = await client_for(Role.FINANCE_REVIEWER)
    refused = await finance.post("/rates/per-diem", json=PER_DIEM | changes)
    assert refused.status_code == 422, refused.text
    assert refused.json()["errors"][0]["pointer"] == pointer


async def test_other_rates_in_force(program_officer: httpx.AsyncClient) -> None:
    async def on(kind: str, day: str, **more: object) -> list[dict[str, object]]:
        response = await program_officer.get(f"/rates/{kind}", params={"on": day, **more})
        items: list[dict[str, object]] = response.json()["items"]
        return items

    [car] = await on("mileage", "2026-06-05", mode="automobile")
    assert car["usd_per_mile"] == "0.7250"
    assert await on("mileage", "2012-01-01") == []
    [interest] = await on("interest", "2026-04-16")
    assert interest["percent"] == "4.125"
    assert await on("interest", "2025-07-01") == []
    [split] = await on("mie", "2026-04-01", scope="foreign_oconus", total="100.00")
    parts = [split[part]["amount"] for part in ("breakfast", "lunch", "dinner", "incidentals")]  # type: ignore[index]
    assert sum(map(Decimal, parts)) == Decimal(100)


async def test_interest_mileage_and_meals_are_added_once(client_for: ClientFor) -> None:
    finance = await client_for(Role.FINANCE_REVIEWER)
    dated = {"effective_from": "2027-01-01", "source": "Treasury"}
    interest = await finance.post("/rates/interest", json={"percent": "4.25", **dated})
    assert (interest.status_code, interest.json()["percent"]) == (201, "4.250")
    again = await finance.post("/rates/interest", json={"percent": "4.5", **dated})
    assert (again.status_code, again.json()["errors"][0]["pointer"]) == (409, "/effective_from")
    mile = {"mode": "automobile", "usd_per_mile": "0.73", **dated}
    assert (await finance.post("/rates/mileage", json=mile)).status_code == 201
    assert (await finance.post("/rates/mileage", json=mile)).status_code == 409
    meals = {part: {"amount": "20.00"} for part in ("breakfast", "lunch", "dinner", "incidentals")}
    split = await finance.post("/rates/mie", json={"scope": "foreign_oconus", **meals, **dated})
    assert split.json()["total"] == {"amount": "80.00", "currency": "USD"}
    for bad in ("0", "-1", "4.1255", "1e1", "NaN", 4.125, "100"):
        refused = await finance.post("/rates/interest", json={"percent": bad, **dated})
        assert refused.status_code == 422, bad


async def test_exchange_rates_count_until_the_next(client_for: ClientFor) -> None:
    service = await client_for(Role.SERVICE_CLIENT)
    rate = {"currency": "GTQ", "source": "Embassy cashier"}
    for day, value in (("2026-05-01", "0.12957"), ("2026-06-01", "0.13")):
        body = rate | {"rated_on": day, "usd_per_unit": value}
        assert (await service.post("/rates/exchange", json=body)).status_code == 201
    for day, value in {"2026-05-31": "0.12957000", "2026-06-01": "0.13000000"}.items():
        found = await service.get(
            "/rates/exchange", params={"currency": "GTQ", "on": day, "reporting_only": "false"}
        )
        assert [row["usd_per_unit"] for row in found.json()["items"]] == [value]
    body = rate | {"rated_on": "2026-06-01", "usd_per_unit": "0.14"}
    assert (await service.post("/rates/exchange", json=body)).status_code == 409
    for changes, code in (
        ({"currency": "ZZZ"}, "currency_unknown"),
        ({"currency": "USD"}, "is_usd"),
        ({"rated_on": "2026-07-02"}, "in_the_future"),
        ({"usd_per_unit": "0.123456789"}, "number_form"),
        ({"usd_per_unit": "0"}, "greater_than"),
    ):
        refused = await service.post("/rates/exchange", json=body | changes)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, code)


async def test_everybody_reads_rates_and_few_add_them(
    client_for: ClientFor, anonymous: httpx.AsyncClient
) -> None:
    body = {"percent": "4.25", "effective_from": "2026-07-01", "source": "Treasury"}
    for role in (Role.ADMINISTRATOR, Role.PROGRAM_OFFICER, Role.CERTIFYING_OFFICER, Role.AUDITOR, Role.POST):
        client = await client_for(role)
        assert (await client.get("/rates/interest")).status_code == 200
        refused = await client.post("/rates/interest", json=body)
        assert (refused.status_code, refused.json()["permission"]) == (403, "rates:add")
    assert (await anonymous.get("/rates/interest")).status_code == 401
