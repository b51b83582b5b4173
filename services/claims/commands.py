"""Making, changing, withdrawing and reclaiming claims."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity
from models.claims import Claim
from models.enums import ActivityStatus, ClaimStatus, Role
from models.mous import Instrument
from models.officers import Officer
from schemas.claims import ActualExpenseInput, ClaimCreate, ClaimUpdate, PeriodInput
from services.access.permissions import Permission
from services.access.policy import Actor
from services.claims.lifecycle import EDITABLE, LIFECYCLE
from services.claims.rules import period_problems
from services.clock import Clock
from services.errors import Conflict, FieldProblem, Forbidden, IllegalTransition, Invalid, NotFound
from services.events import loggable, pending_changes, record_event
from services.records import apply_changes, created, load_for_change, load_visible
from services.references import next_reference

#: The longest period one claim may cover, so that a mistyped year is caught.
LONGEST_PERIOD = timedelta(days=366)


async def create_claim(session: AsyncSession, actor: Actor, clock: Clock, data: ClaimCreate) -> UUID:
    """A draft under the activity's instrument and obligation; the actor is its preparer.

    Raises `Invalid` for an activity that has no instrument or is closed, for a period outside the activity or the
    instrument, and for an officer of another agency.
    """
    actor.require(Permission.CLAIMS_PREPARE)
    try:
        activity = await load_visible(session, actor, Activity, data.activity_id)
    except NotFound:
        raise Invalid(FieldProblem("activity_id", "unknown", "There is no such activity.")) from None
    if activity.instrument_id is None or activity.obligation_id is None:
        message = "The activity has no instrument and obligation yet to claim under."
        raise Invalid(FieldProblem("activity_id", "activity_without_instrument", message))
    if activity.status == ActivityStatus.CLOSED:
        raise Invalid(FieldProblem("activity_id", "activity_closed", "The activity is closed."))
    await _check_period(session, activity.id, activity.instrument_id, data.period)
    claim = Claim(
        reference=await next_reference(session, "CLM", clock.today().year),
        kind=data.kind.value,
        activity_id=activity.id,
        agency_id=activity.agency_id,
        officer_id=await payee(session, actor, activity.agency_id, data.officer_id),
        instrument_id=activity.instrument_id,
        obligation_id=activity.obligation_id,
        period_starts_on=data.period.starts_on,
        period_ends_on=data.period.ends_on,
        actual_expense=_approval(data.actual_expense),
        prepared_by=actor.id,
    )
    session.add(created(claim, actor))
    record(session, actor, "created", claim)
    return claim.id


async def update_claim(
    session: AsyncSession, actor: Actor, claim_id: UUID, version: int, data: ClaimUpdate
) -> None:
    """Raises `IllegalTransition` unless the claim is a draft or was returned; otherwise as `create_claim`."""
    actor.require(Permission.CLAIMS_PREPARE)
    claim = await load_for_change(session, actor, Claim, claim_id, version=version)
    require_editable(actor, claim)
    changes: dict[str, Any] = {}
    given = data.model_fields_set
    if "kind" in given:
        changes["kind"] = data.kind.value
    if "period" in given:
        await _check_period(session, claim.activity_id, claim.instrument_id, data.period)
        changes |= {"period_starts_on": data.period.starts_on, "period_ends_on": data.period.ends_on}
    if "officer_id" in given:
        changes["officer_id"] = await payee(session, actor, claim.agency_id, data.officer_id)
    if "actual_expense" in given:
        changes["actual_expense"] = _approval(data.actual_expense)
    apply_changes(claim, changes, actor)
    record(session, actor, "updated", claim)


async def withdraw_claim(session: AsyncSession, actor: Actor, claim_id: UUID, version: int) -> None:
    """The claimant takes a draft or returned claim back for good."""
    actor.require(Permission.CLAIMS_PREPARE)
    claim = await load_for_change(session, actor, Claim, claim_id, version=version)
    LIFECYCLE.fire(actor, claim, "withdraw")
    apply_changes(claim, {"act_by": None, "due_on": None}, actor)
    record(session, actor, "withdrawn", claim)


async def reclaim(session: AsyncSession, actor: Actor, clock: Clock, claim_id: UUID, version: int) -> UUID:
    """A new draft that cites a claim not paid in full; its lines and receipts are added to it afresh.

    Raises `Conflict` while another claim that cites the same one is under way.
    """
    actor.require(Permission.CLAIMS_PREPARE)
    parent = await load_for_change(session, actor, Claim, claim_id, version=version)
    LIFECYCLE.fire(actor, parent, "reclaim")
    under_way = await session.scalar(
        select(Claim.reference).where(
            Claim.parent_claim_id == parent.id, Claim.status != ClaimStatus.WITHDRAWN
        )
    )
    if under_way is not None:
        raise Conflict(f"{under_way} reclaims from this claim already.", code="already_reclaimed")
    child = Claim(
        reference=await next_reference(session, "CLM", clock.today().year),
        parent_claim_id=parent.id,
        prepared_by=actor.id,
        **{
            name: getattr(parent, name)
            for name in (
                "kind",
                "activity_id",
                "agency_id",
                "officer_id",
                "instrument_id",
                "obligation_id",
                "period_starts_on",
                "period_ends_on",
                "actual_expense",
            )
        },
    )
    session.add(created(child, actor))
    apply_changes(parent, {}, actor)
    record(session, actor, "created", child)
    record(session, actor, "reclaimed", parent, before={}, after={"child": child.reference})
    return child.id


def require_editable(actor: Actor, claim: Claim) -> None:
    """Raises `IllegalTransition` unless the claim is a draft or was returned (invariant 14)."""
    if claim.status not in EDITABLE:
        raise IllegalTransition(
            f"A claim in state {claim.status} cannot be changed, nor its lines.",
            state=claim.status,
            allowed_actions=tuple(LIFECYCLE.allowed_actions(actor, claim.status)),
            code="not_editable",
        )


async def payee(session: AsyncSession, actor: Actor, agency_id: UUID, officer_id: UUID | None) -> UUID | None:
    """The officer of the agency that a claim or a line is for; officers claim for themselves alone."""
    if _acts_for_self(actor):
        if officer_id not in (None, actor.officer_id):
            raise Forbidden(Permission.CLAIMS_PREPARE, "Officers claim for themselves alone.")
        return actor.officer_id
    if officer_id is not None:
        known = await session.scalar(
            select(Officer.id).where(Officer.id == officer_id, Officer.agency_id == agency_id)
        )
        if known is None:
            message = "The agency has no such officer."
            raise Invalid(FieldProblem("officer_id", "unknown", message))
    return officer_id


def record(
    session: AsyncSession,
    actor: Actor,
    verb: str,
    claim: Claim,
    *,
    lines: Mapping[int, Any] | None = None,
    **extra: Any,
) -> None:
    """The event of a change to a claim, with the amounts of its lines where they were set, by line number."""
    if lines is not None:
        before, after = pending_changes(claim)
        amounts = {str(number): loggable(amount) for number, amount in lines.items()}
        extra |= {"before": before, "after": after | {"lines": amounts}}
    record_event(
        session,
        actor,
        f"claims.{verb}",
        claim,
        subject_type="claim",
        permission=_PERMISSION_OF.get(verb, Permission.CLAIMS_PREPARE),
        label=claim.reference,
        agency_id=claim.agency_id,
        **extra,
    )


_PERMISSION_OF = {
    "taken": Permission.CLAIMS_PROGRAM_REVIEW,
    "endorsed": Permission.CLAIMS_PROGRAM_REVIEW,
    "decided": Permission.CLAIMS_FINANCE_REVIEW,
    "certified": Permission.CLAIMS_CERTIFY,
    "paid": Permission.CLAIMS_CONFIRM_PAYMENT,
}


def _acts_for_self(actor: Actor) -> bool:
    return Role.OFFICER in actor.roles and Role.AGENCY_COORDINATOR not in actor.roles


def _approval(data: ActualExpenseInput | None) -> dict[str, Any] | None:
    return None if data is None else data.model_dump(mode="json")


async def _check_period(
    session: AsyncSession, activity_id: UUID, instrument_id: UUID, period: PeriodInput
) -> None:
    if period.ends_on - period.starts_on > LONGEST_PERIOD:
        raise Invalid(FieldProblem("period", "too_long", "A claim covers at most a year."))
    activity = await session.get_one(Activity, activity_id)
    instrument = await session.get_one(Instrument, instrument_id)
    if problems := period_problems(
        period.starts_on, period.ends_on, activity.starts_on, instrument.performance_ends_on
    ):
        raise Invalid(*problems)
