"""The change feed: order, shape, filters, tombstones, and nothing for those who may not see the record."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from models.database import Database
from models.enums import OutreachStatus, Role
from models.feed_enums import FedSubject
from services.changes import FOLLOWED
from services.workflows.feed.events import WINDOW
from services.workflows.feed.subjects import SUBJECTS
from tests.factories.agencies import agency
from tests.factories.claims import add_line, make_ground, new_claim
from tests.factories.events import settle
from tests.factories.requests import make_outreach
from tests.fixtures.api import ClientFor

NEW = {"legal_name": "Riverton Police Department", "kind": "municipal_pd", "state": "VA"}


async def follow(
    client: httpx.AsyncClient, after: str = "0", **query: Any
) -> tuple[list[dict[str, Any]], str]:
    """Everything after a position, and the position reached."""
    events: list[dict[str, Any]] = []
    while True:
        answer = await client.get("/events", params={"after": after, **query})
        assert answer.status_code == 200, answer.text
        page = answer.json()
        events += page["items"]
        after = page["next"]
        if not page["has_more"]:
            return events, after


async def position(client: httpx.AsyncClient, database: Database) -> str:
    await settle(database)
    return str((await client.get("/events/position")).json()["position"])


def test_each_followed_table_has_its_list_and_its_address() -> None:
    assert set(SUBJECTS) == set(FedSubject) == {subject for subject, _ in FOLLOWED.values()}
    for table, (subject, _) in FOLLOWED.items():
        assert SUBJECTS[subject].listing.table is table


async def test_a_change_is_told_as_a_cloud_event(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    start = await position(program_officer, database)
    made = await program_officer.post("/agencies", json=NEW)
    patch = {"city": "Riverton"}
    tag = {"If-Match": made.headers["ETag"]}
    await program_officer.patch(f"/agencies/{made.json()['id']}", json=patch, headers=tag)
    await settle(database)

    events, reached = await follow(program_officer, start)
    assert [event["type"] for event in events] == ["agencies.created", "agencies.updated"]
    created, updated = events
    assert int(created["sequence"]) == int(start) + 1
    assert updated["sequence"] == reached
    assert (created["specversion"], created["datacontenttype"]) == ("1.0", "application/json")
    assert created["subject"] == f"agency/{made.json()['id']}"
    assert created["source"].endswith("/api/v1")
    assert updated["data"] | {"changed": []} == {
        "subject": {"type": "agency", "id": made.json()["id"], "label": NEW["legal_name"]},
        "gone": False,
        "version": 2,
        "status": "prospect",
        "changed": [],
        "agency_id": made.json()["id"],
        "link": updated["data"]["link"],
    }
    assert "city" in updated["data"]["changed"]
    path = updated["data"]["link"].partition("/api/v1")[2]
    assert (await program_officer.get(path)).json()["city"] == "Riverton"
    with_record, _ = await follow(program_officer, start, include="record")
    [row] = (await program_officer.get("/agencies", params={"ids": made.json()["id"]})).json()["items"]
    assert with_record[0]["data"]["record"] == row


async def test_pages_join_without_gap_and_filters_narrow(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    start = await position(program_officer, database)
    made = [
        (await program_officer.post("/agencies", json={**NEW, "legal_name": f"Agency {n}"})).json()
        for n in range(7)
    ]
    contact = {"name": "Desk", "email": "desk@example.org"}
    await program_officer.post(f"/agencies/{made[0]['id']}/contacts", json=contact)
    await settle(database)
    whole, _ = await follow(program_officer, start)
    small, _ = await follow(program_officer, start, limit=2)
    assert small == whole
    assert [int(event["sequence"]) - int(start) for event in whole] == list(range(1, 9))

    async def types(**query: Any) -> list[str]:
        return [event["type"] for event in (await follow(program_officer, start, **query))[0]]

    assert await types(type="agencies.*") == ["agencies.created"] * 7
    assert await types(type="agencies.archived") == []
    assert await types(subject_type="agency_contact") == ["agency_contacts.added"]
    assert await types(subject_id=made[3]["id"]) == ["agencies.created"]
    assert await types(agency_id=made[0]["id"]) == ["agencies.created", "agency_contacts.added"]


async def test_a_removed_record_leaves_a_tombstone(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    start = await position(program_officer, database)
    home = (await program_officer.post("/agencies", json=NEW)).json()
    contact = await program_officer.post(
        f"/agencies/{home['id']}/contacts", json={"name": "Somebody", "email": "somebody@example.org"}
    )
    address = f"/agencies/{home['id']}/contacts/{contact.json()['id']}"
    await program_officer.delete(address, headers={"If-Match": contact.headers["ETag"]})
    await settle(database)
    events, _ = await follow(program_officer, start, subject_type="agency_contact")
    assert [event["data"]["gone"] for event in events] == [True, True]
    for event in events:
        assert event["data"] == {
            "subject": {"type": "agency_contact", "id": contact.json()["id"], "label": None},
            "gone": True,
            "version": None,
            "status": None,
            "changed": [],
            "agency_id": None,
            "link": None,
        }
        assert "Somebody" not in str(event)


async def test_an_agency_hears_of_its_own_records_alone(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        ours, theirs = agency(), agency()
        session.add_all([ours, theirs])
        await session.flush()
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=ours.id)
    start = await position(coordinator, database)
    gone = {}
    for home in (ours, theirs):
        body = {"name": "Desk", "email": "desk@example.org"}
        contact = await program_officer.post(f"/agencies/{home.id}/contacts", json=body)
        gone[home.id] = contact.json()["id"]
        tag = {"If-Match": contact.headers["ETag"]}
        removed = await program_officer.delete(f"/agencies/{home.id}/contacts/{gone[home.id]}", headers=tag)
        assert removed.status_code == 204
    await settle(database)
    heard, reached = await follow(coordinator, start)
    assert {event["data"]["subject"]["id"] for event in heard} == {gone[ours.id]}
    assert all(event["data"]["gone"] for event in heard)
    everything, end = await follow(program_officer, start)
    assert {event["data"]["subject"]["id"] for event in everything} == set(gone.values())
    assert reached == end, "who sees little gets on all the same"


async def test_an_officer_hears_that_a_line_of_their_own_claim_is_gone(
    client_for: ClientFor, database: Database
) -> None:
    ground = await make_ground(database, client_for)
    claim = await new_claim(ground, officer_id=str(ground.officer.id))
    officer = await client_for(Role.OFFICER, agency_id=ground.agency.id, officer_id=ground.officer.id)
    other = await client_for(Role.OFFICER, agency_id=ground.agency.id, officer_id=None)
    start = await position(officer, database)
    line = await add_line(ground, claim, "other", 2, "20.00")
    tag = {"If-Match": (await ground.coordinator.get(f"/expenses/{line['id']}")).headers["ETag"]}
    removed = await ground.coordinator.delete(f"/expenses/{line['id']}", headers=tag)
    assert removed.status_code == 204, removed.text
    await settle(database)
    heard, _ = await follow(officer, start)
    assert ("expenses.removed", line["id"]) in {(e["type"], e["data"]["subject"]["id"]) for e in heard}
    assert ("claims.changed", claim["id"]) in {(e["type"], e["data"]["subject"]["id"]) for e in heard}
    assert (await follow(other, start))[0] == []


async def test_what_tells_of_vetting_or_of_secrets_is_never_told(
    client_for: ClientFor, database: Database
) -> None:
    auditor = await client_for(Role.AUDITOR)
    events, _ = await follow(auditor)
    assert {event["data"]["subject"]["type"] for event in events} <= set(FedSubject)
    hidden = {"vetting_case", "foreign_participant", "unit", "api_token", "webhook"}
    assert not hidden & set(FedSubject)
    for word in hidden:
        answer = await auditor.get("/events", params={"subject_type": word})
        assert answer.status_code == 422


async def test_why_an_agency_said_no_is_not_told_to_others(client_for: ClientFor, database: Database) -> None:
    """Neither the words nor that there were some."""
    async with database.transaction() as session:
        outreach = await make_outreach(session, OutreachStatus.SENT)
    start = await position(await client_for(Role.PROGRAM_OFFICER), database)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
    read = await coordinator.get(f"/outreach/{outreach.id}")
    body = {"answer": "declined", "reason": "Short of people until spring"}
    said = await coordinator.post(
        f"/outreach/{outreach.id}/reply", json=body, headers={"If-Match": read.headers["ETag"]}
    )
    assert said.status_code == 200, said.text
    await settle(database)
    heard, _ = await follow(await client_for(Role.PROGRAM_OFFICER), start, include="record")
    assert heard
    assert "spring" not in str(heard)
    assert "decline_reason" not in {name for event in heard for name in event["data"]["changed"]}


@pytest.mark.parametrize("after", [str(10**18), "9" * 19])
async def test_a_position_that_the_log_has_not_reached_is_an_error(
    program_officer: httpx.AsyncClient, after: str
) -> None:
    answer = await program_officer.get("/events", params={"after": after})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")
    answer = await program_officer.get("/events/stream", params={"after": after})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")


async def test_a_page_looks_through_so_many_events_and_no_more(
    client_for: ClientFor, database: Database
) -> None:
    """Who sees little of a long log gets empty pages and gets on, instead of waiting."""
    async with database.transaction() as session:
        await session.execute(
            text(
                "insert into events (id, recorded_at, action, subject_type, subject_id, actor_name)"
                " select gen_random_uuid(), now(), 'agencies.updated', 'agency', gen_random_uuid(), 'System'"
                " from generate_series(1, :count)"
            ),
            {"count": WINDOW + 10},
        )
    async with database.transaction() as session:
        ours = agency()
        session.add(ours)
    await settle(database)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=ours.id)
    first = (await coordinator.get("/events", params={"subject_id": str(ours.id)})).json()
    assert (first["items"], first["has_more"], int(first["next"])) == ([], True, WINDOW)
    events, _ = await follow(coordinator, first["next"], subject_id=str(ours.id))
    assert [UUID(event["data"]["subject"]["id"]) for event in events] == [ours.id]
