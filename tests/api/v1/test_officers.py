"""Officers and their credentials over HTTP."""

import httpx
import pytest

from models.database import Database
from models.enums import ActivityStatus, Role
from models.officers import Officer
from tests.factories.activities import make_activity, make_assignment
from tests.factories.agencies import agency
from tests.factories.officers import credential, officer
from tests.fixtures.api import ClientFor

PASSPORT = {"type": "passport", "number": "X1234567", "issued_on": "2024-02-29", "expires_on": "2034-02-28"}


def _version(response: httpx.Response) -> dict[str, str]:
    return {"If-Match": response.headers["etag"]}


async def _three(database: Database) -> tuple[Officer, Officer, Officer]:
    """Two officers of one agency and one of another."""
    async with database.transaction() as session:
        mine, other = agency(), agency()
        session.add_all([mine, other])
        await session.flush()
        people = officer(mine), officer(mine), officer(other, languages=["fr"])
        session.add_all(people)
    return people


async def test_coordinators_keep_the_officers_of_their_agency(
    client_for: ClientFor, database: Database
) -> None:
    one, _, other = await _three(database)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=one.agency_id)
    body = {"name": "Training sergeant", "rank": "Sergeant", "languages": ["es", "ht", "es"]}
    added = await coordinator.post("/officers", json=body)
    assert added.status_code == 201, added.text
    assert added.json()["agency"]["id"] == str(one.agency_id)
    assert added.json()["languages"] == ["es", "ht"]
    assert added.json()["allowed_actions"] == ["update", "archive", "transcript"]
    listed = await coordinator.get("/officers", params={"count": "exact"})
    assert listed.json()["total"] == 3
    assert {answer.headers["cache-control"] for answer in (added, listed)} == {"no-store"}
    speaking = await coordinator.get("/officers", params={"language": "ht"})
    assert [row["id"] for row in speaking.json()["items"]] == [added.json()["id"]]
    assert (await coordinator.get(f"/officers/{other.id}")).status_code == 404
    address = f"/officers/{added.json()['id']}"
    changed = await coordinator.patch(address, json={"rank": None}, headers=_version(added))
    assert (changed.json()["rank"], changed.json()["name"]) == (None, "Training sergeant")
    assert (await coordinator.patch(address, json={}, headers=_version(added))).status_code == 412
    theirs = await coordinator.patch(f"/officers/{other.id}", json={"rank": "Chief"}, headers=_version(added))
    assert theirs.status_code == 404


@pytest.mark.parametrize("language", ["xx", "spa", "ES", "", "iw", 1])
async def test_languages_are_iso_639_1(client_for: ClientFor, database: Database, language: object) -> None:
    one, _, _ = await _three(database)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=one.agency_id)
    refused = await coordinator.post("/officers", json={"name": "Officer", "languages": ["es", language]})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/languages/1"


async def test_callers_cannot_choose_the_agency(client_for: ClientFor, database: Database) -> None:
    one, _, other = await _three(database)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=one.agency_id)
    refused = await coordinator.post("/officers", json={"name": "Officer", "agency_id": str(other.agency_id)})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/agency_id")


async def test_officers_see_and_change_themselves_alone(client_for: ClientFor, database: Database) -> None:
    me, colleague, _ = await _three(database)
    client = await client_for(Role.OFFICER, agency_id=me.agency_id, officer_id=me.id)
    assert [row["id"] for row in (await client.get("/officers")).json()["items"]] == [str(me.id)]
    assert (await client.get(f"/officers/{colleague.id}")).status_code == 404
    own = await client.get(f"/officers/{me.id}")
    assert own.json()["allowed_actions"] == ["update", "transcript"]
    changed = await client.patch(f"/officers/{me.id}", json={"languages": ["pt"]}, headers=_version(own))
    assert changed.json()["languages"] == ["pt"]
    for address, body in (("/officers", {"name": "Friend"}), (f"/officers/{me.id}/archive", None)):
        refused = await client.post(address, json=body, headers=_version(changed))
        assert (refused.status_code, refused.json()["permission"]) == (403, "officers:create")
    added = await client.post(f"/officers/{me.id}/credentials", json=PASSPORT)
    assert added.status_code == 201
    assert (await client.post(f"/officers/{colleague.id}/credentials", json=PASSPORT)).status_code == 404


