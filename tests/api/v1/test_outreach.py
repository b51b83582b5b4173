"""Outreach over HTTP: every edge of its table, late answers, limits, and what a decline does not do."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import func, select, update

from models.agencies import Agency, AgencyInterest
from models.database import Database
from models.enums import OutreachStatus as S
from models.enums import RequestStatus, Role
from models.events import Event
from models.mous import Mou
from models.outreach import Outreach
from models.requests import AssistanceRequest
from services.clock import FixedClock
from services.outreach.clock import lapse_overdue
from tests.factories.activities import post_in
from tests.factories.requests import DUE_AT, make_offer, make_outreach, make_partner, make_request
from tests.fixtures.api import NOW, ClientFor

REPLIES = {"interested": S.INTERESTED, "declined": S.DECLINED}


async def _ask(client: httpx.AsyncClient, request_id: UUID, agency: Agency, **body: Any) -> httpx.Response:
    return await client.post(
        "/outreach", json={"request_id": str(request_id), "agency_id": str(agency.id)} | body
    )


async def _reply(
    client: httpx.AsyncClient, outreach_id: UUID | str, answer: str, **body: Any
) -> httpx.Response:
    version = {"If-Match": (await client.get(f"/outreach/{outreach_id}")).headers["etag"]}
    return await client.post(
        f"/outreach/{outreach_id}/reply", json={"answer": answer} | body, headers=version
    )


async def test_an_agency_is_asked_and_answers(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        partner = await make_partner(session)
        request = await make_request(session)
    version = partner.version
    asked = await _ask(program_officer, request.id, partner, message="Would you be willing?")
    assert asked.status_code == 201, asked.text
    body = asked.json()
    assert asked.headers["location"] == f"/api/v1/outreach/{body['id']}"
    assert (body["reference"], body["status"]) == ("OUT-2026-0001", "sent")
    # Ten working days after 1 July, with Independence Day observed on the 3rd: 16 July, midnight Eastern.
    assert body["due_at"] == "2026-07-17T03:59:59.000000Z"
    assert body["allowed_actions"] == []
    async with database.read() as connection:
        columns = (Agency.last_asked_at, Agency.version)
        agency = (await connection.execute(select(*columns).where(Agency.id == partner.id))).one()
    assert agency == (NOW, version)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=partner.id)
    seen = (await coordinator.get(f"/outreach/{body['id']}")).json()
    assert (seen["message"], seen["allowed_actions"]) == ("Would you be willing?", ["reply"])
    answered = await _reply(coordinator, body["id"], "interested")
    assert answered.json()["status"] == "interested"
    assert (answered.json()["late"], answered.json()["replied_at"]) == (False, "2026-07-01T12:00:00.000000Z")
    assert answered.json()["allowed_actions"] == ["offer"]


async def test_urgent_requests_are_answered_within_48_hours(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        partner = await make_partner(session)
        request = await make_request(session, urgency="urgent")
    asked = await _ask(program_officer, request.id, partner)
    assert asked.json()["due_at"] == "2026-07-03T12:00:00.000000Z"


async def test_only_open_requests_are_asked_about(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        partner = await make_partner(session)
        closed = [await make_request(session, status) for status in RequestStatus if status != "open"]
    for request in closed:
        refused = await _ask(program_officer, request.id, partner)
        assert (refused.status_code, refused.json()["code"]) == (409, "illegal_transition")
        assert refused.json()["state"] == request.status


async def test_who_cannot_be_asked(program_officer: httpx.AsyncClient, database: Database) -> None:
    async with database.transaction() as session:
        request = await make_request(session)
        unskilled = await make_partner(session, GNG=3)
        session.add(AgencyInterest(agency_id=unskilled.id, modalities=["study_visit"]))
        archived = await make_partner(session)
        await session.execute(update(Agency).where(Agency.id == archived.id).values(archived_at=NOW))
        stranger = Agency(legal_name="Elsewhere Police Department", kind="municipal_pd", state="VA")
        session.add(stranger)
        asked = await make_partner(session)
        await make_outreach(session, S.DECLINED, request=request, agency=asked)
    for agency, code, reasons in (
        (unskilled, "agency_ineligible", ["lacks_required_expertise", "outside_interest_modalities"]),
        (stranger, "agency_ineligible", ["no_active_mou"]),
        (archived, "agency_archived", ["agency_archived"]),
        (asked, "already_asked", ["already_asked"]),
    ):
        refused = await _ask(program_officer, request.id, agency)
        assert (refused.status_code, refused.json()["code"]) == (409, code), refused.text
        assert [error["code"] for error in refused.json()["errors"]] == reasons
        assert {error["pointer"] for error in refused.json()["errors"]} == {"/agency_id"}
    unknown = {"request_id": str(request.id), "agency_id": str(request.id)}
    assert (await program_officer.post("/outreach", json=unknown)).status_code == 404


async def test_choosing_another_than_the_next_in_rank_needs_a_reason(
    program_officer: httpx.AsyncClient, database: Database, client_for: ClientFor
) -> None:
    async with database.transaction() as session:
        request = await make_request(session)
        best = await make_partner(session, TRF=3)
        second = await make_partner(session, TRF=2)
        third = await make_partner(session, TRF=1)
    refused = await _ask(program_officer, request.id, second)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/chosen_reason")
    chosen = await _ask(program_officer, request.id, third, chosen_reason="Knows the academy's curriculum")
    assert chosen.status_code == 201, chosen.text
    assert chosen.json()["chosen_reason"] == "Knows the academy's curriculum"
    assert (await _ask(program_officer, request.id, best)).status_code == 201
    assert (await _ask(program_officer, request.id, second)).status_code == 201
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=third.id)
    assert "chosen_reason" not in (await coordinator.get(f"/outreach/{chosen.json()['id']}")).json()


async def test_three_open_questions_at_most_also_when_asked_at_once(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        partner = await make_partner(session)
        requests = [await make_request(session) for _ in range(6)]
    answers = await asyncio.gather(*(_ask(program_officer, request.id, partner) for request in requests))
    assert sorted(answer.status_code for answer in answers) == [201] * 3 + [409] * 3
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"too_many_open"}
    async with database.read() as connection:
        count = select(func.count()).select_from(Outreach).where(Outreach.agency_id == partner.id)
        assert await connection.scalar(count) == 3


async def test_what_counts_as_open(program_officer: httpx.AsyncClient, database: Database) -> None:
    for status in S:
        async with database.transaction() as session:
            partner = await make_partner(session)
            request = await make_request(session)
            earlier = [await make_outreach(session, status, agency=partner) for _ in range(3)]
        asked = await _ask(program_officer, request.id, partner, chosen_reason="Any will do")
        burden = status in (S.SENT, S.INTERESTED, S.OFFERED)
        assert asked.status_code == (409 if burden else 201), status
        async with database.transaction() as session:
            await session.execute(
                update(AssistanceRequest)
                .where(AssistanceRequest.id.in_([outreach.request_id for outreach in earlier]))
                .values(status=RequestStatus.UNFILLED.value)
            )
        again = await _ask(program_officer, request.id, partner, chosen_reason="Any will do")
        assert again.status_code == (201 if burden else 409), status


async def _in_state(database: Database, status: S, **values: Any) -> Outreach:
    async with database.transaction() as session:
        return await make_outreach(session, status, **values)


@pytest.mark.parametrize("answer", REPLIES)
async def test_replies_from_every_state(client_for: ClientFor, database: Database, answer: str) -> None:
    for status in S:
        outreach = await _in_state(database, status)
        coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
        answered = await _reply(coordinator, outreach.id, answer)
        if status in (S.SENT, S.NO_RESPONSE):
            assert (answered.status_code, answered.json()["status"]) == (200, answer), status
            assert answered.json()["version"] == outreach.version + 1
        else:
            assert (answered.status_code, answered.json()["code"]) == (409, "illegal_transition"), status
            assert answered.json()["state"] == status.value


@pytest.mark.parametrize("answer", REPLIES)
async def test_an_answer_after_the_due_time_lapses_first_and_is_taken_as_late(
    client_for: ClientFor, database: Database, clock: FixedClock, answer: str
) -> None:
    outreach = await _in_state(database, S.SENT)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
    clock.advance(DUE_AT - NOW + timedelta(seconds=1))
    answered = await _reply(coordinator, outreach.id, answer)
    assert answered.status_code == 200, answered.text
    assert (answered.json()["status"], answered.json()["late"]) == (answer, True)
    async with database.read() as connection:
        statement = (
            select(Event.action, Event.actor_id, Event.after["status"].astext)
            .where(Event.subject_id == outreach.id, Event.action != "outreach.created")
            .order_by(Event.id)
        )
        (lapsed, system, no_response), (said, person, last) = await connection.execute(statement)
    assert (lapsed, system, no_response) == ("outreach.lapsed", None, "no_response")
    assert (said, last) == ("outreach.answered", answer)
    assert person is not None


async def test_an_answer_at_the_due_time_is_in_time(
    client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    outreach = await _in_state(database, S.SENT)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
    clock.advance(DUE_AT - NOW)
    answered = await _reply(coordinator, outreach.id, "interested")
    assert answered.json()["late"] is False


@pytest.mark.parametrize("status", [S.SENT, S.NO_RESPONSE])
async def test_a_late_answer_needs_a_request_that_is_still_open(
    client_for: ClientFor, database: Database, clock: FixedClock, status: S
) -> None:
    async with database.transaction() as session:
        request = await make_request(session, RequestStatus.UNFILLED)
        outreach = await make_outreach(session, status, request=request)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
    clock.advance(timedelta(days=20))
    refused = await _reply(coordinator, outreach.id, "interested")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "request_closed")


async def test_time_lapses_what_is_overdue_and_nothing_else(database: Database, clock: FixedClock) -> None:
    async with database.transaction() as session:
        overdue = await make_outreach(session, due_at=NOW - timedelta(seconds=1))
        await make_outreach(session, due_at=NOW)
        for status in S:
            if status is not S.SENT:
                await make_outreach(session, status, due_at=NOW - timedelta(hours=1))
        states = select(Outreach.id, Outreach.status)
        before = {row.id: row.status for row in await session.execute(states)}
    async with database.transaction() as session:
        assert await lapse_overdue(session, clock, 100) == 1
    async with database.transaction() as session:
        after = {row.id: row.status for row in await session.execute(states)}
        assert await lapse_overdue(session, clock, 100) == 0
    assert after == before | {overdue.id: "no_response"}


async def test_invariant_3_a_reason_is_never_needed_and_hidden_from_those_who_choose(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        post = await post_in(session)
        request = await make_request(session, post=post)
        outreach = await make_outreach(session, request=request)
        silent = await make_outreach(session, request=request)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
    other = await client_for(Role.AGENCY_COORDINATOR, agency_id=silent.agency_id)
    assert (await _reply(other, silent.id, "declined")).json()["decline_reason"] is None
    secret = "Half of the division is on leave"
    declined = await _reply(coordinator, outreach.id, "declined", reason=secret)
    assert declined.json()["decline_reason"] == secret
    auditor = await client_for(Role.AUDITOR)
    assert (await auditor.get(f"/outreach/{outreach.id}")).json()["decline_reason"] == secret
    for reader in (program_officer, await client_for(Role.POST, post_id=post.id)):
        for address in (f"/outreach/{outreach.id}", "/outreach", f"/requests/{request.id}"):
            answer = await reader.get(address)
            assert answer.status_code == 200
            assert "decline_reason" not in answer.text
            assert secret not in answer.text
    assert (await other.get(f"/outreach/{outreach.id}")).status_code == 404
    async with database.read() as connection:
        events = (await connection.execute(select(Event.before, Event.after, Event.reason))).all()
    assert secret not in repr(events)


async def test_a_reason_given_with_interest_is_not_kept(client_for: ClientFor, database: Database) -> None:
    outreach = await _in_state(database, S.SENT)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
    answered = await _reply(coordinator, outreach.id, "interested", reason="Glad to help")
    assert answered.json()["decline_reason"] is None


@pytest.mark.parametrize("answer", REPLIES)
async def test_invariant_4_an_answer_touches_nothing_but_its_outreach(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database, answer: str
) -> None:
    async with database.transaction() as session:
        partner = await make_partner(session)
        request, following = await make_request(session), await make_request(session)
    asked = await _ask(program_officer, request.id, partner)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=partner.id)

    async def around() -> list[Any]:
        agencies = select(Agency.__table__).where(Agency.id == partner.id)
        mous = select(Mou.__table__).where(Mou.agency_id == partner.id)
        requests = select(AssistanceRequest.__table__)
        async with database.read() as connection:
            return [(await connection.execute(statement)).all() for statement in (agencies, mous, requests)]

    before = await around()
    assert (await _reply(coordinator, asked.json()["id"], answer)).status_code == 200
    assert await around() == before
    assert (await _ask(program_officer, following.id, partner)).status_code == 201


async def test_who_may_what(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        here, elsewhere = await post_in(session), await post_in(session, "HND")
        request = await make_request(session, post=here)
        outreach = await make_outreach(session, request=request)
        stranger = await make_partner(session)
    address = f"/outreach/{outreach.id}"
    for role, ties, code in (
        (Role.PROGRAM_OFFICER, {}, 200),
        (Role.AUDITOR, {}, 200),
        (Role.POST, {"post_id": here.id}, 200),
        (Role.POST, {"post_id": elsewhere.id}, 404),
        (Role.AGENCY_COORDINATOR, {"agency_id": outreach.agency_id}, 200),
        (Role.AGENCY_COORDINATOR, {"agency_id": stranger.id}, 404),
        (Role.FINANCE_REVIEWER, {}, 403),
        (Role.ADMINISTRATOR, {}, 403),
        (Role.SERVICE_CLIENT, {}, 403),
    ):
        client = await client_for(role, **ties)
        assert (await client.get(address)).status_code == code, role
        if code != 403:
            listed = (await client.get("/outreach")).json()["items"]
            assert len(listed) == (1 if code == 200 else 0), role
        if role is not Role.PROGRAM_OFFICER:
            assert (await _ask(client, request.id, stranger)).status_code in (403, 404), role
    own = {"If-Match": (await program_officer.get(address)).headers["etag"]}
    by_staff = await program_officer.post(f"{address}/reply", json={"answer": "declined"}, headers=own)
    assert by_staff.json()["permission"] == "outreach:answer"


async def test_replies_are_strict(client_for: ClientFor, database: Database) -> None:
    outreach = await _in_state(database, S.SENT)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
    address = f"/outreach/{outreach.id}/reply"
    assert (await coordinator.post(address, json={"answer": "interested"})).status_code == 428
    stale = await coordinator.post(address, json={"answer": "interested"}, headers={"If-Match": '"9-0"'})
    assert stale.status_code == 412
    for body in ({}, {"answer": "maybe"}, {"answer": "declined", "late": False}, {"answer": None}):
        refused = await coordinator.post(address, json=body, headers={"If-Match": '"1-0"'})
        assert refused.status_code == 422, body


async def test_lists_are_filtered(program_officer: httpx.AsyncClient, database: Database) -> None:
    async with database.transaction() as session:
        post = await post_in(session)
        request = await make_request(session, post=post)
        sent = await make_outreach(session, request=request)
        offered = await make_outreach(session, S.OFFERED, late=True, sent_at=datetime(2026, 6, 1, tzinfo=UTC))
        offer = await make_offer(session, await make_outreach(session, S.INTERESTED))
    for params, expected in (
        ({"status": "sent"}, [sent.id]),
        ({"status": ["sent", "offered"], "sort": "sent_at"}, [offered.id, sent.id]),
        ({"request_id": str(request.id)}, [sent.id]),
        ({"agency_id": str(offered.agency_id)}, [offered.id]),
        ({"open": "true", "sort": "reference"}, [sent.id, offered.id, offer.outreach_id]),
        ({"open": "false"}, []),
        ({"late": "true"}, [offered.id]),
        ({"sent_at.lt": "2026-06-02T00:00:00Z"}, [offered.id]),
        ({"post_id": str(post.id), "request_id": str(request.id)}, [sent.id]),
    ):
        page = (await program_officer.get("/outreach", params=params)).json()
        assert [row["id"] for row in page["items"]] == [str(id_) for id_ in expected], params
