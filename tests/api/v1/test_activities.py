"""Activities over HTTP: making, changing and listing them, and who sees which."""

from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from models.activities import Activity
from models.database import Database
from models.enums import ActivityStatus as S
from models.enums import Modality, Role
from tests.api.v1.activity_acts import fire, post_client
from tests.factories.activities import (
    country,
    make_activity,
    make_assignment,
    make_funding,
)
from tests.factories.agreements import make_agency
from tests.fixtures.api import ClientFor

BODY = {
    "title": "Crash investigation",
    "modality": "overseas_train",
    "country": "GTM",
    "starts_on": "2026-09-14",
    "ends_on": "2026-09-25",
    "venue": "Police academy",
    "estimate": {"amount": "12000.00"},
}


async def test_create_lays_out_the_paperwork(program_officer: httpx.AsyncClient, database: Database) -> None:
    async with database.transaction() as session:
        agency = await make_agency(session)
        instrument, obligation = await make_funding(session, agency)
    body = BODY | {
        "agency_id": str(agency.id),
        "instrument_id": str(instrument.id),
        "obligation_id": str(obligation.id),
    }
    created = await program_officer.post("/activities", json=body)
    assert created.status_code == 201, created.text
    answer = created.json()
    assert answer["reference"] == "ACT-2026-0001"
    assert answer["country"]["genc3"] == "GTM"
    assert answer["estimate"] == {"amount": "12000.00", "currency": "USD"}
    assert answer["obligation"]["unliquidated"]["amount"] == "50000.00"
    assert answer["checklist"] == {"done": 0, "total": 5, "next_due_on": "2026-07-31"}
    assert set(answer["allowed_actions"]) == {"ready", "cancel", "update", "assign", "plan_itinerary"}
    read = await program_officer.get(f"/activities/{answer['id']}")
    assert (read.json(), read.headers["etag"]) == (answer, created.headers["etag"])
    papers = (await program_officer.get(f"/activities/{answer['id']}/checklist")).json()["items"]
    assert {row["key"]: row["due_on"] for row in papers} == {
        "instrument": "2026-07-31",
        "instrument_agency": "2026-07-31",
        "participants": "2026-07-31",
        "travel": "2026-08-15",
        "country_clearance": "2026-08-31",
    }
    readied = await fire(program_officer, answer["id"], "ready")
    assert readied.json()["checklist"]["done"] == 1


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"ends_on": "2026-09-13"}, "/ends_on"),
        ({"country": "ZZZ"}, "/country"),
        ({"country": "Georgia"}, "/country"),
        ({"agency_id": "019a0000-0000-7000-8000-000000000000"}, "/agency_id"),
        ({"estimate": {"amount": "-1.00"}}, "/estimate/amount"),
        ({"estimate": {"amount": "1.001"}}, "/estimate/amount"),
        ({"estimate": {"amount": "NaN"}}, "/estimate/amount"),
        ({"estimate": {"amount": "1.00", "currency": "EUR"}}, "/estimate/currency"),
        ({"instrument_id": "another agency's"}, "/instrument_id"),
        ({"request_id": "019a0000-0000-7000-8000-000000000000"}, "/request_id"),
        ({"status": "active"}, "/status"),
        ({"concurred_at": "2026-07-01T00:00:00Z"}, "/concurred_at"),
        ({"starts_on": "14 September"}, "/starts_on"),
    ],
)
async def test_create_names_what_is_wrong(
    change: dict[str, Any], pointer: str, program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        agency = await make_agency(session)
        foreign, _ = await make_funding(session, await make_agency(session))
    if "instrument_id" in change:
        change = {"instrument_id": str(foreign.id)}
    refused = await program_officer.post("/activities", json=BODY | {"agency_id": str(agency.id)} | change)
    assert refused.status_code == 422, refused.text
    assert refused.json()["errors"][0]["pointer"] == pointer


async def test_update_moves_paperwork_and_officers_and_voids_concurrence(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        agency = await make_agency(session)
    created = await program_officer.post("/activities", json=BODY | {"agency_id": str(agency.id)})
    address = f"/activities/{created.json()['id']}"
    async with database.transaction() as session:
        activity = await session.get_one(Activity, created.json()["id"])
        await make_assignment(session, activity)
        activity.concurred_at = datetime(2026, 7, 1, tzinfo=UTC)

    async def patch(body: dict[str, Any]) -> httpx.Response:
        version = {"If-Match": (await program_officer.get(address)).headers["etag"]}
        return await program_officer.patch(address, json=body, headers=version)

    titled = await patch({"title": "Crash investigation, level 2"})
    assert titled.json()["concurred_at"] is not None
    moved = await patch({"starts_on": "2026-10-05", "ends_on": "2026-10-16"})
    assert moved.status_code == 200, moved.text
    assert moved.json()["concurred_at"] is None
    assert moved.json()["checklist"]["next_due_on"] == "2026-08-21"
    [row] = moved.json()["assignments"]
    assert (row["starts_on"], row["ends_on"]) == ("2026-10-05", "2026-10-16")
    cleared = await patch({"estimate": None, "venue": None})
    assert (cleared.json()["estimate"], cleared.json()["venue"]) == (None, None)
    assert (await patch({"title": None})).status_code == 422
    assert (await patch({"ends_on": "2026-10-01"})).json()["errors"][0]["pointer"] == "/ends_on"
    stale = await program_officer.patch(
        address, json={"title": "x"}, headers={"If-Match": created.headers["etag"]}
    )
    assert stale.status_code == 412


async def test_update_ends_with_the_go_ahead(program_officer: httpx.AsyncClient, database: Database) -> None:
    async with database.transaction() as session:
        activities = {status: await make_activity(session, status) for status in S}
    for status, activity in activities.items():
        answer = await program_officer.patch(
            f"/activities/{activity.id}", json={"publish_redaction": True}, headers={"If-Match": '"1"'}
        )
        editable = status in (S.PLANNING, S.READYING)
        assert answer.status_code == (200 if editable else 409), status
        shown = (await program_officer.get(f"/activities/{activity.id}")).json()
        assert ("update" in shown["allowed_actions"]) == editable


async def test_list_is_filtered_sorted_and_searched(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    async with database.transaction() as session:
        visit = await make_activity(
            session, modality=Modality.STUDY_VISIT.value, title="Visit to the forensic laboratory"
        )
        peru = await make_activity(
            session,
            S.ACTIVE,
            country_id=(await country(session, "PER")).id,
            starts_on=date(2025, 10, 1),
            ends_on=date(2025, 10, 9),
        )
        last = await make_activity(session, starts_on=date(2025, 9, 30), ends_on=date(2025, 9, 30))

    # The database also holds activities that were reported in public.
    ours = {"ids": [str(visit.id), str(peru.id), str(last.id)]}

    async def found(**params: Any) -> set[str]:
        page = await program_officer.get("/activities", params=params | ours)
        assert page.status_code == 200, page.text
        return {row["id"] for row in page.json()["items"]}

    assert await found(country="PER") == {str(peru.id)}
    assert await found(country_id=str(peru.country_id)) == {str(peru.id)}
    assert await found(status="active") == {str(peru.id)}
    assert await found(agency_id=str(visit.agency_id)) == {str(visit.id)}
    assert await found(modality="study_visit") == {str(visit.id)}
    assert await found(fiscal_year=2026) == {str(visit.id), str(peru.id)}
    assert await found(fiscal_year=2025) == {str(last.id)}
    assert await found(**{"starts_on.gte": "2025-10-01", "ends_on.lt": "2026-01-01"}) == {str(peru.id)}
    assert await found(q="forensic labratory") == {str(visit.id)}
    assert await found(mine="true") == set()
    assert len(await found(mine="false")) == 3
    for bad in ({"fiscal_year": "99999999999"}, {"mine": "perhaps"}, {"country_id": "PER"}):
        assert (await program_officer.get("/activities", params=bad)).status_code == 422
    page = (await program_officer.get("/activities", params={"sort": "starts_on"} | ours)).json()["items"]
    assert [row["id"] for row in page] == [str(last.id), str(peru.id), str(visit.id)]
    assert (page[1]["country"]["name"], page[1]["agency"]["id"]) == ("Peru", str(peru.agency_id))


async def test_mine_is_what_i_made_or_am_assigned_to(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        assignment = await make_assignment(session, activity)
    body = BODY | {"agency_id": str(activity.agency_id)}
    made = (await program_officer.post("/activities", json=body)).json()
    mine = (await program_officer.get("/activities", params={"mine": "true"})).json()["items"]
    assert [row["id"] for row in mine] == [made["id"]]
    officer = await client_for(Role.OFFICER, agency_id=activity.agency_id, officer_id=assignment.officer_id)
    theirs = (await officer.get("/activities", params={"mine": "true"})).json()["items"]
    assert [row["id"] for row in theirs] == [str(activity.id)]


async def test_others_records_are_not_there(client_for: ClientFor, database: Database) -> None:
    async with database.transaction() as session:
        activity = await make_activity(session)
        colleague = await make_assignment(session, activity)
        other = await make_activity(session, country_id=(await country(session, "PER")).id)
        mine = await make_assignment(session, activity)
    clients = {
        "coordinator": await client_for(Role.AGENCY_COORDINATOR, agency_id=activity.agency_id),
        "officer": await client_for(Role.OFFICER, agency_id=activity.agency_id, officer_id=mine.officer_id),
        "post": await post_client(client_for, database),
    }
    for name, client in clients.items():
        ours = {"ids": [str(activity.id), str(other.id)]}
        listed = (await client.get("/activities", params=ours)).json()
        assert [row["id"] for row in listed["items"]] == [str(activity.id)], name
        assert listed["missing"] == [str(other.id)]
        for path in ("", "/gates", "/assignments", "/checklist", "/participants", "/after-action"):
            assert (await client.get(f"/activities/{other.id}{path}")).status_code == 404, (name, path)
        shown = (await client.get(f"/activities/{activity.id}")).json()
        assert shown["obligation"] is None, name
        assert (shown["instrument"] is None) == (name != "coordinator")
        assert (shown["participants"] is None) == (name != "post")
        seen = {row["id"] for row in shown["assignments"]}
        assert (str(colleague.id) in seen) == (name != "officer")
        rows = (await client.get(f"/activities/{activity.id}/assignments")).json()["items"]
        assert {row["id"] for row in rows} == seen
