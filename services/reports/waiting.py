"""What waits for the actor: one entry for each kind of work, shown to whoever may do it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, and_, cast, exists, literal, null, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.activities import Activity, ActivityParticipant
from models.agencies import Agency
from models.base import Base
from models.claims import Claim
from models.mous import Mou
from models.outreach import Outreach
from models.requests import AssistanceRequest
from models.vetting import ForeignParticipant, VettingCase
from services.access.clearance import cleared_through
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.clock import Clock

MOST = 50
EXPIRING_WITHIN = timedelta(days=90)
AUTHORIZE_BEFORE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work: who may do it, on which rows, and by when."""

    kind: str
    subject: str
    permission: Permission
    table: type[Base]
    reference: Any
    title: Any
    due_on: Any
    rows: Callable[[date], ColumnElement[bool]]
    joins: tuple[tuple[Any, Any], ...] = ()
    agency: Any = None
    """Name of the agency that it comes from, where the title does not say it."""
    record: Any = None
    """Key of the record that it is done on; that of the row by default."""

    def statement(self, today: date) -> Select[*tuple[Any, ...]]:
        record = self.table.id if self.record is None else self.record  # type: ignore[attr-defined]
        columns = (
            record.label("id"),
            self.reference.label("reference"),
            self.title.label("title"),
            cast(self.due_on, Date).label("due_on"),
            (null() if self.agency is None else self.agency).label("agency"),
        )
        statement = select(*columns).select_from(self.table)
        for target, condition in self.joins:
            statement = statement.join(target, condition)
        due = self.due_on
        return statement.where(self.rows(today)).order_by(due.asc().nulls_last(), self.table.id).limit(MOST)  # type: ignore[attr-defined]


def _status(column: Any, *states: str) -> Callable[[date], ColumnElement[bool]]:
    return lambda _: column.in_(states)


_OF_AGENCY = ((Agency, Agency.id == Mou.agency_id),)
_OF_CLAIM = ((Activity, Activity.id == Claim.activity_id), (Agency, Agency.id == Claim.agency_id))
_OF_REQUEST = ((AssistanceRequest, AssistanceRequest.id == Outreach.request_id),)


def _request(kind: str, permission: Permission, rows: Callable[[date], ColumnElement[bool]]) -> Work:
    table = AssistanceRequest
    return Work(kind, "request", permission, table, table.reference, table.title, table.starts_on, rows)


def _claim(kind: str, permission: Permission, *states: str) -> Work:
    rows = _status(Claim.status, *states)
    table = Claim
    title, due = Activity.title, table.due_on
    return Work(
        kind, "claim", permission, table, table.reference, title, due, rows, _OF_CLAIM, Agency.legal_name
    )


def _activity(kind: str, permission: Permission, rows: Callable[[date], ColumnElement[bool]]) -> Work:
    table = Activity
    return Work(kind, "activity", permission, table, table.reference, table.title, table.starts_on, rows)


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


def _mou(kind: str, permission: Permission, rows: Callable[[date], ColumnElement[bool]]) -> Work:
    return Work(kind, "mou", permission, Mou, Mou.number, Agency.legal_name, Mou.ends_on, rows, _OF_AGENCY)


_UNCLEARED = exists().where(
    ActivityParticipant.activity_id == Activity.id,
    ActivityParticipant.participant_id == ForeignParticipant.id,
    ActivityParticipant.removed_at.is_(None),
    ~cleared_through(ForeignParticipant.id, ForeignParticipant.unit_id, Activity.ends_on),
)
_NOT_BEGUN = ("planning", "readying", "authorized", "suspended")


def _held(today: date) -> ColumnElement[bool]:
    """The first day has come, but a gate does not hold."""
    return and_(Activity.status == "authorized", Activity.starts_on <= today)


def _unconcurred(today: date) -> ColumnElement[bool]:
    return and_(Activity.status == "readying", Activity.concurred_at.is_(None))


