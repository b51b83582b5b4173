"""What will go one day says so in every answer: since when, until when, and what takes its place.

Stated where the operation is: `@router.get("/old", **retiring(since=…, sunset=…, instead="/api/v1/new"))`.
"""

from datetime import UTC, date, datetime
from email.utils import format_datetime
from typing import Any

from fastapi.routing import APIRoute

_KEY = "x-retiring"


def retiring(*, since: date, sunset: date | None = None, instead: str | None = None) -> dict[str, Any]:
    """Arguments of a route. `since`: use it no more from this day; `sunset`: the day on which it goes.

    Raises `ValueError` for an operation that goes before it is called deprecated (RFC 9745, section 4).
    """
    if sunset is not None and sunset < since:
        raise ValueError("sunset lies before the day of deprecation")
    told = {"since": since, "sunset": sunset, "instead": instead}
    return {
        "deprecated": True,
        "openapi_extra": {_KEY: {name: str(value) for name, value in told.items() if value is not None}},
    }


def headers_of(route: APIRoute) -> list[tuple[bytes, bytes]]:
    """`Deprecation` (RFC 9745), `Sunset` (RFC 8594) and `Link` (RFC 5829) of a route; none of most."""
    told = (route.openapi_extra or {}).get(_KEY)
    if told is None:
        return []
    headers = [("deprecation", f"@{int(_midnight(told['since']).timestamp())}")]
    if "sunset" in told:
        headers.append(("sunset", format_datetime(_midnight(told["sunset"]), usegmt=True)))
    if "instead" in told:
        headers.append(("link", f'<{told["instead"]}>; rel="successor-version"'))
    return [(name.encode(), value.encode()) for name, value in headers]


def _midnight(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
