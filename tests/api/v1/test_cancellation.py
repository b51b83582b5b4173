"""What cancelling brings about is told before it is done, to each as far as they see it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from models.activities import Activity, Assignment, ChecklistItem
from models.claims import Claim
from models.database import Database
from models.enums import ActivityStatus as S
from models.enums import AssignmentStatus, ClaimKind, ClaimStatus, OutreachStatus, Role
from models.officers import Officer, TrainingEnrollment
from models.outreach import Offer, Outreach
from tests.factories.activities import make_activity, make_assignment, post_in
from tests.factories.officers import training_session
from tests.factories.requests import make_outreach, make_request
from tests.factories.users import make_user
from tests.factories.vetting import list_participant, make_person
from tests.fixtures.api import ClientFor


@dataclass(frozen=True, slots=True)
class Busy:
    """An authorized activity with everything that cancelling could touch."""

    activity: Activity
    officer: Officer
    other: Outreach
    claim: Claim


async def _busy(database: Database) -> Busy:
    async with database.transaction() as session:
        post = await post_in(session)
        request = await make_request(session, post=post)
        accepted = await make_outreach(session, OutreachStatus.ACCEPTED, request=request)
        other = await make_outreach(session, OutreachStatus.INTERESTED, request=request)
        await make_outreach(session, OutreachStatus.DECLINED, request=request)
        offer = (await session.scalars(select(Offer).where(Offer.outreach_id == accepted.id))).one()
        activity = await make_activity(
            session, S.AUTHORIZED, agency_id=accepted.agency_id, request_id=request.id, offer_id=offer.id
        )
        sharing = {name: getattr(activity, name) for name in ("agency_id", "instrument_id", "obligation_id")}
        await make_activity(session, S.AUTHORIZED, **sharing)
        assignment = await make_assignment(session, activity)
        officer = await session.get_one(Officer, assignment.officer_id)
        gone = await make_assignment(session, activity)
        gone.status = AssignmentStatus.CANCELLED.value
        ahead = training_session(starts_on=date(2026, 8, 3), ends_on=date(2026, 8, 7))
        over = training_session(starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 5))
        session.add_all((ahead, over))
        await session.flush()
        session.add_all(
            TrainingEnrollment(session_id=each.id, officer_id=officer.id) for each in (ahead, over)
        )
        await list_participant(session, activity, await make_person(session, post))
        done = {"owner_role": Role.POST.value, "due_on": date(2026, 8, 1), "activity_id": activity.id}
        session.add(ChecklistItem(key="visa", title="Visas", **done))
        preparer = await make_user(session, Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
        claim, _ = claims = [
            Claim(
                reference=f"CLM-T-{status}",
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
            for status in (ClaimStatus.SUBMITTED, ClaimStatus.PAID)
        ]
        session.add_all(claims)
    return Busy(activity, officer, other, claim)


def _by_code(answer: httpx.Response) -> dict[str, dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    return {each["code"]: each for each in answer.json()["consequences"]}


async def test_everything_that_follows_is_told(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    busy = await _busy(database)
    address = f"/activities/{busy.activity.id}"
    found = _by_code(await program_officer.get(f"{address}/cancellation"))
    assert {code: each["count"] for code, each in found.items()} == {
        "assignments_released": 1,
        "training_kept": 1,
        "request_unmet": 1,
        "outreach_kept": 1,
        "participants_stood_down": 1,
        "paperwork_dropped": 1,
        "claims_open": 1,
        "money_left": 1,
    }
    [released] = found["assignments_released"]["records"]
    assert released == {"kind": "officer", "id": str(busy.officer.id), "label": busy.officer.name}
    assert found["outreach_kept"]["records"][0]["id"] == str(busy.other.id)
    assert found["claims_open"]["records"][0]["id"] == str(busy.claim.id)
    assert found["request_unmet"]["amount"] == {"amount": "5000.00", "currency": "USD"}
    # 50,000 obligated, of which another activity was promised 12,000.
    assert found["money_left"]["amount"] == {"amount": "38000.00", "currency": "USD"}
    assert found["participants_stood_down"]["records"] == []


async def test_nothing_is_told_that_the_caller_may_not_see(client_for: ClientFor, database: Database) -> None:
    busy = await _busy(database)
    address = f"/activities/{busy.activity.id}/cancellation"
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=busy.activity.agency_id)
    answer = await coordinator.get(address)
    assert {"money_left", "participants_stood_down", "outreach_kept"}.isdisjoint(_by_code(answer))
    assert {"assignments_released", "claims_open", "request_unmet"} <= _by_code(answer).keys()
    assert str(busy.other.id) not in answer.text
    assert (await (await client_for(Role.AGENCY_COORDINATOR)).get(address)).status_code == 404
    for role in (Role.AUDITOR, Role.FINANCE_REVIEWER):
        assert (await (await client_for(role)).get(address)).status_code == 403


async def test_what_was_told_is_what_happens(program_officer: httpx.AsyncClient, database: Database) -> None:
    busy = await _busy(database)
    address = f"/activities/{busy.activity.id}"
    told = await program_officer.get(f"{address}/cancellation")
    version = {"If-Match": f'"{told.json()["version"]}"'}
    assert (
        await program_officer.post(f"{address}/cancel", json={"reason": "Storm"}, headers=version)
    ).status_code == 200
    async with database.transaction() as session:
        planned = select(Assignment).where(
            Assignment.activity_id == busy.activity.id, Assignment.status == AssignmentStatus.PLANNED.value
        )
        assert (await session.scalars(planned)).all() == []
        assert (await session.get_one(Claim, busy.claim.id)).status == ClaimStatus.SUBMITTED
        assert (await session.get_one(Outreach, busy.other.id)).status == OutreachStatus.INTERESTED
        enrolled = await session.scalars(select(TrainingEnrollment))
        assert len(enrolled.all()) == 2
    request = (await program_officer.get(f"/requests/{busy.activity.request_id}")).json()
    assert request["status"] == "open"
    assert request["funds_left"] == {"amount": "60000.00", "currency": "USD"}


@pytest.mark.parametrize("status", [S.COMPLETED, S.CLOSED, S.CANCELLED])
async def test_what_is_over_has_nothing_to_tell(
    status: S, program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, status)
    answer = await program_officer.get(f"/activities/{activity.id}/cancellation")
    assert (answer.status_code, answer.json()["code"]) == (409, "illegal_transition")


async def test_a_bare_plan_has_no_consequences(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, funded=False)
    answer = await program_officer.get(f"/activities/{activity.id}/cancellation")
    assert answer.json()["consequences"] == []
