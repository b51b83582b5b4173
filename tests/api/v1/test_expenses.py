"""Expenses over HTTP: what a line of each category takes, money from careless hands, and lists of any length."""

import asyncio
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest
from sqlalchemy import insert, select
from uuid_utils.compat import uuid7

from models.claims import Claim, Expense
from models.database import Database
from models.events import Event
from models.rates import ExchangeRate
from tests.factories.claims import (
    SIGNED,
    Ground,
    act,
    add_line,
    bring_to,
    line,
    make_ground,
    new_claim,
)
from tests.fixtures.api import ClientFor


@pytest.fixture
async def ground(database: Database, client_for: ClientFor) -> Ground:
    return await make_ground(database, client_for)


@pytest.fixture
async def claim(ground: Ground) -> dict[str, Any]:
    return await new_claim(ground)


async def _refused(ground: Ground, body: dict[str, Any]) -> dict[str, str]:
    answer = await ground.coordinator.post("/expenses", json=body)
    assert answer.status_code == 422, answer.text
    return {error["pointer"]: error["code"] for error in answer.json()["errors"]}


async def test_create_answers_201_with_location_body_and_etag(ground: Ground, claim: dict[str, Any]) -> None:
    made = await ground.coordinator.post("/expenses", json=line(claim, "visa_fee", 1, "160.00"))
    assert made.status_code == 201, made.text
    assert made.headers["location"] == f"/api/v1/expenses/{made.json()['id']}"
    read = await ground.coordinator.get(f"/expenses/{made.json()['id']}")
    assert (read.json(), read.headers["etag"]) == (made.json(), made.headers["etag"])
    body = read.json()
    assert body["amount"] == body["claimed"] == {"amount": "160.00", "currency": "USD"}
    assert (body["line_number"], body["claim"]["reference"]) == (1, claim["reference"])
    assert (body["agency"]["id"], body["country"]["name"]) == (str(ground.agency.id), "Guatemala")
    assert (body["officer"]["id"], body["allowed"]) == (str(ground.officer.id), None)
    assert set(body["allowed_actions"]) == {"update", "delete"}
    after = (await ground.coordinator.get(f"/claims/{claim['id']}")).json()
    assert (after["claimed"]["amount"], after["version"]) == ("160.00", claim["version"] + 1)


CARELESS: list[tuple[Any, str, str | None]] = [
    ({"amount": "-1.00", "currency": "USD"}, "/amount/amount", "amount_negative"),
    ({"amount": "0.00", "currency": "USD"}, "/amount/amount", "amount_zero"),
    ({"amount": "1.005", "currency": "USD"}, "/amount/amount", "amount_too_precise"),
    ({"amount": "1.5", "currency": "JPY"}, "/amount/amount", "amount_too_precise"),
    ({"amount": "NaN", "currency": "USD"}, "/amount/amount", "amount_not_a_number"),
    ({"amount": "Infinity", "currency": "USD"}, "/amount/amount", "amount_not_a_number"),
    ({"amount": "1e3", "currency": "USD"}, "/amount/amount", "amount_not_a_number"),
    ({"amount": "1,000.00", "currency": "USD"}, "/amount/amount", "amount_not_a_number"),
    ({"amount": "9" * 30, "currency": "USD"}, "/amount/amount", "amount_too_large"),
    ({"amount": "9" * 41, "currency": "USD"}, "/amount/amount", "too_long"),
    ({"amount": "1.00", "currency": "XYZ"}, "/amount/currency", "currency_unknown"),
    ({"amount": "1.00", "currency": "XAU"}, "/amount/currency", "currency_unknown"),
    ({"amount": "1.00", "currency": "CLF"}, "/amount/currency", "currency_unknown"),
    ({"amount": "1.00", "currency": "usd"}, "/amount/currency", "form"),
    ({"amount": 1.0, "currency": "USD"}, "/amount/amount", "string_type"),
    ({"amount": "1.00"}, "/amount/currency", "missing"),
    ("1.00", "/amount", None),
]


async def test_careless_money_is_refused(ground: Ground, claim: dict[str, Any]) -> None:
    for amount, pointer, code in CARELESS:
        foreign = isinstance(amount, dict) and amount.get("currency") not in ("USD", "usd", None)
        rate = {"fx_rate": "1.1", "fx_source": "card"} if foreign else {}
        errors = await _refused(ground, line(claim, "visa_fee", 1, "1.00", amount=amount, **rate))
        assert pointer in errors, (amount, errors)
        assert code is None or errors[pointer] == code, (amount, errors)


