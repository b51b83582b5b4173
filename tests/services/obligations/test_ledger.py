"""The ledger under concurrency: whatever happens at once, the sums are exact and nothing falls below zero."""

import asyncio
import random
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from models.claims import Claim, Payment
from models.database import Database
from models.enums import ClaimKind, LedgerAccount, LedgerEntryKind, ObligationStatus, Role
from models.events import Event
from models.obligations import LedgerEntry, LedgerPosting, Obligation
from services.access.policy import SYSTEM
from services.errors import Conflict, NotFound
from services.obligations.ledger import post_payment
from tests.factories.activities import make_activity
from tests.factories.agreements import make_agency, make_instrument, make_obligation
from tests.factories.users import make_user

PAID_ON, WORKED_FROM, WORKED_TO = date(2026, 7, 1), date(2026, 6, 1), date(2026, 6, 12)


@pytest.fixture
async def obligation(database: Database) -> Obligation:
    """50,000.00 of fiscal year 2026."""
    async with database.transaction() as session:
        return await make_obligation(session, await make_instrument(session, await make_agency(session)))


async def _claims(
    database: Database, obligation: Obligation, count: int, worked_from: date = WORKED_FROM
) -> list[UUID]:
    async with database.transaction() as session:
        agency = await make_agency(session)
        activity = await make_activity(session, agency_id=agency.id, funded=False)
        preparer = await make_user(session, Role.AGENCY_COORDINATOR, agency_id=agency.id)
        claims = [
            Claim(
                reference=f"CLM-T-{number:04d}",
                kind=ClaimKind.INVOICE.value,
                activity_id=activity.id,
                agency_id=agency.id,
                instrument_id=obligation.instrument_id,
                obligation_id=obligation.id,
                period_starts_on=worked_from,
                period_ends_on=max(worked_from, WORKED_TO),
                prepared_by=preparer.id,
            )
            for number in range(count)
        ]
        session.add_all(claims)
        return [claim.id for claim in claims]


async def _pay(
    session: AsyncSession, obligation: Obligation, claim_id: UUID, amount: Decimal, paid_on: date = PAID_ON
) -> Obligation:
    """As the payment workflow does: the payment is written first and points to the obligation."""
    payment = Payment(
        claim_id=claim_id,
        obligation_id=obligation.id,
        amount_usd=amount,
        treasury_reference=f"T-{claim_id}",
        paid_on=paid_on,
    )
    session.add(payment)
    return await post_payment(session, obligation.id, amount, payment.id, SYSTEM)


async def _sums(database: Database, obligation: Obligation) -> tuple[Decimal, Decimal, Decimal]:
    """Obligated, paid and left, as the row says."""
    async with database.read() as connection:
        row = await connection.execute(
            select(Obligation.obligated_usd, Obligation.paid_usd, Obligation.unliquidated_usd).where(
                Obligation.id == obligation.id
            )
        )
    obligated, paid, left = row.one()
    return obligated, paid, left


async def _posted(database: Database, obligation: Obligation, account: LedgerAccount) -> Decimal:
    async with database.read() as connection:
        total = await connection.scalar(
            select(func.sum(LedgerPosting.amount_usd)).where(
                LedgerPosting.obligation_id == obligation.id, LedgerPosting.account == account.value
            )
        )
    return total or Decimal(0)


@pytest.mark.parametrize("seed", range(3))
async def test_invariant_10_fifty_payments_at_once_leave_exactly_what_was_not_paid(
    database: Database, obligation: Obligation, seed: int
) -> None:
    """Together they want more than there is: some are refused, and what is paid is what was accepted."""
    chance = random.Random(seed)
    amounts = [Decimal(chance.randint(1, 300_000)) / 100 for _ in range(50)]
    amounts[0] = Decimal("50000.00") - sum(amounts[1:25], Decimal(0))
    claims = await _claims(database, obligation, len(amounts))
    refusals: set[str] = set()

    async def pay(claim_id: UUID, amount: Decimal) -> Decimal:
        try:
            async with database.transaction() as session:
                after = await _pay(session, obligation, claim_id, amount)
        except Conflict as refused:
            refusals.add(refused.conflict_code)
            return Decimal(0)
        assert after.unliquidated_usd >= 0
        return amount

    order = list(zip(claims, amounts, strict=True))
    chance.shuffle(order)
    paid = sum(await asyncio.gather(*(pay(*one) for one in order)), Decimal(0))
    assert await _sums(database, obligation) == (Decimal("50000.00"), paid, Decimal("50000.00") - paid)
    assert await _posted(database, obligation, LedgerAccount.DISBURSED) == paid
    assert await _posted(database, obligation, LedgerAccount.UNLIQUIDATED) == Decimal("50000.00") - paid
    assert Decimal(0) < paid <= Decimal("50000.00")
    assert refusals == {"over_balance"}
    async with database.read() as connection:
        written = await connection.scalar(select(func.count()).select_from(Payment))
        entries = await connection.scalar(
            select(func.count()).where(LedgerEntry.kind == LedgerEntryKind.PAY.value)
        )
        events = await connection.scalar(select(func.count()).where(Event.action == "obligations.paid"))
    assert written == entries == events


