"""The Treasury's answer as a file: CSV, a row for each claim, in a form that docs/payments.md describes."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import orjson
from pydantic import ValidationError

from schemas.payment_runs import ConfirmationRow
from services.errors import FieldProblem, Invalid

#: What `payment_file` writes may come back with these added.
NEEDED = ("claim", "amount_usd", "treasury_reference", "on")
OPTIONAL = ("outcome", "reason")
MOST_BYTES = 1_000_000
MOST_ROWS = 1_000

_FIXES = {
    "claim": "Write the reference of the claim, such as CLM-2026-0001.",
    "amount_usd": "Write the amount of the payment file, such as 1345.65.",
    "treasury_reference": "Write the Treasury's reference, of 60 characters at most.",
    "on": "Write the day as 2026-09-28.",
    "outcome": "Write paid or returned.",
    "reason": "Write why it was returned in 500 characters at most.",
}


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row that says nothing that could be taken; `message` names the column and the fix."""

    claim: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """`line` of the file, from 1 for the column names."""

    line: int
    said: ConfirmationRow | UnreadRow


def read_answer_file(content: bytes, run: str) -> list[FileRow]:
    """The rows of a UTF-8 CSV about `run`, its reference. `total` records and other columns are passed over.

    Raises `Invalid` for what is no such file: nothing of it is taken then.
    """
    if len(content) > MOST_BYTES:
        _refuse(
            "too_large", f"The file has more than {MOST_BYTES:,} bytes: an answer is a row for each claim."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        _refuse("not_utf8", f"Line {line} is not UTF-8: save the file as CSV UTF-8.")
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        names = [name.strip().lower() for name in reader.fieldnames or ()]
        _check(names)
        reader.fieldnames = names
        rows = [
            FileRow(reader.line_num, _read(cells, run))
            for cells in reader
            if cells.get("record") != "total" and any(cells.values())
        ]
    except csv.Error as error:
        _refuse(
            "not_csv", f"What follows line {reader.line_num} is no CSV ({error}): check the quotation marks."
        )
    if not rows:
        _refuse("no_rows", "The file has no rows below the column names.")
    if len(rows) > MOST_ROWS:
        _refuse(
            "too_many_rows", f"The file has {len(rows):,} rows; a run's answer has {MOST_ROWS:,} at most."
        )
    return rows


def _check(names: list[str]) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        known = ", ".join((*NEEDED, *OPTIONAL))
        _refuse("columns", f"The first line does not name {', '.join(missing)}: the columns are {known}.")
    repeated = [name for name in (*NEEDED, *OPTIONAL) if names.count(name) > 1]
    if repeated:
        _refuse("columns", f"The first line names {', '.join(repeated)} twice: keep one.")


def _read(cells: Mapping[str, str | None], run: str) -> ConfirmationRow | UnreadRow:
    said = {name: (cells.get(name) or "").strip() for name in (*NEEDED, *OPTIONAL, "run")}
    claim = said["claim"][:20]
    if None in cells:
        message = "The row has more cells than there are columns: put commas within quotation marks."
        return UnreadRow(claim, "cells", message)
    if said["run"] and said["run"] != run:
        return UnreadRow(claim, "other_run", f"The row is of {said['run']}: upload it to that run.")
    values: dict[str, Any] = {
        "claim": said["claim"],
        "treasury_reference": said["treasury_reference"],
        "on": said["on"],
        "amount": {"amount": said["amount_usd"]},
        "reason": said["reason"] or None,
    }
    if said["outcome"]:
        values["outcome"] = said["outcome"].lower()
    try:
        return ConfirmationRow.model_validate_json(orjson.dumps(values))
    except ValidationError as error:
        names = dict.fromkeys(_column(str(found["loc"][0])) for found in error.errors())
        fixes = " ".join(f"`{name}` {said[name][:40]!r}: {_FIXES[name]}" for name in names)
        return UnreadRow(claim, "unreadable", fixes)


def _column(field: str) -> str:
    return "amount_usd" if field == "amount" else field


def _refuse(code: str, message: str) -> NoReturn:
    raise Invalid(FieldProblem("file", code, message), detail=message)
