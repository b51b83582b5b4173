"""Files with faults that nobody has written down beforehand: made from a seed, with what must become of each row."""

from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from models.activities import Activity
from models.agencies import AgencyOri
from models.claims import Expense
from models.countries import Country
from models.database import Database
from models.enums import Role
from models.identity import UserRole
from services.clock import FixedClock
from tests.api.v1.test_imports_of_faulty_files import check_counts, compare, open_claims
from tests.factories.agencies import agency
from tests.factories.faulty_files import (
    ACTIVITIES,
    COMMAS,
    PLAIN,
    TRIPS,
    Made,
    Row,
    activities,
    text_file,
    workbook,
)
from tests.factories.imports import all_rows, run_import
from tests.factories.users import make_token, make_user

pytestmark = pytest.mark.usefixtures("sender")
SURROGATE = ("remarks", "half a pair: \ud83d end", ("invalid_byte",), None)


@pytest.fixture
async def sender(database: Database) -> None:
    """The agency that all rows but those at fault are of."""
    async with database.transaction() as session:
        owner = agency(legal_name="Anchorage Police Department", state="AK")
        session.add(owner)
        await session.flush()
        session.add(AgencyOri(agency_id=owner.id, ori="AK0010100"))


async def check(
    client: httpx.AsyncClient, database: Database, clock: FixedClock, made: Made, **options: Any
) -> list[dict[str, Any]]:
    done = await run_import(client, database, clock, made.content, **options)
    rows = await all_rows(client, done)
    compare(rows, made.wanted)
    check_counts(done, made.wanted)
    return rows


async def check_values(database: Database, rows: list[dict[str, Any]], made: Made) -> None:
    columns = {"cost_usd": "estimate_usd", "participants": "participants_reported", "remarks": "summary"}
    async with database.transaction() as session:
        for row, wrote in zip(rows, made.rows, strict=True):
            for name, value in wrote.values.items():
                activity = await session.get_one(Activity, row["target_id"])
                if name == "country":
                    found: Any = (await session.get_one(Country, activity.country_id)).genc2
                elif name == "start_date":
                    found, value = activity.starts_on, date.fromisoformat(value)
                else:
                    found = getattr(activity, columns[name])
                    found = found if isinstance(value, str) else float(found)
                assert found == value, row


@pytest.mark.parametrize("seed", [1, 2])
async def test_activities_with_commas_and_points(
    database: Database, program_officer: httpx.AsyncClient, clock: FixedClock, seed: int
) -> None:
    faults = [fault for fault in PLAIN if "\udc81" not in fault[1]]
    made = text_file(activities(3000, seed, faults), ACTIVITIES, "utf-8")
    rows = await check(
        program_officer, database, clock, made, kind="activities", default="modality=overseas_train"
    )
    await check_values(database, rows, made)
    job = (await program_officer.get("/jobs")).json()["items"][0]
    assert job["progress"]["total"] > 3000
    again = await run_import(
        program_officer, database, clock, made.content, kind="activities", default="modality=overseas_train"
    )
    assert (again["created"], again["updated"]) == (0, 0)


async def test_activities_of_another_code_page_below_titles(
    database: Database, program_officer: httpx.AsyncClient, clock: FixedClock
) -> None:
    made = text_file(
        activities(400, 3, COMMAS, commas=True),
        ACTIVITIES,
        "windows-1252",
        delimiter=";",
        newline="\r\n",
        titles=("sep=;", "Activities of the year", "", "as reported;;;;;;;;"),
        final_newline=False,
    )
    rows = await check(
        program_officer,
        database,
        clock,
        made,
        kind="activities",
        default="modality=overseas_train",
        encoding="windows-1252",
        decimal=",",
        dates="dd.mm.yyyy",
    )
    await check_values(database, rows, made)


async def test_activities_as_unicode_text(
    database: Database, program_officer: httpx.AsyncClient, clock: FixedClock
) -> None:
    made = text_file(
        activities(400, 4, [*PLAIN, SURROGATE]), ACTIVITIES, "utf-16-le", delimiter="\t", newline="\r\n"
    )
    marked = Made(b"\xff\xfe" + made.content, made.wanted, made.rows)
    rows = await check(
        program_officer, database, clock, marked, kind="activities", default="modality=overseas_train"
    )
    await check_values(database, rows, made)


