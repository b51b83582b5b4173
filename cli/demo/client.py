"""One person or program at the API, patient with a server that goes away and comes back."""

import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

import httpx

PATIENCE_SECONDS = 60

NOT_YET_THERE = '"0-00000000"'
"""If-Match for a PUT of something that nobody has written yet."""


class Refused(Exception):
    """The API answered with problem details."""

    def __init__(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self.problem: dict[str, Any] = response.json() if response.content else {}
        super().__init__(
            f"{response.request.method} {response.request.url.path}: {self.status} {self.problem.get('detail')} "
            + "; ".join(
                f"{e.get('pointer') or e.get('parameter')}: {e['message']}"
                for e in self.problem.get("errors", [])
            )
        )


@dataclass
class Record:
    """A record as last answered, with the ETag that a change of it needs."""

    address: str
    data: dict[str, Any]
    etag: str

    def __getitem__(self, name: str) -> Any:
        return self.data[name]


@dataclass
class Caller:
    """Comes with a token, so that the clock can move through months without ending a session.

    Every POST carries an `Idempotency-Key`, so that it can be sent again after a broken connection without being
    done twice; requests are repeated until the server is back.
    """

    base_url: str
    token: str | None = None
    transport: httpx.BaseTransport | None = None
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        self.http = httpx.Client(
            base_url=f"{self.base_url}/api/v1", headers=headers, timeout=30, transport=self.transport
        )

    @classmethod
    def signed_in(
        cls,
        base_url: str,
        email: str,
        password: str,
        until: datetime,
        transport: httpx.BaseTransport | None = None,
    ) -> "Caller":
        """Signs in once, for a token that lasts `until` then: at most a year, by the program's clock."""
        person = cls(base_url, transport=transport)
        session = person.create("/session", {"email": email, "password": password})
        person.http.headers["X-CSRF-Token"] = session["csrf_token"]
        wanted = {"name": "Demonstration", "scopes": ["read", "write"], "expires_at": until.isoformat()}
        return cls(base_url, person.create("/api-tokens", wanted)["token"], transport)

    def get(self, address: str, **params: Any) -> Record:
        response = self._send("GET", address, params=params)
        return Record(address, response.json(), response.headers.get("etag", ""))

    def items(self, address: str, **params: Any) -> list[dict[str, Any]]:
        return list(self.get(address, **params)["items"])

    def create(self, address: str, body: dict[str, Any]) -> Record:
        response = self._send("POST", address, json=body)
        where = response.headers.get("location", address).removeprefix("/api/v1")
        return Record(where, response.json(), response.headers.get("etag", ""))

    def send_file(self, address: str, name: str, content: bytes, **params: str) -> None:
        self._send("POST", address, params=params, files={"file": (name, content)})

    def upload(self, address: str, name: str, content: bytes, **fields: str) -> Record:
        response = self._send("POST", address, data=fields, files={"file": (name, content)})
        return Record(response.headers["location"].removeprefix("/api/v1"), response.json(), "")

    def act(self, record: Record, event: str, body: dict[str, Any] | None = None) -> Record:
        """Fire an event on a record; the answer is the record as it stands then."""
        self.refresh(record)
        address = f"{record.address}/{event}"
        response = self._send("POST", address, json=body, headers={"If-Match": record.etag})
        return Record(record.address, response.json(), response.headers["etag"])

    def change(self, record: Record, body: dict[str, Any]) -> Record:
        self.refresh(record)
        response = self._send("PATCH", record.address, json=body, headers={"If-Match": record.etag})
        return Record(record.address, response.json(), response.headers["etag"])

    def put(self, address: str, body: dict[str, Any], etag: str | None = None) -> Record:
        headers = {"If-Match": etag} if etag else {}
        response = self._send("PUT", address, json=body, headers=headers)
        return Record(address, response.json(), response.headers.get("etag", ""))

    def refresh(self, record: Record) -> Record:
        fresh = self.get(record.address)
        record.data, record.etag = fresh.data, fresh.etag
        return record

    def wait_for(self, record: Record, status: str) -> Record:
        """Until the server's own clock has moved the record. Raises `TimeoutError` when it does not."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.refresh(record)["status"] != status:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{record.address} is {record['status']} and did not become {status}.")
            time.sleep(0.1)
        return record

    def _send(self, method: str, address: str, **options: Any) -> httpx.Response:
        headers = dict(options.pop("headers", {}))
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid4())
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                response = self.http.request(method, address, headers=headers, **options)
            except httpx.TransportError:
                if time.monotonic() > deadline:
                    raise
            else:
                if response.status_code not in (502, 503) or time.monotonic() > deadline:
                    if response.is_error:
                        raise Refused(response)
                    return response
            time.sleep(0.2)
