"""Memoranda over HTTP: the way into force, every edge of the state table, and who may do and see what."""

from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy import delete, select

from models.agencies import Agency
from models.database import Database
from models.enums import MouDocumentKind, MouStatus, Role
from models.events import Event
from models.mous import Mou, MouAmendment, MouDocument
from services.mous.lifecycle import LIFECYCLE
from tests.api.v1.mou_acts import BODIES, CLEARANCE, HASH, act, make_draft
from tests.factories.activities import post_in
from tests.factories.agreements import make_agency, make_mou
from tests.fixtures.api import ClientFor


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
    mou = await make_draft(program_officer, agency)
    assert (mou["number"], mou["status"], mou["notice_days"]) == ("MOU-2026-0001", "draft", 30)
    assert mou["allowed_actions"] == ["send", "update", "file_document"]
    assert (await act(program_officer, mou["id"], "send")).json()["status"] == "negotiation"

    assert (await act(coordinator, mou["id"], "comment")).json()["open_comments"] == 1
    concurred = await act(coordinator, mou["id"], "concur")
    assert concurred.json()["agency_concurred_at"] == "2026-07-01T12:00:00.000000Z"
    early = await act(program_officer, mou["id"], "agree")
    assert (early.status_code, early.json()["code"]) == (409, "guard_failed")
    assert [error["code"] for error in early.json()["errors"]] == ["open_comments"]
    assert (await act(program_officer, mou["id"], "settle-comment")).json()["open_comments"] == 0
    assert (await act(program_officer, mou["id"], "agree")).json()["status"] == "clearance"

    uncleared = await act(program_officer, mou["id"], "clear")
    assert [error["code"] for error in uncleared.json()["errors"]] == ["legal_clearance_missing"]
    filed = await program_officer.post(f"/mous/{mou['id']}/documents", json=CLEARANCE)
    assert filed.status_code == 201, filed.text
    assert filed.json()["text_sha256"] == HASH
    cleared = (await act(program_officer, mou["id"], "clear")).json()
    assert (cleared["status"], cleared["documents"][0]["kind"]) == ("signing", "legal_clearance")

    first = await act(program_officer, mou["id"], "sign", {"party": "inl", "signed_on": "2026-06-29"})
    assert (first.json()["status"], first.json()["effective_on"]) == ("signing", None)
    second = await act(coordinator, mou["id"], "sign", {"party": "agency", "signed_on": "2026-06-30"})
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


#: Who may fire each event at all (domain brief, sections 3 and 6).
WHO = {
    "send": {Role.PROGRAM_OFFICER},
    "comment": {Role.PROGRAM_OFFICER, Role.AGENCY_COORDINATOR},
    "settle-comment": {Role.PROGRAM_OFFICER},
    "concur": {Role.AGENCY_COORDINATOR},
    "agree": {Role.PROGRAM_OFFICER},
    "clear": {Role.PROGRAM_OFFICER},
    "sign": {Role.PROGRAM_OFFICER, Role.AGENCY_COORDINATOR},
    "amend": {Role.PROGRAM_OFFICER},
    "suspend": {Role.ADMINISTRATOR},
    "resume": {Role.ADMINISTRATOR},
    "notice": {Role.PROGRAM_OFFICER, Role.AGENCY_COORDINATOR},
}
#: The whole table: from which states an event is possible, and where it leads when its guards hold.
LEADS = {
    "send": {"draft": "negotiation"},
    "comment": {"negotiation": "negotiation"},
    "settle-comment": {"negotiation": "negotiation"},
    "concur": {"negotiation": "negotiation"},
    "agree": {"negotiation": "clearance"},
    "clear": {"clearance": "signing"},
    "sign": {"signing": "signing"},
    "amend": {"active": "active"},
    "suspend": {"active": "suspended"},
    "resume": {"suspended": "active"},
    "notice": {"active": "terminating", "suspended": "terminating"},
}


async def _ready(database: Database, agency: Agency, status: MouStatus, event: str) -> Mou:
    """In `status`, with whatever the guards of `event` ask for."""
    extra: dict[str, Any] = {}
    if event == "agree":
        extra["agency_concurred_at"] = datetime(2026, 6, 30, tzinfo=UTC)
    if event == "settle-comment":
        extra["open_comments"] = 1
    async with database.transaction() as session:
        mou = await make_mou(session, agency, status, scope_countries=["GTM"], **extra)
        if event == "clear":
            session.add(
                MouDocument(
                    mou_id=mou.id,
                    kind=MouDocumentKind.LEGAL_CLEARANCE.value,
                    title="Clearance",
                    text_sha256=bytes.fromhex(HASH),
                    dated_on=date(2026, 6, 1),
                )
            )
    return mou


def test_the_table_is_the_one_of_the_domain_brief() -> None:
    assert {event.replace("_", "-") for event in LIFECYCLE.events} == LEADS.keys() | {
        "activate",
        "terminate",
        "expire",
    }


