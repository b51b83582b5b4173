from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import ExpenseCategory
from services.claims.duplicates import Duplicate, DuplicateKind, ExpenseFacts, find_duplicates

TAXI = ExpenseFacts("1", "officer", date(2026, 6, 1), ExpenseCategory.OTHER, Decimal("42.00"), "USD", "aa")
MIE = ExpenseFacts("2", "officer", date(2026, 6, 1), ExpenseCategory.MIE, Decimal("75.00"), "USD")


def test_the_same_expense_on_another_claim_is_found() -> None:
    again = replace(TAXI, expense_id="9", receipt_hash="bb", amount=Decimal("42"))
    assert find_duplicates([again], [TAXI]) == (Duplicate(DuplicateKind.SAME_EXPENSE, "9", "1"),)


@pytest.mark.parametrize(
    "change",
    [
        {"officer_id": "another"},
        {"service_on": date(2026, 6, 2)},
        {"category": ExpenseCategory.MATERIALS},
        {"amount": Decimal("42.01")},
        {"currency": "EUR"},
        {"officer_id": None},
    ],
)
def test_one_difference_is_enough(change: dict[str, object]) -> None:
    other = replace(TAXI, expense_id="9", receipt_hash=None, **change)  # type: ignore[arg-type]
    assert find_duplicates([other], [TAXI]) == ()


def test_two_lines_of_one_claim_sharing_a_receipt_are_found() -> None:
    other = replace(TAXI, expense_id="9", amount=Decimal("17.00"), officer_id=None)
    assert find_duplicates([TAXI, other], []) == (Duplicate(DuplicateKind.SAME_RECEIPT, "9", "1"),)


def test_nights_of_one_stay_share_the_bill_of_the_hotel() -> None:
    night = replace(TAXI, category=ExpenseCategory.LODGING)
    next_night = replace(night, expense_id="9", service_on=date(2026, 6, 2))
    assert find_duplicates([night, next_night], []) == ()
    same_day = replace(next_night, expense_id="10", amount=Decimal("17.00"))
    assert find_duplicates([night, next_night, same_day], []) == (
        Duplicate(DuplicateKind.SAME_RECEIPT, "10", "9"),
    )


@pytest.mark.parametrize(
    "change", [{"officer_id": "another"}, {"officer_id": None}, {"category": ExpenseCategory.MATERIALS}]
)
def test_a_bill_is_shared_with_no_other_person_and_no_other_kind(change: dict[str, object]) -> None:
    night = replace(TAXI, category=ExpenseCategory.LODGING)
    other = replace(night, expense_id="9", service_on=date(2026, 6, 2), **change)  # type: ignore[arg-type]
    assert find_duplicates([night, other], []) == (Duplicate(DuplicateKind.SAME_RECEIPT, "9", "1"),)


def test_a_bill_that_another_claim_has_used_is_found() -> None:
    night = replace(TAXI, category=ExpenseCategory.LODGING)
    next_night = replace(night, expense_id="9", service_on=date(2026, 6, 2))
    assert find_duplicates([next_night], [night]) == (Duplicate(DuplicateKind.SAME_RECEIPT, "9", "1"),)


def test_lines_without_a_receipt_share_none() -> None:
    other = replace(MIE, expense_id="9", service_on=date(2026, 6, 2))
    assert find_duplicates([MIE, other], []) == ()


def test_an_expense_does_not_repeat_itself() -> None:
    assert find_duplicates([TAXI, MIE], [TAXI, MIE]) == ()


def test_invariant_12_one_mie_for_a_person_and_day_across_claims() -> None:
    other_amount = replace(MIE, expense_id="9", amount=Decimal("100.00"))
    assert find_duplicates([other_amount], [MIE]) == (Duplicate(DuplicateKind.SECOND_MIE, "9", "2"),)
    assert find_duplicates([replace(other_amount, officer_id="another")], [MIE]) == ()


expenses = st.builds(
    ExpenseFacts,
    expense_id=st.uuids().map(str),
    officer_id=st.none() | st.sampled_from(["a", "b"]),
    service_on=st.integers(0, 3).map(lambda days: date(2026, 6, 1) + timedelta(days=days)),
    category=st.sampled_from([ExpenseCategory.MIE, ExpenseCategory.LODGING]),
    amount=st.sampled_from([Decimal(10), Decimal("10.00"), Decimal(20)]),
    currency=st.sampled_from(["USD", "EUR"]),
    receipt_hash=st.none() | st.sampled_from(["aa", "bb"]),
)


@given(st.lists(expenses, max_size=12, unique_by=lambda expense: expense.expense_id))
def test_invariant_12_what_is_not_reported_holds_one_mie_a_day(lines: list[ExpenseFacts]) -> None:
    reported = {duplicate.expense_id for duplicate in find_duplicates(lines, [])}
    kept = [
        (line.officer_id, line.service_on)
        for line in lines
        if line.category is ExpenseCategory.MIE and line.officer_id and line.expense_id not in reported
    ]
    assert len(kept) == len(set(kept))


@given(st.lists(expenses, max_size=8, unique_by=lambda expense: expense.expense_id), st.integers(0, 8))
def test_it_does_not_matter_whether_lines_come_in_one_claim_or_two(
    lines: list[ExpenseFacts], cut: int
) -> None:
    """But for the nights of one stay, which share the hotel's bill within a claim."""
    lines = [
        replace(line, receipt_hash=None) if line.category is ExpenseCategory.LODGING else line
        for line in lines
    ]
    together = find_duplicates(lines, [])
    later = {line.expense_id for line in lines[cut:]}
    assert find_duplicates(lines[cut:], lines[:cut]) == tuple(d for d in together if d.expense_id in later)
