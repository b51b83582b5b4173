"""Stored files as answers: shown only as what they are, in a page that can do nothing."""

import re
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from services.claims.receipt_queries import StoredFile

#: Should a browser open the file as a page: no script, no form, no origin, and nobody's frame.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")

#: How the OpenAPI document describes it.
FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file, or of a `Range` its part (206).",
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in ("application/pdf", "image/jpeg", "image/png", "image/webp")
        },
    },
    206: {"description": "The bytes that `Range` names."},
    304: {"description": "Unchanged since the ETag in `If-None-Match`."},
}


class FileResponse(Response):
    """Of any media type: each answer names its own."""

    media_type = None


def file_response(request: Request, file: StoredFile) -> Response:
    """The file with headers that keep it harmless; one range of bytes where one is asked for (RFC 9110).

    Raises `HTTPException` 416 for a range that the file does not have.
    """
    tag = f'"{file.tag}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "no-store",
        "Content-Disposition": _disposition(file.name),
        "Content-Security-Policy": POLICY,
        "Accept-Ranges": "bytes",
    }
    if tag in {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}:
        return Response(status_code=304, headers=headers)
    size = len(file.content)
    span = span_of(request, tag, size)
    if span is None:
        return Response(file.content, headers=headers, media_type=file.media_type)
    start, end = span
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return Response(file.content[start:end], 206, headers, file.media_type)


def span_of(request: Request, tag: str, size: int) -> tuple[int, int] | None:
    """The first byte that `Range` asks for and the one behind its last; None: the whole file.

    Raises `HTTPException` 416 for a range that the file does not have.
    """
    asked = _RANGE.fullmatch(request.headers.get("range", "").strip())
    if asked is None or asked.groups() == ("", "") or request.headers.get("if-range", tag) != tag:
        return None
    first, last = asked.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start >= size or start > end:
        raise HTTPException(416, headers={"Content-Range": f"bytes */{size}"})
    return start, end + 1


def _disposition(name: str) -> str:
    """RFC 6266: a plain name for old programs, the true one beside it."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in name)
    return f"inline; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