@pytest.mark.parametrize("event", LEADS)
async def test_every_edge_and_no_other(
    event: str, client_for: ClientFor, agency: Agency, database: Database
) -> None:
    role = sorted(WHO[event])[0]
    ties = {"agency_id": agency.id} if role is Role.AGENCY_COORDINATOR else {}
    client = await client_for(role, **ties)
    body = {"party": "agency", "signed_on": "2026-07-01"} if event == "sign" else None
    for status in MouStatus:
        mou = await _ready(database, agency, status, event)
        fired = await act(client, mou.id, event, body)
        if status in LEADS[event]:
            assert (fired.status_code, fired.json().get("status")) == (200, LEADS[event][status]), status
        else:
            assert (fired.status_code, fired.json()["code"]) == (409, "illegal_transition"), status
            assert fired.json()["state"] == status
        async with database.transaction() as session:
            await session.execute(delete(MouAmendment))
            await session.execute(delete(MouDocument))
            await session.execute(delete(Mou))


@pytest.mark.parametrize("event", LEADS)
async def test_only_those_whom_the_table_names(
    event: str, client_for: ClientFor, agency: Agency, database: Database
) -> None:
    status = MouStatus(next(iter(LEADS[event])))
    mou = await _ready(database, agency, status, event)
    ties = {Role.AGENCY_COORDINATOR: {"agency_id": agency.id}}
    async with database.transaction() as session:
        ties[Role.POST] = {"post_id": (await post_in(session)).id}
    for role in set(Role) - WHO[event] - {Role.OFFICER}:
        client = await client_for(role, **ties.get(role, {}))
        refused = await act(client, mou.id, event)
        assert refused.status_code == 403, role
        allowed = (await client.get(f"/mous/{mou.id}")).json()["allowed_actions"]
        assert event.replace("-", "_") not in allowed, role
    for role in WHO[event]:
        client = await client_for(role, **ties.get(role, {}))
        allowed = (await client.get(f"/mous/{mou.id}")).json()["allowed_actions"]
        assert event.replace("-", "_") in allowed, role


async def test_another_agencys_memorandum_is_not_there(
    client_for: ClientFor, agency: Agency, coordinator: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        mine = await make_mou(session, agency)
        other = await make_mou(session, await make_agency(session))
    assert [row["id"] for row in (await coordinator.get("/mous")).json()["items"]] == [str(mine.id)]
    version = {"If-Match": '"1"'}
    for path in ("", "/amendments", "/documents"):
        assert (await coordinator.get(f"/mous/{other.id}{path}")).status_code == 404, path
    refused = await coordinator.post(f"/mous/{other.id}/notice", json=BODIES["notice"], headers=version)
    assert refused.status_code == 404
    officer = await client_for(Role.OFFICER, agency_id=agency.id)
    assert (await officer.get(f"/mous/{mine.id}")).status_code == 403


async def test_what_the_agency_files_itself(
    program_officer: httpx.AsyncClient, coordinator: httpx.AsyncClient, agency: Agency
) -> None:
    mou = await make_draft(program_officer, agency)
    address = f"/mous/{mou['id']}/documents"
    assert (await coordinator.post(address, json=CLEARANCE)).status_code == 403
    filed = await coordinator.post(address, json=CLEARANCE | {"kind": "council_approval"})
    assert filed.status_code == 201, filed.text
    read = await program_officer.get(filed.headers["location"].removeprefix("/api/v1"))
    assert read.json() == filed.json()
    future = await program_officer.post(address, json=CLEARANCE | {"dated_on": "2026-07-02"})
    assert future.json()["errors"][0]["pointer"] == "/dated_on"
    kinds = await program_officer.get(address, params={"kind": "legal_clearance"})
    assert kinds.json()["items"] == []


async def test_filters(program_officer: httpx.AsyncClient, agency: Agency, database: Database) -> None:
    scoped = {"scope_countries": ["GTM", "HND"], "scope_key": "a", "ends_on": date(2026, 8, 1)}
    async with database.transaction() as session:
        soon = await make_mou(session, agency, **scoped)
        late = await make_mou(session, agency, scope_key="b", ends_on=date(2026, 12, 28))
        endless = await make_mou(session, agency, scope_key="c", ends_on=None, title="Ballistics")
        draft = await make_mou(session, agency, MouStatus.DRAFT, ends_on=date(2026, 8, 1))
        await make_mou(session, await make_agency(session), ends_on=date(2026, 6, 30))

    async def found(**query: object) -> set[str]:
        params = {"agency_id": str(agency.id)} | query
        listed = await program_officer.get("/mous", params=params)
        assert listed.status_code == 200, listed.text
        return {row["id"] for row in listed.json()["items"]}

    assert await found(expires_within_days=31) == {str(soon.id)}
    assert await found(expires_within_days=30) == set()
    assert await found(expires_within_days=180) == {str(soon.id), str(late.id)}
    assert await found(status="draft") == {str(draft.id)}
    assert await found(country="HND") == {str(soon.id)}
    assert await found(**{"ends_on.gte": "2026-09-01"}) == {str(late.id)}
    assert await found(q="ballis") == {str(endless.id)}
    for bad in (-1, 3651, 10**12, "soon"):
        refused = await program_officer.get("/mous", params={"expires_within_days": bad})
        assert refused.status_code == 422, bad


async def test_stale_and_missing_versions(program_officer: httpx.AsyncClient, agency: Agency) -> None:
    mou = await make_draft(program_officer, agency)
    missing = await program_officer.post(f"/mous/{mou['id']}/send")
    stale = await program_officer.post(f"/mous/{mou['id']}/send", headers={"If-Match": '"9"'})
    assert (missing.status_code, stale.status_code) == (428, 412)
    assert (await program_officer.get(f"/mous/{mou['id']}")).json()["status"] == "draft"
