"""The refused rows of an import, as a file of the format in which they came."""

import csv
import io
import re
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.import_enums import RowOutcome
from models.imports import ImportRow
from services.access.policy import Actor
from services.access.visibility import visible
from services.detail import Answer
from services.exports.files import Workbook

#: Rows that are handed back at once: whoever has more of them has something else to correct first.
MOST = 20_000
_FORMULA = re.compile(r"[=+\-@\t\r]")
_MORE = ("error_codes", "what_to_do")
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


async def refused_file(connection: AsyncConnection, actor: Actor, answer: Answer) -> tuple[bytes, str, str]:
    """Content, media type and name. Text that a spreadsheet would run as a formula is made harmless."""
    found = answer["found"] or {"format": "csv", "headings": []}
    headings = [*found.get("headings", []), *_MORE]
    seen = visible(actor, ImportRow)
    statement = (
        select(ImportRow.cells, ImportRow.issues)
        .where(
            ImportRow.import_id == UUID(str(answer["id"])),
            ImportRow.outcome == RowOutcome.ERROR.value,
            seen.clause,
        )
        .order_by(ImportRow.number)
        .limit(MOST)
    )
    rows = [
        [*(row.cells or []), *_told(row.issues or [])]
        for row in await connection.execute(statement, dict(seen.parameters))
    ]
    kind = found["format"]
    write = {"csv": _csv, "jsonl": _json_lines, "xlsx": _workbook}[kind]
    return write(headings, rows, found), _MEDIA[kind], f"refused.{kind}"


def _told(issues: list[dict[str, Any]]) -> tuple[str, str]:
    errors = [issue for issue in issues if issue["severity"] == "error"]
    codes = ", ".join(dict.fromkeys(issue["code"] for issue in errors))
    told = (
        f"{issue['column'] or 'Row'}: {issue['message']} {issue['fix'] or ''}".strip() for issue in errors
    )
    return codes, " ".join(told)


def _csv(headings: list[str], rows: list[list[Any]], found: dict[str, Any]) -> bytes:
    """UTF-8 with its mark, whatever encoding it came in: nothing is lost that way."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=found.get("delimiter") or ",", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def _json_lines(headings: list[str], rows: list[list[Any]], _: dict[str, Any]) -> bytes:
    return b"".join(orjson.dumps(dict(zip(headings, row, strict=False))) + b"\n" for row in rows)


def _workbook(headings: list[str], rows: list[list[Any]], found: dict[str, Any]) -> bytes:
    content = io.BytesIO()
    book = Workbook(content, found.get("sheet") or "Rows", headings)
    book.add(rows)
    book.close()
    return content.getvalue()


def _harmless(cell: Any) -> Any:
    """As lists as files have it: an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
