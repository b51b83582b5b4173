"""Plain ASGI middleware: request id, host check, HEAD, security headers, and one log line a request."""

import re
import time
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uuid_utils import uuid7

from services.settings import Settings

log = structlog.get_logger()

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,128}")
_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")

CLIENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'"
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"


class RequestContext:
    """Gives every request its id, refuses foreign hosts, sets security headers and logs without query strings.

    HEAD is answered as GET without the body: same headers, and no second operation in the API's description.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.hosts = frozenset(settings.allowed_hosts)
        self.secure = settings.secure_cookies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        bodiless = scope["method"] == "HEAD" and scope["path"].startswith("/api/")
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
                self._set_headers(MutableHeaders(raw=message["headers"]), scope["path"], request_id)
            elif bodiless:
                message = {
                    "type": "http.response.body",
                    "body": b"",
                    "more_body": message.get("more_body", False),
                }
            await send(message)

        try:
            if not self._host_known(headers.get(b"host", b"").decode("latin-1")):
                refusal = Response("This host name is not served here.\n", 400, media_type="text/plain")
                await refusal(scope, receive, send_with_headers)
            else:
                await self.app(scope, receive, send_with_headers)
        finally:
            log.info(
                "request",
                method=scope["method"],
                path=scope["path"],
                status=status,
                ms=round((time.perf_counter() - started) * 1000, 1),
                request_id=request_id,
            )

    def _host_known(self, host: str) -> bool:
        return "*" in self.hosts or urlsplit(f"//{host}").hostname in self.hosts

    def _set_headers(self, headers: MutableHeaders, path: str, request_id: str) -> None:
        headers["X-Request-Id"] = request_id
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()"
        headers.setdefault("Content-Security-Policy", DATA_POLICY)
        if path.startswith("/api/"):
            headers.setdefault("Cache-Control", "no-store")
            headers.add_vary_header("Cookie")
            headers.add_vary_header("Authorization")
        if self.secure:
            headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"


def _request_id(headers: dict[bytes, bytes]) -> str:
    given = headers.get(b"x-request-id", b"").decode("latin-1")
    if _REQUEST_ID.fullmatch(given):
        return given
    trace = _TRACEPARENT.fullmatch(headers.get(b"traceparent", b"").decode("latin-1"))
    return trace[1] if trace else str(uuid7())
