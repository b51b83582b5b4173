"""Academies, what they offer and who teaches there, over HTTP."""

import httpx
import pytest

from models.database import Database
from models.enums import Role
from tests.factories.activities import post_in
from tests.factories.agencies import agency
from tests.factories.officers import officer
from tests.factories.vetting import make_person
from tests.fixtures.api import ClientFor

ACADEMY = {
    "code": "ILEA-TST",
    "name": "Academy of tests",
    "city": "Guatemala City",
    "host_country": "Guatemala",
    "country": "GTM",
    "established": 2026,
    "region_served": "Central America",
    "longitude": -90.5,
    "latitude": 14.6,
}
OFFERING = {
    "program": "core_leld",
    "title": "Law enforcement leadership",
    "expertise": "THB",
    "starts_on": "2026-09-07",
    "ends_on": "2026-10-16",
    "seats": 45,
}


def _version(response: httpx.Response) -> dict[str, str]:
    return {"If-Match": response.headers["etag"]}


def _address(response: httpx.Response) -> str:
    return response.headers["location"].removeprefix("/api/v1")


async def _new(client: httpx.AsyncClient, address: str, body: dict[str, object]) -> httpx.Response:
    response = await client.post(address, json=body)
    assert response.status_code == 201, response.text
    return response


async def test_the_known_academies_are_there(program_officer: httpx.AsyncClient) -> None:
    listed = (await program_officer.get("/academies")).json()["items"]
    assert len(listed) == 7
    roswell = next(row for row in listed if row["code"] == "ILEA-ROW")
    assert (roswell["host_country"], roswell["country"]) == ("United States", None)
    unlisted = (await program_officer.get("/academies", params={"status": "unlisted"})).json()["items"]
    assert [row["city"] for row in unlisted] == ["Lima"]


async def test_academies_are_created_changed_and_deleted(
    program_officer: httpx.AsyncClient, client_for: ClientFor
) -> None:
    added = await _new(program_officer, "/academies", ACADEMY)
    assert (added.json()["country"]["genc3"], added.json()["status"]) == ("GTM", "operating")
    assert (await program_officer.get(_address(added))).json() == added.json()
    taken = await program_officer.post("/academies", json=ACADEMY)
    assert (taken.status_code, taken.json()["code"]) == (409, "code_taken")
    changed = await program_officer.patch(
        _address(added), json={"country": None, "status": "unlisted"}, headers=_version(added)
    )
    assert (changed.json()["country"], changed.json()["status"]) == (None, "unlisted")
    post = await client_for(Role.POST)
    assert (await post.get(_address(added))).json()["allowed_actions"] == []
    refused = await post.delete(_address(added), headers=_version(changed))
    assert (refused.status_code, refused.json()["permission"]) == (403, "academies:manage")
    assert (await program_officer.delete(_address(added), headers=_version(added))).status_code == 412
    assert (await program_officer.delete(_address(added), headers=_version(changed))).status_code == 204
    assert (await program_officer.get(_address(added))).status_code == 404


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"longitude": 181}, "/longitude"),
        ({"latitude": "14.6"}, "/latitude"),
        ({"established": 2026.5}, "/established"),
        ({"code": "ilea tst"}, "/code"),
        ({"country": "Guatemala"}, "/country"),
        ({"status": "operating"}, "/status"),
    ],
)
async def test_bad_academies_are_named(
    program_officer: httpx.AsyncClient, changes: dict[str, object], pointer: str
) -> None:
    refused = await program_officer.post("/academies", json=ACADEMY | changes)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_offerings_belong_to_their_academy(program_officer: httpx.AsyncClient) -> None:
    academy = await _new(program_officer, "/academies", ACADEMY)
    other = await _new(program_officer, "/academies", ACADEMY | {"code": "ILEA-TWO"})
    offering = await _new(program_officer, f"{_address(academy)}/offerings", OFFERING)
    assert offering.json()["expertise"]["code"] == "THB"
    assert (await program_officer.get(_address(offering))).json() == offering.json()
    elsewhere = f"{_address(other)}/offerings/{offering.json()['id']}"
    assert (await program_officer.get(elsewhere)).status_code == 404
    assert (await program_officer.delete(elsewhere, headers=_version(offering))).status_code == 404
    listed = await program_officer.get(
        f"{_address(academy)}/offerings", params={"program": "core_leld", "starts_on.gte": "2026-09-01"}
    )
    assert [row["id"] for row in listed.json()["items"]] == [offering.json()["id"]]
    changed = await program_officer.patch(
        _address(offering), json={"expertise": None, "seats": 40}, headers=_version(offering)
    )
    assert (changed.json()["expertise"], changed.json()["seats"]) == (None, 40)
    in_use = await program_officer.delete(_address(academy), headers=_version(academy))
    assert (in_use.status_code, in_use.json()["code"]) == (409, "in_use")
    assert (await program_officer.delete(_address(offering), headers=_version(changed))).status_code == 204


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"ends_on": "2026-09-06"}, "/ends_on"),
        ({"expertise": "NOPE"}, "/expertise"),
        ({"seats": 0}, "/seats"),
        ({"program": "CORE_LELD"}, "/program"),
    ],
)
async def test_bad_offerings_are_named(
    program_officer: httpx.AsyncClient, changes: dict[str, object], pointer: str
) -> None:
    academy = await _new(program_officer, "/academies", ACADEMY)
    refused = await program_officer.post(f"{_address(academy)}/offerings", json=OFFERING | changes)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_instructors_are_shown_to_their_own_agency_alone(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        mine, other = agency(), agency()
        session.add_all([mine, other])
        await session.flush()
        one, two = officer(mine), officer(other)
        session.add_all([one, two])
    academy = await _new(program_officer, "/academies", ACADEMY)
    offering = await _new(program_officer, f"{_address(academy)}/offerings", OFFERING)
    address = f"{_address(offering)}/instructors"
    added = await _new(program_officer, address, {"officer_id": str(one.id), "topic": "Ethics"})
    await _new(program_officer, address, {"officer_id": str(two.id)})
    assert added.json()["officer"]["name"] == one.name
    assert added.json()["confirmed_at"] == "2026-07-01T12:00:00.000000Z"
    twice = await program_officer.post(address, json={"officer_id": str(one.id)})
    assert (twice.status_code, twice.json()["code"]) == (409, "already_there")
    for body in ({}, {"officer_id": str(one.id), "participant_id": str(two.id)}):
        refused = await program_officer.post(address, json=body)
        assert refused.json()["errors"][0]["code"] == "one_instructor"
    nobody = await program_officer.post(address, json={"officer_id": academy.json()["id"]})
    assert nobody.json()["errors"][0]["code"] == "unknown"
    assert len((await program_officer.get(address)).json()["items"]) == 2
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=mine.id)
    seen = (await coordinator.get(address)).json()["items"]
    assert [row["id"] for row in seen] == [added.json()["id"]]
    assert (await coordinator.get(_address(added))).json()["allowed_actions"] == []
    assert (await program_officer.delete(_address(added), headers=_version(added))).status_code == 204
    assert (await coordinator.get(address)).json()["items"] == []


