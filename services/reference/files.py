"""The shipped files: read as text, and identified by what is in them."""

import csv
import gzip
import hashlib
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any
from uuid import UUID

import orjson

_FOLDER = files("services.reference") / "data"


def _read(name: str) -> bytes:
    return (_FOLDER / name).read_bytes()


def read_rows(name: str) -> list[dict[str, str]]:
    """The records of a shipped CSV file (UTF-8, one heading row; `.gz` when compressed), in their order."""
    content = _read(name)
    if name.endswith(".gz"):
        content = gzip.decompress(content)
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def read_json(name: str) -> Any:
    """The value in a shipped JSON file."""
    return orjson.loads(_read(name))


def content_id(names: Iterable[str]) -> UUID:
    """An identifier that changes when any byte of the named files does: half of their SHA-256."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(hashlib.sha256(_read(name)).digest())
    return UUID(bytes=digest.digest()[:16])


def text_or_none(cell: str) -> str | None:
    return cell.strip() or None


def int_or_none(cell: str) -> int | None:
    return int(cell) if cell else None


def float_or_none(cell: str) -> float | None:
    return float(cell) if cell else None


def date_or_none(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def usd(cell: str) -> Decimal:
    """Dollars with two places. The files hold no more than two, which the tests check."""
    return Decimal(cell).quantize(Decimal("0.01"))