async def test_archiving_waits_for_assignments(client_for: ClientFor, database: Database) -> None:
    me, colleague, _ = await _three(database)
    async with database.transaction() as session:
        activity = await make_activity(session, ActivityStatus.READYING, agency_id=me.agency_id)
        await make_assignment(session, activity, me)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=me.agency_id)
    read = await coordinator.get(f"/officers/{me.id}")
    refused = await coordinator.post(f"/officers/{me.id}/archive", headers=_version(read))
    assert (refused.status_code, refused.json()["code"]) == (409, "assigned")
    read = await coordinator.get(f"/officers/{colleague.id}")
    archived = await coordinator.post(f"/officers/{colleague.id}/archive", headers=_version(read))
    assert archived.json()["allowed_actions"] == ["update", "restore", "transcript"]
    listed = await coordinator.get("/officers", params={"archived": False})
    assert [row["id"] for row in listed.json()["items"]] == [str(me.id)]
    restored = await coordinator.post(f"/officers/{colleague.id}/restore", headers=_version(archived))
    assert restored.json()["archived"] is False


async def test_credentials_are_added_changed_and_removed(client_for: ClientFor, database: Database) -> None:
    me, _, other = await _three(database)
    async with database.transaction() as session:
        session.add(credential(other))
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=me.agency_id)
    address = f"/officers/{me.id}/credentials"
    added = await coordinator.post(address, json=PASSPORT)
    assert added.status_code == 201, added.text
    own = added.headers["location"].removeprefix("/api/v1")
    assert (await coordinator.get(own)).json() == added.json()
    changed = await coordinator.patch(own, json={"expires_on": "2033-01-01"}, headers=_version(added))
    assert changed.json()["expires_on"] == "2033-01-01"
    expiring = await coordinator.get(address, params={"type": "passport", "expires_on.lt": "2033-01-02"})
    assert len(expiring.json()["items"]) == 1
    assert (await coordinator.get(f"/officers/{other.id}/credentials")).status_code == 404
    elsewhere = f"/officers/{other.id}/credentials/{added.json()['id']}"
    assert (await coordinator.get(elsewhere)).status_code == 404
    assert (await coordinator.delete(own, headers=_version(added))).status_code == 412
    assert (await coordinator.delete(own, headers=_version(changed))).status_code == 204
    assert (await coordinator.get(address)).json()["items"] == []


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"expires_on": "2024-02-28"}, "/expires_on"),
        ({"issued_on": "2026-07-02"}, "/issued_on"),
        ({"issued_on": "2023-02-29"}, "/issued_on"),
        ({"type": "driving_licence"}, "/type"),
        ({"officer_id": "x"}, "/officer_id"),
    ],
)
async def test_bad_credentials_are_named(
    client_for: ClientFor, database: Database, changes: dict[str, object], pointer: str
) -> None:
    me, _, _ = await _three(database)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=me.agency_id)
    refused = await coordinator.post(f"/officers/{me.id}/credentials", json=PASSPORT | changes)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_staff_and_posts_read_and_nobody_else(client_for: ClientFor, database: Database) -> None:
    me, _, _ = await _three(database)
    for role in (Role.PROGRAM_OFFICER, Role.FINANCE_REVIEWER, Role.POST, Role.AUDITOR):
        client = await client_for(role)
        read = await client.get(f"/officers/{me.id}")
        actions = ["transcript"] if role in (Role.PROGRAM_OFFICER, Role.AUDITOR) else []
        assert (read.status_code, read.json()["allowed_actions"]) == (200, actions)
        refused = await client.patch(f"/officers/{me.id}", json={"rank": "Chief"}, headers=_version(read))
        assert (refused.status_code, refused.json()["permission"]) == (403, "officers:update")
    for role in (Role.ADMINISTRATOR, Role.CERTIFYING_OFFICER):
        client = await client_for(role)
        assert (await client.get(f"/officers/{me.id}")).status_code == 403
