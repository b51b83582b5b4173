"""Asking for a list as a file that a worker makes."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.export_enums import ExportResource, FileFormat
from models.exports import Export
from models.import_enums import JobKind
from models.imports import UNFINISHED, Job
from schemas.exports import ExportCreate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.errors import Conflict, FieldProblem, Invalid
from services.events import record_event
from services.exports.resources import EXPORTABLE, NOT_ASKED, parameters_of, read_query
from services.queue import queue_job
from services.records import apply_changes, created

#: Files that one person waits for at a time.
MOST_WAITING = 5


async def create_export(session: AsyncSession, actor: Actor, data: ExportCreate) -> tuple[UUID, UUID]:
    """An export and its job. Raises `Forbidden`, `Invalid` naming each parameter at fault, `Conflict` for too many."""
    actor.require(Permission.EXPORTS_RUN)
    permission = EXPORTABLE[data.resource].listing.permission
    if permission:
        actor.require(permission)
    check_query(data.resource, data.format, data.query)
    waiting = (
        select(func.count())
        .select_from(Job)
        .where(Job.created_by == actor.id, Job.kind == JobKind.EXPORT.value, text(UNFINISHED))
    )
    if (await session.scalar(waiting) or 0) >= MOST_WAITING:
        message = f"You wait for {MOST_WAITING} files already. Cancel one, or wait for it."
        raise Conflict(message, code="too_many_waiting")
    export = created(
        Export(id=uuid7(), resource=data.resource.value, format=data.format.value, query=data.query), actor
    )
    session.add(export)
    record_event(
        session,
        actor,
        "exports.created",
        export,
        subject_type="export",
        permission=Permission.EXPORTS_RUN,
        label=f"{data.resource.value}.{data.format.value}",
        agency_id=actor.agency_id,
        # What was searched for may be a name.
        after={"resource": data.resource.value, "format": data.format.value},
    )
    job = queue_job(session, actor, JobKind.EXPORT, export.id)
    await session.flush()
    apply_changes(export, {"job_id": job.id}, actor)
    await session.flush()
    return export.id, job.id


def check_query(
    resource: ExportResource, file_format: FileFormat, query: Mapping[str, Sequence[str]]
) -> None:
    """Raises `Invalid` for what the list does not take."""
    known = {name: many for name, many in parameters_of(resource).parameters.items() if name not in NOT_ASKED}
    problems = []
    for name, values in query.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}."
            problems.append(FieldProblem(f"query/{name}", "unknown", f"The list takes no such thing. {hint}"))
        elif not values or (len(values) > 1 and not known[name]):
            message = "Give at least one value." if known[name] else "Give one value."
            problems.append(FieldProblem(f"query/{name}", "number_of_values", message))
    if problems:
        raise Invalid(*problems)
    try:
        read_query(resource, file_format, query)
    except ValidationError as error:
        raise Invalid(
            *(
                FieldProblem("/".join(["query", *map(str, fault["loc"])]), fault["type"], fault["msg"])
                for fault in error.errors(include_url=False)
            )
        ) from error
