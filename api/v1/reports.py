"""Answers that look over several resources."""

from typing import Annotated

from fastapi import Query, Response

from api.listing import list_query
from api.pages import list_response
from api.responses import json_response
from api.unit_of_work import Read, Resource
from schemas.base import Page
from schemas.overview import AuditEvent, CountryMap, Fairness, Overview, SearchResult, Waiting
from schemas.results import Results, ResultsBy
from schemas.types import Text
from services.listing import ListQuery
from services.reports import overview as figures
from services.reports.audit import AUDIT
from services.reports.fairness import fairness
from services.reports.results import results
from services.reports.search import search
from services.reports.waiting import waiting

router = Resource(tags=["reports"])
FiscalYear = Annotated[int | None, Query(ge=1990, le=2100, description="Default: the present fiscal year.")]


@router.get("/reports/overview", operation_id="reports_overview", response_model=Overview)
async def get_overview(work: Read, fiscal_year: FiscalYear = None) -> Response:
    return json_response(await figures.overview(work.connection, work.actor, work.clock, fiscal_year))


@router.get("/reports/countries", operation_id="reports_countries", response_model=CountryMap)
async def get_country_map(work: Read, fiscal_year: FiscalYear = None) -> Response:
    return json_response(await figures.country_map(work.connection, work.actor, work.clock, fiscal_year))


@router.get("/reports/waiting", operation_id="reports_waiting", response_model=Waiting)
async def get_waiting(work: Read) -> Response:
    return json_response(await waiting(work.connection, work.actor, work.clock))


@router.get("/reports/fairness", operation_id="reports_fairness", response_model=Fairness)
async def get_fairness(
    work: Read,
    fiscal_year: FiscalYear = None,
    quarter: Annotated[int | None, Query(ge=1, le=4, description="Of the fiscal year.")] = None,
    band: Annotated[int, Query(ge=0, le=25, description="Points; 0 compares equal scores only.")] = 5,
) -> Response:
    return json_response(await fairness(work.connection, work.actor, work.clock, fiscal_year, quarter, band))


@router.get("/reports/results", operation_id="reports_results", response_model=Results)
async def get_results(
    work: Read, fiscal_year: FiscalYear = None, by: ResultsBy = ResultsBy.COUNTRY
) -> Response:
    """People trained and what they learned. Small groups are put together; no sums tell of them either."""
    return json_response(await results(work.connection, work.actor, work.clock, fiscal_year, by))


@router.get("/search", operation_id="search", response_model=SearchResult)
async def find(work: Read, q: Annotated[str, Text(100, shortest=2), Query()]) -> Response:
    return json_response(await search(work.connection, work.actor, q))


@router.get("/audit", operation_id="audit_list", response_model=Page[AuditEvent])
async def list_audit(work: Read, query: ListQuery = list_query(AUDIT)) -> Response:
    return await list_response(work, AUDIT, query)
