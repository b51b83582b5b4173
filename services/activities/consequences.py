"""What cancelling an activity would bring about, told before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.activities import Activity, ActivityParticipant, Assignment, ChecklistItem
from models.base import Base
from models.claims import Claim
from models.enums import AssignmentStatus, ObligationStatus, OutreachStatus, RequestStatus
from models.obligations import Obligation
from models.officers import Officer, TrainingEnrollment, TrainingSession
from models.outreach import Offer, Outreach
from models.requests import AssistanceRequest
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.activities import lifecycle
from services.activities.gates import FINAL_CLAIMS, promised_elsewhere
from services.activities.queries import ACTIVITY
from services.detail import Answer

#: Records named one by one; more are counted only.
_NAMED = 20
#: Answers that agencies still prepare, or keep days free for.
_MAY_WAIT = (OutreachStatus.SENT, OutreachStatus.INTERESTED, OutreachStatus.OFFERED)


async def consequences_of_cancelling(
    connection: AsyncConnection, actor: Actor, activity_id: UUID, today: date
) -> Answer:
    """In the shape of `schemas.activities.Cancellation`, as far as the actor may see what is concerned.

    Raises `Forbidden`, `NotFound`, and `IllegalTransition` when the activity can no longer be cancelled.
    """
    actor.require(Permission.ACTIVITIES_CANCEL)
    activity = await ACTIVITY.get(connection, actor, activity_id)
    lifecycle.ACTIVITY.find(actor, activity["status"], "cancel")
    readers = (
        (Permission.OFFICERS_READ, _assignments),
        (Permission.OFFICERS_READ, _training),
        (Permission.REQUESTS_READ, _request),
        (Permission.OUTREACH_READ, _outreach),
        (Permission.VETTING_READ, _participants),
        (Permission.ACTIVITIES_READ, _papers),
        (Permission.CLAIMS_READ, _claims),
        (Permission.OBLIGATIONS_READ, _money),
    )
    look = _Look(connection, actor, activity_id, today)
    found = [await reader(look) for permission, reader in readers if actor.may(permission)]
    return {
        "activity_id": activity_id,
        "version": activity["version"],
        "consequences": [each for each in found if each is not None],
    }


def _consequence(
    code: str,
    message: str,
    rows: Sequence[Any],
    *,
    kind: str | None = None,
    task: str | None = None,
    amount: Decimal | None = None,
) -> Answer:
    """`rows` have an id and a label; `task` is what somebody still has to do afterwards."""
    return {
        "code": code,
        "message": message,
        "task": task,
        "count": len(rows),
        "amount": None if amount is None else {"amount": str(amount), "currency": "USD"},
        "records": [{"kind": kind, "id": row.id, "label": row.label} for row in rows[:_NAMED]]
        if kind
        else [],
    }


@dataclass(frozen=True, slots=True)
class _Look:
    """Who looks at what, and when."""

    connection: AsyncConnection
    actor: Actor
    activity_id: UUID
    today: date

    async def rows(self, table: type[Base], statement: Select[*tuple[Any, ...]]) -> Sequence[Any]:
        """Those rows of `statement` whose record of `table` the actor may see."""
        seen = visible(self.actor, table)
        return (await self.connection.execute(statement.where(seen.clause), dict(seen.parameters))).all()


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {many}"


def _planned(activity_id: UUID) -> tuple[Any, ...]:
    return (Assignment.activity_id == activity_id, Assignment.status == AssignmentStatus.PLANNED.value)


async def _assignments(look: _Look) -> Answer | None:
    rows = await look.rows(
        Assignment,
        select(Officer.id, Officer.name.label("label"))
        .join(Assignment, Assignment.officer_id == Officer.id)
        .where(*_planned(look.activity_id))
        .order_by(Officer.name),
    )
    if not rows:
        return None
    message = f"{_counted(len(rows), 'officer is', 'officers are')} released and free for other work."
    return _consequence("assignments_released", message, rows, kind="officer")


async def _training(look: _Look) -> Answer | None:
    """Places in sessions of the training program that were taken for this trip, as far as they lie ahead."""
    rows = await look.rows(
        TrainingEnrollment,
        select(
            TrainingSession.id,
            func.concat(Officer.name, ", ", TrainingSession.name).label("label"),
        )
        .select_from(TrainingEnrollment)
        .join(TrainingSession, TrainingSession.id == TrainingEnrollment.session_id)
        .join(Officer, Officer.id == TrainingEnrollment.officer_id)
        .join(Assignment, Assignment.officer_id == Officer.id)
        .where(
            *_planned(look.activity_id),
            TrainingEnrollment.attended.is_(None),
            TrainingSession.starts_on > look.today,
            TrainingSession.ends_on <= Assignment.starts_on,
        )
        .order_by(TrainingSession.starts_on, Officer.name),
    )
    if not rows:
        return None
    return _consequence(
        "training_kept",
        f"{_counted(len(rows), 'place', 'places')} in training before the trip stay taken.",
        rows,
        kind="training_session",
        task="Withdraw officers who no longer need the training, so that others can go.",
    )


async def _request(look: _Look) -> Answer | None:
    rows = await look.rows(
        AssistanceRequest,
        select(
            AssistanceRequest.id,
            AssistanceRequest.reference.label("label"),
            AssistanceRequest.status,
            Offer.total_usd,
        )
        .select_from(Activity)
        .join(AssistanceRequest, AssistanceRequest.id == Activity.request_id)
        .outerjoin(Offer, Offer.id == Activity.offer_id)
        .where(Activity.id == look.activity_id),
    )
    if not rows:
        return None
    row = rows[0]
    is_open = row.status == RequestStatus.OPEN
    offer = "The accepted offer stays on record as accepted. " if row.total_usd is not None else ""
    after = "the request stays open" if is_open else f"the request stays {row.status}"
    return _consequence(
        "request_unmet",
        f"{offer}What it was to cost is free again for {row.label}; {after}.",
        rows,
        kind="request",
        task="Ask another agency, or close the request." if is_open else None,
        amount=row.total_usd,
    )


async def _outreach(look: _Look) -> Answer | None:
    rows = await look.rows(
        Outreach,
        select(Outreach.id, Outreach.reference.label("label"))
        .join(Activity, Activity.request_id == Outreach.request_id)
        .where(
            Activity.id == look.activity_id,
            Outreach.agency_id != Activity.agency_id,
            Outreach.status.in_([status.value for status in _MAY_WAIT]),
        )
        .order_by(Outreach.reference),
    )
    if not rows:
        return None
    return _consequence(
        "outreach_kept",
        f"{_counted(len(rows), 'other agency', 'other agencies')} asked about the same request can still answer.",
        rows,
        kind="outreach",
    )


async def _participants(look: _Look) -> Answer | None:
    """Counted, not named: the list itself is the place for names."""
    rows = await look.rows(
        ActivityParticipant,
        select(ActivityParticipant.id).where(
            ActivityParticipant.activity_id == look.activity_id, ActivityParticipant.removed_at.is_(None)
        ),
    )
    if not rows:
        return None
    return _consequence(
        "participants_stood_down",
        f"{_counted(len(rows), 'participant', 'participants')} will not attend. The list and their vetting stay "
        "on record.",
        rows,
        task="The post tells them, and withdraws visas that were asked for.",
    )


async def _papers(look: _Look) -> Answer | None:
    rows = await look.rows(
        ChecklistItem,
        select(ChecklistItem.id, ChecklistItem.title.label("label"))
        .where(
            ChecklistItem.activity_id == look.activity_id,
            ChecklistItem.done_at.is_(None),
            ChecklistItem.waived_by.is_(None),
        )
        .order_by(ChecklistItem.due_on),
    )
    if not rows:
        return None
    message = f"{_counted(len(rows), 'open paper is', 'open papers are')} no longer asked for or reminded of."
    return _consequence("paperwork_dropped", message, rows)


async def _claims(look: _Look) -> Answer | None:
    rows = await look.rows(
        Claim,
        select(Claim.id, Claim.reference.label("label"))
        .where(Claim.activity_id == look.activity_id, Claim.status.not_in(FINAL_CLAIMS))
        .order_by(Claim.reference),
    )
    if not rows:
        return None
    verb = "stays and is" if len(rows) == 1 else "stay and are"
    return _consequence(
        "claims_open",
        f"{_counted(len(rows), 'open claim', 'open claims')} {verb} decided under the instrument. Costs already "
        "incurred can still be claimed.",
        rows,
        kind="claim",
    )


async def _money(look: _Look) -> Answer | None:
    """What remains of the obligation once other activities that share it have what they were promised."""
    rows = await look.rows(
        Obligation,
        select(
            Obligation.id,
            Obligation.document_number.label("label"),
            func.greatest(Obligation.unliquidated_usd - promised_elsewhere(), 0).label("free"),
        )
        .select_from(Activity)
        .join(Obligation, Obligation.id == Activity.obligation_id)
        .where(
            Activity.id == look.activity_id,
            Obligation.status != ObligationStatus.CANCELLED.value,
            Obligation.unliquidated_usd > 0,
        ),
    )
    if not rows or rows[0].free <= 0:
        return None
    return _consequence(
        "money_left",
        f"Nothing is de-obligated by itself: so much of {rows[0].label} is promised to no other activity.",
        rows,
        kind="obligation",
        task="Finance de-obligates what no claim will need.",
        amount=rows[0].free,
    )
