"""Receipts as tests send them."""

from typing import Any

import httpx

from tests.factories.claims import Ground
from tests.factories.files import pdf


async def send(
    client: httpx.AsyncClient,
    claim: dict[str, Any],
    content: bytes = b"",
    name: str = "hotel.pdf",
    headers: dict[str, str] | None = None,
    **fields: Any,
) -> httpx.Response:
    data = {"claim_id": claim["id"], **fields}
    file = {"file": (name, content or pdf(), "application/octet-stream")}
    return await client.post("/receipts", data=data, files=file, headers=headers)


async def uploaded(
    ground: Ground, claim: dict[str, Any], content: bytes = b"", **fields: Any
) -> dict[str, Any]:
    response = await send(ground.coordinator, claim, content, **fields)
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    return answer
