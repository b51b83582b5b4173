"""Who goes to a training session, and what attendance gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency
from models.enums import ReadinessType
from models.officers import Officer, OfficerCredential, TrainingEnrollment, TrainingSession
from schemas.training import EnrollmentCreate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.calendar import add_months
from services.clock import Clock
from services.detail import Answer, Detail
from services.errors import Conflict, FieldProblem, Invalid, NotFound
from services.events import record_event
from services.filters import any_of, flag
from services.listing import Listing, Scope
from services.officers.credentials import record_credential
from services.policies import policy_in_force
from services.projection import Fields, json_object, stamps
from services.records import apply_changes, created, load_for_change, load_visible

_FIELDS: Fields = {
    "id": TrainingEnrollment.id,
    "session": json_object(
        {
            "id": TrainingSession.id,
            "name": TrainingSession.name,
            "starts_on": TrainingSession.starts_on,
            "ends_on": TrainingSession.ends_on,
        }
    ),
    "officer": json_object({"id": Officer.id, "name": Officer.name}),
    "agency": json_object({"id": Agency.id, "name": Agency.legal_name}),
    "attended": TrainingEnrollment.attended,
    "credential_id": TrainingEnrollment.credential_id,
    **stamps(TrainingEnrollment),
}
_SOURCE = (
    TrainingEnrollment.__table__.join(TrainingSession.__table__)
    .join(Officer.__table__, Officer.id == TrainingEnrollment.officer_id)
    .join(Agency.__table__, Agency.id == Officer.agency_id)
)

ENROLLMENTS = Listing(
    table=TrainingEnrollment,
    permission=Permission.OFFICERS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={"officer": Officer.name, "agency": Agency.legal_name},
    default_sort="officer",
    filters={
        "agency_id": any_of(Officer.agency_id, UUID),
        "officer_id": any_of(TrainingEnrollment.officer_id, UUID),
        "attended": flag(TrainingEnrollment.attended, "Left out: also those whose attendance is open."),
    },
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    return ["delete"] if actor.may(Permission.TRAINING_ENROLL) and answer["attended"] is None else []


def _daily(actor: Actor, answer: Answer, today: date) -> list[str]:
    """Attendance is recorded from the session's last day on."""
    over = today >= date.fromisoformat(answer["session"]["ends_on"])
    return ["record_attendance"] if over and actor.may(Permission.TRAINING_MANAGE) else []


ENROLLMENT = Detail(
    table=TrainingEnrollment,
    permission=Permission.OFFICERS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=_actions,
    daily=_daily,
)


@dataclass(frozen=True, slots=True)
class TrainingTerms:
    """Of the policy on readiness: for how many months each kind of item is good."""

    validity_months: Mapping[ReadinessType, int]


def of_session(session_id: UUID) -> Scope:
    """Narrows to one session's enrollments."""
    key = bindparam("session_id", type_=PG_UUID(as_uuid=True))
    return Scope(TrainingEnrollment.session_id == key, {"session_id": session_id})


async def enroll(
    session: AsyncSession, actor: Actor, clock: Clock, session_id: UUID, data: EnrollmentCreate
) -> UUID:
    """A place for an officer. Raises `Conflict` when there is none left, or the session has begun.

    Raises `Invalid` for an officer who is archived or not the actor's to name.
    """
    actor.require(Permission.TRAINING_ENROLL)
    training = await load_for_change(session, actor, TrainingSession, session_id, version=None)
    try:
        officer = await load_visible(session, actor, Officer, data.officer_id)
    except NotFound:
        raise Invalid(FieldProblem("officer_id", "unknown", "There is no such officer.")) from None
    if officer.archived_at is not None:
        raise Invalid(FieldProblem("officer_id", "archived", f"{officer.name} is archived."))
    if training.starts_on < clock.today():
        raise Conflict(f"The session began on {training.starts_on}.", code="session_begun")
    places = select(TrainingEnrollment.officer_id).where(TrainingEnrollment.session_id == session_id)
    if await session.scalar(select(exists(places.where(TrainingEnrollment.officer_id == officer.id)))):
        message = f"{officer.name} is enrolled already."
        raise Conflict(message, code="already_enrolled", field="officer_id")
    taken = await session.scalar(select(func.count()).select_from(places.subquery())) or 0
    if taken >= training.capacity:
        raise Conflict(f"All {training.capacity} places are taken.", code="session_full")
    enrollment = created(TrainingEnrollment(session_id=session_id, officer_id=officer.id), actor)
    session.add(enrollment)
    _record(session, actor, "added", enrollment, training, officer, Permission.TRAINING_ENROLL)
    return enrollment.id


