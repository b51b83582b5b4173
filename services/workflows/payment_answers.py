"""What the Treasury answers to a payment run: each row is taken for itself, and every one that cannot be is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.claims import Claim, Payment
from models.obligations import Obligation
from models.payment_enums import PaymentItemStatus
from models.payment_runs import PaymentRun, PaymentRunItem
from schemas.claims import PaymentConfirm
from schemas.payment_runs import ConfirmationRow, RowResult, TreasuryOutcome
from services.access.permissions import Permission
from services.access.policy import Actor
from services.clock import Clock
from services.detail import Answer
from services.errors import Conflict, DomainError
from services.payment_runs.answer_file import UnreadRow, read_answer_file
from services.payment_runs.lifecycle import ITEM, RUN
from services.records import apply_changes, load_for_change
from services.workflows.payments import note_answers, settle_claim


@dataclass(frozen=True, slots=True)
class Sent:
    """A row as it was sent; `line` where it stood in a file."""

    said: ConfirmationRow | UnreadRow
    line: int | None = None


async def answer_run(
    session: AsyncSession, actor: Actor, clock: Clock, run_id: UUID, rows: Sequence[ConfirmationRow]
) -> Answer:
    """Confirm and return the claims of a sent run, in the shape of `schemas.payment_runs.RunConfirmations`.

    Rows that were taken before are repeated without effect, so that a file can be sent again as a whole. A row that
    cannot be taken changes nothing and is answered with what to do. Raises `Forbidden`, `NotFound`,
    `IllegalTransition` for a run that was never sent.
    """
    run = await _load(session, actor, run_id)
    return await _answer_all(session, actor, clock, run, [Sent(row) for row in rows])


async def answer_run_by_file(
    session: AsyncSession, actor: Actor, clock: Clock, run_id: UUID, content: bytes
) -> Answer:
    """As `answer_run` with the rows of a CSV file; one that cannot be read is refused by its line, the others taken.

    Raises `Invalid` besides, for what is no such file.
    """
    run = await _load(session, actor, run_id)
    rows = [Sent(row.said, row.line) for row in read_answer_file(content, run.reference)]
    return await _answer_all(session, actor, clock, run, rows)


async def _load(session: AsyncSession, actor: Actor, run_id: UUID) -> PaymentRun:
    actor.require(Permission.CLAIMS_CONFIRM_PAYMENT)
    run = await load_for_change(session, actor, PaymentRun, run_id, version=None)
    RUN.find(actor, run.status, "answer")
    return run


async def _answer_all(
    session: AsyncSession, actor: Actor, clock: Clock, run: PaymentRun, rows: Sequence[Sent]
) -> Answer:
    items = await _lock(session, run)
    results = [await _take(session, actor, clock, items, rows, position) for position in range(len(rows))]
    counts = {result: sum(one["result"] == result for one in results) for result in RowResult}
    if counts[RowResult.CONFIRMED] or counts[RowResult.RETURNED]:
        await note_answers(session, actor, run, **{str(result): count for result, count in counts.items()})
    pending = await session.scalar(
        select(func.count()).where(
            PaymentRunItem.run_id == run.id, PaymentRunItem.status == PaymentItemStatus.PENDING.value
        )
    )
    return {
        "run": {"id": run.id, "reference": run.reference},
        "status": run.status,
        **{str(result): count for result, count in counts.items()},
        "pending": pending,
        "rows": results,
    }


async def _lock(session: AsyncSession, run: PaymentRun) -> dict[str, tuple[UUID, UUID]]:
    """Item and claim by the claim's reference. Claims before obligations, each by key: nobody waits in a circle."""
    rows = await session.execute(
        select(Claim.reference, PaymentRunItem.id, Claim.id, Claim.obligation_id)
        .join(PaymentRunItem, PaymentRunItem.claim_id == Claim.id)
        .where(PaymentRunItem.run_id == run.id)
        .order_by(Claim.id)
        .with_for_update(of=Claim)
    )
    found = rows.all()
    await session.execute(
        select(Obligation.id)
        .where(Obligation.id.in_({row.obligation_id for row in found}))
        .order_by(Obligation.id)
        .with_for_update(key_share=True)
    )
    return {reference: (item_id, claim_id) for reference, item_id, claim_id, _ in found}


