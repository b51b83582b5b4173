"""What surrounds every operation: who acts, one transaction, one stored answer for a retried request.

Reads get an autocommit connection. Everything else runs in one transaction, which is committed before the answer
is sent. Routes are signed-in routes unless they say otherwise (`PublicRoute`), so a forgotten check fails closed.
"""

import hmac
from collections.abc import Callable, Coroutine
from enum import Enum
from typing import Any, cast

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.params import Form
from fastapi.routing import APIRoute
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from api.deprecation import headers_of
from api.idempotency import Retry
from api.limits import rate_limit
from api.listing import ListParameters
from api.strictness import check_query, query_parameters, require_form, require_json, require_no_body
from models.database import Database, connection_of
from services.access.policy import SCOPE_WRITE, Actor
from services.clock import Clock
from services.errors import CsrfRefused, Forbidden, NotSignedIn
from services.identity.authentication import actor_of_session, actor_of_token
from services.settings import Settings
from services.throttle import lies_in

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
READING = frozenset({"GET", "HEAD"})
ANONYMOUS = Actor(id=None, name="Anonymous", roles=frozenset(), permissions=frozenset())


class Work(Request):
    """A request with what its operation works with: handlers take it as it is, so that nothing is worked out for it.

    Reads JSON strictly: no NaN, no unpaired surrogates, no towers of brackets.
    """

    actor: Actor
    clock: Clock

    @property
    def request(self) -> Request:
        return self

    async def fingerprint(self) -> bytes:
        """What makes two requests the same, to whoever retries one."""
        return await self.body()

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            try:
                self._json = orjson.loads(await self.body())
            except orjson.JSONDecodeError as error:
                fault = {
                    "type": "json_invalid",
                    "loc": ("body",),
                    "msg": f"The body is not JSON: {error.msg}.",
                }
                raise RequestValidationError([fault]) from error
        return self._json


class Read(Work):
    """A reading operation, on an autocommit connection."""

    connection: AsyncConnection


class Change(Work):
    """A changing operation. The session is committed after the handler, before the answer."""

    #: Takes the place of Starlette's sessions in cookies, which are not used here.
    session: AsyncSession = None  # type: ignore[assignment]
    #: The answer holds a new secret, which is shown this once and not kept for retries.
    answers_secret = False


class PublicRoute(APIRoute):
    """A route that anybody may call. The few there are stand on a list that a test keeps."""

    public = True
    change: type[Change] = Change

    def get_route_handler(self) -> Handler:
        inner = _called_directly(self.dependant) or super().get_route_handler()
        self.query_parameters = query_parameters(self.dependant)
        retiring = headers_of(self)

        async def handle(request: Request) -> Response:
            if retiring:
                request.scope["retiring"] = retiring
            work = (Read if request.method in READING else self.change)(request.scope, request.receive)
            work.clock = work.app.state.clock
            check_query(work, self.query_parameters)
            await self.take_body(work)
            return await self.run(work, inner)

        return handle

    async def take_body(self, work: Work) -> None:
        """Before the transaction: a body that comes in slowly holds no connection to the database."""
        if any(isinstance(field.field_info, Form) for field in self.dependant.body_params):
            require_form(work)
            await work.body()
        elif self.body_field is not None:
            require_json(work)
            if await work.body():
                await work.json()
        elif isinstance(work, Change):
            await require_no_body(work)

    async def run(self, work: Work, inner: Handler) -> Response:
        database: Database = work.app.state.database
        if isinstance(work, Read):
            async with database.read() as work.connection:
                work.actor = await self.identify(work, work.connection)
                return await inner(work)
        assert isinstance(work, Change)
        async with database.transaction() as work.session:
            work.actor = await self.identify(work, connection_of(work.session))
            retry = await Retry.of(work, work.session, work.actor, work.fingerprint)
            if retry is not None and (answer := await retry.stored_answer()) is not None:
                return answer
            response = await inner(work)
            if retry is not None:
                await retry.store(response, secret=work.answers_secret)
        return response

    async def identify(self, work: Work, connection: AsyncConnection) -> Actor:
        return ANONYMOUS


