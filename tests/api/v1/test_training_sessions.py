"""Pre-deployment training over HTTP: places, attendance, and the credential it gives."""

from datetime import UTC, date, datetime
from uuid import UUID

import httpx
import pytest

from models.database import Database
from models.enums import Role
from models.officers import Officer, TrainingSession
from services.clock import FixedClock
from tests.factories.agencies import agency
from tests.factories.officers import officer, training_session
from tests.fixtures.api import ClientFor

BODY = {
    "name": "Pre-deployment training",
    "location": "Training centre, Virginia",
    "starts_on": "2026-08-03",
    "ends_on": "2026-08-07",
    "capacity": 2,
}
AFTER = datetime(2026, 7, 10, 20, 0, tzinfo=UTC)


def _version(response: httpx.Response) -> dict[str, str]:
    return {"If-Match": response.headers["etag"]}


async def _people(database: Database, number: int = 1) -> list[Officer]:
    async with database.transaction() as session:
        home = agency()
        session.add(home)
        await session.flush()
        people = [officer(home) for _ in range(number)]
        session.add_all(people)
    return people


async def _session(database: Database, **values: object) -> TrainingSession:
    async with database.transaction() as session:
        training = training_session(**values)
        session.add(training)
    return training


async def _enroll(client: httpx.AsyncClient, training: TrainingSession, who: UUID) -> httpx.Response:
    address = f"/training-sessions/{training.id}/enrollments"
    return await client.post(address, json={"officer_id": str(who)})


async def test_sessions_are_planned_changed_and_called_off(
    program_officer: httpx.AsyncClient, client_for: ClientFor
) -> None:
    added = await program_officer.post("/training-sessions", json=BODY)
    assert added.status_code == 201, added.text
    address = added.headers["location"].removeprefix("/api/v1")
    assert (await program_officer.get(address)).json() == added.json()
    assert added.json()["enrolled"] == 0
    changed = await program_officer.patch(address, json={"capacity": 3}, headers=_version(added))
    assert changed.json()["capacity"] == 3
    backwards = await program_officer.patch(
        address, json={"ends_on": "2026-08-02"}, headers=_version(changed)
    )
    assert (backwards.status_code, backwards.json()["errors"][0]["pointer"]) == (422, "/ends_on")
    listed = await program_officer.get("/training-sessions", params={"starts_on.gte": "2026-08-01"})
    assert [row["id"] for row in listed.json()["items"]] == [added.json()["id"]]
    coordinator = await client_for(Role.AGENCY_COORDINATOR)
    assert (await coordinator.get(address)).json()["allowed_actions"] == ["enroll"]
    refused = await coordinator.delete(address, headers=_version(changed))
    assert (refused.status_code, refused.json()["permission"]) == (403, "training:manage")
    assert (await program_officer.delete(address, headers=_version(added))).status_code == 412
    assert (await program_officer.delete(address, headers=_version(changed))).status_code == 204


async def test_agencies_enroll_their_own_until_it_is_full(client_for: ClientFor, database: Database) -> None:
    mine, [stranger] = await _people(database, 3), await _people(database)
    training = await _session(database, capacity=2)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=mine[0].agency_id)
    first = await _enroll(coordinator, training, mine[0].id)
    assert first.status_code == 201, first.text
    assert first.json()["allowed_actions"] == ["delete"]
    twice = await _enroll(coordinator, training, mine[0].id)
    assert (twice.status_code, twice.json()["code"]) == (409, "already_enrolled")
    not_theirs = await _enroll(coordinator, training, stranger.id)
    assert (not_theirs.status_code, not_theirs.json()["errors"][0]["pointer"]) == (422, "/officer_id")
    assert (await _enroll(coordinator, training, mine[1].id)).status_code == 201
    full = await _enroll(coordinator, training, mine[2].id)
    assert (full.status_code, full.json()["code"]) == (409, "session_full")
    given_back = first.headers["location"].removeprefix("/api/v1")
    assert (await coordinator.delete(given_back, headers=_version(first))).status_code == 204
    assert (await _enroll(coordinator, training, mine[2].id)).status_code == 201
    other = await client_for(Role.AGENCY_COORDINATOR, agency_id=stranger.agency_id)
    seen = await other.get(f"/training-sessions/{training.id}/enrollments")
    assert seen.json()["items"] == []
    counted = await other.get(f"/training-sessions/{training.id}")
    assert counted.json()["enrolled"] == 2
    me = await client_for(Role.OFFICER, agency_id=mine[1].agency_id, officer_id=mine[1].id)
    own = (await me.get(f"/training-sessions/{training.id}/enrollments")).json()["items"]
    assert [row["officer"]["id"] for row in own] == [str(mine[1].id)]
    assert (await _enroll(me, training, mine[1].id)).status_code == 403


async def test_places_taken_hold_the_session(program_officer: httpx.AsyncClient, database: Database) -> None:
    people = await _people(database, 2)
    training = await _session(database, capacity=2)
    for person in people:
        assert (await _enroll(program_officer, training, person.id)).status_code == 201
    address = f"/training-sessions/{training.id}"
    read = await program_officer.get(address)
    fewer = await program_officer.patch(address, json={"capacity": 1}, headers=_version(read))
    assert (fewer.status_code, fewer.json()["errors"][0]["code"]) == (422, "places_taken")
    gone = await program_officer.delete(address, headers=_version(read))
    assert (gone.status_code, gone.json()["code"]) == (409, "in_use")


