"""Signing in and out, who one is, users and API tokens."""

from uuid import UUID

from fastapi import Request, Response

from api.limits import sign_in_limit
from api.listing import list_query
from api.pages import list_response
from api.responses import Version, json_response, record_response
from api.unit_of_work import Change, PublicRoute, Read, Resource, session_cookie
from schemas.base import Page
from schemas.identity import (
    Me,
    NewToken,
    Session,
    SignIn,
    Site,
    Token,
    TokenCreate,
    User,
    UserCreate,
    UserUpdate,
)
from services.identity import sign_in, users
from services.identity.sign_in import PER_ACCOUNT
from services.identity.tokens import API_TOKEN, API_TOKENS, create_token, revoke_token, tokens_of
from services.listing import ListQuery
from services.settings import Settings

public = Resource(route_class=PublicRoute, tags=["identity"])
router = Resource(tags=["identity"])


@public.get("/site", operation_id="site_get", response_model=Site, openapi_extra={"x-public": True})
async def get_site(request: Request) -> Response:
    official = request.app.state.settings.official_deployment
    return json_response({"name": "INL Police Partnerships", "official": official}, cache="no-cache")


@public.post(
    "/session",
    operation_id="session_create",
    response_model=Session,
    status_code=201,
    openapi_extra={"x-public": True},
)
async def create_session(request: Request, data: SignIn) -> Response:
    state = request.app.state
    secret, session = await sign_in.sign_in(
        state.database,
        state.clock,
        email=data.email,
        password=data.password,
        address=request.client.host if request.client else "unknown",
        hours=state.settings.session_hours,
    )
    answer = {"csrf_token": session.csrf_token, "expires_at": session.expires_at}
    response = json_response(answer, cache="no-store", status=201)
    response.headers.update({"Location": "/api/v1/session", **sign_in_limit(PER_ACCOUNT, 0)})
    _set_cookie(response, state.settings, secret)
    return response


def _set_cookie(response: Response, settings: Settings, secret: str) -> None:
    response.set_cookie(
        session_cookie(settings),
        secret,
        max_age=settings.session_hours * 3600,
        secure=settings.secure_cookies,
        httponly=True,
        samesite="strict",
    )


@router.get("/session", operation_id="session_get", response_model=Session)
async def get_session(work: Read) -> Response:
    answer = await sign_in.current_session(work.connection, work.actor)
    return json_response(answer, cache="no-store")


@router.delete("/session", operation_id="session_delete", status_code=204)
async def delete_session(work: Change) -> Response:
    cookie = session_cookie(work.request.app.state.settings)
    await sign_in.sign_out(work.session, work.actor, work.request.cookies.get(cookie, ""))
    response = Response(status_code=204, headers={"Clear-Site-Data": '"cache", "storage"'})
    response.delete_cookie(cookie, secure=cookie.startswith("__Host-"), httponly=True, samesite="strict")
    return response


@router.get("/me", operation_id="me_get", response_model=Me)
async def get_me(work: Read) -> Response:
    return json_response(await users.me(work.connection, work.actor), cache="no-store")


@router.get("/users", operation_id="users_list", response_model=Page[User])
async def list_users(work: Read, query: ListQuery = list_query(users.USERS)) -> Response:
    return await list_response(work, users.USERS, query)


@router.post("/users", operation_id="users_create", response_model=User, status_code=201)
async def create_user(work: Change, data: UserCreate) -> Response:
    user_id = await users.create_user(work.session, work.actor, data)
    answer = await users.USER.after_change(work.session, work.actor, user_id)
    return record_response(work.request, answer, created_at=f"/api/v1/users/{user_id}")


@router.get("/users/{user_id}", operation_id="users_get", response_model=User)
async def get_user(work: Read, user_id: UUID) -> Response:
    return record_response(work.request, await users.USER.get(work.connection, work.actor, user_id))


@router.patch("/users/{user_id}", operation_id="users_update", response_model=User)
async def update_user(work: Change, user_id: UUID, version: Version, data: UserUpdate) -> Response:
    await users.update_user(work.session, work.actor, user_id, version, data)
    return record_response(work.request, await users.USER.after_change(work.session, work.actor, user_id))


@router.get("/api-tokens", operation_id="api_tokens_list", response_model=Page[Token])
async def list_tokens(work: Read, query: ListQuery = list_query(API_TOKENS)) -> Response:
    return await list_response(work, API_TOKENS, query, tokens_of(work.actor.id))


@router.post("/api-tokens", operation_id="api_tokens_create", response_model=NewToken, status_code=201)
async def make_token(work: Change, data: TokenCreate) -> Response:
    token_id, text = await create_token(work.session, work.actor, work.clock, data)
    work.answers_secret = True
    answer = await API_TOKEN.after_change(work.session, work.actor, token_id)
    address = f"/api/v1/api-tokens/{token_id}"
    return record_response(work.request, {**answer, "token": text}, created_at=address)


@router.get("/api-tokens/{token_id}", operation_id="api_tokens_get", response_model=Token)
async def get_token(work: Read, token_id: UUID) -> Response:
    return record_response(work.request, await API_TOKEN.get(work.connection, work.actor, token_id))


@router.post("/api-tokens/{token_id}/revoke", operation_id="api_tokens_revoke", response_model=Token)
async def revoke(work: Change, token_id: UUID, version: Version) -> Response:
    await revoke_token(work.session, work.actor, work.clock, token_id, version)
    return record_response(work.request, await API_TOKEN.after_change(work.session, work.actor, token_id))
