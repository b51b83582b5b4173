"""What is left of a limit, as the fields `RateLimit` and `RateLimit-Policy` say it."""

from services.identity.sign_in import PER_ACCOUNT, PER_ADDRESS, WINDOW

_SECONDS = int(WINDOW.total_seconds())
_SIGN_IN_POLICY = f'"account";q={PER_ACCOUNT};w={_SECONDS}, "address";q={PER_ADDRESS};w={_SECONDS}'


def sign_in_limit(attempts_left: int, reset_seconds: int) -> dict[str, str]:
    """Headers that tell how many failed attempts to sign in are left, and in how many seconds there are more."""
    return {
        "RateLimit-Policy": _SIGN_IN_POLICY,
        "RateLimit": f'"account";r={attempts_left};t={reset_seconds}',
    }
