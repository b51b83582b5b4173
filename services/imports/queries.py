"""Reading imports and what became of their rows."""

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, bindparam, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import UUID as PG_UUID

from models.import_enums import JobStatus
from models.imports import Import, ImportPart, ImportRow, Job
from services.access.permissions import Permission
from services.access.policy import Actor
from services.detail import Answer, Detail
from services.filters import any_of, flag, matching
from services.imports.kinds.registry import KINDS
from services.listing import Listing, Scope
from services.projection import link, stamps

_SOURCE = Import.__table__.outerjoin(Job.__table__, Job.id == Import.job_id)
_JOB = link(Import.job_id, {"id": Job.id, "status": Job.status})
_OVER = frozenset({JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED})
_COUNTS = {
    name: getattr(Import, name)
    for name in ("records", "created", "updated", "unchanged", "skipped", "refused", "warned")
}
_RECEIVED = (
    select(func.coalesce(func.max(ImportPart.position + ImportPart.size), 0))
    .where(ImportPart.import_id == Import.id)
    .scalar_subquery()
)

IMPORTS = Listing(
    table=Import,
    permission=None,
    source=_SOURCE,
    fields={
        "id": Import.id,
        "kind": Import.kind,
        "mode": Import.mode,
        "dry_run": Import.dry_run,
        "file_name": Import.file_name,
        "job": _JOB,
        "outcome": Import.outcome,
        **_COUNTS,
        **stamps(Import),
    },
    sorts={"created_at": Import.created_at, "updated_at": Import.updated_at},
    default_sort="-created_at",
    filters={
        "kind": any_of(Import.kind),
        "outcome": any_of(Import.outcome),
        "dry_run": flag(Import.dry_run),
        "job_status": any_of(Job.status),
    },
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    if not actor.may(Permission.IMPORTS_RUN):
        return []
    if answer["job"] is None:
        return ["put_part", "start"]
    return ["start"] if answer["job"]["status"] in _OVER and answer["received_bytes"] else []


IMPORT = Detail(
    table=Import,
    permission=None,
    source=_SOURCE,
    fields={
        "id": Import.id,
        "kind": Import.kind,
        "mode": Import.mode,
        "dry_run": Import.dry_run,
        "all_or_nothing": Import.all_or_nothing,
        "source": Import.source,
        "file_name": Import.file_name,
        "stated": Import.stated,
        "found": Import.found,
        "size_bytes": Import.size_bytes,
        "received_bytes": _RECEIVED,
        "job": _JOB,
        "problem": Job.problem,
        "outcome": Import.outcome,
        **_COUNTS,
        "ignored": Import.ignored,
        **stamps(Import),
    },
    actions=_actions,
)

_CODES = func.jsonb_path_query_array(ImportRow.issues, literal_column("'$[*].code'::jsonpath"), type_=JSONB)
ROWS = Listing(
    table=ImportRow,
    permission=None,
    source=ImportRow,
    fields={
        "id": ImportRow.id,
        "number": ImportRow.number,
        "line": ImportRow.line,
        "outcome": ImportRow.outcome,
        "target_id": ImportRow.target_id,
        "issues": func.coalesce(cast(ImportRow.issues, JSON), literal_column("'[]'::json")),
        "changes": func.coalesce(cast(ImportRow.changes, JSON), literal_column("'{}'::json")),
    },
    sorts={"number": ImportRow.number},
    default_sort="number",
    filters={
        "outcome": any_of(ImportRow.outcome),
        "remarked": flag(ImportRow.issues.is_not(None), "true: rows with an issue of any severity."),
        "code": matching(lambda codes: _CODES.op("?|")(codes), description="Codes of issues, any of them."),
    },
)


def of_import(import_id: UUID) -> Scope:
    """Narrows to one import's rows."""
    key = bindparam("import_id", type_=PG_UUID(as_uuid=True))
    return Scope(ImportRow.import_id == key, {"import_id": import_id})


def kinds_of_import(actor: Actor) -> dict[str, Any]:
    """What every kind of import takes, and whether `actor` may send it."""
    return {
        "items": [
            {
                "kind": kind.name,
                "allowed": all(actor.may(permission) for permission in kind.needed()),
                "fields": [
                    {"name": f.name, "required": f.required, "key": f.key, "headings": list(f.headings)}
                    for f in kind.fields
                ],
                "defaults": sorted(kind.defaults),
            }
            for kind in KINDS.values()
        ]
    }
