"""Acting on memoranda over HTTP, for the tests of their states."""

from datetime import date
from typing import Any

import httpx

from models.agencies import Agency

TODAY = date(2026, 7, 1)  # of the fixture `clock`
HASH = "0f" * 32
TEXT = {
    "title": "Memorandum on training abroad",
    "purpose": "Courses for police abroad.",
    "authority": "22 USC 2392",
    "scope_countries": ["GTM"],
    "ends_on": "2028-12-31",
}
CLEARANCE = {"kind": "legal_clearance", "title": "Clearance", "text_sha256": HASH, "dated_on": "2026-06-01"}
BODIES: dict[str, dict[str, Any]] = {
    "comment": {"comment": "Add a clause on publicity."},
    "settle-comment": {"comment": "Added."},
    "sign": {"party": "inl", "signed_on": "2026-07-01"},
    "amend": {
        "summary": "Two more years",
        "text_sha256": HASH,
        "ends_on": "2029-12-31",
        "inl_signed_on": "2026-06-30",
        "agency_signed_on": "2026-06-30",
    },
    "suspend": {"reason": "Under review"},
    "resume": {"reason": "Review closed"},
    "notice": {"reason": "The agency withdraws"},
}


async def act(
    client: httpx.AsyncClient, mou_id: object, event: str, body: dict[str, Any] | None = None
) -> httpx.Response:
    """Fire an event on the memorandum as last read."""
    etag = (await client.get(f"/mous/{mou_id}")).headers["etag"]
    sent = body if body is not None else BODIES.get(event)
    return await client.post(f"/mous/{mou_id}/{event}", json=sent, headers={"If-Match": etag})


async def make_draft(client: httpx.AsyncClient, agency: Agency, **changes: object) -> dict[str, Any]:
    created = await client.post("/mous", json=TEXT | {"agency_id": str(agency.id)} | changes)
    assert created.status_code == 201, created.text
    answer: dict[str, Any] = created.json()
    return answer
