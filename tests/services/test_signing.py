"""Signed texts come back as they went out, or not at all."""

import asyncio
import base64

import pytest

from models.database import Database
from services.signing import opened, sign


async def test_what_was_signed_is_opened_for_its_purpose_only(database: Database) -> None:
    async with database.transaction() as session:
        text = await sign(session, "one", b"content")
        assert await opened(session, "one", text) == b"content"
        assert await opened(session, "two", text) is None


@pytest.mark.parametrize("length", [0, 1, 16, 100])
async def test_any_change_is_noticed(database: Database, length: int) -> None:
    content = bytes(range(length))
    async with database.transaction() as session:
        text = await sign(session, "one", content)
        assert await opened(session, "one", text) == content
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        for position in range(len(raw)):
            changed = raw[:position] + bytes([raw[position] ^ 1]) + raw[position + 1 :]
            text_of_it = base64.urlsafe_b64encode(changed).rstrip(b"=").decode()
            assert await opened(session, "one", text_of_it) is None
        for wrong in ("", "A", "====", "not base64!", "\x00", "é", text + "x" * 500):
            assert await opened(session, "one", wrong) is None


async def test_processes_that_start_together_have_one_key(database: Database) -> None:
    async def make() -> str:
        async with database.transaction() as session:
            return await sign(session, "one", b"content")

    assert len(set(await asyncio.gather(*(make() for _ in range(5))))) == 1