async def withdraw(
    session: AsyncSession, actor: Actor, session_id: UUID, enrollment_id: UUID, version: int
) -> None:
    """Give a place back. Raises `Conflict` once attendance is recorded."""
    actor.require(Permission.TRAINING_ENROLL)
    enrollment, training, officer = await _load(session, actor, session_id, enrollment_id, version)
    if enrollment.attended is not None:
        raise Conflict("Attendance is recorded already.", code="attendance_recorded")
    _record(session, actor, "removed", enrollment, training, officer, Permission.TRAINING_ENROLL)
    await session.delete(enrollment)


async def record_attendance(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    session_id: UUID,
    enrollment_id: UUID,
    version: int,
    *,
    attended: bool,
) -> None:
    """Attendance gives a pre-deployment credential from the session's last day on; correcting it takes that away.

    How long the credential is good is the policy on readiness as in force on that day. Raises `Conflict` before
    the session's last day.
    """
    actor.require(Permission.TRAINING_MANAGE)
    enrollment, training, officer = await _load(session, actor, session_id, enrollment_id, version)
    if clock.today() < training.ends_on:
        raise Conflict(f"The session ends on {training.ends_on}.", code="session_not_over")
    former_id = enrollment.credential_id
    given = await _credential(session, actor, training, officer) if attended and former_id is None else None
    credential_id = (given.id if given else former_id) if attended else None
    apply_changes(enrollment, {"attended": attended, "credential_id": credential_id}, actor)
    _record(session, actor, "attendance_recorded", enrollment, training, officer, Permission.TRAINING_MANAGE)
    if former_id is not None and not attended:
        await session.flush()
        credential = await session.get_one(OfficerCredential, former_id)
        record_credential(session, actor, "removed", credential, officer, Permission.TRAINING_MANAGE)
        await session.delete(credential)


async def _credential(
    session: AsyncSession, actor: Actor, training: TrainingSession, officer: Officer
) -> OfficerCredential:
    terms = await policy_in_force(session, "readiness", TrainingTerms, training.ends_on)
    months = terms.validity_months[ReadinessType.PREDEPLOYMENT_TRAINING]
    credential = OfficerCredential(
        officer_id=officer.id,
        type=ReadinessType.PREDEPLOYMENT_TRAINING.value,
        issued_on=training.ends_on,
        expires_on=add_months(training.ends_on, months),
        evidence=f"Attended {training.name}, {training.starts_on} to {training.ends_on}",
    )
    session.add(created(credential, actor))
    record_credential(session, actor, "added", credential, officer, Permission.TRAINING_MANAGE)
    await session.flush()
    return credential


async def _load(
    session: AsyncSession, actor: Actor, session_id: UUID, enrollment_id: UUID, version: int
) -> tuple[TrainingEnrollment, TrainingSession, Officer]:
    enrollment = await load_for_change(session, actor, TrainingEnrollment, enrollment_id, version=version)
    if enrollment.session_id != session_id:
        raise NotFound
    training = await session.get_one(TrainingSession, session_id)
    return enrollment, training, await session.get_one(Officer, enrollment.officer_id)


def _record(
    session: AsyncSession,
    actor: Actor,
    verb: str,
    enrollment: TrainingEnrollment,
    training: TrainingSession,
    officer: Officer,
    permission: Permission,
) -> None:
    record_event(
        session,
        actor,
        f"training_enrollments.{verb}",
        enrollment,
        subject_type="training_enrollment",
        permission=permission,
        label=f"{officer.name}, {training.name}",
        agency_id=officer.agency_id,
    )
