"""Lists as files: every row that the actor may see, as the filters say, harmless to spreadsheets."""

import csv
import io
import zipfile
from typing import Any

import httpx
import orjson
import pyarrow
import pyarrow.parquet
import pytest
from fastapi import FastAPI

from api import files
from models.database import Database
from models.enums import Role
from models.export_enums import FileFormat
from services.exports import files as exports
from tests.factories.agreements import make_agency
from tests.factories.claims import Ground, add_line, make_ground, new_claim
from tests.fixtures.api import ClientFor

#: What a spreadsheet would take for a formula, and what only looks like it.
FORMULAS = ['=HYPERLINK("http://x","y")', "+SUM(A1)", "-2+3", "@cmd", "=1"]
HARMLESS = ["-12.50", "+12025550123", "Visa, 'fee' \"in\" full", "São Tomé"]


@pytest.fixture
async def ground(database: Database, client_for: ClientFor) -> Ground:
    return await make_ground(database, client_for)


@pytest.fixture
async def claim(ground: Ground) -> dict[str, Any]:
    claim = await new_claim(ground)
    for day, text in enumerate([*FORMULAS, *HARMLESS], start=1):
        await add_line(ground, claim, "visa_fee", day, "60.00", description=text)
    return claim


def _rows(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


async def test_a_csv_file_holds_every_row_in_columns_of_a_table(
    ground: Ground, claim: dict[str, Any]
) -> None:
    answer = await ground.coordinator.get("/expenses", params={"format": "csv", "claim_id": claim["id"]})
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"].startswith('attachment; filename="expenses-20')
    assert answer.headers["cache-control"] == "no-store"
    rows = _rows(answer)
    assert len(rows) == len(FORMULAS) + len(HARMLESS)
    first = rows[0]
    assert (first["claim_reference"], first["agency_name"]) == (claim["reference"], ground.agency.legal_name)
    assert (first["amount"], first["amount_currency"], first["claimed"]) == ("60.00", "USD", "60.00")
    assert (first["approved"], first["receipt_attached"]) == ("", "true")


async def test_no_cell_of_a_csv_file_is_a_formula(ground: Ground, claim: dict[str, Any]) -> None:
    rows = _rows(await ground.coordinator.get("/expenses", params={"format": "csv", "sort": "line_number"}))
    written = [row["description"] for row in rows]
    assert written == ["'" + text for text in FORMULAS] + HARMLESS


async def test_json_lines_are_the_rows_of_the_list(ground: Ground, claim: dict[str, Any]) -> None:
    asked = {"claim_id": claim["id"], "sort": "-service_on"}
    page = (await ground.coordinator.get("/expenses", params=asked)).json()["items"]
    answer = await ground.coordinator.get("/expenses", params=asked | {"format": "jsonl"})
    assert answer.headers["content-type"].startswith("application/jsonl")
    assert [orjson.loads(line) for line in answer.content.splitlines()] == page


async def test_texts_of_a_workbook_are_texts_and_amounts_are_numbers(
    ground: Ground, claim: dict[str, Any]
) -> None:
    answer = await ground.coordinator.get("/expenses", params={"format": "xlsx", "claim_id": claim["id"]})
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<t>=HYPERLINK(&quot;" in sheet or '<t>=HYPERLINK("' in sheet
    assert "<v>60</v>" in sheet or "<v>60.00</v>" in sheet


async def test_columns_of_parquet_are_of_their_types(ground: Ground, claim: dict[str, Any]) -> None:
    answer = await ground.coordinator.get("/expenses", params={"format": "parquet", "sort": "line_number"})
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    table = pyarrow.parquet.read_table(io.BytesIO(answer.content))
    kinds = {name: table.schema.field(name).type for name in table.column_names}
    assert kinds["service_on"] == pyarrow.date32()
    assert kinds["claimed"] == pyarrow.decimal128(18, 2)
    assert kinds["receipt_attached"] == pyarrow.bool_()
    assert kinds["line_number"] == pyarrow.int64()
    assert kinds["updated_at"] == pyarrow.timestamp("us", tz="UTC")
    page = (await ground.coordinator.get("/expenses", params={"sort": "line_number"})).json()["items"]
    rows = table.to_pylist()
    # Texts as they are: no spreadsheet reads this.
    assert [row["description"] for row in rows] == FORMULAS + HARMLESS
    assert [row["id"] for row in rows] == [row["id"] for row in page]
    assert [str(row["claimed"]) for row in rows] == [row["claimed"]["amount"] for row in page]
    assert [row["updated_at"].isoformat() for row in rows] == [
        row["updated_at"].replace("Z", "+00:00") for row in page
    ]
    assert rows[0]["approved"] is None


async def test_parquet_without_rows_has_its_columns(ground: Ground) -> None:
    answer = await ground.coordinator.get("/expenses", params={"format": "parquet", "fields": "id,amount"})
    table = pyarrow.parquet.read_table(io.BytesIO(answer.content))
    assert (table.num_rows, table.column_names) == (0, ["id", "amount", "amount_currency"])


async def test_a_file_holds_what_its_reader_may_see(
    ground: Ground, claim: dict[str, Any], client_for: ClientFor, database: Database
) -> None:
    async with database.transaction() as session:
        other = await make_agency(session)
    stranger = await client_for(Role.AGENCY_COORDINATOR, agency_id=other.id)
    assert _rows(await stranger.get("/expenses", params={"format": "csv"})) == []
    post = await client_for(Role.ADMINISTRATOR)
    assert (await post.get("/expenses", params={"format": "csv"})).status_code == 403


@pytest.mark.parametrize("part", ["limit", "after", "count"])
async def test_a_part_of_a_file_is_refused(ground: Ground, part: str) -> None:
    value = {"limit": "5", "after": "x", "count": "exact"}[part]
    answer = await ground.coordinator.get("/expenses", params={"format": "csv", part: value})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == part


async def test_head_tells_of_the_file_without_making_it(ground: Ground) -> None:
    answer = await ground.coordinator.head("/expenses", params={"format": "csv"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert "attachment" in answer.headers["content-disposition"]


async def test_a_workbook_of_too_many_rows_says_what_to_take_instead(
    ground: Ground, claim: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MOST_ROWS_OF_A_WORKBOOK", 3)
    answer = await ground.coordinator.get("/expenses", params={"format": "xlsx"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "too_many_rows"


async def test_too_many_files_at_once_are_put_off(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.ListFile, "under_way", 4)
    answer = await ground.coordinator.get("/expenses", params={"format": "csv"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")


async def test_every_list_makes_its_files_but_for_what_never_leaves(
    app: FastAPI, client_for: ClientFor, ground: Ground
) -> None:
    readers = [await client_for(role) for role in (Role.ADMINISTRATOR, Role.PROGRAM_OFFICER, Role.AUDITOR)]
    lists = {}
    for path, operations in app.openapi()["paths"].items():
        parameters = [part["name"] for part in operations.get("get", {}).get("parameters", ())]
        if "updated_since" in parameters or "sort" in parameters:
            lists[path.removeprefix("/api/v1")] = "format" in parameters
    kept_in = {path for path, has_files in lists.items() if not has_files}
    assert kept_in == {
        "/activities/{activity_id}/participants",
        "/api-tokens",
        "/notifications",
        "/notifications/mutes",
        "/receipts",
        "/service-clients/{client_id}/tokens",
        "/foreign-participants",
        "/units",
        "/vetting-cases",
        "/vetting-queue",
        "/webhooks",
        "/webhooks/{webhook_id}/deliveries",
        "/exports",
    }
    for path, has_files in lists.items():
        if "{" in path or not has_files:
            continue
        for kind in FileFormat:
            answers = [await reader.get(path, params={"format": kind}) for reader in readers]
            statuses = {answer.status_code for answer in answers}
            assert 200 in statuses, (path, kind, statuses)
            assert statuses <= {200, 403}, (path, kind, statuses)
