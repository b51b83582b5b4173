"""The facts that an activity's guards ask about, and the gates as its readers see them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import aliased

from models.activities import Activity, ActivityParticipant, AfterAction, Assignment
from models.claims import Claim, Payment
from models.enums import ActivityStatus, ClaimStatus, ObligationStatus
from models.mous import Instrument
from models.obligations import Obligation
from models.vetting import ForeignParticipant
from services.access.clearance import cleared_through
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.activities.checklist import outstanding
from services.activities.lifecycle import GO, Facts
from services.activities.paperwork import Outstanding, forecast, missed
from services.activities.preparation import Preparation, preparations
from services.detail import Answer

#: Claims that nothing more happens to.
FINAL_CLAIMS = (ClaimStatus.PAID.value, ClaimStatus.DISALLOWED.value, ClaimStatus.WITHDRAWN.value)
#: Other work that still draws on an obligation it shares.
_COMMITTED = (
    ActivityStatus.AUTHORIZED.value,
    ActivityStatus.ACTIVE.value,
    ActivityStatus.SUSPENDED.value,
    ActivityStatus.COMPLETED.value,
)

_BEFORE = (
    ActivityStatus.PLANNING.value,
    ActivityStatus.READYING.value,
    ActivityStatus.AUTHORIZED.value,
    ActivityStatus.SUSPENDED.value,
)
_OTHER = aliased(Activity)


def _paid_for(activity: Any) -> Any:
    """What its obligation has paid for an activity."""
    paid = (
        select(func.coalesce(func.sum(Payment.amount_usd), 0))
        .join(Claim, Claim.id == Payment.claim_id)
        .where(Claim.activity_id == activity.id, Payment.obligation_id == activity.obligation_id)
    )
    return paid.correlate(activity).scalar_subquery()


def promised_elsewhere() -> Any:
    """What other work that draws on an activity's obligation was promised of it and has not been paid."""
    return (
        select(func.coalesce(func.sum(func.greatest(_OTHER.estimate_usd - _paid_for(_OTHER), 0)), 0))
        .where(
            _OTHER.obligation_id == Activity.obligation_id,
            _OTHER.id != Activity.id,
            _OTHER.status.in_(_COMMITTED),
        )
        .correlate(Activity)
        .scalar_subquery()
    )


_UNCLEARED = (
    select(func.count())
    .select_from(ActivityParticipant)
    .join(ForeignParticipant, ForeignParticipant.id == ActivityParticipant.participant_id)
    .where(
        ActivityParticipant.activity_id == Activity.id,
        ActivityParticipant.removed_at.is_(None),
        ~and_(
            Activity.ends_on.is_not(None),
            cleared_through(ForeignParticipant.id, ForeignParticipant.unit_id, Activity.ends_on),
        ),
    )
    .correlate(Activity)
    .scalar_subquery()
)
_OPEN_CLAIMS = (
    select(func.count())
    .select_from(Claim)
    .where(Claim.activity_id == Activity.id, Claim.status.not_in(FINAL_CLAIMS))
    .correlate(Activity)
    .scalar_subquery()
)
_FACTS = (
    select(
        Activity.status,
        Activity.starts_on,
        Activity.ends_on,
        Activity.estimate_usd,
        Activity.concurred_at,
        Activity.attendance_recorded_at,
        Instrument.signed_at,
        and_(
            Instrument.performance_starts_on <= Activity.starts_on,
            Instrument.performance_ends_on >= Activity.ends_on,
        ).label("performance_covers"),
        Obligation.status.label("obligation_status"),
        (Obligation.instrument_id == Activity.instrument_id).label("of_instrument"),
        Obligation.unliquidated_usd,
        _paid_for(Activity).label("paid"),
        promised_elsewhere().label("promised_elsewhere"),
        _UNCLEARED.label("uncleared"),
        _OPEN_CLAIMS.label("open_claims"),
        exists()
        .where(AfterAction.activity_id == Activity.id, AfterAction.accepted_at.is_not(None))
        .label("after_action_accepted"),
    )
    .select_from(Activity)
    .outerjoin(Instrument, Instrument.id == Activity.instrument_id)
    .outerjoin(Obligation, Obligation.id == Activity.obligation_id)
)


async def facts_of(session: AsyncSession | AsyncConnection, activity_id: UUID, today: date) -> Facts:
    """Every fact that a guard may ask about, as the database now has it."""
    return (await _look(session, activity_id, today)).facts


