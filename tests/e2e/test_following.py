"""Who follows the feed has what the lists have, whoever writes at once: no gap, nothing twice, in order."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import orjson
from sqlalchemy import select

from models.database import Database
from models.enums import Role
from models.events import Event, EventSeal
from tests.factories.claims import claim_body, line, make_ground
from tests.factories.events import settle
from tests.factories.users import make_token, make_user
from tests.fixtures.api import NOW, ClientFor
from tests.fixtures.houses import PATIENCE_SECONDS, PROCESSES, Houses
from tests.fixtures.untold import untold, watch_changes

LISTS = {
    "agency": "/agencies",
    "request": "/requests",
    "claim": "/claims",
    "expense": "/expenses",
    "activity": "/activities",
    "instrument": "/instruments",
    "obligation": "/obligations",
    "officer": "/officers",
}
WRITERS, CHANGES_EACH, LINES_IMPORTED = 6, 15, 200

Call = Callable[[httpx.AsyncClient, random.Random], Awaitable[Any]]


class Follower:
    """Keeps a copy of every list: a snapshot first, then whatever the feed says has changed is read again."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.copies: dict[str, dict[str, Any]] = {}
        self.sequences: list[int] = []
        self.position = ""

    async def snapshot(self) -> None:
        self.position = (await self.client.get("/events/position")).json()["position"]
        self.copies = {kind: await everything(self.client, address) for kind, address in LISTS.items()}

    async def catch_up(self) -> None:
        """To the end of the log as it is."""
        more = True
        while more:
            answer = await self.client.get("/events", params={"after": self.position, "limit": 40})
            assert answer.status_code == 200, answer.text
            page = answer.json()
            changed: dict[str, set[str]] = {}
            for event in page["items"]:
                self.sequences.append(int(event["sequence"]))
                subject = event["data"]["subject"]
                changed.setdefault(subject["type"], set()).add(subject["id"])
            for kind in changed.keys() & LISTS.keys():
                await self.read_again(kind, changed[kind])
            self.position, more = page["next"], page["has_more"]

    async def read_again(self, kind: str, ids: set[str]) -> None:
        answer = await self.client.get(LISTS[kind], params={"ids": sorted(ids), "limit": 200})
        for id_ in ids:
            self.copies[kind].pop(id_, None)
        self.copies[kind] |= {row["id"]: row for row in answer.json()["items"]}


async def everything(client: httpx.AsyncClient, address: str) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    after: dict[str, str] = {}
    while True:
        answer = await client.get(address, params={"limit": 200, **after})
        if answer.status_code == 403:
            return {}
        page = answer.json()
        rows |= {row["id"]: row for row in page["items"]}
        if page["next"] is None:
            return rows
        after = {"after": page["next"]}


async def listen(client: httpx.AsyncClient, after: str, heard: list[tuple[str, str]]) -> None:
    """Follows by server-sent events, and opens the stream again wherever it is cut."""
    last = after
    while True:
        headers = {"Last-Event-ID": last}
        async with client.stream("GET", "/events/stream", headers=headers, timeout=None) as stream:
            assert stream.status_code == 200
            seen = 0
            async for text in stream.aiter_lines():
                if text.startswith("id: "):
                    last = text[4:]
                elif text.startswith("data: "):
                    event = orjson.loads(text[6:])
                    assert event["sequence"] == last
                    heard.append((event["sequence"], event["id"]))
                    seen += 1
                    if seen == 50:
                        break


async def change_something(
    client: httpx.AsyncClient, dice: random.Random, ground: Any, own: dict[str, Any]
) -> None:
    """One change of an agency of the writer's, or of a line of its claim: made, changed, or taken away."""
    what = dice.choice(("agency", "agency", "line", "line", "line", "removed"))
    if what == "agency":
        if len(own["agencies"]) < 3:
            name = f"Agency {dice.randrange(10**9)}"
            body = {"legal_name": name, "kind": "sheriff", "state": "VA"}
            made = await client.post("/agencies", json=body)
            assert made.status_code == 201, made.text
            own["agencies"].append(made.json()["id"])
            return
        await patch(client, f"/agencies/{dice.choice(own['agencies'])}", {"city": f"City {dice.random()}"})
    elif what == "line" or not own["lines"]:
        claim = own["claim"]
        body = line({"id": claim}, "other", dice.randrange(1, 6), f"{dice.randrange(1, 60)}.00")
        made = await own["coordinator"].post("/expenses", json=body)
        assert made.status_code == 201, made.text
        own["lines"].append(made.json()["id"])
    else:
        gone = own["lines"].pop()
        read = await own["coordinator"].get(f"/expenses/{gone}")
        tag = {"If-Match": read.headers["ETag"]}
        assert (await own["coordinator"].delete(f"/expenses/{gone}", headers=tag)).status_code == 204


