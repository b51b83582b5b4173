"""Claims over HTTP: the worked examples to the cent, drafts, and what each reader gets."""

import asyncio
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
from sqlalchemy import select

from models.activities import Activity, Assignment
from models.claims import Expense
from models.database import Database
from models.enums import Role
from services.claims.computation import canonical, replay
from tests.api.v1.claim_acts import problems_of
from tests.factories.activities import post_in
from tests.factories.agreements import make_agency
from tests.factories.claims import (
    SIGNED,
    Ground,
    act,
    add_line,
    bring_to,
    claim_body,
    make_ground,
    make_officer,
    make_rate,
    new_claim,
)
from tests.factories.requests import make_offer, make_outreach
from tests.fixtures.api import ClientFor


async def _worked_example(ground: Ground) -> dict[str, Any]:
    claim = await new_claim(ground)
    for day, cost in enumerate(("198.00", "198.00", "226.50", "226.50"), start=1):
        await add_line(ground, claim, "lodging", day, cost)
    await add_line(ground, claim, "mie", 1, "75.00")
    await add_line(ground, claim, "mie", 2, "75.00", meals_furnished=["lunch"])
    await add_line(ground, claim, "mie", 3, "100.00")
    await add_line(ground, claim, "mie", 4, "20.00", meals_furnished=["breakfast", "lunch", "dinner"])
    await add_line(ground, claim, "mie", 5, "75.00")
    await add_line(ground, claim, "mileage", 1, "24.65", quantity="34", receipt_attached=False)
    await add_line(ground, claim, "visa_fee", 1, "160.00")
    return claim


def _sum(lines: list[dict[str, Any]], column: str, category: str) -> str:
    return str(sum(Decimal(line[column]["amount"]) for line in lines if line["category"] == category))


async def test_worked_example_of_travel_to_the_cent(ground: Ground) -> None:
    claim = await _worked_example(ground)
    assert claim["reference"] == "CLM-2026-0001"
    submitted = await act(ground.coordinator, claim, "submit", SIGNED)
    assert submitted.status_code == 200, submitted.text
    review = (await ground.finance.get(f"/claims/{claim['id']}/review")).json()
    lines = review["lines"]
    assert [line["line_number"] for line in lines] == list(range(1, 12))
    assert {c: _sum(lines, "allowed", c) for c in ("lodging", "mie", "mileage", "visa_fee")} == {
        "lodging": "816.00",
        "mie": "345.00",
        "mileage": "24.65",
        "visa_fee": "160.00",
    }
    assert (review["claimed"]["amount"], review["allowed"]["amount"]) == ("1378.65", "1345.65")
    assert lines[2]["explanation"]["text"] == (
        "Lodging is paid at cost up to the locality maximum of 210.00 a night: 226.50 claimed, 210.00 allowed."
    )
    decided = await _decide(ground, claim)
    assert decided["status"] == "partial"
    money = {name: decided[name]["amount"] for name in ("claimed", "approved", "disallowed")}
    assert money == {"claimed": "1378.65", "approved": "1345.65", "disallowed": "33.00"}
    [notice] = decided["notices"]
    assert [(i["line_number"], i["disallowed"]["amount"], i["disallow_code"]) for i in notice["items"]] == [
        (3, "16.50", "over_max"),
        (4, "16.50", "over_max"),
    ]
    assert [s["category"] for s in decided["summary"]] == ["lodging", "mie", "mileage", "visa_fee"]
    assert decided["summary"][0]["approved"]["amount"] == "816.00"


async def _decide(ground: Ground, claim: dict[str, Any]) -> dict[str, Any]:
    for client, event, body in (
        (ground.program, "take", None),
        (ground.program, "endorse", None),
        (ground.finance, "decide", {}),
    ):
        response = await act(client, claim, event, body)
        assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def test_worked_example_of_labour_to_the_cent(database: Database, client_for: ClientFor) -> None:
    ground = await make_ground(database, client_for, salary_reimbursable=True)
    claim = await new_claim(ground, kind="reimbursement_request")
    await add_line(
        ground,
        claim,
        *("salary", 1, "2096.00"),
        quantity="40",
        unit_rate="52.40",
        service_ends_on="2026-06-05",
    )
    await add_line(ground, claim, "overtime", 3, "471.60", quantity="6", unit_rate="78.60")
    await add_line(
        ground, claim, "fringe", 5, "660.24", quantity="2096.00", unit_rate="0.315", receipt_attached=False
    )
    decided = await bring_to(ground, claim, "approved")
    assert (decided["approved"]["amount"], decided["disallowed"]["amount"]) == ("3227.84", "0.00")
    assert decided["notices"] == []


