"""Memoranda in force: amendment and renewal, notice and suspension."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from models.agencies import Agency
from models.database import Database
from models.enums import Role
from models.events import Event
from services.clock import FixedClock
from services.workflows.clock import run_due
from tests.api.v1.mou_acts import BODIES, HASH, act
from tests.factories.agreements import make_agency, make_mou
from tests.fixtures.api import ClientFor

CAP = {"category": "lodging", "amount": {"amount": "9000.00"}}


@pytest.fixture
async def agency(database: Database) -> Agency:
    async with database.transaction() as session:
        return await make_agency(session)


@pytest.fixture
async def coordinator(client_for: ClientFor, agency: Agency) -> httpx.AsyncClient:
    return await client_for(Role.AGENCY_COORDINATOR, agency_id=agency.id)


async def test_amendments_are_numbered_and_renew(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency, ends_on=date(2026, 12, 31))
    before = (await program_officer.get(f"/mous/{mou.id}")).json()
    assert before["renewal_prompts"] == ["2026-07-04", "2026-10-02", "2026-12-01"]
    renewed = (await act(program_officer, mou.id, "amend")).json()
    assert (renewed["status"], renewed["ends_on"], renewed["amendments"]) == ("active", "2029-12-31", 1)
    assert renewed["version"] == before["version"] + 1
    plain = BODIES["amend"] | {"ends_on": None, "changes": {"notice_days": 60}}
    again = (await act(program_officer, mou.id, "amend", plain)).json()
    assert (again["ends_on"], again["version"]) == ("2029-12-31", renewed["version"] + 1)
    listed = (await program_officer.get(f"/mous/{mou.id}/amendments")).json()["items"]
    assert [(row["sequence"], row["text_sha256"], row["ends_on"]) for row in listed] == [
        (1, HASH, "2029-12-31"),
        (2, HASH, None),
    ]
    one = await program_officer.get(f"/mous/{mou.id}/amendments/{listed[0]['id']}")
    assert one.json() == listed[0] | {"allowed_actions": []}


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"ends_on": None}, "/changes", "nothing_changes"),
        ({"effective_on": "2026-06-29"}, "/effective_on", "before_signatures"),
        ({"effective_on": "2030-01-01"}, "/effective_on", "after_end"),
        ({"changes": {"scope_countries": ["GTM", "XXX"]}}, "/changes/scope_countries/1", "unknown"),
        ({"changes": {"clauses": {"caps": [CAP, CAP]}}}, "/changes/clauses/caps/1", "repeated"),
        ({"inl_signed_on": "2026-07-02"}, "/inl_signed_on", "in_future"),
        ({"ends_on": "2026-06-30"}, "/ends_on", "in_past"),
        ({"text_sha256": "abc"}, "/text_sha256", "form"),
    ],
)
async def test_amendments_that_cannot_be(
    program_officer: httpx.AsyncClient,
    agency: Agency,
    database: Database,
    changes: dict[str, Any],
    pointer: str,
    code: str,
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency)
    refused = await act(program_officer, mou.id, "amend", BODIES["amend"] | changes)
    (error,) = refused.json()["errors"]
    assert (refused.status_code, error["pointer"], error["code"]) == (422, pointer, code)


async def test_a_renewal_is_signed_before_the_end(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    """Also when the clock has not yet come round to ending it."""
    async with database.transaction() as session:
        mou = await make_mou(session, agency, ends_on=date(2026, 6, 29))
    refused = await act(program_officer, mou.id, "amend")
    assert {error["code"] for error in refused.json()["errors"]} == {"after_end"}


async def test_a_renewal_does_not_run_into_the_successor(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency, ends_on=date(2026, 12, 31))
        await make_mou(session, agency, effective_on=date(2027, 1, 1))
    refused = await act(program_officer, mou.id, "amend")
    assert (refused.status_code, refused.json()["code"]) == (409, "mou_in_force")


async def test_notice_runs_its_days(
    coordinator: httpx.AsyncClient, agency: Agency, database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency, notice_days=20)
    given = (await act(coordinator, mou.id, "notice")).json()
    assert (given["status"], given["notice_given_on"], given["terminates_on"]) == (
        "terminating",
        "2026-07-01",
        "2026-07-21",
    )
    assert given["renewal_prompts"] == []
    assert (given["notice_reason"], given["last_on"]) == ("The agency withdraws", "2026-07-21")
    clock.advance(timedelta(days=20))
    await run_due(database, clock)
    assert (await coordinator.get(f"/mous/{mou.id}")).json()["status"] == "terminated"


@pytest.mark.parametrize(("given_on", "code"), [("2026-07-02", "in_future"), ("2025-12-31", "before_start")])
async def test_notices_that_cannot_be(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database, given_on: str, code: str
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency)
    refused = await act(program_officer, mou.id, "notice", {"reason": "Ends", "given_on": given_on})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, code)


async def test_suspension_keeps_its_reason(client_for: ClientFor, agency: Agency, database: Database) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency)
    administrator = await client_for(Role.ADMINISTRATOR)
    assert (await act(administrator, mou.id, "suspend", {"reason": ""})).status_code == 422
    suspended = (await act(administrator, mou.id, "suspend")).json()
    assert (suspended["status"], suspended["suspended_on"], suspended["suspension_reason"]) == (
        "suspended",
        "2026-07-01",
        "Under review",
    )
    resumed = (await act(administrator, mou.id, "resume")).json()
    assert (resumed["suspended_on"], resumed["suspension_reason"]) == (None, None)
    async with database.read() as connection:
        event = (
            await connection.execute(
                select(Event.reason, Event.before, Event.after).where(Event.action == "mous.suspended")
            )
        ).one()
    assert event.reason == "Under review"
    assert (event.before["status"], event.after["status"]) == ("active", "suspended")
