"""What is left of a limit, as the fields `RateLimit` and `RateLimit-Policy` say it."""

from services.identity.sign_in import PER_ACCOUNT, PER_ADDRESS, WINDOW
from services.rate_limits import WINDOW_SECONDS, Remaining

_SECONDS = int(WINDOW.total_seconds())
_SIGN_IN_POLICY = f'"account";q={PER_ACCOUNT};w={_SECONDS}, "address";q={PER_ADDRESS};w={_SECONDS}'


def sign_in_limit(attempts_left: int, reset_seconds: int) -> dict[str, str]:
    """Headers that tell how many failed attempts to sign in are left, and in how many seconds there are more."""
    return {
        "RateLimit-Policy": _SIGN_IN_POLICY,
        "RateLimit": f'"account";r={attempts_left};t={reset_seconds}',
    }


def rate_limit(remaining: Remaining) -> dict[str, str]:
    """Headers that tell how many requests are left of those of a minute (draft-ietf-httpapi-ratelimit-headers)."""
    return {
        "RateLimit-Policy": f'"requests";q={remaining.quota};w={WINDOW_SECONDS}',
        "RateLimit": f'"requests";r={remaining.left};t={remaining.reset_seconds}',
    }
