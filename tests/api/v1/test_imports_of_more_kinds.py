"""Imports of officers, of their credentials, of needs, and of other names of countries."""

import httpx

from models.database import Database
from models.enums import Role
from services.clock import FixedClock
from tests.factories.activities import post_in
from tests.factories.agencies import agency
from tests.factories.agreements import make_agency, make_instrument
from tests.factories.imports import all_rows, run_import
from tests.fixtures.api import ClientFor


async def test_officers_and_their_credentials_come_in_for_the_own_agency(
    client_for: ClientFor, program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        session.add(home := agency())
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=home.id)
    people = (
        b"Name,Rank,E-mail,Languages\n"
        b'Demo Instructor,Sergeant,One@Example.org,"es, fr"\n'
        b"Demo Second,,two@example.org,klingon\n"
        b"Demo Third,,,\n"
    )
    done = await run_import(coordinator, database, clock, people, "officers")
    bad = {r["number"]: r["issues"][-1]["code"] for r in await all_rows(coordinator, done, outcome="error")}
    assert (done["created"], bad) == (1, {2: "bad_value", 3: "missing_required"})
    [made] = await all_rows(coordinator, done, outcome="create")
    officer = (await coordinator.get(f"/officers/{made['target_id']}")).json()
    assert (officer["email"], officer["languages"]) == ("one@example.org", ["es", "fr"])
    assert (await run_import(coordinator, database, clock, people, "officers"))["unchanged"] == 1
    moved = people.replace(b"Sergeant", b"Lieutenant")
    again = await run_import(coordinator, database, clock, moved, "officers")
    [row] = await all_rows(coordinator, again, outcome="update")
    assert row["changes"] == {"rank": ["Sergeant", "Lieutenant"]}

    papers = (
        b"E-mail,Type,Issued on,Expires on,Number\n"
        b"one@example.org,FACT,2024-03-01,2029-03-01,SECRET-1\n"
        b"one@example.org,fact,2024-03-01,2029-03-01,SECRET-1\n"
        b"one@example.org,medical clearance,2024-03-01,2024-02-01,\n"
        b"one@example.org,driving,2024-03-01,,SECRET-2\n"
        b"nobody@example.org,FACT,2024-03-01,,\n"
    )
    done = await run_import(coordinator, database, clock, papers, "credentials")
    bad = {r["number"]: r["issues"][-1]["code"] for r in await all_rows(coordinator, done, outcome="error")}
    assert bad == {3: "end_before_start", 4: "unknown_code", 5: "bad_value"}
    assert (done["created"], done["skipped"]) == (1, 1)
    [held] = (await coordinator.get(f"/officers/{officer['id']}/credentials")).json()["items"]
    assert (held["type"], held["number"]) == ("fact", "SECRET-1")
    renewed = papers.replace(b"SECRET-1", b"SECRET-3")
    again = await run_import(coordinator, database, clock, renewed, "credentials")
    [row] = await all_rows(coordinator, again, outcome="update")
    assert "SECRET" not in str(row)
    [held] = (await coordinator.get(f"/officers/{officer['id']}/credentials")).json()["items"]
    assert held["number"] == "SECRET-3"

    refused = await program_officer.post("/imports", params={"kind": "officers"}, content=people)
    assert refused.status_code == 403


async def test_other_names_of_countries_mean_one_country_each(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    names = b"Alias,Country\nRepublic of the Demo,PER\nRepublic of the Demo,COL\nColombia,PER\nNowhere,XXX\n"
    done = await run_import(program_officer, database, clock, names, "country_aliases")
    bad = {
        r["number"]: r["issues"][-1]["code"] for r in await all_rows(program_officer, done, outcome="error")
    }
    assert (done["created"], bad) == (1, {2: "dup_conflict", 3: "bad_value", 4: "unknown_country"})
    found = (await program_officer.get("/countries/resolve", params={"name": "republic of the demo"})).json()
    assert "PER" in str(found)
    assert (await run_import(program_officer, database, clock, names, "country_aliases"))["unchanged"] == 1


async def test_needs_come_in_as_drafts_and_are_known_by_their_key(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        post = (await post_in(session)).name
    head = "Request no,Post,Title,Need,Type,Expertise,Start,End,Headcount\n"
    good = f'R-1,"{post.upper()}",Crash investigation,Two instructors.,,TRF-COL,2026-09-14,2026-09-25,2\n'
    bad = (
        "R-2,Nowhere,Title,Need,,,2026-09-14,2026-09-25,2\n"
        f'R-3,"{post}",Title,Need,,,2026-09-14,2026-09-01,2\n'
        f'R-4,"{post}",Title,Need,dancing,,2026-09-14,2026-09-25,2\n'
        f'R-5,"{post}",Title,Need,study visit,,2026-09-14,2026-09-25,900\n'
    )
    file = (head + good + bad).encode()
    options = {"default": "modality=overseas_train"}
    done = await run_import(program_officer, database, clock, file, "requests", **options)
    refused = {
        r["number"]: r["issues"][-1]["code"] for r in await all_rows(program_officer, done, outcome="error")
    }
    assert refused == {2: "bad_value", 3: "end_before_start", 4: "unknown_code", 5: "bad_value"}
    [made] = await all_rows(program_officer, done, outcome="create")
    need = (await program_officer.get(f"/requests/{made['target_id']}")).json()
    assert (need["status"], need["modality"], need["headcount"]) == ("draft", "overseas_train", 2)
    assert [one["code"] for one in need["required_expertise"]] == ["TRF-COL"]
    again = await run_import(program_officer, database, clock, file, "requests", **options)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)
    more = (head + good.replace(",2\n", ",3\n")).encode()
    changed = await run_import(program_officer, database, clock, more, "requests", **options)
    [row] = await all_rows(program_officer, changed, outcome="update")
    assert row["changes"] == {"headcount": [2, 3]}


async def test_obligations_are_added_once_and_their_money_is_left_alone(
    client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        number = (await make_instrument(session, await make_agency(session))).number
    finance = await client_for(Role.FINANCE_REVIEWER)
    row = f"1019-26-400123,{number},INCLE 2026,2025-10-01,2026-09-30,500.00\n"
    file = (
        "Document,Instrument,Fund,Available from,Available to,Amount\n"
        + row
        + "1019-26-400124,Nothing,INCLE 2026,2025-10-01,2026-09-30,500.00\n"
        + row.replace("400123", "400125").replace("500.00", "999999999.00")
        + row.replace("400123", "400126").replace("500.00", "0.00")
    )
    done = await run_import(finance, database, clock, file.encode(), "obligations")
    refused = [(r["number"], r["issues"][-1]["code"]) for r in await all_rows(finance, done, outcome="error")]
    assert (done["created"], refused) == (1, [(2, "bad_value"), (3, "bad_value"), (4, "bad_value")])
    [made] = (await finance.get("/obligations")).json()["items"]
    assert (made["document_number"], made["obligated"]["amount"]) == ("1019-26-400123", "500.00")
    again = await run_import(finance, database, clock, file.encode(), "obligations")
    assert (again["created"], again["unchanged"]) == (0, 1)
    other = file.replace("INCLE 2026", "INCLE 2025")
    assert (await run_import(finance, database, clock, other.encode(), "obligations"))["refused"] == 4
