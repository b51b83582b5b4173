"""The overview, what waits, the country map, search and the audit trail."""

import httpx

from models.database import Database
from models.enums import Role
from tests.factories.agencies import agency
from tests.fixtures.api import ClientFor


async def test_overview_counts_what_the_actor_sees(
    program_officer: httpx.AsyncClient, client_for: ClientFor
) -> None:
    seen = (await program_officer.get("/reports/overview")).json()
    assert (seen["fiscal_year"], seen["partner_agencies"]) == (2026, 29)
    assert [entry["month"] for entry in seen["paid_by_month"]][:2] == ["2025-10-01", "2025-11-01"]
    assert seen["funds"] == dict.fromkeys(
        ("obligated", "paid", "unliquidated"), {"amount": "0.00", "currency": "USD"}
    )
    post = await client_for(Role.POST)
    assert (await post.get("/reports/overview")).json()["funds"] is None


async def test_earlier_years_hold_the_public_activities(program_officer: httpx.AsyncClient) -> None:
    now = (await program_officer.get("/reports/countries")).json()
    then = (await program_officer.get("/reports/countries", params={"fiscal_year": 2013})).json()
    assert len(now["items"]) == len(then["items"]) == 93
    assert sum(item["activities"] for item in then["items"]) == 10


async def test_search_finds_across_resources_and_forgives(program_officer: httpx.AsyncClient) -> None:
    hits = (await program_officer.get("/search", params={"q": "guatamala"})).json()["items"]
    assert {"country", "activity"} & {hit["type"] for hit in hits}
    assert any(hit["title"] == "Guatemala" for hit in hits)
    refused = await program_officer.get("/search", params={"q": "x"})
    assert refused.json()["errors"][0]["parameter"] == "q"


async def test_search_is_narrowed(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        mine, other = agency(legal_name="Zzyzx Police"), agency(legal_name="Zzyzx Sheriff")
        session.add_all([mine, other])
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=mine.id)
    hits = (await coordinator.get("/search", params={"q": "zzyzx"})).json()["items"]
    assert [hit["id"] for hit in hits] == [str(mine.id)]


async def test_audit_shows_who_changed_what(
    client_for: ClientFor, program_officer: httpx.AsyncClient
) -> None:
    body = {"legal_name": "Audited Police Department", "kind": "sheriff", "state": "VA"}
    created = await program_officer.post("/agencies", json=body, headers={"X-Request-Id": "audit-test-0001"})
    auditor = await client_for(Role.AUDITOR)
    params = {"subject_id": created.json()["id"]}
    [event] = (await auditor.get("/audit", params=params)).json()["items"]
    assert (event["action"], event["actor_role"], event["request_id"]) == (
        "agencies.created",
        "program_officer",
        "audit-test-0001",
    )
    assert event["after"]["legal_name"] == "Audited Police Department"
    assert (await program_officer.get("/audit")).status_code == 403
