"""What tests do to an activity."""

from typing import Any

import httpx

from models.activities import Activity
from models.database import Database
from models.enums import Role
from tests.factories.activities import (
    post_in,
)
from tests.fixtures.api import ClientFor


async def fire(
    client: httpx.AsyncClient, activity: Activity | str, event: str, body: dict[str, Any] | None = None
) -> httpx.Response:
    address = f"/activities/{getattr(activity, 'id', activity)}"
    version = {"If-Match": (await client.get(address)).headers["etag"]}
    return await client.post(f"{address}/{event}", json=body, headers=version)


async def post_client(client_for: ClientFor, database: Database, genc3: str = "GTM") -> httpx.AsyncClient:
    async with database.transaction() as session:
        post = await post_in(session, genc3)
    return await client_for(Role.POST, post_id=post.id)
