"""Reading exports, each by its owner, and their files."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import EnumType
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Text, case, cast, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.export_enums import ExportResource, FileFormat, FilterValues
from models.exports import Export
from models.import_enums import JobStatus
from models.imports import Job
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.adapters.file_store import FileLost, FileStore, StoreAway
from services.detail import Answer, Detail
from services.errors import Conflict, NotFound, Unavailable
from services.exports.resources import EXPORTABLE, NOT_ASKED, parameters_of
from services.filters import Filter, any_of, flag
from services.listing import Listing
from services.projection import Fields, instant, json_object, stamps

_JOBS: Any = literal_column("'/api/v1/jobs/'")
_EXPORTS: Any = literal_column("'/api/v1/exports/'")
_DAY = cast(func.timezone(literal_column("'UTC'"), func.coalesce(Export.taken_at, Export.created_at)), Date)
_FILE_NAME = func.concat(
    func.replace(Export.resource, literal_column("'/'"), literal_column("'-'")),
    literal_column("'-'"),
    cast(_DAY, Text),
    literal_column("'.'"),
    Export.format,
    type_=Text,
)
_READY = Export.storage_key.is_not(None)
_SOURCE = Export.__table__.join(Job.__table__, Job.id == Export.job_id)
_FIELDS: Fields = {
    "id": Export.id,
    "resource": Export.resource,
    "format": Export.format,
    "query": Export.query,
    "job": json_object({"id": Job.id, "status": Job.status}),
    "progress": json_object({"done": Job.cursor, "total": Job.total}),
    "problem": Job.problem,
    "file_name": _FILE_NAME,
    "rows": Export.rows,
    "size_bytes": Export.size_bytes,
    "sha256": func.encode(Export.sha256, literal_column("'hex'"), type_=Text),
    "ready": _READY,
    "taken_at": instant(Export.taken_at),
    "expires_at": instant(Export.expires_at),
    **stamps(Export),
}

EXPORTS = Listing(
    table=Export,
    permission=Permission.EXPORTS_RUN,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"created_at": Export.created_at, "updated_at": Export.updated_at},
    default_sort="-created_at",
    filters={
        "resource": any_of(Export.resource, ExportResource),
        "file_format": any_of(Export.format),
        "job_status": any_of(Job.status),
        "ready": flag(_READY),
    },
    exportable=False,
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    return ["download"] if answer["ready"] else []


EXPORT = Detail(
    table=Export,
    permission=Permission.EXPORTS_RUN,
    source=_SOURCE,
    fields={
        **_FIELDS,
        "links": json_object(
            {
                "job": func.concat(_JOBS, cast(Job.id, Text)),
                "events": func.concat(_JOBS, cast(Job.id, Text), literal_column("'/events'")),
                "file": case(
                    (_READY, func.concat(_EXPORTS, cast(Export.id, Text), literal_column("'/file'")))
                ),
            }
        ),
    },
    actions=_actions,
)


@dataclass(frozen=True, slots=True)
class MadeFile:
    """`sha256`: hexadecimal digits."""

    name: str
    format: FileFormat
    size: int
    sha256: str
    key: str


def rule_of(actor: Actor, resource: ExportResource) -> dict[str, Any]:
    """By what rule `actor` sees rows of the list now. Raises `Forbidden`."""
    listing = EXPORTABLE[resource].listing
    if listing.permission:
        actor.require(listing.permission)
    seen = visible(actor, listing.table)
    return {"key": seen.key, "of": {name: str(value) for name, value in seen.parameters.items()}}


async def file_of(connection: AsyncConnection, actor: Actor, export_id: UUID) -> MadeFile:
    """The file of an export.

    Raises `NotFound`, `Forbidden` for who may no longer read the list, `Conflict` for a file that is not made yet, has
    expired, or was made under another rule than holds for its owner now.
    """
    actor.require(Permission.EXPORTS_RUN)
    seen = visible(actor, Export)
    columns = (
        Export.resource,
        Export.format,
        Export.storage_key,
        Export.size_bytes,
        Export.seen_as,
        Export.sha256,
        Job.status,
        _FILE_NAME.label("name"),
    )
    statement = select(*columns).select_from(_SOURCE).where(Export.id == export_id, seen.clause)
    found: Any = (await connection.execute(statement, dict(seen.parameters))).one_or_none()
    if found is None:
        raise NotFound
    rule = rule_of(actor, ExportResource(found.resource))
    if found.storage_key is None:
        if found.status == JobStatus.SUCCEEDED:
            raise _expired()
        raise Conflict("This file is not made. Its job says how far it is.", code="not_ready")
    if rule != found.seen_as:
        message = "Since this file was made, the rows that you may see have changed. Make it anew."
        raise Conflict(message, code="rights_changed")
    digest = bytes(found.sha256).hex()
    return MadeFile(found.name, FileFormat(found.format), found.size_bytes, digest, found.storage_key)


async def content_of(
    files: FileStore, made: MadeFile, span: tuple[int, int] | None = None
) -> AsyncIterator[bytes]:
    """The file, or its bytes from the first of `span` to before the second. Raises `Conflict`, `Unavailable`."""
    try:
        return await files.stream(made.key, span)
    except FileLost as error:
        raise _expired() from error
    except StoreAway as error:
        raise Unavailable("Files cannot be reached at the moment. Try again later.") from error


def _expired() -> Conflict:
    return Conflict("This file has expired. Make it anew.", code="expired")


def lists_for(actor: Actor) -> dict[str, Any]:
    """The lists that `actor` may read, and what may be asked of each."""
    return {
        "items": [
            {
                "resource": resource,
                "parameters": [n for n in parameters_of(resource).parameters if n not in NOT_ASKED],
                "fields": list(exportable.listing.fields),
                "sorts": list(exportable.listing.sorts),
                "filters": [_told(name, rule) for name, rule in exportable.listing.filters.items()],
                "formats": list(FileFormat),
            }
            for resource, exportable in EXPORTABLE.items()
            if exportable.listing.permission is None or actor.may(exportable.listing.permission)
        ]
    }


_VALUES: dict[Any, FilterValues] = {
    str: FilterValues.TEXT,
    bool: FilterValues.FLAG,
    date: FilterValues.DATE,
    datetime: FilterValues.TIME,
    UUID: FilterValues.ID,
}


def _told(name: str, rule: Filter) -> dict[str, Any]:
    choices: list[str] = list(rule.type) if isinstance(rule.type, EnumType) else []
    values = FilterValues.CHOICE if choices else _VALUES.get(rule.type, FilterValues.NUMBER)
    return {
        "name": name,
        "values": values,
        "choices": choices,
        "many": rule.many,
        "description": rule.description,
    }
