"""Certifying claims and recording their payment: where claims meet the obligations that pay them."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.agencies import Agency
from models.claims import Claim, Expense, Payment
from models.enums import ClaimStatus
from models.obligations import Obligation
from models.payment_enums import PaymentItemStatus, PaymentRunStatus
from models.payment_runs import PaymentRun, PaymentRunItem
from schemas.claims import PaymentConfirm
from services.access.permissions import Permission
from services.access.policy import Actor
from services.changes import note_changes
from services.claims.commands import record
from services.claims.duties import Duty
from services.claims.hands import require_free_hands
from services.claims.lifecycle import LIFECYCLE, Certification
from services.claims.payment_clock import LatePayment, PaymentClockError, late_payment
from services.claims.rates import interest_rates
from services.claims.targets import regime_terms
from services.clock import Clock
from services.errors import Conflict, FieldProblem, Invalid, NotFound, StaleVersion
from services.events import record_event
from services.obligations.balance import may_pay
from services.obligations.ledger import balance_of, fund_of, lock_obligation, post_payment
from services.payment_runs.commands import record_run
from services.payment_runs.lifecycle import ITEM, RUN
from services.records import apply_changes, load_for_change, touch

#: What a certifying officer answers for (31 USC 3528), kept with the event of each certification.
STATEMENT = (
    "I certify that the information in this voucher and its supporting records is correct, that the payment is legal,"
    " proper and for the purpose of the appropriation, and that the computation is correct."
)


async def certify_claim(
    session: AsyncSession, actor: Actor, clock: Clock, claim_id: UUID, version: int
) -> None:
    """Certify a decided claim for payment (31 USC 3528).

    The certifier is a fourth person and not the one who approved the obligation. What is left of the obligation,
    less what certified claims still take from it, has to cover the claim: the row stays locked, so that two
    certifications cannot both count on the same money. Raises `Conflict` naming the duty, `IllegalTransition` for
    what else is missing.
    """
    actor.require(Permission.CLAIMS_CERTIFY)
    claim = await load_for_change(session, actor, Claim, claim_id, version=version)
    LIFECYCLE.find(actor, claim.status, "certify")
    obligation = await lock_obligation(session, claim.obligation_id)
    if obligation is None:
        raise NotFound
    await require_free_hands(
        session, actor, claim, Duty.CERTIFIER, obligation_approver=obligation.approved_by
    )
    facts = await certification_facts(session, claim, obligation, clock.today())
    LIFECYCLE.fire(actor, claim, "certify", facts)
    apply_changes(
        claim, {"certified_by": actor.id, "certified_at": clock.now(), "act_by": claim.due_on}, actor
    )
    record(session, actor, "certified", claim, reason=STATEMENT)


async def confirm_payment(
    session: AsyncSession, actor: Actor, clock: Clock, claim_id: UUID, version: int, data: PaymentConfirm
) -> None:
    """Record that the Treasury has paid a certified claim, with the interest or late fee that lateness cost.

    Repeating a confirmation with the same reference and day changes nothing, whatever version it names. Raises
    `Invalid` for a day to come or before certification, and where no interest rate is published for the day after
    the due date; `Conflict` for a reference that paid another claim.
    """
    actor.require(Permission.CLAIMS_CONFIRM_PAYMENT)
    run = await _run_of(session, claim_id)
    claim = await load_for_change(session, actor, Claim, claim_id, version=None)
    known = await session.scalar(select(Payment).where(Payment.treasury_reference == data.treasury_reference))
    if known is not None and (known.claim_id, known.paid_on) == (claim.id, data.paid_on):
        return
    if claim.version != version:
        raise StaleVersion(claim.version)
    await settle_claim(session, actor, clock, claim, data)
    if run is not None:
        await note_answers(session, actor, run, confirmed=1)


async def settle_claim(
    session: AsyncSession, actor: Actor, clock: Clock, claim: Claim, data: PaymentConfirm
) -> Payment:
    """Pay a locked claim from its obligation, and say so to the run that it is in. See `confirm_payment`."""
    LIFECYCLE.find(actor, claim.status, "confirm")
    if claim.certified_by is not None and claim.certified_by == actor.id:
        message = "Who certified a claim does not say that it was paid: another person records the answer."
        raise Conflict(message, code="same_person")
    known = await session.scalar(select(Payment).where(Payment.treasury_reference == data.treasury_reference))
    if known is not None:
        message = "This Treasury reference has paid another claim."
        raise Conflict(message, code="treasury_reference_used", field="treasury_reference")
    _check_day(claim, data.paid_on, clock.today())
    charge = await _charge(session, claim, data.paid_on)
    payment = Payment(
        claim_id=claim.id,
        obligation_id=claim.obligation_id,
        amount_usd=claim.approved_usd,
        interest_usd=charge.amount,
        charge=charge.charge.value,
        days_late=charge.days_late,
        explanation=charge.explanation,
        treasury_reference=data.treasury_reference,
        paid_on=data.paid_on,
        created_by=actor.id,
        updated_by=actor.id,
    )
    session.add(payment)
    _record_payment(session, actor, claim, payment)
    LIFECYCLE.fire(actor, claim, "confirm")
    apply_changes(claim, {"paid_on": data.paid_on, "act_by": None}, actor)
    record(session, actor, "paid", claim)
    await session.flush()
    paid_lines = await session.scalars(
        update(Expense)
        .where(Expense.claim_id == claim.id, Expense.approved_usd > 0)
        .values(paid_on=data.paid_on, version=Expense.version + 1, updated_by=actor.id)
        .returning(Expense.id)
    )
    note_changes(session, Expense, paid_lines, agency_id=claim.agency_id)
    await post_payment(session, claim.obligation_id, claim.approved_usd, payment.id, actor)
    item = await session.scalar(_waiting(PaymentRunItem.claim_id == claim.id))
    if item is not None:
        ITEM.fire(actor, item, "pay")
        paid = {"payment_id": payment.id, "treasury_reference": payment.treasury_reference}
        apply_changes(item, paid, actor)
        await session.flush()
    return payment


async def note_answers(session: AsyncSession, actor: Actor, run: PaymentRun, **counts: int) -> None:
    """Of a locked run: confirmed once the Treasury has answered for each of its claims. Open runs are not asked."""
    await session.flush()
    touch(run, actor)
    if run.status == PaymentRunStatus.SENT:
        waiting = await session.scalar(_waiting(PaymentRunItem.run_id == run.id).limit(1))
        reached = PaymentRunStatus.SENT if waiting else PaymentRunStatus.CONFIRMED
        RUN.fire(actor, run, "answer", outcome=reached)
    record_run(session, actor, "answered", run, **counts)


async def _run_of(session: AsyncSession, claim_id: UUID) -> PaymentRun | None:
    """The run a claim waits in, locked before the claim itself, as answers to runs do."""
    run_id = await session.scalar(
        _waiting(PaymentRunItem.claim_id == claim_id).with_only_columns(PaymentRunItem.run_id)
    )
    if run_id is None:
        return None
    return await session.scalar(select(PaymentRun).where(PaymentRun.id == run_id).with_for_update())


def _waiting(*conditions: ColumnElement[bool]) -> Select[PaymentRunItem]:
    pending = PaymentRunItem.status == PaymentItemStatus.PENDING.value
    return select(PaymentRunItem).where(pending, *conditions)


async def certification_facts(
    session: AsyncSession, claim: Claim, obligation: Obligation, today: date
) -> Certification:
    """What certifying hangs on: the payee, and what the obligation has left next to other certified claims."""
    promised = await promised_on(session, obligation.id, claim.id)
    refusal = may_pay(
        claim.approved_usd + promised,
        balance_of(obligation),
        fund_of(obligation),
        today,
        debt_arose_on=claim.period_starts_on,
    )
    return Certification(
        payee_registered=await _payee_registered(session, claim),
        refusal=refusal,
        needed_usd=claim.approved_usd,
        left_usd=obligation.unliquidated_usd - promised,
    )


async def promised_on(session: AsyncSession, obligation_id: UUID, but_for: UUID) -> Decimal:
    """What certified claims, `but_for` one, still take from an obligation."""
    promised = await session.scalar(
        select(func.coalesce(func.sum(Claim.approved_usd), 0)).where(
            Claim.obligation_id == obligation_id,
            Claim.status == ClaimStatus.CERTIFIED,
            Claim.id != but_for,
        )
    )
    return Decimal(promised or 0)


async def _payee_registered(session: AsyncSession, claim: Claim) -> bool:
    """An agency is paid only with a UEI; officers who are paid themselves need none."""
    if claim.officer_id is not None:
        return True
    uei = await session.scalar(select(Agency.uei).where(Agency.id == claim.agency_id))
    return uei is not None


def _check_day(claim: Claim, paid_on: date, today: date) -> None:
    if paid_on > today:
        raise Invalid(FieldProblem("paid_on", "in_future", "The day of payment lies ahead."))
    if claim.certified_at is not None and paid_on < claim.certified_at.date():
        message = f"The claim was certified on {claim.certified_at.date()}; it cannot be paid before."
        raise Invalid(FieldProblem("paid_on", "before_certification", message))


async def _charge(session: AsyncSession, claim: Claim, paid_on: date) -> LatePayment:
    assert claim.proper_on is not None
    assert claim.due_on is not None
    terms = await regime_terms(session, claim, claim.proper_on)
    try:
        return late_payment(claim.approved_usd, claim.due_on, paid_on, terms, await interest_rates(session))
    except PaymentClockError as error:
        raise Invalid(FieldProblem("paid_on", error.code, str(error))) from None


def _record_payment(session: AsyncSession, actor: Actor, claim: Claim, payment: Payment) -> None:
    record_event(
        session,
        actor,
        "payments.created",
        payment,
        subject_type="payment",
        permission=Permission.CLAIMS_CONFIRM_PAYMENT,
        label=payment.treasury_reference,
        agency_id=claim.agency_id,
    )
