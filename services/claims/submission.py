"""Submitting a claim: everything that stands against it at once, and what its rates allow, kept with the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.activities import Activity
from models.claims import Claim, Expense, Receipt
from models.enums import ExpenseCategory, PaymentRegime
from models.mous import Instrument, Mou
from models.officers import Officer
from models.timesheets import TimesheetDay
from schemas.claims import ClaimSubmit
from services.access.permissions import Permission
from services.access.policy import Actor
from services.claims.allowance import filing_warnings, submission_problems
from services.claims.assembly import Trip, line_of
from services.claims.commands import record
from services.claims.computation import compute
from services.claims.duplicates import Duplicate, DuplicateKind, ExpenseFacts, find_duplicates
from services.claims.lifecycle import LIFECYCLE, STANDING
from services.claims.lines import AllowancePolicy, ClaimTerms, Line
from services.claims.payment_clock import invoice_received_on
from services.claims.per_diem import ActualExpense, PerDiemError, PerDiemPolicy
from services.claims.rates import exchange_rate_to_check, rate_book
from services.claims.rules import PER_DIEM, ClaimPolicy, deviates, period_problems, total
from services.claims.targets import regime_terms, set_due, set_target
from services.clock import Clock
from services.errors import FieldProblem, Invalid
from services.money import USD
from services.policies import policy_in_force
from services.records import apply_changes, load_for_change

_REPEATS = {
    DuplicateKind.SAME_EXPENSE: "repeats {}: the same person, day, category and amount. Finance may let it stand",
    DuplicateKind.SAME_RECEIPT: "has the receipt of {}. Finance may let it stand",
    DuplicateKind.SECOND_MIE: "claims M&IE for a day on which {} claims it: one person has one M&IE a day",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a claim is judged on: the day, the places, the terms and the rules in force when its period began."""

    today: date
    country_id: UUID | None
    terms: ClaimTerms
    allowance: AllowancePolicy
    per_diem: PerDiemPolicy
    targets: ClaimPolicy


async def submit_claim(
    session: AsyncSession, actor: Actor, clock: Clock, claim_id: UUID, version: int, data: ClaimSubmit
) -> None:
    """Hand a draft in; see `_submit`."""
    await _submit(session, actor, clock, claim_id, version, data, event="submit")


async def resubmit_claim(
    session: AsyncSession, actor: Actor, clock: Clock, claim_id: UUID, version: int, data: ClaimSubmit
) -> None:
    """Hand a returned claim in again, signed anew: the clock of payment starts over."""
    await _submit(session, actor, clock, claim_id, version, data, event="resubmit")


async def _submit(
    session: AsyncSession,
    actor: Actor,
    clock: Clock,
    claim_id: UUID,
    version: int,
    data: ClaimSubmit,
    *,
    event: str,
) -> None:
    """Compute every line and move the claim to SUBMITTED.

    Raises `IllegalTransition`, and `Invalid` with all problems, each pointing at its line (`expenses/<id>`).
    """
    actor.require(Permission.CLAIMS_PREPARE)
    claim = await load_for_change(session, actor, Claim, claim_id, version=version)
    LIFECYCLE.find(actor, claim.status, event)
    expenses = list(
        await session.scalars(
            select(Expense).where(Expense.claim_id == claim.id).order_by(Expense.line_number)
        )
    )
    instrument = await session.get_one(Instrument, claim.instrument_id)
    activity = await session.get_one(Activity, claim.activity_id)
    ground = await ground_of(session, claim, activity, instrument, clock.today())
    problems = _claim_problems(claim, activity, instrument, expenses)
    problems += await _compute(session, claim, expenses, ground)
    problems += await _duplicates(session, claim, expenses)
    if problems:
        raise Invalid(*problems, detail=f"The claim cannot be submitted: {problems[0].message}")
    received_on = _received_on(clock, ground.targets, PaymentRegime(instrument.regime))
    terms = await regime_terms(session, claim, received_on)
    LIFECYCLE.fire(actor, claim, event)
    apply_changes(
        claim,
        {
            "prepared_by": actor.id,
            "signatory_name": data.signatory_name,
            "submitted_at": clock.now(),
            "received_on": claim.received_on or received_on,
            "proper_on": received_on,
            "returned_on": None,
            "claimed_usd": total(expense.claimed_usd for expense in expenses),
            "allowed_usd": total(expense.allowed_usd or Decimal(0) for expense in expenses),
            "warnings": list(
                filing_warnings(claim.period_starts_on, claim.period_ends_on, ground.today, ground.allowance)
            ),
        },
        actor,
    )
    set_due(claim, terms)
    set_target(claim, ground.targets)
    allowed = {expense.line_number: expense.allowed_usd for expense in expenses}
    record(session, actor, "submitted" if event == "submit" else "resubmitted", claim, lines=allowed)