async def test_no_places_in_a_session_that_has_begun_or_for_archived_officers(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    [person] = await _people(database)
    begun = await _session(database, starts_on=date(2026, 6, 29), ends_on=date(2026, 7, 3))
    refused = await _enroll(program_officer, begun, person.id)
    assert (refused.status_code, refused.json()["code"]) == (409, "session_begun")
    async with database.transaction() as session:
        (await session.get_one(Officer, person.id)).archived_at = datetime(2026, 6, 1, tzinfo=UTC)
    archived = await _enroll(program_officer, await _session(database), person.id)
    assert archived.json()["errors"][0]["code"] == "archived"


async def test_attendance_gives_a_credential_for_24_months_and_a_correction_takes_it_away(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    [person] = await _people(database)
    training = await _session(database)
    enrolled = await _enroll(program_officer, training, person.id)
    address = enrolled.headers["location"].removeprefix("/api/v1")
    action = f"{address}/record-attendance"
    early = await program_officer.post(action, json={"attended": True}, headers=_version(enrolled))
    assert (early.status_code, early.json()["code"]) == (409, "session_not_over")
    clock.instant = AFTER
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=person.agency_id)
    refused = await coordinator.post(action, json={"attended": True}, headers=_version(enrolled))
    assert (refused.status_code, refused.json()["permission"]) == (403, "training:manage")
    attended = await program_officer.post(action, json={"attended": True}, headers=_version(enrolled))
    assert attended.json()["attended"] is True
    assert attended.json()["allowed_actions"] == ["record_attendance"]
    [held] = (await coordinator.get(f"/officers/{person.id}/credentials")).json()["items"]
    assert held["id"] == attended.json()["credential_id"]
    assert (held["type"], held["issued_on"], held["expires_on"], held["given_by_training"]) == (
        "predeployment_training",
        "2026-07-10",
        "2028-07-10",
        True,
    )
    own = f"/officers/{person.id}/credentials/{held['id']}"
    read = await coordinator.get(own)
    assert read.json()["allowed_actions"] == []
    kept = await coordinator.delete(own, headers=_version(read))
    assert (kept.status_code, kept.json()["code"]) == (409, "given_by_training")
    moved = await program_officer.get(f"/training-sessions/{training.id}")
    moved = await program_officer.patch(
        f"/training-sessions/{training.id}", json={"ends_on": "2026-07-09"}, headers=_version(moved)
    )
    assert (moved.status_code, moved.json()["code"]) == (409, "attendance_recorded")
    again = await program_officer.post(action, json={"attended": True}, headers=_version(attended))
    assert again.json()["credential_id"] == held["id"]
    corrected = await program_officer.post(action, json={"attended": False}, headers=_version(again))
    assert (corrected.json()["attended"], corrected.json()["credential_id"]) == (False, None)
    assert (await coordinator.get(f"/officers/{person.id}/credentials")).json()["items"] == []
    late = await coordinator.delete(address, headers=_version(corrected))
    assert (late.status_code, late.json()["code"]) == (409, "attendance_recorded")


@pytest.mark.parametrize("attended", [None, "true", 1])
async def test_attendance_is_yes_or_no(
    program_officer: httpx.AsyncClient, database: Database, attended: object
) -> None:
    [person] = await _people(database)
    enrolled = await _enroll(program_officer, await _session(database), person.id)
    address = enrolled.headers["location"].removeprefix("/api/v1")
    refused = await program_officer.post(
        f"{address}/record-attendance", json={"attended": attended}, headers=_version(enrolled)
    )
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/attended")


async def test_what_is_offered_goes_by_the_day(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    """Places until the first day; attendance from the last day on, as the commands have it."""
    [one, two] = await _people(database, 2)
    training = await _session(database, capacity=2)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=one.agency_id)
    enrolled = await _enroll(coordinator, training, one.id)
    address = f"/training-sessions/{training.id}"
    own = enrolled.headers["location"].removeprefix("/api/v1")

    async def offered() -> tuple[set[str], set[str]]:
        session = (await program_officer.get(address)).json()["allowed_actions"]
        place = (await program_officer.get(own)).json()["allowed_actions"]
        return set(session) - {"update", "delete"}, set(place)

    assert await offered() == ({"enroll"}, {"delete"})
    early = await program_officer.post(
        f"{own}/record-attendance", json={"attended": True}, headers=_version(enrolled)
    )
    assert (early.status_code, early.json()["code"]) == (409, "session_not_over")
    await _enroll(coordinator, training, two.id)
    assert await offered() == (set(), {"delete"})  # no place is left
    clock.instant = datetime(2026, 7, 7, 12, tzinfo=UTC)
    assert await offered() == (set(), {"delete"})
    clock.instant = datetime(2026, 7, 10, 20, tzinfo=UTC)
    assert await offered() == ({"record_attendance"}, {"record_attendance", "delete"})
