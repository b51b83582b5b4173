"""Answers of the usual kinds: a page, a record with its ETag, and the version a change is based on."""

import zlib
from typing import Annotated, Any

import orjson
from fastapi import Depends, Header, Request, Response

from services.detail import Answer
from services.errors import StaleVersion, VersionRequired

PRIVATE = "private, no-cache"


def etag(version: int, body: bytes) -> str:
    """The version, for If-Match, and a checksum, since an answer also holds what its neighbours decide."""
    return f'"{version}-{zlib.crc32(body):08x}"'


def record_response(
    request: Request, answer: Answer, *, created_at: str | None = None, accepted_at: str | None = None
) -> Response:
    """One record. `created_at` is the path it was created at: then 201 with `Location`.

    `accepted_at` is the path of the job that goes on with it: then 202.
    """
    body = json_bytes(answer)
    tag = etag(answer["version"], body)
    headers = {"ETag": tag, "Cache-Control": PRIVATE}
    if request.method in ("GET", "HEAD") and tag in tags(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    if (place := created_at or accepted_at) is not None:
        headers["Location"] = place
    status = 201 if created_at else 202 if accepted_at else 200
    return Response(body, status, headers, "application/json")


def json_response(answer: Any, *, cache: str = PRIVATE, status: int = 200) -> Response:
    """A small answer that is not a record."""
    return Response(json_bytes(answer), status, {"Cache-Control": cache}, "application/json")


class PdfResponse(Response):
    media_type = "application/pdf"


#: How the OpenAPI document describes it.
PDF: dict[str, Any] = {
    "description": "A tagged PDF.",
    "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
}


def json_bytes(answer: Any) -> bytes:
    """asyncpg has its own UUID class, and exact numbers travel as strings: both are written as text."""
    return orjson.dumps(answer, default=str, option=orjson.OPT_UTC_Z)


def tags(header: str) -> set[str]:
    """Of an `If-None-Match`, weak or not."""
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


async def _version(
    if_match: Annotated[
        str | None,
        Header(description="ETag of the record as last read.", examples=['"3-1c291ca3"'], max_length=200),
    ] = None,
) -> int:
    """The version in `If-Match`. Raises `VersionRequired` without one, `StaleVersion` for any other text."""
    if if_match is None:
        raise VersionRequired
    return _number(if_match)


def given_version(request: Request) -> int | None:
    """The version in `If-Match` where there is one, for the few writes that do without. Raises `StaleVersion`."""
    if_match = request.headers.get("if-match")
    return None if if_match is None else _number(if_match)


def _number(if_match: str) -> int:
    number = if_match.strip().removeprefix("W/").strip('"').partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise StaleVersion(0)
    return int(number)


Version = Annotated[int, Depends(_version)]