@pytest.mark.parametrize("since_1904", [False, True])
async def test_trips_in_a_workbook(
    database: Database, anonymous: httpx.AsyncClient, clock: FixedClock, tmp_path: Path, since_1904: bool
) -> None:
    async with database.transaction() as session:
        user = await make_user(session, Role.PROGRAM_OFFICER)
        session.add(UserRole(user_id=user.id, role=Role.AGENCY_COORDINATOR))
        token = await make_token(session, user, ("write",), clock.now())
    anonymous.headers["Authorization"] = f"Bearer {token}"
    made = workbook(trips(since_1904), since_1904=since_1904)
    path = tmp_path / "trips.xlsx"
    path.write_bytes(made.content)
    await open_claims(database, path)
    await check(anonymous, database, clock, made, kind="trip_expenses")
    lodging = sum(
        row.values.get("Lodging", 100)
        for row in made.rows
        if not row.codes - {"text_number", "formula_text", "whitespace", "normalised"}
    )
    async with database.transaction() as session:
        found = await session.scalar(select(func.sum(Expense.amount)).where(Expense.category == "lodging"))
    assert found is not None
    assert float(found) == pytest.approx(lodging)


def trips(since_1904: bool) -> list[Row]:
    """A row for each of many kinds of cells, among good ones."""
    start = (date(2024, 3, 4) - (date(1904, 1, 1) if since_1904 else date(1899, 12, 30))).days
    never = [] if since_1904 else [("Trip start", 60, ("bad_date",), None)]
    faults: list[tuple[str, Any, tuple[str, ...], Any]] = [
        *never,
        ("Trip start", start, (), None),
        ("Trip start", (start + 0.75, "date"), (), None),
        ("Trip start", "2024-03-04", ("text_number",), None),
        ("Trip start", "4 Mar 2024", ("text_number",), None),
        ("Trip start", "03/04/2024", ("ambiguous_date",), None),
        ("Trip start", "soon", ("bad_date",), None),
        ("Trip start", -5, ("bad_date",), None),
        ("Trip start", True, ("bad_date",), None),
        ("Trip start", (start + 400, "date"), ("end_before_start",), None),
        ("Lodging", "1,234.50", ("text_number",), 1234.5),
        ("Lodging", "1 234,50", ("text_number",), 1234.5),
        ("Lodging", "$ 2,500", ("text_number",), 2500),
        ("Lodging", "1.234", ("ambiguous_number",), None),
        ("Lodging", "EUR 100.00", ("currency",), None),
        ("Lodging", -100, ("negative",), None),
        ("Lodging", "(100.00)", ("negative",), None),
        ("Lodging", 0.1 + 0.2, (), 0.3),
        ("Lodging", 10.005, ("bad_number",), None),
        ("Lodging", True, ("bad_number",), None),
        ("Lodging", "n/a", ("bad_number",), None),
        ("Lodging", ("=500+600", 1100), (), 1100),
        ("Lodging", ("=500+600", None), ("formula_no_value",), None),
        ("Lodging", ("=1/0", "#DIV/0!"), ("cell_error",), None),
        ("Lodging", ("=NA()", "#N/A"), ("cell_error",), None),
        ("Country", "GUATEMALA", ("normalised",), None),
        ("Country", "Congo", ("ambiguous_country",), None),
        ("Country", "Turkey", ("country_not_in_program",), None),
        ("Country", "Nowhere", ("unknown_country",), None),
        ("Country", "", ("missing_required",), None),
        ("ORI", "ZZ0000000", ("unknown_agency",), None),
        ("Note", "=1+1", ("formula_text",), None),
        ("Note", "two\nlines", (), None),
    ]
    made = []
    for number in range(2 * len(faults) + 10):
        row = Row(
            [f"T-{number:04d}", "An agency", "AK0010100", "Guatemala", (start, "date"), (start + 3, "date")]
        )
        row.cells += [100, 50.5, "", ""]
        if number % 2 and number // 2 < len(faults):
            column, value, codes, read = faults[number // 2]
            row.fault(TRIPS, column, value, *codes, **({} if read is None else {column: read}))
        made.append(row)
    made[-3] = Row([*made[0].cells[:6], 999, 50.5, "", ""], {"dup_conflict"}, {"Expense No"})
    return made
