"""Requests over HTTP: every edge of their table, guards, who may, and bad input."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from models.database import Database
from models.enums import OutreachStatus, RequestStatus, Role
from models.events import Event
from models.requests import AssistanceRequest
from tests.factories.activities import post_in
from tests.factories.requests import make_outreach, make_partner, make_request
from tests.fixtures.api import ClientFor

BODY: dict[str, Any] = {
    "title": "Crash investigation for the traffic division",
    "need": "Two instructors, two weeks, for thirty investigators.",
    "modality": "overseas_train",
    "countries": ["GTM"],
    "required_expertise": ["TRF-COL"],
    "desired_expertise": ["POM-CRO"],
    "languages": ["es"],
    "starts_on": "2026-09-14",
    "ends_on": "2026-09-25",
    "headcount": 2,
}
FUNDS = {"funding_source": "INCLE 2026", "funds": {"amount": "60000.00", "currency": "USD"}}
CLOSED = (RequestStatus.FILLED, RequestStatus.UNFILLED, RequestStatus.CANCELLED)


@pytest.fixture
async def post_id(database: Database) -> UUID:
    async with database.transaction() as session:
        return (await post_in(session)).id


@pytest.fixture
async def post_client(client_for: ClientFor, post_id: UUID) -> httpx.AsyncClient:
    return await client_for(Role.POST, post_id=post_id)


async def _made(database: Database, status: RequestStatus, **values: Any) -> UUID:
    async with database.transaction() as session:
        return (await make_request(session, status, **values)).id


async def _act(
    client: httpx.AsyncClient, request_id: UUID | str, action: str, body: dict[str, Any] | None = None
) -> httpx.Response:
    """Fire an event with the record's present version."""
    version = {"If-Match": (await client.get(f"/requests/{request_id}")).headers["etag"]}
    return await client.post(f"/requests/{request_id}/{action}", json=body, headers=version)


async def test_a_post_raises_a_request_and_staff_open_it(
    post_client: httpx.AsyncClient, program_officer: httpx.AsyncClient, post_id: UUID
) -> None:
    created = await post_client.post("/requests", json=BODY)
    assert created.status_code == 201, created.text
    draft = created.json()
    assert created.headers["location"] == f"/api/v1/requests/{draft['id']}"
    assert draft["reference"] == "RFA-2026-0001"
    assert (draft["status"], draft["post"]["id"]) == ("draft", str(post_id))
    assert draft["countries"] == [{"genc3": "GTM", "name": "Guatemala"}]
    assert [e["code"] for e in draft["required_expertise"]] == ["TRF-COL"]
    assert draft["allowed_actions"] == ["submit", "update"]
    submitted = await _act(post_client, draft["id"], "submit")
    assert (submitted.json()["status"], submitted.json()["submitted_at"]) == (
        "submitted",
        "2026-07-01T12:00:00.000000Z",
    )
    assert submitted.json()["allowed_actions"] == []
    opened = await _act(program_officer, draft["id"], "validate", FUNDS)
    assert opened.json()["status"] == "open", opened.text
    assert opened.json()["funds_left"] == {"amount": "60000.00", "currency": "USD"}
    assert opened.json()["allowed_actions"] == ["contact", "close", "match", "ask"]
    closed = await _act(
        program_officer, draft["id"], "close", {"outcome": "unfilled", "reason": "No partner"}
    )
    assert (closed.json()["status"], closed.json()["close_reason"]) == ("unfilled", "No partner")
    assert closed.json()["allowed_actions"] == []


async def test_references_count_up_and_countries_default_to_the_posts_own(
    program_officer: httpx.AsyncClient, post_id: UUID
) -> None:
    plain = {name: value for name, value in BODY.items() if name != "countries"} | {"post_id": str(post_id)}
    made = [(await program_officer.post("/requests", json=plain)).json() for _ in range(2)]
    assert [request["reference"] for request in made] == ["RFA-2026-0001", "RFA-2026-0002"]
    assert made[0]["countries"] == [{"genc3": "GTM", "name": "Guatemala"}]


@pytest.mark.parametrize(
    ("action", "body", "source", "target"),
    [
        ("submit", None, RequestStatus.DRAFT, "submitted"),
        ("validate", FUNDS, RequestStatus.SUBMITTED, "open"),
        ("close", {"outcome": "unfilled", "reason": "Lapsed"}, RequestStatus.OPEN, "unfilled"),
        ("close", {"outcome": "cancelled", "reason": "No need"}, RequestStatus.OPEN, "cancelled"),
    ],
)
async def test_every_edge_and_no_other(
    program_officer: httpx.AsyncClient,
    database: Database,
    action: str,
    body: dict[str, Any] | None,
    source: RequestStatus,
    target: str,
) -> None:
    for status in RequestStatus:
        request_id = await _made(database, status)
        answered = await _act(program_officer, request_id, action, body)
        if status is source:
            assert (answered.status_code, answered.json()["status"]) == (200, target), answered.text
        else:
            problem = answered.json()
            assert (answered.status_code, problem["code"]) == (409, "illegal_transition")
            assert problem["state"] == status.value


