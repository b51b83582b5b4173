"""Adding, changing and removing the lines of a claim that is a draft or was returned."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.activities import Activity
from models.claims import Claim, Expense
from models.enums import FxSource
from schemas.base import MoneyInput, Reason
from schemas.expenses import ExpenseAmount, ExpenseCreate, ExpenseUpdate
from services.access.permissions import Permission
from services.access.policy import Actor
from services.access.visibility import visible
from services.claims import entry
from services.claims.commands import payee, require_editable
from services.claims.rates import exchange_rate_on
from services.claims.receipts import require_receipt_of
from services.claims.rules import (
    ClaimPolicy,
    exchange_problems,
    form_problems,
    in_usd,
    read_amount,
)
from services.errors import Conflict, DomainError, FieldProblem, Invalid, NotFound, StaleVersion
from services.events import record_event
from services.money import USD
from services.policies import policy_in_force
from services.records import apply_changes, created, load_for_change, touch

#: What makes two expenses the same; a change of it ends an override of the duplicate check.
_IDENTIFYING = frozenset({"officer_id", "service_on", "category", "amount", "currency", "receipt_id"})
_COPIED = (
    "category",
    "service_on",
    "service_ends_on",
    "description",
    "fx_rate",
    "fx_source",
    "quantity",
    "unit_rate",
    "location",
    "travel_day",
    "meals_furnished",
    "receipt_id",
    "receipt_attached",
    "prior_approval",
)


async def add_expense(session: AsyncSession, actor: Actor, data: ExpenseCreate) -> UUID:
    """The next line of a claim.

    Raises `Invalid` for an unknown claim or officer, an amount that its currency does not have, and facts that a
    line of this category lacks or does not take; `IllegalTransition` for a claim that can no longer be changed.
    """
    actor.require(Permission.CLAIMS_PREPARE)
    values = await line_columns(
        session, {name: getattr(data, name) for name in _COPIED}, data.amount, data.tax
    )
    claim = await entry.open_claim(session, actor, data.claim_id, values["claimed_usd"])
    if claim is None:
        raise await _closed(session, actor, data.claim_id)
    if data.receipt_id is not None:
        await require_receipt_of(session, claim.id, data.receipt_id)
        values["receipt_attached"] = True
    values["officer_id"] = claim.officer_id
    if data.officer_id not in (None, claim.officer_id):
        values["officer_id"] = await payee(session, actor, claim.agency_id, data.officer_id)
    return await entry.write_line(session, actor, claim, values)


async def _closed(session: AsyncSession, actor: Actor, claim_id: UUID) -> DomainError:
    """Why a claim takes no line: unknown to the actor, or no longer open."""
    try:
        claim = await load_for_change(session, actor, Claim, claim_id, version=None)
    except NotFound:
        return Invalid(FieldProblem("claim_id", "unknown", "There is no such claim."))
    require_editable(actor, claim)
    return StaleVersion(claim.version)


async def update_expense(
    session: AsyncSession, actor: Actor, expense_id: UUID, version: int, data: ExpenseUpdate
) -> None:
    """Change a line; what follows from the changed facts is checked anew. Raises as `add_expense`."""
    actor.require(Permission.CLAIMS_PREPARE)
    claim, expense = await _load(session, actor, expense_id, version)
    given = data.model_fields_set
    if given - {"receipt_id", "receipt_attached"}:
        _require_by_hand(expense)
    facts = {name: getattr(data if name in given else expense, name) for name in _COPIED}
    if facts["fx_source"] == FxSource.RATE_TABLE and "fx_rate" not in given:
        facts["fx_rate"] = None
    if "receipt_id" in given:
        await _receipt(session, claim, expense, data, facts)
    changes = await line_columns(
        session,
        facts,
        data.amount if "amount" in given else _amount_of(expense),
        data.tax if "tax" in given else _tax_of(expense),
    )
    if "officer_id" in given:
        changes["officer_id"] = await payee(session, actor, claim.agency_id, data.officer_id)
    change_line(session, actor, claim, expense, changes)


async def _receipt(
    session: AsyncSession, claim: Claim, expense: Expense, data: ExpenseUpdate, facts: dict[str, Any]
) -> None:
    """An uploaded receipt makes the line one with a receipt; taken off, the line has none unless the caller says so."""
    if data.receipt_id is not None:
        await require_receipt_of(session, claim.id, data.receipt_id)
        facts["receipt_attached"] = True
    elif expense.receipt_id is not None and "receipt_attached" not in data.model_fields_set:
        facts["receipt_attached"] = False


async def remove_expense(session: AsyncSession, actor: Actor, expense_id: UUID, version: int) -> None:
    """Take a line out of a claim. The event keeps what it said."""
    actor.require(Permission.CLAIMS_PREPARE)
    claim, expense = await _load(session, actor, expense_id, version)
    _require_by_hand(expense)
    await remove_line(session, actor, claim, expense)


def _require_by_hand(expense: Expense) -> None:
    """Raises `Conflict` for a line that follows a timesheet: it would no longer say what the sheet says."""
    if expense.timesheet_id is not None:
        raise Conflict(
            f"Line {expense.line_number} follows a timesheet: change the hours or rates there.",
            code="line_of_timesheet",
        )


def change_line(
    session: AsyncSession, actor: Actor, claim: Claim, expense: Expense, changes: dict[str, Any]
) -> None:
    """Set the columns of a line whose claim is locked and open, and forget what was said about the old ones."""
    if any(name in changes and changes[name] != getattr(expense, name) for name in _IDENTIFYING):
        changes |= {"duplicate_override_reason": None, "duplicate_override_by": None}
    # Computed amounts belong to what was submitted.
    changes |= {"allowed_usd": None, "computation": None}
    _touch(claim, actor, changes.get("claimed_usd", expense.claimed_usd) - expense.claimed_usd)
    apply_changes(expense, changes, actor)
    _record(session, actor, "updated", expense, claim)


async def remove_line(session: AsyncSession, actor: Actor, claim: Claim, expense: Expense) -> None:
    """Take a line out of a claim that is locked and open. The event keeps what it said."""
    _touch(claim, actor, -expense.claimed_usd)
    gone = {
        name: getattr(expense, name)
        for name in (
            "claim_id",
            "line_number",
            "category",
            "service_on",
            "description",
            "amount",
            "currency",
        )
    }
    before = {name: str(value) for name, value in gone.items()}
    _record(session, actor, "removed", expense, claim, before=before, after={})
    await session.delete(expense)


async def append_line(session: AsyncSession, actor: Actor, claim: Claim, values: dict[str, Any]) -> None:
    """The next line of a claim that is locked and open. `entry` does the same for single lines, and faster."""
    last = await session.scalar(select(func.max(Expense.line_number)).where(Expense.claim_id == claim.id))
    country_id = await session.scalar(select(Activity.country_id).where(Activity.id == claim.activity_id))
    expense = Expense(
        claim_id=claim.id,
        agency_id=claim.agency_id,
        activity_id=claim.activity_id,
        country_id=country_id,
        line_number=(last or 0) + 1,
        **values,
    )
    session.add(created(expense, actor))
    _touch(claim, actor, expense.claimed_usd)
    _record(session, actor, "created", expense, claim)
    await session.flush()


async def override_duplicate(
    session: AsyncSession, actor: Actor, expense_id: UUID, version: int, data: Reason
) -> None:
    """Finance lets a line stand that repeats another one. A second M&IE for a day is refused all the same."""
    actor.require(Permission.CLAIMS_FINANCE_REVIEW)
    claim, expense = await _load(session, actor, expense_id, version)
    expense.duplicate_override_reason, expense.duplicate_override_by = data.reason, actor.id
    _record(session, actor, "duplicate_overridden", expense, claim, reason=data.reason)


async def _load(session: AsyncSession, actor: Actor, expense_id: UUID, version: int) -> tuple[Claim, Expense]:
    """The line and, locked before it as everywhere, its claim."""
    seen = visible(actor, Expense)
    claim_id = await session.scalar(
        select(Expense.claim_id).where(Expense.id == expense_id, seen.clause), dict(seen.parameters)
    )
    if claim_id is None:
        raise NotFound
    claim = await load_for_change(session, actor, Claim, claim_id, version=None)
    expense = await load_for_change(session, actor, Expense, expense_id, version=version)
    require_editable(actor, claim)
    return claim, expense


async def line_columns(
    session: AsyncSession, facts: dict[str, Any], amount: ExpenseAmount, tax: MoneyInput | None
) -> dict[str, Any]:
    """The columns that a line's facts come to. Raises `Invalid` with everything that is wrong."""
    values = dict(facts) | {"currency": amount.currency}
    value, problems = read_amount(amount.amount, amount.currency, "amount")
    values["tax_usd"], tax_problems = _tax(tax, amount.currency)
    problems += tax_problems + form_problems(values) + exchange_problems(values)
    if problems:
        raise Invalid(*problems)
    assert value is not None
    if values["fx_rate"] is None and amount.currency != USD:
        values["fx_rate"] = await _published_rate(session, values)
    usd = in_usd(value, values["fx_rate"])
    if usd is None:
        message = "In US dollars this comes to nothing, or to more than can be recorded."
        raise Invalid(FieldProblem("amount/amount", "amount_out_of_range", message))
    if values["tax_usd"] is not None and values["tax_usd"] >= usd:
        raise Invalid(FieldProblem("tax/amount", "tax_over_amount", "The tax is part of the amount."))
    return values | {"amount": value, "claimed_usd": usd}


