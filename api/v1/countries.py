"""Countries, the other names they go by, and what a name stands for."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, json_response, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.countries import (
    Alias,
    AliasCreate,
    AliasDetail,
    Country,
    CountryMatch,
    CountryRow,
    CountryUpdate,
)
from schemas.types import Text
from services.countries import commands, queries
from services.countries.queries import ALIAS, ALIASES, COUNTRIES, COUNTRY
from services.countries.resolve import resolve_country
from services.listing import ListQuery

router = Resource("/countries", tags=["countries"])


@router.get("", operation_id="countries_list", response_model=Page[CountryRow])
async def list_countries(work: Read, query: ListQuery = list_query(COUNTRIES)) -> Response:
    return await list_response(work, COUNTRIES, query)


@router.get("/resolve", operation_id="countries_resolve", response_model=CountryMatch)
async def resolve(
    work: Read,
    name: Annotated[str, Text(200), Query(description="A GENC code or a name, as it was written.")],
    known_to_be_a_country: Annotated[
        bool, Query(description="true: a US state of the same name is no candidate.")
    ] = False,
) -> Response:
    """The one country that a name stands for. 409 with `candidates` when it may stand for several."""
    answer = await resolve_country(
        work.connection,
        work.actor,
        name,
        today=work.clock.today(),
        known_to_be_a_country=known_to_be_a_country,
    )
    return json_response(answer)


@router.get("/{country_id}", operation_id="countries_get", response_model=Country)
async def get_country(work: Read, country_id: UUID) -> Response:
    today = work.clock.today()
    answer = await queries.country_with_figures(work.connection, work.actor, country_id, today)
    return record_response(work.request, answer)


@router.patch("/{country_id}", operation_id="countries_update", response_model=Country)
async def update_country(work: Change, country_id: UUID, version: Version, data: CountryUpdate) -> Response:
    await commands.update_country(work.session, work.actor, country_id, version, data)
    answer = await queries.after_change(work.session, work.actor, country_id, work.clock.today())
    return record_response(work.request, answer)


@router.get("/{country_id}/aliases", operation_id="country_aliases_list", response_model=Page[Alias])
async def list_aliases(work: Read, country_id: UUID, query: ListQuery = list_query(ALIASES)) -> Response:
    await COUNTRY.get(work.connection, work.actor, country_id)
    return await list_response(work, ALIASES, query, queries.of_country(country_id))


@router.post(
    "/{country_id}/aliases",
    operation_id="country_aliases_create",
    response_model=AliasDetail,
    status_code=201,
)
async def add_alias(work: Change, country_id: UUID, data: AliasCreate) -> Response:
    alias_id = await commands.add_alias(work.session, work.actor, country_id, data)
    answer = await ALIAS.after_change(work.session, work.actor, alias_id)
    address = f"/api/v1/countries/{country_id}/aliases/{alias_id}"
    return record_response(work.request, answer, created_at=address)


@router.get(
    "/{country_id}/aliases/{alias_id}", operation_id="country_aliases_get", response_model=AliasDetail
)
async def get_alias(work: Read, country_id: UUID, alias_id: UUID) -> Response:
    scope = queries.of_country(country_id)
    return record_response(work.request, await ALIAS.get(work.connection, work.actor, alias_id, scope))


@router.delete("/{country_id}/aliases/{alias_id}", operation_id="country_aliases_delete", status_code=204)
async def remove_alias(work: Change, country_id: UUID, alias_id: UUID, version: Version) -> Response:
    await commands.remove_alias(work.session, work.actor, country_id, alias_id, version)
    return Response(status_code=204)
