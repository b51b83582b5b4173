"""Imports of officers, of their credentials, of needs, and of other names of countries."""

import httpx
from sqlalchemy import select
from sqlalchemy import update as sql_update

from models.database import Database
from models.enums import ActivityStatus, Role
from models.events import Event
from models.mous import Mou
from services.clock import FixedClock
from tests.factories.activities import make_activity, post_in
from tests.factories.agencies import agency
from tests.factories.agreements import make_agency, make_instrument
from tests.factories.imports import all_rows, run_import
from tests.factories.vetting import make_unit
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


async def test_memoranda_are_drafts_known_by_their_number(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    agencies = b"ORI,Agency name,State\nVA0290900,Fairview Police,VA\n"
    await run_import(program_officer, database, clock, agencies, "agencies")
    head = "MOU number,ORI,Title,Purpose,Authority,Countries,Expertise,Effective on,Ends on\n"
    row = "M-1,VA0290900,Traffic,To train.,22 USC 2392,Guatemala; PER,TRF-COL,2026-01-01,2030-12-31\n"
    file = (
        head
        + row
        + row.replace("M-1", "M-2").replace("VA0290900", "ZZ0000000")
        + row.replace("M-1", "M-3").replace("PER", "Congo")
        + row.replace("M-1", "M-4").replace("2030", "2020")
    )
    done = await run_import(program_officer, database, clock, file.encode(), "mous")
    bad = {
        r["number"]: r["issues"][-1]["code"] for r in await all_rows(program_officer, done, outcome="error")
    }
    assert (done["created"], bad) == (
        1,
        {2: "unknown_agency", 3: "ambiguous_country", 4: "end_before_start"},
    )
    [made] = await all_rows(program_officer, done, outcome="create")
    mou = (await program_officer.get(f"/mous/{made['target_id']}")).json()
    assert (mou["number"], mou["status"], mou["ends_on"]) == ("M-1", "draft", "2030-12-31")
    assert (await run_import(program_officer, database, clock, file.encode(), "mous"))["unchanged"] == 1
    moved = (head + row.replace("Traffic", "Traffic and roads").replace(",TRF-COL", ",")).encode()
    changed = await run_import(program_officer, database, clock, moved, "mous")
    [update] = await all_rows(program_officer, changed, outcome="update")
    assert update["changes"] == {"title": ["Traffic", "Traffic and roads"]}
    async with database.transaction() as session:
        await session.execute(sql_update(Mou).values(status="active"))
    settled = await run_import(
        program_officer, database, clock, moved.replace(b"To train.", b"To learn."), "mous"
    )
    [refused] = await all_rows(program_officer, settled, outcome="error")
    assert "amendment" in refused["issues"][-1]["message"]


async def test_participants_come_in_for_their_post_and_no_birth_is_told(
    client_for: ClientFor, program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    async with database.transaction() as session:
        post, other = await post_in(session), await post_in(session, "PER")
        unit = (await make_unit(session, post, name="Road Patrol")).name
        home = await make_agency(session)
        activity = await make_activity(
            session, ActivityStatus.PLANNING, agency_id=home.id, country_id=post.country_id
        )
        reference, activity_id = activity.reference, activity.id
    embassy = await client_for(Role.POST, post_id=post.id)
    head = "Participant no,Name,Unit,Rank,Date of birth,Place of birth,Activity\n"
    row = f"P-1,Demo Inspector,{unit.lower()},Inspector,1985-05-17,Demo Harbour,{reference}\n"
    file = (
        head
        + row
        + row.replace("P-1", "P-2").replace("1985-05-17", "05/06/85")
        + row.replace("P-1", "P-3").replace("1985", "2085")
        + row.replace("P-1", "P-4").replace(unit.lower(), "Nowhere")
        + row.replace("P-1", "P-5").replace(reference, "TRN-1")
    ).encode()
    dry = await run_import(embassy, database, clock, file, "participants", dry_run="true")
    assert (dry["outcome"], dry["created"], dry["received_bytes"] > 0) == ("checked", 1, True)
    done = await run_import(embassy, database, clock, file, "participants")
    rows = await all_rows(embassy, done)
    bad = {r["number"]: r["issues"][-1]["code"] for r in rows if r["outcome"] == "error"}
    assert (done["created"], set(bad)) == (1, {2, 3, 4, 5})
    for hidden in ("1985", "05/06/85", "2085", "Harbour"):
        assert hidden not in str(rows)
    assert done["received_bytes"] == 0
    [person] = (await embassy.get("/foreign-participants")).json()["items"]
    found = (await embassy.get(f"/foreign-participants/{person['id']}")).json()
    assert (found["birth_date"], found["birth_place"]) == ("1985-05-17", "Demo Harbour")
    assert found["unit"]["name"] == unit
    [entry] = (await embassy.get(f"/activities/{activity_id}/participants")).json()["items"]
    assert entry["participant"]["id"] == person["id"]
    again = await run_import(embassy, database, clock, file, "participants")
    assert (again["created"], again["unchanged"]) == (0, 1)
    moved = (head + row.replace("1985", "1986").replace(",Inspector", ",Chief")).encode()
    changed = await run_import(embassy, database, clock, moved, "participants")
    [update] = await all_rows(embassy, changed, outcome="update")
    assert update["changes"] == {"rank": ["Inspector", "Chief"], "birth_date": [None, None]}

    async with database.transaction() as session:
        logged = str([(e.subject_label, e.before, e.after) for e in await session.scalars(select(Event))])
    assert "1985" not in logged
    assert "Harbour" not in logged
    elsewhere = await client_for(Role.POST, post_id=other.id)
    foreign = await run_import(elsewhere, database, clock, (head + row).encode(), "participants")
    assert foreign["refused"] == 1
    refused = await program_officer.post("/imports", params={"kind": "participants"}, content=file)
    assert (refused.status_code, refused.json()["permission"]) == (403, "vetting:manage")