async def ground_of(
    session: AsyncSession | AsyncConnection, claim: Any, activity: Any, instrument: Any, today: date
) -> Ground:
    """`claim`, `activity`, `instrument`: their rows."""
    on = claim.period_starts_on
    # Terms that an instrument has without a memorandum are its own.
    clauses = await session.scalar(select(Mou.clauses).where(Mou.id == instrument.mou_id))
    approval = claim.actual_expense
    terms = ClaimTerms(
        performance_first=instrument.performance_starts_on,
        performance_last=instrument.performance_ends_on,
        activity_starts_on=activity.starts_on or date.max,
        trip_starts_on=claim.period_starts_on,
        salary_reimbursable=instrument.salary_reimbursable,
        actual_expense=None
        if approval is None
        else ActualExpense(
            date.fromisoformat(approval["approved_on"]),
            Decimal(approval["lodging_percent"]) / 100,
            Decimal(approval["mie_percent"]) / 100,
        ),
        mou_reimburses_salary=clauses is None or bool(clauses.get("salary_reimbursable")),
    )
    return Ground(
        today,
        activity.country_id,
        terms,
        await policy_in_force(session, "allowance", AllowancePolicy, on),
        await policy_in_force(session, "per_diem", PerDiemPolicy, on),
        await policy_in_force(session, "claims", ClaimPolicy, on),
    )


def _claim_problems(
    claim: Claim, activity: Activity, instrument: Instrument, expenses: Sequence[Expense]
) -> list[FieldProblem]:
    problems = period_problems(
        claim.period_starts_on, claim.period_ends_on, activity.starts_on, instrument.performance_ends_on
    )
    if not expenses:
        problems.append(FieldProblem("expenses", "no_lines", "The claim has no lines."))
    for expense in expenses:
        category = ExpenseCategory(expense.category)
        inside = claim.period_starts_on <= expense.service_on <= claim.period_ends_on
        if category in PER_DIEM and not inside:
            message = f"{expense.service_on} lies outside the period of the claim"
            problems.append(_at(expense, "outside_claim_period", message))
        if category is ExpenseCategory.MIE and expense.officer_id is None:
            problems.append(_at(expense, "officer_missing", "say whose meals these were"))
    return problems


async def _compute(
    session: AsyncSession, claim: Claim, expenses: Sequence[Expense], ground: Ground
) -> list[FieldProblem]:
    """Set what each line is allowed and why; answer with what cannot be computed or must not be submitted."""
    book = await rate_book(session, ground.country_id, {e.location for e in expenses if e.location})
    trip = Trip.of(claim.period_starts_on, claim.period_ends_on, expenses)
    by_id = {str(expense.id): expense for expense in expenses}
    lines: list[Line] = []
    problems: list[FieldProblem] = []
    for expense in expenses:
        try:
            line = line_of(expense, trip, book, ground.per_diem)
            allowance, stored = compute(line, ground.terms, ground.allowance, ground.per_diem)
        except PerDiemError as error:
            problems.append(_at(expense, error.code, str(error)))
            continue
        lines.append(line)
        stored["warnings"] = await _remarks(session, expense, ground)
        expense.allowed_usd, expense.computation = allowance.allowed, stored
    hours_of = await _hours_of_sheets(session, claim)
    for problem in submission_problems(lines, ground.terms, ground.allowance, ground.today, hours_of):
        at_fault = by_id.get(problem.line_id or "")
        if at_fault is None:
            problems.append(FieldProblem("period", problem.code, problem.message))
        else:
            problems.append(_at(at_fault, problem.code, problem.message))
    return problems


async def _hours_of_sheets(session: AsyncSession, claim: Claim) -> dict[str, dict[date, Decimal]]:
    """What each day of a timesheet puts into its line of salary and its line of overtime, by line."""
    rows = await session.execute(
        select(
            Expense.id, Expense.category, TimesheetDay.worked_on, TimesheetDay.regular, TimesheetDay.overtime
        )
        .join(TimesheetDay, TimesheetDay.timesheet_id == Expense.timesheet_id)
        .where(Expense.claim_id == claim.id)
    )
    found: dict[str, dict[date, Decimal]] = {}
    for expense_id, category, day, regular, overtime in rows:
        found.setdefault(str(expense_id), {})[day] = (
            overtime if category == ExpenseCategory.OVERTIME else regular
        )
    return found


