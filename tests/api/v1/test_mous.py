"""Memoranda over HTTP: the whole state table, who may do what, and the bad input that is named."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from models.agencies import Agency
from models.database import Database
from models.enums import Role
from models.events import Event
from tests.factories.agreements import make_agency
from tests.fixtures.api import ClientFor

TODAY = date(2026, 7, 1)
HASH = "0f" * 32
TEXT = {
    "title": "Memorandum on training abroad",
    "purpose": "Courses for police abroad.",
    "authority": "22 USC 2392",
    "scope_countries": ["GTM"],
    "ends_on": "2028-12-31",
}
CLEARANCE = {"kind": "legal_clearance", "title": "Clearance", "text_sha256": HASH, "dated_on": "2026-06-01"}
BODIES: dict[str, dict[str, Any]] = {
    "comment": {"comment": "Add a clause on publicity."},
    "settle-comment": {"comment": "Added."},
    "sign": {"party": "inl", "signed_on": "2026-07-01"},
    "amend": {
        "summary": "Two more years",
        "text_sha256": HASH,
        "ends_on": "2029-12-31",
        "inl_signed_on": "2026-06-30",
        "agency_signed_on": "2026-06-30",
    },
    "suspend": {"reason": "Under review"},
    "resume": {"reason": "Review closed"},
    "notice": {"reason": "The agency withdraws"},
}
Act = Callable[..., Awaitable[httpx.Response]]


async def _act(
    client: httpx.AsyncClient, mou_id: object, event: str, body: dict[str, Any] | None = None
) -> httpx.Response:
    """Fire an event on the memorandum as last read."""
    etag = (await client.get(f"/mous/{mou_id}")).headers["etag"]
    sent = body if body is not None else BODIES.get(event)
    return await client.post(f"/mous/{mou_id}/{event}", json=sent, headers={"If-Match": etag})


async def _made(client: httpx.AsyncClient, agency: Agency, **changes: object) -> dict[str, Any]:
    created = await client.post("/mous", json=TEXT | {"agency_id": str(agency.id)} | changes)
    assert created.status_code == 201, created.text
    answer: dict[str, Any] = created.json()
    return answer


@pytest.fixture
async def agency(database: Database) -> Agency:
    async with database.transaction() as session:
        return await make_agency(session)


@pytest.fixture
async def coordinator(client_for: ClientFor, agency: Agency) -> httpx.AsyncClient:
    return await client_for(Role.AGENCY_COORDINATOR, agency_id=agency.id)


async def test_from_draft_to_force(
    program_officer: httpx.AsyncClient,
    coordinator: httpx.AsyncClient,
    agency: Agency,
    database: Database,
) -> None:
    mou = await _made(program_officer, agency)
    assert (mou["number"], mou["status"], mou["notice_days"]) == ("MOU-2026-0001", "draft", 30)
    assert mou["allowed_actions"] == ["send", "update"]
    assert (await _act(program_officer, mou["id"], "send")).json()["status"] == "negotiation"

    assert (await _act(coordinator, mou["id"], "comment")).json()["open_comments"] == 1
    concurred = await _act(coordinator, mou["id"], "concur")
    assert concurred.json()["agency_concurred_at"] == "2026-07-01T12:00:00.000000Z"
    early = await _act(program_officer, mou["id"], "agree")
    assert (early.status_code, early.json()["code"]) == (409, "guard_failed")
    assert [error["code"] for error in early.json()["errors"]] == ["open_comments"]
    assert (await _act(program_officer, mou["id"], "settle-comment")).json()["open_comments"] == 0
    assert (await _act(program_officer, mou["id"], "agree")).json()["status"] == "clearance"

    uncleared = await _act(program_officer, mou["id"], "clear")
    assert [error["code"] for error in uncleared.json()["errors"]] == ["legal_clearance_missing"]
    filed = await program_officer.post(f"/mous/{mou['id']}/documents", json=CLEARANCE)
    assert filed.status_code == 201, filed.text
    assert filed.json()["text_sha256"] == HASH
    cleared = (await _act(program_officer, mou["id"], "clear")).json()
    assert (cleared["status"], cleared["documents"][0]["kind"]) == ("signing", "legal_clearance")

    first = await _act(program_officer, mou["id"], "sign", {"party": "inl", "signed_on": "2026-06-29"})
    assert (first.json()["status"], first.json()["effective_on"]) == ("signing", None)
    second = await _act(coordinator, mou["id"], "sign", {"party": "agency", "signed_on": "2026-06-30"})
    assert second.status_code == 200, second.text
    assert (second.json()["status"], second.json()["effective_on"]) == ("active", "2026-06-30")

    async with database.read() as connection:
        rows = await connection.execute(
            select(Event.action, Event.actor_role)
            .where(Event.subject_type == "mou", Event.subject_id == mou["id"])
            .order_by(Event.id)
        )
    assert [tuple(row) for row in rows] == [
        ("mous.created", "program_officer"),
        ("mous.sent", "program_officer"),
        ("mous.commented", "agency_coordinator"),
        ("mous.concurred", "agency_coordinator"),
        ("mous.comment_settled", "program_officer"),
        ("mous.agreed", "program_officer"),
        ("mous.document_filed", "program_officer"),
        ("mous.cleared", "program_officer"),
        ("mous.signed", "program_officer"),
        ("mous.signed", "agency_coordinator"),
        ("mous.activated", None),
    ]
