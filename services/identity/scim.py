"""Users as SCIM 2.0 (RFC 7643, RFC 7644) writes them: only the attributes that mean something here.

The library is loaded with the first request that needs it: it takes 20 MiB, and most processes never do.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import ValidationError
from scim2_models import (
    URN,
    AuthenticationScheme,
    Bulk,
    ChangePassword,
    ComplexAttribute,
    Context,
    ETag,
    Extension,
    Filter,
    ListResponse,
    Meta,
    Mutability,
    Patch,
    PatchOp,
    Required,
    Resource,
    ResourceType,
    ResponseParameters,
    Returned,
    Schema,
    SCIMException,
    SearchRequest,
    ServiceProviderConfig,
    Sort,
    Uniqueness,
)

from services.errors import FieldProblem, Invalid, NotFound
from services.identity.provisioning import MOST, Found, Wanted

BASE = "/scim/v2"
_FILTER = re.compile(r'\s*(userName|externalId|id)\s+eq\s+"((?:[^"\\]|\\.)*)"\s*', re.IGNORECASE)


class Held(ComplexAttribute):
    value: Annotated[str | None, Required.true] = None
    """A role by its word in this program, such as auditor."""


class Ties(Extension):
    """What somebody belongs to, where their role is of one agency, officer or post."""

    __schema__ = URN("urn:inl-police-partnerships:scim:schemas:2.0:User")

    agency_id: str | None = None
    """The agency of a coordinator or an officer."""

    officer_id: str | None = None
    """The record of an officer."""

    post_id: str | None = None
    """The post of an embassy's user."""