async def test_claims_are_changed_while_drafts(ground: Ground) -> None:
    claim = await new_claim(ground)
    address, match = f"/claims/{claim['id']}", {"If-Match": f'"{claim["version"]}-0"'}
    body = {
        "kind": "invoice",
        "officer_id": None,
        "period": {"starts_on": "2026-06-02", "ends_on": "2026-06-04"},
    }
    changed = await ground.coordinator.patch(address, json=body, headers=match)
    assert changed.status_code == 200, changed.text
    assert (changed.json()["kind"], changed.json()["officer"]) == ("invoice", None)
    assert changed.json()["period"] == {"starts_on": "2026-06-02", "ends_on": "2026-06-04"}
    assert set(changed.json()["allowed_actions"]) == {"submit", "withdraw", "update"}
    for field in ("status", "approved", "activity_id", "agency_id", "version", "certifier"):
        refused = await ground.coordinator.patch(
            address, json={field: "x"}, headers={"If-Match": changed.headers["etag"]}
        )
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, f"/{field}")


async def test_a_trip_of_one_day_says_how_long_it_was(ground: Ground) -> None:
    claim = await new_claim(ground, period={"starts_on": "2026-06-02", "ends_on": "2026-06-02"})
    meals = await add_line(ground, claim, "mie", 2, "75.00")
    assert await problems_of(ground, claim) == {f"/expenses/{meals['id']}": "travel_day_missing"}
    told = await ground.coordinator.patch(
        f"/expenses/{meals['id']}", json={"travel_day": "short"}, headers={"If-Match": '"1-0"'}
    )
    assert told.status_code == 200, told.text
    assert (await act(ground.coordinator, claim, "submit", SIGNED)).json()["allowed"]["amount"] == "75.00"


async def test_the_day_of_return_takes_the_rate_of_the_night_before(
    ground: Ground, database: Database
) -> None:
    async with database.transaction() as session:
        await make_rate(session, location="Home", mie_usd=Decimal(60))
    claim = await new_claim(ground)
    await add_line(ground, claim, "mie", 4, "100.00")
    await add_line(ground, claim, "mie", 5, "75.00", location="Home")
    submitted = await act(ground.coordinator, claim, "submit", SIGNED)
    assert submitted.json()["allowed"]["amount"] == "175.00"


async def test_invariant_15_only_approved_actual_expense_exceeds_the_rates(ground: Ground) -> None:
    approval = {"reference": "Memo 12", "lodging_percent": 150, "mie_percent": 200}
    for approved_on, amounts in (("2026-05-20", ["300.00", "200.00"]), ("2026-06-02", ["210.00", "100.00"])):
        claim = await new_claim(ground, actual_expense=approval | {"approved_on": approved_on})
        await add_line(ground, claim, "lodging", 2, "300.00")
        await add_line(ground, claim, "mie", 2, "200.00")
        assert (await act(ground.coordinator, claim, "submit", SIGNED)).status_code == 200
        review = (await ground.finance.get(f"/claims/{claim['id']}/review")).json()
        assert [line["allowed"]["amount"] for line in review["lines"]] == amounts, approved_on
        await act(ground.program, claim, "take")
        await act(ground.program, claim, "return", {"defects": [{"message": "Once more."}]})
        await act(ground.coordinator, claim, "withdraw")
    claim = await new_claim(
        ground, actual_expense=approval | {"approved_on": "2026-05-20", "lodging_percent": 301}
    )
    night = await add_line(ground, claim, "lodging", 2, "300.00")
    assert await problems_of(ground, claim) == {f"/expenses/{night['id']}": "actual_expense_over_ceiling"}


