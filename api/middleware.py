"""Plain ASGI middleware: request id, host check, HEAD, security headers, and one log line a request."""

import re
import time
from urllib.parse import urlsplit

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uuid_utils import uuid7

from api.errors import problem
from services.settings import Settings

log = structlog.get_logger()

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,128}")
_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")

CLIENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'"
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), geolocation=(), microphone=()"),
)
_SECURE_HEADERS = ((b"strict-transport-security", b"max-age=31536000; includeSubDomains"),)
#: Addresses that are no files of the client.
_DATA = ("/api/", "/scim/", "/healthz", "/readyz", "/openapi.json")
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"


class RequestContext:
    """Gives every request its id, refuses foreign hosts, sets security headers and logs without query strings.

    HEAD is answered as GET without the body: same headers, and no second operation in the API's description.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.hosts = frozenset(settings.allowed_hosts)
        self.headers = [*_HEADERS, *(_SECURE_HEADERS if settings.secure_cookies else ())]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        bodiless = scope["method"] == "HEAD" and scope["path"].startswith(_DATA)
        if bodiless:
            scope["method"] = "GET"
        request_id = _request_id(headers)
        scope["request_id"] = request_id
        started = time.perf_counter()
        status = 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._add_headers(message["headers"], scope, request_id)
            elif bodiless:
                message = {
                    "type": "http.response.body",
                    "body": b"",
                    "more_body": message.get("more_body", False),
                }
            await send(message)

        try:
            if not self._host_known(headers.get(b"host", b"").decode("latin-1")):
                detail = "This host name is not served here."
                refusal = problem(Request(scope), 400, "unknown_host", "Unknown host", detail)
                await refusal(scope, receive, send_with_headers)
            else:
                await self.app(scope, receive, send_with_headers)
        finally:
            if (actor := scope.get("actor")) is not None:
                state = scope["app"].state
                state.usage.note(actor, scope["route"].operation_id or "", status, state.clock.now())
            log.info(
                "request",
                method=scope["method"],
                path=scope["path"],
                status=status,
                ms=round((time.perf_counter() - started) * 1000, 1),
                request_id=request_id,
            )

    def _host_known(self, host: str) -> bool:
        try:
            return "*" in self.hosts or urlsplit(f"//{host}").hostname in self.hosts
        except ValueError:  # brackets around what is no address
            return False

    def _add_headers(self, headers: list[tuple[bytes, bytes]], scope: Scope, request_id: str) -> None:
        """A header that the answer has already is its own business."""
        given, path = {name for name, _ in headers}, scope["path"]
        headers.append((b"x-request-id", request_id.encode()))
        headers += self.headers
        if b"content-security-policy" not in given:
            headers.append((b"content-security-policy", DATA_POLICY.encode()))
        headers += scope.get("retiring", ())
        if b"ratelimit" not in given:
            headers += scope.get("rate_limit", ())
        if path.startswith(("/api/", "/scim/")):
            # What is published is the same for everybody, and caches in between may keep it.
            if not next((v for n, v in headers if n == b"cache-control"), b"").startswith(b"public"):
                headers.append((b"vary", b"Cookie, Authorization"))
            if b"cache-control" not in given:
                headers.append((b"cache-control", b"no-store"))


def _request_id(headers: dict[bytes, bytes]) -> str:
    given = headers.get(b"x-request-id", b"").decode("latin-1")
    if _REQUEST_ID.fullmatch(given):
        return given
    trace = _TRACEPARENT.fullmatch(headers.get(b"traceparent", b"").decode("latin-1"))
    return trace[1] if trace else str(uuid7())
