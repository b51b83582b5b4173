"""What was reimbursed, from the rollups: equal to a recount, and no wider than its reader may see."""

from collections import defaultdict
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from sqlalchemy import text

from models.database import Database
from models.enums import Role
from tests.factories.activities import country, post_in
from tests.factories.claims import Ground, add_line, bring_to, make_ground, new_claim
from tests.fixtures.api import ClientFor

DIMENSIONS = ("country", "agency", "category", "modality", "fiscal_year")
RECOUNT = """
SELECT coalesce(expenses.country_id::text, '') AS country, expenses.agency_id::text AS agency, category, modality,
    extract(year FROM paid_on + interval '3 months')::int AS fiscal_year,
    count(*) AS lines, sum(approved_usd) AS approved
FROM expenses JOIN activities ON activities.id = activity_id WHERE paid_on IS NOT NULL GROUP BY 1, 2, 3, 4, 5
"""


@pytest.fixture
async def ground(database: Database, client_for: ClientFor) -> Ground:
    return await make_ground(database, client_for)


async def _pay(ground: Ground, reference: str, *lines: tuple[str, str], **changes: Any) -> None:
    claim = await new_claim(ground, **changes)
    for day, (category, cost) in enumerate(lines, start=1):
        await add_line(ground, claim, category, day, cost)
    await bring_to(
        ground,
        claim,
        "paid",
        payment={"treasury_reference": reference, "paid_on": "2026-07-01"},
    )


def _key(row: dict[str, Any], names: tuple[str, ...]) -> tuple[Any, ...]:
    def one(name: str) -> Any:
        value = row[name]
        return value["id"] if isinstance(value, dict) else value or ""

    return tuple(one(name) for name in names)


async def test_the_rollup_equals_a_recount_in_every_grouping(
    ground: Ground, database: Database, client_for: ClientFor
) -> None:
    async with database.transaction() as session:
        elsewhere = await country(session, "HND")
    other = await make_ground(database, client_for, activity={"country_id": elsewhere.id})
    nowhere = await make_ground(database, client_for, activity={"country_id": None})
    await _pay(ground, "TRS-1", ("visa_fee", "60.00"), ("airfare", "500.00"), ("mie", "75.00"))
    await _pay(ground, "TRS-2", ("visa_fee", "61.00"))
    await _pay(other, "TRS-3", ("visa_fee", "62.00"), ("airfare", "700.50"))
    await _pay(nowhere, "TRS-4", ("airfare", "1.00"))
    await bring_to(ground, await _with_line(ground), "certified")  # not paid: not in the totals
    async with database.transaction() as session:
        # Some of it paid in the fiscal year before, as an import of old records would have it.
        await session.execute(text("ALTER TABLE expenses DISABLE TRIGGER keep_certified_line"))
        await session.execute(text("UPDATE expenses SET paid_on = '2025-09-30' WHERE claimed_usd = 61"))
        recount = [dict(row) for row in (await session.execute(text(RECOUNT))).mappings()]
    assert {row["fiscal_year"] for row in recount} == {2025, 2026}
    for size in range(1, 6):
        for names in combinations(DIMENSIONS, size):
            expected: defaultdict[Any, list[Any]] = defaultdict(lambda: [0, Decimal(0)])
            for row in recount:
                counted = expected[_key(row, names)]
                counted[0] += row["lines"]
                counted[1] += row["approved"]
            report = await ground.finance.get("/reports/reimbursed", params={"group_by": ",".join(names)})
            assert report.status_code == 200, report.text
            body = report.json()
            found = {
                _key(item, names): [item["lines"], Decimal(item["approved"]["amount"])]
                for item in body["items"]
            }
            assert found == dict(expected), names
            assert body["groups"] == len(expected)
            assert (body["lines"], body["total"]) == (7, {"amount": "1459.50", "currency": "USD"})
            amounts = [Decimal(item["approved"]["amount"]) for item in body["items"]]
            assert amounts == sorted(amounts, reverse=True)


async def _with_line(ground: Ground) -> dict[str, Any]:
    claim = await new_claim(ground)
    await add_line(ground, claim, "visa_fee", 3, "63.00")
    return claim


async def test_the_report_is_narrowed_and_cut(ground: Ground, database: Database) -> None:
    await _pay(ground, "TRS-1", ("visa_fee", "60.00"), ("airfare", "500.00"))
    read = ground.finance.get
    for params, total, groups in (
        ({"group_by": "category", "category": "airfare"}, "500.00", 1),
        ({"group_by": "category", "fiscal_year": "2026"}, "560.00", 2),
        ({"group_by": "category", "fiscal_year": "2025"}, "0.00", 0),
        ({"group_by": "category", "agency_id": str(ground.agency.id), "limit": "1"}, "560.00", 2),
        ({"group_by": "country", "country_id": str(ground.activity.country_id)}, "560.00", 1),
        ({}, "560.00", 1),
    ):
        body = (await read("/reports/reimbursed", params=params)).json()
        assert (body["total"]["amount"], body["groups"]) == (total, groups), params
    cut = await read("/reports/reimbursed", params={"group_by": "category", "limit": "1"})
    assert [item["category"] for item in cut.json()["items"]] == ["airfare"]
    for params in ({"group_by": "officer"}, {"group_by": "country,country"}, {"limit": "0"}, {"by": "x"}):
        assert (await read("/reports/reimbursed", params=params)).status_code == 422, params


async def test_partners_see_their_own_share(
    ground: Ground, database: Database, client_for: ClientFor
) -> None:
    other = await make_ground(database, client_for)
    await _pay(ground, "TRS-1", ("visa_fee", "60.00"))
    await _pay(other, "TRS-2", ("visa_fee", "70.00"))
    async with database.transaction() as session:
        here, elsewhere = await post_in(session), await post_in(session, "HND")
    agency = {"agency_id": ground.agency.id}
    for reader, total in (
        (ground.coordinator, "60.00"),
        (other.coordinator, "70.00"),
        (await client_for(Role.OFFICER, **agency, officer_id=ground.officer.id), "0.00"),
        (await client_for(Role.POST, post_id=here.id), "130.00"),
        (await client_for(Role.POST, post_id=elsewhere.id), "0.00"),
        (await client_for(Role.ADMINISTRATOR), "130.00"),
        (await client_for(Role.AUDITOR), "130.00"),
    ):
        for group_by in ("country", "agency"):
            report = await reader.get("/reports/reimbursed", params={"group_by": group_by})
            assert report.json()["total"]["amount"] == total
