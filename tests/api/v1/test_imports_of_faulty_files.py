"""Every file with faults lands exactly as its expected outcomes say: row by row, code by code."""

from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from models.activities import Activity
from models.agencies import Agency, AgencyExpertise, AgencyOri
from models.claims import Claim, Expense
from models.countries import Country
from models.database import Database
from models.enums import ActivityStatus, ClaimKind, Role
from models.expertise import Expertise
from models.identity import ExternalRef, UserRole
from models.mous import Mou
from services.clock import FixedClock
from services.imports.kinds.trips import Trips
from services.imports.lists import load_lists
from services.imports.source import Source, Stated
from services.reference.agencies import load_agencies
from tests.factories.activities import make_activity
from tests.factories.agreements import make_instrument, make_obligation
from tests.factories.imports import FOLDER, all_rows, content, expected, run_import
from tests.factories.users import make_token, make_user

OPTIONS: dict[str, dict[str, Any]] = {
    "agencies_utf8bom.csv": {"kind": "agencies"},
    "activities_cp1252_semicolon.csv": {
        "kind": "activities",
        "encoding": "windows-1252",
        "decimal": ",",
        "dates": "dd.mm.yyyy",
        "default": "modality=overseas_train",
    },
    "partners_utf16le.txt": {"kind": "partners", "dates": "mm/dd/yyyy"},
    "expenses_fy2024.xlsx": {"kind": "trip_expenses"},
}


def compare(rows: list[dict[str, Any]], wanted: dict[str, Any]) -> None:
    """Status, codes, columns and line of every row. Rows that are not listed are good."""
    listed = {row["record"]: row for row in wanted["rows"] if "record" in row}
    assert [row["number"] for row in rows] == list(range(1, wanted["records"] + 1))
    for row in rows:
        want = listed.get(row["number"], {"status": "good"})
        issues = [issue for issue in row["issues"] if issue["severity"] != "note"]
        errors = [issue for issue in issues if issue["severity"] == "error"]
        status = "bad" if errors else "warn" if issues else "good"
        codes = {issue["code"] for issue in errors or issues}
        assert (status, codes) == (want["status"], {code.lower() for code in want.get("codes", ())}), row
        assert (row["outcome"] == "error") == (status == "bad")
        if "line" in want or "row" in want:
            assert row["line"] == want.get("line", want.get("row")), row
        named = {issue["column"] for issue in errors or issues} - {None}
        assert named <= set(want.get("columns", ())), row
        assert all(issue["message"] and issue["fix"] for issue in errors), row


def check_counts(done: dict[str, Any], wanted: dict[str, Any]) -> None:
    totals = wanted["totals"]
    assert (done["records"], done["refused"], done["warned"]) == (
        wanted["records"],
        totals["bad"],
        totals["warn"],
    )
    assert done["ignored"] == totals.get("ignored", 0)
    assert (
        done["created"] + done["updated"] + done["unchanged"] + done["skipped"]
        == wanted["records"] - totals["bad"]
    )


@pytest.fixture
async def register(database: Database) -> None:
    """Every US agency."""
    async with database.transaction() as session:
        await load_agencies(session)


@pytest.fixture
async def preparer(database: Database, anonymous: httpx.AsyncClient, clock: FixedClock) -> httpx.AsyncClient:
    """Brings in the records of the years before: sees every agency, and prepares claims."""
    async with database.transaction() as session:
        user = await make_user(session, Role.PROGRAM_OFFICER)
        session.add(UserRole(user_id=user.id, role=Role.AGENCY_COORDINATOR))
        anonymous.headers["Authorization"] = (
            f"Bearer {await make_token(session, user, ('write',), clock.now())}"
        )
    return anonymous


async def test_agencies(database: Database, program_officer: httpx.AsyncClient, clock: FixedClock) -> None:
    name = "agencies_utf8bom.csv"
    wanted = expected(name)
    done = await run_import(program_officer, database, clock, content(name), **OPTIONS[name])
    check_counts(done, wanted)
    rows = await all_rows(program_officer, done)
    compare(rows, wanted)
    assert done["found"]["encoding"] == "utf-8-sig"
    async with database.transaction() as session:
        for want in wanted["rows"]:
            row = rows[want["record"] - 1]
            if "expect" not in want or row["outcome"] != "create":
                continue
            agency = await session.get_one(Agency, row["target_id"])
            columns = {"name": "legal_name", "name_nfc": "legal_name", "total_employees": "employees"}
            for field, value in want["expect"].items():
                assert getattr(agency, columns.get(field, field)) == value, want
        [ori] = await session.scalars(
            select(AgencyOri.ori).where(AgencyOri.agency_id == rows[404]["target_id"])
        )
        assert ori == "NB0010100"
    again = await run_import(program_officer, database, clock, content(name), **OPTIONS[name])
    assert (again["created"], again["updated"]) == (0, 0)
    assert again["unchanged"] == done["created"] + done["updated"] + done["unchanged"]