async def test_filled_needs_an_accepted_offer(program_officer: httpx.AsyncClient, database: Database) -> None:
    request_id = await _made(database, RequestStatus.OPEN)
    refused = await _act(program_officer, request_id, "close", {"outcome": "filled"})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "no_accepted_offer")
    async with database.transaction() as session:
        request = await session.get_one(AssistanceRequest, request_id)
        await make_outreach(session, OutreachStatus.ACCEPTED, request=request)
    body = {"outcome": "filled", "unmet_reason": "nobody_free"}
    filled = await _act(program_officer, request_id, "close", body)
    assert filled.json()["status"] == "filled"


async def test_other_outcomes_need_a_reason_and_no_other_word_is_an_outcome(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    request_id = await _made(database, RequestStatus.OPEN)
    for body, pointer in (({"outcome": "unfilled"}, "/reason"), ({"outcome": "draft"}, "/outcome")):
        refused = await _act(program_officer, request_id, "close", body)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_submit_needs_expertise_and_a_window_ahead(
    program_officer: httpx.AsyncClient, post_id: UUID
) -> None:
    past = {"starts_on": "2026-06-01", "ends_on": "2026-06-30"}
    body = BODY | past | {"required_expertise": [], "post_id": str(post_id)}
    draft = (await program_officer.post("/requests", json=body)).json()
    refused = await _act(program_officer, draft["id"], "submit")
    assert (refused.status_code, refused.json()["code"]) == (409, "guard_failed")
    assert [error["code"] for error in refused.json()["errors"]] == ["expertise_missing", "window_over"]


async def test_validation_names_money(program_officer: httpx.AsyncClient, database: Database) -> None:
    request_id = await _made(database, RequestStatus.SUBMITTED)
    nothing = await _act(
        program_officer, request_id, "validate", FUNDS | {"funds": {"amount": "0.00", "currency": "USD"}}
    )
    assert (nothing.status_code, nothing.json()["errors"][0]["code"]) == (409, "funding_missing")
    for amount, currency, code in (
        ("-1.00", "USD", "amount_negative"),
        ("1.00", "EUR", "not_usd"),
        ("NaN", "USD", "amount_form"),
        ("1.001", "USD", "amount_form"),
    ):
        funds = {"funds": {"amount": amount, "currency": currency}}
        refused = await _act(program_officer, request_id, "validate", FUNDS | funds)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, code), amount


BAD_INPUT: list[tuple[dict[str, Any], str, str | None]] = [
    ({"countries": ["XXX"]}, "/countries/0", "unknown"),
    ({"countries": ["Congo"]}, "/countries/0", "form"),
    ({"required_expertise": ["TRF", "NOPE"]}, "/required_expertise/1", "unknown"),
    ({"desired_expertise": ["TRF-COL"]}, "/desired_expertise", "required_already"),
    ({"languages": ["spa"]}, "/languages/0", "form"),
    ({"languages": ["xx"]}, "/languages/0", None),
    ({"ends_on": "2026-09-13"}, "/ends_on", "before_start"),
    ({"ends_on": "2027-09-30"}, "/ends_on", "window_too_long"),
    ({"starts_on": "2026-02-29"}, "/starts_on", None),
    ({"headcount": 0}, "/headcount", "greater_than_equal"),
    ({"headcount": "2"}, "/headcount", None),
    ({"modality": "tourism"}, "/modality", "enum"),
    ({"status": "open"}, "/status", "unknown_field"),
    ({"funds": {"amount": "1.00"}}, "/funds", "unknown_field"),
    ({"reference": "RFA-1"}, "/reference", "unknown_field"),
    ({"post_id": "019a0000-0000-7000-8000-000000000000"}, "/post_id", "unknown"),
    ({"post_id": None}, "/post_id", "missing"),
]


async def test_bad_input_is_named(program_officer: httpx.AsyncClient, post_id: UUID) -> None:
    for changes, pointer, code in BAD_INPUT:
        refused = await program_officer.post("/requests", json=BODY | {"post_id": str(post_id)} | changes)
        assert refused.status_code == 422, refused.text
        [error] = refused.json()["errors"]
        assert error["pointer"] == pointer
        assert code is None or error["code"] == code, changes


