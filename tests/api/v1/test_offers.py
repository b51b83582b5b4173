"""Offers over HTTP: nominations, capacity, cost, every edge, and the activity that acceptance opens."""

import asyncio
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select, update

from models.activities import Activity, Assignment, ChecklistItem
from models.agencies import Agency
from models.countries import Post
from models.database import Database
from models.enums import ActivityStatus, PassOverCode, RequestStatus, Role
from models.enums import OutreachStatus as S
from models.events import Event
from models.outreach import Offer, Outreach
from models.requests import AssistanceRequest
from tests.factories.activities import make_activity, make_assignment, post_in
from tests.factories.requests import make_officers, make_outreach, make_partner, make_request
from tests.fixtures.api import ClientFor

LINES = [
    {
        "category": "airfare",
        "description": "Two return flights",
        "amount": {"amount": "2400.50", "currency": "USD"},
    },
    {"category": "lodging", "description": "Hotel", "amount": {"amount": "3100.25", "currency": "USD"}},
]


@dataclass(slots=True)
class Interested:
    outreach: Outreach
    officers: list[UUID]
    client: httpx.AsyncClient

    def body(self, **changes: Any) -> dict[str, Any]:
        return {
            "outreach_id": str(self.outreach.id),
            "officers": [str(id_) for id_ in self.officers],
            "starts_on": "2026-09-14",
            "ends_on": "2026-09-25",
            "cost_lines": LINES,
        } | changes


async def _interested(
    database: Database, client_for: ClientFor, request: AssistanceRequest | None = None
) -> Interested:
    """An agency that is interested, two of its officers, and its coordinator's client."""
    async with database.transaction() as session:
        agency = await make_partner(session)
        officers = await make_officers(session, agency, 2)
        outreach = await make_outreach(session, S.INTERESTED, request=request, agency=agency)
    client = await client_for(Role.AGENCY_COORDINATOR, agency_id=agency.id)
    return Interested(outreach, [officer.id for officer in officers], client)


@pytest.fixture
async def interested(database: Database, client_for: ClientFor) -> Interested:
    return await _interested(database, client_for)


async def _act(
    client: httpx.AsyncClient, offer_id: UUID | str, action: str, body: dict[str, Any] | None = None
) -> httpx.Response:
    version = {"If-Match": (await client.get(f"/offers/{offer_id}")).headers["etag"]}
    return await client.post(f"/offers/{offer_id}/{action}", json=body, headers=version)


async def _offer_of(database: Database, outreach_id: UUID) -> Offer:
    async with database.transaction() as session:
        return (await session.scalars(select(Offer).where(Offer.outreach_id == outreach_id))).one()


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

    accepted = await _act(program_officer, offer["id"], "accept")
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
        offer = await _offer_of(database, outreach.id)
        assert (await _act(program_officer, offer.id, "accept")).status_code == 200
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
            answered = await _act(client, (await _offer_of(database, outreach.id)).id, action, body)
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


async def test_only_the_agencys_own_officers_are_nominated(
    interested: Interested, database: Database
) -> None:
    async with database.transaction() as session:
        other = await make_partner(session)
        [foreign] = await make_officers(session, other, 1)
        [gone] = await make_officers(session, await session.get_one(Agency, interested.outreach.agency_id), 1)
        gone.archived_at = interested.outreach.sent_at
    for stranger in (foreign.id, gone.id, other.id):
        officers = [str(interested.officers[0]), str(stranger)]
        refused = await interested.client.post("/offers", json=interested.body(officers=officers))
        assert refused.status_code == 422
        [error] = refused.json()["errors"]
        assert (error["pointer"], error["code"]) == ("/officers/1", "not_of_agency")


async def test_an_offer_above_the_self_set_capacity_is_refused(
    interested: Interested, database: Database
) -> None:
    for limits, pointer, code in (
        ({"max_officers": 1}, "/officers", "over_officer_capacity"),
        ({"max_officers": 2, "max_days_per_year": 9}, "/ends_on", "over_day_capacity"),
    ):
        async with database.transaction() as session:
            mine = Agency.id == interested.outreach.agency_id
            await session.execute(update(Agency).where(mine).values(**limits))
        refused = await interested.client.post("/offers", json=interested.body())
        assert refused.status_code == 422
        [error] = refused.json()["errors"]
        assert (error["pointer"], error["code"]) == (pointer, code)
    async with database.transaction() as session:
        await session.execute(update(Agency).where(mine).values(max_days_per_year=10))
    assert (await interested.client.post("/offers", json=interested.body())).status_code == 201