MISFITS: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("lodging", {"location": None}, {"/location": "missing"}),
    ("mie", {"location": None}, {"/location": "missing"}),
    ("mileage", {}, {"/quantity": "missing"}),
    ("salary", {}, {"/quantity": "missing", "/unit_rate": "missing"}),
    ("overtime", {"quantity": "1"}, {"/unit_rate": "missing"}),
    ("fringe", {"quantity": "1"}, {"/unit_rate": "missing"}),
    ("indirect", {"unit_rate": "0.1"}, {"/quantity": "missing"}),
    ("equipment", {"quantity": "1"}, {"/unit_rate": "missing"}),
    ("visa_fee", {"quantity": "1"}, {"/quantity": "not_for_category"}),
    ("airfare", {"meals_furnished": ["lunch"]}, {"/meals_furnished": "not_for_category"}),
    ("mie", {"meals_furnished": ["lunch", "lunch"]}, {"/meals_furnished": "repeated"}),
    ("visa_fee", {"location": "Test City"}, {"/location": "not_for_category"}),
    ("mie", {"tax": {"amount": "1.00", "currency": "USD"}}, {"/tax": "not_for_category"}),
    (
        "salary",
        {"quantity": "1", "unit_rate": "1", "service_ends_on": "2026-05-31"},
        {"/service_ends_on": "order"},
    ),
    ("mileage", {"quantity": "0"}, {"/quantity": "greater_than"}),
    ("mileage", {"quantity": "-3"}, {"/quantity": "number_form"}),
    ("mileage", {"quantity": "1.234"}, {"/quantity": "number_form"}),
    ("mileage", {"quantity": 34}, {"/quantity": "number_form"}),
    ("mie", {"meals_furnished": ["supper"]}, {"/meals_furnished/0": "enum"}),
    ("bribe", {}, {"/category": "enum"}),
    ("visa_fee", {"service_on": "2026-02-29"}, {"/service_on": "date_from_datetime_parsing"}),
    ("visa_fee", {"approved": "1"}, {"/approved": "unknown_field"}),
    ("visa_fee", {"allowed_usd": "1"}, {"/allowed_usd": "unknown_field"}),
    ("visa_fee", {"description": "a\u202eb"}, {"/description": "hidden_characters"}),
    ("visa_fee", {"fx_rate": "1.1"}, {"/fx_rate": "not_for_currency"}),
    ("visa_fee", {"officer_id": "019a0000-0000-7000-8000-000000000000"}, {"/officer_id": "unknown"}),
    ("visa_fee", {"claim_id": "019a0000-0000-7000-8000-000000000000"}, {"/claim_id": "unknown"}),
]


async def test_a_line_has_what_its_category_takes_and_nothing_else(
    ground: Ground, claim: dict[str, Any]
) -> None:
    for category, changes, expected in MISFITS:
        errors = await _refused(ground, line(claim, category, 1, "10.00", **changes))
        assert errors == expected, (category, changes)


async def test_foreign_amounts_are_exchanged_once_and_rounded_half_up(
    ground: Ground, claim: dict[str, Any]
) -> None:
    for amount, currency, rate, usd in (
        ("1000.00", "GTQ", "0.129385", "129.39"),
        ("15000", "JPY", "0.0067", "100.50"),
        ("12.345", "JOD", "1.41044", "17.41"),
    ):
        money = {"amount": amount, "currency": currency}
        made = await add_line(ground, claim, "other", 1, "1.00", amount=money, fx_rate=rate, fx_source="card")
        assert (made["amount"], made["fx_rate"], made["claimed"]["amount"]) == (money, rate, usd)
    euro = {"amount": "10.00", "currency": "EUR"}
    body = line(claim, "other", 1, "1.00", amount=euro)
    assert await _refused(ground, body) == {"/fx_source": "missing"}
    assert await _refused(ground, body | {"fx_source": "card"}) == {"/fx_rate": "missing"}
    assert await _refused(ground, body | {"fx_source": "rate_table", "fx_rate": "1"}) == {
        "/fx_rate": "not_for_source"
    }
    assert await _refused(ground, body | {"fx_source": "rate_table"}) == {"/fx_rate": "rate_missing"}
    tiny = body | {"amount": {"amount": "1", "currency": "JPY"}, "fx_source": "card", "fx_rate": "0.0001"}
    assert await _refused(ground, tiny) == {"/amount/amount": "amount_out_of_range"}


