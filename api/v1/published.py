"""What everybody may read: the programme's activities in the form of IATI, and figures that tell of nobody."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, Any

from fastapi import Query, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from api.files import FILE
from api.published import Making, published_response
from api.responses import json_bytes
from api.tables import TABLE, TABLE_TYPES, AskedFormat
from api.unit_of_work import PublicRoute, Read, Resource
from schemas.results import PublicResults, PublicYears, ResultsBy
from services.detail import Answer
from services.exports.tables import Table, TableFormat, table_file
from services.reports import iati
from services.reports import public_figures as figures

router = Resource("/public", tags=["public"], route_class=PublicRoute)

_OPEN = {"x-public": True}
_TAGGED = {"headers": {"ETag": {"description": "For `If-None-Match`.", "schema": {"type": "string"}}}}
_FIGURES: dict[int | str, dict[str, Any]] = {200: {**TABLE[200], **_TAGGED}}
_ACTIVITIES: dict[int | str, dict[str, Any]] = {
    200: {"description": "An IATI 2.03 activity file.", "content": {"application/xml": FILE}, **_TAGGED}
}


class XmlResponse(Response):
    media_type = "application/xml"


@router.get(
    "/iati/activities.xml",
    operation_id="public_iati_activities",
    response_class=XmlResponse,
    responses=_ACTIVITIES,
    openapi_extra=_OPEN,
)
async def get_activities(work: Read) -> Response:
    """The activities that are published, as of the last quarter that ended 60 days ago. 404 while there are none."""
    today = work.clock.today()
    making = Making(
        lambda connection: figures.public_file(connection, today), iati.heading(work.clock.now()), iati.END
    )
    return await published_response(work, "iati", making, "application/xml")


@router.get(
    "/years",
    operation_id="public_years",
    response_model=PublicYears,
    responses=_FIGURES,
    openapi_extra=_OPEN,
)
async def get_years(work: Read, file_format: AskedFormat = None) -> Response:
    """What was done and paid in each fiscal year."""
    today = work.clock.today()
    return await _figures(
        work,
        ("years", file_format),
        lambda connection: figures.public_years(connection, today),
        figures.years_table,
        file_format,
    )


@router.get(
    "/results",
    operation_id="public_results",
    response_model=PublicResults,
    responses=_FIGURES,
    openapi_extra=_OPEN,
)
async def get_results(
    work: Read,
    fiscal_year: Annotated[
        int | None, Query(ge=1990, le=2100, description="Default: the last that is published.")
    ] = None,
    by: ResultsBy = ResultsBy.COUNTRY,
    file_format: AskedFormat = None,
) -> Response:
    """People trained and what they learned. Small groups are put together; no sums tell of them either."""
    today = work.clock.today()
    return await _figures(
        work,
        ("results", fiscal_year, by, file_format),
        lambda connection: figures.public_results(connection, today, fiscal_year, by),
        figures.results_table,
        file_format,
    )


async def _figures(
    work: Read,
    key: tuple[Any, ...],
    ask: Callable[[AsyncConnection], Awaitable[Answer]],
    table_of: Callable[[Answer], Table],
    file_format: TableFormat | None,
) -> Response:
    """The figures, or their groups as a file."""

    async def pieces(connection: AsyncConnection) -> AsyncIterator[bytes]:
        answer = await ask(connection)
        yield json_bytes(answer) if file_format is None else table_file(table_of(answer), file_format)

    if file_format is None:
        return await published_response(work, key, Making(pieces), "application/json")
    name = f"{key[0]}-{work.clock.today()}.{file_format}"
    return await published_response(work, key, Making(pieces), TABLE_TYPES[file_format], name)