async def patch(client: httpx.AsyncClient, address: str, body: dict[str, Any]) -> None:
    tag = {"If-Match": (await client.get(address)).headers["ETag"]}
    answer = await client.patch(address, json=body, headers=tag)
    assert answer.status_code == 200, answer.text


async def bulk(client: httpx.AsyncClient, claim: dict[str, Any]) -> None:
    """Lines by the hundred, in one import."""
    heading = "Expense id,Claim,Category,Service date,Description,Amount"
    rows = [
        f"E-{number},{claim['reference']},other,2026-06-0{1 + number % 5},Line {number},3.50"
        for number in range(LINES_IMPORTED)
    ]
    content = "\n".join([heading, *rows]).encode()
    answer = await client.post("/imports", params={"kind": "expenses"}, content=content)
    assert answer.status_code == 202, answer.text
    address = f"/imports/{answer.json()['id']}"
    while (done := (await client.get(address)).json())["outcome"] is None:
        job = done["job"]
        assert job["status"] in ("queued", "running"), (await client.get(f"/jobs/{job['id']}")).text
        await asyncio.sleep(0.1)
    assert (done["outcome"], done["created"]) == ("applied", LINES_IMPORTED), done


async def test_who_follows_has_what_the_lists_have(
    houses: Houses, database: Database, client_for: ClientFor
) -> None:
    await watch_changes(database)
    ground = await make_ground(database, client_for)
    tokens = {}
    async with database.transaction() as session:
        for role, ties in (
            (Role.PROGRAM_OFFICER, {}),
            (Role.SERVICE_CLIENT, {}),
            (Role.AGENCY_COORDINATOR, {"agency_id": ground.agency.id}),
        ):
            tokens[role] = await make_token(session, await make_user(session, role, **ties), ("write",), NOW)
    staff, systems, coordinators = [await houses.clients(tokens[role]) for role in tokens]
    followers = [Follower(systems[0]), Follower(coordinators[1])]
    await settle(database)
    for follower in followers:
        await follower.snapshot()
    start = followers[0].position
    heard: list[tuple[str, str]] = []
    listening = asyncio.create_task(listen(systems[2], start, heard))

    async def write(number: int) -> None:
        dice = random.Random(number)
        coordinator = coordinators[number % PROCESSES]
        claim = (await coordinator.post("/claims", json=claim_body(ground))).json()
        own = {"agencies": [], "lines": [], "claim": claim["id"], "coordinator": coordinator}
        for _ in range(CHANGES_EACH):
            await change_something(staff[number % PROCESSES], dice, ground, own)

    async def import_lines() -> None:
        claim = (await coordinators[3].post("/claims", json=claim_body(ground))).json()
        await bulk(coordinators[3], claim)

    writing = asyncio.gather(import_lines(), *(write(number) for number in range(WRITERS)))
    while not writing.done():
        for follower in followers:
            await follower.catch_up()
        await asyncio.sleep(0.05)
    await writing
    await settle(database)
    for follower in followers:
        await follower.catch_up()
        for kind, address in LISTS.items():
            assert follower.copies[kind] == await everything(follower.client, address), kind
    everywhere, narrowed = followers
    lines = WRITERS + LINES_IMPORTED
    assert len(everywhere.copies["expense"]) > lines
    assert len(narrowed.copies["agency"]) == 1

    # One who sees everything that was written meets every position once; one who sees less, some of them in order.
    first, last = int(start) + 1, int(everywhere.position)
    assert everywhere.sequences == sorted(set(everywhere.sequences))
    assert narrowed.sequences == sorted(set(narrowed.sequences))
    own = set(narrowed.sequences) - set(everywhere.sequences)
    assert await kinds_at(database, own) == {"import"}, "these are their makers' alone"
    unseen = set(range(first, last + 1)) - set(everywhere.sequences)
    assert await kinds_at(database, unseen) <= {"job", "import"}
    for _ in range(10 * PATIENCE_SECONDS):
        if len(heard) >= len(everywhere.sequences):
            break
        await asyncio.sleep(0.1)
    listening.cancel()
    assert [int(sequence) for sequence, _ in heard] == everywhere.sequences
    assert await untold(database) == []


async def kinds_at(database: Database, positions: set[int]) -> set[str]:
    statement = select(Event.subject_type).join(EventSeal, EventSeal.event_id == Event.id)
    async with database.read() as connection:
        found = await connection.scalars(statement.where(EventSeal.position.in_(positions)).distinct())
        return set(found)
