"""Expenses claimed twice, and days paid M&IE twice."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from models.enums import ExpenseCategory


class DuplicateKind(StrEnum):
    """What two expenses have in common."""

    SAME_EXPENSE = "same_expense"
    """Person, day, category, amount and currency."""
    SAME_RECEIPT = "same_receipt"
    """The content of the receipt, byte for byte."""
    SECOND_MIE = "second_mie"
    """M&IE for one person on one day, whatever the amount."""


@dataclass(frozen=True, slots=True)
class ExpenseFacts:
    """What identifies an expense. `officer_id` None: no person is named, so only the receipt can repeat."""

    expense_id: str
    officer_id: str | None
    service_on: date
    category: ExpenseCategory
    amount: Decimal
    currency: str
    receipt_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An expense and the earlier one that it repeats."""

    kind: DuplicateKind
    expense_id: str
    repeats_id: str


def _keys(expense: ExpenseFacts) -> Iterable[tuple[DuplicateKind, Hashable]]:
    person = expense.officer_id
    if person is not None:
        # A Decimal hashes by value: 5 and 5.00 are one amount.
        same = (person, expense.service_on, expense.category, expense.amount, expense.currency)
        yield DuplicateKind.SAME_EXPENSE, same
        if expense.category is ExpenseCategory.MIE:
            yield DuplicateKind.SECOND_MIE, (person, expense.service_on)
    if expense.receipt_hash is not None:
        yield DuplicateKind.SAME_RECEIPT, expense.receipt_hash


def find_duplicates(
    submitted: Iterable[ExpenseFacts], earlier: Iterable[ExpenseFacts]
) -> tuple[Duplicate, ...]:
    """Every way in which a submitted expense repeats an earlier one or one before it in the same submission.

    Nights of one stay share the hotel's bill: lodging of one person on other days of the same submission repeats no
    receipt. `earlier` are expenses of claims that stand (not withdrawn, not disallowed). An expense is never its own
    duplicate, so it may be among them. The first two kinds block submission unless finance overrides with a
    reason; a second M&IE for a day cannot be overridden.
    """
    known: dict[tuple[DuplicateKind, Hashable], list[ExpenseFacts]] = {}
    for expense in earlier:
        for key in _keys(expense):
            known.setdefault(key, []).append(expense)
    others, found = {expense.expense_id for same in known.values() for expense in same}, []
    for expense in submitted:
        for key in _keys(expense):
            same = known.setdefault(key, [])
            kind, shares_a_bill = key[0], key[0] is DuplicateKind.SAME_RECEIPT
            for first in same:
                night = shares_a_bill and first.expense_id not in others and _same_stay(first, expense)
                if first.expense_id != expense.expense_id and not night:
                    found.append(Duplicate(kind, expense.expense_id, first.expense_id))
                    break
            same.append(expense)
    return tuple(found)


def _same_stay(one: ExpenseFacts, other: ExpenseFacts) -> bool:
    return (
        one.category is other.category is ExpenseCategory.LODGING
        and one.officer_id is not None
        and one.officer_id == other.officer_id
        and one.service_on != other.service_on
    )