async def _remarks(session: AsyncSession, expense: Expense, ground: Ground) -> list[str]:
    """What reviewers should look at: an exchange rate far from the published one."""
    if expense.currency == USD or expense.fx_rate is None or expense.fx_source == "rate_table":
        return []
    published = await exchange_rate_to_check(
        session, expense.currency, expense.service_on, ground.targets.exchange_rate_oldest_days
    )
    limit = ground.targets.exchange_rate_deviation
    if published is None or not deviates(expense.fx_rate, published, limit):
        return []
    return [
        f"The exchange rate {expense.fx_rate.normalize():f} differs by more than {limit:.0%} from the published "
        f"{published.normalize():f}."
    ]


async def _duplicates(session: AsyncSession, claim: Claim, expenses: Sequence[Expense]) -> list[FieldProblem]:
    """Lines that repeat one of a claim that stands, or each other (domain brief, 4.9).

    The officers' rows are locked first, so that two claims for one person's day cannot pass each other by.
    """
    officers = {expense.officer_id for expense in expenses if expense.officer_id}
    if officers:
        await session.execute(
            select(Officer.id)
            .where(Officer.id.in_(officers))
            .order_by(Officer.id)
            .with_for_update(key_share=True)
        )
    receipts = {expense.receipt_id for expense in expenses if expense.receipt_id}
    found = select(Receipt.id, Receipt.sha256).where(Receipt.id.in_(receipts))
    hashes: dict[UUID, bytes] = dict((await session.execute(found)).all()) if receipts else {}
    mine = [_facts(e, hashes.get(e.receipt_id) if e.receipt_id else None) for e in expenses]
    earlier, names = await _earlier(session, claim, expenses, set(hashes.values()))
    names |= {str(expense.id): f"line {expense.line_number}" for expense in expenses}
    by_id = {str(expense.id): expense for expense in expenses}
    return [
        _at(by_id[found.expense_id], found.kind.value, _REPEATS[found.kind].format(names[found.repeats_id]))
        for found in find_duplicates(mine, earlier)
        if not _overridden(found, by_id[found.expense_id])
    ]


async def _earlier(
    session: AsyncSession, claim: Claim, expenses: Sequence[Expense], hashes: set[bytes]
) -> tuple[list[ExpenseFacts], dict[str, str]]:
    """Expenses of other claims that stand, on the same days for the same people or with the same receipts."""
    officers = {expense.officer_id for expense in expenses if expense.officer_id}
    days = {expense.service_on for expense in expenses}
    rows = await session.execute(
        select(Expense, Receipt.sha256, Claim.reference)
        .join(Claim, Claim.id == Expense.claim_id)
        .outerjoin(Receipt, Receipt.id == Expense.receipt_id)
        .where(
            or_(
                Expense.officer_id.in_(officers) & Expense.service_on.in_(days),
                Expense.receipt_id.in_(select(Receipt.id).where(Receipt.sha256.in_(hashes))),
            ),
            Claim.id != claim.id,
            Claim.status.in_(STANDING),
            # What was disallowed whole may be claimed again with better evidence.
            or_(Expense.approved_usd.is_(None), Expense.approved_usd > 0),
        )
    )
    facts, names = [], {}
    for expense, sha256, reference in rows:
        facts.append(_facts(expense, sha256))
        names[str(expense.id)] = f"{reference} line {expense.line_number}"
    return facts, names


def _overridden(found: Duplicate, expense: Expense) -> bool:
    return found.kind is not DuplicateKind.SECOND_MIE and expense.duplicate_override_reason is not None


def _facts(expense: Expense, sha256: bytes | None) -> ExpenseFacts:
    return ExpenseFacts(
        expense_id=str(expense.id),
        officer_id=str(expense.officer_id) if expense.officer_id else None,
        service_on=expense.service_on,
        category=ExpenseCategory(expense.category),
        amount=expense.amount,
        currency=expense.currency,
        receipt_hash=sha256.hex() if sha256 else None,
    )


def _received_on(clock: Clock, policy: ClaimPolicy, regime: PaymentRegime) -> date:
    """The day that counts as received: for invoices by the office's hours, otherwise the office's calendar day."""
    office = ZoneInfo(policy.office_zone)
    if regime is PaymentRegime.VENDOR_INVOICE:
        return invoice_received_on(clock.now(), office, policy.office_closes_at)
    return clock.now().astimezone(office).date()


def _at(expense: Expense, code: str, message: str) -> FieldProblem:
    return FieldProblem(f"expenses/{expense.id}", code, f"Line {expense.line_number}: {message.rstrip('.')}.")
