"""Service clients over HTTP: who makes them, what they may, how their tokens change, and what they used."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from models.database import Database
from models.enums import Role
from services.clock import FixedClock
from services.rate_limits import RateLimits
from tests.factories.users import make_user
from tests.fixtures.api import ClientFor

CLIENT = {
    "name": "Grants interface",
    "contact": "Demo integration desk",
    "purpose": "Reads agencies and reports obligations.",
    "scopes": ["agencies:read", "obligations:read"],
}
PASSWORD = "a long enough password"


@pytest.fixture
async def administrator(
    anonymous: httpx.AsyncClient, client_for: ClientFor, database: Database
) -> httpx.AsyncClient:
    """In a session, since a token can make no other."""
    maker = await client_for(Role.ADMINISTRATOR)
    body = {
        "email": "a@example.org",
        "name": "Administrator",
        "roles": ["administrator"],
        "password": PASSWORD,
    }
    assert (await maker.post("/users", json=body)).status_code == 201
    session = await anonymous.post("/session", json={"email": "a@example.org", "password": PASSWORD})
    anonymous.headers["X-CSRF-Token"] = session.json()["csrf_token"]
    return anonymous


async def _make(administrator: httpx.AsyncClient, **changes: Any) -> httpx.Response:
    made = await administrator.post("/service-clients", json=CLIENT | changes)
    assert made.status_code == 201, made.text
    return made


async def _token(administrator: httpx.AsyncClient, client: str, clock: FixedClock, **more: Any) -> str:
    body = {"name": "Nightly", "expires_at": (clock.now() + timedelta(days=90)).isoformat(), **more}
    issued = await administrator.post(f"/service-clients/{client}/tokens", json=body)
    assert issued.status_code == 201, issued.text
    return str(issued.json()["token"])


def _as(app: FastAPI, token: str, address: str = "192.0.2.7") -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 1)),
        base_url="http://testserver/api/v1",
        headers={"Authorization": f"Bearer {token}"},
    )


async def test_a_client_acts_under_its_name_within_its_scopes(
    administrator: httpx.AsyncClient, app: FastAPI, clock: FixedClock
) -> None:
    made = await _make(administrator, scopes=["agencies:read", "agencies:create"])
    client = _as(app, await _token(administrator, made.json()["id"], clock))
    me = (await client.get("/me")).json()
    assert (me["name"], me["permissions"]) == ("Grants interface", ["agencies:create", "agencies:read"])
    body = {"legal_name": "Fairview Police Department", "kind": "municipal_pd", "state": "VA"}
    assert (await client.post("/agencies", json=body)).status_code == 201
    assert (await client.get("/obligations")).json()["permission"] == "obligations:read"
    seen = await administrator.get("/audit", params={"action": "agencies.created"})
    if seen.status_code == 200:
        assert seen.json()["items"][0]["actor_name"] == "Grants interface"


async def test_what_the_event_log_says_of_its_acts(
    administrator: httpx.AsyncClient, app: FastAPI, clock: FixedClock, database: Database
) -> None:
    made = await _make(administrator, scopes=["agencies:create", "agencies:read"])
    client = _as(app, await _token(administrator, made.json()["id"], clock))
    await client.post("/agencies", json={"legal_name": "Fairview", "kind": "sheriff", "state": "VA"})
    async with database.read() as connection:
        rows = await connection.execute(
            text(
                "SELECT action, actor_name, actor_role FROM events WHERE action LIKE 'service_clients.%'"
                " OR action = 'agencies.created' ORDER BY id"
            )
        )
        assert [tuple(row) for row in rows] == [
            ("service_clients.created", "Administrator", "administrator"),
            ("service_clients.token_issued", "Administrator", "administrator"),
            ("agencies.created", "Grants interface", "service_client"),
        ]


async def test_scopes_beyond_those_of_clients_are_refused(administrator: httpx.AsyncClient) -> None:
    for scope in ("claims:certify", "users:manage", "nonsense"):
        refused = await administrator.post("/service-clients", json=CLIENT | {"scopes": ["read", scope]})
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/scopes/1")
    refused = await administrator.post(
        "/service-clients", json=CLIENT | {"allowed_networks": ["10.0.0.0/33"]}
    )
    assert refused.json()["errors"][0]["pointer"] == "/allowed_networks/0"


async def test_a_change_of_terms_holds_for_the_next_request(
    administrator: httpx.AsyncClient, app: FastAPI, clock: FixedClock
) -> None:
    made = await _make(administrator)
    address = f"/service-clients/{made.json()['id']}"
    client = _as(app, await _token(administrator, made.json()["id"], clock))
    assert (await client.get("/obligations")).status_code == 200

    async def change(**values: Any) -> None:
        etag = (await administrator.get(address)).headers["ETag"]
        answer = await administrator.patch(address, json=values, headers={"If-Match": etag})
        assert answer.status_code == 200, answer.text

    await change(scopes=["agencies:read"])
    assert (await client.get("/obligations")).status_code == 403
    await change(allowed_networks=["192.0.2.0/24", "2001:db8::/32"])
    assert (await client.get("/agencies")).status_code == 200
    elsewhere = _as(app, client.headers["Authorization"][7:], "198.51.100.1")
    assert ((await elsewhere.get("/agencies")).status_code) == 403
    mapped = _as(app, client.headers["Authorization"][7:], "::ffff:192.0.2.9")
    assert (await mapped.get("/agencies")).status_code == 200
    await change(expires_at=(clock.now() + timedelta(hours=1)).isoformat())
    clock.advance(timedelta(hours=2))
    assert (await client.get("/agencies")).status_code == 401


async def test_rotation_leaves_the_old_token_for_a_while(
    administrator: httpx.AsyncClient, app: FastAPI, clock: FixedClock
) -> None:
    made = await _make(administrator)
    client = made.json()["id"]
    old = _as(app, await _token(administrator, client, clock))
    new = _as(app, await _token(administrator, client, clock, overlap_hours=2))
    assert [(await each.get("/agencies")).status_code for each in (old, new)] == [200, 200]
    record = (await administrator.get(f"/service-clients/{client}")).json()
    assert record["tokens_end_at"] == "2026-09-29T12:00:00.000000Z"
    clock.advance(timedelta(hours=2, minutes=1))
    assert [(await each.get("/agencies")).status_code for each in (old, new)] == [401, 200]
    listed = (await administrator.get(f"/service-clients/{client}/tokens")).json()["items"]
    assert len(listed) == 2
    assert not any("token" in token or "secret_hash" in token for token in listed)
    for _ in range(4):
        await _token(administrator, client, clock)
    body = {"name": "Sixth", "expires_at": (clock.now() + timedelta(days=1)).isoformat()}
    refused = await administrator.post(f"/service-clients/{client}/tokens", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_tokens")


async def test_a_disabled_client_is_out_at_once(
    administrator: httpx.AsyncClient, app: FastAPI, clock: FixedClock
) -> None:
    made = await _make(administrator)
    address = f"/service-clients/{made.json()['id']}"
    client = _as(app, await _token(administrator, made.json()["id"], clock))
    assert (await client.get("/agencies")).status_code == 200
    disabled = await administrator.post(f"{address}/disable", headers={"If-Match": made.headers["ETag"]})
    assert (disabled.json()["status"], disabled.json()["allowed_actions"][-1]) == ("disabled", "enable")
    assert (await client.get("/agencies")).status_code == 401
    stale = await administrator.post(f"{address}/enable", headers={"If-Match": made.headers["ETag"]})
    assert stale.status_code == 412
    await administrator.post(f"{address}/enable", headers={"If-Match": disabled.headers["ETag"]})
    assert (await client.get("/agencies")).status_code == 200


async def test_one_token_of_a_client_is_revoked_by_an_administrator(
    administrator: httpx.AsyncClient, app: FastAPI, clock: FixedClock, client_for: ClientFor
) -> None:
    made = await _make(administrator)
    client = _as(app, await _token(administrator, made.json()["id"], clock))
    [token] = (await administrator.get(f"/service-clients/{made.json()['id']}/tokens")).json()["items"]
    address = f"/api-tokens/{token['id']}"
    officer = await client_for(Role.PROGRAM_OFFICER)
    assert (await officer.get(address)).status_code == 404
    assert (await administrator.get("/api-tokens")).json()["items"] == []
    etag = (await administrator.get(address)).headers["ETag"]
    assert (await administrator.post(f"{address}/revoke", headers={"If-Match": etag})).status_code == 200
    assert (await client.get("/agencies")).status_code == 401


async def test_who_may_see_and_make_them(
    administrator: httpx.AsyncClient, client_for: ClientFor, clock: FixedClock
) -> None:
    made = await _make(administrator)
    address = f"/service-clients/{made.json()['id']}"
    auditor, officer = await client_for(Role.AUDITOR), await client_for(Role.PROGRAM_OFFICER)
    assert (await auditor.get(address)).json()["allowed_actions"] == []
    assert (await auditor.post("/service-clients", json=CLIENT)).status_code == 403
    assert (await officer.get("/service-clients")).status_code == 403
    by_token = await client_for(Role.ADMINISTRATOR)
    body = {"name": "x", "expires_at": (clock.now() + timedelta(days=1)).isoformat()}
    assert (await by_token.post(f"{address}/tokens", json=body)).status_code == 403
    taken = await administrator.post("/service-clients", json=CLIENT | {"name": "GRANTS INTERFACE"})
    assert (taken.status_code, taken.json()["code"]) == (409, "name_taken")


async def test_a_client_gets_no_role_of_people(administrator: httpx.AsyncClient, database: Database) -> None:
    made = await _make(administrator)
    etag = (await administrator.get(f"/users/{made.json()['id']}")).headers["ETag"]
    lifted = await administrator.patch(
        f"/users/{made.json()['id']}", json={"roles": ["administrator"]}, headers={"If-Match": etag}
    )
    assert (lifted.status_code, lifted.json()["code"]) == (409, "service_client")
    async with database.transaction() as session:
        person = await make_user(session, Role.AUDITOR)
    etag = (await administrator.get(f"/users/{person.id}")).headers["ETag"]
    mixed = await administrator.patch(
        f"/users/{person.id}", json={"roles": ["service_client"]}, headers={"If-Match": etag}
    )
    assert mixed.json()["errors"][0]["pointer"] == "/roles"


async def test_usage_is_counted_by_day_operation_and_outcome(
    administrator: httpx.AsyncClient,
    app: FastAPI,
    clock: FixedClock,
    database: Database,
    client_for: ClientFor,
) -> None:
    made = await _make(administrator)
    address = f"/service-clients/{made.json()['id']}"
    auditor = await client_for(Role.AUDITOR)
    client = _as(app, await _token(administrator, made.json()["id"], clock))
    for _ in range(3):
        await client.get("/agencies")
    await client.get("/claims")
    await app.state.usage.write(database)
    clock.advance(timedelta(days=1))
    await client.get("/agencies")
    await app.state.usage.write(database)
    await app.state.usage.write(database)
    rows = (await auditor.get(f"{address}/usage", params={"sort": "day,operation"})).json()["items"]
    assert [(row["day"], row["operation"], row["outcome"], row["requests"]) for row in rows] == [
        ("2026-07-01", "agencies_list", "ok", 3),
        ("2026-07-01", "claims_list", "refused", 1),
        ("2026-07-02", "agencies_list", "ok", 1),
    ]
    record = (await auditor.get(address)).json()
    assert record["last_used_at"] == "2026-07-02T12:00:00.000000Z"
    assert record["usage"] == [
        {"day": "2026-07-01", "ok": 3, "refused": 1, "limited": 0, "failed": 0},
        {"day": "2026-07-02", "ok": 1, "refused": 0, "limited": 0, "failed": 0},
    ]
    reader = await client_for(Role.ADMINISTRATOR)
    [token] = (await reader.get(f"{address}/tokens")).json()["items"]
    assert (token["last_used_at"], token["version"]) == (record["last_used_at"], 1)


async def test_a_limit_of_its_own_and_what_answers_say_of_it(
    administrator: httpx.AsyncClient, app: FastAPI, clock: FixedClock
) -> None:
    made = await _make(administrator, requests_per_minute=3)
    app.state.rate_limits = RateLimits(1000, now=lambda: 0.0)
    tokens = [await _token(administrator, made.json()["id"], clock) for _ in range(2)]
    answers = [await _as(app, tokens[turn % 2]).get("/agencies") for turn in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit"] for answer in answers] == [
        '"requests";r=2;t=20',
        '"requests";r=1;t=40',
        '"requests";r=0;t=60',
        '"requests";r=0;t=60',
    ]
    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {'"requests";q=3;w=60'}
    assert answers[-1].headers["Retry-After"] == "20"
    assert answers[-1].headers["Content-Type"] == "application/problem+json"
    assert answers[-1].json()["code"] == "rate_limited"
    other = await administrator.get("/agencies")
    assert other.headers["RateLimit-Policy"] == '"requests";q=1000;w=60'
