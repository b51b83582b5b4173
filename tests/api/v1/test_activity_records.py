"""Paperwork, participants, attendance, programme and results of activities, over HTTP."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from models.activities import Activity, ChecklistItem
from models.agencies import Agency
from models.database import Database
from models.enums import ActivityStatus as S
from models.enums import Modality, Role, VettingStatus
from models.events import Event
from models.vetting import Unit
from tests.factories.activities import make_activity, post_in
from tests.factories.vetting import (
    DECIDED_ON,
    list_participant,
    make_case,
    make_cleared_person,
    make_person,
    make_unit,
)
from tests.fixtures.api import ClientFor

NOW_ON = {"starts_on": date(2026, 6, 29), "ends_on": date(2026, 7, 10)}
NOTHING = {"If-Match": '"0"'}


async def _activity(database: Database, status: S = S.PLANNING, **values: Any) -> Activity:
    async with database.transaction() as session:
        return await make_activity(session, status, **values)


async def _post(client_for: ClientFor, database: Database, genc3: str = "GTM") -> httpx.AsyncClient:
    async with database.transaction() as session:
        post = await post_in(session, genc3)
    return await client_for(Role.POST, post_id=post.id)


async def test_papers_are_marked_by_their_owners(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    activity = await _activity(database)
    async with database.transaction() as session:
        papers = {
            role: ChecklistItem(
                activity_id=activity.id,
                key=role.value,
                title="Paper",
                owner_role=role.value,
                due_on=date(2026, 7, 31),
            )
            for role in (Role.AGENCY_COORDINATOR, Role.POST, Role.PROGRAM_OFFICER)
        }
        session.add_all(papers.values())
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
    address = f"/activities/{activity.id}/checklist"
    body, first = {"evidence": "Orders 17"}, {"If-Match": '"1"'}
    own = f"{address}/{papers[Role.AGENCY_COORDINATOR].id}"
    refused = await coordinator.post(f"{address}/{papers[Role.POST].id}/done", json=body, headers=first)
    assert refused.status_code == 403
    done = await coordinator.post(f"{own}/done", json=body, headers=first)
    assert (done.json()["evidence"], done.json()["allowed_actions"]) == ("Orders 17", ["reopen"])
    assert done.json()["done_at"] == "2026-07-01T12:00:00.000000Z"
    assert (await coordinator.post(f"{own}/done", json=body, headers=first)).status_code == 412
    progress = (await coordinator.get(f"/activities/{activity.id}")).json()["checklist"]
    assert progress == {"done": 1, "total": 3, "next_due_on": "2026-07-31"}
    open_ones = (await coordinator.get(address, params={"done": "false"})).json()["items"]
    assert len(open_ones) == 2
    reopened = await program_officer.post(f"{own}/reopen", headers={"If-Match": done.headers["etag"]})
    assert (reopened.json()["done_at"], reopened.json()["evidence"]) == (None, None)
    anothers = await _activity(database)
    crossed = await program_officer.post(
        f"/activities/{anothers.id}/checklist/{papers[Role.POST].id}/done", json=body, headers=first
    )
    assert crossed.status_code == 404


async def test_hosts_see_approved_names_only(client_for: ClientFor, database: Database) -> None:
    """Invariant 20: the rest of the list, and what anybody's birth or vetting is, stays with the post."""
    async with database.transaction() as session:
        visit = await make_activity(session, modality=Modality.STUDY_VISIT.value)
        other = await make_activity(session)
        post = await post_in(session)
        cleared = await make_cleared_person(session, post)
        half = await make_person(session, post)
        await make_case(session, post, half)  # The person alone: the unit has no approval.
        await make_case(session, post, await make_person(session, post), VettingStatus.REJECTED)
        doubted = await make_cleared_person(session, post)
        await make_case(session, post, doubted, VettingStatus.SUSPENDED)
        soon_over = await make_person(session, post)
        await make_case(session, post, soon_over, valid_to=visit.ends_on - timedelta(1))
        await make_case(session, post, await session.get_one(Unit, soon_over.unit_id))
        renewed = await make_cleared_person(session, post)
        await make_case(session, post, renewed, VettingStatus.IN_REVIEW)
        for person in (cleared, half, doubted, soon_over, renewed):
            await list_participant(session, visit, person)
        await list_participant(session, other, cleared)
    host = await client_for(Role.AGENCY_COORDINATOR, agency_id=visit.agency_id)
    embassy = await client_for(Role.POST, post_id=post.id)
    answer = await host.get(f"/activities/{visit.id}/participants")
    assert {row["participant"]["id"] for row in answer.json()["items"]} == {str(cleared.id), str(renewed.id)}
    assert "birth" not in answer.text
    everybody = (await embassy.get(f"/activities/{visit.id}/participants")).json()["items"]
    assert {row["participant"]["name"]: row["cleared"] for row in everybody} == {
        cleared.name: True,
        half.name: False,
        doubted.name: False,
        soon_over.name: False,
        renewed.name: True,
    }
    unapproved = next(row["id"] for row in everybody if row["participant"]["name"] == half.name)
    assert (await host.get(f"/activities/{visit.id}/participants/{unapproved}")).status_code == 404
    assert (await host.get(f"/foreign-participants/{cleared.id}")).status_code == 403
    assert (await host.get("/vetting-cases")).status_code == 403
    assert (await host.get(f"/activities/{visit.id}")).json()["participants"] is None
    for role in (Role.FINANCE_REVIEWER, Role.ADMINISTRATOR, Role.CERTIFYING_OFFICER):
        client = await client_for(role)
        assert (await client.get(f"/activities/{visit.id}/participants")).json()["items"] == [], role


