"""No change of a record that others follow goes untold.

Commands tell what happened to the record that they are about. What they change besides, such as the request behind an
offer, is told here: at the end of the transaction each such record without an event of its own gets one. Statements
that go past the unit of work write theirs themselves; a test holds every change to having one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import event, inspect
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, SessionTransaction
from uuid_utils.compat import uuid7

from models.academies import Academy, IleaOffering
from models.activities import Activity, PaperworkTemplate
from models.agencies import Agency, AgencyBlackout, AgencyContact, CapabilityPackage
from models.base import Base
from models.claims import Claim, Expense, Payment
from models.countries import Country, CountryAlias, Post
from models.enquiries import Enquiry
from models.events import Event
from models.expertise import Expertise
from models.feed_enums import FedSubject as F
from models.identity import User
from models.imports import Import
from models.mous import Instrument, Mou
from models.obligations import Obligation
from models.officers import Officer, OfficerCredential, TrainingEnrollment, TrainingSession
from models.outreach import Offer, Outreach
from models.payment_runs import PaymentRun
from models.rate_editions import RateEdition
from models.requests import AssistanceRequest, RequestClarification

#: The tables behind what can be followed, and the first word of their events.
FOLLOWED: dict[type[Base], tuple[F, str]] = {
    Academy: (F.ACADEMY, "academies"),
    Activity: (F.ACTIVITY, "activities"),
    Agency: (F.AGENCY, "agencies"),
    AgencyBlackout: (F.AGENCY_BLACKOUT, "agency_blackouts"),
    AgencyContact: (F.AGENCY_CONTACT, "agency_contacts"),
    AssistanceRequest: (F.REQUEST, "requests"),
    CapabilityPackage: (F.CAPABILITY_PACKAGE, "capability_packages"),
    Claim: (F.CLAIM, "claims"),
    Country: (F.COUNTRY, "countries"),
    CountryAlias: (F.COUNTRY_ALIAS, "country_aliases"),
    Enquiry: (F.ENQUIRY, "enquiries"),
    Expense: (F.EXPENSE, "expenses"),
    Expertise: (F.EXPERTISE, "expertise"),
    IleaOffering: (F.ILEA_OFFERING, "ilea_offerings"),
    Import: (F.IMPORT, "imports"),
    Instrument: (F.INSTRUMENT, "instruments"),
    Mou: (F.MOU, "mous"),
    Obligation: (F.OBLIGATION, "obligations"),
    Offer: (F.OFFER, "offers"),
    Officer: (F.OFFICER, "officers"),
    OfficerCredential: (F.OFFICER_CREDENTIAL, "officer_credentials"),
    Outreach: (F.OUTREACH, "outreach"),
    PaperworkTemplate: (F.PAPERWORK_TEMPLATE, "paperwork_templates"),
    Payment: (F.PAYMENT, "payments"),
    PaymentRun: (F.PAYMENT_RUN, "payment_runs"),
    Post: (F.POST, "posts"),
    RateEdition: (F.RATE_EDITION, "rate_editions"),
    RequestClarification: (F.REQUEST_CLARIFICATION, "request_clarifications"),
    TrainingEnrollment: (F.TRAINING_ENROLLMENT, "training_enrollments"),
    TrainingSession: (F.TRAINING_SESSION, "training_sessions"),
    User: (F.USER, "users"),
}
#: Last word of the events that are written here: the record changed along with another.
CHANGED = "changed"
_WHO = ("actor_id", "actor_name", "actor_role", "request_id")
_NOTES = "changes"

_Key = tuple[str, UUID]


@dataclass(slots=True)
class _Notes:
    """What a transaction has changed so far, what it has told, and who it says did it."""

    changed: dict[_Key, dict[str, Any]] = field(default_factory=dict)
    told: set[_Key] = field(default_factory=set)
    who: dict[str, Any] = field(default_factory=lambda: {"actor_name": "System"})
    before: list[tuple[dict[_Key, dict[str, Any]], set[_Key]]] = field(default_factory=list)
    """As things stood at each savepoint that is open."""


def _notes(session: Session) -> _Notes:
    notes: _Notes = session.info.setdefault(_NOTES, _Notes())
    return notes


def note_changes(session: AsyncSession, table: type[Base], ids: Iterable[UUID], **facts: Any) -> None:
    """Tell of records that a statement has changed past the unit of work. `facts`: label and agency, where known."""
    subject, resource = FOLLOWED[table]
    values = {"action": f"{resource}.{CHANGED}", **facts}
    _notes(session.sync_session).changed |= {(subject.value, id_): values for id_ in ids}


@event.listens_for(Session, "before_flush")
def _note(session: Session, *_: Any) -> None:
    notes = _notes(session)
    for record in session.new:
        if isinstance(record, Event):
            notes.told.add((record.subject_type, record.subject_id))
            if record.actor_id is not None:
                notes.who = {name: getattr(record, name) for name in _WHO}
        else:
            _changed(notes, record, "created")
    for record in session.deleted:
        _changed(notes, record, "removed")
    for record in session.dirty:
        if type(record) in FOLLOWED and session.is_modified(record):
            _changed(notes, record, CHANGED)


def _changed(notes: _Notes, record: Any, verb: str) -> None:
    if type(record) not in FOLLOWED:
        return
    subject, resource = FOLLOWED[type(record)]
    known = inspect(record).dict
    names = ("reference", "number", "legal_name", "name")
    notes.changed.setdefault(
        (subject.value, record.id),
        {
            "action": f"{resource}.{verb}",
            "subject_label": next((str(known[name]) for name in names if known.get(name)), None),
            "agency_id": record.id if isinstance(record, Agency) else known.get("agency_id"),
        },
    )


@event.listens_for(Session, "before_commit")
def _tell(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    notes = _notes(session)
    for key, facts in notes.changed.items():
        if key not in notes.told:
            subject_type, subject_id = key
            values = {**notes.who, **facts, "subject_type": subject_type, "subject_id": subject_id}
            session.add(Event(id=uuid7(), **values))
    session.info.pop(_NOTES, None)


@event.listens_for(Session, "after_transaction_create")
def _remember(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        notes = _notes(session)
        notes.before.append((dict(notes.changed), set(notes.told)))


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, transaction: SessionTransaction) -> None:
    notes = _notes(session)
    if transaction.nested and notes.before:
        changed, told = notes.before[-1]
        notes.changed, notes.told = dict(changed), set(told)


@event.listens_for(Session, "after_transaction_end")
def _leave(session: Session, transaction: SessionTransaction) -> None:
    notes = _notes(session)
    if transaction.nested and notes.before:
        notes.before.pop()
