"""The change feed: pages of what happened, where it stands now, and a stream of what comes."""

from typing import Annotated, Any

from fastapi import Header, Query, Response

from api.event_stream import EventStream
from api.responses import json_response
from api.unit_of_work import Read, Resource
from schemas.events import EventFilters, EventPage, EventPosition, EventQuery, EventStreamQuery
from services.workflows.feed.events import FeedPage, FeedQuery, feed_page, head, position_text

router = Resource("/events", tags=["events"])

_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Server-sent events `change`: `id` is the position, `data` a CloudEvent.",
        "content": {"text/event-stream": {"schema": {}}},
    }
}
LastEventId = Annotated[
    str | None, Header(description="Position of the last event that arrived.", pattern="^[0-9]{1,19}$")
]


@router.get("", operation_id="events_list", response_model=EventPage)
async def list_events(work: Read, query: Annotated[EventQuery, Query()]) -> Response:
    """What happened to the records that you may see, in order and without gaps."""
    asked = _asked(query, int(query.after or 0), query.limit)
    page = await feed_page(work.connection, work.actor, asked, work.app.state.settings.site_url)
    return Response(_body(page), media_type="application/json", headers={"Cache-Control": "no-store"})


@router.get("/position", operation_id="events_position", response_model=EventPosition)
async def get_position(work: Read) -> Response:
    """Where the log ends now: take it before the lists, and follow from it."""
    return json_response({"position": position_text(await head(work.connection))}, cache="no-store")


@router.get("/stream", operation_id="events_stream", response_class=Response, responses=_STREAM)
async def stream_events(
    work: Read, query: Annotated[EventStreamQuery, Query()], last_event_id: LastEventId = None
) -> Response:
    """Server-sent events. A stream ends after ten minutes or when you are signed out; clients open another."""
    after = last_event_id or query.after
    position = await head(work.connection) if after is None else int(after)
    return await EventStream.opened(work, _asked(query, position, 100))


def _asked(query: EventFilters, after: int, limit: int) -> FeedQuery:
    return FeedQuery(
        after=after,
        limit=limit,
        types=tuple(query.type),
        subject_types=tuple(query.subject_type),
        subject_ids=tuple(query.subject_id),
        agency_ids=tuple(query.agency_id),
        with_record=query.include == "record",
    )


def _body(page: FeedPage) -> bytes:
    tail = f'],"next":"{position_text(page.next)}","has_more":{str(page.has_more).lower()}}}'
    return b'{"items":[' + b",".join(event.body for event in page.events) + tail.encode()
