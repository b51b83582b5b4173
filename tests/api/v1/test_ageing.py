"""Claims by age: every figure opens the rows that it counts, and nobody counts what they may not see."""

from datetime import timedelta
from typing import Any

import pytest

from models.database import Database
from models.enums import Role
from services.clock import FixedClock
from tests.factories.agreements import make_agency
from tests.factories.claims import Ground, add_line, bring_to, make_ground, new_claim
from tests.fixtures.api import ClientFor

#: Days ago, the state reached, what it claims.
CLAIMS = (
    (61, "submitted", "61.00"),
    (60, "certified", "60.00"),
    (31, "approved", "31.00"),
    (30, "finance_review", "30.00"),
    (15, "program_review", "15.00"),
    (14, "submitted", "14.00"),
    (8, "returned", "8.00"),
    (7, "paid", "70.00"),
    (7, "partial", "50.00"),
    (0, "submitted", "1.00"),
    (0, "draft", "2.00"),
)
COUNTS = [2, 1, 2, 2, 1]
#: 40.00 of the 50.00 were approved.
AMOUNTS = ["41.00", "14.00", "45.00", "91.00", "61.00"]
RUNNING = ["submitted", "program_review", "finance_review", "approved", "partial", "certified"]


@pytest.fixture
async def ground(database: Database, client_for: ClientFor, clock: FixedClock) -> Ground:
    ground = await make_ground(database, client_for)
    today = clock.now() + timedelta(days=60)
    for day, (days, state, cost) in enumerate(CLAIMS):
        clock.advance(today - timedelta(days=days) - clock.now())
        claim = await new_claim(ground)
        line = await add_line(ground, claim, "visa_fee", day % 5 + 1, cost)
        decision: dict[str, Any] = {}
        if state == "partial":
            kept = {"expense_id": line["id"], "approved_amount": {"amount": "40.00", "currency": "USD"}}
            decision = {"lines": [kept | {"disallow_code": "not_allowable", "note": "Only for one person."}]}
        payment = {"treasury_reference": f"TRS-{day}", "paid_on": clock.today().isoformat()}
        await bring_to(ground, claim, state, decision=decision, payment=payment)
    clock.advance(today - clock.now())
    return ground


async def _report(ground: Ground, by: str) -> dict[str, Any]:
    answer = await ground.finance.get("/reports/ageing", params={"by": by})
    assert answer.status_code == 200, answer.text
    report: dict[str, Any] = answer.json()
    return report


async def test_claims_lie_in_the_bucket_of_their_days(ground: Ground) -> None:
    total = (await _report(ground, "agency"))["total"]
    limits = [(bucket["from_days"], bucket["to_days"]) for bucket in total["buckets"]]
    assert limits == [(0, 7), (8, 14), (15, 30), (31, 60), (61, None)]
    assert [bucket["claims"] for bucket in total["buckets"]] == COUNTS
    assert [bucket["amount"]["amount"] for bucket in total["buckets"]] == AMOUNTS
    assert (total["claims"], total["amount"]["amount"]) == (8, "252.00")


@pytest.mark.parametrize(
    ("by", "name"), [("agency", "agency_id"), ("regime", "regime"), ("status", "status")]
)
async def test_each_figure_opens_its_rows(ground: Ground, by: str, name: str) -> None:
    report = await _report(ground, by)
    assert sum(group["claims"] for group in report["groups"]) == report["total"]["claims"]
    for group in report["groups"]:
        for bucket in group["buckets"]:
            asked = {"status": RUNNING, name: [group["key"]], "proper_on.lte": bucket["proper_to"]}
            if bucket["proper_from"]:
                asked["proper_on.gte"] = bucket["proper_from"]
            rows = (await ground.finance.get("/claims", params=asked)).json()["items"]
            assert len(rows) == bucket["claims"], (group["key"], bucket)
            amounts = [float((row["approved"] or row["claimed"])["amount"]) for row in rows]
            assert f"{sum(amounts):.2f}" == bucket["amount"]["amount"]


async def test_an_agency_sees_its_own_and_an_officer_none(
    ground: Ground, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        other = await make_agency(session)
    stranger = await client_for(Role.AGENCY_COORDINATOR, agency_id=other.id)
    officer = await client_for(Role.OFFICER, agency_id=ground.agency.id, officer_id=ground.officer.id)
    assert (await ground.coordinator.get("/reports/ageing")).json()["total"]["claims"] == 8
    nothing = (await stranger.get("/reports/ageing")).json()
    assert (nothing["total"]["claims"], nothing["total"]["amount"]["amount"], nothing["groups"]) == (
        0,
        "0.00",
        [],
    )
    assert (await officer.get("/reports/ageing")).status_code == 403


async def test_an_unknown_cut_is_refused(ground: Ground) -> None:
    refused = await ground.finance.get("/reports/ageing", params={"by": "officer"})
    assert refused.status_code == 422