async def _take(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    items: dict[str, tuple[UUID, UUID]],
    rows: Sequence[Sent],
    position: int,
) -> dict[str, Any]:
    row = rows[position].said
    answer: dict[str, Any] = {
        "row": position + 1,
        "line": rows[position].line,
        "claim": row.claim,
        "code": None,
        "message": None,
        "interest": None,
    }
    if isinstance(row, UnreadRow):
        return answer | {"result": RowResult.REFUSED, "code": row.code, "message": row.message}
    try:
        if any(other.said.claim == row.claim for other in rows[:position]):
            raise Conflict("The claim stands in an earlier row: keep the right one.", code="doubled")
        if row.claim not in items:
            message = "The claim is not in this run: check the reference, or send it with its own run."
            raise Conflict(message, code="not_in_run")
        # A row that is refused half-way is undone alone.
        async with session.begin_nested():
            result, interest = await _answer(session, actor, clock, *items[row.claim], row)
    except DomainError as refused:
        problem = next(iter(refused.problems), None)
        code = getattr(refused, "conflict_code", None) or (problem.code if problem else refused.code)
        return answer | {"result": RowResult.REFUSED, "code": code, "message": refused.detail}
    money = None if interest is None else {"amount": f"{interest:.2f}", "currency": "USD"}
    return answer | {"result": result, "interest": money}


async def _answer(
    session: AsyncSession, actor: Actor, clock: Clock, item_id: UUID, claim_id: UUID, row: ConfirmationRow
) -> tuple[RowResult, Decimal | None]:
    item = await session.get_one(PaymentRunItem, item_id, populate_existing=True)
    if row.amount.amount != item.amount_usd:
        message = (
            f"{row.amount.amount:,.2f} USD is not the {item.amount_usd:,.2f} USD of the payment file;"
            " interest is not part of it."
        )
        raise Conflict(message, code="amount_differs")
    paid = row.outcome is TreasuryOutcome.PAID
    if item.status != PaymentItemStatus.PENDING:
        await _require_same(session, item, row)
        return RowResult.REPEATED, None
    if paid:
        claim = await load_for_change(session, actor, Claim, claim_id, version=None)
        data = PaymentConfirm(treasury_reference=row.treasury_reference, paid_on=row.on)
        payment = await settle_claim(session, actor, clock, claim, data)
        await session.flush()
        return RowResult.CONFIRMED, payment.interest_usd
    if row.reason is None:
        raise Conflict("Say why the Treasury returned it, in `reason`.", code="reason_missing")
    if row.on > clock.today():
        raise Conflict("The day of the return lies ahead.", code="in_future")
    ITEM.fire(actor, item, "return")
    apply_changes(
        item,
        {
            "treasury_reference": row.treasury_reference,
            "returned_on": row.on,
            "return_reason": row.reason,
        },
        actor,
    )
    await session.flush()
    return RowResult.RETURNED, None


async def _require_same(session: AsyncSession, item: PaymentRunItem, row: ConfirmationRow) -> None:
    """Raises `Conflict` where the row says something else than what was taken before."""
    on = item.returned_on
    if item.payment_id is not None:
        on = await session.scalar(select(Payment.paid_on).where(Payment.id == item.payment_id))
    before = (item.status, item.treasury_reference, on)
    if before != (row.outcome.value, row.treasury_reference, row.on):
        message = (
            f"It is {item.status} already, by {item.treasury_reference} on {on}. A payment that came back later is"
            " for the Department to settle."
        )
        raise Conflict(message, code=f"already_{item.status}")