async def test_activities(
    register: None, database: Database, program_officer: httpx.AsyncClient, clock: FixedClock
) -> None:
    name = "activities_cp1252_semicolon.csv"
    wanted = expected(name)
    done = await run_import(program_officer, database, clock, content(name), **OPTIONS[name])
    check_counts(done, wanted)
    rows = await all_rows(program_officer, done)
    compare(rows, wanted)
    columns = {"cost_usd": "estimate_usd", "participants": "participants_reported", "remarks": "summary"}
    async with database.transaction() as session:
        for want in wanted["rows"]:
            row = rows[want["record"] - 1]
            if "expect" not in want:
                continue
            activity = await session.get_one(Activity, row["target_id"])
            country = await session.get_one(Country, activity.country_id)
            for field, value in want["expect"].items():
                if field == "alpha2":
                    assert country.genc2 == value, want
                elif field in ("start", "end"):
                    assert getattr(activity, f"{field}s_on") == date.fromisoformat(value), want
                else:
                    found = getattr(activity, columns[field])
                    assert (None if found is None else type(value)(found)) == value, want
        states = await session.scalars(select(Activity.status).where(Activity.id == rows[0]["target_id"]))
        assert states.all() == [ActivityStatus.COMPLETED]
    again = await run_import(program_officer, database, clock, content(name), **OPTIONS[name])
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, done["created"])


async def test_partners(
    register: None, database: Database, program_officer: httpx.AsyncClient, clock: FixedClock
) -> None:
    name = "partners_utf16le.txt"
    wanted = expected(name)
    done = await run_import(program_officer, database, clock, content(name), **OPTIONS[name])
    check_counts(done, wanted)
    rows = await all_rows(program_officer, done)
    compare(rows, wanted)
    async with database.transaction() as session:
        for want in wanted["rows"]:
            if "expect" not in want:
                continue
            agency = await session.get_one(Agency, rows[want["record"] - 1]["target_id"])
            mou = await session.scalar(select(Mou).where(Mou.agency_id == agency.id))
            held = select(Expertise.code).join(AgencyExpertise).where(AgencyExpertise.agency_id == agency.id)
            found = {"notes": agency.notes, "expires": mou and mou.ends_on}
            found["codes"] = list(await session.scalars(held))
            assert all(found[field] == value for field, value in want["expect"].items()), want
            assert mou is not None
            assert mou.status == "draft"
    again = await run_import(program_officer, database, clock, content(name), **OPTIONS[name])
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 185)


async def test_expenses(
    register: None, database: Database, preparer: httpx.AsyncClient, clock: FixedClock
) -> None:
    name = "expenses_fy2024.xlsx"
    wanted = expected(name)
    options = OPTIONS[name]
    dry = await run_import(preparer, database, clock, content(name), dry_run="true", **options)
    assert (dry["outcome"], dry["created"]) == ("checked", 0)
    assert len(await all_rows(preparer, dry, code="no_open_claim")) == 93
    await open_claims(database, FOLDER / name)
    done = await run_import(preparer, database, clock, content(name), **options)
    check_counts(done, wanted)
    rows = await all_rows(preparer, done)
    compare(rows, wanted)
    assert [row["number"] for row in rows if any(i["code"] == "hidden_row" for i in row["issues"])] == [46]
    async with database.transaction() as session:
        for want in wanted["rows"]:
            if "expect" not in want or want["status"] == "bad":
                continue
            for field, value in want["expect"].items():
                if not field.endswith("_usd"):
                    continue
                key = f"E-{want['record']:04d}:{field.removesuffix('_usd')}"
                found = select(Expense.amount).join(ExternalRef, ExternalRef.subject_id == Expense.id)
                assert float(await session.scalar(found.where(ExternalRef.key == key)) or 0) == value, want
        claimed, lines = (
            await session.execute(select(func.sum(Claim.claimed_usd), func.count()).select_from(Claim))
        ).one()
        assert claimed == await session.scalar(select(func.sum(Expense.claimed_usd)))
        assert lines > 50
    again = await run_import(preparer, database, clock, content(name), **options)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 93)


async def open_claims(database: Database, path: Path) -> None:
    """A draft for every agency and country that the file names, over the fiscal year and a little more."""
    source = Source(path, Trips.fields, Stated())
    async with database.transaction() as session:
        lists = await load_lists(await session.connection())
        preparer = await make_user(session, Role.AGENCY_COORDINATOR)
        oris = dict((await session.execute(select(AgencyOri.ori, AgencyOri.agency_id))).all())
        named = {(row.cells[2], lists.country(str(row.cells[3]), [])) for row in source.records()}
        for number, (ori, place) in enumerate(named):
            if ori not in oris or place is None:
                continue
            agency = await session.get_one(Agency, oris[ori])
            instrument = await make_instrument(session, agency)
            obligation = await make_obligation(session, instrument)
            activity = await make_activity(
                session, ActivityStatus.COMPLETED, agency_id=agency.id, country_id=place.id
            )
            session.add(
                Claim(
                    reference=f"CLM-2024-{number:04d}",
                    kind=ClaimKind.TRAVEL_VOUCHER.value,
                    activity_id=activity.id,
                    agency_id=agency.id,
                    instrument_id=instrument.id,
                    obligation_id=obligation.id,
                    period_starts_on=date(2023, 9, 1),
                    period_ends_on=date(2024, 12, 31),
                    prepared_by=preparer.id,
                )
            )


async def test_a_file_of_nothing_but_faults_is_told_like_any_other(
    program_officer: httpx.AsyncClient, database: Database, clock: FixedClock
) -> None:
    file = b"Agency name,State\nFairview Police,XX\n"
    done = await run_import(program_officer, database, clock, file, "agencies")
    assert (done["outcome"], done["created"], done["refused"]) == ("applied", 0, 1)
    [row] = await all_rows(program_officer, done, outcome="error")
    assert "unknown_state" in [issue["code"] for issue in row["issues"]]