class User(Resource[Ties]):
    """A person who may sign in."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Uniqueness.server, Required.true] = None
    """The e-mail address to sign in with."""

    display_name: Annotated[str | None, Required.true] = None
    """The name that the program shows."""

    active: bool | None = None
    """Whether the person may sign in."""

    password: Annotated[str | None, Mutability.write_only, Returned.never] = None
    """A password of at least 12 characters."""

    roles: Annotated[list[Held] | None, Required.true] = None
    """Roles in the programme. Never that of administrators."""


_USER: Any = User[Ties]  # type: ignore[misc]
_KNOWN = {name.lower() for name in ("schemas", "id", "externalId", "meta", "userName", "displayName")} | {
    "active",
    "password",
    "roles",
    "name",
    str(Ties.__schema__).lower(),
}


def as_scim(found: Found, host: str, shown: Any = None) -> dict[str, Any]:
    """`shown`: what `selection` made of the attributes asked for. Raises `Invalid`."""
    return _dump(_user(found, host), shown)


def selection(attributes: str | None, excluded: str | None) -> Any:
    """The attributes that an answer is to hold. Raises `Invalid` for both kinds at once."""
    given = {"attributes": attributes, "excludedAttributes": excluded}
    named = {name: text.split(",") for name, text in given.items() if text}
    return _read(ResponseParameters[_USER], named, Context.DEFAULT) if named else None


def search_of(body: Any) -> Any:
    """A query that came as a body (RFC 7644, section 3.4.3). Raises `Invalid`."""
    return _read(SearchRequest[_USER], body, Context.SEARCH_REQUEST)


def _dump(message: Any, shown: Any = None) -> dict[str, Any]:
    try:
        dumped: dict[str, Any] = message.model_dump(
            scim_ctx=Context.RESOURCE_QUERY_RESPONSE, response_parameters=shown
        )
    except SCIMException as error:
        raise Invalid(FieldProblem("", error.scim_type or "invalidValue", str(error))) from error
    return dumped


def _user(found: Found, host: str) -> Any:
    values = found.wanted
    user = _USER(
        id=str(found.id),
        external_id=values.external_id,
        user_name=values.email,
        display_name=values.name,
        active=values.active,
        roles=[Held(value=role) for role in values.roles] or None,
        meta=Meta(
            resource_type="User",
            created=found.created_at,
            last_modified=found.updated_at,
            location=f"{host}{BASE}/Users/{found.id}",
            version=f'W/"{found.version}"',
        ),
    )
    ties = {"agency_id": values.agency_id, "officer_id": values.officer_id, "post_id": values.post_id}
    if any(ties.values()):
        user[Ties] = Ties(**{name: value for name, value in ties.items() if value})
    return user


def wanted_of(body: Any, context: Context) -> Wanted:
    """What a POST or PUT asks for. Attributes that mean nothing here are left unread, as the standard allows.

    Raises `Invalid` with the standard's word for what is wrong.
    """
    if not isinstance(body, dict):
        raise Invalid(FieldProblem("", "invalidSyntax", "Send a User as a JSON object."))
    return _wanted(_read(_USER, {**_with_name(body)}, context))


def _with_name(body: Mapping[str, Any]) -> dict[str, Any]:
    """Known attributes; `name.formatted` stands in for a display name that is not sent."""
    known = {key: value for key, value in body.items() if key.lower() in _KNOWN}
    name = next((known.pop(key) for key in list(known) if key.lower() == "name"), None)
    if isinstance(name, dict) and not any(key.lower() == "displayname" for key in known):
        parts = (name.get("givenName"), name.get("familyName"))
        known["displayName"] = name.get("formatted") or " ".join(str(part) for part in parts if part) or None
    # Known extensions alone; the library refuses others.
    if isinstance(known.get("schemas"), list):
        known["schemas"] = [s for s in known["schemas"] if s in (str(User.__schema__), str(Ties.__schema__))]
    return known


def patched(found: Found, body: Any) -> Wanted:
    """What a PATCH makes of the user. Raises `Invalid`."""
    user = _user(found, "")
    change = _read(PatchOp[_USER], body, Context.RESOURCE_PATCH_REQUEST)
    try:
        change.patch(user)
    except SCIMException as error:
        raise Invalid(FieldProblem("", error.scim_type or "invalidValue", str(error))) from error
    except ValidationError as error:
        raise _refusal(error) from error
    return _wanted(user)


def _wanted(user: Any) -> Wanted:
    ties = user[Ties] or Ties()
    return Wanted(
        email=(user.user_name or "").strip().lower(),
        name=user.display_name or user.user_name or "",
        active=user.active is not False,
        roles=tuple(dict.fromkeys(held.value or "" for held in user.roles or ())),
        external_id=user.external_id or None,
        password=user.password,
        agency_id=ties.agency_id,
        officer_id=ties.officer_id,
        post_id=ties.post_id,
    )


def _read(shape: Any, body: Any, context: Context) -> Any:
    try:
        return shape.model_validate(body, scim_ctx=context)
    except ValidationError as error:
        raise _refusal(error) from error
    except SCIMException as error:
        raise Invalid(FieldProblem("", error.scim_type or "invalidValue", str(error))) from error


def _refusal(error: ValidationError) -> Invalid:
    fault = error.errors(include_url=False, include_input=False)[0]
    code = fault["type"].removeprefix("scim_") if fault["type"].startswith("scim_") else "invalidValue"
    place = ".".join(str(part) for part in fault["loc"])
    return Invalid(FieldProblem(place, code, f"{place}: {fault['msg']}"[:500]))


def condition_of(text: str | None) -> tuple[str, str] | None:
    """The attribute and the value of a filter such as `userName eq "name@example.org"`. Raises `Invalid`."""
    if text is None:
        return None
    found = _FILTER.fullmatch(text[:1000])
    if found is None or not text.isprintable():
        message = 'Filters are of the form: userName eq "…", externalId eq "…" or id eq "…".'
        raise Invalid(FieldProblem("filter", "invalidFilter", message))
    return found[1].lower(), re.sub(r"\\(.)", r"\1", found[2])


def list_of(
    items: list[Any], total: int, start: int, shape: Any = _USER, shown: Any = None
) -> dict[str, Any]:
    answer = ListResponse[shape](
        total_results=total, start_index=start, items_per_page=len(items), resources=items or None
    )
    return _dump(answer, shown)


def page_of(found: list[Found], total: int, start: int, host: str, shown: Any = None) -> dict[str, Any]:
    return list_of([_user(each, host) for each in found], total, start, shown=shown)


def provider(host: str) -> dict[str, Any]:
    config = ServiceProviderConfig(
        patch=Patch(supported=True),
        bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
        filter=Filter(supported=True, max_results=MOST),
        change_password=ChangePassword(supported=True),
        sort=Sort(supported=False),
        etag=ETag(supported=True),
        authentication_schemes=[
            AuthenticationScheme(
                type="oauthbearertoken",
                name="Bearer token",
                description="The token of a service client with the scope users:provision.",
                primary=True,
            )
        ],
        meta=Meta(resource_type="ServiceProviderConfig", location=f"{host}{BASE}/ServiceProviderConfig"),
    )
    return _dump(config)


def resource_types(host: str, name: str | None = None) -> dict[str, Any]:
    """All of them, or the one of that name. Raises `NotFound`."""
    kind = ResourceType.from_resource(_USER)
    kind.meta = Meta(resource_type="ResourceType", location=f"{host}{BASE}/ResourceTypes/User")
    return _all_or_one([kind], name, ResourceType)


def schemas(host: str, name: str | None = None) -> dict[str, Any]:
    """All of them, or the one of that URN. Raises `NotFound`."""
    found = [User.to_schema(), Ties.to_schema()]
    for schema in found:
        schema.meta = Meta(resource_type="Schema", location=f"{host}{BASE}/Schemas/{schema.id}")
    return _all_or_one(found, name, Schema)


def _all_or_one(items: list[Any], name: str | None, shape: Any) -> dict[str, Any]:
    if name is None:
        return list_of(items, len(items), 1, shape)
    chosen = next((item for item in items if name in (item.id, getattr(item, "name", None))), None)
    if chosen is None:
        raise NotFound
    return _dump(chosen)
