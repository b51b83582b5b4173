"""The kinds of work that wait for somebody: who may do each, on which rows, and by when."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, literal, null, or_

from models.activities import Activity, ActivityParticipant, AfterAction, ChecklistItem
from models.agencies import Agency
from models.claims import Claim
from models.enquiries import Enquiry
from models.enums import Modality
from models.mous import Mou
from models.outreach import Outreach
from models.requests import AssistanceRequest, RequestClarification
from models.vetting import ForeignParticipant, VettingCase
from services.access.clearance import cleared_through
from services.access.permissions import Permission
from services.access.policy import Actor
from services.reports.work import Rows, Work

EXPIRING_WITHIN = timedelta(days=90)
AUTHORIZE_BEFORE = timedelta(days=30)
PAPER_BEFORE = timedelta(days=30)


def _status(column: Any, *states: str) -> Rows:
    return lambda _today, _actor: column.in_(states)


_OF_AGENCY = ((Agency, Agency.id == Mou.agency_id),)
_OF_CLAIM = ((Activity, Activity.id == Claim.activity_id), (Agency, Agency.id == Claim.agency_id))
_OF_REQUEST = ((AssistanceRequest, AssistanceRequest.id == Outreach.request_id),)


def _request(kind: str, permission: Permission, rows: Rows) -> Work:
    table = AssistanceRequest
    return Work(kind, "request", permission, table, table.reference, table.title, table.starts_on, rows)


def _claim(kind: str, permission: Permission, *states: str) -> Work:
    rows = _status(Claim.status, *states)
    table = Claim
    title, due = Activity.title, table.due_on
    return Work(
        kind, "claim", permission, table, table.reference, title, due, rows, _OF_CLAIM, Agency.legal_name
    )


def _activity(kind: str, permission: Permission, rows: Rows, due_on: Any = Activity.starts_on) -> Work:
    table = Activity
    return Work(kind, "activity", permission, table, table.reference, table.title, due_on, rows)


def _outreach(kind: str, permission: Permission, *states: str) -> Work:
    return Work(
        kind,
        "outreach",
        permission,
        Outreach,
        Outreach.reference,
        AssistanceRequest.title,
        Outreach.due_at,
        _status(Outreach.status, *states),
        _OF_REQUEST,
    )


def _offer(kind: str, permission: Permission) -> Work:
    """Decided on the request, beside the other offers for it."""
    request = AssistanceRequest
    joins = (*_OF_REQUEST, (Agency, Agency.id == Outreach.agency_id))
    rows = _status(Outreach.status, "offered")
    return Work(
        kind,
        "request",
        permission,
        Outreach,
        request.reference,
        request.title,
        Outreach.due_at,
        rows,
        joins,
        Agency.legal_name,
        request.id,
    )


def _mou(kind: str, permission: Permission, rows: Rows) -> Work:
    return Work(kind, "mou", permission, Mou, Mou.number, Agency.legal_name, Mou.ends_on, rows, _OF_AGENCY)


_UNCLEARED = exists().where(
    ActivityParticipant.activity_id == Activity.id,
    ActivityParticipant.participant_id == ForeignParticipant.id,
    ActivityParticipant.removed_at.is_(None),
    ~cleared_through(ForeignParticipant.id, ForeignParticipant.unit_id, Activity.ends_on),
)
_NOT_BEGUN = ("planning", "readying", "authorized", "suspended")


def _speaks(actor: Actor) -> ColumnElement[bool]:
    """The host agency speaks for a study visit, the post for all other work."""
    hosted = Activity.modality == Modality.STUDY_VISIT
    return hosted if actor.agency_id else ~hosted


def _held(today: date, actor: Actor) -> ColumnElement[bool]:
    """The first day has come, but a gate does not hold."""
    return and_(Activity.status == "authorized", Activity.starts_on <= today)


def _unconcurred(today: date, actor: Actor) -> ColumnElement[bool]:
    return and_(Activity.status == "readying", Activity.concurred_at.is_(None), _speaks(actor))


def _to_finish(today: date, actor: Actor) -> ColumnElement[bool]:
    return and_(Activity.status == "active", Activity.ends_on < today, _speaks(actor))


def _unreported(today: date, actor: Actor) -> ColumnElement[bool]:
    written = exists().where(AfterAction.activity_id == Activity.id)
    return and_(Activity.status == "completed", Activity.source_address.is_(None), ~written)


def _unsettled(today: date, actor: Actor) -> ColumnElement[bool]:
    """Papers of whose roles the actor has one, due soon, neither done nor waived through the last day."""
    return and_(
        Activity.status.in_(_NOT_BEGUN),
        ChecklistItem.owner_role.in_(sorted(actor.roles)),
        ChecklistItem.done_at.is_(None),
        or_(ChecklistItem.waiver_expires_on.is_(None), ChecklistItem.waiver_expires_on < Activity.ends_on),
        ChecklistItem.due_on <= today + PAPER_BEFORE,
    )


def _expiring(today: date, actor: Actor) -> ColumnElement[bool]:
    return and_(Mou.status == "active", Mou.ends_on.between(today, today + EXPIRING_WITHIN))


def _to_authorize(today: date, actor: Actor) -> ColumnElement[bool]:
    return and_(
        Activity.status == "readying",
        Activity.concurred_at.is_not(None),
        or_(Activity.starts_on.is_(None), Activity.starts_on <= today + AUTHORIZE_BEFORE),
    )


KINDS: tuple[Work, ...] = (
    _request("validate_request", Permission.REQUESTS_MANAGE, _status(AssistanceRequest.status, "submitted")),
    _request("submit_request", Permission.REQUESTS_SUBMIT, _status(AssistanceRequest.status, "draft")),
    Work(
        "answer_question",
        "request",
        Permission.REQUESTS_ANSWER,
        RequestClarification,
        AssistanceRequest.reference,
        RequestClarification.question,
        null(),
        lambda _today, _actor: RequestClarification.answered_at.is_(None),
        ((AssistanceRequest, AssistanceRequest.id == RequestClarification.request_id),),
        record=AssistanceRequest.id,
    ),
    _offer("decide_offer", Permission.OFFERS_DECIDE),
    _outreach("answer_outreach", Permission.OUTREACH_ANSWER, "sent"),
    _outreach("make_offer", Permission.OUTREACH_ANSWER, "interested"),
    _activity(
        "ready_activity",
        Permission.ACTIVITIES_MANAGE,
        lambda _today, _actor: and_(Activity.status == "planning", Activity.source_address.is_(None)),
    ),
    _activity("concur_activity", Permission.ACTIVITIES_CONCUR, _unconcurred),
    _activity("authorize_activity", Permission.ACTIVITIES_MANAGE, _to_authorize),
    _activity("release_activity", Permission.ACTIVITIES_MANAGE, _held),
    _activity(
        "vet_participants",
        Permission.VETTING_MANAGE,
        lambda _today, _actor: and_(Activity.status.in_(_NOT_BEGUN), _UNCLEARED),
    ),
    _activity(
        "mend_vetting",
        Permission.VETTING_READ,
        lambda _today, _actor: and_(Activity.status == "active", _UNCLEARED),
    ),
    Work(
        "triage_enquiry",
        "enquiry",
        Permission.ENQUIRIES_MANAGE,
        Enquiry,
        Enquiry.reference,
        Enquiry.agency_name,
        null(),
        _status(Enquiry.status, "new"),
    ),
    Work(
        "give_notice",
        "vetting_case",
        Permission.VETTING_MANAGE,
        VettingCase,
        VettingCase.reference,
        literal("Approval withheld: notice and help towards accountability"),
        VettingCase.decided_on,
        lambda _today, _actor: and_(VettingCase.status == "rejected", VettingCase.notice_given_on.is_(None)),
    ),
    Work(
        "settle_paper",
        "activity",
        Permission.ACTIVITIES_DOCUMENT,
        ChecklistItem,
        Activity.reference,
        ChecklistItem.title,
        ChecklistItem.due_on,
        _unsettled,
        ((Activity, Activity.id == ChecklistItem.activity_id),),
        record=Activity.id,
    ),
    _activity("finish_activity", Permission.ACTIVITIES_FINISH, _to_finish, due_on=Activity.ends_on),
    _activity("report_activity", Permission.ACTIVITIES_FINISH, _unreported, due_on=null()),
    Work(
        "accept_report",
        "activity",
        Permission.ACTIVITIES_MANAGE,
        AfterAction,
        Activity.reference,
        Activity.title,
        null(),
        lambda _today, _actor: and_(Activity.status == "completed", AfterAction.accepted_at.is_(None)),
        ((Activity, Activity.id == AfterAction.activity_id),),
        record=Activity.id,
    ),
    _mou("renew_mou", Permission.MOUS_EDIT, _expiring),
    _mou(
        "concur_mou",
        Permission.MOUS_CONCUR,
        lambda _today, _actor: and_(Mou.status == "negotiation", Mou.agency_concurred_at.is_(None)),
    ),
    _claim("take_claim", Permission.CLAIMS_PROGRAM_REVIEW, "submitted"),
    _claim("endorse_claim", Permission.CLAIMS_PROGRAM_REVIEW, "program_review"),
    _claim("decide_claim", Permission.CLAIMS_FINANCE_REVIEW, "finance_review"),
    _claim("certify_claim", Permission.CLAIMS_CERTIFY, "approved", "partial"),
    _claim("mend_claim", Permission.CLAIMS_PREPARE, "returned"),
    _claim("submit_claim", Permission.CLAIMS_PREPARE, "draft"),
)
