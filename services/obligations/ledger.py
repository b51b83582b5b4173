"""The obligations' double-entry ledger: every movement of money is one entry whose postings sum to zero.

The database keeps the running sums and refuses an entry out of balance; here the row is locked and the rules of
`balance.py` are asked first, so that a refusal says what to do. Payments are posted without interest or late fees:
those are paid beside the obligation, never from it (invariant 10).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.claims import Claim, Payment
from models.enums import LedgerAccount, LedgerEntryKind, ObligationStatus
from models.mous import Instrument
from models.obligations import LedgerEntry, LedgerPosting, Obligation
from services.access.permissions import Permission
from services.access.policy import Actor
from services.calendar import fiscal_year
from services.errors import Conflict, NotFound
from services.events import record_event
from services.obligations.balance import (
    Balance,
    FundTerms,
    Refusal,
    may_deobligate,
    may_obligate,
    may_pay,
)

#: From which account to which each kind of entry moves money.
FLOWS = {
    LedgerEntryKind.OBLIGATE: (LedgerAccount.APPROPRIATION, LedgerAccount.UNLIQUIDATED),
    LedgerEntryKind.ADJUST: (LedgerAccount.APPROPRIATION, LedgerAccount.UNLIQUIDATED),
    LedgerEntryKind.PAY: (LedgerAccount.UNLIQUIDATED, LedgerAccount.DISBURSED),
    LedgerEntryKind.DEOBLIGATE: (LedgerAccount.UNLIQUIDATED, LedgerAccount.DEOBLIGATED),
}
_VERBS = {
    LedgerEntryKind.OBLIGATE: "obligated",
    LedgerEntryKind.ADJUST: "adjusted",
    LedgerEntryKind.PAY: "paid",
    LedgerEntryKind.DEOBLIGATE: "deobligated",
}
#: The largest running sum that the columns hold.
LARGEST_SUM = Decimal("999999999999.99")


@dataclass(frozen=True, slots=True)
class Movement:
    """One entry to be: `amount` in US dollars, negative only for an adjustment downwards."""

    kind: LedgerEntryKind
    amount: Decimal
    reason: str | None = None
    payment_id: UUID | None = None


async def post_obligation(
    session: AsyncSession, obligation: Obligation, amount_usd: Decimal, actor: Actor, day: date
) -> None:
    """The first entry of a new, flushed obligation. Raises `Conflict` beyond the ceiling or without a fund."""
    await _require_obligable(session, obligation, amount_usd, day)
    await _post(session, obligation, Movement(LedgerEntryKind.OBLIGATE, amount_usd), actor)


async def post_adjustment(
    session: AsyncSession, obligation: Obligation, amount_usd: Decimal, reason: str, actor: Actor, day: date
) -> None:
    """Raise or (negative) lower a locked obligation. Raises `Conflict`; see `may_obligate`."""
    await _require_obligable(session, obligation, amount_usd, day)
    await _post(session, obligation, Movement(LedgerEntryKind.ADJUST, amount_usd, reason), actor)


async def post_deobligation(
    session: AsyncSession, obligation: Obligation, amount_usd: Decimal, reason: str, actor: Actor, day: date
) -> None:
    """Release part of what is left of a locked obligation. Raises `Conflict`; see `may_deobligate`."""
    refusal = may_deobligate(amount_usd, balance_of(obligation), fund_of(obligation), day)
    _refuse(refusal, obligation, amount_usd)
    await _post(session, obligation, Movement(LedgerEntryKind.DEOBLIGATE, amount_usd, reason), actor)


async def post_payment(
    session: AsyncSession, obligation_id: UUID, amount_usd: Decimal, payment_id: UUID, actor: Actor
) -> Obligation:
    """Take a payment (without interest or fees) from an obligation, which is locked until the transaction ends.

    The day is the payment's. The debt counts as arisen on the first day of the claim's period: expired funds pay
    for work begun while they were available (31 USC 1553). Answers with the obligation as it now stands. Raises
    `NotFound`, and `Conflict` when the money does not cover it or the state of the fund forbids it.
    """
    dates = (
        await session.execute(
            select(Payment.paid_on, Claim.period_starts_on)
            .join(Claim, Claim.id == Payment.claim_id)
            .where(Payment.id == payment_id, Payment.obligation_id == obligation_id)
        )
    ).one_or_none()
    obligation = await lock_obligation(session, obligation_id)
    if dates is None or obligation is None:
        raise NotFound
    paid_on, debt_arose_on = dates
    balance, fund = balance_of(obligation), fund_of(obligation)
    refusal = may_pay(amount_usd, balance, fund, paid_on, debt_arose_on=debt_arose_on)
    if obligation.status == ObligationStatus.CANCELLED:
        refusal = Refusal.FUNDS_CANCELLED
    _refuse(refusal, obligation, amount_usd, field=None)
    await _post(session, obligation, Movement(LedgerEntryKind.PAY, amount_usd, None, payment_id), actor)
    return obligation


async def lock_obligation(session: AsyncSession, obligation_id: UUID) -> Obligation | None:
    """The row as it now stands, locked against every other movement of its money.

    The lock leaves foreign keys alone: a payment that points to the obligation was written before, perhaps by
    several transactions at once, and a stronger lock would have them wait for each other for ever.
    """
    statement = (
        select(Obligation)
        .where(Obligation.id == obligation_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return await session.scalar(statement)


def balance_of(obligation: Obligation) -> Balance:
    """The running sums as rules take them."""
    return Balance(obligation.obligated_usd, obligation.paid_usd, obligation.deobligated_usd)


def fund_of(obligation: Obligation) -> FundTerms:
    """The fund's dates as rules take them."""
    years = fiscal_year(obligation.cancels_on) - fiscal_year(obligation.available_to)
    return FundTerms(obligation.available_from, obligation.available_to, years)