async def test_agencies_nominate_their_own_and_the_programme_confirms(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        mine, other = agency(), agency()
        session.add_all([mine, other])
        await session.flush()
        one, two, stranger = officer(mine), officer(mine), officer(other)
        session.add_all([one, two, stranger])
    academy = await _new(program_officer, "/academies", ACADEMY)
    offering = await _new(program_officer, f"{_address(academy)}/offerings", OFFERING)
    address = f"{_address(offering)}/instructors"
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=mine.id)
    assert (await coordinator.get(_address(offering))).json()["allowed_actions"] == ["nominate"]
    nominated = await _new(coordinator, address, {"officer_id": str(one.id), "topic": "Ethics"})
    assert (nominated.json()["confirmed_at"], nominated.json()["allowed_actions"]) == (None, ["delete"])
    not_theirs = await coordinator.post(address, json={"officer_id": str(stranger.id)})
    assert (not_theirs.status_code, not_theirs.json()["errors"][0]["code"]) == (422, "unknown")
    seen = await program_officer.get(_address(nominated))
    assert seen.json()["allowed_actions"] == ["confirm", "delete"]
    refused = await coordinator.post(f"{_address(nominated)}/confirm", headers=_version(nominated))
    assert (refused.status_code, refused.json()["permission"]) == (403, "academies:manage")
    confirmed = await program_officer.post(f"{_address(nominated)}/confirm", headers=_version(seen))
    assert confirmed.json()["confirmed_at"] == "2026-07-01T12:00:00.000000Z"
    again = await program_officer.post(f"{_address(nominated)}/confirm", headers=_version(confirmed))
    assert (again.status_code, again.json()["code"]) == (409, "already_confirmed")
    # Once confirmed it is the programme's to end; before, the agency may take it back.
    kept = await coordinator.delete(_address(nominated), headers=_version(confirmed))
    assert (kept.status_code, kept.json()["permission"]) == (403, "academies:manage")
    withdrawn = await _new(coordinator, address, {"officer_id": str(two.id)})
    assert (await coordinator.delete(_address(withdrawn), headers=_version(withdrawn))).status_code == 204
    own = await client_for(Role.OFFICER, agency_id=mine.id, officer_id=one.id)
    assert (await own.post(address, json={"officer_id": str(one.id)})).status_code == 403


async def test_nominations_end_when_the_course_begins(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        mine = agency()
        session.add(mine)
        await session.flush()
        one = officer(mine)
        session.add(one)
    academy = await _new(program_officer, "/academies", ACADEMY)
    begun = OFFERING | {"starts_on": "2026-07-01", "ends_on": "2026-07-10"}
    offering = await _new(program_officer, f"{_address(academy)}/offerings", begun)
    address = f"{_address(offering)}/instructors"
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=mine.id)
    refused = await coordinator.post(address, json={"officer_id": str(one.id)})
    assert (refused.status_code, refused.json()["code"]) == (409, "offering_begun")
    await _new(program_officer, address, {"officer_id": str(one.id)})


async def test_senior_officers_of_partner_countries_teach_too(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        person = await make_person(session, await post_in(session), name="Senior officer abroad")
    academy = await _new(program_officer, "/academies", ACADEMY)
    offering = await _new(program_officer, f"{_address(academy)}/offerings", OFFERING)
    address = f"{_address(offering)}/instructors"
    added = await _new(program_officer, address, {"participant_id": str(person.id)})
    assert added.json()["participant"]["name"] == "Senior officer abroad"
    assert "birth" not in added.text
    coordinator = await client_for(Role.AGENCY_COORDINATOR)
    assert (await coordinator.get(address)).json()["items"] == []
    refused = await coordinator.post(address, json={"participant_id": str(person.id)})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "unknown")
