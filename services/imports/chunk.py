"""One chunk of rows: duplicates found, decided, written, and what became of each row put on record."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from sqlalchemy import any_, bindparam, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import BigInteger

from models.import_enums import RowOutcome
from models.imports import Import, ImportRow
from services.imports.fields import Row, content_of
from services.imports.issues import Issue, Severity
from services.imports.kinds.base import Kind, Work, new_ids
from services.imports.kinds.expense_lines import ClaimsMoved
from services.reference.staging import copy_rows

#: What PostgreSQL says of a row that it does not take: its values do not fit (22), or a constraint speaks against
#: them (23). Whatever else it says is no row's fault.
_OF_A_ROW = ("22", "23")
_CREATE, _SKIPPED, _ERROR = (RowOutcome(name).value for name in ("create", "skipped", "error"))
_COLUMNS = (
    "id",
    "import_id",
    "number",
    "line",
    "outcome",
    "key_hash",
    "content_hash",
    "target_id",
    "issues",
    "changes",
    "cells",
)


async def process(work: Work, kind: Kind, import_id: UUID, rows: Sequence[Row], *, dry: bool) -> None:
    """Decide and write `rows`, and put on record what became of them. `dry`: as if, with nothing left behind."""
    hashes = await _mark_repeated(work, kind, import_id, rows)
    fresh = [row for row in rows if not row.refused and not row.outcome]
    if fresh:
        await kind.decide(work, fresh)
    wanted = [row for row in fresh if not row.refused and row.outcome in ("create", "update")]
    if wanted:
        trial = await work.session.begin_nested()
        await _write(work, kind, wanted)
        await (trial.rollback() if dry else trial.commit())
    await _record(work, import_id, rows, hashes, dry=dry)
    await _count(work, import_id, rows)


async def _mark_repeated(
    work: Work, kind: Kind, import_id: UUID, rows: Sequence[Row]
) -> dict[int, tuple[int, int]]:
    """Remarks on rows whose key an earlier row of the file has; key and content of the others, by their number."""
    key_name = kind.key_name()
    keyed = {
        row.number: (_hash(row.key.encode()), _hash(content_of(row))) for row in rows if row.key is not None
    }
    key = bindparam("keys", [key for key, _ in keyed.values()], type_=ARRAY(BigInteger))
    before = select(ImportRow.key_hash, ImportRow.content_hash).where(
        ImportRow.import_id == import_id, ImportRow.key_hash == any_(key)
    )
    seen: dict[int | None, int | None] = dict((await work.session.execute(before)).all()) if keyed else {}
    firsts = {}
    for row in rows:
        if row.number not in keyed:
            continue
        key_hash, content = keyed[row.number]
        if key_hash not in seen:
            seen[key_hash] = content
            firsts[row.number] = (key_hash, content)
        elif not row.refused:
            same = seen[key_hash] == content
            work.plan.issue(row, "dup_exact" if same else "dup_conflict", key_name)
            row.outcome = _SKIPPED if same else ""
    return firsts


def _hash(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), signed=True)


async def _write(work: Work, kind: Kind, rows: Sequence[Row]) -> None:
    """Write all; where PostgreSQL does not take them, halve them until the row at fault is found."""
    marks = [len(row.issues) for row in rows]
    try:
        async with work.session.begin_nested():
            await kind.write(work, rows)
            await work.session.flush()
        return
    except (asyncpg.PostgresError, DBAPIError, ClaimsMoved, StaleDataError) as error:
        reason = _reason(error)
        if reason is None:
            raise
    for row, mark in zip(rows, marks, strict=True):
        del row.issues[mark:]
    if len(rows) == 1:
        rows[0].issues.append(Issue("bad_value", detail=reason))
        return
    middle = len(rows) // 2
    await _write(work, kind, rows[:middle])
    await _write(work, kind, rows[middle:])


def _reason(error: Exception) -> str | None:
    """What to say of a row; None for what is no row's fault."""
    if isinstance(error, ClaimsMoved):
        return str(error)
    if isinstance(error, StaleDataError):
        return "Somebody else has changed this record meanwhile."
    cause = error.orig if isinstance(error, DBAPIError) else error
    state = str(getattr(cause, "sqlstate", None) or "")
    if not state.startswith(_OF_A_ROW):
        return None
    return "Another record has this value, or a rule of the database does not allow it."


async def _record(
    work: Work, import_id: UUID, rows: Sequence[Row], hashes: dict[int, tuple[int, int]], *, dry: bool
) -> None:
    records = []
    ids = new_ids(len(rows))
    for row in rows:
        refused = row.refused
        key_hash, content = hashes.get(row.number, (None, None))
        outcome = _ERROR if refused else row.outcome
        records.append(
            (
                next(ids),
                import_id,
                row.number,
                row.line,
                outcome,
                key_hash,
                content,
                None if refused or (dry and outcome == _CREATE) else row.target,
                _json([issue.as_json() for issue in row.issues]) if row.issues else None,
                _json(row.changes) if row.changes and not refused else None,
                _json([_kept(cell) for cell in row.cells]) if refused else None,
            )
        )
    await copy_rows(work.session, ImportRow.__tablename__, _COLUMNS, records)


def _kept(cell: Any) -> Any:
    """A cell as JSON and PostgreSQL hold it."""
    if not isinstance(cell, str):
        return cell if isinstance(cell, int | float | bool) else str(cell)
    return cell.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")


def _json(value: Any) -> str:
    return orjson.dumps(value, default=str).decode()


async def _count(work: Work, import_id: UUID, rows: Iterable[Row]) -> None:
    counts = dict.fromkeys(("records", "created", "updated", "unchanged", "skipped", "refused", "warned"), 0)
    names = {"create": "created", "update": "updated", "unchanged": "unchanged", "skipped": "skipped"}
    for row in rows:
        counts["records"] += 1
        refused = row.refused
        counts["refused" if refused else names[row.outcome]] += 1
        if row.issues and not refused:
            counts["warned"] += any(issue.severity is Severity.WARNING for issue in row.issues)
    values = {name: getattr(Import, name) + count for name, count in counts.items() if count}
    statement = update(Import).where(Import.id == import_id).values(values)
    await work.session.execute(statement, execution_options={"synchronize_session": False})
