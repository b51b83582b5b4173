"""`Idempotency-Key`: the first answer is stored in the transaction of its effect, and replayed byte for byte.

All but answers that hold a new secret: of those only the address is kept, since a secret is stored nowhere as text.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
from fastapi import Request, Response
from sqlalchemy import Text, and_, bindparam, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from models.database import connection_of
from models.events import IdempotencyRecord
from services.access.policy import Actor
from services.errors import FieldProblem, IdempotencyMismatch, Invalid, ShownOnce, StillRunning
from services.prepared import Prepared

KEPT = timedelta(hours=24)
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_REPLAYED_HEADERS = ("content-type", "etag", "location")


class Retry:
    """One use of a key by one actor."""

    def __init__(self, session: AsyncSession, actor_id: UUID, key: str, request_hash: bytes) -> None:
        self._session = session
        self._actor_id = actor_id
        self._key = key
        self._request_hash = request_hash

    @classmethod
    async def of(
        cls, request: Request, session: AsyncSession, actor: Actor, content: Callable[[], Awaitable[bytes]]
    ) -> "Retry | None":
        """None when the request names no key. `content`: what two equal requests have in common besides the address.

        Raises `Invalid` for a malformed key.
        """
        key = request.headers.get("idempotency-key")
        if key is None or request.method != "POST" or actor.id is None:
            return None
        if not _KEY.fullmatch(key):
            raise Invalid(
                FieldProblem(
                    "Idempotency-Key", "key_form", "Use 1 to 255 printable ASCII characters without blanks."
                )
            )
        seen = hashlib.sha256(f"{request.url.path}?{request.url.query}\n".encode())
        seen.update(request.headers.get("if-match", "").encode())
        seen.update(b"\n")
        seen.update(await content())
        return cls(session, actor.id, key, seen.digest())

    async def stored_answer(self) -> Response | None:
        """The first answer, if there is one. Raises `StillRunning`, `IdempotencyMismatch` and `ShownOnce`."""
        values = {"name": f"{self._actor_id}:{self._key}", "actor": self._actor_id, "key": self._key}
        [(locked, request_hash, status, headers, body)] = await _LOOKUP.rows(
            connection_of(self._session), values
        )
        if not locked:
            raise StillRunning
        if request_hash is None:
            return None
        if request_hash != self._request_hash:
            raise IdempotencyMismatch
        if status == 201 and not body:
            raise ShownOnce(orjson.loads(headers)["location"])
        return Response(body, status, {**orjson.loads(headers), "Idempotency-Replayed": "true"})

    async def store(self, response: Response, *, secret: bool) -> None:
        """Keep a good answer, without its body when it holds a secret.

        A failed request left no effect and may be tried again with the same key.

        Raises `StillRunning` when another request with the key was answered between our look-up and our lock.
        """
        if response.status_code >= 400:
            return
        await self._session.flush()
        values = {
            "actor_id": self._actor_id,
            "key": self._key,
            "request_hash": self._request_hash,
            "status": response.status_code,
            "headers": {k: response.headers[k] for k in _REPLAYED_HEADERS if k in response.headers},
            "body": b"" if secret else bytes(response.body),
        }
        if not await _STORE.rows(connection_of(self._session), values):
            raise StillRunning


def _given(column: str) -> Any:
    return bindparam(column, type_=IdempotencyRecord.__table__.c[column].type)


_ASKED = select(literal_column("1")).subquery("asked")
_LOOKUP = Prepared(
    select(
        func.pg_try_advisory_xact_lock(func.hashtextextended(bindparam("name", type_=Text()), 0)),
        IdempotencyRecord.request_hash,
        IdempotencyRecord.status,
        cast(IdempotencyRecord.headers, Text),
        IdempotencyRecord.body,
    ).select_from(
        _ASKED.outerjoin(
            IdempotencyRecord,
            and_(
                IdempotencyRecord.actor_id == bindparam("actor", type_=IdempotencyRecord.actor_id.type),
                IdempotencyRecord.key == bindparam("key", type_=Text()),
                IdempotencyRecord.created_at > func.now() - KEPT,
            ),
        )
    )
)
_ANSWER = {column: _given(column) for column in ("request_hash", "status", "headers", "body")}
_STORE = Prepared(
    insert(IdempotencyRecord)
    .values({"actor_id": _given("actor_id"), "key": _given("key"), **_ANSWER})
    .on_conflict_do_update(
        index_elements=["actor_id", "key"],
        set_={**_ANSWER, "created_at": func.now()},
        where=IdempotencyRecord.created_at <= func.now() - KEPT,
    )
    .returning(IdempotencyRecord.status)
)
