"""Messages of webhooks (Standard Webhooks): whether one is genuine, and what it tells."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Mapping, Sequence
from typing import cast

from . import models as m

TOLERANCE_SECONDS = 300


class NotGenuine(Exception):
    """The message was not signed with this secret, or is too old: answer 401, and do nothing."""


def verify(secret: str | Sequence[str], headers: Mapping[str, str], body: bytes) -> m.CloudEvent:
    """The event of a message. `body` is what arrived, byte for byte; several secrets may hold while one is changed.

    Raises `NotGenuine`.
    """
    named = {name.lower(): value for name, value in headers.items()}
    try:
        id_, sent_at, signatures = (named[f"webhook-{one}"] for one in ("id", "timestamp", "signature"))
        age = abs(time.time() - int(sent_at))
    except (KeyError, ValueError) as error:
        raise NotGenuine("webhook-id, webhook-timestamp or webhook-signature is missing.") from error
    if age > TOLERANCE_SECONDS:
        raise NotGenuine("The message is too old, or one of the clocks is wrong.")
    content = f"{id_}.{sent_at}.".encode() + body
    for one in [secret] if isinstance(secret, str) else secret:
        expected = f"v1,{base64.b64encode(hmac.digest(_key(one), content, hashlib.sha256)).decode()}"
        if any(hmac.compare_digest(expected.encode(), given.encode()) for given in signatures.split()):
            return cast("m.CloudEvent", json.loads(body))
    raise NotGenuine("The signature does not fit the message.")


def _key(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error as error:
        raise ValueError(
            "A secret is whsec_ and base64, as it was shown when the webhook was made."
        ) from error
