"""Records by other systems' keys: made once however many ask at once, changed after, and never of two records."""

import asyncio
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from models.database import Database
from models.enums import Role
from tests.factories.agencies import agency
from tests.factories.agreements import make_instrument
from tests.fixtures.api import ClientFor

BODY = {
    "legal_name": "Fairview Police Department",
    "kind": "municipal_pd",
    "state": "VA",
    "oris": ["VA0990100"],
}
ADDRESS = "/agencies/by-ref/sams/AG-1042"


async def _events(database: Database) -> list[str]:
    async with database.read() as connection:
        rows = await connection.execute(
            text("SELECT action FROM events WHERE action ~ '^(agencies|external_refs)[.]' ORDER BY id")
        )
        return [row[0] for row in rows]


async def test_a_put_makes_then_changes_then_does_nothing(client_for: ClientFor, database: Database) -> None:
    system = await client_for(
        Role.SERVICE_CLIENT, scopes=("agencies:read", "agencies:create", "agencies:update")
    )
    made = await system.put(ADDRESS, json=BODY)
    assert made.status_code == 201, made.text
    assert made.headers["Location"] == f"/api/v1/agencies/{made.json()['id']}"
    assert made.json()["external_refs"] == [{"system": "sams", "key": "AG-1042"}]
    changed = await system.put(ADDRESS, json=BODY | {"city": "Fairview"})
    assert (changed.status_code, changed.json()["city"], changed.json()["version"]) == (200, "Fairview", 2)
    same = await system.put(ADDRESS, json=BODY | {"city": "Fairview"})
    assert (same.status_code, same.headers["ETag"]) == (200, changed.headers["ETag"])
    without = await system.put(ADDRESS, json=BODY)
    assert without.json()["city"] == "Fairview"
    read = await system.get(ADDRESS)
    assert (read.json()["id"], read.headers["ETag"]) == (made.json()["id"], changed.headers["ETag"])
    assert await _events(database) == ["agencies.created", "agencies.updated"]


async def test_ten_at_once_make_one(program_officer: httpx.AsyncClient, database: Database) -> None:
    answers = await asyncio.gather(*(program_officer.put(ADDRESS, json=BODY) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await _events(database) == ["agencies.created"]


async def test_what_is_stated_once_stays(program_officer: httpx.AsyncClient) -> None:
    await program_officer.put(ADDRESS, json=BODY)
    refused = await program_officer.put(ADDRESS, json=BODY | {"state": "MD", "oris": []})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "not_changeable")


async def test_a_version_may_be_named(program_officer: httpx.AsyncClient) -> None:
    tag = {"If-Match": '"1-00000000"'}
    assert (await program_officer.put(ADDRESS, json=BODY, headers=tag)).json()["code"] == "no_such_version"
    await program_officer.put(ADDRESS, json=BODY)
    moved = await program_officer.put(ADDRESS, json=BODY | {"city": "A"}, headers=tag)
    assert moved.status_code == 200
    stale = await program_officer.put(ADDRESS, json=BODY | {"city": "B"}, headers=tag)
    assert (stale.status_code, (await program_officer.get(ADDRESS)).json()["city"]) == (412, "A")


@pytest.mark.parametrize("system", ["reference", "public_reports"])
async def test_names_of_our_own_are_not_given_away(program_officer: httpx.AsyncClient, system: str) -> None:
    refused = await program_officer.put(f"/agencies/by-ref/{system}/x", json=BODY)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "reserved")


async def test_keys_are_attached_and_detached(program_officer: httpx.AsyncClient, database: Database) -> None:
    first = await program_officer.post("/agencies", json=BODY)
    second = await program_officer.post("/agencies", json=BODY | {"oris": []})
    address = f"/agencies/{first.json()['id']}/external-refs/ipp/77"
    assert (await program_officer.put(address)).status_code == 428
    attached = await program_officer.put(address, headers={"If-Match": first.headers["ETag"]})
    assert attached.json()["external_refs"] == [{"system": "ipp", "key": "77"}]
    taken = await program_officer.put(
        f"/agencies/{second.json()['id']}/external-refs/ipp/77", headers={"If-Match": second.headers["ETag"]}
    )
    assert (taken.status_code, taken.json()["code"]) == (409, "ref_taken")
    assert first.json()["id"] in taken.json()["detail"]
    found = await program_officer.get("/agencies", params={"external_ref": ["ipp:77", "ipp:78"]})
    assert [item["id"] for item in found.json()["items"]] == [first.json()["id"]]
    gone = await program_officer.delete(address, headers={"If-Match": attached.headers["ETag"]})
    assert gone.json()["external_refs"] == []
    assert (await program_officer.get("/agencies/by-ref/ipp/77")).status_code == 404
    again = await program_officer.delete(address, headers={"If-Match": gone.headers["ETag"]})
    assert again.status_code == 404
    assert (await _events(database))[-2:] == ["external_refs.attached", "external_refs.detached"]


