"""Invariants 9, 10 and 14 of claims (domain brief, section 5), for random lines, decisions and delays."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import strategies as st
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from models.claims import Claim, Expense, Payment
from models.database import Database
from models.enums import ActivityStatus, ClaimKind, ClaimStatus, LateCharge, PaymentRegime, Role
from models.obligations import Obligation
from schemas.claims import ClaimDecide, PaymentConfirm
from schemas.expenses import ExpenseUpdate
from services.claims.commands import reclaim
from services.claims.expenses import remove_expense, update_expense
from services.claims.reviews import decide_claim
from services.clock import FixedClock
from services.errors import IllegalTransition, Invalid
from services.workflows.payments import certify_claim, confirm_payment
from tests.factories.activities import make_activity
from tests.factories.agreements import make_agency, make_instrument, make_obligation
from tests.services.examples import acting, hold_for_all

ZERO = Decimal("0.00")
CENTS = st.integers(1, 300_000).map(lambda cents: Decimal(cents).scaleb(-2))
DUE_ON = date(2026, 6, 15)


@dataclass(frozen=True)
class Line:
    """What is claimed, which share of it the rates allow, and which share of that finance wishes to approve."""

    claimed: Decimal
    allowed: int
    approved: int

    @property
    def allowed_usd(self) -> Decimal:
        return (self.claimed * self.allowed / 100).quantize(Decimal("0.01"))

    @property
    def approved_usd(self) -> Decimal:
        return (self.allowed_usd * self.approved / 100).quantize(Decimal("0.01"))


SHARES = st.sampled_from([0, 33, 100])
LINES = st.lists(st.builds(Line, CENTS, SHARES, st.sampled_from([0, 50, 100, 101])), min_size=1, max_size=4)
REGIMES = st.sampled_from(PaymentRegime)
DAYS_LATE = st.integers(-10, 60)


async def _claim(session: AsyncSession, lines: list[Line], regime: PaymentRegime) -> Claim:
    agency = await make_agency(session, uei="ZQGGHJH74DW7")
    instrument = await make_instrument(session, agency, regime=regime.value)
    obligation = await make_obligation(session, instrument, "50000.00")
    activity = await make_activity(
        session,
        ActivityStatus.COMPLETED,
        agency_id=agency.id,
        instrument_id=instrument.id,
        obligation_id=obligation.id,
        starts_on=date(2026, 5, 4),
        ends_on=date(2026, 5, 8),
    )
    preparer = await acting(session, Role.AGENCY_COORDINATOR, agency_id=agency.id)
    reviewer = await acting(session, Role.PROGRAM_OFFICER)
    claim = Claim(
        reference="CLM-T-0001",
        kind=ClaimKind.INVOICE.value,
        status=ClaimStatus.FINANCE_REVIEW.value,
        activity_id=activity.id,
        agency_id=agency.id,
        instrument_id=instrument.id,
        obligation_id=obligation.id,
        period_starts_on=date(2026, 5, 4),
        period_ends_on=date(2026, 5, 8),
        prepared_by=preparer.id,
        program_reviewed_by=reviewer.id,
        submitted_at=datetime(2026, 5, 12, 15, tzinfo=UTC),
        received_on=date(2026, 5, 12),
        proper_on=date(2026, 5, 12),
        due_on=DUE_ON,
        claimed_usd=sum(line.claimed for line in lines),
    )
    session.add(claim)
    await session.flush()
    session.add_all(
        Expense(
            claim_id=claim.id,
            line_number=number,
            agency_id=agency.id,
            activity_id=activity.id,
            category="other",
            service_on=date(2026, 5, 4),
            description=f"Line {number}",
            amount=line.claimed,
            claimed_usd=line.claimed,
            allowed_usd=line.allowed_usd,
            computation={"outcome": {"disallow_code": "over_max", "explanation": "Beyond the maximum."}},
        )
        for number, line in enumerate(lines, start=1)
    )
    await session.flush()
    return claim


async def _add_up(session: AsyncSession, example: tuple[list[Line], PaymentRegime, int]) -> None:
    lines, regime, days_late = example
    claim = await _claim(session, lines, regime)
    query = select(Expense).where(Expense.claim_id == claim.id).order_by(Expense.line_number)
    expenses = (await session.scalars(query)).all()
    decisions = [
        {
            "expense_id": expense.id,
            "approved_amount": {"amount": str(line.approved_usd)},
            "disallow_code": "not_allowable",
        }
        for expense, line in zip(expenses, lines, strict=True)
    ]
    finance = await acting(session, Role.FINANCE_REVIEWER)
    data = ClaimDecide.model_validate({"lines": decisions})
    clock = FixedClock(datetime(2026, 6, 1, 15, tzinfo=UTC))
    beyond = any(line.approved_usd > line.allowed_usd for line in lines)
    try:
        await decide_claim(session, finance, clock, claim.id, claim.version, data)
        assert not beyond
    except Invalid:
        assert beyond
        assert all(expense.approved_usd is None for expense in expenses)
        return
    await session.flush()
    assert all(expense.approved_usd <= expense.claimed_usd for expense in expenses)
    approved = sum(expense.approved_usd for expense in expenses)
    assert claim.approved_usd == approved <= claim.claimed_usd
    await _corrected(session, claim, approved)
    await _pay(session, claim, approved, regime, days_late)


async def _balances(session: AsyncSession, claim: Claim, paid: Decimal) -> None:
    """Invariant 10: interest is never paid from the obligation, and nothing of it is lost."""
    obligation = await session.get_one(Obligation, claim.obligation_id)
    await session.refresh(obligation)
    assert obligation.paid_usd == paid
    assert obligation.unliquidated_usd >= 0
    parts = obligation.paid_usd + obligation.unliquidated_usd + obligation.deobligated_usd
    assert parts == obligation.obligated_usd


async def _stands(session: AsyncSession, claim: Claim, example: Random) -> None:
    """Invariant 14: neither the program nor the database changes a certified claim."""
    preparer = await acting(session, Role.AGENCY_COORDINATOR, agency_id=claim.agency_id)
    query = select(Expense).where(Expense.claim_id == claim.id)
    line = example.choice((await session.scalars(query)).all())
    with pytest.raises(IllegalTransition):
        await remove_expense(session, preparer, line.id, line.version)
    changed = ExpenseUpdate.model_validate({"description": "Written anew"})
    with pytest.raises(IllegalTransition):
        await update_expense(session, preparer, line.id, line.version, changed)
    statement = example.choice(
        [
            update(Expense).where(Expense.id == line.id).values(approved_usd=0, disallow_code="duplicate"),
            update(Expense).where(Expense.id == line.id).values(description="Written anew"),
            update(Claim).where(Claim.id == claim.id).values(approved_usd=0),
            delete(Expense).where(Expense.id == line.id),
        ]
    )
    with pytest.raises(DBAPIError):
        async with session.begin_nested():
            await session.execute(statement)


async def _corrected(session: AsyncSession, claim: Claim, approved: Decimal) -> None:
    """Invariant 14: what was not paid is claimed in another claim, which cites this one and leaves it as it was."""
    preparer = await acting(session, Role.AGENCY_COORDINATOR, agency_id=claim.agency_id)
    clock = FixedClock(datetime(2026, 6, 1, 16, tzinfo=UTC))
    if claim.approved_usd == claim.claimed_usd:
        with pytest.raises(IllegalTransition):
            await reclaim(session, preparer, clock, claim.id, claim.version)
        return
    child = await session.get_one(Claim, await reclaim(session, preparer, clock, claim.id, claim.version))
    await session.flush()
    await session.refresh(claim)
    assert (child.parent_claim_id, child.status) == (claim.id, ClaimStatus.DRAFT)
    assert (claim.approved_usd, claim.obligation_id) == (approved, child.obligation_id)


async def _pay(
    session: AsyncSession, claim: Claim, approved: Decimal, regime: PaymentRegime, days_late: int
) -> None:
    certifier = await acting(session, Role.CERTIFYING_OFFICER)
    clock = FixedClock(datetime(2026, 6, 2, 15, tzinfo=UTC))
    try:
        await certify_claim(session, certifier, clock, claim.id, claim.version)
    except IllegalTransition:
        assert approved == 0
        await _balances(session, claim, ZERO)
        return
    await session.flush()
    await session.refresh(claim)
    await _stands(session, claim, Random(days_late))
    treasury = await acting(session, Role.SERVICE_CLIENT)
    paid_on = DUE_ON + timedelta(days=days_late)
    data = PaymentConfirm.model_validate({"treasury_reference": "TRS-T-1", "paid_on": paid_on.isoformat()})
    clock = FixedClock(datetime(2026, 9, 1, 15, tzinfo=UTC))
    await confirm_payment(session, treasury, clock, claim.id, claim.version, data)
    await session.flush()
    payment = (await session.scalars(select(Payment).where(Payment.claim_id == claim.id))).one()
    charged = Decimal(payment.interest_usd)
    assert payment.amount_usd == approved
    assert charged >= 0
    assert (charged > 0) <= (days_late > 0 and regime is not PaymentRegime.ASSISTANCE)
    assert (payment.charge != LateCharge.NOTHING) == (charged > 0) or charged == 0
    claim_lines = (await session.scalars(select(Expense).where(Expense.claim_id == claim.id))).all()
    await session.refresh(claim)
    assert sum(line.approved_usd for line in claim_lines if line.paid_on) == payment.amount_usd
    await _balances(session, claim, approved)


async def test_invariants_09_10_and_14_payment_adds_up_balances_and_stands(
    database: Database,
) -> None:
    await hold_for_all(database, st.tuples(LINES, REGIMES, DAYS_LATE), _add_up, count=30)