async def test_fifty_payments_that_fit_all_go_through(database: Database, obligation: Obligation) -> None:
    claims = await _claims(database, obligation, 50)

    async def pay(claim_id: UUID) -> None:
        async with database.transaction() as session:
            await _pay(session, obligation, claim_id, Decimal("1000.00"))

    await asyncio.gather(*map(pay, claims))
    assert await _sums(database, obligation) == (Decimal("50000.00"), Decimal("50000.00"), Decimal("0.00"))


async def test_a_payment_that_is_undone_leaves_no_trace(database: Database, obligation: Obligation) -> None:
    (claim_id,) = await _claims(database, obligation, 1)

    async def pay_and_fail() -> None:
        async with database.transaction() as session:
            await _pay(session, obligation, claim_id, Decimal("100.00"))
            raise RuntimeError("a later step of the workflow fails")

    with pytest.raises(RuntimeError, match="later step"):
        await pay_and_fail()
    assert await _sums(database, obligation) == (Decimal("50000.00"), Decimal(0), Decimal("50000.00"))


@pytest.mark.parametrize(
    ("amount", "worked_from", "paid_on", "code"),
    [
        ("50000.01", WORKED_FROM, PAID_ON, "over_balance"),
        ("100.00", WORKED_FROM, date(2025, 9, 30), "not_yet_available"),
        ("100.00", date(2026, 10, 1), date(2026, 10, 20), "debt_after_availability"),
        ("100.00", WORKED_FROM, date(2031, 9, 30), "funds_cancelled"),
    ],
)
async def test_payments_that_the_state_of_the_fund_forbids(
    database: Database, obligation: Obligation, amount: str, worked_from: date, paid_on: date, code: str
) -> None:
    (claim_id,) = await _claims(database, obligation, 1, worked_from)
    with pytest.raises(Conflict) as refused:
        async with database.transaction() as session:
            await _pay(session, obligation, claim_id, Decimal(amount), paid_on)
    assert refused.value.conflict_code == code
    assert (await _sums(database, obligation))[1] == 0


async def test_expired_funds_pay_debts_of_their_own_time(database: Database, obligation: Obligation) -> None:
    (claim_id,) = await _claims(database, obligation, 1)
    async with database.transaction() as session:
        after = await _pay(session, obligation, claim_id, Decimal("100.00"), date(2027, 2, 1))
    assert after.paid_usd == Decimal("100.00")


async def test_a_payment_belongs_to_its_obligation(database: Database, obligation: Obligation) -> None:
    async with database.transaction() as session:
        with pytest.raises(NotFound):
            await post_payment(session, obligation.id, Decimal("1.00"), uuid4(), SYSTEM)


async def test_a_row_cancelled_by_the_clock_pays_nothing(database: Database, obligation: Obligation) -> None:
    """Also when the date of the payment lies before: the state is what counts."""
    (claim_id,) = await _claims(database, obligation, 1)
    async with database.transaction() as session:
        await session.execute(
            text("UPDATE obligations SET status = :status"), {"status": ObligationStatus.CANCELLED.value}
        )
    with pytest.raises(Conflict) as refused:
        async with database.transaction() as session:
            await _pay(session, obligation, claim_id, Decimal("1.00"))
    assert refused.value.conflict_code == "funds_cancelled"


async def test_the_database_refuses_an_entry_out_of_balance(
    database: Database, obligation: Obligation
) -> None:
    async def post_one_side() -> None:
        async with database.transaction() as session:
            entry = LedgerEntry(obligation_id=obligation.id, kind=LedgerEntryKind.ADJUST.value)
            session.add(entry)
            await session.flush()
            side = {"account": LedgerAccount.UNLIQUIDATED.value, "amount_usd": Decimal("1.00")}
            session.add(LedgerPosting(entry_id=entry.id, obligation_id=obligation.id, **side))

    with pytest.raises(DBAPIError, match="out of balance"):
        await post_one_side()


async def test_the_ledger_cannot_be_rewritten(database: Database, obligation: Obligation) -> None:
    for statement in ("DELETE FROM ledger_postings", "UPDATE ledger_postings SET amount_usd = 1"):
        with pytest.raises(DBAPIError):
            async with database.transaction() as session:
                await session.execute(text(statement))