async def test_invariant_7_a_study_visit_never_demands_certification(
    program_officer: httpx.AsyncClient, post_id: UUID
) -> None:
    body = BODY | {"post_id": str(post_id), "trainer_cert_required": True}
    refused = await program_officer.post("/requests", json=body | {"modality": "study_visit"})
    assert refused.json()["errors"][0]["code"] == "not_with_study_visit"
    created = await program_officer.post("/requests", json=body)
    changed = await program_officer.patch(
        f"/requests/{created.json()['id']}",
        json={"modality": "study_visit"},
        headers={"If-Match": created.headers["etag"]},
    )
    assert (changed.status_code, changed.json()["errors"][0]["pointer"]) == (422, "/trainer_cert_required")


async def test_lists_beside_a_request_are_replaced_and_move_its_version(
    program_officer: httpx.AsyncClient, post_id: UUID, database: Database
) -> None:
    created = await program_officer.post("/requests", json=BODY | {"post_id": str(post_id)})
    address = f"/requests/{created.json()['id']}"
    body = {
        "required_expertise": ["POM-CRO"],
        "desired_expertise": ["TRF-COL", "GNG"],
        "countries": ["HND", "GTM"],
    }
    version = {"If-Match": created.headers["etag"]}
    changed = await program_officer.patch(address, json=body, headers=version)
    assert changed.status_code == 200, changed.text
    assert changed.json()["version"] == created.json()["version"] + 1
    assert [e["code"] for e in changed.json()["required_expertise"]] == ["POM-CRO"]
    assert [e["code"] for e in changed.json()["desired_expertise"]] == ["GNG", "TRF-COL"]
    assert [c["genc3"] for c in changed.json()["countries"]] == ["GTM", "HND"]
    stale = await program_officer.patch(address, json={"title": "Other"}, headers=version)
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")
    assert (await program_officer.post(f"{address}/submit")).status_code == 428
    async with database.read() as connection:
        statement = select(Event.before, Event.after).where(Event.action == "requests.updated")
        before, after = (await connection.execute(statement)).one()
    assert (before["countries"], after["countries"]) == (["GTM"], ["HND", "GTM"])


async def test_requests_are_changed_as_drafts_by_posts_and_until_open_by_staff(
    post_client: httpx.AsyncClient, program_officer: httpx.AsyncClient, database: Database
) -> None:
    expected = {RequestStatus.DRAFT: (200, 200), RequestStatus.SUBMITTED: (403, 200)}
    for status in RequestStatus:
        address = f"/requests/{await _made(database, status)}"
        codes = expected.get(status, (409, 409))
        for client, code in zip((post_client, program_officer), codes, strict=True):
            read = await client.get(address)
            assert ("update" in read.json()["allowed_actions"]) == (code == 200)
            version = {"If-Match": read.headers["etag"]}
            changed = await client.patch(address, json={"title": f"By {code}"}, headers=version)
            assert changed.status_code == code, changed.text


async def test_a_submitted_request_keeps_its_expertise(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    address = f"/requests/{await _made(database, RequestStatus.SUBMITTED)}"
    version = {"If-Match": (await program_officer.get(address)).headers["etag"]}
    refused = await program_officer.patch(address, json={"required_expertise": []}, headers=version)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "expertise_missing")


async def test_who_may_what(
    client_for: ClientFor, post_client: httpx.AsyncClient, database: Database, post_id: UUID
) -> None:
    async with database.transaction() as session:
        request = await make_request(session)
        other_post = await post_in(session, "HND")
        theirs = await make_request(session, RequestStatus.SUBMITTED, post=other_post)
        asked, unasked = await make_partner(session), await make_partner(session)
        await make_outreach(session, request=request, agency=asked)
    assert (await post_client.get(f"/requests/{theirs.id}")).status_code == 404
    listed = (await post_client.get("/requests")).json()["items"]
    assert [row["id"] for row in listed] == [str(request.id)]
    foreign = await post_client.post("/requests", json=BODY | {"post_id": str(other_post.id)})
    assert foreign.status_code == 403
    refused = await _act(post_client, request.id, "close", {"outcome": "cancelled", "reason": "x"})
    assert refused.json()["permission"] == "requests:manage"

    contacted = await client_for(Role.AGENCY_COORDINATOR, agency_id=asked.id)
    seen = (await contacted.get(f"/requests/{request.id}")).json()
    assert seen["need"] == request.need
    assert not {"funds", "funds_left", "funding_source"} & seen.keys()
    assert seen["allowed_actions"] == []
    not_contacted = await client_for(Role.AGENCY_COORDINATOR, agency_id=unasked.id)
    assert (await not_contacted.get(f"/requests/{request.id}")).status_code == 404
    assert (await not_contacted.get("/requests")).json()["items"] == []

    for role, ties, codes in (
        (Role.AUDITOR, {}, (200, 403)),
        (Role.FINANCE_REVIEWER, {}, (200, 403)),
        (Role.ADMINISTRATOR, {}, (200, 403)),
        (Role.CERTIFYING_OFFICER, {}, (403, 403)),
        (Role.SERVICE_CLIENT, {}, (200, 201)),
    ):
        client = await client_for(role, **ties)
        read = await client.get(f"/requests/{request.id}")
        made = await client.post("/requests", json=BODY | {"post_id": str(post_id)})
        assert (read.status_code, made.status_code) == codes, role


