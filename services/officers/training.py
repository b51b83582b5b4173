"""Sessions of INL/CAP's pre-deployment training program."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.officers import TrainingEnrollment, TrainingSession
from schemas.training import TrainingSessionCreate, TrainingSessionUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.detail import Answer, Detail
from services.errors import Conflict, FieldProblem, Invalid
from services.events import record_event
from services.filters import flag, ranges
from services.listing import Listing
from services.projection import Fields, stamps
from services.records import apply_changes, created, load_for_change

_enrolled = (
    select(func.count())
    .select_from(TrainingEnrollment)
    .where(TrainingEnrollment.session_id == TrainingSession.id)
    .scalar_subquery()
)
_FIELDS: Fields = {
    "id": TrainingSession.id,
    "name": TrainingSession.name,
    "location": TrainingSession.location,
    "starts_on": TrainingSession.starts_on,
    "ends_on": TrainingSession.ends_on,
    "capacity": TrainingSession.capacity,
    "enrolled": _enrolled,
    **stamps(TrainingSession),
}


def _daily(actor: Actor, answer: Answer, today: date) -> list[str]:
    """Places are taken until the session begins; attendance is recorded from its last day on."""
    ahead = today <= date.fromisoformat(answer["starts_on"])
    places = answer["enrolled"] < answer["capacity"]
    over = today >= date.fromisoformat(answer["ends_on"])
    possible = (
        ("enroll", Permission.TRAINING_ENROLL, ahead and places),
        ("record_attendance", Permission.TRAINING_MANAGE, over and answer["enrolled"] > 0),
    )
    return [name for name, permission, now in possible if now and actor.may(permission)]


TRAINING_SESSIONS = Listing(
    table=TrainingSession,
    permission=Permission.REFERENCE_READ,
    source=TrainingSession,
    fields=_FIELDS,
    sorts={"starts_on": TrainingSession.starts_on, "name": TrainingSession.name},
    default_sort="-starts_on",
    filters={
        **ranges("starts_on", TrainingSession.starts_on, date),
        **ranges("ends_on", TrainingSession.ends_on, date),
        "full": flag(_enrolled >= TrainingSession.capacity, "true: no place is left."),
    },
)
TRAINING_SESSION = Detail(
    table=TrainingSession,
    permission=Permission.REFERENCE_READ,
    source=TrainingSession,
    fields=_FIELDS,
    actions=lambda actor, _: ["update", "delete"] if actor.may(Permission.TRAINING_MANAGE) else [],
    daily=_daily,
)


async def create_session(session: AsyncSession, actor: Actor, data: TrainingSessionCreate) -> UUID:
    """Raises `Invalid` for dates the wrong way round."""
    actor.require(Permission.TRAINING_MANAGE)
    _require_order(data.starts_on, data.ends_on)
    training = created(TrainingSession(**data.model_dump()), actor)
    session.add(training)
    _record(session, actor, "created", training)
    return training.id


async def update_session(
    session: AsyncSession, actor: Actor, session_id: UUID, version: int, data: TrainingSessionUpdate
) -> None:
    """Raises `Invalid` for dates the wrong way round and for fewer places than are taken; `Conflict` for new dates
    once attendance gave credentials, which carry them."""
    actor.require(Permission.TRAINING_MANAGE)
    training = await load_for_change(session, actor, TrainingSession, session_id, version=version)
    changes = data.changes()
    taken, certified = await _enrollments(session, session_id)
    if changes.get("capacity", training.capacity) < taken:
        raise Invalid(FieldProblem("capacity", "places_taken", f"{taken} places are taken."))
    if certified and changes.keys() & {"starts_on", "ends_on"}:
        raise Conflict("Credentials of this session carry its dates.", code="attendance_recorded")
    apply_changes(training, changes, actor)
    _require_order(training.starts_on, training.ends_on)
    _record(session, actor, "updated", training)


async def delete_session(session: AsyncSession, actor: Actor, session_id: UUID, version: int) -> None:
    """Raises `Conflict` while somebody is enrolled."""
    actor.require(Permission.TRAINING_MANAGE)
    training = await load_for_change(session, actor, TrainingSession, session_id, version=version)
    taken, _ = await _enrollments(session, session_id)
    if taken:
        raise Conflict(f"{taken} officers are enrolled. Remove them first.", code="in_use")
    _record(session, actor, "deleted", training)
    await session.delete(training)


async def _enrollments(session: AsyncSession, session_id: UUID) -> tuple[int, int]:
    """How many are enrolled, and how many of them hold a credential for it."""
    counts = select(func.count(), func.count(TrainingEnrollment.credential_id)).where(
        TrainingEnrollment.session_id == session_id
    )
    taken, certified = (await session.execute(counts)).one()
    return taken, certified


def _require_order(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Invalid(FieldProblem("ends_on", "order", f"The last day must not come before {starts_on}."))


def _record(session: AsyncSession, actor: Actor, verb: str, training: TrainingSession) -> None:
    record_event(
        session,
        actor,
        f"training_sessions.{verb}",
        training,
        subject_type="training_session",
        permission=Permission.TRAINING_MANAGE,
        label=training.name,
    )
