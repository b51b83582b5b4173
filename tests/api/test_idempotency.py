"""One key, one effect, however the requests that carry it fall together."""

import asyncio

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text

from api.idempotency import Retry
from models.agencies import Agency
from models.database import Database
from models.enums import Role
from models.events import IdempotencyRecord
from services.identity.secrets import hash_password
from tests.factories.users import make_user

PASSWORD = "correct horse battery staple"
KEY = {"Idempotency-Key": "same"}
BODY = {"legal_name": "Fairview Police Department", "kind": "municipal_pd", "state": "VA"}
NAMED = select(func.count()).where(Agency.legal_name == BODY["legal_name"])


async def _made(database: Database) -> int:
    async with database.read() as connection:
        return (await connection.execute(NAMED)).scalar_one()


async def test_of_requests_at_once_one_acts(program_officer: httpx.AsyncClient, database: Database) -> None:
    answers = await asyncio.gather(
        *(program_officer.post("/agencies", json=BODY, headers=KEY) for _ in range(6))
    )
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.content for answer in answers if answer.status_code == 201}) == 1
    assert await _made(database) == 1


async def test_an_answer_stored_between_look_up_and_lock_undoes_the_second(
    program_officer: httpx.AsyncClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await program_officer.post("/agencies", json=BODY, headers=KEY)).status_code == 201
    look_up = Retry.stored_answer

    async def look_up_too_early(retry: Retry) -> None:
        await look_up(retry)

    with monkeypatch.context() as patch:
        patch.setattr(Retry, "stored_answer", look_up_too_early)
        second = await program_officer.post("/agencies", json=BODY, headers=KEY)
    assert (second.status_code, second.json()["code"]) == (409, "still_running")
    assert await _made(database) == 1
    third = await program_officer.post("/agencies", json=BODY, headers=KEY)
    assert (third.status_code, third.headers["idempotency-replayed"]) == (201, "true")


async def test_a_key_may_be_used_again_after_a_day(
    program_officer: httpx.AsyncClient, database: Database
) -> None:
    assert (await program_officer.post("/agencies", json=BODY, headers=KEY)).status_code == 201
    async with database.transaction() as session:
        await session.execute(text("update idempotency_records set created_at = now() - interval '25 hours'"))
    for made, replayed in ((2, None), (2, "true")):
        answer = await program_officer.post("/agencies", json=BODY, headers=KEY)
        assert (answer.status_code, answer.headers.get("idempotency-replayed")) == (201, replayed)
        assert await _made(database) == made


async def test_a_new_secret_is_shown_once_and_stored_nowhere(database: Database, app: FastAPI) -> None:
    async with database.transaction() as session:
        password_hash = await hash_password(PASSWORD)
        user = await make_user(session, Role.PROGRAM_OFFICER, password_hash=password_hash)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver/api/v1") as person:
        signed_in = await person.post("/session", json={"email": user.email, "password": PASSWORD})
        headers = {**KEY, "X-CSRF-Token": signed_in.json()["csrf_token"]}
        body = {"name": "Nightly import", "scopes": ["read"], "expires_at": "2026-08-01T00:00:00Z"}
        first = await person.post("/api-tokens", json=body, headers=headers)
        again = await person.post("/api-tokens", json=body, headers=headers)
        made = (await person.get("/api-tokens")).json()["items"]
    assert first.status_code == 201, first.text
    assert (again.status_code, again.json()["code"]) == (409, "shown_once")
    assert first.headers["location"] in again.json()["detail"]
    assert [token["id"] for token in made] == [first.json()["id"]]
    async with database.read() as connection:
        stored = (await connection.execute(select(IdempotencyRecord.body))).scalars().all()
    assert stored == [b""]
