"""Keyset pages: order, opaque cursors, and the condition that a row lies beyond one."""

import base64
import binascii
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    SmallInteger,
    and_,
    bindparam,
    false,
    or_,
    tuple_,
)
from sqlalchemy.types import TypeEngine

from services.errors import BadCursor

#: More than any amount or measure.
_TOO_LARGE = 10**18


def _text(text: str) -> str:
    if "\x00" in text:
        raise ValueError
    return text


def _number(kind: Callable[[str], Any], text: str) -> Any:
    number = kind(text)
    if not -_TOO_LARGE < number < _TOO_LARGE:  # nor what is no number
        raise ValueError
    return number


def _limit(kind: TypeEngine[Any]) -> int:
    """Beyond what a whole number of that type can be."""
    sizes = ((SmallInteger, 15), (BigInteger, 63), (Integer, 31))
    return int(2 ** next(bits for type_, bits in sizes if isinstance(kind, type_)))


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError
    return instant.astimezone(UTC)


_PARSERS: dict[type, Callable[[str], Any]] = {
    str: _text,
    int: int,
    float: partial(_number, float),
    Decimal: partial(_number, Decimal),
    UUID: UUID,
    date: date.fromisoformat,
    datetime: _instant,
}


@dataclass(frozen=True, slots=True)
class Sort:
    """One column of an order. Nulls come last, whichever the direction."""

    name: str
    column: ColumnElement[Any]
    descending: bool = False

    @property
    def nullable(self) -> bool:
        return bool(getattr(self.column, "nullable", True))

    def order(self, backwards: bool) -> ColumnElement[Any]:
        ordered = self.column.desc() if self.descending != backwards else self.column.asc()
        if self.nullable:
            ordered = ordered.nulls_first() if backwards else ordered.nulls_last()
        return ordered

    def same(self, value: Any) -> ColumnElement[bool]:
        return self.column.is_(None) if value is None else self.column == self._bound()

    def beyond(self, value: Any, backwards: bool) -> ColumnElement[bool]:
        if value is None:
            return self.column.is_not(None) if backwards else false()
        bound = self._bound()
        further: ColumnElement[bool] = (
            self.column < bound if self.descending != backwards else self.column > bound
        )
        if self.nullable and not backwards:
            further = or_(further, self.column.is_(None))
        return further

    def _bound(self) -> Any:
        return bindparam(f"after_{self.name}", type_=self.column.type)

    def parse(self, text: str | None) -> Any:
        """Raises `BadCursor` for text that is no value of the column."""
        if text is None and self.nullable:
            return None
        if text is None:
            raise BadCursor
        kind = self.column.type
        try:
            value = _PARSERS[kind.python_type](text)
            if isinstance(value, int) and not -_limit(kind) <= value < _limit(kind):
                raise BadCursor
            return value
        except (ValueError, ArithmeticError, KeyError):
            raise BadCursor from None


@dataclass(frozen=True, slots=True)
class Cursor:
    """Sort values of the row next to the page, and whether the page lies before it instead of after."""

    values: tuple[Any, ...]
    backwards: bool

    def bound(self, sorts: Sequence[Sort]) -> dict[str, Any]:
        pairs = zip(sorts, self.values, strict=True)
        return {f"after_{s.name}": value for s, value in pairs if value is not None}


def fingerprint(*parts: Any) -> str:
    """A short mark of the query that a cursor belongs to."""
    return hashlib.sha256(orjson.dumps(parts, default=str)).hexdigest()[:12]


def encode(texts: Sequence[str | None], *, backwards: bool, query: str) -> str:
    payload = orjson.dumps([query, backwards, *texts])
    return base64.urlsafe_b64encode(payload).decode().rstrip("=")


def decode(token: str, *, query: str, sorts: Sequence[Sort]) -> Cursor:
    """Raises `BadCursor` when the token is malformed or belongs to another query."""
    try:
        padded = token + "=" * (-len(token) % 4)
        payload = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        raise BadCursor from None
    if not isinstance(payload, list) or len(payload) != len(sorts) + 2 or payload[0] != query:
        raise BadCursor
    backwards, *texts = payload[1:]
    if not isinstance(backwards, bool) or not all(text is None or isinstance(text, str) for text in texts):
        raise BadCursor
    return Cursor(tuple(s.parse(text) for s, text in zip(sorts, texts, strict=True)), backwards)


def beyond(sorts: Sequence[Sort], cursor: Cursor) -> ColumnElement[bool]:
    """Rows further on than the cursor. One row comparison where an index can serve it."""
    directions = {s.descending for s in sorts}
    if len(directions) == 1 and not any(s.nullable for s in sorts):
        columns = tuple_(*(s.column for s in sorts))
        bounds = tuple_(*(s._bound() for s in sorts))
        return columns < bounds if directions.pop() != cursor.backwards else columns > bounds
    steps = []
    for position, (s, value) in enumerate(zip(sorts, cursor.values, strict=True)):
        same = [
            earlier.same(v) for earlier, v in zip(sorts[:position], cursor.values[:position], strict=True)
        ]
        steps.append(and_(*same, s.beyond(value, cursor.backwards)))
    return or_(*steps)


def shape(cursor: Cursor | None) -> tuple[bool, ...] | None:
    """What of a cursor changes the statement: its direction and which values are null."""
    return None if cursor is None else (cursor.backwards, *(value is None for value in cursor.values))
