"""Every failure as problem details (RFC 9457): the one table from domain error to HTTP status."""

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, get_args

import orjson
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.limits import rate_limit, sign_in_limit
from api.methods import allowed_methods
from models.database import CONNECTION_LOST
from services import errors

log = structlog.get_logger()

STATUS: dict[type[errors.DomainError], tuple[int, str]] = {
    errors.NotSignedIn: (401, "Not signed in"),
    errors.WrongCredentials: (401, "Wrong e-mail address or password"),
    errors.Forbidden: (403, "Not allowed"),
    errors.CsrfRefused: (403, "Request not trusted"),
    errors.NotFound: (404, "Not found"),
    errors.LinkUnusable: (410, "This link cannot be used"),
    errors.Conflict: (409, "Conflict"),
    errors.IllegalTransition: (409, "Not possible in this state"),
    errors.StillRunning: (409, "Still running"),
    errors.ShownOnce: (409, "Shown only once"),
    errors.StaleVersion: (412, "Changed meanwhile"),
    errors.VersionRequired: (428, "If-Match required"),
    errors.TooManyAttempts: (429, "Too many attempts"),
    errors.TooManyUses: (429, "Too many requests"),
    errors.RateLimited: (429, "Too many requests"),
    errors.BadCursor: (400, "Bad cursor"),
    errors.Invalid: (422, "Invalid input"),
    errors.Unavailable: (503, "Unavailable"),
    errors.IdempotencyMismatch: (422, "Idempotency-Key used before"),
    errors.Busy: (503, "Busy"),
}

_HTTP: dict[int, tuple[str, str, str]] = {
    400: ("bad_request", "Bad request", "The request could not be read."),
    404: ("not_found", "Not found", "There is nothing at this address."),
    405: ("method_not_allowed", "Method not allowed", "This address does not take that method."),
    413: ("too_large", "Too large", "The body is larger than this address takes."),
    415: (
        "unsupported_media_type",
        "Unsupported media type",
        "Send the body as application/json, or a file as multipart/form-data; in both cases not compressed.",
    ),
    416: ("range_not_satisfiable", "No such range", "The file does not have the bytes that Range names."),
}

#: PostgreSQL's classes of failure that a caller can mend (SQLSTATE).
_CONSTRAINT_MESSAGES = {
    "23505": ("already_exists", "A record with this value already exists."),
    "23P01": ("overlap", "This overlaps another record of the same kind."),
    "23503": ("in_use", "Another record depends on this one, or the one it names does not exist."),
    "23514": ("rule_broken", "A rule of the database does not allow this value."),
}


SCIM = "/scim/"
SCIM_ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
_SCIM_TYPES = frozenset(
    {
        "invalidFilter", "tooMany", "uniqueness", "mutability", "invalidSyntax", "invalidPath", "noTarget",
        "invalidValue", "invalidVers", "sensitive",
    }
)  # fmt: skip


def problem(
    request: Request,
    status: int,
    code: str,
    title: str,
    detail: str,
    *,
    faults: Iterable[Mapping[str, Any]] = (),
    headers: Mapping[str, str] | None = None,
    **extra: Any,
) -> Response:
    """A problem+json answer, or the error of SCIM where that is spoken. `instance` is the id of the request."""
    faults = list(faults)
    if request.url.path.startswith(SCIM):
        return _scim_error(status, detail, faults, headers)
    body = {
        "type": f"urn:inl-police-partnerships:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
        "instance": request.scope.get("request_id"),
        "errors": faults,
        **{key: value for key, value in extra.items() if value is not None},
    }
    return Response(
        orjson.dumps(body),
        status,
        media_type="application/problem+json",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def _scim_error(
    status: int, detail: str, faults: list[Mapping[str, Any]], headers: Mapping[str, str] | None
) -> Response:
    """RFC 7644, section 3.12: broken rules are 400 there, with one of the words of its table."""
    body: dict[str, Any] = {"schemas": [SCIM_ERROR], "detail": detail}
    if status == 409:
        body["scimType"] = "uniqueness"
    if status == 422:
        status, code = 400, str(faults[0]["code"]) if faults else ""
        body["scimType"] = code if code in _SCIM_TYPES else "invalidValue"
    return Response(
        orjson.dumps({**body, "status": str(status)}),
        status,
        media_type="application/scim+json",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def _pointer(path: Iterable[Any]) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


async def on_domain_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.DomainError)
    status, title = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    headers: dict[str, str] = {}
    extra: dict[str, Any] = {}
    code = error.code
    match error:
        case errors.NotSignedIn():
            headers["WWW-Authenticate"] = 'Bearer realm="partnerships"'
        case errors.WrongCredentials():
            headers["WWW-Authenticate"] = 'Session realm="partnerships"'
            headers |= sign_in_limit(error.attempts_left, error.reset_seconds)
        case errors.Forbidden():
            extra["permission"] = str(error.permission)
        case errors.TooManyAttempts():
            headers["Retry-After"] = str(error.retry_after_seconds)
            headers |= sign_in_limit(0, error.retry_after_seconds)
        case errors.RateLimited():
            headers["Retry-After"] = str(error.retry_after_seconds)
            headers |= rate_limit(error.remaining)
        case errors.TooManyUses() | errors.Busy():
            headers["Retry-After"] = str(error.retry_after_seconds)
        case errors.StillRunning():
            headers["Retry-After"] = "1"
        case errors.Unavailable():
            headers["Retry-After"] = "30"
        case errors.IllegalTransition():
            code = error.transition_code
            extra |= {"state": error.state, "allowed_actions": list(error.allowed_actions)}
        case errors.Ambiguous():
            extra["candidates"] = error.candidates
        case errors.Conflict():
            code = error.conflict_code
    parameters = request.scope["route"].query_parameters if "route" in request.scope else ()
    faults = [
        {
            ("parameter" if p.field in parameters else "pointer"): p.field
            if p.field in parameters
            else f"/{p.field}",
            "code": p.code,
            "message": p.message,
        }
        for p in error.problems
    ]
    return problem(request, status, code, title, error.detail, faults=faults, headers=headers, **extra)


async def on_validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [_fault(request, item) for item in error.errors()]
    detail = faults[0]["message"] if len(faults) == 1 else f"{len(faults)} fields need correction."
    return problem(request, 422, "invalid", "Invalid input", detail, faults=faults)


def _fault(request: Request, item: Mapping[str, Any]) -> dict[str, Any]:
    place, *path = item["loc"]
    kind, message = item["type"], item["msg"]
    if kind == "extra_forbidden":
        known = _known_names(request, place, path[:-1])
        near = difflib.get_close_matches(str(path[-1]), known, n=1)
        message = f"Unknown field {str(path[-1])[:80]!r}."
        message += f" Did you mean {near[0]!r}?" if near else f" Known: {', '.join(sorted(known)[:40])}."
        kind = "unknown_field"
    if kind == "json_invalid":
        path = []
    where = {"pointer": _pointer(path)} if place == "body" else {"parameter": ".".join(map(str, path))[:200]}
    return {**where, "code": kind, "message": message}


def _known_names(request: Request, place: str, path: Iterable[Any]) -> list[str]:
    """Fields that the model at `path` has, found by walking the route's declared body."""
    body = request.scope["route"].body_field if place == "body" else None
    model: Any = body.field_info.annotation if body is not None else None
    for part in path:
        if isinstance(part, str):
            holder = _model_of(model)
            info = holder.model_fields.get(part) if holder else None
            model = info.annotation if info else None
    found = _model_of(model)
    return list(found.model_fields) if found else []


def _model_of(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for argument in get_args(annotation) if (model := _model_of(argument))), None)


