"""Answers of lists: a page of rows, or all of them as a file."""

from typing import Any
from urllib.parse import quote

import orjson
from fastapi import Request, Response

from api.files import ListFile
from api.responses import PRIVATE
from api.unit_of_work import Read
from services.listing import Listing, ListQuery, Page, Scope

#: Of pages whose rows hold the fields asked for alone: another shape, and described as one.
SELECTION_TYPE = "application/vnd.inl-police-partnerships.selection+json"


async def list_response(
    work: Read, listing: Listing, query: ListQuery, scope: Scope | None = None
) -> Response:
    """What was asked of a list: a page, or with `format` a file. Raises what `Listing.page` raises."""
    if query.format is not None:
        return ListFile(work, listing, query, scope)
    return page_response(work, await listing.page(work.connection, work.actor, query, scope))


def page_response(request: Request, page: Page) -> Response:
    """The page's rows as PostgreSQL wrote them, between our brackets, with a `Link` header (RFC 8288)."""
    tail: dict[str, Any] = {"next": page.next, "previous": page.previous}
    if page.total is not None:
        tail["total"] = page.total
    if page.missing is not None:
        tail["missing"] = page.missing
    body = f'{{"items":[{",".join(page.items)}],{orjson.dumps(tail).decode()[1:]}'
    headers = {"Cache-Control": PRIVATE}
    if page.next or page.previous:
        headers["Link"] = _links(request, page)
    return Response(body, media_type=SELECTION_TYPE if page.selected else "application/json", headers=headers)


def _links(request: Request, page: Page) -> str:
    """The same query with another cursor, relative to the address asked: right behind every proxy."""
    query = request.scope["query_string"].decode("latin-1").split("&")
    asked = "".join(f"{part}&" for part in query if part and not part.startswith("after="))
    path = quote(request.scope["path"])
    beside = (("next", page.next), ("prev", page.previous))
    return ", ".join(f'<{path}?{asked}after={cursor}>; rel="{rel}"' for rel, cursor in beside if cursor)