async def test_the_rate_table_serves_and_flags_rates_that_deviate(
    ground: Ground, claim: dict[str, Any], database: Database
) -> None:
    async with database.transaction() as session:
        session.add_all(
            ExchangeRate(currency="EUR", rated_on=day, usd_per_unit=Decimal(rate), source="Test")
            for day, rate in ((date(2026, 5, 28), "1.10"), (date(2026, 6, 3), "1.20"))
        )
    euro = {"amount": "10.00", "currency": "EUR"}
    looked_up = await add_line(ground, claim, "other", 1, "1.00", amount=euro, fx_source="rate_table")
    assert (looked_up["fx_rate"], looked_up["claimed"]["amount"]) == ("1.1", "11.00")
    later = await ground.coordinator.patch(
        f"/expenses/{looked_up['id']}",
        json={"service_on": "2026-06-03"},
        headers={"If-Match": '"1-0"'},
    )
    assert (later.json()["fx_rate"], later.json()["claimed"]["amount"]) == ("1.2", "12.00")
    for rate, amount in (("1.21", "5.00"), ("1.211", "6.00")):
        money = euro | {"amount": amount}
        await add_line(ground, claim, "other", 2, "1.00", amount=money, fx_source="card", fx_rate=rate)
    submitted = await act(ground.coordinator, claim, "submit", SIGNED)
    assert submitted.status_code == 200, submitted.text
    review = (await ground.finance.get(f"/claims/{claim['id']}/review")).json()
    assert [one["explanation"]["warnings"] for one in review["lines"]] == [
        [],
        [],
        ["The exchange rate 1.211 differs by more than 10% from the published 1.1."],
    ]


async def test_the_treasurys_rates_flag_others_and_exchange_nothing(
    ground: Ground, claim: dict[str, Any]
) -> None:
    """A dollar bought 7.64 quetzales on 31 March 2026: 0.13089005 dollars for one."""
    quetzales = {"amount": "100.00", "currency": "GTQ"}
    body = line(claim, "other", 1, "1.00", amount=quetzales)
    assert await _refused(ground, body | {"fx_source": "rate_table"}) == {"/fx_rate": "rate_missing"}
    for day, rate in ((1, "0.1439"), (2, "0.144")):
        await add_line(ground, claim, "other", day, "1.00", amount=quetzales, fx_source="card", fx_rate=rate)
    assert (await act(ground.coordinator, claim, "submit", SIGNED)).status_code == 200
    review = (await ground.finance.get(f"/claims/{claim['id']}/review")).json()
    assert [one["explanation"]["warnings"] for one in review["lines"]] == [
        [],
        ["The exchange rate 0.144 differs by more than 10% from the published 0.13089005."],
    ]


async def test_lines_of_goods_shares_and_us_lodging(database: Database, client_for: ClientFor) -> None:
    ground = await make_ground(database, client_for, salary_reimbursable=True)
    claim = await new_claim(ground)
    for category, amount, changes, allowed, code in (
        ("materials", "30.00", {"quantity": "3", "unit_rate": "9.50"}, "28.50", "over_rate"),
        ("equipment", "12000.00", {}, "0.00", "not_allowable"),
        ("equipment", "12000.01", {"prior_approval": "Approval 7"}, "12000.01", None),
        ("indirect", "160.00", {"quantity": "1000"}, "150.00", "over_rate"),
        ("indirect", "200.00", {"quantity": "1000", "unit_rate": "0.2"}, "200.00", None),
        ("mileage", "30.00", {"quantity": "34"}, "24.65", "over_rate"),
        ("mileage", "20.00", {"quantity": "34", "unit_rate": "0.5"}, "17.00", "over_rate"),
        # Birmingham: 126 a night; tax of a US locality comes on top in proportion.
        (
            "lodging",
            "154.00",
            {"location": "Birmingham, AL (Jefferson)", "tax": {"amount": "14.00", "currency": "USD"}},
            "138.60",
            "over_max",
        ),
    ):
        made = await add_line(ground, claim, category, 1, amount, **changes)
        submitted = await act(ground.coordinator, claim, "submit", SIGNED)
        assert submitted.status_code == 200, submitted.text
        read = (await ground.finance.get(f"/expenses/{made['id']}")).json()
        assert read["allowed"]["amount"] == allowed, category
        assert read["computation"]["outcome"]["disallow_code"] == code
        await act(ground.program, claim, "take")
        await act(ground.program, claim, "return", {"defects": [{"message": "More to come."}]})
        await act(ground.coordinator, claim, "withdraw")
        claim = await new_claim(ground)


