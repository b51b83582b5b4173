"""What officers are certified in and cleared for."""

from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, exists, select
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.ext.asyncio import AsyncSession

from models.officers import Officer, OfficerCredential, TrainingEnrollment
from schemas.officers import CredentialCreate, CredentialUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.detail import Answer, Detail
from services.errors import Conflict, FieldProblem, Invalid, NotFound
from services.events import record_event
from services.filters import any_of, ranges
from services.listing import Listing, Scope
from services.projection import Fields, json_object, stamps
from services.records import apply_changes, created, load_for_change, load_visible

_given_by_training = exists().where(TrainingEnrollment.credential_id == OfficerCredential.id)
_FIELDS: Fields = {
    "id": OfficerCredential.id,
    "officer": json_object({"id": Officer.id, "name": Officer.name}),
    "type": OfficerCredential.type,
    "number": OfficerCredential.number,
    "issued_on": OfficerCredential.issued_on,
    "expires_on": OfficerCredential.expires_on,
    "evidence": OfficerCredential.evidence,
    "given_by_training": _given_by_training,
    **stamps(OfficerCredential),
}
_SOURCE = OfficerCredential.__table__.join(Officer.__table__)

CREDENTIALS = Listing(
    table=OfficerCredential,
    permission=Permission.OFFICERS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    sorts={
        "issued_on": OfficerCredential.issued_on,
        "expires_on": OfficerCredential.expires_on,
        "type": OfficerCredential.type,
    },
    default_sort="-issued_on",
    filters={
        "type": any_of(OfficerCredential.type),
        **ranges("issued_on", OfficerCredential.issued_on, date),
        **ranges("expires_on", OfficerCredential.expires_on, date),
    },
)


def _actions(actor: Actor, answer: Answer) -> list[str]:
    editable = actor.may(Permission.OFFICERS_UPDATE) and not answer["given_by_training"]
    return ["update", "delete"] if editable else []


CREDENTIAL = Detail(
    table=OfficerCredential,
    permission=Permission.OFFICERS_READ,
    source=_SOURCE,
    fields=_FIELDS,
    actions=_actions,
)


def of_officer(officer_id: UUID) -> Scope:
    """Narrows to one officer's credentials."""
    key = bindparam("officer_id", type_=PG_UUID(as_uuid=True))
    return Scope(OfficerCredential.officer_id == key, {"officer_id": officer_id})


async def add_credential(
    session: AsyncSession, actor: Actor, clock: Clock, officer_id: UUID, data: CredentialCreate
) -> UUID:
    """Raises `Invalid` for an issue in the future or an expiry before it."""
    actor.require(Permission.OFFICERS_UPDATE)
    officer = await load_visible(session, actor, Officer, officer_id)
    _require_possible(data.issued_on, data.expires_on, clock.today())
    credential = created(OfficerCredential(officer_id=officer.id, **data.model_dump()), actor)
    session.add(credential)
    record_credential(session, actor, "added", credential, officer, Permission.OFFICERS_UPDATE)
    return credential.id


async def update_credential(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    officer_id: UUID,
    credential_id: UUID,
    version: int,
    data: CredentialUpdate,
) -> None:
    """Raises `Conflict` for a credential that attendance of a training session gave."""
    actor.require(Permission.OFFICERS_UPDATE)
    credential, officer = await _load(session, actor, officer_id, credential_id, version)
    apply_changes(credential, data.changes(), actor)
    _require_possible(credential.issued_on, credential.expires_on, clock.today())
    record_credential(session, actor, "updated", credential, officer, Permission.OFFICERS_UPDATE)


async def remove_credential(
    session: AsyncSession, actor: Actor, officer_id: UUID, credential_id: UUID, version: int
) -> None:
    """Raises `Conflict` for a credential that attendance of a training session gave."""
    actor.require(Permission.OFFICERS_UPDATE)
    credential, officer = await _load(session, actor, officer_id, credential_id, version)
    record_credential(session, actor, "removed", credential, officer, Permission.OFFICERS_UPDATE)
    await session.delete(credential)


def record_credential(
    session: AsyncSession,
    actor: Actor,
    verb: str,
    credential: OfficerCredential,
    officer: Officer,
    permission: Permission,
) -> None:
    """The event of a change to a credential. Numbers of passports and certificates stay out of the log."""
    record_event(
        session,
        actor,
        f"officer_credentials.{verb}",
        credential,
        subject_type="officer_credential",
        permission=permission,
        label=f"{credential.type}, {officer.name}",
        agency_id=officer.agency_id,
        withhold=("number",),
    )


async def _load(
    session: AsyncSession, actor: Actor, officer_id: UUID, credential_id: UUID, version: int
) -> tuple[OfficerCredential, Officer]:
    credential = await load_for_change(session, actor, OfficerCredential, credential_id, version=version)
    if credential.officer_id != officer_id:
        raise NotFound
    given = exists().where(TrainingEnrollment.credential_id == credential_id)
    if await session.scalar(select(given)):
        raise Conflict(
            "Attendance of a training session gave this credential; correct the attendance instead.",
            code="given_by_training",
        )
    return credential, await session.get_one(Officer, officer_id)


def _require_possible(issued_on: date, expires_on: date | None, today: date) -> None:
    if issued_on > today:
        raise Invalid(FieldProblem("issued_on", "in_the_future", f"Today is {today}."))
    if expires_on is not None and expires_on < issued_on:
        raise Invalid(FieldProblem("expires_on", "order", f"The last day must not come before {issued_on}."))
