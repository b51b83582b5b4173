"""Offers over HTTP: made, accepted, withdrawn and passed over, and the activity that acceptance opens."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from models.activities import Activity, Assignment, ChecklistItem
from models.countries import Post
from models.database import Database
from models.enums import ActivityStatus, PassOverCode, Role
from models.enums import OutreachStatus as S
from models.events import Event
from models.outreach import Outreach
from models.requests import AssistanceRequest
from tests.api.v1.offer_acts import LINES, Interested, act, offer_of
from tests.factories.activities import post_in
from tests.factories.requests import make_officers, make_outreach, make_partner, make_request
from tests.fixtures.api import ClientFor


async def test_an_offer_is_made_and_accepted(
    interested: Interested, program_officer: httpx.AsyncClient, database: Database
) -> None:
    made = await interested.client.post("/offers", json=interested.body(note="With our own cameras."))
    assert made.status_code == 201, made.text
    offer = made.json()
    assert made.headers["location"] == f"/api/v1/offers/{offer['id']}"
    assert offer["total"] == {"amount": "5500.75", "currency": "USD"}
    assert offer["cost_lines"] == LINES
    assert {officer["id"] for officer in offer["officers"]} == {str(id_) for id_ in interested.officers}
    assert (offer["status"], offer["allowed_actions"], offer["activity"]) == ("offered", ["withdraw"], None)
    seen = (await program_officer.get(f"/offers/{offer['id']}")).json()
    assert seen["allowed_actions"] == ["accept", "pass_over"]
    outreach = (await program_officer.get(f"/outreach/{interested.outreach.id}")).json()
    assert (outreach["status"], outreach["offer_id"]) == ("offered", offer["id"])

    accepted = await act(program_officer, offer["id"], "accept")
    assert accepted.status_code == 200, accepted.text
    assert (accepted.json()["status"], accepted.json()["allowed_actions"]) == ("accepted", [])
    assert accepted.json()["activity"]["reference"] == "ACT-2026-0001"
    assert accepted.json()["version"] == offer["version"] + 1
    request = (await program_officer.get(f"/requests/{interested.outreach.request_id}")).json()
    assert request["funds_left"] == {"amount": "54499.25", "currency": "USD"}
    async with database.transaction() as session:
        activity = (
            await session.scalars(select(Activity).where(Activity.offer_id == UUID(offer["id"])))
        ).one()
        post = await session.get_one(Post, UUID(request["post"]["id"]))
        staff = await session.scalars(select(Assignment).where(Assignment.activity_id == activity.id))
        assignments = {(a.officer_id, a.status, a.starts_on, a.ends_on) for a in staff}
        items = list(
            await session.scalars(
                select(ChecklistItem)
                .where(ChecklistItem.activity_id == activity.id)
                .order_by(ChecklistItem.due_on, ChecklistItem.key)
            )
        )
        event = (await session.scalars(select(Event).where(Event.subject_id == activity.id))).one()
    assert (activity.status, activity.title, activity.modality) == (
        "planning",
        request["title"],
        request["modality"],
    )
    assert (activity.agency_id, activity.country_id) == (interested.outreach.agency_id, post.country_id)
    assert activity.request_id == interested.outreach.request_id
    assert (activity.starts_on, activity.ends_on) == (date(2026, 9, 14), date(2026, 9, 25))
    assert activity.estimate_usd == Decimal("5500.75")
    days = (date(2026, 9, 14), date(2026, 9, 25))
    assert assignments == {(id_, "planned", *days) for id_ in interested.officers}
    assert [(item.key, item.owner_role, item.due_on, item.gate) for item in items] == [
        ("instrument", "program_officer", date(2026, 7, 31), True),
        ("instrument_agency", "agency_coordinator", date(2026, 7, 31), False),
        ("participants", "post", date(2026, 7, 31), False),
        ("travel", "agency_coordinator", date(2026, 8, 15), False),
        ("country_clearance", "program_officer", date(2026, 8, 31), False),
    ]
    assert (event.action, event.agency_id) == ("activities.created", interested.outreach.agency_id)
    assert event.after is not None
    assert event.after["officers"] == sorted(str(id_) for id_ in interested.officers)


async def test_clearance_follows_the_post_and_a_study_visit_has_none(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        post = await post_in(session)
        post.clearance_lead_days = 21
        abroad = await make_outreach(session, S.OFFERED, request=await make_request(session, post=post))
        visit = await make_request(session, post=post, modality="study_visit")
        hosted = await make_outreach(session, S.OFFERED, request=visit)
    for outreach, expected in ((abroad, [date(2026, 8, 24)]), (hosted, [])):
        offer = await offer_of(database, outreach.id)
        assert (await act(program_officer, offer.id, "accept")).status_code == 200
        async with database.read() as connection:
            due = select(ChecklistItem.due_on).join(Activity, Activity.id == ChecklistItem.activity_id)
            mine = due.where(Activity.offer_id == offer.id, ChecklistItem.key == "country_clearance")
            assert list(await connection.scalars(mine)) == expected


@pytest.mark.parametrize(
    ("action", "body", "target"),
    [
        ("offer", None, "offered"),
        ("withdraw", None, "withdrawn"),
        ("accept", None, "accepted"),
        ("pass-over", {"code": "need_changed"}, "not_selected"),
    ],
)
async def test_every_edge_and_no_other(
    program_officer: httpx.AsyncClient,
    client_for: ClientFor,
    database: Database,
    action: str,
    body: dict[str, Any] | None,
    target: str,
) -> None:
    for status in S:
        async with database.transaction() as session:
            agency = await make_partner(session)
            [officer] = await make_officers(session, agency, 1)
            outreach = await make_outreach(session, status, agency=agency)
        coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=agency.id)
        if action == "offer":
            offer = Interested(outreach, [officer.id], coordinator).body()
            answered = await coordinator.post("/offers", json=offer)
        elif status in (S.OFFERED, S.ACCEPTED, S.NOT_SELECTED, S.WITHDRAWN):
            client = coordinator if action == "withdraw" else program_officer
            answered = await act(client, (await offer_of(database, outreach.id)).id, action, body)
        else:
            continue  # there is no offer yet
        legal = status is (S.INTERESTED if action == "offer" else S.OFFERED)
        if legal:
            assert answered.is_success, answered.text
            assert answered.json()["status"] == target
        else:
            assert (answered.status_code, answered.json()["code"]) == (409, "illegal_transition"), status
            assert answered.json()["state"] == status.value
        async with database.read() as connection:
            now = await connection.scalar(select(Outreach.status).where(Outreach.id == outreach.id))
            opened = list(
                await connection.scalars(
                    select(Activity.status).where(Activity.request_id == outreach.request_id)
                )
            )
        assert now == (target if legal else status.value)
        assert opened == ([ActivityStatus.PLANNING] if legal and action == "accept" else [])


async def test_passing_over_takes_neutral_codes_only(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    for code in PassOverCode:
        async with database.transaction() as session:
            outreach = await make_outreach(session, S.OFFERED)
        offer = await offer_of(database, outreach.id)
        for body in ({"code": "unreliable"}, {}, {"code": code.value, "reason": "Slow"}):
            assert (await act(program_officer, offer.id, "pass-over", body)).status_code == 422
        passed = await act(program_officer, offer.id, "pass-over", {"code": code.value})
        assert (passed.json()["status"], passed.json()["pass_over_code"]) == ("not_selected", code.value)


async def test_who_may_what(
    interested: Interested, program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    by_staff = await program_officer.post("/offers", json=interested.body())
    assert by_staff.json()["permission"] == "outreach:answer"
    async with database.transaction() as session:
        stranger = await make_partner(session)
        request = await session.get_one(AssistanceRequest, interested.outreach.request_id)
        elsewhere = await post_in(session, "HND")
    other = await client_for(Role.AGENCY_COORDINATOR, agency_id=stranger.id)
    assert (await other.post("/offers", json=interested.body())).status_code == 404
    offer = (await interested.client.post("/offers", json=interested.body())).json()
    address = f"/offers/{offer['id']}"
    assert (await act(interested.client, offer["id"], "accept")).json()["permission"] == "offers:decide"
    assert (await act(program_officer, offer["id"], "withdraw")).json()["permission"] == "outreach:answer"
    for role, ties, code in (
        (Role.AUDITOR, {}, 200),
        (Role.POST, {"post_id": request.post_id}, 200),
        (Role.POST, {"post_id": elsewhere.id}, 404),
        (Role.AGENCY_COORDINATOR, {"agency_id": stranger.id}, 404),
        (Role.FINANCE_REVIEWER, {}, 403),
    ):
        client = await client_for(role, **ties)
        assert (await client.get(address)).status_code == code, role
        if code != 403:
            listed = (await client.get("/offers")).json()["items"]
            assert [row["officers"] for row in listed] == ([2] if code == 200 else []), role
    assert (await program_officer.post(f"{address}/accept")).status_code == 428
    stale = await program_officer.post(f"{address}/accept", headers={"If-Match": '"7-0"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")