async def test_tax_is_part_of_a_us_amount(ground: Ground, claim: dict[str, Any]) -> None:
    body = line(claim, "lodging", 1, "100.00", tax={"amount": "100.00", "currency": "USD"})
    assert await _refused(ground, body) == {"/tax/amount": "tax_over_amount"}
    euro = body | {
        "amount": {"amount": "100.00", "currency": "EUR"},
        "fx_rate": "1.1",
        "fx_source": "card",
    }
    assert await _refused(ground, euro) == {"/tax/currency": "not_for_currency"}


async def test_lines_are_changed_and_removed_while_the_claim_is_open(
    ground: Ground, claim: dict[str, Any], database: Database
) -> None:
    made = await add_line(ground, claim, "lodging", 1, "198.00")
    address = f"/expenses/{made['id']}"
    assert (await ground.coordinator.patch(address, json={"description": "x"})).status_code == 428
    body = {"amount": {"amount": "150.50", "currency": "USD"}, "description": "Hotel"}
    changed = await ground.coordinator.patch(address, json=body, headers={"If-Match": '"1-0"'})
    assert changed.status_code == 200, changed.text
    assert (changed.json()["claimed"]["amount"], changed.json()["location"]) == ("150.50", "Test City")
    stale = await ground.coordinator.patch(address, json=body, headers={"If-Match": '"1-0"'})
    assert stale.status_code == 412
    misfit = await ground.coordinator.patch(
        address, json={"category": "airfare"}, headers={"If-Match": changed.headers["etag"]}
    )
    assert misfit.json()["errors"][0]["pointer"] == "/location"
    fits = await ground.coordinator.patch(
        address,
        json={"category": "airfare", "location": None},
        headers={"If-Match": changed.headers["etag"]},
    )
    assert (fits.json()["category"], fits.json()["location"]) == ("airfare", None)
    gone = await ground.coordinator.delete(address, headers={"If-Match": fits.headers["etag"]})
    assert gone.status_code == 204
    assert (await ground.coordinator.get(address)).status_code == 404
    after = (await ground.coordinator.get(f"/claims/{claim['id']}")).json()
    assert (after["claimed"]["amount"], after["summary"]) == ("0.00", [])
    async with database.transaction() as session:
        statement = select(Event).where(Event.subject_id == made["id"]).order_by(Event.id)
        events = list(await session.scalars(statement))
    assert [event.action for event in events] == [
        "expenses.created",
        "expenses.updated",
        "expenses.updated",
        "expenses.removed",
    ]
    assert (events[1].before or {})["description"] == "lodging on day 1"
    assert Decimal((events[3].before or {})["amount"]) == Decimal("150.50")


@pytest.mark.parametrize("state", ["submitted", "program_review", "approved", "withdrawn"])
async def test_lines_of_a_claim_under_way_stay_as_they_are(
    ground: Ground, claim: dict[str, Any], state: str
) -> None:
    made = await add_line(ground, claim, "visa_fee", 1, "60.00")
    await bring_to(ground, claim, state)
    current = await ground.coordinator.get(f"/expenses/{made['id']}")
    headers = {"If-Match": current.headers["etag"]}
    assert current.json()["allowed_actions"] == []
    for answer in (
        await ground.coordinator.patch(f"/expenses/{made['id']}", json={"description": "x"}, headers=headers),
        await ground.coordinator.delete(f"/expenses/{made['id']}", headers=headers),
        await ground.coordinator.post("/expenses", json=line(claim, "visa_fee", 2, "1.00")),
        await ground.finance.post(
            f"/expenses/{made['id']}/override-duplicate", json={"reason": "x"}, headers=headers
        ),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "not_editable")
        assert answer.json()["state"] == state


