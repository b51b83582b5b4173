"""Keeping the four duties on a claim apart (invariant 11), beside the constraint that the database keeps."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.claims import Claim, Expense
from services.access.policy import Actor
from services.claims.duties import Conflict as DutyConflict
from services.claims.duties import Duty, Hands, conflict
from services.errors import Conflict

_WHY = {
    DutyConflict.ALREADY_PREPARER: "You prepared this claim",
    DutyConflict.ALREADY_PROGRAM_REVIEWER: "You reviewed this claim for the programme",
    DutyConflict.ALREADY_FINANCE_REVIEWER: "You reviewed this claim for finance",
    DutyConflict.ALREADY_CERTIFIER: "You certified this claim",
    DutyConflict.APPROVED_OBLIGATION: "You approved the obligation that pays this claim",
}


async def require_free_hands(
    session: AsyncSession,
    actor: Actor,
    claim: Claim,
    duty: Duty,
    *,
    obligation_approver: UUID | None = None,
) -> None:
    """Raises `Conflict` naming the duty that keeps the actor from taking `duty` on this claim.

    Whoever wrote a line of the claim counts as its preparer, beside the one who submitted it.
    """
    found = conflict(str(actor.id), duty, _hands(claim, obligation_approver))
    if found is None and duty is not Duty.PREPARER:
        wrote = select(Expense.id).where(Expense.claim_id == claim.id, Expense.created_by == actor.id)
        if await session.scalar(wrote.limit(1)) is not None:
            found = DutyConflict.ALREADY_PREPARER
    if found is not None:
        raise Conflict(
            f"{_WHY[found]}; the {duty.replace('_', ' ')} must be somebody else (4 FAH-3 H-061.2).",
            code=found.value,
        )


def _hands(claim: Claim, obligation_approver: UUID | None) -> Hands:
    def name(person: UUID | None) -> str | None:
        return str(person) if person else None

    return Hands(
        str(claim.prepared_by),
        name(claim.program_reviewed_by),
        name(claim.finance_reviewed_by),
        name(claim.certified_by),
        name(obligation_approver),
    )
