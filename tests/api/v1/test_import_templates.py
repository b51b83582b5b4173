"""Templates of imports: named, one's own, shared among colleagues, and used."""

import httpx

from models.database import Database
from models.enums import Role
from services.clock import FixedClock
from tests.factories.agencies import agency
from tests.factories.imports import run_import
from tests.fixtures.api import ClientFor

PIPES = {
    "kind": "agencies",
    "name": "Monthly list",
    "shared": True,
    "delimiter": "|",
    "mode": "insert",
    "mapping": {"Who": "legal_name", "Where": "state"},
}
FILE = b"Who|Where\nFairview Police|VA\n"


async def test_a_template_says_once_how_files_are_read(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    made = await program_officer.post("/import-templates", json=PIPES)
    assert made.status_code == 201
    template = made.json()
    assert template["options"] == {name: PIPES[name] for name in ("delimiter", "mode", "mapping")}
    done = await run_import(program_officer, database, clock, FILE, "agencies", template=template["id"])
    assert (done["created"], done["mode"]) == (1, "insert")
    again = await run_import(
        program_officer, database, clock, FILE, "agencies", template=template["id"], mode="upsert"
    )
    assert (again["unchanged"], again["mode"]) == (1, "upsert")
    assert again["stated"]["mapping"] == PIPES["mapping"]

    address = made.headers["Location"].removeprefix("/api/v1")
    headers = {"If-Match": made.headers["ETag"]}
    changed = await program_officer.patch(address, json={"delimiter": None, "name": "Other"}, headers=headers)
    assert changed.json()["options"] == {name: PIPES[name] for name in ("mode", "mapping")}
    assert [row["name"] for row in (await program_officer.get("/import-templates")).json()["items"]] == [
        "Other"
    ]
    headers = {"If-Match": changed.headers["ETag"]}
    assert (await program_officer.delete(address, headers=headers)).status_code == 204
    assert (await program_officer.get(address)).status_code == 404


async def test_what_a_template_cannot_say(program_officer: httpx.AsyncClient) -> None:
    template = (await program_officer.post("/import-templates", json=PIPES)).json()
    twice = await program_officer.post("/import-templates", json=PIPES)
    assert (twice.status_code, twice.json()["code"]) == (409, "name_taken")
    wrong = await program_officer.post(
        "/import-templates", json=PIPES | {"name": "x", "defaults": {"state": "VA"}}
    )
    assert wrong.json()["errors"][0]["pointer"] == "/defaults/state"
    of_requests = {"kind": "requests", "template": template["id"]}
    other = await program_officer.post("/imports/staged", json=of_requests)
    assert (other.status_code, other.json()["errors"][0]["code"]) == (422, "other_kind")
    both = {"kind": "agencies", "template": template["id"], "like": template["id"]}
    refused = await program_officer.post("/imports/staged", json=both)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "one_of")


async def test_shared_ones_are_for_colleagues_and_changed_by_their_owner(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> None:
    shared = await program_officer.post("/import-templates", json=PIPES)
    await program_officer.post("/import-templates", json=PIPES | {"name": "Mine", "shared": False})
    async with database.transaction() as session:
        session.add(home := agency())
    finance = await client_for(Role.FINANCE_REVIEWER)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=home.id)
    [row] = (await finance.get("/import-templates")).json()["items"]
    assert (row["name"], row["owner"]["name"] != "") == ("Monthly list", True)
    assert (await coordinator.get("/import-templates")).json()["items"] == []
    address = f"/import-templates/{row['id']}"
    assert (await coordinator.get(address)).status_code == 404
    assert (await finance.get(address)).json()["allowed_actions"] == []
    headers = {"If-Match": shared.headers["ETag"]}
    refused = await finance.patch(address, json={"shared": False}, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_yours")
    auditor = await client_for(Role.AUDITOR)
    assert (await auditor.post("/import-templates", json=PIPES)).status_code == 403