async def test_who_may_not_see_the_record_learns_nothing_of_it(
    client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        here, there = agency(), agency()
        session.add_all([here, there])
        await session.flush()
    ours = await client_for(Role.AGENCY_COORDINATOR, agency_id=here.id)
    theirs = await client_for(Role.AGENCY_COORDINATOR, agency_id=there.id)
    body: dict[str, Any] = {"name": "Instructor, crash investigation", "languages": ["es"]}
    made = await ours.put("/officers/by-ref/hr/4711", json=body)
    assert made.status_code == 201
    changed = await ours.put("/officers/by-ref/hr/4711", json=body | {"rank": "Sergeant"})
    assert (changed.status_code, changed.json()["rank"]) == (200, "Sergeant")
    assert (await theirs.get("/officers/by-ref/hr/4711")).status_code == 404
    refused = await theirs.put("/officers/by-ref/hr/4711", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "ref_taken")
    assert made.json()["id"] not in refused.text
    listed = await theirs.get("/officers", params={"external_ref": "hr:4711"})
    assert listed.json()["items"] == []


async def test_a_request_by_key_of_a_post(client_for: ClientFor, database: Database) -> None:
    async with database.read() as connection:
        post_id = await connection.scalar(text("SELECT id FROM posts ORDER BY id LIMIT 1"))
    post = await client_for(Role.POST, post_id=post_id)
    body = {
        "title": "Crash investigation",
        "need": "Two instructors.",
        "modality": "overseas_train",
        "starts_on": "2026-10-01",
        "ends_on": "2026-10-20",
        "headcount": 2,
    }
    made = await post.put("/requests/by-ref/cable/26-1", json=body)
    assert made.status_code == 201, made.text
    same = await post.put("/requests/by-ref/cable/26-1", json=body)
    assert (same.status_code, same.headers["ETag"]) == (200, made.headers["ETag"])
    more = await post.put("/requests/by-ref/cable/26-1", json=body | {"headcount": 3})
    assert (more.json()["headcount"], more.json()["version"]) == (3, made.json()["version"] + 1)


@pytest.fixture
async def terms(database: Database) -> tuple[str, str]:
    """An agency, and a signed instrument of it."""
    async with database.transaction() as session:
        host = agency()
        session.add(host)
        await session.flush()
        instrument = await make_instrument(session, host)
        return str(host.id), str(instrument.id)


async def test_an_activity_by_key(
    program_officer: httpx.AsyncClient, database: Database, terms: tuple[str, str]
) -> None:
    body: dict[str, Any] = {
        "title": "Crash investigation",
        "modality": "overseas_train",
        "agency_id": terms[0],
        "instrument_id": terms[1],
        "country": "GTM",
        "starts_on": "2026-10-01",
        "ends_on": "2026-10-20",
        "estimate": {"amount": "12000"},
    }
    address = "/activities/by-ref/planner/77"
    answers = await asyncio.gather(*(program_officer.put(address, json=body) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201], answers[0].text
    made = next(answer for answer in answers if answer.status_code == 201)
    same = await program_officer.put(address, json=body)
    assert same.headers["ETag"] == made.headers["ETag"]
    more = await program_officer.put(address, json=body | {"estimate": {"amount": "13000.50"}})
    assert (more.json()["estimate"]["amount"], more.json()["version"]) == ("13000.50", 2)
    assert (await program_officer.get(address)).json()["id"] == made.json()["id"]
    fixed = await program_officer.put(address, json=body | {"country": "PER"})
    assert fixed.json()["errors"][0]["code"] == "not_changeable"


async def test_a_memorandum_by_key(client_for: ClientFor, terms: tuple[str, str]) -> None:
    program_officer = await client_for(Role.PROGRAM_OFFICER)
    body: dict[str, Any] = {
        "agency_id": terms[0],
        "title": "Memorandum",
        "purpose": "Training.",
        "authority": "22 USC 2392",
        "scope_countries": ["GTM", "PER"],
        "clauses": {"caps": [{"amount": {"amount": "25000"}, "per": "activity"}], "publicity": "None."},
    }
    address = "/mous/by-ref/legal/M-1"
    made = await program_officer.put(address, json=body)
    assert made.status_code == 201, made.text
    same = await program_officer.put(address, json=body | {"scope_countries": ["PER", "GTM"], "number": None})
    assert (same.status_code, same.headers["ETag"]) == (200, made.headers["ETag"])
    changed = await program_officer.put(address, json=body | {"clauses": {"publicity": "Jointly."}})
    clauses = changed.json()["clauses"]
    assert (clauses["publicity"], len(clauses["caps"])) == ("Jointly.", 1)


async def test_an_obligation_by_key_is_recorded_once(client_for: ClientFor, terms: tuple[str, str]) -> None:
    finance = await client_for(Role.FINANCE_REVIEWER)
    body: dict[str, Any] = {
        "instrument_id": terms[1],
        "document_number": "1019-26-400123",
        "fund": "INCLE 2026",
        "available_from": "2025-10-01",
        "available_to": "2026-09-30",
        "amount": {"amount": "500"},
    }
    address = "/obligations/by-ref/gfms/1"
    made = await finance.put(address, json=body)
    assert made.status_code == 201, made.text
    same = await finance.put(address, json=body)
    assert (same.status_code, same.headers["ETag"]) == (200, made.headers["ETag"])
    more = await finance.put(address, json=body | {"amount": {"amount": "600"}})
    assert (more.status_code, more.json()["errors"][0]["pointer"]) == (422, "/amount")
