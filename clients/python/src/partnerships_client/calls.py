"""Sending a call and reading its answer: credentials, retries, errors, versions."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import IO, Any, Self
from urllib.parse import quote
from uuid import UUID, uuid4

import httpx

Files = Mapping[str, tuple[str, bytes | IO[bytes], str]]
"""Name of the field to name of the file, content and media type."""

Version = str | Mapping[str, Any]
"""An ETag, or the record that came with one."""

#: Not done: the server was busy, away or starting.
_BUSY = frozenset({429, 502, 503, 504})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LONGEST_PAUSE_SECONDS = 30.0


class Record(dict[str, Any]):
    """A body with the ETag it came with. To type checkers it is the TypedDict of its operation."""

    etag: str | None = None


def etag(record: Version) -> str:
    """The ETag of a record that was read by itself. Raises `ValueError` for a row of a list, which has none."""
    found = record if isinstance(record, str) else getattr(record, "etag", None)
    if not found:
        raise ValueError(
            "This record has no ETag: read it by itself first, such as with agencies_get(row['id'])."
        )
    return str(found)


class ProblemError(Exception):
    """The server refused. `status` and `code` are for programs, `detail` for people.

    `errors` names the fields at fault, each with `pointer` or `parameter`, `code` and `message`; `request_id` is to be
    quoted when asking for help; `problem` is all that the server said.
    """

    def __init__(self, response: httpx.Response) -> None:
        try:
            said = response.json()
        except ValueError:
            said = {}
        self.problem: dict[str, Any] = said if isinstance(said, dict) else {}
        self.status = response.status_code
        self.code = str(self.problem.get("code", f"http_{self.status}"))
        self.detail = str(self.problem.get("detail") or response.reason_phrase)
        self.errors: list[dict[str, Any]] = self.problem.get("errors") or []
        self.request_id: str | None = response.headers.get("X-Request-Id")
        fields = [
            f"{one.get('pointer') or one.get('parameter')}: {one.get('message')}" for one in self.errors
        ]
        asked = f"{response.request.method} {response.request.url.path}"
        super().__init__("\n  ".join([f"{asked}: {self.status} {self.code}: {self.detail}", *fields]))


@dataclass(frozen=True)
class ServerSentEvent:
    """One message of a stream; `id` is what a later connection goes on from."""

    id: str
    event: str
    data: str


def new_key() -> str:
    return str(uuid4())


def quoted(value: object) -> str:
    return quote(str(value), safe="")


class Calls:
    """One connection pool to one server.

    `patience` is how long, in seconds, a call is tried again while the server is busy or away. What is tried again is
    what cannot be done twice: reading, and writing with a key or by a key. A change or removal (PATCH, DELETE) is only
    sent again when it surely did not arrive.
    """

    def __init__(
        self,
        base_url: str,
        token: str | None = None,
        *,
        patience: float = 120,
        timeout: float = 60,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"Accept": "application/json", "User-Agent": "partnerships-client-python"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self.patience = patience
        self.http = httpx.Client(
            base_url=base_url.rstrip("/"), headers=headers, timeout=timeout, transport=transport
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.http.close()

    def send(
        self,
        method: str,
        address: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        content: bytes | None = None,
        data: Mapping[str, str] | None = None,
        files: Files | None = None,
        headers: Mapping[str, Any] | None = None,
        if_match: Version | None = None,
        known: Any = None,
        idempotency_key: str | None = None,
    ) -> httpx.Response:
        """The answer of any call. Raises `ProblemError` when refused, `httpx.TransportError` without a server."""
        sent = {name: _text(value) for name, value in (headers or {}).items() if value is not None}
        if if_match is not None:
            sent["If-Match"] = etag(if_match)
        if known is not None:
            sent["If-None-Match"] = etag(known)
        if idempotency_key is not None:
            sent["Idempotency-Key"] = idempotency_key
        if content is not None:
            sent["Content-Type"] = "application/octet-stream"
        request = self.http.build_request(
            method,
            address,
            params=_query(query or {}),
            json=body,
            content=content,
            data=data,
            files=files,
            headers=sent,
        )
        if files is not None:
            request.read()  # so that it can be sent again
        repeatable = method in _SAFE or method == "PUT" or idempotency_key is not None
        return self._patiently(request, repeatable)

    def _patiently(self, request: httpx.Request, repeatable: bool) -> httpx.Response:
        until, tries = time.monotonic() + self.patience, 0
        while True:
            pause = min(2.0**tries * random.uniform(0.25, 0.5), _LONGEST_PAUSE_SECONDS)
            try:
                response = self.http.send(request)
            except httpx.TransportError as error:
                arrived = not isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
                if (arrived and not repeatable) or time.monotonic() + pause > until:
                    raise
            else:
                if response.is_success or response.status_code == 304:
                    return response
                problem = ProblemError(response)
                pause = max(pause, _asked_pause(response))
                if not _worth_another(problem, repeatable) or time.monotonic() + pause > until:
                    raise problem
            time.sleep(pause)
            tries += 1

    @contextmanager
    def open(
        self, address: str, headers: Mapping[str, str], query: Mapping[str, Any] | None = None
    ) -> Iterator[httpx.Response]:
        """An answer that is read piece by piece; not tried again by itself. Raises `ProblemError`."""
        with self.http.stream("GET", address, params=_query(query or {}), headers=headers) as response:
            if response.is_error:
                response.read()
                raise ProblemError(response)
            yield response

    def _record(self, method: str, address: str, *, known: Any = None, **options: Any) -> Any:
        response = self.send(method, address, known=known, **options)
        if response.status_code == 304:
            return known
        record = Record(response.json())
        record.etag = response.headers.get("ETag")
        return record

    def _content(self, method: str, address: str, **options: Any) -> bytes:
        return self.send(
            method, address, headers={"Accept": "*/*"} | (options.pop("headers", None) or {}), **options
        ).content

    def _nothing(self, method: str, address: str, **options: Any) -> None:
        self.send(method, address, **options)

    def _stream(self, address: str, *, query: Mapping[str, Any] | None = None) -> Iterator[ServerSentEvent]:
        with self.open(address, {"Accept": "text/event-stream"}, query) as response:
            yield from _messages(response.iter_lines())


def _messages(lines: Iterator[str]) -> Iterator[ServerSentEvent]:
    fields: dict[str, list[str]] = {}
    latest = ""
    for line in lines:
        if line.startswith(":"):
            continue
        if line:
            name, _, value = line.partition(":")
            fields.setdefault(name, []).append(value.removeprefix(" "))
            continue
        latest = fields.get("id", [latest])[-1]
        if "data" in fields:
            yield ServerSentEvent(latest, fields.get("event", ["message"])[-1], "\n".join(fields["data"]))
        fields = {}


def _worth_another(problem: ProblemError, repeatable: bool) -> bool:
    if problem.status in (429, 503):
        return True  # refused before anything was done
    return repeatable and (problem.status in _BUSY or problem.code == "still_running")


def _asked_pause(response: httpx.Response) -> float:
    """Seconds of `Retry-After`, which is a number or a date."""
    asked = response.headers.get("Retry-After", "0")
    if asked.isdigit():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds())
    except ValueError:
        return 0.0


def _query(query: Mapping[str, Any]) -> httpx.QueryParams:
    pairs: list[tuple[str, str | int | float | bool | None]] = []
    for name, value in query.items():
        several = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        pairs += [(name, _text(one)) for one in several if one is not None]
    return httpx.QueryParams(pairs)


def _text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case datetime():
            if value.tzinfo is None:
                raise ValueError(f"{value} has no time zone.")
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case UUID() | str() | int() | float():
            return str(value)
    raise TypeError(f"{value!r} cannot be a parameter.")
