"""Readiness as a matrix: of an activity and of an officer, seen by those concerned and nobody else."""

from datetime import date, timedelta

import httpx

from models.database import Database
from models.enums import ActivityStatus as S
from models.enums import Modality, Role
from models.officers import Officer
from tests.factories.activities import (
    ENDS_ON,
    STARTS_ON,
    country,
    make_activity,
    make_assignment,
    make_ready_assignment,
    post_in,
)
from tests.factories.agreements import make_agency
from tests.factories.officers import credential
from tests.fixtures.api import ClientFor


async def test_the_matrix_says_what_is_missing_and_what_to_do(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        prepared = await make_ready_assignment(session, activity)
        lacking = await make_assignment(session, activity)
        officer = await session.get_one(Officer, lacking.officer_id)
        session.add(credential(officer, expires_on=ENDS_ON - timedelta(1)))
        earlier = await make_activity(
            session,
            S.COMPLETED,
            agency_id=activity.agency_id,
            starts_on=date(2026, 1, 5),
            ends_on=date(2026, 1, 5) + timedelta(77),
        )
        await make_assignment(session, earlier, officer)
    answer = await program_officer.get(f"/activities/{activity.id}/readiness")
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["ready"], body["types"]) == (
        1,
        ["predeployment_training", "fact", "ctat", "medical_clearance", "country_clearance", "passport"],
    )
    rows = {row["assignment_id"]: row for row in body["officers"]}
    good, bad = rows[str(prepared.id)], rows[str(lacking.id)]
    assert (good["ready"], {item["remedy"] for item in good["items"]}) == (True, {None})
    assert (good["days_in_twelve_months"], good["days_in_calendar_year"]) == (12, 12)
    assert (bad["days_in_twelve_months"], bad["days_in_calendar_year"]) == (90, 90)
    cells = {item["type"]: item for item in bad["items"]}
    assert "ctat" not in cells
    assert (cells["predeployment_training"]["standing"], cells["fact"]["standing"]) == (
        "expires_too_early",
        "missing",
    )
    assert cells["fact"]["reason"] == "90 days abroad in twelve months; FACT is needed from 90."
    assert cells["fact"]["remedy"] == (
        "Book the officer on FACT (CT650), to be finished by 2026-09-14, and record the certificate."
    )
    assert cells["fact"]["allowed_actions"] == ["waive"]


async def test_gates_name_the_officer_and_the_item(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, S.READYING)
        assignment = await make_ready_assignment(session, activity)
        officer = await session.get_one(Officer, assignment.officer_id)
        officer.name = "Officer Able"
        bare = await make_assignment(session, activity)
        (await session.get_one(Officer, bare.officer_id)).name = "Officer Baker"
    refused = await program_officer.post(f"/activities/{activity.id}/authorize", headers={"If-Match": '"1"'})
    named = [e["message"] for e in refused.json()["errors"] if e["code"] == "officers_not_ready"]
    assert len(named) == 4
    assert all(message.startswith("Officer Baker: ") for message in named)
    assert any("passport" in message for message in named)


async def test_a_study_visit_has_an_empty_matrix(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        visit = await make_activity(session, modality=Modality.STUDY_VISIT.value)
        await make_assignment(session, visit)
    body = (await program_officer.get(f"/activities/{visit.id}/readiness")).json()
    assert (body["types"], body["ready"]) == ([], 1)
    assert body["officers"][0]["days_in_twelve_months"] is None


async def test_each_side_sees_and_states_its_own(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        mine = await make_assignment(session, activity)
        colleague = await make_assignment(session, activity)
        elsewhere = await make_activity(session, country_id=(await country(session, "PER")).id)
        await make_assignment(session, elsewhere)
        post = await post_in(session)
        stranger = await make_agency(session)
    address = f"/activities/{activity.id}/readiness"
    officer = await client_for(Role.OFFICER, agency_id=activity.agency_id, officer_id=mine.officer_id)
    own = (await officer.get(address)).json()["officers"]
    assert [row["assignment_id"] for row in own] == [str(mine.id)]
    actions = {item["type"]: item["allowed_actions"] for item in own[0]["items"]}
    assert actions["passport"] == ["set"]
    assert actions["country_clearance"] == []
    gates = (await officer.get(f"/activities/{activity.id}/gates")).json()["unready_assignments"]
    assert [each["assignment_id"] for each in gates] == [str(mine.id)]
    embassy = await client_for(Role.POST, post_id=post.id)
    seen = (await embassy.get(address)).json()["officers"]
    assert {row["assignment_id"] for row in seen} == {str(mine.id), str(colleague.id)}
    cleared = next(item for item in seen[0]["items"] if item["type"] == "country_clearance")
    assert cleared["allowed_actions"] == ["set"]
    assert (await embassy.get(f"/activities/{elsewhere.id}/readiness")).status_code == 404
    other = await client_for(Role.AGENCY_COORDINATOR, agency_id=stranger.id)
    assert (await other.get(address)).status_code == 404
    finance = await client_for(Role.FINANCE_REVIEWER)
    assert (await finance.get(address)).status_code == 403
    assert (await finance.get(f"/activities/{activity.id}/gates")).json()["unready_assignments"] == []


async def test_an_officers_own_view_is_of_what_is_ahead(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        ahead = await make_activity(session)
        assignment = await make_assignment(session, ahead)
        officer = await session.get_one(Officer, assignment.officer_id)
        over = await make_activity(
            session, S.CLOSED, agency_id=ahead.agency_id, starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 6)
        )
        await make_assignment(session, over, officer)
        foreign = await make_assignment(session, ahead)
    client = await client_for(Role.OFFICER, agency_id=ahead.agency_id, officer_id=officer.id)
    body = (await client.get(f"/officers/{officer.id}/readiness")).json()
    [row] = body["assignments"]
    assert row["activity"] == {"id": str(ahead.id), "reference": ahead.reference, "title": ahead.title}
    assert (row["starts_on"], row["ready"], row["days_in_calendar_year"]) == (
        STARTS_ON.isoformat(),
        False,
        17,
    )
    assert (await client.get(f"/officers/{foreign.officer_id}/readiness")).status_code == 404


async def test_a_clash_the_asker_may_not_see_is_not_named(client_for: ClientFor, database: Database) -> None:
    """An officer who came from another agency is still on that agency's work."""
    async with database.transaction() as session:
        theirs = await make_activity(session)
        ours = await make_activity(session)
        officer = Officer(agency_id=ours.agency_id, name="Officer on loan")
        session.add(officer)
        await session.flush()
        await make_assignment(session, theirs, officer)
    body = {"officer_id": str(officer.id)}
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=ours.agency_id)
    refused = await coordinator.post(f"/activities/{ours.id}/assignments", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "assignment_overlap")
    assert "elsewhere" in refused.json()["detail"]
    assert theirs.reference not in refused.text
    assert theirs.title not in refused.text
    staff = await client_for(Role.PROGRAM_OFFICER)
    told = await staff.post(f"/activities/{ours.id}/assignments", json=body)
    assert theirs.reference in told.json()["detail"]
