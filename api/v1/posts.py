"""Posts: the embassies' INL sections that raise needs."""

from uuid import UUID

from fastapi import Response

from api.listing import list_query
from api.pages import list_response
from api.responses import Version, record_response
from api.unit_of_work import Change, Read, Resource
from schemas.base import Page
from schemas.countries import Post, PostRow, PostUpdate
from services.countries import commands
from services.countries.queries import POST, POSTS
from services.listing import ListQuery

router = Resource("/posts", tags=["posts"])


@router.get("", operation_id="posts_list", response_model=Page[PostRow])
async def list_posts(work: Read, query: ListQuery = list_query(POSTS)) -> Response:
    return await list_response(work, POSTS, query)


@router.get("/{post_id}", operation_id="posts_get", response_model=Post)
async def get_post(work: Read, post_id: UUID) -> Response:
    return record_response(work.request, await POST.get(work.connection, work.actor, post_id))


@router.patch("/{post_id}", operation_id="posts_update", response_model=Post)
async def update_post(work: Change, post_id: UUID, version: Version, data: PostUpdate) -> Response:
    await commands.update_post(work.session, work.actor, post_id, version, data)
    return record_response(work.request, await POST.after_change(work.session, work.actor, post_id))