class SignedInRoute(PublicRoute):
    """A route for people and programs that are signed in: the default of every router."""

    public = False

    async def identify(self, work: Work, connection: AsyncConnection) -> Actor:
        actor = await actor_behind(work, connection)
        work.scope["actor"] = actor
        remaining = work.app.state.rate_limits.take(actor)
        if remaining is not None:
            fields = rate_limit(remaining).items()
            work.scope["rate_limit"] = [(name.lower().encode(), value.encode()) for name, value in fields]
        if work.method not in READING:
            _require_trust(work, actor)
        return actor


async def _by_token(work: Work, connection: AsyncConnection, scheme: str, token: str) -> Actor:
    """Raises `NotSignedIn`, and `Forbidden` where a service client may not call from."""
    if scheme.lower() != "bearer":
        raise NotSignedIn("Only bearer tokens are taken in the Authorization header.")
    request_id = work.scope.get("request_id")
    actor = await actor_of_token(connection, token.strip(), work.clock.now(), request_id)
    if actor is None:
        raise NotSignedIn("This token is unknown, expired or revoked.")
    networks = actor.credential.networks if actor.credential else ()
    if networks and not lies_in(work.client.host if work.client else "", networks):
        raise Forbidden("network", "This service client may not call from this address.")
    return actor


def _cookie(work: Work) -> str:
    return work.cookies.get(session_cookie(work.app.state.settings), "")


def _require_trust(work: Work, actor: Actor) -> None:
    """A change needs a token that may make one, or a session's second secret, which other sites do not know."""
    if actor.credential is not None:
        if actor.reads_only:
            raise Forbidden(SCOPE_WRITE, "This token is for reading only.")
        return
    given = work.headers.get("x-csrf-token", "")
    if not hmac.compare_digest(given.encode(), (actor.csrf_token or "").encode()):
        raise CsrfRefused


class PersonalRoute(SignedInRoute):
    """A signed-in route whose answers tell of people: no browser or proxy keeps them."""

    async def run(self, work: Work, inner: Handler) -> Response:
        response = await super().run(work, inner)
        response.headers["Cache-Control"] = "no-store"
        return response


async def actor_behind(work: Work, connection: AsyncConnection) -> Actor:
    """Whose cookie or token came with the request. Raises `NotSignedIn` and `Forbidden`."""
    scheme, _, token = work.headers.get("authorization", "").partition(" ")
    if scheme:
        return await _by_token(work, connection, scheme, token)
    request_id = work.scope.get("request_id")
    actor = await actor_of_session(connection, _cookie(work), work.clock.now(), request_id)
    if actor is None:
        raise NotSignedIn
    return actor


class Resource(APIRouter):
    """The operations of one resource under `/api/v1`, for people and programs that are signed in."""

    def __init__(
        self, prefix: str = "", *, tags: list[str | Enum], route_class: type[PublicRoute] = SignedInRoute
    ) -> None:
        super().__init__(prefix=f"/api/v1{prefix}", tags=tags, route_class=route_class)


def _called_directly(dependant: Dependant) -> Handler | None:
    """A handler that takes its request, parts of its path and the query of a list, and nothing else.

    Which is most of the reading ones. FastAPI would work out at every request what these are, for longer than the
    driver takes to ask the database.
    """
    takes_more = (
        dependant.query_params, dependant.header_params, dependant.cookie_params, dependant.body_params
    )  # fmt: skip
    lists = [inner for inner in dependant.dependencies if isinstance(inner.call, ListParameters)]
    if any(takes_more) or len(lists) < len(dependant.dependencies) or dependant.request_param_name is None:
        return None
    request_name = dependant.request_param_name
    call = cast(Callable[..., Coroutine[Any, Any, Response]], dependant.call)

    async def handle(request: Request) -> Response:
        values: dict[str, Any] = {request_name: request}
        faults: list[Any] = []
        for part in dependant.path_params:
            values[part.name], found = part.validate(
                request.path_params[part.alias], loc=("path", part.alias)
            )
            faults += found
        if faults:
            raise RequestValidationError(faults)
        for inner in lists:
            values[str(inner.name)] = await cast(ListParameters, inner.call)(request)
        return await call(**values)

    return handle


def session_cookie(settings: Settings) -> str:
    """`__Host-` binds the cookie to this host over HTTPS; browsers refuse it over plain HTTP."""
    return "__Host-session" if settings.secure_cookies else "session"