async def net_of_instrument(session: AsyncSession, instrument_id: UUID) -> Decimal:
    """What all obligations under an instrument have set aside, releases taken off."""
    total = func.sum(Obligation.obligated_usd - Obligation.deobligated_usd)
    statement = select(func.coalesce(total, Decimal(0))).where(Obligation.instrument_id == instrument_id)
    return Decimal((await session.execute(statement)).scalar_one())


async def _require_obligable(
    session: AsyncSession, obligation: Obligation, amount: Decimal, day: date
) -> None:
    """The ceiling binds all obligations of an instrument together, so they take turns at the instrument's row."""
    instrument = await session.scalar(
        select(Instrument).where(Instrument.id == obligation.instrument_id).with_for_update(key_share=True)
    )
    if instrument is None:
        raise NotFound
    balance = balance_of(obligation)
    others = await net_of_instrument(session, instrument.id) - (balance.obligated - balance.deobligated)
    refusal = may_obligate(amount, balance, instrument.ceiling_usd - others, fund_of(obligation), day)
    if refusal is None and balance.obligated + amount > LARGEST_SUM:
        refusal = Refusal.OVER_CEILING
    _refuse(refusal, obligation, amount)


async def _post(session: AsyncSession, obligation: Obligation, movement: Movement, actor: Actor) -> None:
    """Write the entry, both postings and the event; then read back the sums that the database keeps."""
    source, target = FLOWS[movement.kind]
    pays = movement.kind is LedgerEntryKind.PAY
    permission = Permission.CLAIMS_CONFIRM_PAYMENT if pays else Permission.OBLIGATIONS_MANAGE
    before = balance_of(obligation)
    entry = LedgerEntry(
        obligation_id=obligation.id,
        kind=movement.kind.value,
        payment_id=movement.payment_id,
        reason=movement.reason,
        created_by=actor.id,
        updated_by=actor.id,
    )
    session.add(entry)
    # A new version, though the sums are the trigger's: whoever has read the old balance must read again.
    obligation.version += 1
    obligation.updated_by = actor.id
    await session.flush()
    session.add_all(
        LedgerPosting(entry_id=entry.id, obligation_id=obligation.id, account=account.value, amount_usd=value)
        for account, value in ((source, -movement.amount), (target, movement.amount))
    )
    await session.flush()
    await session.refresh(obligation)
    record_event(
        session,
        actor,
        f"obligations.{_VERBS[movement.kind]}",
        obligation,
        subject_type="obligation",
        permission=permission,
        label=obligation.document_number,
        reason=movement.reason,
        before=_sums(before),
        after={
            **_sums(balance_of(obligation)),
            "amount_usd": str(movement.amount),
            "entry_id": str(entry.id),
        },
    )


def _sums(balance: Balance) -> dict[str, str]:
    return {
        "obligated_usd": str(balance.obligated),
        "paid_usd": str(balance.paid),
        "deobligated_usd": str(balance.deobligated),
    }


def _refuse(
    refusal: Refusal | None, obligation: Obligation, amount: Decimal, *, field: str | None = "amount"
) -> None:
    """Raises `Conflict` saying why the money cannot move."""
    if refusal is None:
        return
    left = f"{obligation.unliquidated_usd:,.2f}"
    message = {
        Refusal.NOT_POSITIVE: "The amount must be more than zero; only an adjustment can be negative.",
        Refusal.OVER_BALANCE: f"{amount:,.2f} USD is more than the {left} USD left of the obligation.",
        Refusal.BELOW_SPENT: f"Only {left} USD is left: the rest has been paid or released.",
        Refusal.OVER_CEILING: f"{amount:,.2f} USD more would exceed the ceiling of the instrument.",
        Refusal.NOT_YET_AVAILABLE: f"The fund is available from {obligation.available_from}.",
        Refusal.FUNDS_EXPIRED: f"The fund was available to {obligation.available_to}; new money needs another fund.",
        Refusal.FUNDS_CANCELLED: f"The fund was cancelled on {obligation.cancels_on}; nothing can move any more.",
        Refusal.DEBT_AFTER_AVAILABILITY: (
            f"The fund was available to {obligation.available_to} and pays only for work begun by then."
        ),
    }[refusal]
    raise Conflict(message, code=refusal.value, field=field)
