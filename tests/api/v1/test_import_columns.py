"""Columns of a sent file: seen with their first values, and matched before a run."""

import httpx

from models.database import Database
from models.enums import Role
from services.clock import FixedClock
from services.jobs.worker import work_once
from tests.factories.imports import run_import
from tests.fixtures.api import ClientFor


async def test_columns_are_seen_and_matched_before_the_run(
    client_for: ClientFor, program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    file = b"Department,State,Hired\nFairview Police,VA,12\nHilltop Police,VA,\n"
    failed = await run_import(program_officer, database, clock, file, "agencies", dry_run="true")
    assert "No column holds legal_name" in failed["problem"]
    seen = (await program_officer.get(f"/imports/{failed['id']}/columns")).json()
    assert seen["missing"] == ["legal_name"]
    assert seen["columns"] == [
        {"heading": "Department", "field": None, "values": ["Fairview Police", "Hilltop Police"]},
        {"heading": "State", "field": "state", "values": ["VA"]},
        {"heading": "Hired", "field": None, "values": ["12"]},
    ]
    auditor = await client_for(Role.AUDITOR)
    unseen = (await auditor.get(f"/imports/{failed['id']}/columns")).json()
    assert [column["values"] for column in unseen["columns"]] == [[], [], []]
    etag = (await program_officer.get(f"/imports/{failed['id']}")).headers["ETag"]
    mapping = {"Department": "legal_name", "Hired": "employees"}
    answer = await program_officer.post(
        f"/imports/{failed['id']}/start",
        json={"dry_run": True, "mapping": mapping},
        headers={"If-Match": etag},
    )
    assert answer.status_code == 202, answer.text
    assert await work_once(database, clock)
    done = (await program_officer.get(f"/imports/{failed['id']}")).json()
    assert (done["outcome"], done["created"], done["refused"]) == ("checked", 2, 0)
    assert done["stated"]["mapping"] == mapping
    assert (await program_officer.get(f"/imports/{failed['id']}/columns")).json()["missing"] == []


async def test_a_file_that_cannot_be_read_says_why_instead_of_its_columns(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    failed = await run_import(program_officer, database, clock, b"Name,State\nCaf\xe9,VA\n", "agencies")
    seen = (await program_officer.get(f"/imports/{failed['id']}/columns")).json()
    assert "is not UTF-8" in seen["problem"]
    assert seen["columns"] == []
