"""How far a need has come: stages of the board, needs that may be the same, and what is met of a need."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from models.database import Database
from models.enums import OutreachStatus as S
from models.enums import RequestStatus, Role
from models.outreach import Outreach
from models.requests import AssistanceRequest, RequestClarification
from tests.api.v1.mou_acts import act as act_on_mou
from tests.factories.activities import post_in
from tests.factories.requests import make_outreach, make_partner, make_request
from tests.fixtures.api import ClientFor

NEED: dict[str, Any] = {
    "title": "Crash investigation",
    "need": "Two instructors for two weeks.",
    "modality": "overseas_train",
    "countries": ["GTM"],
    "required_expertise": ["TRF-COL"],
    "starts_on": "2026-09-14",
    "ends_on": "2026-09-25",
    "headcount": 2,
}


@pytest.fixture
async def post_client(client_for: ClientFor, database: Database) -> httpx.AsyncClient:
    async with database.transaction() as session:
        post = await post_in(session)
    return await client_for(Role.POST, post_id=post.id)


async def _close(client: httpx.AsyncClient, request_id: object, body: dict[str, Any]) -> httpx.Response:
    address = f"/requests/{request_id}"
    etag = (await client.get(address)).headers["etag"]
    return await client.post(f"{address}/close", json=body, headers={"If-Match": etag})


async def _accept_one(client: httpx.AsyncClient, database: Database, request: AssistanceRequest) -> None:
    """One officer's offer to the request is accepted."""
    async with database.transaction() as session:
        outreach = await make_outreach(session, S.OFFERED, request=request)
    offer_id = (await client.get(f"/outreach/{outreach.id}")).json()["offer_id"]
    etag = (await client.get(f"/offers/{offer_id}")).headers["etag"]
    assert (await client.post(f"/offers/{offer_id}/accept", headers={"If-Match": etag})).status_code == 200


@pytest.mark.parametrize(
    ("status", "outreach", "stage"),
    [
        (RequestStatus.DRAFT, (), "draft"),
        (RequestStatus.SUBMITTED, (), "submitted"),
        (RequestStatus.OPEN, (), "to_ask"),
        (RequestStatus.OPEN, (S.DECLINED, S.NO_RESPONSE), "to_ask"),
        (RequestStatus.OPEN, (S.DECLINED, S.SENT), "waiting"),
        (RequestStatus.OPEN, (S.INTERESTED,), "waiting"),
        (RequestStatus.OPEN, (S.SENT, S.OFFERED), "to_decide"),
        (RequestStatus.CANCELLED, (S.SENT,), "closed"),
    ],
)
async def test_the_stage_says_what_is_to_be_done_next(
    program_officer: httpx.AsyncClient,
    database: Database,
    status: RequestStatus,
    outreach: tuple[S, ...],
    stage: str,
) -> None:
    async with database.transaction() as session:
        request = await make_request(session, status)
        for state in outreach:
            await make_outreach(session, state, request=request)
        session.add(RequestClarification(request_id=request.id, question="Where?"))
    answer = await program_officer.get("/requests/board", params={"stage": stage})
    (row,) = [one for one in answer.json()["items"] if one["id"] == str(request.id)]
    assert (row["stage"], row["asked"], row["open_questions"]) == (stage, len(outreach), 1)
    assert row["offers"] == outreach.count(S.OFFERED)
    assert row["awaited"] == outreach.count(S.SENT) + outreach.count(S.INTERESTED)


@pytest.mark.parametrize("role", [Role.AGENCY_COORDINATOR, Role.POST, Role.FINANCE_REVIEWER])
async def test_the_board_is_for_those_who_see_all_outreach(client_for: ClientFor, role: Role) -> None:
    reader = await client_for(role)
    assert (await reader.get("/requests/board")).status_code == 403