async def on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return _wrong_method(request)
    code, title, detail = _HTTP.get(error.status_code, ("http_error", "Request failed", str(error.detail)))
    return problem(request, error.status_code, code, title, detail, headers=error.headers)


def _wrong_method(request: Request) -> Response:
    """405 with every method that the address takes; 404 where there is nothing; the list itself for OPTIONS."""
    methods = allowed_methods(request.app, request.url.path)
    allow = {"Allow": ", ".join(methods)}
    if methods and request.method == "OPTIONS":
        return Response(status_code=204, headers=allow)
    status = 405 if methods else 404
    code, title, detail = _HTTP[status]
    return problem(request, status, code, title, detail, headers=allow if methods else None)


async def on_stale_data(request: Request, _: Exception) -> Response:
    """Two changes to one row crossed in the database itself."""
    return await on_domain_error(request, errors.StaleVersion(0))


async def on_integrity_error(request: Request, error: Exception) -> Response:
    """A constraint that no command had asked about first: its kind and name, never its text."""
    assert isinstance(error, IntegrityError)
    state = getattr(error.orig, "sqlstate", None) or ""
    code, message = _CONSTRAINT_MESSAGES.get(
        state, ("conflict", "This contradicts what is already recorded.")
    )
    cause = getattr(error.orig, "__cause__", None)
    constraint = getattr(cause, "constraint_name", None)
    log.info(
        "constraint_refused",
        constraint=constraint,
        sqlstate=state,
        request_id=request.scope.get("request_id"),
    )
    return problem(request, 409, code, "Conflict", message)


async def on_database_unavailable(request: Request, error: Exception) -> Response:
    log.error("database_unavailable", error=type(error).__name__, request_id=request.scope.get("request_id"))
    return problem(
        request,
        503,
        "unavailable",
        "Unavailable",
        "The database is not answering. Try again in a moment; nothing was changed.",
        headers={"Retry-After": "2"},
    )


async def on_database_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, DBAPIError)
    state = getattr(error.orig, "sqlstate", None) or ""
    if error.connection_invalidated or state.startswith(("08", "57")):
        return await on_database_unavailable(request, error)
    if state in {"55P03", "40001", "40P01"}:
        return problem(
            request,
            503,
            "busy",
            "Busy",
            "Somebody else is changing the same records. Try again in a moment.",
            headers={"Retry-After": "1"},
        )
    return await on_unexpected(request, error)


async def on_unexpected(request: Request, error: Exception) -> Response:
    log.error("unexpected_error", exc_info=error, request_id=request.scope.get("request_id"))
    return problem(
        request,
        500,
        "internal",
        "Something went wrong",
        "The server could not finish this. Nothing was changed. Quote the request id when you ask for help.",
    )


def install(app: FastAPI) -> None:
    app.add_exception_handler(errors.DomainError, on_domain_error)
    app.add_exception_handler(RequestValidationError, on_validation_error)
    app.add_exception_handler(HTTPException, on_http_exception)
    app.add_exception_handler(StaleDataError, on_stale_data)
    app.add_exception_handler(IntegrityError, on_integrity_error)
    app.add_exception_handler(OperationalError, on_database_unavailable)
    app.add_exception_handler(PoolTimeout, on_database_unavailable)
    unreachable: tuple[type[Exception], ...] = (ConnectionError, *CONNECTION_LOST)
    for lost in unreachable:
        app.add_exception_handler(lost, on_database_unavailable)
    app.add_exception_handler(DBAPIError, on_database_error)
    app.add_exception_handler(Exception, on_unexpected)
