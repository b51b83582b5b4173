"""Estimate beside actual, and days to pay: equal to what the payments say, and no wider than the reader may see."""

import csv
import io
import re
import zipfile
from decimal import Decimal
from typing import Any

import pytest

from models.agencies import Agency
from models.database import Database
from models.enums import Role
from tests.factories.agreements import make_agency
from tests.factories.claims import Ground, add_line, bring_to, make_ground, new_claim
from tests.fixtures.api import ClientFor


@pytest.fixture
async def ground(database: Database, client_for: ClientFor) -> Ground:
    return await make_ground(database, client_for, activity={"estimate_usd": Decimal("100.00")})


async def _claim(ground: Ground, reference: str | None, cost: str, day: int = 1) -> dict[str, Any]:
    claim = await new_claim(ground)
    await add_line(ground, claim, "visa_fee", day, cost)
    payment = {"treasury_reference": reference, "paid_on": "2026-07-01"}
    return await bring_to(ground, claim, "paid" if reference else "submitted", payment=payment)


async def _row(ground: Ground, **asked: str) -> dict[str, Any]:
    answer = await ground.finance.get("/reports/spending", params=asked)
    assert answer.status_code == 200, answer.text
    rows = [row for row in answer.json()["items"] if row["id"] == str(ground.activity.id)]
    return rows[0] if rows else {}


async def test_an_activity_is_shown_with_its_estimate_and_what_came_of_it(ground: Ground) -> None:
    await _claim(ground, "TRS-1", "60.00")
    await _claim(ground, None, "45.00", 2)
    row = await _row(ground)
    amounts = {name: row[name]["amount"] for name in ("estimate", "claimed", "approved", "paid", "variance")}
    assert amounts == {
        "estimate": "100.00",
        "claimed": "105.00",
        "approved": "60.00",
        "paid": "60.00",
        "variance": "-40.00",
    }
    assert (row["claims"], row["variance_percent"]) == (2, "-40.0")
    assert await _row(ground, over_estimate="true") == {}
    await _claim(ground, "TRS-2", "61.00", 3)
    assert (await _row(ground, over_estimate="true"))["variance"]["amount"] == "21.00"


async def test_drafts_are_nobodys_cost_yet(ground: Ground) -> None:
    claim = await new_claim(ground)
    await add_line(ground, claim, "visa_fee", 1, "60.00")
    assert (await _row(ground))["claims"] == 0
    assert await _row(ground, with_claims="true") == {}


async def test_days_to_pay_run_from_the_proper_claim(ground: Ground) -> None:
    paid = [await _claim(ground, "TRS-1", "60.00"), await _claim(ground, "TRS-2", "61.00", 2)]
    proper = {claim["id"]: (await ground.finance.get(f"/claims/{claim['id']}")).json() for claim in paid}
    assert proper
    for by in ("agency", "regime", "month"):
        answer = await ground.finance.get("/reports/payment-times", params={"by": by, "fiscal_year": 2026})
        assert answer.status_code == 200, answer.text
        report = answer.json()
        group = report["groups"][0]
        assert (report["within_days"], report["total"]["payments"], group["payments"]) == (30, 2, 2)
        assert group["amount"]["amount"] == "121.00"
        assert group["in_time"] == (2 if group["longest_days"] <= 30 else group["in_time"])
        assert group["median_days"] <= group["slow_days"] <= group["longest_days"]
    names = {"agency": ground.agency.legal_name, "month": "2026-07"}
    for by, name in names.items():
        report = (
            await ground.finance.get("/reports/payment-times", params={"by": by, "fiscal_year": 2026})
        ).json()
        assert report["groups"][0]["name"] == name
    other_year = await ground.finance.get("/reports/payment-times", params={"fiscal_year": 2025})
    assert (other_year.json()["groups"], other_year.json()["total"]["median_days"]) == ([], None)


async def test_an_agency_sees_its_own_and_an_officer_none(
    ground: Ground, client_for: ClientFor, database: Database
) -> None:
    await _claim(ground, "TRS-1", "60.00")
    async with database.transaction() as session:
        other = await make_agency(session)
    stranger = await client_for(Role.AGENCY_COORDINATOR, agency_id=other.id)
    officer = await client_for(Role.OFFICER, agency_id=ground.agency.id, officer_id=ground.officer.id)
    for path in ("/reports/spending", "/reports/payment-times?fiscal_year=2026"):
        own = (await ground.coordinator.get(path)).json()
        assert own.get("items") or own["total"]["payments"] == 1
        nothing = (await stranger.get(path)).json()
        assert nothing.get("items") == [] or nothing["total"]["payments"] == 0
        assert (await officer.get(path)).status_code == 403


async def test_reports_are_had_as_files(ground: Ground, database: Database) -> None:
    async with database.transaction() as session:
        agency = await session.get_one(Agency, ground.agency.id)
        agency.legal_name = "=HYPERLINK(1)"
    await _claim(ground, "TRS-1", "60.00")
    await _claim(ground, None, "45.00", 2)
    asked = {
        "group_by": "agency,fiscal_year",
        "agency_id": str(ground.agency.id),
        "format": "csv",
        "limit": "1",
    }
    rows = await _csv(ground, "reimbursed", **asked)
    [row] = rows
    assert row == {
        "agency_id": str(ground.agency.id),
        "agency_name": "'=HYPERLINK(1)",
        "fiscal_year": "2026",
        "lines": "1",
        "approved": "60.00",
        "approved_currency": "USD",
    }
    times = await _csv(ground, "payment-times", fiscal_year="2026", format="csv")
    assert [(row["payments"], row["amount"]) for row in times if row["key"] == str(ground.agency.id)] == [
        ("1", "60.00")
    ]
    ages = await _csv(ground, "ageing", format="csv")
    own = [row for row in ages if row["key"] == str(ground.agency.id)]
    assert sum(Decimal(row["amount"]) for row in own) == Decimal("45.00")
    assert [row["from_days"] for row in own] == ["0", "8", "15", "31", "61"]
    answer = await ground.finance.get("/reports/reimbursed", params=asked | {"format": "xlsx"})
    assert re.fullmatch(
        r'attachment; filename="reimbursed-[0-9-]{10}\.xlsx"', answer.headers["content-disposition"]
    )
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<t>=HYPERLINK(1)</t>" in sheet
    assert "<v>60</v>" in sheet or "<v>60.00</v>" in sheet


async def test_a_file_of_an_empty_report_has_its_heading(ground: Ground) -> None:
    answer = await ground.finance.get(
        "/reports/payment-times", params={"fiscal_year": "2001", "format": "csv"}
    )
    assert answer.text.splitlines() == [
        "payments,in_time,median_days,slow_days,longest_days,amount,amount_currency,interest,interest_currency,key,name"
    ]


async def _csv(ground: Ground, report: str, **asked: str) -> list[dict[str, str]]:
    answer = await ground.finance.get(f"/reports/{report}", params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text)))