async def lock_money(session: AsyncSession, activity: Activity) -> None:
    """Have activities that share an obligation promise it one after the other."""
    if activity.obligation_id is not None:
        statement = select(Obligation.id).where(Obligation.id == activity.obligation_id)
        await session.execute(statement.with_for_update(key_share=True))


async def gates_of(
    session: AsyncSession | AsyncConnection, actor: Actor, activity_id: UUID, today: date
) -> Answer:
    """The gates of the go-ahead in the shape of `schemas.activities.Gates`: counts, and names of nobody.

    What officers lack is told of those alone whose readiness the actor may see.
    """
    looked = await _look(session, activity_id, today)
    facts = looked.facts
    return {
        "go": all(guard.holds(facts) for guard in GO),
        "gates": [
            {
                "code": guard.code,
                "field": guard.field,
                "passes": guard.holds(facts),
                "message": guard.message,
            }
            for guard in GO
        ],
        "unready_assignments": [
            {
                "assignment_id": each.assignment_id,
                "missing": [found.message for found in each.findings if not found.standing.passes],
            }
            for each in await _seen(session, actor, activity_id, looked.preparations)
            if not each.ready
        ],
        **_paperwork(looked, today),
    }


def _paperwork(looked: "_Looked", today: date) -> Answer:
    """Missed lead times as warnings, and when all could be ready; None once work has begun."""
    late = missed(looked.papers, today)
    warnings = [
        {
            "code": "paper_late",
            "field": "checklist",
            "message": f"{paper.title} was due on {paper.due_on}.",
        }
        for paper in late
    ]
    if looked.status not in _BEFORE or looked.starts_on is None:
        return {"warnings": [], "forecast": None}
    ahead = forecast(looked.papers, looked.starts_on, today)
    return {
        "warnings": warnings,
        "forecast": {
            "ready_on": ahead.ready_on,
            "on_time": ahead.on_time,
            "days_late": ahead.days_late,
            "waits_for": ahead.waits_for,
            "outstanding": len(looked.papers),
        },
    }


async def _seen(
    session: AsyncSession | AsyncConnection,
    actor: Actor,
    activity_id: UUID,
    prepared: list[Preparation],
) -> list[Preparation]:
    if not actor.may(Permission.READINESS_READ):
        return []
    seen = visible(actor, Assignment)
    rows = await session.execute(
        select(Assignment.id).where(Assignment.activity_id == activity_id, seen.clause),
        dict(seen.parameters),
    )
    ids = {row.id for row in rows}
    return [each for each in prepared if each.assignment_id in ids]


@dataclass(frozen=True, slots=True)
class _Looked:
    facts: Facts
    status: str
    starts_on: date | None
    preparations: list[Preparation]
    papers: tuple[Outstanding, ...]


async def _look(session: AsyncSession | AsyncConnection, activity_id: UUID, today: date) -> _Looked:
    row = (await session.execute(_FACTS.where(Activity.id == activity_id))).one()
    prepared = await preparations(session, Assignment.activity_id == activity_id)
    papers = await outstanding(session, activity_id)
    facts = Facts(
        dated=row.starts_on is not None and row.ends_on is not None,
        begun=row.starts_on is not None and row.starts_on <= today,
        concurred=row.concurred_at is not None,
        instrument_signed=row.signed_at is not None,
        performance_covers=bool(row.performance_covers),
        funds_cover=_funds_cover(row),
        open_papers=tuple(paper.title for paper in papers if paper.gate),
        unready=tuple(
            f"{each.officer}: {found.message}"
            for each in prepared
            for found in each.findings
            if not found.standing.passes
        ),
        uncleared_participants=row.uncleared,
        attendance_recorded=row.attendance_recorded_at is not None,
        after_action_accepted=row.after_action_accepted,
        open_claims=row.open_claims,
        money_left=(row.unliquidated_usd or Decimal(0)) > 0,
    )
    return _Looked(facts, row.status, row.starts_on, prepared, papers)


def _funds_cover(row: Any) -> bool:
    """Whether an obligation pays the estimate: what it has paid of it, and what is left and promised to nobody else."""
    if row.estimate_usd is None or not row.of_instrument:
        return False
    free: Decimal = row.unliquidated_usd + row.paid - row.promised_elsewhere
    return bool(row.obligation_status == ObligationStatus.OPEN and free >= row.estimate_usd)