async def test_add_and_remove_participants(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, **NOW_ON)
        post = await post_in(session)
        person = await make_person(session, post)
        rejected = await make_person(session, post)
        await make_case(session, post, rejected, VettingStatus.REJECTED)
        stranger = await make_person(session, await post_in(session, "PER"))
    embassy = await client_for(Role.POST, post_id=post.id)
    address = f"/activities/{activity.id}/participants"
    added = await embassy.post(address, json={"participant_id": str(person.id)})
    assert added.status_code == 201, added.text
    assert (added.json()["cleared"], added.json()["participant"]["country"]) == (False, "GTM")
    again = await embassy.post(address, json={"participant_id": str(person.id)})
    assert (again.status_code, again.json()["code"]) == (409, "already_listed")
    refused = await embassy.post(address, json={"participant_id": str(rejected.id)})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_cleared")
    unknown = await embassy.post(address, json={"participant_id": str(stranger.id)})
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/participant_id")
    one = added.headers["location"].removeprefix("/api/v1")
    version = {"If-Match": added.headers["etag"]}
    for day, code in (("2026-06-28", "before_start"), ("2026-07-02", "in_future"), ("2026-02-30", None)):
        wrong = await embassy.patch(one, json={"return_confirmed_on": day}, headers=version)
        assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/return_confirmed_on")
        assert code in (None, wrong.json()["errors"][0]["code"])
    home = await embassy.patch(one, json={"return_confirmed_on": "2026-07-01"}, headers=version)
    assert home.json()["return_confirmed_on"] == "2026-07-01"
    assert (await embassy.delete(one, headers={"If-Match": added.headers["etag"]})).status_code == 412
    assert (await embassy.delete(one, headers={"If-Match": home.headers["etag"]})).status_code == 204
    assert (await embassy.get(address)).json()["items"] == []
    back = await embassy.post(address, json={"participant_id": str(person.id)})
    assert back.json()["id"] == added.json()["id"]
    for role, ties in (
        (Role.PROGRAM_OFFICER, {}),
        (Role.AGENCY_COORDINATOR, {"agency_id": activity.agency_id}),
    ):
        client = await client_for(role, **ties)
        assert (await client.post(address, json={"participant_id": str(person.id)})).status_code == 403


async def test_invariant_8_nobody_joins_or_attends_without_approval(
    client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, S.ACTIVE, **NOW_ON)
        post = await post_in(session)
        cleared = await make_cleared_person(session, post)
        uncleared = await make_person(session, post)
        expiring = await make_person(session, post)  # Vetting that expires in the middle of the course.
        await make_case(session, post, expiring, valid_to=date(2026, 7, 9))
        await make_case(session, post, await session.get_one(Unit, expiring.unit_id))
        await list_participant(session, activity, expiring)
    embassy = await client_for(Role.POST, post_id=post.id)
    address = f"/activities/{activity.id}/participants"
    refused = await embassy.post(address, json={"participant_id": str(uncleared.id)})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_cleared")
    assert (await embassy.post(address, json={"participant_id": str(cleared.id)})).status_code == 201

    async def attend(body: dict[str, Any]) -> httpx.Response:
        return await embassy.post(
            f"/activities/{activity.id}/attendance", json=body, headers={"If-Match": '"1"'}
        )

    def days(person: Any, count: int) -> dict[str, Any]:
        return {"participant_id": str(person.id), "days": count}

    for body, code in (
        ({"participants": [days(expiring, 1)]}, "not_cleared"),
        ({"participants": [days(uncleared, 1)]}, "unknown"),
        ({"participants": [days(cleared, 13)]}, "too_many_days"),
        ({"participants": [days(cleared, 1), days(cleared, 2)]}, "repeated"),
        ({"people": 0, "participants": [days(cleared, 1)]}, "fewer_than_listed"),
        ({"people": True}, "int_type"),
    ):
        answer = await attend(body)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code), answer.text
    recorded = await attend({"participants": [days(cleared, 12), days(expiring, 0)]})
    assert recorded.status_code == 200, recorded.text
    assert recorded.json()["participants_reported"] == 1
    rows = (await embassy.get(address)).json()["items"]
    assert {row["participant"]["id"]: row["days_attended"] for row in rows} == {
        str(cleared.id): 12,
        str(expiring.id): 0,
    }


