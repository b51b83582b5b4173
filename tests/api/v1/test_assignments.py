"""Officers on activities and their readiness, over HTTP."""

import asyncio
from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from models.activities import Activity
from models.countries import Post
from models.database import Database
from models.enums import ActivityStatus as S
from models.enums import Modality, Role
from models.officers import Officer, OfficerCredential
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
from tests.fixtures.api import ClientFor

NOTHING = {"If-Match": '"0"'}


async def _officer(database: Database, activity: Activity) -> Officer:
    async with database.transaction() as session:
        officer = Officer(agency_id=activity.agency_id, name="Officer on call")
        session.add(officer)
    return officer


async def _activity(database: Database, status: S = S.PLANNING, **values: Any) -> Activity:
    async with database.transaction() as session:
        return await make_activity(session, status, **values)


async def test_assign_change_and_cancel(program_officer: httpx.AsyncClient, database: Database) -> None:
    activity = await _activity(database)
    officer = await _officer(database, activity)
    address = f"/activities/{activity.id}/assignments"
    created = await program_officer.post(address, json={"officer_id": str(officer.id), "duty": "Lead"})
    assert created.status_code == 201, created.text
    assert (created.json()["starts_on"], created.json()["ends_on"]) == ("2026-09-14", "2026-09-25")
    assert set(created.json()["allowed_actions"]) == {"cancel", "update"}
    one = created.headers["location"].removeprefix("/api/v1")
    assert (await program_officer.get(one)).json() == created.json()
    again = await program_officer.post(address, json={"officer_id": str(officer.id)})
    assert (again.status_code, again.json()["code"]) == (409, "already_assigned")
    changed = await program_officer.patch(
        one, json={"starts_on": "2026-09-13"}, headers={"If-Match": created.headers["etag"]}
    )
    assert changed.json()["starts_on"] == "2026-09-13"
    stale = await program_officer.post(f"{one}/cancel", headers={"If-Match": created.headers["etag"]})
    assert stale.status_code == 412
    version = {"If-Match": changed.headers["etag"]}
    cancelled = await program_officer.post(f"{one}/cancel", headers=version)
    assert (cancelled.json()["status"], cancelled.json()["allowed_actions"]) == ("cancelled", [])
    twice = await program_officer.post(f"{one}/cancel", headers={"If-Match": cancelled.headers["etag"]})
    assert (twice.status_code, twice.json()["code"]) == (409, "illegal_transition")
    back = await program_officer.post(address, json={"officer_id": str(officer.id)})
    assert (back.status_code, back.json()["id"], back.json()["status"]) == (
        201,
        created.json()["id"],
        "planned",
    )


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (STARTS_ON, ENDS_ON),
        (STARTS_ON - timedelta(5), ENDS_ON + timedelta(5)),
        (STARTS_ON + timedelta(2), ENDS_ON - timedelta(2)),
        (ENDS_ON, ENDS_ON + timedelta(9)),
        (STARTS_ON - timedelta(9), STARTS_ON),
    ],
)
async def test_overlap_is_refused_naming_the_other_activity(
    first: date, last: date, program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        there = await make_activity(session)
        assignment = await make_assignment(session, there)
        here = await make_activity(session, agency_id=there.agency_id, starts_on=first, ends_on=last)
    refused = await program_officer.post(
        f"/activities/{here.id}/assignments", json={"officer_id": str(assignment.officer_id)}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "assignment_overlap")
    assert there.reference in refused.json()["detail"]
    assert refused.json()["errors"][0]["pointer"] == "/officer_id"
    assert (await program_officer.get(f"/activities/{here.id}")).json()["assignments"] == []


async def test_of_two_assignments_at_once_one_is_refused(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        first = await make_activity(session)
        second = await make_activity(session, agency_id=first.agency_id)
    officer = await _officer(database, first)
    body = {"officer_id": str(officer.id)}
    answers = await asyncio.gather(
        *(program_officer.post(f"/activities/{each.id}/assignments", json=body) for each in (first, second))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    [refused] = [answer for answer in answers if answer.status_code == 409]
    assert refused.json()["code"] == "assignment_overlap"


async def test_days_next_to_each_other_and_days_set_free_are_no_overlap(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        there = await make_activity(session)
        assignment = await make_assignment(session, there)
        next_day = ENDS_ON + timedelta(1)
        after = await make_activity(
            session, agency_id=there.agency_id, starts_on=next_day, ends_on=next_day + timedelta(4)
        )
        same = await make_activity(session, agency_id=there.agency_id)
    body = {"officer_id": str(assignment.officer_id)}
    assert (await program_officer.post(f"/activities/{after.id}/assignments", json=body)).status_code == 201
    cancelled = await program_officer.post(
        f"/activities/{there.id}/cancel", json={"reason": "Unrest"}, headers={"If-Match": '"1"'}
    )
    assert cancelled.status_code == 200
    assert (await program_officer.post(f"/activities/{same.id}/assignments", json=body)).status_code == 201


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"officer_id": "another agency's"}, "/officer_id"),
        ({"officer_id": "019a0000-0000-7000-8000-000000000000"}, "/officer_id"),
        ({"starts_on": "2026-09-20", "ends_on": "2026-09-19"}, "/ends_on"),
        ({"starts_on": "2026-10-01", "ends_on": "2026-10-05"}, "/starts_on"),
        ({"status": "planned"}, "/status"),
    ],
)
async def test_assigning_names_what_is_wrong(
    body: dict[str, Any], pointer: str, program_officer: httpx.AsyncClient, database: Database
) -> None:
    activity = await _activity(database)
    officer = await _officer(database, activity)
    async with database.transaction() as session:
        stranger = Officer(agency_id=(await make_agency(session)).id, name="Stranger")
        session.add(stranger)
    if "another" in body.get("officer_id", ""):
        body = {"officer_id": str(stranger.id)}
    refused = await program_officer.post(
        f"/activities/{activity.id}/assignments", json={"officer_id": str(officer.id)} | body
    )
    assert refused.status_code == 422, refused.text
    assert refused.json()["errors"][0]["pointer"] == pointer


