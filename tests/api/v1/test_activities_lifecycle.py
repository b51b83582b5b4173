"""Every edge of the activity table and its gates, and who fires what."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity, AfterAction
from models.claims import Claim
from models.database import Database
from models.enums import ActivityStatus as S
from models.enums import ClaimKind, ClaimStatus, Modality, Role, VettingStatus
from models.events import Event
from models.mous import Instrument
from models.obligations import Obligation
from services.access.policy import SYSTEM
from services.clock import FixedClock
from services.obligations.ledger import post_deobligation
from services.workflows.clock import run_due
from tests.api.v1.activity_acts import fire, post_client
from tests.factories.activities import (
    make_activity,
    make_assignment,
    make_funding,
    make_ready_assignment,
    post_in,
)
from tests.factories.agreements import make_agency
from tests.factories.users import make_user
from tests.factories.vetting import list_participant, make_case, make_cleared_person, make_person
from tests.fixtures.api import ClientFor

#: Going on now, by the tests' clock.
NOW_ON = {"starts_on": date(2026, 6, 29), "ends_on": date(2026, 7, 10)}


#: Event -> (who fires it, body, state it leads from -> state it leads to).
EDGES: dict[str, tuple[Role, dict[str, Any] | None, dict[S, S]]] = {
    "ready": (Role.PROGRAM_OFFICER, None, {S.PLANNING: S.READYING}),
    "concur": (Role.POST, None, {S.READYING: S.READYING}),
    "authorize": (Role.PROGRAM_OFFICER, None, {S.READYING: S.AUTHORIZED}),
    "suspend": (
        Role.PROGRAM_OFFICER,
        {"reason": "Storm"},
        {S.AUTHORIZED: S.SUSPENDED, S.ACTIVE: S.SUSPENDED},
    ),
    "resume": (Role.PROGRAM_OFFICER, None, {S.SUSPENDED: S.ACTIVE}),
    "attendance": (Role.POST, {"people": 12}, {S.ACTIVE: S.ACTIVE}),
    "finish": (Role.POST, None, {S.ACTIVE: S.COMPLETED}),
    "close": (Role.PROGRAM_OFFICER, None, {S.COMPLETED: S.CLOSED}),
    "cancel": (
        Role.PROGRAM_OFFICER,
        {"reason": "No longer needed"},
        dict.fromkeys((S.PLANNING, S.READYING, S.AUTHORIZED, S.ACTIVE, S.SUSPENDED), S.CANCELLED),
    ),
}


async def _willing(session: AsyncSession, status: S, event: str) -> Activity:
    """An activity in `status` for which no guard of `event` stands in the way."""
    values: dict[str, Any] = dict(NOW_ON)
    if event == "authorize":
        values["concurred_at"] = datetime(2026, 6, 1, tzinfo=UTC)
    if status is S.ACTIVE:
        values["attendance_recorded_at"] = datetime(2026, 7, 1, tzinfo=UTC)
    activity = await make_activity(session, status, funded=event != "close", **values)
    if status is S.COMPLETED:
        await _report(session, activity)
    return activity


async def _report(session: AsyncSession, activity: Activity, *, accepted: bool = True) -> None:
    now = datetime(2026, 7, 1, tzinfo=UTC)
    values = {"accepted_at": now} if accepted else {}
    session.add(AfterAction(activity_id=activity.id, summary="Done.", submitted_at=now, **values))
    await session.flush()


def codes(response: httpx.Response) -> set[str]:
    return {error["code"] for error in response.json()["errors"]}


@pytest.mark.parametrize("event", EDGES)
async def test_every_edge_of_the_state_table(event: str, client_for: ClientFor, database: Database) -> None:
    role, body, edges = EDGES[event]
    async with database.transaction() as session:
        activities = {status: await _willing(session, status, event) for status in S}
        post = await post_in(session)
    client = await client_for(role, **({"post_id": post.id} if role is Role.POST else {}))
    for status, activity in activities.items():
        answer = await fire(client, activity, event, body)
        after = (await client.get(f"/activities/{activity.id}")).json()
        if status in edges:
            assert answer.status_code == 200, (status, answer.text)
            assert answer.json()["status"] == after["status"] == edges[status]
            assert answer.json()["version"] == activity.version + 1
        else:
            assert (answer.status_code, answer.json()["code"]) == (409, "illegal_transition"), status
            assert answer.json()["state"] == after["status"] == status
            assert answer.json()["allowed_actions"] is not None
            assert after["version"] == activity.version


@pytest.mark.parametrize("event", EDGES)
async def test_events_are_closed_to_other_roles(
    event: str, client_for: ClientFor, database: Database
) -> None:
    _, body, edges = EDGES[event]
    async with database.transaction() as session:
        activity = await _willing(session, next(iter(edges)), event)
    for role in (Role.AUDITOR, Role.FINANCE_REVIEWER, Role.ADMINISTRATOR):
        refused = await fire(await client_for(role), activity, event, body)
        assert refused.status_code == 403, role
        assert refused.json()["permission"].startswith("activities:")


async def test_each_transition_writes_one_event(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        activity = await _willing(session, S.AUTHORIZED, "suspend")
    await fire(await client_for(Role.PROGRAM_OFFICER), activity, "suspend", {"reason": "Storm"})
    async with database.transaction() as session:
        told = (Event.subject_id == activity.id, Event.action != "activities.created")
        [event] = await session.scalars(select(Event).where(*told))
    assert (event.action, event.reason, event.actor_role) == (
        "activities.suspended",
        "Storm",
        Role.PROGRAM_OFFICER,
    )
    assert event.before["status"] == S.AUTHORIZED
    assert event.after["status"] == S.SUSPENDED


async def test_ready_needs_signed_instrument_and_enough_money(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        bare = await make_activity(session, funded=False)
        agency = await make_agency(session)
        unsigned, obligation = await make_funding(session, agency, signed_at=None)
        not_signed = await make_activity(
            session, agency_id=agency.id, instrument_id=unsigned.id, obligation_id=obligation.id
        )
        dear = await make_activity(session, estimate_usd=Decimal("50000.01"))
        exact = await make_activity(session, estimate_usd=Decimal("50000.00"))
        late = await make_activity(session, starts_on=date(2026, 12, 20), ends_on=date(2027, 1, 8))
    for activity, missing in (
        (bare, {"instrument_not_signed", "outside_performance", "funds_short"}),
        (not_signed, {"instrument_not_signed"}),
        (dear, {"funds_short"}),
        (late, {"outside_performance"}),
    ):
        refused = await fire(program_officer, activity, "ready")
        assert (refused.status_code, refused.json()["code"]) == (409, "guard_failed")
        assert codes(refused) == missing
    assert (await fire(program_officer, exact, "ready")).status_code == 200


async def test_one_obligation_is_not_promised_twice(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        first = await make_activity(session, S.AUTHORIZED, estimate_usd=Decimal("30000.00"))
        shared = {"agency_id": first.agency_id, "instrument_id": first.instrument_id}
        shared["obligation_id"] = first.obligation_id
        over = await make_activity(session, estimate_usd=Decimal("20000.01"), **shared)
        within = await make_activity(session, estimate_usd=Decimal("20000.00"), **shared)
    assert codes(await fire(program_officer, over, "ready")) == {"funds_short"}
    assert (await fire(program_officer, within, "ready")).status_code == 200


async def test_invariant_6_no_go_without_signed_instrument_and_sufficient_obligation(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    concurred = {"concurred_at": datetime(2026, 6, 1, tzinfo=UTC)}
    async with database.transaction() as session:
        bare = await make_activity(session, S.READYING, funded=False, **concurred)
        drained = await make_activity(session, S.READYING, **concurred)
        obligation = await session.get_one(Obligation, drained.obligation_id)
        await post_deobligation(session, obligation, Decimal("38000.01"), "Unused", SYSTEM, date(2026, 7, 1))
        torn = await make_activity(session, S.READYING, **concurred)
        (await session.get_one(Instrument, torn.instrument_id)).signed_at = None
    for activity, missing in (
        (bare, "funds_short"),
        (drained, "funds_short"),
        (torn, "instrument_not_signed"),
    ):
        refused = await fire(program_officer, activity, "authorize")
        assert refused.status_code == 409
        assert missing in codes(refused)
        state = (await program_officer.get(f"/activities/{activity.id}")).json()["status"]
        assert state == S.READYING


async def test_go_needs_concurrence_readiness_and_vetting(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, S.READYING)
        await make_assignment(session, activity)
        await make_ready_assignment(session, activity)
        post = await post_in(session)
        await list_participant(session, activity, await make_cleared_person(session, post))
        await list_participant(session, activity, await make_person(session, post))
    refused = await fire(program_officer, activity, "authorize")
    assert codes(refused) == {"not_concurred", "officers_not_ready", "participants_not_cleared"}
    gates = (await program_officer.get(f"/activities/{activity.id}/gates")).json()
    assert gates["go"] is False
    assert {gate["code"] for gate in gates["gates"] if not gate["passes"]} == codes(refused)
    [unready] = gates["unready_assignments"]
    assert len(unready["missing"]) == 4
    concurred = await fire(await client_for(Role.POST, post_id=post.id), activity, "concur")
    assert concurred.json()["concurred_at"] == "2026-07-01T12:00:00.000000Z"
    assert "not_concurred" not in codes(await fire(program_officer, activity, "authorize"))


async def test_concurrence_belongs_to_the_post_and_for_study_visits_to_the_host(
    client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        overseas = await make_activity(session, S.READYING)
        visit = await make_activity(
            session, S.READYING, modality=Modality.STUDY_VISIT.value, agency_id=overseas.agency_id
        )
    host = await client_for(Role.AGENCY_COORDINATOR, agency_id=overseas.agency_id)
    post = await post_client(client_for, database)
    for client, wrong, right in ((host, overseas, visit), (post, visit, overseas)):
        refused = await fire(client, wrong, "concur")
        assert (refused.status_code, refused.json()["permission"]) == (403, "activities:concur")
        assert "concur" not in (await client.get(f"/activities/{wrong.id}")).json()["allowed_actions"]
        assert "concur" in (await client.get(f"/activities/{right.id}")).json()["allowed_actions"]
        assert (await fire(client, right, "concur")).status_code == 200
        again = await fire(client, right, "concur")
        assert codes(again) == {"already_concurred"}


async def test_finish_belongs_to_the_post_and_for_study_visits_to_the_host(
    client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        visit = await make_activity(session, S.ACTIVE, modality=Modality.STUDY_VISIT.value, **NOW_ON)
    host = await client_for(Role.AGENCY_COORDINATOR, agency_id=visit.agency_id)
    post = await post_client(client_for, database)
    assert (await fire(post, visit, "attendance", {"people": 3})).status_code == 403
    assert (await fire(post, visit, "finish")).status_code == 403
    assert codes(await fire(host, visit, "finish")) == {"attendance_missing"}
    recorded = await fire(host, visit, "attendance", {"people": 3})
    assert recorded.json()["participants_reported"] == 3
    assert (await fire(host, visit, "finish")).json()["status"] == S.COMPLETED


async def test_coordinator_and_post_may_suspend_and_the_coordinator_cancel(
    client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, S.AUTHORIZED)
        other = await make_activity(session, S.ACTIVE)
        assignment = await make_assignment(session, activity)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
    post = await post_client(client_for, database)
    assert (await fire(post, other, "suspend", {"reason": "Unrest"})).json()["status"] == S.SUSPENDED
    assert (await fire(post, other, "cancel", {"reason": "Unrest"})).status_code == 403
    assert (await fire(coordinator, activity, "suspend", {"reason": "Strike"})).status_code == 200
    cancelled = await fire(coordinator, activity, "cancel", {"reason": "Strike"})
    assert (cancelled.json()["status"], cancelled.json()["cancel_reason"]) == (S.CANCELLED, "Strike")
    [row] = cancelled.json()["assignments"]
    assert (row["id"], row["status"]) == (str(assignment.id), "cancelled")
    for body in (None, {}, {"reason": ""}):
        assert (await fire(coordinator, activity, "cancel", body)).status_code == 422


async def test_close_needs_report_final_claims_and_nothing_left(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, S.COMPLETED, **NOW_ON)
        await _report(session, activity, accepted=False)
        preparer = await make_user(session, Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
        claims = [
            Claim(
                reference=f"CLM-T-{number}",
                kind=ClaimKind.REIMBURSEMENT_REQUEST.value,
                status=status.value,
                activity_id=activity.id,
                agency_id=activity.agency_id,
                instrument_id=activity.instrument_id,
                obligation_id=activity.obligation_id,
                period_starts_on=activity.starts_on,
                period_ends_on=activity.ends_on,
                prepared_by=preparer.id,
            )
            for number, status in enumerate((ClaimStatus.SUBMITTED, ClaimStatus.WITHDRAWN))
        ]
        session.add_all(claims)
    refused = await fire(program_officer, activity, "close")
    assert codes(refused) == {"after_action_open", "claims_open", "money_left"}
    async with database.transaction() as session:
        obligation = await session.get_one(Obligation, activity.obligation_id)
        await post_deobligation(session, obligation, Decimal("50000.00"), "Unused", SYSTEM, date(2026, 7, 1))
        (await session.get_one(Claim, claims[0].id)).status = ClaimStatus.DISALLOWED.value
        report = (await session.scalars(select(AfterAction))).one()
        report.accepted_at = datetime(2026, 7, 1, tzinfo=UTC)
    assert (await fire(program_officer, activity, "close")).json()["status"] == S.CLOSED


async def test_start_comes_with_the_day_when_the_gates_pass_again(
    database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        post = await post_in(session)
        going = await make_activity(session, S.AUTHORIZED, **NOW_ON)
        later = await make_activity(session, S.AUTHORIZED)
        unfunded = await make_activity(session, S.AUTHORIZED, funded=False, **NOW_ON)
        uncleared = await make_activity(session, S.AUTHORIZED, **NOW_ON)
        person = await make_cleared_person(session, post)
        await list_participant(session, uncleared, person)
        await make_case(session, post, person, VettingStatus.SUSPENDED)
    for _ in range(2):  # A second run changes nothing.
        await run_due(database, clock, batch=1)
        async with database.transaction() as session:
            states = {a.id: a.status for a in await session.scalars(select(Activity))}
            events = (await session.scalars(select(Event).where(Event.action == "activities.started"))).all()
        assert states[going.id] == S.ACTIVE
        assert {states[a.id] for a in (later, unfunded, uncleared)} == {S.AUTHORIZED}
        assert [(e.subject_id, e.actor_id) for e in events] == [(going.id, None)]


async def test_resume_asks_every_gate_again(program_officer: httpx.AsyncClient, database: Database) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, S.SUSPENDED, **NOW_ON)
        await make_assignment(session, activity)
    assert codes(await fire(program_officer, activity, "resume")) == {"officers_not_ready"}
