"""Which rows an actor may see: one clause for each table, added to every select. Unlisted tables show nothing.

A clause depends on the actor only through bind parameters, so that a statement is built once for each
kind of viewer and kept (`Visibility.key`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, or_, select, true
from sqlalchemy.dialects.postgresql import UUID as PG_UUID
from sqlalchemy.orm import InstrumentedAttribute, aliased

from models.academies import OfferingInstructor
from models.activities import (
    Activity,
    ActivityParticipant,
    AfterAction,
    Assignment,
    ChecklistItem,
    Evaluation,
    ItineraryItem,
    ReadinessItem,
)
from models.agencies import (
    Agency,
    AgencyBlackout,
    AgencyContact,
    AgencyExpertise,
    AgencyInterest,
    CapabilityPackage,
)
from models.base import Base
from models.claims import Claim, Expense, Payment, Receipt, ReimbursedTotal
from models.countries import Post
from models.enquiries import Enquiry
from models.enums import Role, UserKind
from models.events import Event
from models.exports import Export
from models.identity import ApiToken, User
from models.imports import Import, ImportRow, ImportTemplate, Job
from models.mous import Instrument, Mou, MouAmendment, MouDocument
from models.notifications import Notification, NotificationMute
from models.obligations import LedgerEntry, Obligation
from models.officers import Officer, OfficerCredential, TrainingEnrollment
from models.outreach import Offer, Outreach
from models.payment_runs import PaymentRun, PaymentRunItem
from models.requests import AssistanceRequest, MatchRun, RequestClarification
from models.service_clients import ClientUsage, ServiceClient
from models.vetting import ForeignParticipant, Unit, VettingCase
from models.webhooks import Webhook, WebhookDelivery
from services.access.clearance import cleared_through
from services.access.open_tables import OPEN
from services.access.policy import Actor

Clause = Callable[[], ColumnElement[bool]]

_MY_AGENCY = bindparam("actor_agency_id", type_=PG_UUID(as_uuid=True))
_MY_OFFICER = bindparam("actor_officer_id", type_=PG_UUID(as_uuid=True))
_ME = bindparam("actor_id", type_=PG_UUID(as_uuid=True))
_MY_POST = bindparam("actor_post_id", type_=PG_UUID(as_uuid=True))


@dataclass(frozen=True, slots=True)
class Visibility:
    """A row filter, the key it may be cached by, and the values of its parameters."""

    key: str
    clause: ColumnElement[bool]
    parameters: Mapping[str, Any]


_all: Clause = true
_STAFF = (Role.PROGRAM_OFFICER, Role.FINANCE_REVIEWER, Role.CERTIFYING_OFFICER, Role.AUDITOR)


def _rows(*seeing_all: Role, **others: Clause) -> dict[Role, Clause]:
    return dict.fromkeys(seeing_all, _all) | {Role[name.upper()]: clause for name, clause in others.items()}


def _of_my_agency(table: Any) -> ColumnElement[bool]:
    clause: ColumnElement[bool] = table.agency_id == _MY_AGENCY
    return clause


def _of_my_officers(table: Any) -> ColumnElement[bool]:
    return exists().where(_OFFICER.id == table.officer_id, _OFFICER.agency_id == _MY_AGENCY)


def _of_me(table: Any) -> ColumnElement[bool]:
    clause: ColumnElement[bool] = table.officer_id == _MY_OFFICER
    return clause


def _post_country(column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    return column.in_(select(_POST.country_id).where(_POST.id == _MY_POST))


#: Under names of their own, so that a query may join the tables themselves.
_ACTIVITY, _ASSIGNMENT, _PERSON = aliased(Activity), aliased(Assignment), aliased(ForeignParticipant)
_IMPORT = aliased(Import)
_CLIENT = aliased(ServiceClient)
_CLAIM, _OFFICER, _POST = aliased(Claim), aliased(Officer), aliased(Post)
_REQUEST, _OUTREACH, _MOU = aliased(AssistanceRequest), aliased(Outreach), aliased(Mou)


def _contacted_about(request_id: Any) -> ColumnElement[bool]:
    return exists().where(_OUTREACH.request_id == request_id, _OUTREACH.agency_id == _MY_AGENCY)


def _request_of_my_post(request_id: Any) -> ColumnElement[bool]:
    return exists().where(_REQUEST.id == request_id, _REQUEST.post_id == _MY_POST)


def _assigned_to(activity_id: Any) -> ColumnElement[bool]:
    return exists().where(_ASSIGNMENT.activity_id == activity_id, _ASSIGNMENT.officer_id == _MY_OFFICER)


def _activity_of_my_agency(activity_id: Any) -> ColumnElement[bool]:
    return exists().where(_ACTIVITY.id == activity_id, _ACTIVITY.agency_id == _MY_AGENCY)


def _activity_in_my_country(activity_id: Any) -> ColumnElement[bool]:
    return exists().where(_ACTIVITY.id == activity_id, _post_country(_ACTIVITY.country_id))


def _of_assignment(activity_rule: Callable[[Any], ColumnElement[bool]]) -> Clause:
    return lambda: exists().where(
        _ASSIGNMENT.id == ReadinessItem.assignment_id, activity_rule(_ASSIGNMENT.activity_id)
    )


def _cleared_for_my_agency() -> ColumnElement[bool]:
    """Hosts see approved names only (invariant 20)."""
    return and_(
        ActivityParticipant.removed_at.is_(None),
        exists().where(
            _ACTIVITY.id == ActivityParticipant.activity_id,
            _ACTIVITY.agency_id == _MY_AGENCY,
            _PERSON.id == ActivityParticipant.participant_id,
            cleared_through(_PERSON.id, _PERSON.unit_id, _ACTIVITY.ends_on),
        ),
    )


def _mou_of_my_agency(child: Any) -> ColumnElement[bool]:
    return exists().where(_MOU.id == child.mou_id, _MOU.agency_id == _MY_AGENCY)


def _of_claim(child: Any, rule: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
    return exists().where(_CLAIM.id == child.claim_id, rule(_CLAIM))


def _mine(owner: Any) -> ColumnElement[bool]:
    clause: ColumnElement[bool] = owner == _ME
    return clause


def _mine_or_shared() -> ColumnElement[bool]:
    """Colleagues are of the same agency, of the same post, or of neither."""
    ties = ((ImportTemplate.agency_id, _MY_AGENCY), (ImportTemplate.post_id, _MY_POST))
    alike = (theirs.is_not_distinct_from(mine) for theirs, mine in ties)
    return or_(ImportTemplate.created_by == _ME, and_(ImportTemplate.shared, *alike))


def _of_my_imports() -> ColumnElement[bool]:
    return exists().where(_IMPORT.id == ImportRow.import_id, _IMPORT.created_by == _ME)


ROWS: dict[type[Base], dict[Role, Clause]] = {
    Agency: _rows(
        *_STAFF,
        Role.ADMINISTRATOR,
        Role.POST,
        Role.SERVICE_CLIENT,
        agency_coordinator=lambda: Agency.id == _MY_AGENCY,
        officer=lambda: Agency.id == _MY_AGENCY,
    ),
    **{
        child: _rows(
            *_STAFF,
            Role.ADMINISTRATOR,
            Role.POST,
            Role.SERVICE_CLIENT,
            agency_coordinator=partial(_of_my_agency, child),
            officer=partial(_of_my_agency, child),
        )
        for child in (AgencyBlackout, AgencyContact, AgencyExpertise, AgencyInterest, CapabilityPackage)
    },
    Officer: _rows(
        *_STAFF,
        Role.POST,
        Role.SERVICE_CLIENT,
        agency_coordinator=lambda: Officer.agency_id == _MY_AGENCY,
        officer=lambda: Officer.id == _MY_OFFICER,
    ),
    **{
        child: _rows(
            *_STAFF,
            Role.POST,
            Role.SERVICE_CLIENT,
            agency_coordinator=partial(_of_my_officers, child),
            officer=partial(_of_me, child),
        )
        for child in (OfficerCredential, TrainingEnrollment)
    },
    # Officers of partner countries are for those who vet them.
    OfferingInstructor: _rows(
        Role.PROGRAM_OFFICER,
        Role.AUDITOR,
        Role.POST,
        agency_coordinator=partial(_of_my_officers, OfferingInstructor),
        officer=partial(_of_me, OfferingInstructor),
    ),
    Mou: _rows(
        *_STAFF,
        Role.ADMINISTRATOR,
        Role.POST,
        Role.SERVICE_CLIENT,
        agency_coordinator=lambda: Mou.agency_id == _MY_AGENCY,
    ),
    **{
        child: _rows(
            *_STAFF,
            Role.ADMINISTRATOR,
            Role.POST,
            Role.SERVICE_CLIENT,
            agency_coordinator=partial(_mou_of_my_agency, child),
        )
        for child in (MouAmendment, MouDocument)
    },
    Instrument: _rows(
        *_STAFF,
        Role.ADMINISTRATOR,
        Role.SERVICE_CLIENT,
        agency_coordinator=lambda: Instrument.agency_id == _MY_AGENCY,
    ),
    **dict.fromkeys(
        (Obligation, LedgerEntry, PaymentRun, PaymentRunItem), _rows(*_STAFF, Role.SERVICE_CLIENT)
    ),
    AssistanceRequest: _rows(
        Role.PROGRAM_OFFICER,
        Role.FINANCE_REVIEWER,
        Role.ADMINISTRATOR,
        Role.AUDITOR,
        Role.SERVICE_CLIENT,
        post=lambda: AssistanceRequest.post_id == _MY_POST,
        agency_coordinator=lambda: _contacted_about(AssistanceRequest.id),
    ),
    RequestClarification: _rows(
        Role.PROGRAM_OFFICER,
        Role.FINANCE_REVIEWER,
        Role.ADMINISTRATOR,
        Role.AUDITOR,
        Role.SERVICE_CLIENT,
        post=lambda: _request_of_my_post(RequestClarification.request_id),
        agency_coordinator=lambda: _contacted_about(RequestClarification.request_id),
    ),
    MatchRun: _rows(Role.PROGRAM_OFFICER, Role.AUDITOR),
    Outreach: _rows(
        Role.PROGRAM_OFFICER,
        Role.AUDITOR,
        post=lambda: _request_of_my_post(Outreach.request_id),
        agency_coordinator=lambda: Outreach.agency_id == _MY_AGENCY,
    ),
    Offer: _rows(
        Role.PROGRAM_OFFICER,
        Role.AUDITOR,
        post=lambda: exists().where(
            _OUTREACH.id == Offer.outreach_id, _request_of_my_post(_OUTREACH.request_id)
        ),
        agency_coordinator=lambda: exists().where(
            _OUTREACH.id == Offer.outreach_id, _OUTREACH.agency_id == _MY_AGENCY
        ),
    ),
    Activity: _rows(
        *_STAFF,
        Role.ADMINISTRATOR,
        Role.SERVICE_CLIENT,
        post=lambda: _post_country(Activity.country_id),
        agency_coordinator=lambda: Activity.agency_id == _MY_AGENCY,
        officer=lambda: _assigned_to(Activity.id),
    ),
    Assignment: _rows(
        *_STAFF,
        Role.SERVICE_CLIENT,
        post=lambda: _activity_in_my_country(Assignment.activity_id),
        agency_coordinator=lambda: _activity_of_my_agency(Assignment.activity_id),
        officer=lambda: Assignment.officer_id == _MY_OFFICER,
    ),
    ReadinessItem: _rows(
        Role.PROGRAM_OFFICER,
        Role.AUDITOR,
        Role.SERVICE_CLIENT,
        post=_of_assignment(_activity_in_my_country),
        agency_coordinator=_of_assignment(_activity_of_my_agency),
        officer=lambda: exists().where(_ASSIGNMENT.id == ReadinessItem.assignment_id, _of_me(_ASSIGNMENT)),
    ),
    **{
        child: _rows(
            *_STAFF,
            Role.ADMINISTRATOR,
            Role.SERVICE_CLIENT,
            post=partial(_activity_in_my_country, child.activity_id),
            agency_coordinator=partial(_activity_of_my_agency, child.activity_id),
            officer=partial(_assigned_to, child.activity_id),
        )
        for child in (AfterAction, ChecklistItem, Evaluation, ItineraryItem)
    },
    ActivityParticipant: _rows(
        Role.PROGRAM_OFFICER,
        Role.AUDITOR,
        post=lambda: _activity_in_my_country(ActivityParticipant.activity_id),
        agency_coordinator=_cleared_for_my_agency,
    ),
    **{
        whom: _rows(Role.PROGRAM_OFFICER, Role.AUDITOR, post=partial(_post_country, whom.country_id))
        for whom in (Unit, ForeignParticipant)
    },
    VettingCase: _rows(
        Role.PROGRAM_OFFICER, Role.AUDITOR, Role.SERVICE_CLIENT, post=lambda: VettingCase.post_id == _MY_POST
    ),
    Claim: _rows(
        *_STAFF,
        Role.SERVICE_CLIENT,
        post=lambda: _activity_in_my_country(Claim.activity_id),
        agency_coordinator=lambda: Claim.agency_id == _MY_AGENCY,
        officer=lambda: Claim.officer_id == _MY_OFFICER,
    ),
    Expense: _rows(
        *_STAFF,
        Role.SERVICE_CLIENT,
        post=lambda: _post_country(Expense.country_id),
        agency_coordinator=lambda: Expense.agency_id == _MY_AGENCY,
        officer=lambda: exists().where(_CLAIM.id == Expense.claim_id, _CLAIM.officer_id == _MY_OFFICER),
    ),
    **{
        child: _rows(
            *_STAFF,
            Role.SERVICE_CLIENT,
            post=partial(_of_claim, child, lambda claim: _activity_in_my_country(claim.activity_id)),
            agency_coordinator=partial(_of_claim, child, lambda claim: claim.agency_id == _MY_AGENCY),
            officer=partial(_of_claim, child, lambda claim: claim.officer_id == _MY_OFFICER),
        )
        for child in (Payment, Receipt)
    },
    ReimbursedTotal: _rows(
        *_STAFF,
        Role.ADMINISTRATOR,
        Role.SERVICE_CLIENT,
        post=lambda: _post_country(ReimbursedTotal.country_id),
        agency_coordinator=lambda: ReimbursedTotal.agency_id == _MY_AGENCY,
    ),
    **{
        own: dict.fromkeys(Role, partial(_mine, own.user_id))
        for own in (Notification, NotificationMute, Webhook, WebhookDelivery)
    },
    ApiToken: dict.fromkeys(Role, partial(_mine, ApiToken.user_id))
    | _rows(
        administrator=lambda: or_(_mine(ApiToken.user_id), exists().where(_CLIENT.id == ApiToken.user_id))
    ),
    **dict.fromkeys((ServiceClient, ClientUsage), _rows(Role.ADMINISTRATOR, Role.AUDITOR)),
    **{
        work: dict.fromkeys(Role, partial(_mine, work.created_by)) | _rows(Role.AUDITOR)
        for work in (Import, Job)
    },
    ImportRow: dict.fromkeys(Role, _of_my_imports),
    Export: dict.fromkeys(Role, partial(_mine, Export.created_by)),
    ImportTemplate: dict.fromkeys(Role, _mine_or_shared),
    Enquiry: _rows(Role.PROGRAM_OFFICER, Role.AUDITOR),
    Event: _rows(Role.ADMINISTRATOR, Role.AUDITOR),
    User: _rows(
        Role.ADMINISTRATOR,
        Role.AUDITOR,
        agency_coordinator=lambda: User.agency_id == _MY_AGENCY,
        # Which only those who provision people may ask for.
        service_client=lambda: User.kind == UserKind.PERSON.value,
    ),
}


@lru_cache(maxsize=1024)
def _filter(roles: frozenset[Role], table: type[Base]) -> tuple[str, ColumnElement[bool], tuple[str, ...]]:
    by_role = ROWS.get(table, {})
    clauses = [(role, by_role[role]) for role in sorted(roles) if role in by_role]
    if table in OPEN or any(clause is _all for _, clause in clauses):
        return "all", true(), ()
    if not clauses:
        return "none", false(), ()
    clause = or_(*(make() for _, make in clauses))
    parameters = tuple(sorted(name for name in clause.compile().params if name.startswith("actor_")))
    return "+".join(role for role, _ in clauses), clause, parameters


def visible(actor: Actor, table: type[Base]) -> Visibility:
    """The rows of `table` that `actor` may see: the union of what each of the actor's roles shows."""
    key, clause, parameters = _filter(actor.roles, table)
    return Visibility(key, clause, {name: getattr(actor, name.removeprefix("actor_")) for name in parameters})
