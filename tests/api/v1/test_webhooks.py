"""Webhooks: told of what their owner sees, signed, tried again, given up, told once more, and nobody else's."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from models.database import Database
from models.enums import Role
from models.events import Event
from models.webhooks import WebhookDelivery
from services.adapters.outgoing import Outgoing
from services.clock import FixedClock
from services.webhooks.signatures import signed_headers
from services.workflows.webhooks import LEASE, PAUSES, _take, queue_deliveries, send_due
from tests.factories.agencies import agency
from tests.factories.events import seal_and_tell, settle
from tests.fixtures.api import NOW, ClientFor
from tests.fixtures.receiver import Received, Receiver, response

AGENCY = {"legal_name": "Riverton Police Department", "kind": "municipal_pd", "state": "VA"}


class Round:
    """The background's work, when the test says so."""

    def __init__(self, database: Database, clock: FixedClock, receiver: Receiver) -> None:
        self.database, self.clock, self.receiver = database, clock, receiver
        self.settings = receiver.settings()

    async def queue(self) -> int:
        await settle(self.database)
        return await queue_deliveries(self.database, self.clock, self.settings)

    async def __call__(self) -> int:
        """How many attempts were made."""
        await self.queue()
        outgoing = Outgoing(self.settings, self.receiver.resolve)
        try:
            return await send_due(self.database, self.clock, self.settings, outgoing)
        finally:
            await outgoing.close()


@pytest.fixture
def work(database: Database, clock: FixedClock, receiver: Receiver) -> Round:
    return Round(database, clock, receiver)


@pytest.fixture
async def system(client_for: ClientFor) -> httpx.AsyncClient:
    return await client_for(Role.SERVICE_CLIENT)


async def make_webhook(
    client: httpx.AsyncClient, receiver: Receiver, database: Database, **values: Any
) -> Any:
    await settle(database)
    answer = await client.post("/webhooks", json={"url": receiver.url, **values})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def act(client: httpx.AsyncClient, webhook: Any, what: str, body: Any = None) -> httpx.Response:
    address = f"/webhooks/{webhook['id']}"
    tag = {"If-Match": (await client.get(address)).headers["ETag"]}
    return await client.post(f"{address}/{what}", json=body, headers=tag)


