"""The report of what was reimbursed."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from api.responses import json_response
from api.unit_of_work import Read, Resource
from models.enums import ExpenseCategory
from schemas.reports import FiscalYear, Grouping, ReimbursedReport
from services.reports.reimbursed import ReimbursedQuery, narrowed, reimbursed_totals

router = Resource("/reports", tags=["reports"])


@router.get("/reimbursed", operation_id="reports_reimbursed", response_model=ReimbursedReport)
async def reimbursed(
    work: Read,
    group_by: Annotated[Grouping, Query(description="Dimensions, separated by commas.")] = "country",
    country_id: Annotated[list[UUID] | None, Query(max_length=100)] = None,
    agency_id: Annotated[list[UUID] | None, Query(max_length=100)] = None,
    category: Annotated[list[ExpenseCategory] | None, Query(max_length=12)] = None,
    fiscal_year: Annotated[list[FiscalYear] | None, Query(max_length=50)] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Groups to show.")] = 200,
) -> Response:
    """What was paid, by country, agency, category and federal fiscal year of payment, largest first."""
    only = narrowed(country_id, agency_id, category, fiscal_year)
    query = ReimbursedQuery(tuple(group_by.split(",")), only, limit)
    return json_response(await reimbursed_totals(work.connection, work.actor, query))
