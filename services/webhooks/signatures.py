"""Signatures as Standard Webhooks has them: HMAC-SHA256 over id, time and body, one for each secret in force."""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from services.signing import derived

#: How long the former secret still signs beside the new one.
OVERLAP = timedelta(hours=24)
_PREFIX = "whsec_"


async def secret_of(session: AsyncSession | AsyncConnection, webhook_id: UUID, generation: int) -> str:
    """The secret of one generation. It is kept nowhere: the key of this installation makes it anew."""
    key = await derived(session, "webhooks", f"{webhook_id}:{generation}".encode())
    return _PREFIX + base64.b64encode(key).decode()


def signed_headers(message_id: str, at: datetime, body: bytes, secrets: Sequence[str]) -> Mapping[str, str]:
    """`secrets`: one, or the new and the former one."""
    timestamp = str(int(at.timestamp()))
    content = f"{message_id}.{timestamp}.".encode() + body
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(_signature(secret, content) for secret in secrets),
    }


def _signature(secret: str, content: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