def signature(secret: str, message: Received) -> str:
    """As a receiver works it out for itself."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    parts = (message.headers["webhook-id"], message.headers["webhook-timestamp"])
    content = ".".join(parts).encode() + b"." + message.body
    return "v1," + base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()


def test_signatures_are_those_of_the_standard() -> None:
    """The example that Standard Webhooks publishes."""
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = signed_headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        at,
        b'{"test": 2432232314}',
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


async def test_a_change_arrives_signed_as_a_cloud_event(
    system: httpx.AsyncClient, receiver: Receiver, database: Database, work: Round
) -> None:
    webhook = await make_webhook(system, receiver, database, event_types=["agencies.*"])
    assert "secret" not in (await system.get(f"/webhooks/{webhook['id']}")).json()
    made = (await system.post("/agencies", json=AGENCY)).json()
    assert await work() == 1
    [message] = receiver.messages
    assert message.json["type"] == "agencies.created"
    assert message.json["data"]["subject"]["id"] == made["id"]
    assert message.headers["webhook-id"] == message.json["id"]
    assert message.headers["content-type"] == "application/cloudevents+json"
    assert message.headers["webhook-signature"] == signature(webhook["secret"], message)
    assert int(message.headers["webhook-timestamp"]) == int(NOW.timestamp())
    [row] = (await system.get(f"/webhooks/{webhook['id']}/deliveries")).json()["items"]
    assert (row["status"], row["attempts"], row["last_status_code"]) == ("delivered", 1, 200)
    detail = (await system.get(f"/webhooks/{webhook['id']}/deliveries/{row['id']}")).json()
    assert detail["tries"][0]["answer"] == "taken"
    assert await work() == 0


async def test_the_former_secret_signs_for_a_day(
    system: httpx.AsyncClient, receiver: Receiver, database: Database, work: Round, clock: FixedClock
) -> None:
    webhook = await make_webhook(system, receiver, database)
    fresh = (await act(system, webhook, "rotate-secret")).json()
    assert fresh["secret"] != webhook["secret"]
    await system.post(f"/webhooks/{webhook['id']}/ping")
    await work()
    [message] = receiver.messages
    both = [signature(each["secret"], message) for each in (fresh, webhook)]
    assert message.headers["webhook-signature"].split(" ") == both
    assert message.json["type"] == "webhooks.ping"
    clock.advance(timedelta(hours=24, seconds=1))
    await system.post(f"/webhooks/{webhook['id']}/ping")
    await work()
    assert receiver.messages[1].headers["webhook-signature"] == signature(
        fresh["secret"], receiver.messages[1]
    )


async def test_it_is_tried_again_for_three_days_and_then_given_up(
    system: httpx.AsyncClient, receiver: Receiver, database: Database, work: Round, clock: FixedClock
) -> None:
    webhook = await make_webhook(system, receiver, database)
    receiver.answer = lambda _: response(503, b"later")
    await system.post("/agencies", json=AGENCY)
    assert await work() == 1
    for pause in PAUSES:
        assert await work() == 0, "not before its time"
        clock.advance(pause * 1.21)
        assert await work() == 1
    assert sum(PAUSES, timedelta()) > timedelta(days=3)
    address = f"/webhooks/{webhook['id']}/deliveries"
    [row] = (await system.get(address, params={"status": "dead"})).json()["items"]
    assert (row["attempts"], row["last_status_code"]) == (len(PAUSES) + 1, 503)
    assert len({message.headers["webhook-id"] for message in receiver.messages}) == 1
    now = (await system.get(f"/webhooks/{webhook['id']}")).json()
    assert (now["status"], now["disabled_reason"]) == ("disabled", "failing")
    async with database.read() as connection:
        told = select(Event.actor_name).where(Event.action == "webhooks.disabled")
        assert await connection.scalar(told) == "System"

    # What happened meanwhile is not lost: it goes on where it was left.
    receiver.answer = lambda _: response(204)
    await system.post("/agencies", json={**AGENCY, "legal_name": "Meanwhile Police Department"})
    assert await work() == 0
    await act(system, webhook, "resume")
    assert await work() == 1
    again = await system.post(f"{address}/{row['id']}/replay")
    assert (again.status_code, again.json()["kind"]) == (200, "replay")
    assert await work() == 1
    assert receiver.messages[-1].headers["webhook-id"] == receiver.messages[0].headers["webhook-id"]


async def test_a_receivers_wish_for_a_pause_counts(
    system: httpx.AsyncClient, receiver: Receiver, database: Database, work: Round, clock: FixedClock
) -> None:
    webhook = await make_webhook(system, receiver, database)
    receiver.answer = lambda _: response(429, Retry_After="3600")
    await system.post("/agencies", json=AGENCY)
    await work()
    now = (await system.get(f"/webhooks/{webhook['id']}")).json()
    assert now["failing_since"] is not None
    assert now["version"] == webhook["version"], "an open page stays good while messages are sent"
    clock.advance(timedelta(minutes=59))
    assert await work() == 0
    clock.advance(timedelta(minutes=2))
    assert await work() == 1


async def test_gone_means_gone(
    system: httpx.AsyncClient, receiver: Receiver, database: Database, work: Round
) -> None:
    webhook = await make_webhook(system, receiver, database)
    receiver.answer = lambda _: response(410)
    await system.post("/agencies", json=AGENCY)
    await work()
    now = (await system.get(f"/webhooks/{webhook['id']}")).json()
    assert (now["status"], now["disabled_reason"]) == ("disabled", "gone")
    assert "resume" in now["allowed_actions"]


async def test_the_owner_is_told_that_a_webhook_is_disabled(
    client_for: ClientFor, receiver: Receiver, database: Database, work: Round, clock: FixedClock
) -> None:
    coordinator = await client_for(Role.AGENCY_COORDINATOR)
    webhook = await make_webhook(coordinator, receiver, database)
    receiver.answer = lambda _: response(410)
    await coordinator.post(f"/webhooks/{webhook['id']}/ping")
    await work()
    await seal_and_tell(database, clock)
    [message] = (await coordinator.get("/notifications")).json()["items"]
    assert (message["topic"], message["link"]) == ("integrations", f"/webhooks/{webhook['id']}")
    assert receiver.url not in message["title"]


async def test_an_address_inside_is_refused_when_connecting(
    system: httpx.AsyncClient, receiver: Receiver, database: Database, work: Round
) -> None:
    webhook = await make_webhook(system, receiver, database)
    work.settings = receiver.settings(webhook_networks="")
    await system.post("/agencies", json=AGENCY)
    await work()
    assert receiver.messages == []
    [row] = (await system.get(f"/webhooks/{webhook['id']}/deliveries")).json()["items"]
    assert "network" in row["last_problem"]
    assert row["status"] == "queued"


async def test_a_sender_that_ends_before_it_can_say_so_is_made_good(
    system: httpx.AsyncClient, receiver: Receiver, database: Database, work: Round, clock: FixedClock
) -> None:
    """Sent, and then nothing noted: another process sends it again, with the same id."""
    webhook = await make_webhook(system, receiver, database)
    await system.post("/agencies", json=AGENCY)
    await work.queue()
    async with database.transaction() as session:
        [message] = await _take(session, clock, work.settings) or []
    outgoing = Outgoing(work.settings, receiver.resolve)
    headers = signed_headers(message.message_id, clock.now(), message.body, message.secrets)
    await outgoing.post(message.url, headers, message.body)
    await outgoing.close()
    assert await work() == 0, "it may still be at it"
    clock.advance(LEASE + timedelta(seconds=1))
    assert await work() == 1
    first, second = receiver.messages
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    [row] = (await system.get(f"/webhooks/{webhook['id']}/deliveries")).json()["items"]
    assert (row["status"], row["attempts"]) == ("delivered", 2)


async def test_everything_since_a_time_is_told_once_more(
    system: httpx.AsyncClient, receiver: Receiver, database: Database, work: Round
) -> None:
    webhook = await make_webhook(system, receiver, database)
    for number in range(3):
        await system.post("/agencies", json={**AGENCY, "legal_name": f"Agency {number}"})
    await work()
    told = sorted(message.json["time"] for message in receiver.messages)
    answer = await act(system, webhook, "replay", {"since": told[1]})
    assert answer.status_code == 200, answer.text
    assert await work() == 2
    assert sorted(message.json["time"] for message in receiver.messages[3:]) == told[1:]


async def test_an_agencys_webhook_hears_of_its_own_alone(
    client_for: ClientFor, receiver: Receiver, database: Database, work: Round
) -> None:
    async with database.transaction() as session:
        ours, theirs = agency(), agency()
        session.add_all([ours, theirs])
    coordinator = await client_for(Role.AGENCY_COORDINATOR, agency_id=ours.id)
    await make_webhook(coordinator, receiver, database, include_record=True)
    staff = await client_for(Role.PROGRAM_OFFICER)
    for home in (ours, theirs):
        body = {"name": "Desk", "email": f"desk-{home.id}@example.org"}
        assert (await staff.post(f"/agencies/{home.id}/contacts", json=body)).status_code == 201
    await work()
    [message] = receiver.messages
    assert message.json["data"]["agency_id"] == str(ours.id)
    assert message.json["data"]["record"]["email"] == f"desk-{ours.id}@example.org"


async def test_what_the_owner_may_no_longer_see_is_dropped(
    client_for: ClientFor, receiver: Receiver, database: Database, work: Round
) -> None:
    """Queued while it was theirs; the token that made the webhook decides as well."""
    narrow = await client_for(
        Role.SERVICE_CLIENT, scopes=("webhooks:manage", "webhooks:read", "officers:read")
    )
    webhook = await make_webhook(narrow, receiver, database)
    await (await client_for(Role.PROGRAM_OFFICER)).post("/agencies", json=AGENCY)
    assert await work() == 0
    async with database.transaction() as session:
        event = await session.scalar(select(Event).where(Event.action == "agencies.created"))
        assert event is not None
        session.add(
            WebhookDelivery(
                webhook_id=UUID(webhook["id"]),
                user_id=UUID(int=0),
                event_id=event.id,
                event_type=event.action,
                due_at=NOW,
            )
        )
    await work()
    assert receiver.messages == []
    async with database.read() as connection:
        assert await connection.scalar(select(WebhookDelivery.status)) == "dropped"


async def test_a_webhook_is_nobody_elses(
    client_for: ClientFor, receiver: Receiver, database: Database
) -> None:
    first, second = [await client_for(Role.AGENCY_COORDINATOR, agency_id=None) for _ in range(2)]
    webhook = await make_webhook(first, receiver, database)
    for other in (second, await client_for(Role.ADMINISTRATOR), await client_for(Role.SERVICE_CLIENT)):
        assert (await other.get("/webhooks")).json()["items"] == []
        address = f"/webhooks/{webhook['id']}"
        tag = {"If-Match": '"1-00000000"'}
        assert (await other.get(address)).status_code == 404
        assert (await other.get(f"{address}/deliveries")).status_code == 404
        assert (await other.patch(address, json={"description": "Mine"}, headers=tag)).status_code == 404
        assert (await other.post(f"{address}/ping")).status_code == 404
        assert (await other.post(f"{address}/rotate-secret", headers=tag)).status_code == 404
        assert (await other.delete(address, headers=tag)).status_code == 404
    for role in (Role.OFFICER, Role.PROGRAM_OFFICER, Role.AUDITOR):
        refused = await (await client_for(role)).post("/webhooks", json={"url": receiver.url})
        assert (refused.status_code, refused.json()["permission"]) == (403, "webhooks:manage")


@pytest.mark.parametrize(
    "url",
    [
        "http://receiver.example.org/",
        "https://name:word@receiver.example.org/",
        "ftp://a.example",
        "https://",
    ],
)
async def test_addresses_of_other_kinds_are_refused(system: httpx.AsyncClient, url: str) -> None:
    answer = await system.post("/webhooks", json={"url": url})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/url"


async def test_a_secret_is_not_shown_to_a_retry(
    app: FastAPI, system: httpx.AsyncClient, receiver: Receiver
) -> None:
    key = {"Idempotency-Key": "one-key"}
    first = await system.post("/webhooks", json={"url": receiver.url}, headers=key)
    second = await system.post("/webhooks", json={"url": receiver.url}, headers=key)
    assert (first.status_code, second.status_code) == (201, 409)
    assert first.json()["secret"] not in second.text


async def test_a_description_may_be_left_empty(
    system: httpx.AsyncClient, receiver: Receiver, database: Database
) -> None:
    made = await make_webhook(system, receiver, database, description="", event_types=[], subject_types=[])
    address = f"/webhooks/{made['id']}"
    for description in ("Case system", ""):
        tag = {"If-Match": (await system.get(address)).headers["ETag"]}
        changed = await system.patch(address, json={"description": description}, headers=tag)
        assert (changed.status_code, changed.json()["description"]) == (200, description)
