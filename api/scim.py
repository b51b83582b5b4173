"""SCIM 2.0 for users (RFC 7644), for the directory of an employer: under `/scim/v2`, in the standard's own forms.

Not in openapi.yaml: the standard describes it, and `/scim/v2/Schemas` what of it there is.
"""

import importlib
from types import ModuleType
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Query, Request, Response

from api.responses import given_version
from api.strictness import require_json
from api.unit_of_work import Change, PersonalRoute, Read, Work
from services.access.permissions import Permission
from services.errors import NotFound
from services.identity import provisioning

SCIM_TYPE = "application/scim+json"
Attributes = Annotated[str | None, Query(max_length=1000)]
Excluded = Annotated[str | None, Query(alias="excludedAttributes", max_length=1000)]


class ScimRoute(PersonalRoute):
    """Bodies are JSON under the standard's name or the usual one, and read by the standard's own rules."""

    async def take_body(self, work: Work) -> None:
        if work.method in ("POST", "PUT", "PATCH"):
            require_json(work, SCIM_TYPE)
            await work.json()


router = APIRouter(prefix="/scim/v2", route_class=ScimRoute, include_in_schema=False)


def _forms() -> ModuleType:
    """Loaded when it is first wanted: the library behind it takes much memory."""
    return importlib.import_module("services.identity.scim")


def _host(request: Request) -> str:
    return str(request.app.state.settings.public_url or str(request.base_url).rstrip("/"))


def _answer(body: dict[str, Any], status: int = 200) -> Response:
    meta = body.get("meta", {})
    headers = {
        name: meta[key] for name, key in (("ETag", "version"), ("Location", "location")) if key in meta
    }
    return Response(orjson.dumps(body, default=str), status, headers, SCIM_TYPE)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


@router.get("/ServiceProviderConfig", operation_id="scim_provider_get")
async def get_provider(work: Read) -> Response:
    work.actor.require(Permission.USERS_PROVISION)
    return _answer(_forms().provider(_host(work)))


@router.get("/ResourceTypes", operation_id="scim_resource_types_list")
async def list_resource_types(work: Read) -> Response:
    work.actor.require(Permission.USERS_PROVISION)
    return _answer(_forms().resource_types(_host(work)))


@router.get("/ResourceTypes/{name}", operation_id="scim_resource_types_get")
async def get_resource_type(work: Read, name: str) -> Response:
    work.actor.require(Permission.USERS_PROVISION)
    return _answer(_forms().resource_types(_host(work), name))


@router.get("/Schemas", operation_id="scim_schemas_list")
async def list_schemas(work: Read) -> Response:
    work.actor.require(Permission.USERS_PROVISION)
    return _answer(_forms().schemas(_host(work)))


@router.get("/Schemas/{name}", operation_id="scim_schemas_get")
async def get_schema(work: Read, name: str) -> Response:
    work.actor.require(Permission.USERS_PROVISION)
    return _answer(_forms().schemas(_host(work), name))


@router.get("/Users", operation_id="scim_users_list")
async def list_users(
    work: Read,
    filter_: Annotated[str | None, Query(alias="filter", max_length=1000)] = None,
    start_index: Annotated[int, Query(alias="startIndex", le=10**9)] = 1,
    count: Annotated[int, Query(le=10**9)] = 100,
    attributes: Attributes = None,
    excluded: Excluded = None,
) -> Response:
    shown = _forms().selection(attributes, excluded)
    return await _page(work, work.connection, filter_, start_index, count, shown)


@router.post("/.search", operation_id="scim_search")
@router.post("/Users/.search", operation_id="scim_users_search")
async def search_users(work: Change) -> Response:
    asked = _forms().search_of(await work.json())
    condition = None if asked.filter is None else str(asked.filter)
    start, count = asked.start_index or 1, 100 if asked.count is None else asked.count
    return await _page(work, work.session, condition, start, count, asked)


async def _page(
    work: Work, connection: Any, condition: str | None, start: int, count: int, shown: Any
) -> Response:
    start, most = min(max(1, start), 10**9), min(max(0, count), provisioning.MOST)
    wanted = _forms().condition_of(condition)
    found, total = await provisioning.find(connection, work.actor, wanted, start=start, count=most)
    return _answer(_forms().page_of(found, total, start, _host(work), shown))


@router.get("/Users/{user_id}", operation_id="scim_users_get")
async def get_user(
    work: Read, user_id: str, attributes: Attributes = None, excluded: Excluded = None
) -> Response:
    found = await provisioning.read(work.connection, work.actor, user_id)
    return _answer(_forms().as_scim(found, _host(work), _forms().selection(attributes, excluded)))


@router.post("/Users", operation_id="scim_users_create")
async def create_user(work: Change, attributes: Attributes = None, excluded: Excluded = None) -> Response:
    forms = _forms()
    wanted = forms.wanted_of(await work.json(), forms.Context.RESOURCE_CREATION_REQUEST)
    found = await provisioning.provision(work.session, work.actor, wanted)
    return _answer(forms.as_scim(found, _host(work), forms.selection(attributes, excluded)), 201)


@router.put("/Users/{user_id}", operation_id="scim_users_replace")
async def replace_user(
    work: Change, user_id: str, attributes: Attributes = None, excluded: Excluded = None
) -> Response:
    forms, version = _forms(), given_version(work)
    wanted = forms.wanted_of(await work.json(), forms.Context.RESOURCE_REPLACEMENT_REQUEST)
    found = await provisioning.replace(work.session, work.actor, _id(user_id), version, wanted)
    return _answer(forms.as_scim(found, _host(work), forms.selection(attributes, excluded)))


@router.patch("/Users/{user_id}", operation_id="scim_users_patch")
async def patch_user(
    work: Change, user_id: str, attributes: Attributes = None, excluded: Excluded = None
) -> Response:
    forms, version = _forms(), given_version(work)
    await provisioning.lock(work.session, work.actor, _id(user_id), version)
    found = await provisioning.read(work.session, work.actor, user_id)
    wanted = forms.patched(found, await work.json())
    found = await provisioning.replace(work.session, work.actor, found.id, None, wanted)
    return _answer(forms.as_scim(found, _host(work), forms.selection(attributes, excluded)))


@router.delete("/Users/{user_id}", operation_id="scim_users_delete", status_code=204)
async def delete_user(work: Change, user_id: str) -> Response:
    await provisioning.take_away(work.session, work.actor, work.clock, _id(user_id), given_version(work))
    return Response(status_code=204)