BAD_INPUT: list[tuple[dict[str, Any], str, str]] = [
    ({"starts_on": "2026-09-13"}, "/starts_on", "outside_window"),
    ({"ends_on": "2026-09-26"}, "/ends_on", "outside_window"),
    ({"starts_on": "2026-09-20", "ends_on": "2026-09-19"}, "/ends_on", "before_start"),
    ({"officers": []}, "/officers", "too_short"),
    ({"cost_lines": []}, "/cost_lines", "too_short"),
    (
        {"cost_lines": [LINES[0] | {"amount": {"amount": "-1.00"}}]},
        "/cost_lines/0/amount/amount",
        "amount_negative",
    ),
    (
        {"cost_lines": [LINES[0] | {"amount": {"amount": "1.00", "currency": "EUR"}}]},
        "/cost_lines/0/amount/currency",
        "not_usd",
    ),
    (
        {"cost_lines": [LINES[0] | {"amount": {"amount": "1.005"}}]},
        "/cost_lines/0/amount/amount",
        "amount_form",
    ),
    (
        {"cost_lines": [LINES[0] | {"amount": {"amount": "999999999999.99"}}, LINES[1]]},
        "/cost_lines",
        "amount_too_large",
    ),
    ({"total": {"amount": "1.00"}}, "/total", "unknown_field"),
    ({"status": "accepted"}, "/status", "unknown_field"),
]


async def test_bad_input_is_named(interested: Interested) -> None:
    for changes, pointer, code in BAD_INPUT:
        refused = await interested.client.post("/offers", json=interested.body(**changes))
        assert refused.status_code == 422, refused.text
        [error] = refused.json()["errors"]
        assert (error["pointer"], error["code"]) == (pointer, code)


async def test_offers_stay_within_the_requests_funds(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        request = await make_request(session, funds_usd=Decimal("9999.99"))
        outreaches = [await make_outreach(session, S.OFFERED, request=request) for _ in range(2)]
    first, second = [await _offer_of(database, outreach.id) for outreach in outreaches]
    assert (await _act(program_officer, first.id, "accept")).status_code == 200
    refused = await _act(program_officer, second.id, "accept")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "beyond_funds")
    async with database.transaction() as session:
        await session.execute(
            update(Activity)
            .where(Activity.offer_id == first.id)
            .values(status=ActivityStatus.CANCELLED.value, cancel_reason="x")
        )
    assert (await _act(program_officer, second.id, "accept")).status_code == 200


async def test_two_acceptances_at_once_cannot_spend_the_same_funds(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        request = await make_request(session, funds_usd=Decimal("9999.99"))
        outreaches = [await make_outreach(session, S.OFFERED, request=request) for _ in range(4)]
    offers = [await _offer_of(database, outreach.id) for outreach in outreaches]
    answers = await asyncio.gather(*(_act(program_officer, offer.id, "accept") for offer in offers))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]


async def test_offers_to_a_closed_request_are_neither_made_nor_accepted(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        request = await make_request(session, RequestStatus.UNFILLED)
        outreach = await make_outreach(session, S.OFFERED, request=request)
    made = await _offer_of(database, outreach.id)
    refused = await _act(program_officer, made.id, "accept")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "request_closed")
    late = await _interested(database, client_for, request)
    refused = await late.client.post("/offers", json=late.body())
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "request_closed")


@pytest.mark.parametrize(
    ("days", "clashes"),
    [
        ((date(2026, 9, 1), date(2026, 9, 13)), False),
        ((date(2026, 9, 1), date(2026, 9, 14)), True),
        ((date(2026, 9, 16), date(2026, 9, 17)), True),
        ((date(2026, 9, 1), date(2026, 10, 30)), True),
        ((date(2026, 9, 25), date(2026, 9, 30)), True),
        ((date(2026, 9, 26), date(2026, 9, 30)), False),
    ],
)
async def test_overlapping_assignments_are_named(
    interested: Interested,
    program_officer: httpx.AsyncClient,
    database: Database,
    days: tuple[date, date],
    clashes: bool,
) -> None:
    async with database.transaction() as session:
        starts_on, ends_on = days
        other = await make_activity(
            session,
            agency_id=interested.outreach.agency_id,
            funded=False,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        busy = await make_assignment(session, other)
    body = interested.body(officers=[str(interested.officers[0]), str(busy.officer_id)])
    offer = (await interested.client.post("/offers", json=body)).json()
    accepted = await _act(program_officer, offer["id"], "accept")
    if not clashes:
        assert accepted.status_code == 200, accepted.text
        return
    problem = accepted.json()
    assert (accepted.status_code, problem["code"]) == (409, "assignment_overlap")
    assert f"is on {other.reference} from {starts_on} to {ends_on}" in problem["detail"]
    untouched = (await program_officer.get(f"/offers/{offer['id']}")).json()
    assert (untouched["status"], untouched["activity"]) == ("offered", None)


async def test_passing_over_takes_neutral_codes_only(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    for code in PassOverCode:
        async with database.transaction() as session:
            outreach = await make_outreach(session, S.OFFERED)
        offer = await _offer_of(database, outreach.id)
        for body in ({"code": "unreliable"}, {}, {"code": code.value, "reason": "Slow"}):
            assert (await _act(program_officer, offer.id, "pass-over", body)).status_code == 422
        passed = await _act(program_officer, offer.id, "pass-over", {"code": code.value})
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
    assert (await _act(interested.client, offer["id"], "accept")).json()["permission"] == "offers:decide"
    assert (await _act(program_officer, offer["id"], "withdraw")).json()["permission"] == "outreach:answer"
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
