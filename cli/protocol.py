"""HTTP on the wire, with what uvicorn's protocol lacks: an end to requests that are too long or never finish."""

from asyncio import BaseTransport, TimerHandle

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: Method, address and headers of one request. Browsers and proxies stay far below.
MOST_HEADER_BYTES = 32 * 1024
#: A caller has so long to send the headers, and then the body.
HEADER_SECONDS = 15
BODY_SECONDS = 60
#: And longer for what is said to be long, at the pace of a poor mobile network.
SLOWEST_BYTES_A_SECOND = 32 * 1024
LONGEST_SECONDS = 600


class BoundedProtocol(HttpToolsProtocol):
    """Refuses long headers while they still come in, and cuts callers who take too long to say what they want."""

    _header_bytes = 0
    _in_headers = True
    _too_long = False
    _deadline: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        self._allow(HEADER_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        self._allow(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._in_headers:
            self._header_bytes += len(data)
            if self._header_bytes > MOST_HEADER_BYTES and not self.transport.is_closing():
                self._too_long = True
                self.send_400_response("")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_headers = True
        self._header_bytes = 0
        self._allow(HEADER_SECONDS)

    def on_headers_complete(self) -> None:
        self._in_headers = False
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if size > MOST_HEADER_BYTES:
            self._too_long = True
            raise ValueError  # the parser stops, and `send_400_response` answers
        self._allow(BODY_SECONDS + self._announced_bytes() / SLOWEST_BYTES_A_SECOND)
        super().on_headers_complete()

    def _announced_bytes(self) -> int:
        length = next((value for name, value in self.headers if name == b"content-length"), b"0")
        most = (LONGEST_SECONDS - BODY_SECONDS) * SLOWEST_BYTES_A_SECOND
        return min(int(length), most) if length.isdigit() else 0

    def on_message_complete(self) -> None:
        self._allow(None)
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        if self._too_long:
            status, code, title = (
                b"431 Request Header Fields Too Large",
                "headers_too_large",
                "Headers too large",
            )
            detail = f"Address and headers together may have {MOST_HEADER_BYTES} bytes."
        else:
            status, code, title = b"400 Bad Request", "bad_request", "Bad request"
            detail = "This is no well-formed HTTP request."
        body = orjson.dumps(
            {
                "type": f"urn:inl-police-partnerships:problem:{code}",
                "title": title,
                "status": int(status[:3]),
                "code": code,
                "detail": detail,
                "errors": [],
            }
        )
        self.transport.write(
            b"HTTP/1.1 " + status + b"\r\ncontent-type: application/problem+json\r\ncontent-length: %d\r\n"
            b"cache-control: no-store\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n"
            % len(body)
            + body
        )
        self.transport.close()

    def _allow(self, seconds: float | None) -> None:
        """Close the connection unless the caller gets on within `seconds`."""
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = self.loop.call_later(seconds, self.transport.close) if seconds else None