async def test_late_filing_warns_and_voids_nothing(ground: Ground) -> None:
    claim = await new_claim(ground)
    await add_line(ground, claim, "visa_fee", 1, "60.00")
    submitted = (await act(ground.coordinator, claim, "submit", SIGNED)).json()
    assert submitted["status"] == "submitted"
    assert submitted["warnings"] == ["Filed on 2026-07-01; due 2026-06-12, 5 working days after the trip."]


async def test_each_reader_sees_their_own(ground: Ground, client_for: ClientFor, database: Database) -> None:
    claim = await new_claim(ground)
    expense = await add_line(ground, claim, "visa_fee", 1, "60.00")
    async with database.transaction() as session:
        other = await make_agency(session)
        colleague = await make_officer(session, ground.agency, "Another officer of the agency")
        here = await post_in(session)
        elsewhere = await post_in(session, "HND")
    addresses = (f"/claims/{claim['id']}", f"/claims/{claim['id']}/review", f"/expenses/{expense['id']}")
    agency = {"agency_id": ground.agency.id}
    readers = [
        (await client_for(Role.AGENCY_COORDINATOR, agency_id=other.id), 404),
        (await client_for(Role.OFFICER, **agency, officer_id=ground.officer.id), 200),
        (await client_for(Role.OFFICER, **agency, officer_id=colleague.id), 404),
        (await client_for(Role.POST, post_id=here.id), 200),
        (await client_for(Role.POST, post_id=elsewhere.id), 404),
        (await client_for(Role.AUDITOR), 200),
        (await client_for(Role.ADMINISTRATOR), 403),
    ]
    for reader, status in readers:
        for address in addresses:
            assert (await reader.get(address)).status_code == status, (reader.headers, address)
        for collection in ("/claims", "/expenses"):
            listed = await reader.get(collection)
            if status != 403:
                assert len(listed.json()["items"]) == (status == 200)
    assert (await ground.coordinator.get(addresses[0])).json()["obligation"] is None
    assert (await ground.finance.get(addresses[0])).json()["obligation"]["reference"].startswith("OBL26")


