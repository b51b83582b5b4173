"""The two reviews of a claim, and finance's decision on every line."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.claims import Claim, ClaimNotice, Expense
from models.enums import NoticeKind
from schemas.base import Money
from schemas.claims import ClaimDecide, ClaimReturn, LineDecision
from services.access.permissions import Permission
from services.access.policy import Actor
from services.claims.commands import record
from services.claims.duties import Duty
from services.claims.hands import require_free_hands
from services.claims.lifecycle import LIFECYCLE
from services.claims.rules import ClaimPolicy, outcome, total
from services.claims.targets import regime_terms, set_due, set_target
from services.clock import Clock
from services.errors import FieldProblem, Invalid
from services.money import USD
from services.policies import policy_in_force
from services.records import apply_changes, load_for_change


async def take_claim(session: AsyncSession, actor: Actor, claim_id: UUID, version: int) -> None:
    """Begin the programme's review. Raises `Conflict` for the claim's own preparer."""
    actor.require(Permission.CLAIMS_PROGRAM_REVIEW)
    claim = await load_for_change(session, actor, Claim, claim_id, version=version)
    LIFECYCLE.find(actor, claim.status, "take")
    await require_free_hands(session, actor, claim, Duty.PROGRAM_REVIEWER)
    targets = await claim_policy(session, claim)
    LIFECYCLE.fire(actor, claim, "take")
    apply_changes(claim, {"program_reviewed_by": actor.id}, actor)
    set_target(claim, targets)
    record(session, actor, "taken", claim)


async def endorse_claim(
    session: AsyncSession, actor: Actor, clock: Clock, claim_id: UUID, version: int
) -> None:
    """Confirm that the services were rendered: acceptance, from which the payment of invoices may run."""
    actor.require(Permission.CLAIMS_PROGRAM_REVIEW)
    claim = await load_for_change(session, actor, Claim, claim_id, version=version)
    LIFECYCLE.find(actor, claim.status, "endorse")
    await require_free_hands(session, actor, claim, Duty.PROGRAM_REVIEWER)
    targets = await claim_policy(session, claim)
    assert claim.proper_on is not None
    terms = await regime_terms(session, claim, claim.proper_on)
    LIFECYCLE.fire(actor, claim, "endorse")
    apply_changes(claim, {"program_reviewed_by": actor.id}, actor)
    set_due(claim, terms, accepted_on=clock.today())
    set_target(claim, targets)
    record(session, actor, "endorsed", claim)


async def return_claim(
    session: AsyncSession, actor: Actor, clock: Clock, claim_id: UUID, version: int, data: ClaimReturn
) -> None:
    """Send an improper claim back with every defect. Both reviews start over once it is handed in again."""
    if not actor.may(Permission.CLAIMS_FINANCE_REVIEW):
        actor.require(Permission.CLAIMS_PROGRAM_REVIEW)
    claim = await load_for_change(session, actor, Claim, claim_id, version=version)
    LIFECYCLE.find(actor, claim.status, "return")
    await require_free_hands(session, actor, claim, Duty.PROGRAM_REVIEWER)
    numbers = await _line_numbers(session, claim)
    problems = [
        FieldProblem(f"defects/{position}/expense_id", "unknown", "The claim has no such line.")
        for position, defect in enumerate(data.defects)
        if defect.expense_id is not None and defect.expense_id not in numbers
    ]
    if problems:
        raise Invalid(*problems)
    today = clock.today()
    held = (today - claim.proper_on).days if claim.proper_on else 0
    LIFECYCLE.fire(actor, claim, "return")
    apply_changes(
        claim,
        {
            "returned_on": today,
            "held_days": max(claim.held_days, held, 0),
            "program_reviewed_by": None,
            "finance_reviewed_by": None,
            "due_on": None,
            "act_by": None,
        },
        actor,
    )
    items = [
        {
            "expense_id": defect.expense_id and str(defect.expense_id),
            "line_number": numbers[defect.expense_id] if defect.expense_id else None,
            "message": defect.message,
        }
        for defect in data.defects
    ]
    record(session, actor, "returned", claim)
    _notify(session, actor, clock, claim, NoticeKind.RETURNED, items)


async def decide_claim(
    session: AsyncSession, actor: Actor, clock: Clock, claim_id: UUID, version: int, data: ClaimDecide
) -> None:
    """Give every line its amount; lines not named get what their computation allows.

    An amount never exceeds the allowed one (invariants 9 and 15). Every cent that is not paid has a code and stands in
    the notice (invariant 13). The sums decide whether the claim is approved, approved in part or disallowed.
    """
    actor.require(Permission.CLAIMS_FINANCE_REVIEW)
    claim = await load_for_change(session, actor, Claim, claim_id, version=version)
    LIFECYCLE.find(actor, claim.status, "decide")
    await require_free_hands(session, actor, claim, Duty.FINANCE_REVIEWER)
    targets = await claim_policy(session, claim)
    expenses = list(
        await session.scalars(
            select(Expense).where(Expense.claim_id == claim.id).order_by(Expense.line_number)
        )
    )
    decisions = _decisions(data.lines, expenses)
    items = [_decide_line(expense, decisions.get(expense.id), actor) for expense in expenses]
    approved = total(expense.approved_usd or Decimal(0) for expense in expenses)
    LIFECYCLE.fire(actor, claim, "decide", outcome=outcome(claim.claimed_usd, approved))
    apply_changes(claim, {"approved_usd": approved, "finance_reviewed_by": actor.id}, actor)
    set_target(claim, targets)
    record(session, actor, "decided", claim, lines={e.line_number: e.approved_usd for e in expenses})
    unpaid = [item for item in items if item]
    if unpaid:
        _notify(session, actor, clock, claim, NoticeKind.DISALLOWED, unpaid)


async def claim_policy(session: AsyncSession, claim: Claim) -> ClaimPolicy:
    return await policy_in_force(session, "claims", ClaimPolicy, claim.period_starts_on)


def _decisions(lines: Sequence[LineDecision], expenses: Sequence[Expense]) -> dict[UUID, LineDecision]:
    """The decisions by line. Raises `Invalid` with every one that cannot stand."""
    by_id = {expense.id: expense for expense in expenses}
    problems: list[FieldProblem] = []
    decided: dict[UUID, LineDecision] = {}
    for position, line in enumerate(lines):
        expense = by_id.get(line.expense_id)
        field = f"lines/{position}"
        if expense is None:
            problems.append(FieldProblem(f"{field}/expense_id", "unknown", "The claim has no such line."))
        elif line.expense_id in decided:
            problems.append(FieldProblem(f"{field}/expense_id", "repeated", "This line is decided twice."))
        else:
            problems += _decision_problems(line, expense, field)
        decided[line.expense_id] = line
    if problems:
        raise Invalid(*problems)
    return decided


def _decision_problems(line: LineDecision, expense: Expense, field: str) -> list[FieldProblem]:
    amount, allowed = line.approved_amount.amount, expense.allowed_usd or Decimal(0)
    at = f"{field}/approved_amount"
    if line.approved_amount.currency != USD:
        return [FieldProblem(f"{at}/currency", "not_usd", "Claims are paid in USD.")]
    if amount < 0:
        return [FieldProblem(f"{at}/amount", "amount_negative", "The amount cannot be negative.")]
    if amount > allowed:
        message = f"Line {expense.line_number} allows at most {allowed}."
        return [FieldProblem(f"{at}/amount", "over_allowed", message)]
    if amount < allowed and line.disallow_code is None:
        message = f"Say why line {expense.line_number} is paid less than the {allowed} it allows."
        return [FieldProblem(f"{field}/disallow_code", "missing", message)]
    return []


def _decide_line(expense: Expense, decision: LineDecision | None, actor: Actor) -> dict[str, Any] | None:
    """Set a line's amount; the item of the notice, if it is not paid in full."""
    computed = (expense.computation or {}).get("outcome", {})
    approved = expense.allowed_usd or Decimal(0)
    code: str | None = computed.get("disallow_code")
    note: str | None = None
    if decision is not None:
        approved = decision.approved_amount.amount
        code = decision.disallow_code.value if decision.disallow_code else code
        note = decision.note
    short = expense.claimed_usd - approved
    code = code if short else None
    apply_changes(expense, {"approved_usd": approved, "disallow_code": code, "disallow_note": note}, actor)
    if not short:
        return None
    return {
        "expense_id": str(expense.id),
        "line_number": expense.line_number,
        "message": note or computed.get("explanation", ""),
        "claimed": _usd(expense.claimed_usd),
        "approved": _usd(approved),
        "disallowed": _usd(short),
        "disallow_code": code,
    }


def _usd(amount: Decimal) -> dict[str, Any]:
    return Money(amount=Decimal(f"{amount:.2f}"), currency="USD").model_dump(mode="json")


async def _line_numbers(session: AsyncSession, claim: Claim) -> dict[UUID, int]:
    rows = await session.execute(select(Expense.id, Expense.line_number).where(Expense.claim_id == claim.id))
    return dict(rows.all())


def _notify(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    claim: Claim,
    kind: NoticeKind,
    items: list[dict[str, Any]],
) -> None:
    """Keep what is written to the claimant; it never changes."""
    session.add(
        ClaimNotice(
            claim_id=claim.id,
            kind=kind.value,
            items=items,
            created_at=clock.now(),
            created_by=actor.id,
            updated_by=actor.id,
        )
    )
