"""Expenses: lines of claims that are open."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from models.claims import Claim, Expense
from models.enums import ExpenseCategory
from schemas.expenses import ExpenseAmount, ExpenseUpdate
from services.access.permissions import Permission
from services.claims.expenses import update_expense
from services.claims.rules import form_problems, in_usd
from services.errors import DomainError
from services.imports.fields import Field, Plan, Row, word
from services.imports.kinds.base import Kind, Work, add_problems, among, compare, known_by_key
from services.imports.kinds.expense_lines import NewLine, add_lines, claims_where
from services.money import USD

_COMPARED = ("category", "service_on", "description", "amount", "location", "quantity", "unit_rate")
_CATEGORIES = frozenset(ExpenseCategory)
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0"})


class Expenses(Kind):
    """Amounts are US dollars. A line that is there is changed as long as its claim is open."""

    name = "expenses"
    permissions = (Permission.CLAIMS_PREPARE,)
    defaults = frozenset({"claim"})
    fields = (
        Field("external_id", required=True, headings=("Expense no", "Expense id", "Record id"), key=True),
        Field("claim", headings=("Claim", "Claim reference", "Claim no"), longest=20),
        Field("category", required=True, headings=("Category",), longest=40),
        Field("service_on", "day", required=True, headings=("Service date", "Date", "Service on")),
        Field("description", required=True, headings=("Description", "Note"), longest=500),
        Field("amount", "money", required=True, headings=("Amount", "Amount USD")),
        Field("location", headings=("Location", "Place"), longest=120),
        Field("quantity", "money", headings=("Quantity", "Miles", "Hours")),
        Field("unit_rate", "rate", headings=("Unit rate", "Rate")),
        Field("receipt_attached", headings=("Receipt", "Receipt attached"), longest=5),
    )

    def check(self, row: Row, plan: Plan) -> None:
        values = row.values
        amount: Decimal | None = values.get("amount")
        if amount is not None and in_usd(amount, None) is None:
            plan.issue(row, "bad_number", "amount", "The amount must be more than zero.")
        category = word(values.get("category") or "")
        if values.get("category") is not None and category not in _CATEGORIES:
            plan.issue(row, "unknown_code", "category", f"One of {', '.join(ExpenseCategory)}.")
        receipt = (values.get("receipt_attached") or "no").casefold()
        if receipt not in _YES and receipt not in _NO:
            plan.issue(row, "bad_value", "receipt_attached", "Write yes or no.")
        if row.refused:
            return
        row.record = {
            "category": category,
            "service_on": values["service_on"],
            "description": values["description"],
            "currency": USD,
            "amount": amount,
            "claimed_usd": amount,
            "quantity": values.get("quantity"),
            "unit_rate": values.get("unit_rate"),
            "location": values.get("location"),
            "receipt_attached": receipt in _YES,
        }
        for problem in form_problems(row.record):
            name = problem.field if problem.field in plan.fields else None
            missing = problem.code == "missing"
            plan.issue(row, "missing_required" if missing else "bad_value", name, problem.message)

    async def decide(self, work: Work, rows: Sequence[Row]) -> None:
        stated = work.defaults.get("claim")
        references = {row.values.get("claim") or stated for row in rows} - {None}
        claims = {c.reference: c for c in await claims_where(work, Claim.reference.in_(references))}
        keys = [row.key for row in rows if row.key is not None]
        known = await known_by_key(work.session, work.source, "expense", keys)
        current = await current_lines(work, known.values())
        for row in rows:
            reference = row.values.get("claim") or stated
            claim = claims.get(reference or "")
            if claim is None:
                work.plan.issue(row, "unknown_claim" if reference else "missing_required", "claim")
                continue
            existing = known.get(row.key or "")
            if existing is not None and existing in current:
                compare(row, current[existing], _COMPARED)
            row.beside = claim
            self.settle(work, row, existing if existing in current else None)
            if row.outcome != "unchanged" and not claim.open:
                work.plan.issue(row, "claim_closed", "claim")

    async def write(self, work: Work, rows: Sequence[Row]) -> None:
        new = [row for row in rows if row.outcome == "create"]
        lines = [NewLine(row.key or "", row.beside, row.record) for row in new]
        for row, expense_id in zip(new, await add_lines(work, lines), strict=True):
            row.target = expense_id
        for row in rows:
            if row.outcome == "update":
                await _update(work, row)


async def current_lines(work: Work, ids: Any) -> dict[Any, Any]:
    columns = (Expense.id, *(getattr(Expense, column) for column in _COMPARED))
    found = await work.session.execute(select(*columns).where(among(Expense.id, ids)))
    return {expense.id: expense for expense in found}


async def _update(work: Work, row: Row) -> None:
    assert row.target is not None
    version = await work.session.scalar(select(Expense.version).where(Expense.id == row.target))
    changes: dict[str, Any] = {column: row.record[column] for column in row.changes}
    if "amount" in changes:
        changes["amount"] = ExpenseAmount(amount=str(changes["amount"]), currency=USD)
    try:
        async with work.session.begin_nested():
            data = ExpenseUpdate(**changes)
            await update_expense(work.session, work.actor, row.target, version or 0, data)
            await work.session.flush()
    except DomainError as error:
        add_problems(work.plan, row, error)
