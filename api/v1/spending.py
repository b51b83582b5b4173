"""Reports of money: what was reimbursed, what activities cost, how long agencies waited and wait."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from api.listing import list_query
from api.pages import list_response
from api.tables import TABLE, AskedFormat, report_response
from api.unit_of_work import Read, Resource
from models.enums import ExpenseCategory, Modality
from schemas.ageing import AgeingBy, ClaimsByAge
from schemas.base import Page
from schemas.reports import FiscalYear, Grouping, ReimbursedReport
from schemas.spending import ActivitySpending, PaymentTimes, PaymentTimesBy
from services.exports.files import MOST_ROWS_OF_A_WORKBOOK
from services.listing import ListQuery
from services.reports.ageing import claims_by_age
from services.reports.reimbursed import ReimbursedQuery, narrowed, reimbursed_totals
from services.reports.spending import SPENDING, payment_times
from services.reports.tables import ageing_table, payment_times_table, reimbursed_table

router = Resource("/reports", tags=["reports"])


@router.get(
    "/reimbursed", operation_id="reports_reimbursed", response_model=ReimbursedReport, responses=TABLE
)
async def reimbursed(
    work: Read,
    group_by: Annotated[Grouping, Query(description="Dimensions, separated by commas.")] = "country",
    country_id: Annotated[list[UUID] | None, Query(max_length=100)] = None,
    agency_id: Annotated[list[UUID] | None, Query(max_length=100)] = None,
    category: Annotated[list[ExpenseCategory] | None, Query(max_length=12)] = None,
    modality: Annotated[list[Modality] | None, Query(max_length=10)] = None,
    fiscal_year: Annotated[list[FiscalYear] | None, Query(max_length=50)] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Groups to show; a file has them all.")] = 200,
    file_format: AskedFormat = None,
) -> Response:
    """What was paid, by country, agency, category, modality and federal fiscal year of payment, largest first."""
    dimensions = tuple(group_by.split(","))
    only = narrowed(country_id, agency_id, category, modality, fiscal_year)
    query = ReimbursedQuery(dimensions, only, MOST_ROWS_OF_A_WORKBOOK if file_format else limit)
    answer = await reimbursed_totals(work.connection, work.actor, query)
    return report_response(work, answer, lambda told: reimbursed_table(told, dimensions), file_format)


@router.get("/spending", operation_id="reports_spending", response_model=Page[ActivitySpending])
async def spending(work: Read, query: ListQuery = list_query(SPENDING)) -> Response:
    """Activities with what they were estimated at, and what was claimed, approved and paid."""
    return await list_response(work, SPENDING, query)


@router.get(
    "/payment-times", operation_id="reports_payment_times", response_model=PaymentTimes, responses=TABLE
)
async def get_payment_times(
    work: Read,
    fiscal_year: FiscalYear | None = None,
    by: PaymentTimesBy = PaymentTimesBy.AGENCY,
    file_format: AskedFormat = None,
) -> Response:
    """Days from the proper claim to the payment, beside the thirty that there are."""
    answer = await payment_times(work.connection, work.actor, work.clock, fiscal_year, by)
    return report_response(work, answer, payment_times_table, file_format)


@router.get("/ageing", operation_id="reports_ageing", response_model=ClaimsByAge, responses=TABLE)
async def get_claims_by_age(
    work: Read, by: AgeingBy = AgeingBy.AGENCY, file_format: AskedFormat = None
) -> Response:
    """Claims that wait for their payment, by the days since their proper receipt."""
    answer = await claims_by_age(work.connection, work.actor, work.clock, by)
    return report_response(work, answer, ageing_table, file_format)
