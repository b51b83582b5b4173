"""Signed texts that go out and come back: whether this installation made them, before anything is looked up."""

import base64
import binascii
import hashlib
import hmac
import secrets

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from models.answer_links import SigningKey

_MARK_BYTES = 16
_LONGEST = 400


async def sign(session: AsyncSession | AsyncConnection, purpose: str, content: bytes) -> str:
    """`content` with a mark that only this installation can make, as text for addresses."""
    mark = _mark(await _key(session, purpose), content)
    return base64.urlsafe_b64encode(content + mark).rstrip(b"=").decode()


async def opened(session: AsyncSession | AsyncConnection, purpose: str, text: str) -> bytes | None:
    """The content of a signed text; None when it was not signed here for this purpose, or was changed."""
    if len(text) > _LONGEST or not text.isascii():
        return None
    try:
        signed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    content, mark = signed[:-_MARK_BYTES], signed[-_MARK_BYTES:]
    return content if hmac.compare_digest(mark, _mark(await _key(session, purpose), content)) else None


async def derived(session: AsyncSession | AsyncConnection, purpose: str, content: bytes) -> bytes:
    """32 bytes that follow from `content`, and that nobody can guess who does not have this installation's key."""
    return hmac.new(await _key(session, purpose), content, hashlib.sha256).digest()


def _mark(key: bytes, content: bytes) -> bytes:
    return hmac.new(key, content, hashlib.sha256).digest()[:_MARK_BYTES]


async def _key(session: AsyncSession | AsyncConnection, purpose: str) -> bytes:
    stored = select(SigningKey.key).where(SigningKey.purpose == purpose)
    if (key := (await session.execute(stored)).scalar()) is not None:
        return bytes(key)
    fresh = insert(SigningKey).values(purpose=purpose, key=secrets.token_bytes(32))
    await session.execute(fresh.on_conflict_do_nothing())
    return bytes((await session.execute(stored)).scalar_one())
