"""Expenses: the lines of claims."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page, Reason
from schemas.expenses import Expense, ExpenseCreate, ExpenseRow, ExpenseUpdate
from services.claims import expenses
from services.claims.expense_queries import EXPENSE, EXPENSES
from services.listing import ListQuery

router = Resource("/expenses", tags=["expenses"])


@router.get("", operation_id="expenses_list", response_model=Page[ExpenseRow])
async def list_expenses(work: Read, query: ListQuery = list_query(EXPENSES)) -> Response:
    return await list_response(work, EXPENSES, query)


@router.post("", operation_id="expenses_create", response_model=Expense, status_code=201)
async def create_expense(work: Change, data: ExpenseCreate) -> Response:
    expense_id = await expenses.add_expense(work.session, work.actor, data)
    answer = await EXPENSE.after_change(work.session, work.actor, expense_id)
    return record_response(work.request, answer, created_at=f"/api/v1/expenses/{expense_id}")


@router.get("/{expense_id}", operation_id="expenses_get", response_model=Expense)
async def get_expense(work: Read, expense_id: UUID) -> Response:
    return record_response(work.request, await EXPENSE.get(work.connection, work.actor, expense_id))


@router.patch("/{expense_id}", operation_id="expenses_update", response_model=Expense)
async def update_expense(work: Change, expense_id: UUID, version: Version, data: ExpenseUpdate) -> Response:
    await expenses.update_expense(work.session, work.actor, expense_id, version, data)
    return record_response(work.request, await EXPENSE.after_change(work.session, work.actor, expense_id))


@router.delete("/{expense_id}", operation_id="expenses_delete", status_code=204)
async def remove_expense(work: Change, expense_id: UUID, version: Version) -> Response:
    await expenses.remove_expense(work.session, work.actor, expense_id, version)
    return Response(status_code=204)


@router.post(
    "/{expense_id}/override-duplicate", operation_id="expenses_override_duplicate", response_model=Expense
)
async def override_duplicate(work: Change, expense_id: UUID, version: Version, data: Reason) -> Response:
    """Let a line stand that repeats another one, for a reason that is kept."""
    await expenses.override_duplicate(work.session, work.actor, expense_id, version, data)
    return record_response(work.request, await EXPENSE.after_change(work.session, work.actor, expense_id))