async def test_a_need_that_may_be_the_same_is_named_and_not_refused(post_client: httpx.AsyncClient) -> None:
    first = await post_client.post("/requests", json=NEED)
    assert (first.status_code, first.json()["similar"]) == (201, [])
    second = await post_client.post("/requests", json=NEED | {"title": "The same again"})
    assert [one["reference"] for one in second.json()["similar"]] == [first.json()["reference"]]


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        ({"required_expertise": ["TRF"]}, True),
        ({"required_expertise": ["POM"], "desired_expertise": ["TRF-COL"]}, True),
        ({"required_expertise": ["POM-CRO"]}, False),
        ({"required_expertise": []}, False),
        ({"countries": ["HND"]}, False),
        ({"countries": ["HND", "GTM"]}, True),
        ({"starts_on": "2026-09-25", "ends_on": "2026-10-02"}, True),
        ({"starts_on": "2026-09-26", "ends_on": "2026-10-02"}, False),
        ({"modality": "study_visit"}, True),
    ],
)
async def test_what_makes_needs_alike(
    post_client: httpx.AsyncClient, changes: dict[str, Any], alike: bool
) -> None:
    await post_client.post("/requests", json=NEED)
    other = await post_client.post("/requests", json=NEED | changes)
    assert other.status_code == 201, other.text
    assert (len(other.json()["similar"]) == 1) is alike


async def test_closed_without_help_a_need_is_no_duplicate(
    program_officer: httpx.AsyncClient, post_client: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        post = await post_in(session)
        for status in (RequestStatus.UNFILLED, RequestStatus.CANCELLED):
            await make_request(session, status, post=post)
    assert (await post_client.post("/requests", json=NEED)).json()["similar"] == []


async def test_similar_needs_are_only_those_one_may_see(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        own, other = await post_in(session), await post_in(session, "HND")
        await make_request(session, post=own)
    abroad = await client_for(Role.POST, post_id=other.id)
    assert (await abroad.post("/requests", json=NEED)).json()["similar"] == []
    at_home = await client_for(Role.POST, post_id=own.id)
    assert len((await at_home.post("/requests", json=NEED)).json()["similar"]) == 1


async def test_a_need_is_met_in_part_and_says_what_stood_in_the_way(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        request = await make_request(session, headcount=2)
    address = f"/requests/{request.id}"
    before = (await program_officer.get(address)).json()
    assert (before["fill"], before["officers_accepted"], before["days_to_fill"]) == ("none", 0, None)
    await _accept_one(program_officer, database, request)
    half = (await program_officer.get(address)).json()
    assert (half["fill"], half["officers_accepted"], half["status"]) == ("partial", 1, "open")
    refused = await _close(program_officer, request.id, {"outcome": "filled"})
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [
        ("/unmet_reason", "reason_missing")
    ]
    closed = await _close(program_officer, request.id, {"outcome": "filled", "unmet_reason": "nobody_free"})
    assert closed.status_code == 200, closed.text
    assert (closed.json()["status"], closed.json()["unmet_reason"]) == ("filled", "nobody_free")


async def test_time_to_fill_runs_from_submission_and_a_whole_fill_has_no_unmet_reason(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        submitted_at = datetime(2026, 6, 22, 12, tzinfo=UTC)
        request = await make_request(session, headcount=1, submitted_at=submitted_at)
    await _accept_one(program_officer, database, request)
    body = {"outcome": "filled", "unmet_reason": "language"}
    closed = (await _close(program_officer, request.id, body)).json()
    assert (closed["fill"], closed["unmet_reason"]) == ("full", None)
    assert closed["days_to_fill"] == 9


async def test_an_unfilled_need_keeps_its_reason(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    reasons = ({"unmet_reason": "no_agency_fits"}, "no_agency_fits"), ({}, "other")
    for given, kept in reasons:
        async with database.transaction() as session:
            request = await make_request(session)
        body = {"outcome": "unfilled", "reason": "Nobody teaches it.", **given}
        closed = (await _close(program_officer, request.id, body)).json()
        assert (closed["unmet_reason"], closed["days_to_fill"]) == (kept, None)


async def test_an_agreement_that_ends_before_the_work_is_shown_to_staff_alone(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        request = await make_request(session)
        agency = await make_partner(session)
        outreach: Outreach = await make_outreach(session, request=request, agency=agency)
    address = f"/requests/{request.id}"
    assert (await program_officer.get(address)).json()["ending_agreements"] == []
    (mou,) = (await program_officer.get("/mous", params={"agency_id": str(agency.id)})).json()["items"]
    await act_on_mou(program_officer, mou["id"], "notice")
    shown = (await program_officer.get(address)).json()["ending_agreements"]
    assert [(one["agency"]["id"], one["last_on"]) for one in shown] == [(str(agency.id), "2026-07-31")]
    own = await client_for(Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
    assert (await own.get(address)).json()["ending_agreements"] == []
    assert (await program_officer.get(address)).json()["status"] == "open"
