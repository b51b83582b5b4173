"""The facts that an activity's guards ask about, and the gates as its readers see them."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import aliased

from models.activities import Activity, ActivityParticipant, AfterAction
from models.claims import Claim, Payment
from models.enums import ActivityStatus, ClaimStatus, ObligationStatus
from models.mous import Instrument
from models.obligations import Obligation
from models.vetting import ForeignParticipant
from services.access.clearance import cleared_through
from services.activities.lifecycle import GO, Facts
from services.activities.preparation import findings_of_activity
from services.activities.readiness import Finding, ready
from services.detail import Answer

_FINAL = (ClaimStatus.PAID.value, ClaimStatus.DISALLOWED.value, ClaimStatus.WITHDRAWN.value)
#: Other work that still draws on an obligation it shares.
_COMMITTED = (
    ActivityStatus.AUTHORIZED.value,
    ActivityStatus.ACTIVE.value,
    ActivityStatus.SUSPENDED.value,
    ActivityStatus.COMPLETED.value,
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


_PROMISED_ELSEWHERE = (
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
    .where(Claim.activity_id == Activity.id, Claim.status.not_in(_FINAL))
    .correlate(Activity)
    .scalar_subquery()
)
_FACTS = (
    select(
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
        _PROMISED_ELSEWHERE.label("promised_elsewhere"),
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
    facts, _ = await _look(session, activity_id, today)
    return facts


async def lock_money(session: AsyncSession, activity: Activity) -> None:
    """Have activities that share an obligation promise it one after the other."""
    if activity.obligation_id is not None:
        statement = select(Obligation.id).where(Obligation.id == activity.obligation_id)
        await session.execute(statement.with_for_update(key_share=True))


async def gates_of(session: AsyncSession | AsyncConnection, activity_id: UUID, today: date) -> Answer:
    """The gates of the go-ahead in the shape of `schemas.activities.Gates`. Counts and names of nobody."""
    facts, findings = await _look(session, activity_id, today)
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
                "assignment_id": assignment_id,
                "missing": [found.message for found in all_found if not found.standing.passes],
            }
            for assignment_id, all_found in findings.items()
            if not ready(all_found)
        ],
    }


async def _look(
    session: AsyncSession | AsyncConnection, activity_id: UUID, today: date
) -> tuple[Facts, dict[UUID, tuple[Finding, ...]]]:
    row = (await session.execute(_FACTS.where(Activity.id == activity_id))).one()
    findings = await findings_of_activity(session, activity_id)
    facts = Facts(
        dated=row.starts_on is not None and row.ends_on is not None,
        begun=row.starts_on is not None and row.starts_on <= today,
        concurred=row.concurred_at is not None,
        instrument_signed=row.signed_at is not None,
        performance_covers=bool(row.performance_covers),
        funds_cover=_funds_cover(row),
        unready_assignments=sum(not ready(found) for found in findings.values()),
        uncleared_participants=row.uncleared,
        attendance_recorded=row.attendance_recorded_at is not None,
        after_action_accepted=row.after_action_accepted,
        open_claims=row.open_claims,
        money_left=(row.unliquidated_usd or Decimal(0)) > 0,
    )
    return facts, findings


def _funds_cover(row: Any) -> bool:
    """Whether an obligation pays the estimate: what it has paid of it, and what is left and promised to nobody else."""
    if row.estimate_usd is None or not row.of_instrument:
        return False
    free: Decimal = row.unliquidated_usd + row.paid - row.promised_elsewhere
    return bool(row.obligation_status == ObligationStatus.OPEN and free >= row.estimate_usd)
