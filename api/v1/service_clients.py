"""Service clients, their tokens and their usage."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.identity import NewToken, Token
from schemas.service_clients import (
    ClientTokenCreate,
    ClientUsage,
    ServiceClient,
    ServiceClientCreate,
    ServiceClientRow,
    ServiceClientUpdate,
)
from services.identity import clients
from services.identity.clients import CLIENT_USAGE, SERVICE_CLIENT, SERVICE_CLIENTS
from services.identity.tokens import API_TOKEN, API_TOKENS, tokens_of
from services.listing import ListQuery

router = Resource("/service-clients", tags=["service clients"])


@router.get("", operation_id="service_clients_list", response_model=Page[ServiceClientRow])
async def list_clients(work: Read, query: ListQuery = list_query(SERVICE_CLIENTS)) -> Response:
    return await list_response(work, SERVICE_CLIENTS, query)


@router.post("", operation_id="service_clients_create", response_model=ServiceClient, status_code=201)
async def create_client(work: Change, data: ServiceClientCreate) -> Response:
    client_id = await clients.create_client(work.session, work.actor, work.clock, data)
    answer = await SERVICE_CLIENT.after_change(work.session, work.actor, client_id)
    return record_response(work.request, answer, created_at=f"/api/v1/service-clients/{client_id}")


@router.get("/{client_id}", operation_id="service_clients_get", response_model=ServiceClient)
async def get_client(work: Read, client_id: UUID) -> Response:
    return record_response(work.request, await SERVICE_CLIENT.get(work.connection, work.actor, client_id))


@router.patch("/{client_id}", operation_id="service_clients_update", response_model=ServiceClient)
async def update_client(
    work: Change, client_id: UUID, version: Version, data: ServiceClientUpdate
) -> Response:
    await clients.update_client(work.session, work.actor, work.clock, client_id, version, data)
    answer = await SERVICE_CLIENT.after_change(work.session, work.actor, client_id)
    return record_response(work.request, answer)


@router.post("/{client_id}/disable", operation_id="service_clients_disable", response_model=ServiceClient)
async def disable_client(work: Change, client_id: UUID, version: Version) -> Response:
    await clients.enable_client(work.session, work.actor, client_id, version, enabled=False)
    answer = await SERVICE_CLIENT.after_change(work.session, work.actor, client_id)
    return record_response(work.request, answer)


@router.post("/{client_id}/enable", operation_id="service_clients_enable", response_model=ServiceClient)
async def enable_client(work: Change, client_id: UUID, version: Version) -> Response:
    await clients.enable_client(work.session, work.actor, client_id, version, enabled=True)
    answer = await SERVICE_CLIENT.after_change(work.session, work.actor, client_id)
    return record_response(work.request, answer)


@router.get("/{client_id}/tokens", operation_id="service_client_tokens_list", response_model=Page[Token])
async def list_tokens(work: Read, client_id: UUID, query: ListQuery = list_query(API_TOKENS)) -> Response:
    await SERVICE_CLIENT.get(work.connection, work.actor, client_id)
    return await list_response(work, API_TOKENS, query, tokens_of(client_id))


@router.post(
    "/{client_id}/tokens",
    operation_id="service_client_tokens_create",
    response_model=NewToken,
    status_code=201,
)
async def issue_token(work: Change, client_id: UUID, data: ClientTokenCreate) -> Response:
    token_id, text = await clients.issue_client_token(work.session, work.actor, work.clock, client_id, data)
    work.answers_secret = True
    answer = await API_TOKEN.after_change(work.session, work.actor, token_id)
    address = f"/api/v1/api-tokens/{token_id}"
    return record_response(work.request, {**answer, "token": text}, created_at=address)


@router.get("/{client_id}/usage", operation_id="service_client_usage_list", response_model=Page[ClientUsage])
async def list_usage(work: Read, client_id: UUID, query: ListQuery = list_query(CLIENT_USAGE)) -> Response:
    await SERVICE_CLIENT.get(work.connection, work.actor, client_id)
    return await list_response(work, CLIENT_USAGE, query, clients.usage_of(client_id))