def _expiring(today: date) -> ColumnElement[bool]:
    return and_(Mou.status == "active", Mou.ends_on.between(today, today + EXPIRING_WITHIN))


def _to_authorize(today: date) -> ColumnElement[bool]:
    return and_(
        Activity.status == "readying",
        Activity.concurred_at.is_not(None),
        or_(Activity.starts_on.is_(None), Activity.starts_on <= today + AUTHORIZE_BEFORE),
    )


KINDS: tuple[Work, ...] = (
    _request("validate_request", Permission.REQUESTS_MANAGE, _status(AssistanceRequest.status, "submitted")),
    _request("submit_request", Permission.REQUESTS_SUBMIT, _status(AssistanceRequest.status, "draft")),
    _offer("decide_offer", Permission.OFFERS_DECIDE),
    _outreach("answer_outreach", Permission.OUTREACH_ANSWER, "sent"),
    _outreach("make_offer", Permission.OUTREACH_ANSWER, "interested"),
    _activity(
        "ready_activity",
        Permission.ACTIVITIES_MANAGE,
        lambda _: and_(Activity.status == "planning", Activity.source_address.is_(None)),
    ),
    _activity("concur_activity", Permission.ACTIVITIES_CONCUR, _unconcurred),
    _activity("authorize_activity", Permission.ACTIVITIES_MANAGE, _to_authorize),
    _activity("release_activity", Permission.ACTIVITIES_MANAGE, _held),
    _activity(
        "vet_participants",
        Permission.VETTING_MANAGE,
        lambda _: and_(Activity.status.in_(_NOT_BEGUN), _UNCLEARED),
    ),
    _activity(
        "mend_vetting", Permission.VETTING_READ, lambda _: and_(Activity.status == "active", _UNCLEARED)
    ),
    Work(
        "give_notice",
        "vetting_case",
        Permission.VETTING_MANAGE,
        VettingCase,
        VettingCase.reference,
        literal("Approval withheld: notice and help towards accountability"),
        VettingCase.decided_on,
        lambda _: and_(VettingCase.status == "rejected", VettingCase.notice_given_on.is_(None)),
    ),
    _mou("renew_mou", Permission.MOUS_EDIT, _expiring),
    _mou(
        "concur_mou",
        Permission.MOUS_CONCUR,
        lambda _: and_(Mou.status == "negotiation", Mou.agency_concurred_at.is_(None)),
    ),
    _claim("take_claim", Permission.CLAIMS_PROGRAM_REVIEW, "submitted"),
    _claim("endorse_claim", Permission.CLAIMS_PROGRAM_REVIEW, "program_review"),
    _claim("decide_claim", Permission.CLAIMS_FINANCE_REVIEW, "finance_review"),
    _claim("certify_claim", Permission.CLAIMS_CERTIFY, "approved", "partial"),
    _claim("mend_claim", Permission.CLAIMS_PREPARE, "returned"),
    _claim("submit_claim", Permission.CLAIMS_PREPARE, "draft"),
)


async def waiting(connection: AsyncConnection, actor: Actor, clock: Clock) -> dict[str, Any]:
    """The work that waits for `actor`, most urgent first, undated last."""
    today = clock.today()
    items: list[dict[str, Any]] = []
    for work in KINDS:
        if not actor.may(work.permission):
            continue
        seen = visible(actor, work.table)
        rows = await connection.execute(work.statement(today).where(seen.clause), dict(seen.parameters))
        items += [
            {
                "kind": work.kind,
                "type": work.subject,
                "id": row.id,
                "reference": row.reference,
                "title": row.title,
                "agency": row.agency,
                "due_on": row.due_on,
                "overdue": row.due_on is not None and row.due_on < today,
            }
            for row in rows
        ]
    items.sort(key=lambda item: (item["due_on"] is None, item["due_on"] or today))
    return {"items": items[:MOST]}
