"""One's own inbox over HTTP: reading it, marking it, and choosing how to be told."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from models.database import Database
from models.enums import Role
from models.identity import User
from services.clock import FixedClock
from tests.factories.events import happened, seal_and_tell
from tests.factories.requests import make_outreach, make_request
from tests.fixtures.api import ClientFor


async def _requests_arrive(database: Database, clock: FixedClock, count: int) -> None:
    async with database.transaction() as session:
        for _ in range(count):
            happened(session, "requests.submitted", await make_request(session), "request")
    await seal_and_tell(database, clock)


async def _items(client: httpx.AsyncClient, **params: Any) -> list[dict[str, Any]]:
    response = await client.get("/notifications", params=params)
    assert response.status_code == 200, response.text
    assert response.headers["cache-control"] == "no-store"
    return list(response.json()["items"])


async def _unread(client: httpx.AsyncClient) -> int:
    return int((await client.get("/notifications/unread")).json()["unread"])


async def test_the_inbox_is_newest_first_and_can_be_filtered(
    client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    reader = await client_for(Role.PROGRAM_OFFICER)
    await _requests_arrive(database, clock, 3)
    items = await _items(reader)
    assert [item["kind"] for item in items] == ["request_submitted"] * 3
    assert items == sorted(items, key=lambda item: item["id"], reverse=True)
    assert items[0]["subject"]["type"] == "request"
    assert items[0]["link"] == f"/requests/{items[0]['subject']['id']}"
    await reader.post(f"/notifications/{items[0]['id']}/read")
    assert [item["id"] for item in await _items(reader, unread="true")] == [i["id"] for i in items[1:]]
    assert await _items(reader, topic="claims") == []
    assert len(await _items(reader, kind="request_submitted")) == 3
    page = await reader.get("/notifications", params={"limit": 2})
    rest = await reader.get("/notifications", params={"limit": 2, "after": page.json()["next"]})
    assert [i["id"] for i in page.json()["items"] + rest.json()["items"]] == [i["id"] for i in items]


async def test_reading_is_counted_and_can_be_taken_back(
    client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    reader = await client_for(Role.PROGRAM_OFFICER)
    await _requests_arrive(database, clock, 2)
    assert await _unread(reader) == 2
    [first, _] = await _items(reader)
    for _ in range(2):
        read = await reader.post(f"/notifications/{first['id']}/read")
        assert read.status_code == 200
    assert read.json()["read_at"] == "2026-07-01T12:00:00.000000Z"
    assert read.json()["allowed_actions"] == ["unread"]
    assert await _unread(reader) == 1
    assert (await reader.post(f"/notifications/{first['id']}/unread")).json()["read_at"] is None
    assert await _unread(reader) == 2


async def test_marking_all_leaves_what_came_after_the_list_was_read(
    client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    reader = await client_for(Role.PROGRAM_OFFICER)
    other = await client_for(Role.PROGRAM_OFFICER)
    await _requests_arrive(database, clock, 2)
    newest = (await _items(reader))[0]["id"]
    clock.advance(timedelta(minutes=1))
    await _requests_arrive(database, clock, 1)
    marked = await reader.post("/notifications/read-all", json={"through": newest})
    assert marked.json() == {"marked": 2}
    assert await _unread(reader) == 1
    assert (await reader.post("/notifications/read-all", json={})).json() == {"marked": 1}
    assert await _unread(other) == 3
    refused = await reader.post("/notifications/read-all", json={"through": (await _items(other))[0]["id"]})
    assert refused.status_code == 422


async def test_other_peoples_messages_are_not_there(
    client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    reader = await client_for(Role.PROGRAM_OFFICER)
    curious = await client_for(Role.ADMINISTRATOR)
    await _requests_arrive(database, clock, 1)
    [message] = await _items(reader)
    assert await _items(curious) == []
    for address in (message["id"], str(uuid4())):
        assert (await curious.get(f"/notifications/{address}")).status_code == 404
        assert (await curious.post(f"/notifications/{address}/read")).status_code == 404
    assert await _unread(reader) == 1


async def test_signed_out_there_is_no_inbox(anonymous: httpx.AsyncClient) -> None:
    for address in ("", "/unread", "/preferences", "/mutes"):
        assert (await anonymous.get(f"/notifications{address}")).status_code == 401


async def test_preferences_begin_with_the_usual_and_are_replaced_whole(client_for: ClientFor) -> None:
    reader = await client_for(Role.POST)
    before = await reader.get("/notifications/preferences")
    assert before.json()["delivery"]["claims"] == "immediate"
    assert (before.json()["zone"], before.json()["digest_hour"]) == ("America/New_York", 8)
    assert (before.json()["version"], before.json()["mail"]) == (0, False)
    wanted = {"delivery": {"claims": "daily_digest"}, "zone": "America/Guatemala", "digest_hour": 7}
    missing = await reader.put("/notifications/preferences", json=wanted)
    assert missing.status_code == 428
    head = {"If-Match": before.headers["etag"]}
    saved = await reader.put("/notifications/preferences", json=wanted, headers=head)
    assert saved.status_code == 200, saved.text
    assert saved.json()["delivery"]["claims"] == "daily_digest"
    assert saved.json()["delivery"]["requests"] == "immediate"
    stale = await reader.put("/notifications/preferences", json=wanted, headers=head)
    assert stale.status_code == 412
    again = await reader.put(
        "/notifications/preferences",
        json={**wanted, "delivery": {}},
        headers={"If-Match": saved.headers["etag"]},
    )
    assert again.json()["delivery"]["claims"] == "immediate"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"zone": "Mars/Olympus"}, "/zone"),
        ({"digest_hour": 24}, "/digest_hour"),
        ({"digest_hour": "8"}, "/digest_hour"),
        ({"delivery": {"claims": "by pigeon"}}, "/delivery/claims"),
        ({"delivery": {"weather": "immediate"}}, "/delivery/weather/[key]"),
    ],
)
async def test_wishes_that_make_no_sense_are_refused(
    client_for: ClientFor, change: dict[str, Any], pointer: str
) -> None:
    reader = await client_for(Role.POST)
    body = {"delivery": {}, "zone": "UTC", "digest_hour": 8} | change
    refused = await reader.put("/notifications/preferences", json=body, headers={"If-Match": '"0-00000000"'})
    assert refused.status_code == 422
    assert pointer in {error["pointer"] for error in refused.json()["errors"]}


async def test_a_mute_is_about_a_kind_or_a_record_of_ones_own_inbox(
    client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    reader = await client_for(Role.PROGRAM_OFFICER)
    await _requests_arrive(database, clock, 1)
    [message] = await _items(reader)
    subject = {"type": message["subject"]["type"], "id": message["subject"]["id"]}
    made = await reader.post("/notifications/mutes", json={"subject": subject, "until": "2026-07-31"})
    assert made.status_code == 201, made.text
    assert made.json()["label"] == "The record"
    moved = await reader.post("/notifications/mutes", json={"subject": subject, "until": "2026-08-15"})
    assert moved.json()["id"] == made.json()["id"]
    by_kind = await reader.post(
        "/notifications/mutes", json={"kind": "request_submitted", "until": "2026-07-31"}
    )
    assert by_kind.status_code == 201
    listed = (await reader.get("/notifications/mutes")).json()["items"]
    assert [(mute["kind"], mute["until"]) for mute in listed] == [
        ("request_submitted", "2026-07-31"),
        (None, "2026-08-15"),
    ]
    other = await client_for(Role.PROGRAM_OFFICER)
    assert (await other.get("/notifications/mutes")).json()["items"] == []
    address = by_kind.headers["location"].removeprefix("/api/v1")
    assert (await other.delete(address)).status_code == 404
    assert (await reader.delete(address)).status_code == 204
    assert (await reader.get(address)).status_code == 404

    for body, field in (
        ({"kind": "request_submitted", "until": "2026-06-30"}, "/until"),
        ({"kind": "no_such_kind", "until": "2026-07-31"}, "/kind"),
        ({"until": "2026-07-31"}, "/kind"),
        ({"kind": "request_submitted", "subject": subject, "until": "2026-07-31"}, "/kind"),
        ({"subject": {"type": "request", "id": str(uuid4())}, "until": "2026-07-31"}, "/subject"),
    ):
        refused = await reader.post("/notifications/mutes", json=body)
        assert refused.status_code == 422, body
        assert refused.json()["errors"][0]["pointer"] == field


async def test_a_reason_for_a_no_reaches_nobody_by_message(
    client_for: ClientFor, database: Database, clock: FixedClock
) -> None:
    """The answer is told, its reason is not (invariant 3)."""
    staff = await client_for(Role.PROGRAM_OFFICER)
    async with database.transaction() as session:
        sender = await session.scalar(select(User.id).where(User.kind == "person").limit(1))
        outreach = await make_outreach(session, created_by=sender)
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=outreach.agency_id)
    answer = {"answer": "declined", "reason": "SECRET REASON"}
    etag = (await coordinator.get(f"/outreach/{outreach.id}")).headers["etag"]
    replied = await coordinator.post(
        f"/outreach/{outreach.id}/reply", json=answer, headers={"If-Match": etag}
    )
    assert replied.status_code == 200, replied.text
    await seal_and_tell(database, clock)
    [message] = await _items(staff)
    assert message["kind"] == "outreach_answered"
    assert "SECRET" not in str(message)
    assert "declined" not in str(message)
