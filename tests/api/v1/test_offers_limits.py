"""What offers must stay within: the agency's officers and capacity, the request's funds, free days."""

import asyncio
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from models.activities import Activity
from models.agencies import Agency
from models.database import Database
from models.enums import ActivityStatus, RequestStatus
from models.enums import OutreachStatus as S
from tests.api.v1.offer_acts import LINES, Interested, act, make_interested, offer_of
from tests.factories.activities import make_activity, make_assignment
from tests.factories.requests import make_officers, make_outreach, make_partner, make_request
from tests.fixtures.api import ClientFor


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
    first, second = [await offer_of(database, outreach.id) for outreach in outreaches]
    assert (await act(program_officer, first.id, "accept")).status_code == 200
    refused = await act(program_officer, second.id, "accept")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "beyond_funds")
    async with database.transaction() as session:
        await session.execute(
            update(Activity)
            .where(Activity.offer_id == first.id)
            .values(status=ActivityStatus.CANCELLED.value, cancel_reason="x")
        )
    assert (await act(program_officer, second.id, "accept")).status_code == 200


async def test_two_acceptances_at_once_cannot_spend_the_same_funds(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        request = await make_request(session, funds_usd=Decimal("9999.99"))
        outreaches = [await make_outreach(session, S.OFFERED, request=request) for _ in range(4)]
    offers = [await offer_of(database, outreach.id) for outreach in outreaches]
    answers = await asyncio.gather(*(act(program_officer, offer.id, "accept") for offer in offers))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]


async def test_offers_to_a_closed_request_are_neither_made_nor_accepted(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        request = await make_request(session, RequestStatus.UNFILLED)
        outreach = await make_outreach(session, S.OFFERED, request=request)
    made = await offer_of(database, outreach.id)
    refused = await act(program_officer, made.id, "accept")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "request_closed")
    late = await make_interested(database, client_for, request)
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
    accepted = await act(program_officer, offer["id"], "accept")
    if not clashes:
        assert accepted.status_code == 200, accepted.text
        return
    problem = accepted.json()
    assert (accepted.status_code, problem["code"]) == (409, "assignment_overlap")
    assert f"is on {other.reference} from {starts_on} to {ends_on}" in problem["detail"]
    untouched = (await program_officer.get(f"/offers/{offer['id']}")).json()
    assert (untouched["status"], untouched["activity"]) == ("offered", None)