async def test_lines_added_at_once_are_numbered_apart_and_summed_exactly(
    ground: Ground, claim: dict[str, Any]
) -> None:
    answers = await asyncio.gather(
        *(ground.coordinator.post("/expenses", json=line(claim, "other", 1, f"{n}.10")) for n in range(1, 9))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert sorted(answer.json()["line_number"] for answer in answers) == list(range(1, 9))
    after = (await ground.coordinator.get(f"/claims/{claim['id']}")).json()
    assert after["claimed"]["amount"] == "36.80"


async def test_a_retried_line_is_made_once(ground: Ground, claim: dict[str, Any]) -> None:
    key = {"Idempotency-Key": "line-1"}
    body = line(claim, "visa_fee", 1, "60.00")
    first = await ground.coordinator.post("/expenses", json=body, headers=key)
    second = await ground.coordinator.post("/expenses", json=body, headers=key)
    assert (second.status_code, second.content) == (201, first.content)
    listed = await ground.coordinator.get("/expenses", params={"claim_id": claim["id"], "count": "exact"})
    assert listed.json()["total"] == 1


async def _pages(client: httpx.AsyncClient, params: dict[str, Any]) -> list[str]:
    seen: list[str] = []
    after: dict[str, Any] = {}
    while True:
        answer = await client.get("/expenses", params=params | after)
        assert answer.status_code == 200, answer.text
        seen += [row["id"] for row in answer.json()["items"]]
        if answer.json()["next"] is None:
            return seen
        after = {"after": answer.json()["next"]}


async def test_lists_are_narrowed_sorted_and_paged(ground: Ground, claim: dict[str, Any]) -> None:
    lines = [await add_line(ground, claim, "visa_fee", 1 + n % 3, f"{n + 1}.00") for n in range(7)]
    paid = await new_claim(ground)
    paid_line = await add_line(ground, paid, "airfare", 4, "500.00")
    await bring_to(ground, paid, "paid")
    by_day = [one["id"] for one in sorted(lines, key=lambda one: (one["service_on"], one["id"]))]
    everything = [*by_day, paid_line["id"]]
    for params, expected in (
        ({}, everything),
        ({"sort": "-service_on"}, everything[::-1]),
        ({"claim_id": claim["id"]}, by_day),
        ({"claim_id": claim["id"], "sort": "line_number"}, [one["id"] for one in lines]),
        ({"category": "airfare"}, [paid_line["id"]]),
        ({"paid": "true"}, [paid_line["id"]]),
        ({"paid": "false"}, by_day),
        ({"service_on.gte": "2026-06-03"}, [*by_day[-2:], paid_line["id"]]),
        ({"service_on.lt": "2026-06-01"}, []),
        ({"agency_id": str(ground.agency.id), "activity_id": str(ground.activity.id)}, everything),
        ({"country_id": paid_line["country"]["id"], "officer_id": str(ground.officer.id)}, everything),
        ({"claim_status": "paid"}, [paid_line["id"]]),
        ({"paid_on.gte": "2026-07-01"}, [paid_line["id"]]),
    ):
        assert await _pages(ground.finance, params | {"limit": "3"}) == expected, params


async def test_a_page_deep_in_the_list_reads_no_more_rows_than_the_first(
    ground: Ground, claim: dict[str, Any], database: Database
) -> None:
    async with database.transaction() as session:
        made = await session.get_one(Claim, claim["id"])
        rows = [
            {
                "id": uuid7(),
                "claim_id": made.id,
                "line_number": number,
                "agency_id": made.agency_id,
                "activity_id": made.activity_id,
                "category": "other",
                "service_on": date(2020 + number % 6, 1 + number % 12, 1 + number % 28),
                "description": "Taxi",
                "amount": Decimal(1),
                "claimed_usd": Decimal(1),
            }
            for number in range(1, 4001)
        ]
        await session.execute(insert(Expense), rows)
    first = await ground.finance.get("/expenses", params={"limit": 200})
    page, deep = first.json(), []
    for _ in range(15):
        page = (await ground.finance.get("/expenses", params={"limit": 200, "after": page["next"]})).json()
        deep += [row["id"] for row in page["items"]]
    assert len(set(deep)) == 3000
    days = [row["service_on"] for row in page["items"]]
    assert days == sorted(days)
