"""Imports over the API: in one call and in parts, dry and real, all or nothing; and whose they are."""

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import func, select, update

from models.activities import Activity
from models.agencies import Agency
from models.claims import Claim, Expense
from models.database import Database
from models.enums import Role
from models.events import Event
from models.imports import Import, ImportRow
from services.clock import FixedClock
from services.jobs.background import run_once
from services.jobs.worker import work_once
from services.settings import Settings
from tests.factories.claims import make_ground, new_claim
from tests.factories.imports import all_rows, run_import
from tests.fixtures.api import ClientFor

GOOD = (
    b"ORI,Agency name,State,Employees,Notes\n"
    b"VA0290900,Fairview Police,VA,12,\n"
    b'VA0290901,Riverside Police,VA,"1,200",First\n'
    b",Hilltop Police,VA,7,\n"
)
ONE_BAD = GOOD + b"VA0290902,Lakeside Police,XX,7,=1+1\n"


async def count(database: Database, table: type[Agency] = Agency) -> int:
    async with database.read() as connection:
        return int(await connection.scalar(select(func.count()).select_from(table)) or 0)


async def test_a_dry_run_says_what_the_real_one_does(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    before = await count(database)
    dry = await run_import(program_officer, database, clock, ONE_BAD, "agencies", dry_run="true")
    assert (dry["outcome"], dry["created"], dry["refused"]) == ("checked", 3, 1)
    assert await count(database) == before
    assert [row["target_id"] for row in await all_rows(program_officer, dry)] == [None] * 4
    etag = (await program_officer.get(f"/imports/{dry['id']}")).headers["ETag"]
    answer = await program_officer.post(f"/imports/{dry['id']}/start", json={}, headers={"If-Match": etag})
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"/api/v1/jobs/{answer.json()['job']['id']}"
    assert await work_once(database, clock)
    done = (await program_officer.get(f"/imports/{dry['id']}")).json()
    assert (done["outcome"], done["created"], done["refused"]) == ("applied", 3, 1)
    assert await count(database) == before + 3
    [bad] = await all_rows(program_officer, done, outcome="error")
    [issue, *_] = [i for i in bad["issues"] if i["severity"] == "error"]
    assert (bad["number"], bad["line"]) == (4, 5)
    assert (issue["code"], issue["column"], issue["value"]) == ("unknown_state", "State", "XX")
    assert issue["fix"]


async def test_all_or_nothing_writes_nothing_for_one_bad_row(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    before = await count(database)
    refused = await run_import(program_officer, database, clock, ONE_BAD, "agencies", all_or_nothing="true")
    assert (refused["outcome"], refused["refused"]) == ("refused", 1)
    assert await count(database) == before
    done = await run_import(program_officer, database, clock, GOOD, "agencies", all_or_nothing="true")
    assert (done["outcome"], done["created"]) == ("applied", 3)
    assert await count(database) == before + 3


async def test_changes_are_shown_field_by_field_and_leave_empty_cells_alone(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    first = await run_import(program_officer, database, clock, GOOD, "agencies")
    changed = GOOD.replace(b"VA,12,", b"VA,13,New").replace(b"First", b"")
    done = await run_import(program_officer, database, clock, changed, "agencies")
    assert (done["created"], done["updated"], done["unchanged"]) == (0, 1, 2)
    [row] = await all_rows(program_officer, done, outcome="update")
    assert row["changes"] == {"employees": [12, 13], "notes": [None, "New"]}
    [created, *_] = await all_rows(program_officer, first)
    assert row["target_id"] == created["target_id"]
    agency = (await program_officer.get(f"/agencies/{row['target_id']}")).json()
    assert (agency["employees"], agency["notes"], agency["ori_codes"]) == (13, "New", ["VA0290900"])
    async with database.read() as connection:
        actions = await connection.scalars(
            select(Event.action).where(Event.subject_id == row["target_id"]).order_by(Event.id)
        )
        assert actions.all() == ["agencies.created", "agencies.updated"]


@pytest.mark.parametrize(("mode", "code"), [("insert", "already_exists"), ("update", "not_found")])
async def test_modes_refuse_what_they_are_not_for(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock, mode: str, code: str
) -> None:
    await run_import(program_officer, database, clock, GOOD, "agencies")
    other = b"ORI,Agency name,State\nVA0290900,Another name,VA\nVA0299999,New one,VA\n"
    done = await run_import(program_officer, database, clock, other, "agencies", mode=mode)
    [bad] = await all_rows(program_officer, done, outcome="error")
    assert [issue["code"] for issue in bad["issues"]] == [code]
    assert done["created"] + done["updated"] == 1


async def test_a_file_in_parts_goes_on_where_it_broke_off(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    body = {"kind": "agencies", "mapping": {"Notes": None}, "file_name": "agencies.csv"}
    staged = await program_officer.post("/imports/staged", json=body)
    assert staged.status_code == 201
    address = staged.headers["Location"].removeprefix("/api/v1")
    first = await program_officer.put(f"{address}/parts", params={"position": 0}, content=GOOD[:50])
    assert first.json()["received_bytes"] == 50
    again = await program_officer.put(f"{address}/parts", params={"position": 0}, content=GOOD[:50])
    assert again.json()["received_bytes"] == 50
    gap = await program_officer.put(f"{address}/parts", params={"position": 60}, content=GOOD[60:])
    assert (gap.status_code, gap.json()["code"]) == (409, "gap")
    whole = await program_officer.put(f"{address}/parts", params={"position": 50}, content=GOOD[50:])
    assert whole.json()["allowed_actions"] == ["put_part", "start"]
    headers = {"If-Match": whole.headers["ETag"]}
    assert (await program_officer.post(f"{address}/start", json={}, headers=headers)).status_code == 202
    late = await program_officer.put(f"{address}/parts", params={"position": len(GOOD)}, content=b"x")
    assert (late.status_code, late.json()["code"]) == (409, "started")
    await work_once(database, clock)
    done = (await program_officer.get(address)).json()
    assert (done["created"], done["size_bytes"]) == (3, len(GOOD))
    assert "Notes" not in done["found"]["mapping"]


async def test_a_form_and_a_retry(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    files = {"file": ("agencies.csv", GOOD, "text/csv")}
    headers = {"Idempotency-Key": "once"}
    first = await program_officer.post("/imports", params={"kind": "agencies"}, files=files, headers=headers)
    again = await program_officer.post("/imports", params={"kind": "agencies"}, files=files, headers=headers)
    assert first.status_code == 202
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.content == first.content
    assert first.json()["file_name"] == "agencies.csv"
    other = {"file": ("agencies.csv", ONE_BAD, "text/csv")}
    refused = await program_officer.post(
        "/imports", params={"kind": "agencies"}, files=other, headers=headers
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_mismatch")


@pytest.mark.parametrize(
    ("file", "options", "words"),
    [
        ("Agency name;State\nPolic\u00eda;VA\n".encode("cp1252"), {}, "State the encoding"),
        (b"Colour,Shape\nred,round\n", {}, "No column holds legal_name"),
        (b"\xd0\xcf\x11\xe0old", {}, "Save it as .xlsx"),
        (b"PK\x03\x04 no zip", {}, "workbook"),
        (GOOD, {"column": "Nowhere=ori"}, "no column 'Nowhere'"),
        (GOOD, {"encoding": "klingon"}, "No encoding"),
    ],
)
async def test_a_file_that_cannot_be_read_says_why(
    program_officer: httpx.AsyncClient,
    database: Database,
    clock: FixedClock,
    file: bytes,
    options: dict[str, str],
    words: str,
) -> None:
    done = await run_import(program_officer, database, clock, file, "agencies", **options)
    assert done["job"]["status"] == "failed"
    assert words in done["problem"]


async def test_json_lines_and_refused_rows_in_the_format_of_the_file(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    lines = b'{"ori":"VA0290900","name":"Fairview Police","state":"VA","employees":12}\n{"name":"No state"}\n'
    done = await run_import(program_officer, database, clock, lines, "agencies")
    assert (done["created"], done["refused"], done["found"]["format"]) == (1, 1, "jsonl")
    handed_back = await program_officer.get(f"/imports/{done['id']}/refused")
    assert handed_back.json()["error_codes"] == "missing_required"
    semicolons = ONE_BAD.replace(b",", b";").replace(b'"1;200"', b"1200")
    csv = await run_import(program_officer, database, clock, semicolons, "agencies")
    text = (await program_officer.get(f"/imports/{csv['id']}/refused")).content.decode("utf-8-sig")
    heading, row = text.splitlines()
    assert heading == "ORI;Agency name;State;Employees;Notes;error_codes;what_to_do"
    assert row.startswith("VA0290902;Lakeside Police;XX;7;'=1+1;unknown_state;")


async def test_what_belongs_to_somebody_else_is_not_there(
    program_officer: httpx.AsyncClient, client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    done = await run_import(program_officer, database, clock, ONE_BAD, "agencies")
    paths = [f"/imports/{done['id']}", f"/imports/{done['id']}/rows", f"/imports/{done['id']}/refused"]
    paths += [f"/jobs/{done['job']['id']}", f"/jobs/{done['job']['id']}/events"]
    other = await client_for(Role.PROGRAM_OFFICER)
    for path in paths:
        assert (await other.get(path)).status_code == 404, path
        assert (await program_officer.get(path)).status_code == 200, path
    assert (await other.get("/imports")).json()["items"] == []
    assert (await other.get("/jobs")).json()["items"] == []
    auditor = await client_for(Role.AUDITOR)
    assert [item["id"] for item in (await auditor.get("/imports")).json()["items"]] == [done["id"]]
    assert (await auditor.get(f"/imports/{done['id']}/rows")).json()["items"] == []
    refused = await auditor.post("/imports", params={"kind": "agencies"}, content=GOOD)
    assert (refused.status_code, refused.json()["permission"]) == (403, "imports:run")
    coordinator = await client_for(Role.AGENCY_COORDINATOR)
    refused = await coordinator.post("/imports", params={"kind": "agencies"}, content=GOOD)
    assert (refused.status_code, refused.json()["permission"]) == (403, "agencies:create")


async def test_expenses_are_lines_of_open_claims(
    database: Database, client_for: ClientFor, clock: FixedClock
) -> None:
    ground = await make_ground(database, client_for)
    claim = await new_claim(ground)
    foreign = await new_claim(await make_ground(database, client_for))
    rows = [
        f"X-1,{claim['reference']},airfare,2026-06-01,Flight,812.40,,,",
        f"X-2,{claim['reference']},lodging,2026-06-01,Hotel,198.00,Test City,,",
        f"X-3,{claim['reference']},lodging,2026-06-02,Hotel without a place,198.00,,,",
        f"X-4,{claim['reference']},mileage,2026-06-05,Drive,24.65,,34,0.725",
        f"X-5,{foreign['reference']},airfare,2026-06-01,Not ours,1.00,,,",
        f"X-6,{claim['reference']},airfare,2026-06-01,Nothing,0.00,,,",
        f"X-7,{claim['reference']},yacht,2026-06-01,Yacht,9.00,,,",
    ]
    heading = "Expense id,Claim,Category,Service date,Description,Amount,Location,Quantity,Unit rate"
    file = "\n".join([heading, *rows]).encode()
    done = await run_import(ground.coordinator, database, clock, file, "expenses")
    bad = {
        r["number"]: r["issues"][0]["code"] for r in await all_rows(ground.coordinator, done, outcome="error")
    }
    assert bad == {3: "missing_required", 5: "unknown_claim", 6: "bad_number", 7: "unknown_code"}
    now = (await ground.coordinator.get(f"/claims/{claim['id']}")).json()
    assert (now["claimed"]["amount"], now["version"]) == ("1035.05", claim["version"] + 1)
    lines = (await ground.coordinator.get("/expenses", params={"sort": "service_on"})).json()["items"]
    assert sorted(line["line_number"] for line in lines) == [1, 2, 3]
    again = await run_import(ground.coordinator, database, clock, file, "expenses")
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 3)
    dearer = file.replace(b"812.40", b"900.00")
    changed = await run_import(ground.coordinator, database, clock, dearer, "expenses")
    [row] = await all_rows(ground.coordinator, changed, outcome="update")
    assert row["changes"] == {"amount": ["812.400", "900.00"]}
    async with database.read() as connection:
        assert await connection.scalar(select(func.sum(Expense.claimed_usd))) == await connection.scalar(
            select(Claim.claimed_usd).where(Claim.id == claim["id"])
        )


async def test_files_and_rows_are_kept_for_a_month(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    done = await run_import(program_officer, database, clock, GOOD, "agencies")
    settings = Settings(database_url=database.url)
    for age, kept in ((29, 3), (31, 0)):
        async with database.transaction() as session:
            then = clock.now() - timedelta(days=age)
            await session.execute(update(Import).values(updated_at=then))
        await run_once(database, clock, settings)
        assert len(await all_rows(program_officer, done)) == kept
    counts = (await program_officer.get(f"/imports/{done['id']}")).json()
    assert (counts["created"], counts["received_bytes"], counts["allowed_actions"]) == (3, 0, [])


async def test_a_failed_chunk_refuses_only_the_row_at_fault(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    """Two rows of one file that PostgreSQL does not take together: another import wrote the same key meanwhile."""
    import services.imports.kinds.agencies as kind

    async def blind(*_: object) -> dict[int, object]:
        return {}

    await run_import(program_officer, database, clock, GOOD, "agencies")
    more = GOOD + b"VA0290955,Seaside Police,VA,3,\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind, "find_agencies", blind)
        done = await run_import(program_officer, database, clock, more, "agencies")
    assert (done["created"], done["refused"]) == (2, 2)
    bad = await all_rows(program_officer, done, outcome="error")
    assert [(row["number"], row["issues"][-1]["code"]) for row in bad] == [(1, "bad_value"), (2, "bad_value")]


async def test_a_file_of_the_past_is_like_an_earlier_one(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    odd = b"Who|Where\nFairview Police|VA\n"
    columns = {"column": ["Who=legal_name", "Where=state"], "delimiter": "|"}
    first = await run_import(program_officer, database, clock, odd, "agencies", **columns)
    assert first["created"] == 1
    job = (await program_officer.get(f"/jobs/{first['job']['id']}")).json()
    assert job["progress"] == {"done": 1, "total": 1}
    other = odd.replace(b"Fairview", b"Hilltop")
    second = await run_import(program_officer, database, clock, other, "agencies", like=first["id"])
    assert (second["created"], second["stated"]["mapping"]) == (1, {"Who": "legal_name", "Where": "state"})
    kinds = (await program_officer.get("/imports/kinds")).json()["items"]
    assert {kind["kind"] for kind in kinds} >= {"agencies", "activities", "expenses", "partners"}
    allowed = {kind["kind"]: kind["allowed"] for kind in kinds}
    assert (allowed["agencies"], allowed["expenses"]) == (True, False)
    for kind, is_allowed in allowed.items():
        answer = await program_officer.post("/imports/staged", json={"kind": kind, "file_name": "a.csv"})
        assert (kind, answer.status_code) == (kind, 201 if is_allowed else 403)
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(ImportRow)) == 2
        assert await connection.scalar(select(func.count()).select_from(Activity)) is not None


async def test_contacts_and_expertise_of_agencies(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    agencies = await run_import(program_officer, database, clock, GOOD, "agencies")
    [first, *_] = await all_rows(program_officer, agencies)
    address = f"/agencies/{first['target_id']}"
    people = (
        b"ORI,Name,Title,E-mail,Phone\n"
        b"VA0290900,Desk officer,Sergeant,Desk@Example.org,+1 703 555 0100\n"
        b"VA0290900,Chief,,nowhere,\n"
        b"ZZ0000000,Nobody,,,\n"
    )
    done = await run_import(program_officer, database, clock, people, "contacts")
    bad = {
        r["number"]: r["issues"][-1]["code"] for r in await all_rows(program_officer, done, outcome="error")
    }
    assert (done["created"], bad) == (1, {2: "bad_value", 3: "unknown_agency"})
    [contact] = (await program_officer.get(f"{address}/contacts")).json()["items"]
    assert (contact["name"], contact["email"]) == ("Desk officer", "desk@example.org")
    moved = people.replace(b"0100", b"0199")
    again = await run_import(program_officer, database, clock, moved, "contacts")
    [row] = await all_rows(program_officer, again, outcome="update")
    assert row["changes"] == {"phone": ["+1 703 555 0100", "+1 703 555 0199"]}

    skills = b"ORI,Code,Level\nVA0290900,TRF-COL,2\nVA0290900,FOR-XXX,1\nVA0290900,GNG-INT,4\n"
    done = await run_import(program_officer, database, clock, skills, "expertise_links")
    bad = {
        r["number"]: r["issues"][-1]["code"] for r in await all_rows(program_officer, done, outcome="error")
    }
    assert (done["created"], bad) == (1, {2: "unknown_code", 3: "bad_number"})
    again = await run_import(
        program_officer, database, clock, skills.replace(b"COL,2", b"COL,3"), "expertise_links"
    )
    assert (again["updated"], again["refused"]) == (1, 2)
    [held] = (await program_officer.get(f"{address}/expertise")).json()["items"]
    assert (held["code"], held["level"]) == ("TRF-COL", 3)