async def test_attendance_waits_for_the_first_day(client_for: ClientFor, database: Database) -> None:
    activity = await _activity(database, S.ACTIVE)
    embassy = await _post(client_for, database)
    refused = await embassy.post(
        f"/activities/{activity.id}/attendance", json={"people": 3}, headers={"If-Match": '"1"'}
    )
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "not_begun")


async def test_events_do_not_say_who_takes_part(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        post = await post_in(session)
        person = await make_person(session, post)
    embassy = await client_for(Role.POST, post_id=post.id)
    await embassy.post(f"/activities/{activity.id}/participants", json={"participant_id": str(person.id)})
    async with database.transaction() as session:
        [event] = await session.scalars(select(Event).where(Event.action == "activities.participant_added"))
    assert (event.before, event.after, event.subject_label) == (None, None, activity.reference)


async def test_after_action_is_written_and_accepted(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    activity = await _activity(database, S.COMPLETED, **NOW_ON)
    embassy = await _post(client_for, database)
    address = f"/activities/{activity.id}/after-action"
    report = {"summary": "Twenty officers trained.", "people_trained": 20}
    assert (await embassy.get(address)).status_code == 404
    assert (await embassy.put(address, json=report)).status_code == 428
    assert (await program_officer.put(address, json=report, headers=NOTHING)).status_code == 403
    written = await embassy.put(address, json=report, headers=NOTHING)
    assert written.status_code == 200, written.text
    assert written.json()["allowed_actions"] == ["update"]
    assert (await embassy.put(address, json=report, headers=NOTHING)).status_code == 412
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
    better = await coordinator.put(
        address, json=report | {"lessons": "More vehicles."}, headers={"If-Match": written.headers["etag"]}
    )
    assert (better.json()["lessons"], better.json()["version"]) == ("More vehicles.", 2)
    shown = (await program_officer.get(f"/activities/{activity.id}")).json()
    assert "accept_after_action" in shown["allowed_actions"]
    version = {"If-Match": better.headers["etag"]}
    assert (await embassy.post(f"{address}/accept", headers=version)).status_code == 403
    stale = await program_officer.post(f"{address}/accept", headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    accepted = await program_officer.post(f"{address}/accept", headers=version)
    assert accepted.json()["accepted_at"] == "2026-07-01T12:00:00.000000Z"
    for refused in (
        await program_officer.post(f"{address}/accept", headers={"If-Match": accepted.headers["etag"]}),
        await embassy.put(address, json=report, headers={"If-Match": accepted.headers["etag"]}),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "already_accepted")


async def test_reports_belong_to_completed_work(client_for: ClientFor, database: Database) -> None:
    embassy = await _post(client_for, database)
    for status in S:
        activity = await _activity(database, status, **NOW_ON)
        answer = await embassy.put(
            f"/activities/{activity.id}/after-action", json={"summary": "Done."}, headers=NOTHING
        )
        assert answer.status_code == (200 if status is S.COMPLETED else 409), status


async def test_itinerary(client_for: ClientFor, database: Database) -> None:
    visit = await _activity(database, modality=Modality.STUDY_VISIT.value)
    host = await client_for(Role.AGENCY_COORDINATOR, agency_id=visit.agency_id)
    address = f"/activities/{visit.id}/itinerary"
    second = await host.post(address, json={"held_on": "2026-09-15", "title": "Laboratory", "host": "Lab"})
    first = await host.post(address, json={"held_on": "2026-09-14", "title": "Welcome"})
    assert (first.status_code, second.status_code) == (201, 201)
    listed = (await host.get(address)).json()["items"]
    assert [row["title"] for row in listed] == ["Welcome", "Laboratory"]
    one = second.headers["location"].removeprefix("/api/v1")
    changed = await host.patch(one, json={"host": None}, headers={"If-Match": second.headers["etag"]})
    assert changed.json()["host"] is None
    assert (await host.delete(one, headers={"If-Match": second.headers["etag"]})).status_code == 412
    assert (await host.delete(one, headers={"If-Match": changed.headers["etag"]})).status_code == 204
    assert (await host.get(one)).status_code == 404
    async with database.transaction() as session:
        other = Agency(legal_name="Other", kind="sheriff", state="VA")
        session.add(other)
    stranger = await client_for(Role.AGENCY_COORDINATOR, agency_id=other.id)
    assert (await stranger.get(address)).status_code == 404
    assert (await stranger.post(address, json={"held_on": "2026-09-15", "title": "x"})).status_code == 404
    auditor = await client_for(Role.AUDITOR)
    assert (await auditor.get(address)).status_code == 200
    assert (await auditor.post(address, json={"held_on": "2026-09-15", "title": "x"})).status_code == 403


@pytest.mark.parametrize(
    ("times", "field", "code"),
    [
        ({"ends_at": "10:00"}, "/starts_at", "missing"),
        ({"starts_at": "10:00", "ends_at": "09:59"}, "/ends_at", "before_start"),
        ({"starts_at": "10:00", "ends_at": "10:00"}, "/ends_at", "before_start"),
        ({"starts_at": "24:00"}, "/starts_at", "form"),
        ({"starts_at": "9:30"}, "/starts_at", "form"),
        ({"starts_at": 930}, "/starts_at", None),
    ],
)
async def test_times_of_an_itinerary_fit_together(
    times: dict[str, Any], field: str, code: str | None, client_for: ClientFor, database: Database
) -> None:
    visit = await _activity(database, modality=Modality.STUDY_VISIT.value)
    host = await client_for(Role.AGENCY_COORDINATOR, agency_id=visit.agency_id)
    address = f"/activities/{visit.id}/itinerary"
    body = {"held_on": "2026-09-15", "title": "Laboratory"}
    good = await host.post(address, json=body | {"starts_at": "09:30", "ends_at": "11:00"})
    assert (good.json()["starts_at"], good.json()["ends_at"]) == ("09:30", "11:00")
    one, version = good.headers["location"].removeprefix("/api/v1"), {"If-Match": good.headers["etag"]}
    refused = await host.post(address, json=body | times)
    cleared = {"starts_at": None, "ends_at": None}
    patched = await host.patch(one, json=cleared | times, headers=version)
    for answer in (refused, patched):
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, field)
        assert code in (None, answer.json()["errors"][0]["code"])


async def test_evaluations(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session, S.ACTIVE, **NOW_ON)
        post = await post_in(session)
        person = await make_cleared_person(session, post)
        await list_participant(session, activity, person)
        stranger = await make_person(session, post)
    embassy = await client_for(Role.POST, post_id=post.id)
    address = f"/activities/{activity.id}/evaluations"
    body = {"participant_id": str(person.id), "pre_score": "41.5", "post_score": "82", "satisfaction": 5}
    added = await embassy.post(address, json=body)
    assert added.status_code == 201, added.text
    assert (added.json()["pre_score"], added.json()["post_score"]) == ("41.50", "82.00")
    for fault in (
        {"pre_score": "100.01"},
        {"pre_score": "-1"},
        {"pre_score": "NaN"},
        {"pre_score": 41.5},
        {"satisfaction": 6},
        {"satisfaction": True},
        {"participant_id": str(stranger.id)},
    ):
        refused = await embassy.post(address, json=body | fault)
        assert refused.status_code == 422, fault
        assert refused.json()["errors"][0]["pointer"] == f"/{next(iter(fault))}"
    one = added.headers["location"].removeprefix("/api/v1")
    changed = await embassy.patch(one, json={"hours": "40"}, headers={"If-Match": added.headers["etag"]})
    assert changed.json()["hours"] == "40.00"
    assert len((await embassy.get(address)).json()["items"]) == 1
    assert (await embassy.delete(one, headers={"If-Match": changed.headers["etag"]})).status_code == 204


@pytest.mark.parametrize("status", [S.PLANNING, S.AUTHORIZED, S.CLOSED, S.CANCELLED])
async def test_nothing_is_evaluated_before_or_after(
    status: S, program_officer: httpx.AsyncClient, database: Database
) -> None:
    activity = await _activity(database, status)
    refused = await program_officer.post(f"/activities/{activity.id}/evaluations", json={"satisfaction": 4})
    assert (refused.status_code, refused.json()["state"]) == (409, status)


async def test_approvals_are_judged_by_the_last_day(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    last = DECIDED_ON + timedelta(365)
    async with database.transaction() as session:
        post = await post_in(session)
        unit = await make_unit(session, post)
        await make_case(session, post, unit)
        person = await make_person(session, post, unit_id=unit.id)
        await make_case(session, post, person)
        inside = await make_activity(session, starts_on=last - timedelta(5), ends_on=last)
        beyond = await make_activity(session, starts_on=last - timedelta(5), ends_on=last + timedelta(1))
        for activity in (inside, beyond):
            await list_participant(session, activity, person)
    for activity, cleared in ((inside, True), (beyond, False)):
        [row] = (await program_officer.get(f"/activities/{activity.id}/participants")).json()["items"]
        assert row["cleared"] is cleared
