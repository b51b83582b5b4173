"""Rate limits for whoever is signed in: a token bucket each, kept by every process for itself.

A bucket that all processes share would cost a journey to the database for each request, as much as a small answer
itself. So each process grants its share of the limit: together they never grant more than the whole. The decision
on service clients says what that means for a client with a single connection.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from services.access.policy import Actor
from services.errors import RateLimited

WINDOW_SECONDS = 60
#: Buckets after which full ones, which say nothing, are thrown away.
_MOST_BUCKETS = 10_000


@dataclass(frozen=True, slots=True)
class Remaining:
    """After a request: of `quota` requests in a minute `left` are left, and in `reset_seconds` all are again."""

    quota: int
    left: int
    reset_seconds: int


class RateLimits:
    """`per_minute`: what everybody has; None grants all. `share`: processes that grant it together."""

    def __init__(
        self, per_minute: int | None, *, share: int = 1, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._per_minute, self._share, self._now = per_minute, share, now
        #: When the bucket of somebody will be full again.
        self._full_at: dict[UUID, float] = {}

    def take(self, actor: Actor) -> Remaining | None:
        """One request of `actor`; None where there is no limit. Raises `RateLimited` beyond it.

        All tokens and sessions of a user draw from one bucket: more tokens are no more requests.
        """
        own = actor.credential.requests_per_minute if actor.credential else None
        per_minute = own or self._per_minute
        if per_minute is None or actor.id is None:
            return None
        quota = max(1, per_minute // self._share)
        each = WINDOW_SECONDS / quota
        now = self._now()
        full_at = max(self._full_at.get(actor.id, now), now) + each
        if full_at - now > WINDOW_SECONDS + each / 1000:
            wait = full_at - now - WINDOW_SECONDS
            raise RateLimited(math.ceil(wait), Remaining(quota, 0, math.ceil(full_at - each - now)))
        if len(self._full_at) >= _MOST_BUCKETS:
            self._full_at = {key: full for key, full in self._full_at.items() if full > now}
        self._full_at[actor.id] = full_at
        return Remaining(
            quota, int((WINDOW_SECONDS - (full_at - now)) / each + 1e-6), math.ceil(full_at - now)
        )
