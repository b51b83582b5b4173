"""INL Police Partnerships for programs: typed calls, retries, paging, imports, exports and the change feed."""

from __future__ import annotations

import os
from typing import Self

from . import models
from .calls import ProblemError, Record, ServerSentEvent, Version, etag
from .feed import Changes, Feed
from .pages import Batch, Page, Pages, by_ids
from .transfers import Imported, JobFailed
from .webhooks import NotGenuine, verify


class Partnerships(Feed):
    """A server, called as the owner of a token: `Partnerships("https://partnerships.example.gov", token)`."""

    @classmethod
    def from_environment(cls) -> Self:
        """The server in PARTNERSHIPS_URL with the token in PARTNERSHIPS_TOKEN. Raises `KeyError` without them."""
        return cls(os.environ["PARTNERSHIPS_URL"], os.environ["PARTNERSHIPS_TOKEN"])


__all__ = [
    "Batch",
    "Changes",
    "Imported",
    "JobFailed",
    "NotGenuine",
    "Page",
    "Pages",
    "Partnerships",
    "ProblemError",
    "Record",
    "ServerSentEvent",
    "Version",
    "by_ids",
    "etag",
    "models",
    "verify",
]