def _tax(tax: MoneyInput | None, currency: str) -> tuple[Decimal | None, list[FieldProblem]]:
    if tax is None:
        return None, []
    if tax.currency != USD or currency != USD:
        message = "Tax is stated apart only for US localities, in USD; foreign maxima include it."
        return None, [FieldProblem("tax/currency", "not_for_currency", message)]
    return read_amount(str(tax.amount), USD, "tax")


async def _published_rate(session: AsyncSession, values: dict[str, Any]) -> Decimal:
    policy = await policy_in_force(session, "claims", ClaimPolicy, values["service_on"])
    currency, day = values["currency"], values["service_on"]
    rate = await exchange_rate_on(session, currency, day, policy.exchange_rate_oldest_days)
    if rate is None:
        message = f"The rate table has no rate for {currency} on {day}."
        raise Invalid(FieldProblem("fx_rate", "rate_missing", message))
    return rate


def _touch(claim: Claim, actor: Actor, difference: Decimal) -> None:
    """A changed line makes a new version of its claim: whoever signs has read the lines as they stand."""
    apply_changes(claim, {"claimed_usd": claim.claimed_usd + difference}, actor)
    touch(claim, actor)


def _amount_of(expense: Expense) -> ExpenseAmount:
    return ExpenseAmount(amount=str(expense.amount), currency=expense.currency)


def _tax_of(expense: Expense) -> MoneyInput | None:
    return None if expense.tax_usd is None else MoneyInput(amount=expense.tax_usd)


def _record(
    session: AsyncSession, actor: Actor, verb: str, expense: Expense, claim: Claim, **extra: Any
) -> None:
    finance = verb == "duplicate_overridden"
    record_event(
        session,
        actor,
        f"expenses.{verb}",
        expense,
        subject_type="expense",
        permission=Permission.CLAIMS_FINANCE_REVIEW if finance else Permission.CLAIMS_PREPARE,
        label=f"{claim.reference} line {expense.line_number}",
        agency_id=claim.agency_id,
        withhold=("computation",),
        **extra,
    )