async def test_officers_are_assigned_until_work_begins(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    for status in S:
        activity = await _activity(database, status)
        officer = await _officer(database, activity)
        answer = await program_officer.post(
            f"/activities/{activity.id}/assignments", json={"officer_id": str(officer.id)}
        )
        allowed = status in (S.PLANNING, S.READYING, S.AUTHORIZED, S.SUSPENDED)
        assert answer.status_code == (201 if allowed else 409), status


async def test_who_assigns(client_for: ClientFor, database: Database) -> None:
    activity = await _activity(database)
    officer = await _officer(database, activity)
    address, body = f"/activities/{activity.id}/assignments", {"officer_id": str(officer.id)}
    themselves = await client_for(Role.OFFICER, agency_id=activity.agency_id, officer_id=officer.id)
    for role in (Role.POST, Role.FINANCE_REVIEWER, Role.AUDITOR):
        ties = {}
        if role is Role.POST:
            async with database.transaction() as session:
                ties = {"post_id": (await post_in(session)).id}
        assert (await (await client_for(role, **ties)).post(address, json=body)).status_code == 403, role
    assert (await themselves.post(address, json=body)).status_code == 403
    async with database.transaction() as session:
        other = await make_agency(session)
    stranger = await client_for(Role.AGENCY_COORDINATOR, agency_id=other.id)
    assert (await stranger.post(address, json=body)).status_code == 404
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
    created = await coordinator.post(address, json=body)
    assert created.status_code == 201
    version = {"If-Match": created.headers["etag"]}
    one = created.headers["location"].removeprefix("/api/v1")
    determined = await coordinator.patch(one, json={"security_training_applies": False}, headers=version)
    assert (determined.status_code, determined.json()["permission"]) == (403, "readiness:waive")


async def _readiness(client: httpx.AsyncClient, activity: Activity, assignment: Any) -> dict[str, Any]:
    answer = await client.get(f"/activities/{activity.id}/assignments/{assignment.id}/readiness")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    body["standings"] = {item["type"]: item["standing"] for item in body["items"]}
    return body


async def test_readiness_is_set_item_by_item(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        assignment = await make_assignment(session, activity)
        post = await post_in(session)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
    embassy = await client_for(Role.POST, post_id=post.id)
    before = await _readiness(coordinator, activity, assignment)
    assert before["standings"] == dict.fromkeys(
        ("predeployment_training", "ctat", "country_clearance", "passport"), "missing"
    )
    assert (before["ready"], before["items"][0]["item"]["version"]) == (False, 0)
    address = f"/activities/{activity.id}/assignments/{assignment.id}/readiness"
    held = {"issued_on": "2026-05-04", "expires_on": "2027-09-30", "evidence": "Certificate 12"}
    for type_ in ("predeployment_training", "ctat", "passport"):
        answer = await coordinator.put(f"{address}/{type_}", json=held, headers=NOTHING)
        assert answer.status_code == 200, answer.text
        assert (answer.json()["version"], answer.json()["evidence"]) == (1, "Certificate 12")
    own = await coordinator.put(f"{address}/country_clearance", json=held, headers=NOTHING)
    assert own.status_code == 403
    cleared = await embassy.put(f"{address}/country_clearance", json=held, headers=NOTHING)
    assert cleared.status_code == 200
    after = await _readiness(coordinator, activity, assignment)
    assert (after["ready"], set(after["standings"].values())) == (True, {"met"})
    stale = await coordinator.put(f"{address}/passport", json=held, headers=NOTHING)
    assert stale.status_code == 412
    read = await coordinator.get(f"{address}/passport")
    short = held | {"expires_on": "2027-03-24"}  # One day less than six months beyond the last.
    set_again = await coordinator.put(
        f"{address}/passport", json=short, headers={"If-Match": read.headers["etag"]}
    )
    assert set_again.json()["version"] == 2
    assert (await _readiness(coordinator, activity, assignment))["standings"][
        "passport"
    ] == "expires_too_early"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"issued_on": "2026-07-02"}, "/issued_on"),
        ({"issued_on": "2026-05-04", "expires_on": "2026-05-03"}, "/expires_on"),
        ({"expires_on": "2026-05-03"}, "/issued_on"),
        ({"issued_on": "2026-05-04", "waived_by": "me"}, "/waived_by"),
    ],
)
async def test_items_must_make_sense(
    body: dict[str, Any], pointer: str, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        assignment = await make_assignment(session, activity)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
    address = f"/activities/{activity.id}/assignments/{assignment.id}/readiness"
    refused = await coordinator.put(f"{address}/passport", json=body, headers=NOTHING)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert (await coordinator.put(f"{address}/fishing", json=body, headers=NOTHING)).status_code == 422


async def test_only_the_programme_waives(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        assignment = await make_assignment(session, activity)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id)
    address = f"/activities/{activity.id}/assignments/{assignment.id}/readiness/ctat"
    waiver = {"reason": "Trained at home to the same standard", "expires_on": "2026-09-24"}
    assert (await coordinator.post(f"{address}/waive", json=waiver, headers=NOTHING)).status_code == 403
    past = await program_officer.post(
        f"{address}/waive", json=waiver | {"expires_on": "2026-06-30"}, headers=NOTHING
    )
    assert past.json()["errors"][0]["pointer"] == "/expires_on"
    short = await program_officer.post(f"{address}/waive", json=waiver, headers=NOTHING)
    assert short.status_code == 200, short.text
    assert (await _readiness(coordinator, activity, assignment))["standings"][
        "ctat"
    ] == "waiver_ends_too_early"
    longer = await program_officer.post(
        f"{address}/waive",
        json=waiver | {"expires_on": "2026-09-25"},
        headers={"If-Match": short.headers["etag"]},
    )
    assert longer.json()["waiver"]["approved_by"]["name"].startswith("Program officer")
    assert (await _readiness(coordinator, activity, assignment))["standings"]["ctat"] == "waived"


async def test_days_of_all_assignments_count_towards_fact(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    """Twelve days in September and 78 before make ninety: FACT instead of CTAT, and medical clearance."""
    async with database.transaction() as session:
        activity = await make_activity(session)
        assignment = await make_assignment(session, activity)
        officer = await session.get_one(Officer, assignment.officer_id)
        earlier = await make_activity(
            session,
            S.COMPLETED,
            agency_id=activity.agency_id,
            starts_on=date(2026, 1, 5),
            ends_on=date(2026, 1, 5) + timedelta(77),
        )
        past = await make_assignment(session, earlier, officer)
    needed = (await _readiness(program_officer, activity, assignment))["standings"]
    assert {"fact", "medical_clearance"} <= needed.keys()
    assert "ctat" not in needed
    async with database.transaction() as session:
        (await session.get_one(type(past), past.id)).ends_on -= timedelta(1)
    assert "ctat" in (await _readiness(program_officer, activity, assignment))["standings"]


async def test_posts_and_instruments_ask_for_more(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        assignment = await make_assignment(session, activity)
        post = await session.get_one(Post, (await post_in(session)).id)
        post.visa_needed = post.medical_always = post.spot_for_contractors = True
    needed = (await _readiness(program_officer, activity, assignment))["standings"]
    assert {"visa", "medical_clearance"} <= needed.keys()
    assert "spot" not in needed


async def test_determination_that_security_training_does_not_apply(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        assignment = await make_assignment(session, activity)
    one = f"/activities/{activity.id}/assignments/{assignment.id}"
    changed = await program_officer.patch(
        one, json={"security_training_applies": False}, headers={"If-Match": '"1"'}
    )
    assert changed.status_code == 200
    assert "ctat" not in (await _readiness(program_officer, activity, assignment))["standings"]


async def test_invariant_7_hosting_a_study_visit_asks_for_nothing(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        visit = await make_activity(session, modality=Modality.STUDY_VISIT.value)
        assignment = await make_assignment(session, visit)
    answer = await _readiness(program_officer, visit, assignment)
    assert (answer["items"], answer["ready"]) == ([], True)


async def test_credentials_count_but_not_another_visits_clearance(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        assignment = await make_assignment(session, activity)
        session.add_all(
            OfficerCredential(
                officer_id=assignment.officer_id,
                type=type_,
                issued_on=date(2026, 1, 5),
                expires_on=date(2030, 1, 5),
            )
            for type_ in ("fact", "passport", "predeployment_training", "country_clearance")
        )
    standings = (await _readiness(program_officer, activity, assignment))["standings"]
    assert standings == {
        "predeployment_training": "met",
        "ctat": "met",
        "country_clearance": "missing",
        "passport": "met",
    }


async def test_readiness_is_for_those_concerned(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        mine = await make_ready_assignment(session, activity)
        colleague = await make_assignment(session, activity)
        elsewhere = await make_activity(session, country_id=(await country(session, "PER")).id)
        abroad = await make_assignment(session, elsewhere)
    officer = await client_for(Role.OFFICER, agency_id=activity.agency_id, officer_id=mine.officer_id)
    assert (await _readiness(officer, activity, mine))["ready"] is True
    for target in (f"{activity.id}/assignments/{colleague.id}", f"{elsewhere.id}/assignments/{abroad.id}"):
        assert (await officer.get(f"/activities/{target}/readiness")).status_code == 404
        refused = await officer.put(
            f"/activities/{target}/readiness/passport", json={"issued_on": "2026-05-04"}, headers=NOTHING
        )
        assert refused.status_code == 404
    crossed = await officer.get(f"/activities/{elsewhere.id}/assignments/{mine.id}/readiness")
    assert crossed.status_code == 404
    finance = await client_for(Role.FINANCE_REVIEWER)
    refused = await finance.get(f"/activities/{activity.id}/assignments/{mine.id}/readiness")
    assert (refused.status_code, refused.json()["permission"]) == (403, "readiness:read")
