"""What happened to a record, for those who see it: one operation for each kind of record that has a history."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from api.pages import page_response
from api.unit_of_work import Read, Resource
from schemas.base import Page
from schemas.timeline import TimelineEvent
from schemas.types import Text
from services.listing import DEFAULT_LIMIT, MAX_LIMIT
from services.timeline import TIMELINES, Timeline

router = Resource(tags=["timeline"])

Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Events in a page.")]
After = Annotated[
    Annotated[str, Text(2000)] | None, Query(description="`next` of another page of this timeline.")
]


Actions = Annotated[
    list[Annotated[str, Text(100)]],
    Query(
        default_factory=list,
        max_length=20,
        description="Events of these actions only, as `mous.commented`.",
    ),
]


def _handler(timeline: Timeline) -> Callable[..., Awaitable[Response]]:
    async def get_timeline(
        work: Read, record_id: UUID, action: Actions, limit: Limit = DEFAULT_LIMIT, after: After = None
    ) -> Response:
        """Newest first. Of records that belong to this one, those that you may see."""
        page = await timeline.page(
            work.connection, work.actor, record_id, limit=limit, after=after, actions=action
        )
        return page_response(work.request, page)

    return get_timeline


for resource, timeline in TIMELINES.items():
    router.add_api_route(
        f"/{resource}/{{record_id}}/timeline",
        _handler(timeline),
        methods=["GET"],
        operation_id=f"{resource}_timeline_list",
        name=f"{resource} timeline",
        response_model=Page[TimelineEvent],
    )
