"""Making imports, receiving their files, and starting them."""

from typing import IO, Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from models.import_enums import JobKind, JobStatus
from models.imports import Import, Job
from schemas.imports import ImportRun, ImportStart
from services.access.permissions import Permission
from services.access.policy import Actor
from services.errors import Conflict, FieldProblem, Invalid
from services.events import record_event
from services.imports.defaults import check_defaults
from services.imports.kinds.registry import KINDS
from services.imports.parts import add_file, add_piece, received
from services.imports.templates import said_by_template
from services.queue import queue_job
from services.records import apply_changes, created, load_for_change, load_visible

#: Bytes that one file may have, and one part of it.
MOST_BYTES = 200 * 1024**2
MOST_PART_BYTES = 8 * 1024**2

_STATED = ("encoding", "delimiter", "decimal", "dates", "sheet", "mapping", "defaults")


async def create_import(session: AsyncSession, actor: Actor, data: ImportStart) -> UUID:
    """An import whose file is still to come. Raises `Forbidden` for a kind whose records the actor may not write."""
    for permission in KINDS[data.kind].needed():
        actor.require(permission)
    data = await _with_template(session, actor, data)
    stated = await _stated(session, actor, data)
    check_defaults(data.kind, stated["defaults"])
    facts = data.model_dump(include={"mode", "dry_run", "all_or_nothing", "source", "file_name"}, mode="json")
    made = created(Import(id=uuid7(), kind=data.kind.value, stated=stated, **facts), actor)
    session.add(made)
    _record(session, actor, "created", made)
    await session.flush()
    return made.id


async def import_file(
    session: AsyncSession, actor: Actor, data: ImportStart, file: IO[bytes]
) -> tuple[UUID, UUID]:
    """An import whose whole file is here, started at once; its id and that of its job."""
    import_id = await create_import(session, actor, data)
    size = await add_file(session, import_id, file)
    made = await session.get_one(Import, import_id)
    return import_id, await _start(session, actor, made, size)


async def put_part(
    session: AsyncSession, actor: Actor, import_id: UUID, position: int, content: bytes
) -> None:
    """Keep a part of the file; the same one again changes nothing.

    Raises `Conflict` for a part that leaves a gap, and once the import was started.
    """
    actor.require(Permission.IMPORTS_RUN)
    made = await load_for_change(session, actor, Import, import_id, version=None)
    if made.job_id is not None:
        raise Conflict("This import was started: its file is whole.", code="started")
    size = await received(session, import_id)
    if position + len(content) <= size:
        return
    if position != size:
        raise Conflict(f"The next part begins at byte {size}.", code="gap", field="position")
    if not content:
        raise Invalid(FieldProblem("position", "empty", "A part holds at least one byte."))
    if size + len(content) > MOST_BYTES:
        raise Invalid(FieldProblem("position", "too_large", f"A file has at most {MOST_BYTES:,} bytes."))
    await add_piece(session, import_id, position, content)


async def start_import(
    session: AsyncSession, actor: Actor, import_id: UUID, version: int, data: ImportRun
) -> UUID:
    """Start the first run over a received file, or another one; its job.

    Raises `Conflict` while a run is not over, and when there is no file (any more).
    """
    actor.require(Permission.IMPORTS_RUN)
    made = await load_for_change(session, actor, Import, import_id, version=version)
    if made.created_by != actor.id:
        raise Conflict("Only who sent the file starts its import.", code="not_yours")
    job = await session.get(Job, made.job_id) if made.job_id else None
    if job is not None and job.status in (JobStatus.QUEUED, JobStatus.RUNNING):
        raise Conflict("A run over this file is not over.", code="running")
    size = await received(session, import_id)
    if not size:
        raise Conflict("There is no file: send its parts first, or import it anew.", code="no_file")
    stated = data.model_dump(include={"mapping", "defaults"}, exclude_none=True, mode="json")
    check_defaults(made.kind, stated.get("defaults", {}))
    apply_changes(made, {"dry_run": data.dry_run, "stated": made.stated | stated}, actor)
    return await _start(session, actor, made, size)


async def _start(session: AsyncSession, actor: Actor, made: Import, size: int) -> UUID:
    if size == 0:
        raise Invalid(FieldProblem("file", "empty", "The file is empty."))
    job = queue_job(session, actor, JobKind.IMPORT, made.id)
    await session.flush()
    apply_changes(made, {"job_id": job.id, "size_bytes": size, "outcome": None}, actor)
    await session.flush()
    return job.id


async def _with_template(session: AsyncSession, actor: Actor, data: ImportStart) -> ImportStart:
    """What the sender says, over what the template says that is named."""
    if data.template is None:
        return data
    if data.like is not None:
        raise Invalid(FieldProblem("like", "one_of", "Name a template or an earlier import, not both."))
    said = await said_by_template(session, actor, data.template, data.kind)
    given = data.model_dump(exclude_unset=True, mode="json")
    return ImportStart(**(said | given))


async def _stated(session: AsyncSession, actor: Actor, data: ImportStart) -> dict[str, Any]:
    """What the sender says of the file, over what was said of the import that this one is to be like."""
    stated = data.model_dump(include=set(_STATED), mode="json")
    if data.like is None:
        return stated
    earlier = await load_visible(session, actor, Import, data.like)
    if earlier.kind != data.kind:
        raise Invalid(FieldProblem("like", "other_kind", f"That import is of kind {earlier.kind}."))
    given = data.model_fields_set
    return {name: stated[name] if name in given else earlier.stated.get(name) for name in _STATED}


def _record(session: AsyncSession, actor: Actor, verb: str, made: Import) -> None:
    record_event(
        session,
        actor,
        f"imports.{verb}",
        made,
        subject_type="import",
        permission=Permission.IMPORTS_RUN,
        label=made.file_name or made.kind,
        agency_id=actor.agency_id,
    )
