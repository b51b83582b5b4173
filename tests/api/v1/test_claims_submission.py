"""What stands against submitting a claim, each problem named at its place."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from models.activities import Activity
from models.claims import Expense
from models.database import Database
from tests.api.v1.claim_acts import problems_of
from tests.factories.claims import (
    SIGNED,
    Ground,
    act,
    add_line,
    bring_to,
    claim_body,
    make_ground,
    new_claim,
)
from tests.fixtures.api import ClientFor


@pytest.mark.parametrize(
    ("facts", "changes", "code"),
    [
        (("lodging", 1, "10.00"), {"location": "Nowhere"}, "rate_missing"),
        (("mie", 1, "10.00"), {"location": "Nowhere"}, "rate_missing"),
        (("lodging", 1, "10.00"), {"receipt_attached": False}, "no_receipt"),
        (("visa_fee", 1, "75.01"), {"receipt_attached": False}, "no_receipt"),
        (("lodging", 8, "10.00"), {}, "outside_claim_period"),
        (
            ("mie", 1, "0.01"),
            {"travel_day": "none", "meals_furnished": ["lunch"]},
            "furnished_meals_without_allowance",
        ),
        (("airfare", 1, "10.00"), {"service_on": "2025-12-31"}, "outside_period"),
        (("airfare", 1, "10.00"), {"service_on": "2026-07-02"}, "service_in_future"),
        (("mileage", 1, "10.00"), {"service_on": "2027-01-01", "quantity": "3"}, "rate_missing"),
        (("salary", 1, "10.00"), {"quantity": "1", "unit_rate": "10"}, "not_in_instrument"),
    ],
)
async def test_what_stands_against_a_line_is_named_at_the_line(
    ground: Ground, facts: tuple[Any, ...], changes: dict[str, Any], code: str
) -> None:
    claim = await new_claim(ground)
    await add_line(ground, claim, "visa_fee", 2, "75.00", receipt_attached=False)  # exactly 75.00 passes
    at_fault = await add_line(ground, claim, *facts, **changes)
    assert await problems_of(ground, claim) == {f"/expenses/{at_fault['id']}": code}


async def test_every_problem_is_named_at_once(ground: Ground) -> None:
    claim = await new_claim(ground, officer_id=None)
    lodging = await add_line(ground, claim, "lodging", 1, "10.00", location="Nowhere")
    meals = await add_line(ground, claim, "mie", 2, "10.00")
    fee = await add_line(ground, claim, "visa_fee", 3, "80.00", receipt_attached=False)
    assert await problems_of(ground, claim) == {
        f"/expenses/{lodging['id']}": "rate_missing",
        f"/expenses/{meals['id']}": "officer_missing",
        f"/expenses/{fee['id']}": "no_receipt",
    }


async def test_a_claim_without_lines_cannot_be_submitted(ground: Ground) -> None:
    assert await problems_of(ground, await new_claim(ground)) == {"/expenses": "no_lines"}


@pytest.mark.parametrize("days", [("13", "12"), ("24.01",)])
async def test_nobody_works_more_than_a_day_in_a_day(
    database: Database, client_for: ClientFor, days: tuple[str, ...]
) -> None:
    ground = await make_ground(database, client_for, salary_reimbursable=True)
    claim = await new_claim(ground)
    spread = {"quantity": "96", "unit_rate": "1", "service_ends_on": "2026-06-04"}
    if len(days) == 1:
        lines = [await add_line(ground, claim, "salary", 1, "24.01", quantity=days[0], unit_rate="1")]
    else:  # 24 hours a day for four days, and half an hour more on the third
        lines = [
            await add_line(ground, claim, "salary", 1, "96.00", **spread),
            await add_line(ground, claim, "overtime", 3, "1.00", quantity="0.5", unit_rate="2"),
        ]
    assert await problems_of(ground, claim) == {f"/expenses/{lines[-1]['id']}": "hours_over_day"}


@pytest.mark.parametrize(
    ("period", "code"),
    [
        (("2026-05-20", "2026-05-31"), "claim_before_activity"),
        (("2026-12-20", "2027-01-01"), "claim_after_performance"),
        (("2026-06-05", "2026-06-01"), "order"),
        (("2020-06-05", "2026-06-05"), "too_long"),
    ],
)
async def test_periods_that_cannot_be_claimed(ground: Ground, period: tuple[str, str], code: str) -> None:
    body = claim_body(ground, period={"starts_on": period[0], "ends_on": period[1]})
    refused = await ground.coordinator.post("/claims", json=body)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, code)
    claim = await new_claim(ground)
    changed = await ground.coordinator.patch(
        f"/claims/{claim['id']}",
        json={"period": body["period"]},
        headers={"If-Match": f'"{claim["version"]}-0"'},
    )
    assert (changed.status_code, changed.json()["errors"][0]["code"]) == (422, code)


async def test_a_claim_cannot_be_submitted_before_its_activity_starts(
    database: Database, client_for: ClientFor
) -> None:
    days = {"starts_on": date(2026, 9, 14), "ends_on": date(2026, 9, 25)}
    ground = await make_ground(database, client_for, activity=days)
    claim = await new_claim(ground, period={"starts_on": "2026-09-14", "ends_on": "2026-09-25"})
    await add_line(ground, claim, "visa_fee", 1, "60.00")
    assert await problems_of(ground, claim) == {"/period": "claim_before_activity"}


@pytest.mark.parametrize("missing", ["instrument_id", "obligation_id"])
async def test_an_activity_without_money_cannot_be_claimed_under(
    database: Database, ground: Ground, missing: str
) -> None:
    async with database.transaction() as session:
        activity = await session.get_one(Activity, ground.activity.id)
        setattr(activity, missing, None)
    refused = await ground.coordinator.post("/claims", json=claim_body(ground))
    [error] = refused.json()["errors"]
    assert (error["pointer"], error["code"]) == ("/activity_id", "activity_without_instrument")


async def test_invariant_12_one_person_has_one_mie_a_day_across_claims(
    ground: Ground, database: Database
) -> None:
    first = await new_claim(ground)
    await add_line(ground, first, "mie", 2, "100.00")
    await bring_to(ground, first, "paid")
    second = await new_claim(ground)
    again = await add_line(ground, second, "mie", 2, "99.00")
    pointer = f"/expenses/{again['id']}"
    assert await problems_of(ground, second) == {pointer: "second_mie"}
    overridden = await ground.finance.post(
        f"{pointer}/override-duplicate", json={"reason": "Two postings"}, headers={"If-Match": '"1-0"'}
    )
    assert overridden.status_code == 200
    assert await problems_of(ground, second) == {pointer: "second_mie"}
    with pytest.raises(IntegrityError, match="uq_expenses_mie_paid"):
        async with database.transaction() as session:
            await session.execute(
                update(Expense)
                .where(Expense.id == again["id"])
                .values(approved_usd=Decimal(99), paid_on=date(2026, 7, 1))
            )


async def test_duplicates_wait_for_finance_to_let_them_stand(ground: Ground) -> None:
    first = await new_claim(ground)
    await add_line(ground, first, "other", 2, "20.00")
    await bring_to(ground, first, "submitted")
    second = await new_claim(ground)
    taxi = await add_line(ground, second, "other", 2, "20.00")
    address = f"/expenses/{taxi['id']}"
    refused = await act(ground.coordinator, second, "submit", SIGNED)
    [error] = refused.json()["errors"]
    assert (error["pointer"], error["code"]) == (address, "same_expense")
    assert first["reference"] in error["message"]
    headers = {"If-Match": '"1-0"'}
    override = f"{address}/override-duplicate"
    assert (await ground.program.post(override, json={"reason": "x"}, headers=headers)).status_code == 403
    assert (await ground.finance.post(override, json={}, headers=headers)).status_code == 422
    let = await ground.finance.post(override, json={"reason": "Taxi there and back."}, headers=headers)
    assert let.json()["duplicate_override_reason"] == "Taxi there and back."
    changed = await ground.coordinator.patch(
        address, json={"service_on": "2026-06-03"}, headers={"If-Match": let.headers["etag"]}
    )
    assert changed.json()["duplicate_override_reason"] is None
    back = await ground.coordinator.patch(
        address, json={"service_on": "2026-06-02"}, headers={"If-Match": changed.headers["etag"]}
    )
    assert await problems_of(ground, second) == {address: "same_expense"}
    await ground.finance.post(
        override, json={"reason": "Taxi there and back."}, headers={"If-Match": back.headers["etag"]}
    )
    assert (await act(ground.coordinator, second, "submit", SIGNED)).status_code == 200
