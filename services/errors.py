"""Expected failures. They know nothing of HTTP: `api/errors.py` alone maps each class to a status."""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One fault in the input: `field` is a path such as `lines/0/amount`, `message` says what to do."""

    field: str
    code: str
    message: str


class DomainError(Exception):
    """Base of every expected failure. `code` is stable; `detail` is for people."""

    code: ClassVar[str] = "domain_error"

    def __init__(self, detail: str, *, problems: tuple[FieldProblem, ...] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.problems = problems


class NotFound(DomainError):
    """Not there, or not the actor's to see: the two must look alike."""

    code = "not_found"

    def __init__(self, detail: str = "There is no such record, or you may not see it.") -> None:
        super().__init__(detail)


class NotSignedIn(DomainError):
    code = "not_signed_in"

    def __init__(self, detail: str = "Sign in, or send an API token as a bearer token.") -> None:
        super().__init__(detail)


class WrongCredentials(DomainError):
    code = "wrong_credentials"

    def __init__(self, *, attempts_left: int, reset_seconds: int) -> None:
        super().__init__("The e-mail address or the password is wrong.")
        self.attempts_left = attempts_left
        self.reset_seconds = reset_seconds


class TooManyAttempts(DomainError):
    code = "too_many_attempts"

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"Too many failed sign-ins. Try again in {retry_after_seconds} seconds.")
        self.retry_after_seconds = retry_after_seconds


class TooManyUses(DomainError):
    code = "too_many_requests"

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"Too many requests from your address. Try again in {retry_after_seconds} seconds.")
        self.retry_after_seconds = retry_after_seconds


class RateLimited(DomainError):
    """More requests than somebody may make in a minute. `remaining` is what the rate limit says of itself."""

    code = "rate_limited"

    def __init__(self, retry_after_seconds: int, remaining: Any) -> None:
        super().__init__(
            f"That is more than {remaining.quota} requests in a minute. Try again in {retry_after_seconds} seconds."
        )
        self.retry_after_seconds = retry_after_seconds
        self.remaining = remaining


class Busy(DomainError):
    """There is too much of this under way at the moment; later it will go."""

    code = "busy"

    def __init__(self, detail: str, *, retry_after_seconds: int) -> None:
        super().__init__(f"{detail} Try again in {retry_after_seconds} seconds.")
        self.retry_after_seconds = retry_after_seconds


class Forbidden(DomainError):
    code = "forbidden"

    def __init__(self, permission: str, detail: str | None = None) -> None:
        super().__init__(detail or f"You lack the permission {permission}.")
        self.permission = permission


class CsrfRefused(DomainError):
    code = "csrf_refused"

    def __init__(self) -> None:
        super().__init__("Send the session's CSRF token in the X-CSRF-Token header.")


class Invalid(DomainError):
    """Input that has the right shape but breaks a rule; names every field at fault."""

    code = "invalid"

    def __init__(self, *problems: FieldProblem, detail: str | None = None) -> None:
        super().__init__(detail or problems[0].message, problems=problems)


class MalwareFound(Invalid):
    """A file in which a scanner found something."""

    code = "malware_found"


class Unavailable(DomainError):
    """Something that this needs does not answer now. Nothing was changed."""

    code = "unavailable"


class Conflict(DomainError):
    """The change contradicts what is already there."""

    code = "conflict"

    def __init__(self, detail: str, *, code: str | None = None, field: str | None = None) -> None:
        problems = (FieldProblem(field, code or self.code, detail),) if field else ()
        super().__init__(detail, problems=problems)
        self.conflict_code = code or self.code


class LinkUnusable(Conflict):
    """A link from a letter that cannot be used: what it was for is over, or it is not whole."""

    code = "link_unusable"


class Ambiguous(Conflict):
    """A name that stands for several things. Each of `candidates` says how it can be named without doubt."""

    code = "ambiguous"

    def __init__(self, detail: str, *, candidates: list[dict[str, str]], field: str) -> None:
        super().__init__(detail, field=field)
        self.candidates = candidates


class IllegalTransition(DomainError):
    """The state table has no such event in this state, or a guard does not hold."""

    code = "illegal_transition"

    def __init__(
        self,
        detail: str,
        *,
        state: str,
        allowed_actions: tuple[str, ...],
        problems: tuple[FieldProblem, ...] = (),
        code: str | None = None,
    ) -> None:
        super().__init__(detail, problems=problems)
        self.state = state
        self.allowed_actions = allowed_actions
        self.transition_code = code or self.code


class StaleVersion(DomainError):
    code = "stale_version"

    def __init__(self, current: int) -> None:
        super().__init__(
            "Somebody else has changed this record since you read it. Read it again, then repeat your change."
        )
        self.current = current


class VersionRequired(DomainError):
    code = "version_required"

    def __init__(self) -> None:
        super().__init__("Send If-Match with the ETag of the record as you last read it.")


class BadCursor(DomainError):
    code = "bad_cursor"

    def __init__(self) -> None:
        super().__init__("This cursor belongs to another query. Start again without `after`.")


class IdempotencyMismatch(DomainError):
    code = "idempotency_mismatch"

    def __init__(self) -> None:
        super().__init__("This Idempotency-Key was used for another request. Use a new key.")


class ShownOnce(DomainError):
    code = "shown_once"

    def __init__(self, address: str) -> None:
        super().__init__(
            "The first request with this Idempotency-Key was done, and its secret is shown only once. "
            f"If it did not reach you, revoke {address} and make another with a new key."
        )


class StillRunning(DomainError):
    code = "still_running"

    def __init__(self) -> None:
        super().__init__("The first request with this Idempotency-Key is still running. Try again shortly.")