async def test_lists_are_filtered(
    program_officer: httpx.AsyncClient, database: Database, post_id: UUID
) -> None:
    async with database.transaction() as session:
        crash = await make_request(session, RequestStatus.SUBMITTED)
        gangs = await make_request(
            session, required=("GNG",), desired=(), countries=("HND",), starts_on=crash.ends_on,
            title="Gang units", urgency="urgent",
        )  # fmt: skip
    for params, expected in (
        ({"status": "submitted"}, [crash]),
        ({"urgency": "urgent"}, [gangs]),
        ({"country": "HND"}, [gangs]),
        ({"expertise": "POM-CRO"}, [crash]),
        ({"expertise": ["GNG", "TRF-COL"], "sort": "reference"}, [crash, gangs]),
        ({"post_id": str(post_id), "sort": "-reference"}, [gangs, crash]),
        ({"starts_on.gte": "2026-09-20"}, [gangs]),
        ({"ends_on.lt": "2026-09-01"}, []),
        ({"q": "gang unit"}, [gangs]),
    ):
        page = (await program_officer.get("/requests", params=params)).json()
        assert [row["id"] for row in page["items"]] == [str(request.id) for request in expected], params


async def test_clarifications_are_asked_by_staff_and_answered_by_the_post(
    program_officer: httpx.AsyncClient, post_client: httpx.AsyncClient, database: Database
) -> None:
    address = f"/requests/{await _made(database, RequestStatus.SUBMITTED)}/clarifications"
    question = {"question": "Is a projector at hand?"}
    assert (await post_client.post(address, json=question)).json()["permission"] == "requests:manage"
    asked = await program_officer.post(address, json=question)
    assert asked.status_code == 201, asked.text
    assert asked.json()["allowed_actions"] == []
    one = asked.headers["location"].removeprefix("/api/v1")
    read = await post_client.get(one)
    assert read.json()["allowed_actions"] == ["answer"]
    version = {"If-Match": read.headers["etag"]}
    by_staff = await program_officer.post(f"{one}/answer", json={"answer": "Yes."}, headers=version)
    assert by_staff.json()["permission"] == "requests:answer"
    answered = await post_client.post(f"{one}/answer", json={"answer": "Yes."}, headers=version)
    assert (answered.json()["answer"], answered.json()["allowed_actions"]) == ("Yes.", [])
    version = {"If-Match": answered.headers["etag"]}
    again = await post_client.post(f"{one}/answer", json={"answer": "No."}, headers=version)
    assert (again.status_code, again.json()["code"]) == (409, "already_answered")
    listed = await program_officer.get(address, params={"answered": "true"})
    assert [row["answer"] for row in listed.json()["items"]] == ["Yes."]
    assert (await program_officer.get(address, params={"answered": "false"})).json()["items"] == []


async def test_nobody_asks_about_a_draft_or_a_closed_request(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    for status in (RequestStatus.DRAFT, *CLOSED):
        address = f"/requests/{await _made(database, status)}/clarifications"
        refused = await program_officer.post(address, json={"question": "Why?"})
        assert (refused.status_code, refused.json()["state"]) == (409, status.value)


async def test_another_posts_questions_are_not_there(
    program_officer: httpx.AsyncClient, post_client: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        theirs = await make_request(session, post=await post_in(session, "HND"))
        mine = await make_request(session)
    asked = await program_officer.post(f"/requests/{theirs.id}/clarifications", json={"question": "Why?"})
    one = asked.headers["location"].removeprefix("/api/v1")
    assert (await post_client.get(one)).status_code == 404
    version = {"If-Match": asked.headers["etag"]}
    assert (await post_client.post(f"{one}/answer", json={"answer": "x"}, headers=version)).status_code == 404
    elsewhere = one.replace(str(theirs.id), str(mine.id))
    assert (await program_officer.get(elsewhere)).status_code == 404
