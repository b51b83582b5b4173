"""When a claim has to be paid, and when whoever has it now should have acted."""

from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models.claims import Claim
from models.enums import ClaimStatus, PaymentRegime
from models.mous import Instrument
from services.claims.payment_clock import RegimeTerms, clock_starts_on, due_on
from services.claims.rules import ClaimPolicy
from services.policies import policy_in_force


async def regime_terms(session: AsyncSession, claim: Claim, received_on: date) -> RegimeTerms:
    """The terms of the instrument's payment regime as in force when the proper claim was received."""
    instrument = await session.get_one(Instrument, claim.instrument_id)
    topic = f"payment.{PaymentRegime(instrument.regime)}"
    return await policy_in_force(session, topic, RegimeTerms, received_on)


def set_due(claim: Claim, terms: RegimeTerms, *, accepted_on: date | None = None) -> None:
    """The last day of paying without a charge. What is claimed was completed by the end of its period."""
    assert claim.proper_on is not None
    starts_on = clock_starts_on(
        claim.proper_on, terms, completed_on=claim.period_ends_on, accepted_on=accepted_on
    )
    claim.due_on = due_on(starts_on, terms, days_to_return_improper=claim.held_days)


def set_target(claim: Claim, policy: ClaimPolicy) -> None:
    """The target of the step that a submitted claim is at; none where nobody of the programme has to act."""
    days = {
        ClaimStatus.SUBMITTED: policy.endorse_days,
        ClaimStatus.PROGRAM_REVIEW: policy.endorse_days,
        ClaimStatus.FINANCE_REVIEW: policy.decide_days,
        ClaimStatus.APPROVED: policy.certify_days,
        ClaimStatus.PARTIAL: policy.certify_days,
    }.get(ClaimStatus(claim.status))
    if claim.status == ClaimStatus.CERTIFIED:
        claim.act_by = claim.due_on
    else:
        received = claim.proper_on
        claim.act_by = None if days is None or received is None else received + timedelta(days=days)