async def test_officers_claim_for_themselves_alone(
    ground: Ground, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        session.add(
            Assignment(
                activity_id=ground.activity.id,
                officer_id=ground.officer.id,
                starts_on=date(2026, 6, 1),
                ends_on=date(2026, 6, 5),
            )
        )
        colleague = await make_officer(session, ground.agency, "Another officer of the agency")
    officer = await client_for(Role.OFFICER, agency_id=ground.agency.id, officer_id=ground.officer.id)
    body = claim_body(ground)
    del body["officer_id"]
    made = await officer.post("/claims", json=body)
    assert made.status_code == 201, made.text
    assert made.json()["officer"]["id"] == str(ground.officer.id)
    other = await officer.post("/claims", json=body | {"officer_id": str(colleague.id)})
    assert other.status_code == 403
    line = {
        "claim_id": made.json()["id"],
        "category": "visa_fee",
        "service_on": "2026-06-01",
        "description": "Visa",
        "amount": {"amount": "60.00", "currency": "USD"},
    }
    assert (await officer.post("/expenses", json=line)).status_code == 201
    assert (await officer.post("/expenses", json=line | {"officer_id": str(colleague.id)})).status_code == 403


async def test_the_payee_is_of_the_agency(ground: Ground, database: Database) -> None:
    async with database.transaction() as session:
        stranger = await make_officer(session, await make_agency(session))
    refused = await ground.coordinator.post("/claims", json=claim_body(ground, officer_id=str(stranger.id)))
    assert refused.json()["errors"][0]["pointer"] == "/officer_id"


async def test_lists_of_claims_are_narrowed_and_searched(ground: Ground) -> None:
    first, second = await new_claim(ground), await new_claim(ground, kind="invoice")
    await add_line(ground, first, "visa_fee", 1, "60.00")
    await bring_to(ground, first, "submitted")
    for params, expected in (
        ({"status": "submitted"}, [first]),
        ({"kind": "invoice"}, [second]),
        ({"agency_id": str(ground.agency.id), "sort": "reference"}, [first, second]),
        ({"activity_id": str(ground.activity.id), "officer_id": str(ground.officer.id)}, [second, first]),
        ({"acts_next": "program_officer"}, [first]),
        ({"acts_next": "agency_coordinator"}, [second]),
        ({"due_on.lte": "2026-07-31"}, [first]),
        ({"due_on.lt": "2026-07-31"}, []),
        ({"country_id": first["country"]["id"]}, [second, first]),
    ):
        listed = await ground.finance.get("/claims", params=params)
        assert listed.status_code == 200, listed.text
        assert [row["id"] for row in listed.json()["items"]] == [c["id"] for c in expected], params
    found = (await ground.finance.get("/claims", params={"q": second["reference"]})).json()["items"]
    assert second["id"] in [row["id"] for row in found]
    row = (await ground.finance.get("/claims", params={"status": "submitted"})).json()["items"][0]
    assert (row["lines"], row["claimed"]["amount"], row["acts_next"]) == (1, "60.00", "program_officer")


async def test_claims_are_numbered_by_year_without_gaps(ground: Ground) -> None:
    answers = await asyncio.gather(
        *(ground.coordinator.post("/claims", json=claim_body(ground)) for _ in range(5))
    )
    assert sorted(a.json()["reference"] for a in answers) == [f"CLM-2026-{n:04d}" for n in range(1, 6)]


async def test_invariant_16_past_rates_never_change_a_computed_claim(
    ground: Ground, database: Database
) -> None:
    claim = await _worked_example(ground)
    await bring_to(ground, claim, "submitted")

    async def stored() -> list[dict[str, Any]]:
        async with database.transaction() as session:
            statement = select(Expense.computation).where(Expense.claim_id == claim["id"])
            return [one for one in await session.scalars(statement.order_by(Expense.line_number)) if one]

    before = await stored()
    async with database.transaction() as session:
        await make_rate(
            session, lodging_usd=Decimal(999), mie_usd=Decimal(265), effective_from=date(2026, 6, 1)
        )
    after = await stored()
    assert len(after) == 11
    assert [canonical(one) for one in after] == [canonical(one) for one in before]
    assert [canonical(replay(one)) for one in after] == [canonical(one["outcome"]) for one in before]
    assert (await ground.finance.get(f"/claims/{claim['id']}")).json()["allowed"]["amount"] == "1345.65"


async def test_a_review_shows_what_was_agreed_and_what_other_claims_take_of_it(
    database: Database, client_for: ClientFor
) -> None:
    ground = await make_ground(database, client_for)
    async with database.transaction() as session:
        asked = await make_outreach(session, agency=ground.agency)
        offer = await make_offer(session, asked)
        offer.cost_lines = [
            {
                "category": "visa_fee",
                "description": "Visas",
                "amount": {"amount": "100.00", "currency": "USD"},
            },
            {
                "category": "visa_fee",
                "description": "Photos",
                "amount": {"amount": "20.00", "currency": "USD"},
            },
            {
                "category": "airfare",
                "description": "Flights",
                "amount": {"amount": "900.00", "currency": "USD"},
            },
        ]
        activity = await session.get_one(Activity, ground.activity.id)
        activity.offer_id = offer.id
    first, second = await new_claim(ground), await new_claim(ground)
    await add_line(ground, first, "visa_fee", 1, "60.00")
    await add_line(ground, second, "visa_fee", 2, "70.00")

    async def agreed(client: httpx.AsyncClient) -> list[tuple[str, str, str | None]]:
        rows = (await client.get(f"/claims/{second['id']}/review")).json()["agreed"]
        return [
            (row["category"], row["agreed"]["amount"], (row["claimed_elsewhere"] or {}).get("amount"))
            for row in rows
        ]

    assert await agreed(ground.coordinator) == [("airfare", "900.00", "0.00"), ("visa_fee", "120.00", "0.00")]
    await act(ground.coordinator, first, "submit", SIGNED)
    assert await agreed(ground.finance) == [("airfare", "900.00", "0.00"), ("visa_fee", "120.00", "60.00")]
    officer = await client_for(Role.OFFICER, agency_id=ground.agency.id, officer_id=ground.officer.id)
    assert await agreed(officer) == [("airfare", "900.00", None), ("visa_fee", "120.00", None)]
