"""Words of service clients."""

from enum import StrEnum


class UsageOutcome(StrEnum):
    """What became of a request. `limited` is what came beyond the rate limit."""

    OK = "ok"
    REFUSED = "refused"
    LIMITED = "limited"
    FAILED = "failed"
