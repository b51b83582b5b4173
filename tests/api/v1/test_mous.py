"""Memoranda over HTTP: the whole state table, who may do what, and the bad input that is named."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import delete, select

from models.agencies import Agency
from models.database import Database
from models.enums import AgencyStatus, MouDocumentKind, MouStatus, Role
from models.events import Event
from models.mous import Mou, MouAmendment, MouDocument
from services.clock import FixedClock
from services.mous.lifecycle import LIFECYCLE
from services.mous.rules import scope_key
from services.workflows.clock import run_due
from tests.factories.activities import post_in
from tests.factories.agreements import make_agency, make_mou
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
        fired = await _act(client, mou.id, event, body)
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
        refused = await _act(client, mou.id, event)
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


async def test_a_change_of_the_text_takes_the_concurrence_back(
    program_officer: httpx.AsyncClient, coordinator: httpx.AsyncClient, agency: Agency
) -> None:
    mou = await _made(program_officer, agency)
    await _act(program_officer, mou["id"], "send")
    concurred = await _act(coordinator, mou["id"], "concur")
    changed = await program_officer.patch(
        f"/mous/{mou['id']}",
        json={"clauses": {"insurance": "Each party insures its own.", "salary_reimbursable": True}},
        headers={"If-Match": concurred.headers["etag"]},
    )
    assert changed.status_code == 200, changed.text
    assert changed.json()["agency_concurred_at"] is None
    assert changed.json()["clauses"]["insurance"] == "Each party insures its own."
    assert changed.json()["clauses"]["voluntary"] is True
    cleared = await program_officer.patch(
        f"/mous/{mou['id']}",
        json={"clauses": {"insurance": None}},
        headers={"If-Match": changed.headers["etag"]},
    )
    assert cleared.json()["clauses"]["insurance"] is None
    assert cleared.json()["clauses"]["salary_reimbursable"] is True
    refused = await _act(program_officer, mou["id"], "agree")
    assert [error["code"] for error in refused.json()["errors"]] == ["agency_not_concurred"]


async def test_the_text_is_settled_after_negotiation(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency, MouStatus.CLEARANCE)
    read = await program_officer.get(f"/mous/{mou.id}")
    refused = await program_officer.patch(
        f"/mous/{mou.id}", json={"title": "Other"}, headers={"If-Match": read.headers["etag"]}
    )
    assert (refused.status_code, refused.json()["state"]) == (409, "clearance")


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"effective_on": "2027-01-01", "ends_on": "2026-12-31"}, "/ends_on", "before_start"),
        ({"scope_countries": ["GTM", "ZZZ"]}, "/scope_countries/1", "unknown"),
        ({"scope_bureaus": ["XX"]}, "/scope_bureaus/0", "unknown"),
        ({"scope_expertise": ["TRF-COL", "NOPE"]}, "/scope_expertise/1", "unknown"),
        ({"agency_id": "019a0000-0000-7000-8000-000000000000"}, "/agency_id", "unknown"),
        ({"status": "active"}, "/status", "unknown_field"),
        ({"clauses": {"voluntery": True}}, "/clauses/voluntery", "unknown_field"),
        ({"ends_on": "2026-02-30"}, "/ends_on", None),
        ({"notice_days": 366}, "/notice_days", "less_than_equal"),
    ],
)
async def test_bad_drafts_are_named(
    program_officer: httpx.AsyncClient,
    agency: Agency,
    changes: dict[str, Any],
    pointer: str,
    code: str | None,
) -> None:
    refused = await program_officer.post("/mous", json=TEXT | {"agency_id": str(agency.id)} | changes)
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert error["pointer"] == pointer
    assert code in (None, error["code"])


async def test_an_end_before_the_start_is_refused_on_change_too(
    program_officer: httpx.AsyncClient, agency: Agency
) -> None:
    mou = await _made(program_officer, agency, effective_on="2026-08-01")
    refused = await program_officer.patch(
        f"/mous/{mou['id']}", json={"ends_on": "2026-07-31"}, headers={"If-Match": f'"{mou["version"]}"'}
    )
    assert refused.json()["errors"][0] == {
        "pointer": "/ends_on",
        "code": "before_start",
        "message": "It cannot end before it starts on 2026-08-01.",
    }


async def test_a_taken_number_is_named(program_officer: httpx.AsyncClient, agency: Agency) -> None:
    await _made(program_officer, agency, number="MOU-2026-0001")
    again = await program_officer.post(
        "/mous", json=TEXT | {"agency_id": str(agency.id), "number": "MOU-2026-0001"}
    )
    assert (again.status_code, again.json()["code"]) == (409, "number_taken")
    assert (await _made(program_officer, agency))["number"] == "MOU-2026-0002"


async def test_a_draft_without_scope_or_partner_is_not_sent(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        former = await make_agency(session, status=AgencyStatus.FORMER.value)
    mou = await _made(program_officer, former, scope_countries=[])
    refused = await _act(program_officer, mou["id"], "send")
    assert {error["code"] for error in refused.json()["errors"]} == {"agency_archived", "scope_missing"}


async def test_a_second_one_of_the_same_scope_is_a_clear_conflict(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    key = scope_key(["GTM"], [], [])
    async with database.transaction() as session:
        held = await make_mou(session, agency, scope_countries=["GTM"], scope_key=key)
        signing: dict[str, Any] = {"status": MouStatus.SIGNING, "effective_on": None, "inl_signed_on": TODAY}
        same = await make_mou(session, agency, scope_key=key, **signing)
        other_scope = await make_mou(session, agency, scope_key=scope_key(["HND"], [], []), **signing)
        later = signing | {"effective_on": date(2028, 1, 1), "ends_on": None}
        successor = await make_mou(session, agency, scope_key=key, **later)
    body = {"party": "agency", "signed_on": "2026-07-01"}
    refused = await _act(program_officer, same.id, "sign", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "mou_in_force")
    assert f"{held.number} with the same agency and scope is in force through 2027-12-31" in refused.text
    assert (await program_officer.get(f"/mous/{same.id}")).json()["agency_signed_on"] is None
    assert (await _act(program_officer, other_scope.id, "sign", body)).json()["status"] == "active"
    signed = (await _act(program_officer, successor.id, "sign", body)).json()
    assert (signed["status"], signed["effective_on"]) == ("signing", "2028-01-01")


async def test_two_signatures_at_once_bring_one_into_force(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    signing: dict[str, Any] = {"status": MouStatus.SIGNING, "effective_on": None, "inl_signed_on": TODAY}
    async with database.transaction() as session:
        mous = [await make_mou(session, agency, **signing) for _ in range(4)]
    body = {"party": "agency", "signed_on": "2026-07-01"}
    answers = await asyncio.gather(*(_act(program_officer, mou.id, "sign", body) for mou in mous))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"party": "inl", "signed_on": "2026-07-02"}, 422, "invalid"),
        ({"party": "agency", "signed_on": "2026-06-01"}, 409, "already_signed"),
        ({"party": "other", "signed_on": "2026-06-01"}, 422, "invalid"),
    ],
)
async def test_signatures_that_cannot_be(
    program_officer: httpx.AsyncClient,
    agency: Agency,
    database: Database,
    body: dict[str, str],
    status: int,
    code: str,
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency, MouStatus.SIGNING, agency_signed_on=date(2026, 6, 1))
    refused = await _act(program_officer, mou.id, "sign", body)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


async def test_the_agency_signs_for_itself_only(
    coordinator: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency, MouStatus.SIGNING)
    refused = await _act(coordinator, mou.id, "sign", {"party": "inl", "signed_on": "2026-07-01"})
    assert (refused.status_code, refused.json()["permission"]) == (403, "mous:edit")


async def test_one_that_would_end_before_it_starts_is_not_signed(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    ended = {"effective_on": None, "ends_on": date(2026, 6, 30), "inl_signed_on": date(2026, 6, 1)}
    async with database.transaction() as session:
        mou = await make_mou(session, agency, MouStatus.SIGNING, **ended)
    refused = await _act(program_officer, mou.id, "sign", {"party": "agency", "signed_on": "2026-07-01"})
    assert (refused.status_code, refused.json()["code"]) == (409, "ends_before_start")


async def test_amendments_are_numbered_and_renew(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency, ends_on=date(2026, 12, 31))
    before = (await program_officer.get(f"/mous/{mou.id}")).json()
    assert before["renewal_prompts"] == ["2026-07-04", "2026-10-02", "2026-12-01"]
    renewed = (await _act(program_officer, mou.id, "amend")).json()
    assert (renewed["status"], renewed["ends_on"], renewed["amendments"]) == ("active", "2029-12-31", 1)
    assert renewed["version"] == before["version"] + 1
    plain = {name: value for name, value in BODIES["amend"].items() if name != "ends_on"}
    again = (await _act(program_officer, mou.id, "amend", plain)).json()
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
        ({"inl_signed_on": "2026-07-02"}, "/inl_signed_on", "in_future"),
        ({"ends_on": "2026-06-30"}, "/ends_on", "in_past"),
        ({"text_sha256": "abc"}, "/text_sha256", "string_pattern_mismatch"),
    ],
)
async def test_amendments_that_cannot_be(
    program_officer: httpx.AsyncClient,
    agency: Agency,
    database: Database,
    changes: dict[str, str],
    pointer: str,
    code: str,
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency)
    refused = await _act(program_officer, mou.id, "amend", BODIES["amend"] | changes)
    (error,) = refused.json()["errors"]
    assert (refused.status_code, error["pointer"], error["code"]) == (422, pointer, code)


async def test_a_renewal_is_signed_before_the_end(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    """Also when the clock has not yet come round to ending it."""
    async with database.transaction() as session:
        mou = await make_mou(session, agency, ends_on=date(2026, 6, 29))
    refused = await _act(program_officer, mou.id, "amend")
    assert {error["code"] for error in refused.json()["errors"]} == {"after_end"}


async def test_a_renewal_does_not_run_into_the_successor(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency, ends_on=date(2026, 12, 31))
        await make_mou(session, agency, effective_on=date(2027, 1, 1))
    refused = await _act(program_officer, mou.id, "amend")
    assert (refused.status_code, refused.json()["code"]) == (409, "mou_in_force")


async def test_notice_runs_its_days(
    coordinator: httpx.AsyncClient, agency: Agency, database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency, notice_days=20)
    given = (await _act(coordinator, mou.id, "notice")).json()
    assert (given["status"], given["notice_given_on"], given["terminates_on"]) == (
        "terminating",
        "2026-07-01",
        "2026-07-21",
    )
    assert given["renewal_prompts"] == []
    clock.advance(timedelta(days=20))
    await run_due(database, clock)
    assert (await coordinator.get(f"/mous/{mou.id}")).json()["status"] == "terminated"


@pytest.mark.parametrize(("given_on", "code"), [("2026-07-02", "in_future"), ("2025-12-31", "before_start")])
async def test_notices_that_cannot_be(
    program_officer: httpx.AsyncClient, agency: Agency, database: Database, given_on: str, code: str
) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency)
    refused = await _act(program_officer, mou.id, "notice", {"reason": "Ends", "given_on": given_on})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, code)


async def test_suspension_keeps_its_reason(client_for: ClientFor, agency: Agency, database: Database) -> None:
    async with database.transaction() as session:
        mou = await make_mou(session, agency)
    administrator = await client_for(Role.ADMINISTRATOR)
    assert (await _act(administrator, mou.id, "suspend", {"reason": ""})).status_code == 422
    assert (await _act(administrator, mou.id, "suspend")).json()["status"] == "suspended"
    async with database.read() as connection:
        event = (
            await connection.execute(
                select(Event.reason, Event.before, Event.after).where(Event.action == "mous.suspended")
            )
        ).one()
    assert event.reason == "Under review"
    assert (event.before["status"], event.after["status"]) == ("active", "suspended")


async def test_what_the_agency_files_itself(
    program_officer: httpx.AsyncClient, coordinator: httpx.AsyncClient, agency: Agency
) -> None:
    mou = await _made(program_officer, agency)
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
    mou = await _made(program_officer, agency)
    missing = await program_officer.post(f"/mous/{mou['id']}/send")
    stale = await program_officer.post(f"/mous/{mou['id']}/send", headers={"If-Match": '"9"'})
    assert (missing.status_code, stale.status_code) == (428, 412)
    assert (await program_officer.get(f"/mous/{mou['id']}")).json()["status"] == "draft"
